//! The report of an audit as an administrative paper, for docx and pdf.

use super::words::{dotted, withheld};
use super::{AuditReport, grouped};
use crate::error::Error;
use render::Paper;
use render::paper::{
    Align, Block, Column, HeadingLevel, Layout, PaperDate, PaperNumber, PaperState, Run, Signature,
    Table, TableCell,
};
use terms::Instant;

impl AuditReport {
    /// The report as the bytes of a .docx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn docx(&self) -> Result<Vec<u8>, Error> {
        Ok(render::docx::write(&self.paper())?)
    }

    /// The report as the bytes of a PDF file.
    ///
    /// # Errors
    /// When it cannot be set.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        Ok(render::pdf::write(&self.paper())?)
    }

    fn paper(&self) -> Paper {
        let sign = |title: &str| Signature {
            authority: Vec::new(),
            title: title.to_owned(),
            second_office: None,
            name: String::new(),
        };
        Paper {
            layout: Layout::State,
            parent: None,
            issuer: self.body.clone(),
            number: PaperNumber::default(),
            place: String::new(),
            date: PaperDate::Full(self.made_at.day_vn()),
            type_name: "Biên bản".to_owned(),
            subject: "kiểm tra sổ cái".to_owned(),
            state: PaperState::Approved,
            circulation: None,
            addressees: Vec::new(),
            body: self.blocks(),
            signature: sign("Thủ trưởng cơ quan"),
            co_signature: Some(sign("Người kiểm tra")),
            recipients: vec!["Lưu: VT".to_owned()],
            annexes: Vec::new(),
            note_marks: false,
            running: None,
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let heading = |words: &str| Block::Heading(HeadingLevel::Arabic, vec![Run::text(words)]);
        let words = |words: String| Block::Paragraph(vec![Run::text(words)]);
        let acts: u64 = self.chains.iter().map(|c| c.acts).sum();
        let mut blocks = vec![
            words(format!(
                "Lúc {}, tại nơi cài đặt {} đã kiểm tra {} chuỗi, {} hành vi. {}",
                self.made_at.vn(),
                self.site,
                self.chains.len(),
                dotted(acts),
                self.outcome()
            )),
            heading("Nội dung kiểm tra"),
            words(self.scope()),
            heading("Các chuỗi"),
            Block::Table(self.table()),
            heading("Sai lệch"),
        ];
        let lines = self.findings.iter().map(|f| Block::Item(0, vec![Run::text(f.line())]));
        blocks.extend(lines);
        let left = self.total - self.findings.len() as u64;
        if self.is_clean() {
            blocks.push(words("Không có.".to_owned()));
        } else if left > 0 {
            blocks.push(words(format!("Và {} sai lệch khác, không in hết.", dotted(left))));
        }
        if !self.aside.is_empty() {
            blocks.push(heading("Bản để riêng theo quyết định"));
        }
        blocks.extend(self.aside.iter().map(|a| Block::Item(0, vec![Run::text(a)])));
        blocks
    }

    fn table(&self) -> Table {
        let titles = [
            ("TT", 1, Align::Centre),
            ("Chuỗi", 3, Align::Left),
            ("Số hành vi", 2, Align::Right),
            ("Ghi lần đầu, lần cuối", 3, Align::Left),
            ("Dấu vân tay đầu chuỗi", 5, Align::Left),
        ];
        let at = |at: Option<Instant>| at.map_or_else(|| "–".to_owned(), Instant::vn);
        let row = |(i, c): (usize, &store::AuditedChain)| {
            let times = format!("{}\n{}", at(c.first), at(c.last));
            let acts = format!("{}{}", dotted(c.acts), withheld(c.withheld));
            [(i + 1).to_string(), c.site.to_string(), acts, times, grouped(&c.head)]
                .map(TableCell::text)
                .into()
        };
        Table {
            caption: Vec::new(),
            columns: titles.map(|(_, weight, align)| Column { weight, align }).into(),
            header: vec![titles.map(|(t, ..)| TableCell::runs(vec![Run::bold(t)])).into()],
            rows: self.chains.iter().enumerate().map(row).collect(),
        }
    }
}
