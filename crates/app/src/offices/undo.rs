//! What may not be taken back: a body that others name, and an act without which a body or post would be wrong.
//!
//! Taking back itself is the same for all objects and stands in `crate::undo`.

use super::{new_fault, with_drafts};
use crate::error::{Error, Problem};
use crate::permit::Viewer;
use record::figures::Facts;
use record::object::Body;
use record::offices::{Line, Offices};
use record::payload::{BodyAct, Payload};
use record::{Draft, Object};
use terms::{Day, Named, Ref, Role};

/// Refuses taking acts on a body or person back where the viewer may not, or where the record would hold what cannot be.
/// Objects of other kinds pass.
///
/// # Errors
/// `permit.missing` on the body, `body.in-use`, `body.superior-circle`, `post.taken` and the rest.
pub(crate) fn may_be_taken_back(
    viewer: &Viewer,
    facts: &Facts,
    now: &Object,
    drafts: &[Draft],
    today: Day,
) -> Result<(), Error> {
    match now {
        Object::Body(body) => {
            viewer.acting(Role::Officer, &body.named_on(today))?;
            if unmakes(body, drafts) {
                unused(facts, body)?;
            }
            sound_without(facts, body, drafts)
        }
        Object::Person(person) => super::sound_person(&Offices::of(facts), Some(person), drafts),
        _ => Ok(()),
    }
}

/// Whether the founding of a body is among what is taken back.
fn unmakes(body: &Body, drafts: &[Draft]) -> bool {
    drafts.iter().any(|draft| match &draft.payload {
        Payload::Body(BodyAct::Undone { acts, .. }) => acts.contains(&body.created.act),
        _ => false,
    })
}

/// Refuses what would be wrong with a body without the acts.
fn sound_without(facts: &Facts, now: &Body, drafts: &[Draft]) -> Result<(), Error> {
    let offices = Offices::of(facts);
    let after = with_drafts(Some(Object::Body(now.clone())), drafts);
    let Some(Object::Body(after)) = after else { return Ok(()) };
    new_fault(offices.faults(&now.at), offices.clone().with_body(&after).faults(&now.at))
}

/// Refuses to unmake a body that others name.
fn unused(facts: &Facts, body: &Body) -> Result<(), Error> {
    let at = &body.at;
    let is = |n: &Named| n.at == *at;
    let by_body = facts.bodies.iter().find(|b| b.unmade.is_none() && names(b, at));
    let by_person =
        facts.people.iter().find(|p| p.posts.iter().any(|post| post.body.as_ref().is_some_and(is)));
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
    let said = |named: &Option<Named>| named.as_ref().is_some_and(|n| n.at == *at);
    let above = body.parents.spans().any(|(e, _)| said(&e.value));
    let chains = Line::all().any(|line| match line {
        Line::Principal => false,
        Line::Chain(chain) => {
            body.chains.get(&chain).is_some_and(|h| h.spans().any(|(e, _)| said(&e.value)))
        }
    });
    let standing = body.standing.spans().any(|(e, _)| said(&e.value));
    above || chains || standing || body.successors.iter().any(|s| s.at == *at)
}
