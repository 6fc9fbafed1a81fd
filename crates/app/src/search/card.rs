//! What is shown of a hit: taken from the record as it stands now, with what was searched for marked.

use super::ask::{Hit, What};
use super::rows::{INDICATOR, Rows};
use crate::error::Error;
use crate::facts::Find;
use crate::office::Office;
use index::{Marker, Row};
use record::Object;
use record::figures::Facts;
use std::collections::BTreeSet;
use terms::{Day, Named, Ref};

/// Makes what is shown of hits.
pub(super) struct Cards<'a> {
    office: &'a Office,
    facts: &'a Facts,
    marker: Marker,
    rows: Rows,
    today: Day,
}

/// What is said of an object beside its row.
#[derive(Default)]
struct About {
    words: String,
    body: Option<Named>,
    day: String,
    circulation: Option<String>,
}

impl<'a> Cards<'a> {
    pub(super) fn new(office: &'a Office, facts: &'a Facts, marker: Marker) -> Self {
        Self { office, facts, marker, rows: Rows::new(), today: office.today() }
    }

    /// The hit with a key; `None` when what it was about is no longer there.
    pub(super) async fn hit(&self, key: &str) -> Result<Option<Hit>, Error> {
        let (at, indicator) = match key.split_once(' ') {
            Some((form, code)) => (form, Some(code.to_owned())),
            None => (key, None),
        };
        let Ok(at) = at.parse::<Ref>() else { return Ok(None) };
        let Some(object) = self.object(&at).await? else { return Ok(None) };
        let text = self.office.text_of_object(&object).await?;
        let has_text = text.is_some();
        let rows = self.rows.of(&object, text);
        let Some(row) = rows.into_iter().find(|row| row.key == key) else { return Ok(None) };
        let about = self.about(&object, &row);
        let title = row.names.first().map(String::as_str).unwrap_or_default();
        let (passage, place) = self.passage(&row, &[title, &about.words], has_text);
        Ok(Some(Hit {
            what: if row.kind == INDICATOR { What::Indicator } else { What::Object(at.kind) },
            at,
            indicator,
            title: self.marker.pieces(title),
            about: self.marker.pieces(&about.words),
            passage,
            place,
            body: about.body,
            day: about.day,
            circulation: about.circulation,
        }))
    }

    async fn object(&self, at: &Ref) -> Result<Option<Object>, Error> {
        if let Some(document) = self.facts.document(at) {
            return Ok(Some(Object::Document(document.clone())));
        }
        Ok(self.office.store.load(at).await?)
    }

    /// The passage that bears the words: of the text of a document before all, then of what else the row says, when that bears
    /// any that are not shown already.
    fn passage(
        &self,
        row: &Row,
        shown: &[&str],
        has_text: bool,
    ) -> (Vec<(String, bool)>, Option<usize>) {
        let (text, around) = match row.text.split_last() {
            Some((text, around)) if has_text => (Some(text), around),
            _ => (None, row.text.as_slice()),
        };
        if let Some(found) = text.and_then(|text| self.marker.snippet(text)) {
            return (found.pieces, Some(found.at));
        }
        let seen: BTreeSet<usize> = shown.iter().flat_map(|s| self.marker.borne(s)).collect();
        let more = |words: &&String| !self.marker.borne(words).is_subset(&seen);
        let others = row.names.iter().skip(1).chain(around).filter(more);
        let found = others.filter_map(|words| self.marker.snippet(words)).next();
        (found.map(|s| s.pieces).unwrap_or_default(), None)
    }

    fn about(&self, object: &Object, row: &Row) -> About {
        let body = row.bodies.first().and_then(|b| b.parse().ok()).and_then(|b| self.body(&b));
        let day = row.day.map(Day::vn).unwrap_or_default();
        let about = |words: String| About {
            words,
            body: body.clone(),
            day: day.clone(),
            ..About::default()
        };
        let name = |named: Option<&Named>| named.map_or(String::new(), |n| n.name.clone());
        match object {
            Object::Document(d) => About {
                circulation: d.limit(),
                day: d.facts.issued_on.map(|e| e.vn()).unwrap_or_default(),
                ..about(d.facts.subject.clone())
            },
            Object::Person(p) => {
                let posts: Vec<&str> = p.posts_on(self.today).map(|p| p.title.as_str()).collect();
                About { body: None, ..about(posts.join("; ")) }
            }
            Object::Body(b) => about(name(b.parent_on(self.today))),
            Object::Unit(u) => about(name(u.parents.last().and_then(Option::as_ref))),
            Object::Form(f) if row.kind == INDICATOR => {
                about(format!("{}: {}", f.facts.code, f.facts.title))
            }
            Object::Form(f) => about(f.facts.title.clone()),
            Object::Activity(a) => About {
                day: a.facts.held_on.map(|e| e.vn()).unwrap_or_default(),
                ..about(a.facts.kind.label().to_owned())
            },
            Object::Finding(f) => {
                About { circulation: f.class().limit(), ..about(f.facts.kind.label().to_owned()) }
            }
            Object::Review(r) => {
                About { day: r.period.label(), ..about(name(r.reviewed.as_ref())) }
            }
            Object::Task(_)
            | Object::Submission(_)
            | Object::Intake(_)
            | Object::Account(_)
            | Object::Site(_) => about(String::new()),
        }
    }

    fn body(&self, at: &Ref) -> Option<Named> {
        self.facts.body(at).map(|b| Named { at: at.clone(), name: b.last_name().to_owned() })
    }
}
