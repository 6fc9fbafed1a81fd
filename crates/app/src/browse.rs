//! Looking around: what came in, and objects that have no page of their own. Writes nothing.

use crate::error::Error;
use crate::intake::propose::propose;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::reading::Closed;
use crate::view::{ActView, EvidenceView, PER_PAGE, Paged, evidence};
use record::figures::Facts;
use record::object::{Activity, Finding, Intake};
use record::{Evidence, Object};
use terms::{ActivityKind, Day, Field, FindingKind, Instant, Kind, Named, Ref, Role};

/// One file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRow {
    /// The intake.
    pub at: Ref,
    /// Name of the file.
    pub file_name: String,
    /// Title found in the text.
    pub title: String,
    /// Format: `text`, `html` or `docx`.
    pub format: String,
    /// Size in bytes.
    pub bytes: u64,
    /// When it came in.
    pub received_at: Instant,
    /// Who brought it.
    pub by: String,
    /// Proposals that nobody has decided.
    pub open: usize,
    /// Proposals in all.
    pub proposals: usize,
    /// Open proposals with a doubt.
    pub doubtful: usize,
}

/// What an activity or a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// An activity.
    Activity {
        /// Kind.
        kind: ActivityKind,
        /// When, in words; empty when not known.
        held_on: String,
        /// Where; empty when not known.
        place: String,
        /// Bodies that held it.
        hosts: Vec<Named>,
        /// People who chaired it.
        chairs: Vec<Named>,
        /// Documents under review.
        reviews: Vec<Named>,
        /// Attendance in words.
        attendance: Vec<String>,
    },
    /// A finding.
    Finding {
        /// Kind.
        kind: FindingKind,
        /// The body it is about.
        body: Option<Named>,
        /// The finding whose cause it is.
        cause_of: Option<Named>,
        /// The activity or document it was found in.
        found_in: Option<Named>,
        /// The day it was found.
        found_on: Day,
    },
}

impl Says {
    /// Leaves out what may not be read.
    fn leave_out(&mut self, closed: &Closed) {
        match self {
            Self::Activity { reviews, .. } => closed.leave_out(reviews),
            Self::Finding { cause_of, found_in, .. } => {
                for named in [cause_of, found_in] {
                    *named = named.take().filter(|n| !closed.has(&n.at));
                }
            }
        }
    }
}

/// An activity or a finding with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The object with its title or wording.
    pub named: Named,
    /// Line of work.
    pub field: Field,
    /// What is on record of it.
    pub says: Says,
    /// What it rests on.
    pub evidence: Vec<EvidenceView>,
    /// What follows from it.
    pub follows: Vec<Named>,
    /// What was done with it.
    pub history: Vec<ActView>,
}

impl Office {
    /// Files that came in, the latest first.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn intakes(&self, viewer: &Viewer, page: usize) -> Result<Paged<IntakeRow>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let mut all = Vec::new();
        for intake in self.all::<Intake>(Kind::Intake).await? {
            if self.must_read(viewer, &intake.at).await.is_ok() {
                all.push(intake);
            }
        }
        all.sort_by_key(|i| std::cmp::Reverse((i.created.recorded_at, i.at.clone())));
        let part = Paged::of(all, page, PER_PAGE);
        let mut rows = Vec::with_capacity(part.rows.len());
        for intake in &part.rows {
            rows.push(self.intake_row(intake).await?);
        }
        Ok(Paged { rows, page: part.page, per_page: part.per_page, total: part.total })
    }

    async fn intake_row(&self, i: &Intake) -> Result<IntakeRow, Error> {
        let open: Vec<&str> = i.undecided().collect();
        let doubtful = if open.is_empty() { 0 } else { self.doubtful(i, &open).await? };
        Ok(IntakeRow {
            at: i.at.clone(),
            file_name: i.file_name.clone(),
            title: i.title.clone(),
            format: i.format.clone(),
            bytes: i.bytes,
            received_at: i.created.recorded_at,
            by: i.created.actor.name.clone(),
            open: open.len(),
            proposals: i.proposals.len(),
            doubtful,
        })
    }

    async fn doubtful(&self, intake: &Intake, open: &[&str]) -> Result<usize, Error> {
        let (_, reading) = self.reading(intake).await?;
        let proposals = propose(&reading, &intake.title);
        let doubted = |key: &str| !key.is_empty() && open.contains(&key);
        Ok(proposals.iter().filter(|p| doubted(&p.key) && !p.doubts.is_empty()).count())
    }

    /// An activity or a finding.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn thing(&self, viewer: &Viewer, at: &Ref) -> Result<Thing, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let history = self.history(viewer, at).await?;
        let (facts, closed) = (self.facts_for(viewer).await?, self.closed_to(viewer).await?);
        let object = self.store.load(at).await?.ok_or_else(|| not_found(at))?;
        let (name, field, mut says, rests_on) = match object {
            Object::Activity(a) => activity(a),
            Object::Finding(f) => finding(f),
            _ => return Err(not_found(at)),
        };
        let named = Named { at: at.clone(), name };
        let follows = follows(&facts, at);
        says.leave_out(&closed);
        let mut evidence = evidence(&rests_on, &*self.facts().await?);
        closed.leave_out_evidence(&mut evidence);
        Ok(Thing { named, field, says, evidence, follows, history })
    }
}

type Parts = (String, Field, Says, Vec<Evidence>);

fn activity(a: Activity) -> Parts {
    let f = a.facts;
    let attended = f.attendance.iter().map(|n| {
        let size = match n.qualifier.as_str() {
            "over" => "hơn ",
            "under" => "dưới ",
            "about" => "khoảng ",
            _ => "",
        };
        format!("{size}{} {}", n.value, n.unit)
    });
    let says = Says::Activity {
        kind: f.kind,
        held_on: f.held_on.map(|e| e.vn()).unwrap_or_default(),
        place: f.place.unwrap_or_default(),
        attendance: attended.collect(),
        hosts: f.hosts,
        chairs: f.chairs,
        reviews: f.reviews,
    };
    (f.title, f.field, says, a.evidence)
}

fn finding(found: Finding) -> Parts {
    let found_on = found.found_on();
    let f = found.facts;
    let says = Says::Finding {
        kind: f.kind,
        body: f.body,
        cause_of: f.cause_of,
        found_in: f.found_in,
        found_on,
    };
    (f.text, f.field, says, found.evidence)
}

/// Findings made in an activity, and causes of a finding.
fn follows(facts: &Facts, at: &Ref) -> Vec<Named> {
    let is = |named: &Option<Named>| named.as_ref().is_some_and(|n| n.at == *at);
    let there = facts.findings.iter().filter(|f| f.withdrawn.is_none());
    let of = there.filter(|f| is(&f.facts.found_in) || is(&f.facts.cause_of));
    of.map(|f| Named { at: f.at.clone(), name: f.facts.text.clone() }).collect()
}

/// A kind of body in words; a kind of nobody's list as it is written.
pub fn body_kind(code: &str) -> &str {
    record::offices::kinds::of(code).map_or(code, |k| k.label)
}

/// The kinds of body that can be chosen: code and words.
pub fn body_kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    let chosen = record::offices::kinds::all().iter().filter(|k| k.chosen);
    chosen.map(|k| (k.code, k.label))
}
