//! Tiếp nhận văn bản: files come in by a form or by drag and drop; what came in is listed.
//!
//! Of a file that bears a mark of secrecy nothing is said here, not even its name.

use super::at::href;
use super::fault::Fault;
use super::list::pager;
use super::pieces::{n, not_taken};
use super::posted::Sent;
use super::reply::{html, said};
use super::route::{CLERK, READER, Routes, get, post};
use super::who::{Shared, Who};
use super::{reading, with};
use crate::i18n::Lang;
use crate::layout::{Message, Nav, Tone};
use crate::view::intake::{FileFault, IntakePage, IntakeRow, IntakeState};
use app::Error;
use app::evidence::Upload;
use app::intake::Taken;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::Role;

/// Largest file that is taken, in MB.
const MAX_MB: u32 = 64;

/// Names of files that the dialogue of the browser offers; what a file is, is told by its bytes.
const ACCEPT: &str = ".docx,.odt,.pdf,.doc,.rtf,.xlsx,.html,.htm,.txt,.eml,.xml,.edxml,.zip,.png,.jpg,.jpeg,.tif,.tiff";

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/intake", get(READER, list).post(CLERK, take))
        .route("/intake/{site}/{id}", get(READER, reading::show))
        .route("/intake/{site}/{id}/file", get(READER, reading::as_it_came))
        .route("/intake/{site}/{id}/proposals/{key}", post(CLERK, reading::answer))
        .route("/intake/{site}/{id}/confirm-rest", post(CLERK, reading::confirm_rest))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    page: String,
}

async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    html(&page(&shared, &who, asked.page.parse().unwrap_or(1)).await?)
}

async fn page(shared: &Shared, who: &Who, number: usize) -> Result<IntakePage, Fault> {
    let list = shared.office.intakes(&who.viewer, number).await?;
    let here = if who.here.starts_with("/intake") { who.here.as_str() } else { "/intake" };
    Ok(IntakePage {
        p: who.page(shared, Nav::Intake).await,
        formats: who.lang.t("intake-formats"),
        accept: ACCEPT.into(),
        max_mb: MAX_MB,
        faults: Vec::new(),
        pager: pager(&list, &with(here, "page", "")),
        rows: list.rows.into_iter().map(|row| shown(who.lang, row)).collect(),
        may_upload: who.viewer.is(Role::Clerk),
    })
}

fn shown(lang: Lang, row: app::browse::IntakeRow) -> IntakeRow {
    IntakeRow {
        href: href(&row.at),
        file_name: inside(&row.file_name),
        title: row.title,
        received_at: row.received_at.vn(),
        by: row.by,
        format: format!("{}, {}", row.format, size(lang, row.bytes)),
        state: if row.open > 0 { IntakeState::ToConfirm } else { IntakeState::Done },
        open: n(row.open),
        total: n(row.proposals),
        doubts: n(row.doubtful),
    }
}

/// A size as people read it.
pub(super) fn size(lang: Lang, bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} kB", bytes / 1024),
        _ => format!("{} MB", lang.number(bytes / 1_048_576)),
    }
}

/// What came of the files of one form.
#[derive(Default)]
struct Came {
    new: Vec<(Taken, String)>,
    known: Vec<(Taken, String)>,
    faults: Vec<FileFault>,
}

async fn take(State(shared): State<Shared>, who: Who, sent: Sent) -> Result<Response, Fault> {
    let mut came = Came::default();
    for file in sent.uploads() {
        one(&shared, &who, file, &mut came).await?;
    }
    if came.faults.is_empty() && came.new.len() + came.known.len() == 1 {
        let (taken, key) = match (came.new.pop(), came.known.pop()) {
            (Some((taken, name)), _) => ((taken, name), "said-taken-in"),
            (None, Some((taken, name))) => ((taken, name), "said-known"),
            (None, None) => return Err(Fault::no_such_page()),
        };
        return Ok(said(&href(&taken.0.at), key, &taken.1));
    }
    if came.faults.is_empty() && came.new.is_empty() && came.known.is_empty() {
        came.faults.push(nothing(who.lang));
    }
    told(&shared, &who, came).await
}

async fn one(shared: &Shared, who: &Who, file: Upload, came: &mut Came) -> Result<(), Fault> {
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name).to_owned();
    let documents = match shared.office.take_in_all(&who.viewer, &name, file.bytes).await {
        Ok(documents) if documents.is_empty() => {
            came.faults.push(empty(who.lang, name));
            return Ok(());
        }
        Ok(documents) => documents,
        Err(e @ Error::Refused(_)) => {
            came.faults.push(refused(&e, name));
            return Ok(());
        }
        Err(e) => return Err(e.into()),
    };
    for document in documents {
        let name = inside(&document.file_name);
        match document.taken {
            Ok(taken) if taken.known => came.known.push((taken, name)),
            Ok(taken) => came.new.push((taken, name)),
            Err(e) => came.faults.push(refused(&e, name)),
        }
    }
    Ok(())
}

/// `thư.eml!kế hoạch.docx` as people read it: `thư.eml › kế hoạch.docx`.
pub(super) fn inside(file_name: &str) -> String {
    file_name.replace('!', " › ")
}

fn empty(lang: Lang, file_name: String) -> FileFault {
    FileFault {
        what: lang.ta("intake-empty", &[("name", &file_name)]),
        file_name,
        code: "intake.empty".into(),
        todo: lang.t("intake-choose-other"),
    }
}

fn refused(e: &Error, name: String) -> FileFault {
    let (code, words) = (e.code().to_owned(), e.words());
    let secret = code.ends_with(".secret");
    let what = [words.happened, words.why].join(" ");
    FileFault {
        what: if secret { what } else { format!("{name}: {what}") },
        file_name: if secret { String::new() } else { name },
        todo: words.remedy,
        code,
    }
}

fn nothing(lang: Lang) -> FileFault {
    FileFault {
        file_name: String::new(),
        code: "intake.nothing".into(),
        what: lang.t("intake-nothing"),
        todo: lang.t("intake-choose"),
    }
}

/// The list with what came of each file; refused files first, files known before as rows that lead to them.
async fn told(shared: &Shared, who: &Who, came: Came) -> Result<Response, Fault> {
    let mut page = page(shared, who, 1).await?;
    let say = |key: &str, name: &str, tone| {
        let text = who.lang.ta(key, &[("name", name)]);
        Message { tone, code: None, text }
    };
    let new = came.new.iter().map(|(_, name)| say("said-taken-in", name, Tone::Done));
    let known = came.known.iter().map(|(_, name)| say("said-known", name, Tone::Note));
    page.p.messages.extend(new.chain(known));
    for (taken, name) in came.known.iter().rev() {
        let before = page.rows.iter().find(|row| row.href == href(&taken.at)).cloned();
        if let Some(row) = before {
            let file_name = name.clone();
            page.rows.insert(0, IntakeRow { state: IntakeState::Duplicate, file_name, ..row });
        }
    }
    let none = came.new.is_empty() && came.known.is_empty();
    page.faults = came.faults;
    let answer = html(&page)?;
    Ok(if none { not_taken(answer) } else { answer })
}
