//! The table of totals as a spreadsheet: what the page shows, with n/N beside every total.

use super::view::{TotalCell, TotalRow, TotalsView};
use crate::error::Error;
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::Aggregation;

/// What the mark in place of a figure held back means.
pub(super) const HELD_SAYS: &str = "Ô ghi “không công bố ở mức này” có mức tiếp cận cao hơn mức của bảng, hoặc nếu nêu ra thì suy ra \
    được số liệu như vậy; đó không phải là số không và cũng không phải là chưa báo cáo";

impl TotalsView {
    /// The table as an .xlsx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let mut columns = vec![Column { title: "Đơn vị".to_owned(), width: 34 }];
        let heads = self.heads.iter().map(|(_, label)| label.clone());
        for label in heads.chain(["Cả giai đoạn".to_owned()]) {
            columns.push(Column { title: label.clone(), width: 18 });
            columns
                .push(Column { title: format!("Số đơn vị báo cáo, {label}"), width: 16 });
        }
        let mut rows: Vec<Vec<TableCell>> = self.rows.iter().map(|r| self.row(r)).collect();
        rows.push(self.row(&self.all));
        let table = Table {
            sheet: self.form_code.clone(),
            title: format!("{} ({})", self.indicator.name, self.indicator.measure),
            notes: self.notes(),
            columns,
            rows,
        };
        Ok(write_table(&table)?)
    }

    fn notes(&self) -> Vec<String> {
        let h = &self.headline;
        let mut notes = vec![
            format!("{}, {}; {}", self.form.name, self.unit.name, self.map_words),
            format!("Tổng: {}; {}/{} báo cáo", h.printed, h.n, h.of),
        ];
        if !h.missing.is_empty() {
            let names = h.missing.iter().map(|a| format!("{} ({})", a.unit.name, a.period));
            notes.push(format!("Chưa có số liệu: {}", names.collect::<Vec<_>>().join("; ")));
        }
        if let Some(class) = self.class {
            notes.push(format!("Mức tiếp cận của bảng: {}", class.label()));
        }
        if self.holds_back() {
            notes.push(HELD_SAYS.to_owned());
        }
        if !h.unapproved.is_empty() {
            notes.push(format!("Có {} báo cáo chưa được duyệt", h.unapproved.len()));
        }
        notes
    }

    /// Whether a cell is held back at the class of the table.
    pub fn holds_back(&self) -> bool {
        let rows = self.rows.iter().chain([&self.all]);
        rows.flat_map(|r| r.cells.iter().chain([&r.whole])).any(|c| c.held)
    }

    fn row(&self, row: &TotalRow) -> Vec<TableCell> {
        let mut cells = vec![TableCell::Text(row.label.clone())];
        for cell in row.cells.iter().chain([&row.whole]) {
            cells.push(self.number(cell));
            cells.push(match cell.of {
                0 => TableCell::Blank,
                of => TableCell::Text(format!("{}/{of}", cell.n)),
            });
        }
        cells
    }

    /// A number where there is one, the words of the state where there is none, never 0 for silence.
    fn number(&self, cell: &TotalCell) -> TableCell {
        match (self.indicator.aggregation, cell.amount(), &cell.two_numbers) {
            (Aggregation::Ratio, _, Some(two)) => {
                TableCell::Text(format!("{} ({two})", cell.shown.printed))
            }
            (Aggregation::Ratio, ..) => TableCell::Text(cell.shown.printed.clone()),
            (_, Some(amount), _) => TableCell::Number(amount),
            (_, None, _) => TableCell::Text(cell.shown.printed.clone()),
        }
    }
}
