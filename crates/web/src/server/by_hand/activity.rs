//! A new activity: what was held, when, where, by whom, before how many.

use super::super::pieces::choices;
use super::super::{Fault, Shared, Who, cookie, sessions};
use super::typed::Typed;
use super::{ByHand, Sheet, coded, or_none};
use crate::layout::Nav;
use crate::view::common::{Choice, Coded};
use crate::view::entry::{EntryField, EntryKind};
use app::entry::NewActivity;
use app::error::Error;
use app::{Office, Viewer};
use terms::{ActivityKind, Field, Named, Ref};

pub(super) struct Activity;

impl ByHand for Activity {
    type New = NewActivity;

    const SHEET: Sheet = Sheet {
        path: "/activities/new",
        title: "activities-new",
        lead: "",
        back: ("/reviews", "nav-reviews"),
        nav: Nav::Reviews,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let kinds = or_none(t("choose"), coded(who.lang, ActivityKind::ALL, None));
        let fields = or_none(t("choose"), coded(who.lang, Field::ALL, None));
        let bodies = shared.office.body_choices(&who.viewer, None).await?;
        let documents = documents(shared, who).await?;
        let about = EntryField::new("documents", t("session-documents"), EntryKind::Ticks);
        let hosts = EntryField::new("hosts", t("entry-hosts"), EntryKind::Ticks);
        let convened = EntryField::new("convened", t("entry-convened"), EntryKind::Ticks);
        let groups = shared.office.body_groups(&who.viewer).await?.into_iter();
        let groups = groups.map(|g| {
            let level = g.level.map(|l| format!(", {}", who.lang.t(&l.key()).to_lowercase()));
            let name = format!("{}{}", g.kind, level.unwrap_or_default());
            let facts = [("name", name.as_str()), ("n", &g.bodies.len().to_string())];
            Choice::new(&g.code, who.lang.ta("entry-convened-all", &facts), false)
        });
        let groups: Vec<Choice> = groups.collect();
        let group = EntryField::new("groups", t("entry-convened-kind"), EntryKind::Ticks);
        let seen = EntryField::new("clash_seen", t("entry-clash"), EntryKind::Ticks);
        let seen_choices = vec![Choice::new("yes", t("entry-clash-seen"), false)];
        Ok(vec![
            EntryField::choice("kind", t("entry-kind"), kinds).must(),
            EntryField::new("title", t("entry-title"), EntryKind::Line).must(),
            EntryField::new("held_on", t("entry-held-on"), EntryKind::Line)
                .hint(t("entry-held-on-hint")),
            EntryField::new("place", t("entry-place"), EntryKind::Line),
            EntryField { choices: choices(&bodies, None), ..hosts },
            EntryField { choices: groups, ..group },
            EntryField { choices: choices(&bodies, None), ..convened },
            EntryField { choices: seen_choices, ..seen }.hint(t("entry-clash-hint")),
            EntryField::new("attendance", t("entry-attendance"), EntryKind::Lines)
                .hint(t("entry-attendance-hint")),
            EntryField { choices: documents, ..about },
            EntryField::choice("field", t("task-field"), fields).must(),
        ])
    }

    fn read(typed: &mut Typed<'_>) -> Option<NewActivity> {
        let kind = typed.one_of("kind", ActivityKind::from_code);
        let title = typed.must("title");
        let held_on = typed.date("held_on");
        let attendance = attendance(typed);
        let field = typed.one_of("field", Field::from_code);
        Some(NewActivity {
            kind: kind?,
            title: title?,
            held_on,
            place: typed.some("place"),
            hosts: typed.objects("hosts"),
            convened: typed.objects("convened"),
            groups: typed.some_each("groups"),
            clash_seen: typed.some("clash_seen").is_some(),
            attendance,
            documents: typed.objects("documents"),
            field: field?,
        })
    }

    async fn put(office: &Office, viewer: &Viewer, new: NewActivity) -> Result<Named, Error> {
        office.enter_activity(viewer, new).await
    }
}

/// The documents that the address names, then the latest, to choose what it makes known.
async fn documents(shared: &Shared, who: &Who) -> Result<Vec<Choice>, Fault> {
    let query = who.here.split_once('?').map_or("", |(_, query)| query);
    let named = query.split('&').filter_map(|pair| pair.strip_prefix("documents="));
    let mut about = Vec::new();
    for at in named.filter_map(|at| cookie::decode(at).parse::<Ref>().ok()) {
        let row = shared.office.document(&who.viewer, &at, None).await?.row;
        about.push(Named { at, name: format!("{}: {}", row.label, row.subject) });
    }
    sessions::documents(shared, who, &about).await
}

/// `300 đại biểu`, a line each; every line that is none is named.
fn attendance(typed: &mut Typed<'_>) -> Vec<(u64, String)> {
    let mut list = Vec::new();
    for (number, line) in typed.lines("attendance") {
        let (count, who) = line.split_once(' ').unwrap_or((line, ""));
        match count.replace('.', "").parse() {
            Ok(count) if !who.trim().is_empty() => list.push((count, who.trim().to_owned())),
            _ => {
                let why = typed.lang.ta("attendance-bad", &[("name", line)]);
                let facts = [("n", &*number.to_string()), ("why", &why)];
                let words = typed.lang.ta("entry-line-bad", &facts);
                typed.wrong("attendance", words);
            }
        }
    }
    list
}
