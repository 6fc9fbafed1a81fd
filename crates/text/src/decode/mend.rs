//! Texts of which single paragraphs are in another encoding than the rest.
//!
//! A paragraph is a line. It is read anew only when it does not read as Vietnamese as it stands and surely does in
//! one other encoding; a short one joins the paragraph before it. Every such paragraph is told with its span.

use std::borrow::Cow;
use std::ops::Range;

use super::encoding::Encoding;
use super::{Decoded, capitals, choose};
use crate::ingest::Notice;
use crate::legacy::{self, Reader, reread};
use crate::normal::in_normal_form;
use crate::scan;
use crate::syllable::{Score, score};

/// Paragraphs that are told one by one.
const MAX_TOLD: usize = 50;
/// Share of well-formed syllables, in a hundred, below which a paragraph does not read as it stands.
const POOR_PERCENT: usize = 50;

/// How a paragraph was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// As characters of an old encoding.
    Old(Encoding),
    /// As UTF-8 that went through a wrong reader.
    Misread(Reader),
}

impl How {
    fn read(self, line: &str) -> String {
        let text = match self {
            Self::Old(encoding) => repaired(&encoding.read(line)),
            Self::Misread(reader) => reread(line, reader),
        };
        in_normal_form(Cow::Owned(text)).into_owned()
    }
}

/// The look-alikes of Đ that Western characters offer become the letter.
fn repaired(text: &str) -> String {
    text.replace(['Ð', 'Ɖ'], "Đ").replace('ð', "đ")
}

/// A paragraph that was read in another way than the rest.
#[derive(Debug)]
struct Other {
    span: Range<usize>,
    how: How,
    score: Score,
}

/// Decodes Western characters line by line in the main encoding, and those lines otherwise that surely are.
pub(super) fn by_lines(western: &str, (main, score): (Encoding, Score)) -> Decoded {
    let western = in_normal_form(Cow::Borrowed(western));
    let mut setter = Setter::default();
    for line in western.split_inclusive('\n') {
        let read = How::Old(main).read(line);
        let other = if line.is_ascii() { None } else { other_of_line(line, &read, main, &setter) };
        match other {
            Some((how, text)) => setter.other(how, &text),
            None => setter.push(&read),
        }
    }
    let Setter { text, others, .. } = setter;
    let mut notices = vec![legacy_encoding(main, score)];
    notices.extend(told(&others));
    if main == Encoding::Tcvn3 {
        notices.extend(capitals::lost(&text, &without(&others, text.len())));
    }
    notices.extend(capitals::lost(&text, &in_tcvn3(&others)));
    Decoded { text, encoding: main, notices }
}

/// The other encoding of a line that reads poorly in the main one.
fn other_of_line(
    line: &str,
    as_main: &str,
    main: Encoding,
    before: &Setter,
) -> Option<(How, String)> {
    let as_main = score(as_main);
    if as_main.percent() >= POOR_PERCENT {
        return None;
    }
    if let Some(reading) = choose::of_line(line).filter(|reading| reading.encoding != main) {
        let how = How::Old(reading.encoding);
        return Some((how, how.read(line)));
    }
    let how = before.just_before?;
    let text = how.read(line);
    (score(&text).percent() == 100).then_some((how, text))
}

/// The text being set, with what differs.
#[derive(Debug, Default)]
struct Setter {
    text: String,
    others: Vec<Other>,
    /// How the line just set was read, when it differs.
    just_before: Option<How>,
}

impl Setter {
    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        if !line.trim().is_empty() {
            self.just_before = None;
        }
    }

    fn other(&mut self, how: How, line: &str) {
        let start = self.text.len();
        self.text.push_str(line);
        let span = start..start + line.trim_end_matches('\n').len();
        self.others.push(Other { span, how, score: score(line) });
        self.just_before = Some(how);
    }
}

/// A Unicode text with paragraphs put right.
#[derive(Debug)]
pub(crate) struct Mended {
    pub(crate) text: String,
    /// The encoding of nearly all of the text, when it is an old one.
    pub(crate) encoding: Option<Encoding>,
    pub(crate) notices: Vec<Notice>,
}

/// Puts right the paragraphs of a Unicode text in normal form that are old fonts shown as Western characters or
/// UTF-8 that was misread; `None` when there is none.
pub(crate) fn mend(text: &str) -> Option<Mended> {
    let mut setter = Setter::default();
    let mut done = 0;
    while let Some(at) = scan::find(text.as_bytes(), done, is_odd) {
        let start = text.get(done..at).and_then(|t| t.rfind('\n')).map_or(done, |i| done + i + 1);
        let end = text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i + 1);
        let Some((between, line)) = text.get(done..start).zip(text.get(start..end)) else { break };
        if !between.is_empty() {
            setter.push(between);
        }
        match mended(line, setter.just_before) {
            Some((how, line)) => setter.other(how, &line),
            None => setter.push(line),
        }
        done = end;
    }
    setter.push(text.get(done..).unwrap_or_default());
    let main = setter.others.iter().max_by_key(|other| other.score.good).map(|other| other.how);
    if done == 0 || text.chars().any(legacy::is_unicode_only) {
        return main.map(|_| finished(setter));
    }
    let main = main.or_else(|| old_line(text, None).map(|(how, _)| how))?;
    Some(finished(all_lines(text, main)))
}

/// Reads every line of a text without letters of Unicode alone in one way, where it then reads better.
fn all_lines(text: &str, how: How) -> Setter {
    let mut setter = Setter::default();
    for line in text.split_inclusive('\n') {
        let read = if line.is_ascii() { None } else { Some(how.read(line)) };
        let better = read.filter(|read| {
            let (was, is) = (score(line).percent(), score(read).percent());
            is > was || is == 100
        });
        match better {
            Some(read) => setter.other(how, &read),
            None => setter.push(line),
        }
    }
    setter
}

/// Letters of Latin-1 that Vietnamese does not have and signs that stand for bytes in misread text.
fn is_odd(a: u8, b: u8, _: u8, _: u8) -> bool {
    let low = b & 0x1f;
    let sign = (a == 0xc2) & (b >= 0xa1) & (b != 0xab) & (b != 0xb0);
    let letter = (0x04..=0x07).contains(&low)
        | (low == 0x0b)
        | (0x0e..=0x11).contains(&low)
        | (0x16..=0x18).contains(&low)
        | (low == 0x1b)
        | (low == 0x1c)
        | (low >= 0x1e);
    sign | ((a == 0xc3) & letter) | ((a == 0xe2) & (b == 0x88))
}

/// How an odd line of a Unicode text reads when it is put right.
fn mended(line: &str, before: Option<How>) -> Option<(How, String)> {
    let odd = n_odd(line);
    let n_unicode = line.chars().filter(|c| legacy::is_unicode_only(*c)).count();
    if n_unicode * 3 > odd {
        return None;
    }
    misread_line(line, odd).or_else(|| old_line(line, before))
}

fn n_odd(line: &str) -> usize {
    line.as_bytes().windows(2).filter(|w| matches!(w, [a, b] if is_odd(*a, *b, 0, 0))).count()
}

/// The line taken back to UTF-8, when hardly an odd character is left then and it reads as Vietnamese.
fn misread_line(line: &str, odd: usize) -> Option<(How, String)> {
    [Reader::Windows1252, Reader::MacRoman].into_iter().find_map(|reader| {
        let how = How::Misread(reader);
        let text = how.read(line);
        let score = score(&text);
        let is_right = n_odd(&text) * 4 <= odd && score.percent() >= choose::SURE_PERCENT;
        is_right.then_some((how, text))
    })
}

/// The line read as one of the usual old fonts, when it does not read as it stands.
fn old_line(line: &str, before: Option<How>) -> Option<(How, String)> {
    let as_it_stands = score(line).percent();
    let read = [Encoding::Tcvn3, Encoding::Vni].map(|encoding| {
        let text = How::Old(encoding).read(line);
        (score(&text), How::Old(encoding), text)
    });
    let (best, how, text) = read.into_iter().rev().max_by_key(|(score, ..)| score.percent())?;
    let joins = before == Some(how) && best.percent() == 100 && as_it_stands < 100;
    let is_sure = as_it_stands < POOR_PERCENT
        && best.percent() >= choose::SURE_PERCENT
        && best.words >= choose::SURE_WORDS_OF_LINE;
    (is_sure || joins).then_some((how, text))
}

/// Tells what was put right: of the whole when it is nearly all, else paragraph by paragraph.
fn finished(setter: Setter) -> Mended {
    let Setter { text, others, .. } = setter;
    let all = score(&text);
    let total = |how: How| {
        let of = others.iter().filter(|other| other.how == how);
        of.fold(Score::default(), |sum, other| Score {
            good: sum.good + other.score.good,
            words: sum.words + other.score.words,
        })
    };
    let main = others.first().map(|other| (other.how, total(other.how)));
    let main = main.filter(|(_, score)| score.words * 10 >= all.words * 9);
    let mut notices = Vec::new();
    let encoding = match main {
        Some((How::Old(encoding), score)) => {
            notices.push(legacy_encoding(encoding, score));
            Some(encoding)
        }
        Some((How::Misread(reader), score)) => {
            notices.push(misread(reader, score, 0..0));
            None
        }
        None => None,
    };
    let lost = in_tcvn3(&others);
    let differs = |other: &Other| main.is_none_or(|(how, _)| how != other.how);
    notices.extend(told(&others.into_iter().filter(differs).collect::<Vec<_>>()));
    notices.extend(capitals::lost(&text, &lost));
    Mended { text, encoding, notices }
}

/// The parts of a text that are not among the others.
fn without(others: &[Other], len: usize) -> Vec<Range<usize>> {
    let starts = std::iter::once(0).chain(others.iter().map(|other| other.span.end));
    let ends = others.iter().map(|other| other.span.start).chain(std::iter::once(len));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

fn in_tcvn3(others: &[Other]) -> Vec<Range<usize>> {
    let of = others.iter().filter(|other| other.how == How::Old(Encoding::Tcvn3));
    of.map(|other| other.span.clone()).collect()
}

/// A notice for every paragraph that differs; beyond some, one for the rest.
fn told(others: &[Other]) -> Vec<Notice> {
    let mut notices: Vec<Notice> = others.iter().take(MAX_TOLD).map(tell).collect();
    if others.len() > MAX_TOLD {
        let message = format!("Còn {} đoạn khác cũng đã được chuyển mã.", others.len() - MAX_TOLD);
        notices.push(Notice::whole("text.mixed-encodings", message));
    }
    notices
}

fn tell(other: &Other) -> Notice {
    match other.how {
        How::Misread(reader) => misread(reader, other.score, other.span.clone()),
        How::Old(encoding) => Notice {
            code: "text.mixed-encodings",
            message: format!(
                "Đoạn này dùng bảng mã {}, khác với phần còn lại của tệp; đã chuyển sang Unicode ({} trên {} từ có dấu đúng \
                 chính tả). Đối chiếu với bản gốc nếu cần.",
                encoding.title(),
                other.score.good,
                other.score.words
            ),
            start: other.span.start,
            end: other.span.end,
        },
    }
}

/// Tells of an encoding that was chosen by score.
pub(super) fn legacy_encoding(encoding: Encoding, score: Score) -> Notice {
    let message = format!(
        "Tệp dùng bảng mã {}, đã chuyển sang Unicode ({} trên {} từ có dấu đúng chính tả). Đối chiếu với bản gốc nếu cần.",
        encoding.name(),
        score.good,
        score.words
    );
    Notice::whole("text.legacy-encoding", message)
}

fn misread(reader: Reader, score: Score, span: Range<usize>) -> Notice {
    let message = format!(
        "Chữ UTF-8 từng bị đọc nhầm theo bảng mã {} nên sai dấu; đã khôi phục ({} trên {} từ có dấu đúng chính tả).",
        reader.name(),
        score.good,
        score.words
    );
    Notice { code: "text.misread", message, start: span.start, end: span.end }
}
