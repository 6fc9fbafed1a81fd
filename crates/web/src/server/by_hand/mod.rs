//! Nhập bằng tay: one way for everything that a person puts on record without a document.
//!
//! What can be entered says which fields it has, how they are read and what is done with them; the pages, what was
//! typed and what is wrong with it are the same for all. No rule of the record is known here.

mod activity;
mod body;
mod class;
mod document;
mod finding;
mod form;
mod indicators;
mod of_body;
mod person;
mod typed;
mod undo;
mod unit;
mod unit_change;

pub(super) use class::class_fact;
pub(super) use of_body::{BODY_ACTS, act_title};
pub(super) use person::post_value;
pub(super) use unit_change::PAGES as UNIT_CHANGES;

use super::pieces::said_wrong;
use super::route::{OFFICER, Routes, get};
use super::{Fault, Sent, Shared, Who, href, html, said};
use crate::layout::{Message, Nav};
use crate::view::common::{Choice, Link};
use crate::view::entry::{EntryField, EntryKind, EntryPage};
use app::error::{Error, Problem, Words};
use app::permit::Needs;
use app::{Office, Viewer};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use terms::Named;
use typed::Typed;

pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(route::<form::NewForm>())
        .merge(route::<body::Body>())
        .merge(route::<unit::Unit>())
        .merge(route::<unit::Formed>())
        .merge(unit_change::routes())
        .merge(route::<person::Person>())
        .merge(route::<person::Post>())
        .merge(route::<person::PostLeft>())
        .merge(route::<finding::Finding>())
        .merge(route::<activity::Activity>())
        .merge(route::<undo::Undo>())
        .merge(route::<class::Class>())
        .merge(route::<document::New>())
        .merge(route::<document::Correct>())
        .merge(route::<document::Withdraw>())
        .merge(route::<document::Link>())
        .merge(route::<document::State>())
        .merge(route::<document::Check>())
        .merge(of_body::routes())
        .merge(person::routes())
}

/// What a page of entry is called and where it stands.
struct Sheet {
    path: &'static str,
    /// Keys of its title and of the words below; the latter may be empty.
    title: &'static str,
    lead: &'static str,
    /// The list it belongs to, and the key of its name.
    back: (&'static str, &'static str),
    nav: Nav,
}

/// Something that can be entered by hand.
trait ByHand: 'static {
    /// What comes of the fields.
    type New: Send;
    /// Its page.
    const SHEET: Sheet;
    /// Its page, where it depends on what was asked.
    fn sheet(_given: &Sent) -> Sheet {
        Self::SHEET
    }
    /// What its address needs.
    const NEEDS: Needs = OFFICER;
    /// The fields, with what stands in them before anything is typed.
    fn fields(
        shared: &Shared,
        who: &Who,
    ) -> impl Future<Output = Result<Vec<EntryField>, Fault>> + Send;
    /// The fields where they depend on what was asked or typed.
    fn fields_of(
        shared: &Shared,
        who: &Who,
        _given: &Sent,
    ) -> impl Future<Output = Result<Vec<EntryField>, Fault>> + Send {
        Self::fields(shared, who)
    }
    /// What was typed; `None` when something is wrong, which `typed` then knows.
    fn read(typed: &mut Typed<'_>) -> Option<Self::New>;
    /// Puts it on record and gives what is to be shown afterwards.
    fn put(
        office: &Office,
        viewer: &Viewer,
        new: Self::New,
    ) -> impl Future<Output = Result<Named, Error>> + Send;
}

fn route<T: ByHand>() -> Routes {
    Routes::new().route(T::SHEET.path, get(T::NEEDS, blank::<T>).post(T::NEEDS, enter::<T>))
}

/// The empty page. What stands in the query stands in the fields.
async fn blank<T: ByHand>(
    State(shared): State<Shared>,
    who: Who,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    // Says who may enter, to whoever may not.
    T::NEEDS.met_by(&who.viewer)?;
    let given = Sent { fields, ..Sent::default() };
    page::<T>(&shared, &who, &given, Vec::new(), None).await
}

async fn enter<T: ByHand>(
    State(shared): State<Shared>,
    who: Who,
    sent: Sent,
) -> Result<Response, Fault> {
    let mut typed = Typed::new(who.lang, &sent);
    let new = T::read(&mut typed);
    let faults = typed.faults();
    let (refused, status) = match new.filter(|_| faults.is_empty()) {
        None => (None, StatusCode::UNPROCESSABLE_ENTITY),
        Some(new) => match T::put(&shared.office, &who.viewer, new).await {
            Ok(done) => return Ok(said(&href(&done.at), "said-done", &done.name)),
            Err(Error::Forbidden(why)) => (Some(told(why)), StatusCode::FORBIDDEN),
            Err(Error::Refused(why) | Error::Conflict(why)) => {
                (Some(told(why)), StatusCode::UNPROCESSABLE_ENTITY)
            }
            Err(other) => return Err(other.into()),
        },
    };
    let mut answer = page::<T>(&shared, &who, &sent, faults, refused).await?;
    *answer.status_mut() = status;
    Ok(answer)
}

fn told(problem: Problem) -> Message {
    let Words { happened, why, remedy } = problem.words();
    said_wrong(Some(problem.code), format!("{happened} {why} {remedy}"))
}

async fn page<T: ByHand>(
    shared: &Shared,
    who: &Who,
    sent: &Sent,
    faults: Vec<(&'static str, String)>,
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let sheet = T::sheet(sent);
    let fields = T::fields_of(shared, who, sent).await?;
    let mut p = who.page(shared, sheet.nav).await;
    p.messages.extend(refused);
    let (to, name) = sheet.back;
    html(&EntryPage {
        title: p.t(sheet.title),
        lead: if sheet.lead.is_empty() { String::new() } else { p.t(sheet.lead) },
        back: Link::new(p.t(name), to),
        action: sheet.path.to_owned(),
        fields: filled(fields, sent, &faults),
        p,
    })
}

/// The fields with what was typed in them, and what is wrong with each.
fn filled(
    mut fields: Vec<EntryField>,
    sent: &Sent,
    faults: &[(&'static str, String)],
) -> Vec<EntryField> {
    for field in &mut fields {
        fill(field, sent);
        let own = faults.iter().filter(|(name, _)| *name == field.name);
        field.faults = own.map(|(_, words)| words.clone()).collect();
    }
    fields
}

/// Puts into a field what was typed there.
fn fill(field: &mut EntryField, sent: &Sent) {
    let given = |name: &str| sent.fields.iter().any(|(n, _)| n == name);
    // Of what was sent, ticks that are not there were taken away; an address names only what it sets.
    let ticks = field.kind == EntryKind::Ticks && sent.posted;
    if !ticks && !given(&field.name) {
        return;
    }
    field.value = sent.one(&field.name).to_owned();
    for choice in &mut field.choices {
        choice.on = match choice.value.as_str() {
            "" => field.value.is_empty(),
            value => sent.all(&field.name).any(|sent| sent == value),
        };
    }
}

/// A list that begins with nothing chosen, under these words.
fn or_none(none: String, rest: Vec<Choice>) -> Vec<Choice> {
    let nothing = !rest.iter().any(|c| c.on);
    let mut all = vec![Choice::new("", none, nothing)];
    all.extend(rest);
    all
}

/// The values of a closed list in words.
fn coded<C: crate::view::common::Coded>(
    lang: crate::i18n::Lang,
    list: &[C],
    chosen: Option<usize>,
) -> Vec<Choice> {
    let one = |(i, c): (usize, &C)| Choice::new(c.stable(), lang.t(&c.key()), chosen == Some(i));
    list.iter().enumerate().map(one).collect()
}

/// Since when something is; today unless another day is typed.
fn from(shared: &Shared, who: &Who) -> EntryField {
    EntryField::new("from", who.lang.t("span-from"), EntryKind::Date)
        .with(shared.office.today().vn())
        .hint(who.lang.t("entry-from-hint"))
}
