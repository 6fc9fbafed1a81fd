//! Deciding on a proposal: confirmed as proposed, corrected, or rejected; once, by one person, in one transaction.

use super::outcome::Outcome;
use super::proposal::{Proposal, ProposalKind};
use super::propose::propose;
use super::resolve::{Registers, refused};
use super::subject::name_cited;
use crate::error::Error;
use crate::office::{Office, held};
use crate::permit::Viewer;
use record::decide::{self, Entry};
use record::object::Intake;
use record::payload::IntakeAct;
use record::{Actor, Evidence};
use terms::{Day, Decision, Named, Ref, Role};

/// What a person says to a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It goes on record as proposed.
    Confirm,
    /// It goes on record with these entries, by name; `reason` says why, when it is among them.
    Correct(Vec<(String, String)>),
    /// It does not go on record.
    Reject {
        /// Why.
        reason: String,
    },
}

impl Answer {
    fn decision(&self) -> Decision {
        match self {
            Self::Confirm => Decision::Confirmed,
            Self::Correct(_) => Decision::Corrected,
            Self::Reject { .. } => Decision::Rejected,
        }
    }
}

/// What is needed to put one proposal on record.
pub(crate) struct Case<'a> {
    pub(crate) office: &'a Office,
    pub(crate) actor: &'a Actor,
    pub(crate) registers: &'a Registers,
    pub(crate) intake: &'a Intake,
    /// This document on the register, once it is confirmed.
    pub(crate) document: Option<Named>,
    /// The day the document speaks of, for what it says to hold from.
    pub(crate) day: Day,
    pub(crate) evidence: Vec<Evidence>,
}

impl Office {
    /// Decides on one proposal; gives the object that came of it.
    ///
    /// # Errors
    /// `permit.missing`, `proposal.already-decided` and the refusals of what would be put on record.
    pub async fn answer(
        &self,
        viewer: &Viewer,
        at: &Ref,
        key: &str,
        answer: Answer,
    ) -> Result<Option<Named>, Error> {
        let role =
            if key.starts_with(ProposalKind::Task.code()) { Role::Officer } else { Role::Clerk };
        let actor = viewer.acting_at_home(role)?;
        let mut writer = self.store.begin_write().await?;
        let intake: Intake = held(&mut writer, at).await?;
        // Before anything else, so that the second of two people is told who was first.
        self.undecided(&intake, &actor, key)?;
        let (decision, reason) = (answer.decision(), reason_of(&answer));
        let outcome = match answer {
            Answer::Reject { .. } => Outcome::default(),
            Answer::Confirm => self.outcome(&actor, &intake, key, &[]).await?,
            Answer::Correct(typed) => self.outcome(&actor, &intake, key, &typed).await?,
        };
        let says = IntakeAct::Decided {
            proposal: key.to_owned(),
            decision,
            outcome: outcome.object.clone(),
            reason,
        };
        let mut drafts = outcome.drafts;
        drafts.extend(decide::intake(Some(&intake), self.entry_of(at, &actor), says)?);
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(outcome.object)
    }

    fn undecided(&self, intake: &Intake, actor: &Actor, key: &str) -> Result<(), Error> {
        let (outcome, reason) = (None, Some("–".to_owned()));
        let says = IntakeAct::Decided {
            proposal: key.to_owned(),
            decision: Decision::Rejected,
            outcome,
            reason,
        };
        decide::intake(Some(intake), self.entry_of(&intake.at, actor), says)?;
        Ok(())
    }

    fn entry_of(&self, at: &Ref, actor: &Actor) -> Entry {
        let today = self.today();
        Entry {
            subject: at.clone(),
            actor: actor.clone(),
            effective_on: today,
            today,
            evidence: Vec::new(),
        }
    }

    async fn outcome(
        &self,
        actor: &Actor,
        intake: &Intake,
        key: &str,
        typed: &[(String, String)],
    ) -> Result<Outcome, Error> {
        let (text, reading) = self.reading(intake).await?;
        let mut proposals = propose(&reading, &intake.title);
        name_cited(&mut proposals, &text);
        let proposal = proposals.into_iter().find(|p| p.key == key);
        let unknown = || refused("proposal.unknown", [("key", key.to_owned())]);
        let proposal = proposal.ok_or_else(unknown)?.corrected(typed);
        complete(&proposal)?;
        let registers = self.registers().await?;
        let document = this_document(intake);
        let day = self.day_of(&registers, document.as_ref());
        let evidence = evidence(intake, &proposal, &text);
        let case =
            Case { office: self, actor, registers: &registers, intake, document, day, evidence };
        case.put(&proposal)
    }

    async fn registers(&self) -> Result<Registers, Error> {
        let facts = self.facts().await?;
        Ok(Registers {
            bodies: self.body_index(self.today()).await?,
            documents: facts.documents.clone(),
            people: facts.people.clone(),
            facts,
        })
    }

    /// The document's own day when it is known, else today.
    fn day_of(&self, registers: &Registers, document: Option<&Named>) -> Day {
        let today = self.today();
        let on_register = document.and_then(|n| registers.documents.iter().find(|d| d.at == n.at));
        let issued = on_register.and_then(|d| d.facts.issued_on).and_then(|on| on.last());
        issued.filter(|day| *day <= today).unwrap_or(today)
    }
}

fn reason_of(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Reject { reason } => Some(reason.clone()),
        Answer::Correct(typed) => {
            let told =
                typed.iter().find(|(name, value)| name == "reason" && !value.trim().is_empty());
            told.map(|(_, why)| why.trim().to_owned())
        }
        Answer::Confirm => None,
    }
}

fn complete(proposal: &Proposal) -> Result<(), Error> {
    let missing = proposal.entries.iter().find(|e| e.required && e.value.trim().is_empty());
    missing
        .map_or(Ok(()), |e| Err(refused("proposal.field-missing", [("field", e.label.to_owned())])))
}

fn this_document(intake: &Intake) -> Option<Named> {
    let key = format!("{}-1", ProposalKind::Document.code());
    intake.decided.get(&key).and_then(|d| d.outcome.clone())
}

/// Every span of the proposal with its own words; a document as a whole rests on its file.
fn evidence(intake: &Intake, proposal: &Proposal, text: &str) -> Vec<Evidence> {
    let (sha256, file_name) = (intake.sha256.clone(), intake.file_name.clone());
    let spans = proposal.spans.iter().filter(|s| s.end > s.start).take(8);
    let told: Vec<Evidence> = spans
        .map(|s| Evidence::Span {
            intake: intake.at.clone(),
            sha256: sha256.clone(),
            file_name: file_name.clone(),
            start: s.start as u64,
            end: s.end as u64,
            quote: text.get(s.start..s.end).unwrap_or("").to_owned(),
        })
        .collect();
    if told.is_empty() { vec![Evidence::File { sha256, file_name }] } else { told }
}
