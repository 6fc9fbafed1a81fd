//! What is above the class of the site that a bundle is for: its files stay, and no bundle is made of acts that tell of it.
//!
//! An act cannot be cut without breaking its hash, so what an act says goes as a whole or not at all
//! (`docs/decisions/0020-access-classes.md`).

use crate::error::Error;
use crate::office::Office;
use crate::reviews::highest_class;
use record::figures::Facts;
use record::object::{Form, Intake, Review};
use record::payload::{CellEntry, FormAct, FormFacts, IntakeAct, ReviewAct, SubmissionAct};
use record::{Act, Evidence, Payload};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use terms::{AccessClass, Kind, Ref};

/// What may not go to a site.
pub(super) struct Above {
    class: AccessClass,
    facts: Arc<Facts>,
    /// Documents, findings, intakes and reviews.
    objects: BTreeSet<Ref>,
    /// SHA-256 of files that stay.
    pub(super) files: BTreeSet<String>,
    /// Forms of which something is stated, and the submissions of them, by their places among the facts.
    forms: BTreeMap<Ref, usize>,
    submissions: BTreeMap<Ref, usize>,
}

impl Office {
    /// What is above a class. Files with a mark of circulation stay as well where the site was not cleared for them by an act.
    pub(super) async fn above(&self, class: AccessClass, cleared: bool) -> Result<Above, Error> {
        let facts = self.facts().await?;
        let hidden = |of: AccessClass| !class.may_read(of);
        let documents = || facts.documents.iter().filter(|d| hidden(d.class()));
        let mut objects: BTreeSet<Ref> = documents().map(|d| d.at.clone()).collect();
        objects.extend(documents().filter_map(|d| d.facts.intake.clone()));
        let findings = || facts.findings.iter().filter(|f| hidden(f.class()));
        objects.extend(findings().map(|f| f.at.clone()));
        let evidence = documents().flat_map(|d| &d.evidence);
        let evidence = evidence.chain(findings().flat_map(|f| &f.evidence));
        let mut files: BTreeSet<String> = evidence.filter_map(file).collect();
        let marked = facts.documents.iter().filter(|d| d.facts.circulation.is_some());
        let marked: BTreeSet<&Ref> = marked.filter_map(|d| d.facts.intake.as_ref()).collect();
        let marks_go = cleared && class.may_read(AccessClass::Internal);
        let intakes: Vec<Intake> = self.all(Kind::Intake).await?;
        for intake in intakes {
            let limited = intake.circulation.is_some() || marked.contains(&intake.at);
            if objects.contains(&intake.at) || (limited && !marks_go) {
                files.insert(intake.sha256);
            }
        }
        let reviews: Vec<Review> = self.all(Kind::Review).await?;
        objects
            .extend(reviews.into_iter().filter(|r| hidden(highest_class(r, &facts))).map(|r| r.at));
        let stated = facts.forms.iter().enumerate().filter(|(_, f)| !f.classes.is_empty());
        let forms: BTreeMap<Ref, usize> = stated.map(|(i, f)| (f.at.clone(), i)).collect();
        let of_them = facts.submissions.iter().enumerate();
        let of_them = of_them.filter(|(_, s)| forms.contains_key(&s.form.at));
        let submissions = of_them.map(|(i, s)| (s.at.clone(), i)).collect();
        Ok(Above { class, facts, objects, files, forms, submissions })
    }
}

fn file(e: &Evidence) -> Option<String> {
    match e {
        Evidence::File { sha256, .. } | Evidence::Span { sha256, .. } => Some(sha256.clone()),
        _ => None,
    }
}

impl Above {
    /// Whether an act tells of something above the class.
    pub(super) fn tells(&self, act: &Act) -> bool {
        let rests = act.evidence.iter().any(|e| match e {
            Evidence::Span { intake, .. } => self.objects.contains(intake),
            Evidence::Document(named) => self.objects.contains(&named.at),
            Evidence::FormCell { .. } | Evidence::Act { .. } | Evidence::File { .. } => false,
        });
        rests || self.says(act)
    }

    fn says(&self, act: &Act) -> bool {
        let at = &act.subject;
        match &act.payload {
            Payload::Document(_) | Payload::Finding(_) => self.objects.contains(at),
            // What only a later program can read is taken for internal.
            Payload::Unread(_) => {
                self.objects.contains(at) || !self.class.may_read(AccessClass::Internal)
            }
            Payload::Intake(IntakeAct::Received { .. }) => self.objects.contains(at),
            // Opening, submitting and giving out copies say no figure.
            Payload::Review(ReviewAct::Compiled { .. } | ReviewAct::Edited { .. }) => {
                self.objects.contains(at)
            }
            Payload::Form(FormAct::Defined(asked) | FormAct::Amended { facts: asked, .. }) => {
                self.form(at).is_some_and(|form| self.targets(form, asked))
            }
            Payload::Submission(
                SubmissionAct::Entered { cells, .. } | SubmissionAct::Corrected { cells, .. },
            ) => self.cells(at, cells),
            _ => false,
        }
    }

    fn form(&self, at: &Ref) -> Option<&Form> {
        self.forms.get(at).and_then(|i| self.facts.forms.get(*i))
    }

    fn targets(&self, form: &Form, asked: &FormFacts) -> bool {
        let with = asked.indicators.iter().filter(|i| !i.targets.is_empty());
        with.into_iter().any(|i| !self.class.may_read(form.class_of(&i.code)))
    }

    fn cells(&self, submission: &Ref, cells: &[CellEntry]) -> bool {
        let place = self.submissions.get(submission);
        let found = place.and_then(|i| self.facts.submissions.get(*i));
        let Some((s, form)) = found.and_then(|s| Some((s, self.form(&s.form.at)?))) else {
            return false;
        };
        let class = |c: &CellEntry| form.class_of_cell(&c.indicator, &s.unit.at);
        cells.iter().any(|c| !self.class.may_read(class(c)))
    }
}
