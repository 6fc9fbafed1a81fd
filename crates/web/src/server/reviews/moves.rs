//! What is done with a review: compiled, reworded, submitted, approved, sent back.

use super::super::pieces::{day, not_taken, refusal};
use super::super::{Fault, Sent, Shared, Who, at, href, html, said};
use super::show::{Edit, line, page};
use crate::layout::Nav;
use crate::view::review::LinePart;
use app::reviews::ReviewView;
use axum::extract::{Path, State};
use axum::response::Response;
use terms::{Kind, Ref};

type Address = Path<(String, String)>;

pub(super) async fn compile(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Address,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let as_of = day(who.lang, sent.one("as_of"))?;
    let done = shared.office.compile_review(&who.viewer, &at, as_of, None).await;
    after(&shared, &who, &at, done, "review-compile").await
}

pub(super) async fn submit(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Address,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let done = shared.office.submit_review(&who.viewer, &at).await;
    after(&shared, &who, &at, done, "review-submit").await
}

pub(super) async fn approve(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Address,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let (number, signer) = (sent.some("number"), sent.some("signer"));
    let done = shared.office.approve_review(&who.viewer, &at, number, signer).await;
    after(&shared, &who, &at, done, "review-approve").await
}

pub(super) async fn send_back(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Address,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let reason = sent.one("reason").to_owned();
    let done = shared.office.return_review(&who.viewer, &at, reason).await;
    after(&shared, &who, &at, done, "review-return").await
}

/// Back to the review, which says what was done, or why it was not.
async fn after(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    done: Result<(), app::Error>,
    what: &str,
) -> Result<Response, Fault> {
    let Err(e) = done else { return Ok(said(&href(at), "said-done", &who.lang.t(what))) };
    let refused = refusal(e)?;
    let view = shared.office.review(&who.viewer, at).await?;
    Ok(not_taken(page(shared, who, view, Some(refused), None).await?))
}

/// Rewords a line. A script gets the line alone, anybody else the whole page.
pub(super) async fn edit(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, key)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, (site, id))?;
    let typed = sent.one("sentence");
    let done = shared.office.edit_line(&who.viewer, &at, &key, typed).await;
    let fault = match done {
        Ok(()) if !who.piece => {
            let to = format!("{}#line-{key}", href(&at));
            return Ok(said(&to, "said-done", &who.lang.t("review-edit")));
        }
        Ok(()) => None,
        Err(e) => Some(Edit { key: &key, typed, fault: refusal(e)?.text }),
    };
    let view = shared.office.review(&who.viewer, &at).await?;
    if who.piece {
        return part(&shared, &who, &view, &key, fault.as_ref()).await;
    }
    Ok(not_taken(page(&shared, &who, view, None, fault.as_ref()).await?))
}

/// The line alone, as a script puts it in place of the old one.
async fn part(
    shared: &Shared,
    who: &Who,
    view: &ReviewView,
    key: &str,
    fault: Option<&Edit<'_>>,
) -> Result<Response, Fault> {
    let mut lines = view.sections.iter().flat_map(|s| &s.lines);
    let found = lines.find(|l| l.key == key).ok_or_else(Fault::no_such_page)?;
    let p = who.page(shared, Nav::Reviews).await;
    html(&LinePart { p, x: line(view, found, fault) })
}
