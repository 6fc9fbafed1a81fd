//! What stands behind a review: the sources of a figure, the difference report, the papers.

use super::super::pieces::{acts, ledger, n, origin, proof};
use super::super::reply::media_type;
use super::super::totals::absent;
use super::super::{Fault, Shared, Who, at, file, href, html, see};
use super::trace_href;
use crate::layout::Nav;
use crate::view::common::{CellState, CellView, Link};
use crate::view::review::{DifferencePage, DifferenceRow, RunView};
use crate::view::trace::{CorrectionRow, TraceCell, TracePage};
use app::reviews::TraceView;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use terms::Kind;

pub(super) async fn trace(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, key)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, (site, id))?;
    let view = shared.office.trace(&who.viewer, &at, &key).await?;
    let p = who.page(&shared, Nav::Reviews).await;
    html(&TracePage {
        p,
        counted: counted(&view),
        now: Some(view.now).filter(|now| !now.is_empty() && *now != view.printed),
        review: Some(Link::new(view.review.name, href(&at))),
        sentence: vec![RunView::words(view.sentence)],
        says: view.explained,
        formula: view.formula,
        two_numbers: view.two_numbers,
        n: n(view.n),
        of: n(view.of),
        frozen_on: view.frozen_at,
        cells: view.cells.iter().map(cell).collect(),
        silent: view.silent.iter().map(absent).collect(),
        not_concerned: view.not_applicable.iter().map(absent).collect(),
        not_divisible: view.not_divisible.iter().map(absent).collect(),
        origins: view.spans.into_iter().map(origin).collect(),
        corrections: view.corrections.iter().map(correction).collect(),
        printed: view.printed,
        export: None,
    })
}

/// What was counted; where neither objects nor cells are known, everything the figure rests on.
fn counted(view: &TraceView) -> Vec<Link> {
    if !view.counted.is_empty() || !view.cells.is_empty() {
        return view.counted.iter().map(see).collect();
    }
    let all = view.evidence.iter().map(|e| proof(e, "/files"));
    all.filter(|link| !link.href.is_empty()).collect()
}

fn cell(c: &app::reviews::TraceCell) -> TraceCell {
    let state = CellState::from(c.shown.cell);
    let from = c.file.as_ref().map_or(String::new(), |(name, _)| format!(" ({name})"));
    TraceCell {
        unit: Link::new(c.unit.name.clone(), href(&c.submission)),
        indicator: c.indicator.clone(),
        period: c.period.clone(),
        cell: match state {
            CellState::Number => CellView::number(c.shown.printed.clone()),
            other => CellView::of(other),
        },
        entered: format!("{}{from}", c.entered),
        approved: c.approved.clone(),
        act: ledger(&c.act.0, c.act.1),
    }
}

fn correction(c: &app::reviews::CorrectionRow) -> CorrectionRow {
    let of_cell = !c.before.is_empty() || !c.after.is_empty();
    let effect = c.effect.as_ref().map_or(String::new(), |e| format!(" ({e})"));
    CorrectionRow {
        when: c.when.clone(),
        who: c.who.clone(),
        what: if of_cell { c.what.clone() } else { format!("{}: {}", c.what, c.sentence) },
        before: c.before.clone(),
        after: format!("{}{effect}", c.after),
        reason: c.reason.clone(),
        act: ledger(&c.act.0, c.act.1),
    }
}

pub(super) async fn difference(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let view = shared.office.differences(&who.viewer, &at).await?;
    let row = |r: app::reviews::DifferenceRow| DifferenceRow {
        trace: trace_href(&at, &r.figure),
        sentence: r.sentence,
        then: r.then,
        now: r.effect.map_or(r.now.clone(), |e| format!("{} ({e})", r.now)),
        causes: acts(who.lang, r.causes),
    };
    html(&DifferencePage {
        p: who.page(&shared, Nav::Reviews).await,
        review: Link::new(view.title, href(&at)),
        frozen_on: view.since,
        compared_at: view.compared_at,
        compared: n(view.compared),
        rows: view.rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn docx(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let bytes = shared.office.review_docx(&who.viewer, &at, &base(&headers)).await?;
    give(&shared, &who, &at, "docx", bytes).await
}

pub(super) async fn pdf(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let bytes = shared.office.review_pdf(&who.viewer, &at, &base(&headers)).await?;
    give(&shared, &who, &at, "pdf", bytes).await
}

pub(super) async fn give(
    shared: &Shared,
    who: &Who,
    at: &terms::Ref,
    kind: &str,
    bytes: Vec<u8>,
) -> Result<Response, Fault> {
    let title = shared.office.name_of(&who.viewer, at).await?;
    let title: String =
        title.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    let name = format!("{}.{kind}", if title.trim().is_empty() { "bao-cao" } else { title.trim() });
    Ok(file(&name, media_type(&name), bytes))
}

/// The address under which the pages were asked for: papers lead back to it.
pub(super) fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok());
    let plain = |h: &&str| {
        !h.is_empty() && h.chars().all(|c| c.is_ascii_alphanumeric() || "-._:[]".contains(c))
    };
    format!("http://{}", host.filter(plain).unwrap_or("127.0.0.1:8080"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_paper_leads_back_to_where_it_was_asked_for() {
        let mut headers = HeaderMap::new();
        assert_eq!(base(&headers), "http://127.0.0.1:8080");
        headers.insert(header::HOST, HeaderValue::from_static("kvpt.song-giang.local:8443"));
        assert_eq!(base(&headers), "http://kvpt.song-giang.local:8443");
        headers.insert(header::HOST, HeaderValue::from_static("a/../b\"c"));
        assert_eq!(base(&headers), "http://127.0.0.1:8080");
    }
}
