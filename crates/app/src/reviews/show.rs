//! The list of reviews, and one review with its sentences as runs of words and figures.

use super::copies::CopyRow;
use super::differences::changed_keys;
use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::{ActView, EvidenceView, evidence};
use record::disclosure::HELD;
use record::figures::Facts;
use record::object::Review;
use record::payload::{Figure, Piece, ReviewLine, ReviewSection, ReviewTable, SectionKind};
use render::Drawing;
use render::chart::{Category, Chart, Series, bars};
use std::collections::BTreeSet;
use terms::{Amount, Cell, Day, Field, Kind, Named, Period, Ref, ReviewState, Role};

/// One review of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// The review.
    pub at: Ref,
    /// Title.
    pub title: String,
    /// The body whose review it is.
    pub body: Named,
    /// The document under review.
    pub reviewed: Option<Named>,
    /// The period.
    pub period: Period,
    /// The period in words.
    pub label: String,
    /// State.
    pub state: ReviewState,
    /// The day of the last step that counts: opened, compiled or approved.
    pub on: Day,
}

/// A run of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunView {
    /// As printed.
    pub text: String,
    /// Key of the figure, when it is one.
    pub figure: Option<String>,
    /// Whether the record gives another value by now.
    pub changed: bool,
}

/// A figure that may stand in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChoice {
    /// As written in a template: `{s3}`.
    pub code: String,
    /// As printed.
    pub printed: String,
    /// What it says in words.
    pub explained: String,
}

/// One line of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView {
    /// Key of the line.
    pub key: String,
    /// Its runs.
    pub runs: Vec<RunView>,
    /// The line for editing, figures as keys in braces.
    pub template: String,
    /// The figures that may stand in it.
    pub figures: Vec<FigureChoice>,
    /// What the line as a whole rests on.
    pub evidence: Vec<EvidenceView>,
    /// Who edited it last, and when.
    pub edited: Option<String>,
}

/// One table of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableView {
    /// Key of the table.
    pub key: String,
    /// Title.
    pub title: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Rows: a name and a run for each column after the first.
    pub rows: Vec<(String, Vec<RunView>)>,
    /// Charts: SVG texts, the same as in the paper.
    pub charts: Vec<String>,
}

/// One section of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// What it is for, as a stable code.
    pub kind: String,
    /// Heading of the part; the same for all lines of work among the results.
    pub heading: String,
    /// Line of work.
    pub field: Option<Field>,
    /// Lines.
    pub lines: Vec<LineView>,
    /// Tables.
    pub tables: Vec<TableView>,
}

/// What the viewer may do with a review now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewMoves {
    /// Compile it.
    pub compile: bool,
    /// Edit lines.
    pub edit: bool,
    /// Lay it before the approver.
    pub submit: bool,
    /// Approve it.
    pub approve: bool,
    /// Send it back.
    pub send_back: bool,
    /// Give out a numbered copy.
    pub issue: bool,
}

/// A review with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewView {
    /// The row of the list.
    pub row: ReviewRow,
    /// The day whose map and states were asked, once it is compiled.
    pub as_of: Option<Day>,
    /// When it was compiled.
    pub compiled_at: Option<String>,
    /// Number given to the paper.
    pub number: Option<String>,
    /// Who signs.
    pub signer: Option<String>,
    /// Who approved it, and when.
    pub approved_by: Option<String>,
    /// Why it was sent back, while that stands.
    pub returned_for: Option<String>,
    /// The sections.
    pub sections: Vec<SectionView>,
    /// Numbered copies given out, the latest first.
    pub copies: Vec<CopyRow>,
    /// How many figures it has.
    pub figures: usize,
    /// How many of them the record gives otherwise by now.
    pub changed: usize,
    /// What the viewer may do.
    pub moves: ReviewMoves,
    /// What was done with it.
    pub history: Vec<ActView>,
}

impl Office {
    /// The reviews, the latest first.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn reviews(&self, viewer: &Viewer) -> Result<Vec<ReviewRow>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let reviews: Vec<Review> = self.all(Kind::Review).await?;
        let mut rows: Vec<ReviewRow> = reviews.iter().map(row).collect();
        rows.sort_by(|a, b| b.on.cmp(&a.on).then(b.at.cmp(&a.at)));
        Ok(rows)
    }

    /// One review.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn review(&self, viewer: &Viewer, at: &Ref) -> Result<ReviewView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let review: Review = self.get(at).await?;
        let history = self.history(viewer, at).await?;
        let facts = self.facts().await?;
        let changed = changed_keys(review.clone(), facts.clone()).await?;
        let approved = review.approved.as_ref();
        let returned = review.returned.as_ref().filter(|_| review.state == ReviewState::Draft);
        let of_section = |s: &ReviewSection| section(&review, s, &facts, &changed);
        Ok(ReviewView {
            row: row(&review),
            as_of: review.compiled.as_ref().map(|(day, _)| *day),
            compiled_at: review.compiled.as_ref().map(|(_, by)| by.recorded_at.vn()),
            number: approved.and_then(|a| a.number.as_ref()).map(|n| n.to_string()),
            signer: approved.and_then(|a| a.signer.clone()),
            approved_by: approved.map(|a| stamp(&a.by)),
            returned_for: returned.map(|(reason, _)| reason.clone()),
            sections: review.standing().iter().map(of_section).collect(),
            copies: review.copies.iter().rev().map(CopyRow::of).collect(),
            figures: review.figures().count(),
            changed: changed.len(),
            moves: moves(viewer, &review),
            history,
        })
    }
}

fn stamp(by: &record::object::Stamp) -> String {
    format!("{}, {}", by.actor.name, by.recorded_at.vn())
}

fn row(r: &Review) -> ReviewRow {
    let compiled = r.compiled.as_ref().map(|(_, by)| by.effective_on);
    let approved = r.approved.as_ref().map(|a| a.by.effective_on);
    ReviewRow {
        at: r.at.clone(),
        title: r.title.clone(),
        body: r.body.clone(),
        reviewed: r.reviewed.clone(),
        period: r.period,
        label: r.period.label(),
        state: r.state,
        on: approved.or(compiled).unwrap_or(r.created.effective_on),
    }
}

fn moves(viewer: &Viewer, r: &Review) -> ReviewMoves {
    let officer = viewer.may(Role::Officer, &r.body.at);
    let approver = viewer.may(Role::Approver, &r.body.at);
    let own = r.submitted.as_ref().is_some_and(|by| by.actor.login == viewer.login);
    let draft = r.state == ReviewState::Draft;
    let submitted = r.state == ReviewState::Submitted;
    ReviewMoves {
        compile: draft && officer,
        edit: draft && officer && r.compiled.is_some(),
        submit: draft && officer && r.compiled.is_some(),
        approve: submitted && approver && !own,
        send_back: submitted && approver,
        issue: r.state == ReviewState::Approved && officer,
    }
}

/// The heading of a part in the customary order.
pub(crate) fn heading(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Leadership => "Công tác lãnh đạo, chỉ đạo, quán triệt, triển khai",
        SectionKind::Results => "Kết quả thực hiện theo lĩnh vực",
        SectionKind::Tasks => "Tình hình thực hiện nhiệm vụ được giao",
        SectionKind::Strengths => "Ưu điểm",
        SectionKind::Shortcomings => "Hạn chế, khuyết điểm và nguyên nhân",
        SectionKind::Lessons => "Bài học kinh nghiệm",
        SectionKind::Directions => "Phương hướng, nhiệm vụ thời gian tới",
        SectionKind::Proposals => "Đề xuất, kiến nghị",
    }
}

fn section(
    review: &Review,
    s: &ReviewSection,
    facts: &Facts,
    changed: &BTreeSet<String>,
) -> SectionView {
    let table = |t: &ReviewTable| TableView {
        key: t.key.clone(),
        title: t.title.clone(),
        columns: t.columns.clone(),
        rows: t.rows.iter().map(|(name, p)| (name.clone(), runs(p, changed))).collect(),
        charts: table_charts(t).into_iter().filter_map(|(_, d)| d).map(|d| d.svg).collect(),
    };
    SectionView {
        kind: s.kind.code().to_owned(),
        heading: heading(s.kind).to_owned(),
        field: s.field,
        lines: s.lines.iter().map(|l| line(review, l, facts, changed)).collect(),
        tables: s.tables.iter().map(table).collect(),
    }
}

fn line(review: &Review, l: &ReviewLine, facts: &Facts, changed: &BTreeSet<String>) -> LineView {
    let figures = figures_of(review, l).into_iter().map(|f| FigureChoice {
        code: format!("{{{}}}", f.key),
        printed: f.printed.clone(),
        explained: f.explained.clone(),
    });
    let part = |p: &Piece| match p {
        Piece::Words(words) => words.clone(),
        Piece::Figure(f) => format!("{{{}}}", f.key),
    };
    LineView {
        key: l.key.clone(),
        runs: runs(&l.pieces, changed),
        template: l.pieces.iter().map(part).collect(),
        figures: figures.collect(),
        evidence: evidence(&l.evidence, facts),
        edited: review.edited.get(&l.key).map(stamp),
    }
}

/// The figures that the line had when it was compiled: one taken out may be put back.
fn figures_of<'a>(review: &'a Review, line: &'a ReviewLine) -> Vec<&'a Figure> {
    let compiled = review.before_edit.get(&line.key).unwrap_or(&line.pieces);
    compiled.iter().filter_map(Piece::figure).collect()
}

fn runs(pieces: &[Piece], changed: &BTreeSet<String>) -> Vec<RunView> {
    let run = |p: &Piece| RunView {
        text: p.text().to_owned(),
        figure: p.figure().map(|f| f.key.clone()),
        changed: p.figure().is_some_and(|f| changed.contains(&f.key)),
    };
    pieces.iter().map(run).collect()
}

/// The pieces of a line as typed, figures as keys in braces.
pub(crate) fn pieces_of(review: &Review, key: &str, template: &str) -> Result<Vec<Piece>, Error> {
    let unknown = || {
        let facts = [("line", key.to_owned())];
        Error::Refused(Problem::new("review.line-unknown", facts))
    };
    let line = review.line(key).ok_or_else(unknown)?;
    let figures = figures_of(review, line);
    let mut pieces = Vec::new();
    let mut rest = template.trim();
    while let Some((words, after)) = rest.split_once('{') {
        let (code, after) = after.split_once('}').unwrap_or((after, ""));
        let figure = figures.iter().find(|f| f.key == code.trim()).ok_or_else(|| {
            let facts = [("figure", code.to_owned())];
            Error::Refused(Problem::new("review.figure-unknown", facts))
        })?;
        pieces.push(Piece::Words(words.to_owned()));
        pieces.push(Piece::Figure((*figure).clone()));
        rest = after;
    }
    pieces.push(Piece::Words(rest.to_owned()));
    pieces.retain(|p| !p.text().is_empty());
    Ok(pieces)
}

/// A chart is drawn of at most this many rows of a table.
const CHARTS: usize = 3;

/// Charts of a table whose columns are years: one for each of its first rows with numbers in several of them. Of a row
/// with a figure held back there is none: a picture would show a gap that nobody reported.
pub(crate) fn table_charts(table: &ReviewTable) -> Vec<(String, Option<Drawing>)> {
    let years: Vec<(usize, &str)> = table
        .columns
        .iter()
        .skip(1)
        .enumerate()
        .filter_map(|(i, c)| Some((i, c.strip_prefix("Năm ")?)))
        .collect();
    let drawn = table.rows.iter().enumerate().filter_map(|(n, (name, pieces))| {
        let of_years = || years.iter().filter_map(|(i, year)| Some((*year, pieces.get(*i)?)));
        let held = of_years().filter(|(_, p)| p.text() == HELD).count();
        let cells: Vec<(&str, Cell)> = of_years().map(|(year, p)| (year, drawable(p))).collect();
        let numbers = cells.iter().filter(|(_, c)| matches!(c, Cell::Number(_))).count();
        let id = format!("{}-{n}", table.key);
        let drawing = (held == 0).then(|| draw(&id, name, &cells));
        (numbers + held > 1).then(|| (name.clone(), drawing))
    });
    drawn.take(CHARTS).collect()
}

/// Two decimals are enough for a picture.
const SCALE: u8 = 2;

fn drawable(piece: &Piece) -> Cell {
    let printed = piece.text().trim_end_matches('%').trim();
    match Amount::parse(printed, SCALE) {
        Ok(amount) if amount.units == 0 => Cell::Zero,
        Ok(amount) => Cell::Number(amount.units),
        Err(_) => match printed {
            "không phát sinh" => Cell::NoneOccurred,
            "không áp dụng" | "–" => Cell::NotApplicable,
            _ => Cell::NotReported,
        },
    }
}

fn draw(id: &str, name: &str, cells: &[(&str, Cell)]) -> Drawing {
    let (title, unit) = match name.rsplit_once(" (") {
        Some((title, unit)) => (title, unit.trim_end_matches(')')),
        None => (name, ""),
    };
    let category =
        |(year, _): &(&str, Cell)| Category { label: (*year).to_owned(), coverage: None };
    bars(&Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        description: format!("{title} theo năm"),
        unit: unit.to_owned(),
        scale: SCALE,
        categories: cells.iter().map(category).collect(),
        series: vec![Series { name: title.to_owned(), cells: cells.iter().map(|c| c.1).collect() }],
        note: String::new(),
    })
}
