//! Answers: a page, a way elsewhere, a file.

use super::cookie;
use super::fault::Fault;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// A page.
///
/// # Errors
/// When the template fails, which is a fault of the program.
pub(crate) fn html(page: &impl Template) -> Result<Response, Fault> {
    let words = page.render().map_err(|e| app::Error::Broken(e.to_string()))?;
    Ok(Html(words).into_response())
}

/// Elsewhere, by GET.
pub(crate) fn go(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/desk"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Elsewhere after something was done, where the next page says so: `key` is wording that begins with `said-`,
/// and `name` its `$name`.
pub(crate) fn said(to: &str, key: &str, name: &str) -> Response {
    let mut answer = go(to);
    let name: String = name.chars().take(200).collect();
    let words = format!("{key}~{}", cookie::encode(&name));
    answer.headers_mut().append(header::SET_COOKIE, cookie::set(cookie::SAID, &words, Some(60)));
    answer
}

/// To the log-in page, and back here afterwards.
pub(super) fn away(here: Option<&str>, piece: bool) -> Response {
    let to = here
        .filter(|h| inside(h) && *h != "/")
        .map_or("/login".to_owned(), |h| format!("/login?next={}", cookie::encode(h)));
    if !piece {
        return go(&to);
    }
    let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/login"));
    (StatusCode::UNAUTHORIZED, [("hx-redirect", to)]).into_response()
}

/// Whether an address is one of this server.
pub(super) fn inside(address: &str) -> bool {
    let second = address.as_bytes().get(1);
    address.starts_with('/')
        && !matches!(second, Some(b'/' | b'\\'))
        && address.len() < 2000
        && !address.chars().any(char::is_control)
}

/// A file to be saved, under its name (RFC 6266; Vietnamese letters as in RFC 8187).
pub(crate) fn file(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-._ ()".contains(c) { c } else { '_' })
        .collect();
    let placed =
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", cookie::encode(name));
    let placed = HeaderValue::from_str(&placed).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(media_type);
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, placed)], bytes).into_response()
}

/// Media type of a file that kvpt makes, by the end of its name.
pub(crate) fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pdf") => "application/pdf",
        // A page that came from outside is never shown as one of ours.
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_server_are_gone_back_to() {
        assert!(inside("/tasks?state=overdue"));
        for bad in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\nb"] {
            assert!(!inside(bad), "{bad}");
        }
    }

    #[test]
    fn a_vietnamese_file_name_reaches_the_browser() {
        let answer = file("Báo cáo \"quý 1\".docx", media_type("x.docx"), vec![1]);
        let placed = answer.headers()[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(
            placed,
            "attachment; filename=\"B_o c_o _qu_ 1_.docx\"; \
             filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%22qu%C3%BD%201%22.docx"
        );
    }
}
