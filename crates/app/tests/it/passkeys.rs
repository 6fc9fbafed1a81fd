//! Passkeys, over values and over an installation: what a browser must not be able to send, and what it may.

use crate::access::{PASSWORD, Place, pass, refused};
use app::login::signature::{Form, PublicKey};
use app::login::webauthn::{
    Asked, Assertion, Attestation, Fault, Party, Verification, asserted, registered,
};
use app::login::{Making, Used};
use app::secret::from_base64url;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ciborium::Value;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256,
    RsaKeyPair,
};
use sha2::{Digest, Sha256};
use terms::Role;

const ORIGIN: &str = "https://kvpt.tinh.example";
const TOUCHED: u8 = 0x01;
const VERIFIED: u8 = 0x05;

fn party() -> Party {
    Party::of(ORIGIN).unwrap()
}

/// A key that a device holds.
enum Held {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

/// A device in software, with one key.
struct Device {
    held: Held,
    credential: Vec<u8>,
    counter: u32,
    flags: u8,
    origin: String,
    party: String,
}

impl Device {
    fn with(held: Held, id: u8) -> Self {
        let (origin, party) = (ORIGIN.to_owned(), "kvpt.tinh.example".to_owned());
        Self { held, credential: vec![id; 32], counter: 1, flags: VERIFIED, origin, party }
    }

    fn es256(id: u8) -> Self {
        let (rng, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let key = EcdsaKeyPair::generate_pkcs8(kind, &rng).unwrap();
        Self::with(Held::Es256(EcdsaKeyPair::from_pkcs8(kind, key.as_ref(), &rng).unwrap()), id)
    }

    fn ed_dsa(id: u8) -> Self {
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::with(Held::EdDsa(Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap()), id)
    }

    fn cose(&self) -> Vec<u8> {
        let pair = |label: i64, value: Value| (Value::from(label), value);
        let number = |label, n: i64| pair(label, Value::from(n));
        let map = match &self.held {
            Held::Es256(key) => {
                let (x, y) = key.public_key().as_ref()[1..].split_at(32);
                let (x, y) = (Value::from(x), Value::from(y));
                vec![number(1, 2), number(3, -7), number(-1, 1), pair(-2, x), pair(-3, y)]
            }
            Held::EdDsa(key) => {
                let x = Value::from(key.public_key().as_ref());
                vec![number(1, 1), number(3, -8), number(-1, 6), pair(-2, x)]
            }
        };
        cbor(&Value::Map(map))
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.held {
            Held::Es256(key) => key.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec(),
            Held::EdDsa(key) => key.sign(message).as_ref().to_vec(),
        }
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let origin = &self.origin;
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#)
            .into_bytes()
    }

    fn head(&self, more: u8) -> Vec<u8> {
        let party = Sha256::digest(&self.party);
        [party.as_slice(), &[self.flags | more], &self.counter.to_be_bytes()].concat()
    }

    fn make(&self, challenge: &str) -> Attestation {
        let long = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let made = [&[0; 16], &long[..], &self.credential, &self.cose()].concat();
        let data = [self.head(0x40), made].concat();
        let object = Value::Map(vec![
            ("fmt".into(), "none".into()),
            ("attStmt".into(), Value::Map(vec![])),
            ("authData".into(), Value::Bytes(data)),
        ]);
        let client_data = self.client_data("webauthn.create", challenge);
        Attestation { client_data, object: cbor(&object) }
    }

    fn show(&self, challenge: &str) -> Assertion {
        let client_data = self.client_data("webauthn.get", challenge);
        let device_data = self.head(0);
        let hash = Sha256::digest(&client_data);
        let signature = self.sign(&[&device_data, hash.as_slice()].concat());
        Assertion { client_data, device_data, signature, holder: None }
    }

    fn used(&mut self, challenge: &str) -> Used {
        self.counter += 1;
        Used { credential: BASE64.encode(&self.credential), shown: self.show(challenge) }
    }
}

fn cbor(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

fn asked<'a>(party: &'a Party, challenge: &'a str, must: bool) -> Asked<'a> {
    let verification = if must { Verification::Required } else { Verification::Preferred };
    Asked { party, challenge, verification }
}

#[test]
fn a_key_is_taken_and_shows_itself_with_each_algorithm() {
    let party = party();
    for device in [Device::es256(1), Device::ed_dsa(2)] {
        let new = registered(asked(&party, "c1", false), &device.make("c1")).unwrap();
        assert_eq!((&new.credential, new.counter), (&device.credential, 1));
        let mut later = device;
        later.counter = 7;
        let shown =
            asserted(asked(&party, "c2", true), &new.public_key, 1, b"h", &later.show("c2"));
        let shown = shown.unwrap();
        assert!(shown.verified && shown.counter == 7);
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let party = party();
    let device = Device::es256(1);
    let key = registered(asked(&party, "c1", false), &device.make("c1")).unwrap().public_key;
    let show = |change: &dyn Fn(&mut Device), must: bool, before: u64| {
        let mut d = Device::es256(1);
        std::mem::swap(&mut d.held, &mut Device::es256(9).held);
        d.counter = 5;
        change(&mut d);
        let sent = d.show("c2");
        let key = d.cose();
        asserted(asked(&party, "c2", must), &key, before, b"h", &sent)
    };
    assert_eq!(show(&|_| {}, true, 4).unwrap().counter, 5, "as it is");
    let other = "https://kvpt.tinh.example.evil.example".to_owned();
    let said = other.clone();
    assert_eq!(show(&|d| d.origin.clone_from(&other), true, 4), Err(Fault::Origin { said }));
    assert_eq!(show(&|d| d.party = "tinh.example".into(), true, 4), Err(Fault::Party));
    assert_eq!(show(&|d| d.flags = 0, false, 4), Err(Fault::Absent));
    assert_eq!(show(&|d| d.flags = TOUCHED, true, 4), Err(Fault::Unverified));
    assert!(!show(&|d| d.flags = TOUCHED, false, 4).unwrap().verified);
    assert_eq!(
        show(&|d| d.flags = VERIFIED | 0x10, true, 4),
        Err(Fault::Form),
        "backed up, not fit"
    );
    for before in [5, 6] {
        let back = Fault::Counter { before, now: 5 };
        assert_eq!(show(&|_| {}, true, before), Err(back));
    }
    assert_eq!(show(&|d| d.counter = 0, true, 0).unwrap().counter, 0, "a device without a counter");

    let sent = device.show("c2");
    let hold =
        |sent: &Assertion, challenge| asserted(asked(&party, challenge, true), &key, 0, b"h", sent);
    assert!(hold(&sent, "c2").is_ok());
    assert_eq!(hold(&sent, "c3"), Err(Fault::Challenge));
    let theirs = Assertion { holder: Some(b"somebody".to_vec()), ..sent.clone() };
    assert_eq!(hold(&theirs, "c2"), Err(Fault::Account));
    let mut bent = sent.clone();
    *bent.signature.last_mut().unwrap() ^= 1;
    assert_eq!(hold(&bent, "c2"), Err(Fault::Signature));
    let other_key = Assertion { signature: Device::es256(1).show("c2").signature, ..sent.clone() };
    assert_eq!(hold(&other_key, "c2"), Err(Fault::Signature));
    let client_data = device.client_data("webauthn.create", "c2");
    assert_eq!(hold(&Assertion { client_data, ..sent.clone() }, "c2"), Err(Fault::Kind));
    let made = device.make("c1");
    assert_eq!(registered(asked(&party, "c2", false), &made), Err(Fault::Challenge));
    let from_frame = String::from_utf8(sent.client_data).unwrap().replace("false", "true");
    let framed = Assertion { client_data: from_frame.into_bytes(), ..device.show("c2") };
    assert!(matches!(hold(&framed, "c2"), Err(Fault::Origin { .. })), "in a frame of another page");
}

#[test]
fn bytes_that_are_cut_or_changed_are_refused_and_never_panic() {
    let party = party();
    let device = Device::es256(1);
    let (made, shown, key) = (device.make("c"), device.show("c"), device.cose());
    for n in 0..made.object.len() {
        let cut = Attestation { object: made.object[..n].to_vec(), ..made.clone() };
        assert_eq!(registered(asked(&party, "c", false), &cut), Err(Fault::Form), "{n}");
        let mut bent = made.clone();
        bent.object[n] ^= 0xff;
        let _ = registered(asked(&party, "c", false), &bent);
    }
    for n in 0..shown.device_data.len() {
        let cut = Assertion { device_data: shown.device_data[..n].to_vec(), ..shown.clone() };
        let got = asserted(asked(&party, "c", false), &key, 0, b"", &cut);
        assert_eq!(got, Err(Fault::Form), "{n}");
        let mut bent = shown.clone();
        bent.device_data[n] ^= 0xff;
        assert!(asserted(asked(&party, "c", false), &key, 0, b"", &bent).is_err(), "{n}");
    }
    // An array in an array in an array …
    let deep = Attestation { object: vec![0x81; 5000], ..made };
    assert_eq!(registered(asked(&party, "c", false), &deep), Err(Fault::Form));
}

#[test]
fn a_key_of_an_algorithm_that_was_not_asked_for_is_refused() {
    let device = Device::es256(1);
    let made = device.make("c");
    // ES256 is -7, in CBOR 0x26; ES384 would be -35.
    let at = made.object.windows(3).position(|w| w == [0x02, 0x03, 0x26]).unwrap();
    let mut other = made.clone();
    other.object[at + 2] = 0x27;
    let got = registered(asked(&party(), "c", false), &other);
    assert_eq!(got, Err(Fault::Algorithm), "EdDSA on P-256");
}

#[test]
fn signatures_of_the_third_algorithm_are_checked_too() {
    // A key of 2,048 bits made for this test alone.
    let key = RsaKeyPair::from_pkcs8(include_bytes!("rsa2048.pk8")).unwrap();
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), b"words", &mut signature).unwrap();
    let parts = ring::signature::RsaPublicKeyComponents::<Vec<u8>>::from(key.public());
    let public = PublicKey::rs256(&[&[0], &*parts.n].concat(), &parts.e);
    assert!(public.signed(b"words", &signature, Form::Asn1));
    assert!(!public.signed(b"other words", &signature, Form::Asn1));
    assert!(!PublicKey::rs256(&parts.n[..128], &parts.e).signed(
        b"words",
        &signature[..128],
        Form::Asn1
    ));
}

#[test]
fn origins_are_those_for_which_browsers_offer_passkeys() {
    for (origin, id) in [
        ("https://kvpt.tinh.example", "kvpt.tinh.example"),
        ("https://KVPT.Tinh.example:8443/", "kvpt.tinh.example"),
        ("http://localhost:8080", "localhost"),
    ] {
        assert_eq!(Party::of(origin).unwrap().id, id);
    }
    for bad in [
        "http://kvpt.tinh.example",
        "https://10.0.0.1",
        "https://[::1]",
        "https://a/b",
        "kvpt",
        "https://",
        "https://a..b",
        "https://a:b",
        "ftp://localhost",
        "https://a@b",
    ] {
        assert!(Party::of(bad).is_none(), "{bad}");
    }
}

impl Place {
    async fn making(&self, login: &str) -> Making {
        self.office.begin_passkey(&self.viewer(login).await, PASSWORD).await.unwrap()
    }

    async fn register(&self, login: &str, device: &Device) -> Result<Vec<String>, app::Error> {
        let made = device.make(&self.making(login).await.challenge);
        let viewer = self.viewer(login).await;
        self.office.add_passkey(&viewer, "", &party(), "Khóa mẫu", &made).await
    }
}

#[tokio::test]
async fn a_passkey_stands_for_password_and_code_and_leaves_a_trace() {
    let p = Place::new().await;
    let mut device = Device::es256(1);
    let boss = p.viewer("quan.tri").await;
    let wrong = p.office.begin_passkey(&boss, "khong phai mat khau").await;
    assert_eq!(refused(wrong), "login.wrong");
    let before = p.acts().await;
    let codes = p.register("quan.tri", &device).await.unwrap();
    assert_eq!((codes.len(), p.acts().await), (10, before + 1), "the first factor gives codes");
    let account = p.office.administration(&boss).unwrap().list().await.unwrap().remove(0);
    assert_eq!(account.passkeys[0].name, "Khóa mẫu");

    let alone = p.office.ask_passkey(None).await.unwrap();
    assert!(alone.verified && alone.known.is_empty());
    let used = device.used(&alone.challenge);
    let admission = p.office.give_passkey(None, &party(), &used, "Firefox/1").await.unwrap();
    assert!(!admission.half && p.is_in(&admission.token).await);
    let again = p.office.give_passkey(None, &party(), &used, "").await;
    assert_eq!(refused(again), "passkey.challenge", "a challenge is used once");
    let own = p.office.own_passkeys(&boss).await.unwrap();
    assert!(own[0].used.is_some());

    assert!(p.log_in("quan.tri").await.half, "the password alone does no longer");
    let gone = p.office.remove_passkey(&boss, &own[0].credential, "khong phai").await;
    assert_eq!(refused(gone), "login.wrong");
    p.office.remove_passkey(&boss, &own[0].credential, PASSWORD).await.unwrap();
    assert_eq!(p.acts().await, before + 2);
    let asking = p.office.ask_passkey(None).await.unwrap();
    let used = device.used(&asking.challenge);
    let got = p.office.give_passkey(None, &party(), &used, "").await;
    assert_eq!(refused(got), "passkey.unknown");
    let admission = p.log_in("quan.tri").await;
    assert!(!admission.half, "nothing is left to be asked for");
}

#[tokio::test]
async fn after_the_password_the_own_passkey_is_taken_or_a_recovery_code() {
    let p = Place::new().await;
    p.person("can.bo", &[Role::Officer]).await;
    let (mut mine, mut theirs) = (Device::ed_dsa(1), Device::es256(2));
    (mine.flags, theirs.flags) = (TOUCHED, VERIFIED);
    let codes = p.register("quan.tri", &mine).await.unwrap();
    p.register("can.bo", &theirs).await.unwrap();
    let half = p.log_in("quan.tri").await.token;
    let ways = p.office.ways_on(&half).await.unwrap().unwrap();
    assert!(ways.passkey && !ways.device);
    let asking = p.office.ask_passkey(Some(&half)).await.unwrap();
    assert_eq!(asking.known, [BASE64.encode(&mine.credential)]);
    let used = theirs.used(&asking.challenge);
    let other = p.office.give_passkey(Some(&half), &party(), &used, "").await;
    assert_eq!(refused(other), "passkey.unknown", "the key of another account");
    let asking = p.office.ask_passkey(Some(&half)).await.unwrap();
    let elsewhere = p.office.give_passkey(None, &party(), &mine.used(&asking.challenge), "").await;
    assert_eq!(refused(elsewhere), "passkey.challenge", "asked for after the password alone");
    let asking = p.office.ask_passkey(Some(&half)).await.unwrap();
    let used = mine.used(&asking.challenge);
    let admission = p.office.give_passkey(Some(&half), &party(), &used, "").await.unwrap();
    assert!(p.is_in(&admission.token).await, "no PIN is needed after the password");
    let late = p.office.ask_passkey(Some(&half)).await;
    assert_eq!(refused(late), "login.half-ended");

    let alone = p.office.ask_passkey(None).await.unwrap();
    let alone = p.office.give_passkey(None, &party(), &mine.used(&alone.challenge), "").await;
    assert_eq!(refused(alone), "passkey.unverified", "in place of the password it is");
    let half = p.log_in("quan.tri").await.token;
    assert!(!p.office.give_code(&half, &codes[0]).await.unwrap().half);
}

#[tokio::test]
async fn a_challenge_runs_out_and_a_counter_that_goes_back_is_refused_and_named() {
    let p = Place::new().await;
    let mut device = Device::es256(1);
    p.register("quan.tri", &device).await.unwrap();
    let old = p.office.ask_passkey(None).await.unwrap().challenge;
    pass(5 * 60);
    let late = p.office.give_passkey(None, &party(), &device.used(&old), "").await;
    assert_eq!(refused(late), "passkey.challenge");
    let made = p.making("quan.tri").await.challenge;
    let as_login = p.office.give_passkey(None, &party(), &device.used(&made), "").await;
    assert_eq!(refused(as_login), "passkey.challenge", "given out for registering");
    device.counter = 40;
    let fresh = p.office.ask_passkey(None).await.unwrap().challenge;
    p.office.give_passkey(None, &party(), &device.used(&fresh), "").await.unwrap();
    device.counter = 30;
    let fresh = p.office.ask_passkey(None).await.unwrap().challenge;
    let back = p.office.give_passkey(None, &party(), &device.used(&fresh), "").await;
    let words = back.unwrap_err().words();
    assert!(words.why.contains("41") && words.why.contains("31"), "{words:?}");
}

#[tokio::test]
async fn passkeys_meet_the_rules_of_the_second_factor() {
    let p = Place::new().await;
    let mut device = Device::es256(1);
    p.rules(|r| r.factor_for_administrators = true).await.unwrap();
    let visit = p.office.visit(&p.log_in("quan.tri").await.token).await.unwrap().unwrap();
    assert!(visit.factor_demanded);
    // Though the rights wait, the key can be registered that lets them come back.
    let made = p.office.begin_passkey(&visit.viewer, PASSWORD).await.unwrap();
    let made = device.make(&made.challenge);
    p.office.add_passkey(&visit.viewer, "", &party(), "Khóa", &made).await.unwrap();
    let challenge = p.office.ask_passkey(None).await.unwrap().challenge;
    let token = p.office.give_passkey(None, &party(), &device.used(&challenge), "").await.unwrap();
    assert!(!p.office.visit(&token.token).await.unwrap().unwrap().factor_demanded);
    let boss = p.viewer("quan.tri").await;
    let id = BASE64.encode(&device.credential);
    let last = p.office.remove_passkey(&boss, &id, PASSWORD).await;
    assert_eq!(refused(last), "factor.demanded");
    p.factor("quan.tri").await;
    p.office.remove_passkey(&boss, &id, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_lost_passkey_is_taken_away_and_a_closed_account_stays_closed() {
    let p = Place::new().await;
    let (at, _) = p.person("can.bo", &[Role::Officer]).await;
    let mut device = Device::es256(1);
    p.register("can.bo", &device).await.unwrap();
    let boss = p.viewer("quan.tri").await;
    let administration = p.office.administration(&boss).unwrap();
    assert!(administration.with_factor().await.unwrap().contains("can.bo"));
    administration.reset_factor(&at, "mất khóa".into()).await.unwrap();
    let challenge = p.office.ask_passkey(None).await.unwrap().challenge;
    let lost = p.office.give_passkey(None, &party(), &device.used(&challenge), "").await;
    assert_eq!(refused(lost), "passkey.unknown");
    assert!(!p.log_in("can.bo").await.half);
    p.register("can.bo", &device).await.unwrap();
    let twice = p.register("quan.tri", &device).await;
    assert_eq!(refused(twice), "passkey.twice", "a key is of one account");
    let challenge = p.office.ask_passkey(None).await.unwrap().challenge;
    administration.close(&at, "chuyển công tác".into()).await.unwrap();
    let closed = p.office.give_passkey(None, &party(), &device.used(&challenge), "").await;
    assert!(["passkey.unknown", "login.closed"].contains(&&*refused(closed)));
}

#[tokio::test]
async fn wrong_passwords_lock_no_passkey_and_a_passkey_lifts_no_lock() {
    let p = Place::new().await;
    let mut device = Device::es256(1);
    p.register("quan.tri", &device).await.unwrap();
    for _ in 0..5 {
        let _ = p.office.log_in("quan.tri", "doan mo mat khau").await;
    }
    assert_eq!(refused(p.office.log_in("quan.tri", PASSWORD).await), "login.locked");
    let challenge = p.office.ask_passkey(None).await.unwrap().challenge;
    p.office.give_passkey(None, &party(), &device.used(&challenge), "").await.unwrap();
    assert_eq!(refused(p.office.log_in("quan.tri", PASSWORD).await), "login.locked");
}

#[test]
fn base64_of_browsers_is_read() {
    assert_eq!(from_base64url("_-8").unwrap(), [0xff, 0xef]);
    assert!(from_base64url("+/8=").is_none());
}
