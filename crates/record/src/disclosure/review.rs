//! A review at a class: the same sections, with what may not be read there marked in its place. Nothing else differs.

use super::{Bounds, Exposed, HeldFigure, Shown};
use crate::act::Evidence;
use crate::figures::{Facts, Formula};
use crate::object::Review;
use crate::payload::{Figure, Piece, ReviewLine, ReviewSection, ReviewTable};
use std::collections::BTreeSet;
use terms::{AccessClass, Amount, Named};

/// What stands in place of a figure that is held back.
pub const HELD: &str = "không công bố ở mức này";

/// What stands in place of a sentence that is held back.
pub const HELD_LINE: &str = "Nội dung không công bố ở mức này.";

/// How the compiler says that a figure is what it was; it says no number.
const SAME: &str = ", không thay đổi so với năm ";

/// A review as it may be read at a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewAt {
    /// The class.
    pub class: AccessClass,
    /// The sections with what is held back marked.
    pub sections: Vec<ReviewSection>,
    /// How many figures and sentences are held back.
    pub held_back: u64,
}

/// The sections of a review at a class.
///
/// # Errors
/// When a figure held back can be worked out, or stands in words beside the unit whose it is: the table or the sentence.
pub fn review_at(review: &Review, shown: &Shown<'_, '_>) -> Result<ReviewAt, Exposed> {
    let mut at = Cutter { shown, above: Above::of(shown), held_back: 0 };
    let sections: Vec<ReviewSection> =
        review.standing().iter().map(|s| at.section(s)).collect::<Result<_, _>>()?;
    let held_back = at.held_back;
    at.above.in_words(&review.title, None)?;
    for section in &sections {
        let lines = section.lines.iter().map(|l| text(&l.pieces));
        let rows = section.tables.iter().flat_map(|t| &t.rows);
        let rows = rows.map(|(name, pieces)| format!("{name}: {}", text(pieces)));
        for said in lines.chain(rows) {
            at.above.in_words(&said, Some(&at.held()?))?;
        }
    }
    Ok(ReviewAt { class: shown.at(), sections, held_back })
}

fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

/// Documents and findings above the class: the acts by which they are known, and what they are called.
struct Above {
    acts: BTreeSet<Evidence>,
    texts: Vec<String>,
}

impl Above {
    fn of(shown: &Shown<'_, '_>) -> Self {
        let facts: &Facts = shown.facts();
        let hidden = |class| !shown.at().may_read(class);
        let documents = facts.documents.iter().filter(|d| hidden(d.class()));
        let findings = facts.findings.iter().filter(|f| hidden(f.class()));
        let mut above = Self { acts: BTreeSet::new(), texts: Vec::new() };
        let act = |key: &crate::ActKey| Evidence::Act { site: key.site.clone(), seq: key.seq };
        for d in documents {
            above.acts.insert(act(&d.created.act));
            above.texts.push(d.facts.subject.clone());
            above.texts.extend(d.facts.number.as_ref().map(|n| n.to_string()));
        }
        for f in findings {
            above.acts.insert(act(&f.created.act));
            above.acts.extend(f.resolved.iter().map(|(_, by)| act(&by.act)));
            above.texts.push(f.facts.text.clone());
        }
        above.texts.retain(|t| !t.trim().is_empty());
        above
    }

    fn tells(&self, said: &str) -> bool {
        self.texts.iter().any(|t| said.contains(t.as_str()))
    }

    /// The last net: words that name what is above the class, or a unit beside the number held back of it.
    fn in_words(&self, said: &str, held: Option<&[HeldFigure]>) -> Result<(), Exposed> {
        let beside = |f: &&HeldFigure| {
            let number = Amount::new(f.value, f.scale).to_string();
            f.value >= LOOSE && stands(said, &number) && names(said, &f.unit)
        };
        let figure = held.unwrap_or_default().iter().find(beside);
        if figure.is_none() && !self.tells(said) {
            return Ok(());
        }
        let value = figure.map(|f| i128::from(f.value));
        let begin: String = said.chars().take(80).collect();
        let bounds = Bounds { least: value, most: value };
        Err(Exposed { table: format!("câu “{begin}…”"), figure: 0, bounds })
    }
}

/// Smaller numbers stand beside a name for many reasons.
const LOOSE: i64 = 10;

/// Whether a number stands in a text as a whole.
fn stands(said: &str, number: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '.' || c == ',';
    said.match_indices(number).any(|(from, found)| {
        let before = said.get(..from).unwrap_or_default().chars().next_back();
        let mut after = said.get(from + found.len()..).unwrap_or_default().chars();
        let next = after.next();
        // A comma or stop that ends a clause is no part of the number.
        let ends = next.is_none_or(|c| {
            !part(c) || (!c.is_alphanumeric() && !after.next().is_some_and(char::is_alphanumeric))
        });
        before.is_none_or(|c| !part(c)) && ends
    })
}

fn names(said: &str, unit: &Named) -> bool {
    said.to_lowercase().contains(&unit.name.to_lowercase())
}

struct Cutter<'s, 'f, 'a> {
    shown: &'s Shown<'f, 'a>,
    above: Above,
    held_back: u64,
}

impl Cutter<'_, '_, '_> {
    fn held(&self) -> Result<Vec<HeldFigure>, Exposed> {
        self.shown.every_plan()?;
        Ok(self.shown.held())
    }

    fn section(&mut self, s: &ReviewSection) -> Result<ReviewSection, Exposed> {
        Ok(ReviewSection {
            kind: s.kind,
            field: s.field,
            lines: s.lines.iter().map(|l| self.line(l)).collect::<Result<_, _>>()?,
            tables: s.tables.iter().map(|t| self.table(t)).collect::<Result<_, _>>()?,
        })
    }

    fn table(&mut self, t: &ReviewTable) -> Result<ReviewTable, Exposed> {
        let mut rows = Vec::with_capacity(t.rows.len());
        for (name, pieces) in &t.rows {
            let cut = pieces.iter().map(|p| self.piece(p)).collect::<Result<_, _>>()?;
            rows.push((name.clone(), cut));
        }
        Ok(ReviewTable { rows, ..t.clone() })
    }

    fn piece(&mut self, piece: &Piece) -> Result<Piece, Exposed> {
        let Piece::Figure(figure) = piece else { return Ok(piece.clone()) };
        if self.shows(figure)? {
            return Ok(piece.clone());
        }
        self.held_back += 1;
        Ok(Piece::Words(HELD.to_owned()))
    }

    /// A formula that is not known is shown to those alone who may read everything.
    fn shows(&self, figure: &Figure) -> Result<bool, Exposed> {
        match figure.formula.parse::<Formula>() {
            Ok(formula) => self.shown.formula(&formula),
            Err(_) => Ok(self.shown.at() == AccessClass::Restricted),
        }
    }

    /// A sentence about something above the class goes as a whole; one with a figure held back ends where that stands, for
    /// what follows compares with it.
    fn line(&mut self, l: &ReviewLine) -> Result<ReviewLine, Exposed> {
        let key = l.key.clone();
        if l.evidence.iter().any(|e| self.above.acts.contains(e))
            || self.above.tells(&text(&l.pieces))
        {
            self.held_back += 1;
            let pieces = vec![Piece::Words(HELD_LINE.to_owned())];
            return Ok(ReviewLine { key, pieces, evidence: Vec::new() });
        }
        let mut pieces = Vec::with_capacity(l.pieces.len());
        for piece in &l.pieces {
            if let Piece::Figure(figure) = piece
                && !self.shows(figure)?
            {
                self.held_back += 1;
                end_here(&mut pieces);
                return Ok(ReviewLine { key, pieces, evidence: l.evidence.clone() });
            }
            pieces.push(self.without_comparison(piece, l)?);
        }
        Ok(ReviewLine { key, pieces, evidence: l.evidence.clone() })
    }

    /// Words that say that a figure is what it was in another year, which may be held back.
    fn without_comparison(&mut self, piece: &Piece, l: &ReviewLine) -> Result<Piece, Exposed> {
        let Piece::Words(words) = piece else { return Ok(piece.clone()) };
        let Some((before, after)) = words.split_once(SAME) else { return Ok(piece.clone()) };
        let mut held = false;
        for figure in l.pieces.iter().filter_map(Piece::figure) {
            if let Ok(Formula::Total(q, _)) = figure.formula.parse() {
                held |= self.shown.holds_back(&q.form, &q.indicator)?;
            }
        }
        if !held {
            return Ok(piece.clone());
        }
        self.held_back += 1;
        let year: String = after.chars().take_while(char::is_ascii_digit).collect();
        let rest = after.get(year.len()..).unwrap_or_default();
        Ok(Piece::Words(format!("{before}, so sánh với năm {year} {HELD}{rest}")))
    }
}

/// Ends a sentence where a figure is held back: the clause that leads to it goes with it, when others were said before.
fn end_here(pieces: &mut Vec<Piece>) {
    let told = pieces.iter().any(|p| p.figure().is_some());
    let mut joint = "";
    if let Some(Piece::Words(words)) = pieces.last_mut()
        && let Some(clause) = words.rfind([',', ';', '(']).filter(|_| told)
    {
        words.truncate(clause);
        joint = "; phần còn lại ";
    }
    let said = text(pieces);
    let closing = if said.matches('(').count() > said.matches(')').count() { ")" } else { "" };
    pieces.push(Piece::Words(format!("{closing}{joint}{HELD}.")));
}
