//! What a cited document is about, as the words behind its number say: `… của Chính phủ về phối hợp giữa …`.

use super::proposal::{Proposal, ProposalKind};

/// Longest way, in bytes, from the number to the word `về`: a date and the issuer.
const WAY: usize = 160;
/// Longest subject, in bytes.
const LONGEST: usize = 400;

/// Gives cited documents that have a number and no name the subject that stands behind one of their mentions.
pub(super) fn name_cited(proposals: &mut [Proposal], text: &str) {
    let cited = proposals.iter_mut().filter(|p| p.kind == ProposalKind::Cited);
    for p in cited.filter(|p| !p.value("number").is_empty() && p.value("name").is_empty()) {
        let found = p.spans.iter().find_map(|s| subject_behind(text.get(s.end..)?));
        let entry = p.entries.iter_mut().find(|e| e.name == "name");
        if let (Some(subject), Some(entry)) = (found, entry) {
            entry.value = subject.to_owned();
        }
    }
}

/// The subject with which the words behind a citation begin, after its date and issuer.
fn subject_behind(rest: &str) -> Option<&str> {
    let sentence = rest.split(['.', ';', '\n', '(', '”', '"']).next()?.trim();
    let at = if sentence.starts_with("về ") { 0 } else { sentence.find(" về ")? + 1 };
    let way = sentence.get(..at)?.trim();
    let leads = way.is_empty() || way.starts_with("của ") || way.starts_with("ngày ");
    let subject = sentence.get(at..)?.trim_end_matches([',', ':', ' ']);
    (leads && at <= WAY && subject.len() <= LONGEST).then_some(subject)
}

#[cfg(test)]
mod tests {
    use super::subject_behind;

    #[test]
    fn the_subject_stands_behind_date_and_issuer() {
        for (rest, subject) in [
            (
                " về tăng cường tiềm lực giai đoạn 2021-2025.",
                Some("về tăng cường tiềm lực giai đoạn 2021-2025"),
            ),
            (" của Chính phủ về phối hợp giữa hai bộ; Luật", Some("về phối hợp giữa hai bộ")),
            (" ngày 5-5-2022 của Bộ Chính trị về phương hướng,", Some("về phương hướng")),
            (" và Thông báo số 1445 về việc thông báo kết luận.", None),
            (" của Chính phủ. Thảo luận về kết quả.", None),
            ("", None),
        ] {
            assert_eq!(subject_behind(rest), subject, "{rest}");
        }
    }
}
