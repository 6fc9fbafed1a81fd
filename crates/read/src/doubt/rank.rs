//! One name with two ranks: one person who was promoted, two people of the same name, or a misprint.

use crate::context::Parts;
use crate::contract::{Candidate, Person, Warning};

use super::{candidate, warning};

/// Finds people to whom the text gives more than one rank.
pub(super) fn find(parts: &Parts) -> Vec<Warning> {
    parts.people.iter().filter(|p| p.ranks.len() > 1).filter_map(doubt).collect()
}

fn doubt(person: &Person) -> Option<Warning> {
    let first = person.mentions.first()?;
    let message = format!(
        "{}: bài ghi nhiều cấp bậc ({}). Có thể là một người được thăng quân hàm, hai người trùng tên hoặc ghi nhầm. Hãy chọn cấp bậc đúng.",
        person.name,
        person.ranks.join(", ")
    );
    let candidates: Vec<Candidate> =
        person.ranks.iter().map(|r| candidate(r, "ghi cùng tên này trong bài")).collect();
    Some(warning("person.two-ranks", message, first.start, first.end, candidates))
}
