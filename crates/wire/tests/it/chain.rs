//! The chain: the first fault is named, whatever was done to the acts.

use crate::golden::some_acts;
use record::Act;
use wire::{Chain, Fault, Hash};

fn chain_of(acts: &[Act]) -> Vec<Vec<u8>> {
    let mut prev = wire::genesis(&acts[0].site);
    let bytes = |act: &Act| {
        let bytes = wire::to_bytes(act, &prev);
        prev = wire::hash(&bytes);
        bytes
    };
    acts.iter().map(bytes).collect()
}

fn walk(chain: &[Vec<u8>]) -> Result<Hash, Fault> {
    let mut walk = Chain::new("song-giang".parse().unwrap());
    for bytes in chain {
        walk.follow(bytes)?;
    }
    Ok(walk.head())
}

#[test]
fn a_whole_chain_is_walked_to_its_head() {
    let chain = chain_of(&some_acts(60));
    assert_eq!(walk(&chain), Ok(wire::hash(&chain[59])));
    let (act, head) = Chain::check(&wire::hash(&chain[1]), 3, &chain[2]).unwrap();
    assert_eq!((act.seq, head), (3, wire::hash(&chain[2])));
}

#[test]
fn a_changed_act_is_found_at_the_one_after_it() {
    let acts = some_acts(20);
    let mut chain = chain_of(&acts);
    let mut changed = acts[6].clone();
    changed.actor.name = "người khác".to_owned();
    chain[6] = wire::to_bytes(&changed, &wire::hash(&chain[5]));
    assert!(matches!(walk(&chain), Err(Fault::WrongPrev { seq: 8, .. })));
}

#[test]
fn a_missing_doubled_or_moved_act_is_named() {
    let chain = chain_of(&some_acts(10));
    let mut missing = chain.clone();
    missing.remove(4);
    assert_eq!(walk(&missing), Err(Fault::WrongSeq { expected: 5, found: 6 }));
    let mut doubled = chain.clone();
    doubled.insert(4, chain[3].clone());
    assert_eq!(walk(&doubled), Err(Fault::WrongSeq { expected: 5, found: 4 }));
    let mut moved = chain.clone();
    moved.swap(2, 7);
    assert_eq!(walk(&moved), Err(Fault::WrongSeq { expected: 3, found: 8 }));
}

#[test]
fn the_first_act_follows_on_the_name_of_its_site() {
    let acts = some_acts(1);
    let other = wire::to_bytes(&acts[0], &wire::genesis(&"other".parse().unwrap()));
    assert!(matches!(walk(&[other]), Err(Fault::WrongPrev { seq: 1, .. })));
}

#[test]
fn another_site_an_earlier_clock_and_a_foreign_hash_are_faults() {
    let mut acts = some_acts(3);
    acts[2].recorded_at = terms::Instant(5);
    assert_eq!(walk(&chain_of(&acts)), Err(Fault::ClockWentBack { seq: 3 }));
    acts[1].site = "other".parse().unwrap();
    assert!(matches!(walk(&chain_of(&acts)), Err(Fault::WrongSite { seq: 2, .. })));
    let chain = chain_of(&acts);
    let mut walk = Chain::new("song-giang".parse().unwrap());
    let stored = wire::hash(b"something else");
    let fault = walk.follow_stored(&chain[0], &stored).unwrap_err();
    assert!(matches!(fault, Fault::WrongHash { seq: 1, .. }));
    assert_eq!(walk.seq(), 0);
}

#[test]
fn bytes_that_are_no_act_are_named_by_place() {
    let mut chain = chain_of(&some_acts(4));
    chain[2] = b"{}".to_vec();
    let fault = walk(&chain).unwrap_err();
    assert!(matches!(fault, Fault::Unreadable { seq: 3, .. }));
    assert_eq!(fault.seq(), 3);
}
