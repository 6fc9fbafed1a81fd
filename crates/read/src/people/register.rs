//! Brings mentions of one person together: one entry a name, with ranks, posts and mentions.
//!
//! A short form (`đồng chí Dũng`) joins a person only when a single candidate bears that name.

use crate::context::Context;
use crate::contract::{Mention, Person, Post};
use crate::people::cue::{self, Use};
use crate::people::group::Introduced;
use crate::people::name;
use crate::word::{Map, Set, Table, Word, fold};

/// People found so far.
#[derive(Debug, Default)]
pub(crate) struct Register {
    people: Vec<Entry>,
    by_name: Map<String, usize>,
}

#[derive(Debug)]
struct Entry {
    person: Person,
    official: bool,
    /// The titles of the posts, folded; none while there is but one post.
    titles: Vec<String>,
}

impl Register {
    /// Adds one introduction.
    pub(crate) fn add(&mut self, cx: &Context, found: Introduced) {
        let Some(mention) = mention(cx, found.name, found.name_end) else { return };
        let key = fold(&mention.text);
        let slot = *self.by_name.entry(key).or_insert(self.people.len());
        if slot == self.people.len() {
            let name = crate::structure::one_blank(&mention.text);
            let person = Person { name, ..Person::default() };
            self.people.push(Entry { person, official: false, titles: Vec::new() });
        }
        let Some(entry) = self.people.get_mut(slot) else { return };
        entry.official |= !found.citizen;
        entry.person.mentions.push(mention);
        if let Some(rank) = found.rank
            && !entry.person.ranks.iter().any(|r| r == rank)
        {
            entry.person.ranks.push(rank.to_owned());
        }
        for post in found.posts {
            entry.add_post(post);
        }
    }

    /// The people, with further mentions by full name and by unambiguous given name.
    pub(crate) fn finish(mut self, cx: &Context) -> Vec<Person> {
        self.repeat(cx);
        let officials = self.people.into_iter().filter(|entry| entry.official);
        officials
            .map(|mut entry| {
                entry.person.mentions.sort_by_key(|m| m.start);
                entry.person.mentions.dedup_by_key(|m| m.start);
                entry.person
            })
            .collect()
    }

    /// Adds mentions that stand without a title.
    fn repeat(&mut self, cx: &Context) {
        if self.people.is_empty() {
            return;
        }
        let given = self.given_names();
        let firsts: Set<&str> = self.by_name.keys().filter_map(|k| k.split(' ').next()).collect();
        let mentions = self.people.iter().flat_map(|entry| &entry.person.mentions);
        let mut taken: Vec<usize> = mentions.map(|m| m.start).collect();
        taken.sort_unstable();
        let mut done = 0;
        for at in cx.capitals.iter().copied() {
            if at < done {
                continue;
            }
            let found = self.full(cx, at, &firsts).or_else(|| self.short(cx, at, &given));
            if let Some((slot, end)) = found
                && let (Some(mention), Some(entry)) =
                    (mention(cx, at, end), self.people.get_mut(slot))
            {
                if taken.binary_search(&mention.start).is_err() {
                    entry.person.mentions.push(mention);
                }
                done = end;
            }
        }
    }

    /// A name in full.
    fn full(&self, cx: &Context, at: usize, firsts: &Set<&str>) -> Option<(usize, usize)> {
        cx.words.get(at).filter(|w| name::is_surname(**w))?;
        if !firsts.contains(cx.small(at)) {
            return None;
        }
        let run = name::capitals(&cx.words, at);
        (2..=run.min(6)).rev().find_map(|len| {
            let text = cx.text.get(cx.words.get(at)?.start()..cx.words.get(at + len - 1)?.end())?;
            self.by_name.get(&fold(text)).map(|slot| (*slot, at + len))
        })
    }

    /// `đồng chí Dũng`, `Đại tướng Giang`: a given name after a title, borne by one person only.
    fn short(
        &self,
        cx: &Context,
        at: usize,
        given: &Map<String, Option<usize>>,
    ) -> Option<(usize, usize)> {
        let titles = [Use::Honorific, Use::Citizen];
        let may = |w: &Word| {
            w.opens(Table::Ranks) || cue::opens(w, Use::Honorific.bit() | Use::Citizen.bit())
        };
        if !cx.words.get(at.saturating_sub(3)..at)?.iter().any(may)
            || name::capitals(&cx.words, at) != 1
        {
            return None;
        }
        let slot = given.get(cx.small(at)).copied().flatten()?;
        let titled = (1..=3).filter_map(|back| at.checked_sub(back)).any(|from| {
            let ends = titles.iter().filter_map(|u| cue::end(&cx.words, from, *u));
            ends.chain(cue::rank(&cx.words, from).map(|r| r.0)).any(|end| end == at)
        });
        titled.then_some((slot, at + 1))
    }

    /// Given names, with the person where only one bears it.
    fn given_names(&self) -> Map<String, Option<usize>> {
        let mut given = Map::default();
        for (slot, entry) in self.people.iter().enumerate() {
            if let Some(last) = entry.person.name.split(' ').next_back() {
                given.entry(fold(last)).and_modify(|known| *known = None).or_insert(Some(slot));
            }
        }
        given
    }
}

impl Entry {
    /// Adds a post unless a fuller form is there already; drops shorter forms of it.
    fn add_post(&mut self, post: Post) {
        let posts = &mut self.person.posts;
        if posts.iter().any(|known| known.title == post.title) {
            return;
        }
        if posts.is_empty() {
            posts.push(post);
            return;
        }
        if self.titles.is_empty() {
            self.titles.extend(posts.iter().map(|known| fold(&known.title)));
        }
        let new = fold(&post.title);
        let begins = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|r| r.is_empty() || r.starts_with([' ', ',']))
        };
        if self.titles.iter().any(|title| begins(title, &new)) {
            return;
        }
        let shorter = self.titles.iter().position(|title| begins(&new, title));
        match shorter.and_then(|at| self.titles.get_mut(at).zip(posts.get_mut(at))) {
            Some((title, slot)) => (*title, *slot) = (new, post),
            None => {
                self.titles.push(new);
                posts.push(post);
            }
        }
    }
}

fn mention(cx: &Context, from: usize, to: usize) -> Option<Mention> {
    let start = cx.words.get(from)?.start();
    let end = cx.words.get(to.checked_sub(1)?)?.end();
    Some(Mention { start, end, text: cx.text.get(start..end)?.to_owned() })
}
