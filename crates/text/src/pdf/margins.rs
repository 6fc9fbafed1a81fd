//! What stands at the head and foot of every page: running heads, page numbers. Taken out of the text and kept.
//!
//! Told by coming again on other pages at the same height with the same words, figures aside.

use std::collections::{HashMap, HashSet};

use super::columns::Line;

/// Share of a page's height at its top and bottom within which such lines stand.
const BAND: f32 = 0.12;
/// Lines from the top and the bottom of a page that are looked at.
const N_OUTER: usize = 2;

/// A page with its lines.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) height: f32,
    pub(super) lines: Vec<Line>,
}

/// Takes the running lines out of the pages and returns their words, each once.
pub(super) fn take_out(sheets: &mut [Sheet]) -> Vec<String> {
    let seen = count(sheets);
    let n_pages = sheets.len();
    let mut taken: Vec<String> = Vec::new();
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let often = |line: &Line| {
            let again = seen.get(&key(line)).copied().unwrap_or(0);
            again >= 2 && again * 3 >= n_pages
        };
        let line_at = |i: &usize| sheet.lines.get(*i);
        let outer = outer(sheet);
        let again: Vec<usize> =
            outer.iter().copied().filter(|i| line_at(i).is_some_and(often)).collect();
        let is_number =
            |i: &usize| line_at(i).is_some_and(|l| is_page_number(&l.text, index, n_pages));
        let out: Vec<usize> = outer
            .into_iter()
            .filter(|i| is_number(i) || (again.contains(i) && stands_apart(sheet, *i, &again)))
            .collect();
        for line in out.iter().filter_map(|i| sheet.lines.get(*i)) {
            if !taken.contains(&line.text) {
                taken.push(line.text.clone());
            }
        }
        for i in out.into_iter().rev() {
            sheet.lines.remove(i);
        }
    }
    taken
}

/// Whether a line is further from the text than lines of the text are from each other.
fn stands_apart(sheet: &Sheet, at: usize, but: &[usize]) -> bool {
    let Some(line) = sheet.lines.get(at) else { return false };
    let others = sheet.lines.iter().enumerate().filter(|(i, _)| !but.contains(i));
    others.map(|(_, other)| (other.y - line.y).abs()).all(|gap| gap > line.size * 1.45)
}

/// On how many pages each outer line comes.
fn count(sheets: &[Sheet]) -> HashMap<(String, i32), usize> {
    let mut seen = HashMap::new();
    for sheet in sheets {
        let lines = outer(sheet).into_iter().filter_map(|i| sheet.lines.get(i));
        let on_page: HashSet<_> = lines.map(key).collect();
        on_page.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    seen
}

/// The words with figures made alike, and the height in steps of 6 points.
#[expect(clippy::cast_possible_truncation, reason = "a height in steps is small")]
fn key(line: &Line) -> (String, i32) {
    let mut words = String::with_capacity(line.text.len());
    for c in line.text.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !words.ends_with('#') {
            words.push(c);
        }
    }
    (words, (line.y / 6.0).round() as i32)
}

/// Places of the outermost lines of a page that stand in its margins, in rising order.
fn outer(sheet: &Sheet) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..sheet.lines.len()).collect();
    let height = |i: &usize| sheet.lines.get(*i).map_or(0.0, |line| line.y);
    by_height.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let n = by_height.len();
    let in_band = |place: usize, i: &usize| {
        let y = height(i);
        (place < N_OUTER && y < sheet.height * BAND)
            || (place + N_OUTER >= n && y > sheet.height * (1.0 - BAND))
    };
    let mut places: Vec<usize> = by_height
        .iter()
        .enumerate()
        .filter(|(place, i)| in_band(*place, i))
        .map(|(_, i)| *i)
        .collect();
    places.sort_unstable();
    places
}

/// A number that fits the page, alone or as `Trang 3/10`, `- 3 -`.
fn is_page_number(text: &str, index: usize, n_pages: usize) -> bool {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("trang").unwrap_or(&text);
    let inner = text.trim_matches(|c: char| matches!(c, ' ' | '-' | '–' | '—' | '[' | ']' | '|'));
    let parts: Vec<&str> = inner.split('/').map(str::trim).collect();
    let numbers: Vec<usize> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    if numbers.len() != parts.len() {
        return false;
    }
    match numbers.as_slice() {
        [page] => page.abs_diff(index + 1) <= 2 || (n_pages > 2 && *page > index && *page < 1000),
        [page, all] => page <= all && page.abs_diff(index + 1) <= 2,
        _ => false,
    }
}
