//! Files made by the tests: no fixture lies on disk.

use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip of the parts given.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

/// A part of WordprocessingML with this inside its root.
pub(crate) fn part(root: &str, inner: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} {NAMESPACES}>{inner}</w:{root}>")
        .into_bytes()
}

/// A docx with this in its body, and other parts beside it.
pub(crate) fn docx(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let document = part("document", &format!("<w:body>{body}</w:body>"));
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        ("word/document.xml", &document),
    ];
    parts.extend(others);
    zip(&parts)
}

/// A paragraph of one run.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A table of rows of cells, each cell of ready-made content.
pub(crate) fn table(rows: &[&[String]]) -> String {
    let cell = |c: &String| format!("<w:tc><w:tcPr/>{c}</w:tc>");
    let row = |r: &&[String]| format!("<w:tr>{}</w:tr>", r.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
