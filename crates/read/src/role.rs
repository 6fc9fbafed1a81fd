//! What each clause does: directs, reports a result, names a shortcoming.

use crate::context::{Context, Parts};
use crate::contract::{FieldClause, TaskClause};

/// Clauses by what they do.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// Directions.
    pub(crate) tasks: Vec<TaskClause>,
    /// Results.
    pub(crate) results: Vec<FieldClause>,
    /// Shortcomings.
    pub(crate) shortcomings: Vec<FieldClause>,
}

/// Tells the role of every clause.
pub(crate) fn find(_cx: &Context, _parts: &Parts) -> Roles {
    Roles::default()
}
