//! Messages of electronic mail (.eml) to text: who wrote to whom, when and about what, then the message.
//!
//! Attachments are handed on as files of their own. Fetches nothing.

use mail_parser::{Address, DateTime, Message, MessageParser, MimeHeaders, PartType};

use crate::document::{AsideKind, Document};
use crate::error::IngestError;
use crate::html;
use crate::whole::Inner;

/// Headers of which a message has at least two among its first.
const HEADERS: [&str; 16] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "received",
    "return-path",
    "mime-version",
    "message-id",
    "delivered-to",
    "content-type",
    "reply-to",
    "sender",
    "dkim-signature",
    "x-mailer",
    "content-transfer-encoding",
];

/// Tells whether a file is a message: it begins with headers of mail.
pub(crate) fn is_eml(bytes: &[u8]) -> bool {
    let head = bytes.get(..8192).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
    let mut known = 0;
    for (i, line) in head.lines().take_while(|line| !line.trim().is_empty()).enumerate() {
        if line.starts_with([' ', '\t']) && i > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if !name.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        known += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 2
}

/// Reads a message and returns its attachments beside it.
pub(crate) fn read(bytes: &[u8]) -> Result<(Document, Vec<Inner>), IngestError> {
    let damaged = IngestError::Damaged {
        format: "thư điện tử (.eml)",
        detail: "không có phần đầu thư hợp lệ",
    };
    let message = MessageParser::default().parse(bytes).ok_or(damaged)?;
    let mut document =
        Document { title: message.subject().map(str::to_owned), ..Document::default() };
    document.text = heading(&message);
    for (name, value) in message.headers_raw() {
        document.gate.push_str(&format!("{name}: {}\n", value.trim()));
    }
    body(&message, &mut document)?;
    let inner: Vec<Inner> =
        message.attachments().filter_map(|part| attached(part, &message)).collect();
    if !inner.is_empty() {
        let names: Vec<&str> = inner.iter().map(|inner| inner.name.as_str()).collect();
        let message =
            format!("Thư có {} tệp đính kèm, được đọc riêng: {}.", names.len(), names.join(", "));
        document.notice("eml.attachments", message);
    }
    Ok((document, inner))
}

fn heading(message: &Message<'_>) -> String {
    let rows = [
        ("Chủ đề", message.subject().map(str::to_owned)),
        ("Ngày gửi", message.date().map(day)),
        ("Người gửi", message.from().map(people)),
        ("Người nhận", message.to().map(people)),
        ("Đồng gửi", message.cc().map(people)),
    ];
    let filled = rows.into_iter().filter_map(|(label, value)| {
        let value = value.filter(|v| !v.trim().is_empty())?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(format!("{label}: {value}\n"))
    });
    filled.collect::<String>() + "\n"
}

/// The day and time as the sender's clock showed them.
fn day(at: &DateTime) -> String {
    format!("{:02}/{:02}/{} {:02}:{:02}", at.day, at.month, at.year, at.hour, at.minute)
}

fn people(address: &Address<'_>) -> String {
    let one = |a: &mail_parser::Addr<'_>| match (a.name(), a.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    };
    address.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Adds the text of the message: that written as plain text, else that of its pages.
fn body(message: &Message<'_>, document: &mut Document) -> Result<(), IngestError> {
    let mut plain = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(text) = &part.body {
            plain.push_str(&text.replace('\u{a0}', " "));
            plain.push('\n');
        }
    }
    let has_plain = !plain.trim().is_empty();
    document.text.push_str(plain.trim());
    document.text.push('\n');
    for part in message.html_bodies() {
        let PartType::Html(page) = &part.body else { continue };
        let page = html::read(page)?;
        document.gate.push_str(&page.gate);
        if has_plain {
            document.gate.push_str(&page.text);
            continue;
        }
        document.text.push_str(&page.text);
        page.aside
            .into_iter()
            .filter(|a| a.kind != AsideKind::Script)
            .for_each(|a| document.aside.push(a));
    }
    Ok(())
}

fn attached(part: &mail_parser::MessagePart<'_>, message: &Message<'_>) -> Option<Inner> {
    let bytes = part.contents();
    let is_page = message.html_bodies().any(|body| matches!(body.body, PartType::Html(_)));
    let is_drawn =
        is_page && matches!(part.body, PartType::InlineBinary(_)) && part.content_id().is_some();
    if bytes.is_empty() || is_drawn {
        return None;
    }
    let name = part.attachment_name().unwrap_or(match part.body {
        PartType::Message(_) => "thu.eml",
        _ => "dinh-kem",
    });
    Some(Inner { name: name.to_owned(), bytes: bytes.to_vec() })
}
