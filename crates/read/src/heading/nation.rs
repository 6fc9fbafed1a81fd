//! The nation's name where a narrow column breaks it over lines: `CỘNG HÒA XÃ HỘI` above `CHỦ NGHĨA VIỆT NAM`.

use std::ops::Range;

use super::line;
use crate::context::Context;

const NATION: &str = "cộng hòa xã hội chủ nghĩa việt nam";

/// The lines without those that print the broken name, and where its first line stood.
///
/// A name on one line, alone or beside the issuer's, stays where it is.
pub(super) fn taken_out(
    cx: &Context,
    top: Vec<Range<usize>>,
) -> (Option<usize>, Vec<Range<usize>>) {
    let begins = |i: &usize| top.get(*i).and_then(|l| pieces(cx, l, &top[i + 1..]));
    let Some((at, n)) = (0..top.len()).find_map(|i| begins(&i).map(|n| (i, n))) else {
        return (None, top);
    };
    let (before, rest) = top.split_at(at);
    (Some(at), [before, rest.get(n..).unwrap_or_default()].concat())
}

/// How many lines, this one first, print the name between them; none unless they are two or more.
fn pieces(cx: &Context, first: &Range<usize>, below: &[Range<usize>]) -> Option<usize> {
    let mut left = behind(NATION, &words(cx, first))?;
    for (i, next) in below.iter().take(3).enumerate() {
        if left.is_empty() {
            break;
        }
        left = behind(left, &words(cx, next))?;
        if left.is_empty() {
            return Some(i + 2);
        }
    }
    None
}

fn words(cx: &Context, range: &Range<usize>) -> String {
    if range.len() > 80 {
        String::new()
    } else {
        line(cx, range).trim_matches(['|', ' ', '*']).to_owned()
    }
}

/// What of the name follows words with which it begins.
fn behind<'n>(name: &'n str, words: &str) -> Option<&'n str> {
    let left = name.strip_prefix(words).filter(|_| !words.is_empty())?;
    (left.is_empty() || left.starts_with(' ')).then(|| left.trim_start())
}
