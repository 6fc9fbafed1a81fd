//! Runs case files: small texts with everything that a finder must find in them, and nothing else.
//!
//! A case file (`*.case`) holds any number of cases:
//!
//! ```text
//! --- decree-full-form
//! # from: made up
//! # skip: linebreak (a name ends at the line end)
//! Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020
//! =>
//! citation "Nghị định số 30/2020/NĐ-CP" 30/2020/NĐ-CP
//! date "ngày 05 tháng 3 năm 2020" 2020-03-05
//! ```
//!
//! - An expectation is `kind "surface" value`; `"surface" #2` is the second occurrence in the text; a mention
//!   without a place in the text (start equal to end) is `kind - value`. `\"`, `\\` and `\n` are escapes in a surface.
//! - Order is text order, and an extra mention fails. `none` says that nothing is to be found.
//! - A known mistake is written as it is, with ` ! wrong: why` at the end of its line.
//! - Every case also runs in the [`Variant`]s; one it cannot bear is named as `# skip: name (reason)`.
//! - `UPDATE_CASES=1` rewrites what follows `=>`.
//!
//! Knows no kinds of mention and no reader.

mod file;
mod report;
mod variant;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use file::{Case, CaseFile, Expectation};
pub use variant::Variant;

/// A mention as a finder reports it: `start..end` are bytes of the text the finder was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found, one ASCII word such as `citation`.
    pub kind: String,
    /// First byte.
    pub start: usize,
    /// Byte after the last one; equal to `start` for what has no place in the text.
    pub end: usize,
    /// What the finder says of it, in one line.
    pub value: String,
}

impl Found {
    /// Makes a mention.
    pub fn new(kind: &str, start: usize, end: usize, value: impl Into<String>) -> Self {
        Self { kind: kind.into(), start, end, value: value.into() }
    }
}

/// Runs every case file of one folder; mentions of other kinds than those named are left aside.
///
/// The finder gets texts in the normal form of `text::normal`.
///
/// # Panics
///
/// Panics with a report of all differences when a case or one of its variants fails, when a file cannot be read
/// as cases, when a name occurs twice, when a case expects another kind, and when the folder holds anything else.
pub fn run(dir: &Path, kinds: &[&str], finder: impl Fn(&str) -> Vec<Found>) {
    let update = std::env::var_os("UPDATE_CASES").is_some_and(|value| value == "1");
    if let Err(report) = check(dir, kinds, finder, update) {
        panic!("{report}");
    }
}

/// As [`run`], but returns the report instead of panicking; `update` rewrites the expectations.
///
/// # Errors
///
/// Returns the report of everything that [`run`] would panic about.
pub fn check(
    dir: &Path,
    kinds: &[&str],
    finder: impl Fn(&str) -> Vec<Found>,
    update: bool,
) -> Result<(), String> {
    let finder = |text: &str| kept(text, finder(text), kinds);
    let mut failures = Vec::new();
    let mut files = read_folder(dir)?;
    failures.extend(repeated_names(&files));
    for file in &mut files {
        for case in &mut file.cases {
            failures.extend(foreign_kinds(case, kinds));
            if update {
                case.expected = report::updated(case, &finder(&case.text));
            }
            failures.extend(
                failures_of(case, &finder).map(|f| format!("{}: {f}", file.path.display())),
            );
        }
        if update {
            file.write()?;
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(report::joined(&failures)) }
}

/// Checks that the folders under `root` are exactly those declared and that case names are unique over all of them.
///
/// # Panics
///
/// Panics with the list of what is unknown, missing or repeated.
pub fn check_folders(root: &Path, declared: &[&str]) {
    let found = entries(root).unwrap_or_else(|e| panic!("{e}"));
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unknown: Vec<_> =
        found.iter().map(name).filter(|n| !declared.contains(&n.as_str())).collect();
    assert!(unknown.is_empty(), "{}: not declared: {unknown:?}", root.display());
    let mut files = Vec::new();
    for folder in declared {
        files.extend(read_folder(&root.join(folder)).unwrap_or_else(|e| panic!("{e}")));
    }
    let repeated = repeated_names(&files);
    assert!(repeated.is_empty(), "{}", repeated.join("\n"));
}

/// Mentions of the kinds asked for, in text order; those outside the text are kept so that they fail.
fn kept(text: &str, found: Vec<Found>, kinds: &[&str]) -> Vec<Found> {
    let mut found: Vec<_> =
        found.into_iter().filter(|f| kinds.contains(&f.kind.as_str())).collect();
    for f in &found {
        let inside = text.get(f.start..f.end).is_some();
        assert!(inside, "{} {}..{} is no slice of {text:?}", f.kind, f.start, f.end);
    }
    found.sort_by_key(|f| (f.start, f.end));
    found
}

/// Differences of one case, first as written, then in each variant it bears.
fn failures_of<'c>(
    case: &'c Case,
    finder: &'c impl Fn(&str) -> Vec<Found>,
) -> impl Iterator<Item = String> + 'c {
    let plain = finder(&case.text);
    let as_written = report::difference(case, &plain);
    let runs = Variant::ALL.into_iter().filter(|variant| !case.skips(*variant));
    let variants = runs.flat_map(move |variant| {
        let texts = variant.texts(&case.text, &plain);
        let failed = texts.into_iter().find_map(|text| {
            report::variant_difference(&case.text, &plain, &text, &finder(&text))
                .map(|difference| report::of_variant(case, variant, &text, &difference))
        });
        failed.into_iter()
    });
    as_written.into_iter().chain(variants)
}

fn foreign_kinds(case: &Case, kinds: &[&str]) -> Vec<String> {
    let foreign = case.expected.iter().filter_map(|line| match line {
        Expectation::Mention { kind, .. } if !kinds.contains(&kind.as_str()) => Some(kind),
        _ => None,
    });
    foreign
        .map(|kind| format!("--- {}: kind `{kind}` is not declared for this folder", case.name))
        .collect()
}

fn repeated_names(files: &[CaseFile]) -> Vec<String> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for file in files {
        for case in &file.cases {
            places.entry(&case.name).or_default().push(file.path.display().to_string());
        }
    }
    let repeated = places.into_iter().filter(|(_, at)| at.len() > 1);
    repeated.map(|(name, at)| format!("--- {name}: name used twice: {}", at.join(", "))).collect()
}

fn read_folder(dir: &Path) -> Result<Vec<CaseFile>, String> {
    let paths = entries(dir)?;
    if paths.is_empty() {
        return Err(format!("{}: no case files", dir.display()));
    }
    paths.iter().map(|path| CaseFile::read(path)).collect()
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |e: std::io::Error| format!("{}: {e}", dir.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    Ok(paths)
}
