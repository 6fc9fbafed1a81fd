//! What texts say of documents beyond their confirmed citations: which were taught together, which carries out which, and
//! documents that are named by type and issuer alone.
//!
//! Made once for each file that was taken in, from its kept text and reading, and held in memory: neither changes.

use crate::error::Error;
use crate::office::Office;
use read::contract::{Citation, Reading};
use record::object::Intake;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use terms::{ActivityKind, Day, DocNumber, Edtf, Relation};

/// Words by which a text says that a document was made known.
const TAUGHT: [&str; 5] = ["quán triệt", "phổ biến", "học tập", "tập huấn", "triển khai"];
/// Words by which a text says that one document carries out another.
const CARRIES_OUT: [&str; 3] = ["thực hiện", "triển khai", "cụ thể hóa"];
/// Types of document that are named without a number.
const TYPES: [&str; 6] =
    ["nghị quyết", "chỉ thị", "kết luận", "quyết định", "kế hoạch", "chương trình"];
/// Most bytes between a document and what it carries out.
const NEAR: usize = 160;

/// A document that a text cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// Key of its number, or its name folded.
    pub(super) key: String,
    /// Day of issue as the text says.
    pub(super) date: Option<Edtf>,
    pub(super) doc_type: String,
    pub(super) issuer: String,
    pub(super) relation: Relation,
    pub(super) span: (usize, usize),
    /// Whether its sentence says that documents were made known.
    pub(super) taught: bool,
    /// Which sentence.
    pub(super) sentence: (usize, usize),
    /// The citation that this one carries out, by the words between them.
    pub(super) carries_out: Option<usize>,
}

/// A document that a text names by type and issuer alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unnamed {
    /// Type, folded.
    pub(super) doc_type: String,
    /// What follows `của`, folded.
    pub(super) issuers: String,
    pub(super) span: (usize, usize),
    pub(super) quote: String,
}

/// What the text reports, when it reports an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reported {
    pub(super) kind: ActivityKind,
    pub(super) title: String,
    pub(super) hosts: Vec<String>,
}

/// What one text says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TextSays {
    /// Its own type.
    pub(super) doc_type: String,
    /// Its own issuer.
    pub(super) issuer: String,
    /// Its own day; that of the activity it reports where it bears none.
    pub(super) day: Option<Day>,
    pub(super) cites: Vec<Said>,
    pub(super) unnamed: Vec<Unnamed>,
    pub(super) activity: Option<Reported>,
    /// Sentences by their first byte: their words.
    pub(super) sentences: BTreeMap<usize, String>,
}

/// What texts say, by the hash of the file.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<BTreeMap<String, Arc<TextSays>>>);

impl Office {
    /// What the text of an intake says.
    pub(super) async fn text_says(&self, intake: &Intake) -> Result<Arc<TextSays>, Error> {
        let known = self.known.0.lock().ok().and_then(|k| k.get(&intake.sha256).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let (text, reading) = self.reading(intake).await?;
        let made = Arc::new(of(&text, &reading));
        if let Ok(mut known) = self.known.0.lock() {
            known.insert(intake.sha256.clone(), made.clone());
        }
        Ok(made)
    }
}

fn day(edtf: Option<&String>) -> Option<Day> {
    edtf?.parse::<Edtf>().ok()?.last()
}

/// What a text says, from the text and its reading.
pub(super) fn of(text: &str, reading: &Reading) -> TextSays {
    let heading = reading.heading.as_ref();
    let mut cites: Vec<Said> = reading.citations.iter().filter_map(|c| said(text, c)).collect();
    carry_out(text, &mut cites);
    let unnamed = unnamed(text);
    let spoken =
        cites.iter().map(|c| c.sentence).chain(unnamed.iter().map(|u| sentence(text, u.span)));
    let sentences = spoken.map(|(from, to)| (from, words(text, (from, to)))).collect();
    let activity = reading.activity.as_ref().map(|a| {
        let kind = ActivityKind::from_code(&a.kind).unwrap_or(ActivityKind::Other);
        let title = a.title.clone().or_else(|| reading.title.clone());
        let title = title.unwrap_or_else(|| kind.label().to_owned());
        Reported { kind, title, hosts: a.hosts.clone() }
    });
    let genre = if reading.genre == "news" { "Tin, bài" } else { "" };
    TextSays {
        doc_type: heading.and_then(|h| h.doc_type.clone()).unwrap_or_else(|| genre.to_owned()),
        issuer: heading.and_then(|h| h.issuer.clone()).unwrap_or_default(),
        day: day(heading.and_then(|h| h.date.as_ref()))
            .or_else(|| day(reading.published.as_ref()))
            .or_else(|| day(reading.activity.as_ref().and_then(|a| a.date.as_ref()))),
        cites,
        unnamed,
        activity,
        sentences,
    }
}

fn said(text: &str, c: &Citation) -> Option<Said> {
    let key = match (&c.number, &c.name) {
        (Some(number), _) => DocNumber::parse(number)?.key(),
        (None, Some(name)) => text::fold::match_key(name),
        (None, None) => return None,
    };
    let sentence = sentence(text, (c.start, c.end));
    let lower = text.get(sentence.0..sentence.1).unwrap_or_default().to_lowercase();
    Some(Said {
        key,
        date: c.date.as_ref().and_then(|d| d.parse().ok()),
        doc_type: c.doc_type.clone().unwrap_or_default(),
        issuer: c.issuer.clone().unwrap_or_default(),
        relation: Relation::from_code(&c.relation).unwrap_or(Relation::Mentions),
        span: (c.start, c.end),
        taught: TAUGHT.iter().any(|w| lower.contains(w)),
        sentence,
        carries_out: None,
    })
}

/// The sentence around a span: between ends of lines and full stops.
fn sentence(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let before = text.get(..start).unwrap_or_default();
    let stop = |s: &str| s.rfind(". ").map(|i| i + 2);
    let from = stop(before).max(before.rfind('\n').map(|i| i + 1)).unwrap_or(0);
    let after = text.get(end..).unwrap_or_default();
    let to = [after.find(". "), after.find('\n')].into_iter().flatten().min();
    (from, to.map_or(text.len(), |i| end + i))
}

/// The words of a sentence, cut where it is long.
fn words(text: &str, (from, to): (usize, usize)) -> String {
    const LONGEST: usize = 320;
    let all = text.get(from..to).unwrap_or_default().trim();
    match all.char_indices().nth(LONGEST) {
        None => all.to_owned(),
        Some((cut, _)) => format!("{}…", &all[..cut]),
    }
}

/// `Chỉ thị A … về … thực hiện Nghị quyết B`: A carries out B, when nothing else is cited between.
fn carry_out(text: &str, cites: &mut [Said]) {
    for i in 0..cites.len().saturating_sub(1) {
        let (this, next) = (&cites[i], &cites[i + 1]);
        let between = text.get(this.span.1..next.span.0).unwrap_or_default().to_lowercase();
        let near =
            between.len() <= NEAR && !between.contains(';') && this.sentence == next.sentence;
        if near && this.key != next.key && CARRIES_OUT.iter().any(|w| between.contains(w)) {
            cites[i].carries_out = Some(i + 1);
        }
    }
}

/// Documents named by type and issuer alone: `Nghị quyết của Bộ Chính trị`.
fn unnamed(text: &str) -> Vec<Unnamed> {
    let mut found = Vec::new();
    for (of, _) in text.match_indices(" của ") {
        let before = text.get(..of).unwrap_or_default();
        let Some((from, doc_type)) = TYPES.iter().find_map(|t| ends_with(before, t)) else {
            continue;
        };
        let rest = text.get(of + " của ".len()..).unwrap_or_default();
        let stop = |c: char| matches!(c, '.' | ';' | '\n' | '(' | '"' | '”');
        let end = rest.find(stop).unwrap_or(rest.len());
        let issuers: String = rest[..end].chars().take(120).collect();
        let to = of + " của ".len() + issuers.len();
        found.push(Unnamed {
            doc_type: doc_type.to_owned(),
            issuers: text::fold::match_key(&issuers),
            span: (from, to),
            quote: text[from..to].to_owned(),
        });
    }
    found
}

/// Where a text ends with words, whatever their case.
fn ends_with<'w>(text: &str, words: &'w str) -> Option<(usize, &'w str)> {
    let mut starts = text.char_indices().rev();
    let (from, _) = starts.nth(words.chars().count().checked_sub(1)?)?;
    (text[from..].to_lowercase() == *words).then_some((from, words))
}
