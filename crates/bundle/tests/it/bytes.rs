//! Bytes of bundles: back as they went in, or refused with a reason, never a panic.

use crate::make::{chain, contents, key, trusted};
use bundle::{Fault, SiteKey, open, write};
use proptest::prelude::*;
use std::sync::LazyLock;

static KEYS: LazyLock<(SiteKey, SiteKey)> = LazyLock::new(|| (key(1), key(2)));

fn sealed() -> Vec<u8> {
    let acts = chain("xa", &["một", "hai", "ba"]);
    let to = [KEYS.1.public().recipient];
    write(contents(&acts, 1, 1), &KEYS.0, &to).unwrap().0
}

fn clear() -> Vec<u8> {
    let acts = chain("xa", &["một", "hai", "ba"]);
    write(contents(&acts, 1, 1), &KEYS.0, &[]).unwrap().0
}

#[test]
fn what_went_in_comes_out() {
    let acts = chain("xa", &["một", "hai", "ba"]);
    let opened = open(&sealed(), Some(&KEYS.1), trusted(&KEYS.0)).unwrap();
    assert_eq!(opened.acts.len(), 1);
    assert_eq!(opened.acts[0].1, acts);
    assert_eq!(opened.files[0].1, b"tep mau");
    assert_eq!(opened.manifest.receipt.missing, [2]);
    assert_eq!(open(&clear(), None, trusted(&KEYS.0)).unwrap().manifest, opened.manifest);
}

#[test]
fn nothing_of_the_acts_is_seen_in_a_sealed_bundle() {
    let bytes = sealed();
    for word in ["kvpt bundle", "site.withdrawn", "tinh", "tep mau"] {
        let found = bytes.windows(word.len()).any(|w| w == word.as_bytes());
        assert!(!found, "{word}");
    }
}

#[test]
fn another_recipient_an_unknown_key_and_a_newer_format_are_told_apart() {
    let third = key(3);
    assert_eq!(open(&sealed(), Some(&third), |_| true).unwrap_err(), Fault::NotForUs);
    assert_eq!(open(&sealed(), None, |_| true).unwrap_err(), Fault::NotForUs);
    let unknown = open(&sealed(), Some(&KEYS.1), trusted(&third)).unwrap_err();
    assert!(matches!(unknown, Fault::UnknownKey { from, .. } if from.as_str() == "xa"));
    let mut newer = sealed();
    newer[8] = 2;
    let fault = open(&newer, Some(&KEYS.1), |_| true).unwrap_err();
    assert_eq!(fault, Fault::Newer { found: 2, known: 1 });
    assert_eq!(open(b"PK\x03\x04", None, |_| true).unwrap_err(), Fault::NotABundle);
    assert_eq!(open(b"", None, |_| true).unwrap_err(), Fault::NotABundle);
}

#[test]
fn a_cut_at_any_place_is_refused() {
    for whole in [sealed(), clear()] {
        for n in (0..whole.len()).step_by(3).chain([whole.len() - 1]) {
            assert!(open(&whole[..n], Some(&KEYS.1), |_| true).is_err(), "{n}");
        }
    }
}

#[test]
fn a_flipped_bit_in_any_byte_is_refused() {
    for whole in [sealed(), clear()] {
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            let opened = open(&bytes, Some(&KEYS.1), trusted(&KEYS.0));
            assert!(opened.is_err(), "byte {at}");
        }
    }
}

#[test]
fn keys_come_back_from_their_file_and_only_with_their_passphrase() {
    let key = key(7);
    let text = key.to_text();
    let back = SiteKey::from_file(text.as_bytes(), None).unwrap();
    assert_eq!(back.public(), key.public());
    let sealed = key.seal("một mật khẩu dài").unwrap();
    assert!(SiteKey::is_sealed(&sealed));
    let back = SiteKey::from_file(&sealed, Some("một mật khẩu dài")).unwrap();
    assert_eq!(back.public(), key.public());
    assert_eq!(SiteKey::from_file(&sealed, Some("khác")).unwrap_err(), Fault::Passphrase);
    assert_eq!(SiteKey::from_file(&sealed, None).unwrap_err(), Fault::Passphrase);
    assert_eq!(SiteKey::from_file(b"rac", None).unwrap_err(), Fault::BadKey);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn shuffled_and_random_bytes_never_open_and_never_panic(
        at in 0usize..2000, with in proptest::collection::vec(any::<u8>(), 0..40), cut in 0usize..60,
        locked in any::<bool>(),
    ) {
        let whole = if locked { sealed() } else { clear() };
        let at = at % whole.len();
        let end = (at + cut).min(whole.len());
        let mut bytes = whole.clone();
        bytes.splice(at..end, with);
        prop_assume!(bytes != whole);
        prop_assert!(open(&bytes, Some(&KEYS.1), trusted(&KEYS.0)).is_err());
    }

    #[test]
    fn any_bytes_behind_the_mark_never_panic(rest in proptest::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [b"kvpt-bdl\x01\x00".to_vec(), rest].concat();
        prop_assert!(open(&bytes, None, |_| true).is_err());
    }
}
