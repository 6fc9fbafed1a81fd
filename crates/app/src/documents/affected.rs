//! Cần rà soát: what rests on a document that is no longer in force, or no longer all of it: open tasks, forms, reviews under way,
//! documents that implement it.

use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::figures::Facts;
use record::force::force_on;
use record::object::{Document, Review};
use record::ties::Ties;
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::{Day, DocNumber, Force, Kind, Named, Ref, Relation, ReviewState, Role, TaskState};

/// One thing that rests on a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffectedRow {
    /// What rests on it.
    pub object: Named,
    /// More of it: its state, its term.
    pub note: String,
}

/// A document that is out of force, with what rests on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// The document.
    pub document: Named,
    /// Whether it is in force on the day.
    pub force: Force,
    /// Why it is not, the last reason.
    pub why: String,
    /// What rests on it: tasks, forms, reviews, documents.
    pub rows: Vec<AffectedRow>,
}

/// What has to be looked over because of one document: what rests on it, and on those it puts out of force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffectedView {
    /// The document.
    pub document: Named,
    /// The day.
    pub day: Day,
    /// The documents out of force, the document itself first.
    pub parts: Vec<Affected>,
}

impl AffectedView {
    /// How many things have to be looked over.
    pub fn count(&self) -> usize {
        self.parts.iter().map(|p| p.rows.len()).sum()
    }

    /// The rows as an .xlsx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let words = |s: &str| TableCell::Text(s.to_owned());
        let row = |part: &Affected, row: &AffectedRow| {
            vec![
                words(row.object.at.kind.label()),
                words(&row.object.name),
                words(&row.note),
                words(&part.document.name),
                words(part.force.label()),
                words(&part.why),
            ]
        };
        let rows = self.parts.iter().flat_map(|p| p.rows.iter().map(move |r| row(p, r)));
        let columns = [
            ("Loại", 18),
            ("Nội dung", 70),
            ("Tình trạng", 34),
            ("Căn cứ vào văn bản", 34),
            ("Hiệu lực", 22),
            ("Lý do", 60),
        ];
        let table = Table {
            sheet: "Cần rà soát".to_owned(),
            title: format!("Nội dung cần rà soát, ngày {}", self.day.vn()),
            notes: vec![format!("Văn bản: {}", self.document.name)],
            columns: columns.map(|(title, width)| Column { title: title.into(), width }).into(),
            rows: rows.collect(),
        };
        Ok(write_table(&table)?)
    }
}

impl Office {
    /// What has to be looked over on a day because of a document.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn affected(
        &self,
        viewer: &Viewer,
        at: &Ref,
        day: Day,
    ) -> Result<AffectedView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts_for(viewer).await?;
        let document = facts.document(at).ok_or_else(|| not_found(at))?;
        let reviews: Vec<Review> = self.all(Kind::Review).await?;
        let ties = Ties::of(&facts.documents);
        let around = Around { facts: &facts, reviews: &reviews, ties: &ties, day };
        let mut parts: Vec<Affected> = around.of(document).into_iter().collect();
        for other in around.put_out_by(at) {
            if !parts.iter().any(|p| p.document.at == other.at) {
                parts.extend(around.of(other));
            }
        }
        let document =
            Named { at: at.clone(), name: crate::describe::document_label(&document.facts) };
        Ok(AffectedView { document, day, parts })
    }
}

struct Around<'a> {
    facts: &'a Facts,
    reviews: &'a [Review],
    ties: &'a Ties,
    day: Day,
}

impl<'a> Around<'a> {
    /// The documents that a document acts on by the day.
    fn put_out_by(&self, at: &'a Ref) -> impl Iterator<Item = &'a Document> {
        let acts = self.ties.from(at).filter(|t| t.relation.acts_on_force());
        let by_now = acts.filter(|t| t.since.day().is_some_and(|on| on <= self.day));
        by_now.filter_map(|t| self.facts.document(&t.to.at))
    }

    /// What rests on a document; `None` when it is wholly in force or nothing is known against it.
    fn of(&self, document: &Document) -> Option<Affected> {
        let standing = force_on(document, self.day, self.ties);
        if !matches!(standing.force, Force::NoLonger | Force::Partly) {
            return None;
        }
        let mut rows = self.tasks(document);
        rows.extend(self.forms(document));
        rows.extend(self.reviews(document));
        rows.extend(self.documents(document));
        Some(Affected {
            document: Named {
                at: document.at.clone(),
                name: crate::describe::document_label(&document.facts),
            },
            force: standing.force,
            why: standing.reasons.last().map(super::words::reason).unwrap_or_default(),
            rows,
        })
    }

    /// Tasks that are not done.
    fn tasks(&self, document: &Document) -> Vec<AffectedRow> {
        let resting = self.facts.tasks.iter().filter(|t| rests(&t.facts.basis, &document.at));
        let open = resting.filter_map(|t| {
            let state = t.state_on(self.day)?;
            let done = matches!(state, TaskState::DoneOnTime | TaskState::DoneLate);
            (!done).then(|| row(&t.at, &t.facts.title, state.label().to_owned()))
        });
        open.collect()
    }

    /// Forms whose targets are set by it, as their basis is written.
    fn forms(&self, document: &Document) -> Vec<AffectedRow> {
        let Some(number) = document.facts.number.as_ref().map(DocNumber::key) else {
            return Vec::new();
        };
        let named = |basis: &str| {
            let words = basis.split_whitespace().filter_map(DocNumber::parse);
            words.into_iter().any(|n| n.key() == number)
        };
        let forms = self.facts.forms.iter().filter(|f| f.closed.is_none());
        let told = forms.filter_map(|f| {
            let set =
                f.facts.indicators.iter().filter(|i| i.targets.iter().any(|t| named(&t.basis)));
            let n = set.count();
            let name = format!("{} {}", f.facts.code, f.facts.title);
            (n > 0).then(|| row(&f.at, &name, format!("{n} chỉ tiêu giao theo văn bản này")))
        });
        told.collect()
    }

    /// Reviews under way whose document it is.
    fn reviews(&self, document: &Document) -> Vec<AffectedRow> {
        let of = |r: &&Review| r.reviewed.as_ref().is_some_and(|d| d.at == document.at);
        let open = self.reviews.iter().filter(|r| r.state != ReviewState::Approved);
        open.filter(of).map(|r| row(&r.at, &r.title, r.state.label().to_owned())).collect()
    }

    /// Documents still in force that implement, guide or rest on it.
    fn documents(&self, document: &Document) -> Vec<AffectedRow> {
        let mut rows: Vec<AffectedRow> = Vec::new();
        for tie in self.ties.to(&document.at) {
            use Relation::{Basis, Guides, Implements};
            let resting = matches!(tie.relation, Basis | Implements | Guides);
            let known = rows.iter().any(|r| r.object.at == tie.from.at);
            let Some(other) = self.facts.document(&tie.from.at).filter(|_| resting && !known)
            else {
                continue;
            };
            let force = force_on(other, self.day, self.ties).force;
            if force != Force::NoLonger {
                let name = crate::describe::document_label(&other.facts);
                let note = format!("{}; {}", tie.relation.label(), force.label().to_lowercase());
                rows.push(row(&other.at, &name, note));
            }
        }
        rows
    }
}

fn rests(basis: &[Named], at: &Ref) -> bool {
    basis.iter().any(|b| b.at == *at)
}

fn row(at: &Ref, name: &str, note: String) -> AffectedRow {
    AffectedRow { object: Named { at: at.clone(), name: name.to_owned() }, note }
}
