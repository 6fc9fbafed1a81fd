//! Kiểm tra sổ cái: an audit asked for from a page, its progress, its report to be printed and filed.

use super::fault::Fault;
use super::pieces::{not_taken, refusal, said_wrong};
use super::posted::Sent;
use super::reply::{file, go, html, media_type};
use super::route::{READER, Routes, get};
use super::who::{Shared, Who};
use crate::layout::{Message, Nav};
use crate::view::audit::{AuditPage, AuditReportView, ChainRow};
use app::audit::{AuditAsk, AuditReport, AuditRun, Earlier};
use app::error::Words;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;

/// How long a browser waits before it looks again while an audit goes on, in seconds.
const LOOK_AGAIN: &str = "2";

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/audit", get(READER, show).post(READER, begin))
        .route("/audit/report/{form}", get(READER, report))
}

async fn show(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let page = page(&shared, &who, None).await?;
    let mut answer = html(&page)?;
    if page.going.is_some() {
        answer.headers_mut().insert("refresh", HeaderValue::from_static(LOOK_AGAIN));
    }
    Ok(answer)
}

async fn page(shared: &Shared, who: &Who, message: Option<Message>) -> Result<AuditPage, Fault> {
    let mut p = who.page(shared, Nav::Ledger).await;
    p.messages.extend(message);
    let (mut going, mut report) = (None, None);
    match shared.office.last_audit(&who.viewer)? {
        AuditRun::None => {}
        AuditRun::Going { since, done, of, .. } => going = Some((done, of, since.vn())),
        AuditRun::Ended { by, report: ended } => report = Some(view(by, &ended)),
        AuditRun::Failed { code, words } => {
            let Words { happened, why, remedy } = words;
            p.messages.push(said_wrong(Some(code), format!("{happened} {why} {remedy}")));
        }
    }
    Ok(AuditPage { p, going, report })
}

fn view(by: String, r: &AuditReport) -> AuditReportView {
    let chain = |c: &app::audit::ChainSeen| ChainRow {
        site: c.site.to_string(),
        acts: c.acts,
        withheld: c.withheld,
        last: c.last.map_or_else(|| "–".to_owned(), |at| at.vn()),
        head: c.head.clone(),
    };
    AuditReportView {
        made: r.made_at.vn(),
        by,
        outcome: r.outcome(),
        clean: r.is_clean(),
        scope: r.scope(),
        chains: r.chains_seen().iter().map(chain).collect(),
        aside: r.aside.clone(),
        findings: r.findings.iter().map(app::audit::Finding::line).collect(),
    }
}

async fn begin(State(shared): State<Shared>, who: Who, sent: Sent) -> Result<Response, Fault> {
    let whole = sent.some("whole").is_some();
    let against = match sent.uploads().into_iter().find(|f| !f.bytes.is_empty()) {
        Some(given) => match Earlier::read(&given.name, &given.bytes) {
            Ok(earlier) => Some(earlier),
            Err(e) => {
                let page = page(&shared, &who, Some(refusal(e)?)).await?;
                return html(&page).map(not_taken);
            }
        },
        None => None,
    };
    shared.office.begin_audit(&who.viewer, AuditAsk { whole, against })?;
    Ok(go("/audit"))
}

async fn report(
    State(shared): State<Shared>,
    who: Who,
    Path(form): Path<String>,
) -> Result<Response, Fault> {
    let AuditRun::Ended { report, .. } = shared.office.last_audit(&who.viewer)? else {
        return Err(Fault::no_such_page());
    };
    let bytes = match form.as_str() {
        "pdf" => report.pdf()?,
        "docx" => report.docx()?,
        "json" => report.json()?.into_bytes(),
        _ => return Err(Fault::no_such_page()),
    };
    let name = format!("kiem-tra-so-cai-{}.{form}", report.made_at.day_vn());
    Ok(file(&name, media_type(&name), bytes))
}
