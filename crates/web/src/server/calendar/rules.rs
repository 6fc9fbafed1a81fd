//! The rules of the calendar, and the report deadlines that an installation lays down itself.

use super::super::Posted;
use super::super::fault::Fault;
use super::super::pieces::{must_day, not_taken, refusal};
use super::super::reply::{html, said};
use super::super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::{Message, Nav};
use crate::view::calendar::{CalendarRule, RulesPage};
use crate::view::common::Choice;
use app::calendar::{NewReport, RuleRow, RuleTable};
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use terms::Role;

pub(super) async fn show(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    page(&shared, &who, &Typed::default(), None).await
}

async fn page(
    shared: &Shared,
    who: &Who,
    typed: &Typed,
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let rows = shared.office.rules(&who.viewer).await?;
    let lang = who.lang;
    let tables = [
        (RuleTable::Reports, lang.t("rules-reports")),
        (RuleTable::Rhythms, lang.t("rules-rhythms")),
        (RuleTable::Reviews, lang.t("rules-reviews")),
        (RuleTable::Fixed, lang.t("rules-fixed")),
        (RuleTable::Anniversaries, lang.t("rules-anniversaries")),
    ];
    let of = |table: RuleTable| {
        rows.iter().filter(|r| r.table == table).map(|r| rule(lang, r)).collect::<Vec<_>>()
    };
    let mut reports: Vec<Choice> = Vec::new();
    for r in rows.iter().filter(|r| r.table == RuleTable::Reports && r.to.is_none()) {
        let on = r.id == typed.id;
        reports.push(Choice::new(&r.id, &r.words, on));
    }
    let may = who.viewer.is(Role::Approver);
    let mut p = who.page(shared, Nav::Calendar).await;
    p.messages.extend(refused);
    html(&RulesPage {
        p,
        tables: tables.into_iter().map(|(table, name)| (name, of(table))).collect(),
        reports: if may { reports } else { Vec::new() },
        typed: [typed.due.clone(), typed.from.clone(), typed.source.clone()],
    })
}

fn rule(lang: Lang, r: &RuleRow) -> CalendarRule {
    let span = match (r.from, r.to) {
        (None, None) => lang.t("rules-always"),
        (Some(from), None) => lang.ta("rules-since", &[("name", &from.vn())]),
        (None, Some(to)) => lang.ta("rules-until", &[("name", &to.vn())]),
        (Some(from), Some(to)) => {
            lang.ta("calendar-from-to", &[("from", &from.vn()), ("to", &to.vn())])
        }
    };
    CalendarRule {
        id: r.id.clone(),
        words: r.words.clone(),
        span,
        certainty: r.certainty,
        source: r.source.clone(),
        own: r.own,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    id: String,
    due: String,
    before: String,
    from: String,
    source: String,
}

pub(super) async fn lay(
    State(shared): State<Shared>,
    who: Who,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Fault> {
    let new = NewReport {
        id: typed.id.clone(),
        due: typed.due.clone(),
        before: typed.before == "yes",
        from: must_day(who.lang, &typed.from)?,
        source: typed.source.clone(),
    };
    match shared.office.lay_report(&who.viewer, new).await {
        Ok(()) => Ok(said("/calendar/rules", "said-done", &typed.source)),
        Err(e) => {
            let message = refusal(e)?;
            Ok(not_taken(page(&shared, &who, &typed, Some(message)).await?))
        }
    }
}
