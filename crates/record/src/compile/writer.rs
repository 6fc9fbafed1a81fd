//! Writing lines: words and figures in turn, keys given out in order, numbers of quoted texts anchored.

use crate::act::Evidence;
use crate::figures::{Figures, Formula, Outcome};
use crate::payload::{Figure, Piece, ReviewLine, ReviewTable};
use crate::words::numbers_to_anchor;
use terms::Ref;

/// Gives out keys and computes figures.
pub(super) struct Writer<'a> {
    pub(super) figures: &'a Figures<'a>,
    next: usize,
}

/// A line being written.
#[derive(Default)]
pub(super) struct Sentence {
    pieces: Vec<Piece>,
    evidence: Vec<Evidence>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(figures: &'a Figures<'a>) -> Self {
        Self { figures, next: 0 }
    }

    fn key(&mut self, prefix: &str) -> String {
        self.next += 1;
        format!("{prefix}{}", self.next)
    }

    /// The figure of a formula.
    pub(super) fn figure(&mut self, formula: &Formula, explained: String) -> Piece {
        let computed = self.figures.evaluate(formula);
        Piece::Figure(Figure {
            key: self.key("s"),
            printed: computed.printed(),
            formula: formula.to_string(),
            explained,
            evidence: computed.evidence,
        })
    }

    /// What a formula comes to, to choose the words around it.
    pub(super) fn value(&self, formula: &Formula) -> Outcome {
        self.figures.evaluate(formula).outcome
    }

    /// The whole number that a formula comes to; 0 when it comes to none.
    pub(super) fn count(&self, formula: &Formula) -> i64 {
        self.value(formula).amount().map_or(0, |a| a.units)
    }

    /// A text of an object, in which every number that is a figure quotes its source.
    pub(super) fn quoted(&mut self, at: &Ref, part: Option<&str>, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut done = 0;
        for range in numbers_to_anchor(text) {
            let words = text.get(done..range.start).unwrap_or_default();
            pieces.push(Piece::Words(words.to_owned()));
            let (start, end) = (range.start, range.end);
            let formula =
                Formula::Quote { at: at.clone(), part: part.map(str::to_owned), start, end };
            pieces.push(self.figure(&formula, "Số liệu nêu trong nguồn được dẫn".to_owned()));
            done = range.end;
        }
        pieces.push(Piece::Words(text.get(done..).unwrap_or_default().to_owned()));
        pieces.retain(|p| !p.text().is_empty());
        pieces
    }

    /// A line of the review.
    pub(super) fn line(&mut self, sentence: Sentence) -> ReviewLine {
        let Sentence { pieces, evidence } = sentence;
        ReviewLine { key: self.key("l"), pieces, evidence }
    }

    /// A table of the review.
    pub(super) fn table(
        &mut self,
        title: String,
        columns: Vec<String>,
        rows: Vec<(String, Vec<Piece>)>,
    ) -> ReviewTable {
        ReviewTable { key: self.key("t"), title, columns, rows }
    }
}

impl Sentence {
    /// Adds words; they join the words before.
    pub(super) fn words(mut self, words: &str) -> Self {
        self.push(Piece::Words(words.to_owned()));
        self
    }

    /// Adds a figure.
    pub(super) fn figure(mut self, w: &mut Writer<'_>, formula: &Formula, says: &str) -> Self {
        self.push(w.figure(formula, says.to_owned()));
        self
    }

    /// Adds a text of an object, its numbers anchored.
    pub(super) fn text(
        mut self,
        w: &mut Writer<'_>,
        at: &Ref,
        part: Option<&str>,
        text: &str,
    ) -> Self {
        w.quoted(at, part, text).into_iter().for_each(|p| self.push(p));
        self
    }

    /// Adds a text of an object, and what the object rests on to the evidence of the line.
    pub(super) fn told(
        mut self,
        w: &mut Writer<'_>,
        at: &Ref,
        part: Option<&str>,
        text: &str,
    ) -> Self {
        if let Some((_, evidence)) = w.figures.text_of(at, part) {
            self.evidence.extend(evidence);
        }
        self.text(w, at, part, text)
    }

    /// Adds what another step adds, when there is something to add.
    pub(super) fn with<T>(self, value: Option<T>, step: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => step(self, value),
            None => self,
        }
    }

    fn push(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), piece) {
            (Some(Piece::Words(before)), Piece::Words(words)) => before.push_str(&words),
            (_, piece) => self.pieces.push(piece),
        }
    }
}

/// A finding ends its sentence itself or is ended here.
pub(super) fn full_stop(text: &str) -> &'static str {
    if text.trim_end().ends_with(['.', '!', '?', '…', ';']) { "" } else { "." }
}

/// A label at the beginning of a sentence: first letter in capitals.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
