//! Units, bodies and people of the sample as drafts of acts. What bodies are charged with and how they are set up stands in
//! `offices`.

use super::keys::Keys;
use super::table::{Row, rows};
use record::payload::{BodyAct, PersonAct, Predecessor, Share, UnitAct};
use record::{Actor, Draft, Payload};
use std::collections::BTreeMap;
use terms::{Day, Edtf, Kind, Named, Ref, UnitLevel};

const UNITS: &str = include_str!("../../../../sample/units.tsv");
const SUCCESSION: &str = include_str!("../../../../sample/succession.tsv");
const BODIES: &str = include_str!("../../../../sample/bodies.tsv");
const AREAS: &str = include_str!("../../../../sample/areas.tsv");
const BODY_SUCCESSION: &str = include_str!("../../../../sample/body_succession.tsv");
const PEOPLE: &str = include_str!("../../../../sample/people.tsv");
const POSTS: &str = include_str!("../../../../sample/posts.tsv");

/// Makes drafts by one actor.
pub(crate) struct Register<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) actor: &'a Actor,
    /// The day from which things hold whose beginning the tables leave open.
    pub(crate) beginning: Day,
}

impl Register<'_> {
    pub(super) fn draft(&self, subject: Ref, effective_on: Day, payload: Payload) -> Draft {
        Draft { effective_on, subject, actor: self.actor.clone(), evidence: Vec::new(), payload }
    }

    pub(super) fn link(
        &self,
        kind: Kind,
        key: &str,
        names: &BTreeMap<&str, &str>,
    ) -> Option<Named> {
        (!key.is_empty())
            .then(|| self.keys.named(kind, key, names.get(key).copied().unwrap_or(key)))
    }

    /// Every unit with its predecessors, and the end of those that ceased.
    pub(crate) fn units(&self) -> Vec<Draft> {
        let units = rows(UNITS);
        let names: BTreeMap<&str, &str> =
            units.iter().map(|r| (r.get("key"), r.get("label"))).collect();
        let mut before: BTreeMap<&str, Vec<Predecessor>> = BTreeMap::new();
        for edge in rows(SUCCESSION) {
            let Some(unit) = self.link(Kind::Unit, edge.get("predecessor"), &names) else {
                continue;
            };
            let (area, population) =
                (share(edge.get("area_part")), share(edge.get("population_part")));
            before.entry(edge.get("successor")).or_default().push(Predecessor {
                unit,
                area,
                population,
            });
        }
        units.iter().flat_map(|row| self.unit(row, &names, before.remove(row.get("key")))).collect()
    }

    fn unit(
        &self,
        row: &Row<'_>,
        names: &BTreeMap<&str, &str>,
        before: Option<Vec<Predecessor>>,
    ) -> Vec<Draft> {
        let at = self.keys.at(Kind::Unit, row.get("key"));
        let level = UnitLevel::from_code(row.get("level")).unwrap_or(UnitLevel::Commune);
        let degrees =
            |column| row.get(column).parse::<f64>().ok().map(|d| (d * 1e6).round() as i64);
        let created = UnitAct::Created {
            level,
            unit_type: row.get("type").to_owned(),
            name: row.get("name").to_owned(),
            code: row.some("code"),
            parent: self.link(Kind::Unit, row.get("parent"), names),
            lat_micro: degrees("lat"),
            lon_micro: degrees("lon"),
            predecessors: before.unwrap_or_default(),
            basis: row.some("basis"),
        };
        let from = row.day("valid_from").unwrap_or(self.beginning);
        let mut out = vec![self.draft(at.clone(), from, Payload::Unit(created))];
        if let Some(last) = row.day("valid_to") {
            let basis = row.some("basis");
            out.push(self.draft(
                at,
                last.plus_days(1),
                Payload::Unit(UnitAct::Abolished { basis }),
            ));
        }
        out
    }

    /// Every body, and the end of those that ceased.
    pub(crate) fn bodies(&self) -> Vec<Draft> {
        let bodies = rows(BODIES);
        let names: BTreeMap<&str, &str> =
            bodies.iter().map(|r| (r.get("key"), r.get("name"))).collect();
        let labels = rows(UNITS);
        let units: BTreeMap<&str, &str> =
            labels.iter().map(|r| (r.get("key"), r.get("label"))).collect();
        let mut after: BTreeMap<&str, Vec<Named>> = BTreeMap::new();
        for edge in rows(BODY_SUCCESSION) {
            let next = self.link(Kind::Body, edge.get("successor"), &names);
            after.entry(edge.get("predecessor")).or_default().extend(next);
        }
        let mut successors = |row: &Row<'_>| after.remove(row.get("key")).unwrap_or_default();
        let each = bodies.iter().flat_map(|row| self.body(row, &names, &units, successors(row)));
        let mut out: Vec<Draft> = each.collect();
        out.extend(self.areas(&units));
        out
    }

    /// The units that each regional command takes in, from the first day on.
    fn areas(&self, units: &BTreeMap<&str, &str>) -> Vec<Draft> {
        let all = rows(AREAS);
        let mut by: BTreeMap<(&str, &str), Vec<&Row<'_>>> = BTreeMap::new();
        for row in &all {
            by.entry((row.get("body"), row.get("valid_from"))).or_default().push(row);
        }
        let one = |((body, _), rows): ((&str, &str), Vec<&Row<'_>>)| {
            let first = rows.first()?;
            let taken = rows.iter().filter_map(|r| self.link(Kind::Unit, r.get("unit"), units));
            let says = BodyAct::AreaSet { units: taken.collect(), basis: first.some("basis") };
            let from = first.day("valid_from").unwrap_or(self.beginning);
            Some(self.draft(self.keys.at(Kind::Body, body), from, Payload::Body(says)))
        };
        by.into_iter().filter_map(one).collect()
    }

    fn body(
        &self,
        row: &Row<'_>,
        names: &BTreeMap<&str, &str>,
        units: &BTreeMap<&str, &str>,
        successors: Vec<Named>,
    ) -> Vec<Draft> {
        let at = self.keys.at(Kind::Body, row.get("key"));
        let established = BodyAct::Established {
            name: row.get("name").to_owned(),
            short_name: row.some("short_name"),
            kind: row.get("kind").to_owned(),
            parent: self.link(Kind::Body, row.get("parent"), names),
            unit: self.link(Kind::Unit, row.get("unit"), units),
            // The record knows one body for which it stands at a time: the first that the table names.
            standing_for: row
                .list("standing_agency_of")
                .first()
                .and_then(|key| self.link(Kind::Body, key, names)),
            basis: row.some("basis"),
        };
        let from = row.day("valid_from").unwrap_or(self.beginning);
        let mut out = vec![self.draft(at.clone(), from, Payload::Body(established))];
        if let Some(last) = row.day("valid_to") {
            let dissolved = BodyAct::Dissolved { successors, basis: row.some("basis") };
            out.push(self.draft(at, last.plus_days(1), Payload::Body(dissolved)));
        }
        out
    }

    /// Every person with ranks and posts.
    pub(crate) fn people(&self) -> Vec<Draft> {
        let bodies = rows(BODIES);
        let names: BTreeMap<&str, &str> =
            bodies.iter().map(|r| (r.get("key"), r.get("name"))).collect();
        let mut out = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        let people = rows(PEOPLE);
        for row in &people {
            let at = self.keys.at(Kind::Person, row.get("key"));
            if !known.contains(&row.get("key")) {
                known.push(row.get("key"));
                let name = row.get("name").to_owned();
                let act = Payload::Person(PersonAct::Registered { name });
                out.push(self.draft(at.clone(), self.beginning, act));
            }
            if let Some(rank) = row.some("rank") {
                let from = row.day("rank_from");
                let act = PersonAct::RankHeld { rank, from: from.map(Edtf::from) };
                out.push(self.draft(at, from.unwrap_or(self.beginning), Payload::Person(act)));
            }
        }
        out.extend(rows(POSTS).iter().map(|row| self.post(row, &names)));
        out
    }

    fn post(&self, row: &Row<'_>, names: &BTreeMap<&str, &str>) -> Draft {
        let from = row.day("valid_from");
        let act = PersonAct::PostHeld {
            title: row.get("title").to_owned(),
            body: self.link(Kind::Body, row.get("body"), names),
            from: from.map(Edtf::from),
            to: row.day("valid_to"),
        };
        let at = self.keys.at(Kind::Person, row.get("person"));
        self.draft(at, from.unwrap_or(self.beginning), Payload::Person(act))
    }
}

fn share(code: &str) -> Share {
    match code {
        "all" => Share::All,
        "none" => Share::None,
        "unknown" => Share::Unknown,
        _ => Share::Part,
    }
}

impl Register<'_> {
    /// Whether a body's last day is this one.
    pub(super) fn ceases(&self, key: &str, last: Day) -> bool {
        rows(BODIES).iter().any(|r| r.get("key") == key && r.day("valid_to") == Some(last))
    }
}

/// Names of the sample's bodies by key.
pub(super) fn body_names() -> BTreeMap<&'static str, &'static str> {
    rows(BODIES).iter().map(|r| (r.get("key"), r.get("name"))).collect()
}
