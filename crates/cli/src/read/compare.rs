//! `kvpt read --compare OLD NEW`: two outputs line by line, matched by path; only one document of each is held at a time.

use super::Format;
use super::index::Index;
use super::table::shorten;
use crate::Ended;
use anyhow::{Context, bail};
use app::compare::{Change, KINDS, compare};
use app::interpret::Reading;
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// One document of the report.
#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    /// `both`, `old` or `new`: which output has it.
    #[serde(rename = "in")]
    in_: &'static str,
    /// Whether the file itself is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_file: Option<bool>,
    changes: Vec<Kind<'a>>,
}

/// What changed in one kind.
#[derive(Serialize)]
struct Kind<'a> {
    kind: &'static str,
    before: usize,
    after: usize,
    gained: &'a [String],
    lost: &'a [String],
}

/// The whole of one kind over all documents.
#[derive(Debug, Default, Clone, Copy, Serialize)]
struct Sum {
    before: usize,
    after: usize,
    gained: usize,
    lost: usize,
    documents: usize,
}

/// What was counted.
#[derive(Debug, Default)]
struct Totals {
    kinds: [Sum; KINDS.len()],
    both: usize,
    changed: usize,
    only_old: usize,
    only_new: usize,
}

/// Compares and prints; 0 when both say the same, 1 when they do not.
pub(crate) fn run(old: &Path, new: &Path, format: Format) -> Ended {
    let (mut old, mut new) = (open(old)?, open(new)?);
    let mut out = BufWriter::new(io::stdout());
    match report(&mut old, &mut new, format, &mut out)
        .and_then(|same| out.flush().map(|()| same).map_err(Into::into))
    {
        Ok(same) => Ok(if same { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
        Err(e) => match e.downcast_ref::<io::Error>() {
            Some(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::FAILURE),
            _ => Err(e),
        },
    }
}

/// The lines of an output; one that holds anything else is refused, for a report on half of it would mislead.
fn open(path: &Path) -> anyhow::Result<Index> {
    let file = File::open(path)
        .with_context(|| format!("không mở được {}; kiểm tra đường dẫn", path.display()))?;
    let length = file.metadata()?.len();
    let index = Index::of(file).with_context(|| format!("không đọc được {}", path.display()))?;
    if index.strange() > 0 || index.end() < length {
        bail!(
            "{} có dòng không phải kết quả của kvpt read --format jsonl hoặc dòng cuối bị đứt; chạy lại kvpt read với \
             --out và --resume để hoàn tất tệp rồi so sánh",
            path.display()
        );
    }
    Ok(index)
}

fn report(
    old: &mut Index,
    new: &mut Index,
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let (mut totals, mut line) = (Totals::default(), Vec::new());
    for place in new.left() {
        let Some(head) = new.head(place)? else { continue };
        let path = head.origin.path.as_str();
        let Some((was, earlier)) = old.claim(path)? else {
            totals.only_new += 1;
            alone(path, "new", format, out)?;
            continue;
        };
        let after = reading(new, place, &mut line)?;
        let before = reading(old, was, &mut line)?;
        let changes = compare(&before, &after);
        let same_file = earlier.origin.sha256 == head.origin.sha256;
        if totals.add(&changes) {
            document(path, same_file, &changes, format, out)?;
        }
    }
    for place in old.left() {
        let Some(head) = old.head(place)? else { continue };
        totals.only_old += 1;
        alone(&head.origin.path, "old", format, out)?;
    }
    totals.print(format, out)?;
    Ok(totals.changed + totals.only_old + totals.only_new == 0)
}

fn reading(
    index: &mut Index,
    place: super::index::Place,
    line: &mut Vec<u8>,
) -> anyhow::Result<Reading> {
    index.line(place, line)?;
    serde_json::from_slice(line)
        .with_context(|| format!("dòng ở byte {} không đúng dạng", place.at))
}

/// A document of one output only.
fn alone(
    path: &str,
    side: &'static str,
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    match format {
        Format::Jsonl => {
            json(out, &Document { path, in_: side, same_file: None, changes: Vec::new() })
        }
        Format::Table => {
            let words = if side == "old" {
                "chỉ có trong tệp cũ"
            } else {
                "chỉ có trong tệp mới"
            };
            Ok(writeln!(out, "{path}\n  {words}\n")?)
        }
    }
}

/// A document whose readings differ.
fn document(
    path: &str,
    same_file: bool,
    changes: &[Change],
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let changed = changes.iter().filter(|c| !c.is_none());
    if format == Format::Jsonl {
        let kind = |c: &'_ Change| (c.kind.name(), c.before, c.after);
        let made = changed.map(|c| {
            let (kind, before, after) = kind(c);
            Kind { kind, before, after, gained: &c.gained, lost: &c.lost }
        });
        let changes = made.collect();
        return json(out, &Document { path, in_: "both", same_file: Some(same_file), changes });
    }
    writeln!(out, "{path}{}", if same_file { "" } else { "  (tệp gốc đã thay đổi)" })?;
    for c in changed {
        writeln!(out, "  {}: {} → {}", c.kind.vietnamese(), c.before, c.after)?;
        for (mark, said) in [("+", &c.gained), ("−", &c.lost)] {
            for s in said {
                writeln!(out, "    {mark} {}", shorten(s))?;
            }
        }
    }
    Ok(writeln!(out)?)
}

fn json(out: &mut impl Write, value: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(writeln!(out)?)
}

impl Totals {
    /// Counts one document; whether anything changed in it.
    fn add(&mut self, changes: &[Change]) -> bool {
        self.both += 1;
        let mut changed = false;
        for (sum, c) in self.kinds.iter_mut().zip(changes) {
            sum.before += c.before;
            sum.after += c.after;
            sum.gained += c.gained.len();
            sum.lost += c.lost.len();
            sum.documents += usize::from(!c.is_none());
            changed |= !c.is_none();
        }
        self.changed += usize::from(changed);
        changed
    }

    fn print(&self, format: Format, out: &mut impl Write) -> anyhow::Result<()> {
        if format == Format::Jsonl {
            let kinds: serde_json::Map<_, _> = KINDS
                .iter()
                .zip(&self.kinds)
                .map(|(k, s)| (k.name().to_owned(), serde_json::json!(s)))
                .collect();
            let documents = serde_json::json!({"both": self.both, "changed": self.changed, "only_old": self.only_old,
                "only_new": self.only_new});
            return json(
                out,
                &serde_json::json!({"totals": {"documents": documents, "kinds": kinds}}),
            );
        }
        writeln!(
            out,
            "{:<14}{:>9}{:>9}{:>9}{:>9}{:>10}",
            "TỔNG SỐ", "cũ", "mới", "thêm", "mất", "văn bản"
        )?;
        for (kind, s) in KINDS.iter().zip(&self.kinds) {
            let Sum { before, after, gained, lost, documents } = s;
            writeln!(
                out,
                "{:<14}{before:>9}{after:>9}{gained:>9}{lost:>9}{documents:>10}",
                kind.vietnamese()
            )?;
        }
        writeln!(
            out,
            "{} văn bản có trong cả hai tệp, {} văn bản khác nhau; {} chỉ có trong tệp cũ, {} chỉ có trong tệp mới",
            self.both, self.changed, self.only_old, self.only_new
        )?;
        Ok(())
    }
}
