//! Looks through bytes in blocks for rare sequences, so that plain text costs next to nothing.
//!
//! A predicate over neighbouring bytes is asked for whole blocks at once, without branches, which the compiler
//! turns into vector code; only a block in which it holds is gone through byte by byte.

/// Bytes in a block, and in the parts into which a block is cut in which the predicate holds somewhere.
const BLOCK: usize = 64;
const PART: usize = 16;

/// The first position from `from` on at which four neighbouring bytes satisfy a predicate; bytes beyond the end
/// count as 0.
///
/// The predicate should combine comparisons with `&` and `|` only.
pub(crate) fn find(
    bytes: &[u8],
    from: usize,
    holds: impl Fn(u8, u8, u8, u8) -> bool + Copy,
) -> Option<usize> {
    let mut at = from;
    while let Some(blocks) = shifted::<BLOCK>(bytes, at) {
        if any(blocks, holds) {
            at = skip_parts(bytes, at, holds);
            let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
            let part = at..at + PART;
            let hit = |i: &usize| holds(byte(*i), byte(i + 1), byte(i + 2), byte(i + 3));
            return part.into_iter().find(hit);
        }
        at += BLOCK;
    }
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
    (at..bytes.len()).find(|i| holds(byte(*i), byte(i + 1), byte(i + 2), byte(i + 3)))
}

/// The start of the first part from `at` on in which the predicate holds; there is one.
fn skip_parts(bytes: &[u8], at: usize, holds: impl Fn(u8, u8, u8, u8) -> bool + Copy) -> usize {
    let mut at = at;
    while let Some(parts) = shifted::<PART>(bytes, at) {
        if any(parts, holds) {
            break;
        }
        at += PART;
    }
    at
}

/// Every position at which four neighbouring bytes satisfy a predicate.
pub(crate) fn all(
    bytes: &[u8],
    holds: impl Fn(u8, u8, u8, u8) -> bool + Copy,
) -> impl Iterator<Item = usize> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = find(bytes, next, holds)?;
        next = at + 1;
        Some(at)
    })
}

/// A block and the three blocks that begin one, two and three bytes later.
fn shifted<const N: usize>(bytes: &[u8], at: usize) -> Option<[&[u8; N]; 4]> {
    let block = |by: usize| bytes.get(at + by..at + by + N)?.try_into().ok();
    Some([block(0)?, block(1)?, block(2)?, block(3)?])
}

#[inline(always)]
fn any<const N: usize>(
    [a, b, c, d]: [&[u8; N]; 4],
    holds: impl Fn(u8, u8, u8, u8) -> bool,
) -> bool {
    let mut hits = 0_u8;
    for i in 0..N {
        hits |= u8::from(holds(a[i], b[i], c[i], d[i]));
    }
    hits != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_once_also_across_blocks_and_at_the_end() {
        for n in 0..300 {
            let text = format!("{}ab{}ab", "x".repeat(n), "b".repeat(n / 2));
            let found: Vec<usize> =
                all(text.as_bytes(), |a, b, _, _| (a == b'a') & (b == b'b')).collect();
            assert_eq!(found, [n, n + 2 + n / 2]);
        }
        assert_eq!(find(b"", 0, |_, _, _, _| true), None);
    }
}
