//! Programs of the machine: scans and old formats. Says SKIPPED where a program is absent.

use app::interpret::{interpret, interpret_all};
use app::tools::MachineTools;
use render::paper::{Block, Layout, Paper, PaperDate, PaperNumber, PaperState, Run, Signature};
use std::process::Command;
use std::time::Duration;
use terms::Day;
use text::{OldFormat, ScanKind, ToolError, Tools};

fn is_here(program: &str) -> bool {
    let here = Command::new(program).arg("--version").output().is_ok();
    if !here {
        eprintln!("SKIPPED: {program} is not installed");
    }
    here
}

/// A page of a plan, as pdf, with one more line.
fn page(line: Option<&str>) -> Vec<u8> {
    let sentence =
        "Các cơ quan, đơn vị quán triệt, triển khai thực hiện nghiêm túc nhiệm vụ quốc phòng.";
    let paper = Paper {
        layout: Layout::State,
        parent: None,
        issuer: "Ủy ban nhân dân tỉnh Sông Giang".into(),
        number: PaperNumber { number: Some(15), sign: "KH-UBND".into(), written: None },
        place: "Sông Giang".into(),
        date: PaperDate::Full(Day::new(2025, 3, 12).unwrap()),
        type_name: "Kế hoạch".into(),
        subject: "Xây dựng khu vực phòng thủ".into(),
        state: PaperState::Approved,
        circulation: None,
        addressees: Vec::new(),
        body: [Some(sentence), line]
            .into_iter()
            .flatten()
            .map(|t| Block::Paragraph(vec![Run::text(t)]))
            .collect(),
        signature: Signature {
            authority: vec!["TM. Ủy ban nhân dân".into()],
            title: "Chủ tịch".into(),
            second_office: None,
            name: "Trần Văn Mẫu".into(),
        },
        co_signature: None,
        recipients: vec!["Như trên".into()],
        annexes: Vec::new(),
        note_marks: false,
        running: None,
    };
    render::pdf::write(&paper).unwrap()
}

/// The page as a picture.
fn picture(pdf: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), pdf).unwrap();
    let made = Command::new("pdftoppm")
        .args(["-r", "200", "-gray", "-png", "-singlefile", "a.pdf", "a"])
        .current_dir(folder.path())
        .status();
    assert!(made.unwrap().success());
    std::fs::read(folder.path().join("a.png")).unwrap()
}

#[test]
fn the_pdf_that_we_write_is_read_back() {
    let made = interpret("kh.pdf", &page(None)).unwrap();
    let text = made.text.unwrap();
    let head = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 15/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    assert!(text.starts_with(head), "{text}");
    assert!(text.contains("\nCác cơ quan, đơn vị quán triệt, triển khai thực hiện nghiêm túc nhiệm vụ quốc phòng./.\n"), "{text}");
    assert_eq!(made.source.format, "pdf");
    assert_eq!(made.reading.heading.unwrap().number.as_deref(), Some("15/KH-UBND"));
}

#[test]
fn a_scan_is_recognised_and_says_so() {
    if !is_here("tesseract") || !is_here("pdftoppm") {
        return;
    }
    let made = interpret("scan.png", &picture(&page(None))).unwrap();
    let text = made.text.unwrap();
    assert!(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"), "{text}");
    assert!(text.contains("nghiêm túc nhiệm vụ quốc phòng."), "{text}");
    assert_eq!(made.source.format, "image");
    assert!(made.reading.warnings.iter().any(|w| w.code == "ocr.used"));
}

#[test]
fn a_mark_in_a_scan_is_refused() {
    if !is_here("tesseract") || !is_here("pdftoppm") {
        return;
    }
    assert!(interpret("scan.png", &picture(&page(Some("TỐI MẬT")))).unwrap_err().is_secret());
}

#[test]
fn rich_text_is_read_by_way_of_docx() {
    if !is_here("soffice") {
        return;
    }
    let rtf = br"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}\f0 B\'e1o c\'e1o k\u7871?t qu\u7843?\par}";
    let made = interpret("a.rtf", rtf).unwrap();
    assert_eq!(made.text.as_deref(), Some("Báo cáo kết quả\n"));
    assert_eq!(made.source.format, "rtf");
    assert!(made.reading.warnings.iter().any(|w| w.code == "text.converted"));
}

#[test]
fn a_program_that_takes_too_long_is_stopped() {
    let tools = MachineTools { page_limit: Duration::ZERO, ..MachineTools::default() };
    if is_here("tesseract") {
        let stopped = tools.ocr(b"\x89PNG\r\n\x1a\n", ScanKind::Png, &[]);
        assert_eq!(stopped, Err(ToolError::TimedOut { tool: "tesseract" }));
    }
    if is_here("soffice") {
        let stopped = tools.to_docx(b"{\\rtf1 a}", OldFormat::Rtf);
        assert_eq!(stopped, Err(ToolError::TimedOut { tool: "LibreOffice" }));
    }
}

#[test]
fn a_picture_that_is_none_is_a_fault_of_its_own() {
    if is_here("tesseract") {
        let refused = interpret("a.png", b"\x89PNG\r\n\x1a\nnonsense").unwrap_err();
        assert_eq!(refused.code(), "text.tool-failed");
    }
}

#[test]
fn the_documents_of_a_message_come_one_by_one() {
    let mail = "From: a@b.example\nSubject: =?UTF-8?Q?B=C3=A1o_c=C3=A1o?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
        --b\nContent-Type: text/plain; charset=utf-8\n\nChào\n--b\nContent-Type: text/plain; charset=utf-8; name=a.txt\n\
        Content-Disposition: attachment; filename=a.txt\n\nKèm theo\n--b--\n";
    let made = interpret_all("thu.eml", mail.as_bytes()).unwrap();
    let paths: Vec<&str> = made.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["thu.eml", "thu.eml!a.txt"]);
    let inner = made[1].1.as_ref().unwrap();
    assert_eq!(
        (inner.source.path.as_str(), inner.text.as_deref()),
        ("thu.eml!a.txt", Some("Kèm theo"))
    );
}
