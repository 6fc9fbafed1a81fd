//! Why a paper, chart or table could not be written, in words for people, each with a stable code.

/// Lỗi khi kết xuất văn bản.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A part that every paper has is empty.
    #[error("KX01: chưa có {0}; hãy điền rồi kết xuất lại")]
    Missing(&'static str),
    /// A figure points to a note that the annex of sources does not have.
    #[error(
        "KX02: số liệu “{figure}” dẫn tới ghi chú số {note} nhưng phụ lục nguồn số liệu không có mục này"
    )]
    NoteWithoutEntry {
        /// The note's number.
        note: u32,
        /// The figure as printed.
        figure: String,
    },
    /// Two entries of the annex have one number.
    #[error("KX03: phụ lục nguồn số liệu có hai mục cùng số {0}")]
    NoteTwice(u32),
    /// The figure in the text is not the one in the annex.
    #[error(
        "KX04: ghi chú số {note}: trong văn bản là “{in_text}”, trong phụ lục là “{in_annex}”; phải sửa cho thống nhất"
    )]
    FigureDiffers {
        /// The note's number.
        note: u32,
        /// As printed in the text.
        in_text: String,
        /// As printed in the annex.
        in_annex: String,
    },
    /// A row does not cover the columns of its table.
    #[error("KX05: hàng {row} của bảng có {cells} ô, bảng có {columns} cột")]
    RowWidth {
        /// The row, header rows counted, from 1.
        row: usize,
        /// Columns that its cells cover.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A link that may not stand in a file.
    #[error(
        "KX06: địa chỉ “{0}” không dùng được làm liên kết; chỉ nhận http, https hoặc đường dẫn"
    )]
    BadLink(String),
    /// A picture without size, or one that is too big.
    #[error("KX07: biểu đồ {width}×{height} điểm ảnh không hợp lệ; mỗi chiều từ 1 đến {most}")]
    ChartSize {
        /// Width given.
        width: u32,
        /// Height given.
        height: u32,
        /// The most that is taken.
        most: u32,
    },
    /// The SVG text of a chart cannot be drawn.
    #[error("KX08: không vẽ được biểu đồ: {0}")]
    BadSvg(String),
    /// The typesetter refused; a fault of kvpt.
    #[error("KX09: không dàn được trang PDF: {0}")]
    Typeset(String),
    /// The file could not be packed; a fault of kvpt.
    #[error("KX10: không đóng gói được tệp: {0}")]
    Pack(String),
    /// The words do not fit into a QR picture.
    #[error("KX11: không vẽ được mã QR: {0}")]
    Qr(String),
}
