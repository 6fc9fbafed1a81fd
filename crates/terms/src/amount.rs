//! Amounts: integers with a scale, exact, printed the Vietnamese way (`1.234,5`).

use std::fmt;

/// A decimal number: `units` divided by ten to the power `scale` (0–9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The number without its decimal mark.
    pub units: i64,
    /// Digits after the decimal mark.
    pub scale: u8,
}

/// A text that is not a number as people write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a number: {0:?}")]
pub struct BadAmount(pub String);

impl Amount {
    /// An amount of `units` at `scale`.
    pub fn new(units: i64, scale: u8) -> Self {
        Self { units, scale: scale.min(9) }
    }

    /// Parses `1234`, `1.234`, `1.234,5` or `-12,25` at a scale; more decimals than the scale are refused.
    ///
    /// # Errors
    /// When the text is no such number, has too many decimals, or does not fit 64 bits.
    ///
    /// ```
    /// use terms::Amount;
    /// assert_eq!(Amount::parse("1.234,5", 2), Ok(Amount::new(123450, 2)));
    /// assert!(Amount::parse("1.5", 0).is_err());
    /// ```
    pub fn parse(text: &str, scale: u8) -> Result<Self, BadAmount> {
        let bad = || BadAmount(text.to_owned());
        let t = text.trim();
        let (sign, t) = t.strip_prefix('-').map_or((1, t), |rest| (-1, rest));
        let (whole, part) = t.split_once(',').unwrap_or((t, ""));
        let digits = ungroup(whole).ok_or_else(bad)?;
        let fits = part.len() <= usize::from(scale) && part.bytes().all(|b| b.is_ascii_digit());
        if !fits || (t.contains(',') && part.is_empty()) {
            return Err(bad());
        }
        let padded = format!("{digits}{part:0<width$}", width = usize::from(scale));
        padded.parse::<i64>().map(|n| Self::new(sign * n, scale)).map_err(|_| bad())
    }

    /// The value as a floating-point number, for drawing only.
    pub fn approx(self) -> f64 {
        self.units as f64 / 10f64.powi(i32::from(self.scale))
    }
}

/// Removes thousands dots where every group after the first has three digits.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let grouped =
        rest.iter().all(|g| g.len() == 3 && digits(g)) && (rest.is_empty() || first.len() <= 3);
    (digits(first) && grouped).then(|| format!("{first}{}", rest.concat()))
}

/// A whole number with thousands dots.
pub fn group(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base = 10u64.pow(u32::from(self.scale.min(9)));
        let n = self.units.unsigned_abs();
        if self.units < 0 {
            f.write_str("-")?;
        }
        f.write_str(&group(n / base))?;
        if self.scale > 0 {
            write!(f, ",{:0width$}", n % base, width = usize::from(self.scale))?;
        }
        Ok(())
    }
}
