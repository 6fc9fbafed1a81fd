//! Sessions: which documents an activity is about, who has to come, and how many of each body came. Counts, never names.

use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, held, not_found};
use crate::permit::Viewer;
use crate::view::sort_by_name;
use record::decide;
use record::figures::Facts;
use record::object::Activity;
use record::payload::{ActivityAct, Attendance};
use terms::{Day, Edtf, Named, Ref, Role};

/// One body of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The body.
    pub body: Named,
    /// Whether it has to come; else it only came.
    pub convened: bool,
    /// How many came; `None` when nobody has entered it.
    pub present: Option<u64>,
    /// How many had to come.
    pub summoned: Option<u64>,
}

/// Who has to come to an activity and who came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionView {
    /// The activity.
    pub title: String,
    /// The documents that it is about.
    pub documents: Vec<Named>,
    /// The bodies by name.
    pub rows: Vec<SessionRow>,
    /// How many of whom have to come, in words.
    pub summoned: Vec<(u64, String)>,
    /// Bodies that came, of those that had to.
    pub bodies: (usize, usize),
    /// Heads that came, of those that had to, over bodies where both were entered.
    pub heads: (u64, u64),
}

/// What a session is about and who has to come, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Convening {
    /// The documents.
    pub documents: Vec<Ref>,
    /// Groups of bodies by their codes.
    pub groups: Vec<String>,
    /// Single bodies.
    pub bodies: Vec<Ref>,
    /// How many of whom have to come.
    pub summoned: Vec<(u64, String)>,
}

/// How many of one body came, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The body.
    pub body: Ref,
    /// How many came.
    pub present: u64,
    /// How many had to come.
    pub summoned: Option<u64>,
}

impl Office {
    /// Who has to come to an activity and who came.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn session(&self, viewer: &Viewer, at: &Ref) -> Result<SessionView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let activity = facts.activities.iter().find(|a| a.at == *at);
        let mut view = view(activity.ok_or_else(|| not_found(at))?);
        self.closed_to(viewer).await?.leave_out(&mut view.documents);
        Ok(view)
    }

    /// Says what an activity is about and who has to come; what was said before gives way.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::activity`.
    pub async fn convene(&self, viewer: &Viewer, at: &Ref, new: Convening) -> Result<(), Error> {
        let facts = self.facts_for(viewer).await?;
        let activity = facts.activities.iter().find(|a| a.at == *at);
        let activity = activity.ok_or_else(|| not_found(at))?;
        let actor = host(viewer, activity)?;
        let day = held_on(activity).unwrap_or_else(|| self.today());
        let says = self.convened(&facts, day, new)?;
        let change = |a: &Activity| {
            let on = held_on(a).filter(|day| *day <= self.today());
            Ok(decide::activity(Some(a), self.entry(at, actor, on, Vec::new()), says)?)
        };
        self.change(at, change).await.map(|_| ())
    }

    pub(crate) fn convened(
        &self,
        facts: &Facts,
        day: Day,
        new: Convening,
    ) -> Result<ActivityAct, Error> {
        let document = |at: &Ref| {
            let found = facts.document(at).ok_or_else(|| not_found(at))?;
            Ok(Named { at: at.clone(), name: found.label() })
        };
        let counted = |(value, unit)| Attendance { value, unit, qualifier: "exact".to_owned() };
        Ok(ActivityAct::Convened {
            documents: new.documents.iter().map(document).collect::<Result<_, Error>>()?,
            bodies: crate::cascade::chosen(facts, day, &new.groups, &new.bodies),
            summoned: new.summoned.into_iter().map(counted).collect(),
        })
    }

    /// Enters how many of each body came; what stands already is passed over. Gives how many were written.
    ///
    /// # Errors
    /// `permit.missing`, not found, `activity.more-than-summoned`, and the rules of `decide::activity`.
    pub async fn enter_attendance(
        &self,
        viewer: &Viewer,
        at: &Ref,
        came: &[Came],
    ) -> Result<usize, Error> {
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let now: Activity = held(&mut writer, at).await?;
        let actor = host(viewer, &now)?;
        let day = held_on(&now).unwrap_or_else(|| self.today());
        let on = Some(day).filter(|day| *day <= self.today());
        let mut drafts = Vec::new();
        for one in came {
            let body = facts.body(&one.body).ok_or_else(|| not_found(&one.body))?.named_on(day);
            if one.summoned.is_some_and(|s| s < one.present) {
                let facts = [
                    ("body", body.name),
                    ("present", one.present.to_string()),
                    ("summoned", one.summoned.unwrap_or_default().to_string()),
                ];
                return Err(Error::Refused(Problem::new("activity.more-than-summoned", facts)));
            }
            let (present, summoned) = (one.present, one.summoned);
            let stands = |a: &record::object::Attended| {
                a.body.at == body.at && a.present == present && a.summoned == summoned
            };
            if now.attended.iter().any(stands) {
                continue;
            }
            let says = ActivityAct::Attended { body, present, summoned };
            let entry = self.entry(at, actor.clone(), on, Vec::new());
            drafts.extend(decide::activity(Some(&now), entry, says)?);
        }
        let n = drafts.len();
        if n > 0 {
            writer.append(drafts, self.now()).await?;
            writer.commit().await?;
        }
        Ok(n)
    }
}

/// Whoever may enter for one that holds it, else for the viewer's own body.
fn host(viewer: &Viewer, activity: &Activity) -> Result<record::Actor, Error> {
    let own = activity.facts.hosts.iter().find(|h| viewer.may(Role::Clerk, &h.at));
    match own {
        Some(host) => viewer.acting(Role::Clerk, host),
        None => viewer.acting_at_home(Role::Officer),
    }
}

fn held_on(activity: &Activity) -> Option<Day> {
    activity.facts.held_on.and_then(Edtf::last)
}

fn view(a: &Activity) -> SessionView {
    let entered = |at: &Ref| a.attended.iter().find(|x| x.body.at == *at);
    let row = |body: &Named, convened: bool| SessionRow {
        body: body.clone(),
        convened,
        present: entered(&body.at).map(|x| x.present),
        summoned: entered(&body.at).and_then(|x| x.summoned),
    };
    let mut rows: Vec<SessionRow> = a.convened.iter().map(|b| row(b, true)).collect();
    let uncalled = a.attended.iter().filter(|x| a.convened.iter().all(|b| b.at != x.body.at));
    rows.extend(uncalled.map(|x| row(&x.body, false)));
    sort_by_name(&mut rows, |r| &r.body.name);
    let came = rows.iter().filter(|r| r.convened && r.present.is_some_and(|n| n > 0)).count();
    let both = rows.iter().filter_map(|r| Some((r.present?, r.summoned?)));
    let heads = both.fold((0, 0), |(p, s), (present, summoned)| (p + present, s + summoned));
    SessionView {
        title: a.facts.title.clone(),
        documents: a.documents.clone(),
        bodies: (came, a.convened.len()),
        heads,
        summoned: a.summoned.iter().map(|s| (s.value, s.unit.clone())).collect(),
        rows,
    }
}
