//! The list of reviews, and opening a new one.

use super::super::pieces::{bad_day, choices, not_taken, refusal};
use super::super::{Fault, Sent, Shared, Who, href, html, said};
use crate::layout::{Message, Nav};
use crate::view::common::{Choice, FieldFault};
use crate::view::review::{ReviewRow, ReviewsPage};
use app::objects::DocumentFilter;
use app::reviews::ReviewForm;
use axum::extract::State;
use axum::response::Response;
use terms::{Day, Named, Period, Ref, Role};

/// So many documents are offered, the latest first.
const OFFERED: usize = 200;

pub(super) async fn list(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    page(&shared, &who, &Sent::default(), Vec::new(), None).await
}

pub(super) async fn open(
    State(shared): State<Shared>,
    who: Who,
    sent: Sent,
) -> Result<Response, Fault> {
    let form = match form(&who, &sent) {
        Ok(form) => form,
        Err(faults) => return Ok(not_taken(page(&shared, &who, &sent, faults, None).await?)),
    };
    let title = form.title.clone();
    match shared.office.open_review(&who.viewer, form).await {
        Ok(at) => Ok(said(&href(&at), "said-review-opened", &title)),
        Err(e) => {
            let refused = refusal(e)?;
            Ok(not_taken(page(&shared, &who, &sent, Vec::new(), Some(refused)).await?))
        }
    }
}

fn form(who: &Who, sent: &Sent) -> Result<ReviewForm, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut wrong = |field: &str, message: String| {
        faults.push(FieldFault { field: field.to_owned(), message });
    };
    if sent.one("title").is_empty() {
        wrong("title", who.lang.t("bad-title"));
    }
    let body: Option<Ref> = sent.one("body").parse().ok();
    if body.is_none() {
        wrong("body", who.lang.t("bad-body"));
    }
    let mut day = |field: &str| {
        let day = Day::parse_typed(sent.one(field)).ok();
        if day.is_none() {
            wrong(field, bad_day(who.lang, sent.one(field)));
        }
        day
    };
    let days = day("from").zip(day("to"));
    let period = days.and_then(|(from, to)| Period::new(from, to).ok());
    if days.is_some() && period.is_none() {
        wrong("to", who.lang.t("bad-period"));
    }
    let (Some(body), Some(period), true) = (body, period, faults.is_empty()) else {
        return Err(faults);
    };
    let reviewed = sent.one("reviewed").parse().ok();
    Ok(ReviewForm { title: sent.one("title").to_owned(), body, reviewed, period })
}

async fn page(
    shared: &Shared,
    who: &Who,
    sent: &Sent,
    faults: Vec<FieldFault>,
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let office = &shared.office;
    let rows = office.reviews(&who.viewer).await?;
    let may_open = who.viewer.is(Role::Officer);
    let mut bodies = office.body_choices(&who.viewer, None).await?;
    bodies.retain(|b: &Named| who.viewer.may(Role::Officer, &b.at));
    let typed: Option<Ref> = sent.one("body").parse().ok();
    let chosen = typed.or_else(|| who.viewer.home(Role::Officer).map(|b| b.at.clone()));
    let filter = DocumentFilter { per_page: OFFERED, ..DocumentFilter::default() };
    let documents = office.documents(&who.viewer, &filter).await?.rows.rows;
    let document = |d: app::objects::DocumentRow| {
        let value = d.at.to_string();
        let on = value == sent.one("reviewed");
        Choice::new(value, format!("{}, {}", d.label, d.subject), on)
    };
    let mut p = who.page(shared, Nav::Reviews).await;
    p.messages.extend(refused);
    html(&ReviewsPage {
        p,
        rows: rows.into_iter().map(row).collect(),
        may_open,
        bodies: choices(&bodies, chosen.as_ref()),
        documents: documents.into_iter().map(document).collect(),
        title: sent.one("title").to_owned(),
        from: sent.one("from").to_owned(),
        to: sent.one("to").to_owned(),
        faults,
    })
}

fn row(r: app::reviews::ReviewRow) -> ReviewRow {
    ReviewRow {
        title: r.title,
        href: href(&r.at),
        body: r.body.name,
        period: r.label,
        reviewed: r.reviewed.map(|d| d.name).unwrap_or_default(),
        state: r.state,
        on: r.on.vn(),
    }
}
