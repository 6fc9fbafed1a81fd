//! Pieces that several answers share: references with names, days, cells.

use app::view::Shown;
use serde::Serialize;
use terms::{Amount, Cell, Ref};
use utoipa::ToSchema;

/// An object with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Named {
    /// Reference: kind, site, id.
    #[schema(example = "body/song-giang/0197a1b2c3d4e5f60718293a4b5c6d7e")]
    pub(super) r#ref: String,
    /// Its name on the day asked.
    pub(super) name: String,
}

impl From<&terms::Named> for Named {
    fn from(n: &terms::Named) -> Self {
        Self { r#ref: n.at.to_string(), name: n.name.clone() }
    }
}

/// Several of them.
pub(super) fn named(list: &[terms::Named]) -> Vec<Named> {
    list.iter().map(Named::from).collect()
}

/// A cell: what was said, and for a number the number.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Figure {
    /// `number`, `zero`, `none_occurred`, `not_applicable` or `not_reported`.
    pub(super) state: String,
    /// The number as a decimal, exact: `1234.5`; absent for the other states.
    pub(super) value: Option<String>,
    /// As printed on the pages.
    pub(super) printed: String,
}

impl Figure {
    /// A cell as shown, with so many digits after the decimal mark.
    pub(super) fn of(shown: &Shown, scale: u8) -> Self {
        let value = match shown.cell {
            Cell::Number(units) => Some(plain(Amount::new(units, scale))),
            _ => None,
        };
        Self { state: shown.cell.code().to_owned(), value, printed: shown.printed.clone() }
    }
}

/// A number with a point before its decimals and nothing between its thousands.
pub(super) fn plain(a: Amount) -> String {
    let sign = if a.units < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", a.units.unsigned_abs(), width = usize::from(a.scale) + 1);
    let (whole, part) = digits.split_at(digits.len() - usize::from(a.scale));
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// The address of an object's description here.
pub(super) fn href(room: &str, at: &Ref) -> String {
    format!("/api/v1/{room}/{}/{}", at.site, at.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain() {
        for (units, scale, said) in
            [(12_345, 1, "1234.5"), (5, 2, "0.05"), (-5, 1, "-0.5"), (1_000_000, 0, "1000000")]
        {
            assert_eq!(plain(Amount::new(units, scale)), said);
        }
    }
}
