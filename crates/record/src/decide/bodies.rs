//! Decisions on bodies, units, people in office and accounts.

use super::{Entry, Refusal, filled, fitting, reasoned};
use crate::act::Draft;
use crate::object::{Account, Body, KnownSite, Object, Person, Unit};
use crate::payload::*;
use terms::Day;

/// Decides on an act on a body.
///
/// # Errors
/// A name is never blank; two names never begin on one day; a correction needs a reason.
pub fn body(now: Option<&Body>, entry: Entry, wanted: BodyAct) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        BodyAct::Established { name, kind, .. } => {
            filled(name, "name")?;
            filled(kind, "kind")?;
        }
        BodyAct::Renamed { name, .. } => {
            filled(name, "name")?;
            not_twice(now, entry.effective_on)?;
        }
        BodyAct::Corrected { name, reason, .. } => {
            filled(name, "name")?;
            reasoned(reason)?;
        }
        BodyAct::PostLaidDown { post, .. } | BodyAct::PostEnded { post, .. } => {
            filled(post, "post")?;
        }
        BodyAct::Undone { reason, .. } => reasoned(reason)?,
        BodyAct::Moved { .. }
        | BodyAct::Dissolved { .. }
        | BodyAct::Placed { .. }
        | BodyAct::StandingSet { .. }
        | BodyAct::AreaSet { .. }
        | BodyAct::Constituted { .. }
        | BodyAct::Charged { .. }
        | BodyAct::Discharged { .. } => {}
    }
    fitting(now.cloned().map(Object::Body), entry, Payload::Body(wanted))
}

/// Two names cannot begin on one day; the one that is wrong is corrected.
fn not_twice(now: Option<&Body>, day: Day) -> Result<(), Refusal> {
    let begun = now.and_then(|b| b.names.entry_on(day)).filter(|n| n.from == day);
    match begun {
        Some(n) => Err(Refusal::RenamedThatDay { name: n.value.name.clone(), day }),
        None => Ok(()),
    }
}

/// Decides on an act on a unit.
///
/// # Errors
/// A name and a type word are never blank.
pub fn unit(now: Option<&Unit>, entry: Entry, wanted: UnitAct) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        UnitAct::Created { unit_type, name, .. } | UnitAct::Renamed { unit_type, name, .. } => {
            filled(unit_type, "unit_type")?;
            filled(name, "name")?;
        }
        UnitAct::Corrected { unit_type, name, reason, .. } => {
            filled(unit_type, "unit_type")?;
            filled(name, "name")?;
            reasoned(reason)?;
        }
        UnitAct::SharesSigned { signer, .. } => filled(signer, "signer")?,
        UnitAct::SameAs { reason, .. } | UnitAct::Undone { reason, .. } => reasoned(reason)?,
        UnitAct::Changed { .. } | UnitAct::Abolished { .. } => {}
    }
    fitting(now.cloned().map(Object::Unit), entry, Payload::Unit(wanted))
}

/// Decides on an act on a person in office.
///
/// # Errors
/// Names, titles and ranks are never blank; a correction needs a reason.
pub fn person(
    now: Option<&Person>,
    entry: Entry,
    wanted: PersonAct,
) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        PersonAct::Registered { name } => filled(name, "name")?,
        PersonAct::PostHeld { title, .. } | PersonAct::PostLeft { title } => {
            filled(title, "title")?;
        }
        PersonAct::RankHeld { rank, .. } => filled(rank, "rank")?,
        PersonAct::Corrected { name, reason } => {
            filled(name, "name")?;
            reasoned(reason)?;
        }
        PersonAct::Undone { reason, .. } => reasoned(reason)?,
    }
    fitting(now.cloned().map(Object::Person), entry, Payload::Person(wanted))
}

/// Decides on an act on an account. Whether a login name is taken is seen by the store.
///
/// # Errors
/// A login name has 2–40 characters of `a`–`z`, `0`–`9`, `.`, `-` and `_`; closing, a second factor taken away, a provider
/// untied and a role taken or ended in an emergency need a reason. A passkey has a name, a token has a name and a scope; ending it needs a reason.
pub fn account(
    now: Option<&Account>,
    entry: Entry,
    wanted: AccountAct,
) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        AccountAct::Opened { login, name } => {
            let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b);
            if !(2..=40).contains(&login.len()) || !login.bytes().all(fits) {
                return Err(Refusal::LoginForm { login: login.clone() });
            }
            filled(name, "name")?;
        }
        AccountAct::Closed { reason }
        | AccountAct::TokenEnded { reason, .. }
        | AccountAct::FactorReset { reason }
        | AccountAct::ProviderUntied { reason, .. }
        | AccountAct::EmergencyTaken { reason, .. }
        | AccountAct::EmergencyEnded { reason } => reasoned(reason)?,
        AccountAct::TokenMade { name, scopes, .. } => {
            filled(name, "name")?;
            if scopes.is_empty() {
                return Err(Refusal::Blank { field: "scopes" });
            }
        }
        AccountAct::PasskeyAdded { name, .. } => filled(name, "name")?,
        AccountAct::ProviderTied { issuer } => filled(issuer, "issuer")?,
        AccountAct::Granted { .. }
        | AccountAct::Revoked { .. }
        | AccountAct::PasskeyRemoved { .. } => {}
    }
    fitting(now.cloned().map(Object::Account), entry, Payload::Account(wanted))
}

/// Decides on an act on a site.
///
/// # Errors
/// A name is never blank; a key is 64 hexadecimal digits, a recipient begins with `age1`; a change of keys and a
/// withdrawal need a reason; a site speaks for at least one body.
pub fn site(now: Option<&KnownSite>, entry: Entry, wanted: SiteAct) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        SiteAct::Admitted { name, key, recipient, bodies, .. }
        | SiteAct::AdmissionAsked { name, key, recipient, bodies, .. } => {
            filled(name, "name")?;
            keys(key, recipient)?;
            if bodies.is_empty() {
                return Err(Refusal::Blank { field: "bodies" });
            }
        }
        SiteAct::KeyChanged { key, recipient, reason }
        | SiteAct::KeyChangeAsked { key, recipient, reason } => {
            keys(key, recipient)?;
            reasoned(reason)?;
        }
        SiteAct::Withdrawn { reason }
        | SiteAct::Cleared { reason, .. }
        | SiteAct::WithdrawalAsked { reason }
        | SiteAct::AskedDeclined { reason, .. } => reasoned(reason)?,
        SiteAct::ForkSettled(choice) | SiteAct::ForkAsked(choice) => reasoned(&choice.reason)?,
        SiteAct::AdmissionConfirmed | SiteAct::AskedConfirmed { .. } => {}
    }
    fitting(now.cloned().map(Object::Site), entry, Payload::Site(wanted))
}

fn keys(key: &str, recipient: &str) -> Result<(), Refusal> {
    let digits = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let fits = key.len() == 64 && key.bytes().all(digits) && recipient.starts_with("age1");
    if fits { Ok(()) } else { Err(Refusal::KeyForm { key: key.to_owned() }) }
}
