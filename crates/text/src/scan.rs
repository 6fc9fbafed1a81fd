//! Looks through bytes in blocks for rare sequences, so that plain text costs next to nothing.
//!
//! A predicate over neighbouring bytes is asked for whole blocks at once, without branches, which the compiler
//! turns into vector code; only a block in which it holds is gone through byte by byte.

/// Bytes in a block.
const BLOCK: usize = 64;

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
    while let Some(blocks) = shifted(bytes, at) {
        if any(blocks, holds) {
            let [a, b, c, d] = blocks;
            let found = (0..BLOCK).find(|i| holds(a[*i], b[*i], c[*i], d[*i]));
            if let Some(i) = found {
                return Some(at + i);
            }
        }
        at += BLOCK;
    }
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
    (at..bytes.len()).find(|i| holds(byte(*i), byte(i + 1), byte(i + 2), byte(i + 3)))
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
fn shifted(bytes: &[u8], at: usize) -> Option<[&[u8; BLOCK]; 4]> {
    let block = |by: usize| bytes.get(at + by..at + by + BLOCK)?.try_into().ok();
    Some([block(0)?, block(1)?, block(2)?, block(3)?])
}

#[inline(always)]
fn any([a, b, c, d]: [&[u8; BLOCK]; 4], holds: impl Fn(u8, u8, u8, u8) -> bool) -> bool {
    let mut hits = 0_u8;
    for i in 0..BLOCK {
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
