//! The files that paths name, found one after another: a folder is opened when its turn comes and walked in the order of names.
//!
//! Only the names inside the folders that are open at the moment are held, so that any number of files can be named.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// One thing that was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A file; whether it can be read is not known yet.
    File(PathBuf),
    /// What cannot be walked, and why, in words with a remedy.
    Unread(PathBuf, String),
}

/// A folder that is being walked: the names still to come, in order.
struct Open {
    folder: PathBuf,
    names: std::vec::IntoIter<(OsString, Kind)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    File,
    Folder,
    Other,
}

/// The files of paths in their order; see the top of the file.
pub(crate) struct Walk {
    paths: VecDeque<PathBuf>,
    open: Vec<Open>,
}

impl Walk {
    /// A walk over files and folders in the order given.
    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        Self { paths: paths.iter().cloned().collect(), open: Vec::new() }
    }

    /// Enters a folder; what cannot be entered is told.
    fn enter(&mut self, folder: PathBuf) -> Option<Found> {
        match names(&folder) {
            Ok(names) => {
                self.open.push(Open { folder, names: names.into_iter() });
                None
            }
            Err(e) => Some(Found::Unread(
                folder,
                format!("không mở được thư mục: {e}; kiểm tra quyền đọc"),
            )),
        }
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let Some(open) = self.open.last_mut() else {
                let path = self.paths.pop_front()?;
                if !path.is_dir() {
                    return Some(Found::File(path));
                }
                if let Some(fault) = self.enter(path) {
                    return Some(fault);
                }
                continue;
            };
            let Some((name, kind)) = open.names.next() else {
                self.open.pop();
                continue;
            };
            let path = open.folder.join(name);
            match kind {
                Kind::File => return Some(Found::File(path)),
                Kind::Other => return Some(Found::Unread(path, odd())),
                Kind::Folder => {
                    if let Some(fault) = self.enter(path) {
                        return Some(fault);
                    }
                }
            }
        }
    }
}

fn odd() -> String {
    "không phải là tệp thường (thiết bị, ống dẫn hoặc ổ cắm) nên không được đọc; bỏ ra khỏi thư mục"
        .into()
}

/// The names in a folder in their order; hidden ones and links to folders are passed over.
fn names(folder: &Path) -> std::io::Result<Vec<(OsString, Kind)>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        match kind(&entry)? {
            Some(kind) => names.push((name, kind)),
            None => continue,
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// What an entry is; `None` for a link to a folder, which could lead round in a circle.
fn kind(entry: &std::fs::DirEntry) -> std::io::Result<Option<Kind>> {
    let of = |t: std::fs::FileType| match (t.is_dir(), t.is_file()) {
        (true, _) => Kind::Folder,
        (_, true) => Kind::File,
        _ => Kind::Other,
    };
    let own = entry.file_type()?;
    if !own.is_symlink() {
        return Ok(Some(of(own)));
    }
    // A link that leads nowhere is a file that cannot be opened, and is told as such.
    let led = std::fs::metadata(entry.path()).map_or(Kind::File, |m| of(m.file_type()));
    Ok((led != Kind::Folder).then_some(led))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, name: &str) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }

    #[test]
    fn folders_are_walked_by_name_and_hidden_names_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b/2.txt", "b/10.txt", "a.txt", "c.txt", ".git/x", "b/.y", "b/nested/1.txt"] {
            put(folder.path(), name);
        }
        let walk = Walk::new(&[folder.path().join("c.txt"), folder.path().to_owned()]);
        let found: Vec<Found> = walk.collect();
        let file = |name: &str| Found::File(folder.path().join(name));
        let order = ["c.txt", "a.txt", "b/10.txt", "b/2.txt", "b/nested/1.txt", "c.txt"];
        assert_eq!(found, order.map(file));
    }

    #[test]
    fn a_folder_is_opened_when_its_turn_comes() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "a/1.txt");
        put(folder.path(), "b/1.txt");
        let mut walk = Walk::new(&[folder.path().to_owned()]);
        assert_eq!(walk.next(), Some(Found::File(folder.path().join("a/1.txt"))));
        put(folder.path(), "b/0.txt");
        assert_eq!(walk.next(), Some(Found::File(folder.path().join("b/0.txt"))));
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end_and_a_broken_link_is_a_file() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("broken.txt")).unwrap();
        let found: Vec<Found> = Walk::new(&[folder.path().to_owned()]).collect();
        assert_eq!(found, [Found::File(folder.path().join("broken.txt"))]);
    }
}
