//! Totals that say of how many they are the total, and who is missing.

use super::facts::Figures;
use super::percent::{Coverage, Percent};
use super::question::{Place, Question, Said, Silent, Slot};
use crate::act::ActKey;
use terms::{Aggregation, Amount, Cell, Named, Period, Ref, SubmissionState};

/// What one report gave to a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// The submission.
    pub submission: Ref,
    /// The unit with its name at the end of the period.
    pub unit: Named,
    /// The period.
    pub period: Period,
    /// Code of the indicator, or of a part of the ratio.
    pub indicator: String,
    /// What the cell says.
    pub cell: Cell,
    /// The act that said so.
    pub act: ActKey,
}

/// An honest total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// How it was aggregated.
    pub aggregation: Aggregation,
    /// Unit of measure.
    pub measure: String,
    /// The sum; `None` when nobody has said anything, and for a ratio.
    pub value: Option<Amount>,
    /// For a ratio: the two sums over those that said both; `None` when nobody has.
    pub parts: Option<(Amount, Amount)>,
    /// For a ratio: the percentage, unless the second sum is zero.
    pub ratio: Option<Percent>,
    /// How many said something (n), counting each unit in each period.
    pub reported: usize,
    /// How many were to say something (N): all but those to whom it does not apply.
    pub expected: usize,
    /// Who is silent, and why.
    pub missing: Vec<Silent>,
    /// To whom it does not apply.
    pub not_applicable: Vec<Silent>,
    /// How many said that nothing of the kind happened.
    pub none_occurred: usize,
    /// How many said zero.
    pub zeros: usize,
    /// Whose reports count though not approved.
    pub unapproved: Vec<Silent>,
    /// Whose figures were divided by signed shares.
    pub apportioned: Vec<Silent>,
    /// Whose figures lie only partly in what is asked; they are in no sum.
    pub not_divisible: Vec<Silent>,
    /// What was summed.
    pub contributing: Vec<Contribution>,
}

impl Total {
    /// The total as a cell: a sum that nobody gave is not reported, never zero. A ratio is no cell: see `parts`.
    pub fn cell(&self) -> Cell {
        let stated = self.none_occurred + self.zeros;
        match self.value {
            None if self.expected == 0 && !self.not_applicable.is_empty() => Cell::NotApplicable,
            None => Cell::NotReported,
            Some(_) if self.none_occurred == self.reported => Cell::NoneOccurred,
            Some(sum) if sum.units == 0 && stated == self.reported => Cell::Zero,
            Some(sum) => Cell::Number(sum.units),
        }
    }

    /// Whether everyone who was to say something did.
    pub fn coverage(&self) -> Coverage {
        match self.reported == self.expected && self.not_divisible.is_empty() {
            true => Coverage::Whole,
            false => Coverage::Partial,
        }
    }

    /// n/N as printed.
    pub fn n_of_n(&self) -> String {
        let group = |n: usize| terms::amount::group(n as u64);
        format!("{}/{}", group(self.reported), group(self.expected))
    }

    /// The total of some slots.
    pub(crate) fn of(slots: &[Slot<'_>]) -> Self {
        let asked = slots.last().map(|s| s.asked);
        let mut total = Self {
            aggregation: asked.map_or(Aggregation::Sum, |a| a.aggregation),
            measure: asked.map(|a| a.measure.clone()).unwrap_or_default(),
            value: None,
            parts: None,
            ratio: None,
            reported: 0,
            expected: 0,
            missing: Vec::new(),
            not_applicable: Vec::new(),
            none_occurred: 0,
            zeros: 0,
            unapproved: Vec::new(),
            apportioned: Vec::new(),
            not_divisible: Vec::new(),
            contributing: Vec::new(),
        };
        let (mut value, mut num, mut den) = (Sum::default(), Sum::default(), Sum::default());
        // Portions of one unit stand beside each other; it is counted once.
        let mut counted: Option<(&Ref, Period)> = None;
        for slot in slots {
            if let Place::Divided(why) = slot.place {
                total.not_divisible.push(slot.named(Some(why)));
                continue;
            }
            let own = (&slot.unit.at, slot.period);
            if counted != Some(own) {
                total.take(slot);
                counted = Some(own);
            }
            match &slot.said {
                Said::Value(cell, ..) => {
                    value.add(slot.portion.of(cell.value().unwrap_or(0)), slot.scales.0);
                }
                Said::Pair((n, _), (d, _), _) => {
                    num.add(slot.portion.of(*n), slot.scales.0);
                    den.add(slot.portion.of(*d), slot.scales.1);
                }
                Said::Silent(_) | Said::NotApplicable => {}
            }
        }
        total.value = value.amount();
        total.parts = num.amount().zip(den.amount());
        total.ratio = total.parts.and_then(|(n, d)| Percent::of(n, d));
        total
    }

    /// Counts one slot and names it where it belongs.
    fn take(&mut self, slot: &Slot<'_>) {
        let (cells, submission) = match &slot.said {
            Said::Silent(why) => {
                self.expected += 1;
                return self.missing.push(slot.named(Some(*why)));
            }
            Said::NotApplicable => return self.not_applicable.push(slot.named(None)),
            Said::Value(cell, submission, now) => {
                self.none_occurred += usize::from(*cell == Cell::NoneOccurred);
                self.zeros += usize::from(*cell == Cell::Zero);
                (vec![(&slot.asked.code, *now)], *submission)
            }
            Said::Pair((_, num), (_, den), submission) => {
                let parts = slot.asked.parts.as_ref();
                let (n, d) = parts.map_or((&slot.asked.code, &slot.asked.code), |(n, d)| (n, d));
                (vec![(n, *num), (d, *den)], *submission)
            }
        };
        self.expected += 1;
        self.reported += 1;
        if !slot.portion.is_whole() {
            self.apportioned.push(slot.named(None));
        }
        if submission.state != SubmissionState::Approved {
            self.unapproved.push(slot.named(None));
        }
        self.contributing.extend(cells.into_iter().map(|(code, now)| Contribution {
            submission: submission.at.clone(),
            unit: slot.unit.named_on(slot.period.to()),
            period: slot.period,
            indicator: code.clone(),
            cell: now.cell,
            act: now.by.act.clone(),
        }));
    }
}

/// A sum of integers that may come at different scales; nothing summed is no sum.
#[derive(Debug, Default)]
struct Sum {
    units: Option<i128>,
    scale: u8,
}

impl Sum {
    fn add(&mut self, n: i64, scale: u8) {
        let common = self.scale.max(scale);
        let up = |n: i128, from: u8| n * 10i128.pow((common - from).into());
        let sum = up(self.units.unwrap_or(0), self.scale) + up(n.into(), scale);
        (self.units, self.scale) = (Some(sum), common);
    }

    /// Cells are bounded when they are entered; what a foreign chain brings beyond 64 bits stops at the bound.
    fn amount(&self) -> Option<Amount> {
        let within = |n: i128| n.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        self.units.map(|n| Amount::new(within(n), self.scale))
    }
}

impl Figures<'_> {
    /// The total that answers a question.
    pub fn total(&self, question: &Question) -> Total {
        Total::of(&self.slots(question))
    }
}
