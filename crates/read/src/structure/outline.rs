//! The parts of a document as a flat list with levels: articles, clauses and points, or the outline of a report.
//!
//! A part lies under the last open part of a larger kind. A label counts only when it is the first of its siblings or
//! follows one, so that a figure at the start of a line is no part.

use crate::context::Context;
use crate::contract::Part;
use crate::structure::label::{self, Label};
use crate::structure::row::{self, Row};

/// Kinds from the largest to the smallest; a Roman numeral may also lie under an article.
const ORDER: &[&str] = &[
    "attached",
    "annex",
    "part",
    "letter",
    "chapter",
    "section",
    "subsection",
    "article",
    "roman",
    "clause",
    "number",
    "subnumber",
    "point",
];

/// A part that is still open.
struct Open {
    kind: &'static str,
    depth: usize,
    value: u32,
    index: usize,
}

/// Finds the parts below line `body`; they end at byte `end` (signatures, recipients), but for what is attached behind it.
pub(super) fn find(cx: &Context, rows: &[Row], body: usize, end: Option<usize>) -> Vec<Part> {
    let mut outline = Outline { text: cx.text, parts: Vec::new(), open: Vec::new() };
    let (mut over, mut behind) = (false, false);
    for (at, row) in rows.iter().enumerate().skip(body) {
        if let Some(end) = end.filter(|e| row.line.end > *e && !behind) {
            (over, behind) = (true, true);
            outline.close(0, end);
        }
        let label = label::read(cx, &row.line).or_else(|| attached(cx, row).filter(|_| behind));
        let opens = label.as_ref().is_some_and(|l| matches!(l.kind, "annex" | "attached"));
        if behind && opens {
            over = false;
            outline.close(0, row.start());
        }
        let Some(label) = label.filter(|_| !over) else { continue };
        outline.add(cx, rows, at, label);
    }
    outline.close(0, cx.text.len());
    outline.parts
}

/// The line in capitals that names a document put in force with this one: `QUY CHẾ`, `DANH SÁCH`.
fn attached(cx: &Context, row: &Row) -> Option<Label> {
    let text = cx.slice(&row.line);
    let named = crate::heading::is_capital(text) && text.len() < 40 && {
        let words = row::one_blank(text);
        ["DANH SÁCH", "DANH MỤC", "BIỂU MẪU"].contains(&words.as_str())
            || crate::kind::by_name(&words).is_some()
    };
    named.then(|| Label {
        kind: "attached",
        range: row.line.clone(),
        text: row::one_blank(text),
        value: 0,
    })
}

struct Outline<'t> {
    text: &'t str,
    parts: Vec<Part>,
    open: Vec<Open>,
}

impl Outline<'_> {
    fn add(&mut self, cx: &Context, rows: &[Row], at: usize, mut label: Label) {
        self.reread(&mut label);
        let depth = label.text.matches('.').count();
        let Some(keep) = self.place(&label, depth) else { return };
        self.close(keep, label.range.start);
        let (title, end) = title(cx, rows, at, &label);
        let range = label.range.start..end;
        self.open.push(Open {
            kind: label.kind,
            depth,
            value: label.value,
            index: self.parts.len(),
        });
        self.parts.push(Part {
            start: range.start,
            end: range.end,
            text: cx.slice(&range).to_owned(),
            level: self.open.len(),
            kind: label.kind.to_owned(),
            label: label.text,
            title,
            to: range.end,
        });
    }

    /// A number below an article is a clause; `C.` behind `B.` is a letter and no numeral.
    fn reread(&self, label: &mut Label) {
        let under = |kind: &str| self.open.iter().any(|o| o.kind == kind);
        if label.kind == "number" && under("article") && !under("roman") {
            label.kind = "clause";
        }
        let value = label::letter(&label.text);
        let follows = self.open.iter().any(|o| o.kind == "letter" && o.value + 1 == value);
        if label.kind == "roman" && label.text.chars().count() == 1 && follows {
            label.kind = "letter";
            label.value = value;
        }
    }

    /// How many open parts stay open above a label; `None` when the label does not continue a count.
    fn place(&self, label: &Label, depth: usize) -> Option<usize> {
        let same = |o: &Open| o.kind == label.kind && o.depth == depth;
        if let Some(i) = self.open.iter().rposition(same) {
            let before = self.open.get(i).map_or(0, |o| o.value);
            let follows = label.value == before + 1 || label.value == before + 2;
            let named = matches!(label.kind, "article" | "annex" | "chapter" | "section" | "part");
            if follows || named || label.value == 0 {
                return Some(i);
            }
            // A count that begins anew below the last part of another kind.
            let inner = self.open.len() > i + 1 && label.value == 1;
            return inner.then_some(self.open.len());
        }
        let first = label.value <= 1
            || matches!(
                label.kind,
                "article" | "annex" | "chapter" | "section" | "part" | "subnumber"
            );
        first.then(|| {
            let rank = rank(label.kind);
            let in_article = self.open.iter().rposition(|o| o.kind == "article");
            let larger = self.open.iter().position(|o| {
                let deeper = o.kind == label.kind && o.depth >= depth;
                rank < self::rank(o.kind) || deeper
            });
            let keep = larger.unwrap_or(self.open.len());
            match in_article.filter(|_| matches!(label.kind, "roman" | "letter")) {
                Some(i) => keep.max(i + 1),
                None => keep,
            }
        })
    }

    /// Closes all but the outer parts at a byte.
    fn close(&mut self, keep: usize, at: usize) {
        for open in self.open.drain(keep.min(self.open.len())..) {
            if let Some(part) = self.parts.get_mut(open.index) {
                let body = self.text.get(..at).map_or(at, |t| t.trim_end().len());
                part.to = body.max(part.end);
            }
        }
    }
}

fn rank(kind: &str) -> usize {
    ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len())
}

/// The title of a part and the byte after it: the rest of the line when it is no sentence, or the line below a bare label.
fn title(cx: &Context, rows: &[Row], at: usize, label: &Label) -> (Option<String>, usize) {
    let line = rows.get(at).map_or(label.range.clone(), |r| r.line.clone());
    let rest = label.range.end..line.end;
    let words = cx.slice(&rest).trim_matches([' ', '.', ':', '-', '–', '\t', '\u{a0}']);
    if words.is_empty() {
        let below = rows.get(at + 1).map(|r| r.line.clone());
        return match below.filter(|b| takes_title(cx, label.kind, b)) {
            Some(b) => (Some(row::one_blank(cx.slice(&b))), b.end),
            None => (None, label.range.end),
        };
    }
    let end = continued(cx, rows, at, label);
    let words =
        cx.slice(&(rest.start..end)).trim_matches([' ', '.', ':', '-', '–', '\t', '\u{a0}']);
    let capitals = crate::heading::is_capital(words);
    let sentence = cx.slice(&(rest.start..end)).trim_end().ends_with(['.', ';', ':', ',']);
    let small = matches!(label.kind, "clause" | "point" | "number" | "subnumber");
    let runs_on = small && !capitals && words.chars().count() > WIDTH && !closed(cx, rows, at);
    if sentence && !capitals || runs_on || words.chars().count() > 240 {
        return (None, label.range.end);
    }
    (Some(row::one_blank(words)), end)
}

/// From this length on a line may be broken by its width alone, in characters.
const WIDTH: usize = 60;

/// Lines over which a title runs at most.
const LINES: usize = 4;

/// Where the words behind a label end: a line in small letters goes on with the line above it.
fn continued(cx: &Context, rows: &[Row], at: usize, label: &Label) -> usize {
    let first = rows.get(at).map_or(label.range.end, |r| r.line.end);
    let below = rows.get(at + 1..).unwrap_or_default().iter().take(LINES);
    let more = below.take_while(|r| {
        cx.slice(&r.line).starts_with(char::is_lowercase) && label::read(cx, &r.line).is_none()
    });
    more.map(|r| r.line.end).last().unwrap_or(first)
}

/// Whether a label or an item of a list stands below a line, so that the line ends by itself.
fn closed(cx: &Context, rows: &[Row], at: usize) -> bool {
    rows.get(at + 1).is_none_or(|next| {
        label::read(cx, &next.line).is_some()
            || cx.slice(&next.line).starts_with(['-', '–', '+', '*'])
    })
}

/// Whether a line below a bare label of a chapter or section is its title.
fn takes_title(cx: &Context, kind: &str, line: &std::ops::Range<usize>) -> bool {
    let named = matches!(
        kind,
        "attached" | "annex" | "part" | "chapter" | "section" | "subsection" | "article"
    );
    let text = cx.slice(line);
    let open = !text.ends_with(['.', ';', ':', ',']) || crate::heading::is_capital(text);
    named && open && text.len() < 300 && label::read(cx, line).is_none()
}
