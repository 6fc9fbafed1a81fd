//! Whom to believe: sites admitted here, and sites that an admitted site introduces within its own authority.

use crate::error::{Error, Problem};
use crate::facts::{Find, Sites};
use crate::office::Office;
use record::figures::Facts;
use record::object::{Body, KnownSite, Settled};
use record::{Act, Object, Payload, apply};
use std::collections::BTreeMap;
use std::sync::Arc;
use terms::{Day, Kind, Ref, Site};

/// How many bodies above one another are looked at.
const DEPTH: usize = 64;

/// What is known of sites and bodies, with what comes in laid over it.
pub(crate) struct Trust {
    own: Site,
    facts: Arc<Facts>,
    bodies: BTreeMap<Ref, Body>,
    sites: Arc<Sites>,
}

impl Office {
    pub(crate) async fn trust(&self) -> Result<Trust, Error> {
        let (facts, sites) = self.facts_and_sites().await?;
        Ok(Trust { own: self.site().clone(), facts, bodies: BTreeMap::new(), sites })
    }
}

impl Trust {
    /// The admission of a site that counts on a day: one made here before one made elsewhere, the last before others.
    pub(crate) fn site(&self, site: &Site, day: Day) -> Option<&KnownSite> {
        self.site_within(site, day, DEPTH)
    }

    fn site_within(&self, site: &Site, day: Day, depth: usize) -> Option<&KnownSite> {
        let of_site = || self.sites.values().filter(|s| s.site == *site);
        let newest = |s: &&KnownSite| (s.created.recorded_at, s.at.clone());
        if of_site().any(|s| s.at.site == self.own && !s.waits) {
            let own = of_site().filter(|s| s.at.site == self.own && s.trusted_on(day));
            return own.max_by_key(newest);
        }
        let depth = depth.checked_sub(1)?;
        let introduced = of_site().filter(|s| {
            s.at.site != s.site
                && s.trusted_on(day)
                && self
                    .site_within(&s.at.site, day, depth)
                    .is_some_and(|by| self.may_introduce(by, s, day))
        });
        introduced.max_by_key(newest)
    }

    /// A site may introduce others for bodies that they founded themselves, or that it speaks for itself.
    fn may_introduce(&self, by: &KnownSite, new: &KnownSite, day: Day) -> bool {
        new.bodies.iter().all(|b| b.at.site == new.site || self.covers(by, &b.at, day))
    }

    /// Whether a site may speak for a body on a day.
    pub(crate) fn covers(&self, site: &KnownSite, body: &Ref, day: Day) -> bool {
        let mut at = Some(body.clone());
        for _ in 0..DEPTH {
            let Some(here) = at else { return false };
            if site.bodies.iter().any(|b| b.at == here) {
                return true;
            }
            let known = self.bodies.get(&here).or_else(|| self.facts.body(&here));
            at = known.and_then(|b| b.parent_on(day)).map(|n| n.at.clone());
        }
        false
    }

    /// Checks an act that comes in, and lays it over what is known.
    pub(crate) fn admit(&mut self, act: &Act) -> Result<(), Error> {
        let day = act.recorded_at.day_vn();
        let Some(site) = self.site(&act.site, day) else {
            let facts =
                [("seq", act.seq.to_string()), ("site", act.site.to_string()), ("day", day.vn())];
            return Err(Error::Refused(Problem::new("site.not-admitted", facts)));
        };
        let founding = act.payload.founds() && act.subject.site == act.site;
        let own_first = founding && act.actor.body.at == act.subject;
        let on_body = act.subject.kind == Kind::Body && !founding;
        let foreign = on_body && !self.covers(site, &act.subject, day);
        if (!own_first && !self.covers(site, &act.actor.body.at, day)) || foreign {
            let facts = [
                ("seq", act.seq.to_string()),
                ("site", act.site.to_string()),
                ("day", day.vn()),
                ("body", act.actor.body.name.clone()),
            ];
            return Err(Error::Refused(Problem::new("site.outside-authority", facts)));
        }
        self.lay_over(act);
        Ok(())
    }

    fn lay_over(&mut self, act: &Act) {
        let at = &act.subject;
        match &act.payload {
            Payload::Site(_) => {
                let now = self.sites.get(at).cloned().map(Object::Site);
                if let Some(Object::Site(site)) = apply(now, act) {
                    Arc::make_mut(&mut self.sites).insert(at.clone(), site);
                }
            }
            Payload::Body(_) => {
                let now = self.bodies.get(at).or_else(|| self.facts.body(at)).cloned();
                if let Some(Object::Body(body)) = apply(now.map(Object::Body), act) {
                    self.bodies.insert(at.clone(), body);
                }
            }
            _ => {}
        }
    }

    /// Every site that counts on a day, but this one.
    pub(crate) fn all(&self, day: Day) -> Vec<&KnownSite> {
        let names: std::collections::BTreeSet<&Site> =
            self.sites.values().map(|s| &s.site).filter(|s| **s != self.own).collect();
        names.into_iter().filter_map(|s| self.site(s, day)).collect()
    }

    /// Decisions of this site between two accounts of a chain: the last on each.
    pub(crate) fn settlements(&self) -> BTreeMap<Site, Settled> {
        let own = self.sites.values().filter(|s| s.site == self.own && s.at.site == self.own);
        own.flat_map(|s| &s.settled).map(|s| (s.choice.chain.clone(), s.clone())).collect()
    }

    /// The site above this one, as its own entry says.
    pub(crate) fn superior(&self) -> Option<Site> {
        let own = self.sites.values().find(|s| s.site == self.own && s.at.site == self.own);
        own.and_then(|s| s.superior.clone())
    }
}
