//! The difference report: which frozen figures would differ now, by how much, and by which acts.

use crate::figures::{Change, Facts, Figures, Formula};
use crate::object::Review;
use crate::payload::{Figure, ReviewSection, SectionKind};
use terms::Amount;

/// A frozen figure that would differ now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The section it stands in.
    pub section: SectionKind,
    /// Key of its line or table.
    pub at: String,
    /// The figure as frozen.
    pub figure: Figure,
    /// What it would be printed as now; `None` when its formula is not known any more.
    pub now: Option<String>,
    /// By how much it would differ, where both are numbers.
    pub effect: Option<Amount>,
    /// The acts since the review was compiled that touched its sources.
    pub changes: Vec<Change>,
}

/// Computes every figure of a review again and lists those that differ. The review itself stays as it is.
pub fn recheck(review: &Review, facts: &Facts) -> Vec<Difference> {
    let figures = Figures::of(facts);
    let sections = review.standing().iter();
    sections.flat_map(|s| differences(review, s, &figures)).collect()
}

fn differences(review: &Review, section: &ReviewSection, figures: &Figures<'_>) -> Vec<Difference> {
    let one = |(at, figure): (&str, &Figure)| {
        let (section, at, figure) = (section.kind, at.to_owned(), figure.clone());
        let Ok(formula) = figure.formula.parse::<Formula>() else {
            let (now, effect, changes) = (None, None, Vec::new());
            return Some(Difference { section, at, figure, now, effect, changes });
        };
        let computed = figures.evaluate(&formula).outcome;
        let now = computed.printed();
        if now == figure.printed {
            return None;
        }
        let effect = computed.amount().and_then(|now| {
            let then = Amount::parse(&figure.printed, now.scale).ok()?;
            Some(Amount::new(now.units.checked_sub(then.units)?, now.scale))
        });
        let since = review.compiled.as_ref().map_or(&review.created, |(_, stamp)| stamp);
        let changes = figures.changes_since(&formula, since);
        Some(Difference { section, at, figure, now: Some(now), effect, changes })
    };
    section.figures().filter_map(one).collect()
}
