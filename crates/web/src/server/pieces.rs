//! Pieces of `app`'s views that the pages of work share: acts, evidence, places in texts, days as typed.
//!
//! It must not know any single page.

use super::at::href;
use super::fault::Fault;
use crate::i18n::Lang;
use crate::layout::{Message, Tone};
use crate::view::common::{ActLine, Choice, Link, Origin};
use app::error::Words;
use app::view::{ActView, EvidenceView, SpanView};
use axum::http::StatusCode;
use axum::response::Response;
use terms::{Day, Named, Ref, Site};

/// Acts in words, in the order in which they come.
pub(super) fn acts(lang: Lang, list: Vec<ActView>) -> Vec<ActLine> {
    list.into_iter().map(|a| act(lang, a)).collect()
}

fn act(lang: Lang, a: ActView) -> ActLine {
    let (act, entered) = (ledger(&a.site, a.seq), a.recorded_at.get(..10).unwrap_or(""));
    let holds = a.effective_on.vn();
    ActLine {
        href: act.href,
        place: act.label,
        effective_on: Some(holds).filter(|day| day != entered),
        recorded_at: a.recorded_at,
        who: a.who,
        body: a.body.name,
        sentence: a.sentence,
        details: a.evidence.iter().map(|e| (lang.t("mention-evidence"), e.label.clone())).collect(),
        undone: false,
        undo: None,
    }
}

/// Acts in words, those that were taken back marked, each that may be taken back leading to where it is.
pub(super) fn acts_to_undo(
    lang: Lang,
    list: Vec<ActView>,
    undone: &[(Site, u64)],
    may: bool,
) -> Vec<ActLine> {
    let one = |a: ActView| {
        let key = (a.site.clone(), a.seq);
        let (gone, itself) = (undone.contains(&key), a.takes_back);
        let undo = (may && !gone && !itself).then(|| format!("/undo?act={}/{}", key.0, key.1));
        ActLine { undone: gone, undo, ..act(lang, a) }
    };
    list.into_iter().map(one).collect()
}

/// An act of the ledger: its place in the chain, leading to its page.
pub(super) fn ledger(site: &Site, seq: u64) -> Link {
    Link::new(format!("{site}-{seq:06}"), format!("/ledger/{site}/{seq}"))
}

/// The address of an object's history.
pub(super) fn history(at: &Ref) -> String {
    format!("/history/{at}")
}

/// What proves something, leading to where it can be seen; `files` is the address under which files are given out.
pub(super) fn proof(e: &EvidenceView, files: &str) -> Link {
    let to = match (&e.at, &e.act, &e.sha256) {
        (Some(at), ..) => match e.span {
            Some((start, _)) => format!("{}#b{start}", href(at)),
            None => href(at),
        },
        (None, Some((site, seq)), _) => ledger(site, *seq).href,
        (None, None, Some(sha256)) => format!("{files}/{sha256}"),
        (None, None, None) => String::new(),
    };
    Link::new(e.label.clone(), to)
}

/// A place in a text with the words around it.
pub(super) fn origin(span: SpanView) -> Origin {
    let (at, name) = match span.document {
        Some(named) => (named.at, named.name),
        None => (span.intake, span.file_name),
    };
    let page = href(&at);
    Origin {
        href: format!("{page}#b{}", span.start),
        document: Link::new(name, page),
        before: span.before,
        quote: span.quote,
        after: span.after,
    }
}

/// Objects to choose from, one of them chosen.
pub(super) fn choices(list: &[Named], chosen: Option<&Ref>) -> Vec<Choice> {
    let one = |n: &Named| Choice::new(n.at.to_string(), n.name.clone(), Some(&n.at) == chosen);
    list.iter().map(one).collect()
}

/// A day as typed; nothing when the field is empty.
///
/// # Errors
/// That it is no day, with what is accepted.
pub(super) fn day(lang: Lang, typed: &str) -> Result<Option<Day>, Fault> {
    match typed.trim() {
        "" => Ok(None),
        typed => Day::parse_typed(typed)
            .map(Some)
            .map_err(|_| unfit(lang, "day.bad", bad_day(lang, typed))),
    }
}

/// A day that must be typed.
///
/// # Errors
/// That it is no day, with what is accepted.
pub(super) fn must_day(lang: Lang, typed: &str) -> Result<Day, Fault> {
    day(lang, typed)?.ok_or_else(|| unfit(lang, "day.bad", bad_day(lang, "")))
}

/// Why something typed is no day.
pub(super) fn bad_day(lang: Lang, typed: &str) -> String {
    lang.ta("bad-day", &[("name", typed.trim())])
}

/// That what was sent does not fit, in words.
pub(super) fn unfit(lang: Lang, code: &str, happened: String) -> Fault {
    let mut fault = Fault::of_status(StatusCode::UNPROCESSABLE_ENTITY, code);
    let (why, remedy) = (lang.t("error-422-why"), lang.t("error-422-todo"));
    fault.words = Some(Box::new(Words { happened, why, remedy }));
    fault
}

/// A refusal as a message on top of a page that stays as it was typed. Other failures go to the page of faults.
///
/// # Errors
/// What is no refusal.
pub(super) fn refusal(e: app::Error) -> Result<Message, Fault> {
    match e {
        app::Error::Refused(problem) | app::Error::Conflict(problem) => {
            let Words { happened, why, remedy } = problem.words();
            Ok(said_wrong(Some(problem.code), format!("{happened} {why} {remedy}")))
        }
        other => Err(other.into()),
    }
}

/// Words on top of the page about what went wrong.
pub(super) fn said_wrong(code: Option<String>, text: String) -> Message {
    Message { tone: Tone::Fault, code, text }
}

/// The same page, said to be an answer to something that did not fit.
pub(super) fn not_taken(mut page: Response) -> Response {
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    page
}

/// A count as pages take it.
pub(super) fn n(count: usize) -> u64 {
    count as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it_and_refused_in_words() {
        assert_eq!(
            day(Lang::Vi, " 5/3/2026 ").unwrap().map(Day::vn).as_deref(),
            Some("05/03/2026")
        );
        assert!(day(Lang::Vi, " ").unwrap().is_none());
        let fault = day(Lang::Vi, "31/02/2026").unwrap_err();
        assert!(fault.words.unwrap().happened.contains("31/02/2026"));
        assert!(must_day(Lang::Vi, "").is_err());
    }
}
