//! One body in a cascade: its steps with deeds and signs, and the receipt that is noted for it.

use super::super::at::at;
use super::super::pieces::ledger;
use super::super::{Fault, Shared, Who, href, html, see};
use super::Asked;
use super::show::{cell, hint, new_session, step_key};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::cascade::{CascadeOnePage, DeedLine, StepPart};
use crate::view::common::{Fact, Link};
use app::cascade::{DeedView, OneView, Step};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use terms::{Day, Kind, Role};

pub(super) async fn page(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, bsite, bid)): Path<(String, String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let document = at(Kind::Document, (site, id))?;
    let body = at(Kind::Body, (bsite, bid))?;
    let (on, known) = (asked.day(), asked.known());
    let view = shared.office.cascade_of(&who.viewer, &document, &body, on, known).await?;
    let lang = who.lang;
    let here = href(&document);
    let query = who.here.split_once('?').map_or(String::new(), |(_, q)| format!("?{q}"));
    html(&CascadeOnePage {
        p: who.page(&shared, Nav::Documents).await,
        document: see(&view.document),
        back: Link::new(lang.t("cascade-title"), format!("{here}/cascade{query}")),
        body: see(&view.row.body),
        at: view.row.body.at.to_string(),
        facts: facts(lang, &view),
        steps: steps(lang, &view),
        tasks: view
            .tasks
            .iter()
            .map(|t| (see(&t.task), t.state, t.due.map(Day::vn).unwrap_or_default()))
            .collect(),
        presences: view.presences.iter().map(|p| (see(&p.activity), came(lang, p))).collect(),
        may_note: who.viewer.is(Role::Clerk) && view.row.on_duty,
        may_address: who.viewer.is(Role::Officer),
        new_session: new_session(&document, Some(&view.row.body)),
        today: shared.office.today().vn(),
    })
}

fn came(lang: Lang, p: &app::cascade::PresenceView) -> String {
    match (p.present, p.summoned) {
        (None, _) => lang.t("session-not-entered"),
        (Some(n), Some(of)) => format!("{n}/{of}"),
        (Some(n), None) => n.to_string(),
    }
}

fn facts(lang: Lang, view: &OneView) -> Vec<Fact> {
    let row = &view.row;
    let mut facts = vec![Fact::new(lang.t("cascade-as-of-day"), view.on.vn())];
    if !row.superior.is_empty() {
        facts.push(Fact::new(lang.t("cascade-superior"), &row.superior));
    }
    facts.push(Fact::new(lang.t("body-kind"), &row.kind));
    let duty = if row.on_duty { "cascade-duty" } else { "cascade-beyond" };
    facts.push(Fact::new(
        lang.t("cascade-document"),
        format!("{} ({})", view.document.name, lang.t(duty)),
    ));
    let before = row.heir_of.iter();
    facts.extend(before.map(|b| Fact::link(lang.t("cascade-heir"), &b.name, href(&b.at))));
    facts
}

fn steps(lang: Lang, view: &OneView) -> Vec<StepPart> {
    let part = |(step, _, deeds, hints): &(Step, _, Vec<DeedView>, Vec<_>)| {
        let short = view.row.steps.iter().find(|s| s.step == *step);
        let mut cell = short.map(|s| cell(lang, s, view.row.tasks)).unwrap_or_default();
        cell.label = lang.t(step_key(*step));
        StepPart {
            cell,
            deeds: deeds.iter().map(|d| deed(lang, *step, d)).collect(),
            hints: hints.iter().map(|h| hint(lang, h)).collect(),
        }
    };
    view.steps.iter().map(part).collect()
}

fn deed(lang: Lang, step: Step, d: &DeedView) -> DeedLine {
    let number = (!d.number.is_empty()).then(|| lang.ta("cascade-number", &[("name", &d.number)]));
    let attended = d.attendance.map(|(n, of)| {
        lang.ta("cascade-attended", &[("n", &n.to_string()), ("of", &of.to_string())])
    });
    let through = d.through.as_ref().map(|b| lang.ta("cascade-by-heir", &[("name", &b.name)]));
    DeedLine {
        what: d.what.as_ref().map(see),
        on: d.on.clone(),
        notes: [number, attended, through].into_iter().flatten().collect(),
        path: d.path.iter().map(see).collect(),
        act: ledger(&d.act.0, d.act.1),
        undo: (step == Step::Received).then(|| format!("{}/{}", d.act.0, d.act.1)),
    }
}
