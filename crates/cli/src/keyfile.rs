//! The file of a site's keys: readable by its owner alone, in the clear or under a passphrase.

use anyhow::Context;
use app::SiteKey;
use std::io::Write;
use std::path::Path;

/// The passphrase of the key file, where it is under one.
pub(crate) const PASSPHRASE: &str = "KVPT_KEY_PASSPHRASE";

/// The passphrase that the environment gives; an empty one counts as none.
fn passphrase() -> Option<String> {
    std::env::var(PASSPHRASE).ok().filter(|p| !p.is_empty())
}

/// The keys of a file; none when there is no file, or when it is under a passphrase that was not given.
///
/// # Errors
/// When the file cannot be read, or the passphrase is another.
pub(crate) fn load(file: &Path) -> anyhow::Result<Option<SiteKey>> {
    if !file.is_file() {
        return Ok(None);
    }
    let bytes =
        std::fs::read(file).with_context(|| format!("không đọc được {}", file.display()))?;
    let given = passphrase();
    if SiteKey::is_sealed(&bytes) && given.is_none() {
        return Ok(None);
    }
    let key = SiteKey::from_file(&bytes, given.as_deref());
    key.map(Some).map_err(|_| {
        anyhow::anyhow!(
            "không mở được khóa {}: sai mật khẩu ({PASSPHRASE}) hoặc tệp hỏng",
            file.display()
        )
    })
}

/// Writes new keys to a file that is not there yet; under the passphrase of the environment when there is one.
///
/// # Errors
/// When the file is there already or cannot be written.
pub(crate) fn store(file: &Path, key: &SiteKey) -> anyhow::Result<()> {
    let bytes = match passphrase() {
        Some(p) => key.seal(&p).map_err(|e| anyhow::anyhow!("{e}"))?,
        None => key.to_text().into_bytes(),
    };
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out =
        options.open(file).with_context(|| format!("không tạo được {}", file.display()))?;
    out.write_all(&bytes)?;
    out.sync_all().with_context(|| format!("không ghi được {}", file.display()))
}
