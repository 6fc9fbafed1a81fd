//! One row of a sheet that is taken in: its cells read by the name of the column, and what is wrong with them.

use super::SheetForm;
use crate::error::{Error, Problem, Words};
use render::xlsx::{List, ListRow, Said};
use terms::Day;

/// What is wrong with a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The row of the sheet, from 1.
    pub row: u32,
    /// The cell, such as `C7`; empty when the whole row is meant.
    pub cell: String,
    /// The title of the column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Stable code.
    pub code: String,
    /// What happened, why, and what to do.
    pub words: Words,
}

/// A row being read.
pub struct Row<'a> {
    form: &'a SheetForm,
    list: &'a List,
    row: &'a ListRow,
    faults: Vec<RowFault>,
}

impl<'a> Row<'a> {
    pub(super) fn new(form: &'a SheetForm, list: &'a List, row: &'a ListRow) -> Self {
        Self { form, list, row, faults: Vec::new() }
    }

    /// Its number in the sheet.
    pub fn number(&self) -> u32 {
        self.row.number
    }

    pub(super) fn faults(self) -> Vec<RowFault> {
        self.faults
    }

    /// Whether anything is wrong so far.
    pub fn is_bad(&self) -> bool {
        !self.faults.is_empty()
    }

    fn place(&self, key: &str) -> Option<usize> {
        self.form.columns.iter().position(|c| c.key == key)
    }

    fn said(&self, key: &str) -> Option<&'a Said> {
        self.place(key).and_then(|i| self.row.cells.get(&i))
    }

    /// The words of a cell, when it says anything. A formula is a fault: what it shows depends on other files.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        match self.said(key)? {
            Said::Other(_) => {
                self.wrong(key, Problem::new("import.formula", []));
                None
            }
            said => Some(said.shown().split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }

    /// The words of a cell that must say something.
    pub fn must(&mut self, key: &'static str) -> Option<String> {
        let empty = self.said(key).is_none();
        if empty {
            self.wrong(key, Problem::new("import.blank", []));
        }
        self.text(key)
    }

    /// The day in a cell, when it says one: a date of the spreadsheet, or `dd/mm/yyyy` in words.
    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        match self.said(key)? {
            Said::Day(day) => Some(*day),
            Said::Text(words) => match Day::parse_typed(words) {
                Ok(day) => Some(day),
                Err(_) => {
                    self.wrong(key, Problem::new("import.day-bad", []));
                    None
                }
            },
            _ => {
                self.wrong(key, Problem::new("import.day-bad", []));
                None
            }
        }
    }

    /// The whole number in a cell, when it says one.
    pub fn count(&mut self, key: &'static str) -> Option<u64> {
        let read = match self.said(key)? {
            Said::Number(n) if *n >= 0.0 && n.fract() == 0.0 && *n < 1e9 => Some(*n as u64),
            Said::Text(words) => words.replace('.', "").parse().ok(),
            _ => None,
        };
        if read.is_none() {
            self.wrong(key, Problem::new("import.count-bad", []));
        }
        read
    }

    /// Notes what is wrong with a cell; an empty key means the whole row.
    pub fn wrong(&mut self, key: &'static str, problem: Problem) {
        let place = self.place(key);
        self.faults.push(RowFault {
            row: self.row.number,
            cell: place.map(|i| self.list.address(i, self.row.number)).unwrap_or_default(),
            column: place.and_then(|i| self.form.columns.get(i)).map_or("", |c| c.title).to_owned(),
            value: self.said(key).map(Said::shown).unwrap_or_default(),
            words: problem.words(),
            code: problem.code,
        });
    }

    /// Notes what went wrong in reading a cell, and gives what went well.
    pub fn ok<T>(&mut self, key: &'static str, result: Result<T, Error>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(e) => {
                let problem = match e {
                    Error::Refused(p) | Error::Forbidden(p) | Error::Conflict(p) => p,
                    other => Problem::new(other.code(), []),
                };
                self.wrong(key, problem);
                None
            }
        }
    }
}
