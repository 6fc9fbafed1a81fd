//! The tree of a cascade in the order in which it is written, no larger than a page may be.

use super::super::with;
use super::show::{of_body, step_key};
use crate::i18n::Lang;
use crate::view::cascade::TreePiece;
use crate::view::common::Link;
use app::cascade::{Group, NodeView, RowView, State, Step};

/// Most bodies that one page writes; what does not fit is opened by itself.
const MOST: usize = 600;

/// The pieces of some trees.
pub(super) fn pieces(lang: Lang, nodes: &[NodeView], here: &str, document: &str) -> Vec<TreePiece> {
    let writer = Writer { lang, here, document, deepest: deepest(nodes) };
    let mut out = Vec::new();
    nodes.iter().for_each(|n| writer.node(n, 0, &mut out));
    out
}

/// How many levels fit on a page.
fn deepest(nodes: &[NodeView]) -> usize {
    let (mut level, mut total, mut depth) = (nodes.iter().collect::<Vec<_>>(), 0, 0);
    while !level.is_empty() {
        total += level.len();
        if total > MOST {
            return depth.max(1);
        }
        level = level.into_iter().flat_map(|n| &n.below).collect();
        depth += 1;
    }
    depth
}

struct Writer<'a> {
    lang: Lang,
    here: &'a str,
    document: &'a str,
    deepest: usize,
}

impl Writer<'_> {
    fn node(&self, node: &NodeView, depth: usize, out: &mut Vec<TreePiece>) {
        let body = Link::new(&node.body.name, of_body(self.document, &node.body.at, self.here));
        if node.below.is_empty() {
            let (says, css) = node.row.as_ref().map_or_else(Default::default, |r| self.says(r));
            out.push(TreePiece::Leaf { body, says, css });
            return;
        }
        let counts = self.counts(&node.group);
        if depth + 1 >= self.deepest {
            let to = with(self.here, "under", &node.body.at.to_string());
            out.push(TreePiece::Apart { body: Link::new(&node.body.name, to), counts });
            return;
        }
        let own = node.row.as_ref().map(|r| self.says(r).0).filter(|words| !words.is_empty());
        // A superior without a duty has no page in the cascade.
        let body = if node.row.is_some() {
            body
        } else {
            Link::new(&node.body.name, super::super::href(&node.body.at))
        };
        out.push(TreePiece::Open { body, counts, open: depth == 0, own });
        node.below.iter().for_each(|n| self.node(n, depth + 1, out));
        out.push(TreePiece::Close);
    }

    fn counts(&self, group: &Group) -> String {
        let mut words = vec![self.lang.tn("cascade-bodies", group.on_duty as u64)];
        if group.silent > 0 {
            words.push(self.lang.tn("cascade-silent-n", group.silent as u64));
        }
        for step in Step::ALL {
            let c = group.step(step);
            if c.asked > 0 {
                words.push(format!("{} {}/{}", self.lang.t(step_key(step)), c.done, c.asked));
            }
        }
        words.join(" · ")
    }

    /// Where a body stands, in few words: what is overdue, else that nothing is known, else what is still due.
    fn says(&self, row: &RowView) -> (String, &'static str) {
        let lang = self.lang;
        let overdue: Vec<String> = row
            .steps
            .iter()
            .filter_map(|s| match s.state {
                State::Overdue { days, .. } => {
                    let by = lang.ta("cascade-overdue-by", &[("n", &days.to_string())]);
                    Some(format!("{}: {by}", lang.t(step_key(s.step))))
                }
                _ => None,
            })
            .collect();
        let probable = row.steps.iter().any(|s| s.probable);
        let probable = probable.then(|| lang.t("cascade-probable"));
        let silent = row.silent.then(|| lang.t("cascade-silent"));
        let words: Vec<String> = silent.into_iter().chain(overdue).chain(probable).collect();
        let due = row.steps.iter().any(|s| matches!(s.state, State::Due { .. }));
        match (words.is_empty(), due) {
            (false, _) => (words.join("; "), "overdue"),
            (true, true) => (lang.t("cascade-not-yet-all"), "due"),
            (true, false) => (lang.t("cascade-all-done"), "done"),
        }
    }
}
