//! People in official posts: with the posts and ranks they hold, and with nothing else.

use super::SpanRow;
use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::{ActView, Needle, PER_PAGE, Paged};
use record::ActKey;
use record::object::{Log, Person, Post};
use terms::{Day, Ref, Role, Site};

/// One person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub at: Ref,
    /// Name.
    pub name: String,
    /// Rank on the day asked; empty when none is known.
    pub rank: String,
    /// Posts held on the day asked.
    pub posts: Vec<SpanRow>,
}

/// A person with everything the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// The person.
    pub at: Ref,
    /// Name.
    pub name: String,
    /// Why the entry was taken back, when it was.
    pub unmade: Option<String>,
    /// Posts, the latest first.
    pub posts: Vec<SpanRow>,
    /// Ranks, the latest first.
    pub ranks: Vec<SpanRow>,
    /// What was done with the entry.
    pub history: Vec<ActView>,
    /// Acts that were taken back.
    pub undone: Vec<(Site, u64)>,
}

impl Office {
    /// People on the register, with what they hold on a day (today when `None`).
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn people(
        &self,
        viewer: &Viewer,
        search: &str,
        day: Option<Day>,
        page: usize,
    ) -> Result<Paged<PersonRow>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let day = day.unwrap_or_else(|| self.today());
        let people = self.facts().await?.people.clone();
        let needle = Needle::of(search);
        let mut rows: Vec<PersonRow> = people
            .iter()
            .filter(|p| p.unmade.is_none())
            .filter(|p| {
                let mut texts = vec![p.name.as_str()];
                texts.extend(p.posts.iter().map(|post| post.title.as_str()));
                needle.fits(&texts)
            })
            .map(|p| PersonRow {
                at: p.at.clone(),
                name: p.name.clone(),
                rank: p.rank_on(day).unwrap_or_default().to_owned(),
                posts: p.posts_on(day).map(post).collect(),
            })
            .collect();
        sort_people(&mut rows);
        Ok(Paged::of(rows, page, PER_PAGE))
    }

    /// One person.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn person(&self, viewer: &Viewer, at: &Ref) -> Result<PersonView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let person: Person = self.get(at).await?;
        let history = self.history(viewer, at).await?;
        let mut posts: Vec<&Post> = person.posts.iter().collect();
        posts.sort_by_key(|p| std::cmp::Reverse(p.since));
        let mut ranks = person.ranks.clone();
        ranks.sort_by_key(|r| std::cmp::Reverse(r.since));
        let ranks = ranks.into_iter().map(|r| SpanRow {
            from: r.from.map_or_else(|| r.since.vn(), |e| e.vn()),
            what: r.rank,
            ..SpanRow::default()
        });
        Ok(PersonView {
            at: at.clone(),
            posts: posts.into_iter().map(post).collect(),
            ranks: ranks.collect(),
            unmade: person.unmade.as_ref().map(|(why, _)| why.clone()),
            undone: undone(&person.log, &history),
            name: person.name,
            history,
        })
    }
}

/// The acts of a history that were taken back.
pub(super) fn undone(log: &Log, history: &[ActView]) -> Vec<(Site, u64)> {
    let keys = history.iter().map(|a| ActKey { site: a.site.clone(), seq: a.seq });
    keys.filter(|key| log.is_undone(key)).map(|key| (key.site, key.seq)).collect()
}

/// People are listed by given name, then middle name, then family name.
fn sort_people(rows: &mut [PersonRow]) {
    match text::collate::Collator::vietnamese() {
        Some(order) => rows.sort_by_cached_key(|r| order.person_sort_key(&r.name)),
        None => rows.sort_by(|a, b| a.name.cmp(&b.name)),
    }
}

pub(crate) fn post(p: &Post) -> SpanRow {
    SpanRow {
        what: p.title.clone(),
        at: p.body.as_ref().map(|b| b.at.clone()),
        note: p.body.as_ref().map(|b| b.name.clone()).unwrap_or_default(),
        from: p.from.map_or_else(|| p.since.vn(), |e| e.vn()),
        to: p.to,
        basis: None,
    }
}
