//! Files, readings, settings, secrets and sessions.

use crate::sample::{PROVINCE, minutes};
use store::{Error, Reading, Session};

promise! {
    /// A file is kept by its hash, byte for byte, once.
    files_are_kept_by_their_hash(db) {
        let store = db.open(PROVINCE).await;
        let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
        let sha256 = wire::hash(&bytes).to_string();
        for _ in 0..2 {
            let mut writer = store.begin_write().await.unwrap();
            writer.put_blob(&sha256, bytes.clone()).await.unwrap();
            writer.commit().await.unwrap();
        }
        assert_eq!(store.blob(&sha256).await.unwrap(), Some(bytes));
        assert_eq!(store.blob_size(&sha256).await.unwrap(), Some(300_000));
        assert_eq!(store.blob(&"0".repeat(64)).await.unwrap(), None);
        assert_eq!(db.number("SELECT COUNT(*) FROM blobs").await, 1);
    }
}

promise! {
    /// Bytes that do not have the hash they are given under are refused.
    a_file_under_a_wrong_hash_is_refused(db) {
        let store = db.open(PROVINCE).await;
        let mut writer = store.begin_write().await.unwrap();
        let refused = writer.put_blob(&"0".repeat(64), b"khac".to_vec()).await;
        assert!(matches!(refused, Err(Error::WrongHash { .. })));
    }
}

promise! {
    /// A reading is kept whole, whatever characters its text holds, and gives way to a newer one.
    readings_are_replaced(db) {
        let store = db.open(PROVINCE).await;
        let reading = |text: &str, version: &str| Reading {
            text: text.to_owned(),
            json: format!("{{\"title\":{text:?}}}"),
            reader_version: version.to_owned(),
        };
        let first = reading("Chỉ thị\u{0} số 05\r\n", "1");
        let mut writer = store.begin_write().await.unwrap();
        writer.put_reading("ab", first.clone()).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(store.reading("ab").await.unwrap(), Some(first));
        store.put_reading("ab", reading("khác", "2")).await.unwrap();
        assert_eq!(store.reading("ab").await.unwrap().unwrap().reader_version, "2");
        assert_eq!(store.reading("cd").await.unwrap(), None);
    }
}

promise! {
    /// Failures are counted, lock the login from the limit on, and are forgotten after a success.
    failures_lock_a_login(db) {
        let store = db.open(PROVINCE).await;
        store.put_secret("vanthu", "$argon2id$mau").await.unwrap();
        for i in 1..=3 {
            store.login_failed("vanthu", 3, minutes(15)).await.unwrap();
            let secret = store.secret("vanthu").await.unwrap().unwrap();
            assert_eq!(secret.failed, i);
            assert_eq!(secret.locked_until, (i == 3).then_some(minutes(15)));
        }
        store.login_succeeded("vanthu").await.unwrap();
        let secret = store.secret("vanthu").await.unwrap().unwrap();
        assert_eq!((secret.failed, secret.locked_until), (0, None));
        assert_eq!(secret.password_hash, "$argon2id$mau");
        store.forget_login("vanthu").await.unwrap();
        assert!(store.secret("vanthu").await.unwrap().is_none());
        store.login_failed("khong-co", 3, minutes(15)).await.unwrap();
        assert!(store.secret("khong-co").await.unwrap().is_none());
    }
}

promise! {
    /// A session lasts until it expires or is ended, and lasts longer when used.
    sessions_expire(db) {
        let store = db.open(PROVINCE).await;
        let session = Session {
            login: "vanthu".to_owned(),
            csrf: "c".to_owned(),
            created_at: minutes(0),
            seen_at: minutes(0),
            expires_at: minutes(30),
            program: "Firefox, Windows".to_owned(),
            half: false,
        };
        for token in ["t1", "t2"] {
            store.put_session(token, &session).await.unwrap();
        }
        let twice = store.put_session("t1", &session).await.unwrap_err();
        assert!(twice.is_conflict(), "{twice}");
        assert!(!twice.is_unavailable());
        assert!(store.session("t1", minutes(29)).await.unwrap() == Some(session.clone()));
        assert!(store.session("t1", minutes(30)).await.unwrap().is_none());
        store.session_seen("t1", minutes(29), minutes(59)).await.unwrap();
        assert_eq!(store.expire_sessions(minutes(30)).await.unwrap(), 1);
        let used = store.session("t1", minutes(30)).await.unwrap().unwrap();
        assert_eq!((used.seen_at, used.expires_at), (minutes(29), minutes(59)));
        store.end_sessions_of("vanthu").await.unwrap();
        assert!(store.session("t1", minutes(30)).await.unwrap().is_none());
    }
}

promise! {
    /// The sessions of a login are listed, the last used first, and ended one by one or all but one.
    sessions_are_listed_and_ended(db) {
        let store = db.open(PROVINCE).await;
        let session = |login: &str, at: i64, half: bool| Session {
            login: login.to_owned(),
            csrf: "c".to_owned(),
            created_at: minutes(at),
            seen_at: minutes(at),
            expires_at: minutes(at + 30),
            program: format!("p{at}"),
            half,
        };
        for (token, login, at) in [("t1", "vanthu", 1), ("t2", "vanthu", 2), ("t3", "vanthu", 3), ("t4", "can.bo", 4)] {
            store.put_session(token, &session(login, at, false)).await.unwrap();
        }
        store.put_session("t5", &session("vanthu", 5, true)).await.unwrap();
        let listed = store.sessions_of("vanthu", minutes(10)).await.unwrap();
        let tokens: Vec<&str> = listed.iter().map(|(t, _)| t.as_str()).collect();
        assert_eq!(tokens, ["t3", "t2", "t1"], "half a session is none");
        assert!(listed[0].1 == session("vanthu", 3, false));
        assert_eq!(store.sessions_of("vanthu", minutes(32)).await.unwrap().len(), 1);
        assert!(!store.end_session_of("can.bo", "t1").await.unwrap(), "not somebody else's");
        assert!(store.end_session_of("vanthu", "t1").await.unwrap());
        assert_eq!(store.end_other_sessions_of("vanthu", "t3").await.unwrap(), 2);
        assert_eq!(store.sessions_of("vanthu", minutes(10)).await.unwrap().len(), 1);
        assert_eq!(store.sessions_of("can.bo", minutes(10)).await.unwrap().len(), 1);
    }
}

promise! {
    /// A second factor is begun, confirmed, its steps and recovery codes used once, and ended with its login.
    a_second_factor_is_used_once_a_step(db) {
        let store = db.open(PROVINCE).await;
        assert!(store.factor("vanthu").await.unwrap().is_none());
        store.put_factor("vanthu", "JBSW").await.unwrap();
        let factor = store.factor("vanthu").await.unwrap().unwrap();
        assert!(factor.secret == "JBSW" && !factor.confirmed && factor.last_step == 0);
        assert_eq!(store.logins_with_factor().await.unwrap(), Vec::<String>::new());
        store.confirm_factor("vanthu").await.unwrap();
        assert_eq!(store.logins_with_factor().await.unwrap(), ["vanthu"]);
        assert!(store.use_step("vanthu", 7).await.unwrap());
        for step in [6, 7] {
            assert!(!store.use_step("vanthu", step).await.unwrap(), "{step}");
        }
        store.put_recovery_codes("vanthu", &["h1".to_owned(), "h2".to_owned()]).await.unwrap();
        assert!(store.use_recovery_code("vanthu", "h1", minutes(1)).await.unwrap());
        assert!(!store.use_recovery_code("vanthu", "h1", minutes(2)).await.unwrap());
        assert!(!store.use_recovery_code("can.bo", "h2", minutes(2)).await.unwrap());
        assert_eq!(store.recovery_codes_left("vanthu").await.unwrap(), 1);
        store.put_factor("vanthu", "KRSX").await.unwrap();
        assert_eq!(store.recovery_codes_left("vanthu").await.unwrap(), 0, "codes of the one before");
        assert!(!store.factor("vanthu").await.unwrap().unwrap().confirmed);
        store.forget_login("vanthu").await.unwrap();
        assert!(store.factor("vanthu").await.unwrap().is_none());
    }
}

promise! {
    /// A login has one feed, found by the hash of its token until it is made anew, ended, or the login is forgotten.
    a_feed_is_found_by_its_token(db) {
        let store = db.open(PROVINCE).await;
        store.put_feed("vanthu", "h1", minutes(0)).await.unwrap();
        store.put_feed("can.bo", "h2", minutes(1)).await.unwrap();
        let taken = store.put_feed("lanh.dao", "h2", minutes(2)).await.unwrap_err();
        assert!(taken.is_conflict(), "{taken}");
        store.feed_used("h1", minutes(5)).await.unwrap();
        let feed = store.feed("h1").await.unwrap().unwrap();
        assert_eq!((feed.login.as_str(), feed.created_at), ("vanthu", minutes(0)));
        assert_eq!(feed.used_at, Some(minutes(5)));
        store.put_feed("vanthu", "h3", minutes(9)).await.unwrap();
        assert!(store.feed("h1").await.unwrap().is_none(), "the token before is dead");
        assert_eq!(store.feed_of("vanthu").await.unwrap().unwrap().used_at, None);
        store.end_feed_of("vanthu").await.unwrap();
        assert!(store.feed("h3").await.unwrap().is_none());
        store.forget_login("can.bo").await.unwrap();
        assert!(store.feed("h2").await.unwrap().is_none());
    }
}

promise! {
    /// Settings stay until they are set anew.
    settings_are_kept(db) {
        let store = db.open(PROVINCE).await;
        assert_eq!(store.setting("sample").await.unwrap(), None);
        for value in ["1", "tỉnh Sông Giang (mẫu)"] {
            let mut writer = store.begin_write().await.unwrap();
            writer.put_setting("sample", value).await.unwrap();
            writer.commit().await.unwrap();
        }
        let kept = store.setting("sample").await.unwrap();
        assert_eq!(kept.as_deref(), Some("tỉnh Sông Giang (mẫu)"));
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_unavailable() {
    let url = "postgres://kvpt:geheim@127.0.0.1:1/kvpt";
    let opened = store::Store::open(url, "a".parse().unwrap(), crate::harness::fold).await;
    let error = opened.err().unwrap();
    assert!(error.is_unavailable() && !error.is_conflict());
    assert!(!error.to_string().contains("geheim"));
}
