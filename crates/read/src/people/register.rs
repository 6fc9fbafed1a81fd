//! Brings mentions of one person together: one entry a name, with ranks, posts and mentions.
//!
//! A short form (`đồng chí Dũng`) joins a person only when a single candidate bears that name.

use crate::word::{Map, Set};

use crate::context::Context;
use crate::contract::{Mention, Person, Post};
use crate::people::cue::{self, Use};
use crate::people::group::Introduced;
use crate::people::name;
use crate::word::fold;

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
}

impl Register {
    /// Adds one introduction.
    pub(crate) fn add(&mut self, cx: &Context, found: Introduced) {
        let Some(mention) = mention(cx, found.name, found.name_end) else { return };
        let key = fold(&mention.text);
        let slot = *self.by_name.entry(key).or_insert(self.people.len());
        if slot == self.people.len() {
            let name = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.people
                .push(Entry { person: Person { name, ..Person::default() }, official: false });
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
            add_post(&mut entry.person.posts, post);
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
        let given = self.given_names();
        let firsts: Set<String> =
            self.by_name.keys().filter_map(|k| k.split(' ').next()).map(str::to_owned).collect();
        let mentions = self.people.iter().flat_map(|entry| &entry.person.mentions);
        let mut taken: Set<usize> = mentions.map(|m| m.start).collect();
        let mut at = 0;
        while let Some(word) = cx.words.get(at) {
            let run = if word.is_capital() { name::capitals(&cx.words, at) } else { 0 };
            if run == 0 {
                at += 1;
                continue;
            }
            let found = self.full(cx, at, run, &firsts).or_else(|| self.short(cx, at, run, &given));
            if let Some((slot, end)) = found
                && let (Some(mention), Some(entry)) =
                    (mention(cx, at, end), self.people.get_mut(slot))
            {
                if taken.insert(mention.start) {
                    entry.person.mentions.push(mention);
                }
                at = end;
            } else {
                at += 1;
            }
        }
    }

    fn full(
        &self,
        cx: &Context,
        at: usize,
        run: usize,
        firsts: &Set<String>,
    ) -> Option<(usize, usize)> {
        if !firsts.contains(cx.small(at)) {
            return None;
        }
        cx.words.get(at).filter(|w| name::is_surname(**w))?;
        (2..=run.min(6)).rev().find_map(|len| {
            let text = mention(cx, at, at + len)?.text;
            self.by_name.get(&fold(&text)).map(|slot| (*slot, at + len))
        })
    }

    /// `đồng chí Dũng`, `Đại tướng Giang`: a given name after a title, borne by one person only.
    fn short(
        &self,
        cx: &Context,
        at: usize,
        run: usize,
        given: &Map<String, Option<usize>>,
    ) -> Option<(usize, usize)> {
        if run != 1 {
            return None;
        }
        let slot = given.get(cx.small(at)).copied().flatten()?;
        let titled = (1..=3).filter_map(|back| at.checked_sub(back)).any(|from| {
            let titles = [Use::Honorific, Use::Citizen];
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

/// Adds a post unless a fuller form is there already; drops shorter forms of it.
fn add_post(posts: &mut Vec<Post>, post: Post) {
    let new = fold(&post.title);
    let begins = |long: &str, short: &str| {
        long == short || long.strip_prefix(short).is_some_and(|rest| rest.starts_with([' ', ',']))
    };
    if posts.iter().any(|p| begins(&fold(&p.title), &new)) {
        return;
    }
    match posts.iter().position(|p| begins(&new, &fold(&p.title))) {
        Some(shorter) => {
            if let Some(slot) = posts.get_mut(shorter) {
                *slot = post;
            }
        }
        None => posts.push(post),
    }
}

fn mention(cx: &Context, from: usize, to: usize) -> Option<Mention> {
    let start = cx.words.get(from)?.start();
    let end = cx.words.get(to.checked_sub(1)?)?.end();
    Some(Mention { start, end, text: cx.text.get(start..end)?.to_owned() })
}
