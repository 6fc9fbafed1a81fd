//! One review: its sections, sentences with figures that lead to their sources, and what the person can do.

use super::super::pieces::{acts, history, n, proof};
use super::super::{Fault, Shared, Who, at, href, html};
use super::trace_href;
use crate::i18n::Lang;
use crate::layout::{Message, Nav, Page};
use crate::view::common::{Choice, Coded, Fact};
use crate::view::review::{
    CopyRow, LineView, ReviewMoves, ReviewPage, RunView, SectionView, TableView,
};
use app::Viewer;
use app::reviews::ReviewView;
use axum::extract::{Path, State};
use axum::response::Response;
use terms::{AccessClass, Day, Kind, Ref, ReviewState, Role};

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let view = shared.office.review(&who.viewer, &at).await?;
    page(&shared, &who, view, None, None).await
}

/// A line that was not taken, as typed, with what is wrong.
pub(super) struct Edit<'a> {
    pub(super) key: &'a str,
    pub(super) typed: &'a str,
    pub(super) fault: String,
}

/// The page of a review, with something said on top, or at a line that was not taken.
pub(super) async fn page(
    shared: &Shared,
    who: &Who,
    view: ReviewView,
    says: Option<Message>,
    edit: Option<&Edit<'_>>,
) -> Result<Response, Fault> {
    let mut p = who.page(shared, Nav::Reviews).await;
    p.messages.extend(says);
    let action = href(&view.row.at);
    let compiled = view.as_of.is_some();
    let link = |what: &str| compiled.then(|| format!("{action}/{what}"));
    let usual = view.row.period.to().min(shared.office.today());
    let sections = sections(who.lang, &view, edit);
    let m = view.moves;
    html(&ReviewPage {
        facts: facts(&p, &view),
        note: note(who.lang, &who.viewer, &view),
        docx: link("docx"),
        pdf: link("pdf"),
        difference: link("difference"),
        as_of: view.as_of.unwrap_or(usual).vn(),
        moves: ReviewMoves {
            compile: m.compile,
            submit: m.submit,
            approve: m.approve,
            send_back: m.send_back,
        },
        copies: view.copies.iter().map(|c| copy(&action, c)).collect(),
        issue: m.issue.then(|| format!("{action}/copies")),
        classes: AccessClass::ALL
            .iter()
            .map(|c| Choice::new(c.code(), who.lang.t(&c.key()), false))
            .collect(),
        history_href: history(&view.row.at),
        history: acts(who.lang, view.history),
        changed: n(view.changed),
        returned_for: view.returned_for,
        title: view.row.title,
        state: view.row.state,
        compiled,
        sections,
        action,
        p,
    })
}

fn copy(review: &str, c: &app::reviews::CopyRow) -> CopyRow {
    CopyRow {
        number: c.number,
        class: c.class,
        to: c.to.clone(),
        held_back: c.held_back,
        by: c.by.clone(),
        at: c.at.clone(),
        docx: format!("{review}/copies/{}/docx", c.number),
        pdf: format!("{review}/copies/{}/pdf", c.number),
    }
}

fn facts(p: &Page, view: &ReviewView) -> Vec<Fact> {
    let row = &view.row;
    let mut facts = vec![Fact::link(p.t("review-body"), row.body.name.clone(), href(&row.body.at))];
    if let Some(d) = &row.reviewed {
        facts.push(Fact::link(p.t("review-reviewed"), d.name.clone(), href(&d.at)));
    }
    facts.push(Fact::new(p.t("review-period"), row.label.clone()));
    let mut more = |label: String, value: Option<String>| {
        facts.extend(value.map(|value| Fact::new(label, value)));
    };
    more(p.t("review-as-of"), view.as_of.map(Day::vn));
    more(p.t("review-compiled-at"), view.compiled_at.clone());
    more(p.t("review-figures-n"), view.as_of.map(|_| p.number(view.figures)));
    more(p.t("review-number"), view.number.clone());
    more(p.t("document-signer"), view.signer.clone());
    more(p.t("review-approved-by"), view.approved_by.clone());
    facts
}

/// Who is to do the next step, where it is not the person who looks.
fn note(lang: Lang, viewer: &Viewer, view: &ReviewView) -> Option<String> {
    let body = &view.row.body;
    let names = [("name", body.name.as_str())];
    match view.row.state {
        ReviewState::Submitted if view.moves.approve => None,
        ReviewState::Submitted if viewer.may(Role::Approver, &body.at) => {
            Some(lang.t("review-note-own"))
        }
        ReviewState::Submitted => Some(lang.ta("review-note-waits", &names)),
        ReviewState::Draft if !view.moves.compile => Some(lang.ta("review-note-reader", &names)),
        ReviewState::Draft | ReviewState::Approved => None,
    }
}

/// Parts with Roman numbers in the order of print; lines of work among the results with Arabic ones below.
fn sections(lang: Lang, view: &ReviewView, edit: Option<&Edit<'_>>) -> Vec<SectionView> {
    let mut out: Vec<SectionView> = Vec::new();
    let (mut part, mut inner, mut last) = (0, 0, "");
    for s in &view.sections {
        if s.kind != last {
            (part, inner, last) = (part + 1, 0, s.kind.as_str());
            let heading = format!("{}. {}", roman(part), s.heading);
            let id = format!("part-{}", s.kind);
            out.push(SectionView { id, heading, level: 1, ..SectionView::default() });
        }
        let lines = s.lines.iter().map(|l| line(view, l, edit)).collect();
        let tables = s.tables.iter().map(|t| table(&view.row.at, t)).collect();
        match (s.field, out.last_mut()) {
            (None, Some(part)) => (part.lines, part.tables) = (lines, tables),
            (Some(field), _) => {
                inner += 1;
                let heading = format!("{inner}. {}", lang.t(&field.key()));
                let id = format!("part-{}-{}", s.kind, field.code());
                out.push(SectionView { id, heading, level: 2, lines, tables });
            }
            (None, None) => {}
        }
    }
    out
}

/// The parts of a review are fewer than nine.
fn roman(n: usize) -> &'static str {
    const NUMBERS: [&str; 9] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
    NUMBERS.get(n).copied().unwrap_or("IX")
}

fn run(review: &Ref, r: &app::reviews::RunView) -> RunView {
    RunView {
        text: r.text.clone(),
        trace: r.figure.as_ref().map(|key| trace_href(review, key)),
        changed: r.changed,
    }
}

fn table(review: &Ref, t: &app::reviews::TableView) -> TableView {
    let row = |(name, runs): &(String, Vec<app::reviews::RunView>)| {
        (name.clone(), runs.iter().map(|r| run(review, r)).collect())
    };
    TableView {
        title: t.title.clone(),
        columns: t.columns.clone(),
        rows: t.rows.iter().map(row).collect(),
        chart: Some(t.charts.concat()).filter(|svg| !svg.is_empty()),
    }
}

/// A sentence of a review; one that was not taken stands as it was typed.
pub(super) fn line(
    view: &ReviewView,
    l: &app::reviews::LineView,
    edit: Option<&Edit<'_>>,
) -> LineView {
    let review = &view.row.at;
    let edit = edit.filter(|e| e.key == l.key);
    let evidence = l.evidence.iter().map(|e| proof(e, "/files"));
    let figures = l.figures.iter().map(|f| (f.code.clone(), f.printed.clone()));
    LineView {
        key: l.key.clone(),
        runs: l.runs.iter().map(|r| run(review, r)).collect(),
        template: edit.map_or_else(|| l.template.clone(), |e| e.typed.to_owned()),
        figures: figures.collect(),
        evidence: evidence.filter(|e| !e.href.is_empty()).collect(),
        edited: l.edited.clone(),
        action: view.moves.edit.then(|| format!("{}/lines/{}", href(review), l.key)),
        fault: edit.map(|e| e.fault.clone()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts_have_roman_numbers() {
        assert_eq!([1, 4, 8].map(super::roman), ["I", "IV", "VIII"]);
    }
}
