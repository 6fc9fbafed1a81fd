//! Faults of a returned form: sheet, cell, what stands there and what is taken, in words for people.

use std::fmt;

/// Mã lỗi: stable, for help pages and tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultCode {
    /// The file is too big, or unpacks to too much.
    TooBig,
    /// The file cannot be read.
    Damaged,
    /// The file is locked with a password.
    Password,
    /// The file is no .xlsx.
    NotXlsx,
    /// The file carries macros.
    Macro,
    /// The file is no form of kvpt.
    NotAForm,
    /// Another form.
    WrongForm,
    /// Another version of the form.
    WrongVersion,
    /// Another period.
    WrongPeriod,
    /// Another unit.
    WrongUnit,
    /// An indicator's row is gone.
    MissingRow,
    /// A row that the form does not have.
    ExtraRow,
    /// An indicator stands twice.
    RowTwice,
    /// A formula where a typed value is needed.
    Formula,
    /// Text, a date or an error where a number is needed.
    NotANumber,
    /// A negative number.
    Negative,
    /// More decimals than the indicator has.
    Decimals,
    /// A number that is too large.
    TooLarge,
    /// A state that is not in the list.
    UnknownState,
    /// The state and the number contradict each other.
    Contradiction,
    /// A list has more rows than are taken at once.
    TooManyRows,
    /// No sheet has the titles of the list.
    NoTitles,
}

impl FaultCode {
    /// The code as printed.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooBig => "BM01",
            Self::Damaged => "BM02",
            Self::Password => "BM03",
            Self::NotXlsx => "BM04",
            Self::Macro => "BM05",
            Self::NotAForm => "BM06",
            Self::WrongForm => "BM07",
            Self::WrongVersion => "BM08",
            Self::WrongPeriod => "BM09",
            Self::WrongUnit => "BM10",
            Self::MissingRow => "BM11",
            Self::ExtraRow => "BM12",
            Self::RowTwice => "BM13",
            Self::Formula => "BM14",
            Self::NotANumber => "BM15",
            Self::Negative => "BM16",
            Self::Decimals => "BM17",
            Self::TooLarge => "BM18",
            Self::UnknownState => "BM19",
            Self::Contradiction => "BM20",
            Self::TooManyRows => "BM21",
            Self::NoTitles => "BM22",
        }
    }
}

/// Lỗi của một ô (hoặc của cả tệp khi không có tên ô).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The kind of fault.
    pub code: FaultCode,
    /// The sheet; empty for faults of the whole file.
    pub sheet: String,
    /// The cell as `D7`, when there is one.
    pub cell: Option<String>,
    /// What stands there.
    pub value: Box<str>,
    /// What happened, as a sentence without full stop.
    pub message: String,
    /// What is taken, or what to do.
    pub accepted: Box<str>,
}

impl CellFault {
    /// A fault of the whole file.
    pub(super) fn file(code: FaultCode, message: &str, accepted: &str) -> Self {
        Self {
            code,
            sheet: String::new(),
            cell: None,
            value: Box::default(),
            message: message.to_owned(),
            accepted: accepted.into(),
        }
    }
}

impl fmt::Display for CellFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.code.code())?;
        if let Some(cell) = &self.cell {
            write!(f, "trang “{}”, ô {cell}: ", self.sheet)?;
        }
        f.write_str(&self.message)?;
        if !self.value.is_empty() {
            write!(f, " (đang ghi “{}”)", self.value)?;
        }
        write!(f, ". {}.", self.accepted)
    }
}
