//! Administrative units on a day, and one unit through mergers.

use super::super::at::at;
use super::super::by_hand::UNIT_CHANGES as PAGES;
use super::super::list::pager;
use super::super::pieces::{acts, history};
use super::super::reply::media_type;
use super::super::{Fault, Shared, Who, file, href, html, see};
use super::{Asked, as_sheet, spans};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Fact, Link, Select};
use crate::view::form::{MatrixState, OwnReport};
use crate::view::register::{UnitPage, UnitRow, UnitsPage};
use app::objects::{UnitFilter, UnitRow as Row, UnitView};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use terms::{Day, Kind, Named, Ref, Role, SubmissionState, UnitLevel};

fn filter(asked: &Asked, page: usize) -> UnitFilter {
    UnitFilter {
        search: asked.q.clone(),
        day: asked.day(),
        level: UnitLevel::from_code(&asked.level),
        within: None,
        with_ceased: asked.with_ceased(),
        page,
        all: false,
    }
}

pub(super) async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = filter(&asked, asked.page());
    let list = shared.office.units(&who.viewer, &filter).await?;
    let map = shared.office.units_map(&who.viewer, &filter).await?;
    let day = filter.day.unwrap_or_else(|| shared.office.today());
    let mut p = who.page(&shared, Nav::Bodies).await;
    asked.tell(&mut p);
    html(&UnitsPage {
        p,
        day: day.vn(),
        filters: filters(who.lang, &asked),
        query: asked.q,
        pager: pager(&list, &who.here),
        rows: list.rows.iter().map(|r| row(r, day)).collect(),
        export: as_sheet("/units", &who.here),
        add: super::add(&who, "units-new", "/units/new"),
        map: Some(map).filter(|_| !list.rows.is_empty()),
    })
}

fn filters(lang: Lang, asked: &Asked) -> Vec<Select> {
    let chosen = UnitLevel::from_code(&asked.level);
    let mut levels = vec![Choice::new("", lang.t("filter-any"), chosen.is_none())];
    let level = |l: &UnitLevel| Choice::new(l.code(), lang.t(&l.key()), chosen == Some(*l));
    levels.extend(UnitLevel::ALL.iter().map(level));
    vec![Select::new("level", lang.t("unit-level"), levels), ceased(lang, asked)]
}

/// Whether what had ceased by the day is listed too.
pub(super) fn ceased(lang: Lang, asked: &Asked) -> Select {
    let yes = asked.with_ceased();
    let choices = vec![
        Choice::new("", lang.t("filter-there"), !yes),
        Choice::new("yes", lang.t("filter-with-ceased"), yes),
    ];
    Select::new("ceased", lang.t("filter-ceased"), choices)
}

fn row(row: &Row, day: Day) -> UnitRow {
    let from: Vec<&str> = row.formed_from.iter().map(|u| u.name.as_str()).collect();
    let span = match row.until.filter(|until| *until <= day) {
        Some(until) => format!("{} – {}", row.from.vn(), until.vn()),
        None => row.from.vn(),
    };
    UnitRow {
        unit: see(&row.unit),
        level: row.level,
        code: row.code.clone(),
        parent: row.parent.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
        span,
        formed_from: from.join(", "),
    }
}

pub(super) async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut all: Vec<Row> = Vec::new();
    let mut page = Some(1);
    while let Some(number) = page {
        let part = shared.office.units(&who.viewer, &filter(&asked, number)).await?;
        page = part.next();
        all.extend(part.rows);
    }
    let day = asked.day().unwrap_or_else(|| shared.office.today());
    let name = format!("don-vi-hanh-chinh-{day}.xlsx");
    Ok(file(&name, media_type(&name), app::exports::units_xlsx(&all, day)?))
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let at = at(Kind::Unit, path)?;
    let view = shared.office.unit(&who.viewer, &at, asked.day()).await?;
    let mut reports = Vec::with_capacity(view.submissions.len());
    for submission in &view.submissions {
        reports.push(report(&shared, &who, submission).await?);
    }
    html(&UnitPage {
        p: who.page(&shared, Nav::Bodies).await,
        name: view.row.unit.name.clone(),
        facts: facts(who.lang, &view),
        ceased_on: view.row.until.map(Day::vn),
        names: spans(&view.names),
        predecessors: spans(&view.predecessors),
        successors: spans(&view.successors),
        below: view.below.iter().map(see).collect(),
        bodies: view.bodies.iter().map(see).collect(),
        reports,
        changes: changes(&who, &at),
        history: acts(who.lang, view.history),
        history_href: history(&at),
    })
}

async fn report(shared: &Shared, who: &Who, named: &Named) -> Result<OwnReport, Fault> {
    let view = shared.office.submission(&who.viewer, &named.at).await?;
    Ok(OwnReport {
        title: named.name.clone(),
        href: href(&named.at),
        state: match view.state {
            SubmissionState::Draft => MatrixState::Draft,
            SubmissionState::Submitted => MatrixState::Submitted,
            SubmissionState::Returned => MatrixState::Returned,
            SubmissionState::Approved => MatrixState::Approved,
        },
        on_time_until: view.on_time_until.map(Day::vn).unwrap_or_default(),
    })
}

/// The pages on which changes of a unit are entered, for whoever may.
fn changes(who: &Who, at: &Ref) -> Vec<Link> {
    let pages = PAGES.iter().filter(|_| who.viewer.is(Role::Officer));
    pages.map(|(to, key)| Link::new(who.lang.t(key), format!("{to}?unit={at}"))).collect()
}

fn facts(lang: Lang, view: &UnitView) -> Vec<Fact> {
    let row = &view.row;
    let mut facts = vec![Fact::new(lang.t("unit-level"), lang.t(&row.level.key()))];
    if !row.code.is_empty() {
        facts.push(Fact::new(lang.t("unit-code"), &row.code));
    }
    let parent = row.parent.iter();
    facts.extend(parent.map(|p| Fact::link(lang.t("unit-parent"), &p.name, href(&p.at))));
    facts.push(Fact::new(lang.t("span-from"), row.from.vn()));
    facts.extend(view.centre.map(|(lat, lon)| {
        Fact::new(lang.t("unit-centre"), format!("{}; {}", degrees(lat), degrees(lon)))
    }));
    facts
}

/// Millionths of a degree as people write them: `10,123456`.
fn degrees(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    format!("{sign}{},{:06}", size / 1_000_000, size % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::degrees;

    #[test]
    fn a_centre_is_written_with_all_its_digits() {
        assert_eq!(degrees(10_012_345), "10,012345");
        assert_eq!(degrees(-5), "-0,000005");
    }
}
