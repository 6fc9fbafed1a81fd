//! One person with what stands around the name: ranks and posts before it, posts in apposition after it.
//!
//! Knows how a person is introduced, not which introductions are of the same person.

use crate::context::Context;
use crate::contract::Post;
use crate::cursor::first_bytes;
use crate::people::cue::{self, Use};
use crate::people::name::{self, Trust};
use crate::post::{self, PostAt};

/// One introduction of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Introduced {
    /// First word of the name.
    pub(crate) name: usize,
    /// Word after the name.
    pub(crate) name_end: usize,
    /// Word after the last that tells of the person.
    pub(crate) end: usize,
    /// Rank before the name.
    pub(crate) rank: Option<&'static str>,
    /// Posts, in text order.
    pub(crate) posts: Vec<Post>,
    /// A post stood before the name.
    pub(crate) led_by_post: bool,
    /// Only `ông` or `bà` vouches for an office.
    pub(crate) citizen: bool,
}

/// What stands before a name.
#[derive(Debug, Default)]
struct Lead {
    at: usize,
    rank: Option<&'static str>,
    posts: Vec<PostAt>,
    honorific: bool,
    citizen: bool,
}

/// The person introduced at word `at`; `listed` when an item of a list of people begins there.
pub(crate) fn parse(cx: &Context, at: usize, listed: bool) -> Option<Introduced> {
    let lead = lead(cx, at);
    if lead.at > at && name::ends_line(&cx.words, lead.at) {
        return None;
    }
    let vouched = lead.rank.is_some() || lead.honorific || lead.citizen || !lead.posts.is_empty();
    let trust = match (vouched, listed) {
        (true, _) if lead.posts.is_empty() || lead.rank.is_some() => Trust::Vouched,
        (true, _) | (_, true) => Trust::Listed,
        _ => Trust::Bare,
    };
    let surnamed = name::end(&cx.words, lead.at, trust);
    let name_end =
        surnamed.or_else(|| name::end(&cx.words, lead.at, Trust::Vouched).filter(|_| listed))?;
    let before = lead.posts.len();
    let mut posts: Vec<PostAt> = lead.posts;
    if lead.rank.is_none() {
        drop_commands(&mut posts);
    }
    let end = apposition(cx, name_end, &mut posts);
    if surnamed.is_none() && posts.len() == before {
        return None;
    }
    if !vouched && !listed && posts.is_empty() {
        return None;
    }
    share_bodies(&mut posts);
    Some(Introduced {
        name: lead.at,
        name_end,
        end,
        rank: lead.rank,
        citizen: lead.citizen && !lead.honorific && lead.rank.is_none() && posts.is_empty(),
        posts: posts.into_iter().map(|p| p.post).collect(),
        led_by_post: before > 0,
    })
}

/// Honorifics, academic titles, a rank and posts before a name.
fn lead(cx: &Context, start: usize) -> Lead {
    let words = &cx.words;
    let mut lead = Lead { at: start, ..Lead::default() };
    loop {
        let at = skip_commas(cx, &lead);
        if let Some(end) =
            cue::end(words, at, Use::Honorific).or_else(|| cue::end(words, at, Use::Honorifics))
        {
            lead.honorific = true;
            lead.at = end;
        } else if let Some(end) = cue::end(words, at, Use::Citizen) {
            lead.citizen = true;
            lead.at = end;
        } else if let Some((end, rank)) = cue::rank(words, at) {
            lead.rank = Some(rank);
            lead.at = end;
        } else if let Some(end) = cue::end(words, at, Use::Academic) {
            lead.at = skip_full_stop(cx, end);
        } else if let Some(post) = post::parse(cx, at)
            .filter(|p| !is_title_line(cx, at) && (at == lead.at || joins(cx, at, p)))
        {
            lead.at = post.end;
            if lead.posts.iter().any(|p| rivals(&p.post.title, &post.post.title)) {
                lead.posts.clear();
            }
            lead.posts.push(post);
        } else {
            return lead;
        }
    }
}

/// After a comma only what still belongs to the same lead is taken.
fn skip_commas(cx: &Context, lead: &Lead) -> usize {
    let comma = cx.words.get(lead.at).is_some_and(|w| w.sign() == ',');
    let goes_on = lead.rank.is_some() || !lead.posts.is_empty();
    if comma && goes_on { lead.at + 1 } else { lead.at }
}

fn skip_full_stop(cx: &Context, at: usize) -> usize {
    if cx.words.get(at).is_some_and(|w| w.sign() == '.') { at + 1 } else { at }
}

/// A title printed in capitals belongs to a signature block, not to prose.
fn is_title_line(cx: &Context, at: usize) -> bool {
    (at..at + 2).all(|k| cx.words.get(k).is_some_and(|w| w.is_all_caps()))
}

/// Tells whether a post after a comma leads to a name too.
fn joins(cx: &Context, at: usize, post: &PostAt) -> bool {
    at < post.end
        && cx.words.get(at).is_some_and(|w| w.is_capital() || cue::is(&cx.words, at, Use::Former))
}

/// Posts after a name, parted by commas, dashes, `kiêm` or in brackets; returns the word after the last.
fn apposition(cx: &Context, name_end: usize, posts: &mut Vec<PostAt>) -> usize {
    let mut end = name_end;
    loop {
        let next_block =
            is_title_line(cx, end) && cx.words.get(end).is_some_and(|w| w.begins_line());
        let directly = end == name_end
            && post::stands(&cx.words, end)
            && !name::ends_line(&cx.words, end)
            && !next_block;
        let unparted = end > name_end && follows(cx, end);
        let next =
            if directly || unparted { Some(end) } else { separator(cx, end, end == name_end) };
        let Some(next) = next else { return end };
        let Some(found) = post::parse(cx, next) else {
            match alias(cx, end).filter(|_| end == name_end) {
                Some(closed) => {
                    end = closed;
                    continue;
                }
                None => return end,
            }
        };
        let rival = posts.iter().any(|p| rivals(&p.post.title, &found.post.title));
        if rival || name::end(&cx.words, found.end, Trust::Listed).is_some() {
            return end;
        }
        end = term(cx, found.end);
        posts.push(found);
        if cx.words.get(end).is_some_and(|w| w.sign() == ')') {
            end += 1;
        }
    }
}

/// The word after the term of an office: `Ủy viên Trung ương Đảng khóa XIII`, `Đại biểu Quốc hội khóa XV`.
fn term(cx: &Context, at: usize) -> usize {
    let Some(end) = cue::end(&cx.words, at, Use::Term) else { return at };
    let number = |k: usize| {
        cx.words.get(k).is_some_and(|w| {
            w.is_number()
                || (w.is_capital()
                    && cx.slice(&(w.start()..w.end())).bytes().all(|b| b"IVXL".contains(&b)))
        })
    };
    let dash = cx.words.get(end + 1).is_some_and(|w| matches!(w.sign(), '-' | '–'));
    match (number(end), dash && number(end + 2)) {
        (true, true) => end + 3,
        (true, false) => end + 1,
        _ => at,
    }
}

/// A further post with its body right after a post, the comma left out: `Bí thư Đảng ủy chủ tịch HĐND xã`.
fn follows(cx: &Context, at: usize) -> bool {
    let words = &cx.words;
    !name::ends_line(words, at)
        && !words.get(at).is_some_and(|w| w.begins_line())
        && post::parse(cx, at).is_some_and(|p| {
            p.post.body.is_some() && post::takes(words, at).is_some_and(|len| len > 1)
        })
}

/// Drops posts of command before one of another kind: who has no rank is no commander, and they were of a list of
/// those who give orders (`mệnh lệnh của Tư lệnh Quân khu, Chủ tịch UBND tỉnh Lê Văn A`).
fn drop_commands(posts: &mut Vec<PostAt>) {
    let command = |p: &PostAt| is_command(&p.post.title);
    if posts.last().is_some_and(|last| !command(last))
        && let Some(at) = posts.iter().rposition(command)
    {
        posts.drain(..=at);
    }
}

/// Offices of state of which nobody holds two.
const OFFICES: [&str; 8] = [
    "tổng bí thư",
    "chủ tịch nước",
    "thủ tướng",
    "chủ tịch quốc hội",
    "phó thủ tướng",
    "phó chủ tịch nước",
    "phó chủ tịch quốc hội",
    "thường trực ban bí thư",
];

/// Bytes in which the longest office and the blank behind it stand.
const LONGEST_OFFICE: usize = 40;

/// Tells whether two posts cannot be of one person: `Thủ tướng Chính phủ, Phó Thủ tướng Lê Văn A` names two.
fn rivals(one: &str, other: &str) -> bool {
    let office = |title: &str| {
        if !title.starts_with(['T', 't', 'C', 'c', 'P', 'p']) {
            return None;
        }
        let folded = crate::word::fold(first_bytes(title, LONGEST_OFFICE));
        OFFICES.iter().position(|o| {
            folded.strip_prefix(o).is_some_and(|r| r.is_empty() || r.starts_with(' '))
        })
    };
    let Some(one) = office(one) else { return false };
    match (one, office(other)) {
        (0, Some(1)) | (1, Some(0)) | (_, None) => false,
        (a, Some(b)) => a != b,
    }
}

/// The word after another name in brackets: `Nguyễn Văn Ba (Ba Tơ)`.
fn alias(cx: &Context, at: usize) -> Option<usize> {
    let words = cx.words.get(at..at + 8).unwrap_or_default();
    words.first().filter(|w| w.sign() == '(')?;
    words.iter().position(|w| w.sign() == ')').map(|close| at + close + 1)
}

/// The word after a separator between a name and its posts.
fn separator(cx: &Context, at: usize, first: bool) -> Option<usize> {
    let word = cx.words.get(at)?;
    if word.begins_block() {
        return None;
    }
    match word.sign() {
        ',' | '-' | '–' | '—' | '−' => Some(at + 1),
        '(' | ':' if first => Some(at + 1),
        '\0' if cue::is(&cx.words, at, Use::AndAlso) => Some(at + 1),
        '\0' if !first && cue::is(&cx.words, at, Use::And) => Some(at + 1),
        _ => None,
    }
}

/// Posts of command that share one unit: `Phó Tư lệnh, Tham mưu trưởng Quân khu`.
fn share_bodies(posts: &mut [PostAt]) {
    for at in (0..posts.len().saturating_sub(1)).rev() {
        let Some((front, back)) = posts.split_at_mut_checked(at + 1) else { continue };
        let (Some(open), Some(next)) = (front.last_mut(), back.first()) else { continue };
        let committee = open.post.title.ends_with(['y', 'Y', 'ỷ', 'Ỷ']);
        let party = committee && crate::word::fold(&open.post.title).ends_with("đảng ủy");
        if !(open.open && is_command(&open.post.title) || party) || !is_command(&next.post.title) {
            continue;
        }
        if let Some(body) = next.post.body.clone() {
            open.post.title = format!("{} {body}", open.post.title);
            open.post.body = Some(body);
            open.open = false;
        }
    }
}

/// Tells whether a title is one of military command.
fn is_command(title: &str) -> bool {
    const COMMAND: [&str; 6] = [
        "tư lệnh",
        "chỉ huy trưởng",
        "tham mưu trưởng",
        "chính ủy",
        "chỉ huy phó",
        "chính trị viên",
    ];
    let folded = crate::word::fold(title);
    COMMAND.iter().any(|c| folded.contains(c))
}
