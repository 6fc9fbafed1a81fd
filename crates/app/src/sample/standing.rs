//! The sample's register of documents by hand: one replaced, one amended, days of effect, a look-up; entered as the officer would.

use super::table::{Row, rows};
use crate::documents::{DocumentIndex, LinkForm, LinkTarget, NewDocument, Twin};
use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use terms::{DocNumber, Force, Ref, Relation};

const DOCUMENTS: &str = include_str!("../../../../sample/documents.tsv");
const ACTS: &str = include_str!("../../../../sample/document_acts.tsv");

impl Office {
    /// Enters documents of which there is no file, and what is said of documents by hand; how many acts that were.
    pub(super) async fn load_standing(&self, officer: &Viewer) -> Result<usize, Error> {
        let (documents, acts) = (rows(DOCUMENTS), rows(ACTS));
        for row in &documents {
            let at = self.enter_document(officer, document(row), Twin::Unsaid).await?.at;
            let days = (row.day("effect_from"), row.day("effect_until"));
            if days != (None, None) {
                self.state_force(officer, &at, days, row.some("basis")).await?;
            }
        }
        for row in &acts {
            self.load_document_act(officer, row).await?;
        }
        Ok(documents.len() + acts.len())
    }

    async fn load_document_act(&self, officer: &Viewer, row: &Row<'_>) -> Result<(), Error> {
        let at = self.named_in_sample(row.get("document")).await?;
        let done = match row.get("act") {
            "effect" => {
                let days = (row.day("on"), None);
                self.state_force(officer, &at, days, row.some("words")).await
            }
            "check" => {
                let found = Force::from_code(row.get("relation")).unwrap_or(Force::NotChecked);
                self.check_force(officer, &at, (row.day("on"), found), row.get("words")).await
            }
            _ => {
                let form = LinkForm {
                    target: LinkTarget::Words(row.get("other").to_owned()),
                    relation: Relation::from_code(row.get("relation"))
                        .unwrap_or(Relation::Mentions),
                    provisions: row.some("provisions"),
                    from: row.day("on"),
                    basis: row.some("words"),
                };
                self.link_document(officer, &at, form).await
            }
        };
        done.map(|_| ())
    }

    async fn named_in_sample(&self, line: &str) -> Result<Ref, Error> {
        let facts = self.facts().await?;
        Ok(DocumentIndex::new(&facts.documents).only(line)?.at.clone())
    }
}

fn document(row: &Row<'_>) -> NewDocument {
    NewDocument {
        number: DocNumber::parse(row.get("number")),
        doc_type: row.get("type").to_owned(),
        subject: row.get("subject").to_owned(),
        issuer: row.some("issuer"),
        issued_on: row.get("issued_on").parse().ok(),
        signer: row.some("signer"),
        circulation: None,
    }
}
