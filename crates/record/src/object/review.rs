//! A review with its sections as edited and, once approved, as frozen.

use super::{Fold, Misfit, Stamp};
use crate::act::{Act, ActKey};
use crate::payload::{Figure, Piece, ReviewAct, ReviewLine, ReviewSection};
use std::collections::BTreeMap;
use terms::{AccessClass, Day, DocNumber, Named, Period, Ref, ReviewState};

/// Báo cáo sơ kết, tổng kết: a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// What it is called.
    pub at: Ref,
    /// Title.
    pub title: String,
    /// The body whose review it is.
    pub body: Named,
    /// The document under review.
    pub reviewed: Option<Named>,
    /// The period under review.
    pub period: Period,
    /// The day whose map and states were asked, and the act that compiled it last.
    pub compiled: Option<(Day, Stamp)>,
    /// The sections, with every edit since it was compiled.
    pub sections: Vec<ReviewSection>,
    /// Lines edited since it was compiled, each with the last edit.
    pub edited: BTreeMap<String, Stamp>,
    /// What the edited lines said when they were compiled, by key.
    pub before_edit: BTreeMap<String, Vec<Piece>>,
    /// State.
    pub state: ReviewState,
    /// By whom and when it was last laid before the approver.
    pub submitted: Option<Stamp>,
    /// Why it was last sent back and by whom.
    pub returned: Option<(String, Stamp)>,
    /// The review as approved.
    pub approved: Option<ApprovedReview>,
    /// Numbered copies given out, in the order of their numbers.
    pub copies: Vec<IssuedCopy>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A numbered copy of a review, given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedCopy {
    /// Its number, from 1.
    pub number: u64,
    /// The class at which it was produced.
    pub class: AccessClass,
    /// To whom it went, as written.
    pub to: String,
    /// How many figures and sentences are held back in it.
    pub held_back: u64,
    /// By whom and when.
    pub by: Stamp,
}

/// A review as approved: its figures are frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovedReview {
    /// Number given to the paper.
    pub number: Option<DocNumber>,
    /// Who signs, with post as printed.
    pub signer: Option<String>,
    /// The sections as they were approved.
    pub sections: Vec<ReviewSection>,
    /// By whom and when.
    pub by: Stamp,
}

impl Review {
    /// The sections to be printed: frozen ones once it is approved.
    pub fn standing(&self) -> &[ReviewSection] {
        self.approved.as_ref().map_or(&self.sections, |a| &a.sections)
    }

    /// A line by its key.
    pub fn line(&self, key: &str) -> Option<&ReviewLine> {
        self.standing().iter().flat_map(|s| &s.lines).find(|l| l.key == key)
    }

    /// Every figure in the order of print, each with the key of its line or table.
    pub fn figures(&self) -> impl Iterator<Item = (&str, &Figure)> {
        self.standing().iter().flat_map(ReviewSection::figures)
    }

    /// The act on which the frozen figures stand, once it is approved.
    pub fn frozen_by(&self) -> Option<&ActKey> {
        self.approved.as_ref().map(|a| &a.by.act)
    }

    /// A numbered copy.
    pub fn copy(&self, number: u64) -> Option<&IssuedCopy> {
        self.copies.iter().find(|c| c.number == number)
    }

    /// The number of the next copy.
    pub fn next_copy(&self) -> u64 {
        self.copies.iter().map(|c| c.number).max().unwrap_or(0) + 1
    }

    fn edit(&mut self, act: &Act, key: &str, pieces: Vec<Piece>) -> Result<(), &'static str> {
        let mut lines = self.sections.iter_mut().flat_map(|s| &mut s.lines);
        let line = lines.find(|l| l.key == key).ok_or("review.line-unknown")?;
        let before = std::mem::replace(&mut line.pieces, pieces);
        self.before_edit.entry(key.to_owned()).or_insert(before);
        self.edited.insert(key.to_owned(), Stamp::of(act));
        Ok(())
    }
}

impl ReviewSection {
    /// Every figure of its lines and tables, each with the key of its line or table.
    pub fn figures(&self) -> impl Iterator<Item = (&str, &Figure)> {
        let lines = self.lines.iter().flat_map(move |l| {
            l.pieces.iter().filter_map(Piece::figure).map(move |f| (l.key.as_str(), f))
        });
        let tables = self.tables.iter().flat_map(move |t| {
            let pieces = t.rows.iter().flat_map(|(_, pieces)| pieces);
            pieces.filter_map(Piece::figure).map(move |f| (t.key.as_str(), f))
        });
        lines.chain(tables)
    }
}

impl Fold for Review {
    type Says = ReviewAct;
    super::alike!(Review);

    fn begin(act: &Act, says: &ReviewAct) -> Option<Self> {
        let ReviewAct::Opened { title, body, reviewed, period } = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            title,
            body,
            reviewed,
            period,
            compiled: None,
            sections: Vec::new(),
            edited: BTreeMap::new(),
            before_edit: BTreeMap::new(),
            state: ReviewState::Draft,
            submitted: None,
            returned: None,
            approved: None,
            copies: Vec::new(),
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &ReviewAct) -> Result<(), &'static str> {
        use ReviewState::{Approved, Draft, Submitted};
        match (says.clone(), self.state) {
            (ReviewAct::Opened { .. }, _) => return Err("review.already-opened"),
            (ReviewAct::CopyIssued { number, class, to, held_back }, Approved) => {
                if self.copies.iter().any(|c| c.number == number) {
                    return Err("review.copy-number-taken");
                }
                self.copies.push(IssuedCopy { number, class, to, held_back, by: Stamp::of(act) });
            }
            (ReviewAct::CopyIssued { .. }, _) => return Err("review.copy-not-approved"),
            (_, Approved) => return Err("review.approved"),
            (ReviewAct::Compiled { as_of, sections }, Draft) => {
                (self.compiled, self.sections) = (Some((as_of, Stamp::of(act))), sections);
                self.edited.clear();
                self.before_edit.clear();
            }
            (ReviewAct::Edited { line, pieces }, Draft) => return self.edit(act, &line, pieces),
            (ReviewAct::Submitted, Draft) if self.compiled.is_none() => {
                return Err("review.not-compiled");
            }
            (ReviewAct::Submitted, Draft) => {
                (self.state, self.submitted) = (Submitted, Some(Stamp::of(act)));
            }
            (ReviewAct::Approved { number, signer }, Submitted) => {
                let (sections, by) = (self.sections.clone(), Stamp::of(act));
                self.approved = Some(ApprovedReview { number, signer, sections, by });
                self.state = Approved;
            }
            (ReviewAct::Returned { reason }, Submitted) => {
                (self.state, self.returned) = (Draft, Some((reason, Stamp::of(act))));
            }
            (_, Submitted) => return Err("review.submitted"),
            (_, Draft) => return Err("review.not-submitted"),
        }
        Ok(())
    }
}
