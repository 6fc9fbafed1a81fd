//! Cookies: read from a request, written to an answer. None is readable by scripts or sent from other sites.

use axum::http::{HeaderMap, HeaderValue, header};

/// The session.
pub(super) const SESSION: &str = "kvpt";
/// What forms must carry while nobody is logged in.
pub(super) const GATE: &str = "kvpt_gate";
/// The log-in that waits for the second factor.
pub(super) const HALF: &str = "kvpt_half";
/// The log-in that is under way at a provider.
pub(super) const STATE: &str = "kvpt_state";
/// The language.
pub(super) const LANG: &str = "kvpt_lang";
/// What was just done, for the next page.
pub(super) const SAID: &str = "kvpt_said";

/// The value of a cookie of a request.
pub(super) fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value.to_owned())
}

/// The header that sets a cookie for so many seconds; without a number, until the browser is closed.
pub(super) fn set(name: &str, value: &str, seconds: Option<u32>) -> HeaderValue {
    let age = seconds.map_or(String::new(), |s| format!("; Max-Age={s}"));
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{age}");
    // Values here are tokens and percent-encoded words; anything else would be a fault of the program.
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}

/// The same, but sent also when another site leads a person here: for what must come back with them from a provider.
pub(super) fn set_lax(name: &str, value: &str, seconds: u32) -> HeaderValue {
    let path = "/login/provider";
    let cookie = format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}

/// The header that takes such a cookie away.
pub(super) fn clear_lax(name: &str) -> HeaderValue {
    set_lax(name, "", 0)
}

/// The header that takes a cookie away.
pub(super) fn clear(name: &str) -> HeaderValue {
    set(name, "", Some(0))
}

/// Words with every byte but letters, digits and `-._~` as `%XX`.
pub(super) fn encode(words: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    words
        .bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The words behind [`encode`]; what is not UTF-8 is replaced.
pub(super) fn decode(coded: &str) -> String {
    let mut bytes = Vec::with_capacity(coded.len());
    let mut rest = coded.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_the_way_through_a_cookie() {
        for words in ["Đã giao nhiệm vụ; “A=B”, 100%", "%", "%4", "a b\n"] {
            let coded = encode(words);
            assert!(coded.bytes().all(|b| b.is_ascii_graphic() && b != b';'), "{coded}");
            assert_eq!(decode(&coded), words);
        }
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; kvpt=t0k; kvpt_lang=en"));
        assert_eq!(read(&headers, SESSION).as_deref(), Some("t0k"));
        assert_eq!(read(&headers, LANG).as_deref(), Some("en"));
        assert_eq!(read(&headers, SAID), None);
    }
}
