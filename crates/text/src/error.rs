//! Why a file could not become a text, told so that a person can act.
//!
//! Messages never carry words of the file.

use thiserror::Error;

use crate::secrecy::Level;
use crate::tools::ToolError;

/// A refusal of intake.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}: {} {}", self.code(), self.message(), self.remedy())]
#[non_exhaustive]
pub enum IngestError {
    /// The file holds no text at all.
    Empty,
    /// The file is larger than allowed.
    TooLarge {
        /// Size of the file in bytes.
        n_bytes: u64,
        /// Size allowed in bytes.
        max_bytes: u64,
    },
    /// The packed content grows beyond what is allowed when unpacked.
    ZipBomb {
        /// Which bound is broken, in Vietnamese.
        bound: &'static str,
    },
    /// The file begins as its format does and then breaks.
    Damaged {
        /// Name of the format.
        format: &'static str,
        /// What is broken, in Vietnamese.
        detail: &'static str,
    },
    /// The file opens with a password only.
    Password {
        /// Name of the format.
        format: &'static str,
    },
    /// A format that is not read.
    Unsupported {
        /// What the file is, in Vietnamese.
        what: &'static str,
        /// What to do, in Vietnamese.
        remedy: &'static str,
    },
    /// The file needs a program of this machine, which is absent or did not do its work.
    Tool(ToolError),
    /// The text is in no encoding that could be told with certainty.
    Encoding {
        /// The most probable encoding, when one stands out.
        probable: Option<&'static str>,
    },
    /// The file bears a mark of state secrets.
    Secret {
        /// Level of the mark.
        level: Level,
    },
}

impl IngestError {
    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "text.empty",
            Self::TooLarge { .. } => "text.too-large",
            Self::ZipBomb { .. } => "text.zip-bomb",
            Self::Damaged { .. } => "text.damaged",
            Self::Password { .. } => "text.password",
            Self::Unsupported { .. } => "text.unsupported",
            Self::Tool(ToolError::Missing { .. }) => "text.tool-missing",
            Self::Tool(ToolError::TimedOut { .. }) => "text.tool-timeout",
            Self::Tool(ToolError::Failed { .. }) => "text.tool-failed",
            Self::Encoding { .. } => "text.encoding",
            Self::Secret { .. } => "text.secret",
        }
    }

    /// What happened and why, in Vietnamese.
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "Tệp không có chữ nào.".into(),
            Self::TooLarge { n_bytes, max_bytes } => {
                format!("Tệp lớn {}, quá mức cho phép là {}.", size(*n_bytes), size(*max_bytes))
            }
            Self::ZipBomb { bound } => {
                format!("Tệp nén bung ra quá lớn ({bound}), có thể làm treo máy nên không được mở.")
            }
            Self::Damaged { format, detail } => format!("Tệp {format} bị hỏng: {detail}."),
            Self::Password { format } => {
                format!("Tệp {format} được đặt mật khẩu nên không đọc được.")
            }
            Self::Unsupported { what, .. } => {
                format!("Đây là {what}, chương trình chưa đọc được loại tệp này.")
            }
            Self::Tool(error) => with_tool(error),
            Self::Encoding { probable: Some(name) } => {
                format!(
                    "Tệp không phải UTF-8; bảng mã có thể là {name} nhưng chưa đủ chắc chắn để chuyển."
                )
            }
            Self::Encoding { probable: None } => {
                "Tệp không phải UTF-8 và không nhận ra được bảng mã.".into()
            }
            Self::Secret { level } => format!(
                "Tài liệu mang dấu {}. Chương trình chạy trên máy không dành cho bí mật nhà nước nên đã từ chối và \
                 không lưu lại bất cứ nội dung nào.",
                level.vietnamese()
            ),
        }
    }

    /// What to do, in Vietnamese.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty => "Kiểm tra lại tệp gốc; nếu là bản quét thì cần bản có chữ.",
            Self::TooLarge { .. } => {
                "Chia tài liệu thành nhiều tệp hoặc bỏ bớt hình ảnh rồi nạp lại."
            }
            Self::ZipBomb { .. } => {
                "Mở tệp bằng Word trên máy đã cài phần mềm diệt vi-rút, lưu thành tệp .docx mới rồi nạp lại."
            }
            Self::Damaged { .. } => {
                "Xin lại tệp từ nơi gửi, hoặc mở bằng Word và lưu thành tệp .docx mới rồi nạp lại."
            }
            Self::Password { .. } => "Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi nạp.",
            Self::Unsupported { remedy, .. } => remedy,
            Self::Tool(error) => remedy_of_tool(error),
            Self::Encoding { .. } => {
                "Mở tệp bằng phần mềm đã soạn nó, chuyển mã sang Unicode (UTF-8), lưu lại rồi nạp."
            }
            Self::Secret { .. } => {
                "Dừng lại, không nạp tệp này ở máy khác và không gửi qua mạng. Báo ngay văn thư bảo mật hoặc người \
                 phụ trách bảo vệ bí mật nhà nước của cơ quan để được hướng dẫn."
            }
        }
    }

    /// Tells whether the file was refused for a mark of state secrets.
    pub fn is_secret(&self) -> bool {
        matches!(self, Self::Secret { .. })
    }
}

/// What happened with a program outside.
fn with_tool(error: &ToolError) -> String {
    match error {
        ToolError::Missing { tool: "tesseract" | "pdftoppm", .. } => {
            "Tệp là ảnh quét, không có chữ; máy này chưa có chương trình nhận dạng chữ (tesseract)."
                .into()
        }
        ToolError::Missing { tool, .. } => {
            format!(
                "Tệp thuộc định dạng cũ (.doc, .rtf); máy này chưa có chương trình chuyển đổi ({tool})."
            )
        }
        ToolError::TimedOut { tool } => {
            format!("Chương trình {tool} xử lý tệp quá lâu nên đã bị dừng.")
        }
        ToolError::Failed { tool } => format!("Chương trình {tool} không xử lý được tệp này."),
    }
}

fn remedy_of_tool(error: &ToolError) -> &'static str {
    match error {
        ToolError::Missing { tool: "tesseract" | "pdftoppm", .. } => {
            "Cài các gói Debian tesseract-ocr, tesseract-ocr-vie và poppler-utils rồi nạp lại, hoặc xin bản có chữ \
             (.docx, .pdf, .txt) từ nơi phát hành."
        }
        ToolError::Missing { .. } => {
            "Cài gói Debian libreoffice-writer rồi nạp lại, hoặc mở tệp bằng Word, lưu thành tệp .docx rồi nạp lại."
        }
        ToolError::TimedOut { .. } => {
            "Chia tài liệu thành nhiều tệp nhỏ hơn rồi nạp lại, hoặc xin bản có chữ (.docx) từ nơi phát hành."
        }
        ToolError::Failed { .. } => {
            "Mở tệp bằng chương trình đã tạo ra nó, lưu thành tệp .docx rồi nạp lại; nếu là ảnh, kiểm tra ảnh có mở được không."
        }
    }
}

/// A size in MB with one decimal, as a Vietnamese page writes it; small sizes in bytes.
fn size(n_bytes: u64) -> String {
    const TENTH_OF_MB: u64 = 1024 * 1024 / 10;
    if n_bytes < TENTH_OF_MB {
        return format!("{n_bytes} byte");
    }
    let tenths = n_bytes / TENTH_OF_MB;
    format!("{},{} MB", tenths / 10, tenths % 10)
}
