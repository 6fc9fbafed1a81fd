//! Builders: a ledger of invented acts, and the objects they fold into.

use record::figures::{Facts, MapChoice, Question};
use record::payload::*;
use record::{Act, Actor, Entry, Evidence, Object, Payload};
use std::collections::BTreeMap;
use terms::*;

pub(crate) fn day(s: &str) -> Day {
    s.parse().unwrap()
}

pub(crate) fn year(y: i16) -> Period {
    Period::year(y).unwrap()
}

pub(crate) fn at(kind: Kind, n: u64) -> Ref {
    Ref { kind, site: "song-giang".parse().unwrap(), id: Id::new(1_700_000_000_000, n.into()) }
}

pub(crate) fn named(kind: Kind, n: u64, name: &str) -> Named {
    Named { at: at(kind, n), name: name.to_owned() }
}

pub(crate) fn actor(login: &str) -> Actor {
    let body = named(Kind::Body, 1, "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang");
    Actor { login: login.to_owned(), name: format!("Cán bộ {login}"), body }
}

pub(crate) fn entry(subject: Ref, login: &str, on: &str) -> Entry {
    let evidence = Vec::new();
    let on = day(on);
    Entry { subject, actor: actor(login), effective_on: on, today: day("2026-06-30"), evidence }
}

pub(crate) fn file() -> Vec<Evidence> {
    vec![Evidence::File { sha256: "0".repeat(64), file_name: "bao-cao.docx".to_owned() }]
}

/// Acts of one or more sites in the order they are entered.
#[derive(Default, Clone)]
pub(crate) struct Ledger {
    pub(crate) acts: Vec<Act>,
    clock: i64,
    ends: BTreeMap<Site, u64>,
}

impl Ledger {
    pub(crate) fn say(&mut self, subject: &Ref, on: Day, payload: Payload) -> &mut Self {
        self.say_at("song-giang", "can-bo", subject, on, payload)
    }

    pub(crate) fn say_at(
        &mut self,
        site: &str,
        login: &str,
        subject: &Ref,
        on: Day,
        payload: Payload,
    ) -> &mut Self {
        let site: Site = site.parse().unwrap();
        let end = self.ends.entry(site.clone()).or_default();
        *end += 1;
        let seq = *end;
        self.clock += 1;
        self.acts.push(Act {
            site,
            seq,
            recorded_at: Instant(1_700_000_000_000_000 + self.clock),
            effective_on: on,
            subject: subject.clone(),
            actor: actor(login),
            evidence: file(),
            payload,
        });
        self
    }

    pub(crate) fn objects(&self) -> Vec<Object> {
        let mut by: BTreeMap<&Ref, Vec<&Act>> = BTreeMap::new();
        for act in &self.acts {
            by.entry(&act.subject).or_default().push(act);
        }
        by.into_values().filter_map(record::fold).collect()
    }

    pub(crate) fn facts(&self) -> Facts {
        Facts::of(self.objects())
    }

    pub(crate) fn object(&self, at: &Ref) -> Object {
        record::fold(self.acts.iter().filter(|a| a.subject == *at)).unwrap()
    }

    /// A unit from a day on.
    pub(crate) fn unit(
        &mut self,
        n: u64,
        level: UnitLevel,
        name: &str,
        parent: Option<u64>,
        on: Day,
        from: &[(u64, Share)],
    ) -> Ref {
        let unit = at(Kind::Unit, n);
        let predecessors = from
            .iter()
            .map(|(n, share)| Predecessor {
                unit: named(Kind::Unit, *n, "đơn vị cũ"),
                area: *share,
                population: *share,
            })
            .collect();
        let says = UnitAct::Created {
            level,
            unit_type: "xã".to_owned(),
            name: name.to_owned(),
            code: None,
            parent: parent.map(|p| named(Kind::Unit, p, "đơn vị cấp trên")),
            lat_micro: None,
            lon_micro: None,
            predecessors,
            basis: None,
        };
        self.say(&unit, on, Payload::Unit(says));
        unit
    }

    pub(crate) fn abolish(&mut self, n: u64, on: Day) {
        let says = Payload::Unit(UnitAct::Abolished { basis: None });
        self.say(&at(Kind::Unit, n), on, says);
    }

    /// A form filled by communes, with the periods opened.
    pub(crate) fn form(&mut self, indicators: Vec<Indicator>, periods: &[Period]) -> Ref {
        let form = at(Kind::Form, 1);
        let facts = FormFacts {
            code: "QP-01".to_owned(),
            title: "Báo cáo công tác quốc phòng".to_owned(),
            asked_by: named(Kind::Body, 1, "Ban Chỉ đạo"),
            filled_by: UnitLevel::Commune,
            indicators,
        };
        self.say(&form, day("2000-01-01"), Payload::Form(FormAct::Defined(facts)));
        for period in periods {
            let opened = FormAct::PeriodOpened {
                period: *period,
                on_time_until: period.to().plus_days(15),
                open_until: period.to().plus_days(30),
            };
            self.say(&form, period.to(), Payload::Form(opened));
        }
        form
    }

    /// An approved submission of a commune.
    pub(crate) fn submit(&mut self, unit: u64, period: Period, cells: &[(&str, Cell)]) -> Ref {
        let submission = self.hand_in(unit, period, cells);
        let approved = Payload::Submission(SubmissionAct::Approved);
        self.say(&submission, period.to().plus_days(5), approved);
        submission
    }

    /// A submission of a commune that waits for approval.
    pub(crate) fn hand_in(&mut self, unit: u64, period: Period, cells: &[(&str, Cell)]) -> Ref {
        let number = 10_000 + self.acts.len() as u64;
        let submission = at(Kind::Submission, number);
        let begun = SubmissionAct::Begun {
            form: named(Kind::Form, 1, "QP-01"),
            unit: named(Kind::Unit, unit, "xã báo cáo"),
            period,
        };
        let cells = cells
            .iter()
            .map(|(code, cell)| CellEntry {
                indicator: (*code).to_owned(),
                cell: *cell,
                note: None,
            })
            .collect();
        let on = period.to().plus_days(4);
        for says in [begun, SubmissionAct::Entered { cells, file: None }, SubmissionAct::Submitted]
        {
            self.say(&submission, on, Payload::Submission(says));
        }
        submission
    }
}

pub(crate) fn indicator(code: &str, aggregation: Aggregation) -> Indicator {
    Indicator {
        code: code.to_owned(),
        name: format!("số liệu {code}"),
        measure: "người".to_owned(),
        scale: 0,
        aggregation,
        parts: None,
        field: Field::Forces,
        targets: Vec::new(),
    }
}

pub(crate) fn ratio(code: &str, num: &str, den: &str) -> Indicator {
    let parts = Some((num.to_owned(), den.to_owned()));
    Indicator { parts, measure: "%".to_owned(), ..indicator(code, Aggregation::Ratio) }
}

pub(crate) fn question(code: &str, unit: &Ref, periods: &[Period], map: MapChoice) -> Question {
    Question {
        form: at(Kind::Form, 1),
        indicator: code.to_owned(),
        unit: unit.clone(),
        periods: periods.to_vec(),
        map,
        include_unapproved: false,
    }
}

pub(crate) fn task_facts(due_on: Option<Day>) -> TaskFacts {
    TaskFacts {
        title: "Tổ chức diễn tập phòng thủ dân sự".to_owned(),
        assigner: named(Kind::Body, 1, "Ban Chỉ đạo"),
        lead: named(Kind::Body, 2, "Bộ Chỉ huy quân sự tỉnh"),
        coordinating: vec![named(Kind::Body, 3, "Công an tỉnh")],
        due_on,
        field: Field::CivilDefence,
        basis: Vec::new(),
    }
}

pub(crate) fn finding(kind: FindingKind, text: &str, cause_of: Option<u64>) -> Payload {
    Payload::Finding(FindingAct::Recorded(FindingFacts {
        kind,
        text: text.to_owned(),
        field: Field::Defence,
        body: None,
        cause_of: cause_of.map(|n| named(Kind::Finding, n, "hạn chế")),
        found_in: None,
    }))
}
