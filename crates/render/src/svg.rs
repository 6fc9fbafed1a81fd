//! Small pieces of SVG shared by charts and maps: escaping, text, frame, fills that also print in black and white.

use std::fmt::Write as _;

/// Hình vẽ: SVG text with its size in CSS pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The SVG text.
    pub svg: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

/// Escapes text and attributes; characters that XML does not allow are left out.
pub(crate) fn esc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A name that may stand in an `id`.
pub(crate) fn safe_id(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    format!("v{}", id.chars().map(safe).collect::<String>())
}

/// Where text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Start,
    Middle,
    End,
}

/// Text of a size in pixels; `class` is empty, `b` (bold) or `m` (muted).
pub(crate) fn text(x: f64, y: f64, size: u32, stand: Stand, class: &str, words: &str) -> String {
    let anchor = match stand {
        Stand::Start => "start",
        Stand::Middle => "middle",
        Stand::End => "end",
    };
    let style = match class {
        "b" => r##" font-weight="700""##,
        "m" => r##" fill="#4a4a4a""##,
        _ => "",
    };
    format!(
        r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" text-anchor="{anchor}"{style}>{}</text>"#,
        esc(words)
    )
}

/// Text that runs upward from its point.
pub(crate) fn upright(x: f64, y: f64, size: u32, words: &str) -> String {
    format!(
        r##"<text transform="translate({x:.1} {y:.1}) rotate(-90)" font-size="{size}" fill="#4a4a4a">{}</text>"##,
        esc(words)
    )
}

/// About how wide text is, in pixels.
pub(crate) fn width_of(words: &str, size: u32) -> f64 {
    words.chars().count() as f64 * f64::from(size) * 0.54
}

/// How many fills there are before they repeat.
const FILLS: usize = 6;
/// The dark and the light colour that are fills of their own; as patterns they would show seams in a PDF.
const INK: &str = "#1d3f66";
const PALE: &str = "#a9bfd6";

/// Definitions of the fills: they differ in pattern and in lightness, so they are told apart without colour.
pub(crate) fn fills(id: &str) -> String {
    let pattern = |n: usize, back: &str, mark: &str| {
        format!(
            r#"<pattern id="{id}-f{n}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="{back}"/>{mark}</pattern>"#
        )
    };
    let ink = INK;
    let diagonal =
        format!(r##"<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="{ink}" stroke-width="1.4"/>"##);
    let dots = format!(r##"<circle cx="3" cy="3" r="1.3" fill="{ink}"/>"##);
    let level = format!(r##"<path d="M0 3H6" stroke="{ink}" stroke-width="1.6"/>"##);
    let cross = format!(r##"<path d="M0 0L6 6M6 0L0 6" stroke="{ink}" stroke-width="1"/>"##);
    let silent = r##"<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="#8a8a8a" stroke-width="1.2"/>"##;
    [
        pattern(1, "#ffffff", &diagonal),
        pattern(2, "#d9e4ef", &dots),
        pattern(3, "#ffffff", &level),
        pattern(5, "#ffffff", &cross),
        format!(
            r##"<pattern id="{id}-silent" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#efefef"/>{silent}</pattern>"##
        ),
    ]
    .concat()
}

/// The fill of a series.
pub(crate) fn fill(id: &str, series: usize) -> String {
    match series % FILLS {
        0 => INK.to_owned(),
        4 => PALE.to_owned(),
        n => format!("url(#{id}-f{n})"),
    }
}

/// The whole picture with title and description for those who do not see it.
pub(crate) fn frame(id: &str, size: (u32, u32), title: &str, desc: &str, content: &str) -> Drawing {
    whole(id, size, "img", (title, desc), &fills(id), content)
}

/// The whole picture; `role` is `img` for one that is looked at and `group` for one whose parts are links.
pub(crate) fn whole(
    id: &str,
    size: (u32, u32),
    role: &str,
    (title, desc): (&str, &str),
    defs: &str,
    content: &str,
) -> Drawing {
    let (width, height) = size;
    let mut svg = String::new();
    let _ = write!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="{role}" aria-labelledby="{id}-t {id}-d" font-family="'Be Vietnam Pro', sans-serif" fill="#111111"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc><defs>{defs}</defs>{content}</svg>"##,
        esc(title),
        esc(desc),
    );
    Drawing { svg, width, height }
}
