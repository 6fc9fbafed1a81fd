//! The fields of the index and how words get into them.

use crate::row::Row;
use crate::words::{Lexicon, places};
use std::ops::Range;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{TantivyDocument, Term};
use terms::Day;

/// Stands before a bare key, so that both keys of a word share one place in one field.
pub(crate) const BARE: char = '~';

const SYLLABLES: &str = "syllables";

/// The fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) key: Field,
    pub(crate) owner: Field,
    pub(crate) names: Field,
    pub(crate) text: Field,
    pub(crate) number: Field,
    kind: Field,
    field: Field,
    body: Field,
    day: Field,
    year: Field,
    order: Field,
    tie: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let words = |option| {
            let indexing = TextFieldIndexing::default().set_tokenizer(SYLLABLES);
            TextOptions::default().set_indexing_options(indexing.set_index_option(option))
        };
        let raw = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
        let code = TextOptions::default().set_fast("raw");
        let whole =
            code.clone().set_indexing_options(raw.set_index_option(IndexRecordOption::Basic));
        let number: NumericOptions = FAST.into();
        Self {
            key: schema.add_text_field("key", code.clone()),
            owner: schema.add_text_field("owner", whole),
            names: schema.add_text_field("names", words(IndexRecordOption::WithFreqsAndPositions)),
            text: schema.add_text_field("text", words(IndexRecordOption::WithFreqsAndPositions)),
            number: schema.add_text_field("number", words(IndexRecordOption::Basic)),
            kind: schema.add_text_field("kind", code.clone()),
            field: schema.add_text_field("field", code.clone()),
            body: schema.add_text_field("body", code),
            day: schema.add_i64_field("day", FAST | INDEXED),
            year: schema.add_i64_field("year", FAST),
            order: schema.add_u64_field("order", number.clone()),
            tie: schema.add_u64_field("tie", number),
            schema: schema.build(),
        }
    }

    pub(crate) fn document(&self, row: &Row) -> TantivyDocument {
        let mut doc = TantivyDocument::new();
        doc.add_text(self.key, &row.key);
        doc.add_text(self.owner, &row.owner);
        doc.add_text(self.kind, &row.kind);
        row.names.iter().for_each(|n| doc.add_text(self.names, n));
        row.text.iter().for_each(|t| doc.add_text(self.text, t));
        row.number.iter().for_each(|n| doc.add_text(self.number, n));
        row.field.iter().for_each(|f| doc.add_text(self.field, f));
        row.bodies.iter().for_each(|b| doc.add_text(self.body, b));
        if let Some(day) = row.day {
            doc.add_i64(self.day, days(day));
            doc.add_i64(self.year, i64::from(day.year()));
        }
        doc.add_u64(self.order, order(row));
        doc.add_u64(self.tie, tie(&row.key));
        doc
    }

    pub(crate) fn owned_by(&self, owner: &str) -> Term {
        Term::from_field_text(self.owner, owner)
    }

    /// The fields in which something is looked up by its words.
    pub(crate) fn worded(&self) -> [Field; 4] {
        [self.owner, self.names, self.text, self.number]
    }
}

/// Days since 01/01/1970.
pub(crate) fn days(day: Day) -> i64 {
    Day::new(1970, 1, 1).map_or(0, |first| i64::from(first.days_until(day)))
}

/// The place among equals: first what has a key of sorting, by its first eight bytes; then what has a day, the newest first.
fn order(row: &Row) -> u64 {
    const DATED: u64 = 1 << 63;
    match row.day {
        Some(day) => DATED + u64::try_from((1 << 40) - days(day)).unwrap_or(0),
        None if row.order.is_empty() => u64::MAX,
        None => {
            let first = row.order.iter().copied().chain(std::iter::repeat(0)).take(8);
            first.fold(0, |n: u64, byte| n << 8 | u64::from(byte)) >> 1
        }
    }
}

/// A number that decides between rows that are alike in everything else (FNV-1a), the same on every machine.
fn tie(key: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    key.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The tokenizers by the names that the schema says.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(SYLLABLES, TextAnalyzer::from(Syllables::default()));
    manager
}

/// Cuts a text into words and gives each word twice at its place: as written and bare.
#[derive(Debug, Default, Clone)]
struct Syllables {
    known: Lexicon,
}

impl Tokenizer for Syllables {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let places = Box::new(places(text));
        Stream { known: &mut self.known, text, places, token: Token::default(), bare: None }
    }
}

struct Stream<'a> {
    known: &'a mut Lexicon,
    text: &'a str,
    places: Box<dyn Iterator<Item = Range<usize>> + 'a>,
    token: Token,
    /// The bare key of the word at which the stream stands, when it is still to come.
    bare: Option<String>,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(bare) = self.bare.take() {
            self.token.text = bare;
            return true;
        }
        for place in self.places.by_ref() {
            self.token.position = self.token.position.wrapping_add(1);
            let word = self.text.get(place.clone()).unwrap_or_default();
            let Some(keys) = self.known.keys(word) else { continue };
            (self.token.offset_from, self.token.offset_to) = (place.start, place.end);
            self.token.text.clear();
            self.token.text.push_str(&keys.exact);
            self.bare = Some(format!("{BARE}{}", keys.bare));
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
