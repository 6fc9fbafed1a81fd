//! A review as an administrative paper: customary order, anchored figures, tables with charts, the annex of sources.

use super::change::unit_of;
use super::copies::working_mark;
use super::show::{heading, table_charts};
use super::sources;
use crate::classes::with_classes;
use crate::error::Error;
use crate::facts::Find;
use crate::office::Office;
use crate::permit::Viewer;
use record::disclosure::{HELD, HELD_LINE};
use record::figures::{Facts, Figures};
use record::object::Review;
use record::payload::{Figure, Piece, ReviewLine, ReviewSection, ReviewTable, SectionKind};
use render::paper::{
    Align, Anchor, Annex, Block, Chart, Column, HeadingLevel, Layout, Paper, PaperDate,
    PaperNumber, PaperState, Run, Signature, SourceEntry, Table, TableCell,
};
use std::collections::BTreeSet;
use terms::{Day, Ref, Role};

impl Office {
    /// A review as a paper. `base` is the address of the pages (`http://127.0.0.1:8080`), to which anchors lead. It is the working
    /// paper: everything is in it, and where something is above open its pages say so.
    ///
    /// # Errors
    /// `permit.missing`; `review.not-compiled`; `review.evidence-missing` with the sentence.
    pub async fn review_paper(
        &self,
        viewer: &Viewer,
        at: &Ref,
        base: &str,
    ) -> Result<Paper, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let review: Review = self.get(at).await?;
        let (facts, as_of) = self.facts_of(&review).await?;
        let later = self.facts().await?;
        let base = base.to_owned();
        let running = working_mark(&review, &with_classes(facts.clone(), &later));
        self.print(Print { review, facts, as_of, base, running }).await
    }

    pub(super) async fn print(&self, print: Print) -> Result<Paper, Error> {
        let Print { review, facts, as_of, base, running } = print;
        let figures = Figures::of(&facts);
        self.files_are_there(&review, &figures).await?;
        let printer = Printer::new(&review, &base);
        Ok(Paper { running, ..printer.paper(&facts, &figures, as_of) })
    }

    /// A review as the bytes of a .docx file.
    ///
    /// # Errors
    /// As `review_paper`.
    pub async fn review_docx(
        &self,
        viewer: &Viewer,
        at: &Ref,
        base: &str,
    ) -> Result<Vec<u8>, Error> {
        let paper = self.review_paper(viewer, at, base).await?;
        off_thread(move || render::docx::write(&paper)).await
    }

    /// A review as the bytes of a PDF file.
    ///
    /// # Errors
    /// As `review_paper`.
    pub async fn review_pdf(
        &self,
        viewer: &Viewer,
        at: &Ref,
        base: &str,
    ) -> Result<Vec<u8>, Error> {
        let paper = self.review_paper(viewer, at, base).await?;
        off_thread(move || render::pdf::write(&paper)).await
    }
}

/// What is printed.
pub(super) struct Print {
    pub(super) review: Review,
    /// The facts that it was compiled from.
    pub(super) facts: Facts,
    pub(super) as_of: Day,
    /// The address of the pages.
    pub(super) base: String,
    /// The line at the foot of every page.
    pub(super) running: Option<String>,
}

pub(super) async fn off_thread(
    work: impl FnOnce() -> Result<Vec<u8>, render::RenderError> + Send + 'static,
) -> Result<Vec<u8>, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|e| Error::Broken(e.to_string()))??)
}

/// What the mark in place of something held back means.
const HELD_SAYS: &str = "Ghi chú: nội dung ghi “không công bố ở mức này” có mức tiếp cận cao hơn mức của bản này, hoặc nếu \
    nêu ra thì suy ra được nội dung như vậy; đó không phải là số không và cũng không phải là chưa báo cáo.";

/// Prints one review; gives each figure its note in the order of print.
struct Printer<'a> {
    review: &'a Review,
    base: &'a str,
    /// Keys of figures in the order of print: a figure's note is its place, from 1.
    notes: Vec<Note<'a>>,
}

/// An entry of the annex: every figure that answers one question (its value, its n/N, how many are missing).
struct Note<'a> {
    asks: String,
    figures: Vec<&'a Figure>,
}

impl<'a> Printer<'a> {
    fn new(review: &'a Review, base: &'a str) -> Self {
        let mut notes: Vec<Note<'a>> = Vec::new();
        for (_, figure) in review.figures() {
            let asks = sources::asks(figure);
            match notes.iter_mut().find(|n| n.asks == asks) {
                Some(note) if note.figures.iter().all(|f| f.key != figure.key) => {
                    note.figures.push(figure)
                }
                Some(_) => {}
                None => notes.push(Note { asks, figures: vec![figure] }),
            }
        }
        Self { review, base: base.trim_end_matches('/'), notes }
    }

    fn href(&self, key: &str) -> String {
        let at = &self.review.at;
        format!("{}/reviews/{}/{}/trace/{key}", self.base, at.site, at.id)
    }

    fn note(&self, key: &str) -> u32 {
        let of = |n: &Note<'_>| n.figures.iter().any(|f| f.key == key);
        let place = self.notes.iter().position(of).map_or(0, |i| i + 1);
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn paper(&self, facts: &Facts, figures: &Figures<'_>, as_of: Day) -> Paper {
        let r = self.review;
        let approved = r.approved.as_ref();
        let day = approved.map_or(as_of, |a| a.by.effective_on);
        let body = facts.body(&r.body.at);
        let parent = body.and_then(|b| b.parent_on(day)).map(|p| p.name.clone());
        let place = unit_of(facts, &r.body.at, day).and_then(|u| facts.unit(&u).cloned());
        let place = place.and_then(|u| u.name_on(day).map(|n| n.name.clone()));
        let number = approved.and_then(|a| a.number.as_ref());
        let month = u8::try_from(day.month()).unwrap_or(1);
        Paper {
            layout: Layout::State,
            parent,
            issuer: r.body.name.clone(),
            number: PaperNumber {
                number: None,
                sign: sign(facts, &r.body.at, day),
                written: number.map(|n| n.to_string()),
            },
            place: place.unwrap_or_default(),
            date: match approved {
                Some(a) => PaperDate::Full(a.by.effective_on),
                None => PaperDate::Month { year: day.year(), month },
            },
            type_name: "Báo cáo".to_owned(),
            subject: subject(&r.title),
            state: if approved.is_some() { PaperState::Approved } else { PaperState::Draft },
            circulation: None,
            addressees: Vec::new(),
            body: self.body(),
            signature: signature(r),
            co_signature: None,
            recipients: recipients(facts, r, day),
            annexes: vec![self.annex(figures, as_of)],
            note_marks: false,
            running: None,
        }
    }

    fn body(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(vec![Run::text(self.opening())])];
        let mut before = None;
        for section in self.review.standing() {
            if section.lines.is_empty() && section.tables.is_empty() {
                continue;
            }
            if before != Some(section.kind) {
                let title = vec![Run::text(heading(section.kind))];
                blocks.push(Block::Heading(HeadingLevel::Roman, title));
            }
            before = Some(section.kind);
            self.section(section, &mut blocks);
        }
        if self.holds_back() {
            blocks.push(Block::Paragraph(vec![Run::italic(HELD_SAYS)]));
        }
        blocks
    }

    /// Whether something is marked as held back.
    fn holds_back(&self) -> bool {
        let sections = || self.review.standing().iter();
        let lines = sections().flat_map(|s| s.lines.iter().flat_map(|l| &l.pieces));
        let rows = sections().flat_map(|s| s.tables.iter().flat_map(|t| &t.rows));
        let cells = rows.flat_map(|(_, pieces)| pieces);
        let marked = |p: &Piece| p.text().contains(HELD) || p.text() == HELD_LINE;
        lines.chain(cells).any(marked)
    }

    fn opening(&self) -> String {
        let r = self.review;
        let reviewed =
            r.reviewed.as_ref().map_or_else(String::new, |d| format!(" việc thực hiện {}", d.name));
        let label = r.period.label();
        format!("{} báo cáo kết quả{reviewed} trong {label} như sau:", r.body.name)
    }

    fn section(&self, section: &ReviewSection, blocks: &mut Vec<Block>) {
        if let Some(field) = section.field {
            let title = vec![Run::text(field.label())];
            blocks.push(Block::Heading(HeadingLevel::Arabic, title));
        }
        let as_items = section.kind != SectionKind::Leadership;
        for line in &section.lines {
            let runs = self.line(line);
            blocks.push(if as_items { Block::Item(0, runs) } else { Block::Paragraph(runs) });
        }
        for table in &section.tables {
            blocks.push(Block::Table(self.table(table)));
            blocks.extend(charts(table));
        }
    }

    fn line(&self, line: &ReviewLine) -> Vec<Run> {
        self.runs(&line.pieces)
    }

    fn runs(&self, pieces: &[Piece]) -> Vec<Run> {
        let mut used: BTreeSet<&str> = BTreeSet::new();
        let mut out = Vec::with_capacity(pieces.len());
        for piece in pieces {
            out.push(match piece {
                Piece::Words(words) => Run::text(words.clone()),
                Piece::Figure(f) => {
                    // A figure that an edit repeats keeps its note; its bookmark stands where it stands first.
                    let id = match used.insert(f.key.as_str()) {
                        true => f.key.clone(),
                        false => format!("{}-{}", f.key, used.len()),
                    };
                    let (href, note_no) = (self.href(&f.key), self.note(&f.key));
                    Run::figure(f.printed.clone(), Anchor { id, href, note_no })
                }
            });
        }
        out
    }

    fn table(&self, table: &ReviewTable) -> Table {
        let column = |i: usize| match i {
            0 => Column { weight: 30, align: Align::Left },
            _ => Column { weight: 12, align: Align::Right },
        };
        let cells = |name: &str, pieces: &[Piece]| {
            let mut row = vec![TableCell::text(name)];
            let one = |p: &Piece| TableCell::runs(self.runs(std::slice::from_ref(p)));
            row.extend(pieces.iter().map(one));
            // Every row covers every column, whatever a foreign chain brings.
            row.resize(table.columns.len(), TableCell::text(""));
            row
        };
        Table {
            caption: vec![Run::italic(table.title.clone())],
            columns: (0..table.columns.len()).map(column).collect(),
            header: vec![table.columns.iter().map(TableCell::text).collect()],
            rows: table.rows.iter().map(|(name, pieces)| cells(name, pieces)).collect(),
        }
    }

    fn annex(&self, figures: &Figures<'_>, as_of: Day) -> Annex {
        let entry = |note: &Note<'_>| {
            let first = note.figures.first()?;
            let (no, href) = (self.note(&first.key), self.href(&first.key));
            Some(sources::entry(&note.figures, no, href, figures, as_of))
        };
        let entries: Vec<SourceEntry> = self.notes.iter().filter_map(entry).collect();
        Annex {
            title: "Nguồn số liệu".to_owned(),
            reference: None,
            landscape: true,
            blocks: vec![Block::Sources(entries)],
        }
    }
}

fn charts(table: &ReviewTable) -> Vec<Block> {
    let one = |(title, drawing): (String, Option<render::Drawing>)| match drawing {
        None => Block::Paragraph(vec![Run::italic(format!("Biểu đồ: {title}: {HELD}"))]),
        Some(drawing) => Block::Chart(Chart {
            svg: drawing.svg,
            width: drawing.width,
            height: drawing.height,
            alt: format!("Biểu đồ: {title}"),
            caption: vec![Run::italic(format!("Biểu đồ: {title}"))],
        }),
    };
    table_charts(table).into_iter().map(one).collect()
}

/// The subject does not repeat the name of the type.
fn subject(title: &str) -> String {
    let title = title.trim().trim_end_matches('.');
    let bare = title.strip_prefix("Báo cáo ").unwrap_or(title);
    let mut chars = bare.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The sign of a report: `BC-` and the abbreviation with which the body's short name begins.
fn sign(facts: &Facts, body: &Ref, day: Day) -> String {
    let name = facts.body(body).and_then(|b| b.name_on(day));
    let short = name.and_then(|n| n.short_name.as_deref()).unwrap_or_default();
    let first = short.split_whitespace().next().unwrap_or_default();
    let fits = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    if fits { format!("BC-{first}") } else { "BC".to_owned() }
}

/// A signer is printed as `Chức vụ: Họ tên` or as a name alone.
fn signature(review: &Review) -> Signature {
    let authority = vec![format!("TM. {}", review.body.name)];
    let signer = review.approved.as_ref().and_then(|a| a.signer.clone()).unwrap_or_default();
    let (title, name) = signer.split_once(':').unwrap_or(("", signer.as_str()));
    Signature {
        authority,
        title: title.trim().to_owned(),
        second_office: None,
        name: name.trim().to_owned(),
    }
}

fn recipients(facts: &Facts, review: &Review, day: Day) -> Vec<String> {
    let parent = facts.body(&review.body.at).and_then(|b| b.parent_on(day));
    let mut list: Vec<String> = parent.map(|p| p.name.clone()).into_iter().collect();
    list.push("Thành viên, cơ quan liên quan".to_owned());
    list.push("Lưu: VT".to_owned());
    list
}
