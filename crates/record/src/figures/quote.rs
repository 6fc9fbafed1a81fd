//! The texts of objects that a review may quote, with what they rest on.

use super::evaluate::act_evidence;
use super::facts::Figures;
use crate::act::Evidence;
use crate::object::Stamp;
use terms::{Kind, Ref};

/// A text with what its object rests on.
type Quoted = (String, Vec<Evidence>);

fn rests(evidence: &[Evidence], created: &Stamp) -> Vec<Evidence> {
    let mut all = evidence.to_vec();
    all.push(act_evidence(created.act.clone()));
    all
}

impl Figures<'_> {
    /// A text of an object, by the part names of `Formula::Quote`.
    pub fn text_of(&self, at: &Ref, part: Option<&str>) -> Option<Quoted> {
        let facts = self.facts;
        match at.kind {
            Kind::Finding => {
                let o = facts.findings.iter().find(|o| o.at == *at)?;
                match part {
                    Some("resolved") => {
                        let (text, by) = o.resolved.as_ref()?;
                        Some((text.clone(), rests(&[], by)))
                    }
                    _ => Some((o.facts.text.clone(), rests(&o.evidence, &o.created))),
                }
            }
            Kind::Task => {
                let o = facts.tasks.iter().find(|o| o.at == *at)?;
                let evidence = o.steps.first().map(|s| s.evidence.as_slice()).unwrap_or_default();
                Some((o.facts.title.clone(), rests(evidence, &o.created)))
            }
            Kind::Activity => {
                let o = facts.activities.iter().find(|o| o.at == *at)?;
                Some((o.facts.title.clone(), rests(&o.evidence, &o.created)))
            }
            Kind::Document => self.text_of_document(at, part),
            Kind::Body => {
                let o = facts.bodies.iter().find(|o| o.at == *at)?;
                Some((o.last_name().to_owned(), rests(&[], &o.created)))
            }
            Kind::Unit => {
                let o = self.tree.get(at)?;
                Some((o.last_name(), rests(&[], &o.created)))
            }
            Kind::Form => self.text_of_form(at, part),
            Kind::Person
            | Kind::Submission
            | Kind::Review
            | Kind::Intake
            | Kind::Account
            | Kind::Site
            | Kind::Later(_) => None,
        }
    }

    fn text_of_document(&self, at: &Ref, part: Option<&str>) -> Option<Quoted> {
        let o = self.facts.documents.iter().find(|o| o.at == *at)?;
        let text = match part {
            Some("number") => o.facts.number.as_ref()?.to_string(),
            Some("type") => o.facts.doc_type.clone(),
            Some("issuer") => o.facts.issuer.clone()?,
            _ => o.facts.subject.clone(),
        };
        Some((text, rests(&o.evidence, &o.created)))
    }

    fn text_of_form(&self, at: &Ref, part: Option<&str>) -> Option<Quoted> {
        let o = self.form(at)?;
        let text = match part {
            Some(code) => o.facts.indicators.iter().find(|i| i.code == code)?.name.clone(),
            None => o.facts.title.clone(),
        };
        Some((text, rests(&[], &o.created)))
    }
}
