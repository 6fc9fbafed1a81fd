//! What acts say, one closed list for each kind of object.
//!
//! A new variant is a new word of the ledger for ever: `wire` gives each its stable name and version.

mod bodies;
mod documents;
mod figures;
mod reviews;
mod sites;
mod work;

pub use bodies::{AccountAct, BodyAct, PersonAct, Predecessor, Share, SignedShare, UnitAct};
pub use documents::{Citation, CitedDocument, DocumentAct, DocumentFacts, IntakeAct};
pub use figures::{CellEntry, FormAct, FormFacts, Indicator, SubmissionAct, SubmissionKey, Target};
pub use reviews::{Figure, Piece, ReviewAct, ReviewLine, ReviewSection, ReviewTable, SectionKind};
pub use sites::{ForkChoice, SiteAct};
pub use work::{
    ActivityAct, ActivityFacts, Attendance, FindingAct, FindingFacts, TaskAct, TaskFacts,
};

use terms::Kind;

/// What an act says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// On a file that came in.
    Intake(IntakeAct),
    /// On a document (văn bản).
    Document(DocumentAct),
    /// On a body (cơ quan, tổ chức).
    Body(BodyAct),
    /// On an administrative unit (đơn vị hành chính).
    Unit(UnitAct),
    /// On a person in office (người giữ chức vụ).
    Person(PersonAct),
    /// On a task (nhiệm vụ).
    Task(TaskAct),
    /// On a form (biểu mẫu).
    Form(FormAct),
    /// On a submission (báo cáo số liệu).
    Submission(SubmissionAct),
    /// On an activity (hoạt động).
    Activity(ActivityAct),
    /// On a finding (nhận định).
    Finding(FindingAct),
    /// On a review (báo cáo sơ kết, tổng kết).
    Review(ReviewAct),
    /// On an account (tài khoản).
    Account(AccountAct),
    /// On a site (nơi cài đặt).
    Site(SiteAct),
    /// What a later program wrote and this one cannot read.
    Unread(Unread),
}

/// An act of a kind that this program does not know: kept as it came, left out of every object, folded by a later program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The stable name of its kind.
    pub kind: String,
    /// The kind of object it is about.
    pub on: Kind,
    /// The whole act in its canonical text.
    pub text: String,
}

impl Payload {
    /// Whether it takes other acts back.
    pub fn takes_back(&self) -> bool {
        matches!(
            self,
            Self::Body(BodyAct::Undone { .. })
                | Self::Unit(UnitAct::Undone { .. })
                | Self::Person(PersonAct::Undone { .. })
        )
    }

    /// Whether it makes the object that it is about.
    pub fn founds(&self) -> bool {
        matches!(
            self,
            Self::Intake(IntakeAct::Received { .. })
                | Self::Document(DocumentAct::Registered(_))
                | Self::Body(BodyAct::Established { .. })
                | Self::Unit(UnitAct::Created { .. })
                | Self::Person(PersonAct::Registered { .. })
                | Self::Task(TaskAct::Assigned(_))
                | Self::Form(FormAct::Defined(_))
                | Self::Submission(SubmissionAct::Begun { .. })
                | Self::Activity(ActivityAct::Recorded(_))
                | Self::Finding(FindingAct::Recorded(_))
                | Self::Review(ReviewAct::Opened { .. })
                | Self::Account(AccountAct::Opened { .. })
                | Self::Site(SiteAct::Admitted { .. } | SiteAct::AdmissionAsked { .. })
        )
    }

    /// The kind of object it is about.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Intake(_) => Kind::Intake,
            Self::Document(_) => Kind::Document,
            Self::Body(_) => Kind::Body,
            Self::Unit(_) => Kind::Unit,
            Self::Person(_) => Kind::Person,
            Self::Task(_) => Kind::Task,
            Self::Form(_) => Kind::Form,
            Self::Submission(_) => Kind::Submission,
            Self::Activity(_) => Kind::Activity,
            Self::Finding(_) => Kind::Finding,
            Self::Review(_) => Kind::Review,
            Self::Account(_) => Kind::Account,
            Self::Site(_) => Kind::Site,
            Self::Unread(unread) => unread.on,
        }
    }
}
