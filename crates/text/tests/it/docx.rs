//! Word documents.

use crate::files::{docx, p, part, table, zip};
use text::{Format, IngestError, Limits, Source, ingest};

fn read(bytes: &[u8]) -> Source {
    ingest(bytes, &Limits::default()).unwrap()
}

fn text_of(body: &str) -> String {
    read(&docx(body, &[])).text
}

fn codes(source: &Source) -> Vec<&str> {
    source.warnings.iter().map(|w| w.code).collect()
}

#[test]
fn paragraphs_runs_tabs_breaks_and_entities() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs></w:pPr><w:r><w:t>Tỉnh </w:t></w:r>\
        <w:r><w:rPr><w:b/></w:rPr><w:t>Sông Giang</w:t><w:tab/><w:t>A &amp; B &#x110;</w:t><w:br/><w:t>cuối</w:t></w:r></w:p>\
        <w:p/><w:p><w:r><w:t>Ho\u{300}a</w:t></w:r></w:p>";
    let source = read(&docx(body, &[]));
    assert_eq!(source.text, "Tỉnh Sông Giang\tA & B Đ\ncuối\nHòa\n");
    assert_eq!(source.format, Format::Docx);
    assert!(source.warnings.is_empty(), "{:?}", source.warnings);
}

#[test]
fn data_tables_are_rows_and_layout_tables_are_lines() {
    let data = table(&[
        &[p("Xã"), p("Số"), p("Đạt"), p("Ghi chú")],
        &[p("An Lĩnh"), p("12"), p(""), p("a") + &p("b")],
    ]);
    assert_eq!(text_of(&data), "Xã\tSố\tĐạt\tGhi chú\nAn Lĩnh\t12\t\ta b\n");
    let heading = table(&[&[p("UBND TỈNH") + &p("Số: 5/KH-UBND"), p("CỘNG HÒA") + &p("Độc lập")]]);
    assert_eq!(text_of(&heading), "UBND TỈNH\nSố: 5/KH-UBND\nCỘNG HÒA\nĐộc lập\n");
    let nested = table(&[&[table(&[&[p("1"), p("2")]]), p("3")]]);
    assert_eq!(text_of(&(p("trước") + &nested + &p("sau"))), "trước\n1 2\t3\nsau\n");
}

#[test]
fn lists_are_labelled_as_word_counts_them() {
    let level = |i: u8, fmt: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{i}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{fmt}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>",
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "%2)"),
        level(0, "bullet", "\u{f0b7}")
    );
    let item = |id: u8, level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = item(1, 0, "Một")
        + &item(1, 1, "x")
        + &item(1, 1, "y")
        + &item(1, 0, "Hai")
        + &item(1, 1, "z")
        + &item(2, 0, "chấm")
        + &item(9, 0, "lạ");
    let source = read(&docx(&body, &[("word/numbering.xml", &part("numbering", &numbering))]));
    assert_eq!(source.text, "1. Một\na) x\nb) y\n2. Hai\na) z\n- chấm\nlạ\n");
}

#[test]
fn tracked_changes_read_as_accepted_and_are_told() {
    let body = "<w:p><w:r><w:t>Trước </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>cũ</w:delText></w:r></w:del>\
        <w:ins w:id=\"2\"><w:r><w:t>mới</w:t></w:r></w:ins></w:p>";
    let source = read(&docx(body, &[]));
    assert_eq!(source.text, "Trước mới\n");
    assert_eq!(codes(&source), ["docx.tracked-changes"]);
}

#[test]
fn notes_are_appended_margins_and_comments_set_aside() {
    let source = read(&docx(
        &p("Thân"),
        &[
            (
                "word/footnotes.xml",
                &part(
                    "footnotes",
                    &format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("Chú thích")),
                ),
            ),
            ("word/header1.xml", &part("hdr", &p("Đầu trang"))),
            ("word/comments.xml", &part("comments", &p("Nhận xét"))),
        ],
    ));
    assert_eq!(source.text, "Thân\nChú thích\n");
    assert_eq!(codes(&source), ["docx.margins", "docx.comments", "docx.notes"]);
}

#[test]
fn text_boxes_are_read_once_and_field_codes_not() {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p("Trong khung"));
    let body = format!(
        "<w:p><w:r><w:t>Ngoài</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{inner}</wps:txbx>\
         </mc:Choice><mc:Fallback><v:textbox>{inner}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    );
    assert_eq!(text_of(&body), "Trong khung\nNgoài\n");
}

#[test]
fn title_comes_from_the_core_properties() {
    let core = b"<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>K\xe1\xba\xbf ho\xe1\xba\xa1ch</dc:title></cp:coreProperties>";
    let source = read(&docx(&p("a"), &[("docProps/core.xml", core)]));
    assert_eq!(source.title.as_deref(), Some("Kế hoạch"));
}

#[test]
fn every_truncation_is_refused_or_read_but_never_panics() {
    let whole = docx(&(p("Văn bản") + &table(&[&[p("a"), p("b")]])), &[]);
    for n in 4..whole.len() {
        let refused = ingest(&whole[..n], &Limits::default()).unwrap_err();
        assert_eq!(refused.code(), "text.damaged", "cut at {n}");
    }
}

#[test]
fn broken_parts_are_named() {
    for broken in
        ["<w:p><w:r>", "<w:p></w:r></w:p>", "<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>", "<w:p"]
    {
        let refused = ingest(&docx(broken, &[]), &Limits::default()).unwrap_err();
        assert_eq!(refused.code(), "text.damaged", "{broken}");
    }
    let no_document = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<s/>")]);
    let refused = ingest(&no_document, &Limits::default()).unwrap_err();
    assert!(refused.message().contains("document.xml"), "{refused}");
}

#[test]
fn entity_bombs_are_refused_unexpanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
        <w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let refused =
        ingest(&zip(&[("word/document.xml", bomb.as_bytes())]), &Limits::default()).unwrap_err();
    assert!(refused.message().contains("DTD"), "{refused}");
}

#[test]
fn zip_bombs_are_refused_by_what_unpacks_not_by_what_is_claimed() {
    let zeros = vec![b' '; 12 << 20];
    let packed = docx(&p(std::str::from_utf8(&zeros).unwrap()), &[]);
    assert!(packed.len() < 100_000);
    let refused = ingest(&packed, &Limits::default()).unwrap_err();
    assert!(matches!(refused, IngestError::ZipBomb { .. }), "{refused}");

    let small = Limits { max_unpacked_bytes: 1000, ..Limits::default() };
    let refused = ingest(&docx(&p(&"chữ ".repeat(500)), &[]), &small).unwrap_err();
    assert!(matches!(refused, IngestError::ZipBomb { .. }), "{refused}");

    let few = Limits { max_entries: 2, ..Limits::default() };
    assert_eq!(ingest(&docx(&p("a"), &[]), &few).unwrap_err().code(), "text.zip-bomb");
}

#[test]
fn claimed_sizes_are_not_trusted() {
    let packed = docx(&p(&" ".repeat(12 << 20)), &[]);
    let claimed = u32::try_from(
        part("document", &format!("<w:body>{}</w:body>", p(&" ".repeat(12 << 20)))).len(),
    );
    let claimed = claimed.unwrap().to_le_bytes();
    let places: Vec<usize> =
        (0..packed.len() - 4).filter(|at| packed[*at..].starts_with(&claimed)).collect();
    assert_eq!(places.len(), 2, "the local header and the directory state the size");
    let mut lying = packed;
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let refused = ingest(&lying, &Limits::default()).unwrap_err();
    assert!(matches!(refused.code(), "text.zip-bomb" | "text.damaged"), "{refused}");
}

#[test]
fn deep_nesting_neither_overflows_nor_hangs() {
    let depth = 20_000;
    let body =
        "<w:tbl><w:tr><w:tc>".repeat(depth) + &p("đáy") + &"</w:tc></w:tr></w:tbl>".repeat(depth);
    assert_eq!(text_of(&body).trim(), "đáy");
}

#[test]
fn lists_that_only_a_style_names_are_labelled_too() {
    let numbering = "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num>";
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Dem\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Con\"><w:basedOn w:val=\"Dem\"/></w:style>";
    let item = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = item("Dem", "Một") + &item("Con", "Hai") + &item("Khac", "ba");
    let parts = [
        ("word/numbering.xml", part("numbering", numbering)),
        ("word/styles.xml", part("styles", styles)),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (*n, b.as_slice())).collect();
    assert_eq!(read(&docx(&body, &parts)).text, "1. Một\n2. Hai\nba\n");
}

#[test]
fn what_is_set_aside_is_kept_by_kind() {
    let body = "<w:p><w:r><w:t>Trước </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>";
    let source = read(&docx(
        body,
        &[
            ("word/header1.xml", &part("hdr", &p("Đầu trang"))),
            ("word/header2.xml", &part("hdr", &p("Đầu trang"))),
            ("word/footer1.xml", &part("ftr", &p("Chân trang"))),
            ("word/comments.xml", &part("comments", &p("Nhận xét"))),
        ],
    ));
    let told: Vec<(&str, &str)> =
        source.aside.iter().map(|a| (a.kind.name(), a.text.trim())).collect();
    let wanted = [
        ("header", "Đầu trang"),
        ("footer", "Chân trang"),
        ("comment", "Nhận xét"),
        ("deleted", "Trước cũ"),
    ];
    assert_eq!(told, wanted);
}
