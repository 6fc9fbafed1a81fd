//! The shapes that a reading is made of, field by field as `kvpt read` prints them.
//!
//! Offsets are UTF-8 bytes of the text that was read; `text[start..end]` is exactly the mention's own `text`.
//! What the text does not say is `None` or an empty list. Fields may be added, never renamed or dropped;
//! a reading of an older program, which lacks some, is taken in with these empty.

use serde::{Deserialize, Serialize};

/// One reading of one text: everything that was found in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Kind of text: `news`, `resolution`, `directive`, `decision`, `plan`, `report`, `notice`, `regulation`, `law`, `decree` or `other`.
    pub genre: String,
    /// Title of the text as printed.
    pub title: Option<String>,
    /// Day of publication as EDTF.
    pub published: Option<String>,
    /// The heading block, when the text is itself an administrative document.
    pub heading: Option<Heading>,
    /// Mentions of documents, in text order.
    pub citations: Vec<Citation>,
    /// Calendar expressions, in text order.
    pub dates: Vec<DateMention>,
    /// Counted or measured figures, in text order.
    pub quantities: Vec<Quantity>,
    /// People named in an official capacity, one entry a person.
    pub people: Vec<Person>,
    /// Organisations, one entry a body.
    pub bodies: Vec<Body>,
    /// What the text reports, when it reports an activity.
    pub activity: Option<Activity>,
    /// Directions: what somebody is to do from now on.
    pub tasks: Vec<TaskClause>,
    /// Results achieved.
    pub results: Vec<FieldClause>,
    /// Shortcomings and difficulties.
    pub shortcomings: Vec<FieldClause>,
    /// Causes of results and shortcomings. Added to the contract; a clause may also stand in another list.
    #[serde(default)]
    pub causes: Vec<FieldClause>,
    /// Lessons drawn.
    #[serde(default)]
    pub lessons: Vec<FieldClause>,
    /// Proposals to bodies above (đề xuất, kiến nghị); where they direct work they stand in `tasks` too.
    #[serde(default)]
    pub proposals: Vec<FieldClause>,
    /// Back references such as `Nghị quyết này`; never counted as citations.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// The parts of an administrative document; `None` for other texts.
    #[serde(default)]
    pub structure: Option<Structure>,
    /// What stands beside the running text: captions, repeated captions, leftovers of a web page, credits.
    #[serde(default)]
    pub asides: Vec<Aside>,
    /// Doubts and what was left out.
    pub warnings: Vec<Warning>,
}

/// The heading block of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Heading {
    /// Normalised number and sign.
    pub number: Option<String>,
    /// Vietnamese type name, such as `Nghị quyết`.
    pub doc_type: Option<String>,
    /// Issuing body, written out.
    pub issuer: Option<String>,
    /// Day of issue as EDTF.
    pub date: Option<String>,
    /// Place of issue.
    pub place: Option<String>,
    /// Subject (trích yếu).
    pub subject: Option<String>,
    /// Secrecy mark as printed, never one of the three levels of state secrets.
    pub secrecy: Option<String>,
    /// Urgency mark: `khẩn`, `thượng khẩn` or `hỏa tốc`.
    pub urgency: Option<String>,
    /// Name of the person who signed.
    pub signer: Option<String>,
}

/// One mention of an identifiable document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Citation {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The mention as written.
    pub text: String,
    /// Normalised number: NFC, upper case, no spaces.
    pub number: Option<String>,
    /// Name, for a document known by name (a law).
    pub name: Option<String>,
    /// Vietnamese type name.
    pub doc_type: Option<String>,
    /// Issuing body as a reader would file it.
    pub issuer: Option<String>,
    /// Day of issue as EDTF.
    pub date: Option<String>,
    /// `full`, `short` or `named`.
    pub mention: String,
    /// `basis`, `implements`, `amends`, `replaces`, `repeals`, `reviews` or `mentions`.
    pub relation: String,
    /// Provisions of the document that are named with it.
    #[serde(default)]
    pub provisions: Vec<Provision>,
    /// Numbers or names of the documents by which it was amended or replaced, as the text says right behind it.
    #[serde(default)]
    pub amended_by: Vec<String>,
}

/// A provision of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// First byte of the words that name it; several provisions may share them (`các điều 3, 4 và 5`).
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words as written.
    pub text: String,
    /// Normal form, smallest unit first: `điểm a khoản 1 Điều 7`.
    pub path: String,
}

/// A document referred to without its number: `Nghị quyết này`, `Chỉ thị nêu trên`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The mention as written.
    pub text: String,
    /// Vietnamese type name.
    pub doc_type: String,
    /// Number or name of the one document it can mean, `self` for the text's own document, `None` when it is open.
    pub to: Option<String>,
    /// Documents it can mean, when there are several.
    pub candidates: Vec<Candidate>,
    /// Provisions named with it.
    pub provisions: Vec<Provision>,
}

/// The parts of an administrative document, each with its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structure {
    /// First byte of the heading block.
    pub start: usize,
    /// Byte after the heading block.
    pub end: usize,
    /// Marks that fill a line of the heading block.
    pub marks: Vec<Mark>,
    /// Addressees (`Kính gửi`).
    pub addressees: Vec<Mention>,
    /// Legal bases (`Căn cứ …;`), in text order.
    pub bases: Vec<Basis>,
    /// Parts, chapters, articles, clauses and points, or the outline of a report, in text order.
    pub parts: Vec<Part>,
    /// Signature blocks, in text order.
    pub signatures: Vec<Signature>,
    /// Entries of `Nơi nhận`, in text order.
    pub recipients: Vec<Mention>,
}

/// A mark in the heading block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The mark as written.
    pub text: String,
    /// `urgency` or `circulation`; texts with a level of state secrets are refused before they are read.
    pub kind: String,
}

/// One legal basis.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The basis as written.
    pub text: String,
    /// Numbers or names of the documents in it.
    pub documents: Vec<String>,
}

/// One part of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// First byte of its label.
    pub start: usize,
    /// Byte after its title, or after its label when it has none.
    pub end: usize,
    /// Label and title as written.
    pub text: String,
    /// Depth in this document, from 1.
    pub level: usize,
    /// `attached` (a document put in force with this one), `annex`, `part`, `chapter`, `section`, `subsection`, `article`,
    /// `clause`, `point`; of an outline `letter`, `roman`, `number`, `subnumber`.
    pub kind: String,
    /// Label without marks: `Điều 5`, `II`, `1.2`, `a`.
    pub label: String,
    /// Title, when the part has one.
    pub title: Option<String>,
    /// Byte at which its content ends.
    pub to: usize,
}

/// One signature block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The block as written.
    pub text: String,
    /// Authority to sign as `TM.`, `KT.`, `TL.`, `TUQ.` or `Q.`, in the order written; Party marks (`T/M`, `K/T`) likewise.
    pub capacity: Vec<String>,
    /// Lines of the block above the name, without the authority.
    pub titles: Vec<String>,
    /// Rank (cấp bậc) before the name.
    pub rank: Option<String>,
    /// Name of the person who signed.
    pub name: Option<String>,
}

/// A line that is no running text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The line as written.
    pub text: String,
    /// `caption`, `repeated`, `markup`, `credit` or `related`.
    pub kind: String,
}

/// One calendar expression.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateMention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The mention as written.
    pub text: String,
    /// The value as EDTF (ISO 8601-2).
    pub edtf: String,
}

/// One counted or measured figure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quantity {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The mention as written.
    pub text: String,
    /// The figure, scale words multiplied in.
    pub value: f64,
    /// Unit of measure: the head noun as written, or `%`.
    pub unit: String,
    /// `exact`, `over`, `under` or `about`.
    pub qualifier: String,
}

/// A span of the text with its own wording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The mention as written.
    pub text: String,
}

/// A post (chức vụ) written out with its body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Post {
    /// The whole post with its body: `Thứ trưởng Bộ Quốc phòng`.
    pub title: String,
    /// The body alone, where the post names one.
    pub body: Option<String>,
}

/// A person named in an official capacity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Name as written.
    pub name: String,
    /// Ranks (cấp bậc) given in the text.
    pub ranks: Vec<String>,
    /// Posts given in the text.
    pub posts: Vec<Post>,
    /// Where the person is named.
    pub mentions: Vec<Mention>,
}

/// An organisation named specifically enough to be put on a register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// Fullest form in the text, abbreviations written out.
    pub name: String,
    /// Kind of body, such as `party_committee`, `people_committee`, `military_command`, `ministry`, `steering_committee`.
    pub kind: String,
    /// Where it is named.
    pub mentions: Vec<Mention>,
}

/// What the text reports: a conference, an exercise, an inspection.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Activity {
    /// `training`, `interim_review`, `final_review`, `coordination`, `exercise`, `inspection`, `conscription`, `commendation`, `planning`, `meeting` or `other`.
    pub kind: String,
    /// Title as the text gives it.
    pub title: Option<String>,
    /// Day as EDTF.
    pub date: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Bodies that hold it.
    pub hosts: Vec<String>,
    /// People who chair it.
    pub chairs: Vec<String>,
    /// Period under review: EDTF interval or ISO 8601 duration.
    pub period: Option<String>,
    /// Numbers or names of the documents under review.
    pub reviews: Vec<String>,
    /// Attendance figures.
    pub attendance: Vec<Attendance>,
}

/// How many of whom took part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attendance {
    /// The figure.
    pub value: f64,
    /// Who is counted.
    pub unit: String,
    /// `exact`, `over`, `under` or `about`.
    pub qualifier: String,
}

/// A clause that asks, tells or resolves what is to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskClause {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The clause as written.
    pub text: String,
    /// Who gives the direction.
    pub assigner: Option<String>,
    /// Who leads.
    pub leads: Vec<String>,
    /// Who coordinates.
    pub with: Vec<String>,
    /// Numbers of the documents it rests on.
    pub basis: Vec<String>,
    /// By when, as EDTF.
    pub term: Option<String>,
    /// Line of work.
    pub field: Option<String>,
}

/// A clause that states a result or a shortcoming.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldClause {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The clause as written.
    pub text: String,
    /// Line of work.
    pub field: Option<String>,
}

/// A doubt, or what was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Warning {
    /// Stable code, such as `citation.issuer-mismatch`.
    pub code: String,
    /// What is doubtful and why, in Vietnamese.
    pub message: String,
    /// First byte of the place, when there is one.
    pub start: Option<usize>,
    /// Byte after the last.
    pub end: Option<usize>,
    /// Possible values with their reasons, for a person to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
}

/// One possible value of a doubtful thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Candidate {
    /// The value.
    pub value: String,
    /// Why it is possible, in Vietnamese.
    pub reason: String,
}
