//! People named in an official capacity.

use crate::context::Context;
use crate::contract::Person;
use crate::heading::Frame;

/// Finds people.
pub(crate) fn find(_cx: &Context, _frame: &Frame) -> Vec<Person> {
    Vec::new()
}
