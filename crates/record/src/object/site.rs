//! A site as the site that admitted it knows it: its keys through time, the bodies it may speak for.

use super::{Classed, Fold, Misfit, Stamp};
use crate::act::{Act, ActKey};
use crate::payload::{ForkChoice, SiteAct};
use terms::{AccessClass, Day, Named, Ref, Site};

/// Nơi cài đặt: another site, admitted by the site of its reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSite {
    /// What the admission is called; its site is the one that admitted.
    pub at: Ref,
    /// The site.
    pub site: Site,
    /// What it is called.
    pub name: String,
    /// Its keys, in the order of the days from which they hold.
    pub keys: Vec<SiteKeys>,
    /// The bodies that it may speak for, each with all bodies below it.
    pub bodies: Vec<Named>,
    /// The site above it.
    pub superior: Option<Site>,
    /// From which day it is admitted.
    pub from: Day,
    /// Up to which class it was cleared, each time that was stated.
    pub cleared: Vec<Classed>,
    /// The first day on which it is no longer trusted, why and by whom.
    pub withdrawn: Option<(String, Stamp)>,
    /// Whether its admission was asked for and waits for a second person; until then it is not trusted.
    pub waits: bool,
    /// Who confirmed an admission that was asked for.
    pub confirmed: Option<Stamp>,
    /// What was asked for and answered since, in the order in which it was asked for.
    pub asked: Vec<Asked>,
    /// Decisions between two accounts of a chain; on the deciding site's own entry alone. The last one on a chain counts.
    pub settled: Vec<Settled>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// Something that a second person has to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub what: Ask,
    /// The act that asked.
    pub by: Stamp,
    /// The answer.
    pub answer: Option<Answer>,
}

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The end of trust.
    Withdrawal {
        /// Why.
        reason: String,
    },
    /// New keys.
    NewKeys {
        /// Ed25519.
        key: String,
        /// age recipient.
        recipient: String,
        /// Why.
        reason: String,
    },
    /// A decision between two accounts of a chain.
    Fork(ForkChoice),
}

/// What a second person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// Why it was declined.
    pub reason: String,
    /// The act.
    pub by: Stamp,
}

/// A decision between two accounts of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What was decided.
    pub choice: ForkChoice,
    /// The act that decided, or asked for the decision.
    pub by: Stamp,
    /// The act that confirmed it, when a second person had to.
    pub confirmed: Option<Stamp>,
}

/// The public keys of a site from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteKeys {
    /// From which day they hold.
    pub from: Day,
    /// Ed25519, 64 hexadecimal digits.
    pub key: String,
    /// age recipient.
    pub recipient: String,
}

impl KnownSite {
    /// Whether it is trusted on a day.
    pub fn trusted_on(&self, day: Day) -> bool {
        !self.waits
            && self.from <= day
            && self.withdrawn.as_ref().is_none_or(|(_, by)| day < by.effective_on)
    }

    /// Up to which class it may hold what the admitting site knows: as stated last, else internal, for it serves bodies of the
    /// system.
    pub fn class(&self) -> AccessClass {
        self.cleared.last().map_or(AccessClass::Internal, |c| c.class)
    }

    /// What waits for a second person.
    pub fn open_asks(&self) -> impl Iterator<Item = &Asked> {
        let open = self.withdrawn.is_none();
        self.asked.iter().filter(move |a| open && a.answer.is_none())
    }

    /// The decision on a chain that counts: the last.
    pub fn settlement(&self, chain: &Site) -> Option<&Settled> {
        self.settled.iter().rev().find(|s| s.choice.chain == *chain)
    }

    fn ask(&mut self, act: &Act, what: Ask) {
        self.asked.push(Asked { what, by: Stamp::of(act), answer: None });
    }

    /// Answers what an act asked for; gives back what, and the act.
    fn answer(&mut self, asked: &ActKey, answer: Answer) -> Result<(Ask, Stamp), &'static str> {
        let open = self.asked.iter_mut().find(|a| a.by.act == *asked && a.answer.is_none());
        let open = open.ok_or("site.not-asked")?;
        if answer.confirmed && answer.by.actor.login == open.by.actor.login {
            return Err("site.same-person");
        }
        open.answer = Some(answer);
        Ok((open.what.clone(), open.by.clone()))
    }

    fn confirmed(&mut self, what: Ask, by: Stamp, second: Stamp) {
        match what {
            Ask::Withdrawal { reason } => self.withdrawn = Some((reason, by)),
            Ask::NewKeys { key, recipient, .. } => self.rekey(by.effective_on, key, recipient),
            Ask::Fork(choice) => {
                self.settled.push(Settled { choice, by, confirmed: Some(second) });
            }
        }
    }

    fn rekey(&mut self, from: Day, key: String, recipient: String) {
        self.keys.push(SiteKeys { from, key, recipient });
        self.keys.sort_by_key(|k| k.from);
    }

    /// Decisions on chains stand on the entry of the site that decides, and are on others' chains.
    fn may_settle(&self, choice: &ForkChoice) -> Result<(), &'static str> {
        if self.site != self.at.site {
            return Err("site.foreign");
        }
        if choice.chain == self.site { Err("site.own-chain") } else { Ok(()) }
    }

    /// Its keys on a day; `None` before it was admitted and after it was withdrawn.
    pub fn keys_on(&self, day: Day) -> Option<&SiteKeys> {
        self.trusted_on(day).then(|| self.keys.iter().rev().find(|k| k.from <= day)).flatten()
    }
}

impl Fold for KnownSite {
    type Says = SiteAct;
    super::alike!(Site);

    fn begin(act: &Act, says: &SiteAct) -> Option<Self> {
        let (SiteAct::Admitted { site, name, key, recipient, bodies, superior }
        | SiteAct::AdmissionAsked { site, name, key, recipient, bodies, superior }) = says.clone()
        else {
            return None;
        };
        let waits = matches!(says, SiteAct::AdmissionAsked { .. });
        (act.site == act.subject.site).then(|| Self {
            at: act.subject.clone(),
            site,
            name,
            keys: vec![SiteKeys { from: act.effective_on, key, recipient }],
            bodies,
            superior,
            from: act.effective_on,
            cleared: Vec::new(),
            withdrawn: None,
            waits,
            confirmed: None,
            asked: Vec::new(),
            settled: Vec::new(),
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &SiteAct) -> Result<(), &'static str> {
        if act.site != self.at.site {
            return Err("site.foreign");
        }
        if self.withdrawn.is_some() {
            return Err("site.withdrawn");
        }
        match says.clone() {
            SiteAct::Admitted { .. } | SiteAct::AdmissionAsked { .. } => {
                return Err("site.already-admitted");
            }
            SiteAct::AdmissionConfirmed if !self.waits => return Err("site.already-admitted"),
            SiteAct::AdmissionConfirmed if act.actor.login == self.created.actor.login => {
                return Err("site.same-person");
            }
            SiteAct::AdmissionConfirmed => {
                self.waits = false;
                self.confirmed = Some(Stamp::of(act));
            }
            SiteAct::KeyChanged { key, recipient, .. } => {
                self.rekey(act.effective_on, key, recipient);
            }
            SiteAct::Cleared { class, reason } => {
                let by = Stamp::of(act);
                self.cleared.push(Classed { class, basis: None, reason, by });
            }
            SiteAct::Withdrawn { reason } => self.withdrawn = Some((reason, Stamp::of(act))),
            SiteAct::WithdrawalAsked { reason } => self.ask(act, Ask::Withdrawal { reason }),
            SiteAct::KeyChangeAsked { key, recipient, reason } => {
                self.ask(act, Ask::NewKeys { key, recipient, reason });
            }
            SiteAct::ForkSettled(choice) => {
                self.may_settle(&choice)?;
                self.settled.push(Settled { choice, by: Stamp::of(act), confirmed: None });
            }
            SiteAct::ForkAsked(choice) => {
                self.may_settle(&choice)?;
                self.ask(act, Ask::Fork(choice));
            }
            SiteAct::AskedConfirmed { asked } => {
                let second = Stamp::of(act);
                let answer = Answer { confirmed: true, reason: String::new(), by: second.clone() };
                let (what, by) = self.answer(&asked, answer)?;
                self.confirmed(what, by, second);
            }
            SiteAct::AskedDeclined { asked, reason } => {
                let answer = Answer { confirmed: false, reason, by: Stamp::of(act) };
                self.answer(&asked, answer)?;
            }
        }
        Ok(())
    }
}
