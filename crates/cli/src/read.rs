//! `kvpt read`: files and folders to what they say, by the contract; bad files are named, the others still read.

use crate::Ended;
use anyhow::Context;
use app::interpret::{Interpretation, interpret};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `read`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files and folders; a folder is walked in the order of names
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Print the decoded text too
    #[arg(long)]
    with_text: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One JSON object a file, one a line
    Jsonl,
    /// A short table for people
    Table,
}

/// Most bytes that are read of one file; more is refused by the reader's own limit.
const MOST_BYTES: u64 = 65 * 1024 * 1024;

pub(crate) fn run(args: Args) -> Ended {
    let (files, mut bad) = walk(&args.paths);
    let bar = progress(files.len());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in &files {
        bar.set_message(file.display().to_string());
        match one(file, args.with_text) {
            Ok(made) => print(&mut out, &made, args.format)?,
            Err(why) => {
                bad += 1;
                bar.suspend(|| eprintln!("kvpt: {}: {why}", file.display()));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    out.flush()?;
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A bar on the terminal only, and only when there is something to wait for.
fn progress(files: usize) -> ProgressBar {
    if files < 4 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {eta}  {wide_msg}");
    ProgressBar::new(files as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The files of the given paths in their order, folders walked by name; how many paths could not be walked.
fn walk(paths: &[PathBuf]) -> (Vec<PathBuf>, usize) {
    let (mut files, mut bad) = (Vec::new(), 0);
    for path in paths {
        if path.is_dir() {
            bad += walk_folder(path, &mut files);
        } else {
            files.push(path.clone());
        }
    }
    (files, bad)
}

fn walk_folder(folder: &Path, files: &mut Vec<PathBuf>) -> usize {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => {
            eprintln!("kvpt: {}: không mở được thư mục: {e}; kiểm tra quyền đọc", folder.display());
            return 1;
        }
    };
    let mut inside: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    inside.sort();
    let hidden = |p: &Path| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    let mut bad = 0;
    for path in inside.into_iter().filter(|p| !hidden(p)) {
        if path.is_symlink() && path.is_dir() {
            continue;
        }
        if path.is_dir() {
            bad += walk_folder(&path, files);
        } else {
            files.push(path);
        }
    }
    bad
}

/// Reads one file; why it could not be read is told in words with a remedy.
fn one(path: &Path, with_text: bool) -> Result<Interpretation, String> {
    let open = std::fs::File::open(path);
    let file =
        open.map_err(|e| format!("không mở được tệp: {e}; kiểm tra đường dẫn và quyền đọc"))?;
    let mut bytes = Vec::new();
    let read = file.take(MOST_BYTES).read_to_end(&mut bytes);
    read.map_err(|e| format!("không đọc được tệp: {e}; kiểm tra đường dẫn và quyền đọc"))?;
    let made = interpret(&path.display().to_string(), &bytes);
    let mut made = made.map_err(|e| format!("{} {} [{}]", e.message(), e.remedy(), e.code()))?;
    if !with_text {
        made.text = None;
    }
    Ok(made)
}

fn print(out: &mut impl Write, made: &Interpretation, format: Format) -> anyhow::Result<()> {
    match format {
        Format::Jsonl => {
            serde_json::to_writer(&mut *out, made)?;
            writeln!(out)?;
        }
        Format::Table => write!(out, "{}", table(made))?,
    }
    Ok(())
}

/// A short account of a reading for people.
fn table(made: &Interpretation) -> String {
    let r = &made.reading;
    let mut rows = vec![format!("{}  [{}, {}]", made.source.path, r.genre, made.source.encoding)];
    let mut row = |label: &str, value: String| rows.push(format!("  {label:<12} {value}"));
    if let Some(title) = &r.title {
        row("tiêu đề", title.clone());
    }
    if let Some(h) = &r.heading {
        let parts = [&h.doc_type, &h.number, &h.date, &h.issuer];
        row("văn bản", parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", "));
    }
    for c in &r.citations {
        let called = c.number.as_ref().or(c.name.as_ref()).cloned().unwrap_or_default();
        let parts = [c.doc_type.clone(), Some(called), c.date.clone(), c.issuer.clone()];
        row("dẫn", parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
    for p in &r.people {
        let posts: Vec<&str> = p.posts.iter().map(|p| p.title.as_str()).collect();
        row("người", format!("{} {}: {}", p.ranks.join(", "), p.name, posts.join("; ")));
    }
    if let Some(a) = &r.activity {
        row("hoạt động", format!("{} {}", a.kind, a.date.as_deref().unwrap_or("")));
    }
    for t in &r.tasks {
        row("nhiệm vụ", format!("{} ← {}", shorten(&t.text), t.assigner.as_deref().unwrap_or("?")));
    }
    let counts = format!(
        "{} ngày tháng, {} số liệu, {} cơ quan, {} kết quả, {} hạn chế",
        r.dates.len(),
        r.quantities.len(),
        r.bodies.len(),
        r.results.len(),
        r.shortcomings.len()
    );
    row("ngoài ra", counts);
    for w in &r.warnings {
        row("lưu ý", format!("{} [{}]", w.message, w.code));
    }
    rows.join("\n") + "\n\n"
}

fn shorten(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(90) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

/// Reads a file for intake, within the same bound.
pub(crate) fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file =
        std::fs::File::open(path).with_context(|| format!("không mở được {}", path.display()))?;
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files that paths name, for intake.
pub(crate) fn files_of(paths: &[PathBuf]) -> Vec<PathBuf> {
    walk(paths).0
}
