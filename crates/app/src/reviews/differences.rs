//! What the record gives otherwise since a review was compiled: the difference report.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::ActView;
use record::ActKey;
use record::compile::{Difference, recheck};
use record::figures::Facts;
use record::object::Review;
use record::payload::Piece;
use std::collections::BTreeSet;
use std::sync::Arc;
use terms::{Ref, Role};

/// One figure that the record gives otherwise by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceRow {
    /// Key of the figure.
    pub figure: String,
    /// Key of the line or table it stands in.
    pub at: String,
    /// The sentence, or the title of the table.
    pub sentence: String,
    /// As printed in the review.
    pub then: String,
    /// As the record gives it now.
    pub now: String,
    /// By how much, where both are numbers: `+9`, `-3`.
    pub effect: Option<String>,
    /// The acts since that made the difference.
    pub causes: Vec<ActView>,
}

/// The difference report of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferencesView {
    /// The review.
    pub at: Ref,
    /// Its title.
    pub title: String,
    /// When its figures were frozen or, for a draft, compiled.
    pub since: String,
    /// When the comparison was made.
    pub compared_at: String,
    /// Figures compared in all.
    pub compared: usize,
    /// The differences, in the order of print.
    pub rows: Vec<DifferenceRow>,
}

impl Office {
    /// The difference report of a review.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn differences(&self, viewer: &Viewer, at: &Ref) -> Result<DifferencesView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let review: Review = self.get(at).await?;
        let facts = self.facts().await?;
        let found = rechecked(review.clone(), facts.clone()).await?;
        let mut rows = Vec::with_capacity(found.len());
        for difference in found {
            let keys: Vec<ActKey> = difference.changes.iter().map(|c| c.act.clone()).collect();
            let causes = self.acts_in_words(&keys, &facts).await?;
            rows.push(DifferenceRow {
                figure: difference.figure.key,
                sentence: sentence(&review, &difference.at),
                at: difference.at,
                then: difference.figure.printed,
                now: difference.now.unwrap_or_else(|| "không tính lại được".to_owned()),
                effect: difference.effect.map(signed),
                causes,
            });
        }
        let approved = review.approved.as_ref().map(|a| a.by.recorded_at);
        let compiled = review.compiled.as_ref().map(|(_, by)| by.recorded_at);
        Ok(DifferencesView {
            at: at.clone(),
            title: review.title.clone(),
            since: approved.or(compiled).map(|at| at.vn()).unwrap_or_default(),
            compared_at: self.now().vn(),
            compared: review.figures().count(),
            rows,
        })
    }

    /// Acts by their keys, as sentences.
    pub(crate) async fn acts_in_words(
        &self,
        keys: &[ActKey],
        facts: &Facts,
    ) -> Result<Vec<ActView>, Error> {
        let mut out = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(entry) = self.store.act(&key.site, key.seq).await? {
                out.push(ActView::of(&entry, facts));
            }
        }
        Ok(out)
    }
}

/// The keys of the figures that differ now.
pub(crate) async fn changed_keys(
    review: Review,
    facts: Arc<Facts>,
) -> Result<BTreeSet<String>, Error> {
    let found = rechecked(review, facts).await?;
    Ok(found.into_iter().map(|d| d.figure.key).collect())
}

/// Computing every figure again is heavy: it is done away from the threads that serve pages.
async fn rechecked(review: Review, facts: Arc<Facts>) -> Result<Vec<Difference>, Error> {
    let done = tokio::task::spawn_blocking(move || recheck(&review, &facts)).await;
    done.map_err(|e| Error::Broken(e.to_string()))
}

/// The words around a figure.
pub(crate) fn sentence(review: &Review, at: &str) -> String {
    let tables = || review.standing().iter().flat_map(|s| &s.tables);
    match review.line(at) {
        Some(line) => line.pieces.iter().map(Piece::text).collect(),
        None => tables().find(|t| t.key == at).map(|t| t.title.clone()).unwrap_or_default(),
    }
}

/// With its sign.
pub(crate) fn signed(amount: terms::Amount) -> String {
    if amount.units > 0 { format!("+{amount}") } else { amount.to_string() }
}
