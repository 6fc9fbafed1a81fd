//! A document of the register as an envelope of the exchange of documents between offices, for a person to carry: nothing
//! is sent from here.

use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::object::{Document, Person};
use render::edxml::{self, Envelope};
use std::collections::BTreeSet;
use terms::{Day, DocNumber, Kind, Ref, Role};

/// An envelope as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeFile {
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Office {
    /// A document as an envelope, with its file when it is kept here.
    ///
    /// # Errors
    /// `permit.missing`, not found; `document.limited` for one whose circulation is limited; `edxml.incomplete` when the
    /// register lacks what every envelope has, `edxml.too-long` when a value is longer than the exchange takes.
    pub async fn edxml(&self, viewer: &Viewer, at: &Ref) -> Result<EnvelopeFile, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let facts = self.facts().await?;
        let d =
            facts.document(at).filter(|d| d.withdrawn.is_none()).ok_or_else(|| not_found(at))?;
        if d.limit().is_some() {
            return Err(Error::Forbidden(Problem::new("document.limited", [])));
        }
        let mut envelope = envelope(d)?;
        envelope.position = self.position(d, envelope.issued_on).await?;
        if let Some(intake) = &d.facts.intake {
            let (intake, bytes) = self.intake_file(viewer, intake).await?;
            if intake.circulation.is_some() {
                return Err(Error::Forbidden(Problem::new("document.limited", [])));
            }
            envelope.files.push((intake.file_name, bytes));
        }
        let too_long = envelope.too_long();
        if !too_long.is_empty() {
            let each = too_long.iter().map(|(what, most)| format!("{what} (quá {most} ký tự)"));
            let facts = [("fields", each.collect::<Vec<_>>().join("; "))];
            return Err(Error::Refused(Problem::new("edxml.too-long", facts)));
        }
        let plain = |c: char| if c == '/' || c == '\\' { '-' } else { c };
        let file_name = format!("{}.edxml", d.label()).chars().map(plain).collect();
        Ok(EnvelopeFile { file_name, bytes: edxml::write(&envelope)? })
    }
}

impl Office {
    /// The post in which the signer signed, without its body, in capitals: what that person held there on the day.
    async fn position(&self, d: &Document, day: Day) -> Result<Option<String>, Error> {
        let (Some(name), Some(body)) = (&d.facts.signer, &d.facts.issuer_body) else {
            return Ok(None);
        };
        let people: Vec<Person> = self.all(Kind::Person).await?;
        let of_name = people.iter().filter(|p| p.name == *name && p.unmade.is_none());
        let mut posts = of_name.flat_map(|p| p.posts_on(day));
        let held = posts.find_map(|post| {
            let of = post.body.as_ref().filter(|b| b.at == *body)?;
            Some(post.title.trim_end_matches(of.name.as_str()).trim().to_uppercase())
        });
        Ok(held.filter(|words| !words.is_empty()))
    }
}

/// Whether a document has what every envelope has and may go out.
pub(crate) fn goes_out(d: &Document) -> bool {
    d.withdrawn.is_none() && d.limit().is_none() && envelope(d).is_ok()
}

/// The fields of the register, without files.
fn envelope(d: &Document) -> Result<Envelope, Error> {
    let f = &d.facts;
    let issued_on = f.issued_on.and_then(|on| on.first().filter(|first| on.last() == Some(*first)));
    let issuer = f.issuer.clone().unwrap_or_default();
    let missing = [
        (f.number.is_none(), "số, ký hiệu"),
        (issued_on.is_none(), "ngày, tháng, năm ban hành"),
        (issuer.is_empty(), "cơ quan ban hành"),
    ];
    let (Some(number), Some(issued_on), false) = (&f.number, issued_on, issuer.is_empty()) else {
        let names = missing.iter().filter(|(is, _)| *is).map(|(_, name)| *name);
        let facts = [("fields", names.collect::<Vec<_>>().join("; "))];
        return Err(Error::Refused(Problem::new("edxml.incomplete", facts)));
    };
    let (number, notation) = parts(number);
    Ok(Envelope {
        issuer,
        to: recipients(d),
        // A number that has a year is that of a normative document.
        normative: notation
            .get(..5)
            .is_some_and(|y| y.ends_with('/') && y.bytes().take(4).all(|b| b.is_ascii_digit())),
        number,
        notation,
        issued_on,
        doc_type: f.doc_type.clone(),
        subject: f.subject.clone(),
        signer: f.signer.clone(),
        position: None,
        files: Vec::new(),
    })
}

/// The number and what stands behind it; what joins them stays with the sign when it is no `/`.
fn parts(number: &DocNumber) -> (String, String) {
    let written = number.to_string();
    let end = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (number, notation) = written.split_at(end);
    (number.to_owned(), notation.strip_prefix('/').unwrap_or(notation).to_owned())
}

/// The bodies to which it goes and those which received it, each once.
fn recipients(d: &Document) -> Vec<String> {
    let to = d.addressed.iter().flat_map(|a| &a.bodies).chain(d.delivered.iter().map(|r| &r.body));
    let mut seen = BTreeSet::new();
    to.filter(|b| seen.insert(&b.at)).map(|b| b.name.clone()).collect()
}
