//! What can be wrong with the bytes of an act, named by field.

/// Bytes that are no act of this format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The bytes are not JSON.
    #[error("not JSON at line {line}, column {column}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The bytes are written in a format of another program version.
    #[error("format version {found} is not known")]
    UnknownVersion {
        /// The version found.
        found: i128,
    },
    /// The kind of act is not known to this program version.
    #[error("kind of act {kind:?} is not known")]
    UnknownKind {
        /// The kind found.
        kind: String,
    },
    /// A field that the format has is absent.
    #[error("field {field} is missing")]
    Missing {
        /// Its path, such as `says.facts.title`.
        field: String,
    },
    /// A field that the format does not have.
    #[error("field {field} is not known")]
    Unknown {
        /// Its path.
        field: String,
    },
    /// A field holds something else than the format says.
    #[error("field {field} is not {expected}")]
    WrongType {
        /// Its path.
        field: String,
        /// What the format says.
        expected: &'static str,
    },
    /// The act can be read, but these are not its canonical bytes.
    #[error("bytes are not canonical from byte {at}")]
    NotCanonical {
        /// The first byte that differs.
        at: usize,
    },
}

impl WireError {
    /// The same error seen from the structure that holds the field.
    pub(crate) fn within(mut self, outer: &str) -> Self {
        if let Self::Missing { field } | Self::Unknown { field } | Self::WrongType { field, .. } =
            &mut self
        {
            *field = match field.is_empty() {
                true => outer.to_owned(),
                false => format!("{outer}.{field}"),
            };
        }
        self
    }

    pub(crate) fn expected(expected: &'static str) -> Self {
        Self::WrongType { field: String::new(), expected }
    }

    /// The path of the field that is wrong, where one is.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Missing { field } | Self::Unknown { field } | Self::WrongType { field, .. } => {
                Some(field)
            }
            _ => None,
        }
    }
}
