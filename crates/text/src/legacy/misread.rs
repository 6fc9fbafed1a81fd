//! UTF-8 that was once read as Windows-1252 or MacRoman and saved so: `Äá»‹nh`, `ƒë·ªãnh` for `định`.

use std::sync::LazyLock;

use encoding_rs::MACINTOSH;

use super::charset::byte_of;

/// The reader through which the text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Windows-1252 or Latin-1.
    Windows1252,
    /// MacRoman.
    MacRoman,
}

impl Reader {
    /// Its name for a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Windows1252 => "Windows-1252",
            Self::MacRoman => "MacRoman",
        }
    }

    fn byte_of(self, c: char) -> Option<u8> {
        match self {
            Self::Windows1252 => byte_of(c),
            Self::MacRoman => {
                let at = MAC.iter().position(|mac| *mac == c)?;
                u8::try_from(at + 0x80).ok()
            }
        }
    }
}

static MAC: LazyLock<Vec<char>> = LazyLock::new(|| {
    let codes: Vec<u8> = (0x80..=0xff).collect();
    MACINTOSH.decode_without_bom_handling(&codes).0.chars().collect()
});

/// Puts right every run of characters that is UTF-8 when taken back to bytes; the others stay.
pub(crate) fn reread(text: &str, reader: Reader) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| !c.is_ascii()) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let len = from.find(|c: char| c.is_ascii()).unwrap_or(from.len());
        let (run, after) = from.split_at(len);
        rest = reread_run(run, after, reader, &mut out);
    }
    out.push_str(rest);
    out
}

/// Adds one run of characters beyond ASCII and returns what follows it.
fn reread_run<'t>(run: &str, after: &'t str, reader: Reader, out: &mut String) -> &'t str {
    let bytes: Option<Vec<u8>> = run.chars().map(|c| reader.byte_of(c)).collect();
    let Some(mut bytes) = bytes else {
        out.push_str(run);
        return after;
    };
    // The second byte of `à` is a no-break space, which editors turn into a plain one.
    let spaced = after.strip_prefix(' ').filter(|_| bytes.last() == Some(&0xc3));
    if spaced.is_some() {
        bytes.push(0xa0);
    }
    match std::str::from_utf8(&bytes) {
        Ok(right) => {
            out.push_str(right);
            spaced.unwrap_or(after)
        }
        Err(_) => {
            out.push_str(run);
            after
        }
    }
}
