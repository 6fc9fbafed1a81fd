//! The role of clauses in running prose: a small state machine over cues.
//!
//! The state is what the text is doing (directing, telling results, naming shortcomings) and who directs. A
//! clause without cues goes on in the state of its sentence or list; speech, scenes and captions change it.

use crate::abbreviation::sign;
use crate::context::Context;
use crate::role::clause::Clause;
use crate::role::cue::{self, Features, Tells};
use crate::role::frame::{self, Frame};
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
    /// What the paragraph before did.
    before: Role,
    /// The sentence tells of a period of which it is not said whether it is over.
    during: bool,
    /// The year in which the text was written.
    year: Option<u16>,
}

impl State {
    /// The state before the first clause of a text written in a year.
    pub(crate) fn new(year: Option<u16>) -> Self {
        Self { year, ..Self::default() }
    }

    /// What outlives a paragraph.
    fn fresh(self) -> Self {
        let before = if self.role == Role::None { self.before } else { self.role };
        Self { role: Role::None, before, list: false, reported: false, ..self }
    }

    /// A list of one kind has been opened.
    fn listing(self, role: Role) -> Self {
        Self { role, list: true, ..self }
    }

    /// Decides a clause and moves on.
    pub(crate) fn step(&mut self, cx: &Context, clause: &Clause) -> Decided {
        if is_quiet(cx, clause) || (!self.list && is_header(cx, clause)) {
            return Decided { role: Role::None, cue: clause.features.first(Tells::Silent) };
        }
        if clause.opens_paragraph && !self.goes_on(cx, clause) {
            *self = self.fresh();
        }
        let decided = self.decide(cx, clause);
        self.during = self.frame(cx, clause) == Frame::During;
        self.announce(&clause.features, clause.opens_sentence);
        if decided.role != Role::None || !self.keeps(&decided) {
            self.role = decided.role;
        }
        let f = &clause.features;
        self.primed |= f.has(Tells::Issue) && decided.role != Role::Result;
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
    fn decide(&self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        let frame = self.frame(cx, clause);
        let tell = |role, tells| Decided { role, cue: f.first(tells) };
        let task = f.weight(Tells::Task);
        if self.lists_shortcomings(f)
            || self.blames(cx, clause, frame)
            || f.has(Tells::Short) && task < 3 && self.is_short(clause)
        {
            return tell(Role::Short, Tells::Short);
        }
        if task >= 3 && !told_first(f) && !self.runs_on(cx, clause, frame) {
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
            Frame::Event if plain => none(Tells::Event),
            Frame::Back | Frame::During if is_saying(cx, f) => none(Tells::Back),
            Frame::Report if f.has(Tells::Harm) && !past => none(Tells::Harm),
            Frame::Report | Frame::Back => {
                ((past || !f.has(Tells::Harm)) && !is_planned(cx, f) && !self.values(clause))
                    .then_some(found)
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
            Role::Short if !f.has(Tells::Past) => Some(Decided { role: Role::Short, cue: None }),
            _ => None,
        }
    }

    /// The role that the cues of a clause give it, else the one that is carried on.
    fn by_cues(&self, cx: &Context, clause: &Clause, frame: Frame) -> Decided {
        let f = &clause.features;
        let carried = Decided { role: self.role, cue: None };
        let tell = |role, tells| Decided { role, cue: f.first(tells) };
        let inside = self.role == Role::Task && !clause.opens_paragraph;
        let told = f.has(Tells::Past) || (f.weight(Tells::Result) >= 3 && !inside);
        let due = self.role == Role::Task && !clause.opens_paragraph && f.has(Tells::Term);
        if clause.opens_sentence && !due && is_scene(f) {
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
        let heads = self.role == Role::None || !begins_with_verb(cx, f);
        let told_of = clause.opens_sentence && self.role != Role::Task && heads;
        if told_of && frame != Frame::Event && (marks_past(cx, f) || frame::was_done(cx, f)) {
            return tell(Role::Result, Tells::Result);
        }
        if clause.opens_paragraph && !new_speech(cx, f) && self.merits(cx, f) {
            return tell(Role::Result, Tells::Merit);
        }
        if !clause.opens_sentence || self.list || !new_speech(cx, f) {
            return carried;
        }
        Decided::default()
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
        let opens = f.hits.iter().any(contrast) || self.role == Role::Short;
        let aims = matches!(cx.small(f.first), "để" | "nhằm" | "trước" | "từ" | "trên" | "muốn");
        if !opens || aims {
            return false;
        }
        let asked = f.hits.iter().find(|h| h.tells == Tells::Task && h.strength >= 3);
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
    fn lists_shortcomings(&self, f: &Features) -> bool {
        let asked = f.hits.iter().any(|h| h.tells == Tells::Task && h.at <= f.first + 1);
        self.role == Role::Short && self.list && f.has(Tells::Short) && !asked
    }

    /// A shortcoming, unless the clause is an item of a running list of directions.
    fn is_short(&self, clause: &Clause) -> bool {
        let f = &clause.features;
        let weight = f.weight(Tells::Short);
        let held = f
            .hits
            .iter()
            .find(|h| h.tells == Tells::Scene && h.strength >= 4 && matches!(h.end - h.at, 3..=5));
        if held.zip(f.first(Tells::Short)).is_some_and(|(scene, bad)| scene.at < bad.at) && !f.colon
        {
            return false;
        }
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

/// The cue of a time to come at the head of a clause that then sets out work.
fn ahead(cx: &Context, clause: &Clause, frame: Frame) -> Option<cue::Hit> {
    let f = &clause.features;
    let opens = clause.opens_sentence && matches!(frame, Frame::Ahead | Frame::During);
    let opening = Some(f.first).filter(|_| opens);
    let named = f.hits.iter().find(|h| h.tells == Tells::Future && h.at <= f.first + 12);
    let from = named.map(|h| h.end).or(opening.map(|at| at + 2))?;
    let agreed = named.is_some_and(|h| h.strength >= 3);
    let past = f.hits.iter().any(|h| {
        matches!(h.tells, Tells::Past | Tells::Scene | Tells::Event) && h.at < from + 4
            || h.tells == Tells::Result && h.strength <= 3 && h.at < from && !agreed
    });
    let done = frame == Frame::During
        && (f.has(Tells::Past) || marks_past(cx, f) || f.weight(Tells::Result) >= 3);
    let hit = cue::Hit { tells: Tells::Future, strength: 2, at: f.first, end: from };
    (!past && !done && frame::sets_out(cx, f, from, frame != Frame::During)).then_some(hit)
}

/// Tells whether a scene is the matter of a clause; words of talk count only before any word of the past.
fn is_scene(f: &Features) -> bool {
    let past = f.first(Tells::Past).map(|h| h.at);
    f.hits
        .iter()
        .any(|h| h.tells == Tells::Scene && (h.strength >= 4 || past.is_none_or(|at| h.at < at)))
}

/// Tells whether a clause praises what came out and not only that something was held.
fn praises(cx: &Context, f: &Features) -> bool {
    let held = |h: &cue::Hit| {
        cx.small(h.at) == "được" && matches!(cx.small(h.at + 1), "tổ" | "thực" | "triển" | "xây")
    };
    f.hits.iter().any(|h| h.tells == Tells::Result && h.strength >= 3 && !held(h))
}

/// `đã nhanh chóng triển khai`: the mark of the past before what was done, not before what was said or handed over.
fn marks_past(cx: &Context, f: &Features) -> bool {
    let marked = |h: &&cue::Hit| h.tells == Tells::Result && cx.small(h.at) == "đã";
    f.hits.iter().filter(marked).any(|h| {
        let at =
            if matches!(cx.small(h.end), "cũng" | "từng" | "lần") { h.end + 1 } else { h.end };
        let word = cx.small(at);
        let came =
            matches!(word, "đi" | "đến" | "về" | "dự" | "nghe" | "ký" | "trao" | "tặng" | "có");
        let has = word == "có" && matches!(cx.small(at + 1), "nhiều" | "sự" | "bước" | "những");
        has || !came && ((at..at + 4).any(|k| cue::work(cx, k)) || !is_talk(word))
    })
}

/// First words of verbs of speech, ceremony, motion and mishap.
fn is_talk(word: &str) -> bool {
    const TALK: [&str; 44] = [
        "ký", "nhấn", "phát", "trao", "tặng", "đến", "về", "dự", "nghe", "đi", "lâu", "bày",
        "thông", "trình", "chia", "giới", "có", "diễn", "xảy", "làm", "gây", "quy", "công", "hy",
        "và", "là", "được", "bị", "nói", "khẳng", "cho", "nêu", "đánh", "thảo", "trả", "giải",
        "tham", "chứng", "kết", "bế", "khai", "qua", "mất", "chúc",
    ];
    word.is_empty() || TALK.contains(&word)
}

/// `Năm 2019 là năm …`: a word on a year, not on what was done in it.
fn is_saying(cx: &Context, f: &Features) -> bool {
    (f.first..f.first + 6).any(|k| {
        cx.small(k) == "là" && matches!(cx.small(k + 1), "năm" | "một" | "giai" | "nhiệm" | "thời")
    })
}

/// `sẽ …`: told of the time to come.
fn is_planned(cx: &Context, f: &Features) -> bool {
    (f.first..f.end.min(f.first + 40)).any(|k| cx.small(k) == "sẽ")
}

/// `phải …, nhưng đến nay mới …`: done later than it had to be.
fn was_late(cx: &Context, f: &Features) -> bool {
    let but = (f.first..f.end).find(|k| cx.small(*k) == "nhưng");
    but.is_some_and(|at| (at..f.end.min(at + 16)).any(|k| matches!(cx.small(k), "mới" | "chưa")))
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
    let told = [Tells::Past, Tells::Result, Tells::Short, Tells::Report].iter().any(|t| f.has(*t));
    let most = if told || begins_with_verb(cx, f) { 30 } else { 60 };
    clause.is_paragraph && !closed && !marked && f.end - f.first <= most && !f.has(Tells::Task)
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
