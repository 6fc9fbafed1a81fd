//! Text of a run whose font is named: that of the old Vietnamese fonts is turned into Unicode.
//!
//! Knows names of fonts alone; a run without a font name is judged elsewhere.

/// Reads Western characters by the name of the font they are set in; `None` when it is no old font.
pub(crate) fn by_font(_font_name: &str, _text: &str) -> Option<String> {
    None
}

/// Tells whether a font by its name is one of the old Vietnamese fonts: `.VnTime`, `VNI-Times`.
pub(crate) fn is_old_font(font_name: &str) -> bool {
    let name = font_name.split_once('+').map_or(font_name, |(_, name)| name);
    name.starts_with(".Vn") || name.starts_with("VNI-") || name.starts_with("VNI ")
}
