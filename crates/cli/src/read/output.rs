//! Where lines go: standard output, or a file that an earlier run may have left unfinished.
//!
//! A file that is gone on with ends as if it had been written in one run. Lines that still stand where they belong are
//! left there; only when the inputs have changed are those after the change set aside in a file beside it, from which
//! they are taken again, so that nothing is lost when this run is stopped too.

use super::index::{Head, Index, Place};
use anyhow::{Context, bail};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A line of the earlier output that may be kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) head: Head,
    /// Whether it stands in the file set aside.
    aside: bool,
    place: Place,
}

/// What an earlier run left, looked up by path; its lines go into an [`Output`] of the same file.
pub(crate) struct Earlier {
    own: Index,
    aside: Option<Index>,
}

/// What is written to.
pub(crate) enum Output {
    /// Standard output.
    Stream(Box<dyn Write>),
    /// A file.
    File(Resumed),
}

/// A file that is written on.
pub(crate) struct Resumed {
    file: io::BufWriter<File>,
    own: File,
    path: PathBuf,
    /// Bytes of the earlier output that stand where they belong.
    standing: u64,
    /// Length of the earlier output, until it is written on.
    earlier: Option<u64>,
    aside: Option<File>,
    /// The first byte that was moved aside by this run, and where it is there.
    moved: Option<(u64, u64)>,
}

/// The file beside an output in which lines are set aside.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".truoc");
    name.into()
}

/// Opens a file for lines. Without `resume` there must be no file yet, or an empty one.
///
/// # Errors
/// When the file cannot be opened, holds something already, or is no output of this program.
pub(crate) fn open(path: &Path, resume: bool) -> anyhow::Result<(Output, Option<Earlier>)> {
    let mut options = OpenOptions::new();
    let opened = options.read(true).write(true).create(true).truncate(false).open(path);
    let cause = || format!("không mở được tệp kết quả {}", path.display());
    let file = opened.with_context(cause)?;
    let regular = file.metadata().with_context(cause)?;
    if !regular.is_file() {
        bail!("{} không phải là tệp thường; chọn một tệp khác cho --out", path.display());
    }
    if !resume && regular.len() > 0 {
        bail!(
            "{} đã có nội dung nên không bị ghi đè; thêm --resume để đọc tiếp, hoặc xóa tệp rồi chạy lại",
            path.display()
        );
    }
    let earlier = resume.then(|| earlier(path, &file)).transpose().with_context(cause)?;
    let length = earlier.as_ref().map_or(0, |e| e.own.end());
    let aside = earlier.as_ref().and_then(|e| e.aside.as_ref());
    let aside = aside.map(|_| reopen(&beside(path))).transpose().with_context(cause)?;
    let own = file.try_clone().with_context(cause)?;
    let file = io::BufWriter::with_capacity(1 << 17, file);
    let path = path.to_owned();
    let resumed =
        Resumed { file, own, path, standing: 0, earlier: Some(length), aside, moved: None };
    Ok((Output::File(resumed), earlier))
}

fn reopen(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).append(true).create(true).open(path)
}

/// What an earlier run left, its torn last line cut.
fn earlier(path: &Path, file: &File) -> anyhow::Result<Earlier> {
    let mut index = Index::of(reader(path)?)?;
    let length = file.metadata()?.len();
    if index.len() == 0 && length > 0 && !begins_as_ours(path)? {
        bail!(
            "tệp không phải do kvpt read ghi ra (JSONL); chọn đúng tệp, hoặc bỏ --resume và chọn tên tệp mới"
        );
    }
    if let Some(torn) = index.torn()? {
        file.set_len(torn)?;
        index = Index::of(reader(path)?)?;
    } else if length > index.end() {
        file.set_len(index.end())?;
    }
    let beside = beside(path);
    let aside = beside.is_file().then(|| reader(&beside)).transpose()?;
    Ok(Earlier { own: index, aside: aside.map(Index::of).transpose()? })
}

/// A file to read, with a place in it of its own.
fn reader(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Whether a file without any whole line is at least the beginning of one of ours.
fn begins_as_ours(path: &Path) -> io::Result<bool> {
    const START: &[u8] = b"{\"source\":";
    let mut start = Vec::new();
    reader(path)?.take(START.len() as u64).read_to_end(&mut start)?;
    Ok(START.starts_with(&start) || start.first() == Some(&0))
}

impl Earlier {
    /// The earlier line of a document, when there is one made in the same manner.
    ///
    /// # Errors
    /// When the output cannot be read.
    pub(crate) fn claim(&mut self, path: &str, with_text: bool) -> io::Result<Option<Kept>> {
        let made = |aside| move |(place, head)| Kept { head, aside, place };
        let mut kept = self.own.claim(path)?.map(made(false));
        if kept.is_none()
            && let Some(aside) = &mut self.aside
        {
            kept = aside.claim(path)?.map(made(true));
        }
        Ok(kept.filter(|k| k.head.with_text == with_text))
    }
}

impl Output {
    /// Writes lines.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        match self {
            Self::Stream(out) => out.write_all(lines),
            Self::File(out) => {
                out.write_on()?;
                out.file.write_all(lines)
            }
        }
    }

    /// Keeps a line of the earlier output as the next one.
    ///
    /// # Errors
    /// When it has to be moved and cannot be.
    pub(crate) fn keep(&mut self, kept: &Kept) -> io::Result<()> {
        match self {
            // There is no earlier output of a stream.
            Self::Stream(_) => Ok(()),
            Self::File(out) => out.keep(kept),
        }
    }

    /// Gives what was written out to whoever reads along.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(out) => out.flush(),
            Self::File(out) => out.file.flush(),
        }
    }

    /// Ends an output whose inputs all had their turn: what is left of the earlier one goes.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.flush()?;
        let Self::File(out) = self else { return Ok(()) };
        if out.earlier.is_some() {
            out.own.set_len(out.standing)?;
        }
        if out.aside.take().is_some() {
            std::fs::remove_file(beside(&out.path))?;
        }
        Ok(())
    }
}

impl Resumed {
    fn keep(&mut self, kept: &Kept) -> io::Result<()> {
        if self.earlier.is_some() && !kept.aside && kept.place.at == self.standing {
            self.standing += kept.place.len;
            return Ok(());
        }
        self.write_on()?;
        let Place { at, len } = kept.place;
        let moved = self.moved.filter(|(from, _)| !kept.aside && at >= *from);
        let at = moved.map_or(at, |(from, to)| to + (at - from));
        let mut line = Vec::new();
        let mut source = if kept.aside || moved.is_some() {
            self.aside.as_ref().ok_or(io::ErrorKind::NotFound)?
        } else {
            &self.own
        };
        self.file.flush()?;
        let back = source.stream_position()?;
        source.seek(SeekFrom::Start(at))?;
        source.take(len).read_to_end(&mut line)?;
        source.seek(SeekFrom::Start(back))?;
        self.file.write_all(&line)
    }

    /// From here on lines are written: what follows the standing ones is set aside first.
    fn write_on(&mut self) -> io::Result<()> {
        let Some(earlier) = self.earlier else { return Ok(()) };
        if self.standing < earlier {
            let mut aside = reopen(&beside(&self.path))?;
            let to = aside.seek(SeekFrom::End(0))?;
            self.own.seek(SeekFrom::Start(self.standing))?;
            io::copy(&mut (&self.own).take(earlier - self.standing), &mut aside)?;
            aside.sync_data()?;
            self.own.set_len(self.standing)?;
            self.moved = Some((self.standing, to));
            self.aside = Some(aside);
        }
        self.own.seek(SeekFrom::Start(self.standing))?;
        self.earlier = None;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(path: &str) -> String {
        let rest = r#""sha256":"00","format":"text","encoding":"utf-8","bytes":3}"#;
        format!("{{\"source\":{{\"path\":\"{path}\",{rest},\"genre\":\"news\"}}\n")
    }

    fn lines(paths: &str) -> String {
        paths.chars().map(|p| line(&p.to_string())).collect()
    }

    /// Goes on with a file: what is there is kept, the rest written; after `last` inputs it is stopped.
    fn go_on(path: &Path, inputs: &str, last: usize) -> usize {
        let (mut output, earlier) = open(path, true).unwrap();
        let (mut earlier, mut kept) = (earlier.unwrap(), 0);
        for input in inputs.chars().take(last).map(|c| c.to_string()) {
            match earlier.claim(&input, false).unwrap() {
                Some(there) => {
                    kept += 1;
                    output.keep(&there).unwrap();
                }
                None => output.write(line(&input).as_bytes()).unwrap(),
            }
        }
        if last < inputs.len() {
            output.flush().unwrap()
        } else {
            output.finish().unwrap()
        }
        kept
    }

    #[test]
    fn what_was_set_aside_is_not_lost_by_another_stop_and_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        for (stops, kept) in
            [(&[3_usize][..], 6), (&[1, 4][..], 6), (&[2, 3, 5, 7][..], 7), (&[8][..], 8)]
        {
            std::fs::write(&path, lines("abcdef")).unwrap();
            for stop in stops {
                go_on(&path, "axbcydef", *stop);
            }
            let of_all = go_on(&path, "axbcydef", 8);
            assert!(of_all >= kept, "stopped at {stops:?}: {of_all} kept");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), lines("axbcydef"), "{stops:?}");
            assert!(!beside(&path).exists());
        }
    }

    #[test]
    fn inputs_that_are_gone_or_in_another_order_leave_no_line_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        for inputs in ["abc", "fedcba", "bd", "acebdf", "aabbaf"] {
            std::fs::write(&path, lines("abcdef")).unwrap();
            go_on(&path, inputs, inputs.len());
            assert_eq!(std::fs::read_to_string(&path).unwrap(), lines(inputs));
        }
    }

    #[test]
    fn a_stop_before_anything_changed_leaves_the_file_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        std::fs::write(&path, lines("abcdef")).unwrap();
        assert_eq!(go_on(&path, "abcdef", 2), 2);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), lines("abcdef"));
    }
}
