//! Who is asking, in which language, from which page; and the frame of the page that answers.
//!
//! It must not know what any single page shows.

use super::Settings;
use super::cookie;
use super::reply::away;
use crate::i18n::Lang;
use crate::layout::{Message, Nav, Page, Person, Tone};
use app::login::Visit;
use app::{Office, Viewer};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use std::collections::BTreeMap;
use std::sync::Arc;
use terms::{Role, Site};

/// What every handler shares.
#[derive(Clone)]
pub(crate) struct Shared {
    /// The use cases.
    pub(crate) office: Office,
    /// What this installation is called.
    pub(crate) settings: Arc<Settings>,
}

/// What is known of a request before any handler sees it.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) lang: Lang,
    pub(super) visit: Option<Visit>,
    /// Token of the session, to end it.
    pub(super) token: Option<String>,
    /// What forms must carry while nobody is logged in.
    pub(super) gate: String,
    /// Whether the token at the gate is new and must be given to the browser.
    pub(super) gate_new: bool,
    /// Path and query, when the page can be asked for again.
    pub(super) here: Option<String>,
    /// What was just done: key of the words, and the name in them.
    pub(super) said: Option<(String, String)>,
    /// Whether a script asks for a piece of a page.
    pub(super) piece: bool,
}

impl Asked {
    pub(super) fn of(headers: &HeaderMap, method: &Method, uri: &Uri) -> Self {
        let read = |name| cookie::read(headers, name);
        let gate = read(cookie::GATE);
        let said = read(cookie::SAID);
        Self {
            lang: Lang::from_code(read(cookie::LANG).as_deref().unwrap_or("vi")),
            visit: None,
            token: read(cookie::SESSION),
            gate_new: gate.is_none(),
            gate: gate.unwrap_or_else(app::secret::new_token),
            here: (method == Method::GET).then(|| uri.to_string()).filter(|h| h.starts_with('/')),
            said: said.and_then(|s| {
                let (key, name) = s.split_once('~')?;
                Some((key.to_owned(), cookie::decode(name)))
            }),
            piece: headers.contains_key("hx-request"),
        }
    }

    /// What a form of the page must carry.
    pub(super) fn csrf(&self) -> &str {
        self.visit.as_ref().map_or(&self.gate, |v| &v.csrf)
    }

    /// The frame of a page, without counts.
    pub(super) fn page(&self, settings: &Settings, nav: Nav) -> Page {
        let said = self.said.iter().filter(|(key, _)| key.starts_with("said-"));
        let message = |(key, name): &(String, String)| Message {
            tone: Tone::Done,
            code: None,
            text: self.lang.ta(key, &[("name", name)]),
        };
        let standing = self.visit.iter().flat_map(|v| standing(self.lang, v));
        Page {
            lang: self.lang,
            nav,
            person: self.visit.as_ref().map(|v| person(self.lang, &v.viewer)),
            csrf: self.csrf().to_owned(),
            sample: settings.sample.clone(),
            site: settings.site_name.clone(),
            here: self.here.clone().unwrap_or_else(|| nav.href().to_owned()),
            messages: said.map(message).chain(standing).collect(),
            counts: Vec::new(),
        }
    }
}

/// What a person is told on every page: that rights wait for a second factor, that rights of an emergency are held.
fn standing(lang: Lang, visit: &Visit) -> Vec<Message> {
    let demanded = visit.factor_demanded.then(|| lang.t("factor-demanded"));
    let held =
        visit.emergency_until.map(|until| lang.ta("emergency-held", &[("name", &until.vn())]));
    let note = |text| Message { tone: Tone::Note, code: None, text };
    demanded.into_iter().chain(held).map(note).collect()
}

fn person(lang: Lang, viewer: &Viewer) -> Person {
    use crate::view::common::Coded;
    let first = viewer.grants.first();
    Person {
        name: viewer.name.clone(),
        login: viewer.login.clone(),
        acts_for: first
            .map_or(String::new(), |g| format!("{}, {}", lang.t(&g.role.key()), g.body.name)),
        administrator: viewer.is(Role::Administrator),
        standby: viewer.is(Role::Standby),
    }
}

/// The person logged in. A handler that takes one is reached by nobody else.
#[derive(Clone)]
pub(crate) struct Who {
    /// The person.
    pub(crate) viewer: Viewer,
    /// Language of the page.
    pub(crate) lang: Lang,
    /// Path and query of the page.
    pub(crate) here: String,
    /// Whether a script asks for a piece of a page.
    pub(crate) piece: bool,
    asked: Asked,
}

impl Who {
    /// The frame of a page, with what waits beside the navigation.
    pub(crate) async fn page(&self, shared: &Shared, nav: Nav) -> Page {
        let mut page = self.asked.page(&shared.settings, nav);
        page.counts = counts(&shared.office, &self.viewer).await;
        if TOLD_OF_UNREAD.contains(&nav) {
            page.messages.extend(unread(&shared.office, self.lang).await);
            page.messages.extend(withheld(&shared.office, self.lang).await);
        }
        page
    }

    /// Token of the session, to end it.
    pub(super) fn token(&self) -> Option<&str> {
        self.asked.token.as_deref()
    }
}

/// Parts whose figures and lists may lack what a later program wrote.
const TOLD_OF_UNREAD: [Nav; 6] =
    [Nav::Desk, Nav::Tasks, Nav::Totals, Nav::Reviews, Nav::Ledger, Nav::Exchange];

/// That acts of a later program are on record which this one cannot read.
async fn unread(office: &Office, lang: Lang) -> Option<Message> {
    lacking(lang, ("act.unread", "act-unread"), &office.unread().await.ok()?)
}

/// That acts were withheld from this site.
async fn withheld(office: &Office, lang: Lang) -> Option<Message> {
    lacking(lang, ("act.withheld", "act-withheld"), &office.acts_withheld().await.ok()?)
}

/// What the record here lacks, by site.
fn lacking(lang: Lang, (code, text): (&str, &str), of: &BTreeMap<Site, u64>) -> Option<Message> {
    let acts: u64 = of.values().sum();
    let sites: Vec<String> = of.keys().map(ToString::to_string).collect();
    (acts > 0).then(|| Message {
        tone: Tone::Note,
        code: Some(code.to_owned()),
        text: lang.ta(text, &[("acts", &acts.to_string()), ("sites", &sites.join(", "))]),
    })
}

/// What waits, by part of the navigation.
async fn counts(office: &Office, viewer: &Viewer) -> Vec<(Nav, u64)> {
    // A page is worth showing without them.
    let Ok(desk) = office.desk(viewer).await else { return Vec::new() };
    vec![(Nav::Intake, desk.to_confirm.len() as u64), (Nav::Tasks, desk.overdue.len() as u64)]
}

impl FromRequestParts<Shared> for Who {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Response> {
        let asked = parts.extensions.get::<Asked>().cloned();
        let asked = asked.ok_or_else(|| away(None, false))?;
        let Some(visit) = asked.visit.clone() else {
            return Err(away(asked.here.as_deref(), asked.piece));
        };
        let here = asked.here.clone().unwrap_or_else(|| parts.uri.path().to_owned());
        Ok(Self { viewer: visit.viewer, lang: asked.lang, here, piece: asked.piece, asked })
    }
}
