//! The office: one installation opened, with its store and its clock. Every use case is a method of it, one file a subject.

use crate::cascade::Known;
use crate::error::Error;
use crate::facts::Kept;
use crate::search::Shelf;
use crate::secret;
use record::Object;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Store, Writer};
use terms::{Day, Id, Instant, Kind, Ref, Site};

/// Where the time comes from; tests and the sample give their own.
pub type Clock = fn() -> Instant;

/// One installation, opened. Cheap to clone.
#[derive(Clone)]
pub struct Office {
    pub(crate) store: Store,
    clock: Clock,
    /// The facts as last folded; never older than the ledger when given out.
    pub(crate) kept: Arc<Kept>,
    /// What the texts taken in say of documents, as far as asked.
    pub(crate) known: Arc<Known>,
    /// The search index; brought up to date when somebody searches.
    pub(crate) shelf: Arc<Shelf>,
    /// The keys of this site, where they were given.
    pub(crate) key: Option<Arc<bundle::SiteKey>>,
    /// Bundles looked at and not taken in yet, in memory only.
    pub(crate) looked_at: crate::exchange::LookedAt,
    /// The audit that was asked for last from a page.
    pub(crate) last_audit: crate::audit::LastRun,
    /// The pull that was asked for last from a page.
    pub(crate) last_pull: crate::exchange::LastPull,
    /// What pulls bundles over a network, where it was given.
    pub(crate) puller: Option<Arc<dyn crate::exchange::Pulls>>,
}

/// The machine's clock.
pub fn machine_clock() -> Instant {
    Instant(jiff::Timestamp::now().as_microsecond())
}

/// The address of the database file in a folder.
pub fn database_in(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("kvpt.db").display())
}

/// The folder of the search index in a folder. It may be deleted at any time and is made again when somebody searches.
pub fn index_in(folder: &Path) -> PathBuf {
    folder.join("kvpt.index")
}

/// The folder of the search index beside an SQLite database; none beside a server's.
fn index_beside(database: &str) -> Arc<Shelf> {
    let file = database.strip_prefix("sqlite:").map(Path::new);
    let folder = file.and_then(Path::parent).filter(|f| !f.as_os_str().is_empty());
    Arc::new(Shelf::in_folder(folder.map(index_in)))
}

impl Office {
    /// Opens an installation that is there. The search index lies beside an SQLite database.
    ///
    /// # Errors
    /// When there is none or its database cannot be reached.
    pub async fn open(database: &str, clock: Clock) -> Result<Self, Error> {
        let store = Store::open_existing(database, text::fold::bare).await?;
        match store.take_up_unread().await? {
            0 => {}
            n => tracing::info!("{n} acts that an older program could not read are folded now"),
        }
        Ok(Self::over(store, database, clock))
    }

    fn over(store: Store, database: &str, clock: Clock) -> Self {
        Self {
            store,
            clock,
            kept: Arc::default(),
            known: Arc::default(),
            shelf: index_beside(database),
            key: None,
            looked_at: Arc::default(),
            last_audit: Arc::default(),
            last_pull: Arc::default(),
            puller: None,
        }
    }

    /// How many acts of each site are of kinds that only a later program reads: figures may lack what they say.
    ///
    /// # Errors
    /// The store's.
    pub async fn unread(&self) -> Result<std::collections::BTreeMap<Site, u64>, Error> {
        Ok(self.store.unread().await?)
    }

    /// How many acts of each site were withheld from this one: figures and lists lack what they say.
    ///
    /// # Errors
    /// The store's.
    pub async fn acts_withheld(&self) -> Result<std::collections::BTreeMap<Site, u64>, Error> {
        let places = self.store.withheld().await?;
        Ok(places.into_iter().map(|(site, seqs)| (site, seqs.len() as u64)).collect())
    }

    /// The installation with its search index in a folder of its own. Beside a database server the index is kept in memory
    /// otherwise, and made anew at each start.
    pub fn with_index_in(self, folder: PathBuf) -> Self {
        Self { shelf: Arc::new(Shelf::in_folder(Some(folder))), ..self }
    }

    /// The installation with the keys of its site, for exchange.
    pub fn with_key(self, key: bundle::SiteKey) -> Self {
        Self { key: Some(Arc::new(key)), ..self }
    }

    /// The installation with what pulls bundles over a network.
    pub fn with_puller(self, puller: Arc<dyn crate::exchange::Pulls>) -> Self {
        Self { puller: Some(puller), ..self }
    }

    /// Opens an installation, making it when it is missing.
    ///
    /// # Errors
    /// When its database cannot be reached or belongs to another site; `site.reserved` for the site of the national register.
    pub async fn create(database: &str, site: Site, clock: Clock) -> Result<Self, Error> {
        if site == crate::national::site() {
            let facts = [("site", site.to_string())];
            return Err(Error::Refused(crate::error::Problem::new("site.reserved", facts)));
        }
        let store = Store::open(database, site, text::fold::bare).await?;
        Ok(Self::over(store, database, clock))
    }

    /// The site.
    pub fn site(&self) -> &Site {
        self.store.site()
    }

    /// Now.
    pub fn now(&self) -> Instant {
        (self.clock)()
    }

    /// Today in Việt Nam.
    pub fn today(&self) -> Day {
        self.now().day_vn()
    }

    /// Closes the database; for an orderly end.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// A reference for a new object of this site.
    pub(crate) fn fresh(&self, kind: Kind) -> Ref {
        let millis = u64::try_from(self.now().0 / 1000).unwrap_or(0);
        Ref { kind, site: self.site().clone(), id: Id::new(millis, secret::random_u128()) }
    }

    /// Loads an object of a kind.
    pub(crate) async fn get<T: TryFrom<Object>>(&self, at: &Ref) -> Result<T, Error> {
        let object = self.store.load(at).await?;
        object.and_then(|o| T::try_from(o).ok()).ok_or_else(|| not_found(at))
    }

    /// Every object of a kind.
    pub(crate) async fn all<T: TryFrom<Object>>(&self, kind: Kind) -> Result<Vec<T>, Error> {
        Ok(self
            .store
            .load_all(kind)
            .await?
            .into_iter()
            .filter_map(|o| T::try_from(o).ok())
            .collect())
    }
}

/// Loads an object of a kind inside a write, so that nobody can change it before the write is done.
pub(crate) async fn held<T: TryFrom<Object>>(writer: &mut Writer, at: &Ref) -> Result<T, Error> {
    let object = writer.load(at).await?;
    object.and_then(|o| T::try_from(o).ok()).ok_or_else(|| not_found(at))
}

pub(crate) fn not_found(at: &Ref) -> Error {
    Error::NotFound { what: format!("{} {}", at.kind.label().to_lowercase(), at.id) }
}
