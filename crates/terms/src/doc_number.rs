//! Document numbers (số, ký hiệu văn bản) in their normal form and as keys for comparing.

use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// A document number as kvpt files it: NFC, upper case, no spaces, plain hyphens, `Đ` repaired (`13/2012/QĐ-TTG`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocNumber(String);

impl DocNumber {
    /// The normal form of a number as written; `None` when it has no digit or no letter or digit after a separator.
    ///
    /// ```
    /// let n = terms::DocNumber::parse("13/2012/QÐ - TTg").unwrap();
    /// assert_eq!(n.as_str(), "13/2012/QĐ-TTG");
    /// ```
    pub fn parse(written: &str) -> Option<Self> {
        // Letters that look like Đ are told apart by their small forms alone: upper case comes first.
        let plain: String = written
            .nfc()
            .filter(|c| !c.is_whitespace() && *c != '\u{ad}')
            .flat_map(char::to_uppercase)
            .map(|c| match c {
                '‐' | '‑' | '–' | '—' | '−' => '-',
                '⁄' | '∕' => '/',
                'Ð' | 'Ɖ' => 'Đ',
                c => c,
            })
            .nfc()
            .collect();
        let (serial, sign) = plain.split_once(['/', '-'])?;
        let fits = serial.starts_with(|c: char| c.is_ascii_digit()) && !sign.is_empty();
        fits.then_some(Self(plain))
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key under which two spellings of one number meet: leading zeros dropped, `TƯ` and `T.Ư` as `TW`.
    pub fn key(&self) -> String {
        let trimmed = self.0.trim_start_matches('0');
        trimmed.replace("T.Ư", "TW").replace("TƯ", "TW")
    }

    /// The year in the number, when it carries one (`13/2012/QĐ-TTG`).
    pub fn year(&self) -> Option<i16> {
        let year = self.0.split('/').nth(1)?;
        (year.len() == 4).then(|| year.parse().ok()).flatten().filter(|y| (1945..=2100).contains(y))
    }

    /// The term of the National Assembly in the sign (`98/2025/QH15`, `351/2017/UBTVQH14`).
    ///
    /// ```
    /// let n = terms::DocNumber::parse("98/2025/QH15").unwrap();
    /// assert_eq!(n.assembly_term(), Some(15));
    /// ```
    pub fn assembly_term(&self) -> Option<u8> {
        let sign = self.0.rsplit(['/', '-']).next()?;
        let term = sign.strip_prefix("UBTVQH").or_else(|| sign.strip_prefix("QH"))?;
        term.parse().ok()
    }

    /// Whether it is written the Party's way: a hyphen before the first slash (`28-NQ/TW`).
    pub fn is_party(&self) -> bool {
        self.0.find('-').is_some_and(|hyphen| self.0.find('/').is_some_and(|slash| hyphen < slash))
    }
}

/// Codes that are written with a small letter, by Decree 30/2020/NĐ-CP, Annex III, and the practice of the Prime Minister's
/// and the Party's offices: filed form and written form.
const WRITTEN: [(&str, &str); 3] = [("TTG", "TTg"), ("TTR", "TTr"), ("CTR", "CTr")];

/// The number as people write it: `13/2012/QĐ-TTg`, not `…-TTG`. It files as the same number.
///
/// ```
/// let n = terms::DocNumber::parse("13/2012/QĐ-TTG").unwrap();
/// assert_eq!(n.to_string(), "13/2012/QĐ-TTg");
/// assert_eq!(terms::DocNumber::parse(&n.to_string()), Some(n));
/// ```
impl fmt::Display for DocNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in self.0.split_inclusive(['/', '-']) {
            let code = piece.trim_end_matches(['/', '-']);
            let written = WRITTEN.iter().find(|(filed, _)| *filed == code);
            f.write_str(written.map_or(code, |(_, written)| written))?;
            f.write_str(&piece[code.len()..])?;
        }
        Ok(())
    }
}
