//! What was typed on a page of entry, read field by field; what is wrong is kept under the name of its field.
//!
//! It must not know what is entered.

use super::super::Sent;
use super::super::pieces::bad_day;
use crate::i18n::Lang;
use app::offices::Pick;
use terms::{Day, Edtf, Ref};

/// The fields as typed, and what is wrong with them so far.
pub(super) struct Typed<'a> {
    pub(super) lang: Lang,
    sent: &'a Sent,
    faults: Vec<(&'static str, String)>,
}

impl<'a> Typed<'a> {
    pub(super) fn new(lang: Lang, sent: &'a Sent) -> Self {
        Self { lang, sent, faults: Vec::new() }
    }

    /// What is wrong, in the order in which it was found.
    pub(super) fn faults(self) -> Vec<(&'static str, String)> {
        self.faults
    }

    /// Notes what is wrong with a field.
    pub(super) fn wrong(&mut self, field: &'static str, words: String) {
        self.faults.push((field, words));
    }

    /// What was typed, when anything was.
    pub(super) fn some(&self, field: &'static str) -> Option<String> {
        self.sent.some(field).map(str::to_owned)
    }

    /// What was typed; it must not be blank.
    pub(super) fn must(&mut self, field: &'static str) -> Option<String> {
        let typed = self.some(field);
        if typed.is_none() {
            self.wrong(field, self.lang.t("entry-blank"));
        }
        typed
    }

    /// What was chosen; something must be.
    pub(super) fn one_of<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let chosen = self.sent.some(field).and_then(read);
        if chosen.is_none() {
            self.wrong(field, self.lang.t("entry-choose"));
        }
        chosen
    }

    /// The object chosen, when one was.
    pub(super) fn object(&self, field: &'static str) -> Option<Ref> {
        self.sent.some(field)?.parse().ok()
    }

    /// A body or unit, chosen or by its name, when one was.
    pub(super) fn pick(&self, field: &'static str) -> Option<Pick> {
        self.sent.some(field).map(Pick::from)
    }

    /// Bodies or units by name, one a line.
    pub(super) fn picks(&self, field: &'static str) -> Vec<Pick> {
        self.lines(field).into_iter().map(|(_, line)| Pick::from(line)).collect()
    }

    /// A whole number, when one was typed.
    pub(super) fn count(&mut self, field: &'static str) -> Option<u64> {
        let typed = self.sent.some(field)?;
        let read = typed.replace('.', "").parse().ok();
        if read.is_none() {
            self.wrong(field, self.lang.ta("entry-bad-count", &[("name", typed)]));
        }
        read
    }

    /// Every object that was ticked.
    pub(super) fn objects(&self, field: &'static str) -> Vec<Ref> {
        self.sent.all(field).filter_map(|value| value.parse().ok()).collect()
    }

    /// Every value of a field that was sent.
    pub(super) fn all(&self, field: &'static str) -> impl Iterator<Item = &'a str> {
        self.sent.all(field)
    }

    /// Every value that was ticked.
    pub(super) fn some_each(&self, field: &'static str) -> Vec<String> {
        self.sent.all(field).map(str::to_owned).collect()
    }

    /// A day, when one was typed.
    pub(super) fn day(&mut self, field: &'static str) -> Option<Day> {
        let typed = self.sent.some(field)?;
        let day = Day::parse_typed(typed).ok();
        if day.is_none() {
            self.wrong(field, bad_day(self.lang, typed));
        }
        day
    }

    /// A day, month or year, when one was typed.
    pub(super) fn date(&mut self, field: &'static str) -> Option<Edtf> {
        let typed = self.sent.some(field)?;
        let day = || Day::parse_typed(typed).ok().map(Edtf::from);
        let date = day().or_else(|| typed.parse().ok());
        if date.is_none() {
            self.wrong(field, self.lang.ta("entry-bad-date", &[("name", typed)]));
        }
        date
    }

    /// Degrees with up to six decimals, as millionths; within `limit` degrees to either side.
    pub(super) fn degrees(&mut self, field: &'static str, limit: i64) -> Option<i64> {
        let typed = self.sent.some(field)?;
        let read = millionths(typed).filter(|m| m.abs() <= limit * 1_000_000);
        if read.is_none() {
            let facts = [("name", typed), ("limit", &limit.to_string())];
            self.wrong(field, self.lang.ta("entry-bad-degrees", &facts));
        }
        read
    }

    /// The lines that say something, numbered as they stand from 1.
    pub(super) fn lines(&self, field: &'static str) -> Vec<(usize, &'a str)> {
        let numbered = self.sent.one(field).lines().map(str::trim).enumerate();
        numbered.map(|(i, line)| (i + 1, line)).filter(|(_, line)| !line.is_empty()).collect()
    }
}

/// `10,5` or `-10.123456` in millionths.
fn millionths(typed: &str) -> Option<i64> {
    let (negative, digits) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 6 || !plain(whole) || !plain(part) {
        return None;
    }
    let size: i64 = format!("{whole}{part:0<6}").parse().ok()?;
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::millionths;

    #[test]
    fn degrees_are_read_with_comma_or_point() {
        assert_eq!(millionths("10,5"), Some(10_500_000));
        assert_eq!(millionths("-106.123456"), Some(-106_123_456));
        assert_eq!(millionths("9"), Some(9_000_000));
        for bad in ["", "10°", "1,2,3", "10,1234567", "+5", "-"] {
            assert_eq!(millionths(bad), None, "{bad}");
        }
    }
}
