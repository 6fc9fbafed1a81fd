//! Assigning a task from a page.

use super::super::pieces::{bad_day, choices, not_taken, refusal};
use super::super::{Fault, Sent, Shared, Who, href, html, said};
use crate::layout::{Message, Nav};
use crate::view::common::{Choice, Coded, FieldFault};
use crate::view::task::NewTaskPage;
use app::objects::DocumentFilter;
use app::tasks::TaskForm;
use axum::extract::{Query, State};
use axum::response::Response;
use terms::{Day, Field, Named, Ref, Role};

/// So many documents are offered as basis, the latest first.
const OFFERED: usize = 100;

/// The empty page. What stands in the query stands in the fields.
pub(super) async fn blank(
    State(shared): State<Shared>,
    who: Who,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    // Says who may assign, to whoever may not.
    who.viewer.acting_at_home(Role::Officer)?;
    let given = Sent { fields, ..Sent::default() };
    page(&shared, &who, &given, Vec::new(), None).await
}

pub(super) async fn assign(
    State(shared): State<Shared>,
    who: Who,
    sent: Sent,
) -> Result<Response, Fault> {
    let form = match form(&who, &sent) {
        Ok(form) => form,
        Err(faults) => return Ok(not_taken(page(&shared, &who, &sent, faults, None).await?)),
    };
    let title = form.title.clone();
    match shared.office.assign(&who.viewer, form).await {
        Ok(at) => Ok(said(&href(&at), "said-task-assigned", &title)),
        Err(e) => {
            let refused = refusal(e)?;
            Ok(not_taken(page(&shared, &who, &sent, Vec::new(), Some(refused)).await?))
        }
    }
}

/// The task as typed, or what is wrong with each field.
fn form(who: &Who, sent: &Sent) -> Result<TaskForm, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut wrong = |field: &str, message: String| {
        faults.push(FieldFault { field: field.to_owned(), message });
    };
    let due_on = sent.some("due_on").map(Day::parse_typed).transpose();
    if due_on.is_err() {
        wrong("due_on", bad_day(who.lang, sent.one("due_on")));
    }
    if sent.one("title").is_empty() {
        wrong("title", who.lang.t("task-title-missing"));
    }
    let assigner = sent.one("assigner").parse().ok();
    if assigner.is_none() {
        wrong("assigner", who.lang.t("task-assigner-missing"));
    }
    let lead: Option<Ref> = sent.one("lead").parse().ok();
    if lead.is_none() {
        wrong("lead", who.lang.t("task-lead-one"));
    }
    let (Ok(due_on), Some(assigner), true) = (due_on, assigner, faults.is_empty()) else {
        return Err(faults);
    };
    Ok(TaskForm {
        title: sent.one("title").to_owned(),
        assigner,
        lead,
        coordinating: sent.all("coordinating").filter_map(|v| v.parse().ok()).collect(),
        due_on,
        field: Field::from_code(sent.one("field")).unwrap_or(Field::Other),
        basis: sent.all("basis").filter_map(|v| v.parse().ok()).collect(),
        on: None,
        evidence: Vec::new(),
    })
}

async fn page(
    shared: &Shared,
    who: &Who,
    sent: &Sent,
    faults: Vec<FieldFault>,
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let bodies = shared.office.body_choices(&who.viewer, None).await?;
    let may = |b: &&Named| who.viewer.may(Role::Officer, &b.at);
    let assigners: Vec<Named> = bodies.iter().filter(may).cloned().collect();
    let chosen: Option<Ref> = sent.one("assigner").parse().ok();
    let home = chosen.or_else(|| who.viewer.home(Role::Officer).map(|b| b.at.clone()));
    let lead: Option<Ref> = sent.one("lead").parse().ok();
    let field = Field::from_code(sent.one("field"));
    let one = |f: &Field| Choice::new(f.code(), who.lang.t(&f.key()), field == Some(*f));
    let mut leads = choices(&bodies, lead.as_ref());
    leads.insert(0, Choice::new("", who.lang.t("choose"), lead.is_none()));
    let mut p = who.page(shared, Nav::Tasks).await;
    p.messages.extend(refused);
    html(&NewTaskPage {
        p,
        title: sent.one("title").to_owned(),
        assigners: choices(&assigners, home.as_ref()),
        coordinators: choices(&bodies, None),
        bodies: leads,
        coordinating: sent.all("coordinating").map(str::to_owned).collect(),
        due_on: sent.one("due_on").to_owned(),
        fields: Field::ALL.iter().map(one).collect(),
        basis: basis(shared, who, sent).await?,
        origin: None,
        faults,
    })
}

async fn basis(shared: &Shared, who: &Who, sent: &Sent) -> Result<Vec<Choice>, Fault> {
    let chosen: Vec<&str> = sent.all("basis").collect();
    let filter = DocumentFilter { per_page: OFFERED, ..DocumentFilter::default() };
    let found = shared.office.documents(&who.viewer, &filter).await?;
    let one = |d: app::objects::DocumentRow| {
        let (value, label) = (d.at.to_string(), format!("{}, {}", d.label, d.subject));
        let on = chosen.contains(&value.as_str());
        Choice::new(value, label, on)
    };
    Ok(found.rows.rows.into_iter().map(one).collect())
}
