//! Taking a file in: through the gate, kept by its hash, read, with its proposals laid out. Nothing it says is on record yet.

use super::proposal::Proposal;
use super::propose::propose;
use super::subject::name_cited;
use crate::error::{Error, Problem};
use crate::interpret::{Interpretation, READER, interpret, interpret_whole};
use crate::office::Office;
use crate::permit::Viewer;
use record::object::Intake;
use record::payload::IntakeAct;
use record::{Draft, Payload};
use std::collections::HashMap;
use store::{Reading, Writer};
use terms::{Kind, Ref, Role};
use text::IngestError;

/// What came of taking a file in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The intake.
    pub at: Ref,
    /// How many proposals wait.
    pub proposals: usize,
    /// Whether the same file had been taken in before; nothing was written then.
    pub known: bool,
}

impl Taken {
    /// Remembers that a file of this hash came in.
    fn noted(self, seen: &mut HashMap<String, Self>, sha256: &str) -> Self {
        seen.entry(sha256.to_owned()).or_insert_with(|| self.clone());
        self
    }
}

/// One document of a file, with what came of taking it in.
#[derive(Debug)]
pub struct Came {
    /// Its name, behind the names of the files that it lay in, each before `!`.
    pub file_name: String,
    /// What came of it, or what is wrong with it.
    pub taken: Result<Taken, Error>,
}

/// Everything the page of an intake shows.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The intake with what was decided.
    pub intake: Intake,
    /// The text.
    pub text: String,
    /// The reading.
    pub reading: read::contract::Reading,
    /// The proposals, in the order in which they are best decided.
    pub proposals: Vec<Proposal>,
}

impl Office {
    /// Takes a file in as one document.
    ///
    /// # Errors
    /// `permit.missing`; the file's own fault, by the code of `text`; a marked file is refused with nothing kept.
    pub async fn take_in(
        &self,
        viewer: &Viewer,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<Taken, Error> {
        let actor = viewer.acting_at_home(Role::Clerk)?;
        let name = file_name.to_owned();
        let (made, bytes) =
            off_thread(move || interpret(&name, &bytes).map(|i| (i, bytes))).await?;
        let mut writer = self.store.begin_write().await?;
        let taken = self.take_one(&mut writer, actor, &made, bytes).await?;
        writer.commit().await?;
        Ok(taken)
    }

    /// Takes in a file and every document inside it: of a message itself and its attachments, of an archive each file.
    /// An inner file is named `outer.zip!inner.docx`; what holds no words of its own is passed over.
    ///
    /// # Errors
    /// As [`Office::take_in`] for the outer file, and when any file inside bears a mark: then nothing is kept. What is
    /// wrong with an inner file stands beside its name; the others are taken in together.
    pub async fn take_in_all(
        &self,
        viewer: &Viewer,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<Vec<Came>, Error> {
        let actor = viewer.acting_at_home(Role::Clerk)?;
        let name = file_name.to_owned();
        let read = off_thread(move || interpret_whole(&name, &bytes)).await?;
        let mut writer = self.store.begin_write().await?;
        let mut came: Vec<Came> = Vec::new();
        let mut seen: HashMap<String, Taken> = HashMap::new();
        for (path, bytes, made) in read {
            let taken = match made {
                Err(fault) => Err(fault.into()),
                Ok(made) if made.text.as_deref().unwrap_or("").trim().is_empty() => continue,
                Ok(made) => Ok(match seen.get(&made.source.sha256) {
                    Some(taken) => Taken { known: true, ..taken.clone() },
                    None => self.take_one(&mut writer, actor.clone(), &made, bytes).await?,
                }
                .noted(&mut seen, &made.source.sha256)),
            };
            came.push(Came { file_name: path, taken });
        }
        writer.commit().await?;
        Ok(came)
    }

    /// Keeps a file that was read, unless the same one is there.
    async fn take_one(
        &self,
        writer: &mut Writer,
        actor: record::Actor,
        made: &Interpretation,
        bytes: Vec<u8>,
    ) -> Result<Taken, Error> {
        let sha256 = made.source.sha256.clone();
        if let Some(known) = self.same_file(&sha256).await? {
            let proposals = known.undecided().count();
            return Ok(Taken { at: known.at, proposals, known: true });
        }
        let at = self.fresh(Kind::Intake);
        let received = received(made);
        let proposals = match &received {
            IntakeAct::Received { proposals, .. } => proposals.len(),
            IntakeAct::Decided { .. } => 0,
        };
        keep(writer, &sha256, bytes, made).await?;
        let draft = Draft {
            effective_on: self.today(),
            subject: at.clone(),
            actor,
            evidence: Vec::new(),
            payload: Payload::Intake(received),
        };
        writer.append(vec![draft], self.now()).await?;
        Ok(Taken { at, proposals, known: false })
    }

    async fn same_file(&self, sha256: &str) -> Result<Option<Intake>, Error> {
        let intakes: Vec<Intake> = self.all(Kind::Intake).await?;
        Ok(intakes.into_iter().find(|i| i.sha256 == sha256))
    }

    /// The page of an intake.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn intake_desk(&self, viewer: &Viewer, at: &Ref) -> Result<Desk, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let intake: Intake = self.get(at).await?;
        let (text, reading) = self.reading(&intake).await?;
        let mut proposals = propose(&reading, &intake.title);
        self.ask_which(&intake, &mut proposals).await?;
        name_cited(&mut proposals, &text);
        Ok(Desk { intake, text, reading, proposals })
    }

    /// The file of an intake as it came.
    ///
    /// # Errors
    /// `permit.missing`, not found; broken when the kept file has another hash.
    pub async fn intake_file(&self, viewer: &Viewer, at: &Ref) -> Result<(Intake, Vec<u8>), Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let intake: Intake = self.get(at).await?;
        let bytes = self.store.blob(&intake.sha256).await?;
        let bytes = bytes
            .ok_or_else(|| Error::NotFound { what: format!("tệp “{}”", intake.file_name) })?;
        Ok((intake, bytes))
    }

    /// The stored text and reading; when the stored one is of other rules it is kept as it is: proposals were laid out by it.
    pub(crate) async fn reading(
        &self,
        intake: &Intake,
    ) -> Result<(String, read::contract::Reading), Error> {
        let kept = self.store.reading(&intake.sha256).await?;
        let kept = kept.ok_or_else(|| Error::Broken(format!("no reading of {}", intake.sha256)))?;
        let made: Interpretation =
            serde_json::from_str(&kept.json).map_err(|e| Error::Broken(e.to_string()))?;
        Ok((kept.text, made.reading))
    }
}

/// Runs heavy work away from the threads that serve pages; a panic in it is an error here.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, IngestError> + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Error::Broken(e.to_string()))?.map_err(Error::from)
}

fn received(made: &Interpretation) -> IntakeAct {
    let file_name = made.source.path.clone();
    let title = made.reading.title.clone().unwrap_or_else(|| file_name.clone());
    let proposals = propose(&made.reading, &title);
    let text = made.text.as_deref().unwrap_or("");
    IntakeAct::Received {
        sha256: made.source.sha256.clone(),
        file_name,
        bytes: made.source.bytes,
        format: made.source.format.clone(),
        encoding: made.source.encoding.clone(),
        title,
        circulation: text::secrecy::circulation_mark(text).map(|c| c.vietnamese().to_owned()),
        proposals: proposals.into_iter().map(|p| p.key).collect(),
    }
}

async fn keep(
    writer: &mut Writer,
    sha256: &str,
    bytes: Vec<u8>,
    made: &Interpretation,
) -> Result<(), Error> {
    let text = made.text.clone().unwrap_or_default();
    let without_text = Interpretation { text: None, ..made.clone() };
    let json = serde_json::to_string(&without_text).map_err(|e| Error::Broken(e.to_string()))?;
    writer.put_blob(sha256, bytes).await?;
    Ok(writer
        .put_reading(sha256, Reading { text, json, reader_version: READER.to_owned() })
        .await?)
}

impl From<IngestError> for Error {
    /// The file's fault keeps its own words: they are written where the fault is found.
    fn from(e: IngestError) -> Self {
        let facts = [("message", e.message()), ("remedy", e.remedy().to_owned())];
        Self::Refused(Problem::new(e.code(), facts))
    }
}
