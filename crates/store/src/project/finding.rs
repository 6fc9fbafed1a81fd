//! The row of a finding.

use super::tables::FINDINGS;
use super::{Fold, Row, at, name, search};
use crate::value::args;
use record::object::Finding;

pub(super) fn rows(o: &Finding, fold: Fold) -> Vec<Row> {
    let f = &o.facts;
    let values = args![
        f.kind.code(),
        &f.text,
        f.field.code(),
        at(f.body.as_ref()),
        name(f.body.as_ref()),
        at(f.cause_of.as_ref()),
        at(f.found_in.as_ref()),
        name(f.found_in.as_ref()),
        o.found_on(),
        o.resolved.as_ref().map(|(_, by)| by.effective_on),
        o.withdrawn.is_some(),
        o.created.recorded_at,
        search(fold, &[Some(f.text.as_str())]),
    ];
    vec![Row::new(&FINDINGS, &o.at, values)]
}
