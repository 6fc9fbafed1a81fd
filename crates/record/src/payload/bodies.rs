//! Acts on bodies, units, people in office and accounts.

use crate::act::ActKey;
use terms::{Chain, Charge, Day, Edtf, Field, Instant, Named, Period, Ref, Role, Scope, UnitLevel};

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
    /// In one of the four chains it came under another body on that day.
    Placed {
        /// The chain.
        chain: Chain,
        /// The body above it there from then on; `None` when it left the chain.
        parent: Option<Named>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It became, or ceased to be, another body's standing agency on that day.
    StandingSet {
        /// The body whose standing agency it is from then on.
        standing_for: Option<Named>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// The units that it covers from that day (địa bàn); for a regional defence command, its members.
    AreaSet {
        /// The units.
        units: Vec<Named>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It was set up or reorganised (kiện toàn) on that day.
    Constituted {
        /// The document on the register.
        document: Option<Named>,
        /// How many members it has.
        seats: Option<u64>,
        /// Its term.
        term: Option<Period>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// A post exists in it from that day, held or vacant.
    PostLaidDown {
        /// The post without the body: `Chủ tịch`.
        post: String,
        /// How many people hold it at once; 1 for a single post.
        seats: u64,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// A post exists no more from that day.
    PostEnded {
        /// The post, as laid down.
        post: String,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It has a part in a line of work from that day.
    Charged {
        /// Which part.
        part: Charge,
        /// The line of work.
        field: Field,
        /// The matter within it; `None` for the whole line of work.
        matter: Option<String>,
        /// The post in it that answers for this; `None` for the body as such.
        post: Option<String>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It has that part no more from that day.
    Discharged {
        /// Which part.
        part: Charge,
        /// The line of work.
        field: Field,
        /// The matter within it.
        matter: Option<String>,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// Acts on it that were entered by mistake are taken back: it is as if they had never been.
    Undone {
        /// The acts.
        acts: Vec<ActKey>,
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
    /// Whether anything of it is not known.
    Unknown,
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

/// What part of a divided unit's figures belongs to one successor, as signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedShare {
    /// The successor.
    pub unit: Named,
    /// Its parts; the whole is the sum of all parts.
    pub parts: u64,
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
    /// A mistake on the register was put right; no new period begins.
    Corrected {
        /// The right type word.
        unit_type: String,
        /// The right name.
        name: String,
        /// The right code.
        code: Option<String>,
        /// Why.
        reason: String,
    },
    /// How its figures of before that day are divided among the units that it went into on that day.
    SharesSigned {
        /// The successors with their parts.
        shares: Vec<SignedShare>,
        /// Who signed.
        signer: String,
        /// The document that says so, as written.
        basis: Option<String>,
    },
    /// It was entered twice: what is said of it is said of the other one.
    SameAs {
        /// The unit that stays.
        unit: Named,
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
    /// Acts on the person that were entered by mistake are taken back: it is as if they had never been.
    Undone {
        /// The acts.
        acts: Vec<ActKey>,
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
    /// A token was made by which another program acts for it.
    TokenMade {
        /// What the token is known by; nothing of the token itself.
        token: String,
        /// What it is for.
        name: String,
        /// What it lets a program do.
        scopes: Vec<Scope>,
        /// The last day on which it is taken.
        until: Day,
    },
    /// A token was ended.
    TokenEnded {
        /// What the token is known by.
        token: String,
        /// Why.
        reason: String,
    },
    /// Its holder registered a passkey.
    PasskeyAdded {
        /// What the passkey is known by; nothing of the passkey itself.
        passkey: String,
        /// What the holder calls it.
        name: String,
    },
    /// Its holder removed a passkey.
    PasskeyRemoved {
        /// What the passkey is known by.
        passkey: String,
        /// What the holder called it.
        name: String,
    },
    /// An administrator let a person of an OpenID provider log in as its holder. Who that is stays on the machine.
    ProviderTied {
        /// The provider.
        issuer: String,
    },
    /// An administrator ended that.
    ProviderUntied {
        /// The provider.
        issuer: String,
        /// Why.
        reason: String,
    },
    /// An administrator took its second factor away: lost, or not trusted any more.
    FactorReset {
        /// Why.
        reason: String,
    },
    /// Its holder, who stands by for emergencies, took a role for a bounded time.
    EmergencyTaken {
        /// The role.
        role: Role,
        /// The body.
        body: Named,
        /// Until when; the role ends by itself.
        until: Instant,
        /// Why.
        reason: String,
    },
    /// The role taken in an emergency was given back, or taken away, before its time.
    EmergencyEnded {
        /// Why.
        reason: String,
    },
}
