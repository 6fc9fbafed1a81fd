//! Nhập từ bảng tính: the sheets, what a file would do, and doing it.

use super::pieces::{n, refusal, said_wrong};
use super::reply::media_type;
use super::route::{OFFICER, Routes, get, post};
use super::{Fault, Posted, Sent, Shared, Who, file, html, said};
use crate::layout::Nav;
use crate::view::common::Link;
use crate::view::import::{FaultLine, ImportPage, PlannedLine, PreviewPage, SheetLine};
use app::import::{Change, Preview, RowFault};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use terms::Role;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/import", get(OFFICER, sheets))
        .route("/import/{code}", get(OFFICER, template).post(OFFICER, look))
        .route("/import/{code}/apply", post(OFFICER, apply))
}

async fn sheets(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    who.viewer.acting_at_home(Role::Officer)?;
    page(&shared, &who, None).await
}

async fn page(
    shared: &Shared,
    who: &Who,
    refused: Option<crate::layout::Message>,
) -> Result<Response, Fault> {
    let mut p = who.page(shared, Nav::Bodies).await;
    let wrong = refused.is_some();
    p.messages.extend(refused);
    let sheet = |form: app::import::SheetForm| SheetLine {
        name: form.name.to_owned(),
        code: form.code.to_owned(),
        columns: form
            .columns
            .iter()
            .map(|c| (c.title.to_owned(), c.must, c.hint.to_owned()))
            .collect(),
    };
    let sheets = app::import::kinds().into_iter().map(sheet).collect();
    let mut answer = html(&ImportPage { p, sheets, most: n(app::import::MOST_ROWS) })?;
    if wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

/// The empty sheet: `/import/bodies.xlsx`.
async fn template(
    State(shared): State<Shared>,
    who: Who,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    who.viewer.acting_at_home(Role::Officer)?;
    let code = name.strip_suffix(".xlsx").ok_or_else(Fault::no_such_page)?;
    let name = format!("mau-nhap-{name}");
    Ok(file(&name, media_type(&name), shared.office.import_template(code)?))
}

async fn look(
    State(shared): State<Shared>,
    who: Who,
    Path(code): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let Some(upload) = sent.uploads().into_iter().next() else {
        let nothing = said_wrong(Some("import.file".into()), who.lang.t("import-no-file"));
        return page(&shared, &who, Some(nothing)).await;
    };
    match shared.office.import_preview(&who.viewer, &code, upload).await {
        Ok(preview) => shown(&shared, &who, preview).await,
        Err(e) => {
            let message = refusal(e)?;
            page(&shared, &who, Some(message)).await
        }
    }
}

async fn shown(shared: &Shared, who: &Who, preview: Preview) -> Result<Response, Fault> {
    let ready = preview.can_be_applied();
    let (_, _, same) = preview.counts();
    let line = |r: &app::import::PreviewRow| PlannedLine {
        row: r.row,
        what: r.what.clone(),
        changes: match &r.change {
            Change::Changed(lines) => lines.clone(),
            Change::New | Change::Same => Vec::new(),
        },
    };
    let of = |wanted: fn(&Change) -> bool| {
        preview.rows.iter().filter(|r| wanted(&r.change)).map(line).collect()
    };
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut answer = html(&PreviewPage {
        p: who.page(shared, Nav::Bodies).await,
        name: preview.form.name.to_owned(),
        action: format!("/import/{}/apply", preview.form.code),
        fields: vec![
            field("sha256", &preview.sha256),
            field("file", &preview.file),
            field("plan", &preview.plan),
        ],
        new: of(|c| *c == Change::New),
        changed: of(|c| matches!(c, Change::Changed(_))),
        same: n(same),
        faults: preview.faults.iter().map(fault).collect(),
        ready,
        back: Link::new(who.lang.t("import-title"), "/import"),
        file: preview.file.clone(),
    })?;
    if !preview.faults.is_empty() {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

fn fault(f: &RowFault) -> FaultLine {
    FaultLine {
        row: f.row,
        cell: f.cell.clone(),
        column: f.column.clone(),
        value: f.value.clone(),
        words: format!("{} {}", f.words.why, f.words.remedy),
        code: f.code.clone(),
    }
}

#[derive(Deserialize)]
struct Looked {
    sha256: String,
    file: String,
    plan: String,
}

async fn apply(
    State(shared): State<Shared>,
    who: Who,
    Path(code): Path<String>,
    Posted(looked): Posted<Looked>,
) -> Result<Response, Fault> {
    let file = (looked.sha256.as_str(), looked.file.as_str());
    match shared.office.import_apply(&who.viewer, &code, file, &looked.plan).await {
        Ok(done) => {
            let told = [("new", done.new), ("changed", done.changed), ("same", done.same)];
            let told = told.map(|(name, n)| (name, n.to_string()));
            let told: Vec<(&str, &str)> = told.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let words = who.lang.ta("import-done", &told);
            Ok(said("/import", "said-import", &words))
        }
        Err(e) => {
            let message = refusal(e)?;
            page(&shared, &who, Some(message)).await
        }
    }
}
