//! Acts on bodies, units, people in office and accounts.

use terms::{Day, Edtf, Named, Ref, Role, UnitLevel};

/// An act on a body (cơ quan, tổ chức). `effective_on` of the act is the day it holds from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyAct {
    /// It came into being, or is known from that day.
    Established {
        /// Full name.
        name: String,
        /// Short name in use.
        short_name: Option<String>,
        /// Kind of body, such as `people_committee`.
        kind: String,
        /// The body above it.
        parent: Option<Named>,
        /// The unit whose body it is.
        unit: Option<Named>,
        /// The body whose standing agency it is (cơ quan thường trực).
        standing_for: Option<Named>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// Its name changed on that day.
    Renamed {
        /// The new name.
        name: String,
        /// The new short name.
        short_name: Option<String>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It came under another body on that day.
    Moved {
        /// The body above it from then on.
        parent: Option<Named>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It ceased on that day; the day before was its last.
    Dissolved {
        /// The bodies that took over.
        successors: Vec<Named>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// A mistake on the register was put right; no new period begins.
    Corrected {
        /// The right name.
        name: String,
        /// The right short name.
        short_name: Option<String>,
        /// Why.
        reason: String,
    },
}

/// How much of a predecessor went to a successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// All of it.
    All,
    /// A part; how large is unknown.
    Part,
    /// Nothing of it.
    None,
}

/// A unit that went into another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    /// The unit that was.
    pub unit: Named,
    /// How much of its area.
    pub area: Share,
    /// How much of its people.
    pub population: Share,
}

/// An act on an administrative unit. `effective_on` of the act is the day it holds from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitAct {
    /// It came into being, or is known from that day.
    Created {
        /// Level.
        level: UnitLevel,
        /// Type word: `tỉnh`, `huyện`, `xã`, `phường` …
        unit_type: String,
        /// Name without the type word.
        name: String,
        /// Code on that day; a code is an attribute, never the identity.
        code: Option<String>,
        /// The unit above it.
        parent: Option<Named>,
        /// Latitude of its centre, millionths of a degree.
        lat_micro: Option<i64>,
        /// Longitude of its centre, millionths of a degree.
        lon_micro: Option<i64>,
        /// Units it was formed from.
        predecessors: Vec<Predecessor>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// Type, name or code changed on that day.
    Renamed {
        /// The new type word.
        unit_type: String,
        /// The new name.
        name: String,
        /// The new code.
        code: Option<String>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It came under another unit on that day, and took in others.
    Changed {
        /// The unit above it from then on.
        parent: Option<Named>,
        /// Units that went into it.
        predecessors: Vec<Predecessor>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It ceased on that day; the day before was its last.
    Abolished {
        /// The document that says so, as written.
        basis: Option<String>,
    },
}

/// An act on a person. People are on record only in an official post; nothing else is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonAct {
    /// The person was put on the register.
    Registered {
        /// Name as written.
        name: String,
    },
    /// The person holds a post.
    PostHeld {
        /// The whole post with its body: `Chủ tịch Ủy ban nhân dân tỉnh Sông Giang`.
        title: String,
        /// The body on the register.
        body: Option<Named>,
        /// Since when; a document that shows the person in the post gives an open beginning.
        from: Option<Edtf>,
        /// Until when; `None` while no end is known.
        to: Option<Day>,
    },
    /// The person left a post on the day the act holds from.
    PostLeft {
        /// The whole post with its body, as in `PostHeld`.
        title: String,
    },
    /// The person holds a rank (cấp bậc).
    RankHeld {
        /// The rank.
        rank: String,
        /// Since when, as far as known.
        from: Option<Edtf>,
    },
    /// A wrongly written name was put right.
    Corrected {
        /// The right name.
        name: String,
        /// Why.
        reason: String,
    },
}

/// An act on an account of this site. Secrets are never part of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountAct {
    /// It was opened.
    Opened {
        /// Login name.
        login: String,
        /// The holder's name.
        name: String,
    },
    /// It was given a role on a body and all bodies below it.
    Granted {
        /// The role.
        role: Role,
        /// The body.
        body: Named,
    },
    /// A role was taken from it.
    Revoked {
        /// The role.
        role: Role,
        /// The body.
        body: Ref,
    },
    /// It was closed; it cannot log in any more.
    Closed {
        /// Why.
        reason: String,
    },
}
