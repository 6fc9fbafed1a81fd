//! The role of clauses in running prose: a small state machine over cues.
//!
//! The state is what the text is doing (directing, telling results, naming shortcomings) and who directs. A
//! clause without cues goes on in the state of its sentence or list; speech, scenes and captions change it.

use crate::context::Context;
use crate::people::cue::{self as people_cue, Use};
use crate::role::clause::Clause;
use crate::role::cue::{self, Features, Tells};
use crate::role::frame::{self, Frame};
use crate::role::lack;
use crate::role::outweigh::{is_bound, is_outweighed, is_turn, turns_good};
use crate::role::silent::{is_cause_header, is_header};
use crate::role::tell::{
    acts, ahead, asks_back, counted_up, ends_openly, finds, foresees, is_meant, is_planned,
    is_saying, is_scene, marks_past, new_speech, of_some, praises, recalls, reports_done,
    sets_to_work, speaks_order, told_first, was_late,
};
use crate::role::{Decided, Role};

/// What the text is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct State {
    role: Role,
    /// A sentence ending in a colon opened a list, which goes on over paragraphs.
    list: bool,
    /// A directive was reported: what somebody is to do is told without a further cue.
    primed: bool,
    /// A report was announced, and its figures may follow over paragraphs.
    reported: bool,
    /// The sentence before set out work that this one names.
    planned: bool,
    /// What the last paragraph did that did anything.
    before: Role,
    /// What the paragraph right before did at its end.
    behind: Role,
    /// The sentence tells of a period of which it is not said whether it is over.
    during: bool,
    /// The recipients of a document have been reached, behind which nothing is told.
    over: bool,
    /// When the text was written.
    year: Option<frame::When>,
}

impl State {
    /// The state before the first clause of a text written at a time.
    pub(crate) fn new(year: Option<frame::When>) -> Self {
        Self { year, ..Self::default() }
    }

    /// What outlives a paragraph.
    fn fresh(self) -> Self {
        let before = if self.role == Role::None { self.before } else { self.role };
        Self { role: Role::None, before, behind: self.role, list: false, reported: false, ..self }
    }

    /// A list of one kind has been opened.
    fn listing(self, role: Role) -> Self {
        Self { role, list: true, ..self }
    }

    /// Decides a clause and moves on.
    pub(crate) fn step(&mut self, cx: &Context, clause: &Clause) -> Decided {
        self.over |= clause.opens_sentence
            && people_cue::is(&cx.words, clause.features.first, Use::Recipients);
        if self.over {
            return Decided::default();
        }
        let causes = is_cause_header(cx, clause);
        if causes {
            *self = self.fresh();
        }
        if clause.quiet || causes || (!self.list && is_header(cx, clause)) {
            return Decided { role: Role::None, cue: clause.features.first(Tells::Silent) };
        }
        if clause.opens_paragraph && !self.goes_on(cx, clause) {
            *self = self.fresh();
        }
        let frame = self.frame(cx, clause);
        let decided = self.decide(cx, clause, frame);
        self.during = frame == Frame::During;
        self.announce(&clause.features, clause.opens_sentence);
        if decided.role != Role::None || !self.keeps(&decided) {
            self.role = decided.role;
        }
        let f = &clause.features;
        self.primed |= f.has(Tells::Issue) && decided.role != Role::Result;
        if self.role != Role::Short && counted_up(cx, f).is_some() {
            *self = self.listing(Role::Task);
            return Decided { role: Role::Task, cue: None };
        }
        if f.colon && f.has(Tells::Intro) {
            *self = self.listing(Role::Task);
            return Decided {
                role: if f.has(Tells::Task) { Role::Task } else { Role::None },
                cue: f.first(Tells::Intro),
            };
        }
        if f.colon && decided.role == Role::Task && ends_openly(cx, clause) {
            *self = self.listing(Role::Task);
        }
        if f.colon && f.has(Tells::Outro) {
            *self = self.listing(Role::Result);
        }
        if f.colon && f.has(Tells::Short) && decided.role != Role::Task && ends_openly(cx, clause) {
            *self = self.listing(Role::Short);
        }
        decided
    }

    /// Takes note of reports and plans that the next sentences may spell out.
    fn announce(&mut self, f: &Features, opens_sentence: bool) {
        let reports = |h: &cue::Hit| {
            h.tells == Tells::Report
                || (h.tells == Tells::Scene && h.end >= h.at + 3 && h.strength == 4)
        };
        self.reported |= f.hits.iter().any(reports) && f.has(Tells::Report);
        self.planned = f.has(Tells::Plan) || self.planned && !opens_sentence;
    }

    /// A look back within a list of directions does not end it.
    fn keeps(&self, decided: &Decided) -> bool {
        self.role == Role::Task && decided.cue.is_some_and(|h| h.tells == Tells::Result)
    }

    /// Tells whether a new paragraph still belongs to what the last one did.
    fn goes_on(&self, cx: &Context, clause: &Clause) -> bool {
        let f = &clause.features;
        let scene = f.has(Tells::Scene) && !f.has(Tells::Task);
        if self.role == Role::None || scene {
            return false;
        }
        let speech =
            f.first(Tells::Said).is_some_and(|h| h.at <= f.first + 1) && !begins_with_verb(cx, f);
        let figures = self.reported && self.role == Role::Result && frame::counts(cx, f);
        !speech && (self.list || begins_with_verb(cx, f) || figures)
    }

    /// What the opening of the sentence announces; a period that may be over lasts to its end.
    fn frame(&self, cx: &Context, clause: &Clause) -> Frame {
        if !clause.opens_sentence && self.during {
            return Frame::During;
        }
        frame::of(cx, clause, self.year)
    }

    /// The role of one clause in this state.
    fn decide(&self, cx: &Context, clause: &Clause, frame: Frame) -> Decided {
        let f = &clause.features;
        let tell = |role, tells| Decided { role, cue: f.first(tells) };
        let task = f.weight(Tells::Task);
        if self.lists_shortcomings(cx, f)
            || self.blames(cx, clause, frame)
            || f.has(Tells::Short) && task < 3 && self.is_short(cx, clause)
        {
            return tell(Role::Short, Tells::Short);
        }
        if turns_good(cx, f) {
            return tell(Role::Result, Tells::Result);
        }
        if task >= 3 && !told_first(cx, f) && !foresees(cx, f) && !self.runs_on(cx, clause, frame) {
            return tell(Role::Task, Tells::Task);
        }
        if clause.opens_sentence && f.first(Tells::Task).is_some_and(|h| h.at == f.first) {
            return tell(Role::Task, Tells::Task);
        }
        if let Some(ahead) = ahead(cx, clause, frame) {
            return Decided { role: Role::Task, cue: Some(ahead) };
        }
        if let Some(decided) = self.framed(cx, clause, frame) {
            return decided;
        }
        self.by_cues(cx, clause, frame)
    }

    /// The role that the opening of a sentence gives it.
    fn framed(&self, cx: &Context, clause: &Clause, frame: Frame) -> Option<Decided> {
        let f = &clause.features;
        let none = |tells| Some(Decided { role: Role::None, cue: f.first(tells) });
        let found = Decided { role: Role::Result, cue: f.first(Tells::Result) };
        let past = f.has(Tells::Past) || marks_past(cx, f);
        let plain = !praises(cx, f);
        match frame {
            Frame::Day if plain && !f.has(Tells::Report) && !f.has(Tells::Back) => none(Tells::Day),
            Frame::Stage if f.has(Tells::Back) || f.has(Tells::Report) => {
                (!f.has(Tells::Harm)).then_some(found)
            }
            Frame::Stage if plain => none(Tells::Stage),
            Frame::Event if plain && !self.counts_in(cx, clause) => none(Tells::Event),
            Frame::Back | Frame::During if is_saying(cx, f) => none(Tells::Back),
            Frame::Report if f.has(Tells::Harm) && !past => none(Tells::Harm),
            Frame::Report | Frame::Back => {
                let meant = is_planned(cx, f) || is_meant(cx, f) || self.values(clause);
                ((past || !f.has(Tells::Harm)) && !meant).then_some(found)
            }
            Frame::During => {
                (past || f.weight(Tells::Result) >= 3 || frame::counts(cx, f)).then_some(found)
            }
            Frame::Link => self.linked(cx, clause),
            _ => None,
        }
    }

    /// `Theo đó, …`, `Từ đó, …`: a sentence that spells out the one before.
    fn linked(&self, cx: &Context, clause: &Clause) -> Option<Decided> {
        let f = &clause.features;
        let link = f.first(Tells::Link)?;
        let from = (link.end..f.end).find(|k| cx.words.get(*k).is_some_and(|w| !w.is_sign()))?;
        let is = |k: usize| matches!(cx.small(k), "là" | "gồm") && cue::work(cx, k + 1);
        let acts = (from..from + 2).any(|k| cue::work(cx, k)) || (from..from + 10).any(is);
        let past = f.has(Tells::Past) || marks_past(cx, f) || frame::was_done(cx, f);
        match self.role {
            Role::None if self.planned && acts && !past => Some(Decided {
                role: Role::Task,
                cue: Some(cue::Hit { tells: Tells::Future, ..link }),
            }),
            Role::None if self.reported && past => {
                Some(Decided { role: Role::Result, cue: f.first(Tells::Result) })
            }
            Role::Result if acts => Some(Decided { role: Role::Result, cue: None }),
            Role::Short if !f.has(Tells::Past) && !acts && !frame::sets_out(cx, f, from, true) => {
                Some(Decided { role: Role::Short, cue: None })
            }
            _ => None,
        }
    }

    /// The role that the cues of a clause give it, else the one that is carried on.
    fn by_cues(&self, cx: &Context, clause: &Clause, frame: Frame) -> Decided {
        let f = &clause.features;
        let carried = Decided { role: self.role, cue: None };
        let tell = |role, tells| Decided { role, cue: f.first(tells) };
        // `Phát huy tốt …` in a new paragraph under directions goes on with them.
        let goes_on = !clause.opens_paragraph || begins_with_verb(cx, f);
        let inside = self.role == Role::Task && goes_on;
        let told = f.has(Tells::Past) || (f.weight(Tells::Result) >= 3 && !inside);
        let due = self.role == Role::Task && !clause.opens_paragraph && f.has(Tells::Term);
        if clause.opens_sentence
            && !due
            && !self.counts_in(cx, clause)
            && !reports_done(cx, f)
            && is_scene(f)
        {
            return tell(Role::None, Tells::Scene);
        }
        if f.has(Tells::Issue) {
            return tell(Role::None, Tells::Issue);
        }
        if self.primed && clause.opens_sentence && acts(cx, f) {
            return Decided { role: Role::Task, cue: None };
        }
        if self.values(clause) || is_meant(cx, f) {
            return tell(Role::None, Tells::Worth);
        }
        if f.has(Tells::Past) || (told && !self.directs(clause)) {
            return tell(
                Role::Result,
                if f.has(Tells::Past) { Tells::Past } else { Tells::Result },
            );
        }
        let sets = (clause.opens_paragraph && !self.list) || self.role == Role::Task;
        if speaks_order(cx, f) || (sets && sets_to_work(cx, f)) {
            return tell(Role::Task, Tells::Said);
        }
        if self.role == Role::Task && clause.opens_sentence && recalls(cx, f) {
            return tell(Role::None, Tells::Result);
        }
        if self.role == Role::Task && f.has(Tells::Term) {
            return carried;
        }
        let heads = self.role == Role::None || !begins_with_verb(cx, f);
        let told_of = clause.opens_sentence && self.role != Role::Task && heads;
        if told_of && frame != Frame::Event && (marks_past(cx, f) || frame::was_done(cx, f)) {
            return tell(Role::Result, Tells::Result);
        }
        if clause.opens_paragraph && !new_speech(cx, f) && self.merits(cx, f) {
            return tell(Role::Result, Tells::Merit);
        }
        if clause.opens_paragraph && !new_speech(cx, f) && self.faults(cx, f) {
            return tell(Role::Short, Tells::Short);
        }
        let told_on = self.role != Role::Short || lack::hints(cx, f.first, f.end);
        let listed = self.list && (told_on || !begins_with_verb(cx, f));
        if !clause.opens_sentence || listed || told_on && !new_speech(cx, f) {
            return carried;
        }
        Decided::default()
    }

    /// `Tổ chức tốt lễ giao nhận quân …`, `Bộ A đã chủ trì, phối hợp …` within an account of results: one of them.
    fn counts_in(&self, cx: &Context, clause: &Clause) -> bool {
        let f = &clause.features;
        let held = [Tells::Event, Tells::Stage, Tells::Day, Tells::Said];
        let done = || marks_past(cx, f) && !held.iter().any(|t| f.has(*t));
        let listed = || !clause.opens_paragraph && begins_with_verb(cx, f);
        self.role == Role::Result && (listed() || done())
    }

    /// Directions told within an account of results: `đã tổ chức …; chỉ đạo các xã …`.
    fn runs_on(&self, cx: &Context, clause: &Clause, frame: Frame) -> bool {
        let f = &clause.features;
        let mild =
            |h: &cue::Hit| h.tells != Tells::Task || h.strength < 3 || cx.small(h.at) == "chỉ";
        let told = matches!(frame, Frame::Back | Frame::Report)
            || self.role == Role::Result && (!clause.opens_sentence || f.has(Tells::Link));
        told && f.hits.iter().all(mild) && f.has(Tells::Orders)
    }

    /// `Công tác … chặt chẽ, đúng quy định`: an account of results that goes on in a new paragraph.
    fn merits(&self, cx: &Context, f: &Features) -> bool {
        let named = matches!(
            cx.small(f.first),
            "công"
                | "việc"
                | "chất"
                | "các"
                | "hệ"
                | "lực"
                | "quá"
                | "tỷ"
                | "số"
                | "hoạt"
                | "phong"
        );
        let other = [Tells::Event, Tells::Stage, Tells::Worth, Tells::Harm, Tells::Future];
        named
            && self.role == Role::None
            && self.before == Role::Result
            && f.has(Tells::Merit)
            && !other.iter().any(|t| f.has(*t))
    }

    /// A shortcoming told before anything is asked: `Tuy nhiên, còn lúng túng, đề nghị …`, `phải …, nhưng đến nay mới …`.
    fn blames(&self, cx: &Context, clause: &Clause, frame: Frame) -> bool {
        let f = &clause.features;
        if !f.has(Tells::Task) {
            return false;
        }
        let contrast =
            |h: &cue::Hit| h.tells == Tells::Short && h.strength == 4 && h.at <= f.first + 1;
        let asked = f.hits.iter().find(|h| h.tells == Tells::Task && h.strength >= 3);
        // `Chất lượng … còn thấp, phải làm lại`: what had to be done as it was.
        let had_to = asked.is_some_and(|h| cx.small(h.at) == "phải");
        let stated = had_to && (lack::is_state_of_work(cx, f.first) || of_some(cx, f));
        let heavy = f.weight(Tells::Short) >= 6 && !begins_with_verb(cx, f);
        let opens = f.hits.iter().any(contrast) || self.role == Role::Short || stated || heavy;
        let aims = matches!(cx.small(f.first), "để" | "nhằm" | "trước" | "từ" | "trên" | "muốn");
        if !opens || aims || is_bound(cx, f) {
            return false;
        }
        let faults = f.hits.iter().filter(|h| h.tells == Tells::Short && !contrast(h));
        let first = faults.map(|h| h.at).next();
        let before = first.zip(asked).is_some_and(|(bad, ask)| bad < ask.at);
        let modal = asked.is_some_and(|h| cx.small(h.at) == "phải" && h.at > f.first + 1);
        let spelt = matches!(cx.small(f.first), "cụ" | "chẳng" | "ví" | "đó" | "điều" | "đáng")
            && frame == Frame::Link;
        let goes_on = !clause.opens_sentence || spelt;
        before || modal && (was_late(cx, f) || goes_on && self.role == Role::Short)
    }

    /// An item of a list of shortcomings that names one, whatever had to be done about it.
    fn lists_shortcomings(&self, cx: &Context, f: &Features) -> bool {
        let asked = f.hits.iter().any(|h| h.tells == Tells::Task && h.at <= f.first + 1);
        let told = self.role == Role::Short && self.list && f.has(Tells::Short);
        told && !asked && !is_bound(cx, f)
    }

    /// `Nội dung … nghèo nàn, không đều`: an account of shortcomings that goes on in a new paragraph.
    fn faults(&self, cx: &Context, f: &Features) -> bool {
        let told =
            self.role == Role::Short || self.role == Role::None && self.before == Role::Short;
        let other = [Tells::Event, Tells::Stage, Tells::Scene, Tells::Past, Tells::Task];
        let past = f.hits.iter().any(|h| h.tells == Tells::Result && h.strength >= 2);
        told && !past
            && !cue::work(cx, f.first)
            && !(f.first..f.end).any(|k| cx.small(k) == "đã")
            && !other.iter().any(|t| f.has(*t))
            && lack::hints(cx, f.first, f.end)
    }

    /// A shortcoming, unless the clause is an item of a running list of directions.
    fn is_short(&self, cx: &Context, clause: &Clause) -> bool {
        let f = &clause.features;
        if is_outweighed(cx, f) {
            return false;
        }
        if is_turn(f) && !lack::hints(cx, f.first, f.end) || asks_back(cx, clause) {
            return false;
        }
        let weight = f.weight(Tells::Short);
        let held = f
            .hits
            .iter()
            .find(|h| h.tells == Tells::Scene && h.strength >= 4 && matches!(h.end - h.at, 3..=5));
        let only_held =
            |(scene, bad): (cue::Hit, cue::Hit)| scene.at < bad.at && !finds(cx, scene.end, bad.at);
        if held.copied().zip(f.first(Tells::Short)).is_some_and(only_held) && !f.colon {
            return false;
        }
        let denied = |h: &cue::Hit| {
            (h.at.saturating_sub(4)..h.at).any(|k| matches!(cx.small(k), "chưa" | "không"))
        };
        let praise =
            f.hits.iter().find(|h| h.tells == Tells::Result && h.strength >= 3 && !denied(h));
        if praise
            .zip(f.first(Tells::Short))
            .is_some_and(|(good, bad)| good.at < bad.at && weight < 6)
        {
            return false;
        }
        match self.role {
            Role::Task => {
                let stated =
                    of_some(cx, f) || lack::is_state_of_work(cx, f.first) && !f.has(Tells::Task);
                clause.opens_sentence && (weight >= 4 || stated) || stated && weight >= 6
            }
            Role::Result if !clause.opens_sentence => weight >= 3,
            _ => weight >= 3,
        }
    }

    /// A sentence on the worth of the work before any word of a result.
    fn values(&self, clause: &Clause) -> bool {
        let f = &clause.features;
        let later = |worth: cue::Hit| f.first(Tells::Result).is_none_or(|r| worth.at < r.at);
        let needed = f.first(Tells::Worth).is_some_and(|h| h.strength >= 5);
        clause.opens_sentence
            && (self.role != Role::Result || needed)
            && !f.has(Tells::Past)
            && f.first(Tells::Worth).is_some_and(later)
    }

    fn directs(&self, clause: &Clause) -> bool {
        self.role == Role::Task && (self.list || !clause.opens_paragraph)
    }
}

/// Tells whether a clause begins with a verb of work.
pub(crate) fn begins_with_verb(cx: &Context, f: &Features) -> bool {
    cue::verb(cx, f.first)
}
