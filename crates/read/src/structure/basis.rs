//! Legal bases: the lines `Căn cứ …;` between the heading block and the first part.

use crate::context::Context;
use crate::contract::{Basis, Citation};
use crate::structure::label;
use crate::structure::row::{self, Row};

/// Farthest a basis may stand below the heading block, in lines.
const REACH: usize = 80;

/// Finds the legal bases. A basis runs on over line ends until a line ends it with `;` or a full stop.
pub(super) fn find(cx: &Context, rows: &[Row], body: usize, citations: &[Citation]) -> Vec<Basis> {
    let mut bases = Vec::new();
    let mut open: Option<std::ops::Range<usize>> = None;
    for row in rows.get(body..).unwrap_or_default().iter().take(REACH) {
        let begins = row::begins(cx, &row.line, "căn cứ");
        if label::read(cx, &row.line).is_some() || !begins && open.is_none() && !bases.is_empty() {
            break;
        }
        if begins {
            bases.extend(open.take());
            open = Some(row.line.clone());
        } else if let Some(range) = &mut open {
            range.end = row.line.end;
        }
        if open.as_ref().is_some_and(|r| cx.slice(r).ends_with([';', '.', ':'])) {
            bases.extend(open.take());
        }
    }
    bases.extend(open);
    bases.into_iter().map(|range| basis(cx, &range, citations)).collect()
}

fn basis(cx: &Context, range: &std::ops::Range<usize>, citations: &[Citation]) -> Basis {
    let mention = row::trimmed(cx, range, |c| matches!(c, ';' | '.' | ',' | ' ' | '\n'));
    let from = citations.partition_point(|c| c.start < mention.start);
    let inside = citations.iter().skip(from).take_while(|c| c.end <= mention.end);
    let mut documents: Vec<String> =
        inside.filter_map(|c| c.number.clone().or_else(|| c.name.clone())).collect();
    documents.dedup();
    Basis { start: mention.start, end: mention.end, text: mention.text, documents }
}
