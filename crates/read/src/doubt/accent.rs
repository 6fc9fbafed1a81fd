//! Numbers printed without the marks of their letters: `ND-CP` for `NĐ-CP`.

use crate::context::Parts;
use crate::contract::{Citation, Warning};
use crate::word::Set;

use super::{called, candidate, warning};

/// Finds numbers whose letters were repaired, each once.
pub(super) fn find(parts: &Parts) -> Vec<Warning> {
    let mut told: Set<&str> = Set::default();
    let full = parts.citations.iter().filter(|c| c.mention == "full");
    full.filter(|c| is_repaired(c))
        .filter(|c| told.insert(c.number.as_deref().unwrap_or("")))
        .map(doubt)
        .collect()
}

/// Whether the number has a `Đ` where the text has a plain `D`.
fn is_repaired(citation: &Citation) -> bool {
    let Some(number) = citation.number.as_deref().filter(|n| n.contains('Đ')) else {
        return false;
    };
    let written: String =
        citation.text.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
    let plain = |s: &str| s.replace(['Đ', 'Ð', 'Ɖ'], "D");
    let same = |c: &char| !matches!(c, 'Ð' | 'Ɖ');
    let own: String = written.chars().filter(same).collect();
    own == written && !written.ends_with(number) && plain(&written).ends_with(&plain(number))
}

fn doubt(citation: &Citation) -> Warning {
    let number = citation.number.clone().unwrap_or_default();
    let message = format!(
        "“{}”: số văn bản ghi thiếu dấu, được hiểu là {}. Hãy kiểm tra rồi sửa cách ghi ở nguồn nếu cần.",
        citation.text,
        called(citation)
    );
    let only = candidate(number, "ký hiệu loại văn bản viết đủ dấu");
    warning("citation.accent-missing", message, citation.start, citation.end, vec![only])
}
