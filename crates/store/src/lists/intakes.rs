//! Files that came in, and proposals, in lists.

use super::{Page, Paging, row};
use crate::error::Error;
use crate::sql::intakes;
use crate::store::Store;
use crate::value::args;
use terms::{Day, Decision, Ref};

row! {
    /// A file that came in, in a list.
    IntakeRow(Intake) {
        /// SHA-256 of the file.
        sha256: String = text;
        /// Name of the file as it came.
        file_name: String = text;
        /// Size in bytes.
        bytes: u64 = count;
        /// Format.
        format: String = text;
        /// Title found in the text.
        title: String = text;
        /// Mark that limits circulation.
        circulation: Option<String> = maybe_text;
        /// The day it came in.
        received_on: Day = parsed;
        /// Who took it in.
        login: String = text;
        /// How many proposals were made from it.
        n_proposals: u64 = count;
        /// How many of them nobody has decided yet.
        n_open: u64 = count;
    }
}

row! {
    /// A proposal in a list.
    ProposalRow(Intake) {
        /// Title of the file it was made from.
        title: String = text;
        /// Its key in the intake.
        proposal: String = text;
        /// `open`, or the code of the decision.
        state: String = text;
        /// Who decided.
        decided_by: Option<String> = maybe_text;
        /// On which day.
        decided_on: Option<Day> = maybe_parsed;
        /// The object that came of it.
        outcome: Option<Ref> = maybe_parsed;
        /// Its name then.
        outcome_name: Option<String> = maybe_text;
        /// Why, where a reason was given.
        reason: Option<String> = maybe_text;
    }
}

impl ProposalRow {
    /// What was decided; `None` while it is open.
    pub fn decision(&self) -> Option<Decision> {
        Decision::from_code(&self.state)
    }
}

impl Store {
    /// Files that came in, the latest first; where asked only those with open proposals.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn intakes(
        &self,
        search: &str,
        only_open: bool,
        paging: Paging,
    ) -> Result<Page<IntakeRow>, Error> {
        let filter = self.searched(search, args![only_open]);
        self.page((intakes::LIST, intakes::COUNT), filter, paging, IntakeRow::read).await
    }

    /// The intakes of a file, the first one first: whether it came before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn intakes_of_file(&self, sha256: &str) -> Result<Vec<IntakeRow>, Error> {
        self.all(intakes::BY_FILE, args![sha256], IntakeRow::read).await
    }

    /// The proposals of an intake in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proposals_of(&self, intake: &Ref) -> Result<Vec<ProposalRow>, Error> {
        self.all(intakes::PROPOSALS, args![&intake.site, intake.id], ProposalRow::read).await
    }

    /// Proposals that are open (`None`) or were decided so, of all intakes, the latest intake first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proposals(
        &self,
        decision: Option<Decision>,
        paging: Paging,
    ) -> Result<Page<ProposalRow>, Error> {
        let state = decision.map_or("open", Decision::code);
        let statements = (intakes::IN_STATE, intakes::COUNT_IN_STATE);
        self.page(statements, args![state], paging, ProposalRow::read).await
    }

    /// The proposals that an object came of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proposals_behind(&self, outcome: &Ref) -> Result<Vec<ProposalRow>, Error> {
        self.all(intakes::OF_OUTCOME, args![outcome], ProposalRow::read).await
    }
}
