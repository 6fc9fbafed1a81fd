//! Rows of a file that came in: the file, and each proposal with what was decided on it.

use super::tables::{INTAKES, PROPOSALS};
use super::{Fold, Row, at, name, search};
use crate::value::args;
use record::object::Intake;

pub(super) fn rows(o: &Intake, fold: Fold) -> Vec<Row> {
    let words = [Some(o.title.as_str()), Some(o.file_name.as_str())];
    let main = args![
        &o.sha256,
        &o.file_name,
        o.bytes,
        &o.format,
        &o.encoding,
        &o.title,
        &o.circulation,
        o.created.effective_on,
        o.created.recorded_at,
        &o.created.actor.login,
        o.proposals.len(),
        o.undecided().count(),
        search(fold, &words),
    ];
    let proposals = o.proposals.iter().enumerate().map(|(n, key)| proposal(o, n, key));
    std::iter::once(Row::new(&INTAKES, &o.at, main)).chain(proposals).collect()
}

fn proposal(o: &Intake, n: usize, key: &str) -> Row {
    let decided = o.decided.get(key);
    let outcome = decided.and_then(|d| d.outcome.as_ref());
    let values = args![
        n,
        key,
        decided.map_or("open", |d| d.decision.code()),
        decided.map(|d| d.by.actor.login.as_str()),
        decided.map(|d| d.by.recorded_at),
        decided.map(|d| d.by.effective_on),
        at(outcome),
        name(outcome),
        decided.and_then(|d| d.reason.as_deref()),
    ];
    Row::new(&PROPOSALS, &o.at, values)
}
