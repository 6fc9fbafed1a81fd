//! The key under which spellings of one name of a unit meet.

use text::fold::{bare, match_key};

/// The key of a name with its tones: case, placement of tones, apostrophes, dashes and blanks do not count.
///
/// 190 of the 3,321 communes are spelt in two such ways by two lists of the State.
pub(crate) fn toned(name: &str) -> String {
    squeezed(match_key(name))
}

/// The key of a name typed without tones.
pub(crate) fn plain(name: &str) -> String {
    squeezed(bare(name))
}

fn squeezed(key: String) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}
