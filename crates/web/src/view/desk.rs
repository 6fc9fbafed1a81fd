//! The page of the first look: one's desk.
//!
//! It must not know how anything is found.

use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// One thing on the desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskItem {
    /// What it is.
    pub title: String,
    /// Its page.
    pub href: String,
    /// By when, or since when.
    pub when: String,
    /// Whose it is, or why it is here.
    pub note: String,
}

/// One block of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskBlock {
    /// How many there are in all.
    pub count: u64,
    /// The first of them.
    pub items: Vec<DeskItem>,
    /// Address of all of them.
    pub more: String,
}

/// Bàn làm việc.
#[derive(Debug, Clone, Template)]
#[template(path = "desk.html")]
pub struct DeskPage {
    /// What every page has.
    pub p: Page,
    /// The day, in words.
    pub today: String,
    /// Due soon (sắp đến hạn).
    pub due: DeskBlock,
    /// Overdue (quá hạn).
    pub overdue: DeskBlock,
    /// To be confirmed (chờ xác nhận).
    pub to_confirm: DeskBlock,
    /// To be approved (chờ duyệt).
    pub to_approve: DeskBlock,
    /// What the calendar brings in the next thirty days.
    pub calendar: DeskBlock,
    /// Rights taken in emergencies: words of each, its history, whether it holds now. For administrators alone.
    pub emergencies: Vec<(String, String, bool)>,
}

impl DeskPage {
    /// The blocks in order: key, icon, block.
    pub fn blocks(&self) -> [(&'static str, &'static str, &DeskBlock); 5] {
        [
            ("overdue", "alert-triangle", &self.overdue),
            ("due", "clock", &self.due),
            ("calendar", "calendar-time", &self.calendar),
            ("to-confirm", "inbox", &self.to_confirm),
            ("to-approve", "rosette-discount-check", &self.to_approve),
        ]
    }

    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        let item = |title: &str, when: &str, note: &str| DeskItem {
            title: title.into(),
            href: "/tasks/SG-412".into(),
            when: when.into(),
            note: note.into(),
        };
        let block = |count, more: &str, items| DeskBlock { count, items, more: more.into() };
        Self {
            p: Page::example(lang, Nav::Desk),
            emergencies: vec![(
                "Trần Văn Thử, từ 22/11/2026 08:10 đến 22/11/2026 12:10: khôi phục tài khoản"
                    .into(),
                "/history/account/song-giang/1".into(),
                true,
            )],
            today: "Thứ Hai, ngày 23/11/2026".into(),
            overdue: block(
                3,
                "/tasks?state=overdue",
                vec![
                    item(
                        "Rà soát kế hoạch phòng thủ dân sự cấp xã",
                        "quá 115 ngày, hạn 31/07/2026",
                        "UBND xã Bến Trại chủ trì",
                    ),
                    item(
                        "Báo cáo kết quả giáo dục quốc phòng và an ninh cho đối tượng 4",
                        "quá 23 ngày, hạn 31/10/2026",
                        "UBND phường An Giang Thượng chủ trì",
                    ),
                    item(
                        "Hoàn thiện hồ sơ đất quốc phòng khu vực cảng Cửa Sông",
                        "quá 8 ngày, hạn 15/11/2026",
                        "Sở Nông nghiệp và Môi trường chủ trì",
                    ),
                ],
            ),
            due: block(
                6,
                "/tasks?state=not_yet_due",
                vec![
                    item(
                        "Tổ chức diễn tập chiến đấu xã trong khu vực phòng thủ năm 2026",
                        "còn 7 ngày, hạn 30/11/2026",
                        "UBND xã Tân Phú Đông chủ trì",
                    ),
                    item(
                        "Tổng hợp kết quả huấn luyện dân quân tự vệ",
                        "còn 15 ngày, hạn 08/12/2026",
                        "Bộ Chỉ huy quân sự tỉnh chủ trì",
                    ),
                ],
            ),
            to_confirm: block(
                14,
                "/intake",
                vec![
                    item(
                        "Hội nghị sơ kết 3 năm thực hiện Nghị quyết về khu vực phòng thủ",
                        "nhận 22/11/2026",
                        "9 đề xuất, 2 điểm nghi vấn",
                    ),
                    item("Thông báo kết luận số 112-TB/BCĐ", "nhận 20/11/2026", "5 đề xuất"),
                ],
            ),
            to_approve: block(0, "/forms", vec![]),
            calendar: block(
                2,
                "/calendar",
                vec![item(
                    "82 năm Ngày thành lập Quân đội nhân dân Việt Nam",
                    "22/12/2026",
                    "Ngày kỷ niệm",
                )],
            ),
        }
    }
}
