//! Where the index is and that it is never older than the ledger, unless another process is writing it at that moment.
//!
//! An index says of which heads of the chains it was made. What was done since is taken in object by object; too much of it,
//! another past or damage, and the index is made anew. Without a folder that can be written it is kept in memory.

use super::rows::{KINDS, ROWS, Rows};
use crate::error::Error;
use crate::office::Office;
use index::{Index, Row};
use record::Object;
use record::object::Intake;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use store::Head;
use terms::{Kind, Ref, Site};
use tokio::sync::Mutex;

/// More new acts than this and the index is made anew.
const MANY: u32 = 2000;
/// So many objects' rows are written at a time.
const BATCH: usize = 200;

pub(super) type Heads = BTreeMap<Site, Head>;
/// What an index says of the chains it was made from: number and hash of each last act.
pub(super) type Made = BTreeMap<Site, (u64, String)>;

/// The index of an installation.
#[derive(Default)]
pub(crate) struct Shelf {
    /// The folder that holds it; in memory when there is none.
    folder: Option<PathBuf>,
    open: Mutex<Option<Open>>,
}

/// An index, open.
#[derive(Clone)]
struct Open {
    index: Index,
    made: Made,
}

impl Shelf {
    pub(crate) fn in_folder(folder: Option<PathBuf>) -> Self {
        Self { folder, open: Mutex::default() }
    }
}

/// Index work that went wrong, told apart by what helps.
enum Failed {
    /// The record cannot be read.
    Record(Error),
    /// The index.
    Index(index::Error),
}

impl From<index::Error> for Failed {
    fn from(e: index::Error) -> Self {
        Self::Index(e)
    }
}

impl From<Error> for Failed {
    fn from(e: Error) -> Self {
        Self::Record(e)
    }
}

impl From<store::Error> for Failed {
    fn from(e: store::Error) -> Self {
        Self::Record(e.into())
    }
}

/// Runs work on files away from the threads that serve pages. A library that panics over a damaged file is a damaged file.
pub(super) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, index::Error> + Send + 'static,
) -> Result<T, index::Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| index::Error::Damaged(e.to_string()))?
}

pub(super) fn broken(e: index::Error) -> Error {
    match &e {
        index::Error::Folder(io) => Error::of_disk(io, e.to_string()),
        _ => Error::Broken(e.to_string()),
    }
}

impl Office {
    /// The index as the ledger stands.
    pub(super) async fn index(&self) -> Result<Index, Error> {
        let mut held = self.shelf.open.lock().await;
        let heads = self.store.heads().await?;
        let now = made_of(&heads);
        if let Some(open) = held.as_ref().filter(|open| open.made == now) {
            return Ok(open.index.clone());
        }
        let open = match self.up_to_date(held.take(), &heads).await {
            Err(Failed::Record(e)) => return Err(e),
            Ok(open) => open,
            Err(Failed::Index(e)) => {
                tracing::warn!("the search index is made anew: {e}");
                self.anew(&heads).await?
            }
        };
        *held = Some(open.clone());
        Ok(open.index)
    }

    /// Brings the index up to date, so that whoever searches first need not wait for it.
    ///
    /// # Errors
    /// The store's, or broken when no index can be made.
    pub async fn prepare_search(&self) -> Result<(), Error> {
        self.index().await.map(|_| ())
    }

    /// Whether the index lies in a folder, and not in the memory of this process alone.
    pub fn keeps_index(&self) -> bool {
        self.shelf.folder.is_some()
    }

    /// Throws the index away and makes it again; gives how many rows it has.
    ///
    /// # Errors
    /// The store's, or broken when it cannot be written.
    pub async fn rebuild_index(&self) -> Result<u64, Error> {
        let mut held = self.shelf.open.lock().await;
        let heads = self.store.heads().await?;
        *held = None;
        let open = self.anew(&heads).await?;
        let rows = open.index.rows();
        *held = Some(open);
        Ok(rows)
    }

    /// The index that lies in the folder, without a look at how old it is; `None` when there is none.
    pub(super) async fn index_on_disk(&self) -> Result<Option<Index>, index::Error> {
        match self.shelf.folder.clone() {
            Some(folder) => off_thread(move || Index::open(&folder)).await,
            None => Ok(None),
        }
    }

    /// The index that is open, or lies in the folder, with what was done since.
    async fn up_to_date(&self, held: Option<Open>, heads: &Heads) -> Result<Open, Failed> {
        let index = match held {
            Some(open) => open.index,
            None => match self.index_on_disk().await? {
                Some(index) => index,
                None => self.new_index().await?,
            },
        };
        let index = off_thread(move || index.reload().map(|()| index)).await?;
        let made = index.state()?.and_then(|said| made_from(&said));
        let touched = match &made {
            Some(made) if *made == made_of(heads) => BTreeSet::new(),
            Some(made) => match self.since(made, heads).await? {
                Some(touched) => touched,
                None => return self.filled(index, heads).await,
            },
            None => return self.filled(index, heads).await,
        };
        if touched.is_empty() {
            return Ok(Open { index, made: made_of(heads) });
        }
        self.taken_in(index, made.unwrap_or_default(), touched, heads).await
    }

    /// A new index: in the folder, or in memory when the folder cannot be written.
    async fn new_index(&self) -> Result<Index, index::Error> {
        let Some(folder) = self.shelf.folder.clone() else { return Index::in_memory() };
        let shown = folder.display().to_string();
        match off_thread(move || Index::create(&folder)).await {
            Ok(index) => Ok(index),
            Err(e) => {
                tracing::warn!(
                    "the search index is kept in memory, for {shown} cannot be written: {e}"
                );
                Index::in_memory()
            }
        }
    }

    async fn anew(&self, heads: &Heads) -> Result<Open, Error> {
        let made = match self.new_index().await {
            Ok(index) => self.filled(index, heads).await,
            Err(e) => Err(e.into()),
        };
        match made {
            Ok(open) => Ok(open),
            Err(Failed::Record(e)) => Err(e),
            Err(Failed::Index(e)) => Err(broken(e)),
        }
    }

    /// Fills an index from the record. What another process is filling is searched as it was committed last, or not used when
    /// nothing was.
    async fn filled(&self, index: Index, heads: &Heads) -> Result<Open, Failed> {
        let opened = index.clone();
        let mut writer = match off_thread(move || opened.writer()).await {
            Ok(writer) => writer,
            Err(index::Error::Locked) => return self.without_turn(index, heads).await,
            Err(e) => return Err(e.into()),
        };
        writer = off_thread(move || writer.clear().map(|()| writer)).await?;
        let files = self.files().await?;
        for kind in KINDS {
            let mut batch = Vec::new();
            for object in self.store.load_all(kind).await? {
                let text = self.text_from(&object, &files).await?;
                batch.push((object, text));
                if batch.len() == BATCH {
                    writer = added(writer, std::mem::take(&mut batch)).await?;
                }
            }
            writer = added(writer, batch).await?;
        }
        let state = said_of(heads);
        off_thread(move || writer.commit(&state)).await?;
        Ok(Open { index, made: made_of(heads) })
    }

    async fn without_turn(&self, index: Index, heads: &Heads) -> Result<Open, Failed> {
        if let Some(made) = index.state()?.and_then(|said| made_from(&said)) {
            return Ok(Open { index, made });
        }
        let own = Index::in_memory()?;
        Box::pin(self.filled(own, heads)).await
    }

    /// Takes in what objects that were touched say now.
    async fn taken_in(
        &self,
        index: Index,
        made: Made,
        touched: BTreeSet<Ref>,
        heads: &Heads,
    ) -> Result<Open, Failed> {
        let opened = index.clone();
        let mut writer = match off_thread(move || opened.writer()).await {
            Ok(writer) => writer,
            Err(index::Error::Locked) => return Ok(Open { index, made }),
            Err(e) => return Err(e.into()),
        };
        let fresh = self.fresh_rows(touched).await?;
        let state = said_of(heads);
        off_thread(move || {
            for (owner, rows) in &fresh {
                writer.replace(owner, rows)?;
            }
            writer.commit(&state)
        })
        .await?;
        Ok(Open { index, made: made_of(heads) })
    }

    /// The rows of some objects as they stand; none for one that is gone.
    pub(super) async fn fresh_rows(
        &self,
        touched: BTreeSet<Ref>,
    ) -> Result<Vec<(String, Vec<Row>)>, Error> {
        let rows = Rows::new();
        let mut fresh = Vec::new();
        for at in touched.iter().filter(|at| KINDS.contains(&at.kind)) {
            let Some(object) = self.store.load(at).await? else { continue };
            let text = self.text_of_object(&object).await?;
            fresh.push((at.to_string(), rows.of(&object, text)));
        }
        Ok(fresh)
    }

    /// The objects that changed between what an index was made from and now; `None` when that cannot be told, or is too much.
    pub(super) async fn since(
        &self,
        made: &Made,
        heads: &Heads,
    ) -> Result<Option<BTreeSet<Ref>>, Error> {
        for (site, (seq, hash)) in made.iter().filter(|(_, (seq, _))| *seq > 0) {
            let act = self.store.act(site, *seq).await?;
            // Another act at that place: the database is not the one that the index was made from.
            if act.is_none_or(|entry| entry.hash.to_string() != *hash) {
                return Ok(None);
            }
        }
        let old = |site: &Site| made.get(site).map_or(0, |(seq, _)| *seq);
        let Some(touched) = self.touched_since(old, heads, MANY).await? else { return Ok(None) };
        let mut touched = touched;
        // The text of a document is that of its intake.
        let facts = self.facts().await?;
        let came: BTreeSet<Ref> =
            touched.iter().filter(|at| at.kind == Kind::Intake).cloned().collect();
        let of = |d: &&record::object::Document| {
            d.facts.intake.as_ref().is_some_and(|intake| came.contains(intake))
        };
        touched.extend(facts.documents.iter().filter(of).map(|d| d.at.clone()));
        Ok(Some(touched))
    }

    /// The hash of the file of each intake.
    pub(super) async fn files(&self) -> Result<BTreeMap<Ref, String>, Error> {
        let intakes: Vec<Intake> = self.all(Kind::Intake).await?;
        Ok(intakes.into_iter().map(|i| (i.at, i.sha256)).collect())
    }

    /// The text of a document, by the hashes of all files.
    pub(super) async fn text_from(
        &self,
        object: &Object,
        files: &BTreeMap<Ref, String>,
    ) -> Result<Option<String>, Error> {
        let Object::Document(d) = object else { return Ok(None) };
        let sha256 = d.facts.intake.as_ref().and_then(|intake| files.get(intake));
        match sha256.filter(|_| d.withdrawn.is_none()) {
            Some(sha256) => Ok(self.store.text(sha256).await?),
            None => Ok(None),
        }
    }

    /// The text of a document.
    pub(super) async fn text_of_object(&self, object: &Object) -> Result<Option<String>, Error> {
        let Object::Document(d) = object else { return Ok(None) };
        let Some(at) = &d.facts.intake else { return Ok(None) };
        let intake = self.store.load(at).await?.and_then(|o| Intake::try_from(o).ok());
        match intake {
            Some(intake) => Ok(self.store.text(&intake.sha256).await?),
            None => Ok(None),
        }
    }
}

type Batch = Vec<(Object, Option<String>)>;

async fn added(mut writer: index::Writer, batch: Batch) -> Result<index::Writer, index::Error> {
    off_thread(move || {
        let rows = Rows::new();
        for (object, text) in batch {
            rows.of(&object, text).iter().try_for_each(|row| writer.add(row))?;
        }
        Ok(writer)
    })
    .await
}

fn made_of(heads: &Heads) -> Made {
    heads.iter().map(|(site, head)| (site.clone(), (head.seq, head.hash.to_string()))).collect()
}

/// The first line of what an index says of itself.
fn version() -> String {
    format!("kvpt {} rows {ROWS}", env!("CARGO_PKG_VERSION"))
}

fn said_of(heads: &Heads) -> String {
    let lines =
        made_of(heads).into_iter().map(|(site, (seq, hash))| format!("\n{site} {seq} {hash}"));
    version() + &lines.collect::<String>()
}

/// The chains that an index says it was made from; `None` when it is of another version.
pub(super) fn made_from(said: &str) -> Option<Made> {
    let mut lines = said.lines();
    if lines.next() != Some(version().as_str()) {
        return None;
    }
    lines
        .map(|line| {
            let mut parts = line.split(' ');
            let site: Site = parts.next()?.parse().ok()?;
            Some((site, (parts.next()?.parse().ok()?, parts.next()?.to_owned())))
        })
        .collect()
}
