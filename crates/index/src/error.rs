//! What can go wrong with an index, told apart by what the caller does next.

use std::fmt::Display;

/// Why the index did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process is writing; the last commit can still be searched.
    #[error("the index is being written by another process")]
    Locked,
    /// The files are damaged, cut off, or of another program: throw them away and make them again.
    #[error("the index cannot be used: {0}")]
    Damaged(String),
    /// The folder cannot be read or written.
    #[error("the folder of the index cannot be used: {0}")]
    Folder(#[from] std::io::Error),
}

impl Error {
    pub(crate) fn damaged(why: impl Display) -> Self {
        Self::Damaged(why.to_string())
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(e: tantivy::TantivyError) -> Self {
        use tantivy::directory::error::{LockError, OpenWriteError};
        match e {
            tantivy::TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked,
            tantivy::TantivyError::LockFailure(LockError::IoError(e), _)
            | tantivy::TantivyError::OpenWriteError(OpenWriteError::IoError {
                io_error: e, ..
            })
            | tantivy::TantivyError::IoError(e) => Self::Folder(std::io::Error::new(e.kind(), e)),
            other => Self::damaged(other),
        }
    }
}
