//! Letters in scans: poppler makes pictures of the pages, tesseract finds the words in them.

use super::MachineTools;
use super::run::{Program, folder_with};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use text::{OCR_PACKAGES, OcrPage, OcrWord, ScanKind, ToolError};

const TESSERACT: Program =
    Program { names: &["tesseract"], called: "tesseract", packages: OCR_PACKAGES };
const PDFTOPPM: Program =
    Program { names: &["pdftoppm"], called: "pdftoppm", packages: OCR_PACKAGES };
const PDFINFO: Program =
    Program { names: &["pdfinfo"], called: "pdftoppm", packages: OCR_PACKAGES };

/// Dots an inch of the pictures that are made of pages.
const RESOLUTION: &str = "300";
/// Most pages of one file that are recognised.
const MOST_PAGES: usize = 500;

/// Recognises pages of a pdf, or a picture.
pub(super) fn recognise(
    tools: &MachineTools,
    bytes: &[u8],
    kind: ScanKind,
    pages: &[usize],
) -> Result<Vec<OcrPage>, ToolError> {
    let name = match kind {
        ScanKind::Pdf => "scan.pdf",
        ScanKind::Png => "scan.png",
        ScanKind::Jpeg => "scan.jpg",
        ScanKind::Tiff => "scan.tif",
    };
    let folder = folder_with(TESSERACT, name, bytes)?;
    needs_vietnamese(tools, folder.path())?;
    if kind != ScanKind::Pdf {
        return words_in(tools, folder.path(), name, 0);
    }
    let begun = Instant::now();
    let pages =
        if pages.is_empty() { (0..count(tools, folder.path())?).collect() } else { pages.to_vec() };
    let mut found = Vec::new();
    for page in pages.into_iter().take(MOST_PAGES) {
        if begun.elapsed() > tools.file_limit {
            return Err(ToolError::TimedOut { tool: TESSERACT.called });
        }
        let number = (page + 1).to_string();
        let args = [
            "-r",
            RESOLUTION,
            "-gray",
            "-png",
            "-singlefile",
            "-f",
            &number,
            "-l",
            &number,
            name,
            "page",
        ];
        PDFTOPPM.run(folder.path(), &args, tools.page_limit)?;
        found.extend(words_in(tools, folder.path(), "page.png", page)?);
    }
    Ok(found)
}

/// Tesseract without the Vietnamese data is as good as missing.
fn needs_vietnamese(tools: &MachineTools, folder: &Path) -> Result<(), ToolError> {
    let languages = TESSERACT.run(folder, &["--list-langs"], tools.page_limit)?;
    let languages = String::from_utf8_lossy(&languages);
    if languages.lines().any(|line| line.trim() == "vie") {
        Ok(())
    } else {
        Err(TESSERACT.missing())
    }
}

fn count(tools: &MachineTools, folder: &Path) -> Result<usize, ToolError> {
    let told = PDFINFO.run(folder, &["scan.pdf"], tools.page_limit)?;
    let told = String::from_utf8_lossy(&told);
    let pages = told.lines().find_map(|line| line.strip_prefix("Pages:"));
    pages.and_then(|n| n.trim().parse().ok()).ok_or(PDFINFO.failed())
}

/// The words in a picture; a picture of several pages gives one page for each.
fn words_in(
    tools: &MachineTools,
    folder: &Path,
    picture: &str,
    first: usize,
) -> Result<Vec<OcrPage>, ToolError> {
    let args = [picture, "stdout", "-l", "vie", "--psm", "3", "--dpi", RESOLUTION, "tsv"];
    let table = TESSERACT.run(folder, &args, tools.page_limit)?;
    Ok(pages_of(&String::from_utf8_lossy(&table), first))
}

/// One row of the table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
struct Row<'t> {
    level: u32,
    page: usize,
    line: (u32, u32, u32),
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    confidence: f32,
    text: &'t str,
}

fn row(line: &str) -> Option<Row<'_>> {
    let cells: Vec<&str> = line.splitn(12, '\t').collect();
    let number = |i: usize| cells.get(i).and_then(|n| n.parse::<f32>().ok());
    let whole = |i: usize| cells.get(i).and_then(|n| n.parse::<u32>().ok());
    Some(Row {
        level: whole(0)?,
        page: usize::try_from(whole(1)?).ok()?,
        line: (whole(2)?, whole(3)?, whole(4)?),
        left: number(6)?,
        top: number(7)?,
        width: number(8)?,
        height: number(9)?,
        confidence: number(10)?,
        text: cells.get(11).copied().unwrap_or_default(),
    })
}

/// The pages of a table of tesseract. Words of one line share its foot and its height, so that they stay together.
fn pages_of(table: &str, first: usize) -> Vec<OcrPage> {
    let mut pages: BTreeMap<usize, OcrPage> = BTreeMap::new();
    let mut line: Option<((u32, u32, u32), f32, f32)> = None;
    for row in table.lines().skip(1).filter_map(row) {
        let number = first + row.page.saturating_sub(1);
        let page =
            pages.entry(number).or_insert_with(|| OcrPage { page: number, ..OcrPage::default() });
        match row.level {
            1 => page.height = row.height,
            4 => line = Some((row.line, row.top + row.height, row.height)),
            5 if !row.text.trim().is_empty() => {
                let of_line = line.filter(|(key, ..)| *key == row.line);
                let (foot, height) = of_line
                    .map_or((row.top + row.height, row.height), |(_, foot, height)| (foot, height));
                page.words.push(OcrWord {
                    text: row.text.to_owned(),
                    x: row.left,
                    baseline: foot - height * 0.2,
                    width: row.width,
                    height,
                    confidence: percent(row.confidence),
                });
            }
            _ => {}
        }
    }
    pages.into_values().collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100")]
fn percent(confidence: f32) -> u8 {
    confidence.clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use super::pages_of;

    #[test]
    fn words_of_a_table_are_found_with_their_line() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n4\t1\t1\t1\t1\t0\t100\t200\t500\t50\t-1\t\n\
            5\t1\t1\t1\t1\t1\t100\t205\t90\t40\t95.5\tBáo\n5\t1\t1\t1\t1\t2\t210\t200\t80\t45\t41\tcáo\n";
        let pages = pages_of(table, 3);
        assert_eq!((pages.len(), pages[0].page, pages[0].words.len()), (1, 3, 2));
        let words: Vec<(&str, u8)> =
            pages[0].words.iter().map(|w| (w.text.as_str(), w.confidence)).collect();
        assert_eq!(words, [("Báo", 95), ("cáo", 41)]);
        assert!((pages[0].words[0].baseline - pages[0].words[1].baseline).abs() < 0.1);
    }
}
