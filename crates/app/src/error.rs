//! What goes wrong for a person: a stable code, what happened, why, and what to do, in Vietnamese.
//!
//! The words stand in `data/messages.tsv`, one row a code; `{…}` in them is filled with the facts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a use case gives back when it could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the record or of the office forbids it; the person can act on it.
    #[error("refused: {}", .0.code)]
    Refused(Problem),
    /// The person's roles do not allow it.
    #[error("forbidden: {}", .0.code)]
    Forbidden(Problem),
    /// There is no such thing.
    #[error("not found: {what}")]
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// Somebody else was faster; nothing was written.
    #[error("conflict: {}", .0.code)]
    Conflict(Problem),
    /// The store cannot be reached at the moment, or its disk is full or fails; nothing was written.
    #[error("{code}: {details}")]
    Unavailable {
        /// Stable code: `unavailable`, `disk-full`, `disk-fault`.
        code: &'static str,
        /// What the store says, for the log.
        details: String,
    },
    /// A fault of the program or of the data on disk.
    #[error("broken: {0}")]
    Broken(String),
}

/// A problem that a person can read: its code and the facts for its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable code (`task.lead-missing`).
    pub code: String,
    /// Facts by name.
    pub facts: BTreeMap<String, String>,
}

/// The words of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What happened.
    pub happened: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

impl Problem {
    /// A problem with facts.
    pub fn new<const N: usize>(code: &str, facts: [(&str, String); N]) -> Self {
        let facts = facts.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        Self { code: code.to_owned(), facts }
    }

    /// Its words in Vietnamese.
    ///
    /// The fault of a file brings its own words along.
    pub fn words(&self) -> Words {
        if let (Some(message), Some(remedy)) = (self.facts.get("message"), self.facts.get("remedy"))
        {
            let (happened, remedy) = (message.clone(), remedy.clone());
            return Words { happened, why: String::new(), remedy };
        }
        let row = MESSAGES.get(self.code.as_str()).or_else(|| MESSAGES.get("unknown"));
        let [happened, why, remedy] = row.copied().unwrap_or(["", "", ""]);
        let fill = |s: &str| {
            self.facts.iter().fold(s.to_owned(), |s, (k, v)| s.replace(&format!("{{{k}}}"), v))
        };
        Words { happened: fill(happened), why: fill(why), remedy: fill(remedy) }
    }
}

impl Error {
    /// A refusal without facts.
    pub fn refused(code: &str) -> Self {
        Self::Refused(Problem::new(code, []))
    }

    /// A folder that cannot be written: its disk is full or fails.
    pub(crate) fn of_disk(io: &std::io::Error, details: String) -> Self {
        let full = io.kind() == std::io::ErrorKind::StorageFull;
        Self::Unavailable { code: if full { "disk-full" } else { "disk-fault" }, details }
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(p) | Self::Forbidden(p) | Self::Conflict(p) => &p.code,
            Self::NotFound { .. } => "not-found",
            Self::Unavailable { code, .. } => code,
            Self::Broken(_) => "broken",
        }
    }

    /// Its words in Vietnamese; details of the store or the program are for the log, not for people.
    pub fn words(&self) -> Words {
        match self {
            Self::Refused(p) | Self::Forbidden(p) | Self::Conflict(p) => p.words(),
            Self::NotFound { what } => Problem::new("not-found", [("what", what.clone())]).words(),
            Self::Unavailable { code, .. } => Problem::new(code, []).words(),
            Self::Broken(_) => Problem::new("broken", []).words(),
        }
    }
}

/// Rows of the table of messages: code, what happened, why, what to do.
static MESSAGES: LazyLock<BTreeMap<&'static str, [&'static str; 3]>> = LazyLock::new(|| {
    let rows = include_str!("../data/messages.tsv").lines();
    rows.filter(|l| !l.starts_with('#') && !l.is_empty())
        .filter_map(|l| {
            let mut cells = l.split('\t');
            Some((cells.next()?, [cells.next()?, cells.next()?, cells.next()?]))
        })
        .collect()
});

/// Every code that has words.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    MESSAGES.keys().copied()
}

impl From<store::Error> for Error {
    fn from(e: store::Error) -> Self {
        let away = [
            (e.is_disk_full(), "disk-full"),
            (e.is_disk_fault(), "disk-fault"),
            (e.is_unavailable(), "unavailable"),
        ];
        if let Some((_, code)) = away.into_iter().find(|(is, _)| *is) {
            Self::Unavailable { code, details: e.to_string() }
        } else if e.is_conflict() {
            Self::Conflict(Problem::new("conflict", []))
        } else {
            Self::Broken(e.to_string())
        }
    }
}

impl From<render::RenderError> for Error {
    /// What a paper lacks is a fault of the program by the time it is rendered.
    fn from(e: render::RenderError) -> Self {
        Self::Broken(e.to_string())
    }
}
