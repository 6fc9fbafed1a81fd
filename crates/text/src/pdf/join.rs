//! Lines to paragraphs: what was only wrapped is one line again; headings and items of lists keep their own.
//!
//! A line was wrapped when the next word would not have fitted on it.

use super::columns::{Line, Part};

/// Share of the letters' size by which a line is set in.
const INDENT: f32 = 0.8;
/// Gap between lines, as a multiple of the usual one, that parts paragraphs.
const PARTED: f32 = 1.22;
/// Difference of sizes, as a share, that parts paragraphs.
const OTHER_SIZE: f32 = 0.08;

/// Width and usual gaps of a column.
#[derive(Debug, Clone, Copy)]
struct Measure {
    left: f32,
    right: f32,
    leading: f32,
}

/// Puts lines together; pages follow each other, `page_starts` are the places of their first lines.
pub(super) fn paragraphs(lines: &[Line], page_starts: &[usize]) -> String {
    let measures = measures(lines);
    let mut out = String::new();
    let mut before: Option<&Line> = None;
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        if text.is_empty() {
            continue;
        }
        let measure = measures.get(i).copied();
        let goes_on = before.zip(measure).is_some_and(|(before, measure)| {
            let is_new_page = page_starts.binary_search(&i).is_ok();
            continues(before, line, measure, is_new_page || before.block != line.block)
        });
        if goes_on {
            glue(&mut out);
        } else if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(text);
        before = Some(line);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Makes ready for the rest of a paragraph: a hyphen that was only put in for the line's end goes.
fn glue(out: &mut String) {
    match out.chars().next_back() {
        Some('\u{ad}' | '\u{2010}') => drop(out.pop()),
        Some('-') if out.chars().rev().nth(1).is_some_and(char::is_alphanumeric) => {}
        Some('/') => {}
        _ => out.push(' '),
    }
}

fn continues(before: &Line, line: &Line, measure: Measure, is_apart: bool) -> bool {
    let (last, next) = (before.text.trim(), line.text.trim());
    if before.part != line.part || line.part == Part::Table || last.contains('\t') {
        return false;
    }
    if last.ends_with(['\u{ad}', '\u{2010}']) {
        return true;
    }
    if (before.size - line.size).abs() > OTHER_SIZE * before.size.max(line.size) {
        return false;
    }
    let starts_small = next.chars().next().is_some_and(|c| c.is_lowercase());
    if line.part == Part::Beside {
        let is_near = line.y - before.y < 1.7 * line.size;
        if !is_apart && is_near && is_cut(last, next) {
            return true;
        }
        return !is_apart && is_near && starts_small && !ends(last) && !is_item(next);
    }
    if is_apart {
        let fits = line.part == Part::Body || line.part == Part::Column;
        return fits && !ends(last) && starts_small && !is_item(next);
    }
    let gap = line.y - before.y;
    if gap > measure.leading * PARTED + 0.5 || gap < 0.0 {
        return false;
    }
    if is_capitals(last) != is_capitals(next) && last.chars().count() > 3 {
        return false;
    }
    was_wrapped(before, line, measure) && !begins(before, line, measure)
}

/// Lines of a head that a narrow column cuts in two: the name of the State, the date.
fn is_cut(last: &str, next: &str) -> bool {
    let opens_with_digit = next.starts_with(|c: char| c.is_ascii_digit());
    let in_date =
        last.contains("ngày") && ["ngày", "tháng", "năm"].iter().any(|w| last.ends_with(w));
    let names_state = last.ends_with("CHỦ NGHĨA") || last.ends_with("CỘNG HÒA XÃ HỘI");
    (in_date && opens_with_digit)
        || (names_state && (next == "VIỆT NAM" || next == "CHỦ NGHĨA VIỆT NAM"))
}

/// Whether the first word of the next line would not have fitted.
fn was_wrapped(before: &Line, line: &Line, measure: Measure) -> bool {
    let n_chars = line.text.chars().count().max(1);
    let word = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let share = word as f32 / n_chars as f32;
    let word = (line.x1 - line.x0) * share;
    let free = measure.right - before.x1 - 0.25 * before.size;
    word > free - 0.15 * before.size
}

/// Whether a line begins a paragraph by how it is set or by what it begins with.
fn begins(before: &Line, line: &Line, measure: Measure) -> bool {
    let (last, next) = (before.text.trim(), line.text.trim());
    let set_in = |line: &Line| line.x0 > measure.left + INDENT * line.size;
    let shifted = line.x0 > before.x0 + INDENT * line.size;
    let hangs = is_item(last) && line.x0 < before.x0 + 4.0 * line.size;
    if opens(next) && (shifted || last.ends_with(';')) {
        return true;
    }
    if is_item(next)
        && (ends(last)
            || shifted
            || line.x0 + INDENT * line.size < before.x0
            || (is_item(last) && same(before, line)))
    {
        return true;
    }
    if shifted && !hangs && !is_centred(before, line, measure) {
        return true;
    }
    set_in(line) && set_in(before) && same(before, line) && ends(last) && !is_item(last)
}

fn same(before: &Line, line: &Line) -> bool {
    (before.x0 - line.x0).abs() < INDENT * 0.5 * line.size
}

/// Whether two lines share their middle with the column, as a heading over several lines does.
fn is_centred(before: &Line, line: &Line, measure: Measure) -> bool {
    let middle = f32::midpoint(measure.left, measure.right);
    [before, line].iter().all(|l| (f32::midpoint(l.x0, l.x1) - middle).abs() < l.size)
}

fn ends(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '!', '?', '…', '/'])
        || text.ends_with(".”")
        || text.ends_with(".)")
        || text.ends_with(";”")
}

fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (n, small) =
        letters.fold((0, 0), |(n, small), c| (n + 1, small + usize::from(c.is_lowercase())));
    n >= 2 && small == 0
}

/// Words with which an item or a heading begins.
const OPENERS: [&str; 12] = [
    "Điều",
    "Chương",
    "Mục",
    "Phần",
    "Phụ lục",
    "PHỤ LỤC",
    "CHƯƠNG",
    "Kính gửi",
    "Nơi nhận",
    "Căn cứ",
    "Xét",
    "Theo đề nghị",
];

fn opens(text: &str) -> bool {
    OPENERS.iter().any(|opener| text.starts_with(opener))
}

/// `1.`, `2.3.`, `a)`, `IV.`, `- `, `+ `, `Điều 5.`.
fn is_item(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix(['-', '–', '+', '•', '*', '·', '▪', '\u{f0b7}', '✓'])
    {
        return rest.starts_with([' ', '\u{a0}', '\t']);
    }
    let text = text.strip_prefix("Điều ").unwrap_or(text);
    let label = text.split_whitespace().next().unwrap_or_default();
    let Some(inner) = label.strip_suffix(['.', ')']) else { return false };
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let is_roman = inner.chars().all(|c| "IVXLC".contains(c)) && inner.len() <= 6;
    let is_letter = inner.chars().count() == 1
        && inner.chars().all(|c| c.is_lowercase() || label.ends_with('.') || c.is_ascii_digit());
    let is_number = inner
        .split('.')
        .all(|n| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    !inner.is_empty() && (is_roman || is_letter || is_number)
}

/// The measure of every line's column; text over the width of pages shares one.
fn measures(lines: &[Line]) -> Vec<Measure> {
    let body: Vec<&Line> = lines.iter().filter(|l| l.part == Part::Body).collect();
    let body = measure(&body);
    let mut all = Vec::with_capacity(lines.len());
    let mut start = 0;
    while let Some(first) = lines.get(start) {
        let rest = lines.get(start..).unwrap_or_default();
        let n = rest
            .iter()
            .take_while(|l| l.block == first.block && l.part == first.part)
            .count()
            .max(1);
        let own = if first.part == Part::Body {
            body
        } else {
            measure(&rest.iter().take(n).collect::<Vec<_>>())
        };
        all.extend(std::iter::repeat_n(own, n));
        start += n;
    }
    all
}

fn measure(lines: &[&Line]) -> Measure {
    let left = common(lines.iter().map(|l| l.x0), f32::min);
    let right = common(lines.iter().map(|l| l.x1), f32::max);
    Measure { left, right, leading: leading(lines) }
}

/// The usual gap between lines: that of running text, which labels of charts and cells of tables would make smaller.
fn leading(lines: &[&Line]) -> f32 {
    let widest = lines.iter().map(|line| line.x1 - line.x0).fold(0.0, f32::max);
    let is_long = |line: &&Line| line.x1 - line.x0 > 0.6 * widest;
    let gaps = |all: bool| {
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let running = pairs.filter(|(a, b)| all || is_long(a) && is_long(b));
        let gaps = running.map(|(a, b)| b.y - a.y).filter(|gap| *gap > 1.0 && *gap < 60.0);
        let mut gaps: Vec<f32> = gaps.collect();
        gaps.sort_by(f32::total_cmp);
        gaps.get(gaps.len() / 3).copied()
    };
    gaps(false).or_else(|| gaps(true)).unwrap_or(20.0)
}

/// The edge at which most lines stand, when many do; else the outermost.
#[expect(clippy::cast_possible_truncation, reason = "a place in steps is small")]
fn common(edges: impl Iterator<Item = f32> + Clone, outermost: fn(f32, f32) -> f32) -> f32 {
    let mut steps: Vec<i32> = edges.clone().map(|x| (x / 2.0).round() as i32).collect();
    steps.sort_unstable();
    let outer = edges.reduce(outermost).unwrap_or(0.0);
    let runs =
        steps.chunk_by(|a, b| b - a <= 1).map(|run| (run.len(), run.first().copied().unwrap_or(0)));
    let often = runs.filter(|(n, _)| *n >= 3 && n * 100 >= steps.len() * 12);
    let edges = often.map(|(_, step)| step as f32 * 2.0);
    edges.reduce(outermost).map_or(outer, |edge| edge)
}
