//! What is put on record about a body that is there: one form for each act, at `/bodies/{site}/{id}/{act}`.

use super::super::pieces::choices;
use super::super::route::{OFFICER_OF, Routes, get};
use super::super::{Fault, Sent, Shared, Who, at, href, html, said};
use super::typed::Typed;
use super::{coded, filled, or_none, told};
use crate::i18n::Lang;
use crate::layout::{Message, Nav};
use crate::view::common::{Choice, Link};
use crate::view::entry::{EntryField, EntryKind, EntryPage};
use app::error::Error;
use app::objects::BodyView;
use app::offices::BodyChange;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use terms::{Chain, Charge, Day, Field, Kind, Named, Period, Ref};

/// The acts, as they stand in addresses.
pub(in crate::server) const BODY_ACTS: [&str; 12] = [
    "rename",
    "correct",
    "move",
    "place",
    "standing",
    "area",
    "constitute",
    "post",
    "post-end",
    "charge",
    "discharge",
    "dissolve",
];

/// Up to so many bodies are a list to choose from; more are named.
const MOST_CHOICES: usize = 700;

/// Key of the title of an act.
pub(in crate::server) fn act_title(act: &str) -> &'static str {
    match act {
        "rename" => "act-rename",
        "correct" => "act-correct",
        "move" => "act-move",
        "place" => "act-place",
        "standing" => "act-standing",
        "area" => "act-area",
        "constitute" => "act-constitute",
        "post" => "act-post",
        "post-end" => "act-post-end",
        "charge" => "act-charge",
        "discharge" => "act-discharge",
        _ => "act-dissolve",
    }
}

fn lead(act: &str) -> &'static str {
    match act {
        "rename" => "act-rename-says",
        "correct" => "act-correct-says",
        "move" => "act-move-says",
        "place" => "act-place-says",
        "standing" => "act-standing-says",
        "area" => "act-area-says",
        "constitute" => "act-constitute-says",
        "post" => "act-post-says",
        "post-end" => "act-post-end-says",
        "charge" => "act-charge-says",
        "discharge" => "act-discharge-says",
        _ => "act-dissolve-says",
    }
}

pub(super) fn routes() -> Routes {
    Routes::new().route("/bodies/{site}/{id}/{act}", get(OFFICER_OF, ask).post(OFFICER_OF, put))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    day: String,
}

/// The body and the act that an address names.
fn named((site, id, act): (String, String, String)) -> Result<(Ref, &'static str), Fault> {
    let act = BODY_ACTS.iter().find(|known| **known == act).ok_or_else(Fault::no_such_page)?;
    Ok((at(Kind::Body, (site, id))?, act))
}

async fn ask(
    State(shared): State<Shared>,
    who: Who,
    Path(parts): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (at, act) = named(parts)?;
    let day = Day::parse_typed(&asked.day).ok();
    let view = shared.office.body(&who.viewer, &at, day).await?;
    // Says who may, to whoever may not.
    who.viewer.acting(terms::Role::Officer, &view.body)?;
    page(&shared, &who, act, &view, (&Sent::default(), &[]), None).await
}

async fn put(
    State(shared): State<Shared>,
    who: Who,
    Path(parts): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let (at, act) = named(parts)?;
    let mut typed = Typed::new(who.lang, &sent);
    let change = read(act, &mut typed);
    let (on, basis) = (typed.day("on"), typed.some("basis"));
    let faults = typed.faults();
    let (refused, status) = match change.filter(|_| faults.is_empty()) {
        None => (None, StatusCode::UNPROCESSABLE_ENTITY),
        Some(change) => {
            match shared.office.change_body(&who.viewer, &at, on, basis, change).await {
                Ok(body) => return Ok(said(&href(&at), "said-done", &body.name)),
                Err(Error::Forbidden(why)) => (Some(told(why)), StatusCode::FORBIDDEN),
                Err(Error::Refused(why) | Error::Conflict(why)) => {
                    (Some(told(why)), StatusCode::UNPROCESSABLE_ENTITY)
                }
                Err(other) => return Err(other.into()),
            }
        }
    };
    // What can be chosen is that of the day typed.
    let view = shared.office.body(&who.viewer, &at, on).await?;
    let mut answer = page(&shared, &who, act, &view, (&sent, &faults), refused).await?;
    *answer.status_mut() = status;
    Ok(answer)
}

async fn page(
    shared: &Shared,
    who: &Who,
    act: &str,
    view: &BodyView,
    (sent, faults): (&Sent, &[(&'static str, String)]),
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let mut fields = fields(shared, who, act, view).await?;
    let t = |key: &str| who.lang.t(key);
    let day = EntryField::new("on", t("span-from"), EntryKind::Date).with(view.day.vn());
    fields.push(day.hint(t("entry-from-hint")));
    if act != "correct" {
        fields.push(EntryField::new("basis", t("entry-basis"), EntryKind::Line));
    }
    let mut p = who.page(shared, Nav::Bodies).await;
    p.messages.extend(refused);
    html(&EntryPage {
        title: format!("{}: {}", t(act_title(act)), view.body.name),
        lead: t(lead(act)),
        back: Link::new(&view.body.name, href(&view.body.at)),
        action: format!("{}/{act}", href(&view.body.at)),
        fields: filled(fields, sent, faults),
        p,
    })
}

async fn fields(
    shared: &Shared,
    who: &Who,
    act: &str,
    view: &BodyView,
) -> Result<Vec<EntryField>, Fault> {
    let lang = who.lang;
    let t = |key: &str| lang.t(key);
    let line = |name: &str, key: &str| EntryField::new(name, t(key), EntryKind::Line);
    let lines = |name: &str, key: &str| EntryField::new(name, t(key), EntryKind::Lines);
    Ok(match act {
        "rename" | "correct" => {
            let mut fields = vec![
                line("name", "body-name").must().with(&view.body.name),
                line("short_name", "body-short-name").with(&view.short_name),
            ];
            if act == "correct" {
                fields.push(line("reason", "reason").must());
            }
            fields
        }
        "move" => vec![body(shared, who, view, "parent", "body-parent").await?],
        "place" => {
            let chains = or_none(t("choose"), coded(lang, Chain::ALL, None));
            vec![
                EntryField::choice("chain", t("chain"), chains).must(),
                body(shared, who, view, "parent", "chain-above").await?,
            ]
        }
        "standing" => vec![body(shared, who, view, "standing_for", "body-standing-for").await?],
        "area" => {
            let now = view.area.iter().map(|u| u.name.as_str()).collect::<Vec<_>>().join("\n");
            let field = lines("units", "body-area").must().hint(t("act-area-hint"));
            vec![if view.area_stated { field.with(now) } else { field }]
        }
        "constitute" => vec![
            line("document", "constituted-document").hint(t("constituted-document-hint")),
            EntryField::new("seats", t("constituted-seats"), EntryKind::Number),
            EntryField::new("term_from", t("constituted-term-from"), EntryKind::Date),
            EntryField::new("term_to", t("constituted-term-to"), EntryKind::Date),
        ],
        "post" => vec![
            line("post", "post").must().hint(t("act-post-hint")),
            EntryField::new("seats", t("post-seats"), EntryKind::Number).must().with("1"),
        ],
        "post-end" => {
            let laid = view.posts_now.iter().filter(|p| p.seats.is_some());
            let laid = laid.map(|p| Choice::new(&p.post, &p.post, false)).collect();
            vec![EntryField::choice("post", t("post"), or_none(t("choose"), laid)).must()]
        }
        "charge" => charge(lang, view),
        "discharge" => vec![discharge(lang, view)],
        _ => vec![lines("successors", "body-successor").hint(t("act-dissolve-hint"))],
    })
}

/// What a part in a line of work is laid down with.
fn charge(lang: Lang, view: &BodyView) -> Vec<EntryField> {
    let t = |key: &str| lang.t(key);
    let parts = or_none(t("choose"), coded(lang, Charge::ALL, None));
    let field = or_none(t("choose"), coded(lang, Field::ALL, None));
    let posts = view.posts_now.iter().map(|p| Choice::new(&p.post, &p.post, false));
    let posts = or_none(t("charge-head"), posts.collect());
    vec![
        EntryField::choice("part", t("charge-part"), parts).must(),
        EntryField::choice("field", t("task-field"), field).must(),
        EntryField::new("matter", t("charge-matter"), EntryKind::Line)
            .hint(t("charge-matter-hint")),
        EntryField::choice("post", t("charge-post"), posts).hint(t("charge-post-hint")),
    ]
}

/// The parts that the body has, to choose the one that ends.
fn discharge(lang: Lang, view: &BodyView) -> EntryField {
    let held = view.duties.iter().map(|d| {
        let words = [lang.t(&key(&d.part)), lang.t(&key(&d.field)), d.matter.clone()];
        let words = words.into_iter().filter(|w| !w.is_empty());
        let value = format!("{}|{}|{}", d.part.code(), d.field.code(), d.matter);
        Choice::new(value, words.collect::<Vec<_>>().join(" · "), false)
    });
    let held = or_none(lang.t("choose"), held.collect());
    EntryField::choice("duty", lang.t("charge-part"), held).must()
}

fn key<C: crate::view::common::Coded>(value: &C) -> String {
    value.key()
}

/// A body of the day: a list to choose from, or a line for its name where there are too many.
async fn body(
    shared: &Shared,
    who: &Who,
    view: &BodyView,
    name: &'static str,
    label: &'static str,
) -> Result<EntryField, Fault> {
    let t = |key: &str| who.lang.t(key);
    let mut all: Vec<Named> = shared.office.body_choices(&who.viewer, Some(view.day)).await?;
    all.retain(|b| b.at != view.body.at);
    if all.len() > MOST_CHOICES {
        return Ok(EntryField::new(name, t(label), EntryKind::Line).hint(t("entry-body-hint")));
    }
    let now = match name {
        "standing_for" => view.standing_for.as_ref(),
        _ if label == "body-parent" => view.parent.as_ref(),
        _ => None,
    };
    let all = or_none(t("entry-none"), choices(&all, now.map(|n| &n.at)));
    Ok(EntryField::choice(name, t(label), all))
}

/// What was typed; `None` when something is wrong, which `typed` then knows.
fn read(act: &str, typed: &mut Typed<'_>) -> Option<BodyChange> {
    Some(match act {
        "rename" => {
            BodyChange::Rename { name: typed.must("name")?, short_name: typed.some("short_name") }
        }
        "correct" => {
            let (name, reason) = (typed.must("name"), typed.must("reason"));
            let short_name = typed.some("short_name");
            BodyChange::Correct { name: name?, short_name, reason: reason? }
        }
        "move" => BodyChange::Place { chain: None, parent: typed.pick("parent") },
        "place" => {
            let chain = typed.one_of("chain", Chain::from_code);
            BodyChange::Place { chain: Some(chain?), parent: typed.pick("parent") }
        }
        "standing" => BodyChange::Standing { standing_for: typed.pick("standing_for") },
        "area" => {
            typed.must("units")?;
            BodyChange::Area { units: typed.picks("units") }
        }
        "constitute" => {
            let (seats, term) = (typed.count("seats"), term(typed));
            BodyChange::Constitute { document: typed.some("document"), seats, term }
        }
        "post" => {
            let (post, seats) = (typed.must("post"), typed.count("seats"));
            BodyChange::LayDown { post: post?, seats: seats.unwrap_or(1) }
        }
        "post-end" => BodyChange::EndPost { post: typed.must("post")? },
        "charge" => {
            let part = typed.one_of("part", Charge::from_code);
            let field = typed.one_of("field", Field::from_code);
            let (matter, post) = (typed.some("matter"), typed.some("post"));
            BodyChange::Charge { part: part?, field: field?, matter, post }
        }
        "discharge" => {
            let duty = typed.one_of("duty", |value| {
                let mut parts = value.splitn(3, '|');
                let part = Charge::from_code(parts.next()?)?;
                let field = Field::from_code(parts.next()?)?;
                Some((part, field, parts.next().filter(|m| !m.is_empty()).map(str::to_owned)))
            });
            let (part, field, matter) = duty?;
            BodyChange::Discharge { part, field, matter }
        }
        _ => BodyChange::Dissolve { successors: typed.picks("successors") },
    })
}

/// A term from a day to a day; both or neither.
fn term(typed: &mut Typed<'_>) -> Option<Period> {
    let (from, to) = (typed.day("term_from"), typed.day("term_to"));
    match (from, to) {
        (Some(from), Some(to)) => {
            let period = Period::new(from, to).ok();
            if period.is_none() {
                typed.wrong("term_to", typed.lang.t("constituted-term-bad"));
            }
            period
        }
        (None, None) => None,
        (Some(_), None) => {
            typed.wrong("term_to", typed.lang.t("constituted-term-half"));
            None
        }
        (None, Some(_)) => {
            typed.wrong("term_from", typed.lang.t("constituted-term-half"));
            None
        }
    }
}
