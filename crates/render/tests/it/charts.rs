//! Charts and maps: gaps are gaps, numbers are printed the Vietnamese way, pictures speak to screen readers.

use quick_xml::Reader;
use quick_xml::events::Event;
use render::Drawing;
use render::chart::{bars, lines, stacked};
use render::map::{Map, Place};
use terms::Cell;

use crate::sample;

fn assert_well_formed(drawing: &Drawing) {
    let mut reader = Reader::from_str(&drawing.svg);
    while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    assert!(drawing.svg.contains(r#"role="img""#) && drawing.svg.contains("<title id="));
    assert!(drawing.svg.contains("<desc id=") && !drawing.svg.contains("NaN"));
}

#[test]
fn an_absent_cell_is_a_labelled_gap() {
    let mut data = sample::data(0);
    let full = bars(&data).svg;
    assert!(full.contains(">chưa báo cáo</text>"));
    let before = full.matches("<rect").count();
    data.series[0].cells[0] = Cell::NotApplicable;
    let one_less = bars(&data).svg;
    assert_eq!(one_less.matches("<rect").count(), before - 1);
    assert!(one_less.contains(">không áp dụng</text>"));
}

#[test]
fn a_line_breaks_where_a_year_is_silent() {
    let svg = lines(&sample::data(1)).svg;
    let first = svg.split(r#"fill="none""#).next().unwrap();
    let path = first.rsplit(r#"<path d=""#).next().unwrap();
    assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 2), "{path}");
    assert!(svg.contains("Kết quả: chưa báo cáo"));
}

#[test]
fn a_sum_without_a_part_says_at_least() {
    let svg = stacked(&sample::data(2)).svg;
    assert!(svg.contains(">≥ 1.280</text>"), "{svg}");
    assert!(svg.contains("chưa báo cáo: Kết quả"));
}

#[test]
fn numbers_and_coverage_are_printed() {
    let svg = bars(&sample::data(0)).svg;
    assert!(svg.contains(">1.023,4</text>") && svg.contains(">90/100</text>"), "{svg}");
}

#[test]
fn every_drawing_is_well_formed_and_the_same_twice() {
    let mut data = sample::data(0);
    data.title = "a < b & \"c\" \u{1}".into();
    data.id = "1 <x>".into();
    for draw in [bars, lines, stacked] {
        assert_well_formed(&draw(&data));
        assert_eq!(draw(&data), draw(&data));
    }
    data.categories.clear();
    data.series.clear();
    [bars, lines, stacked].iter().for_each(|draw| assert_well_formed(&draw(&data)));
}

#[test]
fn extreme_numbers_do_not_break_a_chart() {
    let mut data = sample::data(0);
    data.series[0].cells = vec![Cell::Number(i64::MIN), Cell::Number(i64::MAX), Cell::Zero];
    [bars, lines, stacked].iter().for_each(|draw| assert_well_formed(&draw(&data)));
}

fn map(cells: &[Cell]) -> Map {
    let place = |(i, &cell): (usize, &Cell)| Place {
        name: format!("xã Mẫu {i}"),
        lon: 105.0 + (i % 10) as f64 * 0.05,
        lat: 20.0 + (i / 10) as f64 * 0.05,
        cell,
        href: Some(format!("/don-vi/{i}")),
    };
    Map {
        id: "bando".into(),
        title: "Số buổi theo xã".into(),
        description: "Mỗi vòng tròn là một xã".into(),
        unit: "buổi".into(),
        scale: 0,
        places: cells.iter().enumerate().map(place).collect(),
        labels: 5,
    }
}

#[test]
fn a_map_counts_the_silent_and_names_the_largest() {
    let mut cells: Vec<Cell> = (0..40).map(|i| Cell::Number(10 + i * i)).collect();
    cells[3] = Cell::NotReported;
    cells[4] = Cell::NotReported;
    cells[5] = Cell::NoneOccurred;
    let drawing = map(&cells).draw();
    assert_well_formed(&drawing);
    assert!(drawing.svg.contains("chưa báo cáo: 2 đơn vị"));
    assert!(drawing.svg.contains("không phát sinh: 1 đơn vị"));
    assert!(drawing.svg.contains("<title>xã Mẫu 3: chưa báo cáo</title>"));
    assert!(drawing.svg.contains(">xã Mẫu 39</text>") && !drawing.svg.contains(">xã Mẫu 3</text>"));
}

#[test]
fn a_map_of_a_province_names_no_two_places_over_each_other() {
    let svg = sample::map().draw().svg;
    assert_eq!(svg.matches("<a href=").count(), 100);
    assert_eq!(svg.matches("paint-order").count(), 8);
}

#[test]
fn a_map_of_nothing_or_of_one_place_is_drawn() {
    assert_well_formed(&map(&[]).draw());
    assert_well_formed(&map(&[Cell::Number(5)]).draw());
    let mut lost = map(&[Cell::Number(5), Cell::Zero]);
    lost.places[0].lon = f64::NAN;
    assert_well_formed(&lost.draw());
}
