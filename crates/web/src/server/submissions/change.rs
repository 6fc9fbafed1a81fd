//! What is done with a report from its page: saved, handed in, approved, returned, corrected.

use super::super::pieces::{not_taken, refusal, said_wrong};
use super::super::{Fault, Sent, Shared, Who, at, href, said};
use super::grid::changed;
use super::show::{Sending, page};
use crate::layout::Message;
use app::submissions::{EntryFault, SubmissionView};
use axum::extract::{Path, State};
use axum::response::Response;
use terms::{Kind, Ref};

pub(super) async fn change(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Submission, path)?;
    let (office, viewer) = (&shared.office, &who.viewer);
    let done = match sent.one("do") {
        "save" => save(&shared, &who, &at, &sent).await?,
        "submit" => match save(&shared, &who, &at, &sent).await? {
            Done::Yes => handed_in(office.submit(viewer, &at).await)?,
            not => not,
        },
        "correct" => correct(&shared, &who, &at, &sent).await?,
        "approve" => handed_in(office.approve_submission(viewer, &at).await)?,
        "return" => {
            let reason = sent.one("reason").to_owned();
            handed_in(office.return_submission(viewer, &at, reason).await)?
        }
        _ => return Err(Fault::no_such_page()),
    };
    let (faults, says) = match done {
        Done::Yes => {
            let what = format!("submission-move-{}", sent.one("do"));
            return Ok(said(&href(&at), "said-done", &who.lang.t(&what)));
        }
        Done::Faulty(faults) => {
            (faults, said_wrong(None, who.lang.t("submission-nothing-entered")))
        }
        Done::Refused(says) => (Vec::new(), says),
    };
    // What was saved before a refusal is on record and shown as such; what was not stays as typed.
    let view = office.submission(viewer, &at).await?;
    let sending = Sending { sent: Some(&sent), faults, says: Some(says), ..Sending::default() };
    Ok(not_taken(page(&shared, &who, view, sending).await?))
}

/// What came of a move.
enum Done {
    Yes,
    Faulty(Vec<EntryFault>),
    Refused(Message),
}

fn handed_in(done: Result<(), app::Error>) -> Result<Done, Fault> {
    done.map_or_else(|e| Ok(Done::Refused(refusal(e)?)), |()| Ok(Done::Yes))
}

fn entered(done: Result<Vec<EntryFault>, app::Error>) -> Result<Done, Fault> {
    match done {
        Ok(faults) if faults.is_empty() => Ok(Done::Yes),
        Ok(faults) => Ok(Done::Faulty(faults)),
        Err(e) => Ok(Done::Refused(refusal(e)?)),
    }
}

async fn now(shared: &Shared, who: &Who, at: &Ref) -> Result<SubmissionView, Fault> {
    Ok(shared.office.submission(&who.viewer, at).await?)
}

/// Saves what was changed; where nothing was, nothing is written.
async fn save(shared: &Shared, who: &Who, at: &Ref, sent: &Sent) -> Result<Done, Fault> {
    let typed = changed(&now(shared, who, at).await?.rows, sent);
    if typed.is_empty() {
        return Ok(Done::Yes);
    }
    entered(shared.office.enter_cells(&who.viewer, at, &typed).await)
}

async fn correct(shared: &Shared, who: &Who, at: &Ref, sent: &Sent) -> Result<Done, Fault> {
    let typed = changed(&now(shared, who, at).await?.rows, sent);
    if typed.is_empty() {
        return Ok(Done::Refused(said_wrong(None, who.lang.t("submission-nothing-changed"))));
    }
    let reason = sent.one("reason").to_owned();
    entered(shared.office.correct_cells(&who.viewer, at, &typed, reason).await)
}
