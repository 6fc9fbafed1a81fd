//! One file: loaded once, hashed, read and made into the bytes that are printed.

use super::table::table;
use super::{Format, MOST_BYTES};
use app::interpret::{IngestError, Interpretation, Origin, check_size, interpret_all};
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// How files are printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) format: Format,
    pub(crate) with_text: bool,
}

/// Largest buffer that is kept for the next file, in bytes.
pub(crate) const KEPT: usize = 4 * 1024 * 1024;

/// Loads a file into a buffer that is used again.
///
/// # Errors
/// Why it could not be loaded, in words with a remedy.
pub(crate) fn load(path: &Path, bytes: &mut Vec<u8>) -> Result<(), String> {
    bytes.clear();
    bytes.shrink_to(KEPT);
    let fault = |what: &str, e: io::Error| format!("{what}: {e}; kiểm tra đường dẫn và quyền đọc");
    let file = File::open(path).map_err(|e| fault("không mở được tệp", e))?;
    let size = file.metadata().map_err(|e| fault("không đọc được tệp", e))?.len();
    check_size(size).map_err(|e| words(&e))?;
    bytes.reserve_exact(usize::try_from(size).unwrap_or(0));
    let read = file.take(MOST_BYTES).read_to_end(bytes);
    read.map_err(|e| fault("không đọc được tệp", e)).map(drop)
}

/// Whether what was loaded is what an earlier line was made from.
pub(crate) fn is_same(origin: &Origin, bytes: &[u8]) -> bool {
    origin.bytes == bytes.len() as u64 && origin.sha256 == app::secret::sha256_hex(bytes)
}

/// Files inside a file that were not read, by path, each with the reason.
pub(crate) type Unread = Vec<(String, String)>;

/// Reads what was loaded, and every file inside it, and appends what is to be printed; the files inside that were not
/// read are given back by path with the reason.
///
/// # Errors
/// Why it could not be read, in words with a remedy. A fault of the program is told too, and ends this file alone.
pub(crate) fn read(
    path: &Path,
    bytes: &[u8],
    manner: Manner,
    out: &mut Vec<u8>,
) -> Result<Unread, String> {
    let path = path.display().to_string();
    let from = out.len();
    let made = catch_unwind(AssertUnwindSafe(|| {
        let all = interpret_all(&path, bytes).map_err(|e| words(&e))?;
        let mut unread = Vec::new();
        for (inner, made) in all {
            match made {
                Ok(made) => print(&made, manner, out)?,
                Err(e) if inner == path => return Err(words(&e)),
                Err(e) => unread.push((inner, words(&e))),
            }
        }
        Ok(unread)
    }));
    made.unwrap_or_else(|_| Err(FAULT.to_owned())).inspect_err(|_| out.truncate(from))
}

const FAULT: &str = "chương trình gặp lỗi khi đọc tệp này. Đây là lỗi của chương trình, không phải của tệp. Báo cho \
                     người phát triển kèm tệp nếu được phép; các tệp khác vẫn được đọc. [read.fault]";

/// A refusal in one line: what happened, what to do, the code.
fn words(e: &IngestError) -> String {
    format!("{} {} [{}]", e.message(), e.remedy(), e.code())
}

fn print(made: &Interpretation, manner: Manner, out: &mut Vec<u8>) -> Result<(), String> {
    match manner.format {
        Format::Jsonl => {
            made.write_line(manner.with_text, out).map_err(|e| format!("{FAULT} ({e})"))
        }
        Format::Table => {
            out.extend_from_slice(table(made).as_bytes());
            Ok(())
        }
    }
}
