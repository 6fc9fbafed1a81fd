//! Compares what was expected with what was found and tells the difference to a person.
//!
//! Knows nothing of files.

use super::Found;
use super::file::{Case, Expectation};
use super::variant::{Variant, undisguised};

/// Differences shown in one report, so that a broken finder stays readable.
const MAX_SHOWN: usize = 20;

/// Returns what was found as the lines of a case.
pub(super) fn expectations(text: &str, found: &[Found]) -> Vec<Expectation> {
    if found.is_empty() {
        return vec![Expectation::None { wrong: None }];
    }
    found.iter().map(|f| expectation(text, f)).collect()
}

fn expectation(text: &str, found: &Found) -> Expectation {
    let surface = text.get(found.start..found.end).filter(|s| !s.is_empty()).map(str::to_owned);
    let nth = surface.as_ref().map_or(1, |s| occurrence(text, s, found.start));
    let (kind, value) = (found.kind.clone(), found.value.trim().replace(['\n', '\t'], " "));
    Expectation::Mention { kind, surface, nth, value, wrong: None }
}

/// Counts from 1, overlapping occurrences too.
fn occurrence(text: &str, surface: &str, start: usize) -> usize {
    let before = text.char_indices().take_while(|(at, _)| *at < start);
    1 + before.filter(|(at, _)| text.get(*at..).is_some_and(|t| t.starts_with(surface))).count()
}

/// Returns the lines of a rewritten case; remarks on known mistakes stay with lines that did not change.
pub(super) fn updated(case: &Case, found: &[Found]) -> Vec<Expectation> {
    let mut lines = expectations(&case.text, found);
    for line in &mut lines {
        let before = case.expected.iter().find(|old| old.bare_line() == line.bare_line());
        line.set_wrong(before.and_then(Expectation::wrong).map(str::to_owned));
    }
    lines
}

/// Tells how a case as written differs from what was found.
pub(super) fn difference(case: &Case, found: &[Found]) -> Option<String> {
    let expected: Vec<String> = case.expected.iter().map(Expectation::bare_line).collect();
    let lines = expectations(&case.text, found);
    let found: Vec<String> = lines.iter().map(Expectation::bare_line).collect();
    (expected != found).then(|| {
        let healed = case.expected.iter().any(|e| e.wrong().is_some());
        let hint = if healed { "\n  (a line marked `! wrong` may have healed)" } else { "" };
        format!("--- {}\n{}{hint}", case.name, diff(&expected, &found))
    })
}

/// Tells how the mentions in a disguised text differ from those in the text as written.
pub(super) fn variant_difference(
    text: &str,
    found: &[Found],
    disguised: &str,
    found_disguised: &[Found],
) -> Option<String> {
    let expected = comparable(text, found);
    let actual = comparable(disguised, found_disguised);
    (expected != actual).then(|| diff(&expected, &actual))
}

/// One line a mention: its place in the undisguised text, kind, surface and value.
fn comparable(text: &str, found: &[Found]) -> Vec<String> {
    let plain = |range: Option<&str>| undisguised(range.unwrap_or_default());
    let line = |f: &Found| {
        let at = plain(text.get(..f.start)).chars().count();
        let surface = plain(text.get(f.start..f.end));
        format!("{} \"{surface}\" (character {at}) {}", f.kind, undisguised(f.value.trim()))
    };
    found.iter().map(line).collect()
}

pub(super) fn of_variant(case: &Case, variant: Variant, text: &str, difference: &str) -> String {
    format!("--- {} in variant `{}`\n  text: {text:?}\n{difference}", case.name, variant.name())
}

/// Lines expected and not found with `-`, found and not expected with `+`; order alone is told as such.
fn diff(expected: &[String], found: &[String]) -> String {
    let missing = without(expected, found).into_iter().map(|line| format!("  - {line}"));
    let extra = without(found, expected).into_iter().map(|line| format!("  + {line}"));
    let lines: Vec<String> = missing.chain(extra).collect();
    if lines.is_empty() { format!("  order found: {found:#?}") } else { lines.join("\n") }
}

/// Lines of the first list that the second does not hold as often.
fn without<'l>(lines: &'l [String], others: &[String]) -> Vec<&'l String> {
    let mut others: Vec<&String> = others.iter().collect();
    let mut left = Vec::new();
    for line in lines {
        match others.iter().position(|other| *other == line) {
            Some(at) => drop(others.swap_remove(at)),
            None => left.push(line),
        }
    }
    left
}

pub(super) fn joined(failures: &[String]) -> String {
    let shown = failures.iter().take(MAX_SHOWN).cloned().collect::<Vec<_>>().join("\n\n");
    let rest = failures.len().saturating_sub(MAX_SHOWN);
    let more = if rest > 0 { format!("\n\n… and {rest} more") } else { String::new() };
    format!(
        "{} differences (UPDATE_CASES=1 rewrites the expectations)\n\n{shown}{more}\n",
        failures.len()
    )
}
