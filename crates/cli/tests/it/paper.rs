//! A review as Word sees it: paragraphs with their links and bookmarks, and which numerals lead to no evidence.
//!
//! It knows the file format and the rule, and nothing of the program that wrote the file.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::LazyLock;

/// Text that stands in one link, or in none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    pub(crate) text: String,
    /// Where it leads outside the paper.
    pub(crate) href: Option<String>,
    /// Where it leads inside the paper.
    pub(crate) anchor: Option<String>,
    /// Bookmarks that it stands in.
    pub(crate) bookmarks: Vec<String>,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    pub(crate) style: String,
    pub(crate) runs: Vec<Run>,
    /// In the annexes, after the heading of the first.
    pub(crate) in_annex: bool,
    /// In a cell of a table.
    pub(crate) in_table: bool,
    /// In a row that is repeated as the head of its table.
    pub(crate) in_table_head: bool,
}

impl Paragraph {
    /// Its words.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }

    fn is_heading(&self) -> bool {
        let titles = ["TenLoai", "TrichYeu", "PhanTen"];
        self.style.starts_with("Heading") || titles.contains(&self.style.as_str())
    }
}

/// A part of the zip as text.
pub(crate) fn part(docx: &[u8], path: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("a .docx is a zip");
    let mut text = String::new();
    zip.by_name(path).expect("the part is there").read_to_string(&mut text).unwrap();
    text
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = e.attributes().flatten();
    let found = all.find(|a| a.key.as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
}

/// The addresses of links by relation.
fn relations(docx: &[u8]) -> BTreeMap<String, String> {
    let xml = part(docx, "word/_rels/document.xml.rels");
    let mut reader = Reader::from_str(&xml);
    let mut found = BTreeMap::new();
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => return found,
            Event::Start(e) | Event::Empty(e) if e.name().as_ref() == "Relationship" => {
                if let (Some(id), Some(to)) = (attribute(&e, "Id"), attribute(&e, "Target")) {
                    found.insert(id, to);
                }
            }
            _ => {}
        }
    }
}

/// The paragraphs of the paper in order.
pub(crate) fn paragraphs(docx: &[u8]) -> Vec<Paragraph> {
    let xml = part(docx, "word/document.xml");
    let mut walk = Walk { links: relations(docx), ..Walk::default() };
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => return walk.done,
            Event::Start(e) => walk.open(&e, false),
            Event::Empty(e) => walk.open(&e, true),
            Event::End(e) => walk.close(e.name().as_ref()),
            Event::Text(t) => walk.words(t.as_ref()),
            Event::GeneralRef(r) => {
                let whole = format!("&{};", r.as_ref());
                let words = quick_xml::escape::unescape(&whole).expect("a known entity");
                walk.words(&words);
            }
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walk {
    links: BTreeMap<String, String>,
    done: Vec<Paragraph>,
    now: Paragraph,
    href: Option<String>,
    anchor: Option<String>,
    open_marks: BTreeMap<String, String>,
    tables: usize,
    head_row: bool,
    in_annex: bool,
    in_text: bool,
}

impl Walk {
    fn open(&mut self, e: &BytesStart<'_>, empty: bool) {
        match e.name().as_ref() {
            "w:p" => self.now = Paragraph::default(),
            "w:pStyle" => self.now.style = attribute(e, "w:val").unwrap_or_default(),
            "w:tbl" => self.tables += 1,
            "w:tr" => self.head_row = false,
            "w:tblHeader" => self.head_row = true,
            "w:t" => self.in_text = !empty,
            "w:br" | "w:tab" => self.push(" "),
            "w:hyperlink" => {
                let relation = attribute(e, "r:id");
                self.href = relation.and_then(|id| self.links.get(&id).cloned());
                self.anchor = attribute(e, "w:anchor");
            }
            "w:bookmarkStart" => {
                let (id, name) = (attribute(e, "w:id"), attribute(e, "w:name"));
                self.open_marks.extend(id.zip(name));
            }
            "w:bookmarkEnd" => {
                attribute(e, "w:id").and_then(|id| self.open_marks.remove(&id));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "w:t" => self.in_text = false,
            "w:hyperlink" => (self.href, self.anchor) = (None, None),
            "w:tbl" => self.tables -= 1,
            "w:p" => {
                let mut paragraph = std::mem::take(&mut self.now);
                self.in_annex |= paragraph.style == "PhuLuc";
                paragraph.in_annex = self.in_annex;
                paragraph.in_table = self.tables > 0;
                paragraph.in_table_head = self.tables > 0 && self.head_row;
                self.done.push(paragraph);
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_text {
            self.push(words);
        }
    }

    fn push(&mut self, words: &str) {
        let bookmarks: Vec<String> = self.open_marks.values().cloned().collect();
        let same =
            |r: &Run| (&r.href, &r.anchor, &r.bookmarks) == (&self.href, &self.anchor, &bookmarks);
        if let Some(last) = self.now.runs.last_mut().filter(|r| same(r)) {
            last.text.push_str(words);
            return;
        }
        let (href, anchor) = (self.href.clone(), self.anchor.clone());
        self.now.runs.push(Run { text: words.to_owned(), href, anchor, bookmarks });
    }
}

/// A numeral, with the separators of thousands and decimals inside it.
static NUMERAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{N}(?:[.,]?\p{N})*").unwrap());

/// Dates, periods and years as they are written in administrative papers.
static DATES: LazyLock<Regex> = LazyLock::new(|| {
    let year = r"(?:19|20)\d{2}";
    let forms = [
        r"ngày \d{1,2}(?: tháng \d{1,2}(?: năm \d{4})?)?",
        r"\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}\b",
        r"\b\d{1,2}/(?:19|20)\d{2}\b",
        r"\b\d{1,2}/\d{1,2}\b",
        r"[Tt]háng \d{1,2}(?: năm \d{4})?",
        r"\b(?:6|9) tháng (?:đầu|cuối) năm(?: \d{4})?",
        &format!(
            r"(?:[Nn]ăm|[Gg]iai đoạn|[Nn]hiệm kỳ|[Tt]hời kỳ|[Tt]ừ|[Đđ]ến|so với|[Kk]ỳ(?: báo cáo)?) {year}(?: ?[-–] ?{year})?"
        ),
        &format!(r"{year} ?[-–] ?{year}"),
        &format!(r"(?:các|những) năm {year}(?:, {year})*(?: và {year})?"),
    ];
    Regex::new(&forms.join("|")).unwrap()
});

/// Numbers of documents: `07-NQ/TU`, `12/KH-BCĐ`, `29/2018/QH14`, `số 44`.
static DOCUMENT_NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\d{1,5}[a-z]?(?:/\d{4})?[-/]\p{Lu}[\p{L}\d]*(?:[-/.&]\p{L}[\p{L}\d]*)*").unwrap()
});

/// The number at the head of a list item or heading: `1.`, `2)`, `1.2.`.
static ORDINAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\))\s").unwrap());

/// A column of years.
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:Năm )?(?:19|20)\d{2}$").unwrap());

/// What is wrong with the anchors of a paper: one line each, naming the sentence.
///
/// `names` are names on the register with numerals in them.
pub(crate) fn loose_numerals(paragraphs: &[Paragraph], names: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let sources = Sources::of(paragraphs);
    for p in paragraphs.iter().filter(|p| !p.in_annex) {
        let allowed = allowed(p, names);
        let mut at = 0;
        for run in &p.runs {
            for numeral in NUMERAL.find_iter(&run.text) {
                let place = at + numeral.start();
                let wrong = match (&run.href, &run.anchor) {
                    (Some(href), _) => wrong_link(run, href, &sources),
                    // The raised number that leads to the annex.
                    (None, Some(anchor)) if anchor.starts_with("nguon_") => None,
                    _ if allowed.iter().any(|(s, e)| *s <= place && place < *e) => None,
                    _ => Some("leads to no evidence"),
                };
                if let Some(wrong) = wrong {
                    faults.push(format!("“{}” {wrong}: {}", numeral.as_str(), p.text()));
                }
            }
            at += run.text.len();
        }
    }
    faults
}

fn wrong_link(run: &Run, href: &str, sources: &Sources<'_>) -> Option<&'static str> {
    if !href.contains("/reviews/") || !href.contains("/trace/") {
        return Some("does not lead to a trace page");
    }
    if run.bookmarks.is_empty() {
        return Some("stands in no bookmark");
    }
    (!sources.hold(run, href)).then_some("has no entry in the annex of sources")
}

/// The entries of the annex: where each leads, and the figures that it speaks of. Figures that answer one question
/// (a value, n/N, how many are missing) share an entry, which leads to the first of them and lists them all.
struct Sources<'p> {
    links: BTreeSet<&'p str>,
    figures: BTreeSet<&'p str>,
}

impl<'p> Sources<'p> {
    fn of(paragraphs: &'p [Paragraph]) -> Self {
        let runs = paragraphs.iter().filter(|p| p.in_annex).flat_map(|p| &p.runs);
        let linked = || runs.clone().filter_map(|r| Some((r.href.as_deref()?, r.text.as_str())));
        Self {
            links: linked().map(|(href, _)| href).collect(),
            figures: linked().flat_map(|(_, text)| text.split("; ")).map(str::trim).collect(),
        }
    }

    fn hold(&self, run: &Run, href: &str) -> bool {
        self.links.contains(href) || self.figures.contains(run.text.trim())
    }
}

/// The stretches of a paragraph where numerals need no evidence.
fn allowed(p: &Paragraph, names: &BTreeSet<String>) -> Vec<(usize, usize)> {
    let text = p.text();
    if p.is_heading() || (p.in_table_head && YEAR.is_match(text.trim())) {
        return vec![(0, text.len())];
    }
    let mut found: Vec<(usize, usize)> = [&*DATES, &*DOCUMENT_NUMBERS, &*ORDINAL]
        .into_iter()
        .flat_map(|form| form.find_iter(&text).map(|m| (m.start(), m.end())))
        .collect();
    for name in names {
        found.extend(text.match_indices(name.as_str()).map(|(at, _)| (at, at + name.len())));
    }
    found
}

/// Every trace page that the body leads to, with what is printed there.
pub(crate) fn figures(paragraphs: &[Paragraph]) -> Vec<(String, String)> {
    let runs = paragraphs.iter().filter(|p| !p.in_annex).flat_map(|p| &p.runs);
    let linked = runs.filter_map(|r| r.href.clone().map(|href| (href, r.text.clone())));
    linked.filter(|(href, _)| href.contains("/trace/")).collect()
}
