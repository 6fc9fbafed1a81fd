//! Acts: what the ledger is made of. Appended, never changed; correction and withdrawal are acts too.

use crate::payload::Payload;
use terms::{Day, Instant, Named, Ref, Site};

/// One act: who, for which body, on which basis, what, and from when it holds.
///
/// It carries names beside references, so that it can be read alone in ten years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The site that wrote it: the chain it stands in.
    pub site: Site,
    /// Its place in that chain, from 1 without gaps.
    pub seq: u64,
    /// When it was entered, by the clock of that site; never decreasing in a chain.
    pub recorded_at: Instant,
    /// From which day it holds in the world.
    pub effective_on: Day,
    /// The object it is about, on whichever site that was created.
    pub subject: Ref,
    /// Who entered it, for whom.
    pub actor: Actor,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What it says.
    pub payload: Payload,
}

/// The place of an act: its site and its number in that site's chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActKey {
    /// The site that wrote it.
    pub site: Site,
    /// Its place in that site's chain, from 1.
    pub seq: u64,
}

impl Act {
    /// Its place in the chains.
    pub fn key(&self) -> ActKey {
        ActKey { site: self.site.clone(), seq: self.seq }
    }

    /// What acts on one object are sorted by before they are folded: when entered, then site, then number; but what
    /// founds the object comes first, for the clock of another site may be slow.
    pub fn fold_order(&self) -> (bool, Instant, &Site, u64) {
        (!self.payload.founds(), self.recorded_at, &self.site, self.seq)
    }
}

/// An act before it has its place in a chain: what `decide` gives back and the store appends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// From which day it holds in the world.
    pub effective_on: Day,
    /// The object it is about.
    pub subject: Ref,
    /// Who enters it, for whom.
    pub actor: Actor,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What it says.
    pub payload: Payload,
}

impl Draft {
    /// The act that it becomes at a place in a chain.
    pub fn at(self, site: Site, seq: u64, recorded_at: Instant) -> Act {
        let Self { effective_on, subject, actor, evidence, payload } = self;
        Act { site, seq, recorded_at, effective_on, subject, actor, evidence, payload }
    }
}

/// Who entered an act and for which body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account's login name.
    pub login: String,
    /// The account holder's name on that day.
    pub name: String,
    /// The body that acts.
    pub body: Named,
}

/// What an act rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// A span of a document's text.
    Span {
        /// The intake under which the file is kept.
        intake: Ref,
        /// SHA-256 of the file, 64 hexadecimal digits.
        sha256: String,
        /// Name of the file as it came.
        file_name: String,
        /// First byte in the stored text.
        start: u64,
        /// Byte after the last.
        end: u64,
        /// The words of the span.
        quote: String,
    },
    /// A registered document as a whole.
    Document(Named),
    /// A cell of a submission.
    FormCell {
        /// The submission.
        submission: Ref,
        /// Code of the indicator.
        indicator: String,
    },
    /// Another act.
    Act {
        /// Its site.
        site: Site,
        /// Its place in that site's chain.
        seq: u64,
    },
    /// A file kept by its hash.
    File {
        /// SHA-256 of the file, 64 hexadecimal digits.
        sha256: String,
        /// Name of the file as it came.
        file_name: String,
    },
}
