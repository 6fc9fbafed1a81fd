//! Names of backups in a folder, and which of them go when there are too many.

use std::path::{Path, PathBuf};
use terms::{Instant, Site};

/// `kvpt-SITE-YYYYMMDD-HHMMSS.kvb`, with `.age` behind it when it is encrypted; by the clock of Việt Nam, sorting by time.
pub(super) fn name(site: &Site, at: Instant, encrypted: bool) -> String {
    let day = at.day_vn().to_string().replace('-', "");
    let of_day = (at.0 / 1_000_000 + 7 * 3600).rem_euclid(86_400);
    let time = format!("{:02}{:02}{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
    let age = if encrypted { ".age" } else { "" };
    format!("kvpt-{site}-{day}-{time}.kvb{age}")
}

/// Removes the oldest backups of a site beside one that was just verified until `keep` are left; that one always stays.
pub(super) fn prune(newest: &Path, site: &Site, keep: usize) -> Vec<PathBuf> {
    let Some(folder) = newest.parent() else { return Vec::new() };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(inside) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut old: Vec<PathBuf> = inside
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name() != newest.file_name() && is_of(path, site))
        .collect();
    old.sort();
    let surplus = (old.len() + 1).saturating_sub(keep.max(1)).min(old.len());
    old.truncate(surplus);
    old.retain(|path| std::fs::remove_file(path).is_ok());
    old
}

/// Removes what backups of a site that were cut off left in the folder; one that is still being written is locked and stays.
pub(super) fn clear_leftovers(beside: &Path, site: &Site) -> Vec<PathBuf> {
    let folder = beside.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(inside) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut left: Vec<PathBuf> = inside.filter_map(|entry| Some(entry.ok()?.path())).collect();
    left.retain(|path| {
        path.extension().is_some_and(|e| e == "part")
            && is_of(&path.with_extension(""), site)
            && std::fs::File::open(path).is_ok_and(|file| file.try_lock().is_ok())
            && std::fs::remove_file(path).is_ok()
    });
    left
}

/// Whether a file bears the name of a backup of exactly this site.
fn is_of(path: &Path, site: &Site) -> bool {
    let Some(name) = path.file_name().and_then(|n| n.to_str()) else { return false };
    let name = name.strip_suffix(".age").unwrap_or(name);
    let rest = name.strip_suffix(".kvb").and_then(|n| n.strip_prefix(&format!("kvpt-{site}-")));
    rest.and_then(|r| r.split_once('-')).is_some_and(|(day, time)| {
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        digits(day, 8) && digits(time, 6)
    })
}
