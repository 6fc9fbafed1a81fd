//! From a broken rule of the record to a problem that a person can read: the code stays, the facts become words.

use crate::error::{Error, Problem};
use record::Refusal;
use record::offices::Line;
use std::collections::BTreeMap;
use terms::{Day, Named};

/// Rules that are broken because somebody else was faster.
const RACES: [&str; 2] = ["proposal.already-decided", "submission.already-begun"];

/// Names of fields as people know them.
const FIELDS: [(&str, &str); 22] = [
    ("post", "chức vụ"),
    ("title", "tên, tiêu đề"),
    ("text", "nội dung"),
    ("name", "tên"),
    ("kind", "loại"),
    ("code", "mã biểu mẫu"),
    ("indicator.code", "mã chỉ tiêu"),
    ("indicator.name", "tên chỉ tiêu"),
    ("doc_type", "tên loại văn bản"),
    ("subject", "trích yếu nội dung"),
    ("unit_type", "loại đơn vị hành chính"),
    ("rank", "cấp bậc"),
    ("pieces", "nội dung câu"),
    ("lead", "cơ quan chủ trì"),
    ("assigner", "cơ quan giao"),
    ("signer", "người ký"),
    ("source", "nguồn tra cứu"),
    ("post", "chức vụ"),
    ("force", "hiệu lực"),
    ("from", "ngày có hiệu lực"),
    ("copy.to", "nơi nhận bản"),
    ("scopes", "phạm vi"),
];

fn field(name: &str) -> String {
    let known = FIELDS.iter().find(|(key, _)| *key == name);
    known.map_or(name, |(_, words)| words).to_owned()
}

fn names(list: &[Named]) -> String {
    list.iter().map(|n| format!("“{}”", n.name)).collect::<Vec<_>>().join(", ")
}

fn listed(list: &[(String, String)]) -> String {
    list.iter().map(|(code, name)| format!("{code} ({name})")).collect::<Vec<_>>().join("; ")
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let code = refusal.code();
        let facts = facts(&refusal).into_iter().map(|(k, v)| (k.to_owned(), v));
        let problem = Problem { code: code.to_owned(), facts: facts.collect::<BTreeMap<_, _>>() };
        if RACES.contains(&code) { Self::Conflict(problem) } else { Self::Refused(problem) }
    }
}

/// The facts of the case, under the names that `data/messages.tsv` uses.
fn facts(refusal: &Refusal) -> Vec<(&'static str, String)> {
    match refusal {
        Refusal::Blank { field: name } => vec![("field", field(name))],
        Refusal::InFuture { effective_on, today } => {
            vec![("day", effective_on.vn()), ("today", today.vn())]
        }
        Refusal::NotFounded { kind } => vec![("kind", kind.label().to_lowercase())],
        Refusal::AlreadyDecided { proposal, decision, by, at } => vec![
            ("proposal", proposal.clone()),
            ("decision", decision.label().to_lowercase()),
            ("who", by.clone()),
            ("when", at.vn()),
        ],
        Refusal::ProposalUnknown { proposal } => vec![("key", proposal.clone())],
        Refusal::LoginForm { login }
        | Refusal::TaskSamePerson { login, .. }
        | Refusal::SubmissionSamePerson { login }
        | Refusal::ReviewSamePerson { login } => vec![("login", login.clone())],
        Refusal::KeyForm { key } => vec![("key", key.clone())],
        Refusal::CauseMissing { findings } => vec![("findings", names(findings))],
        Refusal::LineUnknown { line } => vec![("line", line.clone())],
        Refusal::FigureForeign { line, figure } => {
            vec![("line", line.clone()), ("figure", figure.clone())]
        }
        Refusal::LooseNumber { line, numbers } => {
            vec![("line", line.clone()), ("numbers", numbers.join("; "))]
        }
        Refusal::KeyTwice { key } => vec![("key", key.clone())],
        Refusal::ReviewNotSubmitted { state } => vec![("state", state.label().to_lowercase())],
        Refusal::ReplacesInCircle { way } => {
            let steps: Vec<&str> = way.iter().map(|n| n.name.as_str()).collect();
            vec![("way", steps.join(" thay thế "))]
        }
        other => work_facts(other),
    }
}

fn work_facts(refusal: &Refusal) -> Vec<(&'static str, String)> {
    match refusal {
        Refusal::LeadCoordinates { body } => vec![("body", body.name.clone())],
        Refusal::TermBeforeAssignment { due_on, assigned_on } => {
            vec![("due_on", due_on.vn()), ("assigned_on", assigned_on.vn())]
        }
        Refusal::StepBeforeLast { last, asked } => {
            vec![("last", last.vn()), ("asked", asked.vn())]
        }
        Refusal::NotHandedIn { phase } => vec![("phase", phase.label().to_lowercase())],
        Refusal::TermEarlier { standing, asked } => {
            vec![("standing", standing.vn()), ("asked", asked.vn())]
        }
        Refusal::UnitNotThere { unit, on } => vec![("unit", unit.name.clone()), ("on", on.vn())],
        Refusal::UnitParent { parent: unit } | Refusal::UnitTwice { unit } => {
            vec![("unit", unit.name.clone())]
        }
        Refusal::UnitGone { unit, into } => {
            vec![("unit", unit.name.clone()), ("into", into.name.clone())]
        }
        Refusal::SharesOthers { unit, on, successors } => vec![
            ("unit", unit.name.clone()),
            ("on", on.vn()),
            (
                "successors",
                if successors.is_empty() {
                    "không có đơn vị nào".to_owned()
                } else {
                    names(successors)
                },
            ),
        ],
        Refusal::SuperiorCircle { line, day, path } => {
            let line = match line {
                Line::Principal => "cấp trên trực tiếp".to_owned(),
                Line::Chain(chain) => format!("hệ {}", chain.label()),
            };
            let path: Vec<&str> = path.iter().map(|n| n.name.as_str()).collect();
            vec![("line", line), ("day", day.vn()), ("path", path.join(" → "))]
        }
        Refusal::BodyNotThere { body, day } => {
            vec![("body", body.name.clone()), ("day", day.vn())]
        }
        Refusal::BodyNameTaken { name, other, day } => {
            vec![("name", name.clone()), ("other", other.name.clone()), ("day", day.vn())]
        }
        Refusal::RenamedThatDay { name, day } => vec![("name", name.clone()), ("day", day.vn())],
        Refusal::PostTaken { post, body, seats, day, holders } => vec![
            ("post", post.clone()),
            ("body", body.name.clone()),
            ("seats", seats.to_string()),
            ("day", day.vn()),
            ("holders", holders.iter().map(holder).collect::<Vec<_>>().join("; ")),
        ],
        Refusal::PercentRange { percent } => vec![("percent", percent.to_string())],
        other => report_facts(other),
    }
}

/// Who holds a post, since when and until when.
fn holder((person, since, to): &(Named, Day, Option<Day>)) -> String {
    let until =
        to.map_or("chưa ghi ngày thôi giữ".to_owned(), |to| format!("đến {}", to.vn()));
    format!("{} (từ {}, {until})", person.name, since.vn())
}

fn report_facts(refusal: &Refusal) -> Vec<(&'static str, String)> {
    match refusal {
        Refusal::CodeTwice { indicator }
        | Refusal::CellUnknown { indicator }
        | Refusal::CellComputed { indicator }
        | Refusal::CellTwice { indicator }
        | Refusal::NumberTooLarge { indicator, .. } => vec![("indicator", indicator.clone())],
        Refusal::ScaleRange { indicator, scale } => {
            vec![("indicator", indicator.clone()), ("scale", scale.to_string())]
        }
        Refusal::RatioPart { indicator, part } => {
            vec![("indicator", indicator.clone()), ("part", part.clone())]
        }
        Refusal::OpenEndsEarly { on_time_until, open_until } => {
            vec![("on_time_until", on_time_until.vn()), ("open_until", open_until.vn())]
        }
        Refusal::PeriodNotOpened { period, .. } => vec![("period", period.label())],
        Refusal::PeriodClosed { period, open_until, on } => {
            vec![("period", period.label()), ("open_until", open_until.vn()), ("on", on.vn())]
        }
        Refusal::WrongLevel { unit, level, expected } => vec![
            ("unit", unit.name.clone()),
            ("level", level.label().to_lowercase()),
            ("expected", expected.label().to_lowercase()),
        ],
        Refusal::UnitNotExisting { unit, period } => {
            vec![("unit", unit.name.clone()), ("period", period.label())]
        }
        Refusal::Unanswered { indicators } => vec![("indicators", listed(indicators))],
        Refusal::NotOpenForEntry { state }
        | Refusal::NotSubmitted { state }
        | Refusal::NotApproved { state } => vec![("state", state.label().to_lowercase())],
        _ => Vec::new(),
    }
}
