//! From the plain paper to what is printed: numbered headings, lines of the head, names of bookmarks.
//! The writers of docx and pdf read one plan, so both show the same words. It knows no file format.

use std::collections::BTreeMap;

use super::{
    Block, Chart, HeadingLevel, Layout, Paper, PaperDate, PaperState, Run, Signature, SourceEntry,
    Table, TableCell, source,
};

/// A run that is ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The text, free of characters that a file may not hold.
    pub(crate) text: String,
    /// Bold.
    pub(crate) bold: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// Link and bookmark of a figure.
    pub(crate) link: Option<Link>,
}

/// Where a figure leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// The unique name of the bookmark around the figure; empty for a link without one.
    pub(crate) bookmark: String,
    /// The trace page.
    pub(crate) href: String,
    /// The note to show beside the figure.
    pub(crate) note: Option<u32>,
    /// The note stands before the figure, so that figures in a column end on one line.
    pub(crate) note_first: bool,
}

/// A line of runs.
pub(crate) type Line = Vec<Piece>;

/// One element of body or annex.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    /// A heading with its number; `Part` has two lines, the others one.
    Heading(HeadingLevel, Vec<Line>),
    /// A paragraph.
    Paragraph(Line),
    /// An item with its sign.
    Item(u8, Line),
    /// A table.
    Table(PlannedTable),
    /// A picture and its caption.
    Chart(Chart, Line),
}

/// A table whose cells are lines.
#[derive(Debug, Clone)]
pub(crate) struct PlannedTable {
    /// The caption.
    pub(crate) caption: Line,
    /// The columns.
    pub(crate) columns: Vec<super::Column>,
    /// Header rows.
    pub(crate) header: Vec<Vec<PlannedCell>>,
    /// Rows.
    pub(crate) rows: Vec<Vec<PlannedCell>>,
    /// For the table of sources, the number of the note of each row; else empty.
    pub(crate) notes: Vec<u32>,
}

/// A cell of a planned table.
#[derive(Debug, Clone)]
pub(crate) struct PlannedCell {
    /// The text.
    pub(crate) line: Line,
    /// How many columns it covers.
    pub(crate) span: u16,
}

/// An annex with its number.
#[derive(Debug, Clone)]
pub(crate) struct PlannedAnnex {
    /// `Phụ lục I`, or `Phụ lục` when there is only one.
    pub(crate) label: String,
    /// The title in capitals.
    pub(crate) title: String,
    /// The line that names the parent paper.
    pub(crate) reference: Option<String>,
    /// Pages on their side.
    pub(crate) landscape: bool,
    /// The content.
    pub(crate) elements: Vec<Element>,
}

/// Everything that is printed, in order.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) nation: &'static str,
    /// Empty where the layout has none.
    pub(crate) motto: &'static str,
    pub(crate) parent: Option<String>,
    pub(crate) issuer: String,
    pub(crate) number: String,
    pub(crate) place_date: String,
    /// Boxed marks under the number.
    pub(crate) marks: Vec<&'static str>,
    pub(crate) type_name: String,
    pub(crate) subject: String,
    pub(crate) addressees: Vec<String>,
    pub(crate) body: Vec<Element>,
    /// Authority and title, in capitals.
    pub(crate) titles: Vec<String>,
    pub(crate) second_office: Option<String>,
    pub(crate) name: String,
    /// Titles and name of the other party.
    pub(crate) other: Option<(Vec<String>, String)>,
    pub(crate) recipients: Vec<String>,
    pub(crate) annexes: Vec<PlannedAnnex>,
    /// A draft shows which figures are links.
    pub(crate) draft: bool,
    /// The line at the foot of every page.
    pub(crate) running: Option<String>,
}

impl Plan {
    /// Lays out a checked paper.
    pub(crate) fn new(paper: &Paper) -> Self {
        let mut planner = Planner { note_marks: paper.note_marks, ..Planner::default() };
        let body = planner.elements(&close(&paper.body));
        let annexes = planner.annexes(paper);
        let signature = &paper.signature;
        let draft = paper.state == PaperState::Draft;
        let marks = draft.then_some("DỰ THẢO").into_iter();
        let (nation, motto) = head_words(paper.layout);
        let other = paper.co_signature.as_ref().map(|s| (titles(s), clean(&s.name)));
        Self {
            nation,
            motto,
            other,
            parent: paper.parent.as_deref().map(|name| balance(&upper(name), HEAD_CHARS)),
            issuer: balance(&upper(&paper.issuer), HEAD_CHARS) + under_issuer(paper.layout),
            number: number_line(paper),
            place_date: place_date(paper),
            marks: marks.chain(paper.circulation.map(super::Circulation::label)).collect(),
            type_name: upper(&paper.type_name),
            subject: balance(&clean(&paper.subject), SUBJECT_CHARS),
            addressees: addressees(&paper.addressees),
            body,
            titles: titles(signature),
            second_office: signature.second_office.as_deref().map(clean),
            name: clean(&signature.name),
            recipients: recipients(&paper.recipients),
            annexes,
            draft,
            running: paper.running.as_deref().map(clean),
        }
    }
}

/// Quốc hiệu and Tiêu ngữ, or the name of the Party.
fn head_words(layout: Layout) -> (&'static str, &'static str) {
    match layout {
        Layout::State => ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        Layout::Party => ("ĐẢNG CỘNG SẢN VIỆT NAM", ""),
    }
}

fn under_issuer(layout: Layout) -> &'static str {
    match layout {
        Layout::State => "",
        Layout::Party => "\n*",
    }
}

/// Lines of authority and title, in capitals.
fn titles(signature: &Signature) -> Vec<String> {
    let lines = signature.authority.iter().chain([&signature.title]);
    lines.filter(|s| !s.is_empty()).map(|s| upper(s)).collect()
}

/// Capitals of 12 pt bold that fit beside Quốc hiệu, and letters of 14 pt bold that fit between the margins.
const HEAD_CHARS: usize = 25;
const SUBJECT_CHARS: usize = 68;

/// Breaks a long title into lines of about the same length, between words; its own line feeds stay.
fn balance(title: &str, most: usize) -> String {
    title.lines().map(|line| balance_line(line, most)).collect::<Vec<_>>().join("\n")
}

fn balance_line(line: &str, most: usize) -> String {
    let length = line.chars().count();
    let lines = length.div_ceil(most.max(1));
    let wanted = length.div_ceil(lines.max(1));
    let (mut out, mut width) = (String::new(), 0);
    for word in line.split_whitespace() {
        let chars = word.chars().count();
        // Half of a word may stand over the wanted length, as long as the line holds it.
        let over = width + 1 + chars > most || width + 1 + chars / 2 > wanted;
        if width > 0 {
            out.push(if over { '\n' } else { ' ' });
            width = if over { 0 } else { width + 1 };
        }
        out.push_str(word);
        width += chars;
    }
    out
}

/// Capitals, after cleaning.
fn upper(text: &str) -> String {
    clean(text).to_uppercase()
}

/// Takes out the characters that XML 1.0 does not allow; tabs become blanks, a line feed stays.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.replace('\t', " ")
        .chars()
        .filter(|&c| c == '\n' || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')))
        .collect()
}

/// `Số: 05/BC-BCĐ`; a number that is not given yet leaves room for the pen.
fn number_line(paper: &Paper) -> String {
    if let Some(written) = &paper.number.written {
        let colon = if paper.layout == Layout::State { ":" } else { "" };
        return format!("Số{colon} {}", clean(written));
    }
    let number =
        paper.number.number.map_or_else(|| "\u{a0}".repeat(8), |number| format!("{number:02}"));
    format!("Số: {number}/{}", clean(&paper.number.sign))
}

/// `Sông Giang, ngày 05 tháng 02 năm 2026`: zero before days under 10 and before months 1 and 2 only.
fn place_date(paper: &Paper) -> String {
    let gap = "\u{a0}".repeat(5);
    let month = |m: u8| if m < 3 { format!("{m:02}") } else { m.to_string() };
    let date = match paper.date {
        PaperDate::Full(day) => {
            let m = u8::try_from(day.month()).unwrap_or_default();
            format!("ngày {:02} tháng {} năm {}", day.day(), month(m), day.year())
        }
        PaperDate::Month { year, month: m } => format!("ngày{gap}tháng {} năm {year}", month(m)),
        PaperDate::Year(year) => format!("ngày{gap}tháng{gap}năm {year}"),
    };
    format!("{}, {date}", clean(&paper.place))
}

/// One addressee stands on the line of `Kính gửi:`, several on lines of their own.
fn addressees(list: &[String]) -> Vec<String> {
    match list {
        [] => Vec::new(),
        [one] => vec![format!("Kính gửi: {}", clean(one).trim_end_matches('.'))],
        many => {
            let ends = (1..=many.len()).map(|i| if i == many.len() { '.' } else { ';' });
            let lines = many
                .iter()
                .zip(ends)
                .map(|(name, end)| format!("- {}{end}", clean(name).trim_end_matches(['.', ';'])));
            std::iter::once("Kính gửi:".to_owned()).chain(lines).collect()
        }
    }
}

/// `- Như trên;` … `- Lưu: VT.`
fn recipients(list: &[String]) -> Vec<String> {
    let last = list.len();
    let line = |(i, name): (usize, &String)| {
        let end = if i + 1 == last { '.' } else { ';' };
        format!("- {}{end}", clean(name).trim_end_matches(['.', ';']))
    };
    list.iter().enumerate().map(line).collect()
}

/// The body with `./.` at its end when it ends in prose.
fn close(body: &[Block]) -> Vec<Block> {
    let mut body = body.to_vec();
    if let Some(Block::Paragraph(runs) | Block::Item(_, runs)) = body.last_mut() {
        match runs.last_mut() {
            Some(last) if last.anchor.is_none() => {
                let text =
                    last.text.trim_end().trim_end_matches("./.").trim_end_matches(['.', ';']);
                last.text = format!("{text}./.");
            }
            _ => runs.push(Run::text("./.")),
        }
    }
    body
}

/// Counts headings and names bookmarks while walking.
#[derive(Default)]
struct Planner {
    note_marks: bool,
    counters: [usize; 4],
    names: BTreeMap<String, usize>,
}

impl Planner {
    fn annexes(&mut self, paper: &Paper) -> Vec<PlannedAnnex> {
        let several = paper.annexes.len() > 1;
        let plan = |(index, annex): (usize, &super::Annex)| {
            self.counters = [0; 4];
            PlannedAnnex {
                label: if several {
                    format!("Phụ lục {}", roman(index + 1))
                } else {
                    "Phụ lục".into()
                },
                title: upper(&annex.title),
                reference: annex.reference.as_deref().map(clean),
                landscape: annex.landscape,
                elements: self.elements(&annex.blocks),
            }
        };
        paper.annexes.iter().enumerate().map(plan).collect()
    }

    fn elements(&mut self, blocks: &[Block]) -> Vec<Element> {
        blocks.iter().map(|block| self.element(block)).collect()
    }

    fn element(&mut self, block: &Block) -> Element {
        match block {
            Block::Heading(level, runs) => self.heading(*level, runs),
            Block::Paragraph(runs) => Element::Paragraph(self.line(runs)),
            Block::Item(level, runs) => {
                let sign = if *level == 0 { "- " } else { "+ " };
                let mut line = vec![piece(&Run::text(sign))];
                line.extend(self.line(runs));
                Element::Item(*level, line)
            }
            Block::Table(table) => Element::Table(self.table(table)),
            Block::Chart(chart) => Element::Chart(chart.clone(), self.line(&chart.caption)),
            Block::Sources(entries) => Element::Table(self.sources(entries)),
        }
    }

    /// Numbers a heading; a higher one starts the lower ones anew.
    fn heading(&mut self, level: HeadingLevel, runs: &[Run]) -> Element {
        let at = level as usize;
        let number = self.counters.get(at).copied().unwrap_or_default() + 1;
        for (index, counter) in self.counters.iter_mut().enumerate().skip(at) {
            *counter = if index == at { number } else { 0 };
        }
        let mut title = self.line(runs);
        if matches!(level, HeadingLevel::Part | HeadingLevel::Roman) {
            title.iter_mut().for_each(|piece| piece.text = piece.text.to_uppercase());
        }
        let bold = level != HeadingLevel::Letter;
        title.iter_mut().for_each(|piece| piece.bold |= bold);
        let label = match level {
            HeadingLevel::Part => format!("Phần {}", roman(number)),
            HeadingLevel::Roman => format!("{}. ", roman(number)),
            HeadingLevel::Arabic => format!("{number}. "),
            HeadingLevel::Letter => format!("{}) ", letter(number)),
        };
        let label = Piece { bold, ..piece(&Run::text(label)) };
        if level == HeadingLevel::Part {
            return Element::Heading(level, vec![vec![label], title]);
        }
        title.insert(0, label);
        Element::Heading(level, vec![title])
    }

    fn line(&mut self, runs: &[Run]) -> Line {
        runs.iter().filter(|run| !run.text.is_empty()).map(|run| self.piece(run)).collect()
    }

    fn piece(&mut self, run: &Run) -> Piece {
        let link = run.anchor.as_ref().map(|anchor| Link {
            bookmark: self.name(&anchor.id),
            href: anchor.href.clone(),
            note: self.note_marks.then_some(anchor.note_no),
            note_first: false,
        });
        Piece { link, ..piece(run) }
    }

    /// A name for a bookmark: letters, digits and underscores, at most 40, unique in the paper.
    fn name(&mut self, id: &str) -> String {
        let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let base: String = "sl_".chars().chain(id.chars().map(safe)).take(30).collect();
        let base = base.to_lowercase();
        let count = self.names.entry(base.clone()).or_default();
        *count += 1;
        if *count == 1 { base } else { format!("{base}__{count}") }
    }

    fn table(&mut self, table: &Table) -> PlannedTable {
        let mut planned = PlannedTable {
            caption: self.line(&table.caption),
            columns: table.columns.clone(),
            header: self.rows(&table.header, true),
            rows: self.rows(&table.rows, false),
            notes: Vec::new(),
        };
        planned.rows.iter_mut().for_each(|row| notes_first(row, &table.columns));
        planned
    }

    fn rows(&mut self, rows: &[Vec<TableCell>], bold: bool) -> Vec<Vec<PlannedCell>> {
        let mut cell = |cell: &TableCell| {
            let mut line = self.line(&cell.runs);
            line.iter_mut().for_each(|piece| piece.bold |= bold);
            PlannedCell { line, span: cell.span }
        };
        rows.iter().map(|row| row.iter().map(&mut cell).collect()).collect()
    }

    /// The table of sources; its first cell is the target of the note and leads to the trace page.
    fn sources(&mut self, entries: &[SourceEntry]) -> PlannedTable {
        let mut table = self.table(&source::table(entries));
        table.notes = entries.iter().map(|entry| entry.note_no).collect();
        for (row, entry) in table.rows.iter_mut().zip(entries).filter(|(_, e)| !e.href.is_empty()) {
            let link = Link {
                bookmark: String::new(),
                href: entry.href.clone(),
                note: None,
                note_first: false,
            };
            if let Some(first) = row.get_mut(1).and_then(|cell| cell.line.first_mut()) {
                first.link = Some(link);
            }
        }
        table
    }
}

/// In columns that end on one line, notes go before their figures.
fn notes_first(row: &mut [PlannedCell], columns: &[super::Column]) {
    let mut at = 0;
    for cell in row {
        if columns.get(at).is_some_and(|column| column.align == super::Align::Right) {
            let links = cell.line.iter_mut().filter_map(|piece| piece.link.as_mut());
            links.for_each(|link| link.note_first = true);
        }
        at += usize::from(cell.span);
    }
}

fn piece(run: &Run) -> Piece {
    Piece { text: clean(&run.text), bold: run.bold, italic: run.italic, link: None }
}

/// Roman numerals from 1; papers need few.
fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// The letter of a điểm in the order of the decree: no f, j, w, z and no letters with marks but đ.
fn letter(n: usize) -> String {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    let index = n.saturating_sub(1);
    let count = LETTERS.chars().count();
    let letter = LETTERS.chars().nth(index % count).unwrap_or('a');
    letter.to_string().repeat(index / count + 1)
}

#[cfg(test)]
mod tests {
    use super::{balance, letter, roman};

    #[test]
    fn long_titles_break_into_even_lines() {
        let title = balance("ỦY BAN NHÂN DÂN TỈNH SÔNG GIANG", 25);
        assert_eq!(title, "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG");
        assert_eq!(balance("BAN CHỈ ĐẠO\nKHU VỰC PHÒNG THỦ", 25), "BAN CHỈ ĐẠO\nKHU VỰC PHÒNG THỦ");
        assert_eq!(balance("TỈNH ỦY SÔNG GIANG", 25), "TỈNH ỦY SÔNG GIANG");
        assert_eq!(balance("", 25), "");
    }

    #[test]
    fn numerals_follow_the_decree() {
        assert_eq!([roman(4), roman(9), roman(14), roman(40)], ["IV", "IX", "XIV", "XL"]);
        assert_eq!([letter(1), letter(5), letter(6), letter(24)], ["a", "đ", "e", "aa"]);
    }
}
