//! Documents cited by name: laws, and Party resolutions known by their session or congress.
//!
//! Knows nothing of numbers.

use crate::context::Context;
use crate::contract::Citation;
use crate::cursor::{Cursor, phrase_at};
use crate::law::Named;
use crate::word::Anchor;

/// The citation of a law by name.
pub(super) fn law(cx: &Context, law: &Named) -> Citation {
    citation(cx, law.start, law.end, law.kind, law.name.clone())
}

fn citation(cx: &Context, start: usize, end: usize, kind: &str, name: String) -> Citation {
    Citation {
        start,
        end,
        text: cx.slice(&(start..end)).to_owned(),
        name: Some(name),
        doc_type: Some(kind.to_owned()),
        mention: "named".to_owned(),
        relation: "mentions".to_owned(),
        ..Citation::default()
    }
}

/// Resolutions of a Central Committee session or of a congress: `Nghị quyết Trung ương 8 khóa XI`, `Nghị quyết Đại hội XIII`.
pub(super) fn congress(cx: &Context) -> Vec<Citation> {
    let phrase = |at| phrase_at(&cx.fold, at, "nghị quyết").map(|end| (at, end));
    let resolutions = cx.marked(Anchor::Resolution).filter_map(phrase);
    resolutions.filter_map(|(at, end)| congress_at(cx, at, end)).collect()
}

fn congress_at(cx: &Context, start: usize, after: usize) -> Option<Citation> {
    let mut c = Cursor::new(&cx.fold, after);
    let session = c.word("hội nghị");
    c.word("lần thứ");
    let end = if let Some(end) = committee_end(cx, c).filter(|_| session) {
        end
    } else if c.any_word(&["trung ương", "tw", "tư", "t.ư", "t.w"]) {
        session_end(cx, c)?
    } else if c.word("đại hội") {
        congress_end(cx, c)?
    } else {
        return None;
    };
    let mut name = crate::structure::one_blank(cx.slice(&(start..end)));
    for short in [" T.Ư ", " TW ", " TƯ ", " T.W "] {
        name = name.replace(short, " Trung ương ");
    }
    Some(citation(cx, start, end, "Nghị quyết", name))
}

/// Behind `Hội nghị lần thứ`: `tám Ban Chấp hành Trung ương (khóa XI)`.
fn committee_end(cx: &Context, mut c: Cursor) -> Option<usize> {
    c.blanks();
    let spelled = c.next_word();
    let figures = c.figure(2).is_some();
    if !figures {
        c.at += spelled.len();
    }
    let central = c.any_word(&[
        "ban chấp hành trung ương đảng",
        "ban chấp hành trung ương",
        "bch trung ương đảng",
        "bch trung ương",
    ]);
    (central && (figures || !spelled.is_empty())).then(|| term_end(cx, c).unwrap_or(c.at))
}

/// The end of a term behind a session: `khóa XI`, `(khóa XI)`.
fn term_end(cx: &Context, mut c: Cursor) -> Option<usize> {
    c.eat(",");
    c.blanks();
    let bracket = c.eat("(");
    if !c.word("khóa") {
        return None;
    }
    let numeral = numeral_end(cx, c)?;
    let closed = !bracket || cx.fold.get(numeral..)?.starts_with(')');
    closed.then_some(numeral + usize::from(bracket))
}

/// Behind `Trung ương`: the session's number and, if given, the term.
fn session_end(cx: &Context, mut c: Cursor) -> Option<usize> {
    c.word("đảng");
    c.word("lần thứ");
    c.blanks();
    c.figure(2)?;
    Some(term_end(cx, c).unwrap_or(c.at))
}

/// Behind `Đại hội`: up to the number of the congress.
fn congress_end(cx: &Context, c: Cursor) -> Option<usize> {
    let mut ahead = c;
    for _ in 0..12 {
        if let Some(end) = numeral_end(cx, ahead) {
            return Some(end);
        }
        ahead.blanks();
        let word = ahead.next_word();
        if word.is_empty() || ["của", "và", "về", "đã"].contains(&word) {
            return None;
        }
        ahead.at += word.len();
    }
    None
}

/// The end of a Roman numeral in capitals, or of figures.
fn numeral_end(cx: &Context, mut c: Cursor) -> Option<usize> {
    c.blanks();
    let rest = cx.text.get(c.at..)?;
    let roman = rest.bytes().take_while(|b| b"IVXL".contains(b)).count();
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = c.at + roman.max(figures);
    (end > c.at && !crate::cursor::is_word_at(&cx.fold, end)).then_some(end)
}
