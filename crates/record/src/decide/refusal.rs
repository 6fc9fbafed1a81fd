//! Refusals: one for each rule, with the facts of the case. Words for people are found elsewhere by the code.

use crate::object::TaskPhase;
use crate::offices::Line;
use terms::{
    Day, Decision, Instant, Kind, Named, Period, Ref, ReviewState, SubmissionState, UnitLevel,
};

macro_rules! refusals {
    ($($(#[$doc:meta])* $code:literal $variant:ident $({ $($(#[$fdoc:meta])* $field:ident: $type:ty,)+ })?;)+) => {
        /// Why something may not be put on record.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($code)] $variant $({ $($(#[$fdoc])* $field: $type,)+ })?,)+
            /// The object as it stands cannot take the act.
            #[error("{code}")]
            DoesNotFit {
                /// The code of what does not fit, as in `object::Misfit`.
                code: &'static str,
            },
        }

        impl Refusal {
            /// The codes of all rules that have a variant of their own.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// The stable code of the rule.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant $({ $($field: _,)+ })? => $code,)+
                    Self::DoesNotFit { code } => code,
                }
            }
        }
    };
}

refusals! {
    /// A field that must say something is blank.
    "act.blank" Blank {
        /// The field.
        field: &'static str,
    };
    /// No reason is given.
    "act.reason-missing" ReasonMissing;
    /// The day it holds from has not come yet.
    "act.in-future" InFuture {
        /// The day it would hold from.
        effective_on: Day,
        /// The day of entering.
        today: Day,
    };
    /// There is no such object yet.
    "act.not-founded" NotFounded {
        /// What it would be about.
        kind: Kind,
    };
    /// The proposal was decided already.
    "proposal.already-decided" AlreadyDecided {
        /// The proposal.
        proposal: String,
        /// What was decided.
        decision: Decision,
        /// By whom.
        by: String,
        /// When.
        at: Instant,
    };
    /// The reading made no such proposal.
    "proposal.unknown" ProposalUnknown {
        /// The proposal.
        proposal: String,
    };
    /// The document would replace one that, step by step, replaces it.
    "document.replaces-in-circle" ReplacesInCircle {
        /// From the other document to this one.
        way: Vec<Named>,
    };
    /// No body leads.
    "task.lead-missing" LeadMissing;
    /// The leading body is among the coordinating ones.
    "task.lead-coordinates" LeadCoordinates {
        /// The body.
        body: Named,
    };
    /// The term ends before the task is assigned.
    "task.term-before-assignment" TermBeforeAssignment {
        /// The last day of the term.
        due_on: Day,
        /// The day of assigning.
        assigned_on: Day,
    };
    /// A step would come before the last one.
    "task.step-before-last" StepBeforeLast {
        /// The day of the last step.
        last: Day,
        /// The day of this one.
        asked: Day,
    };
    /// Nothing proves that it is done.
    "task.evidence-missing" EvidenceMissing;
    /// The task is not handed in.
    "task.not-handed-in" NotHandedIn {
        /// Where it stands.
        phase: TaskPhase,
    };
    /// The one who handed it in may not close it.
    "task.same-person" TaskSamePerson {
        /// The login.
        login: String,
        /// The day of the hand-in.
        handed_in_on: Day,
    };
    /// The new term is not later than the standing one.
    "task.term-earlier" TermEarlier {
        /// The term as it stands.
        standing: Day,
        /// The term asked for.
        asked: Day,
    };
    /// A per cent above 100.
    "task.percent" PercentRange {
        /// What was given.
        percent: u8,
    };
    /// A unit was not there on a day on which something was to be done with it.
    "unit.not-there" UnitNotThere {
        /// The unit.
        unit: Named,
        /// The day.
        on: Day,
    };
    /// A unit cannot lie under this one: of no higher level, or itself below the unit.
    "unit.parent" UnitParent {
        /// The unit that was to lie above.
        parent: Named,
    };
    /// A unit goes into itself, or is named twice.
    "unit.twice" UnitTwice {
        /// The unit.
        unit: Named,
    };
    /// A unit has gone wholly into another one already.
    "unit.gone" UnitGone {
        /// The unit.
        unit: Named,
        /// What it went into.
        into: Box<Named>,
    };
    /// Shares do not name the units that the unit went into on that day.
    "unit.shares-others" SharesOthers {
        /// The unit that was divided.
        unit: Named,
        /// The day.
        on: Day,
        /// What it went into.
        successors: Vec<Named>,
    };
    /// A body would stand above itself.
    "body.superior-circle" SuperiorCircle {
        /// The line of superiors.
        line: Line,
        /// The first day.
        day: Day,
        /// From the body up to itself.
        path: Vec<Named>,
    };
    /// A body that is said to be above, beside or after it was not there on that day.
    "body.not-there" BodyNotThere {
        /// The other body.
        body: Named,
        /// The day.
        day: Day,
    };
    /// Another body of the same unit bears the name at the same time.
    "body.name-taken" BodyNameTaken {
        /// The name.
        name: String,
        /// The other body.
        other: Named,
        /// The first day on which both would bear it.
        day: Day,
    };
    /// A name begins on that day already.
    "body.renamed-that-day" RenamedThatDay {
        /// The name that begins on that day.
        name: String,
        /// The day.
        day: Day,
    };
    /// More people would hold a post than may.
    "post.taken" PostTaken {
        /// The post.
        post: String,
        /// Its body.
        body: Box<Named>,
        /// How many may hold it.
        seats: u64,
        /// The first day on which there are too many.
        day: Day,
        /// Who holds it then, since when and until when.
        holders: Vec<(Named, Day, Option<Day>)>,
    };
    /// A form asks nothing.
    "form.empty" FormEmpty;
    /// Two indicators of a form have one code.
    "form.code-twice" CodeTwice {
        /// The code.
        indicator: String,
    };
    /// More decimals than kvpt keeps.
    "form.scale" ScaleRange {
        /// The indicator.
        indicator: String,
        /// Digits asked for.
        scale: u8,
    };
    /// A ratio has no parts, or a part is no summed indicator of the form.
    "form.ratio-part" RatioPart {
        /// The ratio.
        indicator: String,
        /// The part.
        part: String,
    };
    /// Reports would be taken in no longer than they are on time.
    "form.open-ends-before-on-time" OpenEndsEarly {
        /// Last day on time.
        on_time_until: Day,
        /// Last day taken in.
        open_until: Day,
    };
    /// The period was never opened.
    "submission.period-not-opened" PeriodNotOpened {
        /// The form.
        form: Ref,
        /// The period.
        period: Period,
    };
    /// The period takes in no reports on that day.
    "submission.period-closed" PeriodClosed {
        /// The period.
        period: Period,
        /// Last day on which reports were taken in.
        open_until: Day,
        /// The day asked.
        on: Day,
    };
    /// The form is filled by units of another level.
    "submission.wrong-level" WrongLevel {
        /// The unit.
        unit: Named,
        /// Its level.
        level: UnitLevel,
        /// The level that fills the form.
        expected: UnitLevel,
    };
    /// The unit did not exist on the last day of the period.
    "submission.unit-not-existing" UnitNotExisting {
        /// The unit.
        unit: Named,
        /// The period.
        period: Period,
    };
    /// The unit has a submission for that form and period.
    "submission.already-begun" AlreadyBegun {
        /// The submission.
        existing: Ref,
    };
    /// The form does not ask this.
    "submission.cell-unknown" CellUnknown {
        /// The indicator.
        indicator: String,
    };
    /// The cell is a ratio: it is computed from its parts.
    "submission.cell-computed" CellComputed {
        /// The indicator.
        indicator: String,
    };
    /// One cell is given twice.
    "submission.cell-twice" CellTwice {
        /// The indicator.
        indicator: String,
    };
    /// A number too large for any report.
    "submission.number-too-large" NumberTooLarge {
        /// The indicator.
        indicator: String,
        /// The number at the indicator's scale.
        value: i64,
    };
    /// Nothing is entered.
    "submission.nothing-entered" NothingEntered;
    /// The submission is not open for entry.
    "submission.not-open-for-entry" NotOpenForEntry {
        /// Its state.
        state: SubmissionState,
    };
    /// Indicators that nobody has answered, not even with "chưa báo cáo".
    "submission.unanswered" Unanswered {
        /// Codes and names.
        indicators: Vec<(String, String)>,
    };
    /// The submission is not handed in.
    "submission.not-submitted" NotSubmitted {
        /// Its state.
        state: SubmissionState,
    };
    /// The one who handed it in may not approve it.
    "submission.same-person" SubmissionSamePerson {
        /// The login.
        login: String,
    };
    /// Only an approved submission is corrected.
    "submission.not-approved" NotApproved {
        /// Its state.
        state: SubmissionState,
    };
    /// The correction says what the cells say already.
    "submission.correction-changes-nothing" ChangesNothing;
    /// The review has no such line.
    "review.line-unknown" LineUnknown {
        /// The line.
        line: String,
    };
    /// A figure was put into a line that did not have it.
    "review.figure-foreign" FigureForeign {
        /// The line.
        line: String,
        /// The figure.
        figure: String,
    };
    /// Typed words hold numbers without evidence.
    "review.loose-number" LooseNumber {
        /// The line.
        line: String,
        /// The numbers.
        numbers: Vec<String>,
    };
    /// Two lines, tables or figures of a review have one key.
    "review.key-twice" KeyTwice {
        /// The key.
        key: String,
    };
    /// The review is not laid before the approver.
    "review.not-submitted" ReviewNotSubmitted {
        /// Its state.
        state: ReviewState,
    };
    /// The one who laid it before the approver may not approve it.
    "review.same-person" ReviewSamePerson {
        /// The login.
        login: String,
    };
    /// Shortcomings have no cause.
    "review.cause-missing" CauseMissing {
        /// The shortcomings.
        findings: Vec<Named>,
    };
    /// A cause explains nothing, or something that is not a shortcoming is explained.
    "finding.cause-of" CauseOf;
    /// The login name has other characters than `a`–`z`, `0`–`9`, `.`, `-` and `_`.
    "account.login" LoginForm {
        /// What was given.
        login: String,
    };
    /// A key of a site is not 64 hexadecimal digits, or its recipient is none of age.
    "site.key" KeyForm {
        /// What was given.
        key: String,
    };
}
