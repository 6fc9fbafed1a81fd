//! Reads and writes case files; the format is told in the module `cases`.
//!
//! Knows nothing of finders.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::variant::Variant;

/// A file with its cases, in the order written.
#[derive(Debug)]
pub(super) struct CaseFile {
    pub(super) path: PathBuf,
    /// What stands before the first case: comments.
    preamble: String,
    pub(super) cases: Vec<Case>,
}

/// One text with what is to be found in it.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) name: String,
    /// Comment lines of the head, as written.
    head: Vec<String>,
    skipped: Vec<Variant>,
    /// The text in normal form, without a line end at its end.
    pub(super) text: String,
    pub(super) expected: Vec<Expectation>,
}

/// A line after `=>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expectation {
    /// Nothing is to be found.
    None { wrong: Option<String> },
    /// `surface` is `None` for a mention without a place; `nth` counts occurrences from 1.
    Mention {
        kind: String,
        surface: Option<String>,
        nth: usize,
        value: String,
        wrong: Option<String>,
    },
}

impl Expectation {
    /// The line without its remark on a known mistake.
    pub(super) fn bare_line(&self) -> String {
        match self {
            Self::None { .. } => "none".into(),
            Self::Mention { kind, surface, nth, value, .. } => {
                let place = surface.as_ref().map_or("-".into(), |s| format!("\"{}\"", escaped(s)));
                let count = if *nth > 1 { format!(" #{nth}") } else { String::new() };
                format!("{kind} {place}{count} {value}").trim_end().into()
            }
        }
    }

    pub(super) fn wrong(&self) -> Option<&str> {
        match self {
            Self::None { wrong } | Self::Mention { wrong, .. } => wrong.as_deref(),
        }
    }

    pub(super) fn set_wrong(&mut self, remark: Option<String>) {
        match self {
            Self::None { wrong } | Self::Mention { wrong, .. } => *wrong = remark,
        }
    }

    fn line(&self) -> String {
        let remark = self.wrong().map(|why| format!(" ! wrong: {why}")).unwrap_or_default();
        self.bare_line() + &remark
    }
}

impl Case {
    pub(super) fn skips(&self, variant: Variant) -> bool {
        self.skipped.contains(&variant)
    }
}

impl CaseFile {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let at = |e: String| format!("{}: {e}", path.display());
        if path.is_dir() || path.extension().is_none_or(|ext| ext != "case") {
            return Err(at("only .case files may lie here".into()));
        }
        let content = fs::read_to_string(path).map_err(|e| at(e.to_string()))?;
        let content =
            content.strip_prefix("--- ").map(|rest| format!("\n--- {rest}")).unwrap_or(content);
        let mut parts = content.split("\n--- ");
        let preamble = parts.next().unwrap_or_default().to_owned();
        if preamble.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            return Err(at("text before the first `--- name`".into()));
        }
        let cases = parts.map(parse_case).collect::<Result<_, _>>().map_err(at)?;
        Ok(Self { path: path.into(), preamble, cases })
    }

    pub(super) fn write(&self) -> Result<(), String> {
        let mut out = self.preamble.trim_end().to_owned();
        for case in &self.cases {
            let gap = if out.is_empty() { "" } else { "\n\n" };
            let _ = writeln!(out, "{gap}--- {}", case.name);
            case.head.iter().for_each(|line| out.push_str(&format!("{line}\n")));
            let lines: Vec<_> = case.expected.iter().map(Expectation::line).collect();
            let _ = write!(out, "{}\n=>\n{}", case.text, lines.join("\n"));
        }
        out.push('\n');
        fs::write(&self.path, out).map_err(|e| format!("{}: {e}", self.path.display()))
    }
}

fn parse_case(part: &str) -> Result<Case, String> {
    let (name, rest) = part.split_once('\n').unwrap_or((part, ""));
    let name = name.trim().to_owned();
    let at = |e: &str| format!("--- {name}: {e}");
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(at("a name is one word"));
    }
    let n_head = rest.lines().take_while(|line| line.starts_with('#')).count();
    let head: Vec<String> = rest.lines().take(n_head).map(str::to_owned).collect();
    let body = rest.lines().skip(n_head).collect::<Vec<_>>().join("\n");
    let (text, lines) = body.split_once("\n=>").ok_or_else(|| at("no line `=>` after the text"))?;
    if !head.iter().any(|line| line.starts_with("# from: ")) {
        return Err(at("no line `# from: …` saying where the text comes from"));
    }
    let skipped = parse_skips(&head).map_err(|e| at(&e))?;
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let expected = lines.map(parse_line).collect::<Result<Vec<_>, _>>().map_err(|e| at(&e))?;
    check_expected(&expected).map_err(at)?;
    Ok(Case { head, skipped, text: text::normal::normalised(text), expected, name })
}

fn check_expected(expected: &[Expectation]) -> Result<(), &'static str> {
    let n_none = expected.iter().filter(|e| matches!(e, Expectation::None { .. })).count();
    match (expected.len(), n_none) {
        (0, _) => Err("no expectation; write `none` when nothing is to be found"),
        (n, 1..) if n > 1 => Err("`none` stands alone"),
        _ => Ok(()),
    }
}

/// Reads the lines `# skip: name, name (reason)`.
fn parse_skips(head: &[String]) -> Result<Vec<Variant>, String> {
    let mut skipped = Vec::new();
    for line in head.iter().filter_map(|line| line.strip_prefix("# skip:")) {
        let (names, reason) = line.split_once('(').ok_or("a skipped variant needs a (reason)")?;
        if reason.trim_end_matches(')').trim().is_empty() {
            return Err("a skipped variant needs a (reason)".into());
        }
        for name in names.split(',') {
            let variant = Variant::ALL.into_iter().find(|v| v.name() == name.trim());
            skipped.push(variant.ok_or_else(|| format!("unknown variant `{}`", name.trim()))?);
        }
    }
    Ok(skipped)
}

fn parse_line(line: &str) -> Result<Expectation, String> {
    let (line, wrong) = match line.split_once("! wrong:") {
        Some((line, why)) => (line.trim_end(), Some(why.trim().to_owned())),
        None => (line, None),
    };
    if line == "none" {
        return Ok(Expectation::None { wrong });
    }
    let unreadable = || format!("unreadable expectation `{line}`");
    let (kind, rest) = line.split_once(char::is_whitespace).ok_or_else(unreadable)?;
    let rest = rest.trim_start();
    let (surface, rest) = match rest.strip_prefix('"') {
        Some(quoted) => unquoted(quoted).map(|(s, rest)| (Some(s), rest)).ok_or_else(unreadable)?,
        None => (None, rest.strip_prefix('-').ok_or_else(unreadable)?),
    };
    let (nth, value) = parse_count(rest.trim_start());
    Ok(Expectation::Mention { kind: kind.into(), surface, nth, value: value.trim().into(), wrong })
}

/// Reads `#2` ahead of a value.
fn parse_count(rest: &str) -> (usize, &str) {
    let counted =
        rest.strip_prefix('#').map(|r| r.split_once(char::is_whitespace).unwrap_or((r, "")));
    match counted.map(|(n, value)| (n.parse(), value)) {
        Some((Ok(nth), value)) => (nth, value),
        _ => (1, rest),
    }
}

fn escaped(surface: &str) -> String {
    surface.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Reads up to the closing quotation mark and returns the rest.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut surface = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return quoted.get(at + 1..).map(|rest| (surface, rest)),
            '\\' => match chars.next()?.1 {
                'n' => surface.push('\n'),
                other => surface.push(other),
            },
            c => surface.push(c),
        }
    }
    None
}
