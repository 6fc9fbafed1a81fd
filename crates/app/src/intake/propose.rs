//! From a reading to proposals: a pure function, so that a proposal can be made again from the same text.

use super::proposal::{Entry, Input, Proposal, ProposalKind, Span};
use read::contract::{Activity, Citation, Heading, Person, Reading, TaskClause, Warning};
use std::collections::BTreeMap;
use terms::{ActivityKind, Day, Edtf, Field, FindingKind, Relation};

/// The proposals that a reading gives, in the order in which they are best decided.
pub fn propose(reading: &Reading, fallback_title: &str) -> Vec<Proposal> {
    let mut out = vec![this_document(reading, fallback_title)];
    out.extend(reading.bodies.iter().map(|b| body(b, reading)));
    out.extend(reading.people.iter().map(person));
    out.extend(cited_documents(reading).into_iter().map(|group| cited(&group)));
    out.extend(reading.activity.as_ref().map(activity));
    out.extend(reading.tasks.iter().map(task));
    let results = reading.results.iter().map(|c| (FindingKind::Result, c));
    let shortcomings = reading.shortcomings.iter().map(|c| (FindingKind::Shortcoming, c));
    out.extend(results.chain(shortcomings).map(|(kind, clause)| finding(kind, clause)));
    number_keys(&mut out);
    for proposal in &mut out {
        attach_doubts(proposal, &reading.warnings);
    }
    out
}

/// Keys are the kind and a running number, so that they stay the same from run to run.
fn number_keys(proposals: &mut [Proposal]) {
    let mut next: BTreeMap<ProposalKind, usize> = BTreeMap::new();
    for proposal in proposals {
        let n = next.entry(proposal.kind).or_default();
        *n += 1;
        proposal.key = format!("{}-{n}", proposal.kind.code());
    }
}

/// A doubt belongs to every proposal one of whose spans it touches; its candidates go to the entry they speak of.
fn attach_doubts(proposal: &mut Proposal, warnings: &[Warning]) {
    let touches = |w: &&Warning| {
        let (Some(start), Some(end)) = (w.start, w.end) else { return false };
        proposal.spans.iter().any(|s| s.start < end && start < s.end)
    };
    let doubts: Vec<Warning> = warnings.iter().filter(touches).cloned().collect();
    for doubt in &doubts {
        let about = entry_in_doubt(&doubt.code);
        if let Some(entry) = proposal.entries.iter_mut().find(|e| about.contains(&e.name)) {
            entry.candidates.extend(doubt.candidates.iter().cloned());
        }
    }
    proposal.doubts = doubts;
}

fn entry_in_doubt(code: &str) -> &'static [&'static str] {
    match code {
        "citation.issuer-mismatch" | "heading.issuer-mismatch" => &["issuer"],
        "citation.term-open" => &["issued_on"],
        "citation.unresolved" => &["number"],
        "date.year-missing" => &["held_on", "issued_on", "due_on"],
        _ => &[],
    }
}

fn proposal(kind: ProposalKind, title: &str, spans: Vec<Span>, entries: Vec<Entry>) -> Proposal {
    Proposal {
        key: String::new(),
        kind,
        title: title.to_owned(),
        spans,
        entries,
        doubts: Vec::new(),
    }
}

fn entry(name: &'static str, label: &'static str, value: Option<&str>, input: Input) -> Entry {
    let value = value.unwrap_or("").to_owned();
    Entry { name, label, value, input, required: false, candidates: Vec::new() }
}

fn required(mut entry: Entry) -> Entry {
    entry.required = true;
    entry
}

fn choice<T: Copy>(all: &[T], code: fn(T) -> &'static str, label: fn(T) -> &'static str) -> Input {
    Input::Choice(all.iter().map(|v| (code(*v).to_owned(), label(*v).to_owned())).collect())
}

fn fields(value: Option<&str>) -> Entry {
    let known = value.and_then(Field::from_code).unwrap_or(Field::Other);
    let input = choice(Field::ALL, Field::code, Field::label);
    required(entry("field", "Lĩnh vực", Some(known.code()), input))
}

fn this_document(reading: &Reading, fallback_title: &str) -> Proposal {
    let empty = Heading::default();
    let h = reading.heading.as_ref().unwrap_or(&empty);
    let subject = h.subject.as_deref().or(reading.title.as_deref()).unwrap_or(fallback_title);
    let doc_type = h.doc_type.as_deref().unwrap_or(if reading.genre == "news" {
        "Tin, bài"
    } else {
        "Văn bản khác"
    });
    let date = h.date.as_deref().or(reading.published.as_deref());
    let number = h.number.as_deref().map(as_written);
    let entries = vec![
        entry("number", "Số, ký hiệu", number.as_deref(), Input::Line),
        required(entry("doc_type", "Loại văn bản", Some(doc_type), Input::Line)),
        required(entry("subject", "Trích yếu", Some(subject), Input::Line)),
        entry("issuer", "Cơ quan ban hành", h.issuer.as_deref(), Input::Line),
        entry("issued_on", "Ngày ban hành", date, Input::Date),
        entry("signer", "Người ký", h.signer.as_deref(), Input::Line),
        entry("circulation", "Dấu chỉ dẫn lưu hành", h.secrecy.as_deref(), Input::Line),
        same_as(),
    ];
    let title =
        number.map_or_else(|| subject.to_owned(), |n| format!("{doc_type} số {n}: {subject}"));
    proposal(ProposalKind::Document, &title, vec![Span { start: 0, end: 0 }], entries)
}

/// A number that was read, the way people write it (`QĐ-TTg`).
fn as_written(number: &str) -> String {
    terms::DocNumber::parse(number).map_or_else(|| number.to_owned(), |n| n.to_string())
}

fn body(body: &read::contract::Body, _reading: &Reading) -> Proposal {
    let entries = vec![
        required(entry("name", "Tên", Some(&body.name), Input::Line)),
        entry("kind", "Loại cơ quan", Some(&body.kind), Input::Line),
    ];
    proposal(ProposalKind::Body, &body.name, mentions(&body.mentions), entries)
}

fn mentions(mentions: &[read::contract::Mention]) -> Vec<Span> {
    mentions.iter().map(|m| Span { start: m.start, end: m.end }).collect()
}

fn person(person: &Person) -> Proposal {
    let posts: Vec<&str> = person.posts.iter().map(|p| p.title.as_str()).collect();
    let entries = vec![
        required(entry("name", "Họ và tên", Some(&person.name), Input::Line)),
        entry("rank", "Cấp bậc", person.ranks.first().map(String::as_str), Input::Line),
        entry("posts", "Chức vụ", Some(&posts.join("\n")), Input::Lines),
    ];
    proposal(ProposalKind::Person, &person.name, mentions(&person.mentions), entries)
}

/// Which entry of the register it is; asked only where several may be meant.
fn same_as() -> Entry {
    entry("same_as", "Là văn bản nào trong danh mục", None, Input::Line)
}

/// Mentions of one document together, in the order of first mention.
fn cited_documents(reading: &Reading) -> Vec<Vec<&Citation>> {
    let mut groups: Vec<Vec<&Citation>> = Vec::new();
    for c in &reading.citations {
        match groups.iter_mut().find(|group| is_of(group, c)) {
            Some(group) => group.push(c),
            None => groups.push(vec![c]),
        }
    }
    groups
}

/// Whether a mention is of the document of a group: one number or name, and no other day. A number returns every year or term:
/// two days are two documents, and a mention without a day belongs to the first.
fn is_of(group: &[&Citation], c: &Citation) -> bool {
    let key = |c: &Citation| c.number.clone().or(c.name.clone()).unwrap_or_default();
    let day = group.iter().find_map(|g| g.date.as_deref());
    let other_day = || day.zip(c.date.as_deref()).is_some_and(|(a, b)| apart(a, b));
    group.iter().all(|g| key(g) == key(c)) && !other_day()
}

/// Whether two dates can mean no common day; what is no date says nothing.
fn apart(a: &str, b: &str) -> bool {
    let dates = a.parse::<Edtf>().ok().zip(b.parse::<Edtf>().ok());
    let before = |x: Option<Day>, y: Option<Day>| x.zip(y).is_some_and(|(x, y)| x < y);
    dates.is_some_and(|(x, y)| before(x.last(), y.first()) || before(y.last(), x.first()))
}

fn cited(group: &[&Citation]) -> Proposal {
    let first = |get: fn(&Citation) -> Option<&str>| group.iter().find_map(|c| get(c));
    let number = first(|c| c.number.as_deref()).map(as_written);
    let name = first(|c| c.name.as_deref());
    let doc_type = first(|c| c.doc_type.as_deref());
    let told = group.iter().map(|c| c.relation.as_str()).find(|r| *r != "mentions");
    let relation = told.and_then(Relation::from_code).unwrap_or(Relation::Mentions);
    let relation = in_part(relation, group);
    let entries = vec![
        entry("number", "Số, ký hiệu", number.as_deref(), Input::Line),
        entry("name", "Tên văn bản", name, Input::Line),
        required(entry("doc_type", "Loại văn bản", doc_type, Input::Line)),
        entry("issuer", "Cơ quan ban hành", first(|c| c.issuer.as_deref()), Input::Line),
        entry("issued_on", "Ngày ban hành", first(|c| c.date.as_deref()), Input::Date),
        required(entry(
            "relation",
            "Quan hệ",
            Some(relation.code()),
            choice(Relation::ALL, Relation::code, Relation::label),
        )),
        same_as(),
    ];
    let spans = group.iter().map(|c| Span { start: c.start, end: c.end }).collect();
    let title = match (&number, name) {
        (Some(n), _) => format!("{} số {n}", doc_type.unwrap_or("Văn bản")),
        (None, name) => name.unwrap_or("Văn bản").to_owned(),
    };
    proposal(ProposalKind::Cited, &title, spans, entries)
}

/// What is done to named provisions alone is an amendment of the document, never the end of it.
fn in_part(relation: Relation, group: &[&Citation]) -> Relation {
    let provisions = group.iter().any(|c| !c.provisions.is_empty());
    match provisions && relation.acts_on_force() {
        true => Relation::Amends,
        false => relation,
    }
}

fn activity(a: &Activity) -> Proposal {
    let kind = ActivityKind::from_code(&a.kind).unwrap_or(ActivityKind::Other);
    let title = a.title.as_deref().unwrap_or(kind.label());
    let attendance: Vec<String> =
        a.attendance.iter().map(|n| format!("{} {}", n.value, n.unit)).collect();
    let entries = vec![
        required(entry(
            "kind",
            "Loại hoạt động",
            Some(kind.code()),
            choice(ActivityKind::ALL, ActivityKind::code, ActivityKind::label),
        )),
        required(entry("title", "Tên hoạt động", Some(title), Input::Line)),
        entry("held_on", "Thời gian", a.date.as_deref(), Input::Date),
        entry("place", "Địa điểm", a.place.as_deref(), Input::Line),
        entry("hosts", "Cơ quan tổ chức", Some(&a.hosts.join("\n")), Input::Lines),
        entry("chairs", "Chủ trì", Some(&a.chairs.join("\n")), Input::Lines),
        entry("reviews", "Văn bản được sơ kết", Some(&a.reviews.join("\n")), Input::Lines),
        entry("attendance", "Số người dự", Some(&attendance.join("\n")), Input::Lines),
        fields(None),
    ];
    proposal(ProposalKind::Activity, title, Vec::new(), entries)
}

fn task(t: &TaskClause) -> Proposal {
    let entries = vec![
        required(entry("title", "Nội dung nhiệm vụ", Some(&t.text), Input::Line)),
        required(entry("assigner", "Cơ quan giao", t.assigner.as_deref(), Input::Line)),
        required(entry(
            "lead",
            "Cơ quan chủ trì",
            t.leads.first().map(String::as_str),
            Input::Line,
        )),
        entry("coordinating", "Cơ quan phối hợp", Some(&t.with.join("\n")), Input::Lines),
        entry("due_on", "Thời hạn", t.term.as_deref(), Input::Date),
        fields(t.field.as_deref()),
        entry("basis", "Căn cứ", Some(&t.basis.join("\n")), Input::Lines),
    ];
    proposal(ProposalKind::Task, &t.text, vec![Span { start: t.start, end: t.end }], entries)
}

fn finding(kind: FindingKind, clause: &read::contract::FieldClause) -> Proposal {
    let entries = vec![
        required(entry(
            "kind",
            "Loại nhận định",
            Some(kind.code()),
            choice(FindingKind::ALL, FindingKind::code, FindingKind::label),
        )),
        required(entry("text", "Nội dung", Some(&clause.text), Input::Line)),
        fields(clause.field.as_deref()),
    ];
    proposal(
        ProposalKind::Finding,
        &clause.text,
        vec![Span { start: clause.start, end: clause.end }],
        entries,
    )
}
