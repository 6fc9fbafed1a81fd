//! One pass over everything that fits: the best of it, how many there are, and how many of each kind, field, body and year.

use crate::error::Error;
use crate::fields::days;
use crate::query::{Filter, Query};
use std::collections::BTreeMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// How many fit for each value. Each list counts what every filter but its own lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By kind.
    pub kinds: BTreeMap<String, u64>,
    /// By line of work.
    pub fields: BTreeMap<String, u64>,
    /// By body.
    pub bodies: BTreeMap<String, u64>,
    /// By year.
    pub years: BTreeMap<i16, u64>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Keys of the rows asked for, the best first.
    pub keys: Vec<String>,
    /// How many rows there are in all.
    pub total: usize,
    /// How many of each.
    pub counts: Counts,
}

/// A row that fits: how well, its place among equals, where it is.
#[derive(Debug, Clone, Copy)]
struct Hit {
    score: f32,
    order: u64,
    tie: u64,
    at: DocAddress,
}

impl Hit {
    fn before(&self, other: &Self) -> std::cmp::Ordering {
        let place = |h: &Self| (h.order, h.tie);
        other.score.total_cmp(&self.score).then(place(self).cmp(&place(other)))
    }
}

/// What one part of the index gives.
#[derive(Debug, Default)]
struct Gathered {
    hits: Vec<Hit>,
    counts: Counts,
}

/// Runs a query.
pub(crate) fn collect(
    searcher: &Searcher,
    planned: &dyn tantivy::query::Query,
    query: &Query,
) -> Result<Found, Error> {
    let mut all = searcher.search(planned, &Gather { filter: query.filter.clone() })?;
    let end = query.skip.saturating_add(query.most).min(all.hits.len());
    if end > 0 && end < all.hits.len() {
        all.hits.select_nth_unstable_by(end - 1, Hit::before);
    }
    let (total, hits) = (all.hits.len(), all.hits.get_mut(..end).unwrap_or_default());
    hits.sort_unstable_by(Hit::before);
    let shown = hits.iter().skip(query.skip);
    let keys = shown.map(|hit| key_at(searcher, hit.at)).collect::<Result<_, _>>()?;
    Ok(Found { keys, total, counts: all.counts })
}

/// The key of a row.
fn key_at(searcher: &Searcher, at: DocAddress) -> Result<String, Error> {
    let reader = searcher.segment_reader(at.segment_ord);
    let column = reader.fast_fields().str("key")?;
    let column = column.ok_or_else(|| Error::damaged("no keys"))?;
    let mut key = String::new();
    if let Some(ord) = column.term_ords(at.doc_id).next() {
        column.ord_to_str(ord, &mut key)?;
    }
    Ok(key)
}

struct Gather {
    filter: Filter,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Segment;

    fn for_segment(&self, ord: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        Segment::new(ord, reader, &self.filter)
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, parts: Vec<tantivy::Result<Gathered>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        for part in parts {
            let part = part?;
            all.hits.extend(part.hits);
            add(&mut all.counts.kinds, part.counts.kinds);
            add(&mut all.counts.fields, part.counts.fields);
            add(&mut all.counts.bodies, part.counts.bodies);
            add(&mut all.counts.years, part.counts.years);
        }
        Ok(all)
    }
}

fn add<K: Ord>(to: &mut BTreeMap<K, u64>, from: BTreeMap<K, u64>) {
    for (key, n) in from {
        *to.entry(key).or_default() += n;
    }
}

/// A column of codes, with the code that is let through and how often each was met.
struct Codes {
    column: Option<StrColumn>,
    /// `None` lets everything through; a code that does not occur here lets nothing.
    wanted: Option<Option<u64>>,
    met: Vec<u64>,
}

impl Codes {
    fn new(reader: &SegmentReader, name: &str, wanted: Option<&str>) -> tantivy::Result<Self> {
        let column = reader.fast_fields().str(name)?;
        let met = vec![0; column.as_ref().map_or(0, |c| c.num_terms())];
        let ord = |code: &str| match &column {
            Some(column) => column.dictionary().term_ord(code),
            None => Ok(None),
        };
        Ok(Self { wanted: wanted.map(ord).transpose()?, met, column })
    }

    fn ords(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.column.iter().flat_map(move |c| c.term_ords(doc))
    }

    fn passes(&self, doc: DocId) -> bool {
        match self.wanted {
            None => true,
            Some(None) => false,
            Some(Some(wanted)) => self.ords(doc).any(|ord| ord == wanted),
        }
    }

    fn count(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for ord in column.term_ords(doc) {
            if let Some(n) = usize::try_from(ord).ok().and_then(|i| self.met.get_mut(i)) {
                *n += 1;
            }
        }
    }

    fn counts(&self) -> tantivy::Result<BTreeMap<String, u64>> {
        let Some(column) = &self.column else { return Ok(BTreeMap::new()) };
        let mut counts = BTreeMap::new();
        for (ord, n) in (0..).zip(&self.met).filter(|(_, n)| **n > 0) {
            let mut code = String::new();
            column.ord_to_str(ord, &mut code)?;
            counts.insert(code, *n);
        }
        Ok(counts)
    }
}

/// One part of the index being gone through.
struct Segment {
    ord: SegmentOrdinal,
    codes: [Codes; 3],
    day: Column<i64>,
    year: Column<i64>,
    order: Column<u64>,
    tie: Column<u64>,
    wanted_year: Option<i64>,
    from: Option<i64>,
    to: Option<i64>,
    years: BTreeMap<i64, u64>,
    hits: Vec<Hit>,
}

impl Segment {
    fn new(ord: SegmentOrdinal, reader: &SegmentReader, f: &Filter) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let codes = |name, wanted: &Option<String>| Codes::new(reader, name, wanted.as_deref());
        Ok(Self {
            ord,
            codes: [codes("kind", &f.kind)?, codes("field", &f.field)?, codes("body", &f.body)?],
            day: fast.i64("day")?,
            year: fast.i64("year")?,
            order: fast.u64("order")?,
            tie: fast.u64("tie")?,
            wanted_year: f.year.map(i64::from),
            from: f.from.map(days),
            to: f.to.map(days),
            years: BTreeMap::new(),
            hits: Vec::new(),
        })
    }

    /// Whether its day lies between the days asked for.
    fn in_time(&self, doc: DocId) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let day = self.day.first(doc);
        day.is_some_and(|day| {
            self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
        })
    }

    fn hit(&self, doc: DocId, score: Score) -> Hit {
        let order = self.order.first(doc).unwrap_or(u64::MAX);
        let tie = self.tie.first(doc).unwrap_or_default();
        Hit { score, order, tie, at: DocAddress::new(self.ord, doc) }
    }
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Gathered>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if !self.in_time(doc) {
            return;
        }
        let year = self.year.first(doc);
        let passes: [bool; 3] = [0, 1, 2].map(|i| self.codes[i].passes(doc));
        let in_year = self.wanted_year.is_none_or(|wanted| year == Some(wanted));
        let failed = passes.iter().filter(|p| !**p).count() + usize::from(!in_year);
        if failed > 1 {
            return;
        }
        for (codes, passes) in self.codes.iter_mut().zip(passes) {
            if failed == 0 || !passes {
                codes.count(doc);
            }
        }
        if let Some(year) = year.filter(|_| failed == 0 || !in_year) {
            *self.years.entry(year).or_default() += 1;
        }
        if failed == 0 {
            self.hits.push(self.hit(doc, score));
        }
    }

    fn harvest(self) -> tantivy::Result<Gathered> {
        let [kinds, fields, bodies] = &self.codes;
        let year = |(year, n): (&i64, &u64)| Some((i16::try_from(*year).ok()?, *n));
        let counts = Counts {
            kinds: kinds.counts()?,
            fields: fields.counts()?,
            bodies: bodies.counts()?,
            years: self.years.iter().filter_map(year).collect(),
        };
        Ok(Gathered { hits: self.hits, counts })
    }
}
