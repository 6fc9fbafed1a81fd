//! Tasks, activities and findings of the sample as drafts of acts, each with the words of the document it comes from.

use super::keys::Keys;
use super::table::{Row, rows};
use record::payload::{
    ActivityAct, ActivityFacts, Attendance, FindingAct, FindingFacts, TaskAct, TaskFacts,
};
use record::{Actor, Draft, Evidence, Payload};
use std::collections::BTreeMap;
use terms::{ActivityKind, Day, DocNumber, Edtf, Field, FindingKind, Kind, Named};

const TASKS: &str = include_str!("../../../../sample/tasks.tsv");
const STEPS: &str = include_str!("../../../../sample/task_steps.tsv");
const ACTIVITIES: &str = include_str!("../../../../sample/activities.tsv");
const PLANNED: &str = include_str!("../../../../sample/planned.tsv");
const FINDINGS: &str = include_str!("../../../../sample/findings.tsv");
const BODIES: &str = include_str!("../../../../sample/bodies.tsv");
const PEOPLE: &str = include_str!("../../../../sample/people.tsv");

/// Where quotes of the tables are found: the text of each document taken in, and the documents on the register.
#[derive(Debug, Default)]
pub(crate) struct Library {
    /// By key of the document: its intake, hash, file name and text.
    pub(crate) texts: BTreeMap<&'static str, (terms::Ref, String, String, String)>,
    /// By key of the document: the registered document.
    pub(crate) documents: BTreeMap<&'static str, Named>,
    /// Registered documents by the key of their number.
    pub(crate) by_number: BTreeMap<String, Named>,
}

impl Library {
    /// The span of a quote in a document's text.
    pub(crate) fn span(&self, document: &str, quote: &str) -> Option<Evidence> {
        let (intake, sha256, file_name, text) = self.texts.get(document)?;
        let start = text.find(quote).filter(|_| !quote.is_empty())?;
        Some(Evidence::Span {
            intake: intake.clone(),
            sha256: sha256.clone(),
            file_name: file_name.clone(),
            start: start as u64,
            end: (start + quote.len()) as u64,
            quote: quote.to_owned(),
        })
    }

    /// `07-NQ/TU ngày 25/3/2021` → the registered document of that number.
    fn basis(&self, words: &str) -> Option<Named> {
        let number = words.split(" ngày ").next()?.rsplit(' ').next()?;
        self.by_number.get(&DocNumber::parse(number)?.key()).cloned()
    }
}

/// A file that proves a hand-in.
pub(crate) struct Proof {
    pub(crate) file_name: String,
    pub(crate) words: String,
}

/// Makes drafts of work.
pub(crate) struct Work<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) library: &'a Library,
    /// Who enters things of the standing office.
    pub(crate) officer: &'a Actor,
    pub(crate) bodies: BTreeMap<&'static str, &'static str>,
    pub(crate) people: BTreeMap<&'static str, &'static str>,
}

impl<'a> Work<'a> {
    pub(crate) fn new(keys: &'a Keys, library: &'a Library, officer: &'a Actor) -> Self {
        let names = |table: &'static str| {
            rows(table).iter().map(|r| (r.get("key"), r.get("name"))).collect()
        };
        Self { keys, library, officer, bodies: names(BODIES), people: names(PEOPLE) }
    }

    fn body(&self, key: &str) -> Named {
        self.keys.named(Kind::Body, key, self.bodies.get(key).copied().unwrap_or(key))
    }

    fn acting(&self, login: &str, name: &str, body: &str) -> Actor {
        Actor { login: login.to_owned(), name: name.to_owned(), body: self.body(body) }
    }

    fn evidence(&self, row: &Row<'_>) -> Vec<Evidence> {
        self.library.span(row.get("document"), row.get("quote")).into_iter().collect()
    }

    /// Every task with its steps; a hand-in comes with the file that proves it.
    pub(crate) fn tasks(&self) -> Vec<(Draft, Option<Proof>)> {
        let steps = rows(STEPS);
        let mut out = Vec::new();
        for row in rows(TASKS) {
            out.push((self.assigned(&row), None));
            let own = steps.iter().filter(|s| s.get("task") == row.get("key"));
            out.extend(own.filter_map(|step| self.step(step)));
        }
        out
    }

    fn assigned(&self, row: &Row<'_>) -> Draft {
        let mut basis: Vec<Named> =
            self.library.documents.get(row.get("document")).cloned().into_iter().collect();
        for named in row.list("basis").into_iter().filter_map(|words| self.library.basis(words)) {
            if !basis.contains(&named) {
                basis.push(named);
            }
        }
        let facts = TaskFacts {
            title: row.get("title").to_owned(),
            assigner: self.body(row.get("assigner")),
            lead: self.body(row.get("lead")),
            coordinating: row.list("coordinating").into_iter().map(|key| self.body(key)).collect(),
            due_on: row.day("due_on"),
            field: Field::from_code(row.get("field")).unwrap_or(Field::Other),
            basis,
        };
        Draft {
            effective_on: row.day("assigned_on").unwrap_or_else(first_day),
            subject: self.keys.at(Kind::Task, row.get("key")),
            actor: self.acting("can.bo", "Trần Thị Thu Hằng (mẫu)", row.get("assigner")),
            evidence: self.evidence(row),
            payload: Payload::Task(TaskAct::Assigned(facts)),
        }
    }

    fn step(&self, row: &Row<'_>) -> Option<(Draft, Option<Proof>)> {
        let words = row.get("text");
        let (text, reason) = (words.to_owned(), words.to_owned());
        let says = match row.get("kind") {
            "accept" => TaskAct::Accepted,
            "progress" => TaskAct::Progressed { text, percent: None },
            "extend" => TaskAct::Extended { due_on: row.day("new_due_on")?, reason },
            "hand_in" => TaskAct::HandedIn { text },
            "close" => TaskAct::Closed { text: row.some("text") },
            "return" => TaskAct::Returned { reason },
            "reopen" => TaskAct::Reopened { reason },
            _ => return None,
        };
        let proof = matches!(says, TaskAct::HandedIn { .. }).then(|| Proof {
            file_name: format!("ket-qua-{}-{}.txt", row.get("task"), row.get("step")),
            words: format!(
                "Báo cáo kết quả thực hiện nhiệm vụ (văn bản mẫu, nội dung hư cấu)\n\n{words}\n"
            ),
        });
        let actor = match row.get("role") {
            "approver" => self.acting("lanh.dao", "Nguyễn Văn Toàn (mẫu)", row.get("body")),
            _ => self.acting("can.bo", "Trần Thị Thu Hằng (mẫu)", row.get("body")),
        };
        let draft = Draft {
            effective_on: row.day("on")?,
            subject: self.keys.at(Kind::Task, row.get("task")),
            actor,
            evidence: Vec::new(),
            payload: Payload::Task(says),
        };
        Some((draft, proof))
    }

    /// Every activity.
    pub(crate) fn activities(&self) -> Vec<Draft> {
        rows(ACTIVITIES).iter().map(|row| self.activity(row)).collect()
    }

    /// What is planned: the activity and who has to come, each on the day it was entered.
    pub(crate) fn planned(&self) -> Vec<Draft> {
        rows(PLANNED).iter().flat_map(|row| self.plan(row)).collect()
    }

    fn plan(&self, row: &Row<'_>) -> Vec<Draft> {
        let mut recorded = self.activity(row);
        recorded.effective_on = row.day("entered_on").unwrap_or(recorded.effective_on);
        let keys = row.list("convened");
        let fits = |key: &&str| keys.iter().any(|k| matches_key(k, key));
        let bodies: Vec<Named> =
            self.bodies.keys().copied().filter(fits).map(|key| self.body(key)).collect();
        let says = ActivityAct::Convened { documents: Vec::new(), bodies, summoned: Vec::new() };
        let payload = Payload::Activity(says);
        vec![recorded.clone(), Draft { payload, ..recorded }]
    }

    fn activity(&self, row: &Row<'_>) -> Draft {
        let held_on: Option<Edtf> = row.get("date").parse().ok();
        let chair = |key: &str| {
            self.keys.named(Kind::Person, key, self.people.get(key).copied().unwrap_or(key))
        };
        let attendance = row.get("attendance").parse().ok().map(|value| Attendance {
            value,
            unit: row.get("attendance_unit").to_owned(),
            qualifier: row.get("qualifier").to_owned(),
        });
        let kind = ActivityKind::from_code(row.get("kind")).unwrap_or(ActivityKind::Other);
        let is_review = matches!(kind, ActivityKind::InterimReview | ActivityKind::FinalReview);
        let facts = ActivityFacts {
            kind,
            title: row.get("title").to_owned(),
            held_on,
            place: row.some("place"),
            hosts: row.list("hosts").into_iter().map(|key| self.body(key)).collect(),
            chairs: row.list("chairs").into_iter().map(chair).collect(),
            period: None,
            reviews: self
                .library
                .basis(row.get("title"))
                .filter(|_| is_review)
                .into_iter()
                .collect(),
            attendance: attendance.into_iter().collect(),
            field: field_of(kind),
        };
        Draft {
            effective_on: held_on.and_then(Edtf::last).unwrap_or_else(first_day),
            subject: self.keys.at(Kind::Activity, row.get("key")),
            actor: self.officer.clone(),
            evidence: self.evidence(row),
            payload: Payload::Activity(ActivityAct::Recorded(facts)),
        }
    }

    /// Every finding; causes name what they explain.
    pub(crate) fn findings(&self) -> Vec<Draft> {
        let findings = rows(FINDINGS);
        let texts: BTreeMap<&str, &str> =
            findings.iter().map(|r| (r.get("key"), r.get("text"))).collect();
        findings.iter().map(|row| self.finding(row, &texts)).collect()
    }

    fn finding(&self, row: &Row<'_>, texts: &BTreeMap<&str, &str>) -> Draft {
        let explained = row.some("cause_of").map(|key| {
            let name = texts.get(key.as_str()).copied().unwrap_or("");
            self.keys.named(Kind::Finding, &key, name)
        });
        let facts = FindingFacts {
            kind: FindingKind::from_code(row.get("kind")).unwrap_or(FindingKind::Result),
            text: row.get("text").to_owned(),
            field: Field::from_code(row.get("field")).unwrap_or(Field::Other),
            body: row.some("body").map(|key| self.body(&key)),
            cause_of: explained,
            found_in: self.library.documents.get(row.get("document")).cloned(),
        };
        Draft {
            effective_on: row.day("effective_on").unwrap_or_else(first_day),
            subject: self.keys.at(Kind::Finding, row.get("key")),
            actor: self.officer.clone(),
            evidence: self.evidence(row),
            payload: Payload::Finding(FindingAct::Recorded(facts)),
        }
    }
}

/// Whether a key is the one asked for; `N*.UBND` asks for all that begin with N and end with `.UBND`.
fn matches_key(asked: &str, key: &str) -> bool {
    match asked.split_once('*') {
        Some((begin, end)) => key.starts_with(begin) && key.ends_with(end),
        None => asked == key,
    }
}

fn first_day() -> Day {
    Day::new(2021, 1, 1).expect("the first day of 2021 is in the calendar")
}

fn field_of(kind: ActivityKind) -> Field {
    match kind {
        ActivityKind::Training => Field::Education,
        ActivityKind::Conscription => Field::Forces,
        ActivityKind::Coordination => Field::Security,
        ActivityKind::Commendation => Field::Policy,
        _ => Field::Defence,
    }
}
