//! Ends of bodies' terms, as they were constituted.

use super::{Entry, Given, Span, because};
use crate::object::Body;
use terms::{CalendarKind, Certainty, Field};

/// Adds the end of the term of every body that stands constituted for one.
pub(super) fn terms(given: &Given<'_>, all: &mut Vec<Entry>) {
    for body in given.bodies.values().filter(|b| b.unmade.is_none()) {
        let ends = body.constitutions.iter().enumerate().filter_map(|(i, c)| {
            let term = c.term?;
            // What was constituted anew before the term ended has no end of it to wait for.
            let anew = body.constitutions.iter().skip(i + 1).any(|next| next.on <= term.to());
            let gone = body.dissolved_on.is_some_and(|end| end <= term.to());
            (!anew && !gone).then_some((c, term))
        });
        all.extend(ends.map(|(c, term)| end(body, c, term)));
    }
}

fn end(body: &Body, c: &crate::object::Constitution, term: terms::Period) -> Entry {
    let named = body.named_on(term.to());
    let by = match (&c.document, &c.basis) {
        (Some(document), _) => format!(" theo {}", document.name),
        (None, Some(basis)) => format!(" theo {basis}"),
        (None, None) => String::new(),
    };
    let at = c.document.as_ref().map_or(&body.at, |d| &d.at);
    let why = vec![
        because(format!("Kiện toàn ngày {}{by}", c.on.vn()), Some(at)),
        because(format!("Nhiệm kỳ {}: ngày cuối {}", term.label(), term.to().vn()), Some(&body.at)),
    ];
    Entry {
        key: format!("term/{}/{}-{}", body.at, c.by.act.site, c.by.act.seq),
        span: Span::day(term.to()),
        kind: CalendarKind::TermEnd,
        title: format!("Hết nhiệm kỳ, kiện toàn {}", named.name),
        field: Some(Field::Organisation),
        bodies: vec![named],
        certainty: Certainty::Stated,
        round: None,
        why,
        held: Vec::new(),
        object: Some(body.at.clone()),
        limited: false,
    }
}
