//! Runs the text operators of a page: what is shown where, in which font.
//!
//! Draws nothing. Forms on the page are followed; pictures are counted.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{self, Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;

/// A stretch of text as it was shown, in points from the top left of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    /// The line that letters stand on, downwards.
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) text: String,
    /// Name of the font when it is an old one, whose letters are to be turned into Unicode.
    pub(crate) old_font: Option<Rc<str>>,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) pieces: Vec<Piece>,
    /// Text set across the page, a piece a line.
    pub(super) across: String,
    /// Text that the file itself marks as head, foot or number of the page.
    pub(super) margins: Vec<Piece>,
    /// Codes whose characters the fonts do not tell.
    pub(super) unknown: usize,
    pub(super) letters: usize,
    pub(super) pictures: usize,
}

/// Fonts of the whole file, read once.
#[derive(Debug, Default)]
pub(super) struct Fonts(HashMap<ObjectIdentifier, SharedFont>);

type SharedFont = Rc<RefCell<Font>>;
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
/// Depth to which forms within forms are followed.
const MAX_FORMS: usize = 8;
/// States that may be kept open.
const MAX_STATES: usize = 256;
/// Instructions of one page that are looked at.
const MAX_INSTRUCTIONS: usize = 3_000_000;
/// Gap within a shown string, in parts of the letters' size, that is a space.
const SPACE: f32 = 0.17;
/// Gap within a shown string, in the same measure, that parts it.
const PART: f32 = 0.8;

/// First `inner`, then `outer`.
fn joined(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [g, h, i, j, k, l] = *outer;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

#[derive(Debug, Clone)]
struct State {
    ctm: Matrix,
    font: Option<SharedFont>,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// What an open mark means for the text in it.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Plain,
    /// Head, foot or number of the page.
    Margin,
    /// Text to be taken instead; `None` once it was taken.
    Instead(Option<String>),
}

/// The interpreter of one page.
pub(super) struct Walk<'f> {
    fonts: &'f mut Fonts,
    shown: Shown,
    state: State,
    states: Vec<State>,
    text: Matrix,
    line: Matrix,
    marks: Vec<Mark>,
    left: usize,
}

/// Shows a page with the notes and forms laid over it.
pub(super) fn show(page: &Page<'_>, fonts: &mut Fonts) -> Shown {
    let base = page.initial_transform(true).as_coeffs().map(|n| n as f32);
    let state = State {
        ctm: base,
        font: None,
        size: 0.0,
        letter_gap: 0.0,
        word_gap: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    let mut walk = Walk {
        fonts,
        shown: Shown::default(),
        state: state.clone(),
        states: Vec::new(),
        text: IDENTITY,
        line: IDENTITY,
        marks: Vec::new(),
        left: MAX_INSTRUCTIONS,
    };
    walk.run(page.typed_operations(), page.resources(), 0);
    walk.state = state;
    walk.marks.clear();
    walk.overlays(page);
    walk.shown
}

impl Walk<'_> {
    fn run(&mut self, mut operations: TypedIter<'_>, resources: &Resources<'_>, depth: usize) {
        let mut named: HashMap<String, Option<SharedFont>> = HashMap::new();
        while let Some(instruction) = operations.next() {
            self.left = self.left.saturating_sub(1);
            if self.left == 0 {
                return;
            }
            match instruction {
                TypedInstruction::TextFont(op) => {
                    let name = op.0.as_str();
                    if !named.contains_key(name) {
                        named.insert(name.to_owned(), self.font(resources, op.0));
                    }
                    self.state.font = named.get(name).cloned().flatten();
                    self.state.size = op.1.as_f32();
                }
                TypedInstruction::XObject(op) => self.object(op.0, resources, depth),
                TypedInstruction::BeginMarkedContent(_) => self.mark(Mark::Plain),
                TypedInstruction::BeginMarkedContentWithProperties(op) => {
                    self.mark(meaning(op.0, op.1, resources));
                }
                TypedInstruction::EndMarkedContent(_) => drop(self.marks.pop()),
                TypedInstruction::InlineImage(_) => self.shown.pictures += 1,
                other => self.graphics(&other),
            }
        }
    }

    fn mark(&mut self, mark: Mark) {
        if self.marks.len() < MAX_STATES {
            self.marks.push(mark);
        }
    }

    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<SharedFont> {
        let dict = resources.get_font(name)?;
        let read = || Rc::new(RefCell::new(Font::read(&dict)));
        Some(match dict.obj_id() {
            Some(id) => self.fonts.0.entry(id).or_insert_with(read).clone(),
            None => read(),
        })
    }

    fn graphics(&mut self, instruction: &TypedInstruction<'_, '_>) {
        match instruction {
            TypedInstruction::SaveState(_) if self.states.len() < MAX_STATES => {
                self.states.push(self.state.clone());
            }
            TypedInstruction::RestoreState(_) => {
                if let Some(state) = self.states.pop() {
                    self.state = state;
                }
            }
            TypedInstruction::Transform(op) => {
                let matrix = [op.0, op.1, op.2, op.3, op.4, op.5].map(|n| n.as_f32());
                self.state.ctm = joined(&matrix, &self.state.ctm);
            }
            other => self.text_operator(other),
        }
    }

    fn text_operator(&mut self, instruction: &TypedInstruction<'_, '_>) {
        match instruction {
            TypedInstruction::BeginText(_) => {
                self.text = IDENTITY;
                self.line = IDENTITY;
            }
            TypedInstruction::CharacterSpacing(op) => self.state.letter_gap = op.0.as_f32(),
            TypedInstruction::WordSpacing(op) => self.state.word_gap = op.0.as_f32(),
            TypedInstruction::HorizontalScaling(op) => self.state.stretch = op.0.as_f32() / 100.0,
            TypedInstruction::TextLeading(op) => self.state.leading = op.0.as_f32(),
            TypedInstruction::TextRise(op) => self.state.rise = op.0.as_f32(),
            TypedInstruction::NextLine(op) => self.next_line(op.0.as_f32(), op.1.as_f32()),
            TypedInstruction::NextLineAndSetLeading(op) => {
                self.state.leading = -op.1.as_f32();
                self.next_line(op.0.as_f32(), op.1.as_f32());
            }
            TypedInstruction::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            TypedInstruction::SetTextMatrix(op) => {
                self.line = [op.0, op.1, op.2, op.3, op.4, op.5].map(|n| n.as_f32());
                self.text = self.line;
            }
            other => self.show_operator(other),
        }
    }

    fn show_operator(&mut self, instruction: &TypedInstruction<'_, '_>) {
        match instruction {
            TypedInstruction::ShowText(op) => self.show(op.0.as_bytes()),
            TypedInstruction::NextLineAndShowText(op) => {
                self.next_line(0.0, -self.state.leading);
                self.show(op.0.as_bytes());
            }
            TypedInstruction::ShowTextWithParameters(op) => {
                self.state.word_gap = op.0.as_f32();
                self.state.letter_gap = op.1.as_f32();
                self.next_line(0.0, -self.state.leading);
                self.show(op.2.as_bytes());
            }
            TypedInstruction::ShowTexts(op) => self.show_list(op.0),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = joined(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else { return };
        let subtype = stream.dict().get::<Name<'_>>("Subtype");
        match subtype.as_ref().map(|n| n.as_str()) {
            Some("Image") => self.shown.pictures += 1,
            Some("Form") if depth < MAX_FORMS => self.form(&stream, resources, depth),
            _ => {}
        }
    }

    fn form(&mut self, stream: &Stream<'_>, resources: &Resources<'_>, depth: usize) {
        let Ok(data) = stream.decoded() else { return };
        let kept = (self.state.clone(), self.text, self.line, std::mem::take(&mut self.states));
        if let Some(matrix) = matrix(stream.dict()) {
            self.state.ctm = joined(&matrix, &self.state.ctm);
        }
        let own = stream.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
        let resources = Resources::from_parent(own, resources.clone());
        self.run(TypedIter::new(&data), &resources, depth + 1);
        (self.state, self.text, self.line, self.states) = kept;
    }

    /// Shows what notes, stamps and form fields look like, where they lie.
    fn overlays(&mut self, page: &Page<'_>) {
        let Some(notes) = page.raw().get::<Array<'_>>("Annots") else { return };
        for note in notes.iter::<Dict<'_>>().take(1000) {
            let looks = note.get::<Dict<'_>>("AP").and_then(|ap| {
                let state = note.get::<Name<'_>>("AS");
                let by_state = || ap.get::<Dict<'_>>("N")?.get::<Stream<'_>>(state?.as_ref());
                ap.get::<Stream<'_>>("N").or_else(by_state)
            });
            let (Some(looks), Some(at)) = (looks, numbers::<4>(&note, "Rect")) else { continue };
            let kept = self.state.clone();
            let bounds = numbers::<4>(looks.dict(), "BBox").unwrap_or([0.0; 4]);
            let corner = |r: [f32; 4]| (r[0].min(r[2]), r[1].min(r[3]));
            let ((x, y), (from_x, from_y)) = (corner(at), corner(bounds));
            let shift = [1.0, 0.0, 0.0, 1.0, x - from_x, y - from_y];
            self.state.ctm = joined(&shift, &self.state.ctm);
            self.form(&looks, page.resources(), 1);
            self.state = kept;
        }
    }

    fn show_list(&mut self, list: &Array<'_>) {
        let mut open = None;
        for item in list.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show_into(text.as_bytes(), &mut open),
                Object::Number(n) => {
                    let shift = -n.as_f32() / 1000.0 * self.state.size * self.state.stretch;
                    self.advance(shift);
                }
                _ => {}
            }
        }
        self.close(open);
    }

    fn show(&mut self, codes: &[u8]) {
        let mut open = None;
        self.show_into(codes, &mut open);
        self.close(open);
    }

    fn advance(&mut self, x: f32) {
        let [a, b, ..] = self.text;
        let [.., e, f] = &mut self.text;
        *e += x * a;
        *f += x * b;
    }

    fn show_into(&mut self, codes: &[u8], open: &mut Option<Open>) {
        let Some(font) = self.state.font.clone() else { return };
        let mut font = font.borrow_mut();
        let (n_bytes, old_font) = (font.code_bytes, font.old_name.clone());
        self.left = self.left.saturating_sub(codes.len() / 16);
        for code in codes.chunks(n_bytes) {
            let code = code.iter().fold(0_u32, |all, byte| (all << 8) | u32::from(*byte));
            let glyph = font.glyph(code);
            let width = glyph.width * self.state.size;
            let word_gap = if n_bytes == 1 && code == 32 { self.state.word_gap } else { 0.0 };
            match &glyph.text {
                Some(text) => self.put(text, width * self.state.stretch, open, old_font.as_ref()),
                None => self.shown.unknown += 1,
            }
            self.advance((width + self.state.letter_gap + word_gap) * self.state.stretch);
        }
    }

    /// Adds what one glyph says to the open piece, or closes that and opens another.
    fn put(&mut self, text: &str, width: f32, open: &mut Option<Open>, font: Option<&Rc<str>>) {
        self.shown.letters += 1;
        let told = self.marks.iter_mut().rev().find_map(|mark| match mark {
            Mark::Instead(instead) => Some(instead.take()),
            _ => None,
        });
        let instead = told.map(Option::unwrap_or_default);
        let text = instead.as_deref().unwrap_or(text);
        let at = joined(&self.text, &self.state.ctm);
        let [a, b, c, d, e, f] = at;
        let glyph = Placed {
            x0: e + self.state.rise * c,
            x1: e + self.state.rise * c + width * a,
            y: f + self.state.rise * d,
            size: self.state.size.abs() * c.hypot(d),
            runs_across: a <= 0.0 || b.abs() > a * 0.2,
        };
        if open.as_ref().is_some_and(|open| !open.takes(&glyph)) {
            self.close(open.take());
        }
        match open {
            Some(open) => open.add(text, &glyph),
            None if text.trim().is_empty() => {}
            None => *open = Some(Open::begin(text, &glyph, font)),
        }
    }

    /// Keeps a piece where it belongs.
    fn close(&mut self, open: Option<Open>) {
        let Some(Open { mut piece, runs_across, .. }) = open else { return };
        piece.text.truncate(piece.text.trim_end_matches(' ').len());
        if runs_across {
            self.shown.across.push_str(&piece.text);
            self.shown.across.push('\n');
        } else if self.marks.contains(&Mark::Margin) {
            self.shown.margins.push(piece);
        } else {
            self.shown.pieces.push(piece);
        }
    }
}

/// Where a glyph stands.
#[derive(Debug)]
struct Placed {
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    runs_across: bool,
}

/// A piece being put together, with the way it runs.
#[derive(Debug)]
struct Open {
    piece: Piece,
    runs_across: bool,
}

impl Open {
    fn begin(text: &str, at: &Placed, font: Option<&Rc<str>>) -> Self {
        let Placed { x0, x1, y, size, runs_across } = *at;
        let text = text.trim_start().to_owned();
        Self { piece: Piece { x0, x1, y, size, text, old_font: font.cloned() }, runs_across }
    }

    /// Whether a glyph goes on where the piece stops.
    fn takes(&self, glyph: &Placed) -> bool {
        if self.runs_across || glyph.runs_across {
            return self.runs_across == glyph.runs_across;
        }
        let gap = glyph.x0 - self.piece.x1;
        let size = glyph.size.max(1.0);
        (glyph.y - self.piece.y).abs() < size * 0.1 && gap < size * PART && gap > -size * 0.6
    }

    fn add(&mut self, text: &str, glyph: &Placed) {
        let line = &mut self.piece.text;
        if text.is_empty() {
            self.piece.x1 = glyph.x1;
            return;
        }
        if text.trim().is_empty() {
            if !line.ends_with(' ') {
                line.push(' ');
            }
            return;
        }
        let is_apart = glyph.x0 - self.piece.x1 > glyph.size * SPACE;
        if is_apart && !self.runs_across && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(text);
        self.piece.x1 = glyph.x1;
    }
}

/// What a mark with properties means for the text in it.
fn meaning(tag: &Name<'_>, properties: &Object<'_>, resources: &Resources<'_>) -> Mark {
    let dict = match properties {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Name(name) => resources.properties.get::<Dict<'_>>(name.as_ref()),
        _ => None,
    };
    let Some(dict) = dict else { return Mark::Plain };
    let word = |key: &str| dict.get::<Name<'_>>(key).map(|n| n.as_str().to_owned());
    if tag.as_str() == "Artifact" {
        let is_margin = word("Type").as_deref() == Some("Pagination");
        return if is_margin { Mark::Margin } else { Mark::Plain };
    }
    let instead = dict.get::<object::String<'_>>("ActualText");
    instead.map_or(Mark::Plain, |text| Mark::Instead(Some(unicode(text.as_bytes()))))
}

/// A text string of a pdf outside the content: UTF-16, UTF-8 or one byte a letter.
pub(super) fn unicode(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn matrix(dict: &Dict<'_>) -> Option<Matrix> {
    numbers::<6>(dict, "Matrix")
}

fn numbers<const N: usize>(dict: &Dict<'_>, key: &str) -> Option<[f32; N]> {
    let list = dict.get::<Array<'_>>(key)?;
    let list: Vec<f32> = list.iter::<Number>().take(N).map(|n| n.as_f32()).collect();
    list.try_into().ok()
}
