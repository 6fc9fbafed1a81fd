//! The activity a text reports.

use crate::context::{Context, Parts};
use crate::contract::Activity;

/// Finds the activity.
pub(crate) fn find(_cx: &Context, _parts: &Parts) -> Option<Activity> {
    None
}
