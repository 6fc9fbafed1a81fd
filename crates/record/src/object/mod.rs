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
mod log;
mod person;
mod review;
mod site;
mod submission;
mod task;
mod unit;

pub use account::{Account, Emergency, Grant};
pub use activity::{Activity, Attended};
pub use body::{Body, BodyName, ChargeHeld, Constitution, PostLaid};
pub use document::{Addressed, Checked, Cited, Delivered, Document, ForceSpan, Linked};
pub use finding::Finding;
pub use form::{FiguresClassed, Form, OpenPeriod};
pub use history::{Dated, History};
pub use intake::{Decided, Intake};
pub use log::Log;
pub use person::{Person, Post, RankHeld};
pub use review::{ApprovedReview, IssuedCopy, Review};
pub use site::{Answer, Ask, Asked, KnownSite, Settled, SiteKeys};
pub use submission::{CellNow, CellWas, Submission};
pub use task::{Step, Task, TaskPhase};
pub use unit::{SharesSigned, Unit, UnitName};

use crate::act::{Act, ActKey, Actor};
use crate::payload::Payload;
use terms::{AccessClass, Day, Instant, Kind, Ref};

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

/// Who may read a thing, as stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classed {
    /// Who may read it.
    pub class: AccessClass,
    /// What says so, as written.
    pub basis: Option<String>,
    /// Why.
    pub reason: String,
    /// By whom and when it was stated.
    pub by: Stamp,
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
    "account.no-emergency",
    "account.not-granted",
    "account.not-tied",
    "account.passkey-twice",
    "account.passkey-unknown",
    "account.token-twice",
    "account.token-unknown",
    "act.already-undone",
    "act.founding",
    "act.not-here",
    "act.undoes-nothing",
    "act.unread",
    "act.wrong-kind",
    "act.wrong-subject",
    "activity.already-recorded",
    "activity.withdrawn",
    "body.already-charged",
    "body.already-established",
    "body.before-established",
    "body.dissolved",
    "body.not-charged",
    "body.post-laid-down",
    "body.post-not-laid-down",
    "body.under-itself",
    "body.unmade",
    "document.already-cites",
    "document.already-delivered",
    "document.already-linked",
    "document.already-registered",
    "document.force-ends-before-it-begins",
    "document.links-itself",
    "document.marked-not-open",
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
    "person.unmade",
    "proposal.already-decided",
    "proposal.unknown",
    "review.already-opened",
    "review.approved",
    "review.copy-not-approved",
    "review.copy-number-taken",
    "review.line-unknown",
    "review.not-compiled",
    "review.not-submitted",
    "review.submitted",
    "site.already-admitted",
    "site.foreign",
    "site.not-asked",
    "site.own-chain",
    "site.same-person",
    "site.withdrawn",
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
    "unit.not-counted",
    "unit.same-as-itself",
    "unit.shares-bad",
];

/// How one kind of object is folded.
trait Fold: Sized {
    /// What acts on it say.
    type Says;

    /// The object that a founding act makes; `None` for any other act.
    fn begin(act: &Act, says: &Self::Says) -> Option<Self>;

    /// Takes one more act; an error is the code of the misfit and leaves the object unchanged.
    fn step(&mut self, act: &Act, says: &Self::Says) -> Result<(), &'static str>;

    /// What an act says, when it is on this kind of object.
    fn says(payload: &Payload) -> Option<&Self::Says>;

    /// Its misfits.
    fn noted(&mut self) -> &mut Vec<Misfit>;

    /// The acts that an act takes back, and why.
    fn takes_back(_says: &Self::Says) -> Option<(&[ActKey], &str)> {
        None
    }

    /// Its log, where its acts can be taken back.
    fn log(&mut self) -> Option<&mut Log> {
        None
    }

    /// Notes that its founding was taken back: it never was.
    fn unmake(&mut self, _why: (String, Stamp)) -> Result<(), &'static str> {
        Err("act.founding")
    }
}

/// Folds one act into an object of a kind.
fn take<T: Fold + Clone>(now: Option<T>, act: &Act, says: &T::Says) -> Option<T> {
    let Some(mut object) = now else { return T::begin(act, says) };
    let taken = match T::takes_back(says) {
        Some((keys, why)) => undo(&mut object, act, keys, why),
        None => object.step(act, says),
    };
    match taken {
        Ok(()) => _ = object.log().map(|log| log.push(act)),
        Err(code) => object.noted().push(Misfit { act: act.key(), code }),
    }
    Some(object)
}

/// Takes acts back: the object becomes what its other acts make of it.
fn undo<T: Fold + Clone>(
    object: &mut T,
    act: &Act,
    keys: &[ActKey],
    why: &str,
) -> Result<(), &'static str> {
    let mut log = object.log().cloned().ok_or("act.wrong-kind")?;
    log.take_back(keys)?;
    let again = again(&log).ok_or("act.not-here")?;
    let mut again: T = again;
    if log.founding().is_some_and(|f| log.is_undone(&f.key())) {
        again.unmake((why.to_owned(), Stamp::of(act)))?;
    }
    again.noted().splice(0..0, std::mem::take(object.noted()));
    if let Some(kept) = again.log() {
        *kept = log;
    }
    *object = again;
    Ok(())
}

/// The object that the acts of a log make which still count. What does not fit any more without the others is noted.
fn again<T: Fold>(log: &Log) -> Option<T> {
    let founding = log.founding()?;
    let mut object = T::begin(founding, T::says(&founding.payload)?)?;
    for act in log.standing() {
        let Some(says) = T::says(&act.payload) else { continue };
        if T::takes_back(says).is_some() {
            continue;
        }
        if let Err(code) = object.step(act, says) {
            object.noted().push(Misfit { act: act.key(), code });
        }
    }
    Some(object)
}

/// What every kind of object has alike.
macro_rules! alike {
    ($kind:ident) => {
        fn says(payload: &crate::Payload) -> Option<&Self::Says> {
            match payload {
                crate::Payload::$kind(says) => Some(says),
                _ => None,
            }
        }

        fn noted(&mut self) -> &mut Vec<super::Misfit> {
            &mut self.misfits
        }
    };
    ($kind:ident, taken back by $says:ident) => {
        super::alike!($kind);

        fn takes_back(says: &$says) -> Option<(&[crate::ActKey], &str)> {
            match says {
                $says::Undone { acts, reason } => Some((acts, reason)),
                _ => None,
            }
        }

        fn log(&mut self) -> Option<&mut super::Log> {
            Some(&mut self.log)
        }
    };
}
use alike;

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
                    take::<$type>(None, act, says).map(Object::$kind),
                (Some(Object::$kind(o)), Payload::$kind(says)) =>
                    take(Some(o), act, says).map(Object::$kind),)+
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
    /// A site.
    Site(KnownSite);
}

/// The code of an act that was never about this object.
fn mismatch(object: Option<&Object>, act: &Act) -> Option<&'static str> {
    if matches!(act.payload, Payload::Unread(_)) {
        return Some("act.unread");
    }
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
