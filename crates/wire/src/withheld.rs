//! An act that a site may not hold, as it is sent there in place of the act: its place, its hash and nothing of what it says.
//!
//! Such a placeholder has the outside of every act, the kind `act.withheld`, and the hash of the act itself in `says`. In a chain it counts
//! with that hash, so that the acts before and after it can be checked as ever; the act takes its place when it may come.

use crate::acts::outside;
use crate::{Hash, Json, WireError, from_bytes, hash};
use record::{Act, Actor};
use terms::{Id, Kind, Ref};

/// The kind of a placeholder.
pub const WITHHELD: &str = "act.withheld";

/// The kind of object that placeholders are about: none.
const ON: &str = "withheld";

/// The placeholder of an act; a placeholder is its own.
///
/// It says which site recorded the act when, as the how manieth, for which body, what stands before it, and its hash.
///
/// # Errors
/// When the bytes are not those of an act.
///
/// ```
/// # let act = include_bytes!("../tests/golden/v1/site.withdrawn.json").trim_ascii_end();
/// let instead = wire::withheld(act).unwrap();
/// assert!(wire::is_withheld(&instead));
/// assert_eq!(wire::act_hash(&instead), wire::hash(act));
/// ```
pub fn withheld(bytes: &[u8]) -> Result<Vec<u8>, WireError> {
    if is_withheld(bytes) {
        return Ok(bytes.to_vec());
    }
    let (act, prev) = from_bytes(bytes)?;
    let of = hash(bytes);
    let on = Kind::of_any_program(ON).ok_or_else(|| WireError::expected("a kind"))?;
    let id = of.bytes().iter().take(10).fold(0u128, |all, byte| all << 8 | u128::from(*byte));
    let instant = act.recorded_at;
    let subject = Ref { kind: on, site: act.site.clone(), id: Id::new(millis(instant), id) };
    let actor = Actor { login: "-".to_owned(), name: "-".to_owned(), body: act.actor.body };
    let effective_on = instant.day_vn();
    let instead = Act { subject, actor, effective_on, evidence: Vec::new(), ..act };
    let says = Json::Map(vec![("hash".to_owned(), Json::Text(of.to_string()))]);
    Ok(outside(&instead, &prev, WITHHELD, says))
}

fn millis(instant: terms::Instant) -> u64 {
    u64::try_from(instant.0 / 1_000).unwrap_or_default()
}

/// Whether bytes are those of a placeholder: told from what they are about, the last but one of an act's members.
pub fn is_withheld(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_suffix(b"\",\"v\":1}") else { return false };
    let start = rest.iter().rposition(|b| *b == b'"').map_or(0, |i| i + 1);
    let (before, subject) = rest.split_at(start);
    before.ends_with(b"\"subject\":\"") && subject.starts_with(b"withheld/")
}

/// The hash with which an act counts in its chain: that of its bytes, or the one that a placeholder names.
pub fn act_hash(bytes: &[u8]) -> Hash {
    let named = if is_withheld(bytes) { named(bytes) } else { None };
    named.unwrap_or_else(|| hash(bytes))
}

/// The hash that a placeholder names; `None` when it says anything else.
pub(crate) fn named(bytes: &[u8]) -> Option<Hash> {
    let Json::Map(members) = Json::parse(bytes).ok()? else { return None };
    let says = members.into_iter().find(|(name, _)| name == "says")?.1;
    match says {
        Json::Map(says) => match &says[..] {
            [(name, Json::Text(hash))] if name == "hash" => hash.parse().ok(),
            _ => None,
        },
        _ => None,
    }
}
