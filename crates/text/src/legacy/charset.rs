//! The Vietnamese single-byte character sets, as tables over characters that a Western reader shows.
//!
//! Data: `data/charsets.tsv`. A character beyond ASCII is taken back to its byte in Windows-1252 (or in Latin-1,
//! for codes that Windows-1252 leaves out) and looked up there.

use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;

const DATA: &str = include_str!("../../data/charsets.tsv");

/// Bảng mã một byte: a single-byte character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// TCVN 5712 VN3, the fonts `.Vn…`: capitals with tones are missing.
    Vn3,
    /// TCVN 5712 VN1: also capitals with tones, among the control codes.
    Vn1,
    /// Vietnamese Professionals Society.
    Vps,
    /// RFC 1456.
    Viscii,
}

type Table = [Option<char>; 256];

static TABLES: LazyLock<[Table; 4]> = LazyLock::new(|| {
    let mut tables = [[None; 256]; 4];
    for line in DATA.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let byte = cells.next().and_then(|hex| usize::from_str_radix(hex, 16).ok());
        let Some(byte) = byte else { continue };
        for (table, cell) in tables.iter_mut().zip(cells) {
            if let Some(entry) = table.get_mut(byte) {
                *entry = letter(cell);
            }
        }
    }
    tables
});

/// A cell of the data: a letter, the code of a combining mark, or a dash for none.
fn letter(cell: &str) -> Option<char> {
    match cell.strip_prefix("U+") {
        Some(code) => u32::from_str_radix(code, 16).ok().and_then(char::from_u32),
        None => cell.chars().next().filter(|c| *c != '-'),
    }
}

impl Charset {
    fn table(self) -> &'static Table {
        let [vn3, vn1, vps, viscii] = &*TABLES;
        match self {
            Self::Vn3 => vn3,
            Self::Vn1 => vn1,
            Self::Vps => vps,
            Self::Viscii => viscii,
        }
    }

    /// Reads Western characters as letters of this set; what it does not hold stays.
    pub(crate) fn read(self, western: &str) -> String {
        let mut out = String::with_capacity(western.len() + western.len() / 4);
        for c in western.chars() {
            let after_letter = || out.chars().next_back().is_some_and(char::is_alphabetic);
            let letter = self.letter(c).filter(|l| l.is_alphabetic() || after_letter());
            out.push(letter.unwrap_or(c));
        }
        out
    }

    /// The letter for which a Western character stands.
    pub(crate) fn letter(self, western: char) -> Option<char> {
        if matches!(western, ' '..='~' | '\n' | '\t') {
            return None;
        }
        self.table().get(usize::from(byte_of(western)?)).copied().flatten()
    }
}

/// Characters of Windows-1252 in the codes 80 to 9F.
static WESTERN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let codes: Vec<u8> = (0x80..=0x9f).collect();
    WINDOWS_1252.decode_without_bom_handling(&codes).0.chars().collect()
});

/// The byte of a character in Windows-1252 or Latin-1; `None` when it has none.
pub(crate) fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let at = WESTERN.iter().position(|western| *western == c)?;
    u8::try_from(at + 0x80).ok()
}
