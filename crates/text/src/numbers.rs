//! Numbers as lists write them: `1`, `a`, `IV`.
//!
//! Shared by docx and odt; knows neither.

/// Writes a number as the sample shows: `1`, `a`, `A`, `i`, `I`; `None` for another sample.
pub(crate) fn written_as(n: u32, sample: &str) -> Option<String> {
    match sample {
        "1" => Some(n.to_string()),
        "01" => Some(format!("{n:02}")),
        "a" => letter(n),
        "A" => letter(n).map(|l| l.to_uppercase()),
        "I" => Some(roman(n)),
        "i" => Some(roman(n).to_lowercase()),
        _ => None,
    }
}

/// 1 is `a`; after `z` the letter is doubled, as Word does.
fn letter(n: u32) -> Option<String> {
    let index = n.checked_sub(1)?;
    let letter = char::from(b'a' + u8::try_from(index % 26).ok()?);
    let times = usize::try_from(index / 26).ok()?.min(9) + 1;
    Some(std::iter::repeat_n(letter, times).collect())
}

fn roman(n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = n % 4000;
    let mut out = String::new();
    for (value, sign) in PARTS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}
