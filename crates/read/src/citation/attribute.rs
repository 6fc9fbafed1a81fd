//! What stands around a citation and belongs to it: its day and its issuing body.
//!
//! Each citation has a window that ends at the next one, so that nothing bleeds over from a neighbour.

use crate::context::Context;
use crate::contract::{Citation, DateMention};
use crate::cursor::{Cursor, back_blanks, back_word, has_phrase, last_bytes};
use crate::issuer;

/// Fills in day and issuer where the text states them next to the citation.
pub(super) fn fill(cx: &Context, found: &mut [Citation], dates: &[DateMention]) {
    let starts: Vec<usize> = found.iter().map(|c| c.start).collect();
    let mut ends = Vec::with_capacity(found.len());
    let mut led = Vec::with_capacity(found.len());
    for (i, citation) in found.iter_mut().enumerate() {
        let limit = starts.get(i + 1).copied().unwrap_or(cx.text.len());
        ends.push(after(cx, citation, dates, limit));
        let open = citation.issuer.is_none();
        if open || citation.date.is_none() {
            before(cx, citation, dates);
        }
        led.push(open && citation.issuer.is_some());
    }
    hand_on(cx, found, &ends, &mut led);
    share(cx, found, &ends);
}

/// Reads what follows a citation, in any order: a day, `của …`, a bracket with the term; returns where that ends.
fn after(cx: &Context, citation: &mut Citation, dates: &[DateMention], limit: usize) -> usize {
    let mut at = citation.end;
    for _ in 0..5 {
        let mut c = Cursor::new(&cx.fold, at);
        c.blanks();
        if citation.date.is_none()
            && let Some(date) =
                day_at(cx, c.at, dates).filter(|d| d.start < limit && suits(citation, d))
        {
            citation.date = Some(date.edtf.clone());
            at = date.end;
        } else if citation.issuer.is_none()
            && let Some((end, name)) = issuer_behind(cx, c).filter(|(end, _)| *end <= limit)
        {
            citation.issuer = Some(name);
            at = end;
        } else if let Some(end) = term_at(cx, c.at) {
            at = end;
        } else {
            break;
        }
    }
    at
}

/// `của BODY`, or `do BODY ban hành`: where that ends, and the body.
fn issuer_behind(cx: &Context, mut c: Cursor) -> Option<(usize, String)> {
    c.eat(",");
    let of = c.word("của");
    if session(&mut c) {
        let (end, body) = issuer::known_at(&cx.fold, c.at)?;
        return Some((end, body.to_owned()));
    }
    if !of && !c.word("do") {
        return None;
    }
    let (range, name) = issuer::read_at(cx, c.at)?;
    let mut behind = Cursor::new(&cx.fold, range.end);
    (of || behind.any_word(&["ban hành", "ký", "phê duyệt"])).then_some((range.end, name))
}

/// Steps over `Hội nghị lần thứ tám` or `Hội nghị Trung ương 8`, at which the Central Committee decided.
fn session(c: &mut Cursor) -> bool {
    let mut ahead = *c;
    if !ahead.word("hội nghị") {
        return false;
    }
    if ahead.word("lần thứ") {
        ahead.blanks();
        ahead.at += ahead.next_word().len();
        ahead.figure(2);
    }
    ahead.blanks();
    let body = ahead.next_word() == "ban";
    if body {
        *c = ahead;
    }
    body
}

/// The day that stands at a byte, after a comma, a bracket or `ban hành`; never the day of what the sentence tells.
fn day_at<'d>(cx: &Context, at: usize, dates: &'d [DateMention]) -> Option<&'d DateMention> {
    let mut c = Cursor::new(&cx.fold, at);
    c.blanks();
    let comma = c.eat(",");
    let _ = comma || c.eat("(");
    c.any_word(&["được", "đã"]);
    c.any_word(&["ban hành", "ký ban hành", "ký", "thông qua", "công bố"]);
    clock(&mut c);
    c.blanks();
    let date = dates.binary_search_by_key(&c.at, |d| d.start).ok().and_then(|i| dates.get(i))?;
    let gap = cx.text.get(at..date.start).unwrap_or("");
    let new_line = gap.contains('\n') && date.text.starts_with(char::is_uppercase);
    (!new_line && !opens_event(cx, date, comma)).then_some(date)
}

/// Steps over the time of day at which a telegram was sent: `hồi 10 giờ 30 phút`.
fn clock(c: &mut Cursor) {
    let mut ahead = *c;
    if !ahead.any_word(&["vào hồi", "hồi", "lúc"]) {
        return;
    }
    ahead.blanks();
    if ahead.figure(2).is_none() || !(ahead.word("giờ") || ahead.eat("h")) {
        return;
    }
    ahead.blanks();
    if ahead.figure(2).is_some() {
        ahead.any_word(&["phút", "'"]);
    }
    ahead.eat(",");
    *c = ahead;
}

/// Whether a day tells when something took place: `…, ngày 18/6, tại hội trường …`, `…, ngày 18/6, Sở Nội vụ tổ chức …`.
fn opens_event(cx: &Context, date: &DateMention, comma: bool) -> bool {
    let mut c = Cursor::new(&cx.fold, date.end);
    let closed = c.eat(",");
    let place = c.word("tại");
    if !closed {
        return place && comma;
    }
    c.blanks();
    let capital = cx.text.get(c.at..).is_some_and(|t| t.starts_with(char::is_uppercase));
    place || comma && capital && issuer::read_at(cx, c.at).is_some()
}

/// Whether a date can be a document's day: a day, or a year for a law known by name.
fn suits(citation: &Citation, date: &DateMention) -> bool {
    let day = date.edtf.len() == 10 && !date.edtf.contains('/');
    let year_inside = citation.number.as_deref().is_some_and(|n| n.contains(&date.edtf));
    day || date.edtf.len() == 4 && !year_inside
}

/// A bracket or words that name a congress term: `(khóa X)`, `khóa XII`, `(sửa đổi)`.
fn term_at(cx: &Context, at: usize) -> Option<usize> {
    let mut c = Cursor::new(&cx.fold, at);
    c.blanks();
    c.eat(",");
    c.blanks();
    let bracket = c.eat("(");
    if !(c.word("khóa") || c.word("đại hội")) {
        return None;
    }
    c.blanks();
    let len = c.next_word().len().max(c.rest().bytes().take_while(u8::is_ascii_digit).count());
    c.at += len;
    (len > 0 && (!bracket || c.eat(")"))).then_some(c.at)
}

/// Verbs of issuing that stand between a body and its document.
const ISSUED: &[&str] =
    &["ký ban hành", "ban hành", "ký", "đã có", "vừa có", "thông qua", "ra", "phát đi"];

/// Verbs behind which `tại` names the document that says so.
const SAID: &[&str] =
    &["phê duyệt", "giao", "quy định", "yêu cầu", "chỉ đạo", "đề nghị", "báo cáo", "ban hành"];

/// Words that may stand between a body and its verb.
const FILLERS: &[&str] = &[
    "vừa",
    "đã",
    "cũng đã",
    "cũng",
    "mới",
    "chính thức",
    "kịp thời",
    "thống nhất",
    "biểu quyết",
    "tiếp tục",
    "thay mặt",
    "được",
    "trực tiếp",
];

/// Reads what leads up to a citation: `[ngày …,] BODY ban hành <citation>`, `đề nghị của BODY tại <citation>`.
fn before(cx: &Context, citation: &mut Citation, dates: &[DateMention]) {
    let from = cx.clause_start(citation.start);
    let mut at = citation.start;
    for filler in ["các", "bản", "một", "toàn văn", "cũng"] {
        at = back_word(&cx.fold, at, filler).unwrap_or(at);
    }
    let within = back_word(&cx.fold, at, "tại");
    let (verbs, behind) = within.map_or((ISSUED, at), |tai| (SAID, tai));
    let verb = verbs.iter().find_map(|v| back_word(&cx.fold, behind, v));
    let Some(mut end) = verb.or(within) else { return };
    for filler in FILLERS {
        end = back_word(&cx.fold, end, filler).unwrap_or(end);
    }
    let end = back_blanks(&cx.fold, end);
    let Some((start, name)) = body_ending_at(cx, from, end) else {
        if verb.is_some() && within.is_none() {
            opening_day(cx, citation, dates, from, end);
        }
        return;
    };
    let of = back_word(&cx.fold, start, "của").is_some();
    let signed = || citation.number.as_deref().and_then(issuer_in).is_some();
    if verb.is_none() && !of || within.is_some() && signed() {
        return;
    }
    citation.issuer.get_or_insert(name);
    if citation.date.is_some() || within.is_some() {
        return;
    }
    let lead = cx.fold.get(..start).map_or(0, |h| h.trim_end_matches([' ', ',', '\n']).len());
    let beside = dates.binary_search_by_key(&lead, |d| d.end).ok().and_then(|i| dates.get(i));
    match beside.filter(|d| d.edtf.len() == 10) {
        Some(date) => citation.date = Some(date.edtf.clone()),
        None => opening_day(cx, citation, dates, from, start),
    }
}

/// Longest stretch between the day that opens a sentence and the verb of issuing.
const REACH: usize = 180;

/// The day that opens the sentence in which a document is signed: `Tối 5-11, … ký Công điện số …`.
fn opening_day(
    cx: &Context,
    citation: &mut Citation,
    dates: &[DateMention],
    from: usize,
    end: usize,
) {
    let i = dates.partition_point(|d| d.start < from);
    let Some(date) = dates.get(i).filter(|d| d.end <= end && d.edtf.len() == 10) else { return };
    let lead = cx.fold.get(from..date.start).unwrap_or("");
    let opens = lead.len() < 40 && lead.split_whitespace().count() <= 4;
    let between = cx.fold.get(date.end..end).unwrap_or("");
    let told = ["tổ chức", "theo", "thực hiện", "quy định", "căn cứ"];
    let plain = between.len() < REACH && !told.iter().any(|w| has_phrase(between, w));
    if opens && plain && between.trim_start().starts_with(',') && citation.date.is_none() {
        citation.date = Some(date.edtf.clone());
    }
}

/// The body whose name fills the words up to a byte, looking no further back than the clause.
fn body_ending_at(cx: &Context, from: usize, end: usize) -> Option<(usize, String)> {
    let head = last_bytes(cx.text.get(from..end)?, 160);
    let from = end - head.len();
    let starts = head
        .char_indices()
        .rev()
        .filter(|(i, c)| c.is_uppercase() && !crate::cursor::is_word_before(head, *i));
    let mut best = None;
    for (i, _) in starts.take(12) {
        if let Some((range, name)) = issuer::read_at(cx, from + i)
            && (range.end == end
                || term_at(cx, range.end) == Some(end)
                || named(cx, range.end, end))
        {
            best = Some((range.start, name));
        }
    }
    best
}

/// Whether nothing but the name of a person stands between two bytes.
fn named(cx: &Context, from: usize, end: usize) -> bool {
    let first = cx.words.partition_point(|w| w.start() < from);
    let last = cx.words.partition_point(|w| w.end() <= end);
    let name = cx.words.get(first..last).unwrap_or_default();
    (2..=5).contains(&name.len())
        && name.iter().all(|w| w.is_letters() && w.is_capital())
        && name.first().is_some_and(|w| crate::people::name::is_surname(*w))
}

/// The body that issues a list of documents, named before the first: `UBND tỉnh ban hành Quyết định A, Kế hoạch B`.
fn hand_on(cx: &Context, found: &mut [Citation], ends: &[usize], led: &mut [bool]) {
    for i in 1..found.len() {
        let Some((front, back)) = found.split_at_mut_checked(i) else { return };
        let (Some(before), Some(end), Some(next)) =
            (front.last(), ends.get(i - 1), back.first_mut())
        else {
            return;
        };
        if led.get(i - 1) != Some(&true) || next.issuer.is_some() {
            continue;
        }
        let gap = cx.fold.get(*end..next.start).unwrap_or("?");
        let joined =
            gap.split([' ', ',', '\n']).all(|w| ["", "và", "các", "cùng", "số"].contains(&w));
        if joined && same_sign(&before.number, &next.number) {
            next.issuer.clone_from(&before.issuer);
            if let Some(led) = led.get_mut(i) {
                *led = true;
            }
        }
    }
}

/// In a list (`số A ngày …, số B ngày … của Chính phủ`) the issuer at the end is that of all.
fn share(cx: &Context, found: &mut [Citation], ends: &[usize]) {
    for i in (0..found.len().saturating_sub(1)).rev() {
        let Some((front, back)) = found.split_at_mut_checked(i + 1) else { continue };
        let (Some(end), Some(c), Some(next)) = (ends.get(i), front.last_mut(), back.first()) else {
            continue;
        };
        if c.issuer.is_some() || c.name.is_some() {
            continue;
        }
        let gap = cx.fold.get(*end..next.start).unwrap_or("?");
        let joined =
            gap.split([' ', ',', ';', '\n']).all(|w| ["", "và", "số", "các", "cùng"].contains(&w));
        let parted = gap.contains(';');
        let same_type = c.doc_type == next.doc_type;
        let signed = || same_sign(&c.number, &next.number) && (same_type || !parted);
        if joined && (same_type && !parted || signed()) {
            c.issuer.clone_from(&next.issuer);
        }
    }
}

/// Whether two numbers are signed with the same code of a body: `31-CT/TU` and `134-KH/TU`.
fn same_sign(a: &Option<String>, b: &Option<String>) -> bool {
    let (a, b) = (a.as_deref().and_then(signed), b.as_deref().and_then(signed));
    // TW stands for three organs of the centre, so that it says nothing of another type of document.
    a.is_some_and(|s| s != "TW" && Some(s) == b)
}

/// The codes of bodies in a number, without the code of its type.
fn signed(number: &str) -> Option<&str> {
    let party = number.find('-').is_some_and(|h| number.find('/').is_some_and(|s| h < s));
    let (_, codes) = number.split_once(if party { '/' } else { '-' })?;
    codes.starts_with(char::is_alphabetic).then_some(codes)
}

/// Fills in the issuer that a number's code names beyond doubt.
pub(super) fn from_code(found: &mut [Citation]) {
    for citation in found.iter_mut().filter(|c| c.issuer.is_none()) {
        let Some(number) = &citation.number else { continue };
        citation.issuer = issuer_in(number);
    }
}

fn issuer_in(number: &str) -> Option<String> {
    let figure = |p: &&str| p.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = number.split(['-', '/']).skip(1).filter(|p| !figure(p)).collect();
    let typed = parts.first().is_some_and(|p| crate::kind::by_code(p).next().is_some());
    let bodies = parts.get(usize::from(typed)..)?;
    let party = number.find('-').is_some_and(|h| number.find('/').is_some_and(|s| h < s));
    let known: Vec<&str> = bodies.iter().filter_map(|b| issuer::certain(b)).collect();
    let first_certain = issuer::certain(bodies.first()?)?;
    // BCT is the Politburo's short name in prose and a ministry's code in State numbers only.
    let joint = bodies.len() > 1 && (known.len() > 1 || typed);
    let politburo = party && *bodies.first()? == "BCT";
    (!joint && !politburo).then(|| first_certain.to_owned())
}
