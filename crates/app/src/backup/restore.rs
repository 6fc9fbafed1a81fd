//! The way back: a new installation from a backup, in a folder or a database that holds none. Whole or not at all.

use super::check::{Checked, Walk};
use super::{Unlock, check, refused, sync_folder, unwritable, with_suffix};
use crate::error::Error;
use std::path::Path;
use store::Store;

/// Fills a folder beside its place, then puts it in its place.
pub(super) async fn into_folder(
    file: &Path,
    unlock: &Unlock,
    folder: &Path,
) -> Result<Checked, Error> {
    let taken = std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some());
    if taken || folder.is_file() {
        return Err(refused("backup.target-taken", folder, ""));
    }
    let beside = with_suffix(folder, ".part");
    let made = fill_folder(file, unlock, &beside).await;
    if made.is_err() {
        // Half an installation is worth nothing.
        let _ = std::fs::remove_dir_all(&beside);
        return made;
    }
    std::fs::rename(&beside, folder).map_err(|e| unwritable(folder, &e))?;
    sync_folder(folder);
    made
}

async fn fill_folder(file: &Path, unlock: &Unlock, beside: &Path) -> Result<Checked, Error> {
    // Left by a restore that was cut off.
    let _ = std::fs::remove_dir_all(beside);
    std::fs::create_dir_all(beside).map_err(|e| unwritable(beside, &e))?;
    into_database(file, unlock, &store::sqlite_url(&beside.join("kvpt.db"))).await
}

/// Checks the backup whole before anything is written, fills, and walks what was written.
pub(super) async fn into_database(
    file: &Path,
    unlock: &Unlock,
    database: &str,
) -> Result<Checked, Error> {
    let checked = check::check(file, unlock)?;
    let store = Store::open(database, checked.site.clone(), text::fold::bare).await?;
    let filled = fill(file, unlock, &store).await;
    let verified = match filled {
        Ok(()) => {
            // The service that the backup was taken from still runs; none does here.
            let mut writer = store.begin_write().await?;
            writer.put_setting(crate::started::MARK, "").await?;
            writer.commit().await?;
            store.verify().await
        }
        Err(e) => {
            store.close().await;
            return Err(e);
        }
    };
    store.close().await;
    match verified?.map_err(|fault| refused("backup.damaged", file, &fault.to_string()))? {
        verified if verified.chains == checked.chains => Ok(checked),
        _ => Err(refused("backup.damaged", file, "chains")),
    }
}

async fn fill(file: &Path, unlock: &Unlock, store: &Store) -> Result<(), Error> {
    let said = |e: store::Error| match e {
        store::Error::NotEmpty => refused("backup.target-taken", file, ""),
        store::Error::UnknownTable { table } => refused("backup.newer-table", file, &table),
        other => Error::from(other),
    };
    let mut walk = Walk::open(file, unlock)?;
    let mut restore = store.begin_restore().await.map_err(said)?;
    while let Some(piece) = walk.next()? {
        restore.put(piece).await.map_err(said)?;
    }
    walk.checked()?;
    restore.finish().await.map_err(said)
}
