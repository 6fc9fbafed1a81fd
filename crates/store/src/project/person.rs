//! Rows of a person in office: the name, posts and ranks.

use super::tables::{PEOPLE, POSTS, RANKS};
use super::{Fold, Row, at, name, search};
use crate::value::args;
use record::object::{Person, Post};

pub(super) fn rows(o: &Person, fold: Fold) -> Vec<Row> {
    let mut words = vec![Some(o.name.as_str())];
    words.extend(o.posts.iter().map(|p| Some(p.title.as_str())));
    let main = args![
        &o.name,
        latest_post(o).map(|p| p.title.as_str()),
        o.ranks.iter().max_by_key(|r| r.since).map(|r| r.rank.as_str()),
        o.created.recorded_at,
        search(fold, &words),
    ];
    let posts = o.posts.iter().enumerate().map(|(n, post)| {
        let body = post.body.as_ref();
        let values = args![n, &post.title, at(body), name(body), post.from, post.since, post.to];
        Row::new(&POSTS, &o.at, values)
    });
    let ranks = o
        .ranks
        .iter()
        .enumerate()
        .map(|(n, held)| Row::new(&RANKS, &o.at, args![n, &held.rank, held.from, held.since]));
    std::iter::once(Row::new(&PEOPLE, &o.at, main)).chain(posts).chain(ranks).collect()
}

/// The post seen last, one without a known end before one that ended.
fn latest_post(o: &Person) -> Option<&Post> {
    o.posts.iter().max_by_key(|p| (p.to.is_none(), p.since))
}
