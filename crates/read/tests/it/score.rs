//! The score on the shared reports, by the scorer that judges everybody's readings.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Least value of each measure.
const FLOORS: &[(&str, f64)] = &[
    ("span integrity", 1.0),
    ("citation mentions", 0.95),
    ("citation documents", 0.95),
    ("citation attributes", 0.90),
    ("dates", 0.90),
    ("quantities", 0.90),
    ("people", 0.90),
    ("people: rank", 0.90),
    ("people: post", 0.70),
    ("bodies", 0.60),
    ("activity", 0.70),
    ("clauses: task", 0.70),
    ("clauses: result", 0.60),
];

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    root.join("corpus").is_dir().then_some(root)
}

fn readings(corpus: &Path) -> String {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(corpus).expect("corpus").map(|e| e.expect("entry").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.map(|path| format!("{}\n", reading(path))).collect()
}

fn reading(path: &Path) -> Value {
    let text = text::normal::normalised(&std::fs::read_to_string(path).expect("UTF-8 text"));
    let mut value = serde_json::to_value(read::read(&text)).expect("JSON");
    value["source"] = serde_json::json!({ "path": path.to_string_lossy() });
    value["text"] = text.into();
    value
}

#[test]
fn floors_on_the_shared_reports() {
    let Some(shared) = shared() else {
        eprintln!("SKIPPED: ../shared is not there, so the readings are not scored");
        return;
    };
    let output = std::env::temp_dir().join(format!("kvpt-read-score-{}.jsonl", std::process::id()));
    std::fs::write(&output, readings(&shared.join("corpus"))).expect("write");
    let scorer = Command::new("python3")
        .arg(shared.join("eval/score_read.py"))
        .arg(shared.join("eval/gold"))
        .arg(&output)
        .arg("--json")
        .output();
    std::fs::remove_file(&output).expect("remove");
    let scored = match scorer {
        Ok(run) => run,
        Err(e) => {
            eprintln!("SKIPPED: python3 cannot be run ({e}), so the readings are not scored");
            return;
        }
    };
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    let table: Value = serde_json::from_slice(&scored.stdout).expect("scores");
    let below: Vec<String> =
        FLOORS.iter().filter_map(|(name, floor)| below(&table, name, *floor)).collect();
    assert!(below.is_empty(), "below the floor: {below:?}\n{table:#}");
}

fn below(table: &Value, name: &str, floor: f64) -> Option<String> {
    let got = table[name]["f1"].as_f64().unwrap_or(0.0);
    (got < floor).then(|| format!("{name} {got:.3} < {floor}"))
}
