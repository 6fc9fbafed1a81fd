//! A month of a country: one bundle of each commune, with a report of sixty figures, taken in by one installation on SQLite:
//! `cargo run --release -p app --example bundle_month [communes]`. Sites and figures are made up. The database lies in a
//! temporary folder.

#![allow(clippy::print_stdout, reason = "it is run to be looked at")]
#![allow(clippy::unwrap_used, reason = "a fault ends the run")]

#[allow(dead_code, unreachable_pub, reason = "the kit of the tests, of which a part is used here")]
#[path = "../tests/it/exchange_kit.rs"]
mod exchange_kit;

use app::SiteKey;
use app::evidence::Upload;
use app::exchange::{Card, new_key};
use bundle::{Contents, HeadClaim, Receipt, Slice};
use exchange_kit::{Place, clock};
use record::payload::{BodyAct, CellEntry, SubmissionAct};
use record::{Actor, Draft, Payload};
use std::time::{Duration, Instant};
use terms::{Cell, Day, Id, Kind, Named, Ref, Site};

/// Communes of the country since 01/07/2025.
const COMMUNES: usize = 3_321;

/// Figures of a report.
const CELLS: usize = 60;

/// Files handed in at a time.
const STRIDE: usize = 100;

struct Commune {
    site: Site,
    key: SiteKey,
    acts: Vec<Vec<u8>>,
    body: Named,
}

fn named(kind: Kind, site: &Site, name: &str) -> Named {
    Named { at: Ref { kind, site: site.clone(), id: Id::new(1, 1) }, name: name.to_owned() }
}

impl Commune {
    fn new(no: usize, form: &Named) -> Self {
        let site: Site = format!("xa-{no:04}").parse().unwrap();
        let name = format!("UBND xã số {no} (mẫu)");
        let body = named(Kind::Body, &site, &name);
        let unit = named(Kind::Unit, &site, &format!("xã số {no} (mẫu)"));
        let actor =
            Actor { login: "mau".into(), name: "Lê Thị Mẫu".into(), body: body.clone() };
        let founded = BodyAct::Established {
            name,
            short_name: None,
            kind: "committee".into(),
            parent: None,
            unit: None,
            standing_for: None,
            basis: None,
        };
        let begun = SubmissionAct::Begun {
            form: form.clone(),
            unit,
            period: "2026-02-01/2026-02-28".parse().unwrap(),
        };
        let cell = |n: usize| CellEntry {
            indicator: format!("C{n:02}"),
            cell: Cell::Number((no * 7 + n * 13) as i64 % 400 + 1),
            note: None,
        };
        let entered = SubmissionAct::Entered { cells: (1..=CELLS).map(cell).collect(), file: None };
        let report = named(Kind::Submission, &site, "").at;
        let payloads = [
            (body.at.clone(), Payload::Body(founded)),
            (report.clone(), Payload::Submission(begun)),
            (report.clone(), Payload::Submission(entered)),
            (report, Payload::Submission(SubmissionAct::Submitted)),
        ];
        let mut prev = wire::genesis(&site);
        let mut acts = Vec::new();
        for (seq, (subject, payload)) in (1..).zip(payloads) {
            let now = clock();
            let actor = actor.clone();
            let effective_on = now.day_vn();
            let draft = Draft { effective_on, subject, actor, evidence: vec![], payload };
            acts.push(wire::to_bytes(&draft.at(site.clone(), seq, now), &prev));
            prev = wire::hash(&acts[acts.len() - 1]);
        }
        Self { site, key: new_key(), acts, body }
    }

    fn card(&self, since: Day) -> Card {
        let bodies = vec![self.body.clone()];
        let (site, name) = (self.site.clone(), self.body.name.clone());
        Card { site, name, keys: self.key.public(), bodies, since }
    }

    fn bundle(&self, to: &Place) -> Upload {
        let now = clock();
        let contents = Contents {
            number: 1,
            from: self.site.clone(),
            to: to.site.clone(),
            made_at: now,
            slices: vec![Slice {
                site: self.site.clone(),
                first: 1,
                prev: wire::genesis(&self.site),
                acts: self.acts.clone(),
            }],
            files: vec![],
            heads: vec![HeadClaim {
                site: self.site.clone(),
                seq: self.acts.len() as u64,
                hash: wire::hash(&self.acts[self.acts.len() - 1]),
                recorded_at: now,
            }],
            traces: vec![],
            receipt: Receipt::default(),
        };
        let recipient = to.key.public().recipient;
        let (bytes, _) = bundle::write(contents, &self.key, &[recipient]).unwrap();
        Upload { name: format!("{}.kvpt", self.site), bytes }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let n = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(COMMUNES);
    let centre = Place::new("trung-uong", "Cơ quan Trung ương (mẫu)", None).await;
    let form = named(Kind::Form, &centre.site, "Biểu mẫu hư cấu");
    let communes: Vec<Commune> = (1..=n).map(|no| Commune::new(no, &form)).collect();

    let viewer = centre.viewer().await;
    let since = clock().day_vn();
    let at = Instant::now();
    for commune in &communes {
        let exchange = centre.office.exchange(&viewer).unwrap();
        exchange.admit(commune.card(since), None, true).await.unwrap();
    }
    println!("  admitting {n} sites: {:.1} s", at.elapsed().as_secs_f64());

    let at = Instant::now();
    let bundles: Vec<Upload> = communes.iter().map(|c| c.bundle(&centre)).collect();
    let made = at.elapsed();
    let bytes: usize = bundles.iter().map(|b| b.bytes.len()).sum();
    println!("  making {n} bundles, {} KB in all: {:.1} s", bytes / 1000, made.as_secs_f64());

    let (mut taken, mut first, mut last) = (0, Duration::ZERO, Duration::ZERO);
    let at = Instant::now();
    for files in bundles.chunks(STRIDE) {
        let begun = Instant::now();
        taken += centre.take(files).await.iter().filter(|p| p.taken).count();
        last = begun.elapsed();
        first = if first.is_zero() { last } else { first };
    }
    let spent = at.elapsed();
    assert_eq!(taken, n, "every bundle comes in");
    println!(
        "  taking {n} bundles of {CELLS} figures in: {:.1} s; the first {STRIDE} {:.2} s, the last {:.2} s",
        spent.as_secs_f64(),
        first.as_secs_f64(),
        last.as_secs_f64()
    );
}
