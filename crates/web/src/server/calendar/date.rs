//! The date of a document: what follows from it, what would move, and putting it right.

use super::super::Posted;
use super::super::at::{at, href, see};
use super::super::fault::Fault;
use super::super::pieces::{not_taken, refusal, said_wrong};
use super::super::reply::{html, said};
use super::super::who::{Shared, Who};
use super::item::{bare, moved_rows};
use crate::layout::{Message, Nav};
use crate::view::calendar::DocumentDatePage;
use app::calendar::Moved;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Day, Edtf, Kind, Ref, Role};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    issued_on: String,
    reason: String,
    r#do: String,
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    page(&shared, &who, &at(Kind::Document, path)?, &Typed::default(), None, None).await
}

async fn page(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    typed: &Typed,
    would_move: Option<Vec<Moved>>,
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let view = shared.office.document_date(&who.viewer, at).await?;
    let lang = who.lang;
    let mut p = who.page(shared, Nav::Documents).await;
    p.messages.extend(refused);
    let rows = |all: &[Moved]| moved_rows(lang, all);
    let follows = view.follows.iter().enumerate();
    html(&DocumentDatePage {
        p,
        document: see(&view.document),
        subject: view.subject,
        issued_on: view.issued_on.map(Edtf::vn).unwrap_or_default(),
        follows: follows.map(|(i, e)| bare(e, format!("f-{i}"))).collect(),
        would_move: would_move.as_deref().map(rows),
        moved: rows(&view.moved),
        typed: [typed.issued_on.clone(), typed.reason.clone()],
        action: format!("{}/date", href(at)),
        may_correct: who.viewer.is(Role::Officer),
    })
}

/// A day, month or year as typed.
fn date(typed: &str) -> Option<Edtf> {
    let day = Day::parse_typed(typed).ok().map(Edtf::from);
    day.or_else(|| typed.trim().parse().ok())
}

pub(super) async fn correct(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let Some(issued_on) = date(&typed.issued_on) else {
        let words = who.lang.ta("entry-bad-date", &[("name", &typed.issued_on)]);
        let wrong = said_wrong(None, words);
        return Ok(not_taken(page(&shared, &who, &at, &typed, None, Some(wrong)).await?));
    };
    let would = shared.office.date_would_move(&who.viewer, &at, issued_on).await;
    let would = match would {
        Ok(would) => would.moved,
        Err(e) => {
            let wrong = refusal(e)?;
            return Ok(not_taken(page(&shared, &who, &at, &typed, None, Some(wrong)).await?));
        }
    };
    if typed.r#do != "save" {
        return page(&shared, &who, &at, &typed, Some(would), None).await;
    }
    match shared.office.correct_date(&who.viewer, &at, issued_on, &typed.reason).await {
        Ok(()) => {
            let n = would.len().to_string();
            Ok(said(&format!("{}/date", href(&at)), "said-date-moved", &n))
        }
        Err(e) => {
            let wrong = refusal(e)?;
            Ok(not_taken(page(&shared, &who, &at, &typed, Some(would), Some(wrong)).await?))
        }
    }
}
