//! Giao thực hiện: to whom a document goes and by when, by groups of bodies and single ones.

use super::super::pieces::{choices, day, refusal};
use super::super::{Fault, Sent, Shared, Who, at, href, html, said, see};
use super::show::level;
use crate::i18n::Lang;
use crate::layout::{Message, Nav};
use crate::view::cascade::{AddressPage, GroupChoice};
use crate::view::common::Choice;
use app::cascade::{Addressing, BodyGroup};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use terms::{Kind, Ref, Role};

/// The days that can be set, with the keys of their names.
const DAYS: [(&str, &str); 4] = [
    ("receive_by", "cascade-receive-by"),
    ("disseminate_by", "cascade-disseminate-by"),
    ("implement_by", "cascade-implement-by"),
    ("report_by", "cascade-report-by"),
];

/// Groups of bodies to choose from; those sent are chosen.
pub(in crate::server) fn choices_of_groups(
    lang: Lang,
    groups: &[BodyGroup],
    sent: &Sent,
) -> Vec<GroupChoice> {
    let one = |g: &BodyGroup| GroupChoice {
        code: g.code.clone(),
        label: format!("{}, {}", level(lang, g.level), g.kind),
        count: g.bodies.len() as u64,
        on: sent.all("groups").any(|c| c == g.code),
    };
    groups.iter().map(one).collect()
}

pub(super) async fn blank(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    who.viewer.acting_at_home(Role::Officer)?;
    page(&shared, &who, &at(Kind::Document, path)?, &Sent::default(), None).await
}

async fn page(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    sent: &Sent,
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let lang = who.lang;
    let document = shared.office.document(&who.viewer, at, None).await?;
    let groups = shared.office.body_groups(&who.viewer).await?;
    let bodies = shared.office.single_bodies(&who.viewer).await?;
    let mut bodies: Vec<Choice> = choices(&bodies, None);
    for choice in &mut bodies {
        choice.on = sent.all("bodies").any(|b| b == choice.value);
    }
    let mut p = who.page(shared, Nav::Documents).await;
    p.messages.extend(refused);
    let on = sent.some("on").map_or_else(|| shared.office.today().vn(), str::to_owned);
    let mut fields = vec![("on", lang.t("cascade-from"), on, true)];
    fields.extend(DAYS.map(|(name, key)| (name, lang.t(key), sent.one(name).to_owned(), true)));
    fields.push(("basis", lang.t("entry-basis"), sent.one("basis").to_owned(), false));
    let named = terms::Named { at: at.clone(), name: document.row.label.clone() };
    html(&AddressPage {
        document: see(&named),
        subject: document.row.subject,
        action: format!("{}/address", href(at)),
        back: format!("{}/cascade", href(at)),
        groups: choices_of_groups(lang, &groups, sent),
        bodies,
        below: sent.one("below") == "yes",
        fields,
        p,
    })
}

pub(super) async fn send(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let typed = |name: &str| day(who.lang, sent.one(name));
    let mut days = [None; 4];
    for (slot, (name, _)) in days.iter_mut().zip(DAYS) {
        *slot = typed(name)?;
    }
    let new = Addressing {
        groups: sent.all("groups").map(str::to_owned).collect(),
        bodies: sent.all("bodies").filter_map(|b| b.parse().ok()).collect(),
        below: sent.one("below") == "yes",
        on: typed("on")?,
        days,
        basis: sent.some("basis").map(str::to_owned),
    };
    match shared.office.address(&who.viewer, &at, new).await {
        Ok(n) => Ok(said(&format!("{}/cascade", href(&at)), "said-addressed", &n.to_string())),
        Err(e) => {
            let mut answer = page(&shared, &who, &at, &sent, Some(refusal(e)?)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
