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

/// Every word of a search, as four patterns: `$1` to `$4` of every list.
macro_rules! words {
    ($table:literal) => {
        concat!(
            $table,
            ".search LIKE $1 ESCAPE '!' AND ",
            $table,
            ".search LIKE $2 ESCAPE '!' AND ",
            $table,
            ".search LIKE $3 ESCAPE '!' AND ",
            $table,
            ".search LIKE $4 ESCAPE '!'"
        )
    };
}

pub(crate) mod accounts;
pub(crate) mod activities;
pub(crate) mod acts;
pub(crate) mod answers;
pub(crate) mod aside;
pub(crate) mod blobs;
pub(crate) mod bodies;
pub(crate) mod challenges;
pub(crate) mod desk;
pub(crate) mod documents;
pub(crate) mod exchange;
pub(crate) mod factors;
pub(crate) mod feeds;
pub(crate) mod findings;
pub(crate) mod forms;
pub(crate) mod heads;
pub(crate) mod intakes;
pub(crate) mod passkeys;
pub(crate) mod people;
pub(crate) mod readings;
pub(crate) mod reviews;
pub(crate) mod secrets;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod submissions;
pub(crate) mod tasks;
pub(crate) mod ties;
pub(crate) mod tokens;
pub(crate) mod units;
pub(crate) mod unread;

/// Every named statement, and those derived from the projection tables.
pub fn all() -> Vec<Statement> {
    let named = [
        accounts::ALL,
        activities::ALL,
        acts::ALL,
        answers::ALL,
        blobs::ALL,
        bodies::ALL,
        challenges::ALL,
        desk::ALL,
        documents::ALL,
        aside::ALL,
        exchange::ALL,
        factors::ALL,
        feeds::ALL,
        findings::ALL,
        forms::ALL,
        heads::ALL,
        intakes::ALL,
        passkeys::ALL,
        people::ALL,
        readings::ALL,
        reviews::ALL,
        secrets::ALL,
        sessions::ALL,
        settings::ALL,
        submissions::ALL,
        tasks::ALL,
        ties::ALL,
        tokens::ALL,
        units::ALL,
        unread::ALL,
    ];
    let derived = crate::project::table::derived_statements();
    named.concat().into_iter().chain(derived).collect()
}
