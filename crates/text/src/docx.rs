//! Word documents (.docx) to text: paragraphs, tables, lists, notes, with tracked changes taken as accepted.
//!
//! Headers and footers are set aside and said so. Everything in which a mark of secrecy could stand is gathered
//! for the gate, also what the text leaves out. Macros and fields are never run.

mod body;
mod numbering;
mod package;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::document::Document;
use crate::error::IngestError;
use crate::ingest::Limits;
use body::{Body, Walker};
use numbering::Numbering;
use package::Package;

/// Reads a docx.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, IngestError> {
    let mut package = Package::open(bytes, limits)?;
    let name = main_part(&mut package)?;
    let Some(xml) = package.xml(&name)? else { return Err(package.not_a_document()) };
    let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let numbering = package.xml(&format!("{folder}numbering.xml"))?;
    let numbering = numbering.map_or(Ok(Numbering::default()), |xml| Numbering::parse(&xml))?;
    let mut main = Walker::new(numbering).walk(&xml)?;
    append_notes(&mut package, &folder, &mut main)?;
    let (title, properties) = properties(&mut package)?;
    let mut gate = properties;
    let notices = set_aside(&mut package, &folder, &main, &mut gate)?;
    gate.push_str(&main.gate);
    let notices = notices.into_iter().map(|(code, message)| (code, message.to_owned())).collect();
    Ok(Document { text: main.text, title, gate, notices, ..Document::default() })
}

/// The part that the package names as its document.
fn main_part(package: &mut Package<'_>) -> Result<String, IngestError> {
    let usual = "word/document.xml".to_owned();
    let Some(xml) = package.xml("_rels/.rels")? else { return Ok(usual) };
    let mut target = None;
    events(&xml, |event| {
        if let Event::Start(e) | Event::Empty(e) = event {
            let is_document = attribute(e, "Type").is_some_and(|t| t.ends_with("/officeDocument"));
            if is_document {
                target = attribute(e, "Target");
            }
        }
        Ok(())
    })?;
    let target = target.map(|t| t.trim_start_matches('/').to_owned());
    Ok(target.filter(|t| t.starts_with("word/") && t.ends_with(".xml")).unwrap_or(usual))
}

/// Puts footnotes and endnotes after the text, a line each.
fn append_notes(
    package: &mut Package<'_>,
    folder: &str,
    main: &mut Body,
) -> Result<(), IngestError> {
    for part in ["footnotes.xml", "endnotes.xml"] {
        let Some(xml) = package.xml(&format!("{folder}{part}"))? else { continue };
        let notes = Walker::new(Numbering::default()).walk(&xml)?;
        main.gate.push_str(&notes.gate);
        if !notes.text.trim().is_empty() {
            main.text.push_str(&notes.text);
            main.has_notes = true;
        }
    }
    Ok(())
}

/// Gathers what is no part of the text for the gate, and tells what was left out.
fn set_aside(
    package: &mut Package<'_>,
    folder: &str,
    main: &Body,
    gate: &mut String,
) -> Result<Vec<(&'static str, &'static str)>, IngestError> {
    let mut notices = Vec::new();
    let margins =
        ["header", "footer"].map(|kind| package.names_like(&format!("{folder}{kind}"), ".xml"));
    if gather(package, &margins.concat(), gate)? {
        notices.push(("docx.margins", "Phần đầu trang và chân trang không được đưa vào văn bản."));
    }
    let comments = package.names_like(&format!("{folder}comments"), ".xml");
    if gather(package, &comments, gate)? {
        notices.push(("docx.comments", "Các nhận xét (comment) không được đưa vào văn bản."));
    }
    let told = [
        (
            main.has_changes,
            "docx.tracked-changes",
            "Văn bản còn dấu sửa đổi (Track Changes): đã đọc như khi chấp nhận mọi sửa đổi.",
        ),
        (main.has_notes, "docx.notes", "Chú thích chân trang được đặt ở cuối văn bản."),
        (main.has_pictures, "docx.pictures", "Văn bản có hình ảnh; chữ trong hình không đọc được."),
        (
            main.has_embedded,
            "docx.embedded",
            "Văn bản có tệp nhúng; nội dung tệp nhúng không được đọc.",
        ),
        (
            main.has_old_fonts,
            "text.legacy-font",
            "Văn bản dùng phông chữ cũ (.Vn…, VNI…): cần chuyển sang Unicode rồi nạp lại để đọc đúng.",
        ),
    ];
    notices.extend(
        told.into_iter().filter(|(holds, ..)| *holds).map(|(_, code, message)| (code, message)),
    );
    Ok(notices)
}

/// Adds the paragraphs of parts to the gate and tells whether there were any.
fn gather(
    package: &mut Package<'_>,
    names: &[String],
    gate: &mut String,
) -> Result<bool, IngestError> {
    let mut any = false;
    for name in names {
        let Some(xml) = package.xml(name)? else { continue };
        let part = Walker::new(Numbering::default()).walk(&xml)?;
        any |= !part.text.trim().is_empty();
        gate.push_str(&part.gate);
    }
    Ok(any)
}

/// The title and all values of the document's properties, a line each.
fn properties(package: &mut Package<'_>) -> Result<(Option<String>, String), IngestError> {
    let (mut title, mut all) = (None, String::new());
    for part in ["docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"] {
        let Some(xml) = package.xml(part)? else { continue };
        let (mut name, mut value) = (String::new(), String::new());
        events(&xml, |event| {
            match event {
                Event::Start(e) => (name, value) = (local(e).to_owned(), String::new()),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    value.push_str(&characters(event)?)
                }
                Event::End(_) if !value.trim().is_empty() => {
                    all.push_str(value.trim());
                    all.push('\n');
                    if name == "title" && part.ends_with("core.xml") {
                        title = Some(value.trim().to_owned());
                    }
                    value.clear();
                }
                _ => {}
            }
            Ok(())
        })?;
    }
    Ok((title, all))
}

/// Hands every event of an XML text to a reader; entities of a DTD are never expanded, they are refused.
fn events(
    xml: &str,
    mut each: impl FnMut(&Event<'_>) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| malformed())?;
        match &event {
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(malformed()),
            Event::DocType(_) => {
                return Err(IngestError::Damaged {
                    format: "docx",
                    detail: "chứa khai báo DTD không được phép",
                });
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        each(&event)?;
    }
}

fn malformed() -> IngestError {
    IngestError::Damaged { format: "docx", detail: "nội dung XML sai cấu trúc" }
}

/// The characters that a text event stands for.
fn characters(event: &Event<'_>) -> Result<String, IngestError> {
    match event {
        Event::Text(text) => Ok(text.xml10_content().into_owned()),
        Event::CData(text) => Ok(text.xml10_content().into_owned()),
        Event::GeneralRef(reference) => {
            if let Some(c) = reference.resolve_char_ref().map_err(|_| malformed())? {
                return Ok(c.to_string());
            }
            let name = reference.xml10_content();
            let known = quick_xml::escape::resolve_predefined_entity(&name);
            known.map(str::to_owned).ok_or_else(malformed)
        }
        _ => Ok(String::new()),
    }
}

/// The name of an element without its prefix.
fn local<'e>(element: &'e BytesStart<'_>) -> &'e str {
    let name = element.name().0;
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute by its local name.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut named = attributes.filter(|a| a.key.as_ref().rsplit(':').next() == Some(name));
    named.next().map(|a| {
        a.normalized_value(XmlVersion::Implicit1_0)
            .map_or_else(|_| a.value.to_string(), |v| v.into_owned())
    })
}
