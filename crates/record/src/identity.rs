//! Whether two accounts of a document are of one document: by number with its scope, issuer and day, never by a guess.
//!
//! A number alone identifies nothing: the counter begins anew each year (State), each term (Party, Assembly). Two accounts are one
//! document only when all that is known of both agrees and nothing that would tell them apart is missing.

use terms::tenure::{Tenure, party_terms_of};
use terms::{Day, DocNumber, Edtf, Ref};

/// What is known of a document that tells it from others. Words come folded, so that spellings of one name are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Number and sign.
    pub number: Option<DocNumber>,
    /// Type word, folded; empty when not known.
    pub doc_type: String,
    /// Name or subject, folded; it tells documents without a number apart.
    pub name: String,
    /// Issuing body as written, folded.
    pub issuer: Option<String>,
    /// Issuing body on the register.
    pub issuer_body: Option<Ref>,
    /// Whether the sign alone says whose document it is (`NĐ-CP`), as `QĐ-UBND` does not.
    pub tells_issuer: bool,
    /// Day of issue, as far as known. The years of a Party term (`2011/2016`) mean that term.
    pub issued_on: Option<Edtf>,
}

/// Why two accounts may be of one document, and it cannot be told whether they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// One of them has no number.
    NumberMissing,
    /// One of them has no day, and the number returns.
    DateMissing,
    /// The days can lie in two years or terms.
    TermOpen,
    /// The days differ within one year or term: one of them may be written wrongly.
    DateDiffers,
    /// The sign does not say whose it is, and one of them does not either.
    IssuerMissing,
    /// The issuers are written differently.
    IssuerDiffers,
    /// The type words differ.
    TypeDiffers,
}

impl Doubt {
    /// Every doubt.
    pub const ALL: &'static [Self] = &[
        Self::NumberMissing,
        Self::DateMissing,
        Self::TermOpen,
        Self::DateDiffers,
        Self::IssuerMissing,
        Self::IssuerDiffers,
        Self::TypeDiffers,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NumberMissing => "number-missing",
            Self::DateMissing => "date-missing",
            Self::TermOpen => "term-open",
            Self::DateDiffers => "date-differs",
            Self::IssuerMissing => "issuer-missing",
            Self::IssuerDiffers => "issuer-differs",
            Self::TypeDiffers => "type-differs",
        }
    }
}

/// Whether two accounts are of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sameness {
    /// All known parts agree and none that counts is missing.
    Same,
    /// Known parts contradict each other.
    Different,
    /// A person has to say.
    Candidate(Doubt),
}

use Sameness::{Candidate, Different, Same};

/// Whether two accounts are of one document. It does not matter which comes first.
pub fn same_document(a: &Identity, b: &Identity) -> Sameness {
    match (&a.number, &b.number) {
        (Some(x), Some(y)) if x.key() == y.key() => numbered(a, b, x),
        (Some(_), Some(_)) => Different,
        (None, None) => named(a, b),
        _ if called_alike(a, b) && !years_apart(a, b) => Candidate(Doubt::NumberMissing),
        _ => Different,
    }
}

/// Two accounts with one number.
fn numbered(a: &Identity, b: &Identity, number: &DocNumber) -> Sameness {
    let parts = [in_scope(a, b, number), by_issuer(a, b), by_type(a, b)];
    if parts.contains(&Different) {
        return Different;
    }
    parts.into_iter().find(|p| *p != Same).unwrap_or(Same)
}

/// A law cited by its name is the law of that name: the entry says no more, and no more is claimed.
fn named(a: &Identity, b: &Identity) -> Sameness {
    if !called_alike(a, b) || years_apart(a, b) {
        return Different;
    }
    match (a.issued_on, b.issued_on) {
        (None, None) => Same,
        (Some(x), Some(y)) if x == y => Same,
        (Some(_), Some(_)) => Candidate(Doubt::TermOpen),
        _ => Candidate(Doubt::DateMissing),
    }
}

/// Whether the names are one, with or without the type word before it.
fn called_alike(a: &Identity, b: &Identity) -> bool {
    let with_type = |i: &Identity| format!("{} {}", i.doc_type, i.name);
    !a.name.is_empty()
        && !b.name.is_empty()
        && (a.name == b.name || a.name == with_type(b) || with_type(a) == b.name)
}

fn years_apart(a: &Identity, b: &Identity) -> bool {
    a.issued_on.zip(b.issued_on).is_some_and(|(x, y)| !overlap(x, y))
}

/// Whether both stand in one run of the counter.
fn in_scope(a: &Identity, b: &Identity, number: &DocNumber) -> Sameness {
    let carried = number.year().is_some() || number.assembly_term().is_some();
    match (a.issued_on, b.issued_on) {
        (Some(x), Some(y)) if carried => match overlap(x, y) {
            true => Same,
            false => Candidate(Doubt::DateDiffers),
        },
        _ if carried => Same,
        (Some(x), Some(y)) if number.is_party() && a.tells_issuer => in_term(x, y),
        (Some(x), Some(y)) if number.is_party() => in_local_term(x, y),
        (Some(x), Some(y)) => in_year(x, y),
        _ => Candidate(Doubt::DateMissing),
    }
}

/// Central Party documents: terms from congress to congress.
fn in_term(x: Edtf, y: Edtf) -> Sameness {
    if let (Some(x), Some(y)) = (x.day(), y.day())
        && x == y
    {
        return Same;
    }
    let (in_x, in_y) = (party_terms_of(x), party_terms_of(y));
    let one = |terms: &[&Tenure]| terms.len() == 1;
    match (in_x.iter().any(|t| in_y.contains(t)), overlap(x, y)) {
        (false, _) => Different,
        (true, false) => Candidate(Doubt::DateDiffers),
        (true, true) if one(&in_x) && one(&in_y) => Same,
        (true, true) => Candidate(Doubt::TermOpen),
    }
}

/// Local Party documents: their terms are five years long and begin with congresses of their own.
fn in_local_term(x: Edtf, y: Edtf) -> Sameness {
    match (x.day(), y.day(), overlap(x, y)) {
        (Some(x), Some(y), _) if x == y => Same,
        (_, _, true) => Candidate(Doubt::TermOpen),
        _ if gap_in_years(x, y) >= LOCAL_TERM => Different,
        _ => Candidate(Doubt::DateDiffers),
    }
}

/// Years of a term of a local Party committee.
const LOCAL_TERM: i32 = 5;

fn gap_in_years(x: Edtf, y: Edtf) -> i32 {
    let later = match (x.first(), y.first()) {
        (Some(a), Some(b)) if a > b => (y, x),
        _ => (x, y),
    };
    match (later.0.last(), later.1.first()) {
        (Some(earlier), Some(later)) => earlier.days_until(later) / 365,
        _ => 0,
    }
}

/// State documents: years.
fn in_year(x: Edtf, y: Edtf) -> Sameness {
    let one = |d: Edtf| d.first().map(Day::year).filter(|y| d.last().map(Day::year) == Some(*y));
    match (one(x), one(y)) {
        (Some(a), Some(b)) if a != b => Different,
        (Some(_), Some(_)) if overlap(x, y) => Same,
        (Some(_), Some(_)) => Candidate(Doubt::DateDiffers),
        _ if overlap(x, y) => Candidate(Doubt::TermOpen),
        _ => Different,
    }
}

/// Whether two partial dates can mean one day.
fn overlap(x: Edtf, y: Edtf) -> bool {
    let before = |a: Option<Day>, b: Option<Day>| a.zip(b).is_some_and(|(a, b)| a < b);
    !before(x.last(), y.first()) && !before(y.last(), x.first())
}

fn by_issuer(a: &Identity, b: &Identity) -> Sameness {
    let tells = a.tells_issuer && b.tells_issuer;
    let bodies = a.issuer_body.as_ref().zip(b.issuer_body.as_ref());
    match (bodies, &a.issuer, &b.issuer) {
        (Some((x, y)), ..) if x == y => Same,
        // One name says less than the other: the register may have one body twice.
        (Some(_), Some(x), Some(y)) if !tells && within(x, y) => Candidate(Doubt::IssuerMissing),
        (Some(_), ..) if !tells => Different,
        (_, Some(x), Some(y)) if x == y => Same,
        (_, Some(x), Some(y)) if within(x, y) => match tells {
            true => Same,
            false => Candidate(Doubt::IssuerMissing),
        },
        (_, Some(_), Some(_)) => Candidate(Doubt::IssuerDiffers),
        _ if tells => Same,
        _ => Candidate(Doubt::IssuerMissing),
    }
}

/// Whether one name is the beginning of the other: `ủy ban nhân dân` says less than `ủy ban nhân dân tỉnh Sông Giang`.
fn within(x: &str, y: &str) -> bool {
    let begins = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.starts_with([' ', ',']))
    };
    begins(x, y) || begins(y, x)
}

fn by_type(a: &Identity, b: &Identity) -> Sameness {
    let told = |i: &Identity| !i.doc_type.is_empty();
    match told(a) && told(b) && a.doc_type != b.doc_type {
        true => Candidate(Doubt::TypeDiffers),
        false => Same,
    }
}
