//! Which entry of the register a proposed document is, where that cannot be told: the proposal gets a question with the entries to
//! choose from. Where there is nothing to ask, no question is shown.

use super::outcome::document_facts;
use super::proposal::{Input, Proposal, ProposalKind};
use super::resolve::OTHER;
use crate::documents::{DocumentIndex, Match, identity};
use crate::error::Error;
use crate::office::Office;
use read::contract::{Candidate, Warning};
use record::object::Intake;

/// Code of the doubt.
const CODE: &str = "document.candidates";

impl Office {
    /// Puts the questions into the proposals that are still open.
    pub(super) async fn ask_which(
        &self,
        intake: &Intake,
        proposals: &mut [Proposal],
    ) -> Result<(), Error> {
        let facts = self.facts().await?;
        let index = DocumentIndex::new(&facts.documents);
        let bodies = self.body_index(self.today()).await?;
        for p in proposals {
            let asked = matches!(p.kind, ProposalKind::Document | ProposalKind::Cited);
            let open = asked && !intake.decided.contains_key(&p.key);
            // A value that is none is told when the proposal is decided.
            let of = document_facts(p, &bodies).ok().filter(|_| open);
            match of.map(|f| index.find(&identity(&f))) {
                Some(Match::Several(all)) => {
                    let each = all.iter().map(|e| (e.called(), e.why()));
                    ask(
                        p,
                        each.map(|(n, why)| (n.at.to_string(), n.name, why.to_owned())).collect(),
                    );
                }
                _ => p.entries.retain(|e| e.name != "same_as"),
            }
        }
        Ok(())
    }
}

fn ask(p: &mut Proposal, mut all: Vec<(String, String, String)>) {
    let other = "Văn bản khác, chưa có trong danh mục".to_owned();
    all.push((OTHER.to_owned(), other, "đưa thành văn bản mới".to_owned()));
    let candidate = |(value, _, reason): &(String, String, String)| Candidate {
        value: value.clone(),
        reason: reason.clone(),
    };
    let candidates: Vec<Candidate> = all.iter().map(candidate).collect();
    if let Some(entry) = p.entries.iter_mut().find(|e| e.name == "same_as") {
        entry.input = Input::Choice(all.into_iter().map(|(v, label, _)| (v, label)).collect());
        entry.candidates.clone_from(&candidates);
    }
    let message = format!(
        "{}: chưa xác định được là văn bản nào trong danh mục. Hãy chọn một văn bản, hoặc chọn văn bản khác.",
        p.title
    );
    p.doubts.push(Warning { code: CODE.to_owned(), message, start: None, end: None, candidates });
}
