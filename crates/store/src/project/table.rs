//! What a projection table is, and the statements derived from that once: insert, delete by object, read, clear.
//! Knows no particular table.

use crate::sql::Statement;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use terms::{Kind, Ref};

/// How many rows one statement inserts at most.
pub(crate) const MANY: usize = 16;

/// A projection table. The first two columns are the site and the id of the object that a row belongs to.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Name.
    pub name: &'static str,
    /// The kind of object it shows.
    pub kind: Kind,
    /// How many of the first columns make the key.
    pub key: usize,
    /// Columns in order.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether it may be empty.
    pub optional: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A 64-bit integer.
    Int,
}

pub(super) const fn text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text, optional: false }
}

pub(super) const fn maybe_text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text, optional: true }
}

pub(super) const fn int(name: &'static str) -> Column {
    Column { name, holds: Holds::Int, optional: false }
}

pub(super) const fn maybe_int(name: &'static str) -> Column {
    Column { name, holds: Holds::Int, optional: true }
}

/// A row of a projection table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The table.
    pub table: &'static Table,
    /// A value for each column.
    pub values: Vec<Value>,
}

impl Row {
    /// A row of an object: the values after its site and id, in the order of the columns.
    pub(super) fn new(table: &'static Table, at: &Ref, rest: Vec<Value>) -> Self {
        let mut values = vec![Value::from(&at.site), Value::from(at.id)];
        values.extend(rest);
        Self { table, values }
    }

    /// The key as people read it in a report.
    pub(crate) fn key(&self) -> Vec<Value> {
        self.values.iter().take(self.table.key).cloned().collect()
    }

    /// Whether every value is of its column's type.
    pub fn fits(&self) -> bool {
        let fits = |(value, column): (&Value, &Column)| match (value, column.holds) {
            (Value::Text(v), Holds::Text) => v.is_some() || column.optional,
            (Value::Int(v), Holds::Int) => v.is_some() || column.optional,
            _ => false,
        };
        self.values.len() == self.table.columns.len()
            && self.values.iter().zip(self.table.columns).all(fits)
    }
}

/// The statements of one projection table.
pub(crate) struct Derived {
    pub(crate) insert: Statement,
    pub(crate) insert_many: Statement,
    pub(crate) delete: Statement,
    pub(crate) select: Statement,
    pub(crate) clear: Statement,
}

static DERIVED: LazyLock<BTreeMap<&'static str, Derived>> =
    LazyLock::new(|| super::TABLES.iter().map(|table| (table.name, Derived::of(table))).collect());

/// The statements of a table; every table of `TABLES` has them.
pub(crate) fn derived(table: &Table) -> Option<&'static Derived> {
    DERIVED.get(table.name)
}

/// The statements of every table, for preparing them all.
pub(crate) fn derived_statements() -> Vec<Statement> {
    let each = |d: &Derived| [d.insert, d.insert_many, d.delete, d.select, d.clear];
    DERIVED.values().flat_map(each).collect()
}

impl Derived {
    fn of(table: &Table) -> Self {
        let name = table.name;
        let list =
            |columns: &[Column]| columns.iter().map(|c| c.name).collect::<Vec<_>>().join(", ");
        let columns = list(table.columns);
        let key = list(table.columns.get(..table.key).unwrap_or(table.columns));
        let insert = |rows: usize| {
            let groups = places(rows, table.columns.len());
            format!("INSERT INTO {name} ({columns}) VALUES {groups}")
        };
        Self {
            insert: statement(name, "insert", insert(1)),
            insert_many: statement(name, "insert_many", insert(MANY)),
            delete: statement(
                name,
                "delete",
                format!("DELETE FROM {name} WHERE site = $1 AND id = $2"),
            ),
            select: statement(
                name,
                "select",
                format!("SELECT {columns} FROM {name} ORDER BY {key}"),
            ),
            clear: statement(name, "clear", format!("DELETE FROM {name}")),
        }
    }
}

/// `($1, $2), ($3, $4)` for two rows of two columns.
fn places(rows: usize, width: usize) -> String {
    let group = |row: usize| {
        let cells: Vec<String> = (1..=width).map(|i| format!("${}", row * width + i)).collect();
        format!("({})", cells.join(", "))
    };
    (0..rows).map(group).collect::<Vec<_>>().join(", ")
}

/// Made once for each table and kept for the life of the program.
fn statement(table: &str, verb: &str, text: String) -> Statement {
    Statement { name: format!("{table}.{verb}").leak(), text: text.leak() }
}
