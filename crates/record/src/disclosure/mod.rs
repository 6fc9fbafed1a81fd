//! What tables of figures may show at an access class, so that nothing held back can be worked out from what is shown.
//!
//! Tables are sums over parts: what one unit reported of one matter in one period is a part; a district, a sector, a
//! period, the same units on another day's map are sums of parts. A reader knows every shown number, which parts each
//! is the sum of, and that no part is below zero. [`Tables::publish`] holds back what is above the class and as many other
//! cells as it takes (primary and secondary suppression); [`Tables::audit`] is that reader: for every figure above
//! the class it finds the least and the most it can be, and says which come out tighter than the rule allows.
//!
//! ```
//! use record::disclosure::{Cell, Fate, Figure, Rule, Tables};
//! use terms::AccessClass::{Open, Restricted};
//! // Three communes and their total; the second is restricted.
//! let figure = |part, class| Figure { parts: vec![part], class };
//! let cell = |parts: &[usize]| Cell::new(parts.to_vec(), "năm 2025");
//! let tables = Tables {
//!     values: vec![40, 55, 70],
//!     figures: vec![figure(0, Open), figure(1, Restricted), figure(2, Open)],
//!     cells: vec![cell(&[0]), cell(&[1]), cell(&[2]), cell(&[0, 1, 2])],
//! };
//! let shown = tables.publish(Open, &Rule { percent: 10, width: 3 }).unwrap();
//! assert_eq!(shown.fates, [Fate::Guard, Fate::Class, Fate::Shown, Fate::Shown]);
//! ```

mod bounds;
mod guard;
mod hold;
mod review;
mod rule;
mod shown;

pub use bounds::Bounds;
pub use review::{HELD, HELD_LINE, ReviewAt, review_at};
pub use rule::{BadRule, Rule};
pub use shown::{HeldFigure, Shown};

use bounds::Reader;
use terms::AccessClass;

/// Figures and the tables in which they, and sums of them, are to stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// What nobody knows below: the value of each part, at one scale.
    pub values: Vec<i64>,
    /// What was reported, each with its class; a figure that lies in several units of another map is a sum of parts.
    pub figures: Vec<Figure>,
    /// The cells of all tables.
    pub cells: Vec<Cell>,
}

/// A reported figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its parts, by their places in `values`; mostly one.
    pub parts: Vec<usize>,
    /// Who may read it.
    pub class: AccessClass,
}

/// A cell of a table: the sum of some parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its parts, each once, by their places in `values`.
    pub parts: Vec<usize>,
    /// The table it stands in, in words for people.
    pub table: String,
    /// Whether it is told already, or has to be: it cannot be held back.
    pub told: bool,
}

impl Cell {
    /// A cell that may be held back.
    pub fn new(parts: Vec<usize>, table: impl Into<String>) -> Self {
        Self { parts, table: table.into(), told: false }
    }
}

/// What becomes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is shown.
    Shown,
    /// It is held back because it is above the class (primary suppression).
    Class,
    /// It is held back because another figure could be worked out from it (secondary suppression).
    Guard,
}

/// Tables as they may be published at a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The class.
    pub at: AccessClass,
    /// What becomes of each cell, in the order of the cells.
    pub fates: Vec<Fate>,
}

impl Release {
    /// Whether a cell is shown.
    pub fn shows(&self, cell: usize) -> bool {
        self.fates.get(cell) == Some(&Fate::Shown)
    }
}

/// A figure that a reader can bound tighter than the rule allows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a figure can be worked out from {table}")]
pub struct Exposed {
    /// The table that gives it away.
    pub table: String,
    /// The figure, by its place.
    pub figure: usize,
    /// What a reader can work out.
    pub bounds: Bounds,
}

impl Tables {
    /// What may be shown at a class.
    ///
    /// # Errors
    /// When cells that are told give a figure away whatever else is held back: the table and the figure.
    pub fn publish(&self, at: AccessClass, rule: &Rule) -> Result<Release, Exposed> {
        hold::hold(self, at, rule)
    }

    /// The figures above a class that a reader of the shown cells can bound tighter than the rule allows.
    ///
    /// Every bound it trusts is one that a whole assignment of integers reaches, which was summed up again
    /// exactly: where the solver errs, a figure counts as given away.
    pub fn audit(&self, fates: &[Fate], at: AccessClass, rule: &Rule) -> Vec<Exposed> {
        let reader = Reader::of(self, |cell| fates.get(cell) == Some(&Fate::Shown));
        let open = |no: usize| self.exposed(&reader, no, rule);
        self.above(at).into_iter().filter_map(open).collect()
    }

    /// The least class at which a cell may be shown beside the rest, so that its parts keep to the rule: the class of a total.
    ///
    /// # Errors
    /// As [`Tables::publish`].
    pub fn class_of(&self, cell: usize, rule: &Rule) -> Result<AccessClass, Exposed> {
        for class in AccessClass::ALL {
            if self.publish(*class, rule)?.shows(cell) {
                return Ok(*class);
            }
        }
        Ok(AccessClass::Restricted)
    }

    /// The figures above a class, the largest first.
    fn above(&self, at: AccessClass) -> Vec<usize> {
        let hidden = |no: &usize| self.figures.get(*no).is_some_and(|f| !at.may_read(f.class));
        let mut all: Vec<usize> = (0..self.figures.len()).filter(hidden).collect();
        all.sort_by_key(|no| std::cmp::Reverse((self.figure(*no), std::cmp::Reverse(*no))));
        all
    }

    fn value(&self, part: usize) -> i64 {
        self.values.get(part).copied().unwrap_or_default()
    }

    fn sum(&self, parts: &[usize]) -> i128 {
        parts.iter().map(|p| i128::from(self.value(*p))).sum()
    }

    fn figure(&self, no: usize) -> i128 {
        self.figures.get(no).map_or(0, |f| self.sum(&f.parts))
    }

    /// Whether a reader bounds a figure tighter than the rule allows.
    fn exposed(&self, reader: &Reader<'_>, no: usize, rule: &Rule) -> Option<Exposed> {
        let figure = self.figures.get(no)?;
        let value = self.sum(&figure.parts);
        if rule.keeps(value, &reader.narrow(&figure.parts)) {
            return None;
        }
        let bounds = reader.bounds(&figure.parts);
        let table = || self.gives_away(reader, &figure.parts);
        let kept = rule.keeps(value, &bounds);
        (!kept).then(|| Exposed { table: table(), figure: no, bounds })
    }

    /// The table of the smallest shown cell in which a figure stands.
    fn gives_away(&self, reader: &Reader<'_>, parts: &[usize]) -> String {
        let holds = |c: &&Cell| c.parts.iter().any(|p| parts.contains(p));
        let shown = self.cells.iter().enumerate().filter(|(no, _)| reader.shows(*no));
        let least = shown.map(|(_, c)| c).filter(holds).min_by_key(|c| c.parts.len());
        least.map(|c| c.table.clone()).unwrap_or_default()
    }
}
