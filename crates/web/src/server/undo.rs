//! Hủy lượt ghi nhầm: an act on a body or person that was entered by mistake is taken back, with a reason.

use super::pieces::refusal;
use super::{Fault, Posted, Shared, Who, at, href, html, said};
use crate::layout::Nav;
use crate::view::common::Link;
use crate::view::entry::{EntryField, EntryKind, EntryPage};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use terms::{Kind, Ref, Role, Site};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/undo/{kind}/{site}/{id}/{chain}/{seq}", get(ask).post(undo))
}

type Parts = (String, String, String, String, u64);

/// The object and the act that the address names.
fn named((kind, site, id, chain, seq): Parts) -> Result<(Ref, Site, u64), Fault> {
    let kind = Kind::from_code(&kind).ok_or_else(Fault::no_such_page)?;
    let chain: Site = chain.parse().map_err(|_| Fault::no_such_page())?;
    Ok((at(kind, (site, id))?, chain, seq))
}

async fn ask(
    State(shared): State<Shared>,
    who: Who,
    Path(parts): Path<Parts>,
) -> Result<Response, Fault> {
    who.viewer.acting_at_home(Role::Officer)?;
    page(&shared, &who, parts, None).await
}

async fn page(
    shared: &Shared,
    who: &Who,
    parts: Parts,
    refused: Option<crate::layout::Message>,
) -> Result<Response, Fault> {
    let action = format!("/undo/{}/{}/{}/{}/{}", parts.0, parts.1, parts.2, parts.3, parts.4);
    let (object, chain, seq) = named(parts)?;
    let detail = shared.office.act(&who.viewer, &chain, seq).await?;
    if detail.subject.at != object {
        return Err(Fault::no_such_page());
    }
    let mut p = who.page(shared, Nav::Bodies).await;
    let wrong = refused.is_some();
    p.messages.extend(refused);
    let told = format!("{} · {} · {}", detail.act.sentence, detail.act.recorded_at, detail.act.who);
    let mut answer = html(&EntryPage {
        title: p.t("undo-title"),
        lead: p.tw("undo-lead", told),
        back: Link::new(detail.subject.name, href(&object)),
        action,
        fields: vec![EntryField::new("reason", p.t("reason"), EntryKind::Lines).must()],
        p,
    })?;
    if wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

#[derive(Deserialize)]
struct Why {
    reason: String,
}

async fn undo(
    State(shared): State<Shared>,
    who: Who,
    Path(parts): Path<Parts>,
    Posted(why): Posted<Why>,
) -> Result<Response, Fault> {
    let (object, site, seq) = named(parts.clone())?;
    match shared.office.take_back(&who.viewer, &object, (site, seq), &why.reason).await {
        Ok(()) => Ok(said(&href(&object), "said-undone", "")),
        Err(e) => {
            let message = refusal(e)?;
            page(&shared, &who, parts, Some(message)).await
        }
    }
}
