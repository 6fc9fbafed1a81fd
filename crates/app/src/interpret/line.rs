//! A reading as one line of the contract's JSON, written straight into a buffer that is used again and again.

use super::{Interpretation, Origin, SetAside};
use read::contract::Reading;
use serde::Serialize;

/// The contract's object by reference; with the text or without, nothing is copied.
#[derive(Serialize)]
struct Line<'a> {
    source: &'a Origin,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "<[SetAside]>::is_empty")]
    aside: &'a [SetAside],
    #[serde(flatten)]
    reading: &'a Reading,
}

impl Interpretation {
    /// Appends the contract's object and a line end to a buffer; the text only when it is asked for and there.
    ///
    /// # Errors
    /// Does not fail for readings that are made here; the fault of the JSON writer is passed on.
    pub fn write_line(&self, with_text: bool, out: &mut Vec<u8>) -> serde_json::Result<()> {
        let text = self.text.as_deref().filter(|_| with_text);
        let Self { source, aside, reading, .. } = self;
        super::json::write(&Line { source, text, aside, reading }, out)?;
        out.push(b'\n');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::interpret::interpret;

    fn lines(with_text: bool) -> Vec<u8> {
        let report = "BÁO CÁO\nNgày 05/3/2026, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND.\n";
        let made =
            interpret("bao \"cao\"\t.txt", report.as_bytes()).expect("a plain report is read");
        let mut out = b"before\n".to_vec();
        made.write_line(with_text, &mut out).expect("it is written");
        out
    }

    #[test]
    fn a_line_is_appended_and_is_the_object_as_serde_has_it() {
        let out = String::from_utf8(lines(true)).expect("UTF-8");
        let line =
            out.strip_prefix("before\n").and_then(|l| l.strip_suffix('\n')).expect("one line");
        assert!(!line.contains('\n'));
        let back: super::Interpretation = serde_json::from_str(line).expect("it reads back");
        assert_eq!(back.source.path, "bao \"cao\"\t.txt");
        assert_eq!(serde_json::to_string(&back).expect("it is written"), line);
        assert!(back.text.is_some_and(|t| t.starts_with("BÁO CÁO\nNgày")));
    }

    #[test]
    fn the_fields_stand_in_the_order_of_the_contract() {
        let out = String::from_utf8(lines(true)).expect("UTF-8");
        let order = [
            "source",
            "text",
            "genre",
            "title",
            "published",
            "heading",
            "citations",
            "dates",
            "quantities",
            "people",
            "bodies",
            "activity",
            "tasks",
            "results",
            "shortcomings",
            "warnings",
        ];
        let places: Vec<_> = order.iter().map(|f| out.find(&format!("\"{f}\":"))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        let without = String::from_utf8(lines(false)).expect("UTF-8");
        assert!(!without.contains("\"text\":\"BÁO"), "{without}");
    }
}
