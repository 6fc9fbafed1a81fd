//! An audit finds what `verify` finds, goes on after it, and finds what only somebody who knew the chain before can know.

use crate::harness::Db;
use crate::sample::{self, NOW, PROVINCE};
use std::collections::BTreeMap;
use store::{AuditedChain, Depth, Doubt, Known, Store, Wrong};
use terms::Site;

async fn filled(db: &Db) -> Store {
    let store = db.open(PROVINCE).await;
    let mut writer = store.begin_write().await.unwrap();
    writer.append(sample::province(), NOW).await.unwrap();
    writer.commit().await.unwrap();
    store
}

async fn audit(store: &Store, known: &BTreeMap<Site, Known>) -> AuditedChain {
    let mut chains = store.audit(Depth::Whole, known, |_| ()).await.unwrap();
    assert_eq!(chains.len(), 1);
    chains.remove(0)
}

fn known(chain: &AuditedChain) -> BTreeMap<Site, Known> {
    let recorded_at = chain.last.unwrap();
    let marks = chain.marks.clone();
    [(chain.site.clone(), Known { seq: chain.seq, hash: chain.head, recorded_at, marks })].into()
}

fn places(chain: &AuditedChain) -> Vec<u64> {
    let mut places: Vec<u64> = chain.found.iter().map(|f| f.seq).collect();
    places.dedup();
    places
}

promise! {
    /// What is whole is counted, with the head that `verify` gives.
    a_whole_chain_is_counted(db) {
        let store = filled(&db).await;
        let (n, head) = store.verify().await.unwrap().unwrap().chains[store.site()];
        for depth in [Depth::Outside, Depth::Whole] {
            let mut last = 0;
            let chains = store.audit(depth, &BTreeMap::new(), |p| last = p.done).await.unwrap();
            assert_eq!((chains[0].acts, chains[0].seq, chains[0].head), (n, n, head));
            assert_eq!((chains[0].total, last), (0, n), "{:?}", chains[0].found);
        }
    }
}

promise! {
    /// Every changed byte is named, not only the first.
    every_changed_act_is_named(db) {
        let store = filled(&db).await;
        db.drop_guards().await;
        let changed = match db.is_sqlite() {
            true => "CAST(replace(CAST(bytes AS TEXT), 'vanthu', 'vanthi') AS BLOB)",
            false => "convert_to(replace(convert_from(bytes, 'UTF8'), 'vanthu', 'vanthi'), 'UTF8')",
        };
        db.behind(&format!("UPDATE acts SET bytes = {changed} WHERE seq IN (7, 12)")).await.unwrap();
        // The act itself no longer fits its columns, the one after it no longer follows on it.
        assert_eq!(places(&audit(&store, &BTreeMap::new()).await), [7, 8, 12, 13]);
    }
}

promise! {
    /// Bytes that would not come apart again when read together are looked at one by one.
    a_line_feed_inside_an_act_or_a_column_is_found_where_it_is(db) {
        let store = filled(&db).await;
        db.drop_guards().await;
        let changed = match db.is_sqlite() {
            true => "CAST(CAST(bytes AS TEXT) || char(10) || 'x' AS BLOB)",
            false => "bytes || '\\x0a78'::bytea",
        };
        db.behind(&format!("UPDATE acts SET bytes = {changed} WHERE seq = 3")).await.unwrap();
        db.behind("UPDATE acts SET login = 'a\nb' WHERE seq = 9").await.unwrap();
        let chain = audit(&store, &BTreeMap::new()).await;
        assert_eq!(places(&chain), [3, 4, 9]);
        let login = &chain.found.last().unwrap().what;
        assert!(matches!(login, Doubt::Wrong(Wrong::Column { column: "login", .. })), "{login:?}");
    }
}

promise! {
    /// Every column beside the bytes must say what the bytes say.
    a_changed_column_is_named(db) {
        let store = filled(&db).await;
        db.drop_guards().await;
        let text = [("effective_on", "effective_on"), ("subject_kind", "subject"), ("subject_site", "subject"),
            ("subject_id", "subject"), ("kind", "kind"), ("login", "login"), ("body", "body"),
            ("prev_hash", "prev_hash"), ("hash", "hash")];
        let all = text.iter().map(|(c, named)| (*c, *named, "'x'"));
        for (column, named, wrong) in all.chain([("recorded_at", "recorded_at", "1")]) {
            db.behind("CREATE TABLE kept AS SELECT * FROM acts").await.unwrap();
            db.behind(&format!("UPDATE acts SET {column} = {wrong} WHERE seq = 5")).await.unwrap();
            let chain = audit(&store, &BTreeMap::new()).await;
            assert_eq!(chain.total, 1, "{column}");
            let what = &chain.found[0].what;
            assert!(matches!(what, Doubt::Wrong(Wrong::Column { column: c, .. }) if *c == named), "{what:?}");
            db.behind("DELETE FROM acts").await.unwrap();
            db.behind("INSERT INTO acts SELECT * FROM kept").await.unwrap();
            db.behind("DROP TABLE kept").await.unwrap();
        }
    }
}

promise! {
    /// Cutting the newest acts and their noted end leaves a chain that is whole in itself; what was known before tells.
    a_chain_cut_with_its_end_is_found_by_what_was_known(db) {
        let store = filled(&db).await;
        let before = known(&audit(&store, &BTreeMap::new()).await);
        let n = before[store.site()].seq;
        db.drop_guards().await;
        db.behind(&format!("DELETE FROM acts WHERE seq > {}", n - 5)).await.unwrap();
        let end = format!(
            "UPDATE heads SET seq = {0}, hash = (SELECT hash FROM acts WHERE seq = {0})", n - 5);
        db.behind(&end).await.unwrap();
        assert_eq!(audit(&store, &BTreeMap::new()).await.total, 0, "whole in itself");
        let chain = audit(&store, &before).await;
        assert_eq!((places(&chain), chain.total), (vec![n - 4], 1));
        assert!(matches!(chain.found[0].what, Doubt::Cut { known, .. } if known == n), "{chain:?}");
    }
}

promise! {
    /// An act altered and the chain made anew from there is whole in itself; the first differing act is named.
    a_rewritten_chain_is_found_at_its_first_act(db) {
        let store = filled(&db).await;
        let before = known(&audit(&store, &BTreeMap::new()).await);
        store.close().await;
        let other = db.another().await;
        let store = other.open(PROVINCE).await;
        let mut drafts = sample::province();
        drafts[19].actor.name.push('x');
        let mut writer = store.begin_write().await.unwrap();
        writer.append(drafts, NOW).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(audit(&store, &BTreeMap::new()).await.total, 0, "whole in itself");
        let chain = audit(&store, &before).await;
        assert_eq!((places(&chain), chain.total), (vec![20], 1));
        assert_eq!(chain.found[0].what, Doubt::Rewritten { until: 20 });
        assert!(chain.found[0].recorded_at.is_some());
    }
}

promise! {
    /// A chain that is gone altogether is found by what was known.
    a_chain_that_is_gone_is_found(db) {
        let store = filled(&db).await;
        let before = known(&audit(&store, &BTreeMap::new()).await);
        db.drop_guards().await;
        db.behind("DELETE FROM acts").await.unwrap();
        db.behind("DELETE FROM heads").await.unwrap();
        let chain = audit(&store, &before).await;
        assert_eq!((chain.acts, places(&chain)), (0, vec![1]));
    }
}

#[test]
fn marks_are_thinned_and_still_find_the_stretch() {
    let mut marks = store::Marks::default();
    let hash = |seq: u64| wire::hash(&seq.to_be_bytes());
    (1..=200_000).for_each(|seq| marks.push(seq, &hash(seq)));
    assert_eq!((marks.step(), marks.hashes().len()), (4, 50_000));
    let first = u64::from_be_bytes(hash(4).bytes()[..8].try_into().unwrap());
    assert_eq!(marks.hashes()[0], first);
}
