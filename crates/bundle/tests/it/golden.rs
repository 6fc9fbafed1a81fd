//! Golden bundle of format 1, kept for ever: a later program must still open it.

use crate::make::{chain, contents};
use bundle::SiteKey;
use std::path::{Path, PathBuf};

const KEY: &str = "v1.key";
const CLEAR: &str = "v1-clear.kvpt";
const SEALED: &str = "v1-sealed.kvpt";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

#[test]
fn bundles_of_format_1_are_opened_and_their_manifest_is_written_the_same() {
    let acts = chain("xa", &["một", "hai", "ba"]);
    // A golden file is made once and never again.
    if std::env::var_os("NEW_GOLDEN").is_some() && !file(KEY).exists() {
        let key = SiteKey::new([5; 32]);
        std::fs::write(file(KEY), key.to_text()).unwrap();
        for (name, to) in [(CLEAR, vec![]), (SEALED, vec![key.public().recipient])] {
            let (bytes, _) = bundle::write(contents(&acts, 1, 1), &key, &to).unwrap();
            std::fs::write(file(name), bytes).unwrap();
        }
    }
    let key = SiteKey::from_file(&std::fs::read(file(KEY)).unwrap(), None).unwrap();
    let (_, manifest) = bundle::write(contents(&acts, 1, 1), &key, &[]).unwrap();
    for name in [CLEAR, SEALED] {
        let bytes = std::fs::read(file(name)).unwrap();
        let opened = bundle::open(&bytes, Some(&key), |m| m.key == key.public().key).unwrap();
        assert_eq!(opened.manifest.to_bytes(), manifest.to_bytes(), "{name}");
        assert_eq!(opened.acts[0].1, acts, "{name}");
        assert_eq!(opened.files[0].1, b"tep mau", "{name}");
    }
}
