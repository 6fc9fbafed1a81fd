//! How values become JSON and come back, strictly: one trait, and macros that list fields by name.

use crate::error::WireError;
use crate::json::Json;

/// The largest whole number that every reader of JSON holds exactly (RFC 7493, 2.2).
const EXACT: i128 = (1 << 53) - 1;

/// A value that has one JSON form.
pub(crate) trait Codec: Sized {
    /// Its JSON.
    fn put(&self) -> Json;

    /// The value of some JSON.
    fn take(json: Json) -> Result<Self, WireError>;

    /// The value of a field that is left out; `None` when the field must be there.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the field is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Takes the members of a map one by one and refuses what is left over.
pub(crate) struct Members(Vec<(String, Json)>);

impl Members {
    pub(crate) fn of(json: Json) -> Result<Self, WireError> {
        match json {
            Json::Map(members) => Ok(Self(members)),
            _ => Err(WireError::expected("an object")),
        }
    }

    pub(crate) fn take<T: Codec>(&mut self, name: &str) -> Result<T, WireError> {
        match self.0.iter().position(|(n, _)| n == name) {
            Some(i) => T::take(self.0.swap_remove(i).1).map_err(|e| e.within(name)),
            None => T::absent().ok_or_else(|| WireError::Missing { field: name.to_owned() }),
        }
    }

    pub(crate) fn done(mut self) -> Result<(), WireError> {
        self.0.sort_by(|a, b| a.0.cmp(&b.0));
        match self.0.into_iter().next() {
            Some((field, _)) => Err(WireError::Unknown { field }),
            None => Ok(()),
        }
    }
}

/// Adds a member unless it is left out.
pub(crate) fn add<T: Codec>(members: &mut Vec<(String, Json)>, name: &str, value: &T) {
    if !value.is_absent() {
        members.push((name.to_owned(), value.put()));
    }
}

/// A struct whose fields are members of the same names.
macro_rules! object {
    ($($type:ty { $($field:ident),+ $(,)? })+) => { $(
        impl Codec for $type {
            fn put(&self) -> Json {
                let mut members = Vec::new();
                $($crate::codec::add(&mut members, stringify!($field), &self.$field);)+
                Json::Map(members)
            }

            fn take(json: Json) -> Result<Self, WireError> {
                let mut members = $crate::codec::Members::of(json)?;
                let value = Self { $($field: members.take(stringify!($field))?,)+ };
                members.done()?;
                Ok(value)
            }
        }
    )+ };
}

/// A closed list of codes.
macro_rules! coded {
    ($($type:ty, $what:literal;)+) => { $(
        impl Codec for $type {
            fn put(&self) -> Json {
                Json::Text(self.code().to_owned())
            }

            fn take(json: Json) -> Result<Self, WireError> {
                let code = String::take(json)?;
                Self::from_code(&code).ok_or(WireError::expected($what))
            }
        }
    )+ };
}

/// A value with one text form that parses back.
macro_rules! texts {
    ($($type:ty, $what:literal;)+) => { $(
        impl Codec for $type {
            fn put(&self) -> Json {
                Json::Text(self.to_string())
            }

            fn take(json: Json) -> Result<Self, WireError> {
                String::take(json)?.parse().map_err(|_| WireError::expected($what))
            }
        }
    )+ };
}

pub(crate) use {coded, object, texts};

macro_rules! whole {
    ($($type:ty)+) => { $(
        impl Codec for $type {
            /// Beyond what JSON readers hold exactly it is written as a text of digits.
            fn put(&self) -> Json {
                let n = i128::from(*self);
                if (-EXACT..=EXACT).contains(&n) { Json::Int(n) } else { Json::Text(n.to_string()) }
            }

            fn take(json: Json) -> Result<Self, WireError> {
                let bad = || WireError::expected("a whole number in range");
                let n = match json {
                    Json::Int(n) => n,
                    Json::Text(digits) => digits.parse().map_err(|_| bad())?,
                    _ => return Err(bad()),
                };
                Self::try_from(n).map_err(|_| bad())
            }
        }
    )+ };
}

whole! { u8 i16 i64 u64 }

impl Codec for bool {
    fn put(&self) -> Json {
        Json::Text(if *self { "yes" } else { "no" }.to_owned())
    }

    fn take(json: Json) -> Result<Self, WireError> {
        match String::take(json)?.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(WireError::expected("yes or no")),
        }
    }
}

impl Codec for String {
    fn put(&self) -> Json {
        Json::Text(self.clone())
    }

    fn take(json: Json) -> Result<Self, WireError> {
        match json {
            Json::Text(s) => Ok(s),
            _ => Err(WireError::expected("a text")),
        }
    }
}

impl<T: Codec> Codec for Option<T> {
    fn put(&self) -> Json {
        self.as_ref().map_or(Json::List(Vec::new()), T::put)
    }

    fn take(json: Json) -> Result<Self, WireError> {
        T::take(json).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Codec> Codec for Vec<T> {
    fn put(&self) -> Json {
        Json::List(self.iter().map(T::put).collect())
    }

    fn take(json: Json) -> Result<Self, WireError> {
        let Json::List(items) = json else { return Err(WireError::expected("a list")) };
        let item = |(i, v): (usize, Json)| T::take(v).map_err(|e| e.within(&i.to_string()));
        items.into_iter().enumerate().map(item).collect()
    }
}

/// A pair is a list of two.
impl<A: Codec, B: Codec> Codec for (A, B) {
    fn put(&self) -> Json {
        Json::List(vec![self.0.put(), self.1.put()])
    }

    fn take(json: Json) -> Result<Self, WireError> {
        let bad = || WireError::expected("a list of two");
        let Json::List(items) = json else { return Err(bad()) };
        let [a, b]: [Json; 2] = items.try_into().map_err(|_| bad())?;
        let a = A::take(a).map_err(|e| e.within("0"))?;
        Ok((a, B::take(b).map_err(|e| e.within("1"))?))
    }
}
