//! Delegations: `Đoàn công tác của BODY do PERSON làm trưởng đoàn`, `PERSON dẫn đầu đoàn giám sát của BODY`.
//!
//! The body that sends the delegation holds the activity, its head presides.

use std::ops::Range;

use crate::activity::cue::{self, Use};
use crate::activity::kind::Event;
use crate::activity::who;
use crate::context::{Context, Parts};

/// Where a sentence tells who leads a delegation: the word `do` before the person, if any, and the words of leading.
struct Led {
    by: Option<usize>,
    lead: Range<usize>,
}

/// The person who leads the delegation.
pub(crate) fn head(cx: &Context, parts: &Parts, event: Option<&Event>) -> Option<String> {
    let event = event?;
    let led = led(cx, event)?;
    let from = led.by.unwrap_or(event.sentence.words.start);
    let span = cx.words.get(from)?.start()..cx.words.get(led.lead.start)?.start();
    who::people_in(parts, &span).pop()
}

/// The body that sends the delegation.
pub(crate) fn sender(cx: &Context, parts: &Parts, event: &Event) -> Option<String> {
    let led = led(cx, event)?;
    let before = led.by.and_then(|by| {
        let by = cx.words.get(by)?.start();
        let found = who::bodies(parts, &(event.sentence.span.start..by));
        let (_, end, name) = found.into_iter().next_back()?;
        let gap = cx.text.get(end..by).unwrap_or("");
        (gap.split_whitespace().count() <= 2).then_some(name)
    });
    before.or_else(|| {
        let behind = cx.words.get(led.lead.end)?.start();
        let found = who::bodies(parts, &(behind..event.sentence.span.end));
        let (start, _, name) = found.into_iter().next()?;
        let gap = cx.text.get(behind..start).unwrap_or("");
        let sent = gap.contains("của") || gap.to_lowercase().contains("đoàn") || gap.is_empty();
        (sent && gap.split_whitespace().count() <= 6).then_some(name)
    })
}

fn led(cx: &Context, event: &Event) -> Option<Led> {
    let words = event.sentence.words.clone();
    let (at, end) =
        words.clone().find_map(|k| cue::end(&cx.words, k, Use::Lead).map(|end| (k, end)))?;
    let by = (words.start..at).rev().take(40).find(|k| cx.small(*k) == "do");
    // `dẫn đầu` alone is also said of movements: somebody leads a delegation when one is named.
    let delegation = by.is_some() || (at..end + 3).any(|k| cx.small(k) == "đoàn");
    delegation.then_some(Led { by, lead: at..end })
}
