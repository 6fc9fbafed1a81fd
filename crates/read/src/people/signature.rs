//! The signature block of an administrative document: who signed, in which capacity.
//!
//! Rules of Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7: authority (TM., KT., TL., TUQ.), title, name.

use crate::abbreviation::written_out;
use crate::context::Context;
use crate::contract::Post;
use crate::heading::Frame;
use crate::people::cue::{self, Use};
use crate::people::group::Introduced;
use crate::people::name::{self, Trust};
use crate::post;

/// Lines after a title within which the name is looked for.
const REACH: usize = 12;

/// The signer, when the text is an administrative document with a signature block.
pub(crate) fn find(cx: &Context, frame: &Frame) -> Option<Introduced> {
    let heading = frame.heading.as_ref()?;
    let lines = lines(cx);
    let first =
        lines.iter().rposition(|(from, _)| is_title(cx, *from) && !ends_number(cx, *from))?;
    let (title_at, title_end) = title(cx, &lines, first)?;
    let after = lines.iter().position(|(from, _)| *from >= title_end)?;
    let name =
        lines.iter().skip(after).take(REACH).find_map(|(from, to)| signed_name(cx, *from, *to))?;
    let issuer = heading.issuer.as_deref().and_then(|i| signed_for(cx, i, title_at));
    let post = written(cx, title_at, title_end, issuer);
    Some(Introduced {
        name: name.1,
        name_end: name.2,
        end: name.2,
        rank: name.0,
        posts: vec![post],
        led_by_post: true,
        citizen: false,
    })
}

/// The body signed for: of two that issue together the one that has such a post.
fn signed_for(cx: &Context, issuer: &str, title_at: usize) -> Option<String> {
    let partners = issuer.match_indices(" và ").find_map(|(at, joint)| {
        let (first, second) = (issuer.get(..at)?, issuer.get(at + joint.len()..)?);
        second.starts_with(char::is_uppercase).then_some([first, second])
    });
    let Some(partners) = partners else { return Some(issuer.to_owned()) };
    let title = written_out(cx, title_at..title_at + 2).to_lowercase();
    let commands =
        |body: &str| body.to_lowercase().contains("chỉ huy") || body.starts_with("Bộ Tư lệnh");
    let military = ["chỉ huy", "tư lệnh", "chính ủy"].iter().any(|t| title.contains(t));
    let mut fitting = partners.into_iter().filter(|body| commands(body) == military);
    let only = fitting.next()?;
    fitting.next().is_none().then(|| only.to_owned())
}

/// Lines as ranges of words.
fn lines(cx: &Context) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for (at, word) in cx.words.iter().enumerate() {
        match lines.last_mut() {
            Some(line) if !word.begins_line() => line.1 = at + 1,
            _ => lines.push((at, at + 1)),
        }
    }
    lines
}

/// Tells whether a line in capitals gives an authority or a title.
fn is_title(cx: &Context, from: usize) -> bool {
    let from = skip_signs(cx, from);
    let capitals = cx.words.get(from).is_some_and(|w| w.is_all_caps());
    capitals && (cue::is(&cx.words, from, Use::Signature) || post::stands(&cx.words, from))
}

fn skip_signs(cx: &Context, from: usize) -> usize {
    (from..from + 3).find(|k| cx.words.get(*k).is_none_or(|w| !w.is_sign())).unwrap_or(from)
}

fn ends_number(cx: &Context, from: usize) -> bool {
    cx.words.get(from + 1).is_some_and(|w| w.is_number())
}

/// The signer's own title: the last title of the block.
fn title(cx: &Context, lines: &[(usize, usize)], last: usize) -> Option<(usize, usize)> {
    let (from, to) = *lines.get(last)?;
    let from = skip_signs(cx, from);
    let start = match cue::end(&cx.words, from, Use::Signature) {
        Some(end) => skip_signs(cx, end),
        None => from,
    };
    (start < to).then_some((start, to))
}

/// A line that is a name, with or without a rank.
fn signed_name(
    cx: &Context,
    from: usize,
    to: usize,
) -> Option<(Option<&'static str>, usize, usize)> {
    let from = skip_signs(cx, from);
    let (rank, start) = match cue::rank(&cx.words, from) {
        Some((end, rank)) => (Some(rank), end),
        None => (None, from),
    };
    let end = name::end(&cx.words, start, Trust::Listed)?;
    let rest = cx.words.get(end..to).unwrap_or_default();
    rest.iter().all(|w| w.sign() == '|' || w.sign() == '.').then_some((rank, start, end))
}

/// An office of state with its usual capitals: `Phó thủ tướng` → `Phó Thủ tướng`.
fn office(sentence: &str) -> String {
    sentence
        .replace("thủ tướng", "Thủ tướng")
        .replace("chủ tịch", "Chủ tịch")
        .replace("bí thư", "Bí thư")
}

/// The title in sentence case with the issuing body.
fn written(cx: &Context, from: usize, to: usize, issuer: Option<String>) -> Post {
    let raw = written_out(cx, from..to);
    let lower = raw.to_lowercase();
    let mut chars = lower.chars();
    let sentence: String =
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    let whole = post::is_whole(&cx.words, from);
    if whole
        && issuer
            .as_deref()
            .is_some_and(|i| i != "Chính phủ" && !i.to_lowercase().starts_with(&lower))
    {
        return Post { title: office(&sentence), body: None };
    }
    let parsed = post::parse(cx, from).filter(|p| p.end >= to && !p.open && p.post.body.is_some());
    match issuer {
        Some(issuer) if parsed.is_none() && !issuer.to_lowercase().starts_with(&lower) => {
            Post { title: format!("{sentence} {issuer}"), body: Some(issuer) }
        }
        Some(issuer) if parsed.is_none() => Post { title: issuer.clone(), body: None },
        _ => Post { title: sentence, body: None },
    }
}
