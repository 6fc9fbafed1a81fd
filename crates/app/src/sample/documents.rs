//! The sample's documents: five from a marked source to docx, five press reports as they are.

use crate::error::Error;
use render::paper::{
    Align, Block, Column, HeadingLevel, Paper, PaperDate, PaperNumber, PaperState, Run, Signature,
    Table, TableCell,
};
use terms::Day;

/// A document of the sample as a file.
#[derive(Debug, Clone)]
pub struct SampleFile {
    /// Its key in the tables: the name of its source.
    pub key: &'static str,
    /// The name under which it is written.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

macro_rules! sources {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../../sample/documents/", $name)))),+]
    };
}

const SOURCES: [(&str, &str); 10] = sources![
    "01-nghi-quyet-07-NQ-TU.src.txt",
    "02-chi-thi-04-CT-UBND.src.txt",
    "03-ke-hoach-12-KH-BCD.src.txt",
    "04-quy-che-1205-QC-BCHQS-CAT.src.txt",
    "05-thong-bao-96-TB-UBND.src.txt",
    "06-bao-hoi-nghi-so-ket.html",
    "07-bao-tap-huan.html",
    "08-bao-dien-tap-lac-ha.html",
    "10-tin-mat-tran-quan-triet.txt",
    "09-tin-giao-nhan-quan.txt",
];

/// Every document of the sample.
pub(crate) fn files() -> Result<Vec<SampleFile>, Error> {
    SOURCES.iter().map(|(key, source)| file(key, source)).collect()
}

fn file(key: &'static str, source: &str) -> Result<SampleFile, Error> {
    let Some(stem) = key.strip_suffix(".src.txt") else {
        return Ok(SampleFile { key, name: key.to_owned(), bytes: source.as_bytes().to_vec() });
    };
    let bytes =
        render::docx::write(&paper(source)).map_err(|e| Error::Broken(format!("{key}: {e}")))?;
    Ok(SampleFile { key, name: format!("{stem}.docx"), bytes })
}

/// The front matter of a source: lines `key: value`, some keys more than once.
struct Front<'s>(Vec<(&'s str, &'s str)>);

impl<'s> Front<'s> {
    fn all(&self, key: &str) -> Vec<&'s str> {
        self.0.iter().filter(|(k, _)| *k == key).map(|(_, v)| *v).collect()
    }

    fn one(&self, key: &str) -> &'s str {
        self.all(key).first().copied().unwrap_or("")
    }
}

fn paper(source: &str) -> Paper {
    let mut parts = source.splitn(3, "---\n").skip(1);
    let (front, body) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let front = Front(
        front.lines().filter_map(|l| l.split_once(':')).map(|(k, v)| (k, v.trim())).collect(),
    );
    let date: Option<Day> = front.one("date").parse().ok();
    Paper {
        layout: if front.one("layout") == "party" {
            render::paper::Layout::Party
        } else {
            render::paper::Layout::State
        },
        parent: front.all("parent").first().map(|p| (*p).to_owned()),
        issuer: front.all("issuer").join("\n"),
        number: PaperNumber {
            written: Some(front.one("number").to_owned()),
            ..PaperNumber::default()
        },
        place: front.one("place").to_owned(),
        date: date.map_or(PaperDate::Year(2025), PaperDate::Full),
        type_name: front.one("type").to_owned(),
        subject: front.one("subject").to_owned(),
        state: PaperState::Approved,
        circulation: None,
        addressees: front.all("addressee").into_iter().map(str::to_owned).collect(),
        body: blocks(body),
        signature: front.all("signer").last().map(|s| signature(s)).unwrap_or_default(),
        co_signature: (front.all("signer").len() > 1).then(|| signature(front.one("signer"))),
        recipients: front.all("recipient").into_iter().map(str::to_owned).collect(),
        annexes: Vec::new(),
        note_marks: false,
        running: None,
    }
}

/// `capacity | title | rank | name | second office`.
fn signature(line: &str) -> Signature {
    let mut cells = line.split('|').map(|c| c.trim().to_owned());
    let mut next = || cells.next().unwrap_or_default();
    let (capacity, title, rank, name, office) = (next(), next(), next(), next(), next());
    let authority = if capacity.is_empty() { Vec::new() } else { vec![capacity] };
    let name = if rank.is_empty() { name } else { format!("{rank} {name}") };
    Signature { authority, title, second_office: (!office.is_empty()).then_some(office), name }
}

fn blocks(body: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut lines = body.lines().filter(|l| !l.trim().is_empty());
    while let Some(line) = lines.next() {
        if line == "@table" {
            out.push(table(lines.by_ref().take_while(|l| *l != "@end")));
        } else {
            out.extend(block(line));
        }
    }
    out
}

fn block(line: &str) -> Vec<Block> {
    let Some((mark, words)) = line.strip_prefix('@').and_then(|l| l.split_once(' ')) else {
        return vec![Block::Paragraph(vec![Run::text(line)])];
    };
    match mark {
        "basis" | "note" => vec![Block::Paragraph(vec![Run::italic(words)])],
        "h1" => vec![Block::Heading(HeadingLevel::Roman, vec![Run::text(after_ordinal(words))])],
        "h2" => vec![Block::Heading(HeadingLevel::Arabic, vec![Run::text(after_ordinal(words))])],
        "chapter" => words.split(" | ").map(|w| Block::Paragraph(vec![Run::bold(w)])).collect(),
        _ => vec![Block::Paragraph(vec![Run::bold(words)])],
    }
}

/// The writer numbers headings itself: `IV. TỔ CHỨC` → `TỔ CHỨC`.
fn after_ordinal(words: &str) -> &str {
    words.split_once(". ").map_or(words, |(_, rest)| rest)
}

fn table<'s>(rows: impl Iterator<Item = &'s str>) -> Block {
    let mut rows = rows.map(|row| row.split(" | ").map(TableCell::text).collect::<Vec<_>>());
    let head: Vec<TableCell> = rows.next().unwrap_or_default();
    let columns = head.iter().map(|_| Column { weight: 1, align: Align::Left }).collect();
    Block::Table(Table { caption: Vec::new(), columns, header: vec![head], rows: rows.collect() })
}
