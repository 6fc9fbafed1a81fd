//! Words recognised in pictures to text, in the order of reading, with the doubtful ones told.
//!
//! The order is worked out as for a pdf with text. Runs no tool itself.

use crate::document::{AsideKind, Document, Span};
use crate::error::IngestError;
use crate::normal::normalised;
use crate::pdf::{self, Leaf, Piece};
use crate::tools::{OcrPage, OcrWord, ScanKind, ToolError, Tools};
use crate::whole::Inner;

/// Confidence below which a word is told as doubtful.
const LOW: u8 = 60;
/// Confidence below which a sign without letters is taken for dirt on the paper.
const DIRT: u8 = 30;
/// Most doubtful places that are told one by one.
const MAX_TOLD: usize = 200;
/// Points to which the height of a page is scaled, so that measures are those of print.
const PAGE_HEIGHT: f32 = 842.0;

// Signs of private use that stand around doubtful words until the text is set; no word holds them.
const OPEN: char = '\u{f8fd}';
const CLOSE: char = '\u{f8fe}';

/// Reads a picture.
pub(crate) fn read(
    bytes: &[u8],
    kind: ScanKind,
    tools: &dyn Tools,
) -> Result<Document, IngestError> {
    let pages = tools.ocr(bytes, kind, &[]).map_err(IngestError::Tool)?;
    let (text, running) = pdf::set(pages.into_iter().map(leaf).collect());
    let mut document = Document { text, ..Document::default() };
    document.set_aside(AsideKind::RunningHead, running.join("\n"));
    tell(&mut document);
    Ok(document)
}

/// Reads a pdf of which some pages are pictures: these are recognised when a tool is there. Returns the files that the
/// pdf carries beside it.
pub(crate) fn read_pdf(
    bytes: &[u8],
    max_unpacked: u64,
    tools: &dyn Tools,
) -> Result<(Document, Vec<Inner>), IngestError> {
    let mut read = pdf::read(bytes, max_unpacked)?;
    let inner = std::mem::take(&mut read.inner);
    let bare = read.bare_pages.clone();
    if bare.is_empty() {
        return Ok((read.finish(), inner));
    }
    let recognised = tools.ocr(bytes, ScanKind::Pdf, &bare);
    let document = match recognised {
        Ok(pages) => {
            for page in pages.into_iter().filter(|p| bare.contains(&p.page)) {
                read.fill(page.page, leaf(page));
            }
            let mut document = read.finish();
            tell(&mut document);
            document
        }
        Err(error) => without_scans(read.finish(), &bare, error)?,
    };
    Ok((document, inner))
}

/// A pdf whose scanned pages could not be read: the others are, and it is said; when there are none, nothing is.
fn without_scans(
    mut document: Document,
    bare: &[usize],
    error: ToolError,
) -> Result<Document, IngestError> {
    if document.text.trim().is_empty() {
        return Err(IngestError::Tool(error));
    }
    let pages: Vec<String> = bare.iter().map(|page| (page + 1).to_string()).collect();
    let message = format!(
        "Trang {} là ảnh quét, không có chữ nên chưa đọc được. {}",
        pages.join(", "),
        IngestError::Tool(error).remedy()
    );
    document.notice("pdf.scanned-pages", message);
    Ok(document)
}

fn leaf(page: OcrPage) -> Leaf {
    let scale = PAGE_HEIGHT / page.height.max(1.0);
    let mut pieces: Vec<Piece> =
        page.words.into_iter().filter_map(|word| piece(word, scale)).collect();
    even_out(&mut pieces);
    Leaf::new(PAGE_HEIGHT, pieces)
}

/// Heights of recognised lines differ by the letters that happen to stand in them; those near the usual one are made
/// alike, as those of print are.
fn even_out(pieces: &mut [Piece]) {
    let mut sizes: Vec<f32> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(usual) = sizes.get(sizes.len() / 2).copied() else { return };
    for piece in pieces.iter_mut().filter(|p| (0.7..1.4).contains(&(p.size / usual))) {
        piece.size = usual;
    }
}

fn piece(word: OcrWord, scale: f32) -> Option<Piece> {
    let text: String =
        word.text.chars().filter(|c| !matches!(*c, '\u{e000}'..='\u{f8ff}')).collect();
    let text = normalised(text.trim());
    let is_dirt = word.confidence < DIRT && !text.chars().any(char::is_alphanumeric);
    if text.is_empty() || is_dirt {
        return None;
    }
    let text = if word.confidence < LOW { format!("{OPEN}{text}{CLOSE}") } else { text };
    let (x0, y) = (word.x * scale, word.baseline * scale);
    let size = (word.height * scale).max(1.0);
    Some(Piece { x0, x1: x0 + word.width * scale, y, size, text, old_font: None })
}

/// Takes the signs around doubtful words out of the text and tells of the words.
fn tell(document: &mut Document) {
    let message = "Chữ được nhận dạng từ ảnh quét: có thể sai, cần đối chiếu với bản gốc.";
    document.notice("ocr.used", message);
    let marked = normalised(&document.text);
    let mut text = String::with_capacity(marked.len());
    let mut start = None;
    let mut n_low = 0_usize;
    for c in marked.chars() {
        match c {
            OPEN => start = Some(text.len()),
            CLOSE => {
                n_low += 1;
                let Some(start) = start.take().filter(|_| document.spans.len() < MAX_TOLD) else {
                    continue;
                };
                document.spans.push(low(start, text.len()));
            }
            c => text.push(c),
        }
    }
    document.text = text;
    for aside in &mut document.aside {
        aside.text.retain(|c| !matches!(c, OPEN | CLOSE));
    }
    if n_low > MAX_TOLD {
        let message = format!("Có {n_low} từ nhận dạng chưa chắc; chỉ nêu {MAX_TOLD} từ đầu.");
        document.notice("ocr.many-low", message);
    }
}

fn low(start: usize, end: usize) -> Span {
    let message = "Từ này được nhận dạng chưa chắc, cần đối chiếu với bản gốc.".to_owned();
    Span { code: "ocr.low-score", message, start, end }
}
