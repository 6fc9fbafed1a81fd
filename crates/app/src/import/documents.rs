//! Văn bản from a spreadsheet: new ones, what was missing of those there, days of effect, and how they stand to others.
//!
//! A row is the entry of the register that it is, never one that it only may be: then the row stops with those to choose from.

use super::{Change, Context, Planned, Register, Row, SheetColumn, SheetForm};
use crate::describe::document_label;
use crate::documents::{
    Lookup, NO_TYPE, called, date_typed, doubt_words, filled_up, identity, told,
};
use crate::error::{Error, Problem};
use crate::offices::with_drafts;
use crate::register::BodyIndex;
use record::decide::{self, Entry};
use record::figures::Facts;
use record::object::{Body, Document};
use record::payload::{Citation, DocumentAct, DocumentFacts};
use record::ties::Ties;
use record::{Draft, Object};
use std::collections::BTreeMap;
use terms::{Day, DocNumber, Edtf, Kind, Named, Ref, Relation};

pub(crate) struct Documents;

const COLUMNS: [SheetColumn; 15] = [
    column(
        "number",
        "Số, ký hiệu",
        20,
        false,
        "như 28-NQ/TW, 13/2012/QĐ-TTg; để trống nếu văn bản không có số",
    ),
    column("doc_type", "Loại văn bản", 18, true, "như Nghị quyết, Chỉ thị, Kế hoạch"),
    column("subject", "Trích yếu", 60, true, ""),
    column("issuer", "Cơ quan ban hành", 40, false, "tên đầy đủ, có địa phương"),
    column(
        "issued",
        "Ngày ban hành",
        14,
        false,
        "ngày/tháng/năm, hoặc năm, hoặc nhiệm kỳ của Đảng như “khóa XI”",
    ),
    column("signer", "Người ký", 26, false, ""),
    column("from", "Ngày hiệu lực", 14, false, "theo chính văn bản; không rõ thì để trống"),
    column("until", "Ngày hết hiệu lực", 14, false, "ngày cuối cùng còn hiệu lực"),
    column(
        "replaces",
        "Thay thế",
        40,
        false,
        "các văn bản cách nhau bằng dấu chấm phẩy, như “57/QĐ-UBND ngày 20/5/2024 của Ủy ban nhân dân tỉnh Sông Giang”",
    ),
    column("amends", "Sửa đổi, bổ sung", 40, false, "như trên"),
    column("repeals", "Bãi bỏ", 40, false, "như trên"),
    column("guides", "Hướng dẫn", 40, false, "như trên"),
    column("implements", "Triển khai, cụ thể hóa", 40, false, "như trên"),
    column("basis", "Căn cứ", 40, false, "như trên"),
    column(
        "other",
        "Văn bản khác",
        14,
        false,
        "ghi “x” khi văn bản trùng số với văn bản trong danh mục nhưng là văn bản khác",
    ),
];

const TIES: [(&str, Relation); 6] = [
    ("replaces", Relation::Replaces),
    ("amends", Relation::Amends),
    ("repeals", Relation::Repeals),
    ("guides", Relation::Guides),
    ("implements", Relation::Implements),
    ("basis", Relation::Basis),
];

const FILLED_UP: &str = "Bổ sung thông tin từ sổ văn bản";

const fn column(
    key: &'static str,
    title: &'static str,
    width: u16,
    must: bool,
    hint: &'static str,
) -> SheetColumn {
    SheetColumn { key, title, width, must, hint }
}

/// The register of documents as the rows so far would leave it.
pub(crate) struct World {
    documents: BTreeMap<Ref, Document>,
    lookup: Lookup,
    bodies: Vec<Body>,
    names: Option<BodyIndex>,
}

impl World {
    fn keep(&mut self, document: Document) {
        if document.withdrawn.is_none() {
            self.lookup.put(&document.at, identity(&document.facts));
        }
        self.documents.insert(document.at.clone(), document);
    }

    fn put(&mut self, drafts: &[Draft]) {
        for draft in drafts {
            let now = self.documents.get(&draft.subject).cloned().map(Object::Document);
            if let Some(Object::Document(d)) = with_drafts(now, std::slice::from_ref(draft)) {
                self.keep(d);
            }
        }
    }

    /// The one entry that a document is; why not, where it may be several.
    fn only(&self, facts: &DocumentFacts) -> Result<Option<&Document>, Error> {
        let near = self.lookup.near(&identity(facts), None);
        match near.as_slice() {
            [] => Ok(None),
            [(at, None)] => Ok(self.documents.get(at)),
            several => {
                let each = several.iter().filter_map(|(at, doubt)| {
                    let name = called(&self.documents.get(at)?.facts);
                    Some(format!("{name} ({})", doubt.map_or("trùng", doubt_words)))
                });
                let facts = [("candidates", each.collect::<Vec<_>>().join("; "))];
                Err(Error::Refused(Problem::new("document.candidates", facts)))
            }
        }
    }

    fn issuer(&mut self, name: Option<&str>, today: Day) -> Option<Ref> {
        let names = self.names.get_or_insert_with(|| BodyIndex::new(&self.bodies, today));
        names.only(name?).map(|b| b.at.clone())
    }

    /// The drafts of an act as it would be, or why it cannot be; the register is moved on.
    fn say(
        &mut self,
        context: &Context<'_>,
        at: &Ref,
        on: Option<Day>,
        says: DocumentAct,
    ) -> Result<Vec<Draft>, Error> {
        let entry = Entry {
            subject: at.clone(),
            actor: context.actor.clone(),
            effective_on: on.unwrap_or(context.today),
            today: context.today,
            evidence: context.evidence.clone(),
        };
        // Only what replaces can close a circle; the ties of all are not gathered for anything else.
        let circle = matches!(
            &says,
            DocumentAct::Linked { relation: Relation::Replaces, .. }
                | DocumentAct::Cites(Citation { relation: Relation::Replaces, .. })
        );
        let ties = if circle { Ties::of(self.documents.values()) } else { Ties::default() };
        let drafts = decide::document_among(self.documents.get(at), entry, says, &ties)?;
        self.put(&drafts);
        Ok(drafts)
    }
}

impl Register for Documents {
    type World = World;

    const SHEET: SheetForm = SheetForm { code: "documents", name: "Văn bản", columns: &COLUMNS };

    fn world(facts: &Facts) -> World {
        let mut world = World {
            documents: BTreeMap::new(),
            lookup: Lookup::default(),
            bodies: facts.bodies.clone(),
            names: None,
        };
        facts.documents.iter().for_each(|d| world.keep(d.clone()));
        world
    }

    fn plan(world: &mut World, context: &Context<'_>, row: &mut Row<'_>) -> Option<Planned> {
        let facts = facts(world, context, row);
        let days = (row.day("from"), row.day("until"));
        let other = row.text("other").is_some();
        let facts = facts.filter(|_| !row.is_bad())?;
        let known = match world.only(&facts) {
            Ok(known) => known.cloned(),
            Err(_) if other => None,
            Err(e) => row.ok("number", Err(e))?,
        };
        let mut one = One { world, context, row, drafts: Vec::new(), lines: Vec::new() };
        let at = one.registered(known.as_ref(), &facts)?;
        one.effect(&at, days)?;
        for (key, relation) in TIES {
            one.ties(&at, key, relation)?;
        }
        let change = match (known.is_some(), one.drafts.is_empty()) {
            (false, _) => Change::New,
            (true, true) => Change::Same,
            (true, false) => Change::Changed(one.lines),
        };
        Some(Planned { what: called(&facts), change, drafts: one.drafts })
    }
}

/// What a row says of the document itself.
fn facts(world: &mut World, context: &Context<'_>, row: &mut Row<'_>) -> Option<DocumentFacts> {
    let number = row.text("number").map(|typed| {
        let number = DocNumber::parse(&typed);
        if number.is_none() {
            row.wrong("number", Problem::new("import.number-bad", [("name", typed)]));
        }
        number
    });
    let issued_on = row.text("issued").and_then(|typed| {
        let date = date_typed(&typed);
        if date.is_none() {
            row.wrong("issued", Problem::new("import.day-bad", []));
        }
        date
    });
    let (doc_type, subject) = (row.must("doc_type"), row.must("subject"));
    let issuer = row.text("issuer");
    let issuer_body = world.issuer(issuer.as_deref(), context.today);
    Some(DocumentFacts {
        number: number.flatten(),
        doc_type: doc_type?,
        subject: subject?,
        issuer,
        issuer_body,
        issued_on,
        signer: row.text("signer"),
        intake: None,
        circulation: None,
    })
}

/// One row being planned.
struct One<'w, 'c, 'r, 'l> {
    world: &'w mut World,
    context: &'c Context<'c>,
    row: &'r mut Row<'l>,
    drafts: Vec<Draft>,
    lines: Vec<String>,
}

impl One<'_, '_, '_, '_> {
    fn say(
        &mut self,
        key: &'static str,
        at: &Ref,
        on: Option<Day>,
        says: DocumentAct,
    ) -> Option<()> {
        let drafts = self.world.say(self.context, at, on, says);
        self.drafts.extend(self.row.ok(key, drafts)?);
        Some(())
    }

    /// The document put on the register, or filled up where it stands there.
    fn registered(&mut self, known: Option<&Document>, facts: &DocumentFacts) -> Option<Ref> {
        let on = facts.issued_on.and_then(Edtf::last).filter(|d| *d <= self.context.today);
        let Some(known) = known else {
            let at = (self.context.fresh)(Kind::Document);
            self.say("", &at, on, DocumentAct::Registered(facts.clone()))?;
            return Some(at);
        };
        let full = filled_up(&known.facts, facts);
        if full != known.facts {
            self.lines.extend(differences(&known.facts, &full));
            let says = DocumentAct::Corrected { facts: full, reason: FILLED_UP.to_owned() };
            self.say("", &known.at, on, says)?;
        }
        Some(known.at.clone())
    }

    fn effect(&mut self, at: &Ref, days: (Option<Day>, Option<Day>)) -> Option<()> {
        let stated = self.world.documents.get(at).and_then(Document::effect);
        let stated = stated.map_or((None, None), |e| (e.from, e.until));
        let (from, until) = (days.0.or(stated.0), days.1.or(stated.1));
        if (from, until) == stated {
            return Some(());
        }
        let day = |d: Option<Day>| d.map_or("…".to_owned(), Day::vn);
        self.lines.push(format!("Hiệu lực: {} – {}", day(from), day(until)));
        self.say("from", at, None, DocumentAct::ForceStated { from, until, basis: None })
    }

    fn ties(&mut self, at: &Ref, key: &'static str, relation: Relation) -> Option<()> {
        let Some(typed) = self.row.text(key) else { return Some(()) };
        for line in typed.split(';').map(str::trim).filter(|l| !l.is_empty()) {
            let target = self.target(key, line)?;
            self.tie(at, key, (relation, target), line)?;
        }
        Some(())
    }

    /// The document that a line names; one that is not on the register comes on it, waiting for its text.
    fn target(&mut self, key: &'static str, line: &str) -> Option<Named> {
        let mut facts = told(line);
        facts.issuer_body = self.world.issuer(facts.issuer.as_deref(), self.context.today);
        let found = self.world.only(&facts).map(|d| d.cloned());
        if let Some(known) = self.row.ok(key, found)? {
            return Some(Named { name: known.label(), at: known.at });
        }
        if facts.doc_type.is_empty() {
            NO_TYPE.clone_into(&mut facts.doc_type);
        }
        if facts.subject.is_empty() {
            facts.subject = document_label(&facts);
        }
        let at = (self.context.fresh)(Kind::Document);
        let name = document_label(&facts);
        self.lines.push(format!("Đưa vào danh mục, chờ văn bản gốc: {name}"));
        self.say(key, &at, None, DocumentAct::Registered(facts))?;
        Some(Named { at, name })
    }

    /// A link from the day that is known; where none is, a citation, which says that the day is not known.
    fn tie(
        &mut self,
        at: &Ref,
        key: &'static str,
        (relation, target): (Relation, Named),
        line: &str,
    ) -> Option<()> {
        let own = self.world.documents.get(at)?;
        let linked = own.links.iter().any(|l| l.relation == relation && l.target.at == target.at);
        let cites = |c: &Citation| c.relation == relation && c.target.at == target.at;
        if linked || own.cites.iter().any(|c| cites(&c.citation)) {
            return Some(());
        }
        let from = own.effect().and_then(|e| e.from);
        let from = match relation.acts_on_force() {
            true => from,
            false => from.or(own.facts.issued_on.and_then(Edtf::day)),
        };
        self.lines.push(format!("{}: {}", relation.label(), target.name));
        let says = match from {
            Some(_) => DocumentAct::Linked { target, relation, provisions: None, basis: None },
            None => {
                let quote = line.to_owned();
                DocumentAct::Cites(Citation { target, relation, start: 0, end: 0, quote })
            }
        };
        self.say(key, at, from, says)
    }
}

/// What is filled up, a line for each fact.
fn differences(before: &DocumentFacts, after: &DocumentFacts) -> Vec<String> {
    let text = |s: &Option<String>| s.clone().unwrap_or_default();
    let date = |d: Option<Edtf>| d.map(Edtf::vn).unwrap_or_default();
    let number = |f: &DocumentFacts| f.number.as_ref().map(|n| n.to_string()).unwrap_or_default();
    let pairs = [
        ("Số, ký hiệu", number(before), number(after)),
        ("Loại văn bản", before.doc_type.clone(), after.doc_type.clone()),
        ("Trích yếu", before.subject.clone(), after.subject.clone()),
        ("Cơ quan ban hành", text(&before.issuer), text(&after.issuer)),
        ("Ngày ban hành", date(before.issued_on), date(after.issued_on)),
        ("Người ký", text(&before.signer), text(&after.signer)),
    ];
    let told = |s: String| if s.is_empty() { "chưa ghi".to_owned() } else { s };
    let changed = pairs.into_iter().filter(|(_, a, b)| a != b);
    changed.map(|(what, a, b)| format!("{what}: {} → {}", told(a), told(b))).collect()
}
