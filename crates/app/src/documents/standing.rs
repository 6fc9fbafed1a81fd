//! Whether a document is in force on a day, and its ties, as a page shows them.

use super::words;
use crate::facts::Find;
use record::ActKey;
use record::figures::Facts;
use record::force::{Standing, Why};
use record::object::Document;
use record::ties::{Since, Tie, TieOrigin};
use terms::{Day, Force, Named, Ref, Relation};

/// One reason in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonView {
    /// A sentence without full stop.
    pub words: String,
    /// The other document, when one does it.
    pub document: Option<Named>,
    /// The act on record.
    pub act: Option<ActKey>,
}

/// Whether a document is in force on a day, with reasons in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingView {
    /// The day.
    pub day: Day,
    /// The answer.
    pub force: Force,
    /// Why, in the order of days.
    pub reasons: Vec<ReasonView>,
}

impl StandingView {
    pub(crate) fn of(standing: &Standing, day: Day) -> Self {
        let reasons = standing.reasons.iter().map(|r| ReasonView {
            words: words::reason(r),
            document: match &r.why {
                Why::Acted { by, .. } | Why::ActsSometime { by, .. } => Some(by.clone()),
                _ => None,
            },
            act: r.act.clone(),
        });
        Self { day, force: standing.force, reasons: reasons.collect() }
    }
}

/// A tie, seen from one end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieView {
    /// How the one stands to the other.
    pub relation: Relation,
    /// The document at the other end.
    pub document: Named,
    /// Its subject.
    pub subject: String,
    /// Its day of issue in words.
    pub issued_on: String,
    /// Provisions, as written.
    pub provisions: Option<String>,
    /// From when, in words; empty when that is not known.
    pub since: String,
    /// The words of the citation and where they stand in the text of the document that cites.
    pub quote: Option<(String, u64)>,
    /// What says so, for a link entered by hand.
    pub basis: Option<String>,
    /// Whether it was entered by hand.
    pub by_hand: bool,
    /// The act that put it on record.
    pub act: ActKey,
}

impl TieView {
    /// A tie with the document at the end that is asked for.
    pub(crate) fn of(tie: &Tie, other: &Named, facts: &Facts) -> Self {
        let found = facts.document(&other.at);
        let (quote, basis) = match &tie.origin {
            TieOrigin::Cited { span, quote } => (Some((quote.clone(), span.0)), None),
            TieOrigin::Linked { basis } => (None, basis.clone()),
        };
        Self {
            relation: tie.relation,
            document: named(found, other),
            subject: found.map(|d| d.facts.subject.clone()).unwrap_or_default(),
            issued_on: found.and_then(|d| d.facts.issued_on).map(|e| e.vn()).unwrap_or_default(),
            provisions: tie.provisions.clone(),
            since: since(tie.since),
            by_hand: quote.is_none(),
            quote,
            basis,
            act: tie.act.clone(),
        }
    }
}

/// What a document is called now; as it was called then, when it is not here.
pub(super) fn named(found: Option<&Document>, then: &Named) -> Named {
    found.map_or_else(
        || then.clone(),
        |d| Named { at: d.at.clone(), name: crate::describe::document_label(&d.facts) },
    )
}

fn since(since: Since) -> String {
    match since {
        Since::Day(day) => day.vn(),
        Since::Unknown(Some(issued)) => format!("chưa rõ; ban hành {}", issued.vn()),
        Since::Unknown(None) => String::new(),
    }
}

/// The documents that the ties of one document lead to.
pub(super) fn ends<'a>(at: &'a Ref, tie: &'a Tie) -> &'a Named {
    if tie.from.at == *at { &tie.to } else { &tie.from }
}
