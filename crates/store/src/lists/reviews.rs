//! Reviews, activities and findings in lists.

use super::{Page, Paging, asked, row};
use crate::error::Error;
use crate::sql::{activities, findings, reviews};
use crate::store::Store;
use crate::value::args;
use terms::{ActivityKind, Day, Edtf, Field, FindingKind, Ref, ReviewState};

row! {
    /// A review in a list.
    ReviewRow(Review) {
        /// Title.
        title: String = text;
        /// The body whose review it is.
        body: Ref = parsed;
        /// Its name when the review was begun.
        body_name: String = text;
        /// The document under review.
        reviewed: Option<Ref> = maybe_parsed;
        /// Its name when the review was begun.
        reviewed_name: Option<String> = maybe_text;
        /// First day of the period under review.
        from: Day = parsed;
        /// Last day of the period under review.
        to: Day = parsed;
        /// State.
        state: ReviewState = code(ReviewState::from_code);
        /// The day whose map and states it was compiled for.
        compiled_as_of: Option<Day> = maybe_parsed;
        /// Number given to the paper.
        number: Option<String> = maybe_text;
        /// The day of its approval.
        approved_on: Option<Day> = maybe_parsed;
    }
}

row! {
    /// An activity in a list.
    ActivityRow(Activity) {
        /// Kind.
        kind: ActivityKind = code(ActivityKind::from_code);
        /// Title.
        title: String = text;
        /// When, as far as known.
        held_on: Option<Edtf> = maybe_parsed;
        /// Where.
        place: Option<String> = maybe_text;
        /// Line of work.
        field: Field = code(Field::from_code);
    }
}

row! {
    /// A finding in a list.
    FindingRow(Finding) {
        /// What it is.
        kind: FindingKind = code(FindingKind::from_code);
        /// The wording.
        text: String = text;
        /// Line of work.
        field: Field = code(Field::from_code);
        /// The body it is about.
        body: Option<Ref> = maybe_parsed;
        /// Its name then.
        body_name: Option<String> = maybe_text;
        /// For a cause: the finding it explains.
        cause_of: Option<Ref> = maybe_parsed;
        /// The activity or document it was found in.
        found_in: Option<Ref> = maybe_parsed;
        /// Its name then.
        found_in_name: Option<String> = maybe_text;
        /// The day it was found.
        found_on: Day = parsed;
        /// The day it was found to be overcome.
        resolved_on: Option<Day> = maybe_parsed;
    }
}

/// Which activities are asked for; what is `None` or empty filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActivityFilter {
    /// Words of title, place and hosts.
    pub search: String,
    /// Kind.
    pub kind: Option<ActivityKind>,
    /// Held on this day or later.
    pub from: Option<Day>,
    /// Begun on this day or earlier.
    pub to: Option<Day>,
}

/// Which findings are asked for; what is `None` or empty filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Words of the wording.
    pub search: String,
    /// What it is.
    pub kind: Option<FindingKind>,
    /// Line of work.
    pub field: Option<Field>,
    /// Found on this day or later.
    pub from: Option<Day>,
    /// Found on this day or earlier.
    pub to: Option<Day>,
}

impl Store {
    /// Reviews, the latest first, in a state where one is given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews(
        &self,
        search: &str,
        state: Option<ReviewState>,
        paging: Paging,
    ) -> Result<Page<ReviewRow>, Error> {
        let filter = self.searched(search, args![asked(state)]);
        self.page((reviews::LIST, reviews::COUNT), filter, paging, ReviewRow::read).await
    }

    /// Activities, the latest first, without those recorded by mistake.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn activities(
        &self,
        f: &ActivityFilter,
        paging: Paging,
    ) -> Result<Page<ActivityRow>, Error> {
        let filter = args![asked(f.kind), asked(f.from), asked(f.to)];
        let filter = self.searched(&f.search, filter);
        self.page((activities::LIST, activities::COUNT), filter, paging, ActivityRow::read).await
    }

    /// Findings, the latest first, without those recorded by mistake.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn findings(
        &self,
        f: &FindingFilter,
        paging: Paging,
    ) -> Result<Page<FindingRow>, Error> {
        let filter = args![asked(f.kind), asked(f.field), asked(f.from), asked(f.to)];
        let filter = self.searched(&f.search, filter);
        self.page((findings::LIST, findings::COUNT), filter, paging, FindingRow::read).await
    }
}
