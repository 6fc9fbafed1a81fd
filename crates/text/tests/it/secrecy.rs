//! The gate: marks are refused in every disguise, prose about secrecy is not.

use crate::files::{docx, p, part, table};
use crate::legacy;
use text::secrecy::{Level, find_mark, name_bears_mark};
use text::{IngestError, Limits, ingest};
use unicode_normalization::UnicodeNormalization;

fn refused(bytes: &[u8]) -> Option<Level> {
    match ingest(bytes, &Limits::default()) {
        Err(IngestError::Secret { level }) => Some(level),
        _ => None,
    }
}

#[test]
fn stand_alone_marks_are_found() {
    for (text, level) in [
        ("MẬT", Level::Secret),
        ("  Mật  \nBáo cáo", Level::Secret),
        ("Báo cáo\n\nTỐI MẬT\n\nNội dung", Level::HighlySecret),
        ("TUYỆT\u{a0}MẬT", Level::TopSecret),
        ("M Ậ T", Level::Secret),
        ("T Ố I   M Ậ T", Level::HighlySecret),
        ("T U Y Ệ T  M Ậ T", Level::TopSecret),
        ("TUYỆT\nMẬT", Level::TopSecret),
        ("┌──────┐\n│ MẬT │\n└──────┘", Level::Secret),
        ("| TỐI MẬT |", Level::HighlySecret),
        ("*** MẬT ***", Level::Secret),
        ("- MẬT -", Level::Secret),
        ("“MẬT”", Level::Secret),
        ("[MẬT] Báo cáo quý III", Level::Secret),
        ("Kế hoạch năm (TỐI MẬT)", Level::HighlySecret),
        ("UBND TỈNH\tMẬT\tCỘNG HÒA", Level::Secret),
        ("UBND TỈNH SÔNG GIANG        MẬT", Level::Secret),
        ("MẬT (Bản số: 05)", Level::Secret),
        ("Độ mật: Tối mật", Level::HighlySecret),
        ("Độ mật:  Mật.", Level::Secret),
        ("ĐỘ MẬT - TUYỆT MẬT", Level::TopSecret),
        ("- Độ mật: Tối mật;\n- Độ khẩn: Không;", Level::HighlySecret),
        ("Độ mật:\nTối mật", Level::HighlySecret),
        ("TÀI LIỆU THU HỒI", Level::Unstated),
        ("MẬT\nTÀI LIỆU THU HỒI", Level::Secret),
        ("Chỉ người có tên mới được bóc bì", Level::Unstated),
        ("MAT\nBAO CAO", Level::Secret),
        ("[ T O I  M A T ]", Level::HighlySecret),
    ] {
        assert_eq!(find_mark(text), Some(level), "{text}");
        let nfd: String = text.nfd().collect();
        assert_eq!(find_mark(&nfd), Some(level), "decomposed {text}");
        assert_eq!(refused(nfd.as_bytes()), Some(level), "decomposed {text}");
    }
}

#[test]
fn prose_is_never_taken_for_a_mark() {
    for text in [
        "Luật Bảo vệ bí mật nhà nước",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Giữ gìn bí mật, bảo mật thông tin",
        "các tài liệu có độ mật khác nhau",
        "xác định độ mật: việc của người đứng đầu",
        "Độ mật: Mật, Tối mật hoặc Tuyệt mật",
        "Mật ong rừng Sông Giang",
        "mật",
        "QUY CHẾ BẢO\nMẬT",
        "bảo đảm bí\nmật nhà nước",
        "Mật độ dân số: 250 người/km2",
        "- Tuyệt mật;\n- Tối mật;\n- Mật.",
        "Độ mật gồm ba mức là Tuyệt mật, Tối mật, Mật.",
        "Đóng dấu “Mật” vào góc trái văn bản",
        "Hội nghị được giữ tuyệt mật",
        "MẶT TRẬN TỔ QUỐC",
        "MẤT",
        "Thu hồi tài liệu sau hội nghị",
        "kín\nmat\nmat troi",
    ] {
        assert_eq!(find_mark(text), None, "{text}");
    }
    let late = format!("{}MAT\n", "dòng thường\n".repeat(40));
    assert_eq!(find_mark(&late), None);
}

#[test]
fn marks_are_seen_in_every_encoding() {
    let text = "Báo cáo kết quả\nTỐI MẬT\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&utf16), Some(Level::HighlySecret));
    assert_eq!(refused(&[b"\xff\xfe", &utf16[..]].concat()), Some(Level::HighlySecret));
    assert_eq!(refused(&legacy::windows_1258(text)), Some(Level::HighlySecret));
    assert_eq!(refused(&legacy::vni(text)), Some(Level::HighlySecret));
    assert_eq!(
        refused(&legacy::tcvn3("Báo cáo\nTèI MËT\n".replace('è', "ố").replace('Ë', "ậ").as_str())),
        Some(Level::HighlySecret)
    );
    let vni_in_utf8: String = encoding_rs::WINDOWS_1252.decode(&legacy::vni(text)).0.into_owned();
    assert_eq!(refused(vni_in_utf8.as_bytes()), Some(Level::HighlySecret));
    assert_eq!(refused("Cáo\nTèI MËT\n".as_bytes()), Some(Level::HighlySecret));
}

#[test]
fn marks_are_seen_in_every_part_of_a_docx() {
    let mark = p("TỐI MẬT");
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>TỐI</w:t></w:r><w:r><w:t xml:space=\"preserve\"> MẬT</w:t></w:r></w:p>";
    let deleted = "<w:p><w:del><w:r><w:delText>TỐI MẬT</w:delText></w:r></w:del></w:p>";
    let boxed = format!(
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{mark}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    );
    let fallback = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback>{mark}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let watermark = "<w:p><w:r><w:pict><v:shape><v:textpath string=\"TỐI MẬT\"/></v:shape></w:pict></w:r></w:p>";
    let cell = table(&[&[p("UBND") + &mark, p("CỘNG HÒA")], &[p("a"), p("b")]]);
    for body in [mark.as_str(), hidden, deleted, &boxed, &fallback, watermark, &cell] {
        assert_eq!(refused(&docx(&(p("Chữ") + body), &[])), Some(Level::HighlySecret), "{body}");
    }
    let core = "<c><subject>TỐI MẬT</subject></c>".as_bytes().to_vec();
    for (name, content) in [
        ("word/header2.xml", part("hdr", &mark)),
        ("word/header1.xml", part("hdr", watermark)),
        ("word/footer1.xml", part("ftr", &mark)),
        ("word/footnotes.xml", part("footnotes", &mark)),
        ("word/comments.xml", part("comments", &mark)),
        ("docProps/core.xml", core.clone()),
        ("docProps/custom.xml", core),
    ] {
        assert_eq!(
            refused(&docx(&p("Chữ"), &[(name, &content)])),
            Some(Level::HighlySecret),
            "{name}"
        );
    }
}

#[test]
fn marks_are_seen_in_every_part_of_a_page() {
    for page in [
        "<html><body><p>Chữ</p><div>TỐI MẬT</div></body></html>",
        "<html><body><p>Chữ</p><p>T&#7888;I <b>M&#7852;T</b></p></body></html>",
        "<html><head><title>Tối mật</title></head><body>Chữ</body></html>",
        "<html><head><meta name=\"x\" content=\"TỐI MẬT\"></head><body>Chữ</body></html>",
        "<html><body><!-- TỐI MẬT --><p>Chữ</p></body></html>",
        "<html><body><nav>TỐI MẬT</nav><p>Chữ</p></body></html>",
        "<html><body><img alt=\"TỐI MẬT\"><p>Chữ</p></body></html>",
        "<html><body><table><tr><td><p>UBND</p><p>TỐI MẬT</p></td><td>CỘNG HÒA</td></tr></table></body></html>",
    ] {
        assert_eq!(refused(page.as_bytes()), Some(Level::HighlySecret), "{page}");
    }
}

#[test]
fn the_refusal_says_whom_to_ask_and_nothing_of_the_text() {
    let refusal =
        ingest("Kế hoạch Bến Lau số 17\nMẬT\n".as_bytes(), &Limits::default()).unwrap_err();
    assert!(refusal.is_secret() && refusal.code() == "text.secret");
    let told = format!("{refusal} {refusal:?}");
    assert!(
        told.contains("văn thư bảo mật") && !told.contains("Bến Lau") && !told.contains("17"),
        "{told}"
    );
}

#[test]
fn names_of_files() {
    for name in [
        "[MẬT] kế hoạch.docx",
        "Kế hoạch (Tối mật).docx",
        "KH_tuyệt-mật_2024.doc",
        "MẬT.docx",
        "MAT.txt",
        "(MAT) KE HOACH.docx",
        "KH TOI MAT.docx",
        "TuyetMat_kh.docx",
        "bao cao quy 3 - MAT.docx",
        "Kế hoạch mật.docx",
    ] {
        assert!(name_bears_mark(name), "{name}");
    }
    for name in [
        "Luật Bảo vệ bí mật nhà nước.docx",
        "luat-bao-ve-bi-mat-nha-nuoc.html",
        "BAO MAT THONG TIN.docx",
        "MAT TRAN TO QUOC.docx",
        "mật ong.txt",
        "đổi mật khẩu.docx",
        "mat bang.docx",
        "Bảo mật.docx",
        "mật độ dân số.txt",
        "bí_mật.txt",
        "",
    ] {
        assert!(!name_bears_mark(name), "{name}");
    }
}

#[test]
fn the_corpus_bears_no_mark() {
    let Some(folder) = testkit::shared_path("corpus") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(find_mark(&std::fs::read_to_string(&path).unwrap()), None, "{}", path.display());
    }
}

#[test]
fn marks_are_found_wherever_they_stand_in_a_long_text() {
    for n in 0..150 {
        let before = "Hội đồng nhân dân tỉnh bình xét\n".repeat(20) + &"x".repeat(n);
        let text = |mark: &str| format!("{before}\n\n{mark}\n\nđồng bộ");
        assert_eq!(find_mark(&text("T Ố I  M Ậ T")), Some(Level::HighlySecret), "{n}");
        assert_eq!(find_mark(&text("TUYỆT\nMẬT")), Some(Level::TopSecret), "{n}");
        assert_eq!(find_mark(&text("Tài liệu thu hồi")), Some(Level::Unstated), "{n}");
        assert_eq!(find_mark(&text("Độ mật: Mật")), Some(Level::Secret), "{n}");
        assert_eq!(find_mark(&text("bảo mật")), None, "{n}");
        assert_eq!(
            text::secrecy::circulation_mark(&text("LƯU HÀNH NỘI BỘ")),
            Some(text::secrecy::Circulation::InternalUse),
            "{n}"
        );
    }
}
