//! Trang đọc: the text with its mentions on the left, the proposals on the right, each decided once.

use super::at::{at, href, see};
use super::fault::Fault;
use super::intake::{inside, size};
use super::marks::{kind, legend, marked, outline};
use super::pieces::{n, refusal};
use super::posted::Sent;
use super::reply::{file, html, media_type, said};
use super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::{Nav, escape};
use crate::view::common::{Choice, Link};
use crate::view::intake::*;
use app::Error;
use app::intake::{Answer, Desk, Entry, Input, Proposal};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use terms::{Edtf, Kind, Ref, Role};

/// Why a proposal was rejected when nothing more was said; kept in the ledger, hence in Vietnamese.
const NO_REASON: &str = "Không đưa vào sổ";
/// A line longer than this is corrected in a field of several lines.
const LONG: usize = 90;

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Intake, path)?;
    let desk = shared.office.intake_desk(&who.viewer, &at).await?;
    let open = desk.proposals.iter().filter(|p| !is_decided(&desk, p)).count();
    let sure = sure(&who, &desk).count();
    let here = href(&at);
    let own = desk.intake.decided.get("document-1").and_then(|d| d.outcome.as_ref());
    html(&ReadingPage {
        p: who.page(&shared, Nav::Intake).await,
        title: desk.intake.title.clone(),
        file: Link::new(inside(&desk.intake.file_name), format!("{here}/file")),
        came: came(who.lang, &desk),
        circulation: desk.intake.circulation.clone(),
        text: marked(&desk, true),
        outline: outline(&desk),
        legend: legend(&desk),
        groups: groups(who.lang, &desk),
        remarks: remarks(&desk),
        open: n(open),
        total: n(desk.proposals.len()),
        may_decide: who.viewer.is(Role::Clerk),
        document: own.map(see),
        confirm_rest: who.viewer.is(Role::Clerk).then(|| format!("{here}/confirm-rest")),
        sure: n(sure),
    })
}

fn came(lang: Lang, desk: &Desk) -> String {
    let i = &desk.intake;
    let when = i.created.recorded_at.vn();
    format!(
        "{}, {}, {}, {when}, {}",
        i.format,
        i.encoding,
        size(lang, i.bytes),
        i.created.actor.name
    )
}

fn is_decided(desk: &Desk, p: &Proposal) -> bool {
    desk.intake.decided.contains_key(&p.key)
}

/// Doubts that touch no proposal.
fn remarks(desk: &Desk) -> Vec<String> {
    let touched = |w: &&_| desk.proposals.iter().any(|p| p.doubts.iter().any(|d| d == *w));
    let loose = desk.reading.warnings.iter().filter(|w| !touched(w));
    let mut remarks: Vec<String> = loose.map(|w| w.message.clone()).collect();
    remarks.dedup();
    remarks
}

/// Open proposals that nothing speaks against and that the person may decide, in the order in which they are best decided.
fn sure<'a>(who: &Who, desk: &'a Desk) -> impl Iterator<Item = &'a Proposal> {
    let officer = who.viewer.is(Role::Officer);
    let whole = |p: &Proposal| p.entries.iter().all(|e| !e.required || !e.value.trim().is_empty());
    let may = move |p: &Proposal| officer || p.kind != app::intake::ProposalKind::Task;
    desk.proposals
        .iter()
        .filter(move |p| !is_decided(desk, p) && p.doubts.is_empty() && whole(p) && may(p))
}

/// Proposals by kind of mark, kinds in the order of their first proposal.
fn groups(lang: Lang, desk: &Desk) -> Vec<ProposalGroup> {
    let mut groups: Vec<ProposalGroup> = Vec::new();
    for p in &desk.proposals {
        let view = proposal(lang, desk, p);
        match groups.iter_mut().find(|g| g.kind == view.kind) {
            Some(group) => group.items.push(view),
            None => groups.push(ProposalGroup { kind: view.kind, items: vec![view] }),
        }
    }
    groups
}

fn proposal(lang: Lang, desk: &Desk, p: &Proposal) -> ProposalView {
    let place = p.spans.iter().find(|s| s.start < s.end);
    let place = place.filter(|s| desk.text.get(s.start..s.end).is_some());
    let told = |e: &&Entry| !e.value.is_empty() && e.value != p.title;
    ProposalView {
        key: p.key.clone(),
        kind: kind(p),
        summary: p.title.clone(),
        lines: p.entries.iter().filter(told).map(|e| (e.label.into(), printed(p, e))).collect(),
        place: place.map(|s| format!("b{}", s.start)),
        doubts: doubts(p),
        fields: p.entries.iter().map(|e| field(lang, e)).collect(),
        action: format!("{}/proposals/{}", href(&desk.intake.at), p.key),
        decided: desk.intake.decided.get(&p.key).map(|d| DecidedView {
            decision: d.decision,
            who: d.by.actor.name.clone(),
            when: d.by.recorded_at.vn(),
            outcome: d.outcome.as_ref().map(see),
            reason: d.reason.clone(),
        }),
    }
}

/// What an entry says, as people read it.
fn printed(p: &Proposal, entry: &Entry) -> String {
    let label = |choices: &[(String, String)]| {
        let found = choices.iter().find(|(code, _)| *code == entry.value);
        found.map(|(_, label)| label.clone())
    };
    let printed = match &entry.input {
        Input::Choice(choices) => label(choices),
        Input::Date => entry.value.parse::<Edtf>().ok().map(Edtf::vn),
        Input::Lines => Some(entry.value.lines().collect::<Vec<_>>().join("; ")),
        Input::Line if p.key.starts_with("body-") && entry.name == "kind" => {
            Some(app::browse::body_kind(&entry.value).to_owned())
        }
        Input::Line => None,
    };
    printed.unwrap_or_else(|| entry.value.clone())
}

fn field(lang: Lang, entry: &Entry) -> EditField {
    let mut choices = Vec::new();
    let mut value = entry.value.clone();
    let kind = match &entry.input {
        Input::Choice(all) => {
            let one = |(code, label): &(String, String)| Choice::new(code, label, *code == value);
            choices.push(Choice::new("", lang.t("choose"), value.is_empty()));
            choices.extend(all.iter().map(one));
            FieldKind::Pick
        }
        Input::Date => {
            value = value.parse::<terms::Day>().map_or(value, terms::Day::vn);
            FieldKind::Day
        }
        Input::Lines => FieldKind::Area,
        Input::Line if value.chars().count() > LONG => FieldKind::Area,
        Input::Line => FieldKind::Line,
    };
    EditField { name: entry.name.into(), label: entry.label.into(), value, kind, choices }
}

/// The doubts, each with the entry that its candidates would fill.
fn doubts(p: &Proposal) -> Vec<DoubtView> {
    let doubt = p.doubts.iter().map(|d| {
        let about = |e: &&Entry| d.candidates.iter().all(|c| e.candidates.contains(c));
        let entry = p.entries.iter().find(about).filter(|_| !d.candidates.is_empty());
        let candidates = d.candidates.iter().filter(|_| entry.is_some()).map(|c| CandidateView {
            value: c.value.clone(),
            label: entry
                .and_then(|e| chosen_label(e, &c.value))
                .unwrap_or_else(|| printed_date(&c.value)),
            reason: c.reason.clone(),
            on: false,
        });
        DoubtView {
            code: d.code.clone(),
            message: d.message.clone(),
            name: entry.map_or(String::new(), |e| e.name.into()),
            candidates: candidates.collect(),
        }
    });
    doubt.collect()
}

/// The words of a value that is chosen from a list.
fn chosen_label(entry: &Entry, value: &str) -> Option<String> {
    let Input::Choice(all) = &entry.input else { return None };
    all.iter().find(|(code, _)| code == value).map(|(_, label)| label.clone())
}

fn printed_date(value: &str) -> String {
    value.parse::<Edtf>().map_or_else(|_| value.to_owned(), Edtf::vn)
}

/// The proposal that a person decided on, and what it says now.
pub(super) async fn answer(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, key)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Intake, (site, id))?;
    let desk = shared.office.intake_desk(&who.viewer, &at).await?;
    let before = desk.proposals.iter().find(|p| p.key == key).ok_or_else(Fault::no_such_page)?;
    let (answer, words) = match sent.one("decision") {
        "confirmed" => (chosen(before, &sent), "said-confirmed"),
        "corrected" => (Answer::Correct(typed(before, &sent)), "said-corrected"),
        "rejected" => {
            let reason = sent.some("reason").unwrap_or(NO_REASON).to_owned();
            (Answer::Reject { reason }, "said-rejected")
        }
        _ => return Err(Fault::no_such_page()),
    };
    let done = shared.office.answer(&who.viewer, &at, &key, answer).await;
    match (done, who.piece) {
        (Ok(_), true) => piece(&shared, &who, &at, &key, None).await,
        (Ok(_), false) => Ok(said(&format!("{}#p-{key}", href(&at)), words, &before.title)),
        (Err(e @ Error::Conflict(_)), true) => piece(&shared, &who, &at, &key, Some(e)).await,
        (Err(e), _) => Err(e.into()),
    }
}

/// One proposal as it stands now; where somebody was faster, with who it was.
async fn piece(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    key: &str,
    refused: Option<Error>,
) -> Result<Response, Fault> {
    let desk = shared.office.intake_desk(&who.viewer, at).await?;
    let p = desk.proposals.iter().find(|p| p.key == key).ok_or_else(Fault::no_such_page)?;
    let part = ProposalPart {
        p: who.page(shared, Nav::Intake).await,
        x: proposal(who.lang, &desk, p),
        may_decide: who.viewer.is(Role::Clerk),
    };
    let Some(e) = refused else { return html(&part) };
    let message = refusal(e)?;
    let (icon, text) = (part.p.icon(message.icon()), escape(&message.text));
    let part = part.render().map_err(|e| Error::Broken(e.to_string()))?;
    let both =
        format!("<div class=\"say say-fault\" role=\"alert\">{icon}<div>{text}</div></div>{part}");
    Ok((StatusCode::CONFLICT, Html(both)).into_response())
}

/// Confirmed as proposed, or with the candidates that were chosen for what was in doubt.
fn chosen(p: &Proposal, sent: &Sent) -> Answer {
    let other = |e: &&Entry| sent.some(e.name).is_some_and(|value| value != e.value);
    let chosen: Vec<(String, String)> = p
        .entries
        .iter()
        .filter(other)
        .map(|e| (e.name.to_owned(), sent.one(e.name).to_owned()))
        .collect();
    if chosen.is_empty() { Answer::Confirm } else { Answer::Correct(chosen) }
}

/// Every field of the correction, and the reason.
fn typed(p: &Proposal, sent: &Sent) -> Vec<(String, String)> {
    let was_sent = |e: &&Entry| sent.fields.iter().any(|(name, _)| name == e.name);
    let mut typed: Vec<(String, String)> = p
        .entries
        .iter()
        .filter(was_sent)
        .map(|e| {
            let value = sent.one(e.name);
            let value = match e.input {
                Input::Date => month(value),
                Input::Line => value.split_whitespace().collect::<Vec<_>>().join(" "),
                _ => value.to_owned(),
            };
            (e.name.to_owned(), value)
        })
        .collect();
    typed.extend(sent.some("reason").map(|why| ("reason".to_owned(), why.to_owned())));
    typed
}

/// A month as people write it (`7/2025`) as EDTF; anything else as it is.
fn month(typed: &str) -> String {
    let parts = typed.split_once('/').and_then(|(m, y)| Some((m.parse().ok()?, y)));
    match parts {
        Some((m @ 1..=12u8, y)) if y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{y}-{m:02}")
        }
        _ => typed.to_owned(),
    }
}

/// Confirms every proposal that nothing speaks against; what cannot go on record yet stays open.
pub(super) async fn confirm_rest(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Intake, path)?;
    let desk = shared.office.intake_desk(&who.viewer, &at).await?;
    let keys: Vec<String> = sure(&who, &desk).map(|p| p.key.clone()).collect();
    let (mut done, all) = (0, keys.len());
    for key in keys {
        match shared.office.answer(&who.viewer, &at, &key, Answer::Confirm).await {
            Ok(_) => done += 1,
            Err(Error::Refused(_) | Error::Conflict(_)) => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(said(&href(&at), "said-confirmed-rest", &format!("{done}/{all}")))
}

/// The file as it came, to be saved; never shown as a page of this server.
pub(super) async fn as_it_came(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (intake, bytes) = shared.office.intake_file(&who.viewer, &at(Kind::Intake, path)?).await?;
    // Of a file that lay in another, its own name.
    let name = intake.file_name.rsplit(['!', '/']).next().unwrap_or(&intake.file_name);
    Ok(file(name, media_type(name), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_people_write_it() {
        assert_eq!(month("7/2025"), "2025-07");
        assert_eq!(month("12/2025"), "2025-12");
        for same in ["30/06/2025", "2025", "13/2025", ""] {
            assert_eq!(month(same), same);
        }
    }
}
