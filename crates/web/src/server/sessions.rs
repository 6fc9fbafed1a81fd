//! The bodies of an activity: who has to come, and how many of each came, entered in a grid.

use super::cascade::choices_of_groups;
use super::pieces::{n, refusal, unfit};
use super::route::{CLERK, READER, Routes, get, post};
use super::{Fault, Sent, Shared, Who, at, href, html, said, see};
use crate::layout::{Message, Nav};
use crate::view::cascade::{SessionLine, SessionPage};
use crate::view::common::Choice;
use app::objects::DocumentFilter;
use app::sessions::{Came, Convening, SessionRow, SessionView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use terms::{Kind, Named, Ref, Role};

/// How many documents are offered, the latest first.
const LATEST: usize = 200;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/activities/{site}/{id}/session", get(READER, show))
        .route("/activities/{site}/{id}/convene", post(CLERK, convene))
        .route("/activities/{site}/{id}/attendance", post(CLERK, attendance))
}

async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    page(&shared, &who, &at(Kind::Activity, path)?, None, None).await
}

fn line(row: &SessionRow) -> SessionLine {
    let typed = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    SessionLine {
        body: see(&row.body),
        at: row.body.at.to_string(),
        present: typed(row.present),
        summoned: typed(row.summoned),
        convened: row.convened,
    }
}

/// The page; what was typed into the grid stays when it was refused.
async fn page(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    refused: Option<Message>,
    typed: Option<&Sent>,
) -> Result<Response, Fault> {
    let view = shared.office.session(&who.viewer, at).await?;
    let may_write = who.viewer.is(Role::Clerk);
    let groups = shared.office.body_groups(&who.viewer).await?;
    let mut rows: Vec<SessionLine> = view.rows.iter().map(line).collect();
    if let Some(sent) = typed {
        for (body, present, summoned) in grid(sent) {
            let found = rows.iter_mut().find(|r| r.at == body);
            found.into_iter().for_each(|r| {
                (r.present, r.summoned) = (present.to_owned(), summoned.to_owned());
            });
        }
    }
    let mut p = who.page(shared, Nav::Documents).await;
    p.messages.extend(refused);
    let named = Named { at: at.clone(), name: view.title.clone() };
    html(&SessionPage {
        activity: see(&named),
        about: view.documents.iter().map(see).collect(),
        bodies: (n(view.bodies.0), n(view.bodies.1)),
        heads: view.heads,
        rows,
        may_write,
        groups: choices_of_groups(who.lang, &groups, &Sent::default()),
        choices: bodies(shared, who, &view).await?,
        documents: documents(shared, who, &view.documents).await?,
        summoned: view.summoned.iter().map(|(n, who)| format!("{n} {who}\n")).collect(),
        p,
    })
}

/// Bodies to choose from; those that have to come are always among them.
async fn bodies(shared: &Shared, who: &Who, view: &SessionView) -> Result<Vec<Choice>, Fault> {
    let mut all = shared.office.single_bodies(&who.viewer).await?;
    let called = view.rows.iter().filter(|r| r.convened).map(|r| &r.body);
    let more: Vec<Named> =
        called.clone().filter(|b| all.iter().all(|a| a.at != b.at)).cloned().collect();
    all.extend(more);
    let is_called = |at: &Ref| called.clone().any(|b| b.at == *at);
    Ok(all.iter().map(|b| Choice::new(b.at.to_string(), &b.name, is_called(&b.at))).collect())
}

/// The latest documents to choose from; those named are among them and chosen.
pub(super) async fn documents(
    shared: &Shared,
    who: &Who,
    about: &[Named],
) -> Result<Vec<Choice>, Fault> {
    let latest = DocumentFilter { per_page: LATEST, ..DocumentFilter::default() };
    let list = shared.office.documents(&who.viewer, &latest).await?.rows.rows;
    let mut choices: Vec<Choice> =
        about.iter().map(|d| Choice::new(d.at.to_string(), &d.name, true)).collect();
    let others = list.iter().filter(|r| about.iter().all(|d| d.at != r.at));
    choices.extend(
        others.map(|r| Choice::new(r.at.to_string(), format!("{}: {}", r.label, r.subject), false)),
    );
    Ok(choices)
}

async fn convene(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Activity, path)?;
    let refs = |name: &str| sent.all(name).filter_map(|r| r.parse().ok()).collect();
    let mut summoned = Vec::new();
    for line in sent.one("summoned").lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (count, who_comes) = line.split_once(' ').unwrap_or((line, ""));
        match count.replace('.', "").parse() {
            Ok(count) if !who_comes.trim().is_empty() => {
                summoned.push((count, who_comes.trim().to_owned()));
            }
            _ => {
                let words = who.lang.ta("attendance-bad", &[("name", line)]);
                return Err(unfit(who.lang, "session.bad", words));
            }
        }
    }
    let new = Convening {
        documents: refs("documents"),
        groups: sent.all("groups").map(str::to_owned).collect(),
        bodies: refs("bodies"),
        summoned,
    };
    shared.office.convene(&who.viewer, &at, new).await?;
    Ok(said(&format!("{}/session", href(&at)), "said-convened", ""))
}

/// The rows of the grid as sent: body, how many came, how many had to.
fn grid(sent: &Sent) -> Vec<(&str, &str, &str)> {
    let of = |name: &'static str| {
        let fields = sent.fields.iter().filter(move |(key, _)| key == name);
        fields.map(|(_, value)| value.trim())
    };
    of("body").zip(of("present")).zip(of("summoned")).map(|((b, p), s)| (b, p, s)).collect()
}

async fn attendance(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Activity, path)?;
    let number = |typed: &str| typed.replace('.', "").parse::<u64>().ok();
    let mut came = Vec::new();
    for (body, present, summoned) in grid(&sent) {
        let Ok(body) = body.parse::<Ref>() else { return Err(Fault::no_such_page()) };
        if present.is_empty() && summoned.is_empty() {
            continue;
        }
        let all = (number(present), number(summoned));
        let (Some(present), true) = (all.0, summoned.is_empty() || all.1.is_some()) else {
            let bad = if all.0.is_none() { present } else { summoned };
            let words = who.lang.ta("session-bad", &[("name", bad)]);
            let refused = super::pieces::said_wrong(Some("session.bad".into()), words);
            return refused_page(&shared, &who, &at, refused, &sent).await;
        };
        came.push(Came { body, present, summoned: all.1 });
    }
    match shared.office.enter_attendance(&who.viewer, &at, &came).await {
        Ok(written) => {
            let to = format!("{}/session", href(&at));
            Ok(said(&to, "said-attendance", &written.to_string()))
        }
        Err(e) => refused_page(&shared, &who, &at, refusal(e)?, &sent).await,
    }
}

async fn refused_page(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    refused: Message,
    sent: &Sent,
) -> Result<Response, Fault> {
    let mut answer = page(shared, who, at, Some(refused), Some(sent)).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
