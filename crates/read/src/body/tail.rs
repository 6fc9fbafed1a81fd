//! What follows the head of a body's name: fields of work, numbers, places, bodies above.
//!
//! Takes as many words as the head's grammar allows and stops where something else begins: a person, a post,
//! another body, a new paragraph.

use crate::body::name::{Grammar, Named, field, head, is_purpose, nested, stands};
use crate::body::place;
use crate::context::Context;
use crate::people::cue::{self, Use};
use crate::people::name;
use crate::post;

/// What follows a head, as far as it has been taken.
pub(crate) struct Tail<'c, 't> {
    cx: &'c Context<'t>,
    /// Word after the last that was taken.
    pub(crate) at: usize,
    depth: usize,
    specific: bool,
    /// Names a level, not one body: `cấp xã`, `các huyện`.
    pub(crate) group: bool,
}

impl<'c, 't> Tail<'c, 't> {
    /// Nothing taken yet after a head that ends at word `at`.
    pub(crate) fn new(cx: &'c Context<'t>, at: usize, depth: usize) -> Self {
        Self { cx, at, depth, specific: false, group: false }
    }

    /// Takes what the grammar allows; tells whether the name is complete.
    pub(crate) fn follow(&mut self, grammar: Grammar, kind: &str) -> bool {
        match grammar {
            Grammar::Whole | Grammar::Silent => true,
            Grammar::Army => {
                self.army();
                true
            }
            Grammar::Seat => {
                self.place(true);
                if kind == "military" {
                    self.inner();
                }
                true
            }
            Grammar::Unit => {
                self.place(true);
                self.specific
            }
            Grammar::Of => self.place(false) || self.inner(),
            Grammar::Digits => self.number(true),
            Grammar::Navy => self.number(true) && self.fields(),
            Grammar::Number => self.armed(),
            Grammar::Area => self.area(),
            Grammar::Field | Grammar::Name | Grammar::Purpose | Grammar::School => {
                self.long(grammar)
            }
            Grammar::Through => false,
        }
    }

    /// `Quân đội nhân dân Việt Nam` after a body of the army.
    fn army(&mut self) {
        if let Some((len, head)) = head(self.cx, self.at)
            && head.kind == "army"
        {
            self.at += len;
        }
    }

    /// A level with or without a place, or a known place.
    fn place(&mut self, bare: bool) -> bool {
        let words = &self.cx.words;
        self.skip_bracket();
        if cue::is(words, self.at, Use::Plural) || cue::is(words, self.at, Use::Level) {
            self.group =
                cue::is(words, self.at, Use::Plural) || place::unit(words, self.at + 1).is_some();
            return false;
        }
        if self.begins_inner() {
            return false;
        }
        let breaks = words.get(self.at).is_some_and(|w| w.begins_line() && w.is_capital())
            && self.cx.small(self.at) != "việt"
            && self.dates_line();
        if breaks && place::unit(words, self.at).is_none() {
            return false;
        }
        if let Some(end) = place::end(words, self.at) {
            if self.names_levels(end) {
                self.group = true;
                return false;
            }
            self.at = end;
            self.specific = true;
            return true;
        }
        let proper = if bare && words.get(self.at).is_some_and(|w| !w.is_all_caps()) {
            self.proper()
        } else {
            0
        };
        self.at += proper;
        self.specific |= proper > 0;
        proper > 0
    }

    /// `tỉnh, thành phố`: levels alone, one after the other, are a group.
    fn names_levels(&self, end: usize) -> bool {
        let words = &self.cx.words;
        let bare = place::unit(words, self.at) == Some(end);
        let comma = words.get(end).is_some_and(|w| w.sign() == ',');
        let next = place::unit(words, end + 1);
        let small = words.get(end + 1).is_some_and(|w| !w.is_capital());
        if bare
            && comma
            && small
            && head(self.cx, end + 1).is_some_and(|(_, h)| h.grammar == Grammar::Seat)
        {
            return true;
        }
        bare && comma
            && !self.heads_at(end + 1)
            && next.is_some()
            && place::end(words, end + 1) == next
    }

    /// Tells whether a head of two words stands at a word: `Tỉnh đoàn` is no level.
    fn heads_at(&self, at: usize) -> bool {
        head(self.cx, at).is_some_and(|(len, _)| len > 1)
    }

    /// `Sông Giang, ngày 05 …` at the head of a document is where it was dated.
    fn dates_line(&self) -> bool {
        let run = name::capitals(&self.cx.words, self.at);
        self.cx.words.get(self.at + run).is_some_and(|w| w.sign() == ',')
    }

    /// `Tỉnh ủy` is a body, not the level `Tỉnh`.
    fn begins_inner(&self) -> bool {
        head(self.cx, self.at).is_some_and(|(len, _)| len > 1)
    }

    /// Capitalised words that may be a place: none of them begins a post, a rank or another body.
    fn proper(&self) -> usize {
        let words = &self.cx.words;
        let taken = place::proper(words, self.at).min(4);
        let clear =
            |k: &usize| !begins_other(self.cx, self.at + k) && !name::ends_line(words, self.at + k);
        (0..taken).take_while(clear).count()
    }

    /// A body inside the name: `Ban Tổ chức Tỉnh ủy`.
    fn inner(&mut self) -> bool {
        let capital = self.cx.words.get(self.at).is_some_and(|w| w.is_capital() || self.depth > 0);
        let line = self.cx.words.get(self.at).is_some_and(|w| w.begins_line());
        let caps = |at: usize| self.cx.words.get(at).is_some_and(|w| w.is_all_caps());
        let shouted = caps(self.at) && self.at.checked_sub(1).is_some_and(caps);
        let broken =
            name::ends_line(&self.cx.words, self.at) || (line && (self.specific || shouted));
        if self.depth >= 3 || !capital || broken || post::stands(&self.cx.words, self.at) {
            return false;
        }
        match nested(self.cx, self.at, self.depth + 1) {
            Some(found) if found.complete || found.end > found.head || is_unit(self.cx, &found) => {
                self.at = found.end;
                true
            }
            _ => false,
        }
    }

    /// A number or a Roman numeral, or with `strict` off also capitalised words.
    fn number(&mut self, strict: bool) -> bool {
        let Some(word) = self.cx.words.get(self.at) else { return false };
        let roman = word.is_capital()
            && self.cx.slice(&(word.start()..word.end())).chars().all(|c| "IVX".contains(c));
        if word.is_number() || roman {
            self.at += 1;
            return true;
        }
        if strict {
            return false;
        }
        let taken = if name::is_common_surname(*word) { 0 } else { self.proper() };
        self.at += taken;
        taken > 0
    }

    /// A number, also after an arm of service: `Trung đoàn Bộ binh 994`; an arm alone needs a place or a superior.
    fn armed(&mut self) -> bool {
        if self.number(true) {
            return self.after();
        }
        let from = self.at;
        let capital = self.cx.words.get(from).is_some_and(|w| w.is_capital());
        let numbered = field(self.cx, from)
            .is_some_and(|end| self.cx.words.get(end).is_some_and(|w| w.is_number()));
        let arm = (capital || numbered) && self.fields();
        if arm && self.number(true) {
            return self.after();
        }
        if !arm {
            return self.number(false) && self.after();
        }
        let arm = self.at;
        self.after();
        if self.at == arm {
            self.at = from;
        }
        self.at > arm
    }

    /// The number of a defence area and the seat after a dash: `3 - Sông Mây`.
    fn area(&mut self) -> bool {
        let words = &self.cx.words;
        if self.cx.small(self.at) == "số" && words.get(self.at + 1).is_some_and(|w| w.is_number())
        {
            self.at += 1;
        }
        if !self.number(false) {
            return false;
        }
        let next = words.get(self.at + 1).filter(|w| w.is_capital());
        let dash = words
            .get(self.at)
            .is_some_and(|w| matches!(w.sign(), '-' | '–' | '—') && !w.begins_block());
        if dash && next.is_some() && !begins_other(self.cx, self.at + 1) {
            let seat = place::proper(words, self.at + 1);
            self.at += if seat > 0 { seat + 1 } else { 0 };
        }
        self.after()
    }

    /// Fields of work, at least one.
    fn fields(&mut self) -> bool {
        let from = self.at;
        while let Some(end) =
            field(self.cx, self.at).filter(|_| !name::ends_line(&self.cx.words, self.at))
        {
            self.at = end;
        }
        self.at > from
    }

    /// What may follow a complete proper part: a dash and a place, a level and place, a body above.
    fn after(&mut self) -> bool {
        self.place(false);
        self.inner();
        true
    }

    /// Names built from fields, proper words and purposes.
    fn long(&mut self, grammar: Grammar) -> bool {
        let from = self.at;
        loop {
            self.skip_bracket();
            let before = self.at;
            self.step(grammar, from);
            if self.at == before {
                break;
            }
        }
        if self.is_cut(from) {
            return false;
        }
        let named = self.at > from;
        let takes_place = if named { !self.group } else { grammar != Grammar::Name };
        if takes_place {
            self.place(false);
        }
        self.army();
        let inner = self.inner() || (grammar == Grammar::Purpose && self.owner());
        named
            || (self.at > from && grammar != Grammar::Field)
            || inner
            || (self.specific && grammar == Grammar::Field)
    }

    /// A name that would end after the first syllable of an unknown word: `Trung tâm Phát | triển …`.
    fn is_cut(&self, from: usize) -> bool {
        let words = &self.cx.words;
        let last = self.at.checked_sub(1).filter(|at| *at >= from);
        let Some(word) = last.and_then(|at| words.get(at)) else { return false };
        let alone = word.is_capital()
            && !word.is_all_caps()
            && (self.at == from + 1 || words.get(self.at - 2).is_some_and(|w| !w.is_capital()));
        let goes_on = words
            .get(self.at)
            .is_some_and(|w| w.is_letters() && !w.is_capital() && !w.begins_line());
        alone
            && goes_on
            && place::known(words, self.at - 1).is_none()
            && field(self.cx, self.at - 1).is_none()
            && !LINKS.contains(&self.cx.small(self.at))
            && place::unit(words, self.at).is_none()
            && !(2..=6).any(|n| self.at >= from + n && field(self.cx, self.at - n) == Some(self.at))
    }

    /// One more part of a long name.
    fn step(&mut self, grammar: Grammar, from: usize) {
        let words = &self.cx.words;
        let named_after = words.get(from).is_some_and(|w| name::is_common_surname(*w));
        let taken = self.at - from;
        let half = taken == 1 && field(self.cx, from).is_none() || taken == 2 && named_after;
        let next_line = self.at > from
            && !half
            && words.get(self.at).is_some_and(|w| w.begins_line() && w.is_capital());
        if name::ends_line(words, self.at) || next_line {
            return;
        }
        if let Some(end) = self.field_end(grammar, from) {
            self.at = end;
            return;
        }
        let Some(word) = words.get(self.at) else { return };
        if grammar == Grammar::Purpose
            && (cue::is(words, self.at, Use::About) || place::known(words, self.at).is_some())
        {
            let next = place::known(words, self.at).unwrap_or(self.at + 1);
            if place::known(words, self.at).is_some() || field(self.cx, next).is_some() {
                self.at = next;
            }
            return;
        }
        let person = name::capitals(words, self.at) >= 3
            && name::is_common_surname(*word)
            && (!matches!(grammar, Grammar::Name | Grammar::School) || self.at > from);
        let other =
            person || begins_other(self.cx, self.at) || place::unit(words, self.at).is_some();
        let proper =
            word.is_letters() && word.is_capital() && place::known(words, self.at).is_none();
        if begins_date(self.cx, self.at) {
            return;
        }
        let code = self.at == from && word.is_number() && grammar != Grammar::Field;
        if (proper && !other && self.at < from + 8) || code {
            self.at += if proper && self.is_compound() { 2 } else { 1 };
        }
    }

    /// A word of two syllables, the second in small letters, inside a name that goes on in capitals:
    /// `Điện lực` in `Tập đoàn Điện lực Việt Nam`.
    fn is_compound(&self) -> bool {
        let words = &self.cx.words;
        let small = words.get(self.at + 1).filter(|w| w.is_letters() && !w.is_capital());
        let next = words.get(self.at + 2).filter(|w| w.is_capital() && w.is_letters());
        let lines = [small, next].iter().flatten().any(|w| w.begins_block());
        small.is_some()
            && next.is_some_and(|w| !w.is_all_caps())
            && !lines
            && !LINKS.contains(&self.cx.small(self.at + 1))
            && !begins_other(self.cx, self.at + 2)
            && place::unit(words, self.at + 1).is_none()
    }

    /// The end of the next field, also after `và` or a dash where one stood before.
    fn field_end(&self, grammar: Grammar, from: usize) -> Option<usize> {
        let words = &self.cx.words;
        let fits = |at: usize| {
            let capital = words.get(at).is_some_and(|w| w.is_capital());
            let purpose = grammar == Grammar::Purpose && is_purpose(self.cx, at);
            (capital || purpose || (at == from && grammar == Grammar::Field))
                && !post::stands(words, at)
        };
        if let Some(end) = field(self.cx, self.at) {
            return Some(end).filter(|_| fits(self.at) && !self.is_unit_head());
        }
        let dash = words.get(self.at).is_some_and(|w| matches!(w.sign(), '-' | '–'));
        let dashed = dash && words.get(self.at + 1).is_some_and(|w| w.is_capital());
        let purpose = grammar == Grammar::Purpose;
        let joins = (cue::is(words, self.at, Use::And) && purpose)
            || dashed
            || (purpose && self.lists_purpose(dash));
        let after = self.at > from || (purpose && is_purpose(self.cx, self.at + 1));
        let next = if joins && after { field(self.cx, self.at + 1) } else { None };
        next.filter(|_| !begins_other(self.cx, self.at + 1))
    }

    /// A further purpose after a comma or a dash, before a place: `diễn tập KVPT, PTDS tỉnh`.
    fn lists_purpose(&self, dash: bool) -> bool {
        let words = &self.cx.words;
        let comma = words.get(self.at).is_some_and(|w| w.sign() == ',');
        let next = field(self.cx, self.at + 1).filter(|_| is_purpose(self.cx, self.at + 1));
        let place = |at: usize| place::end(words, at).is_some() || self.cx.small(at) == "quốc";
        (comma || dash) && next.is_some_and(place)
    }

    /// `Công an tỉnh` after a name is another body, `Bộ Công an` is one name.
    fn is_unit_head(&self) -> bool {
        let Some((len, head)) = head(self.cx, self.at) else { return false };
        head.grammar == Grammar::Unit && place::unit(&self.cx.words, self.at + len).is_some()
    }

    /// `của` and the body that owns a steering committee.
    fn owner(&mut self) -> bool {
        if !cue::is(&self.cx.words, self.at, Use::Of) || self.depth > 1 {
            return false;
        }
        match nested(self.cx, self.at + 1, self.depth + 1) {
            Some(found) if found.complete && capital(self.cx, self.at + 1) => {
                self.at = found.end;
                if cue::is(&self.cx.words, self.at, Use::About) {
                    self.at = field(self.cx, self.at + 1).unwrap_or(self.at);
                }
                true
            }
            _ => false,
        }
    }

    /// Leaves out a short form in brackets when the name goes on after it.
    fn skip_bracket(&mut self) {
        let words = &self.cx.words;
        if words.get(self.at).is_none_or(|w| w.sign() != '(') {
            return;
        }
        let close = (self.at..self.at + 6).find(|k| words.get(*k).is_some_and(|w| w.sign() == ')'));
        let goes_on = |at: usize| {
            place::end(words, at).is_some()
                || words.get(at).is_some_and(|w| w.is_capital() && !w.begins_line())
                    && (field(self.cx, at).is_some() || head(self.cx, at).is_some())
        };
        if let Some(close) = close
            && goes_on(close + 1)
        {
            self.at = close + 1;
        }
    }
}

/// Small words that stand between a name and what follows it, and are no part of it.
const LINKS: [&str; 47] = [
    "và", "của", "tại", "ở", "về", "cho", "với", "do", "là", "có", "đã", "sẽ", "đang", "gửi",
    "giao", "gồm", "đến", "từ", "trong", "cùng", "thuộc", "theo", "đi", "dự", "được", "bị", "để",
    "khi", "như", "trên", "dưới", "sang", "vào", "ra", "thì", "mà", "nêu", "ngày", "năm", "hay",
    "hoặc", "số", "mới", "nhằm", "họp", "ký", "các",
];

/// `15/5/2026`, `Tháng 6/2026`: a day or month after a name is no part of it.
fn begins_date(cx: &Context, at: usize) -> bool {
    let word = |k: usize| cx.words.get(k).map_or("", |w| cx.slice(&(w.start()..w.end())));
    let number = |k: usize| cx.words.get(k).is_some_and(|w| w.is_number());
    let calendar = matches!(cx.small(at), "tháng" | "ngày" | "quý" | "năm");
    let roman = || word(at + 1).chars().all(|c| "IV".contains(c));
    let figures = number(at) && matches!(word(at + 1), "/" | "-" | ".") && number(at + 2);
    figures || calendar && (number(at + 1) || roman())
}

/// `Quân khu`, `Sư đoàn` without a number, as the superior that the text is about: `Bộ Tư lệnh Quân khu`.
fn is_unit(cx: &Context, found: &Named) -> bool {
    let next = cx.words.get(found.end);
    found.kind == "military"
        && capital(cx, found.start)
        && head(cx, found.start).is_some_and(|(_, h)| h.grammar == Grammar::Number)
        && next.is_none_or(|w| w.is_sign() || !w.is_capital() || w.begins_line())
}

fn capital(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|w| w.is_capital())
}

/// Tells whether something other than the rest of a name begins at word `at`.
fn begins_other(cx: &Context, at: usize) -> bool {
    let words = &cx.words;
    post::stands(words, at)
        || cue::rank(words, at).is_some()
        || cue::is(words, at, Use::Honorific)
        || stands(cx, at)
}
