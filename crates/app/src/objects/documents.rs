//! The register of documents: the list on a day, and one document with its ties both ways and whether it is in force.

use crate::documents::{StandingView, TieView};
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::tasks::TaskRow;
use crate::view::{ActView, Needle, PER_PAGE, Paged, sort_by_name};
use record::figures::Facts;
use record::force::force_on;
use record::object::Document;
use record::ties::Ties;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Day, Force, Named, Ref, Role};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentSort {
    /// By day of issue.
    #[default]
    Issued,
    /// By number.
    Number,
    /// By subject, the Vietnamese way.
    Subject,
    /// By issuer, the Vietnamese way.
    Issuer,
}

impl DocumentSort {
    /// The sorting of a code; by day of issue when there is none.
    pub fn from_code(code: &str) -> Self {
        match code {
            "number" => Self::Number,
            "subject" => Self::Subject,
            "issuer" => Self::Issuer,
            _ => Self::Issued,
        }
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Number => "number",
            Self::Subject => "subject",
            Self::Issuer => "issuer",
        }
    }
}

/// Which documents are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Words to find, with or without accents; a number in any spelling.
    pub search: String,
    /// Of this type, as named in Vietnamese.
    pub doc_type: Option<String>,
    /// Issued by this body.
    pub issuer: Option<Ref>,
    /// With the text kept here, or without: known by citation, waiting for its text.
    pub has_text: Option<bool>,
    /// In this force on the day.
    pub force: Option<Force>,
    /// The day for which force is asked; today when `None`.
    pub on: Option<Day>,
    /// Sorting.
    pub sort: DocumentSort,
    /// From the end.
    pub descending: bool,
    /// The page, from 1.
    pub page: usize,
    /// Rows of a page; 0 for all.
    pub per_page: usize,
}

impl Default for DocumentFilter {
    fn default() -> Self {
        Self {
            search: String::new(),
            doc_type: None,
            issuer: None,
            has_text: None,
            force: None,
            on: None,
            sort: DocumentSort::Issued,
            descending: true,
            page: 1,
            per_page: PER_PAGE,
        }
    }
}

/// One document of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// The document.
    pub at: Ref,
    /// Type and number.
    pub label: String,
    /// Number and sign, when it has one.
    pub number: Option<String>,
    /// Vietnamese type name.
    pub doc_type: String,
    /// Subject or title.
    pub subject: String,
    /// Issuing body as written.
    pub issuer: String,
    /// Day of issue in words; empty when not known.
    pub issued_on: String,
    /// Day of issue, as far as known.
    pub issued: Option<terms::Edtf>,
    /// How many documents it cites.
    pub cites: usize,
    /// How many documents cite it.
    pub cited_by: usize,
    /// Whether its text is kept here.
    pub has_text: bool,
    /// Whether it is in force on the day asked.
    pub force: Force,
    /// Circulation mark, or class above open; such a document is not exported.
    pub circulation: Option<String>,
}

/// The list of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentsView {
    /// The rows.
    pub rows: Paged<DocumentRow>,
    /// Types on the register, with how many of each.
    pub types: Vec<(String, usize)>,
    /// Issuing bodies on the register.
    pub issuers: Vec<Named>,
    /// The day for which force is told.
    pub day: Day,
    /// How many documents of the register are known by citation and wait for their text.
    pub waiting: usize,
    /// How many documents on record the viewer may not read, whatever is asked for.
    pub withheld: usize,
}

/// A document with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentView {
    /// The row of the list.
    pub row: DocumentRow,
    /// Issuing body on the register.
    pub issuer_body: Option<Named>,
    /// Who signed.
    pub signer: Option<String>,
    /// The intake that holds its text.
    pub intake: Option<Ref>,
    /// Its text, when it is kept here.
    pub text: Option<String>,
    /// Why it was withdrawn.
    pub withdrawn: Option<String>,
    /// Whether it is in force on the day asked, and why.
    pub standing: StandingView,
    /// From when until when it has effect, as stated last.
    pub effect: Option<(Option<Day>, Option<Day>, Option<String>)>,
    /// Where its text names other documents: first byte, byte after the last, the document.
    pub mentions: Vec<(u64, u64, Named)>,
    /// What it says of others.
    pub ties: Vec<TieView>,
    /// What others say of it.
    pub ties_to: Vec<TieView>,
    /// Tasks that rest on it.
    pub tasks: Vec<TaskRow>,
    /// Activities and findings that rest on it.
    pub follows: Vec<Named>,
    /// Whether it can go out as an envelope of the exchange between offices.
    pub goes_out: bool,
    /// What was done with it.
    pub history: Vec<ActView>,
}

impl Office {
    /// The register of documents.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn documents(
        &self,
        viewer: &Viewer,
        filter: &DocumentFilter,
    ) -> Result<DocumentsView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts_for(viewer).await?;
        let day = filter.on.unwrap_or_else(|| self.today());
        let ties = Ties::of(&facts.documents);
        let around = Around { cited: cited_by_count(&facts), ties: &ties, day };
        let fits = |d: &&Document| filter.force.is_none_or(|f| around.force(d) == f);
        let mut found: Vec<&Document> = through(&facts, filter).filter(fits).collect();
        if filter.sort == DocumentSort::Issued {
            found.sort_by_key(|d| (d.facts.issued_on.and_then(|e| e.first()), d.at.clone()));
        }
        let mut rows: Vec<DocumentRow> = found.into_iter().map(|d| around.row(d)).collect();
        match filter.sort {
            DocumentSort::Issued => {}
            DocumentSort::Number => rows.sort_by(|a, b| a.number.cmp(&b.number)),
            DocumentSort::Subject => sort_by_name(&mut rows, |r| &r.subject),
            DocumentSort::Issuer => sort_by_name(&mut rows, |r| &r.issuer),
        }
        if filter.descending {
            rows.reverse();
        }
        let rows = Paged::of(rows, filter.page, filter.per_page);
        let waiting = facts.documents.iter().filter(|d| waits(d)).count();
        let (types, issuers) = (types(&facts), issuers(&facts));
        let withheld = self.kept_back(viewer).await?;
        Ok(DocumentsView { rows, types, issuers, day, waiting, withheld })
    }

    /// One document, with whether it is in force on a day, today when `None`.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn document(
        &self,
        viewer: &Viewer,
        at: &Ref,
        on: Option<Day>,
    ) -> Result<DocumentView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let history = self.history(viewer, at).await?;
        let facts = self.facts_for(viewer).await?;
        let d = facts.document(at).ok_or_else(|| not_found(at))?;
        let today = self.today();
        let body = d.facts.issuer_body.as_ref().and_then(|b| facts.body(b));
        let ties = Ties::of(&facts.documents);
        let day = on.unwrap_or(today);
        let around = Around { cited: cited_by_count(&facts), ties: &ties, day };
        let offices = record::offices::Offices::of(&facts);
        let on_basis = facts.tasks.iter().filter(|t| t.facts.basis.iter().any(|b| b.at == *at));
        Ok(DocumentView {
            row: around.row(d),
            issuer_body: body.map(|b| b.named_on(issue_day(d).unwrap_or(today))),
            signer: d.facts.signer.clone(),
            intake: d.facts.intake.clone(),
            text: self.text_of(d.facts.intake.as_ref()).await?,
            withdrawn: d.withdrawn.as_ref().map(|(reason, _)| reason.clone()),
            standing: StandingView::of(&force_on(d, day, &ties), day),
            effect: d.effect().map(|e| (e.from, e.until, e.basis.clone())),
            mentions: mentions(d),
            ties: ties.from(at).map(|t| TieView::of(t, &t.to, &facts)).collect(),
            ties_to: ties.to(at).map(|t| TieView::of(t, &t.from, &facts)).collect(),
            tasks: on_basis.filter_map(|t| TaskRow::of(t, today, &offices)).collect(),
            follows: follows(&facts, at),
            goes_out: crate::edxml::goes_out(d),
            history,
        })
    }

    async fn text_of(&self, intake: Option<&Ref>) -> Result<Option<String>, Error> {
        let Some(at) = intake else { return Ok(None) };
        let intake: record::object::Intake = self.get(at).await?;
        Ok(self.store.reading(&intake.sha256).await?.map(|r| r.text))
    }
}

fn issue_day(d: &Document) -> Option<terms::Day> {
    d.facts.issued_on.and_then(|e| e.last())
}

fn through<'a>(facts: &'a Facts, f: &'a DocumentFilter) -> impl Iterator<Item = &'a Document> {
    let needle = Needle::of(&f.search);
    let key = terms::DocNumber::parse(&f.search).map(|n| n.key());
    facts.documents.iter().filter(move |d| {
        let number = d.facts.number.as_ref().map(|n| n.as_str()).unwrap_or_default();
        let same = key.is_some() && d.facts.number.as_ref().map(|n| n.key()) == key;
        let issuer = d.facts.issuer.as_deref().unwrap_or_default();
        d.withdrawn.is_none()
            && f.doc_type.as_ref().is_none_or(|t| *t == d.facts.doc_type)
            && (f.issuer.is_none() || f.issuer == d.facts.issuer_body)
            && f.has_text.is_none_or(|t| t == d.facts.intake.is_some())
            && (same || needle.fits(&[number, &d.facts.doc_type, &d.facts.subject, issuer]))
    })
}

/// How many documents cite each.
fn cited_by_count(facts: &Facts) -> BTreeMap<Ref, usize> {
    let mut count = BTreeMap::new();
    for d in facts.documents.iter().filter(|d| d.withdrawn.is_none()) {
        let targets: BTreeSet<&Ref> = d.cites.iter().map(|c| &c.citation.target.at).collect();
        for target in targets {
            *count.entry(target.clone()).or_insert(0) += 1;
        }
    }
    count
}

/// What the rows of a list are made from.
struct Around<'a> {
    cited: BTreeMap<Ref, usize>,
    ties: &'a Ties,
    day: Day,
}

impl Around<'_> {
    fn force(&self, d: &Document) -> Force {
        force_on(d, self.day, self.ties).force
    }

    fn row(&self, d: &Document) -> DocumentRow {
        let targets: BTreeSet<&Ref> = d.cites.iter().map(|c| &c.citation.target.at).collect();
        DocumentRow {
            at: d.at.clone(),
            label: d.label(),
            number: d.facts.number.as_ref().map(|n| n.to_string()),
            doc_type: d.facts.doc_type.clone(),
            subject: d.facts.subject.clone(),
            issuer: d.facts.issuer.clone().unwrap_or_default(),
            issued_on: d.facts.issued_on.map(|e| e.vn()).unwrap_or_default(),
            issued: d.facts.issued_on,
            cites: targets.len(),
            cited_by: self.cited.get(&d.at).copied().unwrap_or(0),
            has_text: d.facts.intake.is_some(),
            force: self.force(d),
            circulation: d.limit(),
        }
    }
}

/// Whether a document is known by citation alone and waits for its text.
fn waits(d: &Document) -> bool {
    d.withdrawn.is_none() && d.facts.intake.is_none()
}

/// The places of its text that name other documents; a citation of another copy has none.
fn mentions(d: &Document) -> Vec<(u64, u64, Named)> {
    let all = d.cites.iter().map(|c| &c.citation);
    all.filter(|c| c.start < c.end).map(|c| (c.start, c.end, c.target.clone())).collect()
}

fn follows(facts: &Facts, at: &Ref) -> Vec<Named> {
    let activities = facts.activities.iter().filter(|a| a.withdrawn.is_none());
    let activities = activities.filter(|a| a.facts.reviews.iter().any(|r| r.at == *at));
    let findings = facts.findings.iter().filter(|f| f.withdrawn.is_none());
    let findings =
        findings.filter(|f| f.facts.found_in.as_ref().is_some_and(|found| found.at == *at));
    let named = |at: &Ref, name: &str| Named { at: at.clone(), name: name.to_owned() };
    activities
        .map(|a| named(&a.at, &a.facts.title))
        .chain(findings.map(|f| named(&f.at, &f.facts.text)))
        .collect()
}

fn types(facts: &Facts) -> Vec<(String, usize)> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for d in facts.documents.iter().filter(|d| d.withdrawn.is_none()) {
        *count.entry(&d.facts.doc_type).or_insert(0) += 1;
    }
    let mut types: Vec<(String, usize)> =
        count.into_iter().map(|(t, n)| (t.to_owned(), n)).collect();
    sort_by_name(&mut types, |t| &t.0);
    types
}

fn issuers(facts: &Facts) -> Vec<Named> {
    let all: BTreeSet<&Ref> =
        facts.documents.iter().filter_map(|d| d.facts.issuer_body.as_ref()).collect();
    let found = all.into_iter().filter_map(|at| facts.body(at));
    let mut named: Vec<Named> =
        found.map(|b| Named { at: b.at.clone(), name: b.last_name().to_owned() }).collect();
    sort_by_name(&mut named, |n| &n.name);
    named
}
