//! Acts on files that come in and on documents.

use crate::act::ActKey;
use terms::{AccessClass, Day, Decision, DocNumber, Edtf, Force, Named, Ref, Relation};

/// An act on a file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntakeAct {
    /// A file was taken in; nothing it says is on record yet.
    Received {
        /// SHA-256 of the file, 64 hexadecimal digits.
        sha256: String,
        /// Name of the file as it came.
        file_name: String,
        /// Size in bytes.
        bytes: u64,
        /// Format: `text`, `html` or `docx`.
        format: String,
        /// Encoding of the text: `utf-8`, `utf-16`, `windows-1258` …
        encoding: String,
        /// Title found in the text, for lists.
        title: String,
        /// Mark that limits circulation (`Lưu hành nội bộ`), when there is one.
        circulation: Option<String>,
        /// Keys of the proposals that the reading made.
        proposals: Vec<String>,
    },
    /// A person decided on one proposal.
    Decided {
        /// The proposal's key, unique in this intake.
        proposal: String,
        /// What was decided.
        decision: Decision,
        /// The object that came of it.
        outcome: Option<Named>,
        /// Why, where a reason was given.
        reason: Option<String>,
    },
}

/// What is on record of a document itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFacts {
    /// Number and sign; `None` for a text without one (a news report, a law known by name).
    pub number: Option<DocNumber>,
    /// Vietnamese type name (`Nghị quyết`, `Tin, bài`).
    pub doc_type: String,
    /// Subject (trích yếu) or title.
    pub subject: String,
    /// Issuing body as written.
    pub issuer: Option<String>,
    /// Issuing body on the register.
    pub issuer_body: Option<Ref>,
    /// Day of issue, as far as known.
    pub issued_on: Option<Edtf>,
    /// Name of the person who signed.
    pub signer: Option<String>,
    /// The intake that holds its text; `None` for a document known by citation only.
    pub intake: Option<Ref>,
    /// Mark that limits circulation, when there is one.
    pub circulation: Option<String>,
}

/// A document as another one cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedDocument {
    /// Number, when the citation gives one.
    pub number: Option<DocNumber>,
    /// Name, for a document known by name.
    pub name: Option<String>,
}

/// One citation: from the text of a document to another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The cited document on the register.
    pub target: Named,
    /// How the citing document stands to it.
    pub relation: Relation,
    /// First byte of the mention in the citing text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// The mention as written.
    pub quote: String,
}

/// An act on a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentAct {
    /// It was put on the register.
    Registered(DocumentFacts),
    /// What was wrong on the register was put right.
    Corrected {
        /// The facts as they should have been.
        facts: DocumentFacts,
        /// Why.
        reason: String,
    },
    /// A citation in its text was confirmed.
    Cites(Citation),
    /// It was registered by mistake.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// How it stands to another document from the day of the act on, entered by hand.
    Linked {
        /// The other document on the register.
        target: Named,
        /// How this one stands to it.
        relation: Relation,
        /// Which provisions of the other one; `None` for all of it.
        provisions: Option<String>,
        /// What says so, as written.
        basis: Option<String>,
    },
    /// From when until when it has effect, as it or the law says.
    ForceStated {
        /// The first day.
        from: Option<Day>,
        /// The last day; `None` while no end is known.
        until: Option<Day>,
        /// What says so, as written.
        basis: Option<String>,
    },
    /// A person looked up whether it was in force on the day of the act.
    ForceChecked {
        /// What was found.
        force: Force,
        /// Where it was looked up.
        source: String,
    },
    /// To whom it goes, and what each of them has to do by when.
    Addressed {
        /// The bodies.
        bodies: Vec<Named>,
        /// Whether all bodies below them have to as well.
        below: bool,
        /// By when it is to be received.
        receive_by: Option<Day>,
        /// By when the session to make it known is to be held (quán triệt).
        disseminate_by: Option<Day>,
        /// By when an implementing document is to be issued (cụ thể hóa).
        implement_by: Option<Day>,
        /// By when results are to be reported.
        report_by: Option<Day>,
        /// What says so, as written.
        basis: Option<String>,
    },
    /// A body received it on the day of the act.
    Delivered {
        /// The body.
        body: Named,
        /// Number in that body's register of incoming documents (số đến).
        number: Option<String>,
    },
    /// Who may read it was stated.
    ClassStated {
        /// Who may read it.
        class: AccessClass,
        /// What says so, as written.
        basis: Option<String>,
        /// Why.
        reason: String,
    },
    /// Acts on it that were entered by mistake are taken back: it is as if they had never been.
    Undone {
        /// The acts.
        acts: Vec<ActKey>,
        /// Why.
        reason: String,
    },
}
