//! Figures: every number kvpt shows is computed here, by pure functions of plain facts.
//!
//! One function computes a figure for a page, a spreadsheet, a document and a trace. A total says of how many it is one
//! and who is silent; nothing that was not reported ever counts as zero; nothing is apportioned by guess.

mod count;
mod evaluate;
mod facts;
mod formula;
mod group;
mod percent;
mod question;
mod quote;
mod since;
mod total;
mod tree;

pub use count::{ActivityFilter, DocumentFilter, FindingFilter, TaskFilter, held_within};
pub use evaluate::{Computed, Nothing, Outcome, evaluate};
pub use facts::{Facts, Figures};
pub use formula::{BadFormula, Counted, Formula, Show};
pub use group::{Group, GroupKey, Grouping, Matrix};
pub use percent::{Coverage, Percent};
pub use question::{MapChoice, Question, Silence, Silent};
pub use since::Change;
pub use total::{Contribution, Total};
pub use tree::UnitTree;
