//! The pictures in `docs/screens`: made from the sample when KVPT_SCREENS=1, on two screens, in few colours.

use super::Office;
use super::every_page::{SCREENS, pages};
use crate::http::Visitor;
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::path::Path;

/// The pages to show: the name of the picture, and the kind of page.
const SHOWN: [(&str, &str); 19] = [
    ("desk", "/desk?"),
    ("documents", "/documents?"),
    ("document", "/documents/*/*?"),
    ("intake", "/intake?"),
    ("reading", "/intake/*/*?"),
    ("tasks", "/tasks?"),
    ("task", "/tasks/*/*?"),
    ("forms", "/forms?"),
    ("form", "/forms/*/*?"),
    ("submission", "/submissions/*/*?"),
    ("totals", "/totals?"),
    ("reviews", "/reviews?"),
    ("review", "/reviews/*/*?"),
    ("trace", "/reviews/*/*/trace/*?"),
    ("bodies", "/bodies?"),
    ("unit", "/units/*/*?"),
    ("people", "/people?"),
    ("ledger", "/ledger?"),
    ("search", "/search?"),
];

/// All pictures together stay under this many bytes.
const MOST_BYTES: u64 = 3_000_000;

#[test]
fn pictures_for_the_docs() {
    if std::env::var("KVPT_SCREENS").as_deref() != Ok("1") {
        return;
    }
    let Some(o) = Office::open() else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screens");
    std::fs::create_dir_all(&folder).unwrap();
    let mut visitor = Visitor::log_in(o.served.at, "can.bo", &o.demo.password);
    let found: BTreeMap<String, String> = pages(&mut visitor).0;
    picture(&o, "/login", "login", &folder);
    o.become_person("can.bo");
    for (name, kind) in SHOWN {
        let path = found.get(kind).unwrap_or_else(|| panic!("no {kind} among {found:#?}"));
        picture(&o, path, name, &folder);
    }
    let sizes = std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().metadata().unwrap().len());
    let all: u64 = sizes.sum();
    assert!(all < MOST_BYTES, "the pictures take {all} bytes");
}

fn picture(o: &Office, path: &str, name: &str, folder: &Path) {
    for (width, height) in SCREENS {
        o.browser.screen(width, height);
        o.go(path);
        // Letters first: a picture without its typeface is no picture of the page.
        let ready =
            "const d = arguments[arguments.length - 1]; document.fonts.ready.then(() => d(true))";
        o.browser.run_async(ready, &[]);
        let png = unbase64(&o.browser.shot());
        std::fs::write(folder.join(format!("{name}-{width}.png")), few_colours(&png)).unwrap();
    }
}

fn unbase64(text: &str) -> Vec<u8> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = text.bytes().filter_map(digit).collect();
    let group = |four: &[u8]| {
        let bits =
            four.iter().fold(0u32, |all, d| all << 6 | u32::from(*d)) << (6 * (4 - four.len()));
        bits.to_be_bytes()[1..four.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

/// The same picture with at most 128 colours, the frequent ones kept and the others put to the nearest.
fn few_colours(png: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let step = info.color_type.samples();
    let colour = |p: &[u8]| [p[0], p[1], p[2]];
    let mut counts: HashMap<[u8; 3], u32> = HashMap::new();
    pixels.chunks_exact(step).for_each(|p| *counts.entry(colour(p)).or_default() += 1);
    let palette = palette(&counts);
    let nearest: HashMap<[u8; 3], u8> =
        counts.keys().map(|c| (*c, nearest(*c, &palette))).collect();
    let indexed: Vec<u8> = pixels.chunks_exact(step).map(|p| nearest[&colour(p)]).collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, info.width, info.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&indexed).unwrap();
    out
}

/// Takes the most frequent colour again and again, and leaves out what is close to one that was taken.
fn palette(counts: &HashMap<[u8; 3], u32>) -> Vec<[u8; 3]> {
    let mut by_count: Vec<(&[u8; 3], &u32)> = counts.iter().collect();
    by_count.sort_by_key(|(colour, n)| (std::cmp::Reverse(**n), **colour));
    let mut taken: Vec<[u8; 3]> = Vec::new();
    for (colour, _) in by_count {
        if taken.len() < 128 && taken.iter().all(|t| distance(*t, *colour) > 90) {
            taken.push(*colour);
        }
    }
    taken
}

fn nearest(colour: [u8; 3], palette: &[[u8; 3]]) -> u8 {
    let best = palette.iter().enumerate().min_by_key(|(_, p)| distance(**p, colour));
    best.map_or(0, |(i, _)| u8::try_from(i).unwrap_or(0))
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(x, y)| u32::from(x.abs_diff(y)).pow(2)).sum()
}

#[test]
fn few_colours_keep_the_picture() {
    let (width, height) = (64, 8);
    let pixels: Vec<u8> = (0..width * height)
        .flat_map(|i| [if i % 2 == 0 { 255 } else { 16 }, (i % 64) as u8 * 4, 0])
        .collect();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    let small = few_colours(&png);
    let mut decoder = png::Decoder::new(Cursor::new(&small));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut again = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut again).unwrap();
    assert_eq!(again.len(), pixels.len());
    let furthest = again.iter().zip(&pixels).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(furthest.is_some_and(|d| d <= 10), "{furthest:?}");
}
