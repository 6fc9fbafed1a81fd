//! Copies of a review, each produced at a class, numbered and on record: who gave it out, when, to whom.

use super::paper::{Print, off_thread};
use crate::classes::{shown, with_classes};
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, held};
use crate::permit::Viewer;
use crate::reading::must_read_copy;
use record::disclosure::review_at;
use record::figures::{Facts, Figures};
use record::object::{IssuedCopy, Review};
use record::payload::{ReviewAct, ReviewSection};
use record::{Evidence, decide};
use render::paper::Paper;
use std::collections::BTreeSet;
use terms::{AccessClass, Day, Instant, Named, Ref, Role};

/// A copy that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    /// Its number.
    pub number: u64,
    /// The class at which it was produced.
    pub class: AccessClass,
    /// To whom it went.
    pub to: String,
    /// How many figures and sentences are held back in it.
    pub held_back: u64,
    /// Who gave it out.
    pub by: String,
    /// When.
    pub at: String,
}

impl CopyRow {
    pub(super) fn of(copy: &IssuedCopy) -> Self {
        Self {
            number: copy.number,
            class: copy.class,
            to: copy.to.clone(),
            held_back: copy.held_back,
            by: copy.by.actor.name.clone(),
            at: copy.by.recorded_at.vn(),
        }
    }
}

impl Office {
    /// Gives out the next numbered copy of an approved review at a class, and puts that on record. It is produced first: where
    /// something held back could be worked out, no copy is given out.
    ///
    /// # Errors
    /// `permit.missing`, `review.copy-not-approved`, `disclosure.exposed` with the table, and the rules of `decide::review`.
    pub async fn issue_copy(
        &self,
        viewer: &Viewer,
        at: &Ref,
        class: AccessClass,
        to: &str,
    ) -> Result<u64, Error> {
        let mut writer = self.store.begin_write().await?;
        let now: Review = held(&mut writer, at).await?;
        let actor = viewer.acting(Role::Officer, &now.body)?;
        let number = now.next_copy();
        let to = to.trim().to_owned();
        let entry = self.entry(at, actor, None, Vec::new());
        // Says what is missing before the work is done.
        let says = ReviewAct::CopyIssued { number, class, to: to.clone(), held_back: 0 };
        decide::review(Some(&now), entry.clone(), says, &[])?;
        let (facts, _) = self.facts_of(&now).await?;
        let facts = with_classes(facts, &*self.facts().await?);
        let (_, _, held_back) = self.cut(now.clone(), facts, class).await?;
        let says = ReviewAct::CopyIssued { number, class, to, held_back };
        writer.append(decide::review(Some(&now), entry, says, &[])?, self.now()).await?;
        writer.commit().await?;
        Ok(number)
    }

    /// A numbered copy of a review as a paper: what may not be read at its class is marked in its place.
    ///
    /// # Errors
    /// `permit.missing`; `review.copy-unknown`; `review.evidence-missing` with the sentence; `disclosure.exposed` with the table.
    pub async fn review_copy(
        &self,
        viewer: &Viewer,
        at: &Ref,
        number: u64,
        base: &str,
    ) -> Result<Paper, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let review: Review = self.get(at).await?;
        let copy = review.copy(number).cloned().ok_or_else(|| {
            let facts = [("number", number.to_string())];
            Error::Refused(Problem::new("review.copy-unknown", facts))
        })?;
        must_read_copy(viewer, &review, copy.class)?;
        let (facts, as_of) = self.facts_of(&review).await?;
        // Who may read what as it stood when the copy was given out: a copy is printed the same for ever.
        let then = self.facts_before(Instant(copy.by.recorded_at.0.saturating_add(1))).await?;
        let (review, facts, _) = self.cut(review, with_classes(facts, &then), copy.class).await?;
        let base = base.to_owned();
        let running = Some(copy_mark(&copy));
        self.print(Print { review, facts, as_of, base, running }).await
    }

    /// A numbered copy as the bytes of a .docx file.
    ///
    /// # Errors
    /// As `review_copy`.
    pub async fn review_copy_docx(
        &self,
        viewer: &Viewer,
        at: &Ref,
        number: u64,
        base: &str,
    ) -> Result<Vec<u8>, Error> {
        let paper = self.review_copy(viewer, at, number, base).await?;
        off_thread(move || render::docx::write(&paper)).await
    }

    /// A numbered copy as the bytes of a PDF file.
    ///
    /// # Errors
    /// As `review_copy`.
    pub async fn review_copy_pdf(
        &self,
        viewer: &Viewer,
        at: &Ref,
        number: u64,
        base: &str,
    ) -> Result<Vec<u8>, Error> {
        let paper = self.review_copy(viewer, at, number, base).await?;
        off_thread(move || render::pdf::write(&paper)).await
    }

    /// The facts that a review was compiled from, and their day.
    pub(super) async fn facts_of(&self, review: &Review) -> Result<(Facts, Day), Error> {
        let Some((as_of, stamp)) = review.compiled.clone() else {
            return Err(Error::refused("review.not-compiled"));
        };
        // The annex tells of the record as it was compiled, whatever was corrected since.
        let facts = self.facts_before(Instant(stamp.recorded_at.0.saturating_add(1))).await?;
        Ok((facts, as_of))
    }

    /// A review with what is held back at a class marked, and how much that is.
    pub(super) async fn cut(
        &self,
        review: Review,
        facts: Facts,
        class: AccessClass,
    ) -> Result<(Review, Facts, u64), Error> {
        let rule = self.disclosure_rule()?;
        let done = tokio::task::spawn_blocking(move || {
            let figures = Figures::of(&facts);
            let cut = review_at(&review, &shown(&figures, class, rule));
            drop(figures);
            cut.map(|cut| (put_in(review, cut.sections, &facts, class), facts, cut.held_back))
        });
        Ok(done.await.map_err(|e| Error::Broken(e.to_string()))??)
    }
}

/// A review with other sections in place of its own; the document under review is not named where it is above the class.
fn put_in(
    mut review: Review,
    sections: Vec<ReviewSection>,
    facts: &Facts,
    class: AccessClass,
) -> Review {
    match &mut review.approved {
        Some(approved) => approved.sections = sections,
        None => review.sections = sections,
    }
    let may = |d: &Named| facts.document(&d.at).is_none_or(|d| class.may_read(d.class()));
    review.reviewed = review.reviewed.filter(may);
    review
}

/// The foot of the pages of a numbered copy.
fn copy_mark(copy: &IssuedCopy) -> String {
    format!("Bản số {} - Mức tiếp cận: {}", copy.number, copy.class.label())
}

/// The foot of the pages of a working paper in which something is above open.
pub(super) fn working_mark(review: &Review, facts: &Facts) -> Option<String> {
    let class = highest_class(review, facts);
    let label = class.label();
    (class > AccessClass::Open)
        .then(|| format!("Bản làm việc, không đánh số - Mức tiếp cận: {label}"))
}

/// The highest class of anything a review can tell of. It asks what is stated, not what can be worked out.
pub(crate) fn highest_class(review: &Review, facts: &Facts) -> AccessClass {
    let told = review.standing().iter().flat_map(|s| {
        let lines = s.lines.iter().flat_map(|l| &l.evidence);
        let figures = s.figures().flat_map(|(_, f)| &f.evidence);
        lines.chain(figures).collect::<Vec<_>>()
    });
    let acts: BTreeSet<&Evidence> = told.collect();
    let says = |by: &record::object::Stamp| {
        let (site, seq) = (by.act.site.clone(), by.act.seq);
        acts.contains(&Evidence::Act { site, seq })
    };
    let documents = facts.documents.iter().filter(|d| says(&d.created)).map(|d| d.class());
    let findings = facts.findings.iter().filter(|f| says(&f.created)).map(|f| f.class());
    let asked = |form: &Ref| {
        let form = form.to_string();
        review.figures().any(|(_, f)| f.formula.contains(&form))
    };
    let forms = facts.forms.iter().filter(|f| !f.classes.is_empty() && asked(&f.at));
    let stated = forms.flat_map(|f| &f.classes).map(|c| c.stated.class);
    documents.chain(findings).chain(stated).max().unwrap_or_default()
}
