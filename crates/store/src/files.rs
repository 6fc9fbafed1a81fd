//! Files kept by their hash, and the text and reading kept beside them.

use crate::error::Error;
use crate::sql::{blobs, readings};
use crate::store::Store;
use crate::value::args;
use crate::writer::Reading;

impl Store {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn blob(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        let row = self.row(blobs::GET, args![self.site(), sha256]).await?;
        row.map(|row| row.bytes(0)).transpose()
    }

    /// The size of a file in bytes; `None` when it is not kept here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn blob_size(&self, sha256: &str) -> Result<Option<u64>, Error> {
        let row = self.row(blobs::SIZE, args![self.site(), sha256]).await?;
        row.map(|row| row.count(0)).transpose()
    }

    /// The text and reading of a file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reading(&self, sha256: &str) -> Result<Option<Reading>, Error> {
        let row = self.row(readings::GET, args![self.site(), sha256]).await?;
        row.map(|row| {
            let (text, json) = (row.long_text(0)?, row.long_text(1)?);
            Ok(Reading { text, json, reader_version: row.text(2)? })
        })
        .transpose()
    }

    /// The text of a file alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn text(&self, sha256: &str) -> Result<Option<String>, Error> {
        let row = self.row(readings::TEXT, args![self.site(), sha256]).await?;
        row.map(|row| row.long_text(0)).transpose()
    }

    /// Replaces the text and reading of a file: it is a cache, so no act is needed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_reading(&self, sha256: &str, reading: Reading) -> Result<(), Error> {
        let Reading { text, json, reader_version } = reading;
        let args = args![self.site(), sha256, text.into_bytes(), json.into_bytes(), reader_version];
        self.run(readings::PUT, args).await.map(|_| ())
    }
}
