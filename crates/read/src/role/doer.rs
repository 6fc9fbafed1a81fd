//! Who acts in clauses that name nobody: the body of the numbered line above, or of the clause before in one sentence.

use crate::context::Context;
use crate::contract::TaskClause;
use crate::role::Role;
use crate::role::clause::Clause;
use crate::role::cue;
use crate::role::index::Index;

/// Who is addressed, carried from clause to clause of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Doers {
    addressed: Vec<String>,
    sentence: Vec<String>,
}

impl Doers {
    /// Takes note of a line that only names who is addressed: `1. Bộ Chỉ huy quân sự tỉnh`.
    #[inline(never)]
    pub(crate) fn listen(&mut self, cx: &Context, index: &Index, clause: &Clause, role: Role) {
        if clause.opens_sentence {
            self.sentence.clear();
        }
        if role == Role::None && clause.is_paragraph && clause.opens_paragraph {
            self.addressed = addressees(cx, index, clause);
        }
    }

    /// Gives a direction that opens with its verb to those addressed.
    pub(crate) fn complete(&mut self, cx: &Context, clause: &Clause, task: &mut TaskClause) {
        if task.leads.is_empty() && cue::work(cx, clause.features.first) {
            let carried = if self.sentence.is_empty() { &self.addressed } else { &self.sentence };
            task.leads = carried.iter().filter(|b| !task.with.contains(b)).cloned().collect();
        }
        if clause.opens_sentence {
            self.sentence.clone_from(&task.leads);
        }
    }
}

/// The bodies that a line names and nothing else but marks, joining words and brackets.
fn addressees(cx: &Context, index: &Index, clause: &Clause) -> Vec<String> {
    let from = cx.words.get(clause.features.first).map_or(clause.span.start, |w| w.start());
    let line = from..clause.span.end;
    let bracket = cx.slice(&line).find('(').map_or(line.end, |k| line.start + k);
    let mut at = line.start;
    let mut names: Vec<String> = Vec::new();
    for (start, end, name) in index.bodies(line.start..bracket) {
        let gap = cx.fold.get(at..start).unwrap_or("?");
        if !gap.split([' ', ',', '\t']).all(|w| matches!(w, "" | "và" | "giao" | "đề nghị")) {
            return Vec::new();
        }
        at = end;
        names.push(name.to_owned());
    }
    let rest = cx.fold.get(at..bracket).unwrap_or("");
    if rest.trim_matches([' ', ':', '.', ',']).is_empty() { names } else { Vec::new() }
}
