//! Unpacking, repacking and a small view of XML for the tests.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The parts of a zip by path.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.insert(part.name().unwrap().to_string(), content);
    }
    parts
}

/// A part as text.
pub(crate) fn part(bytes: &[u8], path: &str) -> String {
    String::from_utf8(parts(bytes).remove(path).unwrap()).unwrap()
}

/// The zip with its parts changed.
pub(crate) fn changed(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts(bytes) {
        zip.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(&change(&path, content)).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Every part that is XML must be well formed.
pub(crate) fn assert_well_formed(bytes: &[u8]) {
    for (path, content) in parts(bytes) {
        if !path.ends_with(".xml") && !path.ends_with(".rels") {
            continue;
        }
        let text = String::from_utf8(content).unwrap();
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{path}: {error}"),
            }
        }
    }
}

/// A text run of a document and the links and bookmarks that it stands in.
#[derive(Debug, Default, Clone)]
pub(crate) struct TextRun {
    pub(crate) text: String,
    pub(crate) link: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) bookmarks: Vec<String>,
}

/// All text runs of `word/document.xml` in order.
pub(crate) fn runs(bytes: &[u8]) -> Vec<TextRun> {
    let document = part(bytes, "word/document.xml");
    let links = relations(bytes);
    let mut reader = Reader::from_str(&document);
    let mut open: BTreeMap<String, String> = BTreeMap::new();
    let (mut now, mut out, mut in_text) = (TextRun::default(), Vec::new(), false);
    loop {
        let event = reader.read_event().unwrap();
        match event {
            Event::Eof => break,
            Event::Start(ref e) | Event::Empty(ref e) => {
                let get = |name: &str| {
                    e.attributes()
                        .flatten()
                        .find(|a| a.key.as_ref() == name)
                        .map(|a| a.value.to_string())
                };
                match e.name().as_ref() {
                    "w:hyperlink" => {
                        now.link = get("r:id").map(|id| links[&id].clone());
                        now.target = get("w:anchor");
                    }
                    "w:bookmarkStart" => {
                        open.insert(get("w:id").unwrap(), get("w:name").unwrap());
                    }
                    "w:bookmarkEnd" => {
                        open.remove(&get("w:id").unwrap());
                    }
                    "w:t" => in_text = true,
                    "w:br" => now.text.push('\n'),
                    _ => {}
                }
            }
            Event::End(e) if e.name().as_ref() == "w:hyperlink" => {
                (now.link, now.target) = (None, None)
            }
            Event::End(e) if e.name().as_ref() == "w:t" => in_text = false,
            Event::End(e) if e.name().as_ref() == "w:r" => {
                now.bookmarks = open.values().cloned().collect();
                out.push(now.clone());
                now.text.clear();
            }
            Event::Text(text) if in_text => now.text.push_str(text.as_ref()),
            Event::GeneralRef(name) if in_text => now.text.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("unknown entity {other}"),
            }),
            _ => {}
        }
    }
    out
}

/// Targets of the document's relations by id.
pub(crate) fn relations(bytes: &[u8]) -> BTreeMap<String, String> {
    let text = part(bytes, "word/_rels/document.xml.rels");
    let mut reader = Reader::from_str(&text);
    let mut out = BTreeMap::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return out,
            Event::Empty(e) => {
                let get = |name: &str| {
                    let found = e.attributes().flatten().find(|a| a.key.as_ref() == name);
                    found.map(|a| a.value.to_string()).unwrap()
                };
                out.insert(get("Id"), get("Target"));
            }
            _ => {}
        }
    }
}
