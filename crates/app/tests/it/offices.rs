//! Bodies and posts by hand: what is refused, who answered on which day in every list and paper, what passes on.

use crate::province::{Province, day};
use app::entry::{NewBody, NewPerson, NewPost};
use app::objects::BodyFilter;
use app::offices::{BodyChange, ChargesAsked, ChartAsked, Pick};
use app::permit::BodyTree;
use app::tasks::{TaskFilter, TaskForm};
use app::{Error, Viewer};
use record::Draft;
use record::payload::{BodyAct, Payload};
use terms::{Chain, Charge, Day, Edtf, Field, Named, Ref};

/// The officer as after logging in anew: with the bodies as they stand now.
async fn officer(p: &Province) -> Viewer {
    let all = BodyFilter { with_ceased: true, page: 1, ..BodyFilter::default() };
    let rows = p.office.bodies(&p.officer, &all).await.unwrap().rows.rows;
    let pairs = rows.into_iter().filter_map(|r| Some((r.body.at, r.parent?.at)));
    Viewer { tree: BodyTree::new(pairs), ..p.officer.clone() }
}

async fn change(p: &Province, at: &Ref, on: Day, change: BodyChange) -> Result<Named, Error> {
    let basis = Some("Quyết định số 1 (mẫu)".into());
    p.office.change_body(&officer(p).await, at, Some(on), basis, change).await
}

async fn new_body(p: &Province, name: &str, kind: &str, parent: Option<&Ref>) -> Named {
    let new = NewBody {
        name: name.into(),
        short_name: None,
        kind: kind.into(),
        parent: parent.cloned(),
        unit: Some(p.unit.at.clone()),
        from: Some(day(2020, 1, 1)),
        basis: None,
    };
    p.office.enter_body(&officer(p).await, new).await.unwrap()
}

async fn holds(
    p: &Province,
    name: &str,
    rank: &str,
    title: &str,
    body: &Named,
    from: Day,
    to: Option<Day>,
) -> Result<Named, Error> {
    let post = NewPost {
        title: title.into(),
        body: Some(body.at.clone()),
        from: Some(Edtf::from(from)),
        to,
    };
    let new = NewPerson {
        name: name.into(),
        rank: Some(rank.into()).filter(|r: &String| !r.is_empty()),
        post,
    };
    p.office.enter_person(&p.officer, new).await
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    result.unwrap_err().code().to_owned()
}

fn under(parent: &Named) -> BodyChange {
    BodyChange::Place { chain: None, parent: Some(Pick::At(parent.at.clone())) }
}

#[tokio::test]
async fn a_circle_is_refused_in_words_and_nothing_is_written() {
    let p = Province::build().await;
    let a = new_body(&p, "Ban A", "department", Some(&p.board.at)).await;
    let b = new_body(&p, "Ban B", "department", Some(&a.at)).await;
    let refused = change(&p, &a.at, day(2021, 1, 1), under(&b)).await.unwrap_err();
    assert_eq!(refused.code(), "body.superior-circle");
    let words = refused.words();
    assert!(
        words.why.contains("Ban A → Ban B → Ban A") && words.why.contains("01/01/2021"),
        "{words:?}"
    );
    let placed =
        BodyChange::Place { chain: Some(Chain::Military), parent: Some(Pick::At(b.at.clone())) };
    change(&p, &a.at, day(2021, 1, 1), placed).await.unwrap();
    let back =
        BodyChange::Place { chain: Some(Chain::Military), parent: Some(Pick::At(a.at.clone())) };
    assert_eq!(code(change(&p, &b.at, day(2022, 1, 1), back).await), "body.superior-circle");
    let view = p.office.body(&p.officer, &a.at, None).await.unwrap();
    assert_eq!(view.parent.map(|n| n.at), Some(p.board.at.clone()));
}

#[tokio::test]
async fn days_and_names_that_cannot_be_are_refused() {
    let p = Province::build().await;
    let a = new_body(&p, "Ban A", "department", Some(&p.board.at)).await;
    let before = day(2019, 1, 1);
    assert_eq!(code(change(&p, &a.at, before, under(&p.board)).await), "body.before-established");
    // The committees of the new communes are there since 01/07/2025.
    let commune = under(&p.committees[0]);
    assert_eq!(code(change(&p, &a.at, day(2025, 6, 30), commune.clone()).await), "body.not-there");
    change(&p, &a.at, day(2025, 7, 1), commune).await.unwrap();
    let b = new_body(&p, "Ban B", "department", Some(&p.board.at)).await;
    let name = |n: &str| BodyChange::Rename { name: n.into(), short_name: None };
    assert_eq!(code(change(&p, &b.at, day(2021, 1, 1), name("BAN A")).await), "body.name-taken");
    change(&p, &a.at, day(2022, 1, 1), name("Ban A mới")).await.unwrap();
    assert_eq!(
        code(change(&p, &a.at, day(2022, 1, 1), name("Ban khác")).await),
        "body.renamed-that-day"
    );
    change(&p, &b.at, day(2022, 1, 1), name("Ban A")).await.unwrap();
    let unknown = BodyChange::Dissolve { successors: vec![Pick::from("Ban không có")] };
    assert_eq!(code(change(&p, &b.at, day(2023, 1, 1), unknown).await), "body.name-unknown");
}

#[tokio::test]
async fn one_name_for_several_stops_with_the_candidates() {
    let p = Province::build().await;
    let mut made = Vec::new();
    for unit in &p.old[..2] {
        let new = NewBody {
            name: "Hội Cựu chiến binh xã".into(),
            short_name: None,
            kind: "mass_organisation".into(),
            parent: None,
            unit: Some(unit.at.clone()),
            from: Some(day(2020, 1, 1)),
            basis: None,
        };
        made.push(p.office.enter_body(&p.officer, new).await.unwrap());
    }
    let a = new_body(&p, "Ban A", "department", Some(&p.board.at)).await;
    let by = |typed: &str| BodyChange::Standing { standing_for: Some(Pick::from(typed)) };
    let refused =
        change(&p, &a.at, day(2021, 1, 1), by("Hội cựu chiến binh xã")).await.unwrap_err();
    assert_eq!(refused.code(), "body.name-ambiguous");
    assert!(
        refused.words().why.contains("Hội Cựu chiến binh xã / xã An Bình"),
        "{:?}",
        refused.words()
    );
    change(&p, &a.at, day(2021, 1, 1), by("Hội Cựu chiến binh xã / xã Bến Trại")).await.unwrap();
    let view = p.office.body(&p.officer, &a.at, None).await.unwrap();
    assert_eq!(view.standing_for.map(|n| n.at), Some(made[1].at.clone()));
}

#[tokio::test]
async fn a_single_post_is_not_held_twice_and_the_vacancy_is_listed() {
    let p = Province::build().await;
    let b = new_body(&p, "Sở Ngoại vụ", "department", Some(&p.board.at)).await;
    let lay = BodyChange::LayDown { post: "Giám đốc".into(), seats: 1 };
    change(&p, &b.at, day(2020, 1, 1), lay).await.unwrap();
    let vacant = p.office.vacant(&p.officer, None, "", 1).await.unwrap();
    assert_eq!((vacant.rows.total, vacant.laid_down), (1, 1));
    assert_eq!(vacant.rows.rows[0].since, Some(day(2020, 1, 1)));
    assert!(!vacant.xlsx().unwrap().is_empty());
    holds(
        &p,
        "Trần Văn Thử",
        "",
        "Giám đốc Sở Ngoại vụ",
        &b,
        day(2021, 1, 1),
        Some(day(2024, 12, 31)),
    )
    .await
    .unwrap();
    let second = |from, to| holds(&p, "Lê Thị Nháp", "", "Giám đốc Sở", &b, from, to);
    let refused = second(day(2024, 12, 31), None).await.unwrap_err();
    assert_eq!(refused.code(), "post.taken");
    assert!(
        refused.words().why.contains("Trần Văn Thử (từ 01/01/2021, đến 31/12/2024)"),
        "{:?}",
        refused.words()
    );
    assert_eq!(
        p.office.people(&p.officer, "Nháp", None, 1).await.unwrap().total,
        0,
        "nothing half-written"
    );
    second(day(2025, 1, 1), None).await.unwrap();
    let on = |d| p.office.vacant(&p.officer, Some(d), "", 1);
    assert_eq!(on(day(2024, 6, 1)).await.unwrap().rows.total, 0);
    assert_eq!(on(day(2020, 6, 1)).await.unwrap().rows.total, 1);
    // A post is laid down with too few seats for those who hold it.
    let c = new_body(&p, "Sở Y tế", "department", Some(&p.board.at)).await;
    for name in ["Người Thứ Nhất", "Người Thứ Hai"] {
        holds(&p, name, "", "Phó Giám đốc", &c, day(2021, 1, 1), None).await.unwrap();
    }
    let one = |seats| BodyChange::LayDown { post: "Phó Giám đốc".into(), seats };
    assert_eq!(code(change(&p, &c.at, day(2020, 1, 1), one(1)).await), "post.taken");
    change(&p, &c.at, day(2020, 1, 1), one(3)).await.unwrap();
}

/// A command whose head changes on 10/03/2026, leading one task with four bodies beside it.
async fn head_changes(p: &Province) -> (Named, Ref) {
    let command = new_body(
        p,
        "Bộ Chỉ huy quân sự tỉnh Sông Giang (mẫu)",
        "military_command",
        Some(&p.board.at),
    )
    .await;
    let mut beside =
        vec![p.committees[0].at.clone(), p.committees[1].at.clone(), p.committees[2].at.clone()];
    beside.push(new_body(p, "Sở Nội vụ", "department", Some(&p.board.at)).await.at);
    let title = "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh";
    holds(p, "Đinh Công Mẫu", "Đại tá", title, &command, day(2020, 1, 1), Some(day(2026, 3, 9)))
        .await
        .unwrap();
    holds(p, "Tạ Văn Mẫu", "Thượng tá", title, &command, day(2026, 3, 10), None).await.unwrap();
    let form = TaskForm {
        title: "Rà soát kế hoạch phòng thủ dân sự".into(),
        assigner: p.board.at.clone(),
        lead: Some(command.at.clone()),
        coordinating: beside,
        due_on: Some(day(2026, 2, 1)),
        field: Field::CivilDefence,
        basis: vec![],
        on: Some(day(2026, 1, 5)),
        evidence: vec![],
    };
    let task = p.office.assign(&p.officer, form).await.unwrap();
    (command, task)
}

#[tokio::test]
async fn the_right_name_stands_in_every_list_and_paper_of_each_day() {
    let p = Province::build().await;
    let (command, task) = head_changes(&p).await;
    for (on, right, wrong) in [
        (day(2026, 3, 9), "Đại tá Đinh Công Mẫu", "Tạ Văn Mẫu"),
        (day(2026, 3, 11), "Thượng tá Tạ Văn Mẫu", "Đinh Công Mẫu"),
    ] {
        let filter = TaskFilter { day: Some(on), per_page: 0, ..TaskFilter::default() };
        let list = p.office.tasks(&p.officer, &filter).await.unwrap();
        assert_eq!(list.rows.total, 1, "the task counts once");
        assert_eq!(list.counts.iter().map(|(_, n)| n).sum::<usize>(), 1);
        assert_eq!(list.rows.rows[0].answering(), format!("Chỉ huy trưởng: {right}"));
        let shown = p.office.task(&p.officer, &task, Some(on)).await.unwrap();
        assert_eq!(shown.answerable.unwrap().called(), right);
        let body = p.office.body(&p.officer, &command.at, Some(on)).await.unwrap();
        assert_eq!(body.leads[0].answering(), format!("Chỉ huy trưởng: {right}"));
        assert_eq!(body.posts_now[0].holders[0].called(), right);
        let bodies = BodyFilter { day: Some(on), page: 1, ..Default::default() };
        let bodies = p.office.bodies(&p.officer, &bodies).await.unwrap();
        let row = bodies.rows.rows.iter().find(|r| r.body.at == command.at).unwrap();
        assert_eq!(
            (row.head.as_str(), row.open_tasks),
            (format!("Chỉ huy trưởng: {right}").as_str(), 1)
        );
        let open: usize = bodies.rows.rows.iter().map(|r| r.open_tasks).sum();
        assert_eq!(open, 1, "and once in the totals over bodies");
        let docx = p.office.tasks_paper(&p.officer, &list).unwrap();
        for (file, bytes) in [("docx", docx), ("xlsx", list.xlsx().unwrap())] {
            let read = text::ingest(&bytes, &text::Limits::default()).unwrap();
            assert!(read.text.contains(right), "{file} of {on}: {}", read.text);
            assert!(!read.text.contains(wrong), "{file} of {on}: {}", read.text);
        }
        let chart = ChartAsked { day: Some(on), chain: None, top: None };
        let chart = p.office.chart(&p.officer, &chart).await.unwrap();
        assert!(chart.svg.contains(right) && !chart.svg.contains(wrong));
    }
}

#[tokio::test]
async fn the_open_tasks_of_a_body_that_ceased_pass_on_with_trace() {
    let p = Province::build().await;
    let (command, task) = head_changes(&p).await;
    let heir = new_body(&p, "Bộ Tư lệnh tỉnh", "military_command", Some(&p.board.at)).await;
    let gone = BodyChange::Dissolve { successors: vec![Pick::from("Bộ Tư lệnh tỉnh")] };
    change(&p, &command.at, day(2026, 3, 1), gone).await.unwrap();
    let new = p.office.body(&p.officer, &heir.at, None).await.unwrap();
    assert_eq!((new.leads.len(), new.inherited.len()), (0, 1));
    assert_eq!(new.inherited[0].through[0].0.at, command.at);
    assert_eq!(new.predecessors[0].0.at, command.at);
    let old = p.office.body(&p.officer, &command.at, None).await.unwrap();
    assert_eq!((old.leads.len(), old.passed_on.len()), (0, 1));
    let before = p.office.body(&p.officer, &command.at, Some(day(2026, 2, 28))).await.unwrap();
    assert_eq!((before.leads.len(), before.passed_on.len()), (1, 0));
    let by = |lead: &Ref| TaskFilter { lead: Some(lead.clone()), ..TaskFilter::default() };
    for lead in [&heir.at, &command.at] {
        assert_eq!(p.office.tasks(&p.officer, &by(lead)).await.unwrap().rows.total, 1);
    }
    let all = p.office.tasks(&p.officer, &TaskFilter::default()).await.unwrap();
    assert_eq!((all.rows.total, all.rows.rows[0].lead.at.clone()), (1, heir.at.clone()));
    // Whoever works for the body that took over can go on with it.
    let view = p.office.task(&officer(&p).await, &task, None).await.unwrap();
    assert!(view.moves.contains(&app::tasks::MoveKind::HandIn));
}

#[tokio::test]
async fn gaps_and_overlaps_are_named_and_exported() {
    let p = Province::build().await;
    let a = new_body(&p, "Đảng ủy Quân sự", "party_committee", Some(&p.board.at)).await;
    let give =
        |part| BodyChange::Charge { part, field: Field::Education, matter: None, post: None };
    for part in [Charge::Leads, Charge::Manages, Charge::CarriesOut] {
        change(&p, &p.board.at, day(2024, 1, 1), give(part)).await.unwrap();
    }
    change(&p, &a.at, day(2025, 1, 1), give(Charge::Leads)).await.unwrap();
    let asked = |d| ChargesAsked { day: Some(d), unit: None, field: Some(Field::Education) };
    let view = p.office.charges(&p.officer, &asked(day(2024, 6, 1))).await.unwrap();
    assert_eq!(view.gaps[0].parts, [Charge::Advises]);
    assert!(view.overlaps.is_empty());
    let view = p.office.charges(&p.officer, &asked(day(2025, 6, 1))).await.unwrap();
    assert_eq!(view.overlaps[0].bodies.len(), 2);
    let sheet = text::ingest(&view.xlsx().unwrap(), &text::Limits::default()).unwrap().text;
    assert!(sheet.contains("chưa có cơ quan tham mưu"), "{sheet}");
    assert!(
        sheet.contains("nhiều cơ quan cùng lãnh đạo") && sheet.contains("Đảng ủy Quân sự"),
        "{sheet}"
    );
    let none = p.office.charges(&p.officer, &asked(day(2023, 1, 1))).await.unwrap();
    assert!(!none.any && none.gaps.is_empty(), "silence is no list of gaps");
}

#[tokio::test]
async fn what_was_entered_by_mistake_is_taken_back_and_both_stay_in_the_ledger() {
    let p = Province::build().await;
    let a = new_body(&p, "Ban A", "department", Some(&p.board.at)).await;
    let name = BodyChange::Rename { name: "Ban nhầm".into(), short_name: None };
    change(&p, &a.at, day(2022, 1, 1), name).await.unwrap();
    let view = p.office.body(&p.officer, &a.at, None).await.unwrap();
    assert_eq!(view.body.name, "Ban nhầm");
    let key = |v: &app::objects::BodyView, i: usize| app::ActKey {
        site: v.history[i].site.clone(),
        seq: v.history[i].seq,
    };
    let renaming = key(&view, 1);
    let by = officer(&p).await;
    let back = |act: app::ActKey, why: &'static str| {
        let (office, by) = (p.office.clone(), by.clone());
        async move { office.undo(&by, &[act], why).await }
    };
    assert_eq!(code(back(renaming.clone(), " ").await), "act.reason-missing");
    back(renaming.clone(), "Ghi nhầm cơ quan").await.unwrap();
    assert_eq!(code(back(renaming.clone(), "Lần nữa").await), "act.already-undone");
    let after = p.office.body(&p.officer, &a.at, None).await.unwrap();
    assert_eq!((after.body.name.as_str(), after.history.len()), ("Ban A", 3));
    assert_eq!(after.undone, [(renaming.site, renaming.seq)]);
    let reader = &p.clerks[0];
    let refused = p.office.undo(reader, &[key(&after, 0)], "Không phải của mình").await;
    assert_eq!(code(refused), "permit.missing");
    // A body that others name stays.
    let b = new_body(&p, "Ban B", "department", Some(&a.at)).await;
    assert_eq!(code(back(key(&after, 0), "Ghi nhầm").await), "body.in-use");
    let of_b = p.office.body(&p.officer, &b.at, None).await.unwrap();
    p.office.undo(&officer(&p).await, &[key(&of_b, 0)], "Ghi nhầm").await.unwrap();
    assert!(p.office.body(&p.officer, &b.at, None).await.unwrap().unmade.is_some());
    let all = BodyFilter { with_ceased: true, page: 1, ..Default::default() };
    let rows = p.office.bodies(&p.officer, &all).await.unwrap().rows.rows;
    assert!(rows.iter().all(|r| r.body.at != b.at), "it is in no list");
}

#[tokio::test]
async fn a_person_entered_wrongly_is_corrected_or_taken_back() {
    let p = Province::build().await;
    let b = new_body(&p, "Ban A", "department", Some(&p.board.at)).await;
    let one = holds(&p, "Lê Thị Nhap", "", "Trưởng Ban", &b, day(2021, 1, 1), None).await.unwrap();
    p.office.correct_person(&p.officer, &one.at, "Lê Thị Nháp", "Sai dấu").await.unwrap();
    let view = p.office.person(&p.officer, &one.at).await.unwrap();
    assert_eq!(view.name, "Lê Thị Nháp");
    let founding = &view.history[0];
    let founding = app::ActKey { site: founding.site.clone(), seq: founding.seq };
    p.office.undo(&p.officer, &[founding], "Nhập nhầm người").await.unwrap();
    assert_eq!(p.office.people(&p.officer, "Nháp", None, 1).await.unwrap().total, 0);
    let body = p.office.body(&p.officer, &b.at, None).await.unwrap();
    assert!(body.posts_now.is_empty());
}

#[tokio::test]
async fn the_title_finds_the_body_and_several_of_one_name_are_asked() {
    let p = Province::build().await;
    let office = new_body(&p, "Văn phòng Ban Chỉ đạo tỉnh", "office", Some(&p.board.at)).await;
    let post = |title: &str| NewPost { title: title.into(), body: None, from: None, to: None };
    let new =
        |title: &str| NewPerson { name: "Hà Văn Ví Dụ".into(), rank: None, post: post(title) };
    let title = "Chánh Văn phòng Ban Chỉ đạo tỉnh";
    p.office.enter_person(&p.officer, new(title)).await.unwrap();
    let body = p.office.body(&p.officer, &office.at, None).await.unwrap();
    assert_eq!(
        (body.posts_now[0].post.as_str(), body.posts_now[0].is_head),
        ("Chánh Văn phòng", true)
    );
    for unit in &p.old[..2] {
        let new = NewBody {
            name: "Ủy ban nhân dân xã Phúc Thạch".into(),
            short_name: None,
            kind: "people_committee".into(),
            parent: None,
            unit: Some(unit.at.clone()),
            from: Some(day(2020, 1, 1)),
            basis: None,
        };
        p.office.enter_body(&p.officer, new).await.unwrap();
    }
    let refused =
        p.office.enter_person(&p.officer, new("Chủ tịch Ủy ban nhân dân xã Phúc Thạch")).await;
    assert_eq!(code(refused), "post.body-ambiguous");
}

#[tokio::test]
async fn only_an_officer_of_the_body_and_of_the_new_superior_changes_it() {
    let p = Province::build().await;
    let clerk = &p.clerks[0];
    let name = BodyChange::Rename { name: "Tên khác".into(), short_name: None };
    let refused = p.office.change_body(clerk, &p.board.at, None, None, name).await;
    assert_eq!(code(refused), "permit.missing");
    // A body that stands beside the officer's own tree.
    let says = BodyAct::Established {
        name: "Cơ quan ngoài".into(),
        short_name: None,
        kind: "ministry".into(),
        parent: None,
        unit: None,
        standing_for: None,
        basis: None,
    };
    let at = Ref { id: terms::Id::new(1, 900), ..p.board.at.clone() };
    let actor = record::Actor { login: "x".into(), name: "X".into(), body: p.board.clone() };
    let draft = Draft {
        effective_on: day(2020, 1, 1),
        subject: at.clone(),
        actor,
        evidence: vec![],
        payload: Payload::Body(says),
    };
    p.append(vec![draft]).await;
    let a = new_body(&p, "Ban A", "department", Some(&p.board.at)).await;
    let away = under(&Named { at, name: String::new() });
    assert_eq!(code(change(&p, &a.at, day(2021, 1, 1), away).await), "permit.missing");
}

/// A text of the province says `tỉnh` for `tỉnh Sông Giang`: neither the body nor the post is put on record twice.
#[tokio::test]
async fn a_text_that_leaves_the_province_out_means_its_own_body_and_post() {
    let p = Province::build().await;
    let committee =
        new_body(&p, "Ủy ban nhân dân tỉnh Sông Giang", "peoples_committee", None).await;
    let title = "Chủ tịch Ủy ban nhân dân tỉnh Sông Giang";
    let at = holds(&p, "Trần Văn Thử", "", title, &committee, day(2021, 1, 1), None).await.unwrap();
    let text = "Ngày 12/5/2025, tại Hội trường tỉnh, đồng chí Trần Văn Thử, Chủ tịch Ủy ban nhân dân tỉnh \
                chủ trì hội nghị sơ kết công tác quốc phòng năm 2024.";
    let taken = p.office.take_in(&p.officer, "tin.txt", text.as_bytes().to_vec()).await.unwrap();
    let confirm = async |key: &str| {
        p.office.answer(&p.officer, &taken.at, key, app::intake::Answer::Confirm).await.unwrap()
    };
    confirm("document-1").await;
    let desk = p.office.intake_desk(&p.officer, &taken.at).await.unwrap();
    for proposal in &desk.proposals {
        if proposal.key.starts_with("body-") || proposal.key.starts_with("person-") {
            confirm(&proposal.key).await;
        }
    }
    let all = BodyFilter { with_ceased: true, page: 1, ..BodyFilter::default() };
    let rows = p.office.bodies(&p.officer, &all).await.unwrap().rows.rows;
    let named = rows.iter().filter(|r| r.body.name.starts_with("Ủy ban nhân dân tỉnh"));
    assert_eq!(named.map(|r| &r.body.at).collect::<Vec<_>>(), [&committee.at]);
    let person = p.office.person(&p.officer, &at.at).await.unwrap();
    assert!(desk.proposals.iter().any(|d| d.title == "Trần Văn Thử"), "{:?}", desk.proposals);
    assert_eq!(person.posts.len(), 1, "{:?}", person.posts);
}
