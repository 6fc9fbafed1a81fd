//! What tests of all rooms share: case files for reading, and the way to the shared folder.
//!
//! Knows no reader: a case runner gets its finder as a closure. Code of the product never depends on this room.

pub mod cases;

use std::path::{Path, PathBuf};

/// Returns the shared folder beside the project, or says loudly on standard error that a test is skipped.
pub fn shared() -> Option<PathBuf> {
    shared_path("")
}

/// Returns a file or folder inside the shared folder, or says loudly on standard error that a test is skipped.
pub fn shared_path(inner: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(inner);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: ../shared/{inner} is not here; what this test would show remains unshown");
    None
}
