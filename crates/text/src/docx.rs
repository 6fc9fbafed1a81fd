//! Word documents (.docx) to text: paragraphs, tables, lists, notes, with tracked changes taken as accepted.
//!
//! Headers, footers, comments and deleted words are set aside and said so. Everything in which a mark of secrecy could
//! stand is gathered for the gate, also what the text leaves out. Macros and fields are never run.

mod body;
mod numbering;
mod styles;

use std::rc::Rc;

use quick_xml::events::Event;

use crate::document::{AsideKind, Document};
use crate::error::IngestError;
use crate::package::Package;
use crate::sniff;
use crate::xml::{attribute, characters, events, local};
use body::{Body, Walker};
use numbering::Numbering;
use styles::Styles;

/// Reads a docx from its opened package.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Document, IngestError> {
    let name = main_part(package)?;
    let Some(xml) = package.xml(&name)? else { return Err(sniff::other_zip(package.names())) };
    let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let numbering = package.xml(&format!("{folder}numbering.xml"))?;
    let numbering = numbering.map_or(Ok(Numbering::default()), |xml| Numbering::parse(&xml))?;
    let styles = package.xml(&format!("{folder}styles.xml"))?;
    let styles = styles.map_or(Ok(Styles::default()), |xml| Styles::parse(&xml))?;
    let mut parts = Parts { package, folder, styles: Rc::new(styles) };
    let mut main = Walker::new(numbering, &parts.styles).walk(&xml)?;
    parts.append_notes(&mut main)?;
    let (title, gate) = properties(parts.package)?;
    let mut document = Document { title, gate, ..Document::default() };
    parts.set_aside(&mut document)?;
    tell(&main, &mut document);
    document.gate.push_str(&main.gate);
    document.set_aside(AsideKind::Deleted, main.deleted);
    document.text = main.text;
    Ok(document)
}

/// The part that the package names as its document.
fn main_part(package: &mut Package<'_>) -> Result<String, IngestError> {
    let usual = "word/document.xml".to_owned();
    let Some(xml) = package.xml("_rels/.rels")? else { return Ok(usual) };
    let mut target = None;
    events("docx", &xml, |event| {
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

/// The parts of a package besides the main one.
struct Parts<'p, 'b> {
    package: &'p mut Package<'b>,
    folder: String,
    styles: Rc<Styles>,
}

impl Parts<'_, '_> {
    fn walk(&mut self, name: &str) -> Result<Option<Body>, IngestError> {
        let Some(xml) = self.package.xml(name)? else { return Ok(None) };
        Walker::new(Numbering::default(), &self.styles).walk(&xml).map(Some)
    }

    /// Puts footnotes and endnotes after the text, a line each.
    fn append_notes(&mut self, main: &mut Body) -> Result<(), IngestError> {
        for part in ["footnotes.xml", "endnotes.xml"] {
            let Some(notes) = self.walk(&format!("{}{part}", self.folder))? else { continue };
            main.gate.push_str(&notes.gate);
            main.deleted.push_str(&notes.deleted);
            main.has_changes |= notes.has_changes;
            if !notes.text.trim().is_empty() {
                main.text.push_str(&notes.text);
                main.has_notes = true;
            }
        }
        Ok(())
    }

    /// Sets headers, footers and comments aside, each text once, and tells of it.
    fn set_aside(&mut self, document: &mut Document) -> Result<(), IngestError> {
        let kinds = [
            ("header", AsideKind::Header),
            ("footer", AsideKind::Footer),
            ("comments", AsideKind::Comment),
        ];
        for (name, kind) in kinds {
            for part in self.package.names_like(&format!("{}{name}", self.folder), ".xml") {
                let Some(body) = self.walk(&part)? else { continue };
                document.gate.push_str(&body.gate);
                document.gate.push_str(&body.deleted);
                let is_known = document.aside.iter().any(|a| a.kind == kind && a.text == body.text);
                if !is_known {
                    document.set_aside(kind, body.text);
                }
            }
        }
        let holds = |kinds: &[AsideKind]| document.aside.iter().any(|a| kinds.contains(&a.kind));
        let margins = holds(&[AsideKind::Header, AsideKind::Footer]);
        if holds(&[AsideKind::Comment]) {
            document.notice("docx.comments", "Các nhận xét (comment) không được đưa vào văn bản.");
        }
        if margins {
            let message = "Phần đầu trang và chân trang không được đưa vào văn bản.";
            document.notices.insert(0, ("docx.margins", message.into()));
        }
        Ok(())
    }
}

/// Tells what was decided and what the document holds besides text.
fn tell(main: &Body, document: &mut Document) {
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
            main.has_converted,
            "text.legacy-run",
            "Phần văn bản dùng phông chữ cũ (.Vn…, VNI…) đã được chuyển sang Unicode theo tên phông.",
        ),
        (
            main.has_old_fonts,
            "text.legacy-font",
            "Văn bản dùng phông chữ cũ (.Vn…, VNI…): cần chuyển sang Unicode rồi nạp lại để đọc đúng.",
        ),
    ];
    for (_, code, message) in told.into_iter().filter(|(holds, ..)| *holds) {
        document.notice(code, message);
    }
}

/// The title and all values of the document's properties, a line each.
fn properties(package: &mut Package<'_>) -> Result<(Option<String>, String), IngestError> {
    let (mut title, mut all) = (None, String::new());
    for part in ["docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"] {
        let Some(xml) = package.xml(part)? else { continue };
        let (mut name, mut value) = (String::new(), String::new());
        events("docx", &xml, |event| {
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
