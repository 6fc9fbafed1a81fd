//! Pieces that several views share. Plain values: words, numbers and the terms; no HTML, no SQL.

use crate::describe;
use record::Evidence;
use record::figures::Facts;
use store::Entry;
use terms::{Amount, Cell, Day, Kind, Named, Ref, Site};

/// How many rows a page of a list has when nothing is said.
pub const PER_PAGE: usize = 50;

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// The page, from 1.
    pub page: usize,
    /// Rows of a page.
    pub per_page: usize,
    /// Rows in all.
    pub total: usize,
}

impl<T> Paged<T> {
    /// One page of a whole list; a page beyond the end is the last one. `per_page` 0 gives everything.
    pub fn of(all: Vec<T>, page: usize, per_page: usize) -> Self {
        let total = all.len();
        if per_page == 0 {
            return Self { rows: all, page: 1, per_page: total.max(1), total };
        }
        let page = page.clamp(1, total.div_ceil(per_page).max(1));
        let rows = all.into_iter().skip((page - 1) * per_page).take(per_page).collect();
        Self { rows, page, per_page, total }
    }

    /// Number of the first row, from 1; 0 when there is none.
    pub fn first(&self) -> usize {
        if self.rows.is_empty() { 0 } else { (self.page - 1) * self.per_page + 1 }
    }

    /// Number of the last row.
    pub fn last(&self) -> usize {
        (self.page - 1) * self.per_page + self.rows.len()
    }

    /// The next page, when there is one.
    pub fn next(&self) -> Option<usize> {
        (self.last() < self.total).then_some(self.page + 1)
    }

    /// The page before, when there is one.
    pub fn prev(&self) -> Option<usize> {
        (self.page > 1).then(|| self.page - 1)
    }
}

/// One act in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActView {
    /// The site that wrote it.
    pub site: Site,
    /// Its place in that site's chain.
    pub seq: u64,
    /// When it was entered, `dd/mm/yyyy HH:MM`.
    pub recorded_at: String,
    /// From which day it holds.
    pub effective_on: Day,
    /// Who entered it.
    pub who: String,
    /// Login name.
    pub login: String,
    /// For which body.
    pub body: Named,
    /// What it is about.
    pub subject: Ref,
    /// What it says, in one sentence.
    pub sentence: String,
    /// What it rests on.
    pub evidence: Vec<EvidenceView>,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Whether it takes other acts back.
    pub takes_back: bool,
}

impl ActView {
    /// The kind of what it is about.
    pub fn kind(&self) -> Kind {
        self.subject.kind
    }

    /// Leaves of an act on something that may not be read only that it is there.
    pub(crate) fn keep_back(&mut self) {
        self.sentence = "Nội dung không thuộc phạm vi được xem của tài khoản".to_owned();
        self.evidence.clear();
    }

    pub(crate) fn of(entry: &Entry, facts: &Facts) -> Self {
        let act = &entry.act;
        Self {
            site: act.site.clone(),
            seq: act.seq,
            recorded_at: act.recorded_at.vn(),
            effective_on: act.effective_on,
            who: act.actor.name.clone(),
            login: act.actor.login.clone(),
            body: act.actor.body.clone(),
            subject: act.subject.clone(),
            sentence: describe::sentence(act),
            evidence: evidence(&act.evidence, facts),
            hash: entry.hash.to_string(),
            takes_back: act.payload.takes_back(),
        }
    }
}

/// What something rests on, in words, with the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceView {
    /// The words.
    pub label: String,
    /// The object that shows it.
    pub at: Option<Ref>,
    /// The act, when it is one.
    pub act: Option<(Site, u64)>,
    /// SHA-256 of the file, when it is one.
    pub sha256: Option<String>,
    /// First byte and byte after the last, for a place in a text.
    pub span: Option<(u64, u64)>,
    /// The words of that place.
    pub quote: Option<String>,
}

/// Evidence in words.
pub(crate) fn evidence(list: &[Evidence], facts: &Facts) -> Vec<EvidenceView> {
    list.iter().map(|e| one_evidence(e, facts)).collect()
}

fn one_evidence(evidence: &Evidence, facts: &Facts) -> EvidenceView {
    let blank = |label: String| EvidenceView {
        label,
        at: None,
        act: None,
        sha256: None,
        span: None,
        quote: None,
    };
    match evidence {
        Evidence::Span { intake, sha256, file_name, start, end, quote } => EvidenceView {
            at: Some(holder(intake, facts)),
            sha256: Some(sha256.clone()),
            span: Some((*start, *end)),
            quote: Some(quote.clone()),
            ..blank(file_name.clone())
        },
        Evidence::Document(named) => {
            EvidenceView { at: Some(named.at.clone()), ..blank(named.name.clone()) }
        }
        Evidence::FormCell { submission, indicator } => {
            let found = facts.submissions.iter().find(|s| s.at == *submission);
            let label = found.map_or(indicator.clone(), |s| {
                format!("{indicator}, {}, {}", s.unit.name, s.period.label())
            });
            EvidenceView { at: Some(submission.clone()), ..blank(label) }
        }
        Evidence::Act { site, seq } => {
            let label = format!("Bút toán số {seq} ({site})");
            EvidenceView { act: Some((site.clone(), *seq)), ..blank(label) }
        }
        Evidence::File { sha256, file_name } => {
            EvidenceView { sha256: Some(sha256.clone()), ..blank(file_name.clone()) }
        }
    }
}

/// The registered document whose text an intake holds, or the intake itself.
fn holder(intake: &Ref, facts: &Facts) -> Ref {
    let found = facts.documents.iter().find(|d| d.facts.intake.as_ref() == Some(intake));
    found.map_or_else(|| intake.clone(), |d| d.at.clone())
}

/// A place in a text with a few words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanView {
    /// The intake that holds the text.
    pub intake: Ref,
    /// The registered document, when it was confirmed.
    pub document: Option<Named>,
    /// Name of the file.
    pub file_name: String,
    /// First byte.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// A few words before.
    pub before: String,
    /// The words.
    pub quote: String,
    /// A few words after.
    pub after: String,
}

/// A cell as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What it says.
    pub cell: Cell,
    /// As printed: the number, or the words of the state.
    pub printed: String,
}

impl Shown {
    /// A cell at a scale.
    pub fn of(cell: Cell, scale: u8) -> Self {
        let printed = match cell {
            Cell::Number(n) => Amount::new(n, scale).to_string(),
            Cell::Zero => "0".to_owned(),
            other => other.label().to_owned(),
        };
        Self { cell, printed }
    }
}

/// Sorts a list by names the Vietnamese way.
pub(crate) fn sort_by_name<T>(list: &mut [T], name: impl Fn(&T) -> &str) {
    match text::collate::Collator::vietnamese() {
        Some(order) => list.sort_by_cached_key(|item| order.sort_key(name(item))),
        None => list.sort_by_cached_key(|item| text::fold::bare(name(item))),
    }
}

/// Words to search for, folded; a text fits when it has them all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needle(Vec<String>);

impl Needle {
    pub(crate) fn of(search: &str) -> Self {
        Self(text::fold::bare(search).split_whitespace().map(str::to_owned).collect())
    }

    pub(crate) fn fits(&self, texts: &[&str]) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let all = text::fold::bare(&texts.join("\n"));
        self.0.iter().all(|word| all.contains(word.as_str()))
    }
}
