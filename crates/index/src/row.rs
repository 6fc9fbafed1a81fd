//! One thing that can be found, as plain words.

use terms::Day;

/// One thing that can be found. Every part may be empty but the key, the owner, the kind and the name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What the caller knows it by; one row has a key at a time.
    pub key: String,
    /// What it is part of, and goes with: all rows of an owner are taken out together.
    pub owner: String,
    /// Its kind, as a code to filter and count by.
    pub kind: String,
    /// What people call it, and every other name it has or had; a match here counts for more than one in the text.
    pub names: Vec<String>,
    /// Everything else it says, paragraph by paragraph or whole.
    pub text: Vec<String>,
    /// Spellings of its number and sign, and the name of its type: what `24-NQ/TW`, `NQ 24`, `số 24` are found by.
    pub number: Vec<String>,
    /// Line of work, as a code to filter and count by.
    pub field: Option<String>,
    /// The bodies it belongs to, as keys to filter and count by.
    pub bodies: Vec<String>,
    /// Its day, to filter by and to count by years.
    pub day: Option<Day>,
    /// Its place among rows that fit equally well: the smaller key of sorting first, rows with a day before it by day.
    pub order: Vec<u8>,
}
