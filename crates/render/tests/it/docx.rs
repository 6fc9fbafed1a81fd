//! What stands in the .docx: layout of the decree, text, links, bookmarks, the same bytes twice.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use render::RenderError;
use render::docx::write;
use render::paper::{
    Anchor, Block, Circulation, HeadingLevel, Paper, PaperDate, PaperNumber, PaperState, Run,
    SourceEntry, Table,
};
use terms::Day;

use crate::sample;
use crate::zips::{assert_well_formed, part, parts, relations, runs};

fn approved() -> Paper {
    sample::paper(PaperState::Approved)
}

/// The approved sample, written once for all tests.
fn written() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| write(&approved()).unwrap())
}

/// The sample without its charts, which take long to draw.
fn plain() -> Paper {
    let mut paper = approved();
    paper.body.retain(|block| !matches!(block, Block::Chart(_)));
    paper
}

fn text(bytes: &[u8]) -> String {
    runs(bytes).iter().map(|run| format!("{}\n", run.text)).collect()
}

#[test]
fn same_paper_gives_same_bytes() {
    assert_eq!(written(), write(&approved()).unwrap());
}

#[test]
fn every_part_is_well_formed_and_listed() {
    let bytes = written();
    assert_well_formed(bytes);
    let types = part(bytes, "[Content_Types].xml");
    for name in
        parts(bytes).keys().filter(|name| name.starts_with("word/") && name.ends_with(".xml"))
    {
        assert!(types.contains(&format!("/{name}")), "{name} has no content type");
    }
}

#[test]
fn page_setup_follows_the_decree() {
    let document = part(written(), "word/document.xml");
    assert!(document.contains(r#"<w:pgSz w:w="11906" w:h="16838"/>"#));
    assert!(document.contains(r#"w:top="1134" w:right="851" w:bottom="1134" w:left="1701""#));
    // Body and two annexes: own numbers from 1, none on the first page of each.
    assert_eq!(document.matches(r#"<w:pgNumType w:start="1"/><w:titlePg/>"#).count(), 3);
    assert_eq!(document.matches(r#"w:orient="landscape""#).count(), 1);
    let styles = part(written(), "word/styles.xml");
    assert!(styles.contains(r#"w:ascii="Times New Roman""#));
    assert!(styles.contains(r#"<w:ind w:firstLine="720"/><w:jc w:val="both"/>"#));
    assert!(part(written(), "word/header1.xml").contains(" PAGE "));
    assert!(!part(written(), "word/header2.xml").contains("PAGE"));
}

#[test]
fn head_and_end_say_what_the_decree_asks() {
    let text = text(written());
    for line in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-BCĐ",
        "Sông Giang, ngày 05 tháng 02 năm 2026",
        "BÁO CÁO",
        "LƯU HÀNH NỘI BỘ",
        "TM. BAN CHỈ ĐẠO",
        "KT. TRƯỞNG BAN",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, TH.",
        "Phần I",
        "Phụ lục I",
        "Phụ lục II",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?} is not in the paper");
    }
    assert!(!text.contains("DỰ THẢO"));
    assert!(text.contains("trân trọng báo cáo./."));
}

#[test]
fn dates_have_zeros_where_the_decree_has_them() {
    let cases = [
        (PaperDate::Full(Day::new(2026, 3, 5).unwrap()), "Sông Giang, ngày 05 tháng 3 năm 2026"),
        (PaperDate::Full(Day::new(2026, 12, 15).unwrap()), "Sông Giang, ngày 15 tháng 12 năm 2026"),
        (PaperDate::Month { year: 2026, month: 1 }, "tháng 01 năm 2026"),
        (PaperDate::Year(2026), "năm 2026"),
    ];
    for (date, expected) in cases {
        let bytes = write(&Paper { date, ..plain() }).unwrap();
        assert!(text(&bytes).contains(expected), "{expected}");
    }
}

#[test]
fn a_draft_says_so_and_leaves_room_for_the_number() {
    let bytes = write(&Paper {
        circulation: Some(Circulation::ReturnAfterReading),
        state: PaperState::Draft,
        number: PaperNumber { number: None, sign: "BC-BCĐ".into(), written: None },
        ..plain()
    });
    let text = text(&bytes.unwrap());
    assert!(text.contains("DỰ THẢO\n") && text.contains("XEM XONG TRẢ LẠI\n"));
    assert!(text.contains("Số: \u{a0}") && text.contains("\u{a0}/BC-BCĐ"));
}

/// Every anchored figure of the sample: printed text, trace page, note.
fn figures(paper: &Paper) -> Vec<(String, String, u32)> {
    let blocks = paper.body.iter().chain(paper.annexes.iter().flat_map(|a| &a.blocks));
    let mut lines: Vec<&Vec<Run>> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(_, runs) | Block::Paragraph(runs) | Block::Item(_, runs) => {
                lines.push(runs)
            }
            Block::Table(t) => lines.extend(t.rows.iter().flatten().map(|cell| &cell.runs)),
            Block::Chart(chart) => lines.push(&chart.caption),
            Block::Sources(_) => {}
        }
    }
    let runs = lines.into_iter().flatten();
    runs.filter_map(|run| {
        run.anchor.as_ref().map(|a| (run.text.clone(), a.href.clone(), a.note_no))
    })
    .collect()
}

#[test]
fn every_figure_is_a_link_in_a_bookmark_with_its_note() {
    let paper = approved();
    let bytes = write(&paper).unwrap();
    let found = runs(&bytes);
    let figures = figures(&paper);
    assert!(figures.len() >= 100, "only {} figures", figures.len());
    for (text, href, note) in figures {
        let run =
            found.iter().find(|run| run.link.as_deref() == Some(href.as_str()) && run.text == text);
        let run = run.unwrap_or_else(|| panic!("{text} does not lead to {href}"));
        assert_eq!(run.bookmarks, [format!("sl_sl_2025_{note:03}")]);
        let mark = format!("[{note}]");
        let target = format!("nguon_{note}");
        assert!(
            found
                .iter()
                .any(|run| run.text == mark && run.target.as_deref() == Some(target.as_str()))
        );
        let entry = note.to_string();
        assert!(found.iter().any(|run| run.text == entry && run.bookmarks.contains(&target)));
    }
}

#[test]
fn bookmarks_are_unique_short_and_plain() {
    let document = part(written(), "word/document.xml");
    let names: Vec<&str> =
        document.split("<w:bookmarkStart ").skip(1).map(|s| s.split('"').nth(3).unwrap()).collect();
    let unique: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(unique.len(), names.len());
    assert!(
        names
            .iter()
            .all(|n| n.len() <= 40 && n.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
    );
}

#[test]
fn a_figure_quoted_twice_keeps_two_bookmarks() {
    let anchor =
        Anchor {
            id: "Số liệu #1 / rất dài ".repeat(4), href: "/so-lieu/1".into(), note_no: 1
        };
    let entry = SourceEntry { note_no: 1, figure: "7 xã".into(), ..SourceEntry::default() };
    let run = Run::figure("7", anchor);
    let body = vec![
        Block::Paragraph(vec![run.clone(), Run::text(" và "), run]),
        Block::Sources(vec![entry]),
    ];
    let bytes = write(&Paper { body, annexes: Vec::new(), ..plain() }).unwrap();
    let figures: Vec<_> =
        runs(&bytes).into_iter().filter(|r| r.text == "7" && r.link.is_some()).collect();
    assert_eq!(figures.len(), 2);
    assert_ne!(figures[0].bookmarks, figures[1].bookmarks);
}

#[test]
fn text_comes_through_as_written() {
    let odd = "a<b> & \"c\" 'd' #heading *đậm* $x$ @ref \\ `m` ]]> \u{1}\u{b}Việt";
    let body = vec![Block::Paragraph(vec![Run::text(odd), Run::text("hết")])];
    let bytes = write(&Paper { body, annexes: Vec::new(), ..plain() }).unwrap();
    assert_well_formed(&bytes);
    let clean = odd.replace(['\u{1}', '\u{b}'], "");
    assert!(runs(&bytes).iter().any(|run| run.text == clean));
}

#[test]
fn headings_are_numbered_by_level() {
    use HeadingLevel::{Arabic, Letter, Part, Roman};
    let levels = [Part, Roman, Arabic, Letter, Letter, Arabic, Letter, Roman, Arabic, Part, Roman];
    let body = levels.iter().map(|&level| Block::Heading(level, vec![Run::text("tên")])).collect();
    let bytes = write(&Paper { body, annexes: Vec::new(), ..plain() }).unwrap();
    let all = text(&bytes);
    let numbers: Vec<&str> = all
        .lines()
        .filter(|l| l.starts_with("Phần") || l.ends_with(". ") || l.ends_with(") "))
        .collect();
    let expected =
        ["Phần I", "I. ", "1. ", "a) ", "b) ", "2. ", "a) ", "II. ", "1. ", "Phần II", "I. "];
    assert_eq!(numbers, expected);
}

#[test]
fn tables_repeat_their_header_and_charts_are_pictures() {
    let bytes = written();
    let document = part(bytes, "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 5 + 2 + 1);
    assert_eq!(document.matches("<w:drawing>").count(), 5);
    assert!(document.contains(r#"descr="Kết quả tăng qua các năm"#));
    let pictures: Vec<_> =
        parts(bytes).into_iter().filter(|(name, _)| name.ends_with(".png")).collect();
    assert_eq!(pictures.len(), 5);
    assert!(pictures.iter().all(|(_, png)| png.starts_with(b"\x89PNG")));
    let targets = relations(bytes);
    assert!(
        pictures.iter().all(|(name, _)| targets.values().any(|t| format!("word/{t}") == *name))
    );
}

#[test]
fn what_does_not_hold_together_is_refused() {
    let anchor = |note_no, href: &str| Anchor { id: "a".into(), href: href.into(), note_no };
    let with = |run: Run, entries: Vec<SourceEntry>| {
        let body = vec![Block::Paragraph(vec![run]), Block::Sources(entries)];
        write(&Paper { body, annexes: Vec::new(), ..plain() })
    };
    let entry =
        |figure: &str| SourceEntry { note_no: 1, figure: figure.into(), ..SourceEntry::default() };
    let run = |href: &str| Run::figure("12", anchor(1, href));
    assert!(with(run("/a"), vec![entry("12 xã")]).is_ok());
    assert!(matches!(with(run("/a"), vec![]), Err(RenderError::NoteWithoutEntry { note: 1, .. })));
    assert!(matches!(
        with(run("/a"), vec![entry("13 xã")]),
        Err(RenderError::FigureDiffers { note: 1, .. })
    ));
    assert_eq!(with(run("/a"), vec![entry("12"), entry("12")]), Err(RenderError::NoteTwice(1)));
    assert!(matches!(
        with(run("javascript:alert(1)"), vec![entry("12")]),
        Err(RenderError::BadLink(_))
    ));
    let table = Table { columns: vec![], header: vec![], rows: vec![vec![]], caption: vec![] };
    let body = vec![Block::Table(table)];
    assert!(matches!(write(&Paper { body, ..plain() }), Err(RenderError::RowWidth { row: 1, .. })));
    let nameless = Paper { issuer: " ".into(), ..plain() };
    assert!(write(&nameless).unwrap_err().to_string().starts_with("KX01"));
}

#[test]
fn a_chart_that_is_no_svg_is_refused() {
    let mut chart = sample::picture(0);
    chart.svg = "<svg".into();
    let paper = |chart| Paper { body: vec![Block::Chart(chart)], annexes: Vec::new(), ..plain() };
    assert!(matches!(write(&paper(chart.clone())), Err(RenderError::BadSvg(_))));
    chart.width = 0;
    assert!(matches!(write(&paper(chart)), Err(RenderError::ChartSize { width: 0, .. })));
}

#[test]
fn the_foot_of_every_page_says_class_and_number_of_the_copy() {
    let words = "Bản số 3 - Mức tiếp cận: Nội bộ";
    let paper = Paper { running: Some(words.into()), ..plain() };
    let bytes = write(&paper).unwrap();
    assert!(part(&bytes, "word/footer1.xml").contains(words));
    let document = part(&bytes, "word/document.xml");
    let sections = document.matches("<w:sectPr>").count();
    for kind in ["default", "first"] {
        let reference = format!(r#"<w:footerReference w:type="{kind}" r:id="rIdChanTrang"/>"#);
        assert_eq!(document.matches(&reference).count(), sections, "{kind}");
    }
    assert!(part(&bytes, "word/_rels/document.xml.rels").contains("footer1.xml"));
    assert!(part(&bytes, "[Content_Types].xml").contains("/word/footer1.xml"));
    let without = write(&plain()).unwrap();
    assert!(!part(&without, "word/document.xml").contains("footerReference"));
}
