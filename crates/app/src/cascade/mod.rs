//! The cascade of a document: asked for a day, and as it was known on an earlier day; addressed, delivered, confirmed.
//!
//! What counts as done is decided in `record::cascade`; here are the words, the order, the filters and who may write.

mod change;
mod export;
mod groups;
mod hints;
mod one;
mod said;
mod view;

pub use change::{Addressing, Confirming};
pub use export::in_words;
pub use groups::BodyGroup;
pub(crate) use groups::chosen;
pub use hints::{Confirm, HintView};
pub use one::{DeedView, OneView, PresenceView, TaskView};
pub use record::cascade::{Asked, Count, Group, State, Step};
pub(crate) use said::Known;
pub use view::{
    AddressedView, Bar, CascadeView, DocumentLine, GroupRow, NodeView, RowView, SessionLine,
    StepView,
};

use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use hints::Hints;
use record::cascade::{Cascade, Row};
use record::figures::Facts;
use std::sync::Arc;
use terms::{Day, Instant, Kind, Ref, Role, UnitLevel};

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// Every body that has a duty or did something.
    #[default]
    All,
    /// Bodies of which nothing at all is on record.
    Silent,
    /// Bodies that have not done the step (any step when none is chosen) that is asked of them.
    Missing,
    /// Bodies for which the day of the step has passed.
    Overdue,
    /// Bodies that did the step, late ones too.
    Done,
    /// Bodies that did the step late.
    Late,
    /// Bodies that may have done the step, which nobody has confirmed.
    Probable,
    /// Bodies that did something though it is not addressed to them.
    Beyond,
}

impl Only {
    /// Every choice.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::Silent,
        Self::Missing,
        Self::Overdue,
        Self::Done,
        Self::Late,
        Self::Probable,
        Self::Beyond,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Silent => "silent",
            Self::Missing => "missing",
            Self::Overdue => "overdue",
            Self::Done => "done",
            Self::Late => "late",
            Self::Probable => "probable",
            Self::Beyond => "beyond",
        }
    }

    /// The choice of a code; everything when there is none.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|o| o.code() == code).unwrap_or_default()
    }

    fn lets_through(self, row: &Row<'_>, step: Option<Step>) -> bool {
        let steps = Step::ALL.into_iter().filter(|s| step.is_none_or(|only| only == *s));
        let any = |fits: &dyn Fn(&record::cascade::StepNow<'_>) -> bool| {
            steps.clone().any(|s| fits(row.step(s)))
        };
        match self {
            Self::All => true,
            Self::Silent => row.is_silent(),
            Self::Missing => any(&|s| matches!(s.state, State::Due { .. } | State::Overdue { .. })),
            Self::Overdue => any(&|s| matches!(s.state, State::Overdue { .. })),
            Self::Done => any(&|s| s.state.is_done()),
            Self::Late => any(&|s| matches!(s.state, State::Late { .. })),
            Self::Probable => any(&|s| s.is_probable()),
            Self::Beyond => !row.on_duty,
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CascadeQuery {
    /// The day in the world; today when `None`.
    pub on: Option<Day>,
    /// As it was known at the end of this day; as it is known now when `None`.
    pub known: Option<Day>,
    /// Which rows.
    pub only: Only,
    /// In which step.
    pub step: Option<Step>,
    /// Bodies of units of this level.
    pub level: Option<UnitLevel>,
    /// Bodies of this kind, by its code.
    pub kind: Option<String>,
    /// This body and all below it.
    pub under: Option<Ref>,
    /// Words of the name.
    pub search: String,
    /// Those with most days of delay first; else by name.
    pub by_delay: bool,
    /// The page, from 1.
    pub page: usize,
    /// Rows of a page; 0 for all.
    pub per_page: usize,
}

impl Default for CascadeQuery {
    fn default() -> Self {
        Self {
            on: None,
            known: None,
            only: Only::All,
            step: None,
            level: None,
            kind: None,
            under: None,
            search: String::new(),
            by_delay: false,
            page: 1,
            per_page: 2 * crate::view::PER_PAGE,
        }
    }
}

/// The instant at which a day ends in Việt Nam (UTC+7, no summer time).
fn end_of(day: Day) -> Instant {
    let first = Day::new(1970, 1, 1).expect("a day of the calendar");
    let days = i64::from(first.days_until(day)) + 1;
    Instant((days * 24 - 7) * 3_600_000_000)
}

/// The facts with the cascade's day and hints: what every view is made from.
struct Material {
    facts: Arc<Facts>,
    hints: Hints,
    on: Day,
}

impl Material {
    fn cascade(&self, at: &Ref) -> Result<Cascade<'_>, Error> {
        let found = Cascade::of(&self.facts, at, self.on, &self.hints.plain());
        found.ok_or_else(|| not_found(at))
    }
}

impl Office {
    /// What became of a document by a day.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn cascade(
        &self,
        viewer: &Viewer,
        at: &Ref,
        query: &CascadeQuery,
    ) -> Result<CascadeView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let material = self.material(at, query.on, query.known).await?;
        let cascade = material.cascade(at)?;
        Ok(view::make(&material, &cascade, query, self.today()))
    }

    /// The same as a tree of superiors, with counts at each node and every row at its place.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn cascade_tree(
        &self,
        viewer: &Viewer,
        at: &Ref,
        query: &CascadeQuery,
    ) -> Result<(CascadeView, Vec<NodeView>), Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let material = self.material(at, query.on, query.known).await?;
        let cascade = material.cascade(at)?;
        let tree = view::tree(&material, &cascade, query);
        Ok((view::make(&material, &cascade, query, self.today()), tree))
    }

    /// One body in the cascade, with every deed, hint and task.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn cascade_of(
        &self,
        viewer: &Viewer,
        at: &Ref,
        body: &Ref,
        on: Option<Day>,
        known: Option<Day>,
    ) -> Result<OneView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let material = self.material(at, on, known).await?;
        let cascade = material.cascade(at)?;
        one::make(&material, &cascade, body).ok_or_else(|| not_found(body))
    }

    async fn material(
        &self,
        at: &Ref,
        on: Option<Day>,
        known: Option<Day>,
    ) -> Result<Material, Error> {
        let on = on.unwrap_or_else(|| self.today());
        let before = known.map_or(Instant(i64::MAX), end_of);
        let facts = match known {
            None => self.facts().await?,
            Some(_) => Arc::new(self.some_facts_before(&KINDS, before).await?),
        };
        let document = facts.document(at).ok_or_else(|| not_found(at))?;
        let hints = self.hints(&facts, document, before, on).await?;
        Ok(Material { facts, hints, on })
    }
}

/// What a cascade is made from.
const KINDS: [Kind; 5] = [Kind::Unit, Kind::Body, Kind::Task, Kind::Activity, Kind::Document];
