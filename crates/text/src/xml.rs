//! Events of XML parts, with what office formats need: local names, entities, no DTD.
//!
//! Shared by all formats in XML; knows none of their words.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::IngestError;

/// Hands every event of an XML text to a reader; entities of a DTD are never expanded, they are refused.
pub(crate) fn events(
    format: &'static str,
    xml: &str,
    mut each: impl FnMut(&Event<'_>) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| malformed(format))?;
        match &event {
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(malformed(format)),
            Event::DocType(_) => {
                return Err(IngestError::Damaged {
                    format,
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

fn malformed(format: &'static str) -> IngestError {
    IngestError::Damaged { format, detail: "nội dung XML sai cấu trúc" }
}

/// The characters that a text event stands for.
pub(crate) fn characters(event: &Event<'_>) -> Result<String, IngestError> {
    match event {
        Event::Text(text) => Ok(text.xml10_content().into_owned()),
        Event::CData(text) => Ok(text.xml10_content().into_owned()),
        Event::GeneralRef(reference) => {
            if let Some(c) = reference.resolve_char_ref().map_err(|_| malformed("XML"))? {
                return Ok(c.to_string());
            }
            let name = reference.xml10_content();
            let known = quick_xml::escape::resolve_predefined_entity(&name);
            known.map(str::to_owned).ok_or_else(|| malformed("XML"))
        }
        _ => Ok(String::new()),
    }
}

/// The name of an element without its prefix.
pub(crate) fn local<'e>(element: &'e BytesStart<'_>) -> &'e str {
    bare(element.name().0)
}

/// A name without its prefix; names are short, so that their bytes are soon looked through.
pub(crate) fn bare(name: &str) -> &str {
    let colon = name.bytes().rposition(|byte| byte == b':');
    colon.and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// The value of an attribute by its local name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut named = attributes.filter(|a| bare(a.key.as_ref()) == name);
    named.next().map(|a| {
        a.normalized_value(XmlVersion::Implicit1_0)
            .map_or_else(|_| a.value.to_string(), |v| v.into_owned())
    })
}
