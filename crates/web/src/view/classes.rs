//! Who may read which figures of a form, as it stands on the page of the form.

use super::common::Link;

/// Who may read some figures of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassRow {
    /// Which indicators.
    pub what: String,
    /// The unit, when it is one's.
    pub unit: Option<Link>,
    /// Who may read them.
    pub class: terms::AccessClass,
    /// What says so.
    pub basis: String,
    /// Why.
    pub reason: String,
    /// Who stated it, and when.
    pub by: String,
}

impl ClassRow {
    /// Invented content.
    pub fn example() -> Self {
        Self {
            what: "Số người được bồi dưỡng".into(),
            unit: Some(Link::new("xã Bến Trại", "/units/SG-31")),
            class: terms::AccessClass::Restricted,
            basis: "Quyết định số 12/QĐ-BCĐ (mẫu)".into(),
            reason: "số liệu chưa công bố".into(),
            by: "Đỗ Văn Minh Họa, 09:10 ngày 20/11/2026".into(),
        }
    }
}
