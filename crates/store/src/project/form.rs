//! Rows of a form as it is asked now: the form, its indicators, their targets, and the periods opened.

use super::tables::{FORM_PERIODS, FORMS, INDICATORS, TARGETS};
use super::{Fold, Row, search};
use crate::value::args;
use record::object::Form;
use record::payload::Indicator;

pub(super) fn rows(o: &Form, fold: Fold) -> Vec<Row> {
    let f = &o.facts;
    let main = args![
        &f.code,
        &f.title,
        &f.asked_by.at,
        &f.asked_by.name,
        f.filled_by.code(),
        o.closed.as_ref().map(|(day, _)| *day),
        o.created.recorded_at,
        search(fold, &[Some(f.code.as_str()), Some(f.title.as_str())]),
    ];
    let mut rows = vec![Row::new(&FORMS, &o.at, main)];
    rows.extend(f.indicators.iter().enumerate().map(|(n, i)| indicator(o, n, i)));
    let targets = f.indicators.iter().flat_map(|i| i.targets.iter().map(move |t| (i, t)));
    rows.extend(targets.enumerate().map(|(n, (i, target))| {
        let values = args![n, &i.code, i64::from(target.year), target.value, &target.basis];
        Row::new(&TARGETS, &o.at, values)
    }));
    rows.extend(o.periods.iter().map(|(period, open)| {
        let values = args![period.from(), period.to(), open.on_time_until, open.open_until];
        Row::new(&FORM_PERIODS, &o.at, values)
    }));
    rows
}

fn indicator(o: &Form, n: usize, i: &Indicator) -> Row {
    let values = args![
        n,
        &i.code,
        &i.name,
        &i.measure,
        i.scale,
        i.aggregation.code(),
        i.parts.as_ref().map(|(numerator, _)| numerator.as_str()),
        i.parts.as_ref().map(|(_, denominator)| denominator.as_str()),
        i.field.code(),
    ];
    Row::new(&INDICATORS, &o.at, values)
}
