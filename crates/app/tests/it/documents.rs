//! Documents as a register: which entry one is, links and force, the chain, what is to be looked over, texts that arrive later.

use crate::province::{Province, day};
use app::documents::{LinkForm, LinkTarget, NewDocument, Twin};
use app::intake::{Answer, Desk, Input, Proposal, ProposalKind};
use app::objects::DocumentFilter;
use app::tasks::TaskForm;
use terms::{Day, DocNumber, Field, Force, Kind, Named, Ref, Relation};

fn new(number: &str, doc_type: &str, subject: &str, issuer: &str, on: &str) -> NewDocument {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    NewDocument {
        number: DocNumber::parse(number),
        doc_type: doc_type.to_owned(),
        subject: subject.to_owned(),
        issuer: some(issuer),
        issued_on: some(on).map(|d| d.parse().unwrap()),
        signer: None,
        circulation: None,
    }
}

fn resolution(on: &str) -> NewDocument {
    new("28-NQ/TW", "Nghị quyết", "về khu vực phòng thủ (mẫu)", "Bộ Chính trị", on)
}

async fn enter(p: &Province, new: NewDocument) -> Ref {
    p.office.enter_document(&p.officer, new, Twin::Unsaid).await.unwrap().at
}

async fn read(p: &Province, name: &str, text: &str) -> (Ref, Desk) {
    let at = p.office.take_in(&p.officer, name, text.as_bytes().to_vec()).await.unwrap().at;
    let desk = p.office.intake_desk(&p.officer, &at).await.unwrap();
    (at, desk)
}

fn cited<'a>(desk: &'a Desk, title: &str) -> Vec<&'a Proposal> {
    let all = desk.proposals.iter().filter(|p| p.kind == ProposalKind::Cited);
    all.filter(|p| p.title.contains(title)).collect()
}

async fn confirm(p: &Province, at: &Ref, key: &str) -> Result<Named, app::Error> {
    p.office.answer(&p.officer, at, key, Answer::Confirm).await.map(|n| n.unwrap())
}

async fn choose(p: &Province, at: &Ref, key: &str, value: &str) -> Result<Named, app::Error> {
    let typed = vec![("same_as".to_owned(), value.to_owned())];
    p.office.answer(&p.officer, at, key, Answer::Correct(typed)).await.map(|n| n.unwrap())
}

async fn count(p: &Province) -> usize {
    let all = DocumentFilter { per_page: 0, ..DocumentFilter::default() };
    p.office.documents(&p.officer, &all).await.unwrap().rows.total
}

const PLAN: &str = "ỦY BAN NHÂN DÂN TỈNH SÔNG GIANG\nSố: 15/KH-UBND\n\
Sông Giang, ngày 10 tháng 02 năm 2026\nKẾ HOẠCH\nXây dựng khu vực phòng thủ năm 2026\n\
Căn cứ Nghị quyết số 28-NQ/TW ngày 22/9/2008 của Bộ Chính trị về xây dựng khu vực phòng thủ;\n\
Căn cứ Nghị quyết số 28-NQ/TW ngày 25/10/2013 của Ban Chấp hành Trung ương về Chiến lược bảo vệ Tổ quốc;\n\
Ủy ban nhân dân tỉnh xây dựng kế hoạch như sau.\n";

#[tokio::test]
async fn one_number_of_two_terms_is_two_documents() {
    let p = Province::build().await;
    let (at, desk) = read(&p, "ke-hoach.txt", PLAN).await;
    confirm(&p, &at, "document-1").await.unwrap();
    let both = cited(&desk, "28-NQ/TW");
    assert_eq!(both.len(), 2, "{both:?}");
    let first = confirm(&p, &at, &both[0].key).await.unwrap();
    let second = confirm(&p, &at, &both[1].key).await.unwrap();
    assert_ne!(first.at, second.at);
    assert_eq!(count(&p).await, 3);
    let again = p.office.enter_document(&p.officer, resolution("2008-09-22"), Twin::Other).await;
    assert_eq!(again.unwrap_err().code(), "document.on-register");
}

#[tokio::test]
async fn a_number_without_a_day_is_asked_about_and_never_guessed() {
    let p = Province::build().await;
    let known = enter(&p, resolution("2008-09-22")).await;
    let text = "BÁO SÔNG GIANG\nTỉnh Sông Giang quán triệt Nghị quyết số 28-NQ/TW của Bộ Chính trị về xây dựng khu vực phòng thủ.\n";
    let (at, desk) = read(&p, "tin.txt", text).await;
    confirm(&p, &at, "document-1").await.unwrap();
    let proposal = cited(&desk, "28-NQ/TW")[0];
    let asked = proposal.entries.iter().find(|e| e.name == "same_as").unwrap();
    let Input::Choice(choices) = &asked.input else { panic!("{asked:?}") };
    assert_eq!(choices[0].0, known.to_string());
    assert!(choices[0].1.contains("22/09/2008") && choices[1].0 == "new", "{choices:?}");
    assert!(proposal.doubts.iter().any(|d| d.code == "document.candidates"));
    let refused = confirm(&p, &at, &proposal.key).await.unwrap_err();
    assert_eq!(refused.code(), "document.candidates");
    assert!(refused.words().why.contains("22/09/2008"), "{:?}", refused.words());
    let before = count(&p).await;
    assert_eq!(choose(&p, &at, &proposal.key, &known.to_string()).await.unwrap().at, known);
    assert_eq!(count(&p).await, before);
    let view = p.office.document(&p.officer, &known, None).await.unwrap();
    assert_eq!(view.ties_to.len(), 1);
}

#[tokio::test]
async fn another_document_is_registered_when_the_person_says_so() {
    let p = Province::build().await;
    let known = enter(&p, resolution("2008-09-22")).await;
    let undated = resolution("");
    let refused = p.office.enter_document(&p.officer, undated.clone(), Twin::Unsaid).await;
    assert_eq!(refused.unwrap_err().code(), "document.candidates");
    let twins = p.office.document_twins(&p.officer, &undated, None).await.unwrap();
    assert_eq!((twins.len(), &twins[0].0.at), (1, &known));
    let other = p.office.enter_document(&p.officer, undated.clone(), Twin::Other).await.unwrap();
    assert_ne!(other.at, known);
    // Now two entries may be meant.
    let twins = p.office.document_twins(&p.officer, &undated, None).await.unwrap();
    assert_eq!(twins.len(), 2);
}

#[tokio::test]
async fn a_state_number_of_two_years_is_two_documents() {
    let p = Province::build().await;
    let of = |on: &str| new("15/QĐ-BNV", "Quyết định", "về tổ chức (mẫu)", "Bộ Nội vụ", on);
    let (a, b) = (enter(&p, of("2024-02-01")).await, enter(&p, of("2025-02-01")).await);
    assert_ne!(a, b);
    let named = p.office.documents_named(&p.officer, "15/QĐ-BNV ngày 1/2/2025").await.unwrap();
    assert_eq!((named.len(), &named[0].0.at), (1, &b));
    let named = p.office.documents_named(&p.officer, "15/QĐ-BNV").await.unwrap();
    assert_eq!(named.len(), 2);
}

#[tokio::test]
async fn a_text_that_arrives_later_joins_its_entry() {
    let p = Province::build().await;
    let issuer = "Ủy ban nhân dân tỉnh Sông Giang";
    let plan = new("15/KH-UBND", "Kế hoạch", "Kế hoạch số 15/KH-UBND", issuer, "2026-02-10");
    let entry = enter(&p, plan).await;
    let waiting = |v: app::objects::DocumentsView| v.waiting;
    let all = DocumentFilter::default();
    assert_eq!(waiting(p.office.documents(&p.officer, &all).await.unwrap()), 1);
    let (at, _) = read(&p, "ke-hoach.txt", PLAN).await;
    assert_eq!(confirm(&p, &at, "document-1").await.unwrap().at, entry);
    let view = p.office.document(&p.officer, &entry, None).await.unwrap();
    assert!(view.row.has_text && view.row.subject.contains("phòng thủ"), "{:?}", view.row);
    assert_eq!(waiting(p.office.documents(&p.officer, &all).await.unwrap()), 0);
    // Another copy of the same text is the same entry.
    let (copy, _) = read(&p, "ban-sao.txt", &format!("{PLAN}\nBản sao.\n")).await;
    assert_eq!(confirm(&p, &copy, "document-1").await.unwrap().at, entry);
    assert_eq!(count(&p).await, 1);
}

fn link(target: &str, relation: Relation, from: Option<Day>) -> LinkForm {
    let target = LinkTarget::Words(target.to_owned());
    LinkForm { target, relation, provisions: None, from, basis: None }
}

async fn old_and_new(p: &Province) -> (Ref, Ref) {
    let old = new(
        "13/2012/QĐ-TTg",
        "Quyết định",
        "quy chế cũ (mẫu)",
        "Thủ tướng Chính phủ",
        "2012-02-23",
    );
    let newer = new("164/2018/NĐ-CP", "Nghị định", "quy định mới (mẫu)", "Chính phủ", "2018-12-21");
    (enter(p, old).await, enter(p, newer).await)
}

#[tokio::test]
async fn a_replaced_document_is_out_of_force_from_the_day_the_other_acts() {
    let p = Province::build().await;
    let (old, newer) = old_and_new(&p).await;
    let o = &p.office;
    let force =
        async |at: &Ref, on: Day| o.document(&p.officer, at, Some(on)).await.unwrap().standing;
    assert_eq!(force(&old, day(2020, 1, 1)).await.force, Force::NotChecked);
    o.state_force(&p.officer, &old, (Some(day(2012, 4, 10)), None), None).await.unwrap();
    // No day of effect is made up for the one that replaces.
    let bare = link("13/2012/QĐ-TTg", Relation::Replaces, None);
    let refused = o.link_document(&p.officer, &newer, bare.clone()).await.unwrap_err();
    assert_eq!(refused.code(), "act.blank");
    let basis = Some("Điều 24".to_owned());
    o.state_force(&p.officer, &newer, (Some(day(2019, 2, 10)), None), basis).await.unwrap();
    o.link_document(&p.officer, &newer, bare).await.unwrap();
    assert_eq!(force(&old, day(2019, 2, 9)).await.force, Force::InForce);
    let gone = force(&old, day(2019, 2, 10)).await;
    assert_eq!(gone.force, Force::NoLonger);
    let last = gone.reasons.last().unwrap();
    assert!(last.words.contains("164/2018/NĐ-CP thay thế toàn bộ từ ngày 10/02/2019"), "{last:?}");
    assert_eq!(last.document.as_ref().map(|d| &d.at), Some(&newer));
    let back = link("164/2018/NĐ-CP", Relation::Replaces, Some(day(2020, 1, 1)));
    let refused = o.link_document(&p.officer, &old, back).await.unwrap_err();
    assert_eq!(refused.code(), "document.replaces-in-circle");
    let itself = link("13/2012/QĐ-TTg", Relation::Amends, Some(day(2020, 1, 1)));
    let refused = o.link_document(&p.officer, &old, itself).await.unwrap_err();
    assert_eq!(refused.code(), "document.links-itself");
    let on = |on, force| DocumentFilter {
        on: Some(on),
        force: Some(force),
        ..DocumentFilter::default()
    };
    let listed = async |filter: DocumentFilter| -> Vec<Ref> {
        let view = o.documents(&p.officer, &filter).await.unwrap();
        view.rows.rows.into_iter().map(|r| r.at).collect()
    };
    assert_eq!(listed(on(day(2018, 1, 1), Force::InForce)).await, std::slice::from_ref(&old));
    assert_eq!(listed(on(day(2020, 1, 1), Force::InForce)).await, std::slice::from_ref(&newer));
    assert_eq!(listed(on(day(2020, 1, 1), Force::NoLonger)).await, [old]);
}

#[tokio::test]
async fn what_rests_on_a_replaced_document_is_to_be_looked_over() {
    let p = Province::build().await;
    let (old, newer) = old_and_new(&p).await;
    let o = &p.office;
    o.state_force(&p.officer, &newer, (Some(day(2019, 2, 10)), None), None).await.unwrap();
    o.link_document(&p.officer, &newer, link("13/2012/QĐ-TTg", Relation::Replaces, None))
        .await
        .unwrap();
    let task = o.assign(&p.officer, task(&p, &old)).await.unwrap();
    for at in [&old, &newer] {
        let view = o.affected(&p.officer, at, day(2026, 3, 1)).await.unwrap();
        let rows: Vec<&Ref> =
            view.parts.iter().flat_map(|p| &p.rows).map(|r| &r.object.at).collect();
        assert_eq!(rows, [&task], "{at:?}");
        assert!(view.parts[0].why.contains("thay thế"));
        assert!(!view.xlsx().unwrap().is_empty());
    }
    let before = o.affected(&p.officer, &old, day(2018, 1, 1)).await.unwrap();
    assert_eq!(before.count(), 0);
}

fn task(p: &Province, basis: &Ref) -> TaskForm {
    TaskForm {
        title: "Rà soát quy hoạch".into(),
        assigner: p.board.at.clone(),
        lead: Some(p.committees[0].at.clone()),
        coordinating: vec![],
        due_on: Some(day(2026, 12, 31)),
        field: Field::LandWorks,
        basis: vec![basis.clone()],
        on: Some(day(2025, 10, 1)),
        evidence: vec![],
    }
}

#[tokio::test]
async fn the_chain_goes_both_ways_and_is_drawn_the_same_twice() {
    let p = Province::build().await;
    let (old, newer) = old_and_new(&p).await;
    let o = &p.office;
    let guide = new("5/TT-BQP", "Thông tư", "hướng dẫn (mẫu)", "Bộ Quốc phòng", "2019-08-20");
    let guide = enter(&p, guide).await;
    o.link_document(
        &p.officer,
        &newer,
        link("13/2012/QĐ-TTg", Relation::Replaces, Some(day(2019, 2, 10))),
    )
    .await
    .unwrap();
    o.link_document(&p.officer, &guide, link("164/2018/NĐ-CP", Relation::Guides, None))
        .await
        .unwrap();
    let href = |at: &Ref| format!("/documents/{}", at.id);
    let asked = (day(2020, 1, 1), Some(2));
    let chain = o.chain_of(&p.officer, &newer, asked, &href).await.unwrap();
    let steps: Vec<(i32, &Ref)> = chain.links.iter().map(|l| (l.steps, &l.further.at)).collect();
    assert_eq!(steps, [(-1, &old), (1, &guide)]);
    for at in [&old, &newer, &guide] {
        assert!(chain.svg.contains(&format!("href=\"{}\"", href(at))), "{}", chain.svg);
    }
    assert!(chain.svg.contains("thay thế · 10/02/2019") && chain.svg.contains("Hết hiệu lực"));
    let again = o.chain_of(&p.officer, &newer, asked, &href).await.unwrap();
    assert_eq!(chain, again);
    // From the far end it is two steps; one step leaves a box that says so.
    let far = o.chain_of(&p.officer, &guide, (day(2020, 1, 1), Some(1)), &href).await.unwrap();
    assert_eq!((far.links.len(), far.left_out), (1, 1));
    assert!(far.svg.contains("còn 1 văn bản"), "{}", far.svg);
}

#[tokio::test]
async fn facts_are_corrected_with_a_reason_and_an_entry_is_not_made_another() {
    let p = Province::build().await;
    let (old, newer) = old_and_new(&p).await;
    let o = &p.office;
    let mut facts = o.document_as_typed(&p.officer, &old).await.unwrap();
    facts.signer = Some("Nguyễn Văn Mẫu".to_owned());
    let bare = o.correct_document(&p.officer, &old, facts.clone(), ("", Twin::Unsaid)).await;
    assert_eq!(bare.unwrap_err().code(), "act.reason-missing");
    o.correct_document(&p.officer, &old, facts.clone(), ("bổ sung người ký", Twin::Unsaid))
        .await
        .unwrap();
    let other = o.document_as_typed(&p.officer, &newer).await.unwrap();
    let same = o.correct_document(&p.officer, &old, other, ("nhầm", Twin::Other)).await;
    assert_eq!(same.unwrap_err().code(), "document.on-register");
    o.withdraw_document(&p.officer, &old, "đưa vào nhầm").await.unwrap();
    let view = o.document(&p.officer, &old, None).await.unwrap();
    assert_eq!(view.withdrawn.as_deref(), Some("đưa vào nhầm"));
    let refused = o.check_force(&p.officer, &old, (None, Force::InForce), "vbpl.vn").await;
    assert_eq!(refused.unwrap_err().code(), "document.withdrawn");
    assert_eq!(view.row.at.kind, Kind::Document);
}

#[tokio::test]
async fn only_who_may_changes_the_register() {
    let p = Province::build().await;
    let (old, _) = old_and_new(&p).await;
    let reader = app::Viewer { grants: vec![], ..p.officer.clone() };
    let refused = p.office.enter_document(&reader, resolution("2008-09-22"), Twin::Unsaid).await;
    assert_eq!(refused.unwrap_err().code(), "permit.missing");
    let clerk = &p.clerks[0];
    let refused = p.office.state_force(clerk, &old, (Some(day(2012, 1, 1)), None), None).await;
    assert_eq!(refused.unwrap_err().code(), "permit.missing");
}
