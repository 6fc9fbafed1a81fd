//! What became of one directive of the sample, as drafts: addressed, received, carried out, made known, reported.

use super::keys::Keys;
use super::table::{Row, rows};
use super::work::Library;
use record::payload::{ActivityAct, DocumentAct, DocumentFacts};
use record::{Actor, Draft, Payload};
use std::collections::BTreeMap;
use terms::{Day, DocNumber, Edtf, Kind, Named, Ref, Relation};

const ADDRESSED: &str = include_str!("../../../../sample/addressed.tsv");
const RECEIPTS: &str = include_str!("../../../../sample/receipts.tsv");
const ISSUED: &str = include_str!("../../../../sample/issued.tsv");
const SESSIONS: &str = include_str!("../../../../sample/sessions.tsv");
const ACTIVITIES: &str = include_str!("../../../../sample/activities.tsv");

/// Makes the drafts of the cascade.
pub(crate) struct Cascade<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) library: &'a Library,
    pub(crate) actor: &'a Actor,
    pub(crate) bodies: BTreeMap<&'static str, &'static str>,
}

impl Cascade<'_> {
    /// Every draft, in an order in which each fits.
    pub(crate) fn drafts(&self) -> Vec<Draft> {
        let mut out: Vec<Draft> =
            rows(ADDRESSED).iter().filter_map(|r| self.addressed(r)).collect();
        out.extend(rows(RECEIPTS).iter().filter_map(|r| self.received(r)));
        out.extend(rows(ISSUED).iter().flat_map(|r| self.issued(r)));
        out.extend(self.sessions());
        out
    }

    fn draft(&self, subject: &Ref, on: Day, payload: Payload) -> Draft {
        Draft {
            effective_on: on,
            subject: subject.clone(),
            actor: self.actor.clone(),
            evidence: Vec::new(),
            payload,
        }
    }

    fn body(&self, key: &str) -> Named {
        self.keys.named(Kind::Body, key, self.bodies.get(key).copied().unwrap_or(key))
    }

    fn document(&self, number: &str) -> Option<&Named> {
        self.library.by_number.get(&DocNumber::parse(number)?.key())
    }

    fn addressed(&self, row: &Row<'_>) -> Option<Draft> {
        let says = DocumentAct::Addressed {
            bodies: row.list("bodies").into_iter().map(|key| self.body(key)).collect(),
            below: !row.get("below").is_empty(),
            receive_by: row.day("receive_by"),
            disseminate_by: row.day("disseminate_by"),
            implement_by: row.day("implement_by"),
            report_by: row.day("report_by"),
            basis: row.some("basis"),
        };
        let document = self.document(row.get("document"))?;
        Some(self.draft(&document.at, row.day("on")?, Payload::Document(says)))
    }

    fn received(&self, row: &Row<'_>) -> Option<Draft> {
        let body = self.body(row.get("body"));
        let says = DocumentAct::Delivered { body, number: row.some("number") };
        let document = self.document(row.get("document"))?;
        Some(self.draft(&document.at, row.day("on")?, Payload::Document(says)))
    }

    /// A document known by its number only, and what it is to the directive.
    fn issued(&self, row: &Row<'_>) -> Vec<Draft> {
        let (Some(on), Some(target)) = (row.day("on"), self.document(row.get("document"))) else {
            return Vec::new();
        };
        let at = self.keys.at(Kind::Document, row.get("key"));
        let facts = DocumentFacts {
            number: DocNumber::parse(row.get("number")),
            doc_type: row.get("type").to_owned(),
            subject: row.get("subject").to_owned(),
            issuer: row.some("issuer_name"),
            issuer_body: Some(self.keys.at(Kind::Body, row.get("issuer"))),
            issued_on: Some(Edtf::from(on)),
            signer: None,
            intake: None,
            circulation: None,
        };
        let linked = DocumentAct::Linked {
            target: target.clone(),
            relation: Relation::from_code(row.get("relation")).unwrap_or(Relation::Mentions),
            provisions: None,
            basis: Some(
                "Nhập từ sổ văn bản đến của Văn phòng Ủy ban nhân dân tỉnh (mẫu)".to_owned(),
            ),
        };
        [DocumentAct::Registered(facts), linked]
            .map(|says| self.draft(&at, on, Payload::Document(says)))
            .into()
    }

    /// What each session made known, who had to come, and how many came.
    fn sessions(&self) -> Vec<Draft> {
        let held: BTreeMap<&str, Option<Day>> =
            rows(ACTIVITIES).iter().map(|r| (r.get("key"), r.day("date"))).collect();
        let all = rows(SESSIONS);
        let mut out = Vec::new();
        for (key, on) in held {
            let own: Vec<&Row<'_>> = all.iter().filter(|r| r.get("activity") == key).collect();
            let (Some(on), Some(first)) = (on, own.first()) else { continue };
            let at = self.keys.at(Kind::Activity, key);
            let called = own.iter().filter_map(|r| r.some("body"));
            let says = ActivityAct::Convened {
                documents: self.document(first.get("document")).cloned().into_iter().collect(),
                bodies: called.map(|key| self.body(&key)).collect(),
                summoned: Vec::new(),
            };
            out.push(self.draft(&at, on, Payload::Activity(says)));
            for row in own {
                let Ok(present) = row.get("present").parse() else { continue };
                let body = self.body(row.get("body"));
                let summoned = row.get("summoned").parse().ok();
                let says = ActivityAct::Attended { body, present, summoned };
                out.push(self.draft(&at, on, Payload::Activity(says)));
            }
        }
        out
    }
}
