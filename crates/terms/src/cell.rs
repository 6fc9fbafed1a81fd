//! The five states of a cell (năm trạng thái của một ô số liệu). A blank is never a zero.

/// What one unit says of one indicator in one period. Numbers are integers at the indicator's scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Cell {
    /// A number other than zero, or a zero that a formula gave.
    Number(i64),
    /// A zero that was stated as such (bằng 0).
    Zero,
    /// Nothing of the kind happened (không phát sinh).
    NoneOccurred,
    /// The indicator does not concern this unit (không áp dụng).
    NotApplicable,
    /// Nobody has said anything (chưa báo cáo).
    #[default]
    NotReported,
}

impl Cell {
    /// The stable code of the state.
    pub fn code(self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Zero => "zero",
            Self::NoneOccurred => "none_occurred",
            Self::NotApplicable => "not_applicable",
            Self::NotReported => "not_reported",
        }
    }

    /// The Vietnamese label of the state.
    pub fn label(self) -> &'static str {
        match self {
            Self::Number(_) => "số liệu",
            Self::Zero => "bằng 0",
            Self::NoneOccurred => "không phát sinh",
            Self::NotApplicable => "không áp dụng",
            Self::NotReported => "chưa báo cáo",
        }
    }

    /// The cell of a state code and, for a number, its value; `None` when they do not fit.
    pub fn from_code(code: &str, value: Option<i64>) -> Option<Self> {
        match (code, value) {
            ("number", Some(n)) => Some(Self::Number(n)),
            ("zero", None | Some(0)) => Some(Self::Zero),
            ("none_occurred", None) => Some(Self::NoneOccurred),
            ("not_applicable", None) => Some(Self::NotApplicable),
            ("not_reported", None) => Some(Self::NotReported),
            _ => None,
        }
    }

    /// What it adds to a sum: a number, a stated zero and "none occurred" count; the other two say nothing.
    pub fn value(self) -> Option<i64> {
        match self {
            Self::Number(n) => Some(n),
            Self::Zero | Self::NoneOccurred => Some(0),
            Self::NotApplicable | Self::NotReported => None,
        }
    }
}
