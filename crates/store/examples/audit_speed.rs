//! How fast an audit walks a long chain, beside a bare SHA-256 over the same bytes and a plain SELECT of the same rows.
//!
//! `audit_speed [ACTS] [DATABASE]`; a million invented acts by default, in a SQLite file that is removed after. With an address
//! of PostgreSQL the acts go there, into a schema that must be empty. Prints tab-separated lines: what, acts a second, GB/s,
//! ratio of its time to that of the audit. `scripts/bench.sh` runs it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement fails by panicking")]

use futures_util::StreamExt;
use record::payload::{CellEntry, SubmissionAct, TaskAct};
use record::{Actor, Draft, Payload};
use sqlx::{AnyConnection, Connection, Row};
use std::collections::BTreeMap;
use std::time::Instant;
use store::{Depth, Store};
use terms::{Cell, Id, Kind, Named, Ref, Site};

const START: i64 = 1_700_000_000_000_000;

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let n: u64 = args.next().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let url = args.next().unwrap_or_else(|| store::sqlite_url(&folder.path().join("kvpt.db")));
    let site: Site = "song-giang".parse().unwrap();
    let store = Store::open(&url, site.clone(), |text| text.to_owned()).await.unwrap();
    fill(&url, &site, n).await;
    // Once to warm the cache of files.
    let bytes = select(&url).await.0;
    let (_, plain) = select(&url).await;
    let (hashed, bare) = sha256(&url).await;
    assert_eq!(hashed, bytes);
    let mut took = BTreeMap::new();
    for depth in [Depth::Outside, Depth::Whole] {
        let started = Instant::now();
        let chains = store.audit(depth, &BTreeMap::new(), |_| ()).await.unwrap();
        let seconds = started.elapsed().as_secs_f64();
        assert_eq!((chains[0].acts, chains[0].bytes, chains[0].total), (n, bytes, 0));
        took.insert(depth == Depth::Whole, seconds);
    }
    let verify = match n {
        0..=1_000_000 => {
            let started = Instant::now();
            store.verify().await.unwrap().unwrap();
            Some(started.elapsed().as_secs_f64())
        }
        _ => None,
    };
    let audit = took[&false];
    let line = |what: &str, seconds: f64| {
        let (acts, speed) = (n as f64 / seconds, bytes as f64 / seconds / 1e9);
        println!("{what}\t{acts:.0}\t{speed:.3}\t{:.2}", seconds / audit);
    };
    line("audit", audit);
    line("audit, what each act says read too", took[&true]);
    verify.into_iter().for_each(|seconds| line("verify (one core, every column)", seconds));
    line("SELECT of the same rows, nothing done with them", plain);
    line("SHA-256 of the same bytes, in memory, one core", bare);
    println!("{n} acts\t{} bytes each\tten million in {:.0} s", bytes / n, audit * 1e7 / n as f64);
    println!("peak memory of the process: {} MB", peak_mb());
}

/// Writes the acts behind the store's back: the same bytes it would write, without the tables made from them.
async fn fill(url: &str, site: &Site, n: u64) {
    let mut db = AnyConnection::connect(url).await.unwrap();
    let insert = "INSERT INTO acts (site, seq, recorded_at, effective_on, subject_kind, subject_site, subject_id, \
                  kind, login, body, prev_hash, hash, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let mut prev = wire::genesis(site);
    let mut tx = db.begin().await.unwrap();
    for seq in 1..=n {
        let act = draft(site, seq).at(site.clone(), seq, terms::Instant(START + seq as i64 * 700));
        let bytes = wire::to_bytes(&act, &prev);
        let hash = wire::hash(&bytes);
        sqlx::query(insert)
            .bind(site.as_str())
            .bind(seq as i64)
            .bind(act.recorded_at.0)
            .bind(act.effective_on.to_string())
            .bind(act.subject.kind.code())
            .bind(act.subject.site.as_str())
            .bind(act.subject.id.to_string())
            .bind(wire::kind_of(&act.payload))
            .bind(&act.actor.login)
            .bind(act.actor.body.at.to_string())
            .bind(prev.to_string())
            .bind(hash.to_string())
            .bind(bytes)
            .execute(&mut *tx)
            .await
            .unwrap();
        prev = hash;
    }
    let head = "INSERT INTO heads (site, seq, hash, recorded_at) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (site) DO UPDATE SET seq = $2, hash = $3, recorded_at = $4";
    let last = START + n as i64 * 700;
    let head =
        sqlx::query(head).bind(site.as_str()).bind(n as i64).bind(prev.to_string()).bind(last);
    head.execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// An invented act: three in four enter cells of a report, the others tell of progress.
fn draft(site: &Site, seq: u64) -> Draft {
    let at = |kind, n: u64| Ref { kind, site: site.clone(), id: Id::new(n, u128::from(n)) };
    let body = Named {
        at: at(Kind::Body, 7), name: "Ủy ban nhân dân xã Hạ Long (mẫu)".to_owned()
    };
    let cell = |i: u64| CellEntry {
        indicator: format!("DQTV.{i:02}"),
        cell: Cell::Number((seq * 31 + i) as i64 % 997),
        note: None,
    };
    let (kind, payload) = match seq % 4 {
        0 => {
            let text = format!("Đã hoàn thành {} trong tổng số 40 nội dung được giao.", seq % 41);
            (Kind::Task, Payload::Task(TaskAct::Progressed { text, percent: Some(40) }))
        }
        _ => {
            let cells = (0..6).map(cell).collect();
            (Kind::Submission, Payload::Submission(SubmissionAct::Entered { cells, file: None }))
        }
    };
    Draft {
        effective_on: "2025-07-01".parse().unwrap(),
        subject: at(kind, seq / 10),
        actor: Actor {
            login: "vanthu.xa".to_owned(), name: "Nguyễn Văn Mẫu".to_owned(), body
        },
        evidence: Vec::new(),
        payload,
    }
}

async fn select(url: &str) -> (u64, f64) {
    let mut db = AnyConnection::connect(url).await.unwrap();
    let started = Instant::now();
    let text = "SELECT site, seq, recorded_at, effective_on, subject_kind, subject_site, subject_id, kind, login, body, \
                prev_hash, hash, bytes FROM acts ORDER BY seq";
    let mut rows = sqlx::query(text).fetch(&mut db);
    let mut bytes = 0;
    while let Some(row) = rows.next().await {
        bytes += row.unwrap().get::<Vec<u8>, _>(12).len() as u64;
    }
    (bytes, started.elapsed().as_secs_f64())
}

/// Hashes act by act; only the hashing is timed.
async fn sha256(url: &str) -> (u64, f64) {
    let mut db = AnyConnection::connect(url).await.unwrap();
    let mut rows = sqlx::query("SELECT bytes FROM acts ORDER BY seq").fetch(&mut db);
    let (mut bytes, mut seconds, mut held) = (0, 0.0, Vec::new());
    loop {
        let row = rows.next().await;
        let more = row.is_some();
        held.extend(row.map(|row| row.unwrap().get::<Vec<u8>, _>(0)));
        if held.len() >= 10_000 || !more {
            let started = Instant::now();
            for act in held.drain(..) {
                bytes += act.len() as u64;
                std::hint::black_box(wire::hash(&act));
            }
            seconds += started.elapsed().as_secs_f64();
        }
        if !more {
            return (bytes, seconds);
        }
    }
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}
