//! One body as on a day, with everything of it through time.

use super::super::at::at;
use super::super::by_hand::{BODY_ACTS, act_title};
use super::super::list::with;
use super::super::pieces::{acts_to_undo, history, n};
use super::super::tasks::task_row;
use super::super::{Fault, Shared, Who, href, html, see};
use super::{Asked, spans};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::body::{BodyPage, ChainLine, ConstitutionLine, DutyLine, HolderLine, PostLine};
use crate::view::common::{Fact, Link};
use app::browse::body_kind;
use app::objects::{BodyView, ChainRow, ConstitutionRow, DutyRow};
use app::offices::{Holder, PostNow};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use terms::{Day, Kind, Ref};

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let at = at(Kind::Body, path)?;
    let view = shared.office.body(&who.viewer, &at, asked.day()).await?;
    let mut p = who.page(&shared, Nav::Bodies).await;
    asked.tell(&mut p);
    let is_today = view.day == shared.office.today();
    html(&page(p, who.lang, &at, view, is_today))
}

fn page(p: crate::layout::Page, lang: Lang, at: &Ref, view: BodyView, is_today: bool) -> BodyPage {
    let day = view.day;
    let rows = |tasks: &[app::tasks::TaskRow]| -> Vec<crate::view::task::TaskRow> {
        tasks.iter().map(|t| task_row(lang, t, day)).collect()
    };
    let documents = (view.documents > 0).then(|| {
        let issued = format!("/documents?issuer={}", super::super::cookie::encode(&at.to_string()));
        (n(view.documents), issued)
    });
    BodyPage {
        p,
        name: view.body.name.clone(),
        day: day.vn(),
        is_today,
        here: href(at),
        facts: facts(lang, &view),
        ceased_on: view.dissolved_on.map(|end| end.plus_days(-1).vn()),
        unmade: view.unmade.clone(),
        chains: view.chains.iter().map(|c| chain(at, day, c)).collect(),
        posts_now: view.posts_now.iter().map(|o| post(lang, o)).collect(),
        constitutions: view.constitutions.iter().map(constitution).collect(),
        area: if view.area_stated { view.area.iter().map(see).collect() } else { Vec::new() },
        duties: view.duties.iter().map(duty).collect(),
        names: spans(&view.names),
        parents: spans(&view.parents),
        standing: spans(&view.standing),
        posts: spans(&view.posts),
        below: view.below.iter().map(see).collect(),
        leads: rows(&view.leads),
        inherited: rows(&view.inherited),
        undecided: rows(&view.undecided),
        passed_on: rows(&view.passed_on),
        coordinates: rows(&view.coordinates),
        documents,
        acts: if view.may_change { offered(lang, at, &view, is_today) } else { Vec::new() },
        timeline: view.timeline,
        history: acts_to_undo(lang, view.history, &view.undone, view.may_change),
        history_href: history(at),
    }
}

/// What can be put on record about the body; nothing more once it has ceased.
fn offered(lang: Lang, at: &Ref, view: &BodyView, is_today: bool) -> Vec<Link> {
    let there = |code: &str| view.dissolved_on.is_none() || code == "correct";
    let to = |code: &str| {
        let to = format!("{}/{code}", href(at));
        let to = if is_today { to } else { with(&to, "day", &view.day.vn()) };
        Link::new(lang.t(act_title(code)), to)
    };
    BODY_ACTS.into_iter().filter(|code| there(code)).map(to).collect()
}

fn facts(lang: Lang, view: &BodyView) -> Vec<Fact> {
    let mut facts = vec![Fact::new(lang.t("body-kind"), body_kind(&view.kind))];
    if !view.short_name.is_empty() {
        facts.push(Fact::new(lang.t("body-short-name"), &view.short_name));
    }
    let others = [
        ("body-parent", &view.parent),
        ("body-unit", &view.unit),
        ("body-standing-for", &view.standing_for),
    ];
    for (key, other) in others {
        facts.extend(other.iter().map(|o| Fact::link(lang.t(key), &o.name, href(&o.at))));
    }
    let agencies = view.standing_agencies.iter();
    facts
        .extend(agencies.map(|a| Fact::link(lang.t("body-standing-agency"), &a.name, href(&a.at))));
    let before = view.predecessors.iter();
    facts.extend(before.map(|(b, day)| {
        let words = lang.ta("body-until", &[("name", &b.name), ("day", &day.plus_days(-1).vn())]);
        Fact::link(lang.t("body-predecessor"), words, href(&b.at))
    }));
    let after = view.successors.iter();
    facts.extend(after.map(|s| Fact::link(lang.t("body-successor"), &s.name, href(&s.at))));
    facts
}

fn chain(at: &Ref, day: Day, row: &ChainRow) -> ChainLine {
    let chart = with("/bodies/chart", "chain", row.chain.code());
    let chart = with(&with(&chart, "day", &day.vn()), "top", &at.to_string());
    ChainLine {
        chain: row.chain,
        above: row.above.as_ref().map(see),
        below: n(row.below),
        by_kind: !row.stated,
        chart,
    }
}

fn post(lang: Lang, post: &PostNow) -> PostLine {
    let holder = |h: &Holder| HolderLine {
        person: Link::new(h.called(), href(&h.person.at)),
        since: h.from.map_or_else(|| h.since.vn(), |from| from.vn()),
        also: h.also.clone(),
    };
    let laid = post.laid.as_ref().map(|(from, basis)| match basis {
        Some(basis) => format!("{}; {basis}", lang.ta("since", &[("name", &from.vn())])),
        None => lang.ta("since", &[("name", &from.vn())]),
    });
    PostLine {
        post: post.post.clone(),
        seats: post.seats,
        holders: post.holders.iter().map(holder).collect(),
        vacant: post.vacant(),
        laid: laid.unwrap_or_default(),
    }
}

fn constitution(row: &ConstitutionRow) -> ConstitutionLine {
    let search =
        |b: &String| Link::new(b, format!("/documents?q={}", super::super::cookie::encode(b)));
    ConstitutionLine {
        on: row.on.vn(),
        basis: row.document.as_ref().map(see).or_else(|| row.basis.as_ref().map(search)),
        seats: row.seats,
        term: row.term.clone(),
        stands: row.stands,
    }
}

fn duty(row: &DutyRow) -> DutyLine {
    DutyLine {
        part: row.part,
        field: row.field,
        matter: row.matter.clone(),
        answering: row.answering.clone(),
        from: row.from.vn(),
        basis: row.basis.clone().unwrap_or_default(),
    }
}
