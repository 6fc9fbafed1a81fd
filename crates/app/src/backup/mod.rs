//! Backups: one file with everything an installation cannot make again, verified by opening it; and its way back.
//!
//! The file is a line `kvpt-backup 1`, then one zstd frame of records (`format.rs`); encrypted, the whole stands inside an age file.

mod check;
mod format;
mod keep;
mod lock;
mod restore;

pub use check::Checked;
pub use lock::{Lock, Unlock};

use crate::error::{Error, Problem};
use crate::office::Office;
use format::Header;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use terms::Site;

/// How a backup is asked for.
#[derive(Debug, Default)]
pub struct BackupAsk {
    /// A folder that is there, or the file to make.
    pub to: PathBuf,
    /// For whom it is encrypted.
    pub lock: Lock,
    /// How many backups of this site stay in the folder; all when `None`.
    pub keep: Option<usize>,
}

/// A backup that was made, opened again and found whole.
#[derive(Debug)]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What was found in it when it was opened again.
    pub checked: Checked,
    /// Older backups that were removed.
    pub removed: Vec<PathBuf>,
    /// What backups that were cut off had left, removed.
    pub leftovers: Vec<PathBuf>,
}

impl Office {
    /// Makes a backup while others go on writing: beside its place first, opened and checked, then put in its place.
    ///
    /// # Errors
    /// `backup.exists`, `backup.write`, `backup.key-bad`, and when what was written does not check; nothing is left then.
    pub async fn back_up(&self, ask: BackupAsk) -> Result<Backup, Error> {
        let file = self.named(&ask)?;
        let leftovers = keep::clear_leftovers(&file, self.site());
        let beside = with_suffix(&file, ".part");
        let made = self.write_and_check(&beside, &ask.lock).await;
        let (checked, sha256, size) = match made {
            Ok(made) => made,
            Err(e) => {
                // What is half-written is worth nothing.
                let _ = std::fs::remove_file(&beside);
                return Err(e);
            }
        };
        std::fs::rename(&beside, &file).map_err(|e| unwritable(&file, &e))?;
        sync_folder(&file);
        let removed = match ask.keep {
            Some(n) => keep::prune(&file, self.site(), n),
            None => Vec::new(),
        };
        Ok(Backup { file, size, sha256, checked, removed, leftovers })
    }

    /// The file asked for: in a folder a name from site and time; never one that is there.
    fn named(&self, ask: &BackupAsk) -> Result<PathBuf, Error> {
        let file = match ask.to.is_dir() {
            true => ask.to.join(keep::name(self.site(), self.now(), ask.lock.is_some())),
            false => ask.to.clone(),
        };
        if file.exists() {
            return Err(refused("backup.exists", &file, ""));
        }
        Ok(file)
    }

    async fn write_and_check(
        &self,
        beside: &Path,
        lock: &Lock,
    ) -> Result<(Checked, String, u64), Error> {
        let unwritable = |e: std::io::Error| unwritable(beside, &e);
        let header = Header {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            site: self.site().to_string(),
            name: self.called().await?.name,
            made_at: self.now().0,
        };
        let file = File::create(beside).map_err(unwritable)?;
        // Whoever finds the file unlocked knows that nobody is writing it any more.
        file.lock().map_err(unwritable)?;
        let (locked, unlock) = lock.wrap(BufWriter::with_capacity(1 << 20, file))?;
        let mut out = format::Out::begin(locked, &header).map_err(unwritable)?;
        let dumped = self.store.dump(|piece| out.piece(&piece).map_err(Fault::Io)).await;
        dumped.map_err(|fault| match fault {
            Fault::Io(e) => unwritable(e),
            Fault::Store(e) => Error::from(e),
        })?;
        let mut file = out.end().and_then(lock::Locked::end).map_err(unwritable)?;
        file.flush().map_err(unwritable)?;
        let file = file.into_inner().map_err(|e| unwritable(e.into_error()))?;
        file.sync_all().map_err(unwritable)?;
        let (sha256, size) = fingerprint(beside).map_err(unwritable)?;
        let checked = check::check(beside, &unlock)?;
        Ok((checked, sha256, size))
    }
}

/// Opens a backup and checks all of it: chains, hashes of files, counts, its own hash.
///
/// # Errors
/// `backup.not-one`, `backup.newer`, `backup.damaged`, `backup.key-needed`, `backup.key-wrong`.
pub fn check_backup(file: &Path, unlock: &Unlock) -> Result<Checked, Error> {
    check::check(file, unlock)
}

/// Makes an installation from a backup in a folder that is not there yet or empty; gives what the backup held.
///
/// # Errors
/// As `check_backup`; `backup.target-taken`, `backup.write`. Nothing is left then.
pub async fn restore_into(file: &Path, unlock: &Unlock, folder: &Path) -> Result<Checked, Error> {
    restore::into_folder(file, unlock, folder).await
}

/// Makes an installation from a backup in an empty database.
///
/// # Errors
/// As `restore_into`.
pub async fn restore_into_database(
    file: &Path,
    unlock: &Unlock,
    database: &str,
) -> Result<Checked, Error> {
    restore::into_database(file, unlock, database).await
}

/// A fault on either side of a dump.
enum Fault {
    Io(std::io::Error),
    Store(store::Error),
}

impl From<store::Error> for Fault {
    fn from(e: store::Error) -> Self {
        Self::Store(e)
    }
}

fn fingerprint(file: &Path) -> std::io::Result<(String, u64)> {
    use sha2::Digest;
    let mut hasher = sha2::Sha256::new();
    let size = std::io::copy(&mut File::open(file)?, &mut hasher)?;
    Ok((hasher.finalize().iter().map(|b| format!("{b:02x}")).collect(), size))
}

/// A rename lasts when its folder has been written through; where that cannot be asked for, the system does it in its time.
fn sync_folder(file: &Path) {
    if let Some(Ok(folder)) = file.parent().map(File::open) {
        let _ = folder.sync_all();
    }
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn refused(code: &str, file: &Path, detail: &str) -> Error {
    let facts = [("file", file.display().to_string()), ("detail", detail.to_owned())];
    Error::Refused(Problem::new(code, facts))
}

fn unwritable(file: &Path, e: &std::io::Error) -> Error {
    refused("backup.write", file, &e.to_string())
}

fn site_of(text: &str) -> Option<Site> {
    text.parse().ok()
}
