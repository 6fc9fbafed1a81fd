//! Taking back what was entered by mistake: it is as if it had never been, and the ledger keeps both.

use super::{new_fault, with_drafts};
use crate::error::{Error, Problem};
use crate::office::{Office, held};
use crate::permit::Viewer;
use record::decide;
use record::figures::Facts;
use record::object::{Body, Person};
use record::offices::{Line, Offices};
use record::payload::{BodyAct, PersonAct};
use record::{ActKey, Object};
use terms::{Kind, Ref, Role, Site};

impl Office {
    /// Takes an act on a body or on a person back, with a reason.
    ///
    /// # Errors
    /// `permit.missing`, not found, `act.cannot-be-undone` for other kinds of object, `body.in-use` for the founding of a
    /// body that others name, what would be wrong without the act, and the rules of `decide`.
    pub async fn take_back(
        &self,
        viewer: &Viewer,
        at: &Ref,
        (site, seq): (Site, u64),
        reason: &str,
    ) -> Result<(), Error> {
        let act = ActKey { site, seq };
        let reason = reason.trim().to_owned();
        match at.kind {
            Kind::Body => self.take_back_of_body(viewer, at, act, reason).await,
            Kind::Person => self.take_back_of_person(viewer, at, act, reason).await,
            _ => Err(Error::refused("act.cannot-be-undone")),
        }
    }

    async fn take_back_of_body(
        &self,
        viewer: &Viewer,
        at: &Ref,
        act: ActKey,
        reason: String,
    ) -> Result<(), Error> {
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let now: Body = held(&mut writer, at).await?;
        let actor = viewer.acting(Role::Officer, &now.named_on(self.today()))?;
        if now.created.act == act {
            unused(&facts, &now)?;
        }
        let says = BodyAct::Undone { acts: vec![act], reason };
        let drafts = decide::body(Some(&now), self.entry(at, actor, None, Vec::new()), says)?;
        self.sound_without(&facts, &now, &drafts)?;
        writer.append(drafts, self.now()).await?;
        Ok(writer.commit().await?)
    }

    /// Refuses what would be wrong with a body or with those under it.
    fn sound_without(
        &self,
        facts: &Facts,
        now: &Body,
        drafts: &[record::Draft],
    ) -> Result<(), Error> {
        let offices = Offices::of(facts);
        let after = with_drafts(Some(Object::Body(now.clone())), drafts);
        let Some(Object::Body(after)) = after else { return Ok(()) };
        if after.misfits.len() > now.misfits.len() {
            let code = after.misfits.first().map_or("", |m| m.code).to_owned();
            return Err(Error::Refused(Problem::new("act.others-rest-on-it", [("code", code)])));
        }
        new_fault(offices.faults(&now.at), offices.clone().with_body(&after).faults(&now.at))
    }

    async fn take_back_of_person(
        &self,
        viewer: &Viewer,
        at: &Ref,
        act: ActKey,
        reason: String,
    ) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let now: Person = held(&mut writer, at).await?;
        let says = PersonAct::Undone { acts: vec![act], reason };
        let drafts = decide::person(Some(&now), self.entry(at, actor, None, Vec::new()), says)?;
        super::sound_person(&Offices::of(&facts), Some(&now), &drafts)?;
        writer.append(drafts, self.now()).await?;
        Ok(writer.commit().await?)
    }
}

/// Refuses to unmake a body that others name.
fn unused(facts: &Facts, body: &Body) -> Result<(), Error> {
    let at = &body.at;
    let is = |n: &terms::Named| n.at == *at;
    let by_body = facts.bodies.iter().find(|b| b.unmade.is_none() && names(b, at));
    let by_person = facts
        .people
        .iter()
        .find(|p| p.posts.iter().any(|post| post.body.as_ref().is_some_and(is)));
    let by_task = facts.tasks.iter().find(|t| {
        let f = &t.facts;
        !t.is_withdrawn() && (is(&f.lead) || is(&f.assigner) || f.coordinating.iter().any(is))
    });
    let user = by_body
        .map(|b| b.last_name().to_owned())
        .or_else(|| by_person.map(|p| p.name.clone()))
        .or_else(|| by_task.map(|t| t.facts.title.clone()));
    match user {
        Some(by) => {
            let facts = [("name", body.last_name().to_owned()), ("by", by)];
            Err(Error::Refused(Problem::new("body.in-use", facts)))
        }
        None => Ok(()),
    }
}

/// Whether a body names another as superior in any line, as what it stands for, or as its successor.
fn names(body: &Body, at: &Ref) -> bool {
    let said = |named: &Option<terms::Named>| named.as_ref().is_some_and(|n| n.at == *at);
    let above = body.parents.spans().any(|(e, _)| said(&e.value));
    let chains = Line::all().any(|line| match line {
        Line::Principal => false,
        Line::Chain(chain) => body
            .chains
            .get(&chain)
            .is_some_and(|h| h.spans().any(|(e, _)| said(&e.value))),
    });
    let standing = body.standing.spans().any(|(e, _)| said(&e.value));
    above || chains || standing || body.successors.iter().any(|s| s.at == *at)
}
