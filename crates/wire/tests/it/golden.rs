//! Golden bytes of format 1, kept for ever: one file for each kind of act.

use crate::make::{self, From, PAYLOADS};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use terms::Site;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1")
}

fn prev() -> wire::Hash {
    let site: Site = "song-giang".parse().unwrap();
    wire::genesis(&site)
}

#[test]
fn every_kind_has_golden_bytes_that_never_change() {
    let mut kinds = BTreeSet::new();
    for payload in PAYLOADS {
        let act = make::act(payload(&mut From::Sample), &mut From::Sample);
        let kind = wire::kind_of(&act.payload).to_owned();
        let path = folder().join(format!("{kind}.json"));
        let bytes = wire::to_bytes(&act, &prev());
        // A new kind gets its file once; a file that is there is never written again.
        if std::env::var_os("NEW_GOLDEN").is_some() && !path.exists() {
            std::fs::write(&path, &bytes).unwrap();
        }
        let golden = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert_eq!(String::from_utf8(bytes), String::from_utf8(golden.clone()), "{kind}");
        assert_eq!(wire::from_bytes(&golden), Ok((act, prev())), "{kind}");
        kinds.insert(kind);
    }
    assert_eq!(
        kinds,
        wire::KINDS.iter().map(|k| (*k).to_owned()).collect(),
        "a sample for every kind"
    );
}

#[test]
fn every_golden_file_is_read_and_written_back_the_same() {
    let mut seen = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let (act, prev) = wire::from_bytes(&bytes).unwrap();
        assert_eq!(wire::to_bytes(&act, &prev), bytes, "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, wire::KINDS.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_act_comes_back_from_its_bytes(which in 0..PAYLOADS.len(), mut rng in any_rng()) {
        let act = make::act(PAYLOADS[which](&mut rng), &mut rng);
        let bytes = wire::to_bytes(&act, &prev());
        prop_assert_eq!(wire::from_bytes(&bytes), Ok((act, prev())));
    }
}

fn any_rng() -> impl Strategy<Value = From> {
    Just(()).prop_perturb(|(), rng| From::Random(rng))
}

impl std::fmt::Debug for From {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("random choices")
    }
}

/// The chain test builds on the same acts.
pub(crate) fn some_acts(n: usize) -> Vec<record::Act> {
    let site: Site = "song-giang".parse().unwrap();
    let acts = PAYLOADS.iter().cycle().take(n).enumerate();
    acts.map(|(i, payload)| record::Act {
        site: site.clone(),
        seq: i as u64 + 1,
        recorded_at: terms::Instant(1_700_000_000_000_000 + i as i64 / 2),
        ..make::act(payload(&mut From::Sample), &mut From::Sample)
    })
    .collect()
}
