//! Bàn làm việc: what waits for the person.

use super::at::href;
use super::fault::Fault;
use super::pieces::n;
use super::reply::{go, html};
use super::route::{NOBODY, READER, Routes, get};
use super::tasks::task_row;
use super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::desk::{DeskBlock, DeskItem, DeskPage};
use app::administration::EmergencyRow;
use app::tasks::TaskRow;
use axum::extract::State;
use axum::response::Response;
use terms::Day;

/// How many of each block stand on the desk.
const SHOWN: usize = 6;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(NOBODY, || async { go("/desk") }))
        .route("/desk", get(READER, desk))
}

async fn desk(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let view = shared.office.desk(&who.viewer).await?;
    let soon = shared.office.calendar_soon(&who.viewer).await?;
    let (lang, day) = (who.lang, view.day);
    let block = |count: usize, more: &str, items: Vec<DeskItem>| DeskBlock {
        count: n(count),
        items,
        more: more.to_owned(),
    };
    let tasks = |list: &[TaskRow]| list.iter().take(SHOWN).map(|t| task(lang, t, day)).collect();
    let to_confirm = view.to_confirm.iter().take(SHOWN).map(|i| DeskItem {
        title: i.title.clone(),
        href: href(&i.at),
        when: lang.ta("desk-received", &[("name", &i.received_on.vn())]),
        note: lang
            .ta("intake-open-of", &[("n", &i.open.to_string()), ("of", &i.proposals.to_string())]),
    });
    let to_approve = view.to_approve.iter().take(SHOWN).map(|w| DeskItem {
        title: w.title.clone(),
        href: href(&w.at),
        when: lang.ta("desk-since", &[("name", &w.since.vn())]),
        note: w.by.clone(),
    });
    let ahead = soon.iter().take(SHOWN).map(|e| DeskItem {
        title: e.title.clone(),
        href: super::calendar::month_of(e),
        when: e.span.vn(),
        note: lang.t(&crate::view::common::Coded::key(&e.kind)),
    });
    html(&DeskPage {
        emergencies: view.emergencies.iter().map(|e| emergency(lang, e)).collect(),
        calendar: block(soon.len(), "/calendar", ahead.collect()),
        today: today(lang, day),
        overdue: block(view.overdue.len(), "/tasks?state=overdue", tasks(&view.overdue)),
        due: block(view.due_soon.len(), "/tasks?state=not_yet_due&sort=due", tasks(&view.due_soon)),
        to_confirm: block(view.to_confirm.len(), "/intake", to_confirm.collect()),
        to_approve: block(view.to_approve.len(), "/forms", to_approve.collect()),
        p: who.page(&shared, Nav::Desk).await,
    })
}

/// Rights of an emergency in words, the account's history, whether they hold.
fn emergency(lang: Lang, e: &EmergencyRow) -> (String, String, bool) {
    let (taken, until) = (e.taken_at.vn(), e.until.vn());
    let facts = [("name", &*e.name), ("from", &*taken), ("until", &*until), ("reason", &*e.reason)];
    let mut words = lang.ta("desk-emergency", &facts);
    if let Some((by, why)) = &e.ended {
        words.push(' ');
        words.push_str(&lang.ta("desk-emergency-ended", &[("name", by), ("reason", why)]));
    }
    (words, super::pieces::history(&e.at), e.holds)
}

/// The day in words, with the day of the week.
fn today(lang: Lang, day: Day) -> String {
    // 1 January 2024 was a Monday.
    let monday = Day::new(2024, 1, 1).map_or(0, |monday| monday.days_until(day));
    let weekday = match monday.rem_euclid(7) {
        0 => lang.t("weekday-1"),
        1 => lang.t("weekday-2"),
        2 => lang.t("weekday-3"),
        3 => lang.t("weekday-4"),
        4 => lang.t("weekday-5"),
        5 => lang.t("weekday-6"),
        _ => lang.t("weekday-7"),
    };
    lang.ta("desk-today", &[("name", &weekday), ("day", &day.vn())])
}

fn task(lang: Lang, row: &TaskRow, day: Day) -> DeskItem {
    let shown = task_row(lang, row, day);
    let when = match (row.due_on.map(|due| day.days_until(due)), row.days_late) {
        (_, Some(late)) => lang.tn("task-days-late", late),
        (Some(left), None) => lang.tn("task-days-left", u64::try_from(left).unwrap_or(0)),
        (None, None) => String::new(),
    };
    DeskItem {
        title: shown.title,
        href: href(&row.at),
        when: [when, shown.due_on].join(", "),
        note: shown.lead,
    }
}
