//! Sets paragraphs, lines and table cells of a marked-up document as lines of text.
//!
//! Shared by html and docx; knows neither.
//!
//! A table row is one line with a tab between cells. A row of at most three cells of which one holds several
//! paragraphs is a row of layout, as in the heading of an administrative document: there every paragraph keeps
//! its own line, cell after cell.

/// Cells up to which a row with paragraphs inside is taken as layout.
const MAX_LAYOUT_CELLS: usize = 3;

/// The text being set.
#[derive(Debug)]
pub(crate) struct Blocks {
    frames: Vec<Frame>,
}

#[derive(Debug)]
enum Frame {
    Flow(String),
    Row(Vec<String>),
}

impl Blocks {
    pub(crate) fn new() -> Self {
        Self { frames: vec![Frame::Flow(String::new())] }
    }

    /// The flow that takes text now.
    pub(crate) fn flow(&mut self) -> &mut String {
        if !self.frames.iter().any(|frame| matches!(frame, Frame::Flow(_))) {
            self.frames.push(Frame::Flow(String::new()));
        }
        let flow = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Flow(text) => Some(text),
            Frame::Row(_) => None,
        });
        flow.expect("a flow stands in every stack of frames")
    }

    /// Begins a new line unless one has just begun.
    pub(crate) fn break_line(&mut self) {
        let flow = self.flow();
        flow.truncate(flow.trim_end_matches(' ').len());
        if !flow.is_empty() && !flow.ends_with('\n') {
            flow.push('\n');
        }
    }

    /// Sets one whole line.
    pub(crate) fn line(&mut self, text: &str) {
        self.break_line();
        self.flow().push_str(text);
        self.flow().push('\n');
    }

    pub(crate) fn open_row(&mut self) {
        self.frames.push(Frame::Row(Vec::new()));
    }

    pub(crate) fn open_cell(&mut self) {
        self.frames.push(Frame::Flow(String::new()));
    }

    /// Ends a cell; outside a row its text flows on.
    pub(crate) fn close_cell(&mut self) {
        let Some(Frame::Flow(text)) = self.frames.pop_if(|frame| matches!(frame, Frame::Flow(_)))
        else {
            return;
        };
        match self.frames.last_mut() {
            Some(Frame::Row(cells)) => cells.push(text.trim().to_owned()),
            _ => self.line(&text),
        }
    }

    pub(crate) fn close_row(&mut self) {
        if let Some(Frame::Row(cells)) = self.frames.pop_if(|frame| matches!(frame, Frame::Row(_)))
        {
            let row = set_row(&cells);
            if !row.trim().is_empty() {
                self.line(&row);
            }
        }
    }

    /// Returns the lines; what was left open is closed.
    pub(crate) fn finish(mut self) -> String {
        while self.frames.len() > 1 {
            self.close_cell();
            self.close_row();
        }
        self.break_line();
        std::mem::take(self.flow())
    }
}

fn set_row(cells: &[String]) -> String {
    let is_layout = cells.len() <= MAX_LAYOUT_CELLS && cells.iter().any(|cell| cell.contains('\n'));
    if is_layout {
        let filled: Vec<&str> =
            cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        return filled.join("\n");
    }
    let mut row = String::with_capacity(cells.iter().map(|cell| cell.len() + 1).sum());
    for (n, cell) in cells.iter().enumerate() {
        row.push_str(if n == 0 { "" } else { "\t" });
        flatten(&mut row, cell);
    }
    row
}

/// Adds a cell in one line.
fn flatten(row: &mut String, cell: &str) {
    for (n, part) in cell.split(['\n', '\t']).enumerate() {
        row.push_str(if n == 0 { "" } else { " " });
        row.push_str(part.trim());
    }
}
