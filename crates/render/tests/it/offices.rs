//! Timelines and organisation charts: bars stand where their days are, boxes never cover one another, a vacancy is marked.

use quick_xml::Reader;
use quick_xml::events::Event;
use render::Drawing;
use render::orgchart::{OrgChart, OrgNode, orgchart};
use render::timeline::{Bar, Lane, Timeline, timeline};
use terms::Day;

fn day(s: &str) -> Day {
    s.parse().unwrap()
}

/// Left, top, width and height of every box, with what it is drawn with.
fn boxes(drawing: &Drawing) -> Vec<([f64; 4], bool)> {
    let mut reader = Reader::from_str(&drawing.svg);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Empty(e) if e.name().as_ref() == "rect" => {
                let attribute = |name: &str| {
                    let value = e.try_get_attribute(name).unwrap()?;
                    Some(value.value.into_owned())
                };
                let number = |name| attribute(name).and_then(|v| v.parse().ok());
                if let (Some(x), Some(y)) = (number("x"), number("y")) {
                    let size = [x, y, number("width").unwrap(), number("height").unwrap()];
                    found.push((size, attribute("stroke-dasharray").is_some()));
                }
            }
            _ => {}
        }
    }
}

fn chart(tops: Vec<OrgNode>) -> Drawing {
    let title = "Sơ đồ <tổ chức> & \"hệ\"".into();
    orgchart(&OrgChart { id: "1 <x>".into(), title, description: "mẫu".into(), tops })
}

fn node(name: &str, kind: &str, below: Vec<OrgNode>) -> OrgNode {
    OrgNode {
        name: name.into(),
        short: name.into(),
        kind: kind.into(),
        below,
        ..OrgNode::default()
    }
}

/// A province with twelve departments of which one has a post vacant, and a hundred communes.
fn province() -> OrgNode {
    let mut offices: Vec<OrgNode> = (0..7)
        .map(|n| node(&format!("Sở số {n} của tỉnh Sông Giang (mẫu)"), "Sở", vec![]))
        .collect();
    offices[3].vacant = vec!["Giám đốc".into()];
    offices[4].head = "Giám đốc: Đại tá Trần Văn Thử Nghiệm Tên Rất Dài".into();
    let unit = |n| node(&format!("Tổ {n}"), "Tổ", vec![]);
    offices[5].below = (0..3).map(unit).collect();
    let commune = |n: usize| {
        let command = node("Ban Chỉ huy quân sự xã", "Ban CHQS", vec![]);
        node(&format!("UBND xã số {n}"), "Ủy ban nhân dân", vec![command])
    };
    let below = offices.into_iter().chain((0..100).map(commune)).collect();
    node("Ủy ban nhân dân tỉnh Sông Giang (mẫu)", "Tỉnh", below)
}

#[test]
fn a_hundred_communes_share_a_panel_and_no_box_covers_another() {
    let drawing = chart(vec![province()]);
    let boxes = boxes(&drawing);
    // One for the province, seven offices, three below one of them, a hundred communes, and the panel around these.
    assert_eq!(boxes.len(), 1 + 7 + 3 + 100 + 1);
    assert!(drawing.svg.contains(">Ủy ban nhân dân (100)</text>"));
    assert!(drawing.svg.contains(">+ 1 trực thuộc</text>"));
    let panel =
        boxes.iter().map(|(b, _)| *b).fold([0.0; 4], |a, b| if b[3] > a[3] { b } else { a });
    let inside =
        |b: &[f64; 4]| b[0] >= panel[0] && b[1] >= panel[1] && b[1] + b[3] <= panel[1] + panel[3];
    let cards: Vec<[f64; 4]> = boxes.iter().map(|(b, _)| *b).filter(|b| *b != panel).collect();
    assert_eq!(cards.iter().filter(|b| inside(b)).count(), 100);
    for (i, a) in cards.iter().enumerate() {
        assert!(a[0] >= 0.0 && a[0] + a[2] <= f64::from(drawing.width), "{a:?}");
        assert!(a[1] + a[3] <= f64::from(drawing.height), "{a:?}");
        for b in &cards[i + 1..] {
            let apart = a[0] + a[2] <= b[0]
                || b[0] + b[2] <= a[0]
                || a[1] + a[3] <= b[1]
                || b[1] + b[3] <= a[1];
            assert!(apart, "{a:?} covers {b:?}");
        }
    }
    // A sheet of A3 on its side, with room to spare for a province.
    assert!(drawing.height < drawing.width * 2, "{} × {}", drawing.width, drawing.height);
}

#[test]
fn a_vacant_post_is_marked_by_words_and_by_the_line_around() {
    let drawing = chart(vec![province()]);
    assert!(drawing.svg.contains(">◇ Khuyết: Giám đốc</text>"));
    assert_eq!(boxes(&drawing).iter().filter(|(_, dashed)| *dashed).count(), 1);
    let mut deep = node("Cấp 0", "Cấp", vec![]);
    for n in 1..40 {
        deep = node(&format!("Cấp {n}"), "Cấp", vec![deep]);
    }
    assert_eq!(boxes(&chart(vec![deep])).len(), 40, "any depth is drawn");
    assert_eq!(chart(vec![province()]), drawing, "the same twice");
}

fn lanes() -> Vec<Lane> {
    let bar = |words: &str, from: &str, to: Option<&str>, vacant| Bar {
        words: words.into(),
        from: day(from),
        to: to.map(day),
        vacant,
    };
    vec![
        Lane {
            label: "Tên gọi".into(), bars: vec![bar("Tỉnh ủy", "2010-01-01", None, false)]
        },
        Lane {
            label: "Phó Chủ tịch".into(),
            bars: vec![
                bar("Trần Văn Thử", "2020-01-01", Some("2023-12-31"), false),
                bar("Lê Thị Nháp", "2022-01-01", Some("2024-06-30"), false),
                bar("khuyết", "2024-07-01", None, true),
                bar("ngoài khoảng", "1990-01-01", Some("1999-12-31"), false),
            ],
        },
    ]
}

fn drawn(lanes: Vec<Lane>) -> Drawing {
    timeline(&Timeline {
        id: "t".into(),
        title: "Qua thời gian & hơn".into(),
        description: "mẫu".into(),
        from: day("2010-01-01"),
        to: day("2026-12-31"),
        on: day("2025-01-01"),
        lanes,
    })
}

#[test]
fn bars_stand_in_the_order_of_days_and_overlapping_ones_under_one_another() {
    let drawing = drawn(lanes());
    let boxes = boxes(&drawing);
    assert_eq!(boxes.len(), 4, "what ended before is left out");
    // Row by row: the vacancy follows the first holder in the first row, the second holder stands in a row of its own.
    let [_, one, vacant, two] = [0, 1, 2, 3].map(|i| boxes[i]);
    assert!(one.0[0] < two.0[0] && one.0[1] < two.0[1], "they overlap and stand in two rows");
    assert_eq!(vacant.0[1], one.0[1], "the third is free for the first row again");
    assert!(vacant.1 && !one.1 && !two.1, "a vacancy is dashed");
    assert!(drawing.svg.contains("Trần Văn Thử, 01/01/2020 – 31/12/2023"), "the days can be read");
    assert!(drawing.svg.contains(">01/01/2025</text>"), "the day asked is marked");
    assert_eq!(drawn(lanes()), drawing);
    assert!(boxes.iter().all(|(b, _)| b[0] + b[2] <= f64::from(drawing.width) && b[2] > 0.0));
}

#[test]
fn nothing_and_odd_spans_are_drawn_without_a_fault() {
    assert!(boxes(&drawn(vec![])).is_empty());
    let odd = Bar {
        words: "x".into(),
        from: day("2030-01-01"),
        to: Some(day("2011-01-01")),
        vacant: false,
    };
    let lane = Lane { label: "Nhãn rất dài ".repeat(20), bars: vec![odd] };
    assert!(!drawn(vec![lane]).svg.contains("NaN"));
    assert!(boxes(&chart(vec![])).is_empty());
}
