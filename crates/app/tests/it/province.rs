//! Tỉnh Sông Giang (mẫu), as small as can be: two districts with four communes, after 01/07/2025 three communes.

use app::permit::{BodyTree, Grant};
use app::{Office, Viewer};
use record::payload::{BodyAct, FindingAct, FindingFacts, Payload, Predecessor, Share, UnitAct};
use record::{Actor, Draft, Evidence};
use std::sync::atomic::{AtomicI64, Ordering};
use store::Store;
use terms::{
    Aggregation, Day, Field, FindingKind, Id, Instant, Kind, Named, Period, Ref, Role, Site,
    UnitLevel,
};

/// 10/03/2026 at noon in Việt Nam, a millisecond later at every look.
pub fn clock() -> Instant {
    static AT: AtomicI64 = AtomicI64::new(1_773_118_800_000_000);
    Instant(AT.fetch_add(1000, Ordering::SeqCst))
}

pub fn day(y: i16, m: i8, d: i8) -> Day {
    Day::new(y, m, d).unwrap()
}

pub fn year(y: i16) -> Period {
    Period::year(y).unwrap()
}

fn site() -> Site {
    "song-giang".parse().unwrap()
}

fn named(kind: Kind, n: u128, name: &str) -> Named {
    let at = Ref { kind, site: site(), id: Id::new(1, n) };
    Named { at, name: name.to_owned() }
}

pub struct Province {
    pub office: Office,
    store: Store,
    pub folder: tempfile::TempDir,
    pub unit: Named,
    pub old: Vec<Named>,
    pub new: Vec<Named>,
    pub board: Named,
    pub committees: Vec<Named>,
    /// Asks, assigns and compiles.
    pub officer: Viewer,
    /// Approves.
    pub approver: Viewer,
    /// A second approver.
    pub deputy: Viewer,
    /// Reports for each of the three communes.
    pub clerks: Vec<Viewer>,
}

impl Province {
    pub async fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = app::database_in(folder.path());
        let office = Office::create(&url, site(), clock).await.unwrap();
        let store = Store::open(&url, site(), text::fold::bare).await.unwrap();
        let unit = named(Kind::Unit, 1, "tỉnh Sông Giang (mẫu)");
        let districts =
            [named(Kind::Unit, 2, "huyện Hạ Giang"), named(Kind::Unit, 3, "huyện Thượng Giang")];
        let old = ["An Bình", "Bến Trại", "Cồn Dài", "Đông Hòa"];
        let old: Vec<Named> =
            (11..).zip(old).map(|(n, s)| named(Kind::Unit, n, &format!("xã {s}"))).collect();
        let new = ["An Giang Thượng", "Bến Chùa", "Tân Phú Đông"];
        let new: Vec<Named> =
            (21..).zip(new).map(|(n, s)| named(Kind::Unit, n, &format!("xã {s}"))).collect();
        let board = named(Kind::Body, 1, "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang (mẫu)");
        let committees: Vec<Named> = (11..)
            .zip(&new)
            .map(|(n, u)| named(Kind::Body, n, &format!("Ủy ban nhân dân {}", u.name)))
            .collect();
        let tree = BodyTree::new(committees.iter().map(|c| (c.at.clone(), board.at.clone())));
        let person = |login: &str, name: &str, role, body: &Named| Viewer {
            login: login.to_owned(),
            name: name.to_owned(),
            grants: vec![Grant { role, body: body.clone() }],
            tree: tree.clone(),
        };
        let names = ["Trần Văn Thử", "Lê Thị Nháp", "Phạm Văn Ví"];
        let clerks = committees.iter().zip(names).enumerate();
        let clerks =
            clerks.map(|(i, (c, n))| person(&format!("xa{}", i + 1), n, Role::Clerk, c)).collect();
        let province = Self {
            officer: person("tham.muu", "Vũ Thị Mẫu", Role::Officer, &board),
            approver: person("duyet", "Đỗ Văn Minh Họa", Role::Approver, &board),
            deputy: person("pho", "Ngô Thị Minh Họa", Role::Approver, &board),
            clerks,
            office,
            store,
            folder,
            unit,
            old,
            new,
            board,
            committees,
        };
        province.found(&districts).await;
        province
    }

    fn actor(&self) -> Actor {
        Actor { login: "tham.muu".into(), name: "Vũ Thị Mẫu".into(), body: self.board.clone() }
    }

    pub fn draft(&self, at: &Ref, on: Day, payload: Payload) -> Draft {
        Draft {
            effective_on: on,
            subject: at.clone(),
            actor: self.actor(),
            evidence: Vec::new(),
            payload,
        }
    }

    /// Appends drafts as another part of the program would.
    pub async fn append(&self, drafts: Vec<Draft>) {
        self.append_at(drafts, clock()).await;
    }

    /// Appends drafts at an instant.
    pub async fn append_at(&self, drafts: Vec<Draft>, at: Instant) {
        let mut writer = self.store.begin_write().await.unwrap();
        writer.append(drafts, at).await.unwrap();
        writer.commit().await.unwrap();
    }

    async fn found(&self, districts: &[Named; 2]) {
        let merger = day(2025, 7, 1);
        let first = day(2020, 1, 1);
        let mut drafts = vec![self.unit_draft(&self.unit, UnitLevel::Province, first, None, &[])];
        for d in districts {
            drafts.push(self.unit_draft(d, UnitLevel::District, first, Some(&self.unit), &[]));
        }
        for (i, c) in self.old.iter().enumerate() {
            let above = &districts[i / 2];
            drafts.push(self.unit_draft(c, UnitLevel::Commune, first, Some(above), &[]));
        }
        let from: [&[Named]; 3] = [&self.old[..2], &self.old[2..3], &self.old[3..]];
        for (c, before) in self.new.iter().zip(from) {
            drafts.push(self.unit_draft(c, UnitLevel::Commune, merger, Some(&self.unit), before));
        }
        let gone = self.old.iter().chain(districts);
        let abolished = || Payload::Unit(UnitAct::Abolished { basis: None });
        drafts.extend(gone.map(|u| self.draft(&u.at, merger, abolished())));
        drafts.push(self.body_draft(&self.board, "steering_committee", first, &self.unit, None));
        for (c, u) in self.committees.iter().zip(&self.new) {
            drafts.push(self.body_draft(c, "peoples_committee", merger, u, Some(&self.board)));
        }
        self.append(drafts).await;
    }

    fn unit_draft(
        &self,
        unit: &Named,
        level: UnitLevel,
        on: Day,
        parent: Option<&Named>,
        before: &[Named],
    ) -> Draft {
        let (unit_type, name) = unit.name.split_once(' ').unwrap();
        let all =
            |u: &Named| Predecessor { unit: u.clone(), area: Share::All, population: Share::All };
        let says = UnitAct::Created {
            level,
            unit_type: unit_type.to_owned(),
            name: name.to_owned(),
            code: None,
            parent: parent.cloned(),
            lat_micro: Some(21_000_000),
            lon_micro: Some(105_000_000),
            predecessors: before.iter().map(all).collect(),
            basis: None,
        };
        self.draft(&unit.at, on, Payload::Unit(says))
    }

    fn body_draft(
        &self,
        body: &Named,
        kind: &str,
        on: Day,
        unit: &Named,
        parent: Option<&Named>,
    ) -> Draft {
        let says = BodyAct::Established {
            name: body.name.clone(),
            short_name: Some("BCĐ KVPT".to_owned()),
            kind: kind.to_owned(),
            parent: parent.cloned(),
            unit: Some(unit.clone()),
            standing_for: None,
            basis: None,
        };
        self.draft(&body.at, on, Payload::Body(says))
    }

    /// Puts a finding on record, resting on what is given.
    pub async fn finding(
        &self,
        n: u128,
        kind: FindingKind,
        text: &str,
        cause_of: Option<Named>,
        evidence: Vec<Evidence>,
    ) -> Named {
        let finding = named(Kind::Finding, n, text);
        let facts = FindingFacts {
            kind,
            text: text.to_owned(),
            field: Field::Forces,
            body: None,
            cause_of,
            found_in: None,
        };
        let says = Payload::Finding(FindingAct::Recorded(facts));
        let mut draft = self.draft(&finding.at, day(2025, 12, 20), says);
        draft.evidence = evidence;
        self.append(vec![draft]).await;
        finding
    }

    /// Lays down the form and opens the years 2024 and 2025.
    pub async fn form(&self) -> Ref {
        use app::forms::{FormDefinition, PeriodForm};
        let form = FormDefinition {
            code: "QP-01".to_owned(),
            title: "Báo cáo công tác quốc phòng, quân sự địa phương".to_owned(),
            asked_by: self.board.at.clone(),
            filled_by: UnitLevel::Commune,
            indicators: indicators(),
            on: Some(day(2024, 1, 2)),
        };
        let at = self.office.define_form(&self.officer, form).await.unwrap();
        for y in [2024, 2025] {
            let period = PeriodForm {
                period: year(y),
                on_time_until: day(2026, 3, 9),
                open_until: day(2026, 12, 31),
                on: Some(day(y, 1, 2)),
            };
            self.office.open_period(&self.officer, &at, period).await.unwrap();
        }
        at
    }

    /// The clerk who reports for a unit, also for one that went into another.
    pub fn clerk_of(&self, unit: &Named) -> &Viewer {
        let old = self.old.iter().position(|u| u == unit).map(|i| [0, 0, 1, 2][i]);
        let new = self.new.iter().position(|u| u == unit);
        &self.clerks[old.or(new).unwrap()]
    }

    /// Reports for a unit, from begun to handed in.
    pub async fn report(&self, form: &Ref, unit: &Named, y: i16, cells: &[(&str, &str)]) -> Ref {
        let clerk = self.clerk_of(unit);
        let at = self.office.begin_submission(clerk, form, &unit.at, year(y)).await.unwrap();
        let faults = self.office.enter_cells(clerk, &at, &typed(cells)).await.unwrap();
        assert_eq!(faults, []);
        self.office.submit(clerk, &at).await.unwrap();
        at
    }
}

/// Cells as typed; a word that is no number is the code of a state.
pub fn typed(cells: &[(&str, &str)]) -> Vec<app::submissions::TypedCell> {
    let one = |(code, text): &(&str, &str)| {
        let number = text.starts_with(|c: char| c.is_ascii_digit());
        let (state, value) = if number { ("", *text) } else { (*text, "") };
        app::submissions::TypedCell {
            indicator: (*code).to_owned(),
            state: state.to_owned(),
            value: value.to_owned(),
            note: String::new(),
        }
    };
    cells.iter().map(one).collect()
}

pub fn indicators() -> Vec<app::forms::Indicator> {
    use app::forms::{Indicator, Target};
    let of = |code: &str, name: &str, measure: &str, aggregation, parts: Option<(&str, &str)>| {
        Indicator {
            code: code.to_owned(),
            name: name.to_owned(),
            measure: measure.to_owned(),
            scale: 0,
            aggregation,
            parts: parts.map(|(n, d)| (n.to_owned(), d.to_owned())),
            field: Field::Forces,
            targets: Vec::new(),
        }
    };
    let mut trained = of("HV", "Số người được bồi dưỡng", "người", Aggregation::Sum, None);
    let basis = "Kế hoạch số 45/KH-UBND".to_owned();
    trained.targets = vec![Target { year: 2025, value: 600, basis }];
    vec![
        of("DQ", "Tổng số dân quân tự vệ", "người", Aggregation::Stock, None),
        of("DV", "Số đảng viên trong dân quân tự vệ", "người", Aggregation::Stock, None),
        of(
            "TL",
            "Tỷ lệ đảng viên trong dân quân tự vệ",
            "%",
            Aggregation::Ratio,
            Some(("DV", "DQ")),
        ),
        trained,
    ]
}
