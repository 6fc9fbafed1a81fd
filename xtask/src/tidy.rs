//! What `cargo xtask tidy` looks at. Each check gives back its complaints; none repairs anything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// No Rust file is longer than this.
const MOST_LINES: usize = 600;

/// Runs every check, prints the complaints and fails when there is one.
pub(crate) fn run() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let checks: [(&str, Complaints); 5] = [
        ("arrows between rooms", arrows(root)),
        ("size of files", sizes(root)),
        ("module docs", module_docs(root)),
        ("glossary", glossary(root)),
        ("paths in the docs", paths(root)),
    ];
    let mut bad = 0;
    for (name, found) in checks {
        let lines = found.unwrap_or_else(|e| vec![format!("cannot be checked: {e:#}")]);
        bad += lines.len();
        eprintln!("tidy: {name}: {}", if lines.is_empty() { "ok" } else { "NOT ok" });
        for line in lines {
            eprintln!("  {line}");
        }
    }
    if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

type Complaints = anyhow::Result<Vec<String>>;
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The arrows that exist against the table in ARCHITECTURE.md.
fn arrows(root: &Path) -> Complaints {
    let allowed = allowed_arrows(&std::fs::read_to_string(root.join("ARCHITECTURE.md"))?);
    let actual = actual_arrows(root)?;
    let mut out = Vec::new();
    for (room, uses) in &actual {
        match allowed.get(room) {
            None => out.push(format!("{room} is not in the arrow table of ARCHITECTURE.md")),
            Some(may) => {
                out.extend(uses.difference(may).map(|to| format!("{room} must not use {to}")))
            }
        }
    }
    let gone = allowed.keys().filter(|room| !actual.contains_key(*room));
    out.extend(gone.map(|room| format!("{room} is in the arrow table but not in the workspace")));
    Ok(out)
}

/// Reads the rows between `<!-- arrows -->` and the next blank line: `| room | uses, uses |`.
fn allowed_arrows(architecture: &str) -> Arrows {
    let table = architecture.split("<!-- arrows -->").nth(1).unwrap_or("");
    let rows = table.trim_start().lines().take_while(|l| l.starts_with('|')).skip(2);
    rows.filter_map(|row| {
        let mut cells = row.split('|').skip(1).map(|c| c.trim().trim_matches('`'));
        let (room, uses) = (cells.next()?, cells.next()?);
        let uses = uses.split(',').map(|u| u.trim().trim_matches('`').to_owned());
        Some((room.to_owned(), uses.filter(|u| !u.is_empty() && u != "–").collect()))
    })
    .collect()
}

fn actual_arrows(root: &Path) -> anyhow::Result<Arrows> {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root)
        .output()?;
    let meta: serde_json::Value = serde_json::from_slice(&out.stdout)?;
    let packages = meta["packages"].as_array().cloned().unwrap_or_default();
    let name = |v: &serde_json::Value| v["name"].as_str().unwrap_or_default().to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let uses = |p: &serde_json::Value| {
        let deps = p["dependencies"].as_array().cloned().unwrap_or_default();
        let shipped = deps.into_iter().filter(|d| d["kind"].as_str() != Some("dev"));
        shipped.map(|d| name(&d)).filter(|d| ours.contains(d)).collect()
    };
    Ok(packages.iter().map(|p| (name(p), uses(p))).collect())
}

/// Every Rust file of ours, with its words.
fn sources(root: &Path) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let mut todo = vec![root.join("crates"), root.join("xtask")];
    let mut out = Vec::new();
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir()
                && path.file_name().is_some_and(|n| n != "target" && n != "node_modules")
            {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let words = std::fs::read_to_string(&path)?;
                out.push((path.strip_prefix(root)?.to_owned(), words));
            }
        }
    }
    out.sort();
    Ok(out)
}

fn sizes(root: &Path) -> Complaints {
    let lines = |s: &str| s.lines().count();
    let long = sources(root)?.into_iter().filter(|(_, s)| lines(s) > MOST_LINES);
    Ok(long
        .map(|(p, s)| format!("{} has {} lines, at most {MOST_LINES}", p.display(), lines(&s)))
        .collect())
}

fn module_docs(root: &Path) -> Complaints {
    let silent = sources(root)?.into_iter().filter(|(_, s)| !s.starts_with("//!"));
    Ok(silent
        .map(|(p, _)| format!("{} does not say at its top what it is for", p.display()))
        .collect())
}

/// Every code list of `terms` and every Vietnamese label in it stands in the glossary.
fn glossary(root: &Path) -> Complaints {
    let known = std::fs::read_to_string(root.join("docs/glossary.md"))?.to_lowercase();
    let lists = std::fs::read_to_string(root.join("crates/terms/src/kinds.rs"))?;
    let labels = lists.lines().filter_map(|line| {
        let mut quoted = line.split('"').skip(1).step_by(2);
        Some((quoted.next()?, quoted.next()?))
    });
    let missing = labels.filter(|(_, label)| !known.contains(&label.to_lowercase()));
    Ok(missing.map(|(code, label)| format!("docs/glossary.md lacks {label} ({code})")).collect())
}

/// Every path in backquotes that ARCHITECTURE.md, README.md and docs/rows.md name exists.
fn paths(root: &Path) -> Complaints {
    let mut out = Vec::new();
    for page in ["ARCHITECTURE.md", "README.md", "docs/rows.md"] {
        let words = std::fs::read_to_string(root.join(page))?;
        for named in words.split('`').skip(1).step_by(2) {
            let is_path = ["crates/", "docs/", "sample/", "scripts/", "xtask/"]
                .iter()
                .any(|p| named.starts_with(p));
            let file = named.split("::").next().unwrap_or(named).trim_end_matches('/');
            if is_path && !named.contains(['*', ' ', '<']) && !root.join(file).exists() {
                out.push(format!("{page} names {named}, which is not there"));
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_row_by_row() {
        let page = "x\n<!-- arrows -->\n| room | uses |\n|---|---|\n| `read` | `text`, `terms` |\n| `terms` | – |\n\nend";
        let arrows = allowed_arrows(page);
        assert_eq!(arrows["read"], BTreeSet::from(["text".to_owned(), "terms".to_owned()]));
        assert!(arrows["terms"].is_empty());
        assert_eq!(arrows.len(), 2);
    }

    #[test]
    fn a_forbidden_arrow_is_seen() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let actual = actual_arrows(root).unwrap();
        assert!(actual["record"].contains("terms"));
        assert!(!actual["record"].contains("store"));
    }
}
