//! A body with its names and superiors through time.

use super::{Dated, Fold, History, Log, Misfit, Stamp};
use crate::act::Act;
use crate::payload::BodyAct;
use std::collections::BTreeMap;
use terms::{Chain, Charge, Day, Field, Named, Period, Ref};

/// Cơ quan, tổ chức: a body through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// What it is called.
    pub at: Ref,
    /// Kind of body, such as `people_committee`.
    pub kind: String,
    /// The unit whose body it is.
    pub unit: Option<Named>,
    /// The body whose standing agency it is, through time.
    pub standing: History<Option<Named>>,
    /// Names through time.
    pub names: History<BodyName>,
    /// The body above it through time.
    pub parents: History<Option<Named>>,
    /// The body above it in each chain where one was stated, through time.
    pub chains: BTreeMap<Chain, History<Option<Named>>>,
    /// The units it covers through time, where they were stated.
    pub area: History<Vec<Named>>,
    /// How it was set up and reorganised, in the order of days.
    pub constitutions: Vec<Constitution>,
    /// Its posts.
    pub posts: Vec<PostLaid>,
    /// Its parts in lines of work.
    pub charges: Vec<ChargeHeld>,
    /// Since when it is known.
    pub established_on: Day,
    /// The first day on which it was no more.
    pub dissolved_on: Option<Day>,
    /// The bodies that took over.
    pub successors: Vec<Named>,
    /// The document by which it ceased, as written.
    pub dissolved_by: Option<String>,
    /// Why its founding was taken back, and by whom: it never was.
    pub unmade: Option<(String, Stamp)>,
    /// The founding act.
    pub created: Stamp,
    /// The acts that made it.
    pub log: Log,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// What a body was called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyName {
    /// Full name.
    pub name: String,
    /// Short name in use.
    pub short_name: Option<String>,
}

/// How a body was set up or reorganised (thành lập, kiện toàn).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constitution {
    /// The day.
    pub on: Day,
    /// The document on the register.
    pub document: Option<Named>,
    /// How many members it has.
    pub seats: Option<u64>,
    /// Its term.
    pub term: Option<Period>,
    /// The document that says so, as written.
    pub basis: Option<String>,
    /// The act.
    pub by: Stamp,
}

/// A post of a body, held or vacant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLaid {
    /// The post without the body: `Chủ tịch`.
    pub post: String,
    /// How many people hold it at once.
    pub seats: u64,
    /// The first day.
    pub from: Day,
    /// The last day, when it has ended.
    pub to: Option<Day>,
    /// The document that says so, as written.
    pub basis: Option<String>,
    /// The act.
    pub by: Stamp,
}

/// A part of a body in a line of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeHeld {
    /// Which part.
    pub part: Charge,
    /// The line of work.
    pub field: Field,
    /// The matter within it; `None` for the whole line of work.
    pub matter: Option<String>,
    /// The post that answers for it.
    pub post: Option<String>,
    /// The first day.
    pub from: Day,
    /// The last day, when it has ended.
    pub to: Option<Day>,
    /// The document that says so, as written.
    pub basis: Option<String>,
    /// The act.
    pub by: Stamp,
}

fn spans(from: Day, to: Option<Day>, day: Day) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

impl Body {
    /// Its name on a day; `None` before it is known. After its end it is called what it was called last.
    pub fn name_on(&self, day: Day) -> Option<&BodyName> {
        self.names.on(day)
    }

    /// Its last name.
    pub fn last_name(&self) -> &str {
        self.names.last().map_or("", |n| n.name.as_str())
    }

    /// The body above it on a day.
    pub fn parent_on(&self, day: Day) -> Option<&Named> {
        self.parents.on(day).and_then(Option::as_ref)
    }

    /// Whether it existed on a day, as far as known. What was entered by mistake exists on no day.
    pub fn exists_on(&self, day: Day) -> bool {
        self.unmade.is_none()
            && self.established_on <= day
            && self.dissolved_on.is_none_or(|end| day < end)
    }

    /// The body whose standing agency it is on a day.
    pub fn standing_for_on(&self, day: Day) -> Option<&Named> {
        self.standing.on(day).and_then(Option::as_ref)
    }

    /// The body above it on a day in a chain, where one was stated for that chain.
    pub fn above_in(&self, chain: Chain, day: Day) -> Option<&Named> {
        self.chains.get(&chain).and_then(|h| h.on(day)).and_then(Option::as_ref)
    }

    /// The units it covers on a day, as stated; else the unit whose body it is.
    pub fn area_on(&self, day: Day) -> &[Named] {
        self.area.on(day).map_or_else(|| self.unit.as_slice(), Vec::as_slice)
    }

    /// How it stands constituted on a day.
    pub fn constitution_on(&self, day: Day) -> Option<&Constitution> {
        self.constitutions.iter().rev().find(|c| c.on <= day)
    }

    /// Its posts on a day.
    pub fn posts_on(&self, day: Day) -> impl Iterator<Item = &PostLaid> {
        self.posts.iter().filter(move |p| spans(p.from, p.to, day))
    }

    /// Its parts in lines of work on a day.
    pub fn charges_on(&self, day: Day) -> impl Iterator<Item = &ChargeHeld> {
        self.charges.iter().filter(move |c| spans(c.from, c.to, day))
    }

    /// It with the name of a day (its last name when it had none then).
    pub fn named_on(&self, day: Day) -> Named {
        let name = self.name_on(day).map_or(self.last_name(), |n| n.name.as_str());
        Named { at: self.at.clone(), name: name.to_owned() }
    }
}

impl Fold for Body {
    type Says = BodyAct;
    super::alike!(Body, taken back by BodyAct);

    fn begin(act: &Act, says: &BodyAct) -> Option<Self> {
        let BodyAct::Established { name, short_name, kind, parent, unit, standing_for, basis } =
            says.clone()
        else {
            return None;
        };
        let from = act.effective_on;
        let (mut names, mut parents) = (History::default(), History::default());
        let mut standing = History::default();
        let (value, stated) = (standing_for, basis.clone());
        standing.set(Dated { from, value, basis: stated, act: act.key() });
        let value = BodyName { name, short_name };
        names.set(Dated { from, value, basis: basis.clone(), act: act.key() });
        parents.set(Dated { from, value: parent, basis, act: act.key() });
        Some(Self {
            at: act.subject.clone(),
            kind,
            unit,
            standing,
            names,
            parents,
            chains: BTreeMap::new(),
            area: History::default(),
            constitutions: Vec::new(),
            posts: Vec::new(),
            charges: Vec::new(),
            established_on: from,
            dissolved_on: None,
            successors: Vec::new(),
            dissolved_by: None,
            unmade: None,
            created: Stamp::of(act),
            log: Log::of(act),
            misfits: Vec::new(),
        })
    }

    fn unmake(&mut self, why: (String, Stamp)) -> Result<(), &'static str> {
        self.unmade = Some(why);
        Ok(())
    }

    fn step(&mut self, act: &Act, says: &BodyAct) -> Result<(), &'static str> {
        let from = act.effective_on;
        if from < self.established_on {
            return Err("body.before-established");
        }
        if self.unmade.is_some() {
            return Err("body.unmade");
        }
        match says.clone() {
            BodyAct::Established { .. } => return Err("body.already-established"),
            BodyAct::Corrected { name, short_name, .. } => {
                self.names.correct(from, BodyName { name, short_name });
            }
            _ if self.dissolved_on.is_some_and(|end| from >= end) => return Err("body.dissolved"),
            BodyAct::Renamed { name, short_name, basis } => {
                let value = BodyName { name, short_name };
                self.names.set(Dated { from, value, basis, act: act.key() });
            }
            BodyAct::Moved { parent, basis } => {
                self.not_itself(parent.as_ref())?;
                self.parents.set(Dated { from, value: parent, basis, act: act.key() });
            }
            BodyAct::Dissolved { successors, basis } => self.end(from, successors, basis)?,
            BodyAct::Placed { chain, parent, basis } => {
                self.not_itself(parent.as_ref())?;
                let entry = Dated { from, value: parent, basis, act: act.key() };
                self.chains.entry(chain).or_default().set(entry);
            }
            BodyAct::StandingSet { standing_for, basis } => {
                self.not_itself(standing_for.as_ref())?;
                self.standing.set(Dated { from, value: standing_for, basis, act: act.key() });
            }
            BodyAct::AreaSet { units, basis } => {
                self.area.set(Dated { from, value: units, basis, act: act.key() });
            }
            BodyAct::Constituted { document, seats, term, basis } => {
                let by = Stamp::of(act);
                let new = Constitution { on: from, document, seats, term, basis, by };
                let at = self.constitutions.partition_point(|c| c.on <= from);
                self.constitutions.insert(at, new);
            }
            BodyAct::PostLaidDown { post, seats, basis } => {
                let by = Stamp::of(act);
                self.lay_down(PostLaid { post, seats, from, to: None, basis, by })?;
            }
            BodyAct::PostEnded { post, .. } => self.end_post(&post, from)?,
            BodyAct::Charged { part, field, matter, post, basis } => {
                let by = Stamp::of(act);
                let to = None;
                self.charge(ChargeHeld { part, field, matter, post, from, to, basis, by })?;
            }
            BodyAct::Discharged { part, field, matter, .. } => {
                self.discharge(part, field, matter.as_ref(), from)?;
            }
            BodyAct::Undone { .. } => {}
        }
        Ok(())
    }
}

impl Body {
    fn end(
        &mut self,
        on: Day,
        successors: Vec<Named>,
        basis: Option<String>,
    ) -> Result<(), &'static str> {
        if self.dissolved_on.is_some() {
            return Err("body.dissolved");
        }
        self.dissolved_on = Some(on);
        (self.successors, self.dissolved_by) = (successors, basis);
        Ok(())
    }

    fn not_itself(&self, other: Option<&Named>) -> Result<(), &'static str> {
        if other.is_some_and(|o| o.at == self.at) { Err("body.under-itself") } else { Ok(()) }
    }

    fn lay_down(&mut self, new: PostLaid) -> Result<(), &'static str> {
        let alike = |p: &PostLaid| p.post == new.post && p.to.is_none_or(|to| new.from <= to);
        if new.seats == 0 || self.posts.iter().any(alike) {
            return Err("body.post-laid-down");
        }
        self.posts.push(new);
        Ok(())
    }

    fn end_post(&mut self, post: &str, on: Day) -> Result<(), &'static str> {
        let open = self.posts.iter_mut().find(|p| p.post == post && p.to.is_none());
        let open = open.filter(|p| p.from < on).ok_or("body.post-not-laid-down")?;
        open.to = Some(on.plus_days(-1));
        Ok(())
    }

    fn charge(&mut self, new: ChargeHeld) -> Result<(), &'static str> {
        let alike = |c: &ChargeHeld| {
            (c.part, c.field, &c.matter) == (new.part, new.field, &new.matter)
                && c.to.is_none_or(|to| new.from <= to)
        };
        if self.charges.iter().any(alike) {
            return Err("body.already-charged");
        }
        self.charges.push(new);
        Ok(())
    }

    fn discharge(
        &mut self,
        part: Charge,
        field: Field,
        matter: Option<&String>,
        on: Day,
    ) -> Result<(), &'static str> {
        let open = self.charges.iter_mut().find(|c| {
            (c.part, c.field, c.matter.as_ref()) == (part, field, matter) && c.to.is_none()
        });
        let open = open.filter(|c| c.from < on).ok_or("body.not-charged")?;
        open.to = Some(on.plus_days(-1));
        Ok(())
    }
}
