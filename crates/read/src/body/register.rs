//! Brings mentions of one body together under the fullest name that the text gives.

use std::ops::Range;

use crate::abbreviation::written_out;
use crate::body::name::{self, Named};
use crate::context::Context;
use crate::contract::{Body, Mention};
use crate::word::{Map, Table, Word, fold};

/// Bodies found so far.
#[derive(Debug, Default)]
pub(crate) struct Register<'t> {
    bodies: Vec<Body>,
    /// The bodies by their names, folded.
    by_name: Map<String, usize>,
    /// Names as the text prints them, with their heads written out: what was read once is not written out again.
    by_text: Map<(&'t str, &'static str), usize>,
}

impl<'t> Register<'t> {
    /// Adds a complete name.
    pub(crate) fn add(&mut self, cx: &Context<'t>, named: &Named) {
        let words = named.start..named.end;
        let Some(span) = span(cx, &words) else { return };
        let key = (cx.slice(&span), named.name);
        if let Some(slot) = self.by_text.get(&key) {
            return self.mention(cx, *slot, span);
        }
        let slot = self.put(cx, name::written(cx, named), named, words);
        // An abbreviation may be written out otherwise where other words follow.
        let plain = |w: &Word| !w.is_capital() || !w.opens(Table::Abbreviations);
        let tail = cx.words.get(named.head..named.end).unwrap_or_default();
        if let Some(slot) = slot.filter(|_| tail.iter().all(plain)) {
            self.by_text.insert(key, slot);
        }
    }

    /// Adds a name with the words before it, from word `from` on: `Thường trực Tỉnh ủy`.
    pub(crate) fn add_from(&mut self, cx: &Context, from: usize, named: &Named) {
        let front = name::head(cx, from).map_or("", |(_, head)| head.name);
        let name = format!("{front} {}", name::written(cx, named));
        self.put(cx, name, named, from..named.end);
    }

    /// Adds a bare name with the level and place of the next one.
    pub(crate) fn add_named(&mut self, cx: &Context, bare: &Named, next: &Named) {
        let place = written_out(cx, next.head..next.end);
        self.put(cx, format!("{} {place}", bare.name), bare, bare.start..bare.end);
    }

    /// Adds a member of a list that shares its head, with the superior that stands once at the end of the list.
    pub(crate) fn add_text(
        &mut self,
        cx: &Context,
        head: &Named,
        member: Range<usize>,
        above: Option<Range<usize>>,
    ) {
        let text = written_out(cx, member.clone());
        let above = above.map(|range| format!(" {}", written_out(cx, range))).unwrap_or_default();
        self.put(cx, format!("{} {text}{above}", head.name), head, member);
    }

    /// Adds a body for one place of a list: its own head, a level, the place.
    pub(crate) fn add_place(
        &mut self,
        cx: &Context,
        head: &Named,
        level: &str,
        place: Range<usize>,
    ) {
        let front = written_out(cx, head.head..head.end);
        let level = if head.seat { "" } else { level };
        let text = written_out(cx, place.clone());
        let parts = [head.name, front.as_str(), level, text.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        self.put(cx, parts.join(" "), head, place);
    }

    /// Adds a further number of a numbered unit.
    pub(crate) fn add_number(&mut self, cx: &Context, first: &Named, number: usize) {
        let front = written_out(cx, first.head..first.end.saturating_sub(1));
        let digits = written_out(cx, number..number + 1);
        let text = [first.name, &front, &digits]
            .iter()
            .filter(|p| !p.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        self.put(cx, text, first, number..number + 1);
    }

    /// Adds a mention of the body with a name; returns its number.
    fn put(
        &mut self,
        cx: &Context,
        name: String,
        head: &Named,
        words: Range<usize>,
    ) -> Option<usize> {
        let span = span(cx, &words)?;
        let shouted = cx.words.get(head.start).is_some_and(|w| w.is_all_caps());
        let name = if shouted { recased(&name) } else { name };
        let key = fold(&name);
        let slot = self.by_name.get(&key).copied().unwrap_or(self.bodies.len());
        if slot == self.bodies.len() {
            self.by_name.insert(key, slot);
            self.bodies.push(Body { name, kind: head.kind.to_owned(), mentions: Vec::new() });
        }
        self.mention(cx, slot, span);
        Some(slot)
    }

    fn mention(&mut self, cx: &Context, slot: usize, span: Range<usize>) {
        if let Some(body) = self.bodies.get_mut(slot) {
            let text = cx.slice(&span).to_owned();
            body.mentions.push(Mention { start: span.start, end: span.end, text });
        }
    }

    /// The bodies; a shorter name joins the first longer one that goes on with a place or a superior.
    pub(crate) fn finish(self) -> Vec<Body> {
        let mut keys: Vec<(usize, String)> =
            self.by_name.into_iter().map(|(key, slot)| (slot, key)).collect();
        keys.sort_unstable();
        let keys: Vec<String> = keys.into_iter().map(|(_, key)| key).collect();
        let kind = |at: usize| self.bodies.get(at).map(|b| b.kind.as_str());
        let fuller = |short: &str, at: usize| {
            let fits = |(other, key): (usize, &String)| {
                other != at && goes_on(key, short) && kind(at) == kind(other)
            };
            keys.iter().enumerate().position(fits)
        };
        let target = |at: usize| {
            let key = keys.get(at)?;
            fuller(key, at).or_else(|| {
                province(key).and_then(|short| {
                    fuller(short, at).filter(|to| names_place(keys.get(*to), short))
                })
            })
        };
        let targets: Vec<Option<usize>> = (0..keys.len()).map(target).collect();
        let mut kept: Vec<Option<Body>> = self.bodies.into_iter().map(Some).collect();
        for at in 0..kept.len() {
            let Some(mut to) = targets.get(at).copied().flatten() else { continue };
            while let Some(next) = targets.get(to).copied().flatten() {
                to = next;
            }
            let Some(short) = kept.get_mut(at).and_then(Option::take) else { continue };
            if let Some(Some(long)) = kept.get_mut(to) {
                long.mentions.extend(short.mentions);
                long.mentions.sort_by_key(|m| m.start);
            }
        }
        kept.into_iter().flatten().collect()
    }
}

/// The bytes of words.
fn span(cx: &Context, words: &Range<usize>) -> Option<Range<usize>> {
    let last = cx.words.get(words.end.checked_sub(1)?)?;
    Some(cx.words.get(words.start)?.start()..last.end())
}

/// Tells whether a name goes on where a shorter one ends.
fn goes_on(long: &str, short: &str) -> bool {
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with([' ', '-', '–']))
}

/// `Bộ Chỉ huy quân sự tỉnh` may be printed as `Bộ Chỉ huy quân sự Sông Giang`: the name without its level.
fn province(key: &str) -> Option<&str> {
    key.strip_suffix(" tỉnh").or_else(|| key.strip_suffix(" thành phố"))
}

/// Tells whether the longer name goes on with a proper name and not with another level.
fn names_place(long: Option<&String>, short: &str) -> bool {
    const LEVELS: [&str; 12] =
        ["tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "đặc", "các", "quân", "bộ", "sở"];
    let rest = long.and_then(|long| long.strip_prefix(short)).unwrap_or("").trim_start();
    rest.split(' ').next().is_some_and(|first| !first.is_empty() && !LEVELS.contains(&first))
}

/// A name printed in capitals in the usual case: `BỘ QUỐC PHÒNG` → `Bộ Quốc phòng`, places word by word.
fn recased(name: &str) -> String {
    const LEVELS: [&str; 9] =
        ["tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "đặc", "khu"];
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
    };
    let mut place = false;
    let mut first = true;
    let mut words = Vec::new();
    for word in name.split(' ') {
        let shout = word.chars().count() > 1
            && word.chars().all(|c| !c.is_lowercase())
            && word.chars().any(char::is_alphabetic);
        let lower = word.to_lowercase();
        let level = LEVELS.contains(&lower.as_str());
        let cased = match shout {
            false => word.to_owned(),
            true if level => lower.clone(),
            true if place || first => capital(&lower),
            true => lower.clone(),
        };
        first = !shout || level;
        place |= level && shout;
        words.push(cased);
    }
    words.join(" ")
}
