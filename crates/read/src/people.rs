//! People named in an official capacity, each once, with ranks, posts and every place where they are named.
//!
//! Authors, photographers and citizens are left out. Knows nothing of what the people do or say.

pub(crate) mod cue;
mod group;
pub(crate) mod name;
mod register;
mod signature;

use crate::context::Context;
use crate::contract::{Person, Post};
use crate::heading::Frame;
use crate::people::cue::Use;
use crate::people::group::Introduced;
use crate::people::register::Register;
use crate::post;
use crate::word::{Table, Tables, Word};

/// Finds people.
pub(crate) fn find(cx: &Context, frame: &Frame) -> Vec<Person> {
    let mut register = Register::default();
    let mut scan = Scan { cx, at: 0, list: None };
    while let Some(ahead) = cx.words.get(scan.at..).filter(|ahead| !ahead.is_empty()) {
        if scan.list.is_none() {
            let Some(next) = ahead.iter().position(|w| may_matter(*w)) else { break };
            scan.at += next;
        }
        match scan.next() {
            Some(found) => register.add(cx, found),
            None => scan.at += 1,
        }
    }
    if let Some(signer) = signature::find(cx, frame) {
        register.add(cx, signer);
    }
    register.finish(cx)
}

/// Tells whether a person, a list or a byline can begin with a word.
fn may_matter(word: Word) -> bool {
    const USES: u32 = Use::Honorific.bit()
        | Use::Honorifics.bit()
        | Use::Citizen.bit()
        | Use::Former.bit()
        | Use::Acting.bit()
        | Use::Byline.bit()
        | Use::Plural.bit();
    const ALL: Tables =
        Tables::of(&[Table::Ranks, Table::CuesPeople, Table::Surnames, Table::Posts]);
    word.opens_one(ALL)
        && (word.is_capital() || word.opens(Table::Ranks) || cue::opens(&word, USES))
}

/// What opens a byline or a list.
const OPENERS: u32 = Use::Byline.bit() | Use::Honorifics.bit() | Use::Plural.bit();

/// What stands before a name.
const TITLES: u32 = Use::Honorific.bit()
    | Use::Citizen.bit()
    | Use::Former.bit()
    | Use::Acting.bit()
    | Use::Academic.bit();

/// A walk over the words, with the list of people that is open.
struct Scan<'c, 't> {
    cx: &'c Context<'t>,
    at: usize,
    list: Option<List>,
}

/// A list such as `các đồng chí Ủy viên Trung ương Đảng: …; …`.
#[derive(Debug, Default)]
struct List {
    shared: Vec<Post>,
    /// A person without a rank stands in the list.
    civil: bool,
    item: bool,
}

impl Scan<'_, '_> {
    /// The person introduced at the current word, moving behind it.
    fn next(&mut self) -> Option<Introduced> {
        self.close_list();
        if self.cx.words.get(self.at).is_some_and(|w| cue::opens(w, OPENERS)) {
            self.at = self.byline().unwrap_or(self.at);
            if self.open_list() {
                return None;
            }
        }
        let listed = self.list.as_ref().is_some_and(|l| l.item);
        if !listed && !self.may_begin() {
            return None;
        }
        let found = group::parse(self.cx, self.at, listed);
        match found {
            Some(mut found) => {
                self.share(&mut found);
                self.at = found.end.max(found.name_end);
                Some(found)
            }
            None => {
                self.mark_item();
                None
            }
        }
    }

    /// Tells whether a person can be introduced at this word.
    fn may_begin(&self) -> bool {
        let words = &self.cx.words;
        let Some(word) = words.get(self.at) else { return false };
        let begins_run = word.is_capital()
            && !self
                .at
                .checked_sub(1)
                .and_then(|k| words.get(k))
                .is_some_and(|w| w.is_capital() && w.is_letters() && !word.begins_line());
        (begins_run && name::is_common_surname(*word))
            || cue::rank(words, self.at).is_some()
            || cue::is_any(words, self.at, TITLES)
            || post::stands(words, self.at)
    }

    /// A list ends with its sentence or paragraph.
    fn close_list(&mut self) {
        let words = &self.cx.words;
        let Some(word) = words.get(self.at) else { return };
        let ended = self.at > 0
            && words.get(self.at - 1).is_some_and(|w| w.sign() == '.')
            && word.is_spaced();
        if word.begins_block() || word.begins_line() || ended {
            self.list = None;
        } else if let Some(list) = &mut self.list {
            let before = self.at.checked_sub(1).and_then(|k| words.get(k));
            let after_mark = before.is_some_and(|w| matches!(w.sign(), ',' | ';' | ':'));
            let after_and = self.at > 0 && cue::is(words, self.at - 1, Use::And);
            list.item |= after_mark || after_and;
        }
    }

    /// Opens a list of people at `các đồng chí …:` or `các Phó Thủ tướng: …`.
    fn open_list(&mut self) -> bool {
        let words = &self.cx.words;
        let plural = cue::end(words, self.at, Use::Honorifics).or_else(|| {
            cue::end(words, self.at, Use::Plural).filter(|end| post::stands(words, *end))
        });
        let Some(mut at) = plural else { return false };
        let mut shared = Vec::new();
        while let Some(found) = post::parse(self.cx, at) {
            at = found.end;
            shared.push(found.post);
            let comma = words.get(at).is_some_and(|w| w.sign() == ',');
            if comma && post::stands(words, at + 1) {
                at += 1;
            } else {
                break;
            }
        }
        if words.get(at).is_some_and(|w| w.sign() == ':') {
            at += 1;
        }
        self.list = Some(List { shared, civil: false, item: true });
        self.at = at;
        if let Some(list) = &mut self.list {
            list.item = true;
        }
        // The word at `at` is looked at again on the next step, as an item.
        self.at = at.saturating_sub(1);
        true
    }

    /// Gives a listed person the posts of the whole list, until an item brings its own first.
    fn share(&mut self, found: &mut Introduced) {
        let Some(list) = &mut self.list else { return };
        if found.led_by_post || (list.civil && found.rank.is_some()) {
            list.shared.clear();
        }
        list.civil |= found.rank.is_none();
        for post in list.shared.iter().rev() {
            found.posts.insert(0, post.clone());
        }
        list.item = false;
    }

    fn mark_item(&mut self) {
        if let Some(list) = &mut self.list {
            list.item = false;
        }
    }

    /// The end of a byline: names of authors and photographers are passed over.
    fn byline(&self) -> Option<usize> {
        let words = &self.cx.words;
        let end = cue::end(words, self.at, Use::Byline)?;
        words.get(end).filter(|w| w.sign() == ':')?;
        let stop = (end..words.len().min(end + 14)).find(|k| {
            words
                .get(*k)
                .is_some_and(|w| (w.begins_line() && *k > end + 1) || matches!(w.sign(), ')' | '|'))
        });
        Some(stop.unwrap_or(words.len().min(end + 14)))
    }
}
