//! A document as people name it in a line: `Nghị quyết số 28-NQ/TW ngày 22/9/2008 của Bộ Chính trị`, or by its name.

use super::index::{DocumentIndex, Match, identity};
use crate::error::{Error, Problem};
use record::object::Document;
use record::payload::DocumentFacts;
use terms::{Day, DocNumber, Edtf};

/// What a line says of a document.
pub(crate) fn told(line: &str) -> DocumentFacts {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut facts = DocumentFacts {
        number: None,
        doc_type: String::new(),
        subject: line.clone(),
        issuer: None,
        issuer_body: None,
        issued_on: None,
        signer: None,
        intake: None,
        circulation: None,
    };
    let Some((start, end, number)) = number_in(&line) else { return facts };
    let before = line.get(..start).unwrap_or("").trim();
    let after = line.get(end..).unwrap_or("");
    facts.number = Some(number);
    facts.doc_type = before.strip_suffix("số").unwrap_or(before).trim().to_owned();
    facts.subject = String::new();
    let (date, issuer) = after.split_once(" của ").unwrap_or((after, ""));
    facts.issued_on = date_typed(date);
    facts.issuer = Some(issuer.trim().to_owned()).filter(|i| !i.is_empty());
    facts
}

/// The first word that is a document number, with its bytes.
fn number_in(line: &str) -> Option<(usize, usize, DocNumber)> {
    let mut start = 0;
    for word in line.split(' ') {
        let plain = word.trim_matches([',', ';', '.', '(', ')']);
        let sign = plain.contains(['/', '-']) && plain.chars().any(char::is_alphabetic);
        if let Some(number) = DocNumber::parse(plain).filter(|_| sign) {
            return Some((start, start + word.len(), number));
        }
        start += word.len() + 1;
    }
    None
}

/// A date as people write it: `22/9/2008`, `2008`, `ngày 22/9/2008`, `(khóa X)`.
pub(crate) fn date_typed(words: &str) -> Option<Edtf> {
    let words = words.trim().trim_matches([',', ';', '(', ')']).trim();
    let of_term = || terms::tenure::party_term(words);
    let plain = words.strip_prefix("ngày").or_else(|| words.strip_prefix("năm")).unwrap_or(words);
    let plain = plain.trim();
    let day = || Day::parse_typed(plain).ok().map(Edtf::from);
    day().or_else(|| plain.parse().ok()).or_else(of_term)
}

impl<'a> DocumentIndex<'a> {
    /// Which entry a line names.
    pub(crate) fn named(&self, line: &str) -> Match<'a> {
        self.find(&identity(&told(line)))
    }

    /// The entry that a line names.
    ///
    /// # Errors
    /// `document.not-on-register`, or `document.candidates` with those it may be.
    pub(crate) fn only(&self, line: &str) -> Result<&'a Document, Error> {
        let unknown = || {
            let facts = [("name", line.trim().to_owned())];
            Error::Refused(Problem::new("document.not-on-register", facts))
        };
        self.named(line).settled()?.ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_people_write_it() {
        let facts = told("Nghị quyết số 28-NQ/TW ngày 22/9/2008 của Bộ Chính trị");
        assert_eq!(facts.number.unwrap().as_str(), "28-NQ/TW");
        assert_eq!(facts.doc_type, "Nghị quyết");
        assert_eq!(facts.issued_on.unwrap().to_string(), "2008-09-22");
        assert_eq!(facts.issuer.as_deref(), Some("Bộ Chính trị"));
        assert_eq!(told("28-NQ/TW (khóa XI)").issued_on.unwrap().to_string(), "2011/2016");
        assert_eq!(told("15/QĐ-BNV, năm 2024").issued_on.unwrap().to_string(), "2024");
        let law = told("Luật  Quốc phòng");
        assert_eq!((law.number, law.subject.as_str()), (None, "Luật Quốc phòng"));
    }
}
