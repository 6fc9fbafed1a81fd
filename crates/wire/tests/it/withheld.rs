//! Placeholders of acts that a site may not hold: they count in a chain as the acts do, and say nothing of them.

use crate::golden::some_acts;
use std::path::Path;
use wire::{Chain, act_hash, is_withheld, withheld};

#[test]
fn a_placeholder_counts_in_the_chain_as_its_act_and_says_nothing_of_it() {
    let acts = some_acts(200);
    let mut chain = Chain::new(acts[0].site.clone());
    let mut prev = chain.head();
    for act in acts {
        let bytes = wire::to_bytes(&act, &prev);
        let instead = withheld(&bytes).unwrap();
        assert_eq!(act_hash(&instead), wire::hash(&bytes));
        assert!(is_withheld(&instead) && !is_withheld(&bytes));
        assert_eq!(withheld(&instead).unwrap(), instead, "its own placeholder");
        let outside = wire::Envelope::of(&instead).unwrap();
        let told = (outside.kind, outside.seq, outside.recorded_at, outside.login.as_ref());
        assert_eq!(told, (wire::WITHHELD, act.seq, act.recorded_at.0, "-"));
        let said = String::from_utf8(instead.clone()).unwrap();
        assert!(!said.contains(&act.subject.to_string()), "{said}");
        // Every second act is withheld; the chain holds together.
        chain.follow(if act.seq % 2 == 0 { &instead } else { &bytes }).unwrap();
        prev = wire::hash(&bytes);
        assert_eq!(chain.head(), prev);
    }
}

#[test]
fn a_placeholder_says_its_hash_and_nothing_else() {
    let act = some_acts(1).remove(0);
    let bytes = wire::to_bytes(&act, &wire::genesis(&act.site));
    let instead = String::from_utf8(withheld(&bytes).unwrap()).unwrap();
    let hash = wire::hash(&bytes).to_string();
    for (from, to) in [
        (format!("{{\"hash\":\"{hash}\"}}"), "{}".to_owned()),
        (hash.clone(), "không".to_owned()),
        (format!("{{\"hash\":\"{hash}\"}}"), format!("{{\"and\":1,\"hash\":\"{hash}\"}}")),
        ("\"subject\":\"withheld/".to_owned(), "\"subject\":\"site/".to_owned()),
        ("\"kind\":\"act.withheld\"".to_owned(), "\"kind\":\"act.later\"".to_owned()),
    ] {
        assert!(instead.contains(&from));
        let changed = instead.replace(&from, &to);
        assert!(wire::from_bytes(changed.as_bytes()).is_err(), "{changed}");
    }
}

/// The placeholder of a golden act, byte for byte, for ever.
#[test]
fn the_bytes_of_a_placeholder_never_change() {
    let act = include_bytes!("../golden/v1/site.withdrawn.json").trim_ascii_end();
    let golden = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/withheld.json"));
    let instead = withheld(act).unwrap();
    if std::env::var_os("NEW_GOLDEN").is_some() && !golden.exists() {
        std::fs::write(golden, &instead).unwrap();
    }
    assert_eq!(instead, std::fs::read(golden).unwrap());
}
