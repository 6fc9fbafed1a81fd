//! Envelopes of the national exchange of documents (edXML) to text: the heading that the envelope tells, a line each.
//!
//! Attachments are handed on as files of their own. Structure: QCVN 102:2016/BTTTT as two programs write it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::events::Event;

use crate::document::Document;
use crate::error::IngestError;
use crate::whole::Inner;
use crate::xml::{attribute, characters, events, local};

/// Name of the format for messages.
const FORMAT: &str = "edXML";
/// Shortest text of an element that can be a file in base64.
const MIN_FILE: usize = 200;

/// Tells whether an XML text is an envelope.
pub(crate) fn is_edxml(text: &str) -> bool {
    let head: String = text.chars().take(4096).collect();
    head.contains("edXMLEnvelope") || head.contains("edXMLHeader")
}

/// A value of the envelope with the elements around it.
struct Value {
    path: Vec<String>,
    text: String,
}

/// Reads an envelope and returns its attachments beside it.
pub(crate) fn read(xml: &str) -> Result<(Document, Vec<Inner>), IngestError> {
    let (values, files) = walk(xml)?;
    let mut document = Document { text: heading(&values), ..Document::default() };
    document.title = first(&values, "Subject");
    for value in &values {
        document.gate.push_str(&value.text);
        document.gate.push('\n');
    }
    let names: Vec<String> = values
        .iter()
        .filter(|v| v.path.last().is_some_and(|n| n == "AttachmentName"))
        .map(|v| v.text.clone())
        .collect();
    let mut inner = Vec::new();
    for (i, (name, bytes)) in files.into_iter().enumerate() {
        let name =
            name.or_else(|| names.get(i).cloned()).unwrap_or_else(|| format!("dinh-kem-{}", i + 1));
        inner.push(Inner { name, bytes });
    }
    if !inner.is_empty() {
        let message = format!("Gói tin có {} tệp đính kèm, được đọc riêng.", inner.len());
        document.notice("edxml.attachments", message);
    }
    Ok((document, inner))
}

type Files = Vec<(Option<String>, Vec<u8>)>;

/// All values in their order, and what stands in base64.
fn walk(xml: &str) -> Result<(Vec<Value>, Files), IngestError> {
    let (mut path, mut text): (Vec<String>, String) = (Vec::new(), String::new());
    let (mut values, mut files): (Vec<Value>, Files) = (Vec::new(), Vec::new());
    let mut name = None;
    events(FORMAT, xml, |event| {
        match event {
            Event::Start(e) | Event::Empty(e) => {
                let named = attribute(e, "AttachmentName").or_else(|| attribute(e, "FileName"));
                name = named.or(name.take());
                text.clear();
                if matches!(event, Event::Start(_)) {
                    path.push(local(e).to_owned());
                }
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                text.push_str(&characters(event)?)
            }
            Event::End(_) => {
                let value = std::mem::take(&mut text);
                match file(&value, path.last().map_or("", String::as_str)) {
                    Some(bytes) => files.push((name.take(), bytes)),
                    None if value.trim().is_empty() => {}
                    None => {
                        values.push(Value { path: path.clone(), text: value.trim().to_owned() })
                    }
                }
                path.pop();
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((values, files))
}

/// The bytes of a long text in base64 that is no signature and no certificate.
fn file(text: &str, element: &str) -> Option<Vec<u8>> {
    let is_proof =
        element.contains("Signature") || element.contains("X509") || element.contains("Digest");
    if text.len() < MIN_FILE || is_proof {
        return None;
    }
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    STANDARD.decode(packed).ok()
}

/// The first value of an element in the header of the message, not in what it answers to.
fn first(values: &[Value], name: &str) -> Option<String> {
    below(values, "", name)
}

/// The first value of an element below another.
fn below(values: &[Value], parent: &str, name: &str) -> Option<String> {
    let fits = |value: &&Value| {
        let is_named = value.path.last().is_some_and(|last| last == name);
        let is_below = parent.is_empty() || value.path.iter().any(|p| p == parent);
        let is_other = value
            .path
            .iter()
            .any(|p| p == "ResponseFor" || p == "TraceHeaderList" || p == "Signature");
        is_named && is_below && !is_other
    };
    values.iter().find(fits).map(|value| value.text.clone())
}

/// The heading as a document of that kind has it.
fn heading(values: &[Value]) -> String {
    let number = match (first(values, "CodeNumber"), first(values, "CodeNotation")) {
        // Party bodies join number and sign by a dash: `-NQ/TU`.
        (Some(number), Some(notation)) if notation.starts_with('-') => {
            Some(format!("Số: {number}{notation}"))
        }
        (Some(number), Some(notation)) => {
            Some(format!("Số: {number}/{}", notation.trim_start_matches('/')))
        }
        (number, notation) => number.or(notation).map(|n| format!("Số: {n}")),
    };
    let place = below(values, "PromulgationInfo", "Place");
    let day = first(values, "PromulgationDate").map(|day| written(&day));
    let dated = match (place, day) {
        (Some(place), Some(day)) => Some(format!("{place}, {day}")),
        (place, day) => place.or(day),
    };
    let due = first(values, "DueDate").map(|day| format!("Thời hạn: {}", written(&day)));
    let to: Vec<String> = values
        .iter()
        .filter(|v| v.path.iter().any(|p| p == "To" || p == "ToPlaces"))
        .filter(|v| {
            v.path.last().is_some_and(|n| n == "OrganName" || n == "ToPlace" || n == "ToPlaces")
        })
        .map(|v| format!("- {};", v.text))
        .collect();
    let to = (!to.is_empty()).then(|| format!("Nơi nhận:\n{}", to.join("\n")));
    // A signature stands by itself: else its first line would go on with the subject.
    let signed = ["Competence", "Position", "FullName"].map(|name| first(values, name));
    let apart = signed.iter().any(Option::is_some).then(String::new);
    let [competence, position, full_name] = signed;
    let lines = [
        // As the heading of a document has it: in capitals.
        below(values, "From", "OrganName").map(|name| name.to_uppercase()),
        number,
        dated,
        first(values, "TypeName").map(|name| name.to_uppercase()),
        first(values, "Subject"),
        first(values, "Content"),
        due,
        to,
        apart,
        competence,
        position,
        full_name,
    ];
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}

/// `dd/MM/yyyy` or `yyyy/MM/dd` as documents write a day; anything else as it is.
fn written(day: &str) -> String {
    let parts: Vec<&str> = day.split(['/', '-']).collect();
    let [a, b, c] = parts.as_slice() else { return day.to_owned() };
    let (d, m, y) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    let d: String = d.chars().take_while(char::is_ascii_digit).collect();
    if [d.as_str(), m, y]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    {
        format!("ngày {d} tháng {m} năm {y}")
    } else {
        day.to_owned()
    }
}
