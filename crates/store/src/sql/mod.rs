//! Every statement kvpt sends, as a named constant in the dialect that SQLite and PostgreSQL share: `$n` parameters,
//! `ON CONFLICT`, explicit columns, no engine functions, no clock. A test prepares each of them on both engines.

/// A statement with the name under which errors and logs speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// `table.verb`.
    pub name: &'static str,
    /// The text, the same on both engines.
    pub text: &'static str,
}

/// Declares statements and the list of them all.
macro_rules! statements {
    ($table:literal; $($(#[$doc:meta])* $name:ident = $verb:literal, $text:expr;)+) => {
        $($(#[$doc])* pub(crate) const $name: $crate::sql::Statement =
            $crate::sql::Statement { name: concat!($table, ".", $verb), text: $text };)+
        pub(super) const ALL: &[$crate::sql::Statement] = &[$($name),+];
    };
}

pub(crate) mod acts;
pub(crate) mod blobs;
pub(crate) mod heads;
pub(crate) mod readings;
pub(crate) mod secrets;
pub(crate) mod sessions;
pub(crate) mod settings;

/// Every named statement, and those derived from the projection tables.
pub fn all() -> Vec<Statement> {
    let named = [
        acts::ALL,
        blobs::ALL,
        heads::ALL,
        readings::ALL,
        secrets::ALL,
        sessions::ALL,
        settings::ALL,
    ];
    let derived = crate::project::table::derived_statements();
    named.concat().into_iter().chain(derived).collect()
}
