//! An envelope of the exchange of documents between offices (edXML), with the fields of a register and files.
//!
//! Written after two programs' structure (QCVN 102:2016/BTTTT itself could not be read): names of elements, lengths in
//! characters. What is not on record is left out, never filled in. Same input, same bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::RenderError;
use crate::pack::{Part, pack};
use terms::Day;

/// Namespace of the elements.
const SPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/// Gói tin văn bản điện tử.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Name of the issuing body.
    pub issuer: String,
    /// Names of the bodies to which it goes.
    pub to: Vec<String>,
    /// The number in front of the sign: `15`.
    pub number: String,
    /// The sign behind it: `KH-UBND`; one that is not joined by `/` begins with what joins it: `-NQ/TU`.
    pub notation: String,
    /// Day of issue.
    pub issued_on: Day,
    /// Vietnamese type name.
    pub doc_type: String,
    /// Whether it is a normative document.
    pub normative: bool,
    /// Subject.
    pub subject: String,
    /// Who signed.
    pub signer: Option<String>,
    /// As what: `CHỦ TỊCH`.
    pub position: Option<String>,
    /// Its files, by name.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Longest values, in characters, and what each is called.
const LENGTHS: [(&str, usize); 5] = [
    ("số", 11),
    ("ký hiệu", 30),
    ("trích yếu", 500),
    ("tên cơ quan ban hành", 200),
    ("tên loại văn bản", 100),
];

impl Envelope {
    /// What is longer than the exchange takes, with the longest length in characters.
    pub fn too_long(&self) -> Vec<(&'static str, usize)> {
        let values = [&self.number, &self.notation, &self.subject, &self.issuer, &self.doc_type];
        let pairs = LENGTHS.into_iter().zip(values);
        pairs.filter(|((_, most), v)| v.chars().count() > *most).map(|(length, _)| length).collect()
    }
}

/// The bytes of an envelope; each file is packed as a zip and written in base64.
///
/// # Errors
/// When a file cannot be packed.
pub fn write(envelope: &Envelope) -> Result<Vec<u8>, RenderError> {
    let mut out = Out(Writer::new(Vec::new()));
    out.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).map_err(fault)?;
    let mut root = BytesStart::new(name("edXMLEnvelope"));
    root.push_attribute(("xmlns:edXML", SPACE));
    out.0.write_event(Event::Start(root)).map_err(fault)?;
    out.within("edXMLHeader", |o| o.within("MessageHeader", |o| header(o, envelope)))?;
    out.within("edXMLBody", |o| o.within("edXMLManifest", |o| manifest(o, envelope)))?;
    if !envelope.files.is_empty() {
        out.within("AttachmentEncoded", |o| files(o, envelope))?;
    }
    out.0.write_event(Event::End(BytesEnd::new(name("edXMLEnvelope")))).map_err(fault)?;
    Ok(out.0.into_inner())
}

fn fault(e: std::io::Error) -> RenderError {
    RenderError::Pack(e.to_string())
}

fn name(element: &str) -> String {
    format!("edXML:{element}")
}

struct Out(Writer<Vec<u8>>);

type Written = Result<(), RenderError>;

impl Out {
    fn within(&mut self, element: &str, inner: impl FnOnce(&mut Self) -> Written) -> Written {
        self.0.write_event(Event::Start(BytesStart::new(name(element)))).map_err(fault)?;
        inner(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name(element)))).map_err(fault)
    }

    /// An element with words, unless there are none.
    fn says(&mut self, element: &str, words: &str) -> Written {
        if words.is_empty() {
            return Ok(());
        }
        self.within(element, |o| o.0.write_event(Event::Text(BytesText::new(words))).map_err(fault))
    }
}

fn header(out: &mut Out, e: &Envelope) -> Written {
    out.within("From", |o| o.says("OrganName", &e.issuer))?;
    for to in &e.to {
        out.within("To", |o| o.says("OrganName", to))?;
    }
    out.within("Code", |o| {
        o.says("CodeNumber", &e.number)?;
        o.says("CodeNotation", &e.notation)
    })?;
    out.within("PromulgationInfo", |o| o.says("PromulgationDate", &e.issued_on.vn()))?;
    out.within("DocumentType", |o| {
        o.says("Type", if e.normative { "1" } else { "2" })?;
        o.says("TypeName", &e.doc_type)
    })?;
    out.says("Subject", &e.subject)?;
    match &e.signer {
        Some(signer) => out.within("SignerInfo", |o| {
            o.says("Position", e.position.as_deref().unwrap_or(""))?;
            o.says("FullName", signer)
        }),
        None => Ok(()),
    }
}

fn manifest(out: &mut Out, e: &Envelope) -> Written {
    for (i, (file, _)) in e.files.iter().enumerate() {
        out.within("Reference", |o| {
            o.says("ContentId", &format!("cid:{}", i + 1))?;
            o.says("ContentType", "application/zip")?;
            o.says("AttachmentName", file)
        })?;
    }
    Ok(())
}

fn files(out: &mut Out, e: &Envelope) -> Written {
    for (file, bytes) in &e.files {
        let packed = pack(&[Part::new(file.clone(), bytes.clone())])?;
        out.says("Attachment", &STANDARD.encode(packed))?;
    }
    Ok(())
}
