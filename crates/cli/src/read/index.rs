//! The lines of an output of `kvpt read`, found again by the path of their document: only a place is held for each.

use app::interpret::Origin;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// First byte of the line in its file.
    pub(crate) at: u64,
    /// Length with its line end, in bytes.
    pub(crate) len: u64,
}

/// What a line begins with.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) origin: Origin,
    /// Whether the text of the document is in the line.
    pub(crate) with_text: bool,
}

/// The lines of a file by path.
pub(crate) struct Index {
    file: BufReader<File>,
    /// Hash of the path, place; sorted, so that lines of one path stand in their order.
    places: Vec<(u64, Place)>,
    claimed: Vec<bool>,
    /// Whole lines that are no reading.
    strange: u64,
    /// Byte after the last whole line.
    end: u64,
}

/// Most of a line that is looked at before the whole of it is, in bytes.
const HEAD: u64 = 4096;

impl Index {
    /// Goes through a file once. A last line without its end is not counted in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn of(file: File) -> io::Result<Self> {
        let mut file = BufReader::with_capacity(1 << 17, file);
        file.seek(SeekFrom::Start(0))?;
        let (mut places, mut strange, mut end) = (Vec::new(), 0, 0);
        let mut start = Vec::new();
        while let Some(len) = next_line(&mut file, &mut start)? {
            let place = Place { at: end, len };
            end += len;
            let head = match head_of(&start) {
                None => {
                    let head = whole(&mut file, place)?;
                    file.seek(SeekFrom::Start(end))?;
                    head
                }
                head => head,
            };
            match head {
                Some(head) => places.push((hash(&head.origin.path), place)),
                None => strange += 1,
            }
        }
        places.sort_unstable();
        let claimed = vec![false; places.len()];
        Ok(Self { file, places, claimed, strange, end })
    }

    /// Number of lines that are readings.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// Whole lines that are no reading.
    pub(crate) fn strange(&self) -> u64 {
        self.strange
    }

    /// Byte after the last whole line.
    pub(crate) fn end(&self) -> u64 {
        self.end
    }

    /// Where the last whole line begins, when it is no JSON: a machine that lost its power leaves such a one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn torn(&mut self) -> io::Result<Option<u64>> {
        let Some(last) = self.places.iter().map(|(_, place)| *place).max() else { return Ok(None) };
        let after = last.at + last.len;
        if after < self.end {
            return Ok(Some(after));
        }
        let mut line = Vec::new();
        self.line(last, &mut line)?;
        let sound = serde_json::from_slice::<serde::de::IgnoredAny>(&line).is_ok();
        Ok((!sound).then_some(last.at))
    }

    /// The next line of a document that was not given out yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn claim(&mut self, path: &str) -> io::Result<Option<(Place, Head)>> {
        let wanted = hash(path);
        let mut n = self.places.partition_point(|(h, _)| *h < wanted);
        while let Some((_, place)) = self.places.get(n).copied().filter(|(h, _)| *h == wanted) {
            if self.claimed.get(n) == Some(&false)
                && let Some(head) = self.head(place)?
                && head.origin.path == path
            {
                self.claimed.iter_mut().skip(n).take(1).for_each(|c| *c = true);
                return Ok(Some((place, head)));
            }
            n += 1;
        }
        Ok(None)
    }

    /// Places that were not given out, in the order of the file.
    pub(crate) fn left(&self) -> Vec<Place> {
        let open = self.places.iter().zip(&self.claimed).filter(|(_, claimed)| !**claimed);
        let mut left: Vec<Place> = open.map(|((_, place), _)| *place).collect();
        left.sort_unstable();
        left
    }

    /// A whole line without its end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn line(&mut self, place: Place, line: &mut Vec<u8>) -> io::Result<()> {
        line.clear();
        self.file.seek(SeekFrom::Start(place.at))?;
        (&mut self.file).take(place.len.saturating_sub(1)).read_to_end(line)?;
        Ok(())
    }

    /// What a line begins with; `None` when it is no reading.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn head(&mut self, place: Place) -> io::Result<Option<Head>> {
        let mut start = Vec::new();
        self.file.seek(SeekFrom::Start(place.at))?;
        (&mut self.file).take(place.len.min(HEAD)).read_to_end(&mut start)?;
        match head_of(&start) {
            None => whole(&mut self.file, place),
            head => Ok(head),
        }
    }
}

/// Passes over one line and keeps its first bytes; its length with its end, or `None` when there is no whole line.
fn next_line(file: &mut impl BufRead, start: &mut Vec<u8>) -> io::Result<Option<u64>> {
    start.clear();
    let mut len = 0;
    loop {
        let there = file.fill_buf()?;
        if there.is_empty() {
            return Ok(None);
        }
        let found = memchr::memchr(b'\n', there);
        let used = found.map_or(there.len(), |n| n + 1);
        let room = (HEAD as usize).saturating_sub(start.len());
        start.extend(there.iter().take(used.min(room)));
        file.consume(used);
        len += used as u64;
        if found.is_some() {
            return Ok(Some(len));
        }
    }
}

/// The head of a line from its first bytes, when `source` stands first, as this program writes it.
fn head_of(start: &[u8]) -> Option<Head> {
    let after = start.strip_prefix(b"{\"source\":")?;
    let mut values = serde_json::Deserializer::from_slice(after).into_iter::<Origin>();
    let origin = values.next()?.ok()?;
    let rest = after.get(values.byte_offset()..)?;
    Some(Head { origin, with_text: rest.starts_with(b",\"text\":\"") })
}

/// The head of a line that another program wrote, its fields in any order.
fn whole(file: &mut BufReader<File>, place: Place) -> io::Result<Option<Head>> {
    #[derive(serde::Deserialize)]
    struct Line {
        source: Origin,
        text: Option<serde::de::IgnoredAny>,
    }
    file.seek(SeekFrom::Start(place.at))?;
    let line = serde_json::from_reader::<_, Line>(file.take(place.len));
    Ok(line.ok().map(|l| Head { origin: l.source, with_text: l.text.is_some() }))
}

fn hash(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn line(path: &str, more: &str) -> String {
        let source = format!(
            r#"{{"path":"{path}","sha256":"00","format":"text","encoding":"utf-8","bytes":3}}"#
        );
        format!("{{\"source\":{source}{more}}}\n")
    }

    fn index(lines: &str) -> Index {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(lines.as_bytes()).unwrap();
        Index::of(file).unwrap()
    }

    #[test]
    fn lines_are_found_by_path_and_given_out_once_each_in_order() {
        let lines = [line("a", ""), line("b", ",\"text\":\"x\""), line("a", ",\"genre\":\"news\"")];
        let mut index = index(&lines.concat());
        let mut said = Vec::new();
        let (b, head) = index.claim("b").unwrap().unwrap();
        assert!(head.with_text);
        index.line(b, &mut said).unwrap();
        assert_eq!(said, lines[1].trim_end().as_bytes());
        assert_eq!(index.claim("a").unwrap().unwrap().0.at, 0);
        assert_eq!(index.left().len(), 1);
        let (second, head) = index.claim("a").unwrap().unwrap();
        assert_eq!((second.at, head.with_text), ((lines[0].len() + lines[1].len()) as u64, false));
        assert!(index.claim("a").unwrap().is_none() && index.claim("c").unwrap().is_none());
    }

    #[test]
    fn a_line_without_its_end_and_lines_that_are_no_reading_are_not_counted() {
        let whole = line("a", "");
        let index = index(&format!("{whole}no json\n{}", line("b", "").trim_end()));
        assert_eq!((index.len(), index.strange()), (1, 1));
        assert_eq!(index.end(), (whole.len() + 8) as u64);
    }

    #[test]
    fn fields_in_another_order_and_long_paths_are_read() {
        let path = "d/".repeat(4000);
        let other =
            format!("{{\"genre\":\"{}\",{}", "x".repeat(9000), &line("z", ",\"text\":\"\"")[1..]);
        let mut index = index(&[line(&path, ""), other].concat());
        assert!(index.claim(&path).unwrap().is_some());
        assert!(index.claim("z").unwrap().unwrap().1.with_text);
    }
}
