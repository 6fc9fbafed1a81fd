//! The chart of a chain on a day: bodies under one another with who stands at their head, and what stands vacant.

use crate::browse::body_kind;
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::view::sort_by_name;
use record::object::Body;
use record::offices::{Line, Offices, PostNow};
use render::orgchart::{OrgChart, OrgNode, orgchart};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Chain, Day, Named, Ref, Role};

/// The most bodies on one sheet; what is below them is counted, not drawn.
const MOST: usize = 450;

/// Which chart is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartAsked {
    /// The day; today when `None`.
    pub day: Option<Day>,
    /// The chain; the principal superiors when `None`.
    pub chain: Option<Chain>,
    /// The body at the top; everything when `None`.
    pub top: Option<Ref>,
}

/// One body of a chart as a line of a list, for those who do not see the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartItem {
    /// The body with its name of the day.
    pub body: Named,
    /// How deep it stands, from 0.
    pub depth: u8,
    /// Who stands at its head, in one line.
    pub head: String,
    /// Posts that stand vacant.
    pub vacant: Vec<String>,
    /// Whether others stand below it.
    pub has_below: bool,
}

/// The chart of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartView {
    /// The day.
    pub day: Day,
    /// The chain.
    pub chain: Option<Chain>,
    /// The body at the top, when one was asked.
    pub top: Option<Named>,
    /// The picture as SVG.
    pub svg: String,
    /// The same as a list.
    pub items: Vec<ChartItem>,
    /// How many posts stand vacant in it.
    pub vacant: usize,
    /// How many bodies are below and not drawn.
    pub not_drawn: usize,
}

impl Office {
    /// The chart of a chain on a day.
    ///
    /// # Errors
    /// `permit.missing`, not found for the body at the top.
    pub async fn chart(&self, viewer: &Viewer, asked: &ChartAsked) -> Result<ChartView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = asked.day.unwrap_or_else(|| self.today());
        let offices = Offices::of(&facts);
        let line = asked.chain.map_or(Line::Principal, Line::Chain);
        let top = asked.top.as_ref();
        let top = top.map(|at| facts.body(at).ok_or_else(|| not_found(at))).transpose()?;
        let mut grower = Grower::new(&offices, line, day);
        let tops = match top {
            Some(body) => vec![body],
            None => grower.tops(),
        };
        let nodes: Vec<OrgNode> = tops.into_iter().map(|b| grower.grow(b, 0)).collect();
        let title = title(asked.chain, top.map(|b| b.named_on(day).name).as_deref(), day);
        let vacant = grower.items.iter().map(|i| i.vacant.len()).sum();
        let description = described(grower.items.len(), vacant);
        let id = "chart".to_owned();
        Ok(ChartView {
            day,
            chain: asked.chain,
            top: top.map(|b| b.named_on(day)),
            svg: orgchart(&OrgChart { id, title, description, tops: nodes }).svg,
            vacant,
            not_drawn: grower.not_drawn,
            items: grower.items,
        })
    }
}

fn title(chain: Option<Chain>, top: Option<&str>, day: Day) -> String {
    let of = top.map_or(String::new(), |name| format!(" {name}"));
    let chain =
        chain.map_or("cấp trên trực tiếp".to_owned(), |c| format!("hệ {}", c.label()));
    format!("Sơ đồ tổ chức{of}, {chain}, ngày {}", day.vn())
}

fn described(bodies: usize, vacant: usize) -> String {
    let vacant = match vacant {
        0 => "không ghi nhận chức vụ khuyết".to_owned(),
        n => format!("{n} chức vụ khuyết (khung nét đứt, dấu ◇)"),
    };
    format!("{bodies} cơ quan, tổ chức; {vacant}.")
}

/// Makes the boxes from the register, each body once.
struct Grower<'a> {
    offices: &'a Offices<'a>,
    line: Line,
    day: Day,
    below: BTreeMap<&'a Ref, Vec<&'a Body>>,
    seen: BTreeSet<&'a Ref>,
    items: Vec<ChartItem>,
    not_drawn: usize,
}

impl<'a> Grower<'a> {
    fn new(offices: &'a Offices<'a>, line: Line, day: Day) -> Self {
        let mut below: BTreeMap<&'a Ref, Vec<&'a Body>> = BTreeMap::new();
        for body in offices.bodies_on(day) {
            if let Some(above) = offices.above(body, line, day) {
                below.entry(&above.at).or_default().push(body);
            }
        }
        for list in below.values_mut() {
            sort_by_name(list, |b| b.name_on(day).map_or("", |n| &n.name));
        }
        let (seen, items) = (BTreeSet::new(), Vec::new());
        Self { offices, line, day, below, seen, items, not_drawn: 0 }
    }

    /// The bodies with others below and none above them that is there, by name; in the principal line those alone too.
    fn tops(&self) -> Vec<&'a Body> {
        let top = |b: &&'a Body| {
            let above = self.offices.above(b, self.line, self.day);
            let there = above.and_then(|n| self.offices.body(&n.at));
            let has_above = there.is_some_and(|b| b.exists_on(self.day));
            !has_above && (self.line == Line::Principal || self.below.contains_key(&b.at))
        };
        let mut tops: Vec<&Body> = self.offices.bodies_on(self.day).filter(top).collect();
        sort_by_name(&mut tops, |b| b.name_on(self.day).map_or("", |n| &n.name));
        // Those with something below come first.
        tops.sort_by_key(|b| !self.below.contains_key(&b.at));
        tops
    }

    fn grow(&mut self, body: &'a Body, depth: u8) -> OrgNode {
        self.seen.insert(&body.at);
        let day = self.day;
        let vacant: Vec<String> = self
            .offices
            .posts_on(body, day)
            .into_iter()
            .filter(|p| p.vacant() > 0)
            .map(|p| said(&p))
            .collect();
        let below = self.below.get(&body.at).cloned().unwrap_or_default();
        let name = body.name_on(day);
        let head = self.offices.head_on(body, day).map(|h| head(&h)).unwrap_or_default();
        self.items.push(ChartItem {
            body: body.named_on(day),
            depth,
            head: head.clone(),
            vacant: vacant.clone(),
            has_below: !below.is_empty(),
        });
        let mut node = OrgNode {
            name: body.named_on(day).name,
            short: name.and_then(|n| n.short_name.clone()).unwrap_or_default(),
            kind: body_kind(&body.kind).to_owned(),
            head,
            vacant,
            more: 0,
            below: Vec::new(),
        };
        for child in below {
            if self.items.len() >= MOST {
                node.more += 1;
                self.not_drawn += 1;
            } else if !self.seen.contains(&child.at) {
                node.below.push(self.grow(child, depth.saturating_add(1)));
            }
        }
        node
    }
}

/// A vacant post with how many are missing, when it is more than one.
fn said(post: &PostNow) -> String {
    match post.vacant() {
        1 if post.seats == Some(1) => post.post.clone(),
        n => format!("{} ({n})", post.post),
    }
}

/// Post, rank and name of who stands at the head; empty when it is vacant, which is said apart.
fn head(post: &PostNow) -> String {
    let who: Vec<String> = post.holders.iter().map(|h| h.called()).collect();
    if who.is_empty() { String::new() } else { format!("{}: {}", post.post, who.join(", ")) }
}
