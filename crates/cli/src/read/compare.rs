//! Placeholder.
use crate::Ended;
use super::Format;
use std::path::Path;
pub(crate) fn run(_old: &Path, _new: &Path, _format: Format) -> Ended { anyhow::bail!("") }
