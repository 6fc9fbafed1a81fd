//! Rows of a document: its facts, and the citations confirmed in its text.

use super::tables::{CITATIONS, DOCUMENTS};
use super::{Fold, Row, first_day, search};
use crate::value::args;
use record::object::{Cited, Document};

pub(super) fn rows(o: &Document, fold: Fold) -> Vec<Row> {
    let f = &o.facts;
    let number = f.number.as_ref();
    let words = [
        number.map(|n| n.as_str()),
        Some(f.doc_type.as_str()),
        Some(f.subject.as_str()),
        f.issuer.as_deref(),
        f.signer.as_deref(),
    ];
    let main = args![
        number,
        number.map(|n| n.key()),
        &f.doc_type,
        &f.subject,
        &f.issuer,
        &f.issuer_body,
        f.issued_on,
        first_day(f.issued_on),
        &f.signer,
        &f.intake,
        &f.circulation,
        o.withdrawn.is_some(),
        o.created.recorded_at,
        search(fold, &words),
    ];
    let citations = o.cites.iter().enumerate().map(|(n, cited)| citation(o, n, cited));
    std::iter::once(Row::new(&DOCUMENTS, &o.at, main)).chain(citations).collect()
}

fn citation(o: &Document, n: usize, cited: &Cited) -> Row {
    let c = &cited.citation;
    let values = args![
        n,
        &c.target.at,
        &c.target.name,
        c.relation.code(),
        c.start,
        c.end,
        &c.quote,
        cited.by.recorded_at,
    ];
    Row::new(&CITATIONS, &o.at, values)
}
