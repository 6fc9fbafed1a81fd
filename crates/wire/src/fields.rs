//! The JSON form of everything that acts are made of. Names are those of the released format: they never change.

use crate::codec::{Codec, Members, coded, object, texts};
use crate::error::WireError;
use crate::hash::Hash;
use crate::json::Json;
use record::payload::*;
use record::{ActKey, Actor, Evidence};
use terms::*;

texts! {
    Day, "a day (YYYY-MM-DD)";
    Edtf, "a date (EDTF)";
    Period, "a period (YYYY-MM-DD/YYYY-MM-DD)";
    Site, "a site";
    Ref, "a reference (kind/site/id)";
    Hash, "a SHA-256 (64 hexadecimal digits)";
}

coded! {
    Field, "a field of work";
    ActivityKind, "a kind of activity";
    Relation, "a relation between documents";
    Aggregation, "a kind of aggregation";
    FindingKind, "a kind of finding";
    Role, "a role";
    Scope, "a scope of a token";
    UnitLevel, "a level of unit";
    Decision, "a decision";
    Chain, "a chain of superiors";
    Charge, "a part in a line of work";
    Force, "a state of force";
    SectionKind, "a kind of section";
    AccessClass, "an access class";
}

object! {
    Named { at, name }
    Actor { login, name, body }
    ActKey { site, seq }
    Predecessor { unit, area, population }
    SignedShare { unit, parts }
    DocumentFacts {
        number, doc_type, subject, issuer, issuer_body, issued_on, signer, intake, circulation,
    }
    Citation { target, relation, start, end, quote }
    Target { year, value, basis }
    Indicator { code, name, measure, scale, aggregation, parts, field, targets }
    FormFacts { code, title, asked_by, filled_by, indicators }
    CellEntry { indicator, cell, note }
    Figure { key, printed, formula, explained, evidence }
    ReviewLine { key, pieces, evidence }
    ReviewTable { key, title, columns, rows }
    ReviewSection { kind, field, lines, tables }
    TaskFacts { title, assigner, lead, coordinating, due_on, field, basis }
    Attendance { value, unit, qualifier }
    ActivityFacts {
        kind, title, held_on, place, hosts, chairs, period, reviews, attendance, field,
    }
    FindingFacts { kind, text, field, body, cause_of, found_in }
    ForkChoice { chain, after, ours, stands_seq, stands, aside_seq, aside, reason }
}

impl Codec for DocNumber {
    fn put(&self) -> Json {
        Json::Text(self.as_str().to_owned())
    }

    fn take(json: Json) -> Result<Self, WireError> {
        DocNumber::parse(&String::take(json)?).ok_or(WireError::expected("a document number"))
    }
}

impl Codec for Instant {
    fn put(&self) -> Json {
        self.0.put()
    }

    fn take(json: Json) -> Result<Self, WireError> {
        i64::take(json).map(Instant)
    }
}

impl Codec for Share {
    fn put(&self) -> Json {
        let code = match self {
            Self::All => "all",
            Self::Part => "part",
            Self::None => "none",
            Self::Unknown => "unknown",
        };
        Json::Text(code.to_owned())
    }

    fn take(json: Json) -> Result<Self, WireError> {
        match String::take(json)?.as_str() {
            "all" => Ok(Self::All),
            "part" => Ok(Self::Part),
            "none" => Ok(Self::None),
            "unknown" => Ok(Self::Unknown),
            _ => Err(WireError::expected("a share (all, part, none, unknown)")),
        }
    }
}

/// A cell is its state and, for a number, its value.
impl Codec for Cell {
    fn put(&self) -> Json {
        let mut members = vec![("state".to_owned(), Json::Text(self.code().to_owned()))];
        if let Cell::Number(n) = self {
            members.push(("value".to_owned(), n.put()));
        }
        Json::Map(members)
    }

    fn take(json: Json) -> Result<Self, WireError> {
        let mut members = Members::of(json)?;
        let (state, value): (String, Option<i64>) =
            (members.take("state")?, members.take("value")?);
        members.done()?;
        Cell::from_code(&state, value)
            .ok_or(WireError::expected("a state of a cell with its value"))
    }
}

/// A value of one of several shapes is an object with one member, named after the shape.
fn tagged(tag: &str, value: Json) -> Json {
    Json::Map(vec![(tag.to_owned(), value)])
}

fn untag(json: Json, expected: &'static str) -> Result<(String, Json), WireError> {
    let Json::Map(members) = json else { return Err(WireError::expected(expected)) };
    let [member]: [(String, Json); 1] =
        members.try_into().map_err(|_| WireError::expected(expected))?;
    Ok(member)
}

impl Codec for Piece {
    fn put(&self) -> Json {
        match self {
            Self::Words(words) => tagged("words", words.put()),
            Self::Figure(figure) => tagged("figure", figure.put()),
        }
    }

    fn take(json: Json) -> Result<Self, WireError> {
        const WHAT: &str = "a piece (words or figure)";
        let (tag, value) = untag(json, WHAT)?;
        match tag.as_str() {
            "words" => String::take(value).map(Self::Words),
            "figure" => Figure::take(value).map(Self::Figure),
            _ => return Err(WireError::expected(WHAT)),
        }
        .map_err(|e| e.within(&tag))
    }
}

macro_rules! evidence {
    ($($tag:literal = $variant:ident { $($field:ident),+ })+) => {
        impl Codec for Evidence {
            fn put(&self) -> Json {
                match self {
                    Self::Document(at) => tagged("document", at.put()),
                    $(Self::$variant { $($field),+ } => {
                        let mut members = Vec::new();
                        $(crate::codec::add(&mut members, stringify!($field), $field);)+
                        tagged($tag, Json::Map(members))
                    })+
                }
            }

            fn take(json: Json) -> Result<Self, WireError> {
                const WHAT: &str = "evidence (span, document, form_cell, act or file)";
                let (tag, value) = untag(json, WHAT)?;
                let read = || match tag.as_str() {
                    "document" => Named::take(value).map(Self::Document),
                    $($tag => {
                        let mut members = Members::of(value)?;
                        let value = Self::$variant {
                            $($field: members.take(stringify!($field))?,)+
                        };
                        members.done()?;
                        Ok(value)
                    })+
                    _ => Err(WireError::expected(WHAT)),
                };
                read().map_err(|e| e.within(&tag))
            }
        }
    };
}

evidence! {
    "span" = Span { intake, sha256, file_name, start, end, quote }
    "form_cell" = FormCell { submission, indicator }
    "act" = Act { site, seq }
    "file" = File { sha256, file_name }
}
