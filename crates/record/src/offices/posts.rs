//! Posts of a body on a day: laid down or held, by whom with which rank, and what stands vacant.

use super::naming::{head_of, key, names, post_key, post_name};
use super::{Held, Offices, kinds};
use crate::object::{Body, PostLaid};
use terms::{Day, Edtf, Named, Ref};

/// Who holds a post on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub person: Named,
    /// The rank on that day; empty when none is known.
    pub rank: String,
    /// The post as it stands on record, with its body.
    pub title: String,
    /// Since when, as the source has it.
    pub from: Option<Edtf>,
    /// The first day on which the person is known to hold it.
    pub since: Day,
    /// The last day, when known.
    pub to: Option<Day>,
    /// Other posts held on the same day (kiêm nhiệm).
    pub also: Vec<String>,
}

impl Holder {
    /// Rank and name as people say them: `Đại tá Tạ Văn Lực`.
    pub fn called(&self) -> String {
        if self.rank.is_empty() {
            return self.person.name.clone();
        }
        format!("{} {}", self.rank, self.person.name)
    }
}

/// A post of a body on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostNow {
    /// The body with its name of the day.
    pub body: Named,
    /// The post: as laid down, else the head of the title under which it is held.
    pub post: String,
    /// How many may hold it; `None` when it is held without having been laid down.
    pub seats: Option<u64>,
    /// Since when it is laid down, and by which document.
    pub laid: Option<(Day, Option<String>)>,
    /// Who holds it.
    pub holders: Vec<Holder>,
    /// Whether it stands at the head of the body.
    pub is_head: bool,
}

impl PostNow {
    /// How many of its seats nobody holds; 0 where none were laid down.
    pub fn vacant(&self) -> u64 {
        let held = u64::try_from(self.holders.len()).unwrap_or(u64::MAX);
        self.seats.unwrap_or(0).saturating_sub(held)
    }
}

/// What a title leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'a> {
    /// One body, and the head of the post in it.
    One {
        /// The body.
        body: &'a Body,
        /// The post without the body.
        post: String,
    },
    /// Several bodies bore the name on that day.
    Several(Vec<&'a Body>),
    /// The title ends with no name of a body on that day.
    Nothing,
}

impl<'a> Offices<'a> {
    /// The bodies that bore a name or short name on a day.
    pub fn called(&self, name: &str, day: Day) -> Vec<&'a Body> {
        let wanted = key(name);
        let same = self.named.get(&wanted).into_iter().flatten();
        let there = same.filter_map(|at| self.body(at)).filter(|b| b.exists_on(day));
        there.filter(|b| bears(b, &wanted, day)).collect()
    }

    /// The post and body that a title names on a day, such as `Chủ tịch Ủy ban nhân dân tỉnh X`: the longest name that
    /// the title ends with counts.
    pub fn find(&self, title: &str, day: Day) -> Found<'a> {
        let title = title.trim();
        let starts = title.char_indices().filter(|(i, c)| {
            *i > 0 && !c.is_whitespace() && title[..*i].ends_with(char::is_whitespace)
        });
        for (i, _) in starts {
            match self.called(&title[i..], day).as_slice() {
                [] => {}
                [body] => {
                    let post = post_name(title, body);
                    return Found::One { body, post };
                }
                several => return Found::Several(several.to_vec()),
            }
        }
        Found::Nothing
    }

    /// The posts of a body on a day: those laid down, then those that are held without; the head first.
    pub fn posts_on(&self, body: &'a Body, day: Day) -> Vec<PostNow> {
        if !body.exists_on(day) {
            return Vec::new();
        }
        let heads = heads(body);
        let mut seen: Vec<String> = Vec::new();
        let mut posts: Vec<PostNow> = Vec::new();
        for laid in body.posts_on(day) {
            let key = post_key(&laid.post, body);
            posts.push(self.laid(body, laid, &key, heads.contains(&key), day));
            seen.push(key);
        }
        for held in self.held_on(&body.at, day) {
            if !seen.contains(&held.key) {
                seen.push(held.key.clone());
                posts.push(PostNow {
                    body: body.named_on(day),
                    post: post_name(&held.post.title, body),
                    seats: None,
                    laid: None,
                    holders: self.holders(&body.at, &held.key, day),
                    is_head: heads.contains(&held.key),
                });
            }
        }
        posts.sort_by_key(|p| !p.is_head);
        posts
    }

    fn laid(&self, body: &Body, laid: &PostLaid, key: &str, is_head: bool, day: Day) -> PostNow {
        PostNow {
            body: body.named_on(day),
            post: laid.post.clone(),
            seats: Some(laid.seats),
            laid: Some((laid.from, laid.basis.clone())),
            holders: self.holders(&body.at, key, day),
            is_head,
        }
    }

    /// One post of a body on a day, by its name or a whole title.
    pub fn post_on(&self, body: &'a Body, post: &str, day: Day) -> Option<PostNow> {
        let wanted = post_key(post, body);
        self.posts_on(body, day).into_iter().find(|p| post_key(&p.post, body) == wanted)
    }

    /// The post at the head of a body on a day, held or vacant; `None` when it is neither laid down nor held.
    pub fn head_on(&self, body: &'a Body, day: Day) -> Option<PostNow> {
        let posts = self.posts_on(body, day);
        heads(body).into_iter().find_map(|head| {
            posts.iter().find(|p| p.is_head && post_key(&p.post, body) == head).cloned()
        })
    }

    /// Every post that stands vacant on a day, wholly or in part, body by body.
    pub fn vacant_on(&self, day: Day) -> Vec<PostNow> {
        let bodies = self.bodies_on(day).filter(|b| b.posts_on(day).next().is_some());
        bodies.flat_map(|b| self.posts_on(b, day)).filter(|p| p.vacant() > 0).collect()
    }

    /// Since when a post has stood vacant that is so on a day: the day after the last holder left, else the day on which
    /// it was laid down. `None` where it is not laid down, or is not vacant.
    pub fn vacant_since(&self, body: &'a Body, post: &str, day: Day) -> Option<Day> {
        let now = self.post_on(body, post, day).filter(|p| p.vacant() > 0)?;
        let (laid, _) = now.laid?;
        let wanted = post_key(post, body);
        let ends = self.held.get(&body.at).into_iter().flatten().filter(|h| h.key == wanted);
        let ends = ends.filter_map(|h| h.post.to).filter(|to| *to < day);
        Some(ends.map(|to| to.plus_days(1)).max().map_or(laid, |end| end.max(laid)))
    }

    /// The post of a body without the body's name.
    pub fn head_in<'t>(&self, body: &Body, title: &'t str) -> &'t str {
        head_of(title, names(body))
    }

    /// Everyone who ever held a post of a body, with the post, in the order of days; the rank is that of the first day.
    pub fn ever_held(&self, body: &Body) -> Vec<(String, Holder)> {
        let held = self.held.get(&body.at).into_iter().flatten();
        let mut all: Vec<(String, Holder)> =
            held.map(|h| (post_name(&h.post.title, body), holder(h, h.post.since))).collect();
        all.sort_by_key(|(_, holder)| holder.since);
        all
    }

    pub(super) fn held_on(&self, body: &Ref, day: Day) -> impl Iterator<Item = &Held<'a>> {
        let all = self.held.get(body).into_iter().flatten();
        all.filter(move |h| h.post.since <= day && h.post.to.is_none_or(|to| day <= to))
    }

    /// Who holds a post of a body on a day; each person once.
    pub(super) fn holders(&self, body: &Ref, key: &str, day: Day) -> Vec<Holder> {
        let mut found: Vec<Holder> = Vec::new();
        for held in self.held_on(body, day).filter(|h| h.key == key) {
            if found.iter().all(|f| f.person.at != held.person.at) {
                found.push(holder(held, day));
            }
        }
        found.sort_by_key(|h| h.since);
        found
    }
}

fn holder(held: &Held<'_>, day: Day) -> Holder {
    let others = held.person.posts_on(day).filter(|p| p.title != held.post.title);
    Holder {
        person: Named { at: held.person.at.clone(), name: held.person.name.clone() },
        rank: held.person.rank_on(day).unwrap_or_default().to_owned(),
        title: held.post.title.clone(),
        from: held.post.from,
        since: held.post.since,
        to: held.post.to,
        also: others.map(|p| p.title.clone()).collect(),
    }
}

/// Whether a body bore a name, by its key, on a day.
fn bears(body: &Body, wanted: &str, day: Day) -> bool {
    body.name_on(day).is_some_and(|n| {
        std::iter::once(&n.name).chain(&n.short_name).any(|name| key(name) == wanted)
    })
}

/// Keys of the posts that stand at the head of such a body.
fn heads(body: &Body) -> Vec<String> {
    let kind = kinds::of(&body.kind);
    kind.map_or_else(Vec::new, |k| k.heads.iter().map(|h| post_key(h, body)).collect())
}
