//! Makes acts of every kind: either one sample in which every field says its own name, or any act from random choices.

use proptest::prelude::Rng as _;
use proptest::test_runner::TestRng;
use record::payload::*;
use record::{Act, ActKey, Actor, Evidence, Payload};
use terms::edtf::Point;
use terms::*;

/// Where values come from.
pub(crate) enum From {
    /// The field's name decides: no two fields of an act are alike.
    Sample,
    /// Anything.
    Random(TestRng),
}

impl From {
    /// A number below `n`; 0 in a sample.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        match self {
            Self::Sample => 0,
            Self::Random(rng) => rng.next_u64() % n,
        }
    }

    /// One of `n` shapes: decided by the field's name in a sample.
    fn pick(&mut self, name: &str, n: u64) -> u64 {
        if self.random() { self.below(n) } else { of_name(name) % n }
    }

    fn random(&self) -> bool {
        matches!(self, Self::Random(_))
    }
}

/// A stable number for a field's name.
fn of_name(name: &str) -> u64 {
    name.bytes().fold(7, |sum, b| (sum * 31 + u64::from(b)) % 100_003)
}

pub(crate) trait Make: Sized {
    fn make(name: &str, from: &mut From) -> Self;
}

macro_rules! structs {
    ($($type:ident { $($field:ident),+ $(,)? })+) => { $(
        impl Make for $type {
            fn make(name: &str, from: &mut From) -> Self {
                Self { $($field: Make::make(&format!("{name}.{}", stringify!($field)), from),)+ }
            }
        }
    )+ };
}

macro_rules! variants {
    ($($object:ident($type:ident) { $($variant:ident $(($inner:ident))? $({ $($field:ident),+ $(,)? })?;)+ })+) => {
        /// One maker for every kind of act.
        pub(crate) const PAYLOADS: &[fn(&mut From) -> Payload] = &[$($(
            |_from| Payload::$object($type::$variant
                $((Make::make(stringify!($inner), _from)))?
                $({ $($field: Make::make(stringify!($field), _from)),+ })?),
        )+)+];
    };
}

structs! {
    Named { at, name }
    Actor { login, name, body }
    ActKey { site, seq }
    Predecessor { unit, area, population }
    SignedShare { unit, parts }
    DocumentFacts {
        number, doc_type, subject, issuer, issuer_body, issued_on, signer, intake, circulation,
    }
    Citation { target, relation, start, end, quote }
    Target { year, value, basis }
    Indicator { code, name, measure, scale, aggregation, parts, field, targets }
    FormFacts { code, title, asked_by, filled_by, indicators }
    CellEntry { indicator, cell, note }
    Figure { key, printed, formula, explained, evidence }
    ReviewLine { key, pieces, evidence }
    ReviewTable { key, title, columns, rows }
    ReviewSection { kind, field, lines, tables }
    TaskFacts { title, assigner, lead, coordinating, due_on, field, basis }
    Attendance { value, unit, qualifier }
    ActivityFacts {
        kind, title, held_on, place, hosts, chairs, period, reviews, attendance, field,
    }
    FindingFacts { kind, text, field, body, cause_of, found_in }
    ForkChoice { chain, after, ours, stands_seq, stands, aside_seq, aside, reason }
}

variants! {
    Intake(IntakeAct) {
        Received { sha256, file_name, bytes, format, encoding, title, circulation, proposals };
        Decided { proposal, decision, outcome, reason };
    }
    Document(DocumentAct) {
        Registered(facts);
        Corrected { facts, reason };
        Cites(citation);
        Withdrawn { reason };
        Linked { target, relation, provisions, basis };
        ForceStated { from, until, basis };
        ForceChecked { force, source };
        Addressed {
            bodies, below, receive_by, disseminate_by, implement_by, report_by, basis,
        };
        Delivered { body, number };
        ClassStated { class, basis, reason };
        Undone { acts, reason };
    }
    Body(BodyAct) {
        Established { name, short_name, kind, parent, unit, standing_for, basis };
        Renamed { name, short_name, basis };
        Moved { parent, basis };
        Dissolved { successors, basis };
        Corrected { name, short_name, reason };
        Placed { chain, parent, basis };
        StandingSet { standing_for, basis };
        AreaSet { units, basis };
        Constituted { document, seats, term, basis };
        PostLaidDown { post, seats, basis };
        PostEnded { post, basis };
        Charged { part, field, matter, post, basis };
        Discharged { part, field, matter, basis };
        Undone { acts, reason };
    }
    Unit(UnitAct) {
        Created {
            level, unit_type, name, code, parent, lat_micro, lon_micro, predecessors, basis,
        };
        Renamed { unit_type, name, code, basis };
        Changed { parent, predecessors, basis };
        Abolished { basis };
        Corrected { unit_type, name, code, reason };
        SharesSigned { shares, signer, basis };
        SameAs { unit, reason };
        Undone { acts, reason };
    }
    Person(PersonAct) {
        Registered { name };
        PostHeld { title, body, from, to };
        PostLeft { title };
        RankHeld { rank, from };
        Corrected { name, reason };
        Undone { acts, reason };
    }
    Task(TaskAct) {
        Assigned(facts);
        Accepted;
        Progressed { text, percent };
        Extended { due_on, reason };
        HandedIn { text };
        Closed { text };
        Returned { reason };
        Reopened { reason };
        Corrected { facts, reason };
        Withdrawn { reason };
    }
    Form(FormAct) {
        Defined(facts);
        Amended { facts, reason };
        PeriodOpened { period, on_time_until, open_until };
        ClassStated { indicator, unit, class, basis, reason };
        Closed { reason };
    }
    Submission(SubmissionAct) {
        Begun { form, unit, period };
        Entered { cells, file };
        Submitted;
        Approved;
        Returned { reason };
        Corrected { cells, reason };
    }
    Activity(ActivityAct) {
        Recorded(facts);
        Corrected { facts, reason };
        Withdrawn { reason };
        Convened { documents, bodies, summoned };
        Attended { body, present, summoned };
    }
    Finding(FindingAct) {
        Recorded(facts);
        Corrected { facts, reason };
        Resolved { text };
        Withdrawn { reason };
        ClassStated { class, basis, reason };
    }
    Review(ReviewAct) {
        Opened { title, body, reviewed, period };
        Compiled { as_of, sections };
        Edited { line, pieces };
        Submitted;
        Approved { number, signer };
        Returned { reason };
        CopyIssued { number, class, to, held_back };
    }
    Account(AccountAct) {
        Opened { login, name };
        Granted { role, body };
        Revoked { role, body };
        Closed { reason };
        TokenMade { token, name, scopes, until };
        TokenEnded { token, reason };
        FactorReset { reason };
        PasskeyAdded { passkey, name };
        PasskeyRemoved { passkey, name };
        ProviderTied { issuer };
        ProviderUntied { issuer, reason };
        EmergencyTaken { role, body, until, reason };
        EmergencyEnded { reason };
    }
    Site(SiteAct) {
        Admitted { site, name, key, recipient, bodies, superior };
        KeyChanged { key, recipient, reason };
        Withdrawn { reason };
        Cleared { class, reason };
        AdmissionAsked { site, name, key, recipient, bodies, superior };
        AdmissionConfirmed;
        WithdrawalAsked { reason };
        KeyChangeAsked { key, recipient, reason };
        ForkSettled(choice);
        ForkAsked(choice);
        AskedConfirmed { asked };
        AskedDeclined { asked, reason };
    }
}

/// An act around a payload.
pub(crate) fn act(payload: Payload, from: &mut From) -> Act {
    let subject = Ref { kind: payload.kind(), ..Make::make("subject", from) };
    let evidence = if from.random() { Make::make("evidence", from) } else { all_evidence(from) };
    Act {
        site: Make::make("site", from),
        seq: Make::make("seq", from),
        recorded_at: Instant(Make::make("recorded_at", from)),
        effective_on: Make::make("effective_on", from),
        subject,
        actor: Make::make("actor", from),
        evidence,
        payload,
    }
}

fn all_evidence(from: &mut From) -> Vec<Evidence> {
    (0..5).map(|shape| evidence(shape, from)).collect()
}

fn evidence(shape: u64, from: &mut From) -> Evidence {
    match shape {
        0 => Evidence::Span {
            intake: Make::make("intake", from),
            sha256: Make::make("sha256", from),
            file_name: Make::make("file_name", from),
            start: Make::make("start", from),
            end: Make::make("end", from),
            quote: Make::make("quote", from),
        },
        1 => Evidence::Document(Make::make("document", from)),
        2 => Evidence::FormCell {
            submission: Make::make("submission", from),
            indicator: Make::make("indicator", from),
        },
        3 => Evidence::Act { site: Make::make("site", from), seq: Make::make("seq", from) },
        _ => Evidence::File {
            sha256: Make::make("sha256", from),
            file_name: Make::make("file_name", from),
        },
    }
}

impl Make for Evidence {
    fn make(_: &str, from: &mut From) -> Self {
        let shape = from.below(5);
        evidence(shape, from)
    }
}

impl Make for String {
    fn make(name: &str, from: &mut From) -> Self {
        const ODD: &[char] = &[
            'a', 'ệ', 'Đ', '"', '\\', '\n', '\t', '\u{0}', '\u{1f}', '\u{7f}', '😂', '\u{fb33}',
            ' ',
        ];
        if !from.random() {
            return format!("{name}: tỉnh Sông Giang (mẫu)");
        }
        let n = from.below(8);
        (0..n).map(|_| ODD[from.below(ODD.len() as u64) as usize]).collect()
    }
}

macro_rules! numbers {
    ($($type:ident $sample_below:literal;)+) => { $(
        impl Make for $type {
            fn make(name: &str, from: &mut From) -> Self {
                match from {
                    From::Sample => (of_name(name) % $sample_below) as $type,
                    From::Random(rng) => rng.next_u64() as $type >> (rng.next_u32() % $type::BITS),
                }
            }
        }
    )+ };
}

numbers! { u8 7; i16 3000; i64 100_000; u64 100_000; }

macro_rules! lists {
    ($($type:ident)+) => { $(
        impl Make for $type {
            fn make(name: &str, from: &mut From) -> Self {
                let n = $type::ALL.len() as u64;
                $type::ALL[from.pick(name, n) as usize]
            }
        }
    )+ };
}

/// A role was added later: samples keep to those that were there when the golden bytes were made.
impl Make for Role {
    fn make(name: &str, from: &mut From) -> Self {
        let n = if from.random() { Role::ALL.len() as u64 } else { 5 };
        Role::ALL[from.pick(name, n) as usize]
    }
}

/// Kinds were added later: samples keep to those that were there when the golden bytes were made.
impl Make for Kind {
    fn make(name: &str, from: &mut From) -> Self {
        let n = if from.random() { Kind::ALL.len() as u64 } else { 12 };
        Kind::ALL[from.pick(name, n) as usize]
    }
}

lists! {
    Field ActivityKind Aggregation FindingKind Scope UnitLevel Decision SectionKind
    Chain Charge Force AccessClass
}

impl<T: Make> Make for Option<T> {
    fn make(name: &str, from: &mut From) -> Self {
        (from.below(3) < 2).then(|| T::make(name, from))
    }
}

impl<T: Make> Make for Vec<T> {
    fn make(name: &str, from: &mut From) -> Self {
        let n = if from.random() { from.below(3) } else { 2 };
        (0..n).map(|i| T::make(&format!("{name}.{i}"), from)).collect()
    }
}

impl<A: Make, B: Make> Make for (A, B) {
    fn make(name: &str, from: &mut From) -> Self {
        (A::make(name, from), B::make(&format!("{name} 2"), from))
    }
}

impl Make for Day {
    fn make(name: &str, from: &mut From) -> Self {
        let n = if from.random() { from.below(700_000) } else { of_name(name) % 3000 };
        Day::new(2020, 1, 1).unwrap().plus_days(n as i32 - if from.random() { 350_000 } else { 0 })
    }
}

impl Make for Period {
    fn make(name: &str, from: &mut From) -> Self {
        let day = Day::make(name, from);
        Period::new(day, day.plus_days(from.below(900) as i32)).unwrap()
    }
}

impl Make for Point {
    fn make(name: &str, from: &mut From) -> Self {
        let day = Day::make(name, from);
        match from.pick(name, 4) {
            0 => Point::Day(day),
            1 => Point::Month(day.year(), day.month()),
            2 => Point::Year(day.year()),
            _ => Point::DayOfUnknownYear(day.month(), day.day()),
        }
    }
}

impl Make for Edtf {
    fn make(name: &str, from: &mut From) -> Self {
        match from.pick(name, 2) {
            0 => Edtf::Point(Make::make(name, from)),
            _ => Edtf::Interval(Make::make(name, from), Make::make(name, from)),
        }
    }
}

impl Make for Instant {
    fn make(name: &str, from: &mut From) -> Self {
        Instant(Make::make(name, from))
    }
}

impl Make for Site {
    fn make(_: &str, from: &mut From) -> Self {
        ["song-giang", "xa-an-binh", "x1"][from.below(3) as usize].parse().unwrap()
    }
}

impl Make for Ref {
    fn make(name: &str, from: &mut From) -> Self {
        let unique = match from {
            From::Sample => u128::from(of_name(name)),
            From::Random(rng) => u128::from(rng.next_u64()),
        };
        let kind = Kind::make(name, from);
        Ref { kind, site: Make::make(name, from), id: Id::new(1_700_000_000_000, unique) }
    }
}

impl Make for DocNumber {
    fn make(_: &str, from: &mut From) -> Self {
        DocNumber::parse(["13/2012/QĐ-TTG", "28-NQ/TW", "07/CT-BCT"][from.below(3) as usize])
            .unwrap()
    }
}

impl Make for Share {
    fn make(name: &str, from: &mut From) -> Self {
        // A sample keeps to the shares there were when its golden bytes were written.
        let n = if from.random() { 4 } else { 3 };
        [Share::All, Share::Part, Share::None, Share::Unknown][from.pick(name, n) as usize]
    }
}

impl Make for Relation {
    fn make(name: &str, from: &mut From) -> Self {
        // As with shares: seven relations stood in the list when the golden bytes were written.
        let n = if from.random() { Relation::ALL.len() as u64 } else { 7 };
        Relation::ALL[from.pick(name, n) as usize]
    }
}

impl Make for bool {
    fn make(name: &str, from: &mut From) -> Self {
        from.pick(name, 2) == 1
    }
}

impl Make for Cell {
    fn make(name: &str, from: &mut From) -> Self {
        match from.pick(name, 5) {
            0 => Cell::Number(Make::make(name, from)),
            1 => Cell::Zero,
            2 => Cell::NoneOccurred,
            3 => Cell::NotApplicable,
            _ => Cell::NotReported,
        }
    }
}

impl Make for Piece {
    fn make(name: &str, from: &mut From) -> Self {
        match from.pick(name, 2) {
            0 => Piece::Figure(Make::make(name, from)),
            _ => Piece::Words(Make::make(name, from)),
        }
    }
}
