//! Two readings of one document set against each other: which mentions the newer one has gained and lost, by kind.
//!
//! Pure. A mention is what it says with its wording, not where it stands, so that a text that grew by a line has changed
//! in nothing but that line. What is said several times counts as often as it is said.

use read::contract::{Activity, Citation, Heading, Reading, TaskClause};
use std::collections::HashMap;

/// What is compared, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Genre, title, day of publication and the fields of the heading.
    Heading,
    /// Mentions of documents.
    Citations,
    /// Calendar expressions.
    Dates,
    /// Figures.
    Quantities,
    /// Mentions of people.
    People,
    /// Ranks of people.
    Ranks,
    /// Posts of people.
    Posts,
    /// Mentions of bodies.
    Bodies,
    /// Fields of the activity.
    Activity,
    /// Directions.
    Tasks,
    /// Results.
    Results,
    /// Shortcomings.
    Shortcomings,
    /// Doubts and what was left out.
    Warnings,
}

/// Every kind, in order.
pub const KINDS: [Kind; 13] = [
    Kind::Heading,
    Kind::Citations,
    Kind::Dates,
    Kind::Quantities,
    Kind::People,
    Kind::Ranks,
    Kind::Posts,
    Kind::Bodies,
    Kind::Activity,
    Kind::Tasks,
    Kind::Results,
    Kind::Shortcomings,
    Kind::Warnings,
];

impl Kind {
    /// The name for machines: that of the field of the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Citations => "citations",
            Self::Dates => "dates",
            Self::Quantities => "quantities",
            Self::People => "people",
            Self::Ranks => "ranks",
            Self::Posts => "posts",
            Self::Bodies => "bodies",
            Self::Activity => "activity",
            Self::Tasks => "tasks",
            Self::Results => "results",
            Self::Shortcomings => "shortcomings",
            Self::Warnings => "warnings",
        }
    }

    /// The name for people.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Heading => "thể thức",
            Self::Citations => "văn bản dẫn",
            Self::Dates => "ngày tháng",
            Self::Quantities => "số liệu",
            Self::People => "người",
            Self::Ranks => "cấp bậc",
            Self::Posts => "chức vụ",
            Self::Bodies => "cơ quan",
            Self::Activity => "hoạt động",
            Self::Tasks => "nhiệm vụ",
            Self::Results => "kết quả",
            Self::Shortcomings => "hạn chế",
            Self::Warnings => "lưu ý",
        }
    }
}

/// What changed in one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is compared.
    pub kind: Kind,
    /// How many the older reading has.
    pub before: usize,
    /// How many the newer one has.
    pub after: usize,
    /// What only the newer one says, in its order.
    pub gained: Vec<String>,
    /// What only the older one says, in its order.
    pub lost: Vec<String>,
}

impl Change {
    /// Whether both say the same.
    pub fn is_none(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

/// Compares two readings; one change for each of [`KINDS`], also where nothing changed.
pub fn compare(old: &Reading, new: &Reading) -> Vec<Change> {
    let one = |kind: Kind| {
        let (before, after) = (said(old, kind), said(new, kind));
        Change {
            kind,
            before: before.len(),
            after: after.len(),
            gained: beyond(&after, &before),
            lost: beyond(&before, &after),
        }
    };
    KINDS.map(one).into()
}

/// What the first list has more often than the second.
fn beyond(these: &[String], those: &[String]) -> Vec<String> {
    let mut there: HashMap<&str, usize> = HashMap::new();
    those.iter().for_each(|s| *there.entry(s).or_default() += 1);
    let mut is_beyond = |s: &str| match there.get_mut(s) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    };
    these.iter().filter(|s| is_beyond(s)).cloned().collect()
}

/// Everything that a reading says of one kind, each in a line that can be told apart from others.
fn said(r: &Reading, kind: Kind) -> Vec<String> {
    match kind {
        Kind::Heading => heading(r),
        Kind::Citations => r.citations.iter().map(citation).collect(),
        Kind::Dates => r.dates.iter().map(|d| joined([&d.text, &d.edtf])).collect(),
        Kind::Quantities => {
            let one = |q: &read::contract::Quantity| {
                joined([&q.text, &q.value.to_string(), &q.unit, &q.qualifier])
            };
            r.quantities.iter().map(one).collect()
        }
        Kind::People => r.people.iter().flat_map(|p| named(&p.name, "", &p.mentions)).collect(),
        Kind::Ranks => {
            let ranks = |p: &read::contract::Person| -> Vec<String> {
                p.ranks.iter().map(|rank| joined([&p.name, rank])).collect()
            };
            r.people.iter().flat_map(ranks).collect()
        }
        Kind::Posts => {
            let posts = |p: &read::contract::Person| -> Vec<String> {
                let one = |post: &read::contract::Post| {
                    joined([&p.name, &post.title, post.body.as_deref().unwrap_or("")])
                };
                p.posts.iter().map(one).collect()
            };
            r.people.iter().flat_map(posts).collect()
        }
        Kind::Bodies => {
            r.bodies.iter().flat_map(|b| named(&b.name, &b.kind, &b.mentions)).collect()
        }
        Kind::Activity => r.activity.as_ref().map(activity).unwrap_or_default(),
        Kind::Tasks => r.tasks.iter().map(task).collect(),
        Kind::Results => r.results.iter().map(clause).collect(),
        Kind::Shortcomings => r.shortcomings.iter().map(clause).collect(),
        Kind::Warnings => r.warnings.iter().map(|w| joined([&w.code, &w.message])).collect(),
    }
}

/// Parts with a mark between them; empty ones are left out.
fn joined<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> String {
    let mut line = String::new();
    for part in parts {
        let part = part.as_ref();
        if !part.is_empty() {
            line.push_str(if line.is_empty() { "" } else { " · " });
            line.push_str(part);
        }
    }
    line
}

/// One entry for each mention, and one for what is named nowhere.
fn named(name: &str, kind: &str, mentions: &[read::contract::Mention]) -> Vec<String> {
    if mentions.is_empty() {
        return vec![joined([name, kind])];
    }
    mentions
        .iter()
        .map(|m| joined([name, kind, if m.text == name { "" } else { &m.text }]))
        .collect()
}

/// A field with its value, when it has one.
fn field(name: &str, value: Option<&str>) -> Option<String> {
    value.filter(|v| !v.is_empty()).map(|v| format!("{name}={v}"))
}

fn heading(r: &Reading) -> Vec<String> {
    let own = [
        ("genre", Some(&r.genre)),
        ("title", r.title.as_ref()),
        ("published", r.published.as_ref()),
    ];
    let none = Heading::default();
    let h = r.heading.as_ref().unwrap_or(&none);
    let fields = [
        ("number", &h.number),
        ("doc_type", &h.doc_type),
        ("issuer", &h.issuer),
        ("date", &h.date),
        ("place", &h.place),
        ("subject", &h.subject),
        ("secrecy", &h.secrecy),
        ("urgency", &h.urgency),
        ("signer", &h.signer),
    ];
    let fields = fields.map(|(name, value)| (name, value.as_ref()));
    own.into_iter().chain(fields).filter_map(|(n, v)| field(n, v.map(String::as_str))).collect()
}

fn citation(c: &Citation) -> String {
    let parts = [&c.number, &c.name, &c.doc_type, &c.issuer, &c.date];
    let parts = parts.into_iter().map(|p| p.as_deref().unwrap_or(""));
    joined([c.text.as_str()].into_iter().chain(parts).chain([&*c.mention, &*c.relation]))
}

fn activity(a: &Activity) -> Vec<String> {
    let one = [
        ("kind", Some(a.kind.as_str())),
        ("title", a.title.as_deref()),
        ("date", a.date.as_deref()),
        ("place", a.place.as_deref()),
        ("period", a.period.as_deref()),
    ];
    let lists = [("host", &a.hosts), ("chair", &a.chairs), ("reviews", &a.reviews)];
    let listed =
        lists.into_iter().flat_map(|(n, l)| l.iter().filter_map(move |v| field(n, Some(v))));
    let counts = a.attendance.iter().filter_map(|n| {
        field("attendance", Some(&joined([&n.value.to_string(), &n.unit, &n.qualifier])))
    });
    one.into_iter().filter_map(|(n, v)| field(n, v)).chain(listed).chain(counts).collect()
}

fn task(t: &TaskClause) -> String {
    let lists = [("leads", &t.leads), ("with", &t.with), ("basis", &t.basis)];
    let listed = lists.into_iter().filter_map(|(n, l)| field(n, Some(&l.join("; "))));
    let one = [("assigner", &t.assigner), ("term", &t.term), ("field", &t.field)];
    let one = one.into_iter().filter_map(|(n, v)| field(n, v.as_deref()));
    joined([t.text.clone()].into_iter().chain(one).chain(listed))
}

fn clause(c: &read::contract::FieldClause) -> String {
    joined([c.text.as_str(), c.field.as_deref().unwrap_or("")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use read::contract::{DateMention, Mention, Person};

    fn date(start: usize, text: &str, edtf: &str) -> DateMention {
        DateMention { start, end: start + text.len(), text: text.into(), edtf: edtf.into() }
    }

    fn change(old: &Reading, new: &Reading, kind: Kind) -> Change {
        compare(old, new).into_iter().find(|c| c.kind == kind).expect("every kind is told")
    }

    #[test]
    fn a_reading_is_like_itself_in_every_kind() {
        let text = "BÁO CÁO\nNgày 05/3/2026, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND; Đại tá Trần Văn Mẫu, Chỉ huy \
                    trưởng Bộ CHQS tỉnh, yêu cầu các xã báo cáo trước ngày 20/6/2026. Đã huấn luyện 120 đồng chí.";
        let r = read::read(text);
        let changes = compare(&r, &r);
        assert_eq!(changes.iter().map(|c| c.kind).collect::<Vec<_>>(), KINDS);
        assert!(changes.iter().all(Change::is_none), "{changes:?}");
        assert!(changes.iter().any(|c| c.before > 0));
    }

    #[test]
    fn what_is_gained_and_lost_is_told_and_a_move_is_no_change() {
        let old = Reading {
            dates: vec![date(0, "05/3/2026", "2026-03-05"), date(20, "năm 2025", "2025")],
            ..Reading::default()
        };
        let new = Reading {
            dates: vec![date(9, "05/3/2026", "2026-03-05"), date(40, "quý I", "2026-21")],
            ..Reading::default()
        };
        let c = change(&old, &new, Kind::Dates);
        assert_eq!((c.before, c.after), (2, 2));
        assert_eq!(c.gained, ["quý I · 2026-21"]);
        assert_eq!(c.lost, ["năm 2025 · 2025"]);
        let turned = change(&new, &old, Kind::Dates);
        assert_eq!(
            (turned.gained, turned.lost),
            (c.lost, c.gained),
            "the other way round it is the other way round"
        );
    }

    #[test]
    fn what_is_said_twice_and_then_once_is_lost_once() {
        let twice = Reading {
            dates: vec![date(0, "năm 2025", "2025"), date(30, "năm 2025", "2025")],
            ..Reading::default()
        };
        let once = Reading { dates: vec![date(0, "năm 2025", "2025")], ..Reading::default() };
        assert_eq!(change(&twice, &once, Kind::Dates).lost.len(), 1);
        assert_eq!(change(&once, &twice, Kind::Dates).gained.len(), 1);
    }

    #[test]
    fn a_lost_rank_is_no_lost_person() {
        let mention = Mention { start: 0, end: 3, text: "Mẫu".into() };
        let person =
            Person {
                name: "Trần Văn Mẫu".into(), mentions: vec![mention], ..Person::default()
            };
        let ranked = Person { ranks: vec!["Đại tá".into()], ..person.clone() };
        let old = Reading { people: vec![ranked], ..Reading::default() };
        let new = Reading { people: vec![person], ..Reading::default() };
        assert!(change(&old, &new, Kind::People).is_none());
        assert_eq!(change(&old, &new, Kind::Ranks).lost, ["Trần Văn Mẫu · Đại tá"]);
    }

    #[test]
    fn a_value_that_changed_is_lost_and_gained() {
        let of = |genre: &str| Reading { genre: genre.into(), ..Reading::default() };
        let c = change(&of("news"), &of("report"), Kind::Heading);
        assert_eq!(
            (c.lost, c.gained),
            (vec!["genre=news".to_owned()], vec!["genre=report".to_owned()])
        );
    }
}
