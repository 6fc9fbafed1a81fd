//! The lists of the register as spreadsheets. What bears a mark that limits circulation or is above open stays out and is counted.

use crate::error::Error;
use crate::objects::{BodiesView, DocumentsView, PersonRow, UnitRow};
use crate::search::SearchView;
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::{Amount, Day};

pub(crate) fn words(s: &str) -> TableCell {
    if s.is_empty() { TableCell::Blank } else { TableCell::Text(s.to_owned()) }
}

fn count(n: usize) -> TableCell {
    i64::try_from(n).map_or(TableCell::Blank, |n| TableCell::Number(Amount::new(n, 0)))
}

pub(crate) fn pack<const N: usize>(
    (sheet, title): (&str, String),
    notes: Vec<String>,
    columns: [(&str, u16); N],
    rows: Vec<Vec<TableCell>>,
) -> Result<Vec<u8>, Error> {
    let columns = columns.map(|(title, width)| Column { title: title.into(), width }).into();
    Ok(write_table(&Table { sheet: sheet.to_owned(), title, notes, columns, rows })?)
}

impl DocumentsView {
    /// How many rows an export leaves out.
    pub fn not_exported(&self) -> usize {
        self.rows.rows.iter().filter(|r| r.circulation.is_some()).count()
    }

    /// The rows as an .xlsx file, without documents whose circulation is limited.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self, day: Day) -> Result<Vec<u8>, Error> {
        let rows = self.rows.rows.iter().filter(|r| r.circulation.is_none()).map(|r| {
            vec![
                words(r.number.as_deref().unwrap_or("")),
                words(&r.doc_type),
                words(&r.subject),
                words(&r.issuer),
                words(&r.issued_on),
                words(r.force.label()),
                words(if r.has_text { "" } else { "chờ văn bản gốc" }),
                count(r.cites),
                count(r.cited_by),
            ]
        });
        let left_out = match self.not_exported() {
            0 => Vec::new(),
            n => vec![format!(
                "{n} mục có dấu chỉ dẫn lưu hành hoặc có mức tiếp cận trên công khai không được xuất."
            )],
        };
        let columns = [
            ("Số, ký hiệu", 18),
            ("Loại văn bản", 18),
            ("Trích yếu", 70),
            ("Cơ quan ban hành", 40),
            ("Ngày ban hành", 14),
            ("Hiệu lực", 22),
            ("Văn bản gốc", 18),
            ("Dẫn", 8),
            ("Được dẫn", 10),
        ];
        let title = format!("Văn bản, xuất ngày {}", day.vn());
        let mut notes = vec![format!("Hiệu lực tính đến ngày {}.", self.day.vn())];
        notes.extend(left_out);
        pack(("Văn bản", title), notes, columns, rows.collect())
    }
}

impl BodiesView {
    /// The rows as an .xlsx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let rows = self.rows.rows.iter().map(|r| {
            let parent = r.parent.as_ref().map_or("", |p| p.name.as_str());
            vec![
                words(&r.body.name),
                words(&r.short_name),
                words(parent),
                words(&r.head),
                count(r.open_tasks),
                count(r.overdue),
            ]
        });
        let columns = [
            ("Cơ quan, tổ chức", 60),
            ("Tên ngắn", 30),
            ("Cơ quan cấp trên", 60),
            ("Người đứng đầu", 44),
            ("Nhiệm vụ chưa xong", 18),
            ("Quá hạn", 12),
        ];
        let title = format!("Cơ quan, tổ chức ngày {}", self.day.vn());
        pack(("Cơ quan", title), Vec::new(), columns, rows.collect())
    }
}

/// People with their posts as an .xlsx file.
///
/// # Errors
/// When it cannot be packed.
pub fn people_xlsx(people: &[PersonRow], day: Day) -> Result<Vec<u8>, Error> {
    let rows = people.iter().map(|r| {
        let posts: Vec<&str> = r.posts.iter().map(|p| p.what.as_str()).collect();
        vec![words(&r.name), words(&r.rank), words(&posts.join("; "))]
    });
    let columns = [("Họ và tên", 30), ("Cấp bậc", 20), ("Chức vụ", 80)];
    let title = format!("Người giữ chức vụ ngày {}", day.vn());
    pack(("Người giữ chức vụ", title), Vec::new(), columns, rows.collect())
}

/// Units as an .xlsx file.
///
/// # Errors
/// When it cannot be packed.
pub fn units_xlsx(units: &[UnitRow], day: Day) -> Result<Vec<u8>, Error> {
    let rows = units.iter().map(|r| {
        let from: Vec<&str> = r.formed_from.iter().map(|n| n.name.as_str()).collect();
        vec![
            words(&r.unit.name),
            words(r.level.label()),
            words(&r.code),
            words(r.parent.as_ref().map_or("", |p| p.name.as_str())),
            TableCell::Day(r.from),
            words(&from.join("; ")),
        ]
    });
    let columns = [
        ("Đơn vị hành chính", 34),
        ("Cấp", 14),
        ("Mã", 10),
        ("Thuộc", 34),
        ("Từ ngày", 12),
        ("Lập từ", 70),
    ];
    let title = format!("Đơn vị hành chính ngày {}", day.vn());
    pack(("Đơn vị hành chính", title), Vec::new(), columns, rows.collect())
}

impl SearchView {
    /// How many hits an export leaves out.
    pub fn not_exported(&self) -> usize {
        self.hits.rows.iter().filter(|h| h.circulation.is_some()).count()
    }

    /// The hits as an .xlsx file, without documents whose circulation is limited.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self, searched: &str, day: Day) -> Result<Vec<u8>, Error> {
        let whole = |pieces: &[(String, bool)]| -> String {
            pieces.iter().map(|(piece, _)| piece.as_str()).collect()
        };
        let rows = self.hits.rows.iter().filter(|h| h.circulation.is_none()).map(|h| {
            vec![
                words(h.what.label()),
                words(&whole(&h.title)),
                words(&whole(&h.about)),
                words(&whole(&h.passage)),
                words(h.body.as_ref().map_or("", |b| b.name.as_str())),
                words(&h.day),
            ]
        });
        let mut notes = vec![format!("Từ cần tìm: {searched}")];
        if let n @ 1.. = self.not_exported() {
            notes.push(format!("{n} mục có dấu chỉ dẫn lưu hành hoặc có mức tiếp cận trên công khai không được xuất."));
        }
        if self.hits.total > self.hits.rows.len() {
            let (shown, total) = (self.hits.rows.len(), self.hits.total);
            notes.push(format!("Chỉ xuất {shown} kết quả đầu trong {total} kết quả."));
        }
        let columns = [
            ("Loại", 22),
            ("Tên", 50),
            ("Nội dung", 60),
            ("Đoạn có từ cần tìm", 80),
            ("Cơ quan", 40),
            ("Ngày", 14),
        ];
        let title = format!("Kết quả tìm kiếm, xuất ngày {}", day.vn());
        pack(("Tìm kiếm", title), notes, columns, rows.collect())
    }
}
