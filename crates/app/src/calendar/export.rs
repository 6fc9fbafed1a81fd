//! The calendar as files: a spreadsheet, a calendar file, one A3 sheet. What bears a mark of circulation stays out.

use super::{CalendarView, Entry, Round, Span};
use crate::error::Error;
use render::ics::{Ics, IcsEvent};
use render::wall::{Wall, WallItem, WallMonth};
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::{CalendarKind, Certainty, Day, Instant, Site};

impl CalendarView {
    /// How many entries an export leaves out.
    pub fn not_exported(&self) -> usize {
        self.entries.iter().filter(|e| e.limited).count()
    }

    fn exported(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| !e.limited)
    }

    /// The entries as an .xlsx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let columns = [
            ("Từ ngày", 12),
            ("Đến ngày", 12),
            ("Loại", 24),
            ("Nội dung", 70),
            ("Cơ quan", 50),
            ("Lĩnh vực", 24),
            ("Mức chắc chắn", 20),
            ("Đã dời", 34),
            ("Vì sao", 90),
        ];
        let columns = columns.map(|(title, width)| Column { title: title.into(), width }).into();
        let mut notes = Vec::new();
        if let Some(body) = &self.body {
            notes.push(format!("Cơ quan: {}", body.name));
        }
        if let Some(known) = self.query.known {
            notes.push(format!("Theo những gì đã biết đến hết ngày {}", known.vn()));
        }
        if self.not_exported() > 0 {
            let n = self.not_exported();
            notes
                .push(format!("{n} mục dựa trên văn bản có dấu chỉ dẫn lưu hành hoặc có mức tiếp cận trên công khai không được xuất."));
        }
        let window = self.query.window;
        let title = format!("Lịch từ ngày {} đến ngày {}", window.from().vn(), window.to().vn());
        let rows = self.exported().map(|e| self.row(e)).collect();
        Ok(write_table(&Table { sheet: "Lịch".to_owned(), title, notes, columns, rows })?)
    }

    fn row(&self, e: &Entry) -> Vec<TableCell> {
        let words = |s: &str| match s {
            "" => TableCell::Blank,
            s => TableCell::Text(s.to_owned()),
        };
        let moved = self.moved_from(&e.key).map(moved_words).unwrap_or_default();
        let why: Vec<&str> = e.why.iter().map(|w| w.text.as_str()).collect();
        vec![
            TableCell::Day(e.span.first),
            TableCell::Day(e.span.last),
            words(e.kind.label()),
            words(&e.title),
            words(&bodies(e)),
            words(e.field.map_or("", |f| f.label())),
            words(e.certainty.label()),
            words(&moved),
            words(&why.join(" → ")),
        ]
    }

    /// A year on one A3 sheet: reports of every month are left out when the same is asked of many.
    ///
    /// # Errors
    /// When it cannot be typeset.
    pub fn wall(&self, year: i16, whose: &str) -> Result<Vec<u8>, Error> {
        let month = |month: i8| {
            let within = self.exported().filter(|e| falls(e.span, year, month) && on_wall(e));
            WallMonth {
                title: format!("Tháng {month}/{year}"),
                items: within.map(|e| self.item(e, year, month)).collect(),
            }
        };
        let today = self.today.vn();
        let wall = Wall {
            title: format!("LỊCH CÔNG TÁC QUỐC PHÒNG, KHU VỰC PHÒNG THỦ NĂM {year}"),
            subtitle: self.body.as_ref().map_or(whose.to_owned(), |b| b.name.clone()),
            months: (1..=12).map(month).collect(),
            nothing: "Không có mục nào.".to_owned(),
            more: "Còn {n} mục, xem trên trang lịch.".to_owned(),
            foot: format!(
                "{}. Dấu ? là chưa xác nhận. Tính từ văn bản trong danh mục, in ngày {today}.",
                legend()
            ),
        };
        Ok(render::wall::write(&wall)?)
    }

    fn item(&self, e: &Entry, year: i16, month: i8) -> WallItem {
        let clash = self.clashes_of(&e.key).next().is_some();
        let unsure = if e.certainty == Certainty::Unconfirmed { "?" } else { "" };
        let many = match e.bodies.as_slice() {
            [] => String::new(),
            [one] => format!(" ({})", one.name),
            many => format!(" ({} cơ quan)", many.len()),
        };
        let trouble = if clash { " [trùng lịch]" } else { "" };
        WallItem {
            day: days_in(e.span, year, month),
            mark: format!("{}{unsure}", mark(e.kind)),
            text: format!("{}{many}{trouble}", e.title),
            strong: clash || e.round == Some(Round::Ten),
            rank: if clash { 0 } else { rank(e) },
        }
    }
}

/// What moved, in words.
pub fn moved_words(m: &super::Moved) -> String {
    match m.change {
        super::Change::Moved(from, to) => format!("đã dời từ {} sang {}", from.vn(), to.vn()),
        super::Change::Gone(from) => format!("không còn, trước là {}", from.vn()),
        super::Change::New(to) => format!("mới có, {}", to.vn()),
    }
}

fn bodies(e: &Entry) -> String {
    const NAMED: usize = 20;
    let names: Vec<&str> = e.bodies.iter().take(NAMED).map(|b| b.name.as_str()).collect();
    match e.bodies.len() {
        n if n > NAMED => format!("{} và {} cơ quan khác", names.join("; "), n - NAMED),
        _ => names.join("; "),
    }
}

fn on_wall(e: &Entry) -> bool {
    e.kind != CalendarKind::Task
}

/// What finds no room on the sheet is what has the last rank.
fn rank(e: &Entry) -> u8 {
    match e.kind {
        CalendarKind::Election | CalendarKind::Congress => 0,
        CalendarKind::Activity | CalendarKind::FinalReview | CalendarKind::InterimReview => 1,
        CalendarKind::TermEnd | CalendarKind::Deadline => 2,
        CalendarKind::Anniversary if e.round.is_some() => 1,
        CalendarKind::Anniversary => 4,
        CalendarKind::Report | CalendarKind::Rhythm | CalendarKind::Task => 3,
    }
}

const MARKS: [(CalendarKind, &str); 11] = [
    (CalendarKind::InterimReview, "SK"),
    (CalendarKind::FinalReview, "TK"),
    (CalendarKind::TermEnd, "HN"),
    (CalendarKind::Deadline, "TH"),
    (CalendarKind::Task, "NV"),
    (CalendarKind::Report, "BC"),
    (CalendarKind::Rhythm, "TX"),
    (CalendarKind::Activity, "HĐ"),
    (CalendarKind::Congress, "ĐH"),
    (CalendarKind::Election, "BCử"),
    (CalendarKind::Anniversary, "KN"),
];

/// The short mark of a kind on the sheet.
fn mark(kind: CalendarKind) -> &'static str {
    MARKS.iter().find(|(k, _)| *k == kind).map_or("", |(_, mark)| mark)
}

fn legend() -> String {
    let shown = MARKS.iter().filter(|(kind, _)| *kind != CalendarKind::Task);
    let words: Vec<String> =
        shown.map(|(kind, mark)| format!("{mark} {}", kind.label().to_lowercase())).collect();
    words.join(", ")
}

fn falls(span: Span, year: i16, month: i8) -> bool {
    Day::new(year, month, 1)
        .is_ok_and(|first| span.first <= first.end_of_month() && first <= span.last)
}

/// The days of a span within a month, as short as can be.
pub fn days_in(span: Span, year: i16, month: i8) -> String {
    let Ok(first) = Day::new(year, month, 1) else { return String::new() };
    let (from, to) = (span.first.max(first).day(), span.last.min(first.end_of_month()).day());
    if from == to { format!("{from:02}") } else { format!("{from:02}-{to:02}") }
}

/// Entries as an .ics file. A name never changes when the entry moves, so that programs move theirs.
pub(crate) fn ics(entries: &[Entry], name: String, site: &Site, now: Instant) -> String {
    let event = |e: &Entry| {
        let mut details: Vec<String> = e.why.iter().map(|w| w.text.clone()).collect();
        if !e.bodies.is_empty() {
            details.push(format!("Cơ quan: {}", bodies(e)));
        }
        details.push(format!("Mức chắc chắn: {}", e.certainty.label()));
        IcsEvent {
            uid: format!("{}@{site}.kvpt", e.key),
            first: e.span.first,
            last: e.span.last,
            title: e.title.clone(),
            details: details.join("\n"),
            categories: vec![e.kind.label().to_owned()],
            tentative: e.certainty == Certainty::Unconfirmed,
        }
    };
    render::ics::write(&Ics { name, made_at: now, events: entries.iter().map(event).collect() })
}
