//! Force over days, from the case file `cases/force.case`; ties; what may not be linked.

use crate::make::{Ledger, at, day, entry};
use record::decide::{document, document_among};
use record::force::{Reason, Why, force_on};
use record::object::{Document, Object};
use record::payload::*;
use record::ties::{Since, Ties};
use record::{Payload, Refusal};
use terms::*;

const THIS: u64 = 100;

fn registered(number: &str, issued: Option<&str>) -> DocumentAct {
    DocumentAct::Registered(DocumentFacts {
        number: DocNumber::parse(number),
        doc_type: "Quyết định".to_owned(),
        subject: "về khu vực phòng thủ".to_owned(),
        issuer: None,
        issuer_body: None,
        issued_on: issued.map(|d| d.parse().unwrap()),
        signer: None,
        intake: None,
        circulation: None,
    })
}

fn this() -> Named {
    Named { at: at(Kind::Document, THIS), name: "Quyết định số 1/QĐ-A".to_owned() }
}

fn cites(relation: Relation) -> DocumentAct {
    let quote = "Quyết định số 1/QĐ-A".to_owned();
    DocumentAct::Cites(Citation { target: this(), relation, start: 3, end: 20, quote })
}

fn some(word: &str) -> Option<Day> {
    (word != "-").then(|| day(word))
}

/// The ledger of one case.
fn told(lines: &[&str]) -> Ledger {
    let mut ledger = Ledger::default();
    let on = day("2000-01-01");
    let me = at(Kind::Document, THIS);
    let issued = lines.iter().find_map(|l| l.strip_prefix("issued "));
    ledger.say(&me, on, Payload::Document(registered("1/QĐ-A", issued)));
    for (n, line) in (101..).zip(lines) {
        let words: Vec<&str> = line.split(' ').collect();
        let (on, says) = match words[..] {
            ["effect", from, until] => {
                let (from, until) = (some(from), some(until));
                (on, DocumentAct::ForceStated { from, until, basis: None })
            }
            ["check", on, force] => {
                let source = "vbpl.vn".to_owned();
                let force = Force::from_code(force).unwrap();
                (day(on), DocumentAct::ForceChecked { force, source })
            }
            ["by", name, issued, effect, relation, when, ref part @ ..] => {
                let other = at(Kind::Document, n);
                let number = format!("{n}/QĐ-{name}");
                let relation = Relation::from_code(relation).unwrap();
                let provisions = (!part.is_empty()).then(|| part.join(" "));
                ledger.say(&other, on, Payload::Document(registered(&number, Some(issued))));
                if let Some(from) = some(effect) {
                    let (from, until, basis) = (Some(from), None, None);
                    let says = DocumentAct::ForceStated { from, until, basis };
                    ledger.say(&other, on, Payload::Document(says));
                }
                let (on, says) = match when {
                    "cited" => (on, cites(relation)),
                    from => {
                        let (target, basis) = (this(), None);
                        let says = DocumentAct::Linked { target, relation, provisions, basis };
                        (day(from), says)
                    }
                };
                ledger.say(&other, on, Payload::Document(says));
                continue;
            }
            _ => continue,
        };
        ledger.say(&me, on, Payload::Document(says));
    }
    ledger
}

fn documents(ledger: &Ledger) -> Vec<Document> {
    let all = ledger.objects().into_iter();
    all.filter_map(|o| if let Object::Document(d) = o { Some(d) } else { None }).collect()
}

fn code(reason: &Reason) -> String {
    match &reason.why {
        Why::NotIssued => "not-issued".to_owned(),
        Why::TakesEffect => "takes-effect".to_owned(),
        Why::Ends => "ends".to_owned(),
        Why::Acted { relation, provisions: None, .. } => relation.code().to_owned(),
        Why::Acted { relation, provisions: Some(_), .. } => format!("{}-part", relation.code()),
        Why::ActsSometime { relation, .. } => format!("{}-sometime", relation.code()),
        Why::Checked { .. } => "checked".to_owned(),
        Why::EffectUnknown => "effect-unknown".to_owned(),
    }
}

#[test]
fn force_over_days_is_as_the_cases_say() {
    let file = include_str!("../../cases/force.case");
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for case in file.split("\n--- ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (head, answers) = rest.split_once("=>").unwrap();
        let lines: Vec<&str> = head.lines().filter(|l| !l.is_empty()).collect();
        let all = documents(&told(&lines));
        let ties = Ties::of(&all);
        let me = all.iter().find(|d| d.at == at(Kind::Document, THIS)).unwrap();
        assert!(all.iter().all(|d| d.misfits.is_empty()), "{name}");
        for line in answers.lines().filter(|l| !l.is_empty()) {
            let on = line.split(' ').next().unwrap();
            let standing = force_on(me, day(on), &ties);
            let codes: Vec<String> = standing.reasons.iter().map(code).collect();
            let got = format!("{on} {} {}", standing.force.code(), codes.join(" "));
            if got != line {
                wrong.push(format!("{name}: {got}\n   expected {line}"));
            }
            asked += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(asked > 45, "only {asked} days asked");
}

#[test]
fn reasons_name_the_document_the_day_and_the_act() {
    let all = documents(&told(&[
        "issued 2012-02-23",
        "effect 2012-04-10 -",
        "by B 2018-12-21 2019-02-10 replaces cited",
    ]));
    let ties = Ties::of(&all);
    let me = all.iter().find(|d| d.at == at(Kind::Document, THIS)).unwrap();
    let standing = force_on(me, day("2020-01-01"), &ties);
    let last = standing.reasons.last().unwrap();
    let Why::Acted { by, relation: Relation::Replaces, .. } = &last.why else { panic!("{last:?}") };
    assert_eq!(by.name, "Quyết định số 103/QĐ-B");
    assert_eq!((last.on, last.act.is_some()), (Some(day("2019-02-10")), true));
}

#[test]
fn a_link_taken_back_no_longer_acts() {
    let mut ledger = told(&[
        "issued 2012-02-23",
        "effect 2012-04-10 -",
        "by B 2018-12-21 2019-02-10 replaces 2019-02-10",
    ]);
    let other = at(Kind::Document, 103);
    let wrong = ledger.acts.last().unwrap().key();
    let says =
        DocumentAct::Undone { acts: vec![wrong], reason: "ghi nhầm văn bản".to_owned() };
    ledger.say(&other, day("2026-01-01"), Payload::Document(says));
    let all = documents(&ledger);
    let me = all.iter().find(|d| d.at == at(Kind::Document, THIS)).unwrap();
    assert_eq!(force_on(me, day("2020-01-01"), &Ties::of(&all)).force, Force::InForce);
}

#[test]
fn ties_are_seen_from_either_end_and_withdrawn_documents_say_nothing() {
    let mut ledger = told(&["by B 2018-12-21 2019-02-10 amends cited"]);
    let other = at(Kind::Document, 101);
    let all = documents(&ledger);
    let ties = Ties::of(&all);
    let (out, into): (Vec<_>, Vec<_>) =
        (ties.from(&other).collect(), ties.to(&at(Kind::Document, THIS)).collect());
    assert_eq!(out, into);
    assert_eq!(out[0].since, Since::Day(day("2019-02-10")));
    let says = DocumentAct::Withdrawn { reason: "nhập trùng".to_owned() };
    ledger.say(&other, day("2026-01-01"), Payload::Document(says));
    let all = documents(&ledger);
    assert_eq!(Ties::of(&all).to(&at(Kind::Document, THIS)).count(), 0);
}

#[test]
fn documents_do_not_replace_each_other_in_a_circle() {
    let ledger = told(&["by B 2018-12-21 2019-02-10 replaces 2019-02-10"]);
    let all = documents(&ledger);
    let (me, other) = (at(Kind::Document, THIS), at(Kind::Document, 101));
    let this = all.iter().find(|d| d.at == me);
    let link = |target: &Ref, relation| DocumentAct::Linked {
        target: Named { at: target.clone(), name: "Quyết định số 101/QĐ-B".to_owned() },
        relation,
        provisions: None,
        basis: None,
    };
    let ties = Ties::of(&all);
    let asked = |says| document_among(this, entry(me.clone(), "a", "2020-01-01"), says, &ties);
    let refused = asked(link(&other, Relation::Replaces)).unwrap_err();
    let Refusal::ReplacesInCircle { way } = &refused else { panic!("{refused:?}") };
    let names: Vec<&str> = way.iter().map(|n| n.name.as_str()).collect();
    assert_eq!(names, ["Quyết định số 101/QĐ-B", "Quyết định số 1/QĐ-A"]);
    assert!(asked(link(&other, Relation::Guides)).is_ok());
    let itself = asked(link(&me, Relation::Amends)).unwrap_err();
    assert_eq!(itself.code(), "document.links-itself");
}

#[test]
fn what_says_nothing_is_not_put_on_record() {
    let all = documents(&told(&["issued 2020-01-01"]));
    let me = all.first();
    let asked = |says, on| document(me, entry(at(Kind::Document, THIS), "a", on), says);
    let nothing = DocumentAct::ForceStated { from: None, until: None, basis: None };
    assert_eq!(asked(nothing, "2020-01-01").unwrap_err().code(), "act.blank");
    let check =
        |force, source: &str| DocumentAct::ForceChecked { force, source: source.to_owned() };
    let blank = asked(check(Force::InForce, " "), "2020-01-01").unwrap_err();
    assert_eq!(blank.code(), "act.blank");
    let unsaid = asked(check(Force::NotChecked, "vbpl.vn"), "2020-01-01").unwrap_err();
    assert_eq!(unsaid.code(), "act.blank");
    let future = asked(check(Force::InForce, "vbpl.vn"), "2027-01-01").unwrap_err();
    assert_eq!(future.code(), "act.in-future");
}
