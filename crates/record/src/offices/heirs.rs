//! Where the work of a body goes when it ceases: to the body that took over, and so on to the last that is there.

use super::Offices;
use crate::object::{Body, Task};
use std::collections::BTreeSet;
use terms::{Day, Named, Ref, TaskState};

/// A body on which the work of another has fallen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heir {
    /// The body with its name of the day.
    pub body: Named,
    /// The bodies it came through, the first one first, each with the day on which it was no more.
    pub through: Vec<(Named, Day)>,
}

/// Who leads a task on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadNow {
    /// The body that leads on that day.
    pub body: Named,
    /// The bodies from which it came, the one that the task was given to first, with the days on which they were no more.
    pub through: Vec<(Named, Day)>,
    /// The bodies among which it has to be decided, where several took over.
    pub undecided: Vec<Named>,
}

/// The bodies on which what was a body's falls on a day, where bodies are found by `find`.
pub fn heirs_among<'a>(find: &impl Fn(&Ref) -> Option<&'a Body>, at: &Ref, day: Day) -> Vec<Heir> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    inherit(find, (at, day), Vec::new(), &mut seen, &mut found);
    found
}

fn inherit<'a>(
    find: &impl Fn(&Ref) -> Option<&'a Body>,
    (at, day): (&Ref, Day),
    through: Vec<(Named, Day)>,
    seen: &mut BTreeSet<Ref>,
    found: &mut Vec<Heir>,
) {
    let Some(body) = find(at).filter(|_| seen.insert(at.clone())) else { return };
    match body.dissolved_on.filter(|end| *end <= day) {
        None => found.push(Heir { body: body.named_on(day), through }),
        Some(end) => {
            let mut through = through;
            through.push((body.named_on(end), end));
            for next in &body.successors {
                inherit(find, (&next.at, day), through.clone(), seen, found);
            }
        }
    }
}

impl Offices<'_> {
    /// The bodies on which what was a body's falls on a day; itself while it is there, nothing where nobody took over.
    pub fn heirs(&self, at: &Ref, day: Day) -> Vec<Heir> {
        heirs_among(&|at| self.body(at), at, day)
    }

    /// Who leads a task on a day. What was open when its body ceased passes to the body that took over; what was done
    /// by then stays where it was done. Where several took over, it stays until somebody decides.
    pub fn lead_on(&self, task: &Task, day: Day) -> LeadNow {
        let mut through: Vec<(Named, Day)> = Vec::new();
        let mut at = task.facts.lead.clone();
        let mut undecided = Vec::new();
        while let Some(body) = self.body(&at.at) {
            let end = body.dissolved_on.filter(|end| *end <= day && is_open(task, *end));
            let Some(end) = end else { break };
            match body.successors.as_slice() {
                [next] if through.iter().all(|(b, _)| b.at != next.at) => {
                    through.push((body.named_on(end), end));
                    at = next.clone();
                }
                several => {
                    undecided = several.to_vec();
                    break;
                }
            }
        }
        let now = self.body(&at.at).map(|b| b.named_on(day));
        LeadNow { body: now.unwrap_or(at), through, undecided }
    }
}

/// Whether a task was open on a day, or came later.
fn is_open(task: &Task, day: Day) -> bool {
    !matches!(task.state_on(day), Some(TaskState::DoneOnTime | TaskState::DoneLate))
}
