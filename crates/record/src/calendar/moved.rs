//! What moved: the calendar before and after something on record was put right.

use super::{Cause, Entry, Given, Rules, Span, documents::follows};
use crate::object::{Activity, Document, Stamp};
use terms::{Edtf, Instant, Named, Ref};

/// How an entry changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It moved from one span to another.
    Moved(Span, Span),
    /// It is no more; it stood here.
    Gone(Span),
    /// It is new; it stands here.
    New(Span),
}

/// An entry that changed because something was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Stable name of the entry.
    pub key: String,
    /// Its title, as it is now, or was when it is no more.
    pub title: String,
    /// How it changed.
    pub change: Change,
    /// What was put right.
    pub cause: Named,
    /// The date of it before and after.
    pub dates: (Option<Edtf>, Option<Edtf>),
    /// Why; empty while it is not done yet.
    pub reason: String,
    /// By whom and when; `None` while it is not done yet.
    pub by: Option<Stamp>,
}

/// What is different between two states of a calendar.
pub fn compare(before: &[Entry], after: &[Entry]) -> Vec<(Change, Entry)> {
    let find = |all: &[Entry], key: &str| all.iter().find(|e| e.key == key).map(|e| e.span);
    let now = after.iter().filter_map(|e| match find(before, &e.key) {
        Some(was) if was == e.span => None,
        Some(was) => Some((Change::Moved(was, e.span), e.clone())),
        None => Some((Change::New(e.span), e.clone())),
    });
    let gone = before.iter().filter(|e| find(after, &e.key).is_none());
    now.chain(gone.map(|e| (Change::Gone(e.span), e.clone()))).collect()
}

/// What moves when a document on record becomes the one given here.
pub fn moved_with(given: &Given<'_>, rules: &Rules, new: &Document) -> Vec<Moved> {
    let Some(old) = given.documents.iter().copied().find(|d| d.at == new.at) else {
        return Vec::new();
    };
    of_document(given, rules, (old, new), None)
}

/// What moved by corrections entered since an instant, the last first.
pub fn moved_since(given: &Given<'_>, rules: &Rules, since: Instant) -> Vec<Moved> {
    let mut all = Vec::new();
    for document in &given.documents {
        let first = document.corrected.iter().find(|(.., by)| by.recorded_at >= since);
        let last = document.corrected.last();
        if let (Some((was, ..)), Some((_, reason, by))) = (first, last) {
            let old = Document { facts: was.clone(), ..(*document).clone() };
            all.extend(of_document(given, rules, (&old, document), Some((reason, by))));
        }
    }
    for activity in &given.activities {
        let first = activity.corrected.iter().find(|(.., by)| by.recorded_at >= since);
        let last = activity.corrected.last();
        if let (Some((was, ..)), Some((_, reason, by))) = (first, last) {
            let old = Activity { facts: was.clone(), ..(*activity).clone() };
            all.extend(of_activity(given, rules, (&old, activity), (reason, by)));
        }
    }
    all.sort_by_key(|m| std::cmp::Reverse(m.by.as_ref().map(|by| by.recorded_at)));
    all
}

fn of_document<'a>(
    given: &Given<'a>,
    rules: &Rules,
    (old, new): (&'a Document, &'a Document),
    cause: Option<Cause<'_>>,
) -> Vec<Moved> {
    let mut touched: Vec<&Ref> = vec![&old.at];
    touched.extend(old.cites.iter().map(|c| &c.citation.target.at));
    touched.extend(old.links.iter().map(|l| &l.target.at));
    let before = of(&given.with(old), rules, &touched);
    let after = of(&given.with(new), rules, &touched);
    let named = Named { at: new.at.clone(), name: new.label() };
    let dates = (old.facts.issued_on, new.facts.issued_on);
    told(compare(&before, &after), &named, dates, cause)
}

fn of_activity<'a>(
    given: &Given<'a>,
    rules: &Rules,
    (old, new): (&'a Activity, &'a Activity),
    cause: Cause<'_>,
) -> Vec<Moved> {
    let about = old.facts.reviews.iter().chain(&new.facts.reviews).chain(&new.documents);
    let touched: Vec<&Ref> = about.map(|d| &d.at).collect();
    let state = |activity: &'a Activity| {
        let given = given.with_activity(activity);
        let mut all = of(&given, rules, &touched);
        all.extend(super::activities::activity(activity));
        all
    };
    let named = Named { at: new.at.clone(), name: new.facts.title.clone() };
    let dates = (old.facts.held_on, new.facts.held_on);
    told(compare(&state(old), &state(new)), &named, dates, Some(cause))
}

/// What follows from some documents.
fn of(given: &Given<'_>, rules: &Rules, touched: &[&Ref]) -> Vec<Entry> {
    let documents = given.documents.iter().filter(|d| touched.contains(&&d.at));
    documents.flat_map(|d| follows(given, rules, d)).collect()
}

fn told(
    changes: Vec<(Change, Entry)>,
    named: &Named,
    dates: (Option<Edtf>, Option<Edtf>),
    cause: Option<Cause<'_>>,
) -> Vec<Moved> {
    let one = |(change, entry): (Change, Entry)| Moved {
        key: entry.key,
        title: entry.title,
        change,
        cause: named.clone(),
        dates,
        reason: cause.map_or(String::new(), |(reason, _)| reason.to_owned()),
        by: cause.map(|(_, by)| by.clone()),
    };
    changes.into_iter().map(one).collect()
}
