//! What follows from one document: its reviews, the end of its term, the days by which others must act on it.

use super::rules::{Review, ReviewFrom, Rules};
use super::span::{term_of_years, years_of};
use super::{Entry, Given, Held, Span, Why, because, by_rule};
use crate::force::force_on;
use crate::object::{Activity, Addressed, Document};
use terms::{ActivityKind, CalendarKind, Certainty, Day, Force, Named, Period, Ref, Relation};

/// Most years between a review and the day on which it was due.
const NEAR: i16 = 1;

/// Everything that follows from a document, whenever it is.
pub fn follows(given: &Given<'_>, rules: &Rules, document: &Document) -> Vec<Entry> {
    let ended = |day: Day| force_on(document, day, &given.ties).force == Force::NoLonger;
    let mut all = Vec::new();
    for rule in rules.reviews.iter().filter(|r| r.is_for(document)) {
        let due = due(given, rule, document).filter(|(span, _)| rule.valid.on(span.last));
        if let Some((span, why)) = due.filter(|(span, _)| !ended(span.first)) {
            all.extend(review(given, rule, document, span, why));
        }
    }
    all.extend(term_end(given, document));
    all.extend(force_end(given, document));
    let addressed = document.addressed.iter().enumerate();
    all.extend(addressed.flat_map(|(i, a)| deadlines(given, document, i, a)));
    all
}

/// The term that a document states in its subject or number.
pub fn term_in(document: &Document) -> Option<Period> {
    let number = document.facts.number.as_ref().map(|n| n.as_str());
    term_of_years(&document.facts.subject).or_else(|| term_of_years(number?))
}

impl Review {
    fn is_for(&self, document: &Document) -> bool {
        let facts = &document.facts;
        let typed =
            self.types.is_empty() || self.types.iter().any(|t| facts.doc_type.starts_with(t));
        let party = facts.number.as_ref().map(|n| n.is_party());
        let term = term_in(document);
        typed
            && self.party.is_none_or(|p| party == Some(p))
            && self.term.is_none_or(|t| t == term.is_some())
            && term.is_none_or(|t| years_of(t) >= self.least)
    }

    fn title(&self, years: i16, document: &Document) -> String {
        let title = self.title.replace("{years}", &years.to_string());
        title.replace("{document}", &document.label())
    }
}

/// When a review is due by a rule, and why.
fn due(given: &Given<'_>, rule: &Review, document: &Document) -> Option<(Span, Vec<Why>)> {
    let mut why = Vec::new();
    let issued = document.facts.issued_on.and_then(Span::of);
    let dated = document.facts.issued_on.map_or("chưa rõ ngày".to_owned(), |d| d.vn());
    why.push(because(format!("{} ban hành {dated}", document.label()), Some(&document.at)));
    let (base, years) = match rule.from {
        ReviewFrom::Issued => (issued?, rule.years),
        ReviewFrom::TermStart => {
            let term = term_in(document)?;
            why.push(because(stated(term), Some(&document.at)));
            // The last day of the so-manieth year.
            (Span::day(term.from().plus_days(-1)), rule.years)
        }
        ReviewFrom::TermEnd => {
            let term = term_in(document)?;
            why.push(because(stated(term), Some(&document.at)));
            (Span::day(term.to()), rule.years)
        }
        ReviewFrom::LastReview => match last_review(given, &document.at) {
            Some((activity, span)) => {
                let years = activity.facts.period.map_or(rule.years, years_of);
                let until = activity.facts.period.map_or(span, |p| Span::day(p.to()));
                let words = format!("Lần gần nhất: {}, {}", activity.facts.title, span.vn());
                why.push(because(words, Some(&activity.at)));
                (until, years)
            }
            None => (issued?, rule.years),
        },
    };
    let span = base.plus_years(years);
    let after = if years == 0 { String::new() } else { format!(" sau {years} năm,") };
    let words = format!(
        "Quy tắc: {}{after} đến hạn {}. Nguồn: {}",
        rule.kind.label().to_lowercase(),
        span.vn(),
        rule.valid.source
    );
    why.push(by_rule(&rule.id, words));
    Some((span, why))
}

fn stated(term: Period) -> String {
    format!("Văn bản ghi thời hạn: {}", term.label())
}

/// The last activity that reviewed a document, with its days.
fn last_review<'a>(given: &Given<'a>, document: &Ref) -> Option<(&'a Activity, Span)> {
    let reviews = given.about(document).filter(|(a, _)| is_review(a));
    reviews.max_by_key(|(a, span)| (span.last, a.at.clone()))
}

fn is_review(activity: &Activity) -> bool {
    matches!(activity.facts.kind, ActivityKind::InterimReview | ActivityKind::FinalReview)
}

fn review(
    given: &Given<'_>,
    rule: &Review,
    document: &Document,
    span: Span,
    mut why: Vec<Why>,
) -> Option<Entry> {
    let holders = holders(given, document);
    if holders.is_empty() && rule.holders {
        return None;
    }
    let bodies = standing(given, &holders, span.last);
    why.push(who(&holders, &bodies));
    let years = match rule.from {
        ReviewFrom::LastReview => last_review(given, &document.at)
            .and_then(|(a, _)| a.facts.period)
            .map_or(rule.years, years_of),
        _ => rule.years,
    };
    Some(Entry {
        key: format!("review/{}/{}", rule.id, document.at),
        span,
        kind: rule.kind,
        title: rule.title(years, document),
        field: field_of(given, &document.at),
        held: held(given, rule, &document.at, span, &bodies),
        bodies,
        certainty: rule.valid.certainty,
        round: None,
        why,
        object: None,
        limited: document.limit().is_some(),
    })
}

/// How a body came to have a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Issued,
    Received,
    Implements,
}

/// The bodies that have a document: who issued it, who received it, who issued a document that carries it out.
fn holders(given: &Given<'_>, document: &Document) -> Vec<(Ref, How)> {
    let issued = document.facts.issuer_body.iter().map(|b| (b.clone(), How::Issued));
    let received = document.delivered.iter().map(|d| (d.body.at.clone(), How::Received));
    let carried = given.documents.iter().filter(|d| {
        let carries = |r: Relation| matches!(r, Relation::Implements | Relation::Guides);
        let cites = d.cites.iter().map(|c| (&c.citation.target.at, c.citation.relation));
        let links = d.links.iter().map(|l| (&l.target.at, l.relation));
        cites.chain(links).any(|(at, relation)| *at == document.at && carries(relation))
    });
    let carried = carried.filter_map(|d| d.facts.issuer_body.clone()).map(|b| (b, How::Implements));
    let mut all: Vec<(Ref, How)> = Vec::new();
    for (at, how) in issued.chain(received).chain(carried) {
        if !all.iter().any(|(known, _)| *known == at) {
            all.push((at, how));
        }
    }
    all
}

/// Who stands on a day in the place of those bodies, each once.
fn standing(given: &Given<'_>, holders: &[(Ref, How)], day: Day) -> Vec<Named> {
    let mut bodies: Vec<Named> = Vec::new();
    for (at, _) in holders {
        for body in given.standing_on(at, day) {
            if !bodies.iter().any(|b| b.at == body.at) {
                bodies.push(body);
            }
        }
    }
    bodies
}

fn who(holders: &[(Ref, How)], bodies: &[Named]) -> Why {
    let n = |how: How| holders.iter().filter(|(_, h)| *h == how).count();
    match (holders, bodies) {
        ([], _) => because("Chưa có cơ quan nào trong danh mục được ghi là giữ văn bản này", None),
        (_, []) => {
            because("Các cơ quan giữ văn bản đã kết thúc hoạt động, chưa rõ cơ quan kế thừa", None)
        }
        ([_], [one]) => because(format!("Cơ quan có văn bản: {}", one.name), Some(&one.at)),
        _ => because(
            format!(
                "{} cơ quan có văn bản: {} ban hành, {} đã nhận, {} đã cụ thể hóa",
                bodies.len(),
                n(How::Issued),
                n(How::Received),
                n(How::Implements)
            ),
            None,
        ),
    }
}

/// The bodies that reviewed the document around the day on which it was due, or have that planned.
fn held(given: &Given<'_>, rule: &Review, at: &Ref, due: Span, bodies: &[Named]) -> Vec<Held> {
    if rule.from == ReviewFrom::LastReview {
        return Vec::new();
    }
    let (from, to) = (due.plus_years(-NEAR).first, due.plus_years(NEAR).last);
    let near = given.about(at).filter(|(a, s)| is_review(a) && from <= s.last && s.first <= to);
    let near: Vec<_> = near.collect();
    let own = |b: &Named| {
        let (a, span) = near.iter().find(|(a, _)| a.facts.hosts.iter().any(|h| h.at == b.at))?;
        let activity = Named { at: a.at.clone(), name: a.facts.title.clone() };
        Some(Held { body: b.at.clone(), activity, on: span.last })
    };
    bodies.iter().filter_map(own).collect()
}

/// The line of work of most tasks that rest on a document.
fn field_of(given: &Given<'_>, document: &Ref) -> Option<terms::Field> {
    let rest = given.tasks.iter().filter(|t| t.facts.basis.iter().any(|b| b.at == *document));
    let mut count = std::collections::BTreeMap::new();
    for task in rest {
        *count.entry(task.facts.field).or_insert(0) += 1;
    }
    count
        .into_iter()
        .max_by_key(|(field, n)| (*n, std::cmp::Reverse(*field)))
        .map(|(field, _)| field)
}

/// A bare entry on a document for the bodies that issued it.
fn on_document(given: &Given<'_>, document: &Document, key: &str, day: Day) -> Entry {
    let issued: Vec<(Ref, How)> =
        document.facts.issuer_body.iter().map(|b| (b.clone(), How::Issued)).collect();
    Entry {
        key: format!("{key}/{}", document.at),
        span: Span::day(day),
        kind: CalendarKind::TermEnd,
        title: String::new(),
        field: field_of(given, &document.at),
        bodies: standing(given, &issued, day),
        certainty: Certainty::Stated,
        round: None,
        why: Vec::new(),
        held: Vec::new(),
        object: Some(document.at.clone()),
        limited: document.limit().is_some(),
    }
}

fn term_end(given: &Given<'_>, document: &Document) -> Option<Entry> {
    let term = term_in(document)?;
    let label = document.label();
    Some(Entry {
        title: format!("Hết thời hạn {label} ({})", term.label()),
        why: vec![
            because(format!("{label}: {}", document.facts.subject), Some(&document.at)),
            because(stated(term), Some(&document.at)),
        ],
        ..on_document(given, document, "document-term", term.to())
    })
}

fn force_end(given: &Given<'_>, document: &Document) -> Option<Entry> {
    let force = document.force.last()?;
    let until = force.until?;
    let basis = force.basis.as_deref().map_or(String::new(), |b| format!(" ({b})"));
    Some(Entry {
        title: format!("Hết hiệu lực {}", document.label()),
        why: vec![because(
            format!("Hiệu lực đến hết ngày {}{basis}", until.vn()),
            Some(&document.at),
        )],
        ..on_document(given, document, "document-force", until)
    })
}

/// The days by which those to whom a document goes must act on it.
fn deadlines(given: &Given<'_>, document: &Document, n: usize, a: &Addressed) -> Vec<Entry> {
    let label = document.label();
    let days = [
        ("receive", a.receive_by, "nhận"),
        ("disseminate", a.disseminate_by, "quán triệt"),
        ("implement", a.implement_by, "ban hành văn bản cụ thể hóa"),
        ("report", a.report_by, "báo cáo kết quả thực hiện"),
    ];
    let basis = a.basis.as_deref().map_or(String::new(), |b| format!(", theo {b}"));
    let one = |(key, day, what): (&str, Option<Day>, &str)| {
        let day = day?;
        let words = format!("Hạn {what} {label}: {}{basis}", day.vn());
        let below = if a.below { " và các cơ quan cấp dưới" } else { "" };
        let to: Vec<&str> = a.bodies.iter().map(|b| b.name.as_str()).collect();
        Some(Entry {
            kind: CalendarKind::Deadline,
            title: format!("Hạn {what} {label}"),
            bodies: a.bodies.clone(),
            why: vec![
                because(words, Some(&document.at)),
                because(format!("Gửi {}{below}", to.join(", ")), None),
            ],
            ..on_document(given, document, &format!("addressed/{n}/{key}"), day)
        })
    };
    days.into_iter().filter_map(one).collect()
}
