//! OpenDocument texts (.odt) to text: paragraphs, numbered lists, tables, notes, with tracked changes taken as accepted.
//!
//! Headers, footers, comments and deleted words are set aside. Scripts and fields are never run.

mod body;
mod lists;

use quick_xml::events::Event;

use crate::document::{AsideKind, Document};
use crate::error::IngestError;
use crate::package::Package;
use crate::xml::{characters, events, local};
use body::Walker;
use lists::Styles;

/// Name of the format for messages.
const FORMAT: &str = "odt";

/// Reads an odt from its opened package.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Document, IngestError> {
    let manifest = package.xml("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(IngestError::Password { format: FORMAT });
    }
    let missing = IngestError::Damaged {
        format: FORMAT,
        detail: "thiếu phần nội dung chính (content.xml)",
    };
    let content = package.xml("content.xml")?.ok_or(missing)?;
    let common = package.xml("styles.xml")?;
    let mut styles = Styles::default();
    if let Some(xml) = &common {
        styles.add(xml)?;
    }
    styles.add(&content)?;
    let main = Walker::new(&styles).walk(&content)?;
    let mut document = Document { text: main.text, gate: main.gate, ..Document::default() };
    if !main.notes.trim().is_empty() {
        document.text.push_str(&main.notes);
        document.notice("odt.notes", "Chú thích chân trang được đặt ở cuối văn bản.");
    }
    document.set_aside(AsideKind::Comment, main.comments);
    document.set_aside(AsideKind::Deleted, main.deleted);
    if let Some(xml) = &common {
        let margins = Walker::new(&styles).walk(xml)?;
        document.set_aside(AsideKind::Header, margins.headers);
        document.set_aside(AsideKind::Footer, margins.footers);
        document.gate.push_str(&margins.gate);
    }
    describe(package, &mut document)?;
    tell(&mut document, main.has_changes, main.has_converted, main.has_old_fonts);
    Ok(document)
}

fn tell(document: &mut Document, has_changes: bool, has_converted: bool, has_old_fonts: bool) {
    let holds = |kinds: &[AsideKind]| document.aside.iter().any(|a| kinds.contains(&a.kind));
    let told = [
        (
            holds(&[AsideKind::Header, AsideKind::Footer]),
            "odt.margins",
            "Phần đầu trang và chân trang không được đưa vào văn bản.",
        ),
        (
            holds(&[AsideKind::Comment]),
            "odt.comments",
            "Các nhận xét (comment) không được đưa vào văn bản.",
        ),
        (
            has_changes,
            "odt.tracked-changes",
            "Văn bản còn dấu sửa đổi: đã đọc như khi chấp nhận mọi sửa đổi.",
        ),
        (
            has_converted,
            "text.legacy-run",
            "Phần văn bản dùng phông chữ cũ (.Vn…, VNI…) đã được chuyển sang Unicode theo tên phông.",
        ),
        (
            has_old_fonts,
            "text.legacy-font",
            "Văn bản dùng phông chữ cũ (.Vn…, VNI…): cần chuyển sang Unicode rồi nạp lại để đọc đúng.",
        ),
    ];
    for (_, code, message) in told.into_iter().filter(|(holds, ..)| *holds) {
        document.notice(code, message);
    }
}

/// The title and all values of the document's description.
fn describe(package: &mut Package<'_>, document: &mut Document) -> Result<(), IngestError> {
    let Some(xml) = package.xml("meta.xml")? else { return Ok(()) };
    let (mut name, mut value) = (String::new(), String::new());
    events(FORMAT, &xml, |event| {
        match event {
            Event::Start(e) => (name, value) = (local(e).to_owned(), String::new()),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                value.push_str(&characters(event)?)
            }
            Event::End(_) if !value.trim().is_empty() => {
                document.gate.push_str(value.trim());
                document.gate.push('\n');
                if name == "title" {
                    document.title = Some(value.trim().to_owned());
                }
                value.clear();
            }
            _ => {}
        }
        Ok(())
    })
}
