//! Words told from eight bytes at once: their length, a capital at their head, and the key of their bytes.
//!
//! Takes a run of ASCII letters and of bytes of wider letters and looks at no letter by itself. Whether the wider ones
//! are letters is told by the table of words: only bytes that are a word as some text prints it have its key.

use crate::word::Key;

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The lowest bit of each of eight bytes.
const LOW: u64 = 0x0101_0101_0101_0101;

/// The highest bit of the first byte.
const FIRST: u64 = 0x80;

/// A run of letters.
pub(super) struct Plain {
    /// Its bytes.
    pub(super) len: usize,
    /// Begins with an ASCII capital; no other letter in it is one.
    pub(super) capital: bool,
    /// Has bytes of letters that are not ASCII.
    pub(super) wide: bool,
    /// The key of its bytes.
    pub(super) key: Key,
}

/// The run of letters at the head of some bytes; `None` where none stands, where it is longer than fifteen bytes or where a capital stands
/// inside it.
#[inline(always)]
pub(super) fn run(bytes: &[u8]) -> Option<Plain> {
    let low = eight(bytes);
    let classes = Classes::of(low);
    if classes.ends == 0 {
        return long(bytes, low, classes);
    }
    let mask = mask(classes.ends);
    let capitals = classes.capitals & mask;
    if mask == 0 || capitals & !FIRST != 0 {
        return None;
    }
    Some(Plain {
        len: bytes_before(classes.ends),
        capital: capitals != 0,
        wide: classes.wide & mask != 0,
        key: Key::printed(low & mask | capitals >> 2, 0),
    })
}

/// As [`run`], for a run of eight bytes or more.
#[inline(never)]
fn long(bytes: &[u8], low: u64, first: Classes) -> Option<Plain> {
    let high = eight(bytes.get(8..).unwrap_or_default());
    let second = Classes::of(high);
    let mask = mask(second.ends);
    if second.ends == 0 || first.capitals & !FIRST | second.capitals & mask != 0 {
        return None;
    }
    Some(Plain {
        len: 8 + bytes_before(second.ends),
        capital: first.capitals != 0,
        wide: first.wide | second.wide & mask != 0,
        key: Key::printed(low | first.capitals >> 2, high & mask),
    })
}

/// How many bytes stand before the first that ends a run.
#[inline(always)]
fn bytes_before(ends: u64) -> usize {
    (ends.trailing_zeros() / 8) as usize
}

/// All bits of the bytes before the first that ends a run.
#[inline(always)]
fn mask(ends: u64) -> u64 {
    let first = ends & ends.wrapping_neg();
    (first >> 7).wrapping_sub(1)
}

/// What eight bytes are, as the highest bit of each.
#[derive(Debug, Clone, Copy, Default)]
struct Classes {
    /// ASCII, and no letter.
    ends: u64,
    /// An ASCII capital.
    capitals: u64,
    /// Not ASCII.
    wide: u64,
}

impl Classes {
    #[inline(always)]
    fn of(eight: u64) -> Self {
        let wide = eight & HIGH;
        let small = (eight & !HIGH) | (LOW * 0x20);
        let from_a = small + LOW * (0x80 - b'a' as u64);
        let behind_z = small + LOW * (0x80 - b'z' as u64 - 1);
        let letters = from_a & !behind_z & HIGH & !wide;
        Self { ends: !(letters | wide) & HIGH, capitals: letters & !(eight << 2), wide }
    }
}

/// Eight bytes as one number, the first lowest; zeros behind the end.
#[inline(always)]
fn eight(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or_else(|| last(bytes), |eight| u64::from_le_bytes(*eight))
}

/// As [`eight`], near the end.
#[cold]
fn last(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The key of a word of the tables; `None` for one that [`run`] never takes.
pub(crate) fn key(word: &str) -> Option<Key> {
    run(word.as_bytes()).filter(|run| run.len == word.len()).map(|run| run.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_where_its_letters_end() {
        for text in ["a", "Ab", "Đảng", "khoẻ", "phường", "nghiễng", "Phường", "abcdefghijklmno"]
        {
            for behind in ["", " ", ".", "1", "- các xã", "\nvà các xã, phường"] {
                let whole = format!("{text}{behind}");
                let run = run(whole.as_bytes()).expect("a run");
                assert_eq!(run.len, text.len(), "{whole:?}");
                assert_eq!(run.capital, text.starts_with(|c: char| c.is_ascii_uppercase()));
                assert_eq!(run.wide, !text.is_ascii());
            }
        }
        for none in ["", " a", "1", "aB", "UBND", "abcdefghijklmnop", "abcdefghiJ"] {
            assert!(run(none.as_bytes()).is_none(), "{none:?}");
        }
    }

    #[test]
    fn a_capital_changes_no_key_and_other_letters_do() {
        assert_eq!(key("xã"), key("Xã"));
        assert_ne!(key("xã"), key("xa"));
        assert_ne!(key("phường"), key("phương"));
        assert_eq!(key("a b"), None);
    }
}
