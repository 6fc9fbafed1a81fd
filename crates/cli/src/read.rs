//! `kvpt read`: files and folders to what they say, by the contract; bad files are named, the others still read.

mod compare;
mod index;
mod one;
mod output;
mod pool;
mod stop;
mod table;
mod walk;

use crate::Ended;
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use one::Manner;
use output::{Earlier, Kept, Output};
use pool::Bounds;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use walk::{Found, Walk};

/// Arguments of `read`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files and folders; a folder is walked in the order of names
    #[arg(required_unless_present = "compare", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print: jsonl with --out, else table
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Print the decoded text too
    #[arg(long)]
    with_text: bool,
    /// How many files are read at once; the output is the same for any number [default: number of cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Write to a file that does not exist yet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Go on with the file of --out where an earlier run was stopped; what stands there is not read again
    #[arg(long, requires = "out")]
    resume: bool,
    /// Compare two outputs (JSONL) instead: which mentions the second has gained and lost
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with_all = ["paths", "out", "jobs", "with_text"])]
    compare: Option<Vec<PathBuf>>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a file, one a line
    Jsonl,
    /// A short table for people
    Table,
}

/// Most bytes that are read of one file; more is refused by the reader's own limit.
const MOST_BYTES: u64 = 65 * 1024 * 1024;

/// Most memory that the files in hand may be thought to need, in bytes.
const MEMORY: u64 = 96 * 1024 * 1024;

/// Memory that reading needs for one byte of a file, about.
const GROWTH: u64 = 12;

/// Files in hand for each thread: enough that a long one holds nobody up.
const WINDOW: u64 = 32;

/// One input on its way to a thread.
enum Input {
    File(PathBuf, Option<Kept>),
    Unread(PathBuf, String),
}

/// What came of one input.
enum Outcome {
    /// Bytes to print, and the files inside that were not read.
    Read(Vec<u8>, one::Unread),
    /// The line of the earlier output still holds.
    Kept(Kept),
    /// Why it was not read.
    Unread(PathBuf, String),
}

pub(crate) fn run(args: Args) -> Ended {
    if let Some([old, new]) = args.compare.as_deref() {
        return compare::run(old, new, args.format.unwrap_or(Format::Table));
    }
    let unasked = if args.out.is_some() { Format::Jsonl } else { Format::Table };
    let manner = Manner { format: args.format.unwrap_or(unasked), with_text: args.with_text };
    if args.resume && manner.format != Format::Jsonl {
        anyhow::bail!("chỉ đọc tiếp được kết quả dạng JSONL; bỏ --format table hoặc bỏ --resume");
    }
    let (output, earlier) = match &args.out {
        Some(path) => output::open(path, args.resume)?,
        None => (Output::Stream(Box::new(std::io::BufWriter::new(std::io::stdout()))), None),
    };
    quiet_faults();
    read_all(&args, manner, output, earlier)
}

/// A fault of the program tells its place alone, never words of a file.
fn quiet_faults() {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|l| format!("{}:{}", l.file(), l.line()));
        eprintln!("kvpt: lỗi chương trình ở {}", place.unwrap_or_default());
    }));
}

/// Prints what comes, and counts it.
struct Printer<'a> {
    output: Output,
    bar: ProgressBar,
    buffers: &'a Buffers,
    read: u64,
    kept: u64,
    unread: u64,
}

/// Buffers that were printed and are filled again.
type Buffers = Mutex<Vec<Vec<u8>>>;

/// Reads everything and prints it.
fn read_all(args: &Args, manner: Manner, output: Output, earlier: Option<Earlier>) -> Ended {
    let bar = progress(&args.paths);
    let stop = stop::listen(&bar);
    let (resumed, buffers) = (earlier.is_some(), Buffers::default());
    let worker = || {
        let mut bytes = Vec::new();
        let buffers = &buffers;
        move |input| {
            let out = buffers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            weighed(work(input, manner, &mut bytes, out.unwrap_or_default()))
        }
    };
    let mut printer = Printer { output, bar, buffers: &buffers, read: 0, kept: 0, unread: 0 };
    let source = inputs(args, manner, earlier);
    let sink = |one, more| printer.print(one, more);
    let all = match pool::in_order(bounds(&args.paths, args.jobs), &stop, source, worker, sink) {
        // Whoever read along has seen enough.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => return Ok(ExitCode::FAILURE),
        ended => ended?,
    };
    printer.end(all, resumed, args.out.is_some())
}

/// The inputs with the memory that each is thought to need.
fn inputs(
    args: &Args,
    manner: Manner,
    mut earlier: Option<Earlier>,
) -> impl Iterator<Item = (Input, u64)> + Send {
    let own = args.out.as_deref().and_then(|p| p.canonicalize().ok());
    let is_own = move |path: &Path| {
        own.as_deref().is_some_and(|own| {
            path.file_name() == own.file_name() && path.canonicalize().is_ok_and(|p| p == own)
        })
    };
    let walk = Walk::new(&args.paths).filter(move |f| !matches!(f, Found::File(p) if is_own(p)));
    walk.map(move |found| match found {
        Found::Unread(path, why) => (Input::Unread(path, why), 0),
        Found::File(path) => {
            let size = std::fs::metadata(&path).map_or(0, |m| m.len().min(MOST_BYTES));
            let claim =
                |e: &mut Earlier| e.claim(&path.display().to_string(), manner.with_text).ok();
            let kept = earlier.as_mut().and_then(claim).flatten();
            (Input::File(path, kept), size * GROWTH)
        }
    })
}

fn bounds(paths: &[PathBuf], jobs: Option<u16>) -> Bounds {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let mut jobs = jobs.map_or_else(cores, usize::from);
    // Files alone: no more threads than files.
    if paths.len() < jobs && !paths.iter().any(|p| p.is_dir()) {
        jobs = paths.len();
    }
    Bounds { jobs, window: WINDOW * jobs as u64, memory: MEMORY }
}

/// What one thread does with one input.
fn work(input: Input, manner: Manner, bytes: &mut Vec<u8>, mut out: Vec<u8>) -> Outcome {
    let (path, kept) = match input {
        Input::Unread(path, why) => return Outcome::Unread(path, why),
        Input::File(path, kept) => (path, kept),
    };
    if let Err(why) = one::load(&path, bytes) {
        return Outcome::Unread(path, why);
    }
    if let Some(kept) = kept.filter(|k| one::is_same(&k.head.origin, bytes)) {
        return Outcome::Kept(kept);
    }
    match one::read(&path, bytes, manner, &mut out) {
        Ok(unread) => Outcome::Read(out, unread),
        Err(why) => Outcome::Unread(path, why),
    }
}

fn weighed(outcome: Outcome) -> (Outcome, u64) {
    let holds = if let Outcome::Read(out, _) = &outcome { out.capacity() as u64 } else { 0 };
    (outcome, holds)
}

impl Printer<'_> {
    fn print(&mut self, one: Outcome, more: bool) -> std::io::Result<()> {
        match one {
            Outcome::Read(mut lines, inside) => {
                self.read += 1;
                self.unread += inside.len() as u64;
                for (path, why) in &inside {
                    self.bar.suspend(|| eprintln!("kvpt: {path}: {why}"));
                }
                self.output.write(&lines)?;
                lines.clear();
                if lines.capacity() <= one::KEPT {
                    self.buffers.lock().unwrap_or_else(PoisonError::into_inner).push(lines);
                }
            }
            Outcome::Kept(kept) => {
                self.kept += 1;
                self.output.keep(&kept)?;
            }
            Outcome::Unread(path, why) => {
                self.unread += 1;
                self.bar.suspend(|| eprintln!("kvpt: {}: {why}", path.display()));
            }
        }
        self.bar.inc(1);
        if more { Ok(()) } else { self.output.flush() }
    }

    /// How it ended: everything read, some not, or stopped on the way.
    fn end(mut self, all: bool, resumed: bool, filed: bool) -> Ended {
        self.bar.finish_and_clear();
        if all {
            self.output.finish()?
        } else {
            self.output.flush()?
        }
        if resumed {
            eprintln!(
                "kvpt: giữ lại {} văn bản đã có trong tệp kết quả, đọc mới {}",
                self.kept, self.read
            );
        }
        if !all {
            let on = match filed {
                true => "chạy lại lệnh này với --resume để đọc tiếp",
                false => "lần sau dùng --out FILE để có thể đọc tiếp",
            };
            eprintln!("kvpt: đã dừng theo yêu cầu sau {} văn bản; {on}", self.kept + self.read);
            return Ok(ExitCode::from(stop::STOPPED));
        }
        Ok(if self.unread == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// A bar for whoever waits at a terminal that nothing else is printed on; the files are counted meanwhile.
fn progress(paths: &[PathBuf]) -> ProgressBar {
    let watched = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
    if !watched || (paths.len() < 4 && !paths.iter().any(|p| p.is_dir())) {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {per_sec}  {eta}  {wide_msg}");
    let bar =
        ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let (counted, walk) = (bar.clone(), Walk::new(paths));
    std::thread::spawn(move || counted.set_length(walk.count() as u64));
    bar
}

/// Reads a file for intake, within the same bound.
pub(crate) fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file =
        std::fs::File::open(path).with_context(|| format!("không mở được {}", path.display()))?;
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files that paths name, for intake; what cannot be walked is named.
pub(crate) fn files_of(paths: &[PathBuf]) -> impl Iterator<Item = PathBuf> {
    Walk::new(paths).filter_map(|found| match found {
        Found::File(path) => Some(path),
        Found::Unread(path, why) => {
            eprintln!("kvpt: {}: {why}", path.display());
            None
        }
    })
}
