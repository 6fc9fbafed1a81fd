//! A key registered, a log-in shown by a key: the steps of sections 7.1 and 7.2 in their order.

use super::data::{ClientData, DeviceData, attested, cbor};
use super::key;
use super::{Fault, Party};
use crate::login::signature::Form;
use sha2::{Digest, Sha256};

/// Whether the device must check who holds it (PIN, finger, face).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// It must: the key stands alone.
    Required,
    /// It may: the key comes after a password.
    Preferred,
}

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// By whom.
    pub party: &'a Party,
    /// What was to be signed, base64url.
    pub challenge: &'a str,
    /// Whether the device must check who holds it.
    pub verification: Verification,
}

/// What a browser sends when a key was made.
#[derive(Debug, Clone)]
pub struct Attestation {
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `attestationObject`.
    pub object: Vec<u8>,
}

/// What a browser sends when a key was used.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `authenticatorData`.
    pub device_data: Vec<u8>,
    /// `signature`.
    pub signature: Vec<u8>,
    /// `userHandle`, where the device said it.
    pub holder: Option<Vec<u8>>,
}

/// A key that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// Id of the credential.
    pub credential: Vec<u8>,
    /// Public key as COSE.
    pub public_key: Vec<u8>,
    /// What the counter says.
    pub counter: u64,
}

/// What a key showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// What the counter says.
    pub counter: u64,
    /// Whether the device checked who holds it.
    pub verified: bool,
}

/// The challenge that the browser says it answers, to be looked up.
///
/// # Errors
/// [`Fault::Form`].
pub fn challenge_in(client_data: &[u8]) -> Result<String, Fault> {
    Ok(ClientData::read(client_data)?.challenge)
}

/// Takes a key that was made.
///
/// # Errors
/// What does not fit; see [`Fault`].
pub fn registered(asked: Asked<'_>, sent: &Attestation) -> Result<NewKey, Fault> {
    on_our_page(asked, &sent.client_data, "webauthn.create")?;
    let data = attested(&sent.object)?;
    on_our_device(asked, &data)?;
    let made = data.made.ok_or(Fault::Form)?;
    key::read(&made.key)?;
    Ok(NewKey {
        credential: made.credential,
        public_key: made.key_bytes,
        counter: u64::from(data.counter),
    })
}

/// Takes what a key showed. `before` is what its counter said last, `holder` what devices know its account by.
///
/// # Errors
/// What does not fit; see [`Fault`].
pub fn asserted(
    asked: Asked<'_>,
    public_key: &[u8],
    before: u64,
    holder: &[u8],
    sent: &Assertion,
) -> Result<Shown, Fault> {
    if sent.holder.as_ref().is_some_and(|said| !said.is_empty() && said != holder) {
        return Err(Fault::Account);
    }
    on_our_page(asked, &sent.client_data, "webauthn.get")?;
    let data = DeviceData::read(&sent.device_data)?;
    on_our_device(asked, &data)?;
    let hash = Sha256::digest(&sent.client_data);
    let message = [&sent.device_data, hash.as_slice()].concat();
    let key = key::read(&cbor(&mut &*public_key)?)?;
    if !key.signed(&message, &sent.signature, Form::Asn1) {
        return Err(Fault::Signature);
    }
    let now = u64::from(data.counter);
    if (before, now) != (0, 0) && now <= before {
        return Err(Fault::Counter { before, now });
    }
    Ok(Shown { counter: now, verified: data.verified() })
}

/// What the browser says: the kind, the challenge, the page.
fn on_our_page(asked: Asked<'_>, client_data: &[u8], kind: &str) -> Result<(), Fault> {
    let said = ClientData::read(client_data)?;
    if said.kind != kind {
        return Err(Fault::Kind);
    }
    if said.challenge != asked.challenge {
        return Err(Fault::Challenge);
    }
    if said.origin != asked.party.origin || said.cross_origin {
        return Err(Fault::Origin { said: said.origin });
    }
    Ok(())
}

/// What the device says: the party, that it was touched, that it knows its holder.
fn on_our_device(asked: Asked<'_>, data: &DeviceData) -> Result<(), Fault> {
    if data.party != *Sha256::digest(asked.party.id.as_bytes()) {
        return Err(Fault::Party);
    }
    if !data.touched() {
        return Err(Fault::Absent);
    }
    if asked.verification == Verification::Required && !data.verified() {
        return Err(Fault::Unverified);
    }
    Ok(())
}
