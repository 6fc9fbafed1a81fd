//! Short numbers that several documents of the same text fit.

use crate::citation::fits;
use crate::context::Parts;
use crate::contract::{Candidate, Citation, Warning};

use super::{called, candidate, day, warning};

/// Finds bare numbers that could be any of several documents cited in full.
pub(super) fn find(parts: &Parts) -> Vec<Warning> {
    let bare = parts
        .citations
        .iter()
        .filter(|c| c.mention == "short" && c.number.as_deref().is_some_and(is_bare));
    let mut full: Vec<&Citation> = parts.citations.iter().filter(|c| c.mention == "full").collect();
    full.sort_by(|a, b| (&a.number, &a.date).cmp(&(&b.number, &b.date)));
    full.dedup_by(|a, b| (&a.number, &a.date) == (&b.number, &b.date));
    full.sort_by_key(|c| c.start);
    bare.filter_map(|c| check(c, &full)).collect()
}

fn is_bare(number: &str) -> bool {
    number.bytes().all(|b| b.is_ascii_digit() || b == b'/')
}

fn check(short: &Citation, all: &[&Citation]) -> Option<Warning> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for full in all.iter().filter(|f| f.mention == "full" && fits(short, f)) {
        let value = full.number.clone().unwrap_or_default();
        if candidates.iter().any(|c| c.value == value) {
            continue;
        }
        let dated = full.date.as_deref().map(|d| format!(" ngày {}", day(d))).unwrap_or_default();
        candidates
            .push(candidate(value, format!("{}{dated} được dẫn trong cùng văn bản", called(full))));
    }
    (candidates.len() > 1).then(|| {
        let message = format!(
            "“{}” có thể là {} văn bản được dẫn trong bài. Hãy chọn văn bản đúng.",
            short.text,
            candidates.len()
        );
        warning("citation.unresolved", message, short.start, short.end, candidates)
    })
}
