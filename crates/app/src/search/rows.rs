//! What of an object can be found: its rows of the index. A row depends on its object and the text of its file alone, and on no
//! day, so that it stays right until the object changes.

use index::Row;
use record::Object;
use record::object::{
    Activity, Body, Document, Finding, Form, Person, Review, Task, Unit, UnitName,
};
use record::payload::TaskAct;
use terms::{Day, Field, Kind, Named, Ref};
use text::collate::Collator;

/// Grows with every change of what is in a row, so that an index of other rows is made anew.
pub(crate) const ROWS: u32 = 1;

/// The code of an indicator of a form, which is no object of its own.
pub(crate) const INDICATOR: &str = "indicator";

/// The kinds of object of which anything can be found.
pub(crate) const KINDS: [Kind; 9] = [
    Kind::Document,
    Kind::Task,
    Kind::Person,
    Kind::Body,
    Kind::Unit,
    Kind::Form,
    Kind::Activity,
    Kind::Finding,
    Kind::Review,
];

/// The key of an indicator's row.
pub(crate) fn indicator_key(form: &Ref, code: &str) -> String {
    format!("{form} {code}")
}

/// Makes rows; keeps what is needed for the order of names.
pub(crate) struct Rows {
    order: Option<Collator>,
}

impl Rows {
    pub(crate) fn new() -> Self {
        Self { order: Collator::vietnamese() }
    }

    /// The rows of an object; none when it was withdrawn or taken back, or nothing of its kind can
    /// be found.
    pub(crate) fn of(&self, object: &Object, text: Option<String>) -> Vec<Row> {
        match object {
            Object::Document(d) => document(d, text).into_iter().collect(),
            Object::Task(t) => task(t).into_iter().collect(),
            Object::Person(p) => p.unmade.is_none().then(|| self.person(p)).into_iter().collect(),
            Object::Body(b) => b.unmade.is_none().then(|| self.body(b)).into_iter().collect(),
            Object::Unit(u) => u.counts().then(|| self.unit(u)).into_iter().collect(),
            Object::Form(f) => self.form(f),
            Object::Activity(a) => activity(a).into_iter().collect(),
            Object::Finding(f) => finding(f).into_iter().collect(),
            Object::Review(r) => vec![review(r)],
            Object::Submission(_) | Object::Intake(_) | Object::Account(_) | Object::Site(_) => {
                Vec::new()
            }
        }
    }

    fn by_name(&self, name: &str) -> Vec<u8> {
        self.order.as_ref().map_or_else(|| name.as_bytes().to_vec(), |order| order.sort_key(name))
    }

    /// Names, posts and ranks, and nothing else of a person.
    fn person(&self, p: &Person) -> Row {
        let before = p.names_before.iter().map(|(name, _, _)| name.clone());
        let order = self.order.as_ref().map(|order| order.person_sort_key(&p.name));
        let posts = p.posts.iter().map(|post| post.title.clone());
        Row {
            names: once_each(std::iter::once(p.name.clone()).chain(before)),
            text: once_each(posts.chain(p.ranks.iter().map(|r| r.rank.clone()))),
            bodies: refs(p.posts.iter().filter_map(|post| post.body.as_ref())),
            order: order.unwrap_or_default(),
            ..row(&p.at)
        }
    }

    /// All names through time, the last first, its posts and the matters in its charge.
    fn body(&self, b: &Body) -> Row {
        let of = |name: &record::object::BodyName| {
            std::iter::once(name.name.clone()).chain(name.short_name.clone())
        };
        let names: Vec<String> = b.names.spans().flat_map(|(entry, _)| of(&entry.value)).collect();
        let last = std::iter::once(b.last_name().to_owned());
        let posts = b.posts.iter().map(|p| p.post.clone());
        Row {
            names: once_each(last.chain(names.into_iter().rev())),
            text: once_each(posts.chain(b.charges.iter().filter_map(|c| c.matter.clone()))),
            order: self.by_name(b.last_name()),
            ..row(&b.at)
        }
    }

    /// All names and codes through time, the last first.
    fn unit(&self, u: &Unit) -> Row {
        let names: Vec<String> = u.names.spans().map(|(entry, _)| entry.value.full()).collect();
        let codes = u.names.spans().filter_map(|(entry, _)| entry.value.code.clone());
        let bare_name = u.names.last().map_or("", |n: &UnitName| n.name.as_str());
        Row {
            names: once_each(std::iter::once(u.last_name()).chain(names.into_iter().rev())),
            text: once_each(codes),
            order: self.by_name(bare_name),
            ..row(&u.at)
        }
    }

    fn form(&self, f: &Form) -> Vec<Row> {
        let asked_by = f.facts.asked_by.at.to_string();
        let form = Row {
            names: vec![f.facts.code.clone(), f.facts.title.clone()],
            bodies: vec![asked_by.clone()],
            order: self.by_name(&f.facts.code),
            ..row(&f.at)
        };
        let indicators = f.facts.indicators.iter().map(|i| Row {
            key: indicator_key(&f.at, &i.code),
            kind: INDICATOR.to_owned(),
            names: vec![i.name.clone(), i.code.clone()],
            text: vec![i.measure.clone(), f.facts.code.clone(), f.facts.title.clone()],
            field: Some(i.field.code().to_owned()),
            bodies: vec![asked_by.clone()],
            order: self.by_name(&i.name),
            ..row(&f.at)
        });
        std::iter::once(form).chain(indicators).collect()
    }
}

/// A row that says nothing yet.
fn row(at: &Ref) -> Row {
    Row {
        key: at.to_string(),
        owner: at.to_string(),
        kind: at.kind.code().to_owned(),
        ..Row::default()
    }
}

fn document(d: &Document, text: Option<String>) -> Option<Row> {
    if d.withdrawn.is_some() {
        return None;
    }
    let f = &d.facts;
    let said = f.issuer.iter().chain(&f.signer).cloned();
    let number =
        f.number.iter().flat_map(|n| [n.to_string(), n.key(), format!("{} số", f.doc_type)]);
    Some(Row {
        names: once_each([d.label(), f.subject.clone()].into_iter()),
        text: said.chain(text).collect(),
        number: number.collect(),
        bodies: f.issuer_body.iter().map(Ref::to_string).collect(),
        day: f.issued_on.and_then(|e| e.first()),
        ..row(&d.at)
    })
}

fn task(t: &Task) -> Option<Row> {
    if t.is_withdrawn() {
        return None;
    }
    let f = &t.facts;
    let bodies = [&f.lead, &f.assigner].into_iter().chain(&f.coordinating);
    let said = t.steps.iter().filter_map(|step| match &step.says {
        TaskAct::Progressed { text, .. } | TaskAct::HandedIn { text } => Some(text.clone()),
        TaskAct::Closed { text } => text.clone(),
        TaskAct::Extended { reason, .. }
        | TaskAct::Returned { reason }
        | TaskAct::Reopened { reason } => Some(reason.clone()),
        TaskAct::Assigned(_)
        | TaskAct::Accepted
        | TaskAct::Corrected { .. }
        | TaskAct::Withdrawn { .. } => None,
    });
    let around = bodies.clone().chain(&f.basis).map(|n| n.name.clone());
    Some(Row {
        names: vec![f.title.clone()],
        text: once_each(around.chain(said)),
        bodies: refs(bodies),
        ..dated(&t.at, Some(t.created.effective_on), Some(f.field))
    })
}

fn activity(a: &Activity) -> Option<Row> {
    let f = &a.facts;
    let around = f.hosts.iter().chain(&f.chairs).chain(&f.reviews).map(|n| n.name.clone());
    let kind = std::iter::once(f.kind.label().to_owned());
    a.withdrawn.is_none().then(|| Row {
        names: vec![f.title.clone()],
        text: once_each(kind.chain(f.place.clone()).chain(around)),
        bodies: refs(f.hosts.iter()),
        ..dated(&a.at, f.held_on.and_then(|e| e.first()), Some(f.field))
    })
}

fn finding(found: &Finding) -> Option<Row> {
    let f = &found.facts;
    let around = f.body.iter().chain(&f.found_in).map(|n| n.name.clone());
    let kind = std::iter::once(f.kind.label().to_owned());
    let resolved = found.resolved.as_ref().map(|(text, _)| text.clone());
    found.withdrawn.is_none().then(|| Row {
        names: vec![f.text.clone()],
        text: once_each(kind.chain(around).chain(resolved)),
        bodies: refs(f.body.iter()),
        ..dated(&found.at, Some(found.found_on()), Some(f.field))
    })
}

fn review(r: &Review) -> Row {
    let number = r.approved.as_ref().and_then(|a| a.number.as_ref());
    let around = std::iter::once(&r.body).chain(&r.reviewed).map(|n| n.name.clone());
    Row {
        names: vec![r.title.clone()],
        text: once_each(around.chain([r.period.label()])),
        number: number
            .iter()
            .flat_map(|n| [n.to_string(), n.key(), "Báo cáo số".to_owned()])
            .collect(),
        bodies: vec![r.body.at.to_string()],
        ..dated(&r.at, Some(r.period.to()), None)
    }
}

fn dated(at: &Ref, day: Option<Day>, field: Option<Field>) -> Row {
    Row { day, field: field.map(|f| f.code().to_owned()), ..row(at) }
}

fn refs<'a>(named: impl Iterator<Item = &'a Named>) -> Vec<String> {
    once_each(named.map(|n| n.at.to_string()))
}

fn once_each(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for one in all.filter(|s| !s.is_empty()) {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}
