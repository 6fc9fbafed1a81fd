//! How fast the index answers beside a plain scan of the same rows by `LIKE` in SQLite: one line a question, then the whole.
//!
//! `search_speed [ROWS] [ROUNDS]`; 100 000 rows of invented text by default, made of runs of the sample documents. Prints tab-separated
//! lines: what, milliseconds of the index, milliseconds of the scan, ratio, rows found by each. `scripts/bench.sh` runs it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement fails by panicking")]

use index::{Index, Query, Row, ShortForms};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::time::Instant;
use terms::Day;

const TEXTS: [&str; 4] = [
    include_str!("../../../sample/documents/01-nghi-quyet-07-NQ-TU.src.txt"),
    include_str!("../../../sample/documents/02-chi-thi-04-CT-UBND.src.txt"),
    include_str!("../../../sample/documents/03-ke-hoach-12-KH-BCD.src.txt"),
    include_str!("../../../sample/documents/05-thong-bao-96-TB-UBND.src.txt"),
];

/// What people type: what it is, the words, and the words that a scan looks for.
const QUESTIONS: [(&str, &str, bool); 10] = [
    ("one common word, bare", "phong", false),
    ("one common word, with its tone", "phòng", false),
    ("four words, bare", "khu vuc phong thu", false),
    ("four words, with tones", "khu vực phòng thủ", false),
    ("six words, bare", "giao duc quoc phong va an", false),
    ("a phrase", "\"dân quân tự vệ\"", false),
    ("two words far apart", "thẩm định diễn tập", false),
    ("a number", "4711/KH-UBND", false),
    ("being typed", "khu vuc phong th", true),
    ("nothing", "khong dau co xyzzy", false),
];

/// A small generator (splitmix64), so that every run has the same rows.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 1).unwrap() % n
    }
}

/// About `words` words, in runs of three to nine as they stand somewhere in the sample.
fn prose(dice: &mut Dice, vocabulary: &[&str], words: usize) -> String {
    let mut out: Vec<&str> = Vec::new();
    while out.len() < words {
        let (n, at) = (3 + dice.below(7), dice.below(vocabulary.len() - 9));
        out.extend(&vocabulary[at..at + n]);
    }
    out.join(" ")
}

fn rows(n: usize) -> Vec<Row> {
    let vocabulary: Vec<&str> = TEXTS.iter().flat_map(|t| t.split_whitespace()).collect();
    let mut dice = Dice(2026);
    let row = |i: usize| {
        let number = format!("{i}/KH-UBND");
        let (y, m, d) = (2010 + dice.below(17), 1 + dice.below(12), 1 + dice.below(28));
        let length = 60 + dice.below(240);
        Row {
            key: format!("document/song-giang/{i:026}"),
            owner: format!("document/song-giang/{i:026}"),
            kind: "document".to_owned(),
            names: vec![format!("Kế hoạch số {number}"), prose(&mut dice, &vocabulary, 14)],
            text: vec![prose(&mut dice, &vocabulary, length)],
            number: vec![number, "Kế hoạch số".to_owned()],
            field: None,
            bodies: vec![format!("body/song-giang/{}", dice.below(300))],
            day: Day::new(y.try_into().unwrap(), m.try_into().unwrap(), d.try_into().unwrap()).ok(),
            order: Vec::new(),
        }
    };
    (0..n).map(row).collect()
}

fn filled(folder: &std::path::Path, rows: &[Row]) -> Index {
    let index = Index::create(folder).unwrap();
    let mut writer = index.writer().unwrap();
    rows.iter().for_each(|r| writer.add(r).unwrap());
    writer.commit("").unwrap();
    index
}

/// The same rows in a table: words folded as the pages' lists fold them.
async fn table(folder: &std::path::Path, rows: &[Row]) -> SqliteConnection {
    let file = SqliteConnectOptions::new().filename(folder.join("rows.db")).create_if_missing(true);
    let mut db = file.connect().await.unwrap();
    let make = "CREATE TABLE rows (key TEXT PRIMARY KEY, day TEXT, folded TEXT NOT NULL) STRICT";
    sqlx::query(make).execute(&mut db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for row in rows {
        let all: Vec<&str> = row.names.iter().chain(&row.text).map(String::as_str).collect();
        let insert = sqlx::query("INSERT INTO rows VALUES ($1, $2, $3)");
        let insert = insert.bind(&row.key).bind(row.day.map(|d| d.to_string()));
        insert.bind(text::fold::bare(&all.join("\n"))).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    db
}

/// Every row that has each of the words somewhere, the newest first: what a list without an index can do.
async fn scan(db: &mut SqliteConnection, words: &str) -> usize {
    let quoted = words.starts_with('"');
    let folded = text::fold::bare(words.trim_matches('"'));
    let words: Vec<String> = match quoted {
        true => vec![folded],
        false => folded.split_whitespace().map(str::to_owned).collect(),
    };
    let conditions: Vec<String> =
        (1..=words.len()).map(|i| format!("folded LIKE '%' || ${i} || '%'")).collect();
    let sql = format!("SELECT key FROM rows WHERE {} ORDER BY day DESC", conditions.join(" AND "));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
    for word in words {
        query = query.bind(word);
    }
    query.fetch_all(db).await.unwrap().len()
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<usize>().unwrap());
    let (n, rounds) = (args.next().unwrap_or(100_000), args.next().unwrap_or(9));
    let folder = tempfile::tempdir().unwrap();
    let rows = rows(n);
    let bytes: usize =
        rows.iter().flat_map(|r| r.names.iter().chain(&r.text)).map(String::len).sum();
    let begun = Instant::now();
    let index = filled(&folder.path().join("index"), &rows);
    let built = begun.elapsed().as_secs_f64();
    let files = std::fs::read_dir(folder.path().join("index")).unwrap();
    let size: u64 = files.map(|f| f.unwrap().metadata().unwrap().len()).sum();
    let mut db = table(folder.path(), &rows).await;
    println!(
        "rows\t{n}\t{:.1} MB of words\tindex {:.1} MB\tbuilt in {built:.1} s",
        bytes as f64 / 1e6,
        size as f64 / 1e6
    );
    let mut ratios = 0.0;
    for (what, words, typing) in QUESTIONS {
        let query = Query { words: words.to_owned(), typing, most: 20, ..Query::default() };
        let (mut ours, mut theirs, mut found, mut scanned) = (Vec::new(), Vec::new(), 0, 0);
        for _ in 0..rounds {
            let begun = Instant::now();
            found = index.search(&query, &ShortForms::default()).unwrap().total;
            ours.push(begun.elapsed().as_secs_f64() * 1e3);
            let begun = Instant::now();
            scanned = scan(&mut db, words).await;
            theirs.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        let (ours, theirs) = (median(ours), median(theirs));
        ratios += (theirs / ours).ln();
        println!("{what}\t{ours:.2}\t{theirs:.1}\t{:.0}\t{found}\t{scanned}", theirs / ours);
    }
    println!("all\t\t\t{:.0}", (ratios / QUESTIONS.len() as f64).exp());
}
