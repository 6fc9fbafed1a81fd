//! The issuer that the words name against the one that the number's code stands for.

use crate::context::Parts;
use crate::contract::{Candidate, Citation, Warning};
use crate::fold::fold;
use crate::issuer;
use crate::letter::{self, ALNUM};

use super::{called, candidate, warning};

/// Finds citations whose stated issuer does not go with the code in their number.
pub(super) fn find(parts: &Parts) -> Vec<Warning> {
    parts.citations.iter().filter(|c| c.mention == "full").filter_map(check).collect()
}

fn check(citation: &Citation) -> Option<Warning> {
    let number = citation.number.as_deref()?;
    let stated = citation.issuer.as_deref()?;
    let code = issuer_code(number)?;
    let meant = meanings(number, code);
    let goes = meant.is_empty() || meant.iter().any(|(body, _)| agrees(stated, body));
    if goes {
        return None;
    }
    let list: Vec<&str> = meant.iter().map(|(body, _)| *body).collect();
    let message = format!(
        "{}: lời văn ghi cơ quan ban hành là {stated}, nhưng ký hiệu “{code}” trong số văn bản là của {}. Hãy đối chiếu bản gốc rồi chọn cơ quan đúng.",
        called(citation),
        list.join(" hoặc ")
    );
    let mut candidates: Vec<Candidate> =
        vec![candidate(stated, "ghi trong lời văn, ngay sau số văn bản")];
    candidates.extend(meant.iter().map(|(body, why)| candidate(*body, *why)));
    Some(warning("citation.issuer-mismatch", message, citation.start, citation.end, candidates))
}

/// The code of the issuing body: the first behind the type code, when it stands alone.
fn issuer_code(number: &str) -> Option<&str> {
    let mut parts =
        number.split(['-', '/']).skip(1).filter(|p| !p.bytes().all(|b| b.is_ascii_digit()));
    let first = parts.next()?;
    let typed = crate::kind::by_code(first).next().is_some();
    let code = if typed { parts.next()? } else { first };
    parts.next().is_none().then_some(code)
}

/// What a code can stand for, each with its reason.
fn meanings(number: &str, code: &str) -> Vec<(&'static str, &'static str)> {
    let party = number.find('-').is_some_and(|h| number.find('/').is_some_and(|s| h < s));
    match code {
        "BCT" if party => vec![("Bộ Chính trị", "“BCT” là cách viết tắt của Bộ Chính trị trong lời văn; văn bản của Trung ương dùng ký hiệu “TW”")],
        "BCT" => vec![
            ("Bộ Công Thương", "“BCT” trong số văn bản nhà nước là ký hiệu của Bộ Công Thương"),
            ("Bộ Chính trị", "“BCT” là cách viết tắt của Bộ Chính trị trong lời văn; văn bản của Trung ương dùng ký hiệu “TW”"),
        ],
        "TW" => ["Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"].map(|b| (b, "“TW” là ký hiệu chung của Ban Chấp hành Trung ương, Bộ Chính trị và Ban Bí thư")).to_vec(),
        "TU" => ["Tỉnh ủy", "Thành ủy"].map(|b| (b, "“TU” là ký hiệu của tỉnh ủy, thành ủy")).to_vec(),
        "UBND" => vec![("Ủy ban nhân dân", "“UBND” là ký hiệu của ủy ban nhân dân")],
        "HĐND" => vec![("Hội đồng nhân dân", "“HĐND” là ký hiệu của hội đồng nhân dân")],
        _ => issuer::certain(code).map(|b| (b, "theo ký hiệu cơ quan ban hành trong số văn bản")).into_iter().collect(),
    }
}

/// Whether a stated body is the meant one, its head or a part of it.
fn agrees(stated: &str, meant: &str) -> bool {
    let same_or_part = |rest: &str| !rest.starts_with(char::is_alphabetic);
    if stated.strip_prefix(meant).is_some_and(same_or_part) {
        return true;
    }
    let (stated, meant) = (letters(stated), letters(meant));
    let whole = stated.match_indices(&meant).any(|(i, _)| {
        // "Thủ tướng Chính phủ" does not stand for "Chính phủ", while "Bộ trưởng Bộ Quốc phòng" stands for its ministry.
        let head = stated.get(..i).unwrap_or("");
        head.is_empty() || head == "hội đồng " || meant != "chính phủ"
    });
    let central = meant == "ban chấp hành trung ương"
        && (stated.starts_with("trung ương")
            || stated.contains("trung ương đảng")
            || stated.contains("bch trung ương"));
    whole || central
}

/// Folded words without the marks that some print between them and some do not.
fn letters(name: &str) -> String {
    let folded = fold(name);
    let table = letter::table();
    let mut letters = String::with_capacity(folded.len());
    for word in folded.split(|c| table.class(c) & ALNUM == 0).filter(|word| !word.is_empty()) {
        if !letters.is_empty() {
            letters.push(' ');
        }
        letters.push_str(word);
    }
    letters
}
