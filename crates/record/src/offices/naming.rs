//! The words of posts: a post is a head (`Chủ tịch`) in a body; titles in documents say both at once.
//!
//! Names meet when they differ only in case, in blanks and in where the tone mark stands (`hoà`, `hòa`).

use crate::object::Body;

/// Vowels whose tone mark stands on the second letter in one style and on the first in the other.
const TONES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// The key on which names of posts and bodies are compared.
///
/// ```
/// assert_eq!(record::offices::key(" Chính uỷ"), record::offices::key("chính  ủy"));
/// ```
pub fn key(words: &str) -> String {
    let spaced = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    TONES.iter().fold(spaced, |s, (new, old)| if s.contains(new) { s.replace(new, old) } else { s })
}

/// Every name and short name that a body had.
pub(super) fn names(body: &Body) -> impl Iterator<Item = &str> {
    body.names.spans().flat_map(|(n, _)| {
        std::iter::once(n.value.name.as_str()).chain(n.value.short_name.as_deref())
    })
}

/// The head of a post: what is left of a title when the name of the body, or the beginning of it, is taken from its end.
///
/// `Chủ tịch Ủy ban nhân dân tỉnh` and `Chủ tịch` are one post of Ủy ban nhân dân tỉnh Sông Giang; `Trưởng Ban` and
/// `Trưởng Ban Chỉ đạo` are one post of a Ban Chỉ đạo. What has nothing of the name stays as it is.
///
/// ```
/// let head = record::offices::head_of("Chủ tịch UBND tỉnh", ["Ủy ban nhân dân tỉnh Sông Giang", "UBND tỉnh"]);
/// assert_eq!(head, "Chủ tịch");
/// ```
pub fn head_of<'t, 'n>(title: &'t str, names: impl IntoIterator<Item = &'n str>) -> &'t str {
    let title = title.trim();
    let starts: Vec<usize> = title
        .char_indices()
        .filter(|(i, c)| *i > 0 && !c.is_whitespace() && title[..*i].ends_with(char::is_whitespace))
        .map(|(i, _)| i)
        .collect();
    let tails: Vec<(usize, String)> = starts.into_iter().map(|i| (i, key(&title[i..]))).collect();
    let cut = names.into_iter().filter_map(|name| {
        let name = key(name);
        tails.iter().find(|(_, tail)| begins(&name, tail) || begins(tail, &name)).map(|(i, _)| *i)
    });
    cut.min().map_or(title, |i| title[..i].trim_end().trim_end_matches(','))
}

/// A post as people call it without its body: the head, and after `Trưởng` and `Chánh` the word that belongs to them
/// (`Trưởng Ban`, `Chánh Văn phòng`).
pub(super) fn post_name(title: &str, body: &Body) -> String {
    let title = title.trim();
    let head = head_of(title, names(body));
    // `Bộ trưởng` and `Chỉ huy trưởng` are whole; `Trưởng` is not.
    let bare = ["Trưởng", "Chánh"].contains(&head.rsplit(' ').next().unwrap_or_default());
    let mut rest = title.get(head.len()..).unwrap_or_default().split_whitespace();
    let Some(word) = rest.next().filter(|_| bare) else { return head.to_owned() };
    let lower = |w: &&str| w.starts_with(char::is_lowercase);
    match rest.next().filter(lower) {
        Some(second) => format!("{head} {word} {second}"),
        None => format!("{head} {word}"),
    }
}

/// Whether the words of one text are the first words of another.
fn begins(whole: &str, start: &str) -> bool {
    let rest = whole.strip_prefix(start);
    !start.is_empty() && rest.is_some_and(|r| r.is_empty() || r.starts_with(' '))
}

/// The key of a post within its body.
pub(super) fn post_key(title: &str, body: &Body) -> String {
    key(head_of(title, names(body)))
}
