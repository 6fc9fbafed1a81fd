//! The files that pages load: style sheets, script, typeface, icons. All are inside the program.
//!
//! It must not know any page, and nothing is ever loaded from elsewhere.

use rust_embed::Embed;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[derive(Embed)]
#[folder = "assets/"]
struct Files;

/// One file as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its bytes, not compressed.
    pub bytes: Cow<'static, [u8]>,
    /// Media type for the `Content-Type` header.
    pub media_type: &'static str,
    /// Strong validator for the `ETag` header, in quotes.
    pub etag: String,
}

/// The file at a path below `/assets/`, or `None` when there is no such file.
pub fn find(path: &str) -> Option<Asset> {
    let file = Files::get(path)?;
    let etag = format!("\"{}\"", short_hash(&file.metadata.sha256_hash()));
    Some(Asset { bytes: file.data, media_type: media_type(path), etag })
}

/// Every path below `/assets/`.
pub fn paths() -> impl Iterator<Item = Cow<'static, str>> {
    Files::iter()
}

/// The address of a file with the hash of its content, so that it may be cached for ever.
pub fn url(path: &str) -> String {
    static HASHES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let hashes = HASHES.get_or_init(|| {
        Files::iter()
            .filter_map(|p| {
                let hash = Files::get(&p)?.metadata.sha256_hash();
                Some((p.to_string(), short_hash(&hash)))
            })
            .collect()
    });
    match hashes.get(path) {
        Some(hash) => format!("/assets/{path}?v={hash}"),
        None => format!("/assets/{path}"),
    }
}

fn short_hash(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
