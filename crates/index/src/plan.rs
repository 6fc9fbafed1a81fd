//! From what was typed to a query of the index, with the order in which what is found is given.
//!
//! A row must have every part of what was typed, in its names, its text or its number. How well it fits is a sum: steps that
//! differ so much that a higher one always decides, and within them the usual weight of rare words in short texts (BM25).

use crate::fields::{BARE, Fields};
use crate::query::{Part, Query, ShortForms, parts, unfinished};
use crate::words::Keys;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, Occur, PhrasePrefixQuery, PhraseQuery,
    Query as Planned, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// Everything typed is its number and type (`24-NQ/TW`, `nghị quyết 24`).
const IS_NUMBER: f32 = 16384.0;
/// Every figure typed is of its number.
const HAS_FIGURES: f32 = 8192.0;
/// Everything stands side by side exactly as typed.
const AS_TYPED: f32 = 4096.0;
/// Everything stands side by side.
const TOGETHER: f32 = 2048.0;
/// Everything stands side by side in a name.
const NAMED: f32 = 1024.0;
/// Every word stands somewhere exactly as typed.
const EXACT: f32 = 512.0;
/// Every word stands in the names.
const IN_NAMES: f32 = 256.0;
/// Two words that were typed one after the other stand side by side.
const NEIGHBOURS: f32 = 32.0;

/// Only so many words are looked for; nobody types more, and a page that is pasted in is cut off.
const MOST_WORDS: usize = 32;
/// A beginning of a word is looked for in so many words.
const MOST_ENDINGS: usize = 2000;

type Clause = (Occur, Box<dyn Planned>);

/// The query of what was typed; `None` when nothing was.
pub(crate) fn plan(
    query: &Query,
    shorts: &ShortForms,
    fields: &Fields,
    searcher: &Searcher,
) -> tantivy::Result<Option<Box<dyn Planned>>> {
    let mut typed = parts(&query.words);
    typed.truncate(MOST_WORDS);
    if typed.is_empty() {
        return Ok(match query.filter.is_empty() {
            true => None,
            false => Some(constant(Box::new(AllQuery), 0.0)),
        });
    }
    let open = unfinished(query, &typed);
    let mut clauses = must(&typed, open.as_ref(), shorts, fields, searcher)?;
    clauses.extend(steps(&typed, open.as_ref(), fields));
    Ok(Some(Box::new(BooleanQuery::new(clauses))))
}

/// What a row must have: each part, or what a part or some parts together are a short or a long form of.
fn must(
    typed: &[Part],
    open: Option<&Keys>,
    shorts: &ShortForms,
    fields: &Fields,
    searcher: &Searcher,
) -> tantivy::Result<Vec<Clause>> {
    let mut clauses = Vec::new();
    let mut at = 0;
    while let Some(rest) = typed.get(at..).filter(|rest| !rest.is_empty()) {
        let forms = shorts.at(rest);
        let taken = forms.iter().map(|(n, _)| *n).max().unwrap_or(1);
        let here = rest.get(..taken).unwrap_or(rest);
        let mut ways = vec![together(here.iter().map(|p| part(p, fields)).collect())];
        // Only forms of all the words taken are another way to write them.
        ways.extend(forms.into_iter().filter(|(n, _)| *n == taken).map(|(_, form)| {
            either([fields.names, fields.text].map(|f| phrase(f, &form, Keys::written)).into())
        }));
        if let Some(open) = open.filter(|_| at + taken == typed.len()) {
            let mut going_on: Vec<Box<dyn Planned>> =
                here.iter().take(taken - 1).map(|p| part(p, fields)).collect();
            going_on.push(beginning(open, fields, searcher)?);
            ways.push(together(going_on));
        }
        clauses.push((Occur::Must, either(ways)));
        at += taken;
    }
    Ok(clauses)
}

/// One part in any of the fields. Words in names weigh nothing here: steps tell names apart.
fn part(part: &Part, fields: &Fields) -> Box<dyn Planned> {
    let number = together(part.filed().iter().map(|w| term(fields.number, &w.typed())).collect());
    either(vec![
        constant(phrase(fields.names, part.words(), Keys::typed), 0.0),
        phrase(fields.text, part.words(), Keys::typed),
        constant(number, 0.0),
    ])
}

/// Words that begin as one was typed.
fn beginning(
    open: &Keys,
    fields: &Fields,
    searcher: &Searcher,
) -> tantivy::Result<Box<dyn Planned>> {
    let mut beginnings = vec![open.typed()];
    if open.is_marked() {
        // `hoà` is kept as `hòa`, and goes on as `hoàn`.
        let moved = text::tone::tone_style(&open.exact, text::tone::ToneStyle::New);
        beginnings.extend(Some(moved).filter(|m| *m != open.exact));
    }
    let mut terms = Vec::new();
    for segment in searcher.segment_readers() {
        for field in [fields.names, fields.text] {
            let dictionary = segment.inverted_index(field)?;
            for beginning in &beginnings {
                let mut stream = dictionary.terms().range().ge(beginning).into_stream()?;
                while let Some((key, _)) = stream.next() {
                    if !key.starts_with(beginning.as_bytes()) || terms.len() >= MOST_ENDINGS {
                        break;
                    }
                    terms.extend(std::str::from_utf8(key).map(|k| Term::from_field_text(field, k)));
                }
            }
        }
    }
    Ok(constant(Box::new(TermSetQuery::new(terms)), 0.0))
}

/// What makes a row fit better. Steps that would say the same twice are taken once: they are what a question costs.
fn steps(typed: &[Part], open: Option<&Keys>, fields: &Fields) -> Vec<Clause> {
    let words: Vec<Keys> = typed.iter().flat_map(Part::words).take(MOST_WORDS).cloned().collect();
    let filed: Vec<&Keys> = typed.iter().flat_map(Part::filed).collect();
    let mut steps = number_steps(&filed, fields);
    let both = [fields.names, fields.text];
    let side_by_side = |words: &[Keys], spelling: fn(&Keys) -> String| -> Box<dyn Planned> {
        either(both.map(|f| phrase(f, words, spelling)).into())
    };
    let mut step = |query, weight| steps.push((Occur::Should, constant(query, weight)));
    let (several, bare) = (words.len() > 1, words.iter().any(|w| !w.is_marked()));
    if bare {
        step(side_by_side(&words, Keys::written), AS_TYPED);
    }
    if several {
        // Where every word bears its marks, side by side is as typed.
        let weight = if bare { TOGETHER } else { AS_TYPED + TOGETHER };
        step(side_by_side(&words, Keys::typed), weight);
    }
    step(phrase(fields.names, &words, Keys::typed), NAMED);
    let all = |fields: &[Field], spelling: fn(&Keys) -> String| -> Box<dyn Planned> {
        let one = |w: &Keys| either(fields.iter().map(|f| term(*f, &spelling(w))).collect());
        together(words.iter().map(one).collect())
    };
    if several && bare {
        step(all(&both, Keys::written), EXACT);
    }
    if several {
        step(all(&both[..1], Keys::typed), IN_NAMES);
    }
    if words.len() > 2 {
        words.windows(2).for_each(|pair| step(side_by_side(pair, Keys::typed), NEIGHBOURS));
    }
    if let (Some(_), [.., before, last]) = (open, words.as_slice()) {
        let pair = |f| [before, last].map(|w| Term::from_field_text(f, &w.typed())).to_vec();
        let going_on = |f| Box::new(PhrasePrefixQuery::new(pair(f))) as Box<dyn Planned>;
        step(either(both.map(going_on).into()), NEIGHBOURS);
    }
    steps
}

/// What was typed as the number of a document; only figures make a number.
fn number_steps(filed: &[&Keys], fields: &Fields) -> Vec<Clause> {
    let of = |words: Vec<&&Keys>| -> Box<dyn Planned> {
        together(words.into_iter().map(|w| term(fields.number, &w.typed())).collect())
    };
    let figures: Vec<&&Keys> = filed.iter().filter(|w| w.is_figure()).collect();
    if figures.is_empty() {
        return Vec::new();
    }
    let step = |query, weight| (Occur::Should, constant(query, weight));
    vec![step(of(filed.iter().collect()), IS_NUMBER), step(of(figures), HAS_FIGURES)]
}

impl Keys {
    /// The term of the word as it was typed, mark for mark.
    fn written(&self) -> String {
        self.exact.clone()
    }

    /// The term that a typed word asks for: as written when it bears a mark, bare when it does not.
    fn typed(&self) -> String {
        if self.is_marked() { self.exact.clone() } else { format!("{BARE}{}", self.bare) }
    }
}

fn term(field: Field, key: &str) -> Box<dyn Planned> {
    let term = Term::from_field_text(field, key);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn phrase(field: Field, words: &[Keys], spelling: fn(&Keys) -> String) -> Box<dyn Planned> {
    match words {
        [one] => term(field, &spelling(one)),
        many => {
            let terms = many.iter().map(|w| Term::from_field_text(field, &spelling(w)));
            Box::new(PhraseQuery::new(terms.collect()))
        }
    }
}

fn constant(query: Box<dyn Planned>, weight: f32) -> Box<dyn Planned> {
    Box::new(ConstScoreQuery::new(query, weight))
}

fn either(ways: Vec<Box<dyn Planned>>) -> Box<dyn Planned> {
    Box::new(BooleanQuery::new(ways.into_iter().map(|w| (Occur::Should, w)).collect()))
}

fn together(mut all: Vec<Box<dyn Planned>>) -> Box<dyn Planned> {
    match all.len() {
        1 => all.remove(0),
        _ => Box::new(BooleanQuery::new(all.into_iter().map(|w| (Occur::Must, w)).collect())),
    }
}
