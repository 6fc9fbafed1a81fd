//! How the bodies of the sample stand: chains, posts laid down, reorganisations, parts in lines of work.

use super::register::{Register, body_names};
use super::table::{Row, rows};
use record::payload::BodyAct;
use record::{Draft, Payload};
use std::collections::BTreeMap;
use terms::{Chain, Charge, Field, Kind, Period};

const CHAINS: &str = include_str!("../../../../sample/chains.tsv");
const POSTS_LAID: &str = include_str!("../../../../sample/posts_laid.tsv");
const CONSTITUTIONS: &str = include_str!("../../../../sample/constitutions.tsv");
const CHARGES: &str = include_str!("../../../../sample/charges.tsv");

impl Register<'_> {
    /// Everything that is said of bodies beyond their names and principal superiors.
    pub(crate) fn offices(&self) -> Vec<Draft> {
        let names = body_names();
        let mut drafts: Vec<Draft> =
            rows(CHAINS).iter().filter_map(|row| self.chain(row, &names)).collect();
        drafts.extend(rows(POSTS_LAID).iter().flat_map(|row| self.laid(row)));
        drafts.extend(rows(CONSTITUTIONS).iter().filter_map(|row| self.constituted(row)));
        drafts.extend(rows(CHARGES).iter().flat_map(|row| self.charged(row)));
        drafts
    }

    fn of_body(&self, row: &Row<'_>, on: &str, says: BodyAct) -> Option<Draft> {
        let at = self.keys.at(Kind::Body, row.get("body"));
        Some(self.draft(at, row.day(on)?, Payload::Body(says)))
    }

    fn chain(&self, row: &Row<'_>, names: &BTreeMap<&str, &str>) -> Option<Draft> {
        let chain = Chain::from_code(row.get("chain"))?;
        let parent = self.link(Kind::Body, row.get("parent"), names);
        let says = BodyAct::Placed { chain, parent, basis: row.some("basis") };
        self.of_body(row, "valid_from", says)
    }

    fn laid(&self, row: &Row<'_>) -> Vec<Draft> {
        let (post, basis) = (row.get("post").to_owned(), row.some("basis"));
        let seats = row.get("seats").parse().unwrap_or(1);
        let laid = BodyAct::PostLaidDown { post: post.clone(), seats, basis: basis.clone() };
        let mut drafts: Vec<Draft> = self.of_body(row, "valid_from", laid).into_iter().collect();
        if let Some(last) = row.day("valid_to") {
            let at = self.keys.at(Kind::Body, row.get("body"));
            // A post that lasts as long as its body ends with it.
            if !self.ceases(row.get("body"), last) {
                let ended = Payload::Body(BodyAct::PostEnded { post, basis });
                drafts.push(self.draft(at, last.plus_days(1), ended));
            }
        }
        drafts
    }

    fn constituted(&self, row: &Row<'_>) -> Option<Draft> {
        let term = row.day("term_from").zip(row.day("term_to"));
        let says = BodyAct::Constituted {
            document: None,
            seats: row.get("seats").parse().ok(),
            term: term.and_then(|(from, to)| Period::new(from, to).ok()),
            basis: row.some("basis"),
        };
        self.of_body(row, "on", says)
    }

    fn charged(&self, row: &Row<'_>) -> Option<Draft> {
        let says = BodyAct::Charged {
            part: Charge::from_code(row.get("part"))?,
            field: Field::from_code(row.get("field"))?,
            matter: row.some("matter"),
            post: row.some("post"),
            basis: row.some("basis"),
        };
        self.of_body(row, "valid_from", says)
    }
}
