//! The cascade over the use cases: the five shared reports, addressing, receipts, sessions, what was known when.

use crate::province::{Province, day};
use app::cascade::{Addressing, CascadeQuery, CascadeView, Confirm, Confirming, Only, State, Step};
use app::intake::Answer;
use app::sessions::{Came, Convening};
use record::payload::{DocumentAct, DocumentFacts, Payload};
use terms::{DocNumber, Id, Kind, Named, Ref, Relation};

fn resolution(province: &Province) -> Ref {
    Ref { kind: Kind::Document, site: province.office.site().clone(), id: Id::new(1, 900) }
}

/// Registers a document as another part of the program would.
async fn register(p: &Province, n: u128, number: &str, issuer: Option<&Named>, on: &str) -> Named {
    let at = Ref { id: Id::new(1, n), ..resolution(p) };
    let number = DocNumber::parse(number);
    let name = format!("Kế hoạch số {}", number.as_ref().unwrap());
    let facts = DocumentFacts {
        number,
        doc_type: "Kế hoạch".to_owned(),
        subject: "xây dựng khu vực phòng thủ".to_owned(),
        issuer: issuer.map(|i| i.name.clone()),
        issuer_body: issuer.map(|i| i.at.clone()),
        issued_on: Some(on.parse().unwrap()),
        signer: None,
        intake: None,
        circulation: None,
    };
    let says = Payload::Document(DocumentAct::Registered(facts));
    p.append(vec![p.draft(&at, on.parse().unwrap(), says)]).await;
    Named { at, name }
}

async fn link(p: &Province, from: &Named, to: &Named, on: &str) {
    let says = DocumentAct::Linked {
        target: to.clone(),
        relation: Relation::Implements,
        provisions: None,
        basis: None,
    };
    p.append(vec![p.draft(&from.at, on.parse().unwrap(), Payload::Document(says))]).await;
}

async fn ask(p: &Province, at: &Ref, query: &CascadeQuery) -> CascadeView {
    p.office.cascade(&p.officer, at, query).await.unwrap()
}

fn names(view: &CascadeView) -> Vec<&str> {
    view.rows.rows.iter().map(|r| r.body.name.as_str()).collect()
}

fn all_communes(p: &Province) -> Addressing {
    Addressing {
        bodies: vec![p.board.at.clone()],
        below: true,
        on: Some(day(2026, 1, 5)),
        days: [Some(day(2026, 1, 15)), None, Some(day(2026, 2, 28)), None],
        ..Addressing::default()
    }
}

#[tokio::test]
async fn a_document_is_addressed_received_and_carried_out() {
    let p = Province::build().await;
    let doc = register(&p, 900, "45/KH-UBND", None, "2026-01-02").await;
    let empty = p.office.address(&p.officer, &doc.at, Addressing::default()).await.unwrap_err();
    assert_eq!(empty.code(), "cascade.nobody");
    let mut early = all_communes(&p);
    early.days[3] = Some(day(2026, 1, 4));
    let early = p.office.address(&p.officer, &doc.at, early).await.unwrap_err();
    assert_eq!(early.code(), "cascade.day-early");
    let refused = p.office.address(&p.clerks[0], &doc.at, all_communes(&p)).await.unwrap_err();
    assert_eq!(refused.code(), "permit.missing");
    assert_eq!(p.office.address(&p.officer, &doc.at, all_communes(&p)).await.unwrap(), 1);

    let silent = CascadeQuery { only: Only::Silent, ..CascadeQuery::default() };
    assert_eq!(names(&ask(&p, &doc.at, &silent).await).len(), 4);
    let [an, ben, tan] = &p.committees[..] else { panic!() };
    // A commune notes for itself and for nobody else.
    let own = [an.at.clone()];
    let early = Some(day(2026, 1, 10));
    let n = p.office.mark_received(&p.clerks[0], &doc.at, &own, early, Some("17")).await.unwrap();
    assert_eq!(n, 1);
    let other = [ben.at.clone()];
    let refused = p.office.mark_received(&p.clerks[0], &doc.at, &other, early, None).await;
    assert_eq!(refused.unwrap_err().code(), "permit.missing");
    let future = p.office.mark_received(&p.officer, &doc.at, &other, Some(day(2026, 4, 1)), None);
    assert_eq!(future.await.unwrap_err().code(), "act.in-future");
    // The office notes for many at once; what is noted already is passed over.
    let many: Vec<Ref> = p.committees.iter().map(|c| c.at.clone()).collect();
    let late = Some(day(2026, 1, 20));
    assert_eq!(p.office.mark_received(&p.officer, &doc.at, &many, late, None).await.unwrap(), 2);
    let plan = register(&p, 901, "12/KH-UBND", Some(ben), "2026-03-02").await;
    link(&p, &plan, &doc, "2026-03-02").await;

    let view = ask(&p, &doc.at, &CascadeQuery::default()).await;
    let received = &view.bars[0];
    let count = &received.count;
    assert_eq!((count.asked, count.done, count.late, count.overdue), (4, 3, 2, 1));
    assert_eq!(received.missing.len(), 1, "the board itself");
    let row = |name: &Named| view.rows.rows.iter().find(|r| r.body.at == name.at).unwrap();
    assert_eq!(row(an).steps[0].state, State::Done);
    assert_eq!(row(ben).steps[0].state, State::Late { days: 5 });
    assert_eq!(row(ben).steps[2].state, State::Late { days: 2 });
    assert_eq!(row(tan).steps[2].state, State::Overdue { by: day(2026, 2, 28), days: 10 });
    let of_step = |only, step| CascadeQuery { only, step: Some(step), ..CascadeQuery::default() };
    let late = ask(&p, &doc.at, &of_step(Only::Late, Step::Implemented)).await;
    assert_eq!(names(&late), [ben.name.as_str()]);
    // As of an earlier day what came later is not there.
    let before = CascadeQuery { on: Some(day(2026, 3, 1)), ..CascadeQuery::default() };
    let before = ask(&p, &doc.at, &before).await;
    assert!(before.implementing.is_empty() && before.bars[2].count.done == 0);

    // What was marked by mistake is taken back, with a reason.
    let one = p.office.cascade_of(&p.officer, &doc.at, &tan.at, None, None).await.unwrap();
    let act = [one.steps[0].2[0].act.clone()];
    let bare = p.office.undo_on_document(&p.officer, &doc.at, &act, " ").await;
    assert_eq!(bare.unwrap_err().code(), "act.reason-missing");
    let why = "Ghi nhầm xã.";
    p.office.undo_on_document(&p.officer, &doc.at, &act, why).await.unwrap();
    let silent = ask(&p, &doc.at, &silent).await;
    assert_eq!(names(&silent), [p.board.name.as_str(), tan.name.as_str()]);
    assert!(silent.xlsx(vec!["Chỉ cơ quan chưa có thông tin".to_owned()]).unwrap().len() > 1000);
}

#[tokio::test]
async fn groups_of_bodies_are_addressed_by_kind_and_level() {
    let p = Province::build().await;
    let groups = p.office.body_groups(&p.officer).await.unwrap();
    let communes = groups.iter().find(|g| g.level == Some(terms::UnitLevel::Commune)).unwrap();
    assert_eq!(communes.bodies.len(), 3);
    let doc = register(&p, 900, "45/KH-UBND", Some(&p.board), "2026-01-02").await;
    let new = Addressing { groups: vec![communes.code.clone()], ..Addressing::default() };
    assert_eq!(p.office.address(&p.officer, &doc.at, new).await.unwrap(), 3);
    let (view, tree) =
        p.office.cascade_tree(&p.officer, &doc.at, &CascadeQuery::default()).await.unwrap();
    assert_eq!((view.whole.on_duty, view.whole.silent), (3, 3));
    let [top] = &tree[..] else { panic!("{tree:?}") };
    assert!(top.body.at == p.board.at && top.row.is_none());
    assert_eq!((top.below.len(), top.group.silent, top.size()), (3, 3, 4));
    let under = CascadeQuery { under: Some(p.committees[1].at.clone()), ..CascadeQuery::default() };
    assert_eq!(names(&ask(&p, &doc.at, &under).await), [p.committees[1].name.as_str()]);
}

#[tokio::test]
async fn a_session_has_bodies_to_come_and_attendance_by_body() {
    let p = Province::build().await;
    let doc = register(&p, 900, "45/KH-UBND", None, "2026-01-02").await;
    let mut address = all_communes(&p);
    address.days[1] = Some(day(2026, 1, 31));
    p.office.address(&p.officer, &doc.at, address).await.unwrap();
    let new = app::entry::NewActivity {
        kind: terms::ActivityKind::Planning,
        title: "Hội nghị quán triệt Kế hoạch số 45/KH-UBND".to_owned(),
        held_on: Some("2026-01-28".parse().unwrap()),
        place: None,
        hosts: vec![p.board.at.clone()],
        attendance: Vec::new(),
        convened: Vec::new(),
        groups: Vec::new(),
        clash_seen: false,
        documents: vec![doc.at.clone()],
        field: terms::Field::Defence,
    };
    let session = p.office.enter_activity(&p.officer, new).await.unwrap();
    let bodies: Vec<Ref> = p.committees.iter().map(|c| c.at.clone()).collect();
    let new = Convening {
        documents: vec![doc.at.clone()],
        bodies: bodies.clone(),
        summoned: vec![(12, "đại biểu".to_owned())],
        ..Convening::default()
    };
    p.office.convene(&p.officer, &session.at, new).await.unwrap();
    let came = |i: usize, present, summoned| Came { body: bodies[i].clone(), present, summoned };
    let bad = p.office.enter_attendance(&p.officer, &session.at, &[came(0, 5, Some(4))]).await;
    assert_eq!(bad.unwrap_err().code(), "activity.more-than-summoned");
    let some = [came(0, 3, Some(4)), came(1, 0, Some(4))];
    assert_eq!(p.office.enter_attendance(&p.officer, &session.at, &some).await.unwrap(), 2);
    assert_eq!(p.office.enter_attendance(&p.officer, &session.at, &some).await.unwrap(), 0);
    let view = p.office.session(&p.officer, &session.at).await.unwrap();
    assert_eq!((view.bodies, view.heads, view.rows.len()), ((1, 3), (3, 8), 3));
    let view = ask(&p, &doc.at, &CascadeQuery::default()).await;
    let held = view.rows.rows.iter().find(|r| r.body.at == p.board.at).unwrap();
    let step = &held.steps[1];
    assert_eq!((step.state, step.attendance), (State::Done, Some((1, 3))));
    assert_eq!(view.sessions[0].hosts, std::slice::from_ref(&p.board));
    let absent = p.office.cascade_of(&p.officer, &doc.at, &bodies[2], None, None).await.unwrap();
    assert_eq!(absent.presences[0].present, None);
}

#[tokio::test]
async fn what_was_known_on_a_day_leaves_out_what_was_entered_later() {
    let p = Province::build().await;
    let doc = register(&p, 900, "45/KH-UBND", None, "2026-01-02").await;
    p.office.address(&p.officer, &doc.at, all_communes(&p)).await.unwrap();
    // Two days later it is entered that the first commune had received it in January.
    let body = p.committees[0].clone();
    let says = Payload::Document(DocumentAct::Delivered { body, number: None });
    let later = terms::Instant(1_773_118_800_000_000 + 2 * 86_400_000_000);
    p.append_at(vec![p.draft(&doc.at, day(2026, 1, 12), says)], later).await;
    let on = Some(day(2026, 3, 10));
    let now = CascadeQuery { on, ..CascadeQuery::default() };
    let then = CascadeQuery { known: on, ..now.clone() };
    assert_eq!(ask(&p, &doc.at, &now).await.bars[0].count.done, 1);
    assert_eq!(ask(&p, &doc.at, &then).await.bars[0].count.done, 0);
    let after = CascadeQuery { known: Some(day(2026, 3, 12)), ..now };
    assert_eq!(ask(&p, &doc.at, &after).await.bars[0].count.done, 1);
    let never = CascadeQuery { known: Some(day(2026, 3, 1)), ..CascadeQuery::default() };
    let unknown = p.office.cascade(&p.officer, &doc.at, &never).await.unwrap_err();
    assert_eq!(unknown.code(), "not-found");
}

/// Takes the shared reports in and puts on record what S0 and S2 say of themselves; gives their intakes.
async fn reports(p: &Province) -> Option<Vec<Ref>> {
    let folder = testkit::shared_path("corpus")?;
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut intakes = Vec::new();
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy();
        let taken = p.office.take_in(&p.officer, &name, bytes).await.unwrap();
        let confirm = p.office.answer(&p.officer, &taken.at, "document-1", Answer::Confirm);
        confirm.await.unwrap();
        intakes.push(taken.at);
    }
    Some(intakes)
}

async fn confirm_cited(p: &Province, intake: &Ref) {
    let desk = p.office.intake_desk(&p.officer, intake).await.unwrap();
    for proposal in desk.proposals.iter().filter(|d| d.key.starts_with("cited-")) {
        p.office.answer(&p.officer, intake, &proposal.key, Answer::Confirm).await.unwrap();
    }
}

async fn numbered(p: &Province, number: &str) -> Ref {
    let filter = app::objects::DocumentFilter { search: number.into(), ..Default::default() };
    let list = p.office.documents(&p.officer, &filter).await.unwrap();
    let found = list.rows.rows.iter().find(|r| r.number.as_deref() == Some(number));
    found.unwrap_or_else(|| panic!("no {number}")).at.clone()
}

fn hint<'v>(view: &'v CascadeView, what: &str) -> &'v app::cascade::HintView {
    let found = view.hints.iter().find(|h| h.what.contains(what));
    found.unwrap_or_else(|| panic!("no hint of {what} in {:#?}", view.hints))
}

#[tokio::test]
async fn the_shared_reports_show_what_stands_under_resolution_28() {
    let p = Province::build().await;
    let Some(intakes) = reports(&p).await else { return };
    confirm_cited(&p, &intakes[0]).await;
    let at = numbered(&p, "28-NQ/TW").await;
    let view = ask(&p, &at, &CascadeQuery::default()).await;
    // Before anybody confirms, all of it is probable and nothing is a link.
    assert!(view.implementing.is_empty() && view.sessions.is_empty() && view.rows.rows.is_empty());
    let directive = numbered(&p, "07/CT-BCT").await;
    let decision = numbered(&p, "13/2012/QĐ-TTg").await;
    assert_eq!(hint(&view, "07/CT-BCT").confirm, Confirm::Link(directive.clone()));
    assert_eq!(hint(&view, "13/2012/QĐ-TTg").confirm, Confirm::Link(decision.clone()));
    let conference = hint(&view, "Hội nghị tập huấn cán bộ lãnh đạo");
    assert_eq!(conference.confirm, Confirm::Intake(intakes[0].clone()));
    // S2 speaks of a resolution of the Politburo without its number: probable, and no link.
    let unnamed = view.hints.iter().find(|h| h.place.0 == intakes[2]).unwrap();
    assert_eq!((unnamed.step, &unnamed.body), (Step::Disseminated, &None));
    assert!(unnamed.quote.contains("Nghị quyết của Bộ Chính Trị, Ban Bí thư"), "{}", unnamed.quote);
    assert!(view.hints.iter().all(|h| h.place.0 == intakes[0] || h.place.0 == intakes[2]));

    // The conference goes on record with its host and year; that it made the resolution known is confirmed by itself.
    let desk = p.office.intake_desk(&p.officer, &intakes[0]).await.unwrap();
    let host = desk.proposals.iter().find(|d| d.title.starts_with("Ban Chỉ đạo Trung ương"));
    let host = host.unwrap().key.clone();
    p.office.answer(&p.officer, &intakes[0], &host, Answer::Confirm).await.unwrap();
    let typed = [("held_on", "2020-06-19"), ("chairs", "")];
    let answer = Answer::Correct(typed.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec());
    let held =
        p.office.answer(&p.officer, &intakes[0], "activity-1", answer).await.unwrap().unwrap();
    let view = ask(&p, &at, &CascadeQuery::default()).await;
    assert!(view.sessions.is_empty());
    let conference = hint(&view, "Hội nghị tập huấn cán bộ lãnh đạo");
    assert_eq!(conference.confirm, Confirm::Session(held.at.clone()));
    let row = &view.rows.rows[0];
    assert!(row.steps[1].probable && !row.on_duty, "the host, by a hint alone");
    for confirming in [
        Confirming::Link(directive.clone()),
        Confirming::Link(decision.clone()),
        Confirming::Session(held.at.clone()),
    ] {
        p.office.confirm_hint(&p.officer, &at, confirming.clone()).await.unwrap();
        let twice = p.office.confirm_hint(&p.officer, &at, confirming).await.unwrap_err();
        assert_eq!(twice.code(), "cascade.no-hint");
    }
    let view = ask(&p, &at, &CascadeQuery::default()).await;
    let under: Vec<&Ref> = view.implementing.iter().map(|l| &l.document.at).collect();
    assert!(under.len() == 2 && under.contains(&&directive) && under.contains(&&decision));
    assert_eq!(view.sessions[0].activity.at, held.at);
    assert_eq!(view.rows.rows[0].steps[1].state, State::Done);
    let left: Vec<&Ref> = view.hints.iter().map(|h| &h.place.0).collect();
    assert_eq!(left, [&intakes[2]], "what S2 says stays probable");
    // Each is omitted before its day.
    let earlier = CascadeQuery { on: Some(day(2012, 2, 22)), ..CascadeQuery::default() };
    let earlier = ask(&p, &at, &earlier).await;
    let under: Vec<&Ref> = earlier.implementing.iter().map(|l| &l.document.at).collect();
    assert_eq!(under, [&directive]);
    assert!(earlier.sessions.is_empty());
    // A resolution that came after the text is not what the text means.
    confirm_cited(&p, &intakes[4]).await;
    let later = numbered(&p, "15-NQ/TW").await;
    assert!(
        ask(&p, &later, &CascadeQuery::default())
            .await
            .hints
            .iter()
            .all(|h| h.place.0 != intakes[2])
    );
}

#[tokio::test]
async fn a_plan_that_waits_to_be_confirmed_is_probable_for_its_issuer() {
    let p = Province::build().await;
    let doc = register(&p, 900, "45/KH-UBND", None, "2026-01-02").await;
    p.office.address(&p.officer, &doc.at, all_communes(&p)).await.unwrap();
    let text = "ỦY BAN NHÂN DÂN\nXÃ BẾN CHÙA\nSố: 12/KH-UBND\nBến Chùa, ngày 20 tháng 02 năm 2026\n\
                KẾ HOẠCH\nXây dựng khu vực phòng thủ năm 2026\n\
                Căn cứ Kế hoạch số 45/KH-UBND ngày 02/01/2026 của Ủy ban nhân dân tỉnh;\n\
                Ủy ban nhân dân xã Bến Chùa ban hành Kế hoạch như sau:\n1. Mục đích\n";
    let taken = p.office.take_in(&p.officer, "kh12.txt", text.into()).await.unwrap();
    let view = ask(&p, &doc.at, &CascadeQuery::default()).await;
    let probable = CascadeQuery { only: Only::Probable, ..CascadeQuery::default() };
    let rows = ask(&p, &doc.at, &probable).await;
    assert_eq!(names(&rows), [p.committees[1].name.as_str()], "{:#?}", view.hints);
    assert_eq!(view.bars[2].count.probable, 1);
    let one =
        p.office.cascade_of(&p.officer, &doc.at, &p.committees[1].at, None, None).await.unwrap();
    assert_eq!(one.steps[2].3[0].confirm, Confirm::Intake(taken.at.clone()));
    p.office.answer(&p.officer, &taken.at, "document-1", Answer::Confirm).await.unwrap();
    // The number alone does not tell whose plan is cited: a person says which.
    let same = vec![("same_as".to_owned(), doc.at.to_string())];
    p.office.answer(&p.officer, &taken.at, "cited-1", Answer::Correct(same)).await.unwrap();
    let view = ask(&p, &doc.at, &CascadeQuery::default()).await;
    assert_eq!((view.bars[2].count.probable, view.bars[2].count.done), (0, 1));
    assert!(view.hints.is_empty());
}
