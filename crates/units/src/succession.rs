//! What went into what.

use terms::Day;

/// How much of a unit's area or people went into another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Share {
    /// All of it.
    All,
    /// A part; nobody has published how large.
    Part,
    /// Nothing of it.
    None,
    /// Not said.
    Unknown,
}

impl Share {
    /// The share with a code; `None` when there is none.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "all" => Self::All,
            "part" => Self::Part,
            "none" => Self::None,
            "unknown" => Self::Unknown,
            _ => return None,
        })
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Part => "part",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }
}

/// A unit that went, wholly or in part, into another one. A unit that goes on as itself has no edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    pub(crate) old: usize,
    pub(crate) new: usize,
    /// The first day of the new unit.
    pub on: Day,
    /// How much of the old unit's area.
    pub area: Share,
    /// How many of the old unit's people.
    pub population: Share,
    /// The act.
    pub(crate) act: usize,
}

impl Edge {
    /// Whether the old unit went into the new one with all it had.
    pub fn is_whole(&self) -> bool {
        self.area == Share::All && self.population == Share::All
    }
}
