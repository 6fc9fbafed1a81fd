//! Who gives a direction: the subject of a verb of speech, carried on until somebody else speaks.
//!
//! A person meant by a pronoun or by title alone is found only when there is one candidate.

use crate::abbreviation::written_out;
use crate::context::Context;
use crate::contract::Person;
use crate::people::cue::{self as people_cue, Use};
use crate::post;
use crate::role::clause::Clause;
use crate::role::cue::{self, Hit, Tells};
use crate::role::index::Index;
use crate::word::fold;

/// Who speaks, carried from clause to clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    name: Option<String>,
    /// The person with whom the running sentence began.
    subject: Option<String>,
}

impl Speaker {
    /// A document's own voice.
    pub(crate) fn new(name: Option<String>) -> Self {
        Self { name, subject: None }
    }

    /// Takes note of who speaks in a clause: a person before a verb of speech, else a person after an opening
    /// one (`Phát biểu tại hội nghị, …`), else a body.
    #[inline(never)]
    pub(crate) fn listen(&mut self, cx: &Context, index: &Index, clause: &Clause) {
        if clause.opens_sentence {
            self.subject = opens_with(cx, index, clause);
        }
        let speaks =
            |h: &&Hit| matches!(h.tells, Tells::Said | Tells::Task | Tells::Issue | Tells::Praise);
        let cues = || clause.features.hits.iter().filter(speaks);
        let Some(first) = cues().next() else { return };
        if pronoun(cx, clause, first) {
            self.name = self.name.take().or_else(|| last_named(index, clause));
            return;
        }
        let each = |find: Find| cues().find_map(|cue| find(cx, index, clause, cue));
        let told = each(before).or_else(|| each(behind)).or_else(|| each(body));
        // `Đồng chí A đã gửi lời chúc …; ghi nhận, đánh giá cao …`: the one with whom the sentence began goes on.
        let goes_on = || self.subject.clone().filter(|_| !clause.opens_sentence);
        if let Some(name) = told.or_else(goes_on) {
            self.name = Some(name);
        }
    }

    /// Gives a direction that nobody spoke to the body that sets itself the work, else to the host of the event.
    pub(crate) fn take_over(
        &mut self,
        cx: &Context,
        index: &Index,
        clause: &Clause,
        cue: Option<Hit>,
    ) {
        let resolved = cue.is_some_and(|h| h.tells == Tells::Future) && clause.opens_paragraph;
        if self.name.is_some() && !resolved {
            return;
        }
        // `Sở A cần …`: the body before a word of duty is the one who is to act.
        let told = cue.is_some_and(|h| h.tells == Tells::Task);
        let own = (!told).then(|| own_plan(cx, index, clause)).flatten();
        let own = own.or_else(|| host(index)).or_else(|| head(cx, index));
        self.name = own.or_else(|| self.name.take());
    }

    /// The name of who speaks.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// The body named before the first verb of work of a clause.
fn own_plan(cx: &Context, index: &Index, clause: &Clause) -> Option<String> {
    let f = &clause.features;
    let (start, end, name) = index.bodies(clause.span.clone()).next()?;
    let verb = (f.first..f.end).filter(|k| cue::work(cx, *k)).filter_map(|k| cx.words.get(k));
    let first = verb.map(|w| w.start()).find(|at| *at < start || *at >= end)?;
    (start < first).then(|| name.to_owned())
}

/// Who holds the event, else the one who presides.
fn host(index: &Index) -> Option<String> {
    let activity = index.parts.activity?;
    let chair = activity.chairs.first().filter(|_| activity.chairs.len() == 1);
    activity.hosts.first().or(chair).cloned()
}

/// Who leads the delegation that came to inspect.
fn head(cx: &Context, index: &Index) -> Option<String> {
    let leads = |k: &usize| {
        let word = |ahead: usize| cx.small(k + ahead);
        matches!((word(0), word(1)), ("dẫn", "đầu") | ("làm", "trưởng"))
    };
    let at = cx.words.get((0..cx.words.len().min(700)).find(leads)?)?.start();
    let mut named = index.people(at.saturating_sub(300)..at);
    named.next_back().map(|(_, _, name)| name.to_owned())
}

/// `huyện Sông Mây có một số kiến nghị`: a place that speaks for its administration.
fn place(cx: &Context, clause: &Clause, cue: &Hit) -> Option<String> {
    let mut end = cue.at;
    let lead = |k: usize| {
        matches!(
            cx.small(k),
            "có" | "một"
                | "số"
                | "nhiều"
                | "những"
                | "cũng"
                | "đã"
                | "đưa"
                | "ra"
                | "kiến"
                | "nghị"
                | "và"
        ) || cx.words.get(k).is_some_and(|w| w.sign() == ',')
    };
    while end > clause.features.first && lead(end - 1) {
        end -= 1;
    }
    let capital = |k: usize| cx.words.get(k).is_some_and(|w| w.is_capital());
    let mut start = end;
    while start > clause.features.first && capital(start - 1) {
        start -= 1;
    }
    let kind = start.checked_sub(1).filter(|k| *k >= clause.features.first && start < end)?;
    let is_place =
        matches!(cx.small(kind), "huyện" | "tỉnh" | "xã" | "phường" | "quận" | "phố" | "trấn");
    let two = matches!(cx.small(kind), "phố" | "trấn");
    let from = if two { kind.checked_sub(1)? } else { kind };
    is_place.then(|| written_out(cx, from..end))
}

/// A way to find the subject of a cue.
type Find = fn(&Context, &Index, &Clause, &Hit) -> Option<String>;

/// The person named last before the cue, or meant by title there.
fn before(cx: &Context, index: &Index, clause: &Clause, cue: &Hit) -> Option<String> {
    let at = cx.words.get(cue.at)?.start();
    let named = index.people(clause.span.start..at).next_back().map(|(_, _, name)| name.to_owned());
    let ends_here =
        |k: usize| post::parse(cx, k).filter(|p| p.end <= cue.at + 1 && p.end + 3 > cue.at);
    named.or_else(|| {
        let post = (clause.features.first..cue.at).rev().find_map(ends_here)?;
        Some(holder(index, &post.post.title).unwrap_or(post.post.title))
    })
}

/// The person named first after a cue that opens the sentence, or meant by title there.
fn behind(cx: &Context, index: &Index, clause: &Clause, cue: &Hit) -> Option<String> {
    let at = cx.words.get(cue.at).filter(|_| cue.at <= clause.features.first + 1)?.start();
    let mut people = index.people(at..clause.span.end.min(at + 400));
    let named =
        people.find(|(start, _, _)| !on_behalf(cx, *start)).map(|(_, _, name)| name.to_owned());
    named.or_else(|| {
        let mut after = cue.end..clause.words.end.min(cue.end + 12);
        let post = after.find_map(|k| post::parse(cx, k).filter(|_| post::stands(&cx.words, k)))?;
        holder(index, &post.post.title)
    })
}

/// A body or a delegation right before the cue.
fn body(cx: &Context, index: &Index, clause: &Clause, cue: &Hit) -> Option<String> {
    let at = cx.words.get(cue.at)?.start();
    if cue.tells == Tells::Praise {
        return None;
    }
    let found = body_before(index, cx, at)
        .or_else(|| delegation(cx, clause, cue))
        .or_else(|| sent(cx, clause, cue))
        .or_else(|| place(cx, clause, cue));
    // `chỉ tiêu Chính phủ giao` ends with the verb: nobody speaks there.
    let goes_on =
        (cue.end..clause.words.end).any(|k| cx.words.get(k).is_some_and(|w| !w.is_sign()));
    found.filter(|_| goes_on && names_subject(cx, cue))
}

/// The one person of the text who holds a post of this title (`Thủ tướng yêu cầu`).
fn holder(index: &Index, title: &str) -> Option<String> {
    let title = fold(title);
    let holds = |p: &&Person| p.posts.iter().any(|held| fold(&held.title).starts_with(&title));
    let mut holders = index.parts.people.iter().filter(holds);
    let holder = holders.next()?;
    holders.next().is_none().then(|| holder.name.clone())
}

/// Only verbs of saying and giving out work have a body as subject; `cần` and `phải` have the one who is to act.
fn names_subject(cx: &Context, cue: &Hit) -> bool {
    let first = cx.words.get(cue.at).map_or("", |w| cx.slice(&(w.start()..w.end())));
    cue.tells != Tells::Task || matches!(first, "giao" | "Giao")
}

/// `Đoàn kiểm tra đề nghị …`: a delegation that opens the sentence.
fn delegation(cx: &Context, clause: &Clause, cue: &Hit) -> Option<String> {
    if cx.small(clause.features.first) != "đoàn" {
        return None;
    }
    let name = written_out(cx, clause.features.first..cue.at);
    let words = name.split(' ').count();
    (name.starts_with("Đoàn ") && words <= 5 && !name.contains(',')).then_some(name)
}

/// `Tại buổi kiểm tra, Đoàn công tác yêu cầu …`: a delegation right before the cue.
fn sent(cx: &Context, clause: &Clause, cue: &Hit) -> Option<String> {
    let from = cue.at.checked_sub(3).filter(|k| *k >= clause.features.first)?;
    let words = (cx.small(from), cx.small(from + 1), cx.small(from + 2));
    let kind = matches!(
        (words.1, words.2),
        ("công", "tác") | ("kiểm", "tra") | ("giám", "sát") | ("thanh", "tra") | ("khảo", "sát")
    );
    (words.0 == "đoàn" && kind).then(|| format!("Đoàn {} {}", words.1, words.2))
}

/// `đồng chí`, `ông` alone as subject: the speaker stays.
fn pronoun(cx: &Context, clause: &Clause, cue: &Hit) -> bool {
    let from = clause.features.first;
    let honorific =
        [Use::Honorific, Use::Citizen].iter().find_map(|u| people_cue::end(&cx.words, from, *u));
    honorific.is_some_and(|end| end >= cue.at && end <= cue.at + 1)
}

/// The person with whom a sentence begins.
fn opens_with(cx: &Context, index: &Index, clause: &Clause) -> Option<String> {
    let first = cx.words.get(clause.features.first)?;
    let near = first.start()..clause.span.end.min(first.start() + 40);
    let named = index.people(near).next().map(|(_, _, name)| name.to_owned());
    let led = people_cue::end(&cx.words, clause.features.first, Use::Honorific).is_some();
    named.filter(|_| led)
}

/// The person named last before a clause: whom `Đồng chí yêu cầu …` means where nobody has spoken yet.
fn last_named(index: &Index, clause: &Clause) -> Option<String> {
    index.people(0..clause.span.start).next_back().map(|(_, _, name)| name.to_owned())
}

/// `thay mặt …`: the person named is spoken for and does not speak.
fn on_behalf(cx: &Context, at: usize) -> bool {
    let lead = cx.text.get(floor(cx, at.saturating_sub(60))..at).unwrap_or("");
    let lead = lead.rsplit([',', '.', ';']).next().unwrap_or("");
    lead.split_whitespace()
        .collect::<Vec<_>>()
        .windows(2)
        .any(|w| w == ["thay", "mặt"] || w == ["Thay", "mặt"])
}

/// A body that ends right before the cue.
fn body_before(index: &Index, cx: &Context, at: usize) -> Option<String> {
    let near = |end: usize| {
        cx.text.get(end..at).is_some_and(|gap| {
            gap.split_whitespace().count() <= 1 && !gap.contains([',', '.', ':'])
        })
    };
    let close = index.bodies(at.saturating_sub(400)..at);
    let mut before = close.filter(|(_, end, _)| *end + 24 > at && near(*end));
    before.next_back().map(|(_, _, name)| name.to_owned())
}

/// The nearest character boundary at or before a byte.
pub(crate) fn floor(cx: &Context, mut at: usize) -> usize {
    while at > 0 && !cx.text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
