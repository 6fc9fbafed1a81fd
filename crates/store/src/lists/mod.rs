//! Lists for pages: plain rows, filtered, searched by folded words, in pages. What a list cannot say is in the object.

mod accounts;
mod bodies;
mod desk;
mod documents;
mod figures;
mod intakes;
mod ledger;
mod reviews;
mod tasks;

pub use accounts::{AccountRow, GrantRow};
pub use bodies::{BodyFilter, BodyRow, PersonRow, PostRow, SuccessorRow, UnitFilter, UnitRow};
pub use desk::Desk;
pub use documents::{CitedByRow, DocumentFilter, DocumentRow};
pub use figures::{CellRow, FormPeriodRow, FormRow, SubmissionFilter, SubmissionRow};
pub use intakes::{IntakeRow, ProposalRow};
pub use ledger::LedgerFilter;
pub use reviews::{ActivityFilter, ActivityRow, FindingFilter, FindingRow, ReviewRow};
pub use tasks::{TaskFilter, TaskRow};

use crate::engine::Got;
use crate::error::Error;
use crate::project::Fold;
use crate::sql::Statement;
use crate::store::Store;
use crate::value::{Value, args};
use terms::{Kind, Ref};

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// At most so many rows.
    pub limit: u32,
    /// After so many rows.
    pub offset: u32,
}

impl Paging {
    /// The whole list.
    pub const ALL: Self = Self { limit: u32::MAX, offset: 0 };

    /// The first rows.
    pub fn first(limit: u32) -> Self {
        Self { limit, offset: 0 }
    }
}

/// A part of a list, and how long the whole list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows asked for.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: u64,
}

/// Declares a row of a list: the object by its site and id, then a column for each field, in order.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident($kind:ident) {
        $($(#[$fdoc:meta])* $field:ident: $type:ty = $reader:ident $(($arg:expr))?;)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            /// The object.
            pub at: terms::Ref,
            $($(#[$fdoc])* pub $field: $type,)+
        }

        impl $name {
            pub(super) fn read(
                row: &$crate::engine::Got,
            ) -> Result<Self, $crate::error::Error> {
                let at = super::object(row, terms::Kind::$kind)?;
                let mut column = 1;
                let mut next = || { column += 1; column };
                Ok(Self { at, $($field: row.$reader(next() $(, $arg)?)?,)+ })
            }
        }
    };
}
use row;

/// The object of a row, by its first two columns.
fn object(row: &Got, kind: Kind) -> Result<Ref, Error> {
    Ok(Ref { kind, site: row.parsed(0)?, id: row.parsed(1)? })
}

/// The four patterns of a search: each word of the query must occur; a fifth word and what follows stay with the fourth.
pub(crate) fn patterns(query: &str, fold: Fold) -> Vec<Value> {
    let folded = fold(query);
    let mut words = folded.split_whitespace();
    let mut given: Vec<String> = words.by_ref().take(4).map(str::to_owned).collect();
    if let Some(last) = given.get_mut(3) {
        words.for_each(|word| {
            last.push(' ');
            last.push_str(word);
        });
    }
    given.resize(4, String::new());
    given.iter().map(|word| Value::from(contains(word))).collect()
}

/// The LIKE pattern for text that contains these words, whatever signs are in them; the escape sign is `!`.
fn contains(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.chars() {
        if matches!(c, '!' | '%' | '_') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// References as one text in which each can be looked for; empty when there are none, which filters nothing.
fn among(refs: &[Ref]) -> String {
    match refs {
        [] => String::new(),
        refs => refs.iter().fold(String::from("|"), |all, at| format!("{all}{at}|")),
    }
}

/// A filter as text; empty filters nothing.
fn asked(value: Option<impl ToString>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

impl Store {
    /// The words of a search as the first values of a list's statement.
    fn searched(&self, query: &str, filter: Vec<Value>) -> Vec<Value> {
        let mut values = patterns(query, self.inner.fold);
        values.extend(filter);
        values
    }

    /// One page of a list, and how many rows there are in all.
    async fn page<T>(
        &self,
        (list, count): (Statement, Statement),
        filter: Vec<Value>,
        paging: Paging,
        read: fn(&Got) -> Result<T, Error>,
    ) -> Result<Page<T>, Error> {
        let mut asked = filter.clone();
        asked.extend(args![i64::from(paging.limit), i64::from(paging.offset)]);
        let rows = self.all(list, asked, read).await?;
        let n = rows.len() as u64;
        let whole = n < u64::from(paging.limit) && (n > 0 || paging.offset == 0);
        let total = match whole {
            true => u64::from(paging.offset) + n,
            false => self.count(count, filter).await?,
        };
        Ok(Page { rows, total })
    }

    /// Every row of a statement.
    pub(crate) async fn all<T>(
        &self,
        statement: Statement,
        args: Vec<Value>,
        read: fn(&Got) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.rows(statement, args).await?.iter().map(read).collect()
    }

    /// The one number of a statement.
    async fn count(&self, statement: Statement, args: Vec<Value>) -> Result<u64, Error> {
        self.row(statement, args).await?.map_or(Ok(0), |row| row.count(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> String {
        text.to_lowercase()
    }

    #[test]
    fn every_word_is_a_pattern_and_signs_are_escaped() {
        let texts = |query| -> Vec<String> {
            patterns(query, lower).iter().map(|v| v.shown().unwrap_or_default()).collect()
        };
        assert_eq!(texts(" Chỉ  thị "), ["%chỉ%", "%thị%", "%%", "%%"]);
        assert_eq!(texts("a b c d e f"), ["%a%", "%b%", "%c%", "%d e f%"]);
        assert_eq!(texts("100%_!"), ["%100!%!_!!%", "%%", "%%", "%%"]);
    }
}
