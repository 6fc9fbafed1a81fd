//! What must hold in a paper before it is written. It looks at the data only, never at a file.

use std::collections::BTreeMap;

use super::{Anchor, Block, Chart, Paper, Run, SourceEntry, Table, TableCell};
use crate::RenderError;

/// The widest and highest picture, in CSS pixels.
const MAX_PIXELS: u32 = 4000;

/// Runs all checks.
pub(super) fn check(paper: &Paper) -> Result<(), RenderError> {
    for (field, value) in
        [("cơ quan ban hành", &paper.issuer), ("tên loại văn bản", &paper.type_name)]
    {
        if value.trim().is_empty() {
            return Err(RenderError::Missing(field));
        }
    }
    let entries = entries(paper)?;
    for block in blocks(paper) {
        check_block(block, &entries)?;
    }
    Ok(())
}

/// All blocks of body and annexes.
fn blocks(paper: &Paper) -> impl Iterator<Item = &Block> {
    paper.body.iter().chain(paper.annexes.iter().flat_map(|annex| &annex.blocks))
}

/// The entries of the sources by number; a number may occur once.
fn entries(paper: &Paper) -> Result<BTreeMap<u32, &SourceEntry>, RenderError> {
    let mut by_number = BTreeMap::new();
    for block in blocks(paper) {
        let Block::Sources(list) = block else { continue };
        for entry in list {
            if by_number.insert(entry.note_no, entry).is_some() {
                return Err(RenderError::NoteTwice(entry.note_no));
            }
            if !entry.href.is_empty() {
                check_link(&entry.href)?;
            }
        }
    }
    Ok(by_number)
}

fn check_block(block: &Block, entries: &BTreeMap<u32, &SourceEntry>) -> Result<(), RenderError> {
    match block {
        Block::Heading(_, runs) | Block::Paragraph(runs) | Block::Item(_, runs) => {
            check_runs(runs, entries)
        }
        Block::Table(table) => check_table(table, entries),
        Block::Chart(chart) => {
            check_chart(chart)?;
            check_runs(&chart.caption, entries)
        }
        Block::Sources(_) => Ok(()),
    }
}

fn check_table(table: &Table, entries: &BTreeMap<u32, &SourceEntry>) -> Result<(), RenderError> {
    check_runs(&table.caption, entries)?;
    let width = table.columns.len();
    for (index, row) in table.header.iter().chain(&table.rows).enumerate() {
        let cells: usize = row.iter().map(|cell| usize::from(cell.span)).sum();
        if cells != width || width == 0 || row.iter().any(|cell| cell.span == 0) {
            return Err(RenderError::RowWidth { row: index + 1, cells, columns: width });
        }
        row.iter().try_for_each(|TableCell { runs, .. }| check_runs(runs, entries))?;
    }
    Ok(())
}

fn check_chart(chart: &Chart) -> Result<(), RenderError> {
    let fits = |n: u32| (1..=MAX_PIXELS).contains(&n);
    if fits(chart.width) && fits(chart.height) {
        return Ok(());
    }
    Err(RenderError::ChartSize { width: chart.width, height: chart.height, most: MAX_PIXELS })
}

fn check_runs(runs: &[Run], entries: &BTreeMap<u32, &SourceEntry>) -> Result<(), RenderError> {
    runs.iter()
        .filter_map(|run| run.anchor.as_ref().map(|anchor| (run, anchor)))
        .try_for_each(|(run, anchor)| check_anchor(run, anchor, entries))
}

/// A figure in the text and its entry must show the same thing.
fn check_anchor(
    run: &Run,
    anchor: &Anchor,
    entries: &BTreeMap<u32, &SourceEntry>,
) -> Result<(), RenderError> {
    check_link(&anchor.href)?;
    let Some(entry) = entries.get(&anchor.note_no) else {
        return Err(RenderError::NoteWithoutEntry {
            note: anchor.note_no,
            figure: run.text.clone(),
        });
    };
    if entry.figure.contains(run.text.trim()) {
        return Ok(());
    }
    Err(RenderError::FigureDiffers {
        note: anchor.note_no,
        in_text: run.text.clone(),
        in_annex: entry.figure.clone(),
    })
}

/// Only web addresses and paths may be linked.
fn check_link(href: &str) -> Result<(), RenderError> {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let web = scheme
        .as_deref()
        .is_none_or(|s| s == "http" || s == "https" || s.contains(['/', '#', '?']));
    if web && !href.is_empty() && !href.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Ok(());
    }
    Err(RenderError::BadLink(href.to_owned()))
}
