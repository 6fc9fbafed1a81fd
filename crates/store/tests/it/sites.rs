//! Several sites: chains are taken in as they came, all or nothing, and every order of arrival gives the same tables.

use crate::harness::{Db, site_of};
use crate::sample::{self, COMMUNE, NOW, PROVINCE, draft, minutes};
use proptest::prelude::*;
use record::object::Object;
use record::payload::{SubmissionAct, TaskAct};
use record::{Draft, Payload};
use store::{Error, Store};
use terms::{Cell, Instant, Kind, Site};

async fn written(store: &Store, drafts: Vec<Draft>, now: Instant) {
    let mut writer = store.begin_write().await.unwrap();
    writer.append(drafts, now).await.unwrap();
    writer.commit().await.unwrap();
}

async fn chain_of(store: &Store) -> Vec<Vec<u8>> {
    store.export_chain(store.site(), 0, 10_000).await.unwrap()
}

/// A province and a commune as two sites in two stores.
async fn two(db: &Db) -> (Store, Store, Db) {
    let other = db.another().await;
    let (province, commune) = (db.open(PROVINCE).await, other.open(COMMUNE).await);
    written(&province, sample::province(), NOW).await;
    written(&commune, sample::commune(), minutes(10)).await;
    (province, commune, other)
}

promise! {
    /// A commune's chain brought to the province is found in its totals, its tasks and its lists.
    a_communes_chain_is_found_in_the_province(db) {
        let (province, commune, _other) = two(&db).await;
        let chain = chain_of(&commune).await;
        let n = chain.len() as u64;
        let imported = province.import_chain(commune.site(), chain.clone(), minutes(20)).await.unwrap();
        assert_eq!((imported.new, imported.known, imported.head), (n, 0, n));

        let cells = "SELECT COUNT(*) FROM cells c JOIN submissions s ON s.site = c.site AND s.id = c.id \
                     WHERE s.site = 'an-binh' AND c.indicator = 'gd-qpan' AND c.value = 120 AND s.state = 'submitted'";
        assert_eq!(db.number(cells).await, 1);
        let Some(Object::Task(task)) = province.load(&sample::task()).await.unwrap() else { panic!() };
        assert_eq!(task.steps.last().unwrap().by.act.site, site_of(COMMUNE));
        assert_eq!(db.number("SELECT COUNT(*) FROM tasks WHERE phase = 'awaiting_closing'").await, 1);
        let Some(Object::Submission(report)) = province.load(&sample::submission()).await.unwrap() else { panic!() };
        assert_eq!(report.cell("gd-qpan"), Cell::Number(120));
        assert_eq!(report.cell("dan-quan"), Cell::Zero);

        assert_eq!(province.check_projections().await.unwrap(), []);
        let verified = province.verify().await.unwrap().unwrap();
        assert_eq!(verified.chains[commune.site()].0, n);
        assert_eq!(verified.chains.len(), 2);
        assert_eq!(province.export_chain(commune.site(), 0, 10_000).await.unwrap(), chain);
    }
}

promise! {
    /// The end of another site's chain can be set aside, and comes back as it was; this site's own cannot, and an act that was not
    /// copied leaves the ledger by no way.
    a_chain_is_set_aside_from_a_place_on_and_nothing_is_lost(db) {
        let (province, commune, _other) = two(&db).await;
        let chain = chain_of(&commune).await;
        let (n, site) = (chain.len() as u64, commune.site().clone());
        province.import_chain(&site, chain.clone(), minutes(20)).await.unwrap();
        let awaiting = "SELECT COUNT(*) FROM tasks WHERE phase = 'awaiting_closing'";
        let before = db.number(awaiting).await;
        db.behind("DELETE FROM acts WHERE site = 'an-binh' AND seq > 2").await.unwrap_err();

        let mut writer = province.begin_write().await.unwrap();
        writer.set_aside(&site, 2, minutes(21)).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(province.heads().await.unwrap()[&site].seq, 2);
        assert!(province.verify().await.unwrap().is_ok());
        assert_eq!(province.check_projections().await.unwrap(), []);
        let kept = province.set_aside(&site, 2).await.unwrap();
        assert_eq!(kept.iter().map(|a| a.bytes.clone()).collect::<Vec<_>>(), chain[2..]);
        assert_eq!(province.chains_aside().await.unwrap()[&site], (3, n - 2));
        db.behind("DELETE FROM set_aside").await.unwrap_err();
        db.behind("UPDATE set_aside SET seq = 99").await.unwrap_err();
        db.behind("DELETE FROM acts WHERE site = 'an-binh'").await.unwrap_err();

        province.import_chain(&site, chain[2..].to_vec(), minutes(22)).await.unwrap();
        assert_eq!(province.export_chain(&site, 0, 10_000).await.unwrap(), chain);
        assert_eq!(db.number(awaiting).await, before);
        assert_eq!(province.check_projections().await.unwrap(), []);
        let mut writer = province.begin_write().await.unwrap();
        let own = province.site().clone();
        assert!(matches!(writer.set_aside(&own, 1, minutes(23)).await, Err(Error::OwnChain { .. })));
    }
}

promise! {
    /// Acts known already are passed over, new ones behind them are taken in, and nothing is entered before them.
    chunks_may_overlap(db) {
        let (province, commune, _other) = two(&db).await;
        let chain = chain_of(&commune).await;
        province.import_chain(commune.site(), chain[..3].to_vec(), minutes(20)).await.unwrap();
        let again = province.import_chain(commune.site(), chain.clone(), minutes(20)).await.unwrap();
        assert_eq!((again.new, again.known), (chain.len() as u64 - 3, 3));
        let none = province.import_chain(commune.site(), vec![], minutes(20)).await.unwrap();
        assert_eq!((none.new, none.known), (0, 0));
        let close = draft(sample::task(), "2026-02-01", Payload::Task(TaskAct::Closed { text: None }));
        written(&province, vec![close], NOW).await;
        let Some(Object::Task(task)) = province.load(&sample::task()).await.unwrap() else { panic!() };
        assert_eq!(task.misfits, []);
        assert_eq!(task.steps.last().unwrap().by.recorded_at, Instant(minutes(10).0 + 1));
    }
}

promise! {
    /// An act takes the place of its placeholder, on whichever way it comes; nothing else does.
    a_placeholder_gives_way_to_its_act_alone(db) {
        let (province, commune, _other) = two(&db).await;
        let site = commune.site().clone();
        let chain = chain_of(&commune).await;
        let withheld = |acts: &[Vec<u8>]| -> Vec<Vec<u8>> {
            acts.iter().map(|act| wire::withheld(act).unwrap()).collect()
        };
        let n = chain.len() as u64;
        let head = |store: &store::Store| {
            let store = store.clone();
            async move { store.heads().await.unwrap()[&site_of(COMMUNE)].clone() }
        };
        let imported = province.import_chain(&site, withheld(&chain), minutes(20)).await.unwrap();
        assert_eq!((imported.new, imported.filled), (n, 0));
        assert_eq!(head(&province).await, head(&commune).await);
        assert_eq!(province.load(&sample::submission()).await.unwrap(), None);
        assert_eq!(province.withheld().await.unwrap()[&site].len() as u64, n);
        assert!(province.unread().await.unwrap().is_empty());
        assert!(province.verify().await.unwrap().is_ok());

        let changed = String::from_utf8(chain[2].clone()).unwrap().replace("vanthu", "vanthi");
        let refused = province.import_chain(&site, vec![changed.into_bytes()], minutes(20)).await;
        assert!(matches!(refused, Err(Error::Fork { seq: 3, .. })));
        for attempt in [
            "UPDATE acts SET login = 'ai-do' WHERE site = 'an-binh' AND seq = 3",
            "UPDATE acts SET kind = 'task.closed', hash = prev_hash WHERE site = 'an-binh' AND seq = 3",
            "UPDATE acts SET kind = 'task.closed', seq = seq + 1000 WHERE site = 'an-binh'",
        ] {
            assert!(db.behind(attempt).await.is_err(), "{attempt}");
        }
        let some = province.import_chain(&site, chain[2..4].to_vec(), minutes(20)).await.unwrap();
        assert_eq!((some.new, some.known, some.filled), (0, 2, 2));
        let rest = province.import_chain(&site, chain.clone(), minutes(20)).await.unwrap();
        assert_eq!((rest.new, rest.known, rest.filled), (0, n, n - 2));
        assert_eq!(province.export_chain(&site, 0, 10_000).await.unwrap(), chain);
        assert_eq!(province.load(&sample::submission()).await.unwrap(), commune.load(&sample::submission()).await.unwrap());
        assert!(province.withheld().await.unwrap().is_empty());
        assert_eq!(province.check_projections().await.unwrap(), []);
        assert!(province.verify().await.unwrap().is_ok());
        // Nothing is taken away again.
        let again = province.import_chain(&site, withheld(&chain), minutes(20)).await.unwrap();
        assert_eq!((again.new, again.known, again.filled), (0, n, 0));
        assert_eq!(province.export_chain(&site, 0, 10_000).await.unwrap(), chain);
    }
}

promise! {
    /// Gaps, forks, broken chains, this site's own acts and clocks far ahead are refused, and nothing of them is kept.
    what_is_wrong_is_refused_whole(db) {
        let (province, commune, _other) = two(&db).await;
        let site = commune.site().clone();
        let chain = chain_of(&commune).await;
        let acts = "SELECT COUNT(*) FROM acts";
        let before = db.number(acts).await;
        let import = |acts: Vec<Vec<u8>>| province.import_chain(&site, acts, minutes(20));

        let gap = import(chain[1..].to_vec()).await.unwrap_err();
        assert!(matches!(gap, Error::Gap { known: 0, given: 2, .. }), "{gap}");
        let hole = vec![chain[0].clone(), chain[2].clone()];
        assert!(matches!(import(hole).await, Err(Error::Chain { .. })));
        let mut changed = chain.clone();
        changed[2] = String::from_utf8(changed[2].clone()).unwrap().replace("vanthu", "vanthi").into_bytes();
        assert!(matches!(import(changed).await, Err(Error::Chain { .. })));
        assert!(matches!(import(vec![b"{}".to_vec()]).await, Err(Error::Chain { .. })));
        let own = chain_of(&province).await;
        assert!(matches!(import(own.clone()).await, Err(Error::Chain { .. })));
        let own = province.import_chain(province.site(), own, minutes(20)).await;
        assert!(matches!(own, Err(Error::OwnChain { .. })));
        let early = province.import_chain(&site, chain.clone(), minutes(-2_000)).await;
        assert!(matches!(early, Err(Error::FutureClock { .. })));
        assert_eq!(db.number(acts).await, before);

        import(chain.clone()).await.unwrap();
        let other = db.another().await;
        let fork = other.open(COMMUNE).await;
        let mut drafts = sample::commune();
        drafts[1].actor.name = "Người khác".to_owned();
        written(&fork, drafts, minutes(10)).await;
        let refused = import(chain_of(&fork).await).await.unwrap_err();
        assert!(matches!(refused, Error::Fork { seq: 2, .. }) && refused.is_conflict());
        assert_eq!(province.check_projections().await.unwrap(), []);
    }
}

promise! {
    /// No other site opens an account here or gives it a role.
    accounts_come_from_their_own_site(db) {
        let (province, commune, _other) = two(&db).await;
        let mut grant = sample::province().pop().unwrap();
        grant.subject.site = site_of(COMMUNE);
        written(&commune, vec![grant], minutes(11)).await;
        let chain = chain_of(&commune).await;
        province.import_chain(commune.site(), chain, minutes(20)).await.unwrap();

        // A program that does not keep the rule could still write such an act: bytes made by hand.
        let head = province.heads().await.unwrap()[commune.site()].clone();
        let forged = sample::province().pop().unwrap();
        let act = forged.at(commune.site().clone(), head.seq + 1, minutes(12));
        let bytes = wire::to_bytes(&act, &head.hash);
        let refused = province.import_chain(commune.site(), vec![bytes], minutes(20)).await;
        assert!(matches!(refused, Err(Error::ForeignAccount { .. })));
    }
}

/// Every row of every projection table and every act, as text.
async fn everything(store: &Store) -> Vec<String> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        for object in store.load_all(*kind).await.unwrap() {
            all.push(format!("{object:?}"));
        }
    }
    assert_eq!(store.check_projections().await.unwrap(), []);
    all
}

/// The chains of a province and two communes that all act on the same objects.
async fn chains() -> Vec<(Site, Vec<Vec<u8>>)> {
    let approve = Payload::Submission(SubmissionAct::Approved);
    let again = TaskAct::Progressed { text: "Bổ sung.".into(), percent: None };
    let extended = TaskAct::Extended { due_on: sample::day("2026-01-31"), reason: "Lũ.".into() };
    let on_task = |on, says| vec![draft(sample::task(), on, Payload::Task(says))];
    let sites = [
        (PROVINCE, sample::province(), vec![draft(sample::submission(), "2026-01-20", approve)]),
        (COMMUNE, sample::commune(), on_task("2025-12-22", again)),
        ("hoa-binh", vec![], on_task("2025-12-01", extended)),
    ];
    let mut chains = Vec::new();
    for (n, (site, first, then)) in sites.into_iter().enumerate() {
        let db = Db::sqlite();
        let store = db.open(site).await;
        written(&store, first, minutes(5 * n as i64)).await;
        written(&store, then, minutes(20 - 3 * n as i64)).await;
        chains.push((store.site().clone(), chain_of(&store).await));
    }
    chains
}

/// Brings the chains to a new store in chunks; a turn says whose it is and how many acts it brings.
async fn bring(turns: &[(usize, usize)]) -> Vec<String> {
    let db = Db::sqlite();
    let store = db.open("quan-khu").await;
    let chains = chains().await;
    let mut sent = vec![0usize; chains.len()];
    let rest = (0..chains.len()).map(|i| (i, usize::MAX));
    for (whose, size) in turns.iter().copied().chain(rest) {
        let (site, chain) = &chains[whose];
        let end = chain.len().min(sent[whose].saturating_add(size));
        let chunk = chain[sent[whose]..end].to_vec();
        store.import_chain(site, chunk, minutes(60)).await.unwrap();
        sent[whose] = end;
    }
    everything(&store).await
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the order and the size of the chunks, the third store comes to the same objects and tables.
    #[test]
    fn chunks_in_any_order_give_the_same(turns in prop::collection::vec((0usize..3, 1usize..6), 0..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (straight, mixed) = runtime.block_on(async { (bring(&[]).await, bring(&turns).await) });
        prop_assert_eq!(straight, mixed);
    }
}

/// A chain with an act behind it that a later program wrote: the last one under another kind, on another subject.
fn with_later(chain: &[Vec<u8>], kind: &str, subject: &str) -> Vec<Vec<u8>> {
    let last = String::from_utf8(chain.last().unwrap().clone()).unwrap();
    let (act, prev) = wire::from_bytes(last.as_bytes()).unwrap();
    let next = wire::hash(last.as_bytes()).to_string();
    let text = last
        .replace(
            &format!("\"kind\":\"{}\"", wire::kind_of(&act.payload)),
            &format!("\"kind\":\"{kind}\""),
        )
        .replace(&format!("\"prev\":\"{prev}\""), &format!("\"prev\":\"{next}\""))
        .replace(
            &format!("\"seq\":{},\"site\"", act.seq),
            &format!("\"seq\":{},\"site\"", act.seq + 1),
        )
        .replace(
            &format!("\"subject\":\"{}\"", act.subject),
            &format!("\"subject\":\"{subject}\""),
        );
    [chain, &[text.into_bytes()]].concat()
}

promise! {
    /// Acts of kinds that only a later program knows come in as they came, change nothing, are counted, and go out again.
    acts_of_a_later_program_are_kept_unread(db) {
        let (province, commune, _other) = two(&db).await;
        let chain = chain_of(&commune).await;
        let task = sample::task();
        let chain = with_later(&chain, "task.foretold", &task.to_string());
        let works = format!("works/{}/{}", task.site, task.id);
        let chain = with_later(&chain, "works.planned", &works);
        let imported = province.import_chain(commune.site(), chain.clone(), minutes(20)).await.unwrap();
        assert_eq!(imported.head, chain.len() as u64);

        let unread = province.unread().await.unwrap();
        assert_eq!(unread.into_iter().collect::<Vec<_>>(), [(commune.site().clone(), 2)]);
        let Some(Object::Task(found)) = province.load(&task).await.unwrap() else { panic!() };
        let noted: Vec<_> = found.misfits.iter().map(|m| m.code).collect();
        assert_eq!(noted, ["act.unread"]);
        let later = terms::Ref::of_any_program(&works).unwrap();
        assert_eq!(province.load(&later).await.unwrap(), None);
        assert_eq!(province.acts_of(&later).await.unwrap().len(), 1);

        assert!(province.verify().await.unwrap().is_ok());
        assert_eq!(province.check_projections().await.unwrap(), []);
        assert_eq!(province.export_chain(commune.site(), 0, 10_000).await.unwrap(), chain);
        assert_eq!(province.take_up_unread().await.unwrap(), 0);
    }
}

promise! {
    /// After an upgrade the acts that could not be read are folded, once.
    acts_that_were_unread_are_folded_by_a_program_that_knows_them(db) {
        let (province, commune, _other) = two(&db).await;
        let chain = chain_of(&commune).await;
        province.import_chain(commune.site(), chain, minutes(20)).await.unwrap();
        // As an older program would have left it: the act is there, its object is not in the tables.
        let report = sample::submission();
        db.behind(&format!("DELETE FROM submissions WHERE id = '{}'", report.id)).await.unwrap();
        db.behind(&format!("DELETE FROM cells WHERE id = '{}'", report.id)).await.unwrap();
        db.behind(&format!(
            "INSERT INTO unread (site, chain, seq, kind, subject) VALUES ('{PROVINCE}', '{COMMUNE}', 1, 'submission.begun', '{report}')"
        ))
        .await
        .unwrap();
        assert_ne!(province.check_projections().await.unwrap(), []);
        assert_eq!(province.take_up_unread().await.unwrap(), 1);
        assert_eq!(province.check_projections().await.unwrap(), []);
        assert_eq!(province.take_up_unread().await.unwrap(), 0);
        assert!(province.unread().await.unwrap().is_empty());
    }
}
