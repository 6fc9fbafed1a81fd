//! The role of clauses in running prose: a small state machine over cues.
//!
//! The state is what the text is doing (directing, telling results, naming shortcomings) and who directs. A
//! clause without cues goes on in the state of its sentence or list; speech, scenes and captions change it.

use crate::abbreviation::sign;
use crate::context::Context;
use crate::role::clause::Clause;
use crate::role::cue::{self, Features, Tells};
use crate::role::{Decided, Role};

/// What the text is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct State {
    role: Role,
    /// A sentence ending in a colon opened a list, which goes on over paragraphs.
    list: bool,
    /// A directive was reported: what somebody is to do is told without a further cue.
    primed: bool,
}

impl State {
    /// Decides a clause and moves on.
    pub(crate) fn step(&mut self, cx: &Context, clause: &Clause) -> Decided {
        if is_quiet(cx, clause) || (!self.list && is_header(cx, clause)) {
            return Decided { role: Role::None, cue: clause.features.first(Tells::Silent) };
        }
        if clause.opens_paragraph && !self.goes_on(cx, clause) {
            *self = Self { primed: self.primed, ..Self::default() };
        }
        let decided = self.decide(cx, clause);
        if decided.role != Role::None || !self.keeps(&decided) {
            self.role = decided.role;
        }
        let f = &clause.features;
        self.primed |= f.has(Tells::Issue) && decided.role != Role::Result;
        if f.colon && f.has(Tells::Intro) {
            *self = Self { role: Role::Task, list: true, primed: self.primed };
            return Decided {
                role: if f.has(Tells::Task) { Role::Task } else { Role::None },
                cue: f.first(Tells::Intro),
            };
        }
        if f.colon && f.has(Tells::Outro) {
            *self = Self { role: Role::Result, list: true, primed: self.primed };
        }
        if f.colon && f.has(Tells::Short) && decided.role != Role::Task && ends_openly(cx, clause) {
            *self = Self { role: Role::Short, list: true, primed: self.primed };
        }
        decided
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
        !speech && (self.list || begins_with_verb(cx, f))
    }

    /// The role of one clause in this state.
    fn decide(&self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        let carried = Decided { role: self.role, cue: None };
        let tell = |role, tells| Decided { role, cue: f.first(tells) };
        let task = f.weight(Tells::Task);
        let inside = self.role == Role::Task && !clause.opens_paragraph;
        let told = f.has(Tells::Past) || (f.weight(Tells::Result) >= 3 && !inside);
        if self.lists_shortcomings(f) || f.has(Tells::Short) && task < 3 && self.is_short(clause) {
            return tell(Role::Short, Tells::Short);
        }
        if task >= 3 && !told_first(f) {
            return tell(Role::Task, Tells::Task);
        }
        let due = self.role == Role::Task && !clause.opens_paragraph && f.has(Tells::Term);
        if f.has(Tells::Scene) && clause.opens_sentence && !due {
            return tell(Role::None, Tells::Scene);
        }
        if f.has(Tells::Issue) {
            return tell(Role::None, Tells::Issue);
        }
        if self.primed && clause.opens_sentence && acts(cx, f) {
            return Decided { role: Role::Task, cue: None };
        }
        if self.values(clause) {
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
        if !clause.opens_sentence || self.list || !new_speech(cx, f) {
            return carried;
        }
        Decided::default()
    }

    /// An item of a list of shortcomings that names one, whatever had to be done about it.
    fn lists_shortcomings(&self, f: &Features) -> bool {
        let asked = f.hits.iter().any(|h| h.tells == Tells::Task && h.at <= f.first + 1);
        self.role == Role::Short && self.list && f.has(Tells::Short) && !asked
    }

    /// A shortcoming, unless the clause is an item of a running list of directions.
    fn is_short(&self, clause: &Clause) -> bool {
        let f = &clause.features;
        let weight = f.weight(Tells::Short);
        let praise = f.hits.iter().find(|h| h.tells == Tells::Result && h.strength >= 3);
        if praise
            .zip(f.first(Tells::Short))
            .is_some_and(|(good, bad)| good.at < bad.at && weight < 6)
        {
            return false;
        }
        match self.role {
            Role::Task => weight >= 4 && clause.opens_sentence,
            Role::Result if !clause.opens_sentence => weight >= 3,
            _ => weight >= 3,
        }
    }

    /// A sentence on the worth of the work before any word of a result.
    fn values(&self, clause: &Clause) -> bool {
        let f = &clause.features;
        let later = |worth: cue::Hit| f.first(Tells::Result).is_none_or(|r| worth.at < r.at);
        clause.opens_sentence
            && self.role != Role::Result
            && !f.has(Tells::Past)
            && f.first(Tells::Worth).is_some_and(later)
    }

    fn directs(&self, clause: &Clause) -> bool {
        self.role == Role::Task && (self.list || !clause.opens_paragraph)
    }
}

/// Tells whether a clause ends its line with the colon that leads into a list.
fn ends_openly(cx: &Context, clause: &Clause) -> bool {
    cx.text.get(clause.span.end..).is_none_or(|rest| rest.starts_with('\n'))
}

/// A sentence in the past tense among directions.
fn recalls(cx: &Context, f: &Features) -> bool {
    !begins_with_verb(cx, f)
        && f.first(Tells::Result).is_some_and(|h| h.strength == 2 && h.end == h.at + 1)
}

/// A clause that opens with somebody speaking.
fn new_speech(cx: &Context, f: &Features) -> bool {
    let opens = |h: &&cue::Hit| {
        h.tells == Tells::Said && h.at <= f.first + 12 && (h.at == f.first || !is_theo(cx, h))
    };
    f.hits.iter().any(|h| opens(&h)) && !f.has(Tells::Verb)
}

/// Tells whether a past cue stands before the first cue of a direction: `đã chỉ đạo … yêu cầu`.
fn told_first(f: &Features) -> bool {
    let past = f.first(Tells::Past);
    let task = f.first(Tells::Task);
    matches!((past, task), (Some(p), Some(t)) if p.at <= t.at)
}

/// `nhấn mạnh: Sở A tăng cường …`: speech that goes on with a verb of direction.
fn speaks_order(cx: &Context, f: &Features) -> bool {
    let future = f.first(Tells::Future).map(|h| h.end);
    let said =
        f.hits.iter().rfind(|h| h.tells == Tells::Said && h.at <= f.first + 40 && !is_theo(cx, h));
    let Some(from) = said.map(|h| h.end).into_iter().chain(future).max() else { return false };
    let marked =
        future.is_some() || cx.words.get(from).is_some_and(|w| matches!(sign(cx, *w), ":" | ","));
    for at in from..f.end.min(from + 14) {
        if cue::verb(cx, at) {
            return at == from || marked;
        }
        if is_stating(cx, at) {
            return false;
        }
    }
    false
}

/// `chỉ đạo nâng cao …`: a verb of work right after a verb of command.
fn sets_to_work(cx: &Context, f: &Features) -> bool {
    f.hits.iter().any(|h| h.tells == Tells::Orders && cue::verb(cx, h.end)) && !f.has(Tells::Result)
}

/// `theo báo cáo của …` orders nothing, wherever it stands.
fn is_theo(cx: &Context, hit: &cue::Hit) -> bool {
    let word = cx.words.get(hit.at).map_or("", |w| cx.slice(&(w.start()..w.end())));
    hit.end == hit.at + 1 && matches!(word, "theo" | "Theo")
}

/// `Cấp ủy các cấp quán triệt …`: a subject that goes on at once with a verb of work.
fn acts(cx: &Context, f: &Features) -> bool {
    let reach = f.first..f.end.min(f.first + 28);
    let mut words = reach.take_while(|k| !is_stating(cx, *k));
    let wish = |h: &cue::Hit| h.tells != Tells::Result || cue::work(cx, h.at);
    words.any(|k| cue::work(cx, k)) && !f.has(Tells::Past) && f.hits.iter().all(wish)
}

/// Tells whether a word turns a clause into a statement; `là` does not where a verb of work follows.
fn is_stating(cx: &Context, at: usize) -> bool {
    let Some(word) = cx.words.get(at) else { return false };
    let text = cx.slice(&(word.start()..word.end()));
    states(text) && !(text == "là" && cue::verb(cx, at + 1))
}

/// Words after which a clause states something and orders nothing.
fn states(word: &str) -> bool {
    matches!(
        word,
        "đã" | "là"
            | "được"
            | "đang"
            | "có"
            | "công"
            | "việc"
            | "quá"
            | "cuộc"
            | "kết"
            | "tình"
            | "sự"
            | "luôn"
    )
}

/// Tells whether a clause begins with a verb of work.
pub(crate) fn begins_with_verb(cx: &Context, f: &Features) -> bool {
    cue::verb(cx, f.first)
}

/// Captions, bylines, page furniture, related titles in brackets.
pub(crate) fn is_silent(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let bracket = cx.words.get(f.first).is_some_and(|w| sign(cx, *w) == "[");
    let letters =
        (f.first..f.end).filter(|k| cx.words.get(*k).is_some_and(|w| w.is_letters())).count();
    let caption = f.first(Tells::Silent).is_some_and(|h| h.strength >= 9 || letters <= 12);
    caption || bracket || letters < 3
}

/// Tells whether a clause is a caption or page furniture, which changes nothing.
pub(crate) fn is_quiet(cx: &Context, clause: &Clause) -> bool {
    is_silent(cx, clause) || is_caption(clause)
}

/// A short paragraph without a full stop: a title.
fn is_header(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let last =
        clause.words.end.checked_sub(1).and_then(|k| cx.words.get(k)).map_or("", |w| sign(cx, *w));
    let marked = f.first > clause.words.start;
    let closed = matches!(last, "." | "!" | "?" | "…" | ":" | ";" | ")" | "”" | "\"" | "/");
    clause.is_paragraph && !closed && !marked && f.end - f.first <= 30 && !f.has(Tells::Task)
}

/// A short paragraph that only says who is to be seen.
fn is_caption(clause: &Clause) -> bool {
    if clause.credited && clause.opens_paragraph {
        return true;
    }
    let f = &clause.features;
    let short = f.end - f.first <= 45;
    let plain = !f.has(Tells::Task) && !f.has(Tells::Past) && !f.colon;
    let ending = f.hits.iter().rfind(|h| matches!(h.tells, Tells::Said | Tells::Scene));
    clause.is_paragraph && short && plain && ending.is_some_and(|h| h.end + 5 >= f.end)
}
