//! Acts on a body by hand: names, superiors in each chain, standing agency, area, reorganisation, posts, charges, the end.
//! Each is refused before anything is written when the record would hold what cannot be.

use super::pick::{self, Pick};
use super::sound_body;
use crate::error::{Error, Problem};
use crate::office::{Office, held};
use crate::permit::Viewer;
use record::decide;
use record::figures::Facts;
use record::object::{Body, Document, Person};
use record::offices::Offices;
use record::payload::{BodyAct, PersonAct};
use terms::{Chain, Charge, Day, DocNumber, Field, Named, Period, Ref, Role};

/// What is to be put on record about a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyChange {
    /// Its name changed.
    Rename {
        /// The new name.
        name: String,
        /// The new short name.
        short_name: Option<String>,
    },
    /// Its name was written wrongly.
    Correct {
        /// The right name.
        name: String,
        /// The right short name.
        short_name: Option<String>,
        /// Why.
        reason: String,
    },
    /// It came under another body: its principal superior, or in one chain.
    Place {
        /// The chain; `None` for the principal superior.
        chain: Option<Chain>,
        /// The body above; `None` when there is none from then on.
        parent: Option<Pick>,
    },
    /// It became another body's standing agency, or is none any more.
    Standing {
        /// The body whose standing agency it is.
        standing_for: Option<Pick>,
    },
    /// The units that it covers.
    Area {
        /// The units.
        units: Vec<Pick>,
    },
    /// It was set up or reorganised.
    Constitute {
        /// The document on the register, by its number.
        document: Option<String>,
        /// How many members it has.
        seats: Option<u64>,
        /// Its term.
        term: Option<Period>,
    },
    /// A post exists in it.
    LayDown {
        /// The post without the body.
        post: String,
        /// How many may hold it.
        seats: u64,
    },
    /// A post exists no more.
    EndPost {
        /// The post.
        post: String,
    },
    /// It has a part in a line of work.
    Charge {
        /// Which part.
        part: Charge,
        /// The line of work.
        field: Field,
        /// The matter within it.
        matter: Option<String>,
        /// The post that answers.
        post: Option<String>,
    },
    /// It has that part no more.
    Discharge {
        /// Which part.
        part: Charge,
        /// The line of work.
        field: Field,
        /// The matter within it.
        matter: Option<String>,
    },
    /// It ceased.
    Dissolve {
        /// The bodies that took over.
        successors: Vec<Pick>,
    },
}

impl Office {
    /// Puts a change of a body on record, from a day on, today when `None`; `basis` is the document that says so, as written.
    ///
    /// Whoever puts a body under another is an officer there too, because roles cover all bodies below.
    ///
    /// # Errors
    /// `permit.missing`, not found, a name that is unknown or stands for several, `body.superior-circle`, `body.not-there`,
    /// `body.name-taken`, `body.renamed-that-day`, `post.taken`, and what the body cannot take.
    pub async fn change_body(
        &self,
        viewer: &Viewer,
        at: &Ref,
        on: Option<Day>,
        basis: Option<String>,
        change: BodyChange,
    ) -> Result<Named, Error> {
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let offices = Offices::of(&facts);
        let now: Body = held(&mut writer, at).await?;
        let day = on.unwrap_or_else(|| self.today());
        let actor = viewer.acting(Role::Officer, &now.named_on(self.today()))?;
        let says = says(&facts, &offices, viewer, day, basis, change)?;
        let drafts = decide::body(Some(&now), self.entry(at, actor, on, Vec::new()), says)?;
        sound_body(&offices, Some(&now), &drafts)?;
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(now.named_on(day))
    }

    /// Puts a wrongly written name of a person right.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::person`.
    pub async fn correct_person(
        &self,
        viewer: &Viewer,
        at: &Ref,
        name: &str,
        reason: &str,
    ) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let (name, reason) = (name.trim().to_owned(), reason.trim().to_owned());
        let says = PersonAct::Corrected { name, reason };
        let done = self.change(at, |person: &Person| {
            Ok(decide::person(Some(person), self.entry(at, actor, None, Vec::new()), says)?)
        });
        done.await.map(|_| ())
    }
}

fn says(
    facts: &Facts,
    offices: &Offices<'_>,
    viewer: &Viewer,
    day: Day,
    basis: Option<String>,
    change: BodyChange,
) -> Result<BodyAct, Error> {
    let body = |pick: &Pick| pick::body(facts, offices, pick, day);
    let trimmed = |s: String| s.trim().to_owned();
    Ok(match change {
        BodyChange::Rename { name, short_name } => {
            BodyAct::Renamed { name: trimmed(name), short_name, basis }
        }
        BodyChange::Correct { name, short_name, reason } => {
            BodyAct::Corrected { name: trimmed(name), short_name, reason }
        }
        BodyChange::Place { chain, parent } => {
            let parent = parent.as_ref().map(body).transpose()?;
            match chain {
                Some(chain) => BodyAct::Placed { chain, parent, basis },
                None => {
                    parent.as_ref().map(|p| viewer.acting(Role::Officer, p)).transpose()?;
                    BodyAct::Moved { parent, basis }
                }
            }
        }
        BodyChange::Standing { standing_for } => {
            let standing_for = standing_for.as_ref().map(body).transpose()?;
            BodyAct::StandingSet { standing_for, basis }
        }
        BodyChange::Area { units } => {
            let units = units.iter().map(|u| pick::unit(facts, u, day));
            BodyAct::AreaSet { units: units.collect::<Result<_, _>>()?, basis }
        }
        BodyChange::Constitute { document, seats, term } => {
            BodyAct::Constituted { document: document_of(facts, document)?, seats, term, basis }
        }
        BodyChange::LayDown { post, seats } => {
            BodyAct::PostLaidDown { post: trimmed(post), seats, basis }
        }
        BodyChange::EndPost { post } => BodyAct::PostEnded { post, basis },
        BodyChange::Charge { part, field, matter, post } => {
            BodyAct::Charged { part, field, matter, post, basis }
        }
        BodyChange::Discharge { part, field, matter } => {
            BodyAct::Discharged { part, field, matter, basis }
        }
        BodyChange::Dissolve { successors } => {
            let successors = successors.iter().map(body).collect::<Result<_, _>>()?;
            BodyAct::Dissolved { successors, basis }
        }
    })
}

/// The one document of a number that was there on the day.
fn document_of(facts: &Facts, typed: Option<String>) -> Result<Option<Named>, Error> {
    let Some(typed) = typed else { return Ok(None) };
    let number = DocNumber::parse(&typed);
    let same = |d: &&Document| {
        d.withdrawn.is_none()
            && number
                .as_ref()
                .is_some_and(|n| d.facts.number.as_ref().is_some_and(|own| own.key() == n.key()))
    };
    let found: Vec<&Document> = facts.documents.iter().filter(same).collect();
    match found.as_slice() {
        [one] => Ok(Some(Named { at: one.at.clone(), name: one.label() })),
        _ => {
            let code = if found.is_empty() {
                "document.number-unknown"
            } else {
                "document.number-several"
            };
            Err(Error::Refused(Problem::new(code, [("name", typed)])))
        }
    }
}
