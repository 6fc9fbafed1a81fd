//! Chains of amendment: `Luật … số 64/2025/QH15 được sửa đổi, bổ sung bởi Luật số 87/2025/QH15`.
//!
//! Looks only at the words between one citation and the next.

use crate::context::Context;
use crate::contract::Citation;
use crate::cursor::{Cursor, phrases};

/// Farthest the amending document may stand behind the amended one, in bytes.
const REACH: usize = 220;

/// Most amending documents told of one document.
const MOST: usize = 40;

/// Notes on every citation by which documents the text says it was amended.
pub(crate) fn chain(cx: &Context, found: &mut [Citation]) {
    let mut amended: Option<usize> = None;
    for at in 1..found.len() {
        let (Some(before), Some(here)) = (found.get(at - 1), found.get(at)) else { break };
        let gap = cx.fold.get(before.end..here.start).unwrap_or("");
        if says_amended(gap) {
            amended = Some(at - 1);
        } else if !joins(gap) {
            amended = None;
        }
        let by = here.number.clone().or_else(|| here.name.clone());
        if let (Some(first), Some(by)) = (amended.and_then(|i| found.get_mut(i)), by)
            && first.amended_by.len() < MOST
            && !first.amended_by.contains(&by)
        {
            first.amended_by.push(by);
        }
    }
}

/// `(đã) được sửa đổi, bổ sung (một số điều) bởi | theo | tại`, in one sentence.
fn says_amended(gap: &str) -> bool {
    if gap.len() > REACH || gap.contains([';', '\u{201c}']) || gap.contains(". ") {
        return false;
    }
    phrases(gap, "được").any(|(_, end)| {
        let mut c = Cursor::new(gap, end);
        let amended = c.word("sửa đổi") || c.word("bổ sung") || c.word("thay thế");
        let rest = c.rest();
        amended
            && ["bởi", "theo", "tại", "bằng"].iter().any(|by| phrases(rest, by).next().is_some())
    })
}

/// Only a comma or `và` (with day and issuer) between two amending documents.
fn joins(gap: &str) -> bool {
    gap.len() < 100 && !gap.contains(';') && (gap.contains(',') || gap.contains(" và "))
}
