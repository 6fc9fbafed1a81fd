//! How long the cascade of a document over 3,321 communes takes on SQLite, beside a plain SQL query over the same rows.
//!
//! `cascade_speed [ROUNDS]` makes a record of 34 provinces and 3,321 communes in a temporary folder, then prints one line for each
//! measurement: name, milliseconds (best of the rounds), how many times the plain query, remark; separated by tabs.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement for the command line")]

use app::cascade::{CascadeQuery, Only};
use app::permit::{BodyTree, Grant};
use app::{Office, Viewer};
use record::cascade::Cascade;
use record::figures::Facts;
use record::payload::{BodyAct, DocumentAct, DocumentFacts, Payload};
use record::{Actor, Draft};
use sqlx::{Connection, Executor, Row, SqliteConnection};
use std::time::Instant as Watch;
use store::Store;
use terms::{Day, DocNumber, Edtf, Id, Kind, Named, Ref, Relation, Role, Site};

const PROVINCES: usize = 34;
const COMMUNES: usize = 3321;

fn day(m: i8, d: i8) -> Day {
    Day::new(2026, m, d).unwrap()
}

fn site() -> Site {
    "toc-do".parse().unwrap()
}

fn named(kind: Kind, n: usize, name: String) -> Named {
    Named { at: Ref { kind, site: site(), id: Id::new(1, n as u128) }, name }
}

/// What was made: acts, and the same as plain rows.
struct World {
    drafts: Vec<Draft>,
    communes: Vec<Named>,
    received: Vec<(usize, Day)>,
    plans: Vec<(usize, Day)>,
}

fn world(board: &Named, document: &Named) -> World {
    let actor = Actor { login: "do".into(), name: "Đo".into(), body: board.clone() };
    let draft = |at: &Ref, on: Day, payload: Payload| Draft {
        effective_on: on,
        subject: at.clone(),
        actor: actor.clone(),
        evidence: Vec::new(),
        payload,
    };
    let body = |b: &Named, parent: Option<&Named>| {
        let says = BodyAct::Established {
            name: b.name.clone(),
            short_name: None,
            kind: "people_committee".into(),
            parent: parent.cloned(),
            unit: None,
            standing_for: None,
            basis: None,
        };
        draft(&b.at, Day::new(2025, 7, 1).unwrap(), Payload::Body(says))
    };
    let provinces: Vec<Named> = (0..PROVINCES)
        .map(|n| named(Kind::Body, 10 + n, format!("Ủy ban nhân dân tỉnh thứ {n} (mẫu)")))
        .collect();
    let communes: Vec<Named> = (0..COMMUNES)
        .map(|n| named(Kind::Body, 1000 + n, format!("Ủy ban nhân dân xã Phước Long {n} (mẫu)")))
        .collect();
    let mut drafts = vec![body(board, None)];
    drafts.extend(provinces.iter().map(|p| body(p, Some(board))));
    drafts
        .extend(communes.iter().enumerate().map(|(n, c)| body(c, Some(&provinces[n % PROVINCES]))));
    let of_document = |says| draft(&document.at, day(1, 5), Payload::Document(says));
    drafts.push(of_document(DocumentAct::Registered(facts("28-NQ/TW", None, day(1, 2)))));
    let (mut received, mut plans) = (Vec::new(), Vec::new());
    for n in 0..COMMUNES {
        if n % 7 > 0 {
            received.push((n, day(1, 6 + (n % 20) as i8)));
        }
        if n % 7 > 2 {
            plans.push((n, day(2, 1 + (n % 25) as i8)));
        }
    }
    for (n, on) in &received {
        let says = DocumentAct::Delivered { body: communes[*n].clone(), number: None };
        drafts.push(draft(&document.at, *on, Payload::Document(says)));
    }
    for (n, on) in &plans {
        let at = named(Kind::Document, 1000 + n, String::new()).at;
        let says = facts(&format!("{n}/KH-UBND"), Some(communes[*n].at.clone()), *on);
        drafts.push(draft(&at, *on, Payload::Document(DocumentAct::Registered(says))));
        let says = DocumentAct::Linked {
            target: document.clone(),
            relation: Relation::Implements,
            provisions: None,
            basis: None,
        };
        drafts.push(draft(&at, *on, Payload::Document(says)));
    }
    drafts.push(of_document(addressed(provinces)));
    World { drafts, communes, received, plans }
}

fn addressed(bodies: Vec<Named>) -> DocumentAct {
    DocumentAct::Addressed {
        bodies,
        below: true,
        receive_by: Some(day(1, 15)),
        disseminate_by: None,
        implement_by: Some(day(2, 15)),
        report_by: None,
        basis: None,
    }
}

fn facts(number: &str, issuer: Option<Ref>, on: Day) -> DocumentFacts {
    DocumentFacts {
        number: DocNumber::parse(number),
        doc_type: "Kế hoạch".into(),
        subject: "Xây dựng khu vực phòng thủ (mẫu)".into(),
        issuer: None,
        issuer_body: issuer,
        issued_on: Some(Edtf::from(on)),
        signer: None,
        intake: None,
        circulation: None,
    }
}

/// The same rows as tables that know nothing of acts.
async fn plain(path: &std::path::Path, world: &World) -> SqliteConnection {
    let url = format!("sqlite:{}?mode=rwc", path.display());
    let mut db = SqliteConnection::connect(&url).await.unwrap();
    db.execute(
        "CREATE TABLE expected (body TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
         CREATE TABLE received (body TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT;
         CREATE TABLE plan (body TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT;
         BEGIN;",
    )
    .await
    .unwrap();
    for c in &world.communes {
        let put = sqlx::query("INSERT INTO expected VALUES ($1, $2)");
        put.bind(c.at.to_string()).bind(&c.name).execute(&mut db).await.unwrap();
    }
    for (table, list) in [("received", &world.received), ("plan", &world.plans)] {
        for (n, on) in list {
            let text = format!("INSERT INTO {table} VALUES ($1, $2)");
            let put = sqlx::query(sqlx::AssertSqlSafe(text));
            let put = put.bind(world.communes[*n].at.to_string()).bind(on.to_string());
            put.execute(&mut db).await.unwrap();
        }
    }
    db.execute("COMMIT").await.unwrap();
    db
}

/// Who had to, who received, who planned, by name: every row fetched.
async fn query(db: &mut SqliteConnection) -> (usize, usize) {
    let rows = sqlx::query(
        "SELECT e.body, e.name, r.day, p.day FROM expected e
         LEFT JOIN received r ON r.body = e.body AND r.day <= '2026-06-30'
         LEFT JOIN plan p ON p.body = e.body AND p.day <= '2026-06-30'
         ORDER BY e.name",
    );
    let rows = rows.fetch_all(db).await.unwrap();
    let silent = rows.iter().filter(|r| {
        let day = |i| r.get::<Option<String>, usize>(i);
        day(2).is_none() && day(3).is_none()
    });
    (rows.len(), silent.count())
}

fn row(name: &str, ms: f64, base: f64, remark: &str) {
    println!("{name}\t{ms:.2}\t{:.1}\t{remark}", ms / base);
}

macro_rules! best {
    ($rounds:expr, $work:expr) => {{
        let mut best = f64::MAX;
        for _ in 0..$rounds {
            let watch = Watch::now();
            let done = $work;
            best = best.min(watch.elapsed().as_secs_f64() * 1000.0);
            std::hint::black_box(done);
        }
        best
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let rounds: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10);
    let folder = tempfile::tempdir().unwrap();
    let url = app::database_in(folder.path());
    let office = Office::create(&url, site(), app::machine_clock).await.unwrap();
    let board = named(Kind::Body, 1, "Ban Chỉ đạo (mẫu)".into());
    let document = named(Kind::Document, 1, "Nghị quyết số 28-NQ/TW".into());
    let world = world(&board, &document);
    let acts = world.drafts.len();
    let store = Store::open(&url, site(), text::fold::bare).await.unwrap();
    let mut writer = store.begin_write().await.unwrap();
    writer.append(world.drafts.clone(), app::machine_clock()).await.unwrap();
    writer.commit().await.unwrap();
    let viewer = Viewer {
        login: "do".into(),
        name: "Đo".into(),
        grants: vec![Grant { role: Role::Reader, body: board.clone() }],
        tree: BodyTree::default(),
    };
    let mut db = plain(&folder.path().join("plain.db"), &world).await;

    // Both sides must say the same before either is timed.
    let on = Some(day(6, 30));
    let silent = CascadeQuery { on, only: Only::Silent, per_page: 0, ..CascadeQuery::default() };
    let found = office.cascade(&viewer, &document.at, &silent).await.unwrap();
    let (rows, nobody) = query(&mut db).await;
    let communes = found.rows.rows.iter().filter(|r| r.body.name.contains(" xã "));
    assert_eq!((rows, nobody), (COMMUNES, communes.count()));

    let base = best!(rounds, query(&mut db).await);
    let list = CascadeQuery { on, ..CascadeQuery::default() };
    let page = best!(rounds, office.cascade(&viewer, &document.at, &list).await.unwrap());
    let silent = best!(rounds, office.cascade(&viewer, &document.at, &silent).await.unwrap());
    let tree = best!(rounds, office.cascade_tree(&viewer, &document.at, &list).await.unwrap());
    let mut all = Vec::new();
    for kind in [Kind::Body, Kind::Document] {
        all.extend(store.load_all(kind).await.unwrap());
    }
    all.sort_by(|a, b| a.at().cmp(b.at()));
    let facts = Facts::of(all);
    let pure =
        best!(rounds, Cascade::of(&facts, &document.at, day(6, 30), &[]).unwrap().rows.len());
    let known = CascadeQuery { known: Some(app::machine_clock().day_vn()), ..list };
    let then = best!(2, office.cascade(&viewer, &document.at, &known).await.unwrap());
    row("plain SQL join", base, base, "expected × received × plan, every row fetched");
    row("cascade, computed", pure, base, "record::cascade over folded facts, five steps, all rows");
    row("cascade, page of 100", page, base, "with counts, groups, names missing, Vietnamese order");
    row("cascade, silent", silent, base, "every silent body, Vietnamese order");
    row("cascade, tree", tree, base, "3,355 nodes with counts");
    row(
        "cascade, as known on a day",
        then,
        base,
        &format!("the ledger of {acts} acts folded anew"),
    );
}
