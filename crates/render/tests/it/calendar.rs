//! The calendar file is read alike by a parser of other hands; the year is one A3 sheet however full it is.

use calcard::icalendar::{ICalendar, ICalendarProperty, ICalendarValue};
use render::ics::{Ics, IcsEvent};
use render::wall::{Wall, WallItem, WallMonth};
use terms::{Day, Instant};

fn day(s: &str) -> Day {
    s.parse().unwrap()
}

const TITLE: &str = "Sơ kết 5 năm thực hiện Nghị quyết số 24-NQ/TW; kiểm tra, “thế trận lòng dân”, \
    phường Nguyễn Trường Tộ, đường Trần Hưng Đạo";

fn ics() -> Ics {
    let event = |uid: &str, first: &str, last: &str| IcsEvent {
        uid: uid.to_owned(),
        first: day(first),
        last: day(last),
        title: TITLE.to_owned(),
        details:
            "Nghị quyết số 24-NQ/TW ban hành 16/04/2018\nQuy tắc: sau 5 năm, đến hạn 16/04/2023"
                .to_owned(),
        categories: vec!["Sơ kết, tổng kết".to_owned()],
        tentative: uid == "b@sg",
    };
    let events =
        vec![event("a@sg", "2027-02-28", "2027-02-28"), event("b@sg", "2026-12-30", "2027-01-02")];
    Ics {
        name: "Lịch tỉnh Sông Giang (mẫu)".to_owned(),
        made_at: Instant(1_795_806_000_000_000),
        events,
    }
}

#[test]
fn another_parser_reads_what_was_written() {
    let text = render::ics::write(&ics());
    assert_eq!(text, render::ics::write(&ics()), "same input, same bytes");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains('\n'));
    }
    let read = ICalendar::parse(&text).unwrap();
    let events: Vec<_> = read.components.iter().filter(|c| c.component_type.is_event()).collect();
    assert_eq!(events.len(), 2);
    let value = |n: usize, name: &ICalendarProperty| {
        let entry = events[n].property(name).unwrap_or_else(|| panic!("no {name:?}"));
        entry.values[0].clone()
    };
    let words = |n: usize, name: &ICalendarProperty| match value(n, name) {
        ICalendarValue::Text(text) => text,
        other => panic!("{other:?}"),
    };
    let date = |n: usize, name: &ICalendarProperty| match value(n, name) {
        ICalendarValue::PartialDateTime(d) => (d.year, d.month, d.day, d.hour),
        other => panic!("{other:?}"),
    };
    assert_eq!(words(0, &ICalendarProperty::Summary), TITLE);
    assert_eq!(words(0, &ICalendarProperty::Uid), "a@sg");
    assert!(words(1, &ICalendarProperty::Description).contains("\nQuy tắc: sau 5 năm"));
    let dtstart = ICalendarProperty::Dtstart;
    let dtend = ICalendarProperty::Dtend;
    assert_eq!(date(0, &dtstart), (Some(2027), Some(2), Some(28), None), "a day, not an hour");
    assert_eq!(date(0, &dtend), (Some(2027), Some(3), Some(1), None), "the end is not counted");
    assert_eq!(date(1, &dtend), (Some(2027), Some(1), Some(3), None));
    assert!(text.contains("DTSTART;VALUE=DATE:20270228\r\n"));
    assert!(text.contains("STATUS:TENTATIVE\r\n") && text.contains("STATUS:CONFIRMED\r\n"));
}

fn wall(per_month: usize) -> Wall {
    let item = |n: usize| WallItem {
        day: format!("{:02}", n % 28 + 1),
        mark: "SK".to_owned(),
        text: format!(
            "{n} Sơ kết 3 năm thực hiện Quy chế phối hợp số 1374-QC/QUTW-TUHN *đậm* #panic()"
        ),
        strong: n.is_multiple_of(7),
        rank: u8::from(!n.is_multiple_of(7)),
    };
    let month = |m: usize| WallMonth {
        title: format!("Tháng {m}/2027"),
        items: if m == 2 { Vec::new() } else { (0..per_month).map(item).collect() },
    };
    Wall {
        title: "Lịch công tác quốc phòng năm 2027".to_owned(),
        subtitle: "tỉnh Sông Giang (mẫu)".to_owned(),
        months: (1..=12).map(month).collect(),
        nothing: "Không có mục nào".to_owned(),
        more: "còn {n} mục, xem trên trang lịch".to_owned(),
        foot: "SK sơ kết".to_owned(),
    }
}

/// Width and height in points of every page of a PDF.
fn pages(bytes: &[u8]) -> Vec<(i64, i64)> {
    let text = String::from_utf8_lossy(bytes);
    let boxes = text.split("/MediaBox").skip(1).map(|rest| {
        let inner = rest.split(['[', ']']).nth(1).unwrap();
        let sides: Vec<f64> = inner.split_whitespace().map(|n| n.parse().unwrap()).collect();
        (sides[2].round() as i64, sides[3].round() as i64)
    });
    boxes.collect()
}

#[test]
fn a_year_is_one_a3_sheet_however_full_it_is() {
    for per_month in [0, 18, 60] {
        let bytes = render::wall::write(&wall(per_month)).unwrap();
        // A3 lying: 420 by 297 millimetres.
        assert_eq!(pages(&bytes), [(1191, 842)], "{per_month} a month");
    }
    let one = render::wall::write(&wall(5)).unwrap();
    assert_eq!(one, render::wall::write(&wall(5)).unwrap(), "same input, same bytes");
}
