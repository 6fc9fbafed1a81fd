//! OpenDocument texts.

use crate::files::zip;
use proptest::prelude::*;
use text::{AsideKind, Format, IngestError, Limits, Source, ingest};

fn odt_with(content: &str, styles: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:table=\"b\" \
         xmlns:draw=\"d\" xmlns:dc=\"c\" xmlns:fo=\"f\" xmlns:svg=\"v\">{content}</office:document-content>"
    );
    let styles = format!(
        "<office:document-styles xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:dc=\"c\">{styles}</office:document-styles>"
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ];
    parts.extend(others);
    zip(&parts)
}

fn odt(body: &str) -> Vec<u8> {
    odt_with(&format!("<office:body><office:text>{body}</office:text></office:body>"), "", &[])
}

fn read(bytes: &[u8]) -> Source {
    ingest(bytes, &Limits::default()).unwrap()
}

fn aside(source: &Source, kind: AsideKind) -> Option<&str> {
    source.aside.iter().find(|a| a.kind == kind).map(|a| a.text.as_str())
}

const LISTS: &str = "<office:automatic-styles><text:list-style style:name=\"L1\">\
    <text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
    <text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\")\"/></text:list-style>\
    <text:list-style style:name=\"L2\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/></text:list-style>\
    </office:automatic-styles>";

#[test]
fn paragraphs_spaces_tabs_and_breaks() {
    let source = read(&odt(
        "<text:h>Tiêu  đề</text:h>\n<text:p>Tỉnh <text:span>Sông</text:span> Giang<text:s text:c=\"2\"/>x<text:tab/>y<text:line-break/>cuối</text:p>\
         <text:p/><text:p>A &amp; B &#x110;</text:p>",
    ));
    assert_eq!(source.text, "Tiêu đề\nTỉnh Sông Giang  x\ty\ncuối\nA & B Đ\n");
    assert_eq!(source.format, Format::Odt);
    assert!(source.warnings.is_empty(), "{:?}", source.warnings);
}

#[test]
fn lists_are_numbered() {
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let list = |style: &str, more: &str, items: &str| {
        format!("<text:list text:style-name=\"{style}\" {more}>{items}</text:list>")
    };
    let nested = format!(
        "<text:list-item><text:p>Hai</text:p><text:list>{}{}</text:list></text:list-item>",
        item("x"),
        item("y")
    );
    let body = list("L1", "", &(item("Một") + &nested))
        + "<text:p>giữa</text:p>"
        + &list("L1", "text:continue-numbering=\"true\"", &item("Ba"))
        + &list("L1", "", &item("lại một"))
        + &list("L2", "", &item("chấm"));
    let content = format!("{LISTS}<office:body><office:text>{body}</office:text></office:body>");
    assert_eq!(
        read(&odt_with(&content, "", &[])).text,
        "1. Một\n2. Hai\na) x\nb) y\ngiữa\n3. Ba\n1. lại một\n- chấm\n"
    );
}

#[test]
fn tables_are_rows_and_heads_are_lines() {
    let cell = |inner: &str| format!("<table:table-cell>{inner}</table:table-cell>");
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let data = format!(
        "<table:table>{}{}</table:table>",
        row(&(cell(&p("Xã")) + &cell(&p("Số")) + &cell(&p("Đạt")) + &cell(&p("Ghi chú")))),
        row(&(cell(&p("An Lĩnh"))
            + "<table:table-cell table:number-columns-repeated=\"2\"/>"
            + &cell(&p("12"))))
    );
    assert_eq!(read(&odt(&data)).text, "Xã\tSố\tĐạt\tGhi chú\nAn Lĩnh\t\t\t12\n");
    let head = format!(
        "<table:table>{}</table:table>",
        row(&(cell(&(p("UBND TỈNH") + &p("Số: 5/KH-UBND")))
            + &cell(&(p("CỘNG HÒA") + &p("Độc lập")))))
    );
    assert_eq!(read(&odt(&head)).text, "UBND TỈNH\nSố: 5/KH-UBND\nCỘNG HÒA\nĐộc lập\n");
}

#[test]
fn notes_remarks_deleted_words_and_margins_keep_out_of_the_text() {
    let content = "<office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info>\
        <dc:creator>Lê Mẫu</dc:creator></office:change-info><text:p>chữ cũ</text:p></text:deletion></text:changed-region>\
        </text:tracked-changes><text:p>Thân<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Chú thích</text:p></text:note-body></text:note> bài<office:annotation><dc:creator>Lê Mẫu</dc:creator>\
        <text:p>Xem lại</text:p></office:annotation><draw:frame><draw:text-box><text:p>Trong khung</text:p></draw:text-box></draw:frame></text:p>\
        </office:text></office:body>";
    let styles = "<office:master-styles><style:master-page><style:header><text:p>Đầu trang</text:p></style:header>\
        <style:footer><text:p>Chân trang</text:p></style:footer></style:master-page></office:master-styles>";
    let source = read(&odt_with(content, styles, &[]));
    assert_eq!(source.text, "Trong khung\nThân bài\nChú thích\n");
    assert_eq!(aside(&source, AsideKind::Comment), Some("Xem lại\n"));
    assert_eq!(aside(&source, AsideKind::Deleted), Some("chữ cũ\n"));
    assert_eq!(aside(&source, AsideKind::Header), Some("Đầu trang\n"));
    assert_eq!(aside(&source, AsideKind::Footer), Some("Chân trang\n"));
    let codes: Vec<&str> = source.warnings.iter().map(|w| w.code).collect();
    assert_eq!(codes, ["odt.notes", "odt.margins", "odt.comments", "odt.tracked-changes"]);
}

#[test]
fn the_title_is_told_and_a_password_too() {
    let meta = "<office:document-meta xmlns:office=\"o\" xmlns:dc=\"c\"><dc:title>Kế hoạch</dc:title></office:document-meta>";
    let body = "<office:body><office:text><text:p>a</text:p></office:text></office:body>";
    let source = read(&odt_with(body, "", &[("meta.xml", meta.as_bytes())]));
    assert_eq!(source.title.as_deref(), Some("Kế hoạch"));
    let manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let refused =
        ingest(&odt_with(body, "", &[("META-INF/manifest.xml", manifest)]), &Limits::default());
    assert_eq!(refused.unwrap_err(), IngestError::Password { format: "odt" });
}

#[test]
fn a_mark_is_found_in_every_part() {
    let page = |text: &str| format!("<office:body><office:text>{text}</office:text></office:body>");
    let plain = page("<text:p>Báo cáo</text:p>");
    let cases = [
        odt("<text:p>MẬT</text:p><text:p>Báo cáo</text:p>"),
        odt(
            "<text:p>Báo cáo<office:annotation><text:p>TỐI MẬT</text:p></office:annotation></text:p>",
        ),
        odt(
            "<text:p>Báo cáo</text:p><text:tracked-changes><text:deletion><text:p>MẬT</text:p></text:deletion></text:tracked-changes>",
        ),
        odt_with(&plain, "<style:header><text:p>TUYỆT MẬT</text:p></style:header>", &[]),
        odt_with(
            &plain,
            "",
            &[("meta.xml", "<m xmlns:dc=\"c\"><dc:title>MẬT</dc:title></m>".as_bytes())],
        ),
    ];
    for (i, bytes) in cases.iter().enumerate() {
        assert!(ingest(bytes, &Limits::default()).unwrap_err().is_secret(), "case {i}");
    }
    assert!(ingest(&odt_with(&plain, "", &[]), &Limits::default()).is_ok());
}

proptest! {
    #[test]
    fn any_markup_is_read_or_refused(pieces in proptest::collection::vec(prop::sample::select(vec![
        "<text:p>", "</text:p>", "<text:list>", "</text:list>", "<text:list-item>", "</text:list-item>", "<text:span>", "</text:span>",
        "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>", "<office:annotation>", "</office:annotation>",
        "<text:note-body>", "</text:note-body>", "<text:s/>", "chữ", " "]), 0..40)) {
        let _ = ingest(&odt(&pieces.concat()), &Limits::default());
    }
}
