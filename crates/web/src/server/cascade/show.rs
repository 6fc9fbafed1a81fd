//! The page of a cascade from its view: words of states, filters, bars, rows, hints.

use super::super::cookie::encode;
use super::super::pieces::n;
use super::super::{Who, href, pager, see, sort, with};
use super::Asked;
use crate::i18n::Lang;
use crate::layout::Page;
use crate::view::cascade::{
    AddressLine, CascadePage, CascadeRow, GroupLine, HintLine, Line, Mark, StepBar, StepCell,
    TreePiece,
};
use crate::view::common::{Choice, Coded, Fact, Link, Select};
use app::cascade::{
    AddressedView, Bar, CascadeView, Confirm, GroupRow, HintView, Only, RowView, State, Step,
    StepView,
};
use terms::{Day, Named, Ref, Role, UnitLevel};

/// How many names a bar shows, and how many documents and sessions the page.
const NAMES: usize = 30;
const LINES: usize = 40;

/// Key of a step's name.
pub(super) fn step_key(step: Step) -> &'static str {
    match step {
        Step::Received => "cascade-received",
        Step::Disseminated => "cascade-disseminated",
        Step::Implemented => "cascade-implemented",
        Step::Tasks => "cascade-tasks",
        Step::Reported => "cascade-reported",
    }
}

/// Key of a choice of rows.
fn only_key(only: Only) -> &'static str {
    match only {
        Only::All => "filter-any",
        Only::Silent => "cascade-only-silent",
        Only::Missing => "cascade-only-missing",
        Only::Overdue => "cascade-only-overdue",
        Only::Done => "cascade-only-done",
        Only::Late => "cascade-only-late",
        Only::Probable => "cascade-only-probable",
        Only::Beyond => "cascade-only-beyond",
    }
}

/// Where a body stands in a step.
pub(super) fn mark(lang: Lang, state: State, on: &str) -> Mark {
    let days = |n: i32| n.to_string();
    match state {
        State::Done => Mark { css: "done", icon: "circle-check", words: on.to_owned() },
        State::Late { days: n } => {
            let words = lang.ta("cascade-late-by", &[("name", on), ("n", &days(n))]);
            Mark { css: "done-late", icon: "clock-check", words }
        }
        State::Due { by } => {
            let words = by.map_or_else(
                || lang.t("cascade-not-yet"),
                |by| lang.ta("cascade-due", &[("name", &by.vn())]),
            );
            Mark { css: "not-yet-due", icon: "clock", words }
        }
        State::Overdue { days: n, .. } => {
            let words = lang.ta("cascade-overdue-by", &[("n", &days(n))]);
            Mark { css: "overdue", icon: "alert-triangle", words }
        }
        State::NotAsked => {
            Mark { css: "not-expected", icon: "minus", words: lang.t("cascade-not-asked") }
        }
    }
}

pub(super) fn cell(lang: Lang, s: &StepView, tasks: usize) -> StepCell {
    let (n, of) = s.attendance.unwrap_or_default();
    let attended = (of > 0)
        .then(|| lang.ta("cascade-attended", &[("n", &n.to_string()), ("of", &of.to_string())]));
    let between =
        (s.between > 0).then(|| lang.ta("cascade-between", &[("n", &s.between.to_string())]));
    let through = s.through.as_ref().map(|b| lang.ta("cascade-by-heir", &[("name", &b.name)]));
    let more = (s.more > 0).then(|| lang.ta("cascade-more", &[("n", &s.more.to_string())]));
    let tasks =
        (s.step == Step::Tasks && tasks > 0).then(|| lang.tn("cascade-tasks-n", tasks as u64));
    let notes = [tasks, attended, between, through, more.filter(|_| s.step != Step::Tasks)];
    StepCell {
        label: lang.t(step_key(s.step)),
        mark: mark(lang, s.state, &s.on),
        what: s.what.as_ref().filter(|_| s.step != Step::Tasks).map(see),
        notes: notes.into_iter().flatten().collect(),
        probable: s.probable,
    }
}

/// The page of one body in a cascade, asked for the same days.
pub(super) fn of_body(document: &str, body: &Ref, here: &str) -> String {
    let to = format!("{document}/cascade/{}/{}", body.site, body.id);
    let query = here.split_once('?').map_or("", |(_, q)| q);
    let days = query.split('&').filter(|p| p.starts_with("on=") || p.starts_with("known="));
    let days: Vec<&str> = days.filter(|p| !p.ends_with('=')).collect();
    if days.is_empty() { to } else { format!("{to}?{}", days.join("&")) }
}

fn row(lang: Lang, r: &RowView, document: &str, here: &str) -> CascadeRow {
    let mut notes = Vec::new();
    if r.silent {
        notes.push(lang.t("cascade-silent"));
    }
    if !r.on_duty {
        notes.push(lang.t("cascade-beyond"));
    }
    notes.extend(r.heir_of.iter().map(|b| lang.ta("cascade-heir-of", &[("name", &b.name)])));
    let received = r.steps.first().is_some_and(|s| s.state.is_done());
    CascadeRow {
        body: Link::new(&r.body.name, of_body(document, &r.body.at, here)),
        at: if received || !r.on_duty { String::new() } else { r.body.at.to_string() },
        superior: r.superior.clone(),
        notes,
        silent: r.silent,
        steps: r.steps.iter().map(|s| cell(lang, s, r.tasks)).collect(),
        delay: r.overdue.map(|d| d.to_string()).unwrap_or_default(),
    }
}

fn bar(lang: Lang, b: &Bar, document: &str, here: &str) -> StepBar {
    let c = &b.count;
    let missing = b.missing.iter().take(NAMES);
    let all = with(&with(&with(here, "only", "missing"), "step", b.step.code()), "page", "");
    StepBar {
        label: lang.t(step_key(b.step)),
        done: n(c.done),
        asked: n(c.asked),
        late: n(c.late),
        overdue: n(c.overdue),
        probable: n(c.probable),
        missing: missing.map(|m| Link::new(&m.name, of_body(document, &m.at, here))).collect(),
        missing_all: n(b.missing.len()),
        missing_href: with(&all, "view", ""),
    }
}

pub(in crate::server) fn level(lang: Lang, level: Option<UnitLevel>) -> String {
    level.map_or_else(|| lang.t("level-central"), |l| lang.t(&l.key()))
}

fn group(lang: Lang, g: &GroupRow, here: &str) -> GroupLine {
    let label = format!("{}, {}", level(lang, g.level), g.kind.1);
    let code = g.level.map_or("", UnitLevel::code);
    let to = with(&with(&with(here, "level", code), "kind", &g.kind.0), "page", "");
    let steps = Step::ALL.into_iter().map(|s| g.group.step(s));
    GroupLine {
        group: Link::new(label, to),
        on_duty: n(g.group.on_duty),
        silent: n(g.group.silent),
        steps: steps.map(|c| (n(c.done), n(c.asked))).collect(),
    }
}

fn address(lang: Lang, a: &AddressedView) -> AddressLine {
    let steps = [Step::Received, Step::Disseminated, Step::Implemented, Step::Reported];
    let days = steps.into_iter().zip(a.days);
    let day = |(step, day): (Step, Option<Day>)| Some(Fact::new(lang.t(step_key(step)), day?.vn()));
    AddressLine {
        from: a.from.vn(),
        bodies: a.bodies.iter().take(NAMES).map(see).collect(),
        more: n(a.bodies.len().saturating_sub(NAMES)),
        below: a.below,
        days: days.filter_map(day).collect(),
        basis: a.basis.clone(),
        act: format!("{}/{}", a.act.0, a.act.1),
    }
}

pub(super) fn hint(lang: Lang, h: &HintView) -> HintLine {
    let who = match &h.body {
        Some(body) => Some(see(body)),
        None if h.who.is_empty() => None,
        None => Some(Link::new(&h.who, "")),
    };
    HintLine {
        step: lang.t(step_key(h.step)),
        who,
        what: h.what.clone(),
        why: h.why.to_owned(),
        on: h.on.map(Day::vn).unwrap_or_default(),
        quote: h.quote.clone(),
        place: Link::new(&h.file_name, format!("{}#b{}", href(&h.place.0), h.place.1)),
        confirm: match &h.confirm {
            Confirm::Intake(_) => None,
            Confirm::Session(at) => Some(("session", at.to_string())),
            Confirm::Link(at) => Some(("link", at.to_string())),
        },
    }
}

fn filters(lang: Lang, asked: &Asked, view: &CascadeView) -> Vec<Select> {
    let only = |o: Only| Choice::new(o.code(), lang.t(only_key(o)), asked.only == o.code());
    let step = |s: Step| Choice::new(s.code(), lang.t(step_key(s)), asked.step == s.code());
    let any = |on: bool| Choice::new("", lang.t("filter-any"), on);
    let mut steps = vec![any(asked.step.is_empty())];
    steps.extend(Step::ALL.map(step));
    let mut levels = vec![any(asked.level.is_empty())];
    let level_of = |l: &UnitLevel| Choice::new(l.code(), lang.t(&l.key()), asked.level == l.code());
    levels.extend(UnitLevel::ALL.iter().map(level_of));
    let mut kinds = vec![any(asked.kind.is_empty())];
    let mut seen: Vec<&(String, String)> = view.groups.iter().map(|g| &g.kind).collect();
    seen.sort();
    seen.dedup();
    kinds.extend(seen.into_iter().map(|(c, words)| Choice::new(c, words, asked.kind == *c)));
    vec![
        Select::new("only", lang.t("cascade-only"), Only::ALL.map(only).to_vec()),
        Select::new("step", lang.t("cascade-step"), steps),
        Select::new("level", lang.t("unit-level"), levels),
        Select::new("kind", lang.t("body-kind"), kinds),
    ]
}

/// The filters in force, for a spreadsheet.
pub(super) fn in_force(asked: &Asked) -> Vec<String> {
    let lang = Lang::Vi;
    let mut words = Vec::new();
    if !asked.only.is_empty() {
        words.push(lang.t(only_key(Only::from_code(&asked.only))));
    }
    words.extend(Step::from_code(&asked.step).map(|s| lang.t(step_key(s))));
    words.extend(UnitLevel::from_code(&asked.level).map(|l| l.label().to_owned()));
    if !asked.kind.is_empty() {
        words.push(app::browse::body_kind(&asked.kind).to_owned());
    }
    if !asked.q.trim().is_empty() {
        words.push(format!("“{}”", asked.q.trim()));
    }
    if words.is_empty() { Vec::new() } else { vec![format!("Lọc: {}", words.join("; "))] }
}

fn lines(view: &CascadeView, lang: Lang) -> (Vec<Line>, Vec<Line>, Vec<Line>) {
    let documents = view.implementing.iter().take(LINES).map(|l| Line {
        object: see(&l.document),
        about: [l.issuer.as_str(), l.subject.as_str()].join(": "),
        on: l.on.clone(),
        path: l.path.iter().map(see).collect(),
    });
    let sessions = view.sessions.iter().take(LINES).map(|s| {
        let (came, of) = s.bodies;
        let bodies = [("n", came.to_string()), ("of", of.to_string())];
        let bodies = bodies.each_ref().map(|(k, v)| (*k, v.as_str()));
        let about = if of > 0 { lang.ta("cascade-attended", &bodies) } else { String::new() };
        Line {
            object: see(&s.activity),
            about,
            on: s.on.clone(),
            path: s.hosts.iter().map(see).collect(),
        }
    });
    let loose = view.loose.iter().map(|(step, what, on)| Line {
        object: see(what),
        about: lang.t(step_key(*step)),
        on: on.clone(),
        path: Vec::new(),
    });
    (documents.collect(), sessions.collect(), loose.collect())
}

pub(super) fn page(
    p: Page,
    who: &Who,
    at: &Ref,
    asked: &Asked,
    view: CascadeView,
    tree: Vec<TreePiece>,
) -> CascadePage {
    let (lang, here) = (p.lang, who.here.as_str());
    let document = href(at);
    let path = format!("{document}/cascade");
    let query = here.split_once('?').map_or("", |(_, q)| q);
    let list = with(&with(here, "view", ""), "page", "");
    let as_of = lang.ta("cascade-as-of", &[("name", &view.on.vn())]);
    let known = view.known.map(|k| lang.ta("cascade-as-known", &[("name", &k.vn())]));
    let (implementing, sessions, loose) = lines(&view, lang);
    let silent = with(&with(&list, "only", "silent"), "step", "");
    CascadePage {
        document: see(&view.document),
        subject: view.subject.clone(),
        as_of: [Some(as_of), known].into_iter().flatten().collect::<Vec<_>>().join("; "),
        on: asked.on.clone(),
        known: asked.known.clone(),
        query: asked.q.clone(),
        filters: filters(lang, asked, &view),
        view: if asked.view == "tree" { "tree" } else { "list" },
        views: vec![
            Link::new(lang.t("cascade-list"), list.clone()),
            Link::new(lang.t("cascade-tree"), with(&list, "view", "tree")),
        ],
        export: format!("{path}.xlsx?{query}"),
        path,
        on_duty: n(view.whole.on_duty),
        silent: (n(view.whole.silent), silent),
        bars: view.bars.iter().map(|b| bar(lang, b, &document, here)).collect(),
        groups: view.groups.iter().map(|g| group(lang, g, &list)).collect(),
        steps: Step::ALL.iter().map(|s| lang.t(step_key(*s))).collect(),
        sort: sort(Some(&asked.sort), "name", here),
        pager: pager(&view.rows, here),
        rows: view.rows.rows.iter().map(|r| row(lang, r, &document, here)).collect(),
        tree,
        implementing_all: view.implementing.len(),
        sessions_all: view.sessions.len(),
        implementing,
        sessions,
        loose,
        lost: view.lost.iter().map(see).collect(),
        hints: view.hints.iter().take(LINES).map(|h| hint(lang, h)).collect(),
        addressed: view.addressed.iter().map(|a| address(lang, a)).collect(),
        may_note: who.viewer.is(Role::Clerk).then(|| query.to_owned()),
        may_address: who.viewer.is(Role::Officer),
        new_session: new_session(at, None),
        today: view.today.vn(),
        p,
    }
}

/// Where a session about a document is entered, held by a body.
pub(super) fn new_session(document: &Ref, host: Option<&Named>) -> String {
    let host = host.map(|h| format!("&hosts={}", encode(&h.at.to_string()))).unwrap_or_default();
    format!("/activities/new?kind=planning&documents={}{host}", encode(&document.to_string()))
}
