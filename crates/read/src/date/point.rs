//! One point of the calendar as written: a day, a month, a quarter or a half, a year.
//!
//! Reads forwards from a byte; does not decide whether the words around make it a date.

use crate::context::Context;
use crate::cursor::{Cursor, is_word_at};

/// The parts that the text states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// Year.
    pub(super) year: Option<i32>,
    /// Month, 1 to 12.
    pub(super) month: Option<u8>,
    /// Day of the month.
    pub(super) day: Option<u8>,
    /// First and last month of a quarter or half.
    pub(super) months: Option<(u8, u8)>,
}

impl Point {
    /// A year.
    pub(super) fn year(year: i32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// The point in EDTF, the year as `XXXX` when it is not known.
    pub(super) fn edtf(&self) -> Option<String> {
        if self.day.zip(self.month).is_some_and(|(d, m)| d > days_in(m)) {
            return None;
        }
        let mut edtf = match self.year {
            Some(year) => year.to_string(),
            None => "XXXX".to_owned(),
        };
        edtf.reserve_exact("-MM-DD".len());
        match (self.month, self.day) {
            (Some(m), Some(d)) => [m, d].into_iter().for_each(|part| push_part(&mut edtf, part)),
            (Some(m), None) => push_part(&mut edtf, m),
            (None, None) => return self.year.map(|_| edtf),
            (None, Some(_)) => return None,
        }
        Some(edtf)
    }

    /// Its first month or day, as the start of an interval.
    pub(super) fn first(&self) -> Option<String> {
        match self.months {
            Some((from, _)) => Self { month: Some(from), months: None, ..*self }.edtf(),
            None => self.edtf(),
        }
    }

    /// Its last month or day, as the end of an interval.
    pub(super) fn last(&self) -> Option<String> {
        match self.months {
            Some((_, to)) => Self { month: Some(to), months: None, ..*self }.edtf(),
            None => self.edtf(),
        }
    }

    /// Whether only a year is stated.
    pub(super) fn is_year(&self) -> bool {
        self.month.is_none() && self.day.is_none() && self.months.is_none()
    }
}

/// Adds a month or a day in two figures.
fn push_part(edtf: &mut String, part: u8) {
    edtf.extend(['-', char::from(b'0' + part / 10 % 10), char::from(b'0' + part % 10)]);
}

/// Most days that a month can have.
fn days_in(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A point that was read, and how sure its form is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    /// The parts.
    pub(super) point: Point,
    /// Byte after it.
    pub(super) end: usize,
    /// Whether the form alone proves a date: words, or three figures.
    pub(super) sure: bool,
}

/// Reads a point at a byte, its leading word (`ngày`, `tháng`, `quý`, `năm`) included.
pub(super) fn read(cx: &Context, at: usize) -> Option<Read> {
    let mut c = Cursor::new(&cx.fold, at);
    c.blanks();
    if unit(&mut c, "ngày") {
        c.any_word(&["mùng", "mồng"]);
        c.blanks();
        return day(cx, c, true);
    }
    if c.any_word(&["mùng", "mồng"]) {
        c.blanks();
        return day(cx, c, true);
    }
    if unit(&mut c, "tháng") {
        return month(cx, c);
    }
    if c.word("quý") {
        return quarter(cx, c);
    }
    if c.word("năm học") || unit(&mut c, "năm") {
        c.blanks();
        return year_figure(&mut c).map(|y| Read { point: Point::year(y), end: c.at, sure: true });
    }
    half(c).or_else(|| month_of_year(c)).or_else(|| day(cx, c, false)).or_else(|| bare_year(c))
}

/// Steps over a word for a unit of the calendar, even where the figure runs into it (`tháng12`).
fn unit(c: &mut Cursor, word: &str) -> bool {
    let mut glued = *c;
    glued.blanks();
    c.word(word)
        || glued.eat(word) && glued.byte().is_ascii_digit() && {
            *c = glued;
            true
        }
}

/// A day: `22/9/2008`, `22-9`, `22 tháng 9 năm 2008`; behind `ngày` also the day alone.
fn day(cx: &Context, mut c: Cursor, named: bool) -> Option<Read> {
    let day = c.figure(2).and_then(|d| u8::try_from(d).ok()).filter(|d| (1..=31).contains(d))?;
    let only = Read { point: Point { day: Some(day), ..Point::default() }, end: c.at, sure: false };
    if let Some(read) = written_month(cx, c, day).or_else(|| figures_month(c, day)) {
        return Some(read);
    }
    (named && !is_word_at(&cx.fold, c.at)).then_some(only)
}

fn written_month(cx: &Context, mut c: Cursor, day: u8) -> Option<Read> {
    if !unit(&mut c, "tháng") {
        return None;
    }
    let month = month_number(cx, &mut c, true)?;
    let mut point = Point { day: Some(day), month: Some(month), ..Point::default() };
    point.year = year_after(&mut c);
    Some(Read { point, end: c.at, sure: point.year.is_some() })
}

/// `22/9/2008`, `22-9-2008`, `22.9.2008`, with a year of four figures or none.
fn figures_month(mut c: Cursor, day: u8) -> Option<Read> {
    let sep = separator(&mut c)?;
    let month = c.figure(2).and_then(|m| u8::try_from(m).ok()).filter(|m| (1..=12).contains(m))?;
    let mut point = Point { day: Some(day), month: Some(month), ..Point::default() };
    let mut ahead = c;
    let mut sure = false;
    if let Some(next) = separator(&mut ahead)
        && (next == sep || next == b'/')
        && let Some(year) = year_figure(&mut ahead)
    {
        point.year = Some(year);
        sure = true;
        c = ahead;
    } else {
        let mut ahead = c;
        ahead.eat(",");
        if ahead.word("năm")
            && {
                ahead.blanks();
                true
            }
            && let Some(year) = year_figure(&mut ahead)
        {
            point.year = Some(year);
            sure = true;
            c = ahead;
        }
    }
    let next = c.rest();
    let more = next.starts_with(['/', '-', '.', ','])
        && next.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let tied =
        next.starts_with('/') && next.get(1..).is_some_and(|r| r.starts_with(char::is_alphabetic));
    let loose_end = next.starts_with('%')
        || tied
        || is_word_start(next)
        || more && !(point.year.is_some() || next.starts_with(['-', ',']));
    (!loose_end).then_some(Read { point, end: c.at, sure })
}

fn is_word_start(rest: &str) -> bool {
    rest.starts_with(char::is_alphanumeric)
}

/// A slash, hyphen or dot between figures, with at most two blanks around it (none around a dot).
fn separator(c: &mut Cursor) -> Option<u8> {
    let mut ahead = *c;
    ahead.blanks();
    let sep = ahead.byte();
    let spaced = ahead.at > c.at;
    if !matches!(sep, b'/' | b'-' | b'.') || spaced && sep == b'.' {
        return None;
    }
    ahead.at += 1;
    let after = ahead.at;
    ahead.blanks();
    if ahead.at - after > 2 || spaced && ahead.at == after || sep == b'.' && ahead.at > after {
        return None;
    }
    *c = ahead;
    Some(sep)
}

/// A month: `tháng 8-2022`, `tháng 8 năm 2022`, `tháng Tám`, `tháng 8`; with a second month `tháng 3-5/2024`.
fn month(cx: &Context, mut c: Cursor) -> Option<Read> {
    let month = month_number(cx, &mut c, false)?;
    let mut point = Point { month: Some(month), ..Point::default() };
    let mut ahead = c;
    if separator(&mut ahead).is_some_and(|s| s == b'-')
        && let Some(last) =
            ahead.figure(2).and_then(|m| u8::try_from(m).ok()).filter(|m| *m > month && *m <= 12)
    {
        let year = year_after(&mut ahead);
        point = Point { months: Some((month, last)), year, ..Point::default() };
        return Some(Read { point, end: ahead.at, sure: true });
    }
    point.year = year_after(&mut c);
    let next = c.rest();
    let tied = next.starts_with(['/', '%'])
        || next.starts_with(['.', ',', '-'])
            && next.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    (!is_word_at(&cx.fold, c.at) && !tied).then_some(Read { point, end: c.at, sure: true })
}

const MONTH_WORDS: &[(&str, u8)] = &[
    ("mười một", 11),
    ("mười hai", 12),
    ("mười", 10),
    ("giêng", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("chạp", 12),
];

/// The number of a month in figures or as a word; a word is taken only when capitalised, or behind a day.
fn month_number(cx: &Context, c: &mut Cursor, behind_day: bool) -> Option<u8> {
    c.blanks();
    if let Some(m) = c.figure(2) {
        return u8::try_from(m).ok().filter(|m| (1..=12).contains(m));
    }
    let capital = cx.text.get(c.at..)?.starts_with(char::is_uppercase);
    let (word, month) =
        MONTH_WORDS.iter().find(|(word, _)| Cursor::new(&cx.fold, c.at).word(word))?;
    let five_is_year = *word == "năm" && Cursor::new(&cx.fold, c.at + word.len()).next_figure();
    ((capital || behind_day) && !five_is_year && c.word(word)).then_some(*month)
}

/// A year behind a month: `/2022`, `-2022`, `.2022`, `năm 2022`, `, năm 2022`.
fn year_after(c: &mut Cursor) -> Option<i32> {
    let mut ahead = *c;
    if separator(&mut ahead).is_none() {
        ahead.eat(",");
        if !unit(&mut ahead, "năm") {
            return None;
        }
        ahead.blanks();
    }
    let year = year_figure(&mut ahead)?;
    *c = ahead;
    Some(year)
}

/// `quý III/2025`, `quý 4 năm 2024`, `quý I`.
fn quarter(cx: &Context, mut c: Cursor) -> Option<Read> {
    c.blanks();
    let rest = cx.text.get(c.at..)?;
    let (len, n) =
        [("IV", 4), ("III", 3), ("II", 2), ("I", 1), ("1", 1), ("2", 2), ("3", 3), ("4", 4)]
            .into_iter()
            .find(|(w, _)| rest.starts_with(w) && !is_word_at(rest, w.len()))
            .map(|(w, n)| (w.len(), n))?;
    c.at += len;
    let year = year_after(&mut c);
    Some(Read {
        point: Point { year, months: Some((3 * n - 2, 3 * n)), ..Point::default() },
        end: c.at,
        sure: true,
    })
}

/// `6 tháng đầu năm 2025`, `9 tháng năm 2024`, `6 tháng cuối năm`.
fn half(mut c: Cursor) -> Option<Read> {
    let in_words = [("ba", 3), ("sáu", 6), ("chín", 9)].into_iter().find(|(w, _)| c.word(w));
    let n = match in_words {
        Some((_, n)) => n,
        None => u8::try_from(c.figure(2)?).ok().filter(|n| (2..=11).contains(n))?,
    };
    if !c.word("tháng") {
        return None;
    }
    let part = ["đầu", "cuối"].into_iter().find(|w| c.word(w));
    if !c.word("năm") {
        return None;
    }
    let mut ahead = c;
    ahead.blanks();
    let year = year_figure(&mut ahead);
    if year.is_some() {
        c = ahead;
    }
    let months = if part == Some("cuối") { (13 - n, 12) } else { (1, n) };
    (part.is_some() || year.is_some()).then_some(Read {
        point: Point { year, months: Some(months), ..Point::default() },
        end: c.at,
        sure: true,
    })
}

/// A month and year in figures alone: `8/2022`, `12-2024`.
fn month_of_year(mut c: Cursor) -> Option<Read> {
    let month = u8::try_from(c.figure(2)?).ok().filter(|m| (1..=12).contains(m))?;
    separator(&mut c).filter(|sep| *sep != b'.')?;
    let year = year_figure(&mut c)?;
    let point = Point { month: Some(month), year: Some(year), ..Point::default() };
    Some(Read { point, end: c.at, sure: false })
}

fn bare_year(mut c: Cursor) -> Option<Read> {
    let year = year_figure(&mut c)?;
    Some(Read { point: Point::year(year), end: c.at, sure: false })
}

/// A year of four figures, not part of a longer or a decimal number.
pub(super) fn year_figure(c: &mut Cursor) -> Option<i32> {
    let mut ahead = *c;
    let n = ahead.rest().bytes().take_while(u8::is_ascii_digit).count();
    let year = ahead
        .figure(4)
        .filter(|_| n == 4)
        .and_then(|y| i32::try_from(y).ok())
        .filter(|y| (1900..=2100).contains(y))?;
    let next = ahead.rest();
    let decimal = next.starts_with(['.', ','])
        && next.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let clock = next.strip_prefix(':').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let tied = clock || next.starts_with(|c: char| c.is_alphabetic() || c == '%' || c == '/');
    if decimal || tied {
        return None;
    }
    *c = ahead;
    Some(year)
}
