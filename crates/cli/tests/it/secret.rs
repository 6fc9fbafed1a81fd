//! A paper that bears a mark of state secrets leaves no trace: every byte of every file that kvpt wrote is searched.

use crate::demo::{Served, demo, files_under, kvpt};
use crate::http::Visitor;
use crate::samples::{TELLTALES, marked_files};
use std::ffi::OsStr;
use std::path::Path;

/// The ways in which words may have been written: as they are, in other letters, as a number of encodings.
fn forms(words: &str) -> Vec<Vec<u8>> {
    let utf16 = |w: &str| w.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let escaped: String = words
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect();
    let percent: String = words
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }
        })
        .collect();
    vec![
        words.as_bytes().to_vec(),
        words.to_lowercase().into_bytes(),
        words.to_uppercase().into_bytes(),
        utf16(words),
        escaped.into_bytes(),
        percent.into_bytes(),
    ]
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    let (first, n) = (words[0], words.len());
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == first) {
        if rest[at..].starts_with(words) {
            return true;
        }
        rest = &rest[(at + 1).min(rest.len())..];
        if rest.len() < n {
            return false;
        }
    }
    false
}

/// Whether any file of the folder, its name included, holds any of the words; gives where.
fn traces(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for file in files_under(folder) {
        let bytes = std::fs::read(&file).unwrap();
        let name = file.display().to_string();
        for words in TELLTALES {
            let there = forms(words).iter().any(|f| holds(&bytes, f) || holds(name.as_bytes(), f));
            found.extend(there.then(|| format!("{words} in {name}")));
        }
    }
    found
}

#[track_caller]
fn nothing_said(words: &str, whence: &str) {
    for telltale in &TELLTALES[..5] {
        assert!(!words.contains(telltale), "{telltale} in {whence}: {words}");
    }
}

const MARKS: [&str; 4] = ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tối mật"];

#[test]
fn the_search_itself_finds_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a"), [b"..q", TELLTALES[1].as_bytes(), b".."].concat())
        .unwrap();
    let utf16: Vec<u8> = TELLTALES[3].encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("b"), utf16).unwrap();
    assert_eq!(traces(folder.path()).len(), 2);
}

#[test]
fn nothing_of_a_marked_paper_is_kept_by_intake() {
    let copy = demo().copy();
    let outside = tempfile::tempdir().unwrap();
    for (i, mark) in MARKS.iter().enumerate() {
        let folder = outside.path().join(i.to_string());
        std::fs::create_dir(&folder).unwrap();
        for (name, bytes) in marked_files(mark) {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }
    let args = ["intake", "--login", "can.bo", "--data"].map(OsStr::new);
    let args = args.into_iter().chain([copy.path().as_os_str(), outside.path().as_os_str()]);
    let ran = kvpt(args).ends(1);
    let refused = ran.err.matches("[text.secret]").count();
    assert_eq!(refused, MARKS.len() * 3, "{}", ran.err);
    assert!(ran.err.contains("bảo vệ bí mật nhà nước"), "whom to ask is said: {}", ran.err);
    nothing_said(&ran.err, "standard error");
    nothing_said(&ran.out, "standard output");
    assert_eq!(traces(copy.path()), Vec::<String>::new());
    kvpt(["verify", "--data"].map(OsStr::new).into_iter().chain([copy.path().as_os_str()])).ends(0);
}

#[test]
fn nothing_of_a_marked_paper_is_kept_by_the_page() {
    let copy = demo().copy();
    let served = Served::of(copy.path());
    let mut officer = Visitor::log_in(served.at, "can.bo", &demo().password);
    let mut answers = String::new();
    for mark in MARKS {
        for (name, bytes) in marked_files(mark) {
            officer.get("/intake");
            let answer = officer.upload("/intake", "files", &name, &bytes);
            answers += &answer.text();
            let page =
                if answer.status == 303 { officer.get("/intake").text() } else { answer.text() };
            let refused = page.contains("secret") && page.contains("bảo vệ bí mật nhà nước");
            assert!(refused, "{mark}, {name}: {} {page}", answer.status);
            answers += &page;
        }
    }
    nothing_said(&answers, "the pages");
    let (_, err) = served.end();
    nothing_said(&err, "the log");
    assert_eq!(traces(copy.path()), Vec::<String>::new());
}
