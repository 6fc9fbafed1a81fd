//! A site as the site that admitted it knows it: its keys through time, the bodies it may speak for.

use super::{Classed, Fold, Misfit, Stamp};
use crate::act::Act;
use crate::payload::SiteAct;
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
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
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
                self.keys.push(SiteKeys { from: act.effective_on, key, recipient });
                self.keys.sort_by_key(|k| k.from);
            }
            SiteAct::Cleared { class, reason } => {
                let by = Stamp::of(act);
                self.cleared.push(Classed { class, basis: None, reason, by });
            }
            SiteAct::Withdrawn { reason } => self.withdrawn = Some((reason, Stamp::of(act))),
        }
        Ok(())
    }
}
