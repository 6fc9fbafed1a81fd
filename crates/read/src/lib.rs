//! Reading Vietnamese administrative text: from words to mentions with spans, by rules over data tables.
//!
//! Does no I/O, reads no clock, calls no model. It never guesses: what is not clear is a warning with candidates.

mod abbreviation;
mod activity;
mod aside;
mod body;
mod citation;
mod context;
pub mod contract;
mod cursor;
mod date;
mod docno;
mod doubt;
mod field;
mod fold;
mod genre;
mod heading;
mod issuer;
mod kind;
mod law;
mod letter;
mod mark;
mod people;
mod post;
mod provision;
mod quantity;
mod reference;
mod role;
mod scan;
mod structure;
mod table;
mod word;

pub use abbreviation::abbreviations;
pub use contract::Reading;

use context::{Context, Parts};

/// Whether the sign of a document number alone says whose document it is; `QĐ-UBND` is of any People's Committee.
///
/// ```
/// assert!(read::tells_issuer("21/2019/NĐ-CP") && read::tells_issuer("28-NQ/TW"));
/// assert!(!read::tells_issuer("713/QĐ-UBND") && !read::tells_issuer("09-CTR/TU"));
/// ```
pub fn tells_issuer(number: &str) -> bool {
    issuer::told_by(number)
}

/// Reads one text (NFC, `\n` line ends).
pub fn read(text: &str) -> Reading {
    let cx = Context::new(text);
    let numbers = docno::scan(&cx);
    let frame = heading::find(&cx, &numbers);
    let laws = law::scan(&cx);
    let dates = date::find(&cx, &frame, &numbers, &laws);
    let mut citations = citation::find(&cx, &frame, &numbers, &laws, &dates);
    let structure = structure::find(&cx, &frame, &citations);
    let asides = if structure.is_none() { aside::find(&cx) } else { Vec::new() };
    let marks = mark::scan(&cx);
    let mut references =
        reference::find(&cx, &marks, frame.heading.as_ref(), structure.as_ref(), &citations);
    provision::fill(&cx, &marks, &mut citations, &mut references);
    let quantities = quantity::find(&cx, &citations, &dates);
    let genre = genre::of(&cx, &frame);
    let people = people::find(&cx, &frame);
    let bodies = body::find(&cx, &citations, &people);
    let mut parts = Parts {
        genre: &genre,
        heading: frame.heading.as_ref(),
        citations: &citations,
        dates: &dates,
        quantities: &quantities,
        people: &people,
        bodies: &bodies,
        activity: None,
    };
    let activity = activity::find(&cx, &parts);
    parts.activity = activity.as_ref();
    let roles = role::find(&cx, &parts, &marks);
    let published = genre::published(&cx, &frame, &dates);
    let mut warnings = doubt::find(&cx, &parts, published.as_deref());
    warnings.extend(reference::doubts(&references));
    warnings.sort_by_key(|w| (w.start, w.end));
    Reading {
        title: genre::title(&cx, &frame),
        published,
        tasks: roles.tasks,
        results: roles.results,
        shortcomings: roles.shortcomings,
        causes: roles.aspects.causes,
        lessons: roles.aspects.lessons,
        proposals: roles.aspects.proposals,
        references,
        structure,
        asides,
        warnings,
        genre,
        heading: frame.heading,
        citations,
        dates,
        quantities,
        people,
        bodies,
        activity,
    }
}
