//! Shares as people must be able to check them: a percentage always with its two numbers.
//! Amounts and days print themselves (`terms::Amount`, `terms::Day::vn`).

use terms::amount::group;

/// A share as `98,63 % (16.051/16.274)`, rounded half up to two decimals; `None` when there is no whole.
/// A part that is short of the whole never prints as `100 %`, one that is not nothing never as `0 %`.
///
/// ```
/// use render::number::share;
/// assert_eq!(share(16_051, 16_274).as_deref(), Some("98,63 % (16.051/16.274)"));
/// assert_eq!(share(5, 5).as_deref(), Some("100 % (5/5)"));
/// assert_eq!(share(99_999, 100_000).as_deref(), Some("99,99 % (99.999/100.000)"));
/// assert_eq!(share(1, 1_000_000).as_deref(), Some("0,01 % (1/1.000.000)"));
/// assert_eq!(share(0, 0), None);
/// ```
pub fn share(part: u64, whole: u64) -> Option<String> {
    if whole == 0 {
        return None;
    }
    let (n, of) = (u128::from(part), u128::from(whole));
    let rounded = (n * 20_000 + of) / (2 * of);
    let hundredths = match rounded {
        10_000 if n < of => 9_999,
        10_000 if n > of => 10_001,
        0 if n > 0 => 1,
        other => other,
    };
    let (whole_percent, rest) = (hundredths / 100, hundredths % 100);
    let percent = u64::try_from(whole_percent).map_or_else(|_| whole_percent.to_string(), group);
    let fraction = if rest == 0 { String::new() } else { format!(",{rest:02}") };
    Some(format!("{percent}{fraction} % ({}/{})", group(part), group(whole)))
}
