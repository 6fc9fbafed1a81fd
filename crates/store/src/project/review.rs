//! Rows of a review: the paper, and each of its figures as printed.

use super::tables::{FIGURES, REVIEWS};
use super::{Fold, Row, at, name, search};
use crate::value::args;
use record::object::Review;

pub(super) fn rows(o: &Review, fold: Fold) -> Vec<Row> {
    let approved = o.approved.as_ref();
    let main = args![
        &o.title,
        &o.body.at,
        &o.body.name,
        at(o.reviewed.as_ref()),
        name(o.reviewed.as_ref()),
        o.period.from(),
        o.period.to(),
        o.state.code(),
        o.compiled.as_ref().map(|(day, _)| *day),
        approved.and_then(|a| a.number.as_ref()),
        approved.and_then(|a| a.signer.as_deref()),
        approved.map(|a| a.by.effective_on),
        o.created.recorded_at,
        search(fold, &[Some(o.title.as_str()), Some(o.body.name.as_str())]),
    ];
    let figures = o.figures().enumerate().map(|(n, (line, figure))| {
        let frozen = approved.is_some();
        let (printed, formula) = (&figure.printed, &figure.formula);
        let values = args![n, &figure.key, line, frozen, printed, formula, &figure.explained];
        Row::new(&FIGURES, &o.at, values)
    });
    std::iter::once(Row::new(&REVIEWS, &o.at, main)).chain(figures).collect()
}
