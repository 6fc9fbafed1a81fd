//! Body and annexes: headings, paragraphs, tables, pictures, figures with bookmark and link.
//! It collects the links and pictures that the file must carry. It knows nothing of zip.

use super::head::TEXT_WIDTH;
use super::xml::{Look, esc, paragraph, run};
use crate::RenderError;
use crate::paper::{
    Align, Chart, Element, HeadingLevel, Line, Link, Piece, PlannedCell, PlannedTable,
};
use crate::raster;

/// Relations 1–9 belong to the fixed parts, links and pictures follow.
const FIRST_RELATION: usize = 10;
/// Twips to EMU.
const EMU_PER_TWIP: u64 = 635;

/// Room for a picture or table on a page, in twips.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// An upright A4 page.
pub(super) const PORTRAIT: Room = Room { width: TEXT_WIDTH, height: 11900 };
/// An A4 page on its side.
pub(super) const LANDSCAPE: Room = Room { width: 14286, height: 7300 };

/// What the walk over the elements gathers.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The XML so far.
    pub(super) xml: String,
    /// Addresses in the order of their relations.
    pub(super) links: Vec<String>,
    /// PNG pictures in order.
    pub(super) pictures: Vec<Vec<u8>>,
    bookmarks: usize,
}

impl Body {
    /// The relation id of a link.
    pub(super) fn link_id(index: usize) -> String {
        format!("rId{}", FIRST_RELATION + index)
    }

    /// The relation id of a picture.
    pub(super) fn picture_id(index: usize) -> String {
        format!("rIdP{}", index + 1)
    }

    /// Writes elements into the room of their section; the last paragraph stays with what follows when asked.
    pub(super) fn elements(
        &mut self,
        elements: &[Element],
        room: Room,
        hold_last: bool,
    ) -> Result<(), RenderError> {
        for (index, element) in elements.iter().enumerate() {
            let hold = hold_last && index + 1 == elements.len();
            self.element(element, room, hold)?;
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, room: Room, hold: bool) -> Result<(), RenderError> {
        let keep = if hold { "<w:keepNext/>" } else { "" };
        match element {
            Element::Heading(level, lines) => self.heading(*level, lines),
            Element::Paragraph(line) => self.paragraph("ThanBai", keep, line),
            Element::Item(0, line) => self.paragraph("MucGach", keep, line),
            Element::Item(_, line) => self.paragraph("MucCong", keep, line),
            Element::Table(table) => self.table(table, room),
            Element::Chart(chart, caption) => self.chart(chart, caption, room)?,
        }
        Ok(())
    }

    fn paragraph(&mut self, style: &str, props: &str, line: &Line) {
        let content = self.line(line);
        self.xml.push_str(&paragraph(style, props, &content));
    }

    fn heading(&mut self, level: HeadingLevel, lines: &[Line]) {
        let style = match level {
            HeadingLevel::Part => "Heading1",
            HeadingLevel::Roman => "Heading2",
            HeadingLevel::Arabic => "Heading3",
            HeadingLevel::Letter => "Heading4",
        };
        for (index, line) in lines.iter().enumerate() {
            // The title under `Phần I` belongs to the same heading and must not open a second one.
            let style = if index == 0 { style } else { "PhanTen" };
            self.paragraph(style, "", line);
        }
    }

    fn line(&mut self, line: &Line) -> String {
        line.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&mut self, piece: &Piece) -> String {
        let plain = Look { bold: piece.bold, italic: piece.italic, ..Look::default() };
        match &piece.link {
            None => run(&piece.text, plain),
            Some(link) => {
                let look = Look { style: Some("SoLieu"), ..plain };
                self.link(link, &run(&piece.text, look))
            }
        }
    }

    /// Bookmark, link to the trace page, and the raised number that leads to the annex.
    fn link(&mut self, link: &Link, content: &str) -> String {
        let id = Self::link_id(self.links.len());
        self.links.push(link.href.clone());
        let inner = format!(
            r#"<w:hyperlink r:id="{id}" w:history="1" w:tooltip="Mở trang nguồn số liệu">{content}</w:hyperlink>"#
        );
        let marked =
            if link.bookmark.is_empty() { inner } else { self.bookmark(&link.bookmark, &inner) };
        let note = link.note.map_or_else(String::new, |no| {
            let look = Look { style: Some("SoGhiChu"), ..Look::default() };
            let mark = run(&format!("[{no}]"), look);
            format!(r#"<w:hyperlink w:anchor="nguon_{no}" w:history="1">{mark}</w:hyperlink>"#)
        });
        if link.note_first { note + &marked } else { marked + &note }
    }

    fn bookmark(&mut self, name: &str, content: &str) -> String {
        let id = self.bookmarks;
        self.bookmarks += 1;
        format!(
            r#"<w:bookmarkStart w:id="{id}" w:name="{}"/>{content}<w:bookmarkEnd w:id="{id}"/>"#,
            esc(name)
        )
    }

    fn table(&mut self, table: &PlannedTable, room: Room) {
        if !table.caption.is_empty() {
            self.paragraph("TenBang", "", &table.caption);
        }
        let widths = widths(table, room.width);
        let grid: String = widths.iter().map(|w| format!(r#"<w:gridCol w:w="{w}"/>"#)).collect();
        let header: String =
            table.header.iter().map(|row| self.row(table, row, &widths, None, true)).collect();
        let mut rows = String::new();
        for (index, row) in table.rows.iter().enumerate() {
            rows.push_str(&self.row(table, row, &widths, table.notes.get(index).copied(), false));
        }
        self.xml.push_str(&format!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="BangKe"/><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"#,
            room.width
        ));
        self.xml.push_str(&paragraph("SauBang", "", ""));
    }

    fn row(
        &mut self,
        table: &PlannedTable,
        row: &[PlannedCell],
        widths: &[u32],
        note: Option<u32>,
        header: bool,
    ) -> String {
        let mut at = 0;
        let mut cells = String::new();
        for cell in row {
            let span = usize::from(cell.span);
            let width: u32 = widths.iter().skip(at).take(span).sum();
            let align = if header { Align::Centre } else { align(table, at) };
            let bookmark = note.filter(|_| at == 0);
            cells.push_str(&self.cell(cell, width, align, bookmark, table.columns.len()));
            at += span;
        }
        let repeat = if header { "<w:tblHeader/>" } else { "" };
        format!("<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>")
    }

    fn cell(
        &mut self,
        cell: &PlannedCell,
        width: u32,
        align: Align,
        note: Option<u32>,
        columns: usize,
    ) -> String {
        let jc = match align {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Right => "right",
        };
        let style = if columns > 6 { "OBangNho" } else { "OBang" };
        let mut content = self.line(&cell.line);
        if let Some(no) = note {
            content = self.bookmark(&format!("nguon_{no}"), &content);
        }
        let text = paragraph(style, &format!(r#"<w:jc w:val="{jc}"/>"#), &content);
        let span = if cell.span > 1 {
            format!(r#"<w:gridSpan w:val="{}"/>"#, cell.span)
        } else {
            String::new()
        };
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>"#
        )
    }

    fn chart(&mut self, chart: &Chart, caption: &Line, room: Room) -> Result<(), RenderError> {
        self.pictures.push(raster::png(chart)?);
        let (width, height) = fit(chart, room);
        let drawing = drawing(self.pictures.len(), &chart.alt, width, height);
        let keep = if caption.is_empty() { "" } else { "<w:keepNext/>" };
        self.xml.push_str(&paragraph("Hinh", keep, &format!("<w:r>{drawing}</w:r>")));
        if !caption.is_empty() {
            self.paragraph("TenHinh", "", caption);
        }
        Ok(())
    }
}

fn align(table: &PlannedTable, column: usize) -> Align {
    table.columns.get(column).map_or(Align::Left, |column| column.align)
}

/// Shares the width between the columns by their weights; the last column takes what is left.
fn widths(table: &PlannedTable, total: u32) -> Vec<u32> {
    let weight = |w: u16| u32::from(w.max(1));
    let sum: u32 = table.columns.iter().map(|column| weight(column.weight)).sum();
    let mut widths: Vec<u32> =
        table.columns.iter().map(|c| total * weight(c.weight) / sum.max(1)).collect();
    let rest = total.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

/// The size of a picture in EMU, made smaller in proportion when it does not fit.
fn fit(chart: &Chart, room: Room) -> (u64, u64) {
    let (w, h) = (u64::from(chart.width) * 9525, u64::from(chart.height) * 9525);
    let (max_w, max_h) =
        (u64::from(room.width) * EMU_PER_TWIP, u64::from(room.height) * EMU_PER_TWIP);
    let (w, h) = if w > max_w { (max_w, h * max_w / w.max(1)) } else { (w, h) };
    if h > max_h { (w * max_h / h.max(1), max_h) } else { (w, h) }
}

fn drawing(number: usize, alt: &str, width: u64, height: u64) -> String {
    let alt = esc(alt);
    let id = Body::picture_id(number - 1);
    format!(
        r#"<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Hình {number}" descr="{alt}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="hinh{number}.png" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"#
    )
}
