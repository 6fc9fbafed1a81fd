//! Percentages: always two numbers, printed without flattery.

use terms::Amount;

/// A percentage as its two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent {
    /// The part.
    pub num: Amount,
    /// The whole; never zero.
    pub den: Amount,
}

/// Whether everyone who was asked is counted in a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// Everyone is.
    Whole,
    /// Somebody is silent.
    Partial,
}

impl Percent {
    /// A percentage of two amounts; `None` when the whole is zero.
    pub fn of(num: Amount, den: Amount) -> Option<Self> {
        (den.units != 0).then_some(Self { num, den })
    }

    /// Both numbers at one scale.
    fn aligned(self) -> (i128, i128) {
        let up = |a: Amount, other: Amount| i128::from(a.units) * 10i128.pow(other.scale.into());
        (up(self.num, self.den), up(self.den, self.num))
    }

    /// Whether the part is exactly the whole.
    pub fn is_whole(self) -> bool {
        let (num, den) = self.aligned();
        num == den
    }

    /// The value in hundredths of a per cent, cut off.
    pub fn hundredths(self) -> i128 {
        let (num, den) = self.aligned();
        num * 10_000 / den
    }

    /// As people write it, with at most `decimals` (1–2) places, cut off and never rounded up: `98,6%`.
    ///
    /// `100%` is printed only when the part is the whole and everyone is counted; else more places are given, or the two
    /// numbers themselves.
    ///
    /// ```
    /// use record::figures::{Coverage, Percent};
    /// use terms::Amount;
    /// let of = |n, d| Percent::of(Amount::new(n, 0), Amount::new(d, 0)).unwrap();
    /// assert_eq!(of(20, 62).print(2, Coverage::Whole), "32,25%");
    /// assert_eq!(of(9999, 10_000).print(1, Coverage::Whole), "99,9%");
    /// assert_eq!(of(7, 7).print(1, Coverage::Whole), "100%");
    /// assert_eq!(of(7, 7).print(1, Coverage::Partial), "7/7");
    /// assert_eq!(of(2001, 2000).print(1, Coverage::Whole), "100,05%");
    /// ```
    pub fn print(self, decimals: u8, coverage: Coverage) -> String {
        let fraction = || format!("{}/{}", self.num, self.den);
        if self.is_whole() {
            return if coverage == Coverage::Whole { "100%".to_owned() } else { fraction() };
        }
        let texts = (decimals.clamp(1, 2)..=6).map(|places| self.cut(places));
        texts.into_iter().find(|t| t != "100%").unwrap_or_else(fraction)
    }

    /// Cut off after some places, without zeros at the end.
    fn cut(self, places: u8) -> String {
        let (num, den) = self.aligned();
        let shown = num * 100 * 10i128.pow(places.into()) / den;
        let Ok(units) = i64::try_from(shown) else { return "100%".to_owned() };
        let text = Amount::new(units, places).to_string();
        format!("{}%", text.trim_end_matches('0').trim_end_matches(','))
    }
}
