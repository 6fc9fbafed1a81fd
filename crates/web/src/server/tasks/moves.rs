//! What is done with a task, from the forms of its page.

use super::super::pieces::{day, must_day, unfit};
use super::super::{Fault, Sent, Shared, Who, at, href, said};
use crate::view::common::Coded;
use crate::view::task::TaskMove as Offered;
use app::objects::DocumentFilter;
use app::tasks::TaskMove;
use axum::extract::{Path, State};
use axum::response::Response;
use terms::{Kind, Ref};

pub(super) async fn make(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, code)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Task, (site, id))?;
    let kind = Offered::ALL.iter().find(|m| m.path() == code).ok_or_else(Fault::no_such_page)?;
    let on = day(who.lang, sent.one("on"))?;
    let wanted = wanted(&shared, &who, *kind, sent).await?;
    shared.office.move_task(&who.viewer, &at, on, wanted).await?;
    Ok(said(&href(&at), "said-done", &who.lang.t(&kind.key())))
}

async fn wanted(shared: &Shared, who: &Who, kind: Offered, sent: Sent) -> Result<TaskMove, Fault> {
    let text = sent.one("text").to_owned();
    Ok(match kind {
        Offered::Accept => TaskMove::Accept,
        Offered::Progress => TaskMove::Progress { text, percent: percent(who, &sent)? },
        Offered::Extend => {
            TaskMove::Extend { due_on: must_day(who.lang, sent.one("due_on"))?, reason: text }
        }
        Offered::HandIn => {
            let documents = document(shared, who, sent.one("document")).await?;
            TaskMove::HandIn { text, documents, files: sent.uploads() }
        }
        Offered::Close => TaskMove::Close { text: Some(text) },
        Offered::Return => TaskMove::Return { reason: text },
        Offered::Reopen => TaskMove::Reopen { reason: text },
        Offered::Withdraw => TaskMove::Withdraw { reason: text },
    })
}

fn percent(who: &Who, sent: &Sent) -> Result<Option<u8>, Fault> {
    let Some(typed) = sent.some("percent") else { return Ok(None) };
    let fits = typed.trim_end_matches('%').trim().parse().ok().filter(|n| *n <= 100);
    fits.map(Some).ok_or_else(|| {
        unfit(who.lang, "percent.bad", who.lang.ta("bad-percent", &[("name", typed)]))
    })
}

/// The registered document of a number as typed: it must be one and one only.
async fn document(shared: &Shared, who: &Who, typed: &str) -> Result<Vec<Ref>, Fault> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let filter = DocumentFilter { search: typed.to_owned(), per_page: 0, ..Default::default() };
    let found = shared.office.documents(&who.viewer, &filter).await?;
    let same = |n: &String| n.to_lowercase() == typed.to_lowercase();
    let rows = found.rows.rows.into_iter().filter(|d| d.number.as_ref().is_some_and(same));
    let list: Vec<Ref> = rows.map(|d| d.at).collect();
    if list.len() == 1 {
        return Ok(list);
    }
    let key = if list.is_empty() { "bad-document" } else { "bad-document-many" };
    Err(unfit(who.lang, "evidence.document-unknown", who.lang.ta(key, &[("name", typed)])))
}
