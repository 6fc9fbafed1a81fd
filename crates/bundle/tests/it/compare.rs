//! What a bundle would do, told from what is known: new, known, gap, fork, rollback, numbers, clocks.

use crate::make::{chain, contents, hash_at, known, opened, site};
use bundle::{Differs, RangeState, plan};
use terms::Instant;

fn at() -> terms::Site {
    site("tinh")
}

#[test]
fn new_known_and_partly_known_ranges() {
    let acts = chain("xa", &["một", "hai", "ba"]);
    let bundle = opened(contents(&acts, 1, 1));
    let new = plan(&at(), &bundle, &known(&[]));
    assert_eq!((new.ranges[0].1, new.new_acts()), (RangeState::New { from: 1 }, 3));
    assert!(new.fits());
    let partly = plan(&at(), &bundle, &known(&acts[..2]));
    assert_eq!((partly.ranges[0].1, partly.new_acts()), (RangeState::New { from: 3 }, 1));
    let all = plan(&at(), &bundle, &known(&acts));
    assert_eq!((all.ranges[0].1, all.new_acts()), (RangeState::Known, 0));
    assert!(all.fits());
}

#[test]
fn a_range_that_comes_too_early_names_the_end_known_and_the_numbers_missing() {
    let acts = chain("xa", &["một", "hai", "ba"]);
    let plan = plan(&at(), &opened(contents(&acts, 3, 3)), &known(&acts[..1]));
    assert_eq!(plan.ranges[0].1, RangeState::Gap { known: 1 });
    assert_eq!(plan.missing, [1, 2]);
    assert!(!plan.fits());
}

#[test]
fn a_fork_names_the_first_act_that_differs_also_when_only_marks_came() {
    let ours = chain("xa", &["một", "hai", "ba", "bốn"]);
    let theirs = chain("xa", &["một", "HAI", "ba", "bốn", "năm"]);
    let fork = Differs::Fork { site: site("xa"), agreed: 1, seq: 2 };
    let whole = plan(&at(), &opened(contents(&theirs, 1, 1)), &known(&ours));
    assert_eq!(whole.differs, std::slice::from_ref(&fork));
    let mut only_marks = contents(&theirs, 5, 1);
    only_marks.slices.clear();
    assert_eq!(plan(&at(), &opened(only_marks), &known(&ours)).differs, [fork]);
}

#[test]
fn a_chain_rewritten_and_longer_is_found_by_its_marks() {
    let ours = chain("xa", &["một", "hai", "ba"]);
    let theirs = chain("xa", &["một", "hai", "BA", "bốn"]);
    let plan = plan(&at(), &opened(contents(&theirs, 4, 1)), &known(&ours));
    assert!(plan.differs.iter().any(|d| matches!(d, Differs::Fork { seq: 3, .. })));
    assert!(!plan.fits());
}

#[test]
fn newest_acts_cut_off_are_found_and_a_late_bundle_is_not_taken_for_it() {
    let ours = chain("xa", &["một", "hai", "ba"]);
    let bundle = opened(contents(&ours[..2], 1, 2));
    let mut k = known(&ours);
    k.next = Some(Instant(3000));
    let cut = plan(&at(), &bundle, &k).differs;
    assert_eq!(cut, [Differs::CutOff { site: site("xa"), seq: 3 }]);
    // Made before the third act was recorded: it only comes late.
    k.next = Some(Instant(2_000_000));
    assert!(plan(&at(), &bundle, &k).fits());
}

#[test]
fn acts_of_ones_own_that_were_lost_are_told_by_those_who_have_them() {
    let acts = chain("xa", &["một", "hai", "ba"]);
    let lost = plan(&site("xa"), &opened(contents(&acts, 3, 1)), &known(&acts[..1]));
    assert!(lost.differs.contains(&Differs::OwnCutOff { seq: 2 }));
    assert!(!lost.fits());
}

#[test]
fn a_number_used_twice_and_a_clock_turned_back() {
    let acts = chain("xa", &["một", "hai"]);
    let bundle = opened(contents(&acts, 1, 4));
    let mut k = known(&acts);
    k.numbers.insert(4, wire::hash(b"another"));
    assert!(plan(&at(), &bundle, &k).differs.contains(&Differs::NumberReused { number: 4 }));
    k.numbers.insert(4, bundle.sha256);
    k.last = Some((4, bundle.manifest.made_at));
    let again = plan(&at(), &bundle, &k);
    assert!(again.repeat && again.fits());
    k.numbers = [(3, wire::hash(b"another"))].into();
    k.last = Some((3, Instant(9_000_000 + bundle::SLACK)));
    assert!(plan(&at(), &bundle, &k).differs.contains(&Differs::ClockBack { than: 3 }));
}

#[test]
fn an_act_put_before_what_was_vouched_for_is_found() {
    let acts = chain("xa", &["một", "hai", "ba"]);
    let bundle = opened(contents(&acts, 3, 2));
    let mut k = known(&acts[..2]);
    k.vouched = Some((2, Instant(5000 + bundle::SLACK)));
    let found = plan(&at(), &bundle, &k).differs;
    assert_eq!(found, [Differs::Backdated { site: site("xa"), seq: 3 }]);
}

#[test]
fn acts_that_others_vouched_for_must_come_as_they_were() {
    let acts = chain("xa", &["một", "hai", "ba"]);
    let bundle = opened(contents(&acts, 1, 1));
    let mut k = known(&[]);
    k.witnessed = vec![(site("xa"), 2, hash_at(&acts, "xa", 2))];
    assert!(plan(&at(), &bundle, &k).fits());
    k.witnessed = vec![(site("xa"), 2, wire::hash(b"another"))];
    assert!(!plan(&at(), &bundle, &k).fits());
}
