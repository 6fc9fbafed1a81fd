//! Values on their way into and out of the database. The only types are text, 64-bit integers and bytes, so that both
//! engines store the same thing. Knows no table.

use terms::{Day, Edtf, Id, Instant, Period, Ref, Site};

/// A value bound to a parameter. An absent value still has its type: PostgreSQL asks for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Text, or no text.
    Text(Option<String>),
    /// An integer, or none.
    Int(Option<i64>),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Value {
    /// As people read it in a report of differences; `None` for an absent value.
    pub fn shown(&self) -> Option<String> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Int(int) => int.map(|n| n.to_string()),
            Self::Bytes(bytes) => Some(format!("{} bytes", bytes.len())),
        }
    }

    /// Text for the database: PostgreSQL cannot store U+0000, so neither engine is given one.
    fn words(text: &str) -> Self {
        Self::Text(Some(if text.contains('\0') {
            text.replace('\0', "\u{fffd}")
        } else {
            text.to_owned()
        }))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::words(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::words(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::words(&text)
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Text(None), Self::words)
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        text.as_deref().into()
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.as_deref().into()
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(Some(n))
    }
}

impl From<Option<i64>> for Value {
    fn from(n: Option<i64>) -> Self {
        Self::Int(n)
    }
}

impl From<u64> for Value {
    fn from(n: u64) -> Self {
        Self::Int(Some(i64::try_from(n).unwrap_or(i64::MAX)))
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Self {
        (n as u64).into()
    }
}

impl From<u8> for Value {
    fn from(n: u8) -> Self {
        i64::from(n).into()
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        i64::from(yes).into()
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Instant> for Value {
    fn from(at: Instant) -> Self {
        at.0.into()
    }
}

impl From<Option<Instant>> for Value {
    fn from(at: Option<Instant>) -> Self {
        at.map(|at| at.0).into()
    }
}

/// Types that print as the text they are stored as.
macro_rules! printed {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self { Self::Text(Some(value.to_string())) }
        }
        impl From<&$type> for Value {
            fn from(value: &$type) -> Self { Self::Text(Some(value.to_string())) }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self { Self::Text(value.map(|v| v.to_string())) }
        }
        impl From<Option<&$type>> for Value {
            fn from(value: Option<&$type>) -> Self { Self::Text(value.map(|v| v.to_string())) }
        }
        impl From<&Option<$type>> for Value {
            fn from(value: &Option<$type>) -> Self { value.as_ref().into() }
        }
    )+};
}

printed!(Day, Edtf, Id, Period, Ref, Site);

/// A number is stored as it is filed.
impl From<Option<&terms::DocNumber>> for Value {
    fn from(value: Option<&terms::DocNumber>) -> Self {
        Self::Text(value.map(|v| v.as_str().to_owned()))
    }
}

/// A list of bound values.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::Value::from($value)),*] };
}
pub(crate) use args;
