//! Clauses: the same cuts as the scorer makes.

use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::process::Command;
use text::clause::segments;

fn cut(text: &str) -> Vec<&str> {
    segments(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn sentence_ends_before_a_capital_only() {
    assert_eq!(cut("Đã xong. Tiếp tục. và thêm"), ["Đã xong.", "Tiếp tục. và thêm"]);
    assert_eq!(cut("Ông A. Đặng nói"), ["Ông A.", "Đặng nói"]);
    assert_eq!(cut("Số 1.234 tấn. 5 xã"), ["Số 1.234 tấn. 5 xã"]);
    assert_eq!(cut("Rõ chưa? Ừ… Được! Ế"), ["Rõ chưa?", "Ừ…", "Được!", "Ế"]);
}

#[test]
fn openers_begin_a_sentence() {
    for opener in ["\"", "“", "(", "[", "*", "-", "–"] {
        let text = format!("Hết. {opener}a");
        assert_eq!(cut(&text).len(), 2, "{text}");
    }
    assert_eq!(cut("Hết. ‘a").len(), 1);
    assert_eq!(cut("Hết. — a").len(), 1);
}

#[test]
fn closing_marks_before_a_cut_belong_to_no_clause() {
    assert_eq!(cut("“Làm ngay.” Họ đáp"), ["“Làm ngay.", "Họ đáp"]);
    assert_eq!(cut("(Xong.)\nHọ đáp"), ["(Xong.", "Họ đáp"]);
    assert_eq!(cut("“Làm ngay.” họ đáp"), ["“Làm ngay.” họ đáp"]);
}

#[test]
fn semicolon_needs_white_space() {
    assert_eq!(cut("a;b; c;\td;"), ["a;b", "c", "d;"]);
    assert_eq!(cut("a;\u{a0}b"), ["a", "b"]);
}

#[test]
fn lines_and_odd_spaces() {
    assert_eq!(cut("\n\n a \n\u{3000}\n b\u{1c}\n"), ["a", "b"]);
    assert_eq!(cut("Một.\u{a0}Hai"), ["Một.", "Hai"]);
    assert_eq!(cut("một. \n hai"), ["một.", "hai"]);
    assert!(cut(" \n\t ").is_empty());
    assert!(cut("").is_empty());
}

fn scorer() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval");
    let there =
        folder.join("segment.py").is_file() && Command::new("python3").arg("-V").output().is_ok();
    if !there {
        eprintln!(
            "SKIPPED: the scorer's segment.py or python3 is not here; its cuts were not compared"
        );
    }
    there.then_some(folder)
}

/// The scorer's cuts of every text, in bytes; texts and answer travel as hex and plain numbers.
fn scorer_cuts(folder: &Path, texts: &[String]) -> Vec<Vec<(usize, usize)>> {
    const SCRIPT: &str = "import sys\nsys.path.insert(0, sys.argv[1])\nfrom segment import segments\n\
        for line in open(sys.argv[2]):\n\
        \x20   t = bytes.fromhex(line.strip()).decode('utf-8')\n\
        \x20   b = lambda i: len(t[:i].encode('utf-8'))\n\
        \x20   print(' '.join(f'{b(s)},{b(e)}' for s, e in segments(t)))\n";
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("texts");
    let hex = |text: &String| text.bytes().map(|b| format!("{b:02x}")).collect::<String>();
    std::fs::write(&input, texts.iter().map(|t| hex(t) + "\n").collect::<String>()).unwrap();
    let out = Command::new("python3")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .args(["-c", SCRIPT])
        .arg(folder)
        .arg(&input)
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let pair = |word: &str| {
        let (start, end) = word.split_once(',').unwrap();
        (start.parse().unwrap(), end.parse().unwrap())
    };
    let answer = String::from_utf8(out.stdout).unwrap();
    answer.lines().map(|line| line.split_whitespace().map(pair).collect()).collect()
}

/// Texts over an alphabet in which every rule of the cut can meet every other, from a fixed seed.
fn tricky_texts() -> Vec<String> {
    const PIECES: [&str; 30] = [
        "a", "Đ", "ệ", "1", " ", "\n", "\t", "\r", "\u{a0}", "\u{1c}", "\u{85}", "\u{2028}", ".",
        "…", "!", "?", ";", "\"", "”", "“", "]", ")", "(", "[", "*", "-", "–", "—", "\u{1c5}",
        "\u{24b6}",
    ];
    let mut state = 0x2545_f491_u64;
    let mut next = move |n: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    (0..3000).map(|_| (0..next(24)).map(|_| PIECES[next(PIECES.len())]).collect()).collect()
}

#[test]
fn cuts_agree_with_the_scorer() {
    let Some(folder) = scorer() else { return };
    let mut texts = tricky_texts();
    for entry in std::fs::read_dir(folder.join("../corpus")).into_iter().flatten().flatten() {
        texts.extend(std::fs::read_to_string(entry.path()));
    }
    let expected = scorer_cuts(&folder, &texts);
    assert_eq!(expected.len(), texts.len());
    for (text, cuts) in texts.iter().zip(expected) {
        let ours: Vec<_> = segments(text).into_iter().map(|r| (r.start, r.end)).collect();
        assert_eq!(ours, cuts, "{text:?}");
    }
}

proptest! {
    #[test]
    fn clauses_lie_inside_the_text_in_order(text in "\\PC{0,80}|[a-zĐ.;!?\\n \"”)\\]]{0,80}") {
        let mut end = 0;
        for range in segments(&text) {
            prop_assert!(range.start >= end && range.end > range.start);
            let clause = text.get(range.clone());
            prop_assert!(clause.is_some_and(|c| c.trim() == c));
            end = range.end;
        }
        prop_assert!(end <= text.len());
    }
}
