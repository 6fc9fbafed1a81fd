//! Where an installation is: a folder with `kvpt.db` in it, or a PostgreSQL address.

use crate::keyfile;
use app::Office;
use std::path::PathBuf;

/// Where the data are.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Place {
    /// Folder of the installation
    #[arg(long, value_name = "DIR", required_unless_present = "database")]
    pub(crate) data: Option<PathBuf>,
    /// Address of a PostgreSQL database, in place of a folder
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    pub(crate) database: Option<String>,
    /// Folder of the search index; beside `kvpt.db` when left out, in memory beside a PostgreSQL database. It may be deleted at
    /// any time and is made again when somebody searches
    #[arg(long, value_name = "DIR")]
    pub(crate) index: Option<PathBuf>,
    /// File of this site's keys; `site.key` in the folder when left out
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
}

impl Place {
    /// The database's address.
    pub(crate) fn address(&self) -> String {
        match (&self.database, &self.data) {
            (Some(url), _) => url.clone(),
            (None, Some(folder)) => app::database_in(folder),
            (None, None) => String::new(),
        }
    }

    /// The file of this site's keys.
    pub(crate) fn key_file(&self) -> Option<PathBuf> {
        let beside = || self.data.as_ref().map(|folder| folder.join("site.key"));
        self.key.clone().or_else(beside)
    }

    /// Opens the installation.
    pub(crate) async fn open(&self) -> anyhow::Result<Office> {
        if let Some(folder) = &self.data {
            let file = folder.join("kvpt.db");
            anyhow::ensure!(
                file.is_file(),
                "không có {}: chạy `kvpt init` hoặc `kvpt demo` trước, hoặc kiểm tra lại đường dẫn",
                file.display()
            );
        }
        let office = Office::open(&self.address(), app::machine_clock).await?;
        let key = self.key_file().map(|file| keyfile::load(&file)).transpose()?.flatten();
        let office = match key {
            Some(key) => office.with_key(key),
            None => office,
        };
        Ok(match &self.index {
            Some(folder) => office.with_index_in(folder.clone()),
            None => office,
        })
    }
}
