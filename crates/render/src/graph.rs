//! A graph as SVG: boxes in layers from left to right, arrows between them with words, every box a link. Same input, same bytes.
//!
//! It knows nothing of what the boxes are. Their order is given; an arrow between two of them puts the one that comes later in the
//! order further to the right, so arrows in a circle cannot break it.

use crate::svg::{self, Drawing, Stand};

/// Width of a box, and of the room between two layers, where the words of arrows stand.
const BOX: f64 = 196.0;
const GAP: f64 = 216.0;
const EDGE: f64 = 14.0;
/// Room between two boxes of a layer, and above the first.
const BETWEEN: f64 = 18.0;
const ABOVE: f64 = 40.0;
const LINE: f64 = 15.0;
/// Room between two arrows that leave one box.
const PORT: f64 = 17.0;
/// Most characters of a line in a box, and of the words of an arrow.
const FITS: usize = 30;
const ARROW_FITS: usize = 36;

/// Đồ thị: boxes and arrows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// A name that is unique on the page.
    pub id: String,
    /// The title above.
    pub title: String,
    /// What it says, in words.
    pub description: String,
    /// The boxes, the earliest first.
    pub nodes: Vec<Node>,
    /// The arrows; those that lead to no box are left out.
    pub arrows: Vec<Arrow>,
}

/// Một ô của đồ thị.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The words in bold.
    pub title: String,
    /// Lines below; the second and later ones are muted.
    pub lines: Vec<String>,
    /// A page to open from the box.
    pub href: Option<String>,
    /// How it looks.
    pub look: Look,
}

/// How a box looks; never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    /// The one that the graph is about.
    Here,
    /// As usual.
    Plain,
    /// What no longer counts: grey with a broken edge.
    Gone,
    /// What is not known well enough: a dotted edge.
    Unsure,
    /// What is left out here: no edge.
    More,
}

/// Một mũi tên của đồ thị.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// The box it leaves, by its place.
    pub from: usize,
    /// The box it leads to.
    pub to: usize,
    /// The words on it.
    pub words: String,
}

/// Where a box stands.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    layer: usize,
    top: f64,
    height: f64,
}

impl Place {
    fn left(self) -> f64 {
        EDGE + self.layer as f64 * (BOX + GAP)
    }

    fn right(self) -> f64 {
        self.left() + BOX
    }
}

impl Graph {
    /// Draws the graph.
    pub fn draw(&self) -> Drawing {
        let id = svg::safe_id(&self.id);
        let places = self.places();
        let right = places.iter().map(|p| p.right()).fold(BOX + 2.0 * EDGE, f64::max);
        let bottom = places.iter().map(|p| p.top + p.height).fold(ABOVE, f64::max);
        let mut out = svg::text(EDGE, 22.0, 14, Stand::Start, "b", &self.title);
        out.extend(self.arrows(&id, &places));
        out.extend(self.nodes.iter().zip(&places).map(|(node, place)| boxed(node, *place)));
        let size = ((right + EDGE).ceil() as u32, (bottom + EDGE).ceil() as u32);
        let head = format!(
            r##"<marker id="{id}-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#1d3f66"/></marker>"##
        );
        svg::whole(&id, size, "group", (&self.title, &self.description), &head, &out)
    }

    /// Arrows between two boxes of the graph.
    fn whole_arrows(&self) -> impl Iterator<Item = &Arrow> {
        let here = |n: usize| n < self.nodes.len();
        self.arrows.iter().filter(move |a| here(a.from) && here(a.to) && a.from != a.to)
    }

    /// The layer of each box: one further than the furthest of those before it that it is tied to.
    fn layers(&self) -> Vec<usize> {
        let mut layers = vec![0; self.nodes.len()];
        for node in 0..self.nodes.len() {
            let tied = self.whole_arrows().filter_map(|a| match (a.from == node, a.to == node) {
                (true, _) => Some(a.to),
                (_, true) => Some(a.from),
                _ => None,
            });
            let before = tied.filter(|other| *other < node);
            layers[node] =
                before.filter_map(|other| layers.get(other).map(|l| l + 1)).max().unwrap_or(0);
        }
        layers
    }

    fn places(&self) -> Vec<Place> {
        let layers = self.layers();
        let mut places: Vec<Place> = layers
            .iter()
            .enumerate()
            .map(|(node, layer)| Place { layer: *layer, top: 0.0, height: self.height(node) })
            .collect();
        for layer in 0..=layers.iter().copied().max().unwrap_or(0) {
            let mut top = ABOVE;
            for node in self.in_order(layer, &layers, &places) {
                places[node].top = top;
                top += places[node].height + BETWEEN;
            }
        }
        places
    }

    /// The boxes of a layer, each near the middle of those to its left that it is tied to.
    fn in_order(&self, layer: usize, layers: &[usize], places: &[Place]) -> Vec<usize> {
        let mut nodes: Vec<(i64, usize)> = (0..self.nodes.len())
            .filter(|n| layers.get(*n) == Some(&layer))
            .map(|n| (self.middle_of_tied(n, layer, places), n))
            .collect();
        nodes.sort_unstable();
        nodes.into_iter().map(|(_, n)| n).collect()
    }

    fn middle_of_tied(&self, node: usize, layer: usize, places: &[Place]) -> i64 {
        let other = |a: &Arrow| if a.from == node { a.to } else { a.from };
        let tied = self.whole_arrows().filter(|a| a.from == node || a.to == node).map(other);
        let tied: Vec<&Place> =
            tied.filter_map(|n| places.get(n)).filter(|p| p.layer < layer).collect();
        let sum: f64 = tied.iter().map(|p| p.top + p.height / 2.0).sum();
        if tied.is_empty() { 0 } else { (sum / tied.len() as f64).round() as i64 }
    }

    fn height(&self, node: usize) -> f64 {
        let Some(of) = self.nodes.get(node) else { return 0.0 };
        let words = 16.0 + LINE * lines(of).len() as f64;
        let ports = 12.0 + PORT * self.whole_arrows().filter(|a| a.from == node).count() as f64;
        words.max(ports)
    }

    fn arrows<'a>(&'a self, id: &'a str, places: &'a [Place]) -> impl Iterator<Item = String> + 'a {
        (0..self.nodes.len()).flat_map(move |node| {
            let mut leaving: Vec<&Arrow> = self.whole_arrows().filter(|a| a.from == node).collect();
            leaving.sort_by_key(|a| (places[a.to].top.round() as i64, a.to));
            let first = places[node].top + 16.0;
            let all = leaving.into_iter().enumerate();
            all.map(move |(i, a)| {
                arrow(id, a, (places[node], places[a.to]), first + PORT * i as f64)
            })
        })
    }
}

/// An arrow from a box at a height to the side of another one.
fn arrow(id: &str, a: &Arrow, (from, to): (Place, Place), y: f64) -> String {
    let leftward = to.layer < from.layer;
    let (x, end) = if leftward { (from.left(), to.right()) } else { (from.right(), to.left()) };
    let (aim, bend) =
        (to.top + (to.height / 2.0).min(26.0), if leftward { -GAP } else { GAP } / 2.0);
    let (x1, x2) = (x + bend, end - bend);
    let at = if leftward { Stand::End } else { Stand::Start };
    let words = shorten(&a.words, ARROW_FITS);
    let words = svg::text(x + bend.signum() * 6.0, y - 3.0, 11, at, "", &words);
    let halo = r##"<text paint-order="stroke" stroke="#ffffff" stroke-width="3" "##;
    format!(
        r##"<path d="M{x:.1} {y:.1}C{x1:.1} {y:.1} {x2:.1} {aim:.1} {end:.1} {aim:.1}" fill="none" stroke="#1d3f66" marker-end="url(#{id}-arrow)"/>{}"##,
        words.replacen("<text ", halo, 1)
    )
}

fn boxed(node: &Node, place: Place) -> String {
    let (x, y, height) = (place.left(), place.top, place.height);
    let look = match node.look {
        Look::Here => r##"fill="#e3ecf6" stroke="#12283f" stroke-width="2.5""##,
        Look::Plain => r##"fill="#ffffff" stroke="#1d3f66" stroke-width="1.2""##,
        Look::Gone => {
            r##"fill="#ededed" stroke="#4a4a4a" stroke-width="1.2" stroke-dasharray="6 3""##
        }
        Look::Unsure => {
            r##"fill="#ffffff" stroke="#1d3f66" stroke-width="1.2" stroke-dasharray="2 3""##
        }
        Look::More => r##"fill="#ffffff" stroke="none""##,
    };
    let mut out = format!(
        r#"<rect x="{x:.1}" y="{y:.1}" width="{BOX:.1}" height="{height:.1}" rx="4" {look}/>"#
    );
    for (i, (words, class)) in lines(node).into_iter().enumerate() {
        let down = y + 17.0 + LINE * i as f64;
        let size = if class == "b" { 12 } else { 11 };
        out.push_str(&svg::text(x + 9.0, down, size, Stand::Start, class, &words));
    }
    let here = if node.look == Look::Here { r#" class="here""# } else { "" };
    match &node.href {
        Some(href) => format!(r#"<a{here} href="{}">{out}</a>"#, svg::esc(href)),
        None => format!("<g{here}>{out}</g>"),
    }
}

/// The lines of a box with their looks: the title, the first line over at most two lines, the others.
fn lines(node: &Node) -> Vec<(String, &'static str)> {
    let mut out: Vec<(String, &str)> =
        wrap(&node.title, FITS - 5, 2).into_iter().map(|l| (l, "b")).collect();
    for (i, line) in node.lines.iter().filter(|l| !l.is_empty()).enumerate() {
        let class = if i == 0 { "" } else { "m" };
        out.extend(wrap(line, FITS, 2).into_iter().map(|l| (l, class)));
    }
    out
}

/// Words over at most `rows` lines of at most `most` characters, the last one cut with an ellipsis.
fn wrap(words: &str, most: usize, rows: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = words.split_whitespace().peekable();
    while let Some(word) = rest.peek() {
        if out.len() == rows {
            let last = out.last_mut().map(std::mem::take).unwrap_or_default();
            let all: Vec<&str> = rest.collect();
            let cut = shorten(&format!("{last} {}", all.join(" ")), most);
            out.pop();
            out.push(cut);
            break;
        }
        let mut line = (*word).to_owned();
        rest.next();
        while let Some(next) =
            rest.next_if(|w| line.chars().count() + 1 + w.chars().count() <= most)
        {
            line.push(' ');
            line.push_str(next);
        }
        out.push(shorten(&line, most));
    }
    out
}

/// At most `most` characters, the last one being an ellipsis when something is cut.
fn shorten(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
