//! Taking a register in from a spreadsheet: the description of a sheet → rows → planned drafts → preview → apply, all or
//! nothing.
//!
//! Whoever wants another register taken in implements [`Register`]: which columns its sheet has, what the register looks
//! like before the first row (`world`), what one row would put on record (`plan`), and what is wrong with the whole
//! (`finish`). A row is planned against the world as the rows before it would leave it, so a body may stand under one that
//! an earlier row brings. `plan` never writes: it gives drafts, and notes what is wrong with a cell through the [`Row`].
//! Then the register is added to [`kinds`] and to `dispatch!` below, and its template, preview and page work.
//!
//! Reading the file, its limits (20 MB, [`render::xlsx::MAX_ROWS`] rows), the gate against state secrets, permission,
//! the transaction and the evidence (the file itself, kept by its SHA-256) are the same for all and stand in `run`.

mod bodies;
mod cells;
mod documents;
mod holders;
mod posts;
mod run;
mod world;

pub use cells::{Row, RowFault};
pub use render::xlsx::MAX_ROWS as MOST_ROWS;
pub use run::{Applied, Preview, PreviewRow};

use crate::error::Problem;
use crate::permit::Viewer;
use record::figures::Facts;
use record::{Actor, Draft, Evidence};
use terms::{Day, Kind, Ref};

/// A column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its name in the program.
    pub key: &'static str,
    /// Its title in the sheet.
    pub title: &'static str,
    /// Its width in characters.
    pub width: u16,
    /// Whether every row must fill it; such a column must be in the sheet.
    pub must: bool,
    /// What is accepted.
    pub hint: &'static str,
}

/// What a sheet looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetForm {
    /// The code in addresses.
    pub code: &'static str,
    /// What is taken in, in words.
    pub name: &'static str,
    /// The columns.
    pub columns: &'static [SheetColumn],
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Something new comes on record.
    New,
    /// Something that is there changes: one line for each change, such as `Cấp trên: A → B`.
    Changed(Vec<String>),
    /// It is on record as the row says.
    Same,
}

/// What a row would put on record.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// What the row is about.
    pub what: String,
    /// What it would do.
    pub change: Change,
    /// The drafts, in their order.
    pub drafts: Vec<Draft>,
}

/// Who takes in, when, and from which file.
pub struct Context<'a> {
    /// Whose roles count.
    pub viewer: &'a Viewer,
    /// Who acts.
    pub actor: Actor,
    /// Today.
    pub today: Day,
    /// The file, for every draft.
    pub evidence: Vec<Evidence>,
    /// Gives a reference for a new object.
    pub fresh: &'a (dyn Fn(Kind) -> Ref + Sync),
}

/// A register that can be taken in from a spreadsheet.
pub trait Register {
    /// The register as the rows so far would leave it.
    type World: Send;
    /// Its sheet.
    const SHEET: SheetForm;
    /// The register before the first row.
    fn world(facts: &Facts) -> Self::World;
    /// What a row would put on record; the world is moved on. `None` when a cell is wrong, which the row then knows.
    fn plan(world: &mut Self::World, context: &Context<'_>, row: &mut Row<'_>) -> Option<Planned>;
    /// What is wrong with the whole that no single row shows: the number of the row it comes from, and why.
    fn finish(_world: &Self::World, _facts: &Facts) -> Vec<(u32, Problem)> {
        Vec::new()
    }
}

/// What can be taken in: code and description of each sheet.
pub fn kinds() -> [SheetForm; 4] {
    [
        bodies::Bodies::SHEET,
        posts::Posts::SHEET,
        holders::Holders::SHEET,
        documents::Documents::SHEET,
    ]
}

/// Does something with the register of a code; `None` when there is none.
macro_rules! dispatch {
    ($code:expr, $register:ident => $does:expr) => {
        match $code {
            "bodies" => {
                type $register = $crate::import::bodies::Bodies;
                Some($does)
            }
            "posts" => {
                type $register = $crate::import::posts::Posts;
                Some($does)
            }
            "holders" => {
                type $register = $crate::import::holders::Holders;
                Some($does)
            }
            "documents" => {
                type $register = $crate::import::documents::Documents;
                Some($does)
            }
            _ => None,
        }
    };
}
pub(crate) use dispatch;
