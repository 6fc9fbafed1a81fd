//! Pages of a document's cascade: the list, the tree, one body, to whom it goes; and the bodies of a session.
//!
//! It must not decide what counts as done.

mod example;

use super::common::{Choice, Fact, Link, Pager, Select, Sort};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// Where a body stands in a step: words, a shape and a colour.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Class of its colour.
    pub css: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// The words.
    pub words: String,
}

/// One step of one body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepCell {
    /// Name of the step, for narrow screens.
    pub label: String,
    /// Where it stands.
    pub mark: Mark,
    /// By what it was done.
    pub what: Option<Link>,
    /// More of it: attendance, by whom, how many more.
    pub notes: Vec<String>,
    /// Whether all that says it was done is unconfirmed.
    pub probable: bool,
}

/// One body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CascadeRow {
    /// The body, leading to its page in the cascade.
    pub body: Link,
    /// Its reference, for forms; empty when its receipt is on record.
    pub at: String,
    /// The body above it.
    pub superior: String,
    /// More of it: silent, heir of, not addressed.
    pub notes: Vec<String>,
    /// Whether nothing at all is on record of it.
    pub silent: bool,
    /// The five steps.
    pub steps: Vec<StepCell>,
    /// The most days by which it is late, in words.
    pub delay: String,
}

/// One step over all bodies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepBar {
    /// Name of the step.
    pub label: String,
    /// How many did it.
    pub done: u64,
    /// Of how many it is asked.
    pub asked: u64,
    /// How many of these did it late.
    pub late: u64,
    /// For how many the day has passed.
    pub overdue: u64,
    /// How many may have done it, unconfirmed.
    pub probable: u64,
    /// The first of those that have not done it.
    pub missing: Vec<Link>,
    /// How many have not.
    pub missing_all: u64,
    /// Where they are all listed.
    pub missing_href: String,
}

/// Counts of bodies of one level and kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupLine {
    /// Level and kind, leading to these.
    pub group: Link,
    /// How many have a duty.
    pub on_duty: u64,
    /// How many of these are silent.
    pub silent: u64,
    /// n of N for each step.
    pub steps: Vec<(u64, u64)>,
}

/// To whom the document was addressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddressLine {
    /// From when.
    pub from: String,
    /// The first bodies.
    pub bodies: Vec<Link>,
    /// How many more.
    pub more: u64,
    /// Whether all below them have to as well.
    pub below: bool,
    /// The days set, with what for.
    pub days: Vec<Fact>,
    /// What says so.
    pub basis: String,
    /// The act, for taking it back.
    pub act: String,
}

/// A sign that nobody has confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HintLine {
    /// The step.
    pub step: String,
    /// By whom.
    pub who: Option<Link>,
    /// What by.
    pub what: String,
    /// Why it is thought so.
    pub why: String,
    /// The day of the text.
    pub on: String,
    /// The words of the text.
    pub quote: String,
    /// Where they stand.
    pub place: Link,
    /// What is sent to confirm it: `session` or `link` with the reference; empty when it is decided at the intake.
    pub confirm: Option<(&'static str, String)>,
}

/// A document or session on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The object.
    pub object: Link,
    /// More of it.
    pub about: String,
    /// When.
    pub on: String,
    /// The documents between, from above down; or who held it.
    pub path: Vec<Link>,
}

/// One piece of the tree, in the order in which it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreePiece {
    /// A body with others below it begins.
    Open {
        /// The body.
        body: Link,
        /// Counts in words.
        counts: String,
        /// Whether it stands open.
        open: bool,
        /// Its own line, when it has a duty.
        own: Option<String>,
    },
    /// A body alone.
    Leaf {
        /// The body.
        body: Link,
        /// Where it stands, in words.
        says: String,
        /// Class of its colour.
        css: &'static str,
    },
    /// A body whose subtree is opened by itself.
    Apart {
        /// The body, leading to its subtree.
        body: Link,
        /// Counts in words.
        counts: String,
    },
    /// The last body that began ends.
    Close,
}

/// Quán triệt, triển khai một văn bản.
#[derive(Debug, Clone, Template)]
#[template(path = "cascade.html")]
pub struct CascadePage {
    /// What every page has.
    pub p: Page,
    /// The document.
    pub document: Link,
    /// Its subject.
    pub subject: String,
    /// Address of this page without its query.
    pub path: String,
    /// The day asked, as typed.
    pub on: String,
    /// The day at whose end the record is asked, as typed.
    pub known: String,
    /// The day and the state of knowledge in words.
    pub as_of: String,
    /// Words to find.
    pub query: String,
    /// Filters.
    pub filters: Vec<Select>,
    /// Which view: `list` or `tree`.
    pub view: &'static str,
    /// Addresses of both views.
    pub views: Vec<Link>,
    /// Address of the same rows as a spreadsheet.
    pub export: String,
    /// How many have a duty.
    pub on_duty: u64,
    /// How many of these are silent, with their list.
    pub silent: (u64, String),
    /// The five steps.
    pub bars: Vec<StepBar>,
    /// By level and kind.
    pub groups: Vec<GroupLine>,
    /// Names of the steps.
    pub steps: Vec<String>,
    /// Sorting.
    pub sort: Sort,
    /// The rows.
    pub rows: Vec<CascadeRow>,
    /// Part of the list.
    pub pager: Pager,
    /// The tree.
    pub tree: Vec<TreePiece>,
    /// The first documents that carry it out.
    pub implementing: Vec<Line>,
    /// How many in all.
    pub implementing_all: usize,
    /// The first sessions that made it known.
    pub sessions: Vec<Line>,
    /// How many in all.
    pub sessions_all: usize,
    /// What was done by whom the register does not know.
    pub loose: Vec<Line>,
    /// Bodies that ceased without a known successor.
    pub lost: Vec<Link>,
    /// Signs that nobody has confirmed.
    pub hints: Vec<HintLine>,
    /// To whom it was addressed.
    pub addressed: Vec<AddressLine>,
    /// Whether the person may note receipts, and the query that says which rows are shown.
    pub may_note: Option<String>,
    /// Whether the person may address it and confirm signs.
    pub may_address: bool,
    /// Where a session about it is entered.
    pub new_session: String,
    /// Today.
    pub today: String,
}

/// Something a body did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeedLine {
    /// What by; `None` for a receipt.
    pub what: Option<Link>,
    /// When.
    pub on: String,
    /// Number, attendance, by whom.
    pub notes: Vec<String>,
    /// The documents between.
    pub path: Vec<Link>,
    /// The act, leading to its page.
    pub act: Link,
    /// The act as it is sent to take it back.
    pub undo: Option<String>,
}

/// One step of one body with all that was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepPart {
    /// The step with where it stands.
    pub cell: StepCell,
    /// What was done.
    pub deeds: Vec<DeedLine>,
    /// Signs that nobody has confirmed.
    pub hints: Vec<HintLine>,
}

/// Một cơ quan trong việc quán triệt, triển khai.
#[derive(Debug, Clone, Template)]
#[template(path = "cascade_one.html")]
pub struct CascadeOnePage {
    /// What every page has.
    pub p: Page,
    /// The document.
    pub document: Link,
    /// The cascade, asked for the same day.
    pub back: Link,
    /// The body, leading to its own page.
    pub body: Link,
    /// Its reference, for forms.
    pub at: String,
    /// What is to know of it.
    pub facts: Vec<Fact>,
    /// The five steps.
    pub steps: Vec<StepPart>,
    /// Tasks that it leads: the task, its state, its term.
    pub tasks: Vec<(Link, terms::TaskState, String)>,
    /// Sessions of others to which it had to come: the session and how many came.
    pub presences: Vec<(Link, String)>,
    /// Whether the person may note its receipt.
    pub may_note: bool,
    /// Whether the person may take back and confirm.
    pub may_address: bool,
    /// Where a session held by it is entered.
    pub new_session: String,
    /// Today.
    pub today: String,
}

/// A group of bodies that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupChoice {
    /// What is sent.
    pub code: String,
    /// Level and kind.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Whether it is chosen.
    pub on: bool,
}

/// Giao thực hiện một văn bản.
#[derive(Debug, Clone, Template)]
#[template(path = "cascade_address.html")]
pub struct AddressPage {
    /// What every page has.
    pub p: Page,
    /// The document.
    pub document: Link,
    /// Its subject.
    pub subject: String,
    /// Where it is sent.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// The groups.
    pub groups: Vec<GroupChoice>,
    /// Single bodies.
    pub bodies: Vec<Choice>,
    /// Whether all below them have to as well.
    pub below: bool,
    /// Fields of one line: name, words, what stands in it, whether it is a day.
    pub fields: Vec<(&'static str, String, String, bool)>,
}

/// One body of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionLine {
    /// The body.
    pub body: Link,
    /// Its reference.
    pub at: String,
    /// How many came, as typed.
    pub present: String,
    /// How many had to come, as typed.
    pub summoned: String,
    /// Whether it has to come.
    pub convened: bool,
}

/// Triệu tập và điểm danh theo cơ quan.
#[derive(Debug, Clone, Template)]
#[template(path = "session.html")]
pub struct SessionPage {
    /// What every page has.
    pub p: Page,
    /// The activity.
    pub activity: Link,
    /// The documents that it is about.
    pub about: Vec<Link>,
    /// Bodies that came, of those that had to.
    pub bodies: (u64, u64),
    /// Heads that came, of those that had to.
    pub heads: (u64, u64),
    /// The bodies.
    pub rows: Vec<SessionLine>,
    /// Whether the person may write.
    pub may_write: bool,
    /// The groups to choose from.
    pub groups: Vec<GroupChoice>,
    /// Single bodies to choose from.
    pub choices: Vec<Choice>,
    /// Documents to choose from.
    pub documents: Vec<Choice>,
    /// How many of whom have to come, a line each.
    pub summoned: String,
}
