//! Which accounts are of one document: the table of `cases/identity.tsv`, each row both ways round.

use record::identity::{Doubt, Identity, Sameness, same_document};
use terms::DocNumber;

fn account(cell: &str) -> Identity {
    let parts: Vec<&str> = cell.split(" | ").map(str::trim).collect();
    let [number, doc_type, issuer, date, name] = parts[..] else { panic!("{cell}") };
    let some = |s: &str| (s != "-").then(|| s.to_owned());
    let plain = number.trim_start_matches('!');
    Identity {
        number: some(plain).map(|n| DocNumber::parse(&n).unwrap()),
        doc_type: doc_type.to_owned(),
        name: some(name).unwrap_or_default(),
        issuer: some(issuer),
        issuer_body: None,
        tells_issuer: plain != number,
        issued_on: some(date).map(|d| d.parse().unwrap()),
    }
}

fn printed(sameness: Sameness) -> String {
    match sameness {
        Sameness::Same => "same".to_owned(),
        Sameness::Different => "different".to_owned(),
        Sameness::Candidate(doubt) => format!("candidate {}", doubt.code()),
    }
}

#[test]
fn accounts_are_one_document_only_when_all_that_is_known_agrees() {
    let table = include_str!("../../cases/identity.tsv");
    let rows = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1);
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let (a, b) = (account(cells[1]), account(cells[2]));
        for got in [same_document(&a, &b), same_document(&b, &a)] {
            if printed(got) != cells[0] {
                wrong.push(format!("{} but {}: {}", printed(got), cells[0], row));
            }
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 35);
    for doubt in Doubt::ALL {
        assert!(table.contains(doubt.code()), "no row for {}", doubt.code());
    }
}

#[test]
fn bodies_on_the_register_settle_who_issued() {
    let mut a = account("713/QĐ-UBND | quyết định | ubnd tỉnh sông giang | 2018-04-13 | -");
    let mut b = account("713/QĐ-UBND | quyết định | ủy ban nhân dân tỉnh | 2018-04-13 | -");
    let body = |n| Some(crate::make::at(terms::Kind::Body, n));
    a.issuer_body = body(7);
    b.issuer_body = body(7);
    assert_eq!(same_document(&a, &b), Sameness::Same);
    b.issuer_body = body(8);
    assert_eq!(same_document(&a, &b), Sameness::Different);
    b.issuer = Some("ubnd tỉnh".to_owned());
    assert_eq!(same_document(&a, &b), Sameness::Candidate(Doubt::IssuerMissing));
}
