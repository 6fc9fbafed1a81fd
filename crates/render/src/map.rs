//! Maps as SVG: units as circles at their centre points, area by value. No tiles, no borders, no network.
//! It computes no figure; it draws the cells it is given.

use terms::Cell;

use crate::chart::short;
use crate::svg::{self, Drawing, Stand};

const WIDTH: u32 = 620;
/// Edge around the circles, and room above for the title and below for the legend.
const EDGE: f64 = 36.0;
const ABOVE: f64 = 48.0;
const BELOW: f64 = 70.0;
/// The radius of the largest value.
const LARGEST: f64 = 20.0;
/// The radius of a unit without a number.
const SMALL: f64 = 5.0;

/// Bản đồ điểm: one circle for each unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// A name that is unique on the page.
    pub id: String,
    /// The title above.
    pub title: String,
    /// What the map says, in words.
    pub description: String,
    /// The unit of measure.
    pub unit: String,
    /// Digits after the decimal mark of all numbers, 0–9.
    pub scale: u8,
    /// The units.
    pub places: Vec<Place>,
    /// How many of the largest are named.
    pub labels: usize,
}

/// Một đơn vị trên bản đồ.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The name.
    pub name: String,
    /// Longitude in degrees, east positive.
    pub lon: f64,
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// The cell.
    pub cell: Cell,
    /// A page to open from the circle.
    pub href: Option<String>,
}

/// A place on the picture.
struct Spot<'a> {
    place: &'a Place,
    x: f64,
    y: f64,
    radius: f64,
}

impl Map {
    /// Draws the map. Places whose position is not a number are left out of the picture, not of the legend.
    pub fn draw(&self) -> Drawing {
        let id = svg::safe_id(&self.id);
        let (spots, height) = self.spots();
        let mut out = svg::text(12.0, 20.0, 14, Stand::Start, "b", &self.title);
        let unit = format!("Đơn vị tính: {}", self.unit);
        out.push_str(&svg::text(12.0, 37.0, 11, Stand::Start, "m", &unit));
        out.extend(spots.iter().map(|spot| self.circle(&id, spot)));
        out.push_str(&self.names(&spots));
        out.push_str(&self.legend(&id, height));
        svg::frame(&id, (WIDTH, height as u32), &self.title, &self.description, &out)
    }

    /// The largest number, at least 1.
    fn most(&self) -> i64 {
        self.places.iter().filter_map(|place| place.cell.value()).max().unwrap_or(1).max(1)
    }

    fn radius(&self, cell: Cell) -> f64 {
        match cell.value() {
            Some(n) if n > 0 => (LARGEST * (n as f64 / self.most() as f64).sqrt()).max(2.0),
            _ => SMALL,
        }
    }

    /// Places on the picture, the largest first, and the height of the picture.
    fn spots(&self) -> (Vec<Spot<'_>>, f64) {
        let known = |p: &&Place| p.lon.is_finite() && p.lat.is_finite();
        let places: Vec<&Place> = self.places.iter().filter(known).collect();
        let (west, east) = ends(places.iter().map(|p| p.lon));
        let (south, north) = ends(places.iter().map(|p| p.lat));
        // A degree of longitude is shorter away from the equator.
        let narrow = ((south + north) / 2.0).to_radians().cos().max(0.1);
        let wide = f64::from(WIDTH) - 2.0 * EDGE;
        let (across, down) = (((east - west) * narrow).max(1e-6), (north - south).max(1e-6));
        let per_degree = (wide / across).min(430.0 / down);
        let left = EDGE + (wide - across * per_degree) / 2.0;
        let spot = |place: &'_ Place| {
            let x = left + (place.lon - west) * narrow * per_degree;
            let y = ABOVE + EDGE + (north - place.lat) * per_degree;
            (x, y, self.radius(place.cell))
        };
        let mut spots: Vec<Spot<'_>> = places
            .into_iter()
            .map(|place| {
                let (x, y, radius) = spot(place);
                Spot { place, x, y, radius }
            })
            .collect();
        spots.sort_by(|a, b| b.radius.total_cmp(&a.radius).then(a.place.name.cmp(&b.place.name)));
        (spots, (ABOVE + 2.0 * EDGE + down * per_degree + BELOW).round())
    }

    fn circle(&self, id: &str, spot: &Spot<'_>) -> String {
        let place = spot.place;
        let said = match place.cell {
            Cell::Number(n) => format!("{} {}", short(n, self.scale), self.unit),
            other => other.label().to_owned(),
        };
        let mark = mark(id, place.cell, (spot.x, spot.y), spot.radius);
        let title = svg::esc(&format!("{}: {said}", place.name));
        let mark = format!("<g><title>{title}</title>{mark}</g>");
        match &place.href {
            Some(href) => format!(r#"<a href="{}">{mark}</a>"#, svg::esc(href)),
            None => mark,
        }
    }

    /// Names beside the largest circles where there is room.
    fn names(&self, spots: &[Spot<'_>]) -> String {
        let mut taken: Vec<[f64; 4]> = Vec::new();
        let mut out = String::new();
        let numbered = spots.iter().filter(|spot| matches!(spot.place.cell, Cell::Number(_)));
        for spot in numbered.take(self.labels) {
            let wide = svg::width_of(&spot.place.name, 11);
            let Some(frame) = room(spot, wide, &taken) else { continue };
            taken.push(frame);
            let name = svg::text(frame[0], frame[3] - 3.0, 11, Stand::Start, "", &spot.place.name);
            let halo = r##"<text paint-order="stroke" stroke="#ffffff" stroke-width="3" "##;
            out.push_str(&name.replacen("<text ", halo, 1));
        }
        out
    }

    /// Three sizes and the states with the number of units in each.
    fn legend(&self, id: &str, height: f64) -> String {
        let y = height - 44.0;
        let mut x = 12.0 + LARGEST;
        let mut out = String::new();
        let most = self.most();
        let mut sizes = vec![most, most / 4, most / 20];
        sizes.retain(|&n| n > 0);
        sizes.dedup();
        for n in sizes {
            let radius = self.radius(Cell::Number(n));
            out.push_str(&mark(id, Cell::Number(n), (x, y), radius));
            let words = short(n, self.scale);
            out.push_str(&svg::text(x + radius + 4.0, y + 4.0, 11, Stand::Start, "", &words));
            x += radius + 30.0 + svg::width_of(&words, 11);
        }
        out + &self.states(id, height - 14.0)
    }

    fn states(&self, id: &str, y: f64) -> String {
        let mut x = 18.0;
        let mut out = String::new();
        for state in [Cell::Zero, Cell::NoneOccurred, Cell::NotApplicable, Cell::NotReported] {
            let count = self.places.iter().filter(|place| place.cell == state).count();
            if count == 0 {
                continue;
            }
            out.push_str(&mark(id, state, (x, y - 4.0), SMALL));
            let words = format!("{}: {count} đơn vị", state.label());
            out.push_str(&svg::text(x + 10.0, y, 10, Stand::Start, "", &words));
            x += 22.0 + svg::width_of(&words, 10);
        }
        out
    }
}

/// The mark of a cell: a full circle, a ring, a dotted ring, or grey hatching for silence.
fn mark(id: &str, cell: Cell, (x, y): (f64, f64), radius: f64) -> String {
    let look = match cell {
        Cell::Number(_) => r##"fill="#1d3f66" fill-opacity="0.62" stroke="#12283f""##.to_owned(),
        Cell::Zero => r##"fill="#ffffff" stroke="#12283f" stroke-width="1.5""##.to_owned(),
        Cell::NoneOccurred => {
            r##"fill="#ffffff" stroke="#12283f" stroke-width="1.5" stroke-dasharray="2 2""##
                .to_owned()
        }
        Cell::NotApplicable => r##"fill="#cfcfcf" stroke="#cfcfcf""##.to_owned(),
        Cell::NotReported => format!(r##"fill="url(#{id}-silent)" stroke="#6a6a6a""##),
    };
    format!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" {look}/>"#)
}

/// The lowest and highest of some numbers; 0 and 0 when there are none.
fn ends(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = numbers
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| (low.min(n), high.max(n)));
    if low.is_finite() { (low, high) } else { (0.0, 0.0) }
}

/// A frame (left, top, right, bottom) for a name to the right, left, above or below that covers no other name.
fn room(spot: &Spot<'_>, wide: f64, taken: &[[f64; 4]]) -> Option<[f64; 4]> {
    let (x, y, gap) = (spot.x, spot.y, spot.radius + 4.0);
    let places = [
        [x + gap, y - 7.0],
        [x - gap - wide, y - 7.0],
        [x - wide / 2.0, y - gap - 14.0],
        [x - wide / 2.0, y + gap],
    ];
    let frames = places.map(|[left, top]| [left, top, left + wide, top + 14.0]);
    let inside = |f: &[f64; 4]| f[0] >= 2.0 && f[2] <= f64::from(WIDTH) - 2.0;
    let free = |f: &[f64; 4]| {
        taken.iter().all(|t| f[2] < t[0] || t[2] < f[0] || f[3] < t[1] || t[3] < f[1])
    };
    frames.into_iter().find(|frame| inside(frame) && free(frame))
}
