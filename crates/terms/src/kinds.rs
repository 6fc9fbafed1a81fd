//! The closed lists of codes. A code is stable for ever; a label may be improved.

codes! {
    /// Line of work (lĩnh vực), as in the contract of `kvpt read`.
    Field {
        Politics = "politics", "Chính trị, tư tưởng";
        Economy = "economy", "Kinh tế";
        CultureSociety = "culture_society", "Văn hóa - xã hội";
        ScienceTechnology = "science_technology", "Khoa học và công nghệ";
        Defence = "defence", "Quốc phòng, quân sự";
        Security = "security", "An ninh, trật tự";
        External = "external", "Đối ngoại";
        CivilDefence = "civil_defence", "Phòng thủ dân sự";
        Forces = "forces", "Lực lượng vũ trang";
        Education = "education", "Giáo dục quốc phòng và an ninh";
        Policy = "policy", "Chính sách, hậu phương quân đội";
        LandWorks = "land_works", "Đất quốc phòng, công trình";
        Budget = "budget", "Ngân sách, bảo đảm";
        Organisation = "organisation", "Tổ chức, lãnh đạo, chỉ đạo";
        Other = "other", "Lĩnh vực khác";
    }
}

codes! {
    /// Kind of activity (loại hoạt động), as in the contract of `kvpt read`.
    ActivityKind {
        Training = "training", "Tập huấn, bồi dưỡng";
        InterimReview = "interim_review", "Hội nghị sơ kết";
        FinalReview = "final_review", "Hội nghị tổng kết";
        Coordination = "coordination", "Hội nghị phối hợp";
        Exercise = "exercise", "Diễn tập";
        Inspection = "inspection", "Kiểm tra";
        Conscription = "conscription", "Tuyển quân";
        Commendation = "commendation", "Khen thưởng";
        Planning = "planning", "Triển khai, quán triệt";
        Meeting = "meeting", "Hội nghị, cuộc họp";
        Other = "other", "Hoạt động khác";
    }
}

codes! {
    /// How one document stands to another (quan hệ giữa các văn bản).
    Relation {
        Basis = "basis", "căn cứ";
        Implements = "implements", "triển khai, cụ thể hóa";
        Amends = "amends", "sửa đổi, bổ sung";
        Replaces = "replaces", "thay thế";
        Repeals = "repeals", "bãi bỏ";
        Reviews = "reviews", "sơ kết, tổng kết";
        Mentions = "mentions", "dẫn chiếu";
        Guides = "guides", "hướng dẫn";
        Suspends = "suspends", "ngưng hiệu lực, đình chỉ";
        Annuls = "annuls", "hủy bỏ";
        Corrects = "corrects", "đính chính";
        Reports = "reports", "báo cáo kết quả thực hiện";
    }
}

impl Relation {
    /// Whether it puts the other document, or some of it, out of force or changes what it says.
    pub fn acts_on_force(self) -> bool {
        matches!(
            self,
            Self::Amends | Self::Replaces | Self::Repeals | Self::Suspends | Self::Annuls
        )
    }
}

codes! {
    /// Chain of superiors in which a body stands (hệ thống lãnh đạo, chỉ đạo); all four cover one set of units.
    Chain {
        Party = "party", "Đảng";
        State = "state", "Chính quyền";
        Military = "military", "Quân sự";
        Front = "front", "Mặt trận và đoàn thể";
    }
}

codes! {
    /// Part of a body in a line of work or a matter: who leads, manages, advises, carries out, coordinates.
    Charge {
        Leads = "leads", "Lãnh đạo";
        Manages = "manages", "Quản lý, điều hành";
        Advises = "advises", "Tham mưu";
        CarriesOut = "carries_out", "Thực hiện";
        Coordinates = "coordinates", "Phối hợp";
    }
}

codes! {
    /// Whether a document is in force on a day (hiệu lực của văn bản).
    Force {
        InForce = "in_force", "Còn hiệu lực";
        Partly = "partly", "Hết hiệu lực một phần";
        NotYet = "not_yet", "Chưa có hiệu lực";
        NoLonger = "no_longer", "Hết hiệu lực";
        NotChecked = "not_checked", "Chưa kiểm tra";
    }
}

codes! {
    /// State of a task on a day (tình trạng nhiệm vụ).
    TaskState {
        DoneOnTime = "done_on_time", "Hoàn thành đúng hạn";
        DoneLate = "done_late", "Hoàn thành quá hạn";
        NotYetDue = "not_yet_due", "Chưa hoàn thành, trong hạn";
        Overdue = "overdue", "Chưa hoàn thành, quá hạn";
    }
}

codes! {
    /// Kind of aggregation of an indicator (cách tổng hợp).
    Aggregation {
        /// Additive over units and over periods.
        Sum = "sum", "Cộng dồn";
        /// Additive over units; over periods the last one counts.
        Stock = "stock", "Số cuối kỳ";
        /// A share of two other indicators of the form: numerators and denominators are summed apart.
        Ratio = "ratio", "Tỷ lệ của hai số";
    }
}

codes! {
    /// State of a submission (tình trạng báo cáo).
    SubmissionState {
        Draft = "draft", "Đang nhập";
        Submitted = "submitted", "Đã gửi, chờ duyệt";
        Returned = "returned", "Trả lại";
        Approved = "approved", "Đã duyệt";
    }
}

codes! {
    /// What a finding is (loại nhận định).
    FindingKind {
        Result = "result", "Kết quả";
        Strength = "strength", "Ưu điểm";
        Shortcoming = "shortcoming", "Hạn chế, khuyết điểm";
        Cause = "cause", "Nguyên nhân";
        Lesson = "lesson", "Bài học kinh nghiệm";
        Direction = "direction", "Phương hướng, nhiệm vụ";
    }
}

codes! {
    /// State of a review (tình trạng báo cáo sơ kết, tổng kết).
    ReviewState {
        Draft = "draft", "Dự thảo";
        Submitted = "submitted", "Trình duyệt";
        Approved = "approved", "Đã duyệt";
    }
}

codes! {
    /// Role of an account (vai trò), each held on the subtree of a body.
    Role {
        Reader = "reader", "Người xem";
        Clerk = "clerk", "Văn thư, nhập liệu";
        Officer = "officer", "Cán bộ tham mưu";
        Approver = "approver", "Người duyệt";
        Administrator = "administrator", "Quản trị";
        /// May take the administrator's rights for a bounded time, giving a reason.
        Standby = "standby", "Trực quyền khẩn cấp";
    }
}

codes! {
    /// What a token lets another program do over the HTTP interface (phạm vi của mã truy cập).
    Scope {
        Read = "read", "Đọc";
        WriteIntake = "write-intake", "Nạp tệp tiếp nhận";
        WriteTasks = "write-tasks", "Ghi tiến độ nhiệm vụ";
        WriteFigures = "write-figures", "Nhập, gửi số liệu";
    }
}

codes! {
    /// Level of an administrative unit (cấp đơn vị hành chính).
    UnitLevel {
        Province = "province", "Cấp tỉnh";
        District = "district", "Cấp huyện";
        Commune = "commune", "Cấp xã";
    }
}

codes! {
    /// What was decided on a proposal (quyết định đối với đề xuất).
    Decision {
        Confirmed = "confirmed", "Đã xác nhận";
        Corrected = "corrected", "Đã sửa và xác nhận";
        Rejected = "rejected", "Đã loại";
    }
}

codes! {
    /// What an entry of the calendar is (loại mục lịch).
    CalendarKind {
        InterimReview = "interim_review", "Sơ kết";
        FinalReview = "final_review", "Tổng kết";
        TermEnd = "term_end", "Hết nhiệm kỳ, hết thời hạn";
        Deadline = "deadline", "Thời hạn theo văn bản";
        Task = "task", "Hạn nhiệm vụ";
        Report = "report", "Báo cáo định kỳ";
        Rhythm = "rhythm", "Việc thường kỳ";
        Activity = "activity", "Hội nghị, hoạt động";
        Congress = "congress", "Đại hội";
        Election = "election", "Bầu cử";
        Anniversary = "anniversary", "Ngày kỷ niệm";
    }
}

codes! {
    /// How sure an entry of the calendar is (mức chắc chắn).
    Certainty {
        /// A document or a law in force names the day.
        Stated = "stated", "Có văn bản";
        /// Computed by a rule or custom from a day on record.
        ByRule = "by_rule", "Tính theo quy tắc";
        /// The rule itself has not been confirmed.
        Unconfirmed = "unconfirmed", "Chưa xác nhận";
    }
}

codes! {
    /// Who may read a thing (mức tiếp cận), in rising order: `open < internal < restricted`.
    ///
    /// It is about work papers and figures that are no state secret: those kvpt does not hold (`text::secrecy`
    /// refuses them at the gate). Where nothing is stated a thing is internal when its paper bears a circulation
    /// mark (`Lưu hành nội bộ`, box 11 of Nghị định 30/2020/NĐ-CP, Phụ lục I, which is not a level of secrecy) and open otherwise.
    /// `Restricted` follows the conditions under which information may be had at all (Luật Tiếp cận thông tin
    /// 104/2016/QH13, Điều 7); that there are three steps is kvpt's own choice.
    ///
    /// ```
    /// use terms::AccessClass;
    /// assert!(AccessClass::Internal.may_read(AccessClass::Open));
    /// assert!(!AccessClass::Internal.may_read(AccessClass::Restricted));
    /// assert_eq!(AccessClass::Open.with(AccessClass::Internal), AccessClass::Internal);
    /// ```
    AccessClass {
        /// Anybody may be told; it may be published.
        Open = "open", "Công khai";
        /// For the bodies of the system; not published.
        Internal = "internal", "Nội bộ";
        /// For those alone who are named for it.
        Restricted = "restricted", "Hạn chế";
    }
}

impl Default for AccessClass {
    /// Open: a thing of which nothing is stated and whose paper bears no mark.
    fn default() -> Self {
        Self::Open
    }
}

impl AccessClass {
    /// Whether who is cleared for this class, or a paper made at it, may hold a thing of class `of`.
    pub fn may_read(self, of: Self) -> bool {
        of <= self
    }

    /// What is said where a thing of this class does not go out by itself; `None` for open.
    pub fn limit(self) -> Option<String> {
        (self > Self::Open).then(|| format!("Mức tiếp cận: {}", self.label().to_lowercase()))
    }

    /// The class of a thing made of both: the higher one.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::str::FromStr for AccessClass {
    type Err = BadClass;

    /// Reads a code (`internal`) or a label in any letters (`nội bộ`).
    fn from_str(text: &str) -> Result<Self, BadClass> {
        let asked = text.trim().to_lowercase();
        let same = |c: &&Self| c.code() == asked || c.label().to_lowercase() == asked;
        Self::ALL.iter().find(same).copied().ok_or_else(|| BadClass(text.to_owned()))
    }
}

/// A text that is no access class.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an access class: {0:?}")]
pub struct BadClass(pub String);
