//! Kinds of body as a table: what people read, the chain of their principal superior, and which post is the head.
//!
//! A code that the table does not know is shown as it is, counts as of the State, and has no head.

use std::sync::LazyLock;
use terms::Chain;

/// A kind of body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyKind {
    /// The stable code, such as `people_committee`.
    pub code: &'static str,
    /// What people read.
    pub label: &'static str,
    /// The chain to which its principal superior belongs.
    pub chain: Chain,
    /// Names of the post that stands at its head, the most usual first.
    pub heads: Vec<&'static str>,
    /// Whether it can be chosen when a body is entered; older codes for the same kind cannot.
    pub chosen: bool,
    /// Where this is said.
    pub source: &'static str,
    /// The day from which the source holds, `YYYY-MM-DD`.
    pub since: &'static str,
}

static KINDS: LazyLock<Vec<BodyKind>> = LazyLock::new(|| {
    let lines = include_str!("../../data/body_kinds.tsv").lines();
    lines.filter(|l| !l.starts_with('#')).skip(1).filter_map(kind).collect()
});

fn kind(line: &'static str) -> Option<BodyKind> {
    let mut cells = line.split('\t');
    Some(BodyKind {
        code: cells.next()?,
        label: cells.next()?,
        chain: Chain::from_code(cells.next()?)?,
        heads: cells.next()?.split(';').filter(|h| !h.is_empty()).collect(),
        chosen: cells.next()? == "yes",
        source: cells.next()?,
        since: cells.next()?,
    })
}

/// Every kind, in the order of the table.
pub fn all() -> &'static [BodyKind] {
    &KINDS
}

/// The kind of a code.
///
/// ```
/// assert_eq!(record::offices::kinds::of("party_committee").unwrap().chain, terms::Chain::Party);
/// ```
pub fn of(code: &str) -> Option<&'static BodyKind> {
    KINDS.iter().find(|k| k.code == code)
}

/// The chain to which the principal superior of a kind of body belongs.
pub fn chain(code: &str) -> Chain {
    of(code).map_or(Chain::State, |k| k.chain)
}
