//! Files that hold others: mails with attachments and archives are taken in document by document, together or not at all.

use crate::province::Province;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const FIRST: &str = "Ngày 5/3/2024, UBND tỉnh Sông Giang ban hành Kế hoạch số 12/KH-UBND (mẫu).";
const SECOND: &str = "Ngày 6/3/2024, Bộ CHQS tỉnh ban hành Hướng dẫn số 34/HD-BCH (mẫu).";

/// A mail with a text of its own and attachments.
fn mail(words: &str, attached: &[(&str, &str)]) -> Vec<u8> {
    let mut out = String::from(
        "From: van-thu@songgiang.example\r\nTo: kvpt@songgiang.example\r\nSubject: Gui van ban\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"cut\"\r\n\r\n",
    );
    let part = |kind: &str, words: &str| {
        format!(
            "--cut\r\nContent-Type: text/plain; charset=utf-8{kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n"
        )
    };
    out.push_str(&part("", words));
    for (name, words) in attached {
        let kind =
            format!("; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"");
        out.push_str(&part(&kind, words));
    }
    out.push_str("--cut--\r\n");
    out.into_bytes()
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_mail_comes_in_with_what_is_attached_to_it() {
    let p = Province::build().await;
    let bytes = mail("Kính gửi hai văn bản đính kèm.", &[("a.txt", FIRST), ("b.txt", SECOND)]);
    let came = p.office.take_in_all(&p.officer, "thu.eml", bytes.clone()).await.unwrap();
    let names: Vec<&str> = came.iter().map(|c| c.file_name.as_str()).collect();
    assert_eq!(names, ["thu.eml", "thu.eml!a.txt", "thu.eml!b.txt"]);
    let plan = came[1].taken.as_ref().unwrap();
    let desk = p.office.intake_desk(&p.officer, &plan.at).await.unwrap();
    assert!(desk.text.contains("12/KH-UBND") && !plan.known && plan.proposals > 0);
    let (intake, kept) = p.office.intake_file(&p.officer, &plan.at).await.unwrap();
    assert_eq!(intake.file_name, "thu.eml!a.txt");
    assert!(String::from_utf8(kept).unwrap().contains(FIRST));
    // The same mail once more, and one of its files by itself: each is known.
    let again = p.office.take_in_all(&p.officer, "thu.eml", bytes).await.unwrap();
    assert!(again.iter().all(|c| c.taken.as_ref().unwrap().known));
    assert_eq!(again[1].taken.as_ref().unwrap().at, plan.at);
}

#[tokio::test]
async fn a_bad_file_in_an_archive_is_named_and_a_doubled_one_comes_once() {
    let p = Province::build().await;
    let files: [(&str, &[u8]); 4] = [
        ("a.txt", FIRST.as_bytes()),
        ("bản sao/a.txt", FIRST.as_bytes()),
        ("hỏng.docx", b"PK\x03\x04 cut off"),
        ("b.txt", SECOND.as_bytes()),
    ];
    let came = p.office.take_in_all(&p.officer, "goi.zip", archive(&files)).await.unwrap();
    assert_eq!(came.len(), 4);
    let of = |end: &str| came.iter().find(|c| c.file_name.ends_with(end)).unwrap();
    assert_eq!(of("hỏng.docx").taken.as_ref().unwrap_err().code(), "text.damaged");
    let first = of("goi.zip!a.txt").taken.as_ref().unwrap();
    let copy = of("bản sao/a.txt").taken.as_ref().unwrap();
    assert!(!first.known && copy.known && copy.at == first.at);
    assert!(!of("b.txt").taken.as_ref().unwrap().known);
    assert_eq!(p.office.intakes(&p.officer, 1).await.unwrap().rows.len(), 2);
}

#[tokio::test]
async fn a_mark_of_secrecy_on_one_file_refuses_all_and_keeps_nothing() {
    let p = Province::build().await;
    let marked = "BỘ CHỈ HUY QUÂN SỰ TỈNH\nTỐI MẬT\nSố: 01/BC-BCH\nBáo cáo";
    for bytes in [
        mail("Kính gửi.", &[("a.txt", FIRST), ("b.txt", marked)]),
        archive(&[("a.txt", FIRST.as_bytes()), ("b.txt", marked.as_bytes())]),
    ] {
        let refused = p.office.take_in_all(&p.officer, "gui.bin", bytes).await.unwrap_err();
        assert_eq!(refused.code(), "text.secret");
        assert!(p.office.intakes(&p.officer, 1).await.unwrap().rows.is_empty());
    }
}
