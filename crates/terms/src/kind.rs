//! What an object of the record is. The list is closed for this program, and open for what a later one writes.

use std::fmt;

/// Declares the kinds that this program knows.
macro_rules! kinds {
    ($($variant:ident = $code:literal, $label:literal;)+) => {
        /// What an object of the record is (loại đối tượng).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $label] $variant,)+
            /// A kind that a later program brought in; known by its code alone.
            Later(Later),
        }

        impl Kind {
            /// Every kind that this program knows, in the order of the list.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)+];

            /// The stable code, used in the ledger, in tables and in addresses.
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Later(later) => later.code(),
                }
            }

            /// The code under which labels are kept: `later` for every kind that this program does not know.
            pub fn label_code(&self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Later(_) => "later",
                }
            }

            /// The kind with a code; `None` when this program knows none.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// The Vietnamese label that people see.
            pub fn label(&self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                    Self::Later(_) => "Đối tượng của phiên bản mới hơn",
                }
            }
        }
    };
}

kinds! {
    Document = "document", "Văn bản";
    Body = "body", "Cơ quan, tổ chức";
    Unit = "unit", "Đơn vị hành chính";
    Person = "person", "Người giữ chức vụ";
    Task = "task", "Nhiệm vụ";
    Form = "form", "Biểu mẫu";
    Submission = "submission", "Báo cáo số liệu";
    Activity = "activity", "Hoạt động";
    Finding = "finding", "Nhận định";
    Review = "review", "Báo cáo sơ kết, tổng kết";
    Intake = "intake", "Tiếp nhận văn bản";
    Account = "account", "Tài khoản";
    Site = "site", "Nơi cài đặt";
}

impl Kind {
    /// The kind with a code, known or not; `None` when the text is no code of a kind: 1–15 letters `a`–`z` and `_`.
    ///
    /// ```
    /// use terms::Kind;
    /// assert_eq!(Kind::of_any_program("task"), Some(Kind::Task));
    /// assert_eq!(Kind::of_any_program("works").unwrap().code(), "works");
    /// assert_eq!(Kind::of_any_program("Two words"), None);
    /// ```
    pub fn of_any_program(code: &str) -> Option<Self> {
        Self::from_code(code).or_else(|| Later::of(code).map(Self::Later))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The code of a kind of object that this program does not know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Later {
    /// Filled up with zeros.
    letters: [u8; LONGEST],
}

/// The longest code of a kind.
const LONGEST: usize = 15;

impl Later {
    fn of(code: &str) -> Option<Self> {
        let fits = !code.is_empty()
            && code.len() <= LONGEST
            && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let mut letters = [0; LONGEST];
        fits.then(|| letters[..code.len()].copy_from_slice(code.as_bytes()))?;
        Some(Self { letters })
    }

    fn code(&self) -> &str {
        let end = self.letters.iter().position(|b| *b == 0).unwrap_or(LONGEST);
        std::str::from_utf8(&self.letters[..end]).unwrap_or_default()
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
