//! Words on documents: how one is told from others, why two may be one, why one is or is not in force.

use record::force::{Reason, Why};
use record::identity::Doubt;
use record::payload::DocumentFacts;
use terms::Relation;

/// A document with its day and issuer, so that it can be told from others of its number.
pub(crate) fn called(facts: &DocumentFacts) -> String {
    let label = crate::describe::document_label(facts);
    let on = facts.issued_on.map_or(", chưa rõ ngày ban hành".to_owned(), |d| match d.day() {
        Some(day) => format!(" ngày {}", day.vn()),
        None => format!(", ban hành {}", d.vn()),
    });
    let by = facts.issuer.as_ref().map_or(String::new(), |i| format!(" của {i}"));
    format!("{label}{on}{by}")
}

/// Why it cannot be told whether two accounts are of one document.
pub(crate) fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NumberMissing => "cùng tên, một bên không ghi số, ký hiệu",
        Doubt::DateMissing => {
            "cùng số, ký hiệu nhưng thiếu ngày ban hành; số được đánh lại hằng năm hoặc theo nhiệm kỳ"
        }
        Doubt::TermOpen => "ngày ban hành chưa đủ rõ để biết thuộc năm hoặc nhiệm kỳ nào",
        Doubt::DateDiffers => {
            "cùng số, ký hiệu trong một năm hoặc nhiệm kỳ nhưng ngày ban hành khác nhau"
        }
        Doubt::IssuerMissing => {
            "số, ký hiệu không cho biết cơ quan ban hành thuộc địa phương, đơn vị nào"
        }
        Doubt::IssuerDiffers => "tên cơ quan ban hành ghi khác nhau",
        Doubt::TypeDiffers => "cùng số, ký hiệu nhưng tên loại văn bản khác nhau",
    }
}

/// What a document does to the one it is about.
fn does(relation: Relation, part: Option<&str>) -> String {
    let part = part.map(|p| format!(" {p}")).unwrap_or_default();
    match (relation, part.is_empty()) {
        (Relation::Replaces, true) => "thay thế toàn bộ".to_owned(),
        (Relation::Repeals, true) => "bãi bỏ toàn bộ".to_owned(),
        (Relation::Annuls, true) => "hủy bỏ toàn bộ".to_owned(),
        (Relation::Suspends, true) => "ngưng hiệu lực toàn bộ".to_owned(),
        (Relation::Suspends, false) => format!("ngưng hiệu lực{part}"),
        (other, _) => format!("{}{part}", other.label()),
    }
}

/// A reason as a sentence without full stop.
pub(crate) fn reason(reason: &Reason) -> String {
    let day = reason.on.map(|d| d.vn()).unwrap_or_default();
    let basis = reason.basis.as_ref().map_or(String::new(), |b| format!(" (theo {b})"));
    match &reason.why {
        Why::NotIssued => format!("Ban hành ngày {day}"),
        Why::TakesEffect => format!("Có hiệu lực từ ngày {day}{basis}"),
        Why::Ends => format!("Hết thời hạn có hiệu lực, từ ngày {day}{basis}"),
        Why::Acted { by, relation, provisions } => {
            let does = does(*relation, provisions.as_deref());
            format!("{} {does} từ ngày {day}", by.name)
        }
        Why::ActsSometime { by, relation } => {
            let does = does(*relation, None);
            format!(
                "{} {does}, chưa rõ từ ngày nào; cần ghi ngày có hiệu lực của văn bản này",
                by.name
            )
        }
        Why::Checked { found, source } => {
            format!("Tra cứu cho ngày {day}: {}; nguồn {source}", found.label().to_lowercase())
        }
        Why::EffectUnknown => {
            "Chưa ghi ngày có hiệu lực và chưa có người tra cứu; không suy đoán".to_owned()
        }
    }
}
