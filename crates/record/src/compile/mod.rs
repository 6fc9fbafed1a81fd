//! Compiling a review from the record, in the customary order, every number with its formula and evidence.
//!
//! The sentences are the product's own Vietnamese. Nothing is judged here: strong points, shortcomings, causes, lessons
//! and directions are the findings that people put on record; results, tasks, documents and activities are counted.

mod findings;
mod leadership;
mod recheck;
mod results;
mod tasks;
mod writer;

pub use findings::causeless;
pub use recheck::{Difference, recheck};

use crate::figures::{Facts, Figures, MapChoice};
use crate::payload::{ReviewSection, SectionKind};
use terms::{Day, Named, Period, Ref};
use writer::Writer;

/// What a review is to be compiled of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRequest {
    /// The period under review.
    pub period: Period,
    /// The day whose states are asked.
    pub as_of: Day,
    /// The document under review.
    pub reviewed: Option<Named>,
    /// The body whose review it is.
    pub body: Named,
    /// The unit whose subtree is totalled.
    pub unit: Ref,
    /// On which map it is totalled.
    pub map: MapChoice,
}

/// The sections of a review, in the customary order; one section of results for each line of work with figures.
pub fn compile(request: &ReviewRequest, facts: &Facts) -> Vec<ReviewSection> {
    let figures = Figures::of(facts);
    let mut writer = Writer::new(&figures);
    let mut sections = vec![leadership::section(&mut writer, request)];
    sections.extend(results::sections(&mut writer, request));
    sections.push(tasks::section(&mut writer, request));
    for kind in [
        SectionKind::Strengths,
        SectionKind::Shortcomings,
        SectionKind::Lessons,
        SectionKind::Directions,
    ] {
        sections.push(findings::section(&mut writer, request, kind));
    }
    sections
}
