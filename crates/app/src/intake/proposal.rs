//! A proposal: what a reading suggests should be put on record, as named entries that a person can correct.

use read::contract::{Candidate, Warning};

/// What a proposal would put on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalKind {
    /// The document itself.
    Document,
    /// A body that is named.
    Body,
    /// A person with posts.
    Person,
    /// A document that is cited.
    Cited,
    /// What the text reports.
    Activity,
    /// A direction as a task.
    Task,
    /// A result or shortcoming as a finding.
    Finding,
}

impl ProposalKind {
    /// Every kind, in the order in which they are best decided.
    pub const ALL: &'static [Self] = &[
        Self::Document,
        Self::Body,
        Self::Person,
        Self::Cited,
        Self::Activity,
        Self::Task,
        Self::Finding,
    ];

    /// The stable code, also the beginning of a proposal's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Body => "body",
            Self::Person => "person",
            Self::Cited => "cited",
            Self::Activity => "activity",
            Self::Task => "task",
            Self::Finding => "finding",
        }
    }

    /// The Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Document => "Văn bản này",
            Self::Body => "Cơ quan, tổ chức",
            Self::Person => "Người giữ chức vụ",
            Self::Cited => "Văn bản được dẫn",
            Self::Activity => "Hoạt động",
            Self::Task => "Nhiệm vụ",
            Self::Finding => "Nhận định",
        }
    }
}

/// How an entry is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One line of words.
    Line,
    /// Several lines, one value each.
    Lines,
    /// A date, possibly partial (EDTF).
    Date,
    /// One of a closed list of codes, with labels.
    Choice(Vec<(String, String)>),
}

/// A span of the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// One entry of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stable name (`issuer`).
    pub name: &'static str,
    /// Vietnamese label.
    pub label: &'static str,
    /// The proposed value; empty when the text does not say it.
    pub value: String,
    /// How it is filled in.
    pub input: Input,
    /// Whether it must be filled before confirming.
    pub required: bool,
    /// Other values it may have, with reasons.
    pub candidates: Vec<Candidate>,
}

/// What a reading suggests should be put on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Key, unique in its intake and the same whenever the same text is read by the same rules (`task-3`).
    pub key: String,
    /// What it would put on record.
    pub kind: ProposalKind,
    /// One line for lists.
    pub title: String,
    /// Where the text says it, the most telling place first.
    pub spans: Vec<Span>,
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Doubts that touch it.
    pub doubts: Vec<Warning>,
}

impl Proposal {
    /// The value of an entry; empty when there is none.
    pub fn value(&self, name: &str) -> &str {
        self.entries.iter().find(|e| e.name == name).map_or("", |e| e.value.as_str())
    }

    /// Puts values typed by a person in place of the proposed ones; names that it does not have are passed over.
    pub fn corrected(mut self, typed: &[(String, String)]) -> Self {
        for entry in &mut self.entries {
            if let Some((_, value)) = typed.iter().find(|(name, _)| name == entry.name) {
                entry.value = value.trim().to_owned();
            }
        }
        self
    }
}
