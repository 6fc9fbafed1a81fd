//! The trace of a figure: how it is computed, every cell behind it with who entered and approved it, and what was
//! corrected since.

use super::differences::{sentence, signed};
use super::formula::{objects, questions, words};
use crate::error::Error;
use crate::facts::Find;
use crate::office::Office;
use crate::permit::Viewer;
use crate::totals::Absent;
use crate::view::{EvidenceView, Shown, SpanView, evidence};
use record::figures::{Change, Contribution, Facts, Figures, Formula, Outcome, Silent};
use record::object::{Form, Review, Stamp};
use record::payload::Figure;
use terms::{Instant, Named, Ref, Role, Site};

/// One cell that a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceCell {
    /// The unit.
    pub unit: Named,
    /// The submission.
    pub submission: Ref,
    /// Code and name of the indicator.
    pub indicator: String,
    /// The period in words.
    pub period: String,
    /// What the unit said.
    pub shown: Shown,
    /// Who entered it, and when.
    pub entered: String,
    /// Who approved it, and when; `None` while nobody has.
    pub approved: Option<String>,
    /// The spreadsheet it came from: name and hash.
    pub file: Option<(String, String)>,
    /// The act that said so.
    pub act: (Site, u64),
}

/// A change of something that a figure rests on, since the review was compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionRow {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// Of what.
    pub what: String,
    /// As it was; empty where no cell was corrected.
    pub before: String,
    /// As it is.
    pub after: String,
    /// What it adds to a sum: `+9`.
    pub effect: Option<String>,
    /// What the act says.
    pub sentence: String,
    /// Why.
    pub reason: String,
    /// The act.
    pub act: (Site, u64),
}

/// Everything behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceView {
    /// The review and its title.
    pub review: Named,
    /// Key of the figure.
    pub key: String,
    /// As printed in the review.
    pub printed: String,
    /// What it says in words.
    pub explained: String,
    /// How it is computed, in words.
    pub formula: String,
    /// The formula itself.
    pub formula_text: String,
    /// Its two numbers, when it is a percentage.
    pub two_numbers: Option<String>,
    /// The sentence it stands in, or the title of the table.
    pub sentence: String,
    /// When it was frozen; `None` while the review is not approved.
    pub frozen_at: Option<String>,
    /// What the record gives when the formula is computed again as of the compilation.
    pub recomputed: String,
    /// What the record gives now.
    pub now: String,
    /// How many said something; 0 of 0 when it is no total over units.
    pub n: usize,
    /// How many were to say something.
    pub of: usize,
    /// The cells it rests on.
    pub cells: Vec<TraceCell>,
    /// Things counted or quoted that are no cells.
    pub counted: Vec<Named>,
    /// Units that are silent.
    pub silent: Vec<Absent>,
    /// Units to whom it does not apply.
    pub not_applicable: Vec<Absent>,
    /// Units whose figures nobody has divided.
    pub not_divisible: Vec<Absent>,
    /// Changes since.
    pub corrections: Vec<CorrectionRow>,
    /// Places in texts that it rests on.
    pub spans: Vec<SpanView>,
    /// Everything else it rests on.
    pub evidence: Vec<EvidenceView>,
}

impl Office {
    /// The trace of a figure of a review.
    ///
    /// # Errors
    /// `permit.missing`, not found for an unknown review or figure.
    pub async fn trace(&self, viewer: &Viewer, at: &Ref, key: &str) -> Result<TraceView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let review: Review = self.get(at).await?;
        let unknown = || Error::NotFound { what: format!("số liệu {key}") };
        let (line, figure) = review.figures().find(|(_, f)| f.key == key).ok_or_else(unknown)?;
        let since = review.compiled.as_ref().map_or(&review.created, |(_, by)| by);
        let then = self.facts_before(Instant(since.recorded_at.0.saturating_add(1))).await?;
        let now = self.facts().await?;
        let mut view = traced(&review, line, figure, &then, &now);
        view.spans = self.spans(&figure.evidence, &now).await?;
        let closed = self.closed_to(viewer).await?;
        view.spans.retain(|s| !closed.has(&s.intake));
        closed.leave_out(&mut view.counted);
        closed.leave_out_evidence(&mut view.evidence);
        let Ok(formula) = figure.formula.parse::<Formula>() else { return Ok(view) };
        let changes = Figures::of(&now).changes_since(&formula, since);
        for change in changes {
            view.corrections.extend(self.correction(&change, &formula, &now).await?);
        }
        Ok(view)
    }

    async fn correction(
        &self,
        change: &Change,
        formula: &Formula,
        facts: &Facts,
    ) -> Result<Option<CorrectionRow>, Error> {
        let found = self.acts_in_words(std::slice::from_ref(&change.act), facts).await?;
        let Some(act) = found.into_iter().next() else { return Ok(None) };
        let scale = scale_of(formula, facts);
        let shown = |cell| Shown::of(cell, scale).printed;
        Ok(Some(CorrectionRow {
            when: act.recorded_at,
            who: act.who,
            what: change.of.name.clone(),
            before: change.cell.map(|(before, _)| shown(before)).unwrap_or_default(),
            after: change.cell.map(|(_, after)| shown(after)).unwrap_or_default(),
            effect: change.effect(scale).map(signed),
            sentence: act.sentence,
            reason: change.reason.clone().unwrap_or_default(),
            act: (change.act.site.clone(), change.act.seq),
        }))
    }
}

/// The scale of the cells behind a formula.
fn scale_of(formula: &Formula, facts: &Facts) -> u8 {
    let first = questions(formula).into_iter().next();
    let asked = first.and_then(|q| {
        let form = Find::form(facts, &q.form)?;
        let found = form.facts.indicators.iter().find(|i| i.code == q.indicator)?;
        match &found.parts {
            Some((num, _)) => form.facts.indicators.iter().find(|i| i.code == *num),
            None => Some(found),
        }
    });
    asked.map_or(0, |i| i.scale)
}

/// What can be said without the store: the formula evaluated then and now.
fn traced(review: &Review, at: &str, figure: &Figure, then: &Facts, now: &Facts) -> TraceView {
    let mut view = TraceView {
        review: Named { at: review.at.clone(), name: review.title.clone() },
        key: figure.key.clone(),
        printed: figure.printed.clone(),
        explained: figure.explained.clone(),
        formula: "Không rõ cách tính".to_owned(),
        formula_text: figure.formula.clone(),
        two_numbers: None,
        sentence: sentence(review, at),
        frozen_at: review.approved.as_ref().map(|a| a.by.recorded_at.vn()),
        recomputed: String::new(),
        now: String::new(),
        n: 0,
        of: 0,
        cells: Vec::new(),
        counted: Vec::new(),
        silent: Vec::new(),
        not_applicable: Vec::new(),
        not_divisible: Vec::new(),
        corrections: Vec::new(),
        spans: Vec::new(),
        evidence: evidence(&figure.evidence, now),
    };
    if let Ok(formula) = figure.formula.parse::<Formula>() {
        compute(&mut view, &formula, then, now);
    }
    view
}

fn compute(view: &mut TraceView, formula: &Formula, then: &Facts, now: &Facts) {
    let figures = Figures::of(then);
    let computed = figures.evaluate(formula);
    if let Outcome::Percent(p, _) = computed.outcome {
        view.two_numbers = Some(format!("{}/{}", p.num, p.den));
    }
    view.formula = words(formula, then);
    view.recomputed = computed.printed();
    view.now = Figures::of(now).evaluate(formula).printed();
    view.counted = objects(formula, &figures);
    for question in questions(formula) {
        let total = figures.total(question);
        (view.n, view.of) = (view.n + total.reported, view.of + total.expected);
        let form = Find::form(then, &question.form);
        view.cells.extend(total.contributing.iter().filter_map(|c| cell(c, form, then)));
        view.silent.extend(total.missing.iter().map(absent));
        view.not_applicable.extend(total.not_applicable.iter().map(absent));
        view.not_divisible.extend(total.not_divisible.iter().map(absent));
    }
}

fn absent(s: &Silent) -> Absent {
    Absent {
        unit: s.unit.clone(),
        period: s.period.label(),
        why: s.why.map(|w| w.label().to_owned()).unwrap_or_default(),
    }
}

fn cell(c: &Contribution, form: Option<&Form>, facts: &Facts) -> Option<TraceCell> {
    let s = facts.submission(&c.submission)?;
    let now = s.cells.get(&c.indicator)?;
    let asked = form.and_then(|f| f.indicator(c.period, &c.indicator));
    let stamp = |by: &Stamp| format!("{}, {}", by.actor.name, by.recorded_at.vn());
    let name = asked.map_or("", |i| i.name.as_str());
    Some(TraceCell {
        unit: c.unit.clone(),
        submission: c.submission.clone(),
        indicator: format!("{} {name}", c.indicator),
        period: c.period.label(),
        shown: Shown::of(c.cell, asked.map_or(0, |i| i.scale)),
        entered: stamp(&now.by),
        approved: s.approved.as_ref().map(stamp),
        file: now.file.as_ref().map(|(sha256, name)| (name.clone(), sha256.clone())),
        act: (c.act.site.clone(), c.act.seq),
    })
}
