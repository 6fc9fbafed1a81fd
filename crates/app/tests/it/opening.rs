//! Letting more people read: what one approver has restricted another opens, as a whole and piece by piece.

use crate::access::{Place, refused};
use terms::{AccessClass, Role};

#[tokio::test]
async fn what_one_approver_has_restricted_another_lets_more_people_read() {
    let p = Place::new().await;
    let (_, officer) = p.person("tham.muu", &[Role::Officer]).await;
    let first = p.viewer("quan.tri").await;
    let document = |number: &str| app::documents::NewDocument {
        number: terms::DocNumber::parse(number),
        doc_type: "Chỉ thị".into(),
        subject: "Về kiểm tra kho vật chất (mẫu)".into(),
        issuer: None,
        issued_on: None,
        signer: None,
        circulation: None,
    };
    let entered = p.office.enter_document(&officer, document("08/CT-UBND"), Default::default());
    let of = entered.await.unwrap().at;
    let state = |class| app::classes::ClassForm {
        of: of.clone(),
        indicator: None,
        unit: None,
        class,
        basis: None,
        reason: "theo đề nghị của cơ quan soạn thảo (mẫu)".into(),
    };
    let (open, internal, restricted) =
        (AccessClass::Open, AccessClass::Internal, AccessClass::Restricted);
    // Alone, an approver may take back what they stated.
    p.office.state_class(&first, state(restricted)).await.unwrap();
    p.office.state_class(&first, state(internal)).await.unwrap();
    let (_, second) = p.person("duyet.hai", &[Role::Approver]).await;
    let refused_to_lower = p.office.state_class(&first, state(open)).await.map(|_| ());
    assert_eq!(refused(refused_to_lower), "class.second-person");
    p.office.state_class(&first, state(restricted)).await.unwrap();
    p.office.state_class(&second, state(open)).await.unwrap();
    assert_eq!(p.office.class_of(&first, &of).await.unwrap().class, open);
    // Who let more people read may close it again, and then another opens it.
    p.office.state_class(&second, state(internal)).await.unwrap();
    p.office.state_class(&first, state(open)).await.unwrap();
    // Where the rules ask for no second person, one is enough.
    p.office.state_class(&first, state(internal)).await.unwrap();
    p.rules(|r| r.second_person = false).await.unwrap();
    p.office.state_class(&first, state(open)).await.unwrap();
}

#[tokio::test]
async fn what_is_held_back_of_a_form_is_opened_by_another_also_piece_by_piece() {
    let p = Place::new().await;
    let (_, officer) = p.person("tham.muu", &[Role::Officer]).await;
    let first = p.viewer("quan.tri").await;
    let (_, second) = p.person("duyet.hai", &[Role::Approver]).await;
    let form = app::forms::FormDefinition {
        code: "QP-01".to_owned(),
        title: "Báo cáo công tác quốc phòng (mẫu)".to_owned(),
        asked_by: p.body.at.clone(),
        filled_by: terms::UnitLevel::Commune,
        indicators: crate::province::indicators(),
        on: None,
    };
    let codes: Vec<String> = form.indicators.iter().map(|i| i.code.clone()).collect();
    let of = p.office.define_form(&officer, form).await.unwrap();
    let state = |indicator: Option<&String>, class| app::classes::ClassForm {
        of: of.clone(),
        indicator: indicator.cloned(),
        unit: None,
        class,
        basis: None,
        reason: "số liệu chưa công bố (mẫu)".into(),
    };
    let (open, internal) = (AccessClass::Open, AccessClass::Internal);
    p.office.state_class(&first, state(None, internal)).await.unwrap();
    let piece = p.office.state_class(&first, state(codes.first(), open)).await.map(|_| ());
    assert_eq!(refused(piece), "class.second-person");
    p.office.state_class(&second, state(codes.first(), open)).await.unwrap();
    // The second closes another piece; the first cannot open all of what the first closed, the second can but for their own.
    p.office.state_class(&second, state(codes.get(1), internal)).await.unwrap();
    let all = p.office.state_class(&second, state(None, open)).await.map(|_| ());
    assert_eq!(refused(all), "class.second-person");
    p.office.state_class(&first, state(codes.get(1), open)).await.unwrap();
    p.office.state_class(&second, state(None, open)).await.unwrap();
}
