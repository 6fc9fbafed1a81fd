//! What the opening of a sentence of news announces before its verb: a day, a past or coming period, a report, the event.
//!
//! `Sáng 5-3, …` tells the event; `Năm qua, …`, `Theo báo cáo, …` tell results; `Thời gian tới, …` tells work to come.

use crate::context::{Context, Parts};
use crate::role::clause::Clause;
use crate::role::cue::{self, Features, Hit, Tells};

/// What the opening of a sentence announces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Frame {
    /// Nothing.
    #[default]
    None,
    /// A day: the sentence tells what happened on it.
    Day,
    /// The event as a stage: `Tại hội nghị, …`.
    Stage,
    /// The event as the subject: `Hội nghị đã …`.
    Event,
    /// A report, an inspection or an assessment: what follows was found.
    Report,
    /// A period that is over.
    Back,
    /// A period of which the text does not say whether it is over.
    During,
    /// A period to come.
    Ahead,
    /// The sentence before goes on: `Từ đó, …`, `Cụ thể, …`.
    Link,
}

/// How many words into a sentence its opening reaches.
const REACH: usize = 26;

/// The frame of a clause that opens a sentence, in a text written at a time.
pub(crate) fn of(cx: &Context, clause: &Clause, year: Option<When>) -> Frame {
    let f = &clause.features;
    if !clause.opens_sentence {
        return Frame::None;
    }
    if let Some(frame) = period(cx, f.first, year) {
        return frame;
    }
    let near = |h: &&Hit| h.at <= f.first + REACH;
    let frame = f.hits.iter().take_while(near).find_map(|h| announced(cx, f, h));
    match frame {
        Some(Frame::Stage) | None => reported(cx, f, year).or(frame).unwrap_or_default(),
        Some(frame) => frame,
    }
}

/// `Đồng chí … cho biết, năm 2018, …`: a period that is over, told by somebody.
fn reported(cx: &Context, f: &Features, year: Option<When>) -> Option<Frame> {
    let tells = |h: &&Hit| matches!(h.tells, Tells::Said | Tells::Scene | Tells::Report);
    let told = f.hits.iter().take_while(|h| h.at <= f.first + 40).find(|h| {
        tells(h) && matches!(cx.small(h.at), "cho" | "khẳng" | "nêu" | "báo" | "đã" | "đều")
    })?;
    let mut pauses =
        (told.end..f.end.min(told.end + 6)).filter(|k| matches!(cx.small(*k), "," | ":"));
    let over = period(cx, pauses.next()? + 1, year)?;
    (over == Frame::Back).then_some(over)
}

/// What one cue of the opening announces.
fn announced(cx: &Context, f: &Features, hit: &Hit) -> Option<Frame> {
    let soon = hit.at <= f.first + 3;
    match hit.tells {
        Tells::Report if soon => Some(Frame::Report),
        Tells::Back if soon => Some(Frame::Back),
        Tells::Future if soon => Some(Frame::Ahead),
        Tells::Stage if hit.at <= f.first + 1 => Some(Frame::Stage),
        Tells::Event if soon => Some(Frame::Event),
        Tells::Link if hit.at <= f.first + 1 => Some(Frame::Link),
        Tells::Day => is_day(cx, f, hit).then_some(Frame::Day),
        _ => None,
    }
}

/// `sáng 5-3`, `ngày 5/3` at the head of the sentence or behind a comma or dash there, but not the day of a document.
fn is_day(cx: &Context, f: &Features, hit: &Hit) -> bool {
    let before = hit.at.checked_sub(1).and_then(|k| cx.words.get(k)).map_or('\0', |w| w.sign());
    let opens = hit.at <= f.first + 1 || matches!(before, ',' | '-' | '–' | ')' | ':');
    let numbered = cx.words.get(hit.end).is_some_and(|w| w.is_number());
    let whole = hit.strength >= 4;
    let owned = (hit.end..hit.end + 7).any(|k| matches!(cx.small(k), "của" | "về"));
    opens && (whole || numbered && !(owned && hit.at > f.first + 1))
}

/// `Năm 2018`, `Giai đoạn 2016-2020`, `Qua hơn 5 năm`, `Quý I`: a period told in figures.
fn period(cx: &Context, first: usize, year: Option<When>) -> Option<Frame> {
    let mut at = first;
    while matches!(cx.small(at), "trong" | "riêng" | "chỉ" | "cụ" | "thể" | ",") && at < first + 4
    {
        at += 1;
    }
    match cx.small(at) {
        "năm" if cx.small(at + 1) == "học" => {
            let last = (at + 2..at + 5).filter_map(|k| number(cx, k)).next_back()?;
            dated(last, year)
        }
        "năm" => dated(number(cx, at + 1)?, year),
        "giai" if cx.small(at + 1) == "đoạn" => {
            let last = (at + 2..at + 6).filter_map(|k| number(cx, k)).next_back()?;
            dated(last, year)
        }
        "quý" => {
            let told = (at + 1..at + 5).find_map(|k| number(cx, k).filter(|n| *n > 1900));
            let quarter = quarter(cx.small(at + 1)).zip(told);
            let within = quarter.zip(year).and_then(|((q, n), when)| when.beside(q, n));
            within.or_else(|| told.map_or(Some(Frame::During), |n| dated(n, year).map(no_surer)))
        }
        "từ" if cx.small(at + 1) == "năm" => {
            let now = (at + 3..at + 6).any(|k| cx.small(k) == "nay");
            (now && number(cx, at + 2).is_some()).then_some(Frame::Back)
        }
        "qua" | "sau" => {
            let (_, unit) = span(cx, at + 1)?;
            Some(if unit == "ngày" { Frame::During } else { Frame::Back })
        }
        _ if at > first && cx.small(first) == "trong" => {
            let (end, unit) = span(cx, at)?;
            let over = (end..end + 3).any(|k| matches!(cx.small(k), "qua" | "thực"));
            over.then(|| lasting(unit)).or((unit == "ngày").then_some(Frame::Day))
        }
        _ => span(cx, at).filter(|(end, _)| cx.small(*end) == "qua").map(|(_, u)| lasting(u)),
    }
}

/// When a text was written: the year, and the month where its event tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When {
    year: u16,
    month: Option<u16>,
}

impl When {
    /// Whether a quarter of this year is over or to come, where the month says so.
    fn beside(self, quarter: u16, year: u16) -> Option<Frame> {
        let month = self.month.filter(|_| year == self.year)?;
        let (first, last) = (quarter * 3 - 2, quarter * 3);
        match month {
            m if m > last => Some(Frame::Back),
            m if m <= first => Some(Frame::Ahead),
            _ => None,
        }
    }
}

fn quarter(word: &str) -> Option<u16> {
    match word {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

/// A quarter of the year in which the text was written may be over.
fn no_surer(frame: Frame) -> Frame {
    if frame == Frame::Ahead { Frame::During } else { frame }
}

fn lasting(unit: &str) -> Frame {
    if unit == "ngày" { Frame::Day } else { Frame::Back }
}

/// `[hơn] 5 năm`: the word after the unit, and the unit.
fn span<'c>(cx: &'c Context, at: usize) -> Option<(usize, &'c str)> {
    let at = if matches!(cx.small(at), "hơn" | "gần" | "trên") { at + 1 } else { at };
    let counted = cx.words.get(at)?.is_number()
        || matches!(
            cx.small(at),
            "một" | "hai" | "ba" | "bốn" | "năm" | "sáu" | "bảy" | "tám" | "chín" | "mười"
        );
    let unit = cx.small(at + 1);
    (counted && matches!(unit, "năm" | "tháng" | "tuần" | "ngày")).then_some((at + 2, unit))
}

fn dated(told: u16, year: Option<When>) -> Option<Frame> {
    if !(1945..2100).contains(&told) {
        return None;
    }
    Some(match year.map(|w| w.year) {
        Some(now) if told < now => Frame::Back,
        Some(now) if told > now => Frame::Ahead,
        _ => Frame::During,
    })
}

fn number(cx: &Context, at: usize) -> Option<u16> {
    cx.words.get(at).filter(|w| w.is_number())?;
    cx.small(at).get(..4).unwrap_or(cx.small(at)).parse().ok()
}

/// When a text was written: when its event was, else the last year named in its first lines.
pub(crate) fn when(cx: &Context, parts: &Parts) -> Option<When> {
    let lead = cx.paragraphs.get(3).or(cx.paragraphs.last()).map_or(0, |p| p.end);
    let year = |edtf: &str| edtf.get(..4).and_then(|y| y.parse::<u16>().ok());
    let month = |edtf: &str| edtf.get(5..7).and_then(|m| m.parse::<u16>().ok());
    let event = parts.activity.and_then(|a| a.date.as_deref());
    let told = event.and_then(|e| Some(When { year: year(e)?, month: month(e) }));
    told.or_else(|| {
        let dates = parts.dates.iter().take_while(|d| d.start < lead);
        let years = dates.filter(|d| !d.edtf.contains('/')).filter_map(|d| year(&d.edtf));
        years.max().map(|year| When { year, month: None })
    })
}

/// Where a verb of work follows within reach: the clause tells what is to be done.
pub(crate) fn sets_out(cx: &Context, f: &Features, from: usize, sure: bool) -> bool {
    for at in from..f.end.min(from + 28) {
        let word = cx.small(at);
        let agreed = matches!(cx.small(at + 1), "thống" | "xác" | "đề" | "quyết" | "nhất");
        if matches!(word, "sẽ" | "cần" | "phải" | "phấn") || cue::work(cx, at) {
            return true;
        }
        let matter = matches!(word, "việc" | "công") && !sure
            || matches!((word, cx.small(at + 1)), ("tình", "hình") | ("chỉ", "tiêu"))
            || word == "là" && at <= from + 1;
        let states = matches!(word, "đã" | "được" | "đang" | "có");
        if matter || states && !(word == "đã" && agreed) {
            return false;
        }
    }
    false
}

/// `được các cấp ủy quan tâm`: a passive whose verb tells that the work was done.
pub(crate) fn was_done(cx: &Context, f: &Features) -> bool {
    const VERBS: [(&str, &str); 24] = [
        ("quan", "tâm"),
        ("chú", "trọng"),
        ("phối", "hợp"),
        ("thực", "hiện"),
        ("triển", "khai"),
        ("duy", "trì"),
        ("tăng", "cường"),
        ("củng", "cố"),
        ("kiện", "toàn"),
        ("bảo", "đảm"),
        ("đảm", "bảo"),
        ("tổ", "chức"),
        ("lãnh", "đạo"),
        ("chỉ", "đạo"),
        ("xây", "dựng"),
        ("hoàn", "thiện"),
        ("cải", "thiện"),
        ("giữ", "vững"),
        ("phát", "huy"),
        ("đẩy", "mạnh"),
        ("nâng", "cao"),
        ("nâng", "lên"),
        ("chăm", "lo"),
        ("đánh", "giá"),
    ];
    let wished = |k: usize| {
        (k.saturating_sub(3)..k).any(|b| {
            matches!(cx.small(b), "sẽ" | "cần" | "phải" | "để" | "nhằm" | "khi" | "nếu" | "không")
        })
    };
    let passive = |k: &usize| cx.small(*k) == "được" && !wished(*k);
    let done = |k: usize| {
        (k + 1..f.end.min(k + 14)).any(|v| VERBS.contains(&(cx.small(v), cx.small(v + 1))))
    };
    (f.first..f.end).filter(passive).take(3).any(done)
}

/// Tells whether a sentence gives figures: `là 79 người`, `đạt 2,08%`.
pub(crate) fn counts(cx: &Context, f: &Features) -> bool {
    (f.first..f.end).any(|k| {
        cx.words.get(k).is_some_and(|w| w.is_number())
            && (cx.small(k + 1) == "%"
                || k.checked_sub(1).is_some_and(|b| {
                    matches!(
                        cx.small(b),
                        "là" | "đạt" | "chiếm" | "có" | "gần" | "hơn" | "trên" | "được"
                    )
                }))
    })
}
