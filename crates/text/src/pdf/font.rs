//! A font of a pdf: what its codes say and how wide they are.
//!
//! Takes ToUnicode first, then the encoding. Knows nothing of pages.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

use super::glyph;
use crate::legacy::is_old_font;

/// A font as far as text needs it.
#[derive(Debug)]
pub(super) struct Font {
    /// Its name when it is one of the old Vietnamese fonts.
    pub(super) old_name: Option<Rc<str>>,
    /// Bytes of one code.
    pub(super) code_bytes: usize,
    /// Width of a unit of text space in units of glyph space.
    unit: f32,
    to_unicode: Option<CMap>,
    /// Codes to the numbers of widths, where the font names a table of its own.
    to_cid: Option<CMap>,
    /// Whether codes are Unicode themselves.
    is_unicode: bool,
    simple: Vec<Option<String>>,
    widths: HashMap<u32, f32>,
    default_width: Option<f32>,
    known: HashMap<u32, Glyph>,
}

/// What one code shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its characters; `None` when the font does not tell.
    pub(super) text: Option<String>,
    /// How far it moves on, in units of text space.
    pub(super) width: f32,
}

/// Most entries of a table of widths that are read.
const MAX_WIDTHS: usize = 70_000;

impl Font {
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let subtype = dict.get::<Name<'_>>("Subtype");
        let subtype = subtype.as_ref().map_or("", |n| n.as_str());
        let base = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_owned());
        let descendant = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'_>>().next())
            .filter(|_| subtype == "Type0");
        let name = base.or_else(|| described(descendant.as_ref().unwrap_or(dict)));
        let name = name.unwrap_or_default();
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name);
        let mut font = Self {
            old_name: is_old_font(name).then(|| Rc::from(name)),
            code_bytes: if subtype == "Type0" { 2 } else { 1 },
            unit: 1000.0,
            to_unicode: dict.get::<Stream<'_>>("ToUnicode").and_then(|s| cmap(&s)),
            to_cid: None,
            is_unicode: false,
            simple: Vec::new(),
            widths: HashMap::new(),
            default_width: None,
            known: HashMap::new(),
        };
        match descendant {
            Some(descendant) => font.composite(dict, &descendant),
            None => font.simple(dict, subtype),
        }
        font
    }

    fn composite(&mut self, dict: &Dict<'_>, descendant: &Dict<'_>) {
        self.to_cid = dict.get::<Stream<'_>>("Encoding").and_then(|s| cmap(&s));
        let encoding = dict.get::<Name<'_>>("Encoding");
        self.is_unicode =
            encoding.is_some_and(|n| n.as_str().contains("UCS2") || n.as_str().contains("UTF16"));
        self.default_width = Some(number(descendant, "DW").unwrap_or(1000.0));
        if let Some(widths) = descendant.get::<Array<'_>>("W") {
            self.cid_widths(&widths);
        }
    }

    /// `first [w w w]` or `first last w`.
    fn cid_widths(&mut self, widths: &Array<'_>) {
        let mut items = widths.iter::<Object<'_>>();
        while let Some(first) = items.next().and_then(as_code) {
            match items.next() {
                Some(Object::Array(list)) => {
                    for (i, width) in list.iter::<Number>().enumerate().take(MAX_WIDTHS) {
                        let cid = first.saturating_add(u32::try_from(i).unwrap_or(u32::MAX));
                        self.widths.insert(cid, width.as_f32());
                    }
                }
                Some(last) => {
                    let (Some(last), Some(width)) = (as_code(last), items.next()) else { return };
                    let width = width.into_number().map_or(0.0, |n| n.as_f32());
                    self.widths.extend((first..=last).take(MAX_WIDTHS).map(|cid| (cid, width)));
                }
                None => return,
            }
            if self.widths.len() > MAX_WIDTHS {
                return;
            }
        }
    }

    fn simple(&mut self, dict: &Dict<'_>, subtype: &str) {
        if subtype == "Type3"
            && let Some(matrix) = dict.get::<Array<'_>>("FontMatrix")
            && let Some(scale) = matrix.iter::<Number>().next().map(|n| n.as_f32())
            && scale.abs() > 1e-6
        {
            self.unit = 1.0 / scale;
        }
        self.simple = encoded(dict);
        let first = number(dict, "FirstChar").map_or(0, |n| n.max(0.0) as u32);
        if let Some(widths) = dict.get::<Array<'_>>("Widths") {
            let widths =
                widths.iter::<Number>().take(256).zip(first..).map(|(w, c)| (c, w.as_f32()));
            self.widths.extend(widths);
        }
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        self.default_width = descriptor
            .and_then(|d| number(&d, "MissingWidth"))
            .filter(|w| *w > 0.0 && !self.widths.is_empty());
    }

    /// What a code shows.
    pub(super) fn glyph(&mut self, code: u32) -> &Glyph {
        if !self.known.contains_key(&code) {
            let text = self.text(code);
            let width = self.width(code, text.as_deref()) / self.unit;
            self.known.insert(code, Glyph { text, width });
        }
        self.known.entry(code).or_insert_with(|| Glyph { text: None, width: 0.0 })
    }

    fn text(&self, code: u32) -> Option<String> {
        let told = self.to_unicode.as_ref().and_then(|cmap| cmap.lookup_bf_string(code));
        let told = told.map(|told| match told {
            BfString::Char(c) => String::from(c),
            BfString::String(text) => text,
        });
        let told = told.map(|t| t.replace(BULLETS, "•")).filter(|t| t.chars().all(is_text));
        told.or_else(|| self.simple.get(usize::try_from(code).ok()?)?.clone()).or_else(|| {
            let c = char::from_u32(code).filter(|c| self.is_unicode && is_text(*c))?;
            Some(String::from(c))
        })
    }

    fn width(&self, code: u32, text: Option<&str>) -> f32 {
        let cid =
            self.to_cid.as_ref().and_then(|cmap| cmap.lookup_cid_code(code, 2)).unwrap_or(code);
        let known = self.widths.get(&cid).copied().or(self.default_width);
        known.unwrap_or_else(|| guessed(text.and_then(|t| t.chars().next())))
    }
}

/// Signs of private use with which Word's fonts of signs begin items.
const BULLETS: [char; 4] = ['\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}'];

/// Whether a character can stand in a text: no control characters, none of private use.
fn is_text(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{fffd}' | '\u{fffe}' | '\u{ffff}' | '\u{e000}'..='\u{f8ff}'))
}

/// Widths of the standard fonts, which a pdf need not tell, near enough to see words and columns.
fn guessed(c: Option<char>) -> f32 {
    match c {
        Some(
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' ' | '.' | ',' | ';' | ':' | '\'' | '|' | '!'
            | '(' | ')' | '-',
        ) => 290.0,
        Some('m' | 'w' | 'M' | 'W') => 820.0,
        Some(c) if c.is_uppercase() => 690.0,
        _ => 510.0,
    }
}

fn as_code(object: Object<'_>) -> Option<u32> {
    u32::try_from(object.into_number()?.as_i64()).ok()
}

fn number(dict: &Dict<'_>, key: &str) -> Option<f32> {
    dict.get::<Number>(key).map(|n| n.as_f32())
}

fn described(dict: &Dict<'_>) -> Option<String> {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor")?;
    descriptor.get::<Name<'_>>("FontName").map(|n| n.as_str().to_owned())
}

fn cmap(stream: &Stream<'_>) -> Option<CMap> {
    let data = stream.decoded().ok()?;
    CMap::parse(&data, |_| None)
}

/// The characters of a simple font by code: its base encoding with the differences it names.
fn encoded(dict: &Dict<'_>) -> Vec<Option<String>> {
    let as_dict = dict.get::<Dict<'_>>("Encoding");
    let base = match &as_dict {
        Some(encoding) => encoding.get::<Name<'_>>("BaseEncoding"),
        None => dict.get::<Name<'_>>("Encoding"),
    };
    let base = glyph::base(base.as_ref().map_or("WinAnsiEncoding", |n| n.as_str()));
    let mut letters: Vec<Option<String>> = base.into_iter().map(|c| c.map(String::from)).collect();
    let Some(differences) = as_dict.and_then(|e| e.get::<Array<'_>>("Differences")) else {
        return letters;
    };
    let mut code = 0_usize;
    for item in differences.iter::<Object<'_>>() {
        match item {
            Object::Number(n) => code = usize::try_from(n.as_i64()).unwrap_or(0),
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(code) {
                    *letter = glyph::named(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}
