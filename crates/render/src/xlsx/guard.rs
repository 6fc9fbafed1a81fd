//! Looks at the bytes of a file before they are read as a spreadsheet: kind, password, macros, size when unpacked.
//! It unpacks to nowhere and believes no size that the file states.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use super::{CellFault, FaultCode};

/// The most bytes of a file.
const MAX_FILE: usize = 20 << 20;
/// The most bytes of all parts together when unpacked.
const MAX_UNPACKED: u64 = 120 << 20;
/// The most parts.
const MAX_PARTS: usize = 1000;

const SAVE_AGAIN: &str =
    "Mở tệp bằng chương trình bảng tính, lưu lại dạng .xlsx rồi gửi lại, hoặc tải biểu mới";

/// Passes files that may be read.
pub(super) fn check(bytes: &[u8]) -> Result<(), CellFault> {
    if bytes.len() > MAX_FILE {
        return Err(too_big());
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(compound(bytes));
    }
    if !bytes.starts_with(b"PK") {
        let message = "Tệp không phải bảng tính .xlsx";
        return Err(CellFault::file(FaultCode::NotXlsx, message, SAVE_AGAIN));
    }
    parts(bytes)
}

fn too_big() -> CellFault {
    CellFault::file(
        FaultCode::TooBig,
        "Tệp quá lớn, hoặc phình ra quá lớn khi giải nén",
        "Biểu không quá 20 MB; hãy tải biểu mới và chỉ nhập số liệu",
    )
}

pub(super) fn damaged(detail: &str) -> CellFault {
    let mut fault = CellFault::file(FaultCode::Damaged, "Tệp hỏng, không đọc được", SAVE_AGAIN);
    fault.value = detail.chars().take(120).collect::<String>().into();
    fault
}

fn password() -> CellFault {
    CellFault::file(
        FaultCode::Password,
        "Tệp đặt mật khẩu nên không đọc được",
        "Bỏ mật khẩu trong chương trình bảng tính rồi gửi lại",
    )
}

/// A compound file: an .xlsx behind a password, or the old format.
fn compound(bytes: &[u8]) -> CellFault {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return password();
    }
    CellFault::file(FaultCode::NotXlsx, "Tệp ở dạng .xls cũ", SAVE_AGAIN)
}

/// Unpacks every part into nothing and counts.
fn parts(bytes: &[u8]) -> Result<(), CellFault> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?;
    if zip.len() > MAX_PARTS {
        return Err(too_big());
    }
    let mut left = MAX_UNPACKED;
    for index in 0..zip.len() {
        let raw = zip.by_index_raw(index).map_err(|e| damaged(&e.to_string()))?;
        let encrypted = raw.encrypted();
        let name = raw.name().map(|name| name.to_ascii_lowercase());
        let name = name.map_err(|e| damaged(&e.to_string()))?;
        drop(raw);
        if encrypted {
            return Err(password());
        }
        if name.ends_with("vbaproject.bin") || name.contains("macrosheets/") {
            return Err(CellFault::file(
                FaultCode::Macro,
                "Tệp có macro nên không được nhận",
                "Lưu lại dạng .xlsx không có macro rồi gửi lại",
            ));
        }
        let part = zip.by_index(index).map_err(|e| damaged(&e.to_string()))?;
        let size =
            copy(&mut part.take(left + 1), &mut sink()).map_err(|e| damaged(&e.to_string()))?;
        left = left.checked_sub(size).ok_or_else(too_big)?;
    }
    Ok(())
}
