//! Sơ đồ tổ chức: bodies under one another as boxes. What has no one below stands side by side and wraps; many of one kind
//! share a panel, so that a province with a hundred communes fits a sheet of A3. It knows no register.

use crate::svg::{self, Drawing, Stand};
use crate::timeline::wrapped;
use std::fmt::Write as _;

const WIDTH: f64 = 1480.0;
const MARGIN: f64 = 12.0;
/// How far those below are set in.
const STEP: f64 = 26.0;
const GAP: f64 = 10.0;
/// The width that a box needs.
const CARD: f64 = 272.0;
/// The width that a small box in a panel needs.
const SMALL: f64 = 196.0;
/// More of one kind than this share a panel.
const MANY: usize = 8;
/// Deeper than this nothing is set in further.
const DEEPEST: usize = 8;

/// Sơ đồ tổ chức.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgChart {
    /// A name that is unique on the page.
    pub id: String,
    /// The title above.
    pub title: String,
    /// What it says, in words.
    pub description: String,
    /// The bodies at the top.
    pub tops: Vec<OrgNode>,
}

/// Một cơ quan trên sơ đồ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrgNode {
    /// Full name.
    pub name: String,
    /// Name for a small box.
    pub short: String,
    /// Its kind in words: many of one kind share a panel under this name.
    pub kind: String,
    /// Who stands at its head: post, rank and name; empty when not known.
    pub head: String,
    /// Posts that stand vacant.
    pub vacant: Vec<String>,
    /// Bodies below that are not shown.
    pub more: usize,
    /// The bodies below.
    pub below: Vec<OrgNode>,
}

impl OrgNode {
    /// All bodies below, shown or not.
    fn all_below(&self) -> usize {
        self.more + self.below.len() + self.below.iter().map(OrgNode::all_below).sum::<usize>()
    }
}

/// The picture; its height follows from what it holds.
pub fn orgchart(chart: &OrgChart) -> Drawing {
    let mut painter = Painter { out: String::new() };
    let mut y = 52.0;
    for top in &chart.tops {
        y = painter.node(top, (MARGIN, y), WIDTH - 2.0 * MARGIN, 0) + 2.0 * GAP;
    }
    let id = svg::safe_id(&chart.id);
    let head = svg::text(MARGIN, 24.0, 17, Stand::Start, "b", &chart.title);
    let note = svg::text(MARGIN, 42.0, 12, Stand::Start, "m", &chart.description);
    let content = format!("{head}{note}{}", painter.out);
    let size = (WIDTH as u32, (y + MARGIN).ceil() as u32);
    svg::frame(&id, size, &chart.title, &chart.description, &content)
}

struct Painter {
    out: String,
}

/// The lines of a box with their looks.
struct Card {
    lines: Vec<(String, &'static str)>,
    vacant: bool,
}

impl Card {
    /// The words of a body for a box of a width.
    fn of(node: &OrgNode, width: f64) -> Self {
        let inner = width - 16.0;
        let mut lines: Vec<(String, &str)> = Vec::new();
        lines.extend(wrapped(&node.name, 12, inner * 0.94, 3).into_iter().map(|l| (l, "b")));
        lines.extend(wrapped(&node.head, 11, inner, 2).into_iter().map(|l| (l, "")));
        lines.extend(vacancies(node, inner).into_iter().map(|l| (l, "m")));
        if node.more > 0 {
            lines.push((format!("và {} cơ quan trực thuộc", node.more), "m"));
        }
        Self { lines, vacant: !node.vacant.is_empty() }
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * 15.0 + 10.0
    }
}

fn vacancies(node: &OrgNode, width: f64) -> Vec<String> {
    if node.vacant.is_empty() {
        return Vec::new();
    }
    wrapped(&format!("◇ Khuyết: {}", node.vacant.join(", ")), 11, width, 2)
}

impl Painter {
    /// Draws a body with all below it; gives where it ends.
    fn node(&mut self, node: &OrgNode, (x, y): (f64, f64), width: f64, depth: usize) -> f64 {
        let own = width.min(CARD * 1.7);
        let card = Card::of(node, own);
        self.card(&card, (x, y), (own, card.height()));
        let mut bottom = y + card.height();
        if node.below.is_empty() {
            return bottom;
        }
        let start = bottom;
        let step = if depth < DEEPEST { STEP } else { 0.0 };
        let (inner, room) = (x + step, width - step);
        let (panels, rest) = grouped(&node.below);
        let (leaves, trees): (Vec<&OrgNode>, Vec<&OrgNode>) =
            rest.into_iter().partition(|n| n.below.is_empty());
        let mut ticks = Vec::new();
        if !leaves.is_empty() {
            bottom = self.row(&leaves, (inner, bottom + GAP), room, &mut ticks);
        }
        for tree in trees {
            ticks.push(bottom + GAP + 14.0);
            bottom = self.node(tree, (inner, bottom + GAP), room, depth + 1);
        }
        for (kind, of) in panels {
            ticks.push(bottom + GAP + 14.0);
            bottom = self.panel(&kind, &of, (inner, bottom + GAP), room);
        }
        self.spine(x + step / 2.0, start, inner, &ticks);
        bottom
    }

    /// The line down from a body, with a short one to each row below.
    fn spine(&mut self, x: f64, top: f64, inner: f64, ticks: &[f64]) {
        let Some(last) = ticks.last().filter(|_| inner > x) else { return };
        let mut path = format!("M{x:.1} {top:.1}V{last:.1}");
        for y in ticks {
            let _ = write!(path, "M{x:.1} {y:.1}H{inner:.1}");
        }
        let _ = write!(self.out, r##"<path d="{path}" fill="none" stroke="#5b6b7d"/>"##);
    }

    /// Boxes side by side, wrapping.
    fn row(
        &mut self,
        nodes: &[&OrgNode],
        (x, y): (f64, f64),
        width: f64,
        ticks: &mut Vec<f64>,
    ) -> f64 {
        let columns = columns(width, CARD);
        let cell = (width - GAP * (columns as f64 - 1.0)) / columns as f64;
        let mut bottom = y;
        for (i, row) in nodes.chunks(columns).enumerate() {
            let top = if i == 0 { y } else { bottom + GAP };
            ticks.push(top + 14.0);
            let cards: Vec<Card> = row.iter().map(|n| Card::of(n, cell)).collect();
            let height = cards.iter().map(Card::height).fold(0.0, f64::max);
            for (column, card) in cards.iter().enumerate() {
                let left = x + (cell + GAP) * column as f64;
                self.card(card, (left, top), (cell, height));
            }
            bottom = top + height;
        }
        bottom
    }

    /// Many of one kind in small boxes under a heading.
    fn panel(&mut self, kind: &str, nodes: &[&OrgNode], (x, y): (f64, f64), width: f64) -> f64 {
        let title = format!("{kind} ({})", nodes.len());
        self.out.push_str(&svg::text(x + 8.0, y + 18.0, 12, Stand::Start, "b", &title));
        let inner = width - 16.0;
        let columns = columns(inner, SMALL);
        let cell = (inner - 6.0 * (columns as f64 - 1.0)) / columns as f64;
        let mut bottom = y + 26.0;
        for row in nodes.chunks(columns) {
            let cards: Vec<Card> = row.iter().map(|n| small(n, cell)).collect();
            let height = cards.iter().map(Card::height).fold(0.0, f64::max);
            for (column, card) in cards.iter().enumerate() {
                let left = x + 8.0 + (cell + 6.0) * column as f64;
                self.card(card, (left, bottom), (cell, height));
            }
            bottom += height + 6.0;
        }
        let height = bottom + 2.0 - y;
        let _ = write!(
            self.out,
            r##"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="3" fill="none" stroke="#5b6b7d"/>"##
        );
        y + height
    }

    fn card(&mut self, card: &Card, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (fill, dash) = match card.vacant {
            true => ("#ffffff", r#" stroke-dasharray="5 3""#),
            false => ("#eef3f9", ""),
        };
        let _ = write!(
            self.out,
            r##"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="3" fill="{fill}" stroke="#1d3f66"{dash}/>"##
        );
        for (i, (line, look)) in card.lines.iter().enumerate() {
            let size = if *look == "b" { 12 } else { 11 };
            let at = y + 16.0 + 15.0 * i as f64;
            self.out.push_str(&svg::text(x + 8.0, at, size, Stand::Start, look, line));
        }
    }
}

/// The words of a body for a small box.
fn small(node: &OrgNode, width: f64) -> Card {
    let inner = width - 16.0;
    let name = if node.short.is_empty() { &node.name } else { &node.short };
    let mut lines: Vec<(String, &str)> =
        wrapped(name, 11, inner, 2).into_iter().map(|l| (l, "")).collect();
    lines.extend(vacancies(node, inner).into_iter().map(|l| (l, "m")));
    let below = node.all_below();
    if below > 0 {
        lines.push((format!("+ {below} trực thuộc"), "m"));
    }
    Card { lines, vacant: !node.vacant.is_empty() }
}

fn columns(width: f64, each: f64) -> usize {
    (((width + GAP) / (each + GAP)).floor() as usize).max(1)
}

/// Kinds with many bodies apart from the rest, which stays in its order.
fn grouped(nodes: &[OrgNode]) -> (Vec<(String, Vec<&OrgNode>)>, Vec<&OrgNode>) {
    let many = |kind: &str| nodes.iter().filter(|n| n.kind == kind).count() > MANY;
    let mut panels: Vec<(String, Vec<&OrgNode>)> = Vec::new();
    let mut rest = Vec::new();
    for node in nodes {
        if !many(&node.kind) {
            rest.push(node);
            continue;
        }
        match panels.iter_mut().find(|(kind, _)| *kind == node.kind) {
            Some((_, of)) => of.push(node),
            None => panels.push((node.kind.clone(), vec![node])),
        }
    }
    (panels, rest)
}
