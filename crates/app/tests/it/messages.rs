//! Every code that can reach a person has words.

use record::Refusal;
use std::collections::BTreeSet;
use std::path::Path;

fn known() -> BTreeSet<&'static str> {
    app::error::known_codes().collect()
}

#[test]
fn every_rule_of_the_record_has_words() {
    let known = known();
    let missing: Vec<&&str> = Refusal::CODES.iter().filter(|c| !known.contains(**c)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

/// The codes of misfits stand in the objects' sources as string literals after `Err(` or `ok_or(`.
#[test]
fn every_misfit_has_words() {
    let known = known();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../record/src/object");
    let mut found = 0;
    for file in std::fs::read_dir(folder).expect("the objects are there") {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for opening in ["Err(\"", "ok_or(\""] {
            for part in text.split(opening).skip(1) {
                let code = part.split('"').next().unwrap_or_default();
                found += 1;
                assert!(known.contains(code), "no words for {code}");
            }
        }
    }
    assert!(found > 30, "only {found} codes found");
}

#[test]
fn a_refusal_fills_its_facts_into_the_words() {
    let refusal = Refusal::TermEarlier {
        standing: terms::Day::new(2026, 5, 31).unwrap(),
        asked: terms::Day::new(2026, 5, 1).unwrap(),
    };
    let error = app::Error::from(refusal);
    let words = error.words();
    assert_eq!(error.code(), "task.term-earlier");
    assert!(words.why.contains("31/05/2026") && words.why.contains("01/05/2026"), "{words:?}");
    for code in app::error::known_codes() {
        let words = app::Problem::new(code, []).words();
        assert!(!words.happened.is_empty() && !words.remedy.is_empty(), "{code}");
    }
}
