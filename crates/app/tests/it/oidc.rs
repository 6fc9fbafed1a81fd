//! Logging in by way of a provider: tokens over values, and the way there and back with a provider in memory that can be
//! made to lie.

use crate::access::{Place, pass, refused, seconds};
use app::login::Admission;
use app::login::oidc::{
    Answer, Ask, Back, Expected, Keys, Line, Metadata, Provider, Unfit, address, id_token,
};
use app::{Error, Viewer};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256,
    RsaKeyPair,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex};
use terms::{Ref, Role};

const ISSUER: &str = "https://dangnhap.tinh.example";
const CLIENT: &str = "kvpt";
const SUBJECT: &str = "a1b2-c3d4";

/// A key with which tokens are signed.
enum Signing {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Rs256(RsaKeyPair),
}

impl Signing {
    fn es256() -> Self {
        let (rng, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let key = EcdsaKeyPair::generate_pkcs8(kind, &rng).unwrap();
        Self::Es256(EcdsaKeyPair::from_pkcs8(kind, key.as_ref(), &rng).unwrap())
    }

    fn ed_dsa() -> Self {
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::EdDsa(Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap())
    }

    fn rs256() -> Self {
        Self::Rs256(RsaKeyPair::from_pkcs8(include_bytes!("rsa2048.pk8")).unwrap())
    }

    fn alg(&self) -> &'static str {
        match self {
            Self::Es256(_) => "ES256",
            Self::EdDsa(_) => "EdDSA",
            Self::Rs256(_) => "RS256",
        }
    }

    fn jwk(&self) -> Value {
        let words = |bytes: &[u8]| BASE64.encode(bytes);
        match self {
            Self::Es256(key) => {
                let (x, y) = key.public_key().as_ref()[1..].split_at(32);
                json!({"kty": "EC", "crv": "P-256", "kid": "k", "x": words(x), "y": words(y)})
            }
            Self::EdDsa(key) => {
                json!({"kty": "OKP", "crv": "Ed25519", "kid": "k", "x": words(key.public_key().as_ref())})
            }
            Self::Rs256(key) => {
                let public = ring::signature::RsaPublicKeyComponents::<Vec<u8>>::from(key.public());
                json!({"kty": "RSA", "kid": "k", "n": words(&public.n), "e": words(&public.e)})
            }
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let rng = SystemRandom::new();
        match self {
            Self::Es256(key) => key.sign(&rng, message).unwrap().as_ref().to_vec(),
            Self::EdDsa(key) => key.sign(message).as_ref().to_vec(),
            Self::Rs256(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &rng, message, &mut signature).unwrap();
                signature
            }
        }
    }

    fn keys(&self) -> Keys {
        Keys::read(json!({"keys": [self.jwk()]}).to_string().as_bytes()).unwrap()
    }

    fn token(&self, claims: &Value) -> String {
        self.token_as(&json!({"alg": self.alg(), "kid": "k", "typ": "JWT"}), claims)
    }

    fn token_as(&self, head: &Value, claims: &Value) -> String {
        let part = |value: &Value| BASE64.encode(value.to_string());
        let signed = format!("{}.{}", part(head), part(claims));
        format!("{signed}.{}", BASE64.encode(self.sign(signed.as_bytes())))
    }
}

fn claims(nonce: &str, now: i64) -> Value {
    json!({"iss": ISSUER, "sub": SUBJECT, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": nonce})
}

const NOW: i64 = 1_773_118_800;

fn held(token: &str, keys: &Keys) -> Result<String, Unfit> {
    let expected = Expected { issuer: ISSUER, client: CLIENT, nonce: "n", now: NOW };
    id_token(token, keys, expected).map(|claims| claims.subject)
}

#[test]
fn a_token_is_taken_with_each_algorithm_and_refused_with_another_key() {
    for key in [Signing::es256(), Signing::ed_dsa(), Signing::rs256()] {
        let token = key.token(&claims("n", NOW));
        assert_eq!(held(&token, &key.keys()), Ok(SUBJECT.to_owned()), "{}", key.alg());
        let other = if key.alg() == "ES256" { Signing::ed_dsa() } else { Signing::es256() };
        assert_eq!(held(&token, &other.keys()), Err(Unfit::Signature));
        assert_eq!(held(&token, &Keys::default()), Err(Unfit::Signature));
    }
    let (one, two) = (Signing::es256(), Signing::es256());
    assert_eq!(held(&one.token(&claims("n", NOW)), &two.keys()), Err(Unfit::Signature));
}

#[test]
fn what_a_token_says_is_held_against_what_is_expected() {
    let key = Signing::es256();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut claims = claims("n", NOW);
        change(&mut claims);
        held(&key.token(&claims), &key.keys())
    };
    let taken = Ok(SUBJECT.to_owned());
    assert_eq!(with(&|c| c["iss"] = json!("https://other.example")), Err(Unfit::Issuer));
    assert_eq!(with(&|c| c["aud"] = json!("other")), Err(Unfit::Audience));
    assert_eq!(with(&|c| c["aud"] = json!([CLIENT])), taken);
    assert_eq!(with(&|c| c["aud"] = json!([CLIENT, "other"])), Err(Unfit::Audience));
    assert_eq!(with(&|c| c["azp"] = json!("other")), Err(Unfit::Audience));
    assert_eq!(with(&|c| c["exp"] = json!(NOW - 61)), Err(Unfit::Expired));
    assert_eq!(with(&|c| c["exp"] = json!(NOW - 59)), taken, "clocks may differ");
    assert_eq!(with(&|c| c["iat"] = json!(NOW + 61)), Err(Unfit::Expired), "of tomorrow");
    assert_eq!(with(&|c| c["nonce"] = json!("m")), Err(Unfit::Nonce));
    assert_eq!(with(&|c| c["nonce"] = Value::Null), Err(Unfit::Nonce));
    assert_eq!(with(&|c| c["sub"] = json!("")), Err(Unfit::Form));
    assert_eq!(with(&|c| c["exp"] = json!("soon")), Err(Unfit::Form));

    let none = json!({"alg": "none"});
    let unsigned = key.token_as(&none, &claims("n", NOW));
    assert_eq!(held(&unsigned, &key.keys()), Err(Unfit::Algorithm));
    let bare = format!("{}.", unsigned.rsplit_once('.').unwrap().0);
    assert_eq!(held(&bare, &key.keys()), Err(Unfit::Algorithm));
    let shared = key.token_as(&json!({"alg": "HS256"}), &claims("n", NOW));
    assert_eq!(held(&shared, &key.keys()), Err(Unfit::Algorithm));
    let crit = key.token_as(&json!({"alg": "ES256", "crit": ["x"]}), &claims("n", NOW));
    assert_eq!(held(&crit, &key.keys()), Err(Unfit::Algorithm));
    let token = key.token(&claims("n", NOW));
    for n in 0..token.len() {
        assert!(held(&token[..n], &key.keys()).is_err(), "{n}");
    }
    let (head, rest) = token.split_once('.').unwrap();
    let (_, signature) = rest.split_once('.').unwrap();
    let mut other = claims("n", NOW);
    other["sub"] = json!("somebody else");
    let bent = format!("{head}.{}.{signature}", BASE64.encode(other.to_string()));
    assert_eq!(held(&bent, &key.keys()), Err(Unfit::Signature));
}

#[test]
fn nothing_goes_over_the_open_network_without_tls() {
    for good in
        ["https://a.example/x?y=z", "http://127.0.0.1:8/x", "http://localhost/x", "http://[::1]:8/"]
    {
        assert!(address(good), "{good}");
    }
    for bad in [
        "http://a.example",
        "http://10.0.0.1/",
        "http://localhost.evil.example/",
        "file:///etc",
        "https://",
        "http://localhost@evil.example/",
        "https://a b",
        "http://127.0.0.1.evil.example/",
    ] {
        assert!(!address(bad), "{bad}");
    }
    let said = |issuer: &str, token: &str| {
        json!({"issuer": issuer, "authorization_endpoint": "https://a.example/a",
            "token_endpoint": token, "jwks_uri": "https://a.example/k"})
        .to_string()
    };
    assert!(Metadata::read(said(ISSUER, "https://a.example/t").as_bytes(), ISSUER).is_some());
    assert!(Metadata::read(said(ISSUER, "http://a.example/t").as_bytes(), ISSUER).is_none());
    let other = said("https://b.example", "https://a.example/t");
    assert!(Metadata::read(other.as_bytes(), ISSUER).is_none());
}

/// How a provider lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    No,
    Down,
    Nonce,
    Audience,
    Expired,
    Signature,
    Unsigned,
    Odd,
    Stranger,
    SecondFactor,
}

/// A provider in memory.
struct Fake {
    key: Signing,
    lie: Mutex<Lie>,
    /// Nonce and challenge with which somebody was sent.
    sent: Mutex<(String, String)>,
    asked: Mutex<Vec<Ask>>,
}

impl Fake {
    fn token(&self, lie: Lie) -> String {
        let mut claims = claims(&self.sent.lock().unwrap().0, seconds());
        match lie {
            Lie::Nonce => claims["nonce"] = json!("another"),
            Lie::Audience => claims["aud"] = json!("another"),
            Lie::Expired => claims["exp"] = json!(seconds() - 3600),
            Lie::Stranger => claims["sub"] = json!("nobody-here"),
            Lie::SecondFactor => claims["amr"] = json!(["pwd", "mfa"]),
            Lie::Signature => return Signing::es256().token(&claims),
            Lie::Unsigned => return self.key.token_as(&json!({"alg": "none"}), &claims),
            Lie::No | Lie::Down | Lie::Odd => {}
        }
        self.key.token(&claims)
    }

    fn answer(&self, ask: &Ask) -> Result<Value, String> {
        let lie = *self.lie.lock().unwrap();
        if lie == Lie::Down {
            return Err("Connection refused".into());
        }
        Ok(match ask.url.strip_prefix(ISSUER).unwrap() {
            "/.well-known/openid-configuration" => {
                let issuer = if lie == Lie::Odd { "https://other.example" } else { ISSUER };
                json!({"issuer": issuer, "authorization_endpoint": format!("{ISSUER}/authorize?x=1"),
                    "token_endpoint": format!("{ISSUER}/token"), "jwks_uri": format!("{ISSUER}/keys")})
            }
            "/keys" => json!({"keys": [{"kty": "what"}, self.key.jwk()]}),
            "/token" => {
                let field = |name| ask.form.iter().find(|(k, _)| *k == name).unwrap().1.clone();
                let proof = BASE64.encode(Sha256::digest(field("code_verifier")));
                assert_eq!(proof, self.sent.lock().unwrap().1, "PKCE");
                assert_eq!(
                    (&*field("code"), &*field("redirect_uri")),
                    ("c0de", "https://kvpt.example/b")
                );
                json!({"access_token": "x", "token_type": "Bearer", "id_token": self.token(lie)})
            }
            other => panic!("{other} was not offered"),
        })
    }
}

impl Line for Fake {
    fn send(&self, ask: Ask) -> Answer<'_> {
        let answer = self.answer(&ask).map(|value| value.to_string().into_bytes());
        self.asked.lock().unwrap().push(ask);
        Box::pin(std::future::ready(answer))
    }
}

/// An installation with a provider, and an account tied to a person there.
struct Tied {
    place: Place,
    fake: Arc<Fake>,
    provider: Provider,
    account: Ref,
    boss: Viewer,
}

impl Tied {
    async fn new() -> Self {
        let place = Place::new().await;
        let fake = Arc::new(Fake {
            key: Signing::es256(),
            lie: Mutex::new(Lie::No),
            sent: Mutex::default(),
            asked: Mutex::default(),
        });
        let provider = Provider {
            issuer: ISSUER.into(),
            name: "cổng của tỉnh (mẫu)".into(),
            client: CLIENT.into(),
            secret: Some("b í mật".into()),
            back: "https://kvpt.example/b".into(),
            second_factor: Vec::new(),
            line: fake.clone(),
        };
        let (account, _) = place.person("can.bo", &[Role::Officer]).await;
        let boss = place.viewer("quan.tri").await;
        let administration = place.office.administration(&boss).unwrap();
        administration.tie(&account, ISSUER, SUBJECT).await.unwrap();
        Self { place, fake, provider, account, boss }
    }

    /// Away and back again.
    async fn through(&self, lie: Lie) -> Result<(Admission, String), Error> {
        *self.fake.lie.lock().unwrap() = lie;
        let back = self.sent("/tasks").await?;
        self.place.office.come_from_provider(&self.provider, &back, "Firefox/1").await
    }

    async fn sent(&self, next: &str) -> Result<Back, Error> {
        let away = self.place.office.go_to_provider(&self.provider, next).await?;
        let (to, query) = away.to.split_once('?').unwrap();
        assert_eq!(to, format!("{ISSUER}/authorize"));
        let field = |name: &str| {
            let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            found.unwrap_or_else(|| panic!("{name} in {query}")).to_owned()
        };
        assert_eq!(
            (field("response_type"), field("code_challenge_method")),
            ("code".into(), "S256".into())
        );
        assert_eq!(field("redirect_uri"), "https%3A%2F%2Fkvpt.example%2Fb");
        assert_eq!(field("state"), away.state);
        *self.fake.sent.lock().unwrap() = (field("nonce"), field("code_challenge"));
        Ok(Back {
            state: away.state.clone(),
            kept: away.state,
            code: "c0de".into(),
            error: String::new(),
        })
    }
}

#[tokio::test]
async fn a_person_who_is_tied_comes_in_and_where_they_wanted() {
    let t = Tied::new().await;
    let (admission, next) = t.through(Lie::No).await.unwrap();
    assert_eq!((admission.half, &*next), (false, "/tasks"));
    let visit = t.place.office.visit(&admission.token).await.unwrap().unwrap();
    assert_eq!(visit.viewer.login, "can.bo");
    assert!(visit.viewer.is(Role::Officer) && !visit.viewer.is(Role::Administrator));
    let asked = t.fake.asked.lock().unwrap();
    let token = asked.iter().find(|a| a.url.ends_with("/token")).unwrap();
    // RFC 6749, section 2.3.1: both are encoded before they are joined.
    let pair = base64::engine::general_purpose::STANDARD.encode("kvpt:b%20%C3%AD%20m%E1%BA%ADt");
    assert_eq!(token.authorization.as_deref(), Some(&*format!("Basic {pair}")));
    assert!(token.form.iter().all(|(name, _)| *name != "client_secret"));
}

#[tokio::test]
async fn a_provider_that_lies_lets_nobody_in() {
    let t = Tied::new().await;
    for (lie, code, what) in [
        (Lie::Down, "provider.unreachable", "Connection refused"),
        (Lie::Odd, "provider.odd", "openid-configuration"),
        (Lie::Nonce, "provider.token", "nonce"),
        (Lie::Audience, "provider.token", "aud"),
        (Lie::Expired, "provider.token", "exp"),
        (Lie::Signature, "provider.token", "signature"),
        (Lie::Unsigned, "provider.token", "alg"),
        (Lie::Stranger, "provider.unknown", "nobody-here"),
    ] {
        let error = t.through(lie).await.unwrap_err();
        assert_eq!(error.code(), code, "{lie:?}");
        let words = error.words();
        assert!(format!("{words:?}").contains(what), "{lie:?}: {words:?}");
    }
    assert!(!t.place.log_in("can.bo").await.half, "the way by password stays");
}

#[tokio::test]
async fn what_comes_back_belongs_to_the_browser_and_is_taken_once() {
    let t = Tied::new().await;
    let come = async |back: Back| t.place.office.come_from_provider(&t.provider, &back, "").await;
    let back = t.sent("/desk").await.unwrap();
    for (state, kept) in
        [("", ""), ("made up", "made up"), (&*back.state, "another"), (&*back.state, "")]
    {
        let other = Back { state: state.into(), kept: kept.into(), ..back.clone() };
        assert_eq!(refused(come(other).await), "provider.state", "{state} {kept}");
    }
    come(back.clone()).await.unwrap();
    assert_eq!(refused(come(back).await), "provider.state", "once");
    let late = t.sent("/desk").await.unwrap();
    pass(600);
    assert_eq!(refused(come(late).await), "provider.state");
    let denied = t.sent("/desk").await.unwrap();
    let denied = Back { code: String::new(), error: "access_denied".into(), ..denied };
    assert_eq!(refused(come(denied).await), "provider.refused");
}

#[tokio::test]
async fn the_own_second_factor_is_asked_unless_the_providers_is_let_count() {
    let mut t = Tied::new().await;
    t.place.factor("can.bo").await;
    assert!(t.through(Lie::No).await.unwrap().0.half);
    assert!(t.through(Lie::SecondFactor).await.unwrap().0.half, "off unless stated");
    t.provider.second_factor = vec!["mfa".into()];
    assert!(t.through(Lie::No).await.unwrap().0.half);
    assert!(!t.through(Lie::SecondFactor).await.unwrap().0.half);
}

#[tokio::test]
async fn ties_are_made_and_ended_by_administrators_with_a_trace() {
    let t = Tied::new().await;
    let administration = t.place.office.administration(&t.boss).unwrap();
    let (other, viewer) = t.place.person("van.thu", &[Role::Clerk]).await;
    assert!(t.place.office.administration(&viewer).is_err());
    let taken = administration.tie(&other, ISSUER, SUBJECT).await;
    assert_eq!(refused(taken), "provider.tied", "a person is of one account");
    assert_eq!(refused(administration.tie(&other, ISSUER, " ").await), "provider.subject");
    assert_eq!(refused(administration.untie(&other, "thôi".into()).await), "account.not-tied");
    let token = t.through(Lie::No).await.unwrap().0.token;
    let before = t.place.acts().await;
    assert_eq!(refused(administration.untie(&t.account, " ".into()).await), "act.reason-missing");
    administration.untie(&t.account, "chuyển công tác".into()).await.unwrap();
    assert_eq!(t.place.acts().await, before + 1);
    assert!(!t.place.is_in(&token).await, "its sessions end");
    assert_eq!(refused(t.through(Lie::No).await), "provider.unknown");
    administration.tie(&other, ISSUER, SUBJECT).await.unwrap();
    t.through(Lie::No).await.unwrap();
    administration.close(&other, "nghỉ hưu".into()).await.unwrap();
    let closed = refused(t.through(Lie::No).await);
    assert!(
        ["login.closed", "provider.unknown"].contains(&&*closed),
        "a closed account stays closed: {closed}"
    );
}
