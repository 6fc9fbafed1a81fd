//! `kvpt read` by its contract: fields, spans, order, formats, codes; bad files are named and the others still read.

use crate::demo::{Ran, demo, files_under, kvpt};
use crate::samples;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn read(args: &[&str], paths: &[PathBuf]) -> Ran {
    let fixed = ["read"].iter().chain(args).map(|a| Path::new(*a).as_os_str());
    kvpt(fixed.chain(paths.iter().map(|p| p.as_os_str())))
}

fn objects(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn documents() -> PathBuf {
    demo().path().join("documents")
}

/// Every object with `start` and `end` inside a value.
fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            if fields.get("start").is_some_and(Value::is_u64) {
                found.push(value);
            }
            fields.values().for_each(|v| spans(v, found));
        }
        Value::Array(items) => items.iter().for_each(|v| spans(v, found)),
        _ => {}
    }
}

#[test]
fn every_document_has_the_fields_and_spans_of_the_contract() {
    let ran = read(&["--format", "jsonl", "--with-text"], &[documents()]).ends(0);
    let read = objects(&ran);
    let files = files_under(&documents());
    let paths: Vec<&str> = read.iter().map(|o| o["source"]["path"].as_str().unwrap()).collect();
    let expected: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    assert_eq!(paths, expected, "a folder is walked in the order of names");
    for one in &read {
        for field in [
            "source",
            "text",
            "genre",
            "title",
            "published",
            "heading",
            "citations",
            "dates",
            "quantities",
            "people",
            "bodies",
            "activity",
            "tasks",
            "results",
            "shortcomings",
            "warnings",
        ] {
            assert!(one.get(field).is_some(), "{field} is missing: {}", one["source"]);
        }
        for field in ["path", "sha256", "format", "encoding", "bytes"] {
            assert!(one["source"].get(field).is_some(), "source.{field} is missing");
        }
        let text = one["text"].as_str().unwrap();
        let mut found = Vec::new();
        spans(one, &mut found);
        assert!(found.len() > 5, "{} says nothing", one["source"]["path"]);
        for mention in found {
            let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
            let there = text.get(at("start")..at("end"));
            assert!(there.is_some_and(|t| !t.is_empty()), "{mention} is no place in the text");
            if let Some(words) = mention.get("text").and_then(Value::as_str) {
                assert_eq!(there, Some(words), "{}", one["source"]["path"]);
            }
        }
    }
}

#[test]
fn the_text_is_given_only_when_it_is_asked_for() {
    let files = files_under(&documents());
    let one = read(&["--format", "jsonl"], &files[..1]).ends(0);
    assert!(objects(&one)[0].get("text").is_none());
}

#[test]
fn inputs_keep_the_order_in_which_they_were_given() {
    let files = files_under(&documents());
    let given = [files[3].clone(), files[0].clone()];
    let read = objects(&read(&["--format", "jsonl"], &given).ends(0));
    let paths: Vec<&str> = read.iter().map(|o| o["source"]["path"].as_str().unwrap()).collect();
    assert_eq!(paths, given.iter().map(|p| p.to_str().unwrap()).collect::<Vec<_>>());
}

#[test]
fn the_table_is_for_people() {
    let files = files_under(&documents());
    let by_name = read(&["--format", "table"], &files[..1]).ends(0);
    assert_eq!(read(&[], &files[..1]).ends(0).out, by_name.out, "the table is what comes unasked");
    assert!(by_name.out.starts_with(files[0].to_str().unwrap()), "{}", by_name.out);
    assert!(by_name.out.contains("07-NQ/TU"), "{}", by_name.out);
    assert!(serde_json::from_str::<Value>(&by_name.out).is_err());
}

#[test]
fn wrong_usage_ends_with_2() {
    read(&[], &[]).ends(2);
    read(&["--format", "xml"], &[documents()]).ends(2);
}

/// A bad file: its name, its bytes, the code of the refusal.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = samples::docx(&["Báo cáo kết quả sáu tháng đầu năm."]);
    let marked = samples::marked("TỐI MẬT").join("\n").into_bytes();
    let mut large = "Báo cáo dài.\n".as_bytes().repeat(70 * 1024 * 1024 / 15);
    large.resize(70 * 1024 * 1024, b'\n');
    vec![
        ("02-rong.txt", Vec::new(), "text.empty"),
        ("03-nhieu.txt", samples::noise(4000), "text."),
        ("04-cut.docx", whole[..whole.len() / 2].to_vec(), "text.damaged"),
        ("05-mat-khau.docx", samples::with_password(), "text.password"),
        ("06-bom.docx", samples::zip_bomb(), "text.zip-bomb"),
        ("07-lon.txt", large, "text.too-large"),
        ("08-dau.txt", marked, "text.secret"),
    ]
}

#[test]
fn bad_files_are_named_with_cause_and_remedy_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    put("01-tot.txt", samples::REPORT.as_bytes());
    put("09-docx.txt", &samples::docx(&["Báo cáo số 12/BC-UBND ngày 05/3/2026."]));
    let bad = bad_files();
    bad.iter().for_each(|(name, bytes, _)| put(name, bytes));
    let gone = folder.path().join("khong-co.txt");
    let ran = read(&["--format", "jsonl"], &[folder.path().to_owned(), gone]).ends(1);
    let read = objects(&ran);
    let name =
        |o: &Value| o["source"]["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    assert_eq!(read.iter().map(name).collect::<Vec<_>>(), ["01-tot.txt", "09-docx.txt"]);
    assert_eq!(read[1]["source"]["format"], "docx", "what a file is, not what it is called");
    for (name, _, code) in &bad {
        let lines: Vec<&str> = ran.err.lines().filter(|l| l.contains(name)).collect();
        let [line] = lines[..] else {
            panic!("{name} stands on {} lines: {}", lines.len(), ran.err)
        };
        assert!(line.contains(&format!("[{code}")), "{line}");
        let words = line.split_once(name).unwrap().1;
        assert!(words.matches('.').count() >= 3, "cause and remedy, as sentences: {line}");
    }
    assert!(ran.err.contains("khong-co.txt"), "{}", ran.err);
    for words in &samples::TELLTALES[..5] {
        assert!(!ran.err.contains(words) && !ran.out.contains(words), "{words}");
    }
}
