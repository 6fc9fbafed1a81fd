//! The role of clauses in administrative documents: what the titles above them announce, and what their own tense and mood say.
//!
//! Plans, reports, resolutions and directives have sections; a title tells what is expected under it. A clause that
//! bids, tells what was done or describes weather and damage outweighs its title.

use crate::context::Context;
use crate::people::cue::{self as people_cue, Use};
use crate::role::block::{
    is_addressee, is_cause, is_frame, is_name, is_signature, one_line, sends,
};
use crate::role::clause::Clause;
use crate::role::cue::{self as role_cue, Features, Tells};
use crate::role::silent::is_silent;
use crate::role::title::{self, DASH, Level, Open, Section};
use crate::role::{Decided, Role, news, told};

/// How a kind of document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Orders work: directive, urgent telegram.
    Order,
    /// Tells what was concluded: notice, conclusion.
    Notice,
    /// Sets out work: plan, programme.
    Plan,
    /// Tells what was done: report.
    Report,
    /// Resolves: resolution.
    Resolution,
    /// Decides, and may carry a plan.
    Decision,
    /// Defines rules: law, decree, regulation.
    Rules,
}

/// The state of a document under reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    kind: Kind,
    open: Open,
    /// The block above the text is behind.
    begun: bool,
    /// Work has been ordered: what follows is ordered as well.
    operative: bool,
    /// Those to whom the document goes are being named.
    addressing: bool,
    /// The text has a sentence that leads into its operative part.
    awaited: bool,
    over: bool,
    subject: String,
    /// Shortcomings are being counted up in the running sentence.
    counting: bool,
    /// Work has been asked for in the running sentence.
    asked: bool,
    carried: Role,
    prose: news::State,
}

impl State {
    /// A document of a kind, before its first clause.
    pub(crate) fn new(kind: Kind, subject: &str, clauses: &[Clause]) -> Self {
        Self {
            kind,
            open: Open::default(),
            begun: false,
            operative: false,
            addressing: false,
            awaited: awaits(clauses),
            over: false,
            subject: one_line(subject),
            counting: false,
            asked: false,
            carried: Role::None,
            prose: news::State::default(),
        }
    }

    /// Decides a clause and moves on.
    pub(crate) fn step(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        self.annexes(cx, clause);
        self.over |= clause.opens_paragraph && people_cue::is(&cx.words, f.first, Use::Recipients);
        self.over |= self.begun && clause.opens_paragraph && is_signature(cx, f.first, f.end);
        let titled = !self.begun && self.subject.contains(&one_line(cx.slice(&clause.span)));
        let before = !self.operative && self.open.is_empty();
        if self.over || titled || is_frame(cx, clause, before) {
            return Decided::default();
        }
        let level = title::level(cx, clause);
        if let Some(level) = level {
            self.open.close(level);
        }
        let short = f.end.saturating_sub(f.first) < 3;
        if f.end <= f.first + 3 && !clause.opens_sentence && !f.colon {
            return Decided { role: self.carried, cue: None };
        }
        self.counting &= !clause.opens_sentence;
        self.asked = asks(f) || self.asked && !clause.opens_sentence;
        if self.is_title(cx, clause, level)
            || short && !f.colon
            || self.addresses(cx, clause, level)
        {
            self.carried = Role::None;
            return Decided::default();
        }
        self.begun |= f.end - f.first > 12 || level.is_some();
        if let Some((section, _)) = level.and_then(|_| title::label(cx, clause)) {
            self.open.open(level, Some(section));
        }
        let decided = self.decide(cx, clause);
        self.carried = decided.role;
        decided
    }

    /// A document that follows the signature or the decision that issues it.
    fn annexes(&mut self, cx: &Context, clause: &Clause) {
        let f = &clause.features;
        let words = cx.words.get(f.first..f.end).unwrap_or_default();
        if !self.begun || !clause.is_paragraph || words.is_empty() || words.len() > 3 {
            return;
        }
        if !words.iter().all(|w| w.is_all_caps()) {
            return;
        }
        let kind = match (cx.small(f.first), cx.small(f.first + 1)) {
            ("kế", "hoạch") | ("chương", "trình") | ("đề", "án") | ("phương", "án") => {
                Kind::Plan
            }
            ("quy" | "qui", "chế" | "định") => Kind::Rules,
            _ => return,
        };
        *self = Self { kind, over: false, open: Open::default(), begun: false, ..self.clone() };
    }

    /// Takes a title: opens its section.
    fn is_title(&mut self, cx: &Context, clause: &Clause, level: Option<Level>) -> bool {
        let Some(title) = title::title(cx, clause) else { return false };
        if level.is_none() && !(self.begun && (title.leads || title.section.is_none())) {
            return true;
        }
        let capitals = level.is_none() && title.section.is_none();
        if capitals {
            self.open.clear();
        } else if level != Some(DASH) {
            self.open.open(level, title.section);
        } else if title.leads {
            self.open.open(None, title.section);
        } else {
            return false;
        }
        self.begun |= level.is_some();
        self.prose = news::State::default();
        true
    }

    /// `THỦ TƯỚNG CHÍNH PHỦ điện:` and the lines that name the recipients.
    fn addresses(&mut self, cx: &Context, clause: &Clause, level: Option<Level>) -> bool {
        let f = &clause.features;
        if !self.operative && f.colon && clause.opens_paragraph && sends(cx, f.first, f.end) {
            self.addressing = true;
            return true;
        }
        if self.addressing && clause.opens_paragraph {
            let closed = cx.words.get(f.end.saturating_sub(1)).is_some_and(|w| w.sign() == '.');
            let short = clause.is_paragraph && !closed && f.end - f.first < 40 && !f.colon;
            self.addressing = level == Some(DASH) || short;
        }
        self.addressing
    }

    fn decide(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let ends_lead = clause.features.colon && self.asked && !clause.opens_sentence;
        if !ends_lead && (is_silent(cx, clause) || is_name(cx, clause)) {
            return Decided::default();
        }
        if is_cause(cx, clause) {
            self.open.open(title::level(cx, clause), Some(Section::Other));
            return Decided::default();
        }
        let section = self.open.section();
        if self.kind != Kind::Rules
            && (is_addressee(cx, clause) || clause.heads || self.names_a_part(cx, clause))
        {
            return Decided::default();
        }
        match (self.kind, section) {
            (Kind::Rules, _) => rules(clause, cx.small(clause.features.first) == "giao"),
            (Kind::Decision, None) => rules(clause, true),
            _ if self.leads_in(cx, clause) => self.lead(cx, clause),
            (_, Some(section)) => self.within(cx, clause, section),
            (_, None) => self.outside(cx, clause),
        }
    }

    /// A numbered title within results or shortcomings: short, no full stop.
    fn names_a_part(&self, cx: &Context, clause: &Clause) -> bool {
        let f = &clause.features;
        let open = cx.words.get(f.end.saturating_sub(1)).is_some_and(|w| !w.is_sign());
        let reports =
            matches!(self.open.section(), Some(Section::Result | Section::Short | Section::Review));
        reports
            && clause.is_paragraph
            && clause.marked
            && open
            && f.end - f.first <= 12
            && title::level(cx, clause) != Some(DASH)
            && !told::measured(cx, f)
    }

    /// A sentence that ends in a colon and says that work is ordered below.
    fn leads_in(&self, cx: &Context, clause: &Clause) -> bool {
        let f = &clause.features;
        let reports = matches!(
            self.open.section(),
            Some(Section::Result | Section::Short | Section::Scene | Section::Other)
        );
        f.colon
            && self.asked
            && leads_in(f, clause.opens_sentence)
            && !reports
            && !told::counts_up_shortcomings(cx, f)
    }

    /// The lead-in: itself a direction when it says what to do and not only that work follows.
    fn lead(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        self.operative = true;
        self.prose = news::State::default();
        if clause.opens_sentence && self.open.section() == Some(Section::Review) {
            self.open.open(None, Some(Section::Task));
        }
        let order = f.hits.iter().find(|h| h.tells == Tells::Task && h.strength >= 3);
        let acts = order.is_some_and(|h| (h.end..f.end).any(|k| role_cue::verb(cx, k)));
        let goes_on = !clause.opens_sentence && self.carried == Role::Task;
        let under = self.open.section() == Some(Section::Task);
        let acts = acts || (goes_on || under) && told::opens_with_work(cx, f.first, f.end);
        Decided {
            role: if acts && !told::done(cx, f) { Role::Task } else { Role::None },
            cue: order.copied(),
        }
    }

    /// Under a title that announces something.
    fn within(&mut self, cx: &Context, clause: &Clause, section: Section) -> Decided {
        match section {
            Section::Task => self.task(cx, clause),
            Section::Result | Section::Short => self.reported(cx, clause, section),
            Section::Review => self.review(cx, clause, true),
            Section::Aim => self.aim(cx, clause),
            Section::Scene => self.scene(cx, clause),
            Section::Other => Decided::default(),
        }
    }

    /// Under no title, or none that announces anything: the kind of document decides.
    fn outside(&mut self, cx: &Context, clause: &Clause) -> Decided {
        match self.kind {
            Kind::Order if self.operative => self.task(cx, clause),
            Kind::Order => self.review(cx, clause, !told::sets_out(cx, &clause.features)),
            Kind::Notice if !self.operative && self.awaited => Decided::default(),
            Kind::Plan if self.operative || !self.awaited => self.aim(cx, clause),
            Kind::Plan => self.review(cx, clause, false),
            Kind::Report => self.review(cx, clause, true),
            _ => self.mixed(cx, clause),
        }
    }

    /// Directions: everything but what looks back, describes or closes.
    fn task(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        let from = begins(cx, clause);
        let prose = self.prose.step(cx, clause);
        if f.has(Tells::Task) || role_cue::work(cx, from) {
            return Decided { role: Role::Task, cue: f.first(Tells::Task) };
        }
        let opens = clause.opens_sentence;
        let acts = told::opens_with_work(cx, from, f.end);
        let closes = matches!(cx.small(f.first), "trên" | "xin") && f.has(Tells::Scene);
        if opens && (f.has(Tells::Scene) || f.has(Tells::Worth) || told::nature(cx, f)) {
            let acts = acts && !closes;
            return Decided { role: if acts { Role::Task } else { Role::None }, cue: None };
        }
        let turns = prose.role == Role::Short
            && (clause.opens_sentence || self.carried == Role::Short)
            && (!acts || f.weight(Tells::Short) >= 4);
        if turns || prose.role == Role::Result && told::done(cx, f) && !acts {
            return prose;
        }
        Decided { role: Role::Task, cue: None }
    }

    /// Results or shortcomings as the title says, but for what is plainly the other.
    fn reported(&mut self, cx: &Context, clause: &Clause, section: Section) -> Decided {
        let f = &clause.features;
        self.prose.step(cx, clause);
        let role = match section {
            Section::Result if f.weight(Tells::Short) >= 4 && !f.has(Tells::Past) => Role::Short,
            Section::Result if self.carried == Role::Short && !clause.opens_sentence => Role::Short,
            Section::Result => Role::Result,
            _ if told::duty(f) && !f.has(Tells::Short) && !told::done(cx, f) => Role::None,
            _ => Role::Short,
        };
        let lead = f.colon && !f.has(Tells::Past) && role == Role::Result;
        let damage = told::nature(cx, f) && (f.weight(Tells::Nature) >= 3 || role == Role::Short);
        if lead || damage && !f.has(Tells::Short) || f.has(Tells::Scene) && f.has(Tells::Said) {
            return Decided::default();
        }
        Decided { role, cue: f.hits.first().copied() }
    }

    /// An assessment; `flows` when a result goes on in the sentences behind it.
    fn review(&mut self, cx: &Context, clause: &Clause, flows: bool) -> Decided {
        let f = &clause.features;
        let prose = self.prose.step(cx, clause);
        let told = |role, tells| Decided { role, cue: f.first(tells) };
        if self.lists_shortcomings(cx, clause) {
            return told(Role::Short, Tells::Short);
        }
        let goes_on = !clause.opens_sentence && self.carried == Role::Result && !told::damage(f);
        if told::nature(cx, f) && !goes_on {
            self.prose = news::State::default();
            return Decided::default();
        }
        if prose.role == Role::None && f.has(Tells::Scene) {
            return Decided::default();
        }
        let looks_back = told::done(cx, f) || told::measured(cx, f);
        if matches!(cx.small(f.first), "để" | "nhằm") && !f.has(Tells::Task) {
            return Decided::default();
        }
        if told::concedes(cx, f) && f.weight(Tells::Short) < 6 && !told::takes_back(cx, f) {
            return if looks_back { told(Role::Result, Tells::Result) } else { Decided::default() };
        }
        if f.has(Tells::Scene) && clause.opens_sentence && !looks_back && !told::duty(f) {
            return Decided::default();
        }
        match prose.role {
            Role::Short => return prose,
            Role::Result if prose.cue.is_some() || flows => return prose,
            Role::Task if !told::duty(f) && looks_back => return told(Role::Result, Tells::Result),
            Role::Task if f.first(Tells::Task).is_some_and(|h| h.strength >= 3) => return prose,
            _ => {}
        }
        if f.has(Tells::Worth) && clause.opens_sentence && !looks_back {
            return Decided::default();
        }
        let goes_on = !clause.opens_sentence || flows && !clause.opens_paragraph;
        if looks_back || goes_on && self.carried == Role::Result && !f.colon {
            return told(Role::Result, Tells::Result);
        }
        let role = if goes_on && self.carried == Role::Short { Role::Short } else { Role::None };
        Decided { role, cue: None }
    }

    /// Items counted up behind a word for shortcomings go on being shortcomings.
    fn lists_shortcomings(&mut self, cx: &Context, clause: &Clause) -> bool {
        let f = &clause.features;
        let goes_on = !clause.opens_sentence && (self.counting || self.carried == Role::Short);
        self.counting |= told::counts_up_shortcomings(cx, f) && !f.colon;
        goes_on || self.counting && f.has(Tells::Short)
    }

    /// Aims, requirements, viewpoints, means: a direction where something is bidden.
    fn aim(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        let prose = self.prose.step(cx, clause);
        if !clause.opens_sentence {
            return Decided { role: self.carried, cue: None };
        }
        let from = begins(cx, clause);
        if told::is_said_of(cx, f) && !told::duty(f) {
            return Decided::default();
        }
        let target =
            matches!((cx.small(from), cx.small(from + 1)), ("phấn", "đấu") | ("không", "để"))
                || cx.small(from) == "đến" && cx.small(from + 1) != "nay";
        if target || told::bids(cx, clause, from) && (told::duty(f) || !told::done(cx, f)) {
            return Decided { role: Role::Task, cue: f.first(Tells::Task) };
        }
        let told = f.has(Tells::Past) && prose.role == Role::Result;
        let turned = f.hits.iter().any(|h| h.tells == Tells::Short && h.strength >= 4);
        let wanting = prose.role == Role::Short && turned && !told::duty(f);
        if told || wanting { prose } else { Decided::default() }
    }

    /// The situation: only what somebody did is a result.
    fn scene(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        let prose = self.prose.step(cx, clause);
        if f.has(Tells::Past) && prose.role == Role::Result && !told::nature(cx, f) {
            return prose;
        }
        Decided::default()
    }

    /// Conclusions and resolutions without sections: each sentence by its own tense and mood.
    fn mixed(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        let from = begins(cx, clause);
        let bids = told::bids(cx, clause, from) && clause.opens_sentence;
        if bids && !told::done(cx, f) && !f.has(Tells::Scene) && !f.has(Tells::Short) {
            self.prose.step(cx, clause);
            return Decided { role: Role::Task, cue: f.first(Tells::Task) };
        }
        if !clause.opens_sentence && self.carried == Role::Task && !f.has(Tells::Past) {
            self.prose.step(cx, clause);
            return Decided { role: Role::Task, cue: None };
        }
        self.review(cx, clause, false)
    }
}

/// Tells whether a clause asks for work or says that something follows.
fn asks(f: &Features) -> bool {
    [Tells::Task, Tells::Intro, Tells::Said].iter().any(|t| f.has(*t))
}

/// Tells whether a clause with a colon may lead into what is ordered, concluded or resolved.
fn leads_in(f: &Features, opens: bool) -> bool {
    let short = f.has(Tells::Short) && !f.has(Tells::Task);
    (f.end - f.first > 3 || !opens) && !f.has(Tells::Outro) && !short
}

/// Tells whether some sentence of a text leads into its operative part.
fn awaits(clauses: &[Clause]) -> bool {
    let mut asked = false;
    clauses.iter().any(|clause| {
        let f = &clause.features;
        asked = asks(f) || asked && !clause.opens_sentence;
        f.colon && asked && leads_in(f, clause.opens_sentence)
    })
}

/// In rules only an express commission is a direction.
fn rules(clause: &Clause, commissions: bool) -> Decided {
    let f = &clause.features;
    if !commissions {
        return Decided::default();
    }
    let commission = f.hits.iter().find(|h| h.tells == Tells::Task && h.at <= f.first + 3);
    let express = commission.filter(|h| h.strength >= 3 && !f.has(Tells::Worth));
    Decided { role: if express.is_some() { Role::Task } else { Role::None }, cue: express.copied() }
}

/// The word with which a clause begins behind its label: `Mục tiêu lâu dài: Tạo …`.
fn begins(cx: &Context, clause: &Clause) -> usize {
    title::label(cx, clause).map_or(clause.features.first, |(_, at)| at)
}
