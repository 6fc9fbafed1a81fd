//! An administrative paper as plain data: head, body, signature, recipients and annexes.
//! It knows no file format, no store and no clock; the writers `docx` and `pdf` give it its looks.

mod check;
mod plan;
mod source;

pub use source::SourceEntry;

pub(crate) use plan::{Element, Line, Link, Piece, Plan, PlannedAnnex, PlannedCell, PlannedTable};

use terms::Day;

use crate::RenderError;

/// Văn bản hành chính: everything that stands on the paper, in the order of reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Whose layout: the State's or the Party's.
    pub layout: Layout,
    /// The body directly above the issuing body, if there is one. Long names are broken into even lines;
    /// a line feed sets the break.
    pub parent: Option<String>,
    /// The issuing body, broken into lines as the parent.
    pub issuer: String,
    /// Number and sign.
    pub number: PaperNumber,
    /// The place that stands before the date, as `Sông Giang`.
    pub place: String,
    /// The date of the paper; unknown parts are left open for the pen.
    pub date: PaperDate,
    /// The name of the type, as `Báo cáo`; printed in capitals.
    pub type_name: String,
    /// The subject (trích yếu), one string without a full stop.
    pub subject: String,
    /// Draft or approved.
    pub state: PaperState,
    /// The circulation mark, if any.
    pub circulation: Option<Circulation>,
    /// Kính gửi: addressees, only in papers that are sent upward or to others.
    pub addressees: Vec<String>,
    /// The text between the head and the signature.
    pub body: Vec<Block>,
    /// The signature block.
    pub signature: Signature,
    /// The signature of the other party, on the left, in a paper that two bodies issue.
    pub co_signature: Option<Signature>,
    /// Nơi nhận: one string for each line, without dash and semicolon.
    pub recipients: Vec<String>,
    /// The annexes, numbered by the writer.
    pub annexes: Vec<Annex>,
    /// Whether a figure carries the number of its note as a small raised mark.
    pub note_marks: bool,
    /// A line at the foot of every page: the class and the number of the copy.
    pub running: Option<String>,
}

impl Paper {
    /// Checks what every writer needs: a head, tables whose rows fit, links that may stand in a file,
    /// and for every anchored figure exactly one entry of the sources that shows the same figure.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), RenderError> {
        check::check(self)
    }
}

/// Số, ký hiệu: the number is open until the paper is registered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperNumber {
    /// The number in the register of the year.
    pub number: Option<u32>,
    /// The sign after the slash, as `BC-BCĐ`.
    pub sign: String,
    /// The whole number as written, in place of the two parts: for papers whose number is known as a whole.
    pub written: Option<String>,
}

/// Thể thức: the two layouts of administrative papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Nghị định 30/2020/NĐ-CP.
    #[default]
    State,
    /// Papers of the Party: its name in place of Quốc hiệu and Tiêu ngữ, an asterisk under the issuer.
    Party,
}

/// Ngày, tháng, năm: the parts that are known so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperDate {
    /// A full day.
    Full(Day),
    /// Only month (1–12) and year; the day is filled in by hand.
    Month {
        /// The year.
        year: i16,
        /// The month.
        month: u8,
    },
    /// Only the year.
    Year(i16),
}

/// Trạng thái: a draft says so in a box on its first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    /// DỰ THẢO.
    Draft,
    /// Approved.
    Approved,
}

/// Chỉ dẫn lưu hành: the two marks of Nghị định 30/2020/NĐ-CP, Phụ lục I. Marks of secrecy are not kept by kvpt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circulation {
    /// To be given back after reading.
    ReturnAfterReading,
    /// Within the body only.
    InternalUse,
}

impl Circulation {
    /// The mark as printed.
    pub fn label(self) -> &'static str {
        match self {
            Self::ReturnAfterReading => "XEM XONG TRẢ LẠI",
            Self::InternalUse => "LƯU HÀNH NỘI BỘ",
        }
    }
}

/// Chữ ký: authority, title and name, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục I.II.7.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// Lines of authority, as `TM. BAN CHỈ ĐẠO`, `KT. TRƯỞNG BAN`; printed in capitals.
    pub authority: Vec<String>,
    /// The signer's own title; printed in capitals.
    pub title: String,
    /// The office in the parent body that stands under the title of an advisory body's member.
    pub second_office: Option<String>,
    /// The name, with the rank before it where that is the rule.
    pub name: String,
}

/// Phụ lục: a part after the signature with its own page numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Annex {
    /// The title; printed in capitals.
    pub title: String,
    /// The line in italics that names the parent paper.
    pub reference: Option<String>,
    /// Whether the pages lie on the side, for wide tables.
    pub landscape: bool,
    /// The content.
    pub blocks: Vec<Block>,
}

/// Khối nội dung: one element of the body or of an annex.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; the writer numbers it.
    Heading(HeadingLevel, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item of a list: level 0 opens with a dash, level 1 with a plus sign.
    Item(u8, Vec<Run>),
    /// A table.
    Table(Table),
    /// A picture.
    Chart(Chart),
    /// Nguồn số liệu: the entries that anchored figures lead to.
    Sources(Vec<SourceEntry>),
}

/// Cấp đề mục: the outline of reports in Nghị định 30/2020/NĐ-CP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingLevel {
    /// `Phần I` with the title below.
    Part,
    /// `I.`, capitals.
    Roman,
    /// `1.`, bold.
    Arabic,
    /// `a)`.
    Letter,
}

/// Đoạn chữ: text of one look, with at most one anchor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text; a line feed is a line break.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// The evidence of the figure that the text is.
    pub anchor: Option<Anchor>,
}

impl Run {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true, ..Self::default() }
    }

    /// Italic text.
    pub fn italic(text: impl Into<String>) -> Self {
        Self { text: text.into(), italic: true, ..Self::default() }
    }

    /// A figure that stands on evidence.
    pub fn figure(text: impl Into<String>, anchor: Anchor) -> Self {
        Self { text: text.into(), anchor: Some(anchor), ..Self::default() }
    }
}

/// Neo số liệu: where the evidence of a figure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The stable name of the figure; becomes the bookmark.
    pub id: String,
    /// The address of its trace page: `http(s)://…` or a path.
    pub href: String,
    /// The number of its entry in the annex of sources, from 1.
    pub note_no: u32,
}

/// Bảng: header rows repeat on every page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The caption above the table.
    pub caption: Vec<Run>,
    /// The columns with their share of the width.
    pub columns: Vec<Column>,
    /// Header rows.
    pub header: Vec<Vec<TableCell>>,
    /// Rows.
    pub rows: Vec<Vec<TableCell>>,
}

/// Cột của bảng.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Share of the width, relative to the other columns, at least 1.
    pub weight: u16,
    /// How cells of rows stand.
    pub align: Align,
}

/// Căn lề.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Left.
    Left,
    /// Centre.
    Centre,
    /// Right, for numbers.
    Right,
}

/// Ô của bảng trong văn bản.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// The text.
    pub runs: Vec<Run>,
    /// How many columns it covers, at least 1.
    pub span: u16,
}

impl TableCell {
    /// A cell of one column with plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::runs(vec![Run::text(text)])
    }

    /// A cell of one column.
    pub fn runs(runs: Vec<Run>) -> Self {
        Self { runs, span: 1 }
    }
}

/// Biểu đồ: a picture with words for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The SVG text.
    pub svg: String,
    /// Width in CSS pixels (1/96 inch).
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// What the picture says, in words.
    pub alt: String,
    /// The caption below it.
    pub caption: Vec<Run>,
}
