//! Entry by hand: bodies, units, people with their posts, findings and activities that no document brought.
//!
//! It knows no page; what is typed comes as values, and the rules are those of `record::decide`.

use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, held, not_found};
use crate::offices::{sound_body, sound_person};
use crate::permit::Viewer;
use crate::sessions::Convening;
use crate::view::sort_by_name;
use record::decide;
use record::figures::Facts;
use record::object::Person;
use record::offices::{Found, Offices};
use record::payload::{
    ActivityAct, ActivityFacts, Attendance, BodyAct, FindingAct, FindingFacts, PersonAct,
    Predecessor, UnitAct,
};
use record::{Actor, Draft, Payload};
use terms::{ActivityKind, Day, Edtf, Field, FindingKind, Kind, Named, Ref, Role, UnitLevel};

/// A body as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    /// Full name.
    pub name: String,
    /// Short name in use.
    pub short_name: Option<String>,
    /// Code of its kind, as in `browse::body_kinds`.
    pub kind: String,
    /// The body above it.
    pub parent: Option<Ref>,
    /// The unit whose body it is.
    pub unit: Option<Ref>,
    /// Since when; today when `None`.
    pub from: Option<Day>,
    /// The document that says so, as written.
    pub basis: Option<String>,
}

/// A unit as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUnit {
    /// Level.
    pub level: UnitLevel,
    /// Type word: `tỉnh`, `xã`, `phường` …
    pub unit_type: String,
    /// Name without the type word.
    pub name: String,
    /// Code.
    pub code: Option<String>,
    /// The unit above it.
    pub parent: Option<Ref>,
    /// Since when; today when `None`.
    pub from: Option<Day>,
    /// The document that says so, as written.
    pub basis: Option<String>,
    /// Latitude and longitude of its centre, millionths of a degree.
    pub centre: Option<(i64, i64)>,
}

/// A post as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// The whole post with its body.
    pub title: String,
    /// The body on the register.
    pub body: Option<Ref>,
    /// Since when, as far as known.
    pub from: Option<Edtf>,
    /// The last day, when it has ended.
    pub to: Option<Day>,
}

/// A person in office as typed: nobody is on record without a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Name.
    pub name: String,
    /// Rank.
    pub rank: Option<String>,
    /// The post.
    pub post: NewPost,
}

/// A post that a person holds today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostNow {
    /// The person.
    pub person: Named,
    /// The whole post.
    pub title: String,
}

/// A finding as typed; a cause is entered at the shortcoming that it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding {
    /// What it is.
    pub kind: FindingKind,
    /// The wording.
    pub text: String,
    /// Line of work.
    pub field: Field,
    /// The body it is about.
    pub body: Option<Ref>,
    /// When it was found; today when `None`.
    pub on: Option<Day>,
}

/// An activity as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActivity {
    /// Kind.
    pub kind: ActivityKind,
    /// Title.
    pub title: String,
    /// When, as far as known.
    pub held_on: Option<Edtf>,
    /// Where.
    pub place: Option<String>,
    /// Bodies that held it, or will.
    pub hosts: Vec<Ref>,
    /// Bodies that have to come.
    pub convened: Vec<Ref>,
    /// Groups of bodies that have to come as well, by their codes.
    pub groups: Vec<String>,
    /// Whether whoever enters it has seen what it clashes with.
    pub clash_seen: bool,
    /// How many of whom took part.
    pub attendance: Vec<(u64, String)>,
    /// Documents that it makes known or is about.
    pub documents: Vec<Ref>,
    /// Line of work.
    pub field: Field,
}

impl Office {
    /// Puts a body on the register.
    ///
    /// Roles cover all bodies below, so whoever puts a body under another is an officer there.
    ///
    /// # Errors
    /// `permit.missing`, `body.name-taken`, not found, and the rules of `decide::body`.
    pub async fn enter_body(&self, viewer: &Viewer, new: NewBody) -> Result<Named, Error> {
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let day = new.from.unwrap_or_else(|| self.today());
        let parent = body_on(&facts, new.parent.as_ref(), day)?;
        let actor = match &parent {
            Some(above) => viewer.acting(Role::Officer, above)?,
            None => viewer.acting_at_home(Role::Officer)?,
        };
        let name = new.name.trim().to_owned();
        let says = BodyAct::Established {
            name: name.clone(),
            short_name: new.short_name,
            kind: new.kind,
            parent,
            unit: unit_on(&facts, new.unit.as_ref(), day)?,
            standing_for: None,
            basis: new.basis,
        };
        let at = self.fresh(Kind::Body);
        let drafts = decide::body(None, self.entry(&at, actor, new.from, Vec::new()), says)?;
        sound_body(&Offices::of(&facts), None, &drafts)?;
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(Named { at, name })
    }

    /// Puts an administrative unit on the register.
    ///
    /// # Errors
    /// `permit.missing`, `unit.name-taken`, not found, and the rules of `decide::unit`.
    pub async fn enter_unit(&self, viewer: &Viewer, new: NewUnit) -> Result<Named, Error> {
        self.form_unit(viewer, new, &[]).await
    }

    /// The name of a new unit and the act that founds it; units that end on that day do not hold the name.
    pub(crate) fn founding(
        &self,
        facts: &Facts,
        new: NewUnit,
        predecessors: Vec<Predecessor>,
        ending: &[&Ref],
    ) -> Result<(String, UnitAct), Error> {
        let day = new.from.unwrap_or_else(|| self.today());
        let name = format!("{} {}", new.unit_type.trim(), new.name.trim());
        let beside = |u: &record::object::Unit| {
            u.counts()
                && !ending.contains(&&u.at)
                && u.abolished_on.is_none_or(|end| day < end)
                && u.parent_on(day).map(|p| &p.at) == new.parent.as_ref()
        };
        if facts.units.iter().any(|u| beside(u) && same(&u.named_on(day).name, &name)) {
            return Err(taken("unit.name-taken", &name));
        }
        let parent = unit_on(facts, new.parent.as_ref(), day)?;
        decide::UnitsAround::of(&facts.units).parent(None, new.level, parent.as_ref(), day)?;
        let says = UnitAct::Created {
            level: new.level,
            unit_type: new.unit_type.trim().to_owned(),
            name: new.name.trim().to_owned(),
            code: new.code,
            parent,
            lat_micro: new.centre.map(|c| c.0),
            lon_micro: new.centre.map(|c| c.1),
            predecessors,
            basis: new.basis,
        };
        Ok((name, says))
    }

    /// Puts a person on the register with a post, and a rank where one is said.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::person`.
    pub async fn enter_person(&self, viewer: &Viewer, new: NewPerson) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let mut writer = self.store.begin_write().await?;
        let (at, name) = (self.fresh(Kind::Person), new.name.trim().to_owned());
        let entry = self.entry(&at, actor.clone(), None, Vec::new());
        let drafts = decide::person(None, entry, PersonAct::Registered { name: name.clone() })?;
        writer.append(drafts, self.now()).await?;
        let rank = new.rank.map(|rank| PersonAct::RankHeld { rank, from: new.post.from });
        let facts = self.facts().await?;
        for says in [Some(self.post(&facts, new.post)?), rank].into_iter().flatten() {
            let now: Person = held(&mut writer, &at).await?;
            let drafts = self.of_person(&now, actor.clone(), says)?;
            sound_person(&Offices::of(&facts), Some(&now), &drafts)?;
            writer.append(drafts, self.now()).await?;
        }
        writer.commit().await?;
        Ok(Named { at, name })
    }

    /// Notes that a person on the register holds another post.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::person`.
    pub async fn enter_post(&self, viewer: &Viewer, at: &Ref, new: NewPost) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let facts = self.facts().await?;
        let says = self.post(&facts, new)?;
        let done = self.change(at, |person: &Person| {
            let drafts = self.of_person(person, actor, says)?;
            sound_person(&Offices::of(&facts), Some(person), &drafts)?;
            Ok(drafts)
        });
        done.await.map(|_| ())
    }

    /// Notes that a person left a post on a day, today when `None`; the day before was the last.
    ///
    /// # Errors
    /// `permit.missing`, not found, `person.post-not-held`, and the rules of `decide::person`.
    pub async fn leave_post(
        &self,
        viewer: &Viewer,
        at: &Ref,
        title: &str,
        on: Option<Day>,
    ) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let says = PersonAct::PostLeft { title: title.to_owned() };
        let left = self.change(at, |person: &Person| {
            Ok(decide::person(Some(person), self.entry(at, actor, on, Vec::new()), says)?)
        });
        left.await.map(|_| ())
    }

    /// Puts a finding on record.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::finding`.
    pub async fn enter_finding(&self, viewer: &Viewer, new: NewFinding) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let facts = self.facts().await?;
        let day = new.on.unwrap_or_else(|| self.today());
        let text = new.text.trim().to_owned();
        let says = FindingAct::Recorded(FindingFacts {
            kind: new.kind,
            text: text.clone(),
            field: new.field,
            body: body_on(&facts, new.body.as_ref(), day)?,
            cause_of: None,
            found_in: None,
        });
        let at = self.fresh(Kind::Finding);
        let entry = self.entry(&at, actor, new.on, Vec::new());
        self.found(decide::finding(None, entry, says)?).await?;
        Ok(Named { at, name: text })
    }

    /// Puts an activity on record, held or planned, with the bodies that have to come.
    ///
    /// # Errors
    /// `permit.missing`, not found, `activity.clash` until it has been seen, and the rules of `decide::activity`.
    pub async fn enter_activity(&self, viewer: &Viewer, new: NewActivity) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let facts = self.facts_for(viewer).await?;
        let on = self.not_after_today(new.held_on);
        let day = on.unwrap_or_else(|| self.today());
        let hosts = new.hosts.iter().map(|h| body_on(&facts, Some(h), day));
        let hosts: Vec<Option<Named>> = hosts.collect::<Result<_, _>>()?;
        let hosts: Vec<Named> = hosts.into_iter().flatten().collect();
        let to_come = crate::cascade::chosen(&facts, day, &new.groups, &new.convened);
        let counted = |(value, unit)| Attendance { value, unit, qualifier: "exact".to_owned() };
        let title = new.title.trim().to_owned();
        let all: Vec<Named> = hosts.iter().chain(&to_come).cloned().collect();
        let clashes = self.would_clash(&title, new.held_on, &all).await?;
        if !clashes.is_empty() && !new.clash_seen {
            let facts = [("clashes", crate::calendar::in_words(&clashes))];
            return Err(Error::Refused(Problem::new("activity.clash", facts)));
        }
        let says = ActivityAct::Recorded(ActivityFacts {
            kind: new.kind,
            title: title.clone(),
            held_on: new.held_on,
            place: new.place,
            hosts,
            chairs: Vec::new(),
            period: None,
            reviews: Vec::new(),
            attendance: new.attendance.into_iter().map(counted).collect(),
            field: new.field,
        });
        let at = self.fresh(Kind::Activity);
        let entry = self.entry(&at, actor, on, Vec::new());
        let mut drafts = decide::activity(None, entry.clone(), says)?;
        if !new.documents.is_empty() || !to_come.is_empty() {
            let bodies = to_come.iter().map(|b| b.at.clone()).collect();
            let about = Convening { documents: new.documents, bodies, ..Convening::default() };
            let says = self.convened(&facts, day, about)?;
            drafts.push(entry.draft(Payload::Activity(says)));
        }
        self.found(drafts).await?;
        Ok(Named { at, name: title })
    }

    /// The units of today by name, to choose from.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn unit_choices(&self, viewer: &Viewer) -> Result<Vec<Named>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let (facts, today) = (self.facts().await?, self.today());
        let there = facts.units.iter().filter(|u| u.exists_on(today));
        let mut all: Vec<Named> = there.map(|u| u.named_on(today)).collect();
        sort_by_name(&mut all, |n| &n.name);
        Ok(all)
    }

    /// The people on the register by name, to choose from.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn people_choices(&self, viewer: &Viewer) -> Result<Vec<Named>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let people: Vec<Person> = self.all(Kind::Person).await?;
        let mut all: Vec<Named> =
            people.into_iter().map(|p| Named { at: p.at, name: p.name }).collect();
        sort_by_name(&mut all, |n| &n.name);
        Ok(all)
    }

    /// The posts without an end, by the name of who holds them, to choose from.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn posts_now(&self, viewer: &Viewer) -> Result<Vec<PostNow>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let people: Vec<Person> = self.all(Kind::Person).await?;
        let mut all: Vec<PostNow> = people.iter().flat_map(open_posts).collect();
        sort_by_name(&mut all, |p| &p.person.name);
        Ok(all)
    }

    /// The act that says a post is held; a body that is not chosen is found by the title, on the day.
    fn post(&self, facts: &Facts, new: NewPost) -> Result<PersonAct, Error> {
        let day = self.not_after_today(new.from).unwrap_or_else(|| self.today());
        let title = new.title.trim().to_owned();
        let body = match &new.body {
            Some(at) => body_on(facts, Some(at), day)?,
            None => body_named(facts, &title, day)?,
        };
        Ok(PersonAct::PostHeld { title, body, from: new.from, to: new.to })
    }

    fn of_person(
        &self,
        person: &Person,
        actor: Actor,
        says: PersonAct,
    ) -> Result<Vec<Draft>, Error> {
        let entry = self.entry(&person.at, actor, None, Vec::new());
        Ok(decide::person(Some(person), entry, says)?)
    }

    /// The last possible day of a partial date, when it has come.
    fn not_after_today(&self, date: Option<Edtf>) -> Option<Day> {
        date.and_then(Edtf::last).filter(|day| *day <= self.today())
    }
}

fn open_posts(person: &Person) -> Vec<PostNow> {
    let named = Named { at: person.at.clone(), name: person.name.clone() };
    let open = person.posts.iter().filter(|post| post.to.is_none());
    open.map(|post| PostNow { person: named.clone(), title: post.title.clone() }).collect()
}

fn body_on(facts: &Facts, at: Option<&Ref>, day: Day) -> Result<Option<Named>, Error> {
    let found = |at: &Ref| facts.body(at).ok_or_else(|| not_found(at)).map(|b| b.named_on(day));
    at.map(found).transpose()
}

/// The body that a title ends with on a day; several of one name stop with the candidates.
fn body_named(facts: &Facts, title: &str, day: Day) -> Result<Option<Named>, Error> {
    match Offices::of(facts).find(title, day) {
        Found::One { body, .. } => Ok(Some(body.named_on(day))),
        Found::Nothing => Ok(None),
        Found::Several(bodies) => {
            let each = bodies.iter().map(|b| {
                let place = b.unit.as_ref().map_or("", |u| u.name.as_str());
                format!("{} ({place})", b.named_on(day).name)
            });
            let candidates = each.collect::<Vec<_>>().join("; ");
            let facts = [("name", title.to_owned()), ("candidates", candidates)];
            Err(Error::Refused(Problem::new("post.body-ambiguous", facts)))
        }
    }
}

fn unit_on(facts: &Facts, at: Option<&Ref>, day: Day) -> Result<Option<Named>, Error> {
    let found = |at: &Ref| facts.unit(at).ok_or_else(|| not_found(at)).map(|u| u.named_on(day));
    at.map(found).transpose()
}

/// Whether two names are one to people: case, blanks and the place of tone marks do not count.
fn same(one: &str, other: &str) -> bool {
    text::fold::match_key(one.trim()) == text::fold::match_key(other)
}

fn taken(code: &str, name: &str) -> Error {
    Error::Refused(Problem::new(code, [("name", name.to_owned())]))
}
