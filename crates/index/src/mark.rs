//! Where in a text the words stand that were asked for, and the passage that shows them best.

use crate::query::{Part, Query, ShortForms, parts, typed, unfinished};
use crate::words::{Keys, Lexicon, places};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many words a passage has at most; words asked for that are farther apart do not support each other.
const SPAN: usize = 30;
/// How many letters stand before the first word asked for.
const BEFORE: usize = 60;
/// How many letters a passage has.
const LETTERS: usize = 220;
/// So many places are weighed against each other; a text that has more shows one of the first.
const MOST_PLACES: usize = 4000;

/// A passage of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// First byte of the first word asked for, in the text; a mark begins there.
    pub at: usize,
    /// The passage in pieces, each with whether it was asked for; an ellipsis stands where the text goes on.
    pub pieces: Vec<(String, bool)>,
}

/// What was asked for, ready to be found in texts.
#[derive(Debug, Clone)]
pub struct Marker {
    /// Runs of words that must stand side by side; most are of one word.
    runs: Vec<Vec<Keys>>,
    /// A beginning of a word.
    open: Option<Keys>,
}

/// A run that was found: words of the text from–to, bytes, which run.
#[derive(Debug, Clone)]
struct Place {
    word: usize,
    end_word: usize,
    bytes: Range<usize>,
    run: usize,
}

impl Marker {
    /// A marker of what a question asks for.
    pub fn new(query: &Query, shorts: &ShortForms) -> Self {
        let asked = parts(&query.words);
        let mut runs: Vec<Vec<Keys>> = Vec::new();
        for (i, part) in asked.iter().enumerate() {
            runs.push(part.words().to_vec());
            if let Part::Number(_, filed) = part {
                runs.push(filed.clone());
            }
            let rest = asked.get(i..).unwrap_or_default();
            runs.extend(shorts.at(rest).into_iter().map(|(_, form)| form));
        }
        let mut once = Vec::new();
        for run in runs {
            if !once.contains(&run) {
                once.push(run);
            }
        }
        Self { runs: once, open: unfinished(query, &asked) }
    }

    /// Every place of a text that was asked for, in order, without overlaps.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut marks: Vec<Range<usize>> = Vec::new();
        for place in self.places(text, usize::MAX) {
            match marks.last_mut() {
                // One mark over words that stand side by side reads better than two.
                Some(last) if joined(text, last.end, place.bytes.start) => {
                    last.end = last.end.max(place.bytes.end);
                }
                _ => marks.push(place.bytes),
            }
        }
        marks
    }

    /// Which of the things asked for a text bears.
    pub fn borne(&self, text: &str) -> BTreeSet<usize> {
        self.places(text, usize::MAX).into_iter().map(|place| place.run).collect()
    }

    /// A short text in pieces, each with whether it was asked for.
    pub fn pieces(&self, text: &str) -> Vec<(String, bool)> {
        cut(text, 0..text.len(), &self.marks(text))
    }

    /// The passage of a text that shows best what was asked for; `None` when nothing of it is there.
    pub fn snippet(&self, text: &str) -> Option<Snippet> {
        let places = self.places(text, MOST_PLACES);
        let best = (0..places.len()).max_by_key(|i| (self.worth(&places, *i), usize::MAX - i))?;
        let at = begins(text, places.get(..=best)?)?;
        let range = passage(text, at);
        let (from, to) = (range.start, range.end);
        let marks = self.marks(text.get(range.clone()).unwrap_or_default());
        let marks: Vec<_> = marks.into_iter().map(|m| m.start + from..m.end + from).collect();
        let mut pieces = cut(text, range, &marks);
        if text.get(..from).is_some_and(|before| !before.trim().is_empty()) {
            pieces.insert(0, ("… ".to_owned(), false));
        }
        if text.get(to..).is_some_and(|after| !after.trim().is_empty()) {
            pieces.push((" …".to_owned(), false));
        }
        Some(Snippet { at, pieces })
    }

    /// How much of what was asked for stands within a passage that begins at a place: different runs, and runs that follow each
    /// other as they were typed.
    fn worth(&self, places: &[Place], first: usize) -> (usize, usize) {
        let Some(begin) = places.get(first) else { return (0, 0) };
        let near = places.iter().skip(first).take_while(|p| p.word < begin.word + SPAN);
        let (mut seen, mut side_by_side) = (vec![false; self.runs.len() + 1], 0);
        let mut last: Option<&Place> = None;
        for place in near {
            if let Some(seen) = seen.get_mut(place.run) {
                *seen = true;
            }
            if last.is_some_and(|l| l.end_word == place.word && l.run + 1 == place.run) {
                side_by_side += 1;
            }
            last = Some(place);
        }
        (seen.into_iter().filter(|s| *s).count(), side_by_side)
    }

    fn places(&self, text: &str, most: usize) -> Vec<Place> {
        let mut known = Lexicon::default();
        let words: Vec<(Range<usize>, Keys)> = Vec::new();
        let mut window = Window { words, first: 0 };
        let longest = self.runs.iter().map(Vec::len).max().unwrap_or(0);
        let mut found: Vec<Place> = Vec::new();
        let mut ends = 0;
        for place in places(text) {
            let word = text.get(place.clone()).unwrap_or_default();
            let Some(keys) = known.keys(word) else { continue };
            window.words.push((place, keys.clone()));
            if window.words.len() >= longest.max(1) {
                self.at(&mut window, &mut ends, &mut found);
            }
            if found.len() >= most {
                return found;
            }
        }
        while !window.words.is_empty() {
            self.at(&mut window, &mut ends, &mut found);
        }
        found
    }

    /// Looks at the first word of the window and lets it go.
    fn at(&self, window: &mut Window, ends: &mut usize, found: &mut Vec<Place>) {
        let word = window.first;
        if word >= *ends {
            let fitting = self.runs.iter().enumerate().filter(|(_, run)| window.begins(run));
            // The longest run that begins here says what stands here.
            let best = fitting.max_by_key(|(i, run)| (run.len(), usize::MAX - i));
            let best = best.map(|(i, run)| (i, run.len()));
            let open = || self.opens(window).then_some((self.runs.len(), 1));
            if let Some((run, n)) = best.or_else(open) {
                let last = window.words.get(n - 1).map_or(0, |(p, _)| p.end);
                let start = window.words.first().map_or(0, |(p, _)| p.start);
                found.push(Place { word, end_word: word + n, bytes: start..last, run });
                *ends = word + n;
            }
        }
        window.words.remove(0);
        window.first += 1;
    }

    fn opens(&self, window: &Window) -> bool {
        let Some(open) = &self.open else { return false };
        window.words.first().is_some_and(|(_, w)| match open.is_marked() {
            true => w.exact.starts_with(&open.exact),
            false => w.bare.starts_with(&open.bare),
        })
    }
}

/// The words ahead, as many as the longest run has.
struct Window {
    words: Vec<(Range<usize>, Keys)>,
    /// The number of the first of them in the text.
    first: usize,
}

impl Window {
    fn begins(&self, run: &[Keys]) -> bool {
        let here = self.words.get(..run.len());
        here.is_some_and(|words| words.iter().zip(run).all(|((_, w), asked)| typed(asked, w)))
    }
}

/// Where the mark begins that the last of some places is part of.
fn begins(text: &str, places: &[Place]) -> Option<usize> {
    let pairs = places.windows(2).rev();
    let apart = pairs.take_while(|pair| match pair {
        [before, after] => joined(text, before.bytes.end, after.bytes.start),
        _ => false,
    });
    places.get(places.len() - 1 - apart.count()).map(|p| p.bytes.start)
}

/// Whether only space stands between two places.
fn joined(text: &str, end: usize, start: usize) -> bool {
    end >= start || text.get(end..start).is_some_and(|b| b.chars().all(|c| c == ' '))
}

/// The bytes of a passage around a place, from word to word.
fn passage(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let mut start = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(i, _)| i);
    // A passage begins with a paragraph when one begins near, else with a word.
    let lead = text.get(start..at).unwrap_or_default();
    if let Some(line) = lead.rfind('\n') {
        start += line + 1;
    } else if start > 0 {
        start += lead.find(char::is_whitespace).map_or(0, |i| i + 1);
    }
    let after = text.get(start..).unwrap_or_default();
    let mut end = after.char_indices().nth(LETTERS).map_or(text.len(), |(i, _)| start + i);
    if end < text.len() {
        let tail = text.get(at..end).unwrap_or_default();
        end = tail.rfind(char::is_whitespace).filter(|i| *i > 0).map_or(end, |i| at + i);
    }
    start..end
}

fn cut(text: &str, range: Range<usize>, marks: &[Range<usize>]) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut at = range.start;
    let mut push = |part: Range<usize>, asked: bool| {
        if let Some(words) = text.get(part).filter(|w| !w.is_empty()) {
            pieces.push((one_line(words), asked));
        }
    };
    for mark in marks.iter().filter(|m| range.start <= m.start && m.end <= range.end) {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..range.end, false);
    pieces
}

/// Line ends and tabs as spaces: a passage is shown on one line.
fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}
