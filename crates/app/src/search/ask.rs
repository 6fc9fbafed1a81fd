//! Asking: what a person typed and chose, and what is found for it.

use super::card::Cards;
use super::keep::{broken, off_thread};
use super::rows::INDICATOR;
use crate::error::Error;
use crate::facts::Find;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::{Paged, sort_by_name};
use index::{Counts, Filter, Found, Marker, Query, ShortForms};
use record::figures::Facts;
use record::object::Body;
use std::sync::LazyLock;
use terms::{Day, Field, Kind, Named, Ref, Role};

/// How many hits a page has.
const PER_PAGE: usize = 20;
/// No more hits than this are given out in a list of all.
const MOST: usize = 2000;
/// How many bodies the choice of bodies names.
const BODIES: usize = 12;

static SHORTS: LazyLock<ShortForms> = LazyLock::new(|| ShortForms::of(read::abbreviations()));

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// An object.
    Object(Kind),
    /// An indicator of a form.
    Indicator,
}

impl What {
    /// Everything that can be found, in the order of pages.
    pub const ALL: [Self; 10] = [
        Self::Object(Kind::Document),
        Self::Object(Kind::Task),
        Self::Object(Kind::Person),
        Self::Object(Kind::Body),
        Self::Object(Kind::Unit),
        Self::Object(Kind::Form),
        Self::Indicator,
        Self::Object(Kind::Activity),
        Self::Object(Kind::Finding),
        Self::Object(Kind::Review),
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Object(kind) => kind.label_code(),
            Self::Indicator => INDICATOR,
        }
    }

    /// The value with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.code() == code)
    }

    /// The Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Object(kind) => kind.label(),
            Self::Indicator => "Chỉ tiêu",
        }
    }
}

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFilter {
    /// Words with or without tones, phrases in quotation marks, numbers of documents in any spelling.
    pub words: String,
    /// Whether they are still being typed: the last word may go on.
    pub typing: bool,
    /// Of this kind.
    pub what: Option<What>,
    /// Of this line of work.
    pub field: Option<Field>,
    /// Of this body.
    pub body: Option<Ref>,
    /// Of this year.
    pub year: Option<i16>,
    /// Not before this day.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
    /// The page, from 1.
    pub page: usize,
    /// Hits of a page; 0 for all, at most 2 000.
    pub per_page: usize,
}

impl Default for SearchFilter {
    fn default() -> Self {
        Self {
            words: String::new(),
            typing: false,
            what: None,
            field: None,
            body: None,
            year: None,
            from: None,
            to: None,
            page: 1,
            per_page: PER_PAGE,
        }
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub what: What,
    /// The object; for an indicator its form.
    pub at: Ref,
    /// Code of the indicator, when it is one.
    pub indicator: Option<String>,
    /// What it is called, in pieces, each with whether it was searched for.
    pub title: Vec<(String, bool)>,
    /// More about it (subject, lead body, posts …), in pieces.
    pub about: Vec<(String, bool)>,
    /// The passage that bears the words; empty when title and more about it bear them.
    pub passage: Vec<(String, bool)>,
    /// First byte of the passage's words in the document's text.
    pub place: Option<usize>,
    /// The body it belongs to.
    pub body: Option<Named>,
    /// Its day in words; empty when it has none.
    pub day: String,
    /// Circulation mark, or class above open.
    pub circulation: Option<String>,
}

/// What was found, with what it can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchView {
    /// The hits of the page, the best first.
    pub hits: Paged<Hit>,
    /// How many of each kind, in the order of pages.
    pub kinds: Vec<(What, u64)>,
    /// How many of each line of work, in the order of the list.
    pub fields: Vec<(Field, u64)>,
    /// The bodies with the most hits, and the one chosen, in Vietnamese order.
    pub bodies: Vec<(Named, u64)>,
    /// How many of each year, the last first.
    pub years: Vec<(i16, u64)>,
    /// Whether no row has the words whole, so that the last one was taken as the beginning of a word.
    pub begun: bool,
    /// How many documents and findings on record the viewer may not read, whatever is searched for.
    pub withheld: usize,
}

impl Office {
    /// Everything that bears some words.
    ///
    /// # Errors
    /// `permit.missing`, the store's, or broken when no index can be made.
    pub async fn search(
        &self,
        viewer: &Viewer,
        filter: &SearchFilter,
    ) -> Result<SearchView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let (mut query, mut begun) = (query(filter), false);
        query.without = self.closed_to(viewer).await?.things().map(Ref::to_string).collect();
        let withheld = query.without.len();
        let mut found = self.asked(&query).await?;
        if found.total == 0 && !query.typing && found.counts == Counts::default() {
            query.typing = true;
            found = self.asked(&query).await?;
            begun = found.total > 0;
        }
        // A page beyond the end is the last one.
        if found.keys.is_empty() && found.total > 0 && query.most > 0 {
            query.skip = (found.total - 1) / query.most * query.most;
            found = self.asked(&query).await?;
        }
        let facts = self.facts().await?;
        let cards = Cards::new(self, &facts, Marker::new(&query, &SHORTS));
        let mut rows = Vec::with_capacity(found.keys.len());
        for key in &found.keys {
            rows.extend(cards.hit(key).await?);
        }
        let page = query.skip / query.most.max(1) + 1;
        Ok(SearchView {
            hits: Paged { rows, page, per_page: query.most, total: found.total },
            kinds: kinds(&found.counts),
            fields: fields(&found.counts),
            bodies: bodies(&found.counts, &facts, filter),
            years: found.counts.years.into_iter().rev().collect(),
            begun,
            withheld,
        })
    }

    /// Asks the index; one that turns out damaged is made anew and asked again.
    async fn asked(&self, query: &Query) -> Result<Found, Error> {
        let ask =
            |index: index::Index, query: Query| off_thread(move || index.search(&query, &SHORTS));
        match ask(self.index().await?, query.clone()).await {
            Ok(found) => Ok(found),
            Err(e) => {
                tracing::warn!("the search index is made anew: {e}");
                self.rebuild_index().await?;
                ask(self.index().await?, query.clone()).await.map_err(broken)
            }
        }
    }
}

/// The places of a text that bear what is searched for, first byte to the byte after the last, in order.
pub fn places(words: &str, text: &str) -> Vec<std::ops::Range<usize>> {
    let query = Query { words: words.to_owned(), ..Query::default() };
    Marker::new(&query, &SHORTS).marks(text)
}

fn query(filter: &SearchFilter) -> Query {
    let most = if filter.per_page == 0 { MOST } else { filter.per_page };
    Query {
        words: filter.words.clone(),
        typing: filter.typing,
        filter: Filter {
            kind: filter.what.map(|w| w.code().to_owned()),
            field: filter.field.map(|f| f.code().to_owned()),
            body: filter.body.as_ref().map(Ref::to_string),
            year: filter.year,
            from: filter.from,
            to: filter.to,
        },
        without: Vec::new(),
        skip: filter.page.saturating_sub(1).saturating_mul(most),
        most,
    }
}

fn kinds(counts: &Counts) -> Vec<(What, u64)> {
    What::ALL.into_iter().filter_map(|w| Some((w, *counts.kinds.get(w.code())?))).collect()
}

fn fields(counts: &Counts) -> Vec<(Field, u64)> {
    Field::ALL.iter().filter_map(|f| Some((*f, *counts.fields.get(f.code())?))).collect()
}

/// What a body is called; one that has ceased, and whose name another one bears, with its last day.
fn told_apart(body: &Body, facts: &Facts) -> String {
    let name = body.last_name();
    let bears = |b: &Body| b.at != body.at && b.unmade.is_none() && b.last_name() == name;
    match body.dissolved_on.map(|end| end.plus_days(-1)) {
        Some(last) if facts.bodies.iter().any(bears) => format!("{name} (đến {})", last.vn()),
        _ => name.to_owned(),
    }
}

fn bodies(counts: &Counts, facts: &Facts, filter: &SearchFilter) -> Vec<(Named, u64)> {
    let named = |(key, n): (&String, &u64)| {
        let at: Ref = key.parse().ok()?;
        Some((Named { name: told_apart(facts.body(&at)?, facts), at }, *n))
    };
    let mut all: Vec<(Named, u64)> = counts.bodies.iter().filter_map(named).collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let chosen = |(body, _): &(Named, u64)| filter.body.as_ref() == Some(&body.at);
    let far = all.iter().skip(BODIES).find(|b| chosen(b)).cloned();
    all.truncate(BODIES);
    all.extend(far);
    sort_by_name(&mut all, |(body, _)| &body.name);
    all
}
