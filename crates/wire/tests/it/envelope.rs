//! The outside of an act beside the whole reader: they say the same of every act, and of every damaged one.

use crate::golden::some_acts;
use proptest::prelude::*;
use wire::{Envelope, Json};

#[test]
fn the_outside_says_what_the_act_says() {
    for act in some_acts(400) {
        let prev = wire::genesis(&act.site);
        let bytes = wire::to_bytes(&act, &prev);
        let seen = Envelope::of(&bytes).unwrap();
        assert_eq!(seen.body, act.actor.body.at.to_string());
        assert_eq!(seen.login, act.actor.login);
        assert_eq!(seen.effective_on, act.effective_on.to_string());
        assert_eq!(seen.kind, wire::kind_of(&act.payload));
        assert_eq!(seen.prev, prev.to_string());
        assert_eq!((seen.recorded_at, seen.seq), (act.recorded_at.0, act.seq));
        assert_eq!(
            (seen.site, seen.subject),
            (act.site.as_str(), act.subject.to_string().as_str())
        );
    }
}

fn bytes_of_an_act() -> impl Strategy<Value = Vec<u8>> {
    let acts = some_acts(60);
    let bytes: Vec<_> = acts.iter().map(|a| wire::to_bytes(a, &wire::genesis(&a.site))).collect();
    proptest::sample::select(bytes)
}

proptest! {
    /// Whatever the outside lets through is canonical JSON; whatever the reader lets through the outside does too.
    #[test]
    fn one_changed_byte_is_judged_alike(
        bytes in bytes_of_an_act(),
        at in any::<prop::sample::Index>(),
        put in prop::sample::select(b"\"\\{}[],:-0159 eutfnE.\x00\x1f\x7f\xc3aZ".to_vec()),
        how in 0..3,
    ) {
        let mut changed = bytes.clone();
        let at = at.index(bytes.len());
        match how {
            0 => changed[at] = put,
            1 => changed.insert(at, put),
            _ => { changed.remove(at); }
        }
        let outside = Envelope::of(&changed).is_ok();
        let canonical = Json::parse(&changed).is_ok_and(|json| json.canonical() == changed);
        prop_assert!(!outside || canonical, "{}", String::from_utf8_lossy(&changed));
        prop_assert!(outside || wire::from_bytes(&changed).is_err(), "{}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn what_is_not_canonical_is_named_by_its_byte() {
    let act = some_acts(1).remove(0);
    let good = String::from_utf8(wire::to_bytes(&act, &wire::genesis(&act.site))).unwrap();
    let at = |bad: &str| Envelope::of(bad.as_bytes()).unwrap_err();
    for (bad, byte) in [
        (good.replacen("{\"actor\"", "{ \"actor\"", 1), 1),
        (format!("{good}\n"), good.len()),
        (good[..good.len() - 1].to_owned(), good.len() - 1),
        (String::new(), 0),
    ] {
        assert_eq!(at(&bad), wire::WireError::NotCanonical { at: byte }, "{bad}");
    }
    let newer = good.replace("\"v\":1}", "\"v\":2}");
    assert_eq!(at(&newer), wire::WireError::UnknownVersion { found: 2 });
    let deep = good.replace("\"evidence\":[", &format!("\"evidence\":[{}", "[".repeat(100_000)));
    assert!(matches!(at(&deep), wire::WireError::NotCanonical { .. }));
}
