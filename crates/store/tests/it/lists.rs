//! Lists for pages: what is asked for comes, in order, in pages, and nothing else.

use crate::harness::Db;
use crate::sample::{self, COMMUNE, NOW, PROVINCE, at, day, draft, minutes};
use record::Payload;
use record::object::TaskPhase;
use record::payload::*;
use store::Store;
use store::lists::*;
use terms::*;

/// A province's store with its own acts and a commune's.
async fn filled(db: &Db) -> Store {
    let store = db.open(PROVINCE).await;
    let other = db.another().await;
    let commune = other.open(COMMUNE).await;
    let mut writer = commune.begin_write().await.unwrap();
    writer.append(sample::commune(), minutes(10)).await.unwrap();
    writer.commit().await.unwrap();
    let chain = commune.export_chain(commune.site(), 0, 100).await.unwrap();
    let mut writer = store.begin_write().await.unwrap();
    writer.append(sample::province(), NOW).await.unwrap();
    writer.import_chain(commune.site(), chain, minutes(20)).await.unwrap();
    writer.commit().await.unwrap();
    store
}

async fn add(store: &Store, drafts: Vec<record::Draft>) {
    let mut writer = store.begin_write().await.unwrap();
    writer.append(drafts, minutes(30)).await.unwrap();
    writer.commit().await.unwrap();
}

/// A task of the commune's committee, numbered, with a term.
fn task(n: u128, title: &str, due_on: Option<&str>) -> record::Draft {
    let facts = TaskFacts {
        title: title.to_owned(),
        assigner: sample::command(),
        lead: sample::committee(),
        coordinating: vec![],
        due_on: due_on.map(day),
        field: Field::Education,
        basis: vec![],
    };
    draft(at(Kind::Task, PROVINCE, n), "2026-01-05", Payload::Task(TaskAct::Assigned(facts)))
}

promise! {
    /// Documents are found by words with and without accents, by number however spelled, by day and by type.
    documents_are_found(db) {
        let store = filled(&db).await;
        let titles = async |f: DocumentFilter| -> Vec<String> {
            let page = store.documents(&f, Paging::ALL).await.unwrap();
            assert_eq!(page.total, page.rows.len() as u64);
            page.rows.into_iter().map(|r| r.doc_type).collect()
        };
        let words = |search: &str| DocumentFilter { search: search.into(), ..Default::default() };
        assert_eq!(titles(words("")).await, ["Chỉ thị", "Nghị quyết"]);
        assert_eq!(titles(words("khu vực phòng thủ")).await, ["Chỉ thị"]);
        assert_eq!(titles(words("KHU VUC  thu chi")).await, ["Chỉ thị"]);
        assert_eq!(titles(words("05/ct le van mau xay dung")).await, [] as [&str; 0]);
        assert_eq!(titles(words("%")).await, [] as [&str; 0]);
        assert_eq!(titles(words("_hỉ")).await, [] as [&str; 0]);
        let from = DocumentFilter { from: Some(day("2025-02-01")), ..Default::default() };
        assert_eq!(titles(from).await, ["Chỉ thị"]);
        let to = DocumentFilter { to: Some(day("2025-02-01")), ..Default::default() };
        assert_eq!(titles(to).await, ["Nghị quyết"]);
        let of = DocumentFilter { doc_type: Some("Nghị quyết".into()), ..Default::default() };
        assert_eq!(titles(of).await, ["Nghị quyết"]);
        let by = DocumentFilter { issuer_body: Some(sample::committee().at), ..Default::default() };
        assert_eq!(titles(by).await, ["Chỉ thị"]);
        let types = store.document_types().await.unwrap();
        assert_eq!(types, [("Chỉ thị".to_owned(), 1), ("Nghị quyết".to_owned(), 1)]);

        let number = DocNumber::parse("5/CT - UBND").unwrap();
        let found = store.documents_by_number(&number).await.unwrap();
        assert_eq!((found.len(), &found[0].at), (1, &sample::document().at));
        let intake = at(Kind::Intake, PROVINCE, 1);
        assert_eq!(store.documents_of_intake(&intake).await.unwrap(), found);
    }
}

promise! {
    /// Citations are seen from both ends, and a document registered by mistake is not in the way.
    citations_go_both_ways(db) {
        let store = filled(&db).await;
        let cited = at(Kind::Document, PROVINCE, 2);
        let by = store.cited_by(&cited).await.unwrap();
        assert_eq!((by.len(), &by[0].at, by[0].relation), (1, &sample::document().at, Relation::Basis));
        assert_eq!((by[0].start, by[0].end), (120, 151));
        let all = store.documents(&DocumentFilter::default(), Paging::ALL).await.unwrap().rows;
        assert_eq!((all[0].n_cites, all[0].n_cited), (1, 0));
        assert_eq!((all[1].n_cites, all[1].n_cited), (0, 1));
        let gone = DocumentAct::Withdrawn { reason: "Vào sổ nhầm.".into() };
        add(&store, vec![draft(sample::document().at, "2026-03-01", Payload::Document(gone))]).await;
        assert_eq!(store.cited_by(&cited).await.unwrap(), []);
        assert_eq!(store.documents(&DocumentFilter::default(), Paging::ALL).await.unwrap().total, 1);
        let also = DocumentFilter { with_withdrawn: true, ..Default::default() };
        assert_eq!(store.documents(&also, Paging::ALL).await.unwrap().total, 2);
    }
}

promise! {
    /// Tasks have their state on the day asked, and are found by state, body, field, phase and term.
    tasks_have_their_state_on_the_day_asked(db) {
        let store = filled(&db).await;
        add(&store, vec![
            task(2, "Tổ chức lớp bồi dưỡng", Some("2026-03-10")),
            task(3, "Theo dõi thường xuyên", None),
            task(4, "Nhiệm vụ giao nhầm", Some("2026-03-01")),
        ]).await;
        let gone = Payload::Task(TaskAct::Withdrawn { reason: "Giao nhầm.".into() });
        add(&store, vec![draft(at(Kind::Task, PROVINCE, 4), "2026-03-01", gone)]).await;
        let on = |text: &str| TaskFilter::on(day(text));
        let states = async |f: TaskFilter| store.task_states(&f).await.unwrap();
        // The first task was handed in on time and awaits closing.
        assert_eq!(states(on("2026-03-10")).await, [(TaskState::NotYetDue, 3)].into());
        let late = [(TaskState::NotYetDue, 2), (TaskState::Overdue, 1)];
        assert_eq!(states(on("2026-03-11")).await, late.into());
        let close = Payload::Task(TaskAct::Closed { text: None });
        add(&store, vec![draft(sample::task(), "2026-02-01", close)]).await;
        let tasks = store.tasks(&on("2026-03-11"), Paging::ALL).await.unwrap();
        let seen: Vec<_> = tasks.rows.iter().map(|t| (t.at.id, t.state)).collect();
        let id = |n| at(Kind::Task, PROVINCE, n).id;
        assert_eq!(seen, [
            (id(1), TaskState::DoneOnTime), (id(2), TaskState::Overdue), (id(3), TaskState::NotYetDue),
        ]);
        let first = &tasks.rows[0];
        assert_eq!((first.percent, first.closed_on), (Some(60), Some(day("2026-02-01"))));

        let n = async |f: TaskFilter| store.tasks(&f, Paging::first(1)).await.unwrap().total;
        let base = on("2026-03-11");
        assert_eq!(n(TaskFilter { state: Some(TaskState::Overdue), ..base.clone() }).await, 1);
        assert_eq!(n(TaskFilter { lead: Some(sample::committee().at), ..base.clone() }).await, 2);
        let joining = vec![at(Kind::Body, COMMUNE, 1), at(Kind::Body, PROVINCE, 77)];
        assert_eq!(n(TaskFilter { bodies: joining, ..base.clone() }).await, 1);
        assert_eq!(n(TaskFilter { bodies: vec![sample::command().at], ..base.clone() }).await, 3);
        assert_eq!(n(TaskFilter { field: Some(Field::Defence), ..base.clone() }).await, 1);
        assert_eq!(n(TaskFilter { phase: Some(TaskPhase::Assigned), ..base.clone() }).await, 2);
        assert_eq!(n(TaskFilter { due_from: Some(day("2026-01-01")), ..base.clone() }).await, 1);
        assert_eq!(n(TaskFilter { due_to: Some(day("2025-12-31")), ..base.clone() }).await, 1);
        assert_eq!(n(TaskFilter { search: "boi duong".into(), ..base }).await, 1);
        let on_document = store.tasks_on(&sample::document().at, day("2026-03-11")).await.unwrap();
        assert_eq!(on_document, tasks.rows[..1]);
    }
}

promise! {
    /// The state in a list is the state that the task itself gives, for every day after its last step.
    listed_states_are_the_states_of_the_tasks(db) {
        let store = filled(&db).await;
        let handed_in = |n, on: &str| {
            let says = TaskAct::HandedIn { text: "Xong.".into() };
            draft(at(Kind::Task, PROVINCE, n), on, Payload::Task(says))
        };
        let closed = |n, on: &str| {
            draft(at(Kind::Task, PROVINCE, n), on, Payload::Task(TaskAct::Closed { text: None }))
        };
        add(&store, vec![
            task(2, "a", Some("2026-01-20")), task(3, "b", Some("2026-01-20")), task(4, "c", None),
            task(5, "d", Some("2026-01-20")), task(6, "e", Some("2026-06-30")),
            handed_in(2, "2026-01-21"), handed_in(3, "2026-01-21"), closed(3, "2026-01-22"),
            handed_in(4, "2026-01-21"), closed(4, "2026-01-22"),
        ]).await;
        for on in ["2026-01-31", "2026-06-30", "2026-07-01"] {
            let listed = store.tasks(&TaskFilter::on(day(on)), Paging::ALL).await.unwrap().rows;
            assert_eq!(listed.len(), 6);
            for row in listed {
                let Some(record::Object::Task(task)) = store.load(&row.at).await.unwrap() else { panic!() };
                assert_eq!(task.state_on(day(on)), Some(row.state), "{} on {on}", row.title);
            }
        }
    }
}

promise! {
    /// Pages follow one another without a gap, each saying how long the list is.
    pages_follow_one_another(db) {
        let store = filled(&db).await;
        add(&store, (10..33).map(|n| task(n, "Nhiệm vụ", Some("2026-05-01"))).collect()).await;
        let f = TaskFilter::on(day("2026-03-01"));
        let all = store.tasks(&f, Paging::ALL).await.unwrap();
        assert_eq!((all.total, all.rows.len()), (24, 24));
        let mut together = Vec::new();
        for offset in [0, 10, 20, 30] {
            let page = store.tasks(&f, Paging { limit: 10, offset }).await.unwrap();
            assert_eq!(page.total, 24);
            together.extend(page.rows);
        }
        assert_eq!(together, all.rows);
        assert_eq!(store.tasks(&f, Paging { limit: 0, offset: 0 }).await.unwrap().total, 24);
    }
}

promise! {
    /// Cells of the communes' submissions come with the unit, the state and the act behind them.
    cells_come_with_what_stands_behind_them(db) {
        let store = filled(&db).await;
        let form = sample::form().at;
        let cells = store.cells(&form, sample::year()).await.unwrap();
        let seen: Vec<_> = cells.iter().map(|c| (c.indicator.as_str(), c.cell)).collect();
        assert_eq!(seen, [("dan-quan", Cell::Zero), ("gd-qpan", Cell::Number(120))]);
        assert_eq!((&cells[0].unit, cells[0].period), (&sample::commune_unit().at, sample::year()));
        assert_eq!((cells[0].act.site.as_str(), cells[0].act.seq), (COMMUNE, 2));
        assert_eq!(cells[0].state, SubmissionState::Submitted);
        assert_eq!(store.cells(&form, Period::year(2024).unwrap()).await.unwrap(), []);

        let n = async |f: SubmissionFilter| store.submissions(&f, Paging::ALL).await.unwrap().total;
        let any = SubmissionFilter::default();
        assert_eq!(n(any.clone()).await, 2);
        assert_eq!(n(SubmissionFilter { form: Some(form.clone()), ..any.clone() }).await, 2);
        let unit = |n| vec![at(Kind::Unit, PROVINCE, n)];
        assert_eq!(n(SubmissionFilter { units: unit(2), ..any.clone() }).await, 2);
        assert_eq!(n(SubmissionFilter { units: unit(1), ..any.clone() }).await, 0);
        let state = Some(SubmissionState::Submitted);
        assert_eq!(n(SubmissionFilter { state, ..any.clone() }).await, 1);
        let within = Some(Period::years(2024, 2025).unwrap());
        assert_eq!(n(SubmissionFilter { within, ..any.clone() }).await, 2);
        let within = Some(Period::year(2026).unwrap());
        assert_eq!(n(SubmissionFilter { within, ..any }).await, 0);

        let key = SubmissionKey { form: form.clone(), unit: sample::commune_unit().at, period: sample::year() };
        let found = store.submissions_by_key(&key).await.unwrap();
        assert_eq!((found.len(), &found[0].at), (2, &sample::submission()));
        assert_eq!(found[0].submitted_on, Some(day("2026-01-12")));

        let forms = store.forms("quoc phong", Paging::ALL).await.unwrap();
        assert_eq!((forms.total, forms.rows[0].n_indicators), (1, 2));
        let open = async |on: &str| store.form_periods(Some(&form), Some(day(on))).await.unwrap().len();
        assert_eq!((open("2026-03-31").await, open("2026-04-01").await), (1, 0));
        assert_eq!(store.form_periods(None, None).await.unwrap().len(), 1);
    }
}

promise! {
    /// Files that came in and their proposals are found by what is still open, by file and by outcome.
    proposals_are_found(db) {
        let store = filled(&db).await;
        let intake = at(Kind::Intake, PROVINCE, 1);
        let files = store.intakes("chi thi", true, Paging::ALL).await.unwrap();
        assert_eq!((files.total, files.rows[0].n_proposals, files.rows[0].n_open), (1, 2, 1));
        assert_eq!(store.intakes_of_file(&"a".repeat(64)).await.unwrap(), files.rows);
        assert_eq!(store.intakes_of_file(&"b".repeat(64)).await.unwrap(), []);
        let of = store.proposals_of(&intake).await.unwrap();
        let states: Vec<_> = of.iter().map(|p| (p.proposal.as_str(), p.decision())).collect();
        assert_eq!(states, [("document", Some(Decision::Confirmed)), ("task-1", None)]);
        let open = store.proposals(None, Paging::ALL).await.unwrap();
        assert_eq!(open.rows, of[1..]);
        let confirmed = store.proposals(Some(Decision::Confirmed), Paging::first(1)).await.unwrap();
        assert_eq!((confirmed.total, &confirmed.rows[..]), (1, &of[..1]));
        assert_eq!(store.proposals_behind(&sample::document().at).await.unwrap(), of[..1]);
        let reject = IntakeAct::Decided {
            proposal: "task-1".into(), decision: Decision::Rejected, outcome: None, reason: Some("Trùng.".into()),
        };
        add(&store, vec![draft(intake, "2026-03-01", Payload::Intake(reject))]).await;
        assert_eq!(store.intakes("", true, Paging::ALL).await.unwrap().total, 0);
        assert_eq!(store.intakes("", false, Paging::ALL).await.unwrap().total, 1);
    }
}

promise! {
    /// Bodies, units and people are found by any name they had, by what is above them and by a day.
    bodies_units_and_people_are_found(db) {
        let store = filled(&db).await;
        let bodies = async |f: BodyFilter| store.bodies(&f, Paging::ALL).await.unwrap().rows;
        let found = bodies(BodyFilter { search: "quan su tinh song".into(), ..Default::default() }).await;
        assert_eq!((found.len(), &found[0].name), (1, &sample::command().name));
        let below = bodies(BodyFilter { parent: Some(sample::committee().at), ..Default::default() }).await;
        assert_eq!(below, found);
        let before = BodyFilter { on: Some(day("2015-12-31")), ..Default::default() };
        assert_eq!(bodies(before).await, []);
        let kind = BodyFilter { kind: Some("people_committee".into()), ..Default::default() };
        assert_eq!(bodies(kind).await.len(), 2);

        let communes = UnitFilter { level: Some(UnitLevel::Commune), ..Default::default() };
        let units = store.units(&communes, Paging::ALL).await.unwrap();
        assert_eq!((units.total, units.rows[0].name.as_str()), (1, "An Bình"));
        assert_eq!(units.rows[0].lat_micro, Some(10_500_000));
        let on = UnitFilter { on: Some(day("2025-06-30")), ..Default::default() };
        assert_eq!(store.units(&on, Paging::ALL).await.unwrap().total, 0);
        let into = store.successors(&at(Kind::Unit, PROVINCE, 9)).await.unwrap();
        assert_eq!((into.len(), &into[0].at), (1, &sample::commune_unit().at));
        assert_eq!((into[0].area.as_str(), into[0].on), ("all", day("2025-07-01")));

        let people = store.people("chi huy truong", None, Paging::ALL).await.unwrap();
        assert_eq!((people.total, people.rows[0].rank.as_deref()), (1, Some("Đại tá")));
        let at_command = store.people("", Some(&sample::command().at), Paging::ALL).await.unwrap();
        assert_eq!(at_command, people);
        assert_eq!(store.people("", Some(&sample::committee().at), Paging::ALL).await.unwrap().total, 0);
        let posts = store.posts_at(&sample::command().at).await.unwrap();
        assert_eq!((posts.len(), posts[0].from), (1, Some("2024-05".parse().unwrap())));
    }
}

promise! {
    /// Reviews, activities and findings are found by state, kind, field and day.
    reviews_activities_and_findings_are_found(db) {
        let store = filled(&db).await;
        let reviews = async |state| store.reviews("so ket", state, Paging::ALL).await.unwrap();
        let submitted = reviews(Some(ReviewState::Submitted)).await;
        assert_eq!((submitted.total, submitted.rows[0].compiled_as_of), (1, Some(day("2026-03-01"))));
        assert_eq!(reviews(None).await, submitted);
        assert_eq!(reviews(Some(ReviewState::Approved)).await.total, 0);

        let n = async |f: ActivityFilter| store.activities(&f, Paging::ALL).await.unwrap().total;
        let kind = |kind| ActivityFilter { kind: Some(kind), ..Default::default() };
        assert_eq!(n(kind(ActivityKind::Exercise)).await, 1);
        assert_eq!(n(kind(ActivityKind::Training)).await, 0);
        let from = |text| ActivityFilter { from: Some(day(text)), ..Default::default() };
        assert_eq!((n(from("2025-10-01")).await, n(from("2025-10-02")).await), (1, 0));

        let n = async |f: FindingFilter| store.findings(&f, Paging::ALL).await.unwrap().total;
        let kind = |kind| FindingFilter { kind: Some(kind), ..Default::default() };
        assert_eq!(n(kind(FindingKind::Shortcoming)).await, 1);
        assert_eq!(n(kind(FindingKind::Result)).await, 0);
        let field = FindingFilter { field: Some(Field::Organisation), ..Default::default() };
        assert_eq!(n(field).await, 1);
    }
}

promise! {
    /// Accounts are those of their own site, each with its roles.
    accounts_are_found(db) {
        let store = filled(&db).await;
        let account = store.account("vanthu").await.unwrap().unwrap();
        assert!(!account.closed);
        let grants = store.grants(&account.at).await.unwrap();
        assert_eq!((grants[0].role, &grants[0].body), (Role::Clerk, &sample::committee().at));
        assert_eq!(store.account("khong-co").await.unwrap(), None);
        let all = store.accounts("mau", Some(store.site()), Paging::ALL).await.unwrap();
        assert_eq!(all.rows, [account]);
        let other = "an-binh".parse().unwrap();
        assert_eq!(store.accounts("", Some(&other), Paging::ALL).await.unwrap().total, 0);
    }
}

promise! {
    /// The ledger shows the last entered first, of whom and of what is asked.
    the_ledger_shows_the_last_first(db) {
        let store = filled(&db).await;
        let list = async |f: LedgerFilter| store.ledger(&f, Paging::ALL).await.unwrap();
        let all = list(LedgerFilter::default()).await;
        assert_eq!(all.total as usize, sample::province().len() + sample::commune().len());
        assert_eq!((all.rows[0].act.site.as_str(), all.rows[0].act.seq), (COMMUNE, 5));
        let site = LedgerFilter { site: Some(store.site().clone()), ..Default::default() };
        assert_eq!(list(site).await.total as usize, sample::province().len());
        let about = LedgerFilter { about: Some(Kind::Task), ..Default::default() };
        assert_eq!(list(about).await.total, 4);
        let kind = LedgerFilter { kind: Some("task.handed_in".into()), ..Default::default() };
        let handed_in = list(kind).await;
        assert_eq!((handed_in.total, &handed_in.rows[0].act.subject), (1, &sample::task()));
        let login = LedgerFilter { login: Some("ai-do".into()), ..Default::default() };
        assert_eq!(list(login).await.total, 0);
        let body = LedgerFilter { body: Some(sample::command().at), ..Default::default() };
        assert_eq!(list(body).await.total, all.total);
    }
}

promise! {
    /// A desk counts what waits for its bodies and units.
    a_desk_counts_what_waits(db) {
        let store = filled(&db).await;
        add(&store, vec![
            task(2, "Quá hạn", Some("2026-02-28")),
            task(3, "Sắp đến hạn", Some("2026-03-08")),
            task(4, "Còn lâu", Some("2026-03-09")),
        ]).await;
        let desk = store.desk(day("2026-03-01"), 7, &[], &[]).await.unwrap();
        let expected = Desk {
            overdue: 1, due_soon: 1, to_close: 1, to_accept: 3, to_confirm: 1, to_approve: 1, returned: 0, reviews: 1,
        };
        assert_eq!(desk, expected);
        let nobody = [at(Kind::Body, PROVINCE, 77)];
        let elsewhere = [at(Kind::Unit, PROVINCE, 77)];
        let desk = store.desk(day("2026-03-01"), 7, &nobody, &elsewhere).await.unwrap();
        assert_eq!(desk, Desk { to_confirm: 1, ..Desk::default() });
        let commune = [at(Kind::Body, COMMUNE, 1)];
        let desk = store.desk(day("2026-03-01"), 7, &commune, &[sample::commune_unit().at]).await.unwrap();
        assert_eq!((desk.overdue, desk.to_close, desk.to_approve), (0, 1, 1));
    }
}
