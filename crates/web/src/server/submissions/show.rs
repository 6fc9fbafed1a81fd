//! One report: its grid, what the person can do with it, and the faults of what was just sent.

use super::super::pieces::{acts, history};
use super::super::{Fault, Sent, Shared, Who, at, href, html, see};
use super::grid::row;
use crate::i18n::Lang;
use crate::layout::{Message, Nav};
use crate::view::common::Link;
use crate::view::form::{SheetFault, SubmissionMove, SubmissionPage};
use app::submissions::{EntryFault, SubmissionMove as Open, SubmissionView};
use axum::extract::{Path, State};
use axum::response::Response;
use terms::{Day, Kind, SubmissionState};

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Submission, path)?;
    let view = shared.office.submission(&who.viewer, &at).await?;
    page(&shared, &who, view, Sending::default()).await
}

/// What came of something that was just sent and not taken.
#[derive(Default)]
pub(super) struct Sending<'a> {
    /// What was sent.
    pub(super) sent: Option<&'a Sent>,
    /// Faults of its cells.
    pub(super) faults: Vec<EntryFault>,
    /// Faults of a spreadsheet.
    pub(super) sheet: Vec<app::submissions::SheetFault>,
    /// Words on top of the page.
    pub(super) says: Option<Message>,
}

pub(super) async fn page(
    shared: &Shared,
    who: &Who,
    view: SubmissionView,
    sending: Sending<'_>,
) -> Result<Response, Fault> {
    let mut p = who.page(shared, Nav::Forms).await;
    p.messages.extend(sending.says);
    let day = |day: Option<Day>| day.map_or_else(|| "–".to_owned(), Day::vn);
    let action = href(&view.at);
    html(&SubmissionPage {
        note: note(who.lang, &view),
        form: Link::new(view.form_code, href(&view.form.at)),
        title: view.form.name,
        unit: see(&view.unit),
        period: view.label,
        state: view.state,
        on_time_until: day(view.on_time_until),
        open_until: day(view.open_until),
        late: view.late,
        returned_for: view.returned_for,
        rows: view.rows.iter().map(|r| row(r, sending.sent, &sending.faults)).collect(),
        moves: view.moves.iter().map(|m| offered(*m)).collect(),
        xlsx: format!("{action}/xlsx"),
        reason: sending.sent.map(|s| s.one("reason").to_owned()).unwrap_or_default(),
        faults: sending.sheet.into_iter().map(sheet_fault).collect(),
        history: acts(who.lang, view.history),
        history_href: history(&view.at),
        action,
        p,
    })
}

fn offered(open: Open) -> SubmissionMove {
    match open {
        Open::Enter => SubmissionMove::Save,
        Open::Submit => SubmissionMove::Submit,
        Open::Approve => SubmissionMove::Approve,
        Open::Return => SubmissionMove::Return,
        Open::Correct => SubmissionMove::Correct,
    }
}

fn sheet_fault(f: app::submissions::SheetFault) -> SheetFault {
    SheetFault {
        sheet: f.sheet,
        cell: f.cell,
        value: f.value,
        accepted: format!("{} {}", f.message, f.accepted).trim().to_owned(),
        code: f.code,
    }
}

/// Who is to do the next step, where it is not the person who looks.
fn note(lang: Lang, view: &SubmissionView) -> Option<String> {
    let may = |m| view.moves.contains(&m);
    match view.state {
        SubmissionState::Submitted if !may(Open::Approve) => {
            let by = view.submitted_by.as_deref().unwrap_or("–");
            Some(lang.ta("submission-note-second", &[("name", by)]))
        }
        SubmissionState::Draft | SubmissionState::Returned if !may(Open::Enter) => {
            let until = view.open_until.map_or_else(|| "–".to_owned(), Day::vn);
            let names = [("name", view.unit.name.as_str()), ("until", until.as_str())];
            Some(lang.ta("submission-note-closed", &names))
        }
        SubmissionState::Approved => {
            let by = view.approved_by.as_deref().unwrap_or("–");
            Some(lang.ta("submission-note-approved", &[("name", by)]))
        }
        _ => None,
    }
}
