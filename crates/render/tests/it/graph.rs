//! Graphs: later boxes stand further right, every box is a link, the same input gives the same bytes, circles break nothing.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use render::graph::{Arrow, Graph, Look, Node};

fn node(n: usize) -> Node {
    Node {
        title: format!("{n:02}-NQ/TW"),
        lines: vec![
            "Nghị quyết về khu vực phòng thủ <vững chắc> & sâu".into(),
            "22/09/2008".into(),
        ],
        href: Some(format!("/documents/sg/{n}?a=1&b=2")),
        look: Look::Plain,
    }
}

fn graph(nodes: usize, arrows: &[(usize, usize)]) -> Graph {
    let arrow =
        |(from, to): &(usize, usize)| Arrow { from: *from, to: *to, words: "căn cứ".into() };
    Graph {
        id: "chain 1".into(),
        title: "Chuỗi văn bản".into(),
        description: "Văn bản và các văn bản liên quan".into(),
        nodes: (0..nodes).map(node).collect(),
        arrows: arrows.iter().map(arrow).collect(),
    }
}

fn lefts(svg: &str) -> Vec<f64> {
    let rects = svg.split("<rect x=\"").skip(1);
    rects.map(|r| r.split('"').next().unwrap().parse().unwrap()).collect()
}

fn well_formed(svg: &str) {
    let mut reader = Reader::from_str(svg);
    while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    assert!(!svg.contains("NaN"));
}

#[test]
fn what_comes_later_stands_further_right() {
    let svg = graph(4, &[(1, 0), (2, 1), (3, 1), (0, 3)]).draw().svg;
    well_formed(&svg);
    let x = lefts(&svg);
    assert!(x[0] < x[1] && x[1] < x[2] && (x[2] - x[3]).abs() < 0.1, "{x:?}");
}

#[test]
fn every_box_is_a_link_and_words_are_no_markup() {
    let svg = graph(2, &[(1, 0)]).draw().svg;
    assert_eq!(svg.matches("<a href=").count(), 2);
    assert!(svg.contains("/documents/sg/1?a=1&amp;b=2") && svg.contains("&lt;vững chắc&gt;"));
    assert!(svg.contains(r#"role="group""#) && svg.contains(">căn cứ</text>"));
}

#[test]
fn looks_differ_without_colour() {
    let mut g = graph(4, &[]);
    for (node, look) in g.nodes.iter_mut().zip([Look::Here, Look::Gone, Look::Unsure, Look::More]) {
        node.look = look;
    }
    let svg = g.draw().svg;
    for mark in
        [r#"stroke-width="2.5""#, r#"dasharray="6 3""#, r#"dasharray="2 3""#, r#"stroke="none""#]
    {
        assert_eq!(svg.matches(mark).count(), 1, "{mark}");
    }
}

proptest! {
    #[test]
    fn any_arrows_are_drawn_the_same_twice(
        nodes in 0usize..12,
        arrows in prop::collection::vec((0usize..14, 0usize..14), 0..30),
    ) {
        let g = graph(nodes, &arrows);
        let drawn = g.draw();
        well_formed(&drawn.svg);
        prop_assert_eq!(&drawn, &g.draw());
        let whole = arrows.iter().filter(|(a, b)| *a < nodes && *b < nodes && a != b);
        prop_assert_eq!(drawn.svg.matches("marker-end").count(), whole.count());
    }
}
