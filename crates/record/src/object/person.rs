//! A person in office: name, posts and ranks through time, and nothing else.

use super::{Fold, Log, Misfit, Stamp};
use crate::act::{Act, Evidence};
use crate::payload::PersonAct;
use terms::{Day, Edtf, Named, Ref};

/// Người giữ chức vụ: a person in official posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What it is called.
    pub at: Ref,
    /// Name as it stands.
    pub name: String,
    /// Names that were put right.
    pub names_before: Vec<(String, String, Stamp)>,
    /// Posts.
    pub posts: Vec<Post>,
    /// Ranks.
    pub ranks: Vec<RankHeld>,
    /// Why the registration was taken back, and by whom: the person was entered by mistake.
    pub unmade: Option<(String, Stamp)>,
    /// The founding act.
    pub created: Stamp,
    /// The acts that made it.
    pub log: Log,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A post through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The whole post with its body.
    pub title: String,
    /// The body on the register.
    pub body: Option<Named>,
    /// Since when, as the source has it.
    pub from: Option<Edtf>,
    /// The first day on which the person is known to hold it.
    pub since: Day,
    /// The last day, when known.
    pub to: Option<Day>,
    /// What says so.
    pub evidence: Vec<Evidence>,
    /// The act that said it first.
    pub by: Stamp,
}

/// A rank through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankHeld {
    /// The rank.
    pub rank: String,
    /// Since when, as the source has it.
    pub from: Option<Edtf>,
    /// The first day on which the person is known to hold it.
    pub since: Day,
    /// The act that said it.
    pub by: Stamp,
}

/// The first day that is certain: the last possible day of a beginning, else the day the act holds from.
fn certain_since(from: Option<Edtf>, effective_on: Day) -> Day {
    let start = match from {
        Some(Edtf::Interval(Some(start), _)) => Edtf::Point(start).last(),
        Some(other) => other.last(),
        None => None,
    };
    start.unwrap_or(effective_on)
}

impl Person {
    /// The posts that the person is known to hold on a day.
    pub fn posts_on(&self, day: Day) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(move |p| p.since <= day && p.to.is_none_or(|to| day <= to))
    }

    /// The rank that the person is known to hold on a day.
    pub fn rank_on(&self, day: Day) -> Option<&str> {
        let held = self.ranks.iter().filter(|r| r.since <= day);
        held.max_by_key(|r| r.since).map(|r| r.rank.as_str())
    }

    fn hold(&mut self, act: &Act, mut post: Post) -> Result<(), &'static str> {
        if post.to.is_some_and(|to| to < post.since) {
            return Err("person.post-ends-before-it-begins");
        }
        let open = self.posts.iter_mut().find(|p| p.title == post.title && p.to.is_none());
        match open {
            Some(known) => {
                if post.since < known.since {
                    (known.since, known.from) = (post.since, post.from);
                }
                known.to = post.to;
                known.body = known.body.take().or(post.body.take());
                known.evidence.extend(act.evidence.iter().cloned());
            }
            None => self.posts.push(post),
        }
        Ok(())
    }
}

impl Fold for Person {
    type Says = PersonAct;
    super::alike!(Person, taken back by PersonAct);

    fn begin(act: &Act, says: &PersonAct) -> Option<Self> {
        let PersonAct::Registered { name } = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            name,
            names_before: Vec::new(),
            posts: Vec::new(),
            ranks: Vec::new(),
            unmade: None,
            created: Stamp::of(act),
            log: Log::of(act),
            misfits: Vec::new(),
        })
    }

    fn unmake(&mut self, why: (String, Stamp)) -> Result<(), &'static str> {
        self.unmade = Some(why);
        self.posts.clear();
        self.ranks.clear();
        Ok(())
    }

    fn step(&mut self, act: &Act, says: &PersonAct) -> Result<(), &'static str> {
        if self.unmade.is_some() {
            return Err("person.unmade");
        }
        let by = Stamp::of(act);
        match says.clone() {
            PersonAct::Registered { .. } => return Err("person.already-registered"),
            PersonAct::PostHeld { title, body, from, to } => {
                let since = certain_since(from, act.effective_on);
                let evidence = act.evidence.clone();
                return self.hold(act, Post { title, body, from, since, to, evidence, by });
            }
            PersonAct::PostLeft { title } => {
                let last = act.effective_on.plus_days(-1);
                let open = self.posts.iter_mut().find(|p| p.title == title && p.to.is_none());
                let post = open.ok_or("person.post-not-held")?;
                if last < post.since {
                    return Err("person.post-ends-before-it-begins");
                }
                post.to = Some(last);
            }
            PersonAct::RankHeld { rank, from } => {
                let since = certain_since(from, act.effective_on);
                self.ranks.push(RankHeld { rank, from, since, by });
            }
            PersonAct::Corrected { name, reason } => {
                let before = std::mem::replace(&mut self.name, name);
                self.names_before.push((before, reason, by));
            }
            PersonAct::Undone { .. } => {}
        }
        Ok(())
    }
}
