//! Passkeys: one's own list, registered and removed; used to log in. What the browser is asked goes out as JSON, what it
//! answers comes back as a form.

use super::cookie;
use super::enter::{code_refused, let_in, log_in_refused};
use super::fault::Fault;
use super::pieces::{not_taken, refusal};
use super::posted::Posted;
use super::reply::{html, said};
use super::route::{ACCOUNT, NOBODY, Routes, get, post};
use super::who::{Asked, Shared, Who};
use crate::layout::Nav;
use crate::view::common::FieldFault;
use crate::view::own::{PasskeyPlace, PasskeyRow, PasskeysPage};
use app::Error;
use app::login::webauthn::{ALGORITHMS, Assertion, Attestation, Party};
use app::login::{OwnPasskey, Used};
use axum::extract::{Extension, Json, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/passkeys", get(ACCOUNT, list).post(ACCOUNT, add))
        .route("/passkeys/ask", post(ACCOUNT, ask_new))
        .route("/passkeys/remove", post(ACCOUNT, remove))
        .route("/login/passkey", post(NOBODY, log_in))
        .route("/login/passkey/ask", post(NOBODY, ask_log_in))
}

/// Where passkeys can be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On this page, when it was opened at the origin.
    Here(Party),
    /// On the same machine by its name.
    At(String),
    /// Nowhere, as the program is set up.
    Nowhere,
}

impl Place {
    /// The place for a request: the origin that was set up; without one, `localhost` where it was asked for by that name.
    pub(super) fn of(origin: Option<&Party>, headers: &HeaderMap) -> Self {
        if let Some(party) = origin {
            return Self::Here(party.clone());
        }
        let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("");
        let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
        match name {
            "localhost" => Party::of(&format!("http://{host}")).map_or(Self::Nowhere, Self::Here),
            "127.0.0.1" | "[::1]" => Self::At(format!("http://localhost:{port}")),
            _ => Self::Nowhere,
        }
    }

    /// As pages show it.
    pub(super) fn shown(&self, lang: crate::i18n::Lang, second: bool) -> PasskeyPlace {
        let at = |origin: &str| lang.ta("passkey-at", &[("name", origin)]);
        let (origin, hint) = match self {
            Self::Here(party) => (party.origin.clone(), at(&party.origin)),
            Self::At(origin) => (String::new(), at(origin)),
            Self::Nowhere => (String::new(), lang.t("passkey-nowhere")),
        };
        PasskeyPlace { origin, hint, second }
    }

    /// # Errors
    /// `passkey.nowhere`.
    fn party(self) -> Result<Party, Error> {
        match self {
            Self::Here(party) => Ok(party),
            Self::At(_) | Self::Nowhere => Err(Error::refused("passkey.nowhere")),
        }
    }
}

/// Bytes as browsers send them; what cannot be read is empty and refused later.
fn bytes(words: &str) -> Vec<u8> {
    app::secret::from_base64url(words).unwrap_or_default()
}

fn row(k: OwnPasskey) -> PasskeyRow {
    let (since, used) = (k.since.vn(), k.used.map(|u| u.vn()));
    PasskeyRow { credential: k.credential, name: k.name, since, used }
}

async fn page(
    shared: &Shared,
    who: &Who,
    headers: &HeaderMap,
    fault: Option<Error>,
) -> Result<PasskeysPage, Fault> {
    let fault = match fault {
        None => None,
        Some(e) if e.code() == "login.wrong" => Some(who.lang.t("password-old-wrong")),
        Some(e) => Some(refusal(e)?.text),
    };
    let place = Place::of(shared.settings.origin.as_ref(), headers);
    let keys = shared.office.own_passkeys(&who.viewer).await?;
    Ok(PasskeysPage {
        p: who.page(shared, Nav::Nowhere).await,
        rows: keys.into_iter().map(row).collect(),
        passkey: place.shown(who.lang, false),
        codes: Vec::new(),
        faults: fault
            .map(|message| FieldFault { field: String::new(), message })
            .into_iter()
            .collect(),
    })
}

async fn list(
    State(shared): State<Shared>,
    who: Who,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    html(&page(&shared, &who, &headers, None).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Password {
    password: String,
}

/// What the browser is to do, or why not, in words.
fn told(asked: Result<Value, Error>) -> Result<Response, Fault> {
    let value = match asked {
        Ok(value) => value,
        Err(e) => json!({"problem": refusal(e)?.text}),
    };
    Ok(Json(value).into_response())
}

async fn ask_new(
    State(shared): State<Shared>,
    who: Who,
    headers: HeaderMap,
    Posted(form): Posted<Password>,
) -> Result<Response, Fault> {
    let asked = async {
        let party = Place::of(shared.settings.origin.as_ref(), &headers).party()?;
        let m = shared.office.begin_passkey(&who.viewer, &form.password).await?;
        Ok(json!({
            "challenge": m.challenge, "party": party.id, "holder": m.holder, "login": m.login,
            "name": m.name, "known": m.known, "algorithms": ALGORITHMS,
        }))
    };
    told(asked.await)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct New {
    name: String,
    client_data: String,
    object: String,
}

async fn add(
    State(shared): State<Shared>,
    who: Who,
    headers: HeaderMap,
    Posted(new): Posted<New>,
) -> Result<Response, Fault> {
    let made = Attestation { client_data: bytes(&new.client_data), object: bytes(&new.object) };
    let added = async {
        let party = Place::of(shared.settings.origin.as_ref(), &headers).party()?;
        let token = who.token().unwrap_or_default();
        shared.office.add_passkey(&who.viewer, token, &party, &new.name, &made).await
    };
    match added.await {
        Ok(codes) if codes.is_empty() => Ok(said("/passkeys", "said-passkey-added", &new.name)),
        Ok(codes) => html(&PasskeysPage { codes, ..page(&shared, &who, &headers, None).await? }),
        Err(e) => html(&page(&shared, &who, &headers, Some(e)).await?).map(not_taken),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Removed {
    credential: String,
    password: String,
}

async fn remove(
    State(shared): State<Shared>,
    who: Who,
    headers: HeaderMap,
    Posted(form): Posted<Removed>,
) -> Result<Response, Fault> {
    match shared.office.remove_passkey(&who.viewer, &form.credential, &form.password).await {
        Ok(()) => Ok(said("/passkeys", "said-passkey-removed", "")),
        Err(e) => html(&page(&shared, &who, &headers, Some(e)).await?).map(not_taken),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Step {
    second: String,
}

/// The half log-in that waits, where the key comes after the password.
fn half(second: &str, headers: &HeaderMap) -> Option<String> {
    (!second.is_empty()).then(|| cookie::read(headers, cookie::HALF).unwrap_or_default())
}

async fn ask_log_in(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Posted(form): Posted<Step>,
) -> Result<Response, Fault> {
    let asked = async {
        let party = Place::of(shared.settings.origin.as_ref(), &headers).party()?;
        let a = shared.office.ask_passkey(half(&form.second, &headers).as_deref()).await?;
        let (challenge, known, verified) = (a.challenge, a.known, a.verified);
        Ok(json!({"challenge": challenge, "party": party.id, "known": known, "verified": verified}))
    };
    told(asked.await)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Key {
    second: String,
    next: String,
    credential: String,
    client_data: String,
    device_data: String,
    signature: String,
    holder: String,
}

async fn log_in(
    State(shared): State<Shared>,
    Extension(asked): Extension<Asked>,
    headers: HeaderMap,
    Posted(key): Posted<Key>,
) -> Result<Response, Fault> {
    let shown = Assertion {
        client_data: bytes(&key.client_data),
        device_data: bytes(&key.device_data),
        signature: bytes(&key.signature),
        holder: Some(bytes(&key.holder)).filter(|h| !h.is_empty()),
    };
    let used = Used { credential: key.credential, shown };
    let half = half(&key.second, &headers);
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let let_in_by = async {
        let party = Place::of(shared.settings.origin.as_ref(), &headers).party()?;
        shared.office.give_passkey(half.as_deref(), &party, &used, agent).await
    };
    match let_in_by.await {
        Ok(admission) => Ok(let_in(&admission, &key.next)),
        Err(e) if half.is_some() => code_refused(&shared, &asked, &headers, key.next, e).await,
        Err(e) => log_in_refused(&shared, &asked, &headers, key.next, e),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(host: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::HOST, host.parse().expect("a host"))])
    }

    #[test]
    fn without_an_origin_the_name_of_this_machine_alone_is_a_place() {
        let here = Place::of(None, &at("localhost:8080"));
        assert_eq!(here, Place::Here(Party::of("http://localhost:8080").expect("an origin")));
        let at_name = Place::At("http://localhost:8080".into());
        assert_eq!(Place::of(None, &at("127.0.0.1:8080")), at_name);
        for other in ["10.1.2.3:8080", "kvpt.tinh.example", "localhost.evil.example", ""] {
            assert_eq!(Place::of(None, &at(other)), Place::Nowhere, "{other}");
        }
    }

    #[test]
    fn an_origin_that_is_set_up_is_the_place_whatever_a_request_says() {
        let party = Party::of("https://kvpt.tinh.example").expect("an origin");
        for host in ["127.0.0.1:8080", "evil.example"] {
            assert_eq!(Place::of(Some(&party), &at(host)), Place::Here(party.clone()));
        }
    }
}
