//! Pictures for files that cannot show SVG everywhere: SVG to PNG with the program's own typefaces.
//! It reads no file and no font of the machine, so the same SVG gives the same bytes.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::paper::Chart;
use crate::{RenderError, fonts};

/// Pixels of the picture for one CSS pixel: 96 × 2 = 192 dots per inch on paper.
const SCALE: f32 = 2.0;
/// No side of the picture gets longer than this.
const LONGEST: f32 = 5000.0;

/// The picture as PNG on white.
pub(crate) fn png(chart: &Chart) -> Result<Vec<u8>, RenderError> {
    let fault = |e: &dyn std::fmt::Display| RenderError::BadSvg(e.to_string());
    let tree = Tree::from_str(&chart.svg, &options()).map_err(|e| fault(&e))?;
    let size = tree.size();
    let longest = chart.width.max(chart.height) as f32;
    let scale = SCALE.min(LONGEST / longest);
    let (width, height) = (chart.width as f32 * scale, chart.height as f32 * scale);
    let mut pixels = Pixmap::new(width as u32, height as u32)
        .ok_or_else(|| RenderError::BadSvg("kích thước bằng 0".to_owned()))?;
    pixels.fill(Color::WHITE);
    let stretch = Transform::from_scale(width / size.width(), height / size.height());
    resvg::render(&tree, stretch, &mut pixels.as_mut());
    encode(&pixels).map_err(|e| fault(&e))
}

/// PNG without alpha, as the ground is white; fast settings, for speed matters more than the last tenth of size.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let opaque: Vec<u8> =
        pixels.data().chunks_exact(4).flat_map(|p| p.iter().take(3)).copied().collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(out)
}

/// Options that know the program's typefaces and follow no link.
fn options() -> Options<'static> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let fontdb = FONTS.get_or_init(|| {
        let mut db = Database::new();
        fonts::FACES.iter().for_each(|face| db.load_font_data(face.to_vec()));
        db.set_sans_serif_family(fonts::SANS);
        db.set_serif_family(fonts::SERIF);
        Arc::new(db)
    });
    let mut options = Options {
        fontdb: Arc::clone(fontdb),
        font_family: fonts::SANS.to_owned(),
        languages: vec!["vi".to_owned()],
        ..Options::default()
    };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options
}
