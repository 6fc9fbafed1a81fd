//! Numbers that are likely misprints of others: one letter or figure apart from another number of the text, or of a term of the
//! National Assembly in which the year of the number does not lie.
//!
//! The terms stand in `terms::tenure`.

use terms::tenure::{self, Tenure};

use crate::context::Parts;
use crate::contract::{Candidate, Citation, Warning};
use crate::issuer;
use crate::kind;
use crate::word::Map;

use super::{called, candidate, warning};

/// Finds such numbers, each once.
pub(super) fn find(parts: &Parts) -> Vec<Warning> {
    let mut groups: Map<&str, Vec<&Citation>> = Map::default();
    for citation in parts.citations.iter().filter(|c| c.mention == "full") {
        let number = citation.number.as_deref().unwrap_or("");
        let key = number.find(|c: char| c.is_alphabetic()).and_then(|i| number.get(..i));
        let group = groups.entry(key.unwrap_or(number)).or_default();
        if group.len() < MOST && !group.iter().any(|c| c.number == citation.number) {
            group.push(citation);
        }
    }
    let mut found: Vec<Warning> = groups.values().flat_map(|group| beside(group)).collect();
    let told: Vec<Option<usize>> = found.iter().map(|w| w.start).collect();
    let firsts = groups.values().flatten().filter(|c| !told.contains(&Some(c.start)));
    found.extend(firsts.filter_map(|c| out_of_term(c)));
    found
}

/// Most numbers of one counter that are compared with each other.
const MOST: usize = 40;

/// Of two numbers one sign apart the one that is not known to be right.
fn beside(group: &[&Citation]) -> Vec<Warning> {
    let mut found = Vec::new();
    for (i, citation) in group.iter().enumerate() {
        let others = group.iter().enumerate().filter(|(j, _)| *j != i);
        let near: Vec<&Citation> =
            others.map(|(_, c)| *c).filter(|other| is_misprint(citation, other)).collect();
        if !near.is_empty() {
            found.push(doubt(citation, &near));
        }
    }
    found
}

fn doubt(citation: &Citation, near: &[&Citation]) -> Warning {
    let own = citation.number.as_deref().unwrap_or("");
    let mut candidates: Vec<Candidate> = near
        .iter()
        .map(|c| {
            candidate(
                c.number.clone().unwrap_or_default(),
                "số chỉ khác một ký tự, được dẫn trong cùng văn bản",
            )
        })
        .collect();
    candidates.push(candidate(own, "như đã ghi"));
    let message = format!(
        "{}: số này chỉ khác một ký tự so với {} được dẫn trong cùng văn bản, có thể do ghi nhầm. Hãy đối chiếu rồi chọn số đúng.",
        called(citation),
        near.first().map(|c| called(c)).unwrap_or_default()
    );
    warning("citation.near-duplicate", message, citation.start, citation.end, candidates)
}

/// Whether a number is likely meant to be the other: same counter and year, one sign apart, and itself less likely.
fn is_misprint(citation: &Citation, other: &Citation) -> bool {
    let (Some(own), Some(right)) = (citation.number.as_deref(), other.number.as_deref()) else {
        return false;
    };
    if !one_apart(own, right) {
        return false;
    }
    match (assembly(own), assembly(right)) {
        (Some(a), Some(b)) => !sits(a) && sits(b),
        _ => !is_known(own) && is_known(right),
    }
}

/// Whether two numbers have the same length in letters and differ in one of them.
fn one_apart(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count()
        && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}

/// Whether all codes of a number are known.
fn is_known(number: &str) -> bool {
    let figure = |p: &&str| p.bytes().all(|b| b.is_ascii_digit());
    number
        .split(['-', '/'])
        .filter(|p| !figure(p))
        .all(|p| kind::by_code(p).next().is_some() || issuer::is_code(p))
}

/// Year and term of `22/2018/QH14`.
fn assembly(number: &str) -> Option<(i16, u32)> {
    let mut parts = number.split('/');
    let year = parts.nth(1)?.parse().ok()?;
    let sign = parts.next()?;
    let term = sign.strip_prefix("UBTVQH").or_else(|| sign.strip_prefix("QH"))?;
    Some((year, term.parse().ok()?))
}

/// Whether the National Assembly of a term sat in a year; a term that the table does not know may have.
fn sits((year, term): (i16, u32)) -> bool {
    let known = tenure::assembly().iter().find(|t| t.name.parse() == Ok(term));
    known.is_none_or(|t| t.meets(year, year))
}

fn out_of_term(citation: &Citation) -> Option<Warning> {
    let number = citation.number.as_deref()?;
    let (year, term) = assembly(number).filter(|a| !sits(*a))?;
    let head = number.get(..number.rfind(|c: char| c.is_alphabetic())? + 1)?;
    let fitting = tenure::assembly().iter().filter(|t| t.meets(year, year));
    let candidates: Vec<Candidate> = fitting
        .map(|Tenure { name, from, to }| {
            let to = to.unwrap_or(9999);
            candidate(
                format!("{head}{name}"),
                format!("Quốc hội khóa {name} hoạt động trong các năm {from}-{to}"),
            )
        })
        .collect();
    let message = format!(
        "{}: năm {year} không thuộc nhiệm kỳ của Quốc hội khóa {term}, có thể do ghi nhầm khóa hoặc năm. Hãy đối chiếu bản gốc.",
        called(citation)
    );
    Some(warning("citation.term-mismatch", message, citation.start, citation.end, candidates))
}
