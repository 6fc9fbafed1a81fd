//! A document goes out as an envelope of the exchange between offices and comes back by intake with the same fields.

use crate::province::Province;
use app::documents::{NewDocument, Twin};
use app::intake::{Answer, ProposalKind};
use terms::{DocNumber, Edtf, Ref};
use text::{Limits, NoTools, ingest_all};

fn document(number: &str, doc_type: &str, issuer: &str, subject: &str) -> NewDocument {
    NewDocument {
        number: DocNumber::parse(number),
        doc_type: doc_type.into(),
        subject: subject.into(),
        issuer: Some(issuer.into()),
        issued_on: "2026-01-12".parse::<Edtf>().ok(),
        signer: Some("Trần Văn Mẫu".into()),
        circulation: None,
    }
}

async fn enter(p: &Province, new: NewDocument) -> Ref {
    p.office.enter_document(&p.officer, new, Twin::Unsaid).await.unwrap().at
}

/// What an intake proposes of the document itself, by name of the entry.
async fn proposed(p: &Province, name: &str, bytes: &[u8]) -> impl Fn(&str) -> String + use<> {
    let at = p.office.take_in(&p.officer, name, bytes.to_vec()).await.unwrap().at;
    let desk = p.office.intake_desk(&p.officer, &at).await.unwrap();
    let found = desk.proposals.into_iter().find(|p| p.kind == ProposalKind::Document).unwrap();
    move |name| {
        let entry = found.entries.iter().find(|e| e.name == name);
        entry.unwrap_or_else(|| panic!("no {name}")).value.clone()
    }
}

#[tokio::test]
async fn what_goes_out_comes_back_with_the_same_fields() {
    let (here, there) = (Province::build().await, Province::build().await);
    for (number, doc_type, issuer, subject) in [
        (
            "45/KH-UBND",
            "Kế hoạch",
            "Ủy ban nhân dân tỉnh Sông Giang",
            "Xây dựng khu vực phòng thủ năm 2026",
        ),
        (
            "12/2026/NQ-HĐND",
            "Nghị quyết",
            "Hội đồng nhân dân tỉnh Sông Giang",
            "Về mức chi cho huấn luyện dân quân & tự vệ",
        ),
        (
            "07-CT/TU",
            "Chỉ thị",
            "Ban Thường vụ Tỉnh ủy Sông Giang",
            "Về tăng cường xây dựng khu vực phòng thủ cấp xã",
        ),
        (
            "310/CV-BCH",
            "Công văn",
            "Bộ Chỉ huy quân sự tỉnh Sông Giang",
            "Về việc rà soát <danh mục> “văn kiện”",
        ),
    ] {
        let at = enter(&here, document(number, doc_type, issuer, subject)).await;
        let out = here.office.edxml(&here.officer, &at).await.unwrap();
        assert!(
            out.file_name.ends_with(".edxml") && !out.file_name.contains('/'),
            "{}",
            out.file_name
        );
        let again = here.office.edxml(&here.officer, &at).await.unwrap();
        assert_eq!(out, again, "same document, same bytes");
        let said = proposed(&there, &out.file_name, &out.bytes).await;
        assert_eq!(said("number"), number);
        assert_eq!(said("doc_type"), doc_type);
        assert_eq!(said("subject"), subject);
        assert_eq!(said("issuer").to_lowercase(), issuer.to_lowercase());
        assert_eq!(said("issued_on"), "2026-01-12");
    }
}

#[tokio::test]
async fn the_signer_comes_back_where_the_register_knows_the_post() {
    let (here, there) = (Province::build().await, Province::build().await);
    let body = &here.committees[1];
    let post = app::entry::NewPost {
        title: format!("Chủ tịch {}", body.name),
        body: Some(body.at.clone()),
        from: "2025-07-01".parse().ok(),
        to: None,
    };
    let person = app::entry::NewPerson { name: "Trần Văn Mẫu".into(), rank: None, post };
    here.office.enter_person(&here.officer, person).await.unwrap();
    let subject = "Rà soát danh mục công trình phòng thủ dân sự";
    let at = enter(&here, document("9/KH-UBND", "Kế hoạch", &body.name, subject)).await;
    let to = &here.committees[0];
    let addressing = app::cascade::Addressing {
        groups: Vec::new(),
        bodies: vec![to.at.clone()],
        below: false,
        on: None,
        days: [None; 4],
        basis: None,
    };
    here.office.address(&here.officer, &at, addressing).await.unwrap();
    let out = here.office.edxml(&here.officer, &at).await.unwrap();
    let members = ingest_all("goi.edxml", &out.bytes, &Limits::default(), &NoTools).unwrap();
    let text = &members[0].source.as_ref().unwrap().text;
    assert!(text.contains(&format!("Nơi nhận:\n- {};", to.name)), "{text}");
    let said = proposed(&there, "goi.edxml", &out.bytes).await;
    assert_eq!((said("signer"), said("subject")), ("Trần Văn Mẫu".into(), subject.to_owned()));
}

#[tokio::test]
async fn the_file_goes_along_as_it_came() {
    let p = Province::build().await;
    let text = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 45/KH-UBND\nSông Giang, ngày 12 tháng 01 năm 2026\n\
        KẾ HOẠCH\nXây dựng khu vực phòng thủ năm 2026\nĐiều 1. Giao các xã rà soát.\n";
    let taken = p.office.take_in(&p.officer, "kế hoạch 45.txt", text.into()).await.unwrap();
    let key = "document-1";
    let made = p.office.answer(&p.officer, &taken.at, key, Answer::Confirm).await.unwrap().unwrap();
    let out = p.office.edxml(&p.officer, &made.at).await.unwrap();
    let members = ingest_all("goi.edxml", &out.bytes, &Limits::default(), &NoTools).unwrap();
    let inner = members.iter().find(|m| m.path.ends_with("kế hoạch 45.txt")).unwrap();
    assert_eq!(inner.source.as_ref().unwrap().text, text);
}

#[tokio::test]
async fn what_is_limited_or_lacks_a_field_does_not_go_out() {
    let p = Province::build().await;
    let whole =
        document("1/KH-UBND", "Kế hoạch", "Ủy ban nhân dân tỉnh Sông Giang", "Kế hoạch năm");
    let limited =
        NewDocument { circulation: Some("Lưu hành nội bộ".into()), ..whole.clone() };
    let at = enter(&p, limited).await;
    assert_eq!(p.office.edxml(&p.officer, &at).await.unwrap_err().code(), "document.limited");

    let bare = NewDocument {
        number: None,
        issued_on: "2026-01".parse().ok(),
        subject: "Một kế hoạch khác".into(),
        ..whole.clone()
    };
    let at = enter(&p, bare).await;
    let refused = p.office.edxml(&p.officer, &at).await.unwrap_err();
    assert_eq!(refused.code(), "edxml.incomplete");
    let words = refused.words();
    assert!(words.why.contains("số, ký hiệu; ngày, tháng, năm ban hành"), "{words:?}");

    let long =
        NewDocument { subject: "x ".repeat(251), number: DocNumber::parse("2/KH-UBND"), ..whole };
    let at = enter(&p, long).await;
    let refused = p.office.edxml(&p.officer, &at).await.unwrap_err();
    assert_eq!(refused.code(), "edxml.too-long");
    assert!(refused.words().why.contains("trích yếu (quá 500 ký tự)"));
    p.office.withdraw_document(&p.officer, &at, "Nhập nhầm").await.unwrap();
    assert_eq!(p.office.edxml(&p.officer, &at).await.unwrap_err().code(), "not-found");
}
