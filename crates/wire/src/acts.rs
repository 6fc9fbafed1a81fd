//! Every kind of act with its stable name, and the bytes of an act in its chain.

use crate::codec::{Codec, Members, add};
use crate::envelope::Envelope;
use crate::error::WireError;
use crate::hash::Hash;
use crate::json::Json;
use crate::withheld::named;
use record::payload::*;
use record::{Act, Payload};
use terms::Ref;

/// The version of the format, the member `v` of every act.
pub const VERSION: u8 = 1;

/// The members of a variant: its fields, or those of the one value it holds, or none.
macro_rules! said {
    (put $members:ident;) => {};
    (put $members:ident; { $($field:ident),+ $(,)? }) => {
        $(add(&mut $members, stringify!($field), $field);)+
    };
}

macro_rules! acts {
    ($($object:ident($type:ident) { $($kind:literal $variant:ident $(($inner:ident))?
        $({ $($field:ident),+ $(,)? })?;)+ })+) => {
        /// The stable name of every kind of act.
        pub const KINDS: &[&str] = &[$($($kind,)+)+];

        /// The stable name of what an act says.
        pub fn kind_of(payload: &Payload) -> &str {
            match payload {
                Payload::Unread(unread) => &unread.kind,
                $($(Payload::$object($type::$variant $( ($inner) )? $( { $($field: _),+ } )?) => {
                    $(let _ = $inner;)?
                    $kind
                })+)+
            }
        }

        /// What an act says, as JSON.
        fn says(payload: &Payload) -> Json {
            #[allow(unused_mut)]
            let mut members = Vec::new();
            match payload {
                // Its bytes are those it came with; nothing is made of them.
                Payload::Unread(_) => {}
                $($(Payload::$object($type::$variant $( ($inner) )? $( { $($field),+ } )?) => {
                    $(return $inner.put();)?
                    said!(put members; $({ $($field),+ })?);
                })+)+
            }
            #[allow(unreachable_code)]
            Json::Map(members)
        }

        /// What an act of a kind says.
        fn said(kind: &str, json: Json) -> Result<Payload, WireError> {
            match kind {
                $($($kind => acts!(take json $object $type $variant
                    $(($inner))? $({ $($field),+ })?),)+)+
                _ => Err(WireError::UnknownKind { kind: kind.to_owned() }),
            }
        }
    };
    (take $json:ident $object:ident $type:ident $variant:ident) => {{
        Members::of($json)?.done().map_err(|e| e.within("says"))?;
        Ok(Payload::$object($type::$variant))
    }};
    (take $json:ident $object:ident $type:ident $variant:ident ($inner:ident)) => {{
        let inner = Codec::take($json).map_err(|e| e.within("says"))?;
        Ok(Payload::$object($type::$variant(inner)))
    }};
    (take $json:ident $object:ident $type:ident $variant:ident { $($field:ident),+ }) => {{
        let read = || {
            let mut members = Members::of($json)?;
            let value = $type::$variant { $($field: members.take(stringify!($field))?,)+ };
            members.done()?;
            Ok(value)
        };
        read().map(Payload::$object).map_err(|e: WireError| e.within("says"))
    }};
}

acts! {
    Intake(IntakeAct) {
        "intake.received" Received {
            sha256, file_name, bytes, format, encoding, title, circulation, proposals,
        };
        "intake.decided" Decided { proposal, decision, outcome, reason };
    }
    Document(DocumentAct) {
        "document.registered" Registered(facts);
        "document.corrected" Corrected { facts, reason };
        "document.cites" Cites(citation);
        "document.withdrawn" Withdrawn { reason };
        "document.linked" Linked { target, relation, provisions, basis };
        "document.force_stated" ForceStated { from, until, basis };
        "document.force_checked" ForceChecked { force, source };
        "document.addressed" Addressed {
            bodies, below, receive_by, disseminate_by, implement_by, report_by, basis,
        };
        "document.delivered" Delivered { body, number };
        "document.class_stated" ClassStated { class, basis, reason };
        "document.undone" Undone { acts, reason };
    }
    Body(BodyAct) {
        "body.established" Established {
            name, short_name, kind, parent, unit, standing_for, basis,
        };
        "body.renamed" Renamed { name, short_name, basis };
        "body.moved" Moved { parent, basis };
        "body.dissolved" Dissolved { successors, basis };
        "body.corrected" Corrected { name, short_name, reason };
        "body.placed" Placed { chain, parent, basis };
        "body.standing_set" StandingSet { standing_for, basis };
        "body.area_set" AreaSet { units, basis };
        "body.constituted" Constituted { document, seats, term, basis };
        "body.post_laid_down" PostLaidDown { post, seats, basis };
        "body.post_ended" PostEnded { post, basis };
        "body.charged" Charged { part, field, matter, post, basis };
        "body.discharged" Discharged { part, field, matter, basis };
        "body.undone" Undone { acts, reason };
    }
    Unit(UnitAct) {
        "unit.created" Created {
            level, unit_type, name, code, parent, lat_micro, lon_micro, predecessors, basis,
        };
        "unit.renamed" Renamed { unit_type, name, code, basis };
        "unit.changed" Changed { parent, predecessors, basis };
        "unit.abolished" Abolished { basis };
        "unit.corrected" Corrected { unit_type, name, code, reason };
        "unit.shares_signed" SharesSigned { shares, signer, basis };
        "unit.same_as" SameAs { unit, reason };
        "unit.undone" Undone { acts, reason };
    }
    Person(PersonAct) {
        "person.registered" Registered { name };
        "person.post_held" PostHeld { title, body, from, to };
        "person.post_left" PostLeft { title };
        "person.rank_held" RankHeld { rank, from };
        "person.corrected" Corrected { name, reason };
        "person.undone" Undone { acts, reason };
    }
    Task(TaskAct) {
        "task.assigned" Assigned(facts);
        "task.accepted" Accepted;
        "task.progressed" Progressed { text, percent };
        "task.extended" Extended { due_on, reason };
        "task.handed_in" HandedIn { text };
        "task.closed" Closed { text };
        "task.returned" Returned { reason };
        "task.reopened" Reopened { reason };
        "task.corrected" Corrected { facts, reason };
        "task.withdrawn" Withdrawn { reason };
    }
    Form(FormAct) {
        "form.defined" Defined(facts);
        "form.amended" Amended { facts, reason };
        "form.period_opened" PeriodOpened { period, on_time_until, open_until };
        "form.class_stated" ClassStated { indicator, unit, class, basis, reason };
        "form.closed" Closed { reason };
    }
    Submission(SubmissionAct) {
        "submission.begun" Begun { form, unit, period };
        "submission.entered" Entered { cells, file };
        "submission.submitted" Submitted;
        "submission.approved" Approved;
        "submission.returned" Returned { reason };
        "submission.corrected" Corrected { cells, reason };
    }
    Activity(ActivityAct) {
        "activity.recorded" Recorded(facts);
        "activity.corrected" Corrected { facts, reason };
        "activity.withdrawn" Withdrawn { reason };
        "activity.convened" Convened { documents, bodies, summoned };
        "activity.attended" Attended { body, present, summoned };
    }
    Finding(FindingAct) {
        "finding.recorded" Recorded(facts);
        "finding.corrected" Corrected { facts, reason };
        "finding.resolved" Resolved { text };
        "finding.withdrawn" Withdrawn { reason };
        "finding.class_stated" ClassStated { class, basis, reason };
    }
    Review(ReviewAct) {
        "review.opened" Opened { title, body, reviewed, period };
        "review.compiled" Compiled { as_of, sections };
        "review.edited" Edited { line, pieces };
        "review.submitted" Submitted;
        "review.approved" Approved { number, signer };
        "review.returned" Returned { reason };
        "review.copy_issued" CopyIssued { number, class, to, held_back };
    }
    Account(AccountAct) {
        "account.opened" Opened { login, name };
        "account.granted" Granted { role, body };
        "account.revoked" Revoked { role, body };
        "account.closed" Closed { reason };
        "account.token_made" TokenMade { token, name, scopes, until };
        "account.token_ended" TokenEnded { token, reason };
        "account.factor_reset" FactorReset { reason };
        "account.passkey_added" PasskeyAdded { passkey, name };
        "account.passkey_removed" PasskeyRemoved { passkey, name };
        "account.provider_tied" ProviderTied { issuer };
        "account.provider_untied" ProviderUntied { issuer, reason };
        "account.emergency_taken" EmergencyTaken { role, body, until, reason };
        "account.emergency_ended" EmergencyEnded { reason };
    }
    Site(SiteAct) {
        "site.admitted" Admitted { site, name, key, recipient, bodies, superior };
        "site.key_changed" KeyChanged { key, recipient, reason };
        "site.withdrawn" Withdrawn { reason };
        "site.cleared" Cleared { class, reason };
        "site.admission_asked" AdmissionAsked { site, name, key, recipient, bodies, superior };
        "site.admission_confirmed" AdmissionConfirmed;
        "site.withdrawal_asked" WithdrawalAsked { reason };
        "site.key_change_asked" KeyChangeAsked { key, recipient, reason };
        "site.fork_settled" ForkSettled(choice);
        "site.fork_asked" ForkAsked(choice);
        "site.asked_confirmed" AskedConfirmed { asked };
        "site.asked_declined" AskedDeclined { asked, reason };
    }
}

/// The canonical bytes of an act that follows on an act with hash `prev`; those it came with when it is unread.
pub fn to_bytes(act: &Act, prev: &Hash) -> Vec<u8> {
    if let Payload::Unread(unread) = &act.payload {
        return unread.text.clone().into_bytes();
    }
    outside(act, prev, kind_of(&act.payload), says(&act.payload))
}

/// The canonical bytes of an act of a kind, with what it says.
pub(crate) fn outside(act: &Act, prev: &Hash, kind: &str, says: Json) -> Vec<u8> {
    let mut members = vec![("says".to_owned(), says)];
    add(&mut members, "v", &VERSION);
    add(&mut members, "kind", &kind.to_owned());
    add(&mut members, "site", &act.site);
    add(&mut members, "seq", &act.seq);
    add(&mut members, "prev", prev);
    add(&mut members, "recorded_at", &act.recorded_at);
    add(&mut members, "effective_on", &act.effective_on);
    add(&mut members, "subject", &act.subject);
    add(&mut members, "actor", &act.actor);
    add(&mut members, "evidence", &act.evidence);
    Json::Map(members).canonical()
}

/// The act of some bytes and the hash of the act it follows on. What a later program says in a kind of its own is kept
/// unread (`Payload::Unread`), when the outside of the act is as of every act.
///
/// # Errors
/// When the bytes are not exactly those that `to_bytes` gives: an unknown or missing field, a wrong type, an unknown
/// version, what cannot be the name of a kind, or other bytes than the canonical ones.
pub fn from_bytes(bytes: &[u8]) -> Result<(Act, Hash), WireError> {
    known(bytes).or_else(|e| unread(bytes, e))
}

fn known(bytes: &[u8]) -> Result<(Act, Hash), WireError> {
    let mut members = Members::of(Json::parse(bytes)?)?;
    let version: i64 = members.take("v")?;
    if version != i64::from(VERSION) {
        return Err(WireError::UnknownVersion { found: version.into() });
    }
    let (kind, Raw(json)): (String, Raw) = (members.take("kind")?, members.take("says")?);
    let prev = members.take("prev")?;
    let act = Act {
        site: members.take("site")?,
        seq: members.take("seq")?,
        recorded_at: members.take("recorded_at")?,
        effective_on: members.take("effective_on")?,
        subject: members.take("subject")?,
        actor: members.take("actor")?,
        evidence: members.take("evidence")?,
        payload: said(&kind, json)?,
    };
    members.done()?;
    let canonical = to_bytes(&act, &prev);
    match canonical == bytes {
        true => Ok((act, prev)),
        false => Err(WireError::NotCanonical { at: first_difference(&canonical, bytes) }),
    }
}

/// An act of a kind that a later program brought in; for any other act the error that was met.
fn unread(bytes: &[u8], met: WireError) -> Result<(Act, Hash), WireError> {
    let outside = match Envelope::of(bytes) {
        Ok(outside) if !KINDS.contains(&outside.kind) => outside,
        _ => return Err(met),
    };
    let kind = outside.kind.to_owned();
    if !is_kind(&kind) {
        return Err(WireError::UnknownKind { kind });
    }
    let of_withheld = kind == crate::WITHHELD;
    if of_withheld != crate::is_withheld(bytes) || (of_withheld && named(bytes).is_none()) {
        return Err(WireError::UnknownKind { kind });
    }
    let wrong = |_| WireError::expected("a reference").within("subject");
    let subject = Ref::of_any_program(outside.subject).map_err(wrong)?;
    let text = std::str::from_utf8(bytes).map_err(|_| met)?.to_owned();
    let mut members = Members::of(Json::parse(bytes)?)?;
    let prev = members.take("prev")?;
    let act = Act {
        site: members.take("site")?,
        seq: outside.seq,
        recorded_at: members.take("recorded_at")?,
        effective_on: members.take("effective_on")?,
        actor: members.take("actor")?,
        evidence: Vec::new(),
        payload: Payload::Unread(Unread { kind, on: subject.kind, text }),
        subject,
    };
    Ok((act, prev))
}

/// Two words of `a`–`z` and `_`, joined by a dot: at most 60 letters.
fn is_kind(kind: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    kind.len() <= 60 && kind.split_once('.').is_some_and(|(on, what)| word(on) && word(what))
}

fn first_difference(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()))
}

/// JSON kept for a later look.
struct Raw(Json);

impl Codec for Raw {
    fn put(&self) -> Json {
        self.0.clone()
    }

    fn take(json: Json) -> Result<Self, WireError> {
        Ok(Self(json))
    }
}
