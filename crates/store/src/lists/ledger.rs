//! The ledger as people look at it.

use super::{Page, Paging, asked};
use crate::error::Error;
use crate::ledger::{Entry, entry};
use crate::sql::acts;
use crate::store::Store;
use crate::value::args;
use terms::{Kind, Ref, Site};

/// Which acts are asked for; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// The site that wrote them.
    pub site: Option<Site>,
    /// The kind of object they are about.
    pub about: Option<Kind>,
    /// The kind of act, such as `task.extended`.
    pub kind: Option<String>,
    /// Who entered them.
    pub login: Option<String>,
    /// The body that acts.
    pub body: Option<Ref>,
}

impl Store {
    /// Acts of every site, the last entered first.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn ledger(&self, f: &LedgerFilter, paging: Paging) -> Result<Page<Entry>, Error> {
        let filter = args![
            asked(f.site.as_ref()),
            asked(f.about),
            asked(f.kind.as_ref()),
            asked(f.login.as_ref()),
            asked(f.body.as_ref()),
        ];
        self.page((acts::LIST, acts::COUNT), filter, paging, entry).await
    }
}
