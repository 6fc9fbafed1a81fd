//! Numbers and signs of documents (số, ký hiệu): where one stands in a text and what its parts are.
//!
//! State `13/2012/QĐ-TTg`, Party `28-NQ/TW`, Assembly `98/2025/QH15`, and their older, broken and joined forms.
//! Knows nothing of the words around a number but those that forbid one.

use std::ops::Range;

use crate::context::Context;
use crate::cursor::{Back, Cursor, back_blanks, back_word, is_word_at, is_word_before};
use crate::{issuer, kind};

/// A document number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocNo {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Normalised: upper case, no blanks, `Đ` and `TW` repaired.
    pub(crate) number: String,
    /// The counter, without leading zeros.
    pub(crate) serial: String,
    /// The year inside the number.
    pub(crate) year: Option<i32>,
    /// Codes of the sign in order, normalised.
    pub(crate) codes: Vec<String>,
    /// Whether it is written the Party's way, with the hyphen first.
    pub(crate) party: bool,
}

impl DocNo {
    /// The type code, when the sign begins with one.
    pub(crate) fn type_code(&self) -> Option<&str> {
        self.codes.first().map(String::as_str).filter(|c| kind::by_code(c).next().is_some())
    }
}

/// Longest gap of blanks that may stand inside a number.
const GAP: usize = 4;

/// Finds all numbers, in text order.
#[inline(never)]
pub(crate) fn scan(cx: &Context) -> Vec<DocNo> {
    let mut found: Vec<DocNo> = Vec::new();
    let mut done = 0;
    for run in &cx.digits {
        let goes_on = goes_on(cx.fold.as_bytes(), run.end);
        if run.start < done || !goes_on || forbidden_before(&cx.fold, run.start) {
            continue;
        }
        if let Some(parts) = Parts::read(cx, run.start) {
            done = parts.end;
            found.extend(parts.numbers(cx));
        }
    }
    found
}

/// Whether a sign can follow figures that end at a byte: letters or a dot at once, or a separator behind blanks.
fn goes_on(fold: &[u8], end: usize) -> bool {
    let glued = fold.get(end).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'.' || *b >= 0x80);
    let ahead = fold.iter().skip(end).find(|b| !matches!(b, b' ' | b'\n'));
    glued || matches!(ahead, Some(b'-' | b'/'))
}

fn forbidden_before(fold: &str, at: usize) -> bool {
    let head = fold.get(..at).unwrap_or("");
    let glued = head.ends_with(['/', '.', ',', ':'])
        && head.len() >= 2
        && head.as_bytes()[head.len() - 2].is_ascii_digit();
    let letter = is_word_before(fold, at) && !head.ends_with("số");
    let form = [
        "mẫu số",
        "mẫu",
        "biểu số",
        "biểu mẫu",
        "biểu mẫu số",
        "phụ lục số",
        "đt",
        "fax",
        "phố",
        "đường",
    ];
    let end = back_blanks(fold, at);
    glued || letter || Back::new(fold, end).any(&form).is_some()
}

/// The pieces of a number while it is read.
#[derive(Debug)]
struct Parts {
    start: usize,
    end: usize,
    serial_end: usize,
    /// Separator and range of each piece after the serial.
    pieces: Vec<(u8, Range<usize>)>,
    /// The pieces that are no figures, in their normal form.
    codes: Vec<String>,
}

impl Parts {
    fn read(cx: &Context, start: usize) -> Option<Self> {
        let serial_end = serial_end(&cx.fold, start)?;
        let mut parts =
            Self { start, end: serial_end, serial_end, pieces: Vec::new(), codes: Vec::new() };
        while parts.pieces.len() < 9 {
            let Some((sep, range)) = next_piece(cx, parts.end, parts.pieces.is_empty()) else {
                break;
            };
            parts.end = range.end;
            parts.pieces.push((sep, range));
        }
        parts.drop_tail(cx);
        let pieces = parts.pieces.iter().map(|(_, r)| cx.slice(r));
        parts.codes = pieces.filter(|p| !is_figure(p)).map(code).collect();
        parts.holds(cx).then_some(parts)
    }

    /// Drops figures at the end that belong to no sign.
    fn drop_tail(&mut self, cx: &Context) {
        while self.pieces.last().is_some_and(|(_, r)| is_figure(cx.slice(r))) {
            self.pieces.pop();
        }
        self.end = self.pieces.last().map_or(self.serial_end, |(_, r)| r.end);
    }

    /// Whether the sign is one: some code is known, or a word for a document stands in front.
    fn holds(&self, cx: &Context) -> bool {
        let codes = &self.codes;
        if codes.is_empty() || is_word_at(&cx.fold, self.end) {
            return false;
        }
        let known = codes.iter().any(|c| kind::by_code(c).next().is_some() || issuer::is_code(c));
        let named = back_word(&cx.fold, self.start, "số")
            .is_some_and(|at| kind::ending_at(&cx.fold, at).is_some());
        // Older documents are cited without "số": `Quyết định 245/CT`.
        let older = || {
            let kind = kind::ending_at(&cx.fold, self.start).filter(|(_, k)| k.loose == "yes");
            kind.and_then(|(at, _)| cx.text.get(at..))
                .is_some_and(|t| t.starts_with(char::is_uppercase))
        };
        // A type code alone (`1229/QĐ`, `111-HĐBT`) is a number only behind the word for its type.
        let lone = codes.len() == 1 && (self.is_party() || issuer::by_code(&codes[0]).is_none());
        (named || known && !lone || known && older()) && !self.is_standard(cx)
    }

    fn is_party(&self) -> bool {
        self.pieces.first().is_some_and(|(sep, _)| *sep == b'-')
    }

    /// Whether it is the year and issuer of a technical standard (`QCVN 41: 2019/BGTVT`) or of a number left blank.
    fn is_standard(&self, cx: &Context) -> bool {
        let head = cx.fold.get(..self.start).unwrap_or("").trim_end();
        let year = year_of(cx.slice(&(self.start..self.serial_end))).is_some();
        let numbered = head.strip_suffix(':').is_some_and(|h| h.trim_end().ends_with("số"));
        year && !numbered && head.ends_with([':', '/', '…', '.', '_'])
    }

    fn figures<'t>(&self, cx: &Context<'t>) -> Vec<&'t str> {
        self.pieces.iter().map(|(_, r)| cx.slice(r)).filter(|p| is_figure(p)).collect()
    }

    /// The document numbers meant: one, or several for a shorthand list such as `46/47/CĐ-TTg`.
    fn numbers(&self, cx: &Context) -> Vec<DocNo> {
        let serial = cx.slice(&(self.start..self.serial_end));
        let figures = self.figures(cx);
        let year = figures.last().and_then(|f| year_of(f)).filter(|y| !follows(serial, *y));
        let in_list = if year.is_some() { figures.len() - 1 } else { figures.len() };
        let mut out = Vec::new();
        let mut from = self.start;
        for i in 0..=in_list {
            let range = if i == in_list {
                from..self.end
            } else {
                let end = self.pieces.get(i).map_or(self.end, |(_, r)| r.start.saturating_sub(1));
                from..if i == 0 { self.serial_end } else { end }
            };
            let own = if i == 0 { serial } else { figures.get(i - 1).copied().unwrap_or(serial) };
            out.push(self.number(own, year, range));
            from = self.pieces.get(i).map_or(self.end, |(_, r)| r.start);
        }
        out
    }

    fn number(&self, serial: &str, year: Option<i32>, range: Range<usize>) -> DocNo {
        let mut number = serial.to_uppercase();
        if let Some(year) = year {
            number.push_str(&format!("/{year}"));
        }
        let signs =
            self.pieces.iter().map(|(sep, _)| *sep).skip(self.pieces.len() - self.codes.len());
        for (sep, code) in signs.zip(&self.codes) {
            number.push(sep as char);
            number.push_str(code);
        }
        DocNo {
            range,
            number,
            serial: serial.trim_start_matches('0').to_lowercase(),
            year,
            codes: self.codes.clone(),
            party: self.pieces.first().is_some_and(|(sep, _)| *sep == b'-'),
        }
    }
}

/// The end of the counter: figures, dotted or with a letter (`66.16`, `07a`).
fn serial_end(fold: &str, start: usize) -> Option<usize> {
    let mut c = Cursor::new(fold, start);
    c.figure(6)?;
    let mut dotted = c;
    while dotted.eat(".") && dotted.figure(3).is_some() {
        c = dotted;
    }
    let letters = c.rest().bytes().take_while(u8::is_ascii_lowercase).count();
    let after = c.rest().as_bytes().get(letters).copied().unwrap_or(0);
    if (1..=2).contains(&letters) && matches!(after, b'/' | b'-') {
        c.at += letters;
    }
    Some(c.at)
}

fn is_figure(piece: &str) -> bool {
    piece.bytes().all(|b| b.is_ascii_digit())
}

fn year_of(figure: &str) -> Option<i32> {
    figure.parse().ok().filter(|y| figure.len() == 4 && (1945..=2100).contains(y))
}

/// Whether a "year" is only the next counter of a list such as `1981/1982/QĐ-TTg`.
fn follows(serial: &str, year: i32) -> bool {
    serial.parse::<i32>().is_ok_and(|s| s + 1 == year)
}

/// The separator and the piece after a byte.
fn next_piece(cx: &Context, at: usize, first: bool) -> Option<(u8, Range<usize>)> {
    let mut c = Cursor::new(&cx.fold, at);
    c.blanks();
    let gap_before = c.at - at;
    let sep = match c.byte() {
        b @ (b'-' | b'/') => b,
        b'.' if !first && gap_before == 0 && dotted(cx, c.at + 1) => b'-',
        _ if first && gap_before == 0 => return glued_code(cx, at),
        _ => return None,
    };
    c.at += 1;
    let after_sep = c.at;
    c.blanks();
    let gap_after = c.at - after_sep;
    let range = piece_range(cx, c.at);
    let piece = cx.slice(&range);
    let tight = gap_before == 0 && (gap_after == 0 || joins(cx, after_sep, gap_after))
        || gap_before <= 2 && before_year(cx, &range);
    let fits = if is_figure(piece) {
        !piece.is_empty() && tight && sep == b'/' && piece.len() <= 4
    } else {
        looks_like_code(piece)
            && (tight
                || (gap_before <= GAP
                    && gap_after <= GAP
                    && is_known(&code(piece))
                    && !list_dash(cx, at, gap_before, gap_after)))
    };
    fits.then_some((sep, range))
}

/// Whether a known code of capitals follows a dot that stands for the hyphen of a sign (`12/CĐ.UBND`).
fn dotted(cx: &Context, at: usize) -> bool {
    let piece = cx.slice(&piece_range(cx, at));
    let capitals = piece.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && is_known(&code(piece))
}

/// A sign glued to its counter (`713QĐ-UBND`).
fn glued_code(cx: &Context, at: usize) -> Option<(u8, Range<usize>)> {
    let range = piece_range(cx, at);
    let after = Cursor::new(&cx.fold, range.end).byte();
    let fits =
        matches!(after, b'-' | b'/') && kind::by_code(&code(cx.slice(&range))).next().is_some();
    fits.then_some((b'/', range))
}

/// Whether the sign goes on behind a line break or a blank that follows its separator.
fn joins(cx: &Context, sep_end: usize, gap: usize) -> bool {
    gap <= GAP + 24 && is_known(&code(cx.slice(&piece_range(cx, sep_end + gap))))
        || gap <= 2 && is_figure(cx.slice(&piece_range(cx, sep_end + gap)))
}

/// Whether a year of the number stands in a range, with its own slash behind it (`133 /2026/NĐ-CP`).
fn before_year(cx: &Context, range: &Range<usize>) -> bool {
    year_of(cx.slice(range)).is_some()
        && cx.fold.get(range.end..).is_some_and(|r| r.starts_with('/'))
}

/// Whether a hyphen opens a line of a list rather than joining a sign.
fn list_dash(cx: &Context, at: usize, before: usize, after: usize) -> bool {
    after > 0 && cx.fold.get(at..at + before).is_some_and(|gap| gap.contains('\n'))
}

fn is_known(code: &str) -> bool {
    kind::by_code(code).next().is_some() || issuer::is_code(code)
}

fn piece_range(cx: &Context, at: usize) -> Range<usize> {
    let rest = cx.text.get(at..).unwrap_or("");
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let dot = c == '.' && chars.peek().is_some_and(|(_, n)| matches!(n, 'Ư' | 'ư' | 'W'));
        if !(c.is_alphanumeric() || c == '&' && end > 0 || dot) {
            break;
        }
        end = i + c.len_utf8();
    }
    at..at + end
}

/// Whether letters look like a code: known, or capitals with at most a few small letters (`TTg`, `CTr`).
fn looks_like_code(piece: &str) -> bool {
    let n = piece.chars().count();
    let capitals = piece.chars().filter(|c| c.is_uppercase()).count();
    let small = piece.chars().filter(|c| c.is_lowercase()).count();
    let shaped = piece.starts_with(char::is_uppercase) && capitals > small && (2..=20).contains(&n);
    shaped
        || (1..=20).contains(&n)
            && piece.starts_with(char::is_alphabetic)
            && is_known(&code(piece))
            && (capitals > 0 || (2..=9).contains(&n))
}

/// A capital that only looks like the Latin or Vietnamese one, as that one.
fn latin(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' => 'Đ',
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'Х' => 'X',
        c => c,
    }
}

/// A code without the mark of a footnote that print has run into it (`NĐ-CP2`).
fn without_note(code: &str) -> &str {
    let base = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let unnumbered = ["CP", "TTG", "TW"].contains(&base) || issuer::certain(base).is_some();
    if unnumbered && !base.ends_with("QH") { base } else { code }
}

/// The normal form of one code.
fn code(piece: &str) -> String {
    let mut upper: String = piece.chars().flat_map(char::to_uppercase).map(latin).collect();
    if upper.contains('.') {
        upper = upper.replace("T.Ư", "TW").replace("T.W", "TW");
    }
    let mut code = upper;
    code.truncate(without_note(&code).len());
    if code.ends_with("TƯ") {
        code.truncate(code.len() - "TƯ".len());
        code.push_str("TW");
    }
    if !is_known(&code)
        && let Some(repaired) = issuer::repaired(&code)
    {
        return repaired.to_owned();
    }
    code
}
