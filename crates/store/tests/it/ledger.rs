//! The ledger: acts get their place, stay as they are, and come all or not at all.

use crate::sample::{self, NOW, PROVINCE, at, minutes};
use record::object::Object;
use store::Error;
use terms::{Instant, Kind};

promise! {
    /// Acts are numbered from 1 without gaps, hold the hash before them, and read back as they were made.
    acts_get_their_place_and_read_back(db) {
        let store = db.open(PROVINCE).await;
        let drafts = sample::province();
        let n = drafts.len() as u64;
        let mut writer = store.begin_write().await.unwrap();
        let acts = writer.append(drafts, NOW).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(acts.iter().map(|a| a.seq).collect::<Vec<_>>(), (1..=n).collect::<Vec<_>>());
        let entries = store.acts(store.site(), 0, 1_000).await.unwrap();
        assert_eq!(entries.iter().map(|e| e.act.clone()).collect::<Vec<_>>(), acts);
        let heads = store.heads().await.unwrap();
        let head = &heads[store.site()];
        assert_eq!((head.seq, head.hash), (n, entries.last().unwrap().hash));
        assert_eq!(store.act(store.site(), 3).await.unwrap().unwrap().act, acts[2]);
        assert_eq!(store.act(store.site(), n + 1).await.unwrap(), None);
    }
}

promise! {
    /// A clock that goes back does not make the chain go back.
    the_clock_of_a_chain_never_goes_back(db) {
        let store = db.open(PROVINCE).await;
        let mut drafts = sample::province().into_iter();
        for now in [minutes(5), minutes(1), minutes(9)] {
            let mut writer = store.begin_write().await.unwrap();
            writer.append(vec![drafts.next().unwrap()], now).await.unwrap();
            writer.commit().await.unwrap();
        }
        let entries = store.acts(store.site(), 0, 10).await.unwrap();
        let recorded: Vec<Instant> = entries.iter().map(|e| e.act.recorded_at).collect();
        assert_eq!(recorded, [minutes(5), minutes(5), minutes(9)]);
    }
}

promise! {
    /// A writer that is dropped, as by a crash or a lost connection, leaves nothing half-written.
    a_dropped_writer_leaves_nothing(db) {
        let store = db.open(PROVINCE).await;
        let mut writer = store.begin_write().await.unwrap();
        let bytes = b"tep".to_vec();
        writer.put_blob(&wire::hash(&bytes).to_string(), bytes.clone()).await.unwrap();
        writer.put_secret("vanthu", "hash").await.unwrap();
        writer.append(sample::province(), NOW).await.unwrap();
        assert!(writer.load(&sample::task()).await.unwrap().is_some());
        drop(writer);
        for table in ["acts", "tasks", "blobs", "secrets", "heads"] {
            assert_eq!(db.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        let mut writer = store.begin_write().await.unwrap();
        let acts = writer.append(sample::province(), NOW).await.unwrap();
        assert_eq!(acts[0].seq, 1);
        writer.commit().await.unwrap();
    }
}

promise! {
    /// A change that failed halfway cannot be committed.
    a_failed_change_is_not_committed(db) {
        let store = db.open(PROVINCE).await;
        let mut drafts = sample::province();
        let mut foreign = drafts.pop().unwrap();
        foreign.subject.site = "an-binh".parse().unwrap();
        drafts.push(foreign);
        let mut writer = store.begin_write().await.unwrap();
        let refused = writer.append(drafts, NOW).await;
        assert!(matches!(refused, Err(Error::ForeignAccount { .. })));
        assert!(matches!(writer.commit().await, Err(Error::HalfWritten)));
        assert_eq!(db.number("SELECT COUNT(*) FROM acts").await, 0);
    }
}

promise! {
    /// Two writers at once take turns: every act has its own place in one chain.
    two_writers_take_turns(db) {
        let store = db.open(PROVINCE).await;
        let other = db.open(PROVINCE).await;
        let write = |store: store::Store, of: u128| async move {
            for i in 0..10 {
                let mut draft = sample::province().swap_remove(0);
                draft.subject = at(Kind::Body, PROVINCE, of * 100 + i);
                let mut writer = store.begin_write().await.unwrap();
                writer.append(vec![draft], NOW).await.unwrap();
                writer.commit().await.unwrap();
            }
        };
        tokio::join!(write(store.clone(), 1), write(other, 2), write(store.clone(), 3));
        let verified = store.verify().await.unwrap().unwrap();
        assert_eq!(verified.chains[store.site()].0, 30);
        assert_eq!(store.load_all(Kind::Body).await.unwrap().len(), 30);
        assert_eq!(store.check_projections().await.unwrap(), []);
    }
}

promise! {
    /// The database itself refuses to change or remove an act.
    the_database_refuses_to_change_the_ledger(db) {
        let store = db.open(PROVINCE).await;
        let mut writer = store.begin_write().await.unwrap();
        writer.append(sample::province(), NOW).await.unwrap();
        writer.commit().await.unwrap();
        let before = store.acts(store.site(), 0, 1_000).await.unwrap();
        let copy = "site, seq, recorded_at, effective_on, subject_kind, subject_site, subject_id, kind, \
                    'ai-do', body, prev_hash, hash, bytes FROM acts WHERE seq = 1";
        let mut attempts = vec![
            "UPDATE acts SET login = 'ai-do' WHERE seq = 1".to_owned(),
            "UPDATE acts SET seq = seq + 1000".to_owned(),
            "DELETE FROM acts WHERE seq = 1".to_owned(),
            "DELETE FROM acts".to_owned(),
            format!("INSERT INTO acts SELECT {copy}"),
            format!(
                "INSERT INTO acts SELECT {copy} ON CONFLICT (site, seq) DO UPDATE SET login = 'ai-do'"
            ),
        ];
        match db.is_sqlite() {
            true => {
                attempts.push(format!("INSERT OR REPLACE INTO acts SELECT {copy}"));
                attempts.push(format!("REPLACE INTO acts SELECT {copy}"));
                attempts.push("UPDATE OR REPLACE acts SET seq = 2 WHERE seq = 1".to_owned());
            }
            false => attempts.push("TRUNCATE acts".to_owned()),
        }
        for attempt in attempts {
            assert!(db.behind(&attempt).await.is_err(), "{attempt}");
        }
        assert_eq!(store.acts(store.site(), 0, 1_000).await.unwrap(), before);
    }
}

promise! {
    /// An object is what its acts fold into, now and as the ledger stood before an instant.
    objects_are_folded_as_of_an_instant(db) {
        let store = db.open(PROVINCE).await;
        for (i, draft) in sample::province().into_iter().enumerate() {
            let mut writer = store.begin_write().await.unwrap();
            writer.append(vec![draft], minutes(i as i64)).await.unwrap();
            writer.commit().await.unwrap();
        }
        let name_of = |objects: Vec<Object>| {
            objects.into_iter().find_map(|o| match o {
                Object::Body(b) if b.at == sample::command().at => Some(b.last_name().to_owned()),
                _ => None,
            })
        };
        let now = store.load_all(Kind::Body).await.unwrap();
        assert_eq!(now.len(), 2);
        assert_eq!(name_of(now), Some(sample::command().name));
        let then = store.load_all_as_of(Kind::Body, minutes(2)).await.unwrap();
        assert_eq!(name_of(then).as_deref(), Some("Bộ Chỉ huy quân sự tỉnh"));
        assert_eq!(store.load_all_as_of(Kind::Body, minutes(0)).await.unwrap(), []);
        let loaded = store.load(&sample::task()).await.unwrap().unwrap();
        assert_eq!(loaded.at(), &sample::task());
        assert_eq!(store.acts_of(&sample::task()).await.unwrap().len(), 3);
        assert_eq!(store.load(&at(Kind::Task, PROVINCE, 99)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_lost_connection_leaves_nothing() {
    let Some(db) = crate::harness::Db::postgres().await else { return };
    let store = db.open(PROVINCE).await;
    let mut writer = store.begin_write().await.unwrap();
    writer.append(sample::province(), NOW).await.unwrap();
    let cut = "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation \
               JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() \
               AND c.relname = 'heads' AND l.pid <> pg_backend_pid()";
    db.behind(cut).await.unwrap();
    let lost = writer.commit().await.unwrap_err();
    assert!(lost.is_unavailable(), "{lost}");
    assert_eq!(db.number("SELECT COUNT(*) FROM acts").await, 0);
    let mut writer = store.begin_write().await.unwrap();
    assert_eq!(writer.append(sample::province(), NOW).await.unwrap()[0].seq, 1);
    writer.commit().await.unwrap();
}
