//! The index where it lies, in a folder or in memory: opened, written by one at a time, searched.

use crate::collect::{Found, collect};
use crate::error::Error;
use crate::fields::{Fields, tokenizers};
use crate::plan::plan;
use crate::query::{Query, ShortForms};
use crate::row::Row;
use std::path::Path;
use tantivy::directory::MmapDirectory;
use tantivy::query::{BooleanQuery, Occur, TermSetQuery};
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument};

/// The file that says what an index consists of; without it there is none.
const META: &str = "meta.json";
/// Room for rows that are being written, in bytes; the least that the library takes for one thread is 15 MB.
const ROOM: usize = 50_000_000;

/// An index, open. Cheap to clone.
#[derive(Clone)]
pub struct Index {
    pub(crate) inner: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("state", &self.state().ok().flatten()).finish()
    }
}

impl Index {
    /// The index in a folder; `None` when there is none. Every file is read once and compared with its sum.
    ///
    /// # Errors
    /// Damaged when a file is cut off, changed, missing or of another program; folder when it cannot be read.
    pub fn open(folder: &Path) -> Result<Option<Self>, Error> {
        if !folder.join(META).try_exists()? {
            return Ok(None);
        }
        let directory = MmapDirectory::open(folder).map_err(Error::damaged)?;
        let inner = tantivy::Index::open(directory).map_err(Error::damaged)?;
        let bad = inner.validate_checksum().map_err(Error::damaged)?;
        if let Some(file) = bad.iter().min() {
            return Err(Error::Damaged(format!("{} is not what was written", file.display())));
        }
        Self::of(inner).map(Some)
    }

    /// A new index in a folder, which is made; what lies there of an old one is thrown away.
    ///
    /// # Errors
    /// Folder when it cannot be written.
    pub fn create(folder: &Path) -> Result<Self, Error> {
        if folder.try_exists()? {
            throw_away(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let directory = MmapDirectory::open(folder).map_err(Error::damaged)?;
        let settings = IndexSettings::default();
        Self::of(tantivy::Index::create(directory, Fields::new().schema, settings)?)
    }

    /// A new index in memory.
    ///
    /// # Errors
    /// Those of the library.
    pub fn in_memory() -> Result<Self, Error> {
        Self::of(tantivy::Index::create_in_ram(Fields::new().schema))
    }

    fn of(mut inner: tantivy::Index) -> Result<Self, Error> {
        let fields = Fields::new();
        if inner.schema() != fields.schema {
            return Err(Error::damaged("it has other fields"));
        }
        inner.set_tokenizers(tokenizers());
        let builder = inner.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = builder.try_into().map_err(Error::damaged)?;
        Ok(Self { inner, reader, fields })
    }

    /// What was said of the last commit; `None` when nothing was committed.
    ///
    /// # Errors
    /// Damaged when it cannot be read.
    pub fn state(&self) -> Result<Option<String>, Error> {
        Ok(self.inner.load_metas().map_err(Error::damaged)?.payload)
    }

    /// Takes up what was committed since it was opened, by whichever process.
    ///
    /// # Errors
    /// Damaged when a file is missing.
    pub fn reload(&self) -> Result<(), Error> {
        self.reader.reload().map_err(Error::damaged)
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// The turn to write.
    ///
    /// # Errors
    /// Locked when another process has it; folder when it cannot be written.
    pub fn writer(&self) -> Result<Writer, Error> {
        let inner = self.inner.writer_with_num_threads(1, ROOM)?;
        Ok(Writer { inner, index: self.clone() })
    }

    /// A query without the rows of some owners.
    fn leave_out(
        &self,
        planned: Box<dyn tantivy::query::Query>,
        owners: &[String],
    ) -> BooleanQuery {
        let terms = owners.iter().map(|owner| self.fields.owned_by(owner));
        let owned: Box<dyn tantivy::query::Query> = Box::new(TermSetQuery::new(terms));
        BooleanQuery::new(vec![(Occur::Must, planned), (Occur::MustNot, owned)])
    }

    /// What fits a question, as of the last commit that was taken up.
    ///
    /// # Errors
    /// Damaged when a file cannot be read.
    pub fn search(&self, query: &Query, shorts: &ShortForms) -> Result<Found, Error> {
        let searcher = self.reader.searcher();
        match plan(query, shorts, &self.fields, &searcher)? {
            Some(planned) if query.without.is_empty() => {
                collect(&searcher, planned.as_ref(), query)
            }
            Some(planned) => {
                let planned = self.leave_out(planned, &query.without);
                collect(&searcher, &planned, query)
            }
            None => Ok(Found::default()),
        }
    }
}

/// Removes an index, and first of all the file that says there is one: cut off anywhere, what is left is no index, not a
/// damaged one.
fn throw_away(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(folder.join(META)) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => std::fs::remove_dir_all(folder),
    }
}

/// The turn to write to an index. What is not committed is forgotten.
pub struct Writer {
    inner: IndexWriter<TantivyDocument>,
    index: Index,
}

impl Writer {
    /// Puts the rows of an owner in, in place of those that are there; without rows it takes them out.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn replace(&mut self, owner: &str, rows: &[Row]) -> Result<(), Error> {
        self.inner.delete_term(self.index.fields.owned_by(owner));
        rows.iter().try_for_each(|row| self.add(row))
    }

    /// Puts a row in whose owner has none yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, row: &Row) -> Result<(), Error> {
        self.inner.add_document(self.index.fields.document(row))?;
        Ok(())
    }

    /// Takes every row out.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn clear(&mut self) -> Result<(), Error> {
        self.inner.delete_all_documents()?;
        Ok(())
    }

    /// Keeps what was written, all at once, with what is to be said of it, and gives the turn back.
    ///
    /// # Errors
    /// When it cannot be written; then the last commit stands.
    pub fn commit(mut self, state: &str) -> Result<(), Error> {
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(state);
        prepared.commit()?;
        self.inner.wait_merging_threads()?;
        self.index.reload()
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}
