//! Words as a QR picture (ISO/IEC 18004), for a device that looks at the screen.

use crate::error::RenderError;
use qrcode::{Color, QrCode};
use std::fmt::Write;

/// Blank modules around the picture, as the standard asks.
const QUIET: usize = 4;

/// An SVG of the words: black on white, one unit a module, under a label for those who do not see it.
///
/// # Errors
/// When the words are too long for a picture (about 2,900 bytes).
pub fn svg(words: &str, label: &str) -> Result<String, RenderError> {
    let code = QrCode::new(words).map_err(|e| RenderError::Qr(e.to_string()))?;
    let (width, side) = (code.width(), code.width() + 2 * QUIET);
    let mut path = String::new();
    for (n, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", n % width + QUIET, n / width + QUIET);
        }
    }
    let label = crate::svg::esc(label);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" width=\"220\" height=\"220\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"{label}\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
