//! Objects: what the acts on one subject fold into, one file for each kind.
//!
//! An object is the fold of all acts on it in fold order (`Act::fold_order`), on whichever site they were written. Folding is total: an act
//! that does not fit leaves the object as it is and is noted among its misfits. Nothing here decides who may act.

mod account;
mod activity;
mod body;
mod document;
mod finding;
mod form;
mod history;
mod intake;
mod person;
mod review;
mod submission;
mod task;
mod unit;

pub use account::{Account, Grant};
pub use activity::Activity;
pub use body::{Body, BodyName};
pub use document::{Cited, Document};
pub use finding::Finding;
pub use form::{Form, OpenPeriod};
pub use history::{Dated, History};
pub use intake::{Decided, Intake};
pub use person::{Person, Post, RankHeld};
pub use review::{ApprovedReview, Review};
pub use submission::{CellNow, CellWas, Submission};
pub use task::{Step, Task, TaskPhase};
pub use unit::{Unit, UnitName};

use crate::act::{Act, ActKey, Actor};
use crate::payload::Payload;
use terms::{Day, Instant, Kind, Ref};

/// When and by whom an act was done: what an object keeps of each act that shaped it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The act.
    pub act: ActKey,
    /// When it was entered.
    pub recorded_at: Instant,
    /// From which day it holds.
    pub effective_on: Day,
    /// Who entered it, for whom.
    pub actor: Actor,
}

impl Stamp {
    /// The stamp of an act.
    pub fn of(act: &Act) -> Self {
        Self {
            act: act.key(),
            recorded_at: act.recorded_at,
            effective_on: act.effective_on,
            actor: act.actor.clone(),
        }
    }
}

/// An act that did not fit the object as it stood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misfit {
    /// The act.
    pub act: ActKey,
    /// Why, as a stable code such as `task.not-handed-in`.
    pub code: &'static str,
}

/// Every code of a misfit.
pub const MISFITS: &[&str] = &[
    "account.already-granted",
    "account.already-opened",
    "account.closed",
    "account.not-granted",
    "act.wrong-kind",
    "act.wrong-subject",
    "activity.already-recorded",
    "activity.withdrawn",
    "body.already-established",
    "body.before-established",
    "body.dissolved",
    "document.already-cites",
    "document.already-registered",
    "document.withdrawn",
    "finding.already-recorded",
    "finding.already-resolved",
    "finding.withdrawn",
    "form.already-defined",
    "form.closed",
    "form.open-ends-before-on-time",
    "intake.already-received",
    "person.already-registered",
    "person.post-ends-before-it-begins",
    "person.post-not-held",
    "proposal.already-decided",
    "proposal.unknown",
    "review.already-opened",
    "review.approved",
    "review.line-unknown",
    "review.not-compiled",
    "review.not-submitted",
    "review.submitted",
    "submission.already-begun",
    "submission.already-submitted",
    "submission.not-approved",
    "submission.not-open-for-entry",
    "submission.not-submitted",
    "task.already-accepted",
    "task.already-assigned",
    "task.awaits-closing",
    "task.before-assigned",
    "task.closed",
    "task.not-closed",
    "task.not-handed-in",
    "task.withdrawn",
    "unit.abolished",
    "unit.already-created",
    "unit.before-created",
];

/// How one kind of object is folded.
trait Fold: Sized {
    /// What acts on it say.
    type Says;

    /// The object that a founding act makes; `None` for any other act.
    fn begin(act: &Act, says: &Self::Says) -> Option<Self>;

    /// Takes one more act; an error is the code of the misfit and leaves the object unchanged.
    fn step(&mut self, act: &Act, says: &Self::Says) -> Result<(), &'static str>;
}

/// Folds one act into an object of a kind.
fn take<T: Fold>(now: Option<T>, act: &Act, says: &T::Says, note: fn(&mut T, Misfit)) -> Option<T> {
    let Some(mut object) = now else { return T::begin(act, says) };
    if let Err(code) = object.step(act, says) {
        note(&mut object, Misfit { act: act.key(), code });
    }
    Some(object)
}

macro_rules! objects {
    ($($(#[$doc:meta])* $kind:ident($type:ty);)+) => {
        /// An object of the record as it stands after the acts folded so far.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Object { $($(#[$doc])* $kind($type),)+ }

        impl Object {
            /// What it is called.
            pub fn at(&self) -> &Ref {
                match self { $(Self::$kind(o) => &o.at,)+ }
            }

            /// What it is.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)+ }
            }

            /// The act that founded it.
            pub fn created(&self) -> &Stamp {
                match self { $(Self::$kind(o) => &o.created,)+ }
            }

            /// The acts that did not fit.
            pub fn misfits(&self) -> &[Misfit] {
                match self { $(Self::$kind(o) => &o.misfits,)+ }
            }

            fn note(&mut self, misfit: Misfit) {
                match self { $(Self::$kind(o) => o.misfits.push(misfit),)+ }
            }
        }

        /// Takes one act into the object it is about. Acts must come in fold order.
        ///
        /// A first act that founds nothing gives `None`; an act that does not fit gives the object as it was, with a
        /// misfit noted.
        pub fn apply(object: Option<Object>, act: &Act) -> Option<Object> {
            if let Some(code) = mismatch(object.as_ref(), act) {
                return object.map(|mut o| { o.note(Misfit { act: act.key(), code }); o });
            }
            match (object, &act.payload) {
                $((None, Payload::$kind(says)) =>
                    take::<$type>(None, act, says, |o, m| o.misfits.push(m)).map(Object::$kind),
                (Some(Object::$kind(o)), Payload::$kind(says)) =>
                    take(Some(o), act, says, |o: &mut $type, m| o.misfits.push(m)).map(Object::$kind),)+
                (other, _) => other,
            }
        }

        $(impl TryFrom<Object> for $type {
            type Error = Object;

            fn try_from(object: Object) -> Result<Self, Object> {
                match object { Object::$kind(o) => Ok(o), other => Err(other) }
            }
        })+
    };
}

objects! {
    /// A file that came in.
    Intake(Intake);
    /// A document.
    Document(Document);
    /// A body.
    Body(Body);
    /// An administrative unit.
    Unit(Unit);
    /// A person in office.
    Person(Person);
    /// A task.
    Task(Task);
    /// A form.
    Form(Form);
    /// A submission.
    Submission(Submission);
    /// An activity.
    Activity(Activity);
    /// A finding.
    Finding(Finding);
    /// A review.
    Review(Review);
    /// An account.
    Account(Account);
}

/// The code of an act that was never about this object.
fn mismatch(object: Option<&Object>, act: &Act) -> Option<&'static str> {
    if act.subject.kind != act.payload.kind() {
        return Some("act.wrong-kind");
    }
    object.is_some_and(|o| *o.at() != act.subject).then_some("act.wrong-subject")
}

/// The object that acts on one subject fold into, in whichever order they are given.
///
/// ```
/// assert_eq!(record::fold(std::iter::empty()), None);
/// ```
pub fn fold<'a>(acts: impl IntoIterator<Item = &'a Act>) -> Option<Object> {
    let mut acts: Vec<&Act> = acts.into_iter().collect();
    acts.sort_by_key(|act| act.fold_order());
    acts.into_iter().fold(None, apply)
}
