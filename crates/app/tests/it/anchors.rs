//! Numbers in a .docx that are neither anchored nor allowed. Shared by the tests of reviews.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::Read;

/// What the text of a .docx comes to.
#[derive(Debug, Default)]
pub struct Walked {
    /// Paragraphs before the annex of sources, anchored runs left out.
    pub loose: Vec<String>,
    /// Anchored runs before the annex.
    pub anchored: Vec<String>,
    /// Paragraphs of the annex of sources, whole.
    pub annex: Vec<String>,
}

impl Walked {
    /// The numbers that stand without evidence.
    pub fn unanchored(&self) -> Vec<String> {
        let numbers = |text: &String| {
            let found = record::words::loose_numbers(text);
            found.into_iter().map(|r| format!("{:?} in {text:?}", &text[r])).collect::<Vec<_>>()
        };
        self.loose.iter().flat_map(numbers).collect()
    }
}

pub fn part(docx: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Walks the runs of a document.
pub fn walk(docx: &[u8]) -> Walked {
    let xml = part(docx, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let mut out = Walked::default();
    let (mut loose, mut linked, mut in_link, mut in_text, mut in_annex) =
        (String::new(), String::new(), false, false, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(e) if e.name().as_ref() == "w:hyperlink" => in_link = true,
            Event::Start(e) if e.name().as_ref() == "w:t" => in_text = true,
            Event::End(e) if e.name().as_ref() == "w:t" => in_text = false,
            Event::End(e) if e.name().as_ref() == "w:hyperlink" => {
                in_link = false;
                if !in_annex {
                    out.anchored.push(std::mem::take(&mut linked));
                    // What stands left and right of a figure is no one word.
                    loose.push(' ');
                }
            }
            Event::End(e) if e.name().as_ref() == "w:p" => {
                let text = std::mem::take(&mut loose);
                in_annex |= text.trim().eq_ignore_ascii_case("nguồn số liệu")
                    || text.trim() == "NGUỒN SỐ LIỆU";
                if in_annex { out.annex.push(text) } else { out.loose.push(text) }
            }
            Event::Text(t) if in_text => {
                let text = t.as_ref();
                if in_link && !in_annex { linked.push_str(text) } else { loose.push_str(text) }
            }
            _ => {}
        }
    }
    out
}

#[test]
fn the_checker_sees_a_number_without_evidence() {
    let walked = Walked { loose: vec!["Toàn tỉnh có 12 xã".into()], ..Walked::default() };
    assert_eq!(walked.unanchored().len(), 1);
    let fine = Walked {
        loose: vec!["Nghị quyết số 28-NQ/TW ngày 22/9/2008".into()],
        ..Walked::default()
    };
    assert_eq!(fine.unanchored(), Vec::<String>::new());
}
