//! Chains are walked: the first act that was changed behind the program's back is named.

use crate::harness::Db;
use crate::sample::{self, NOW, PROVINCE};
use store::{Fault, Store, Wrong};

async fn filled(db: &Db) -> Store {
    let store = db.open(PROVINCE).await;
    let mut writer = store.begin_write().await.unwrap();
    writer.append(sample::province(), NOW).await.unwrap();
    writer.commit().await.unwrap();
    store
}

async fn fault(store: &Store) -> Fault {
    store.verify().await.unwrap().unwrap_err()
}

promise! {
    /// The bytes of the sample never change: its last hash is fixed here for ever.
    the_ledger_of_the_sample_has_a_fixed_hash(db) {
        let store = filled(&db).await;
        let verified = store.verify().await.unwrap().unwrap();
        let (n, head) = verified.chains[store.site()];
        assert_eq!(n, sample::province().len() as u64);
        assert_eq!(head.to_string(), "29e2f1f8a4337b414566d608e38286d15e699e42b989204791a3f450b273fd86");
    }
}

promise! {
    /// A changed byte is found at the act whose byte it is.
    a_changed_byte_is_named(db) {
        let store = filled(&db).await;
        db.drop_guards().await;
        let changed = match db.is_sqlite() {
            true => "CAST(replace(CAST(bytes AS TEXT), 'vanthu', 'vanthi') AS BLOB)",
            false => "convert_to(replace(convert_from(bytes, 'UTF8'), 'vanthu', 'vanthi'), 'UTF8')",
        };
        db.behind(&format!("UPDATE acts SET bytes = {changed} WHERE seq IN (7, 9)")).await.unwrap();
        let fault = fault(&store).await;
        assert_eq!((fault.site.as_str(), fault.seq), (PROVINCE, 7));
    }
}

promise! {
    /// Every column beside the bytes must say what the bytes say.
    a_changed_column_is_named(db) {
        let store = filled(&db).await;
        db.drop_guards().await;
        let text = ["effective_on", "subject_kind", "subject_site", "subject_id", "kind", "login",
            "body", "prev_hash", "hash"];
        let all = text.iter().map(|c| (*c, "'x'")).chain([("recorded_at", "1")]);
        for (column, wrong) in all {
            db.behind("CREATE TABLE kept AS SELECT * FROM acts").await.unwrap();
            db.behind(&format!("UPDATE acts SET {column} = {wrong} WHERE seq = 5")).await.unwrap();
            let fault = fault(&store).await;
            assert_eq!(fault.seq, 5, "{column}");
            assert!(matches!(fault.what, Wrong::Column { column: c, .. } if c == column), "{fault}");
            db.behind("DELETE FROM acts").await.unwrap();
            db.behind("INSERT INTO acts SELECT * FROM kept").await.unwrap();
            db.behind("DROP TABLE kept").await.unwrap();
            assert!(store.verify().await.unwrap().is_ok());
        }
    }
}

promise! {
    /// An act taken out is missed, in the middle and at the end.
    a_missing_act_is_named(db) {
        let store = filled(&db).await;
        let n = sample::province().len() as u64;
        db.drop_guards().await;
        db.behind(&format!("DELETE FROM acts WHERE seq = {n}")).await.unwrap();
        let end = fault(&store).await;
        assert_eq!((end.seq, end.what), (n, Wrong::End { found: n - 1, noted: n }));
        db.behind("DELETE FROM acts WHERE seq = 4").await.unwrap();
        assert_eq!(fault(&store).await.seq, 4);
        db.behind("DELETE FROM acts").await.unwrap();
        assert_eq!(fault(&store).await.seq, 1);
    }
}

promise! {
    /// An act put in before the first or in another chain's name is found.
    an_added_act_is_named(db) {
        let store = filled(&db).await;
        let copy = |site: &str, seq: &str| format!(
            "INSERT INTO acts SELECT {site}, {seq}, recorded_at, effective_on, subject_kind, subject_site, \
             subject_id, kind, login, body, prev_hash, hash, bytes FROM acts WHERE seq = 1 AND site = '{PROVINCE}'"
        );
        db.behind(&copy("'noi-khac'", "1")).await.unwrap();
        let other = fault(&store).await;
        assert_eq!((other.site.as_str(), other.seq), ("noi-khac", 1));
        db.drop_guards().await;
        db.behind("DELETE FROM acts WHERE site = 'noi-khac'").await.unwrap();
        assert!(store.verify().await.unwrap().is_ok());
        db.behind(&copy("site", "0")).await.unwrap();
        assert_eq!(fault(&store).await.site.as_str(), PROVINCE);
    }
}

promise! {
    /// The noted end of a chain must have the hash of its last act.
    a_changed_head_is_named(db) {
        let store = filled(&db).await;
        db.behind("UPDATE heads SET hash = prev FROM (SELECT prev_hash AS prev FROM acts WHERE seq = 2) AS p")
            .await
            .unwrap();
        assert_eq!(fault(&store).await.what, Wrong::EndHash);
    }
}
