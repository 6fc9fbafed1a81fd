//! The PDF says the same words as the .docx, and its bytes depend on the paper alone.

use std::process::Command;

use render::paper::{Block, Paper, PaperState, Run};

use crate::sample;
use crate::zips::runs;

/// The text of a PDF by poppler; none, said loudly, where it is not installed.
fn extracted(bytes: &[u8], name: &str) -> Option<String> {
    let path = std::env::temp_dir().join(format!("kvpt-render-{}-{name}.pdf", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
    std::fs::remove_file(&path).unwrap();
    match output {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(error) => {
            eprintln!("SKIPPED: the text of the PDF is not checked, pdftotext: {error}");
            None
        }
    }
}

#[test]
fn same_paper_gives_same_bytes() {
    let paper = sample::paper(PaperState::Approved);
    let first = render::pdf::write(&paper).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    assert_eq!(first, render::pdf::write(&paper).unwrap());
}

#[test]
fn the_words_are_those_of_the_docx() {
    let paper = sample::paper(PaperState::Draft);
    let Some(text) = extracted(&render::pdf::write(&paper).unwrap(), "words") else { return };
    let words = |text: &str| -> std::collections::BTreeMap<String, usize> {
        let mut count = std::collections::BTreeMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            *count.entry(word.to_owned()).or_default() += 1;
        }
        count
    };
    let docx: String = runs(&render::docx::write(&paper).unwrap())
        .iter()
        .map(|run| format!("{} ", run.text))
        .collect();
    let (pdf, docx) = (words(&text), words(&docx));
    let missing: Vec<_> = docx.keys().filter(|word| !pdf.contains_key(*word)).collect();
    assert!(missing.is_empty(), "in the docx but not in the PDF: {missing:?}");
}

/// Who signs by hand has a place also where no name is printed.
#[test]
fn two_sign_also_without_printed_names() {
    let sign = |title: &str| render::paper::Signature {
        authority: Vec::new(),
        title: title.to_owned(),
        second_office: None,
        name: String::new(),
    };
    let paper = Paper {
        signature: sign("Thủ trưởng cơ quan"),
        co_signature: Some(sign("Người kiểm tra")),
        ..sample::paper(PaperState::Approved)
    };
    let Some(text) = extracted(&render::pdf::write(&paper).unwrap(), "two") else { return };
    assert!(text.contains("NGƯỜI KIỂM TRA") && text.contains("THỦ TRƯỞNG CƠ QUAN"), "{text}");
}

#[test]
fn markup_in_the_text_stays_text() {
    let odd = "#set text(red) *đậm* _nghiêng_ $x^2$ @ref <nhan> `mã` \\u{41} // chú thích #panic()";
    let paper = Paper {
        body: vec![Block::Paragraph(vec![Run::text(odd), Run::text(" xong")])],
        annexes: Vec::new(),
        subject: "#eval(\"1+1\") và *sao*".into(),
        ..sample::paper(PaperState::Approved)
    };
    let Some(text) = extracted(&render::pdf::write(&paper).unwrap(), "markup") else { return };
    let flat: Vec<&str> = text.split_whitespace().collect();
    let flat = flat.join(" ");
    assert!(flat.contains(odd), "{flat}");
    assert!(flat.contains("#eval(\"1+1\") và *sao*"));
}

#[test]
fn the_foot_of_every_page_says_class_and_number_of_the_copy() {
    let words = "Bản số 3 - Mức tiếp cận: Nội bộ";
    let paper = Paper { running: Some(words.into()), ..sample::paper(PaperState::Approved) };
    let Some(text) = extracted(&render::pdf::write(&paper).unwrap(), "running") else { return };
    let pages: Vec<&str> = text.split('\u{c}').filter(|p| !p.trim().is_empty()).collect();
    assert!(pages.len() > 2);
    for page in &pages {
        let last = page.lines().rfind(|l| !l.trim().is_empty()).unwrap();
        assert_eq!(last.trim(), words);
    }
}
