//! Runs the case files of citations, dates, quantities, headings and doubts.

use std::path::PathBuf;

use read::contract::{Citation, Heading, Quantity, Warning};
use testkit::cases::{Found, check_folders, run};

/// The folder of the case files of one kind.
pub(crate) fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases").join(name)
}

#[test]
fn folders_are_declared() {
    let all = [
        "citation",
        "date",
        "quantity",
        "heading",
        "doubt",
        "person",
        "post",
        "body",
        "activity",
        "task",
        "result",
        "shortcoming",
        "provision",
        "relation",
        "reference",
        "structure",
        "aspect",
        "aside",
    ];
    let there: Vec<&str> = all.into_iter().filter(|name| folder(name).is_dir()).collect();
    check_folders(&folder(""), &there);
}

#[test]
fn citations() {
    run(&folder("citation"), &["citation"], |text| {
        read::read(text).citations.iter().map(citation).collect()
    });
}

fn citation(c: &Citation) -> Found {
    let or_dash = |v: &Option<String>| v.clone().unwrap_or_else(|| "-".to_owned());
    let key = c.number.clone().or_else(|| c.name.as_ref().map(|n| format!("={n}")));
    let value = format!(
        "{} | {} | {} | {} | {} {}",
        or_dash(&key),
        or_dash(&c.doc_type),
        or_dash(&c.issuer),
        or_dash(&c.date),
        c.mention,
        c.relation
    );
    Found::new("citation", c.start, c.end, value)
}

#[test]
fn dates() {
    run(&folder("date"), &["date"], |text| {
        read::read(text)
            .dates
            .iter()
            .map(|d| Found::new("date", d.start, d.end, d.edtf.clone()))
            .collect()
    });
}

#[test]
fn quantities() {
    run(&folder("quantity"), &["quantity"], |text| {
        read::read(text).quantities.iter().map(quantity).collect()
    });
}

fn quantity(q: &Quantity) -> Found {
    let qualifier =
        if q.qualifier == "exact" { String::new() } else { format!(" ({})", q.qualifier) };
    Found::new("quantity", q.start, q.end, format!("{} {}{qualifier}", q.value, q.unit))
}

#[test]
fn headings() {
    run(&folder("heading"), &["heading"], |text| {
        read::read(text).heading.iter().flat_map(heading).collect()
    });
}

/// One line for each field that the heading states.
fn heading(h: &Heading) -> Vec<Found> {
    let fields = [
        ("number", &h.number),
        ("type", &h.doc_type),
        ("issuer", &h.issuer),
        ("date", &h.date),
        ("place", &h.place),
        ("subject", &h.subject),
        ("secrecy", &h.secrecy),
        ("urgency", &h.urgency),
        ("signer", &h.signer),
    ];
    let stated = fields
        .into_iter()
        .filter_map(|(name, value)| value.as_ref().map(|v| format!("{name}: {v}")));
    stated.map(|line| Found::new("heading", 0, 0, line)).collect()
}

#[test]
fn doubts() {
    run(&folder("doubt"), &["doubt"], |text| read::read(text).warnings.iter().map(doubt).collect());
}

fn doubt(w: &Warning) -> Found {
    let candidates: Vec<&str> = w.candidates.iter().map(|c| c.value.as_str()).collect();
    Found::new(
        "doubt",
        w.start.unwrap_or(0),
        w.end.unwrap_or(0),
        format!("{}: {}", w.code, candidates.join(" | ")),
    )
}
