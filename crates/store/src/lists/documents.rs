//! Documents in lists, by number, by file, and by what they cite.

use super::{Page, Paging, asked, row};
use crate::engine::Got;
use crate::error::Error;
use crate::sql::documents;
use crate::store::Store;
use crate::value::args;
use terms::{Day, DocNumber, Edtf, Ref, Relation};

row! {
    /// A document in a list.
    DocumentRow(Document) {
        /// Number and sign.
        number: Option<String> = maybe_text;
        /// Vietnamese type name.
        doc_type: String = text;
        /// Subject or title.
        subject: String = text;
        /// Issuing body as written.
        issuer: Option<String> = maybe_text;
        /// Issuing body on the register.
        issuer_body: Option<Ref> = maybe_parsed;
        /// Day of issue, as far as known.
        issued_on: Option<Edtf> = maybe_parsed;
        /// Name of the person who signed.
        signer: Option<String> = maybe_text;
        /// The intake that holds its text.
        intake: Option<Ref> = maybe_parsed;
        /// Mark that limits circulation.
        circulation: Option<String> = maybe_text;
        /// Whether it was registered by mistake.
        withdrawn: bool = flag;
        /// How many citations were confirmed in its text.
        n_cites: u64 = count;
        /// How many times it is cited.
        n_cited: u64 = count;
    }
}

row! {
    /// A document that cites another one.
    CitedByRow(Document) {
        /// Number and sign.
        number: Option<String> = maybe_text;
        /// Vietnamese type name.
        doc_type: String = text;
        /// Subject or title.
        subject: String = text;
        /// Day of issue, as far as known.
        issued_on: Option<Edtf> = maybe_parsed;
        /// How it stands to the cited one.
        relation: Relation = code(Relation::from_code);
        /// First byte of the mention in its text.
        start: u64 = count;
        /// Byte after the last.
        end: u64 = count;
        /// The mention as written.
        quote: String = text;
    }
}

/// Which documents are asked for; what is `None` or empty filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Words of number, type, subject, issuer and signer.
    pub search: String,
    /// Vietnamese type name.
    pub doc_type: Option<String>,
    /// Issuing body on the register.
    pub issuer_body: Option<Ref>,
    /// Issued on this day or later.
    pub from: Option<Day>,
    /// Issued on this day or earlier.
    pub to: Option<Day>,
    /// Also those registered by mistake.
    pub with_withdrawn: bool,
}

impl Store {
    /// Documents, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents(
        &self,
        f: &DocumentFilter,
        paging: Paging,
    ) -> Result<Page<DocumentRow>, Error> {
        let filter = args![
            asked(f.doc_type.as_ref()),
            asked(f.issuer_body.as_ref()),
            asked(f.from),
            asked(f.to),
            f.with_withdrawn,
        ];
        let filter = self.searched(&f.search, filter);
        self.page((documents::LIST, documents::COUNT), filter, paging, DocumentRow::read).await
    }

    /// Documents on the register with a number, however it is spelled; the one registered first comes first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents_by_number(&self, number: &DocNumber) -> Result<Vec<DocumentRow>, Error> {
        self.all(documents::BY_NUMBER, args![number.key()], DocumentRow::read).await
    }

    /// The documents whose text an intake holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents_of_intake(&self, intake: &Ref) -> Result<Vec<DocumentRow>, Error> {
        self.all(documents::BY_INTAKE, args![intake], DocumentRow::read).await
    }

    /// Type names in use with how many documents have each, the most frequent first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn document_types(&self) -> Result<Vec<(String, u64)>, Error> {
        let read = |row: &Got| Ok((row.text(0)?, row.count(1)?));
        self.all(documents::TYPES, args![], read).await
    }

    /// The documents that cite one, the latest first; one row for each citation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cited_by(&self, document: &Ref) -> Result<Vec<CitedByRow>, Error> {
        self.all(documents::CITED_BY, args![document], CitedByRow::read).await
    }
}
