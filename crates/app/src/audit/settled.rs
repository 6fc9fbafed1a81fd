//! What decisions between two accounts of a chain mean for an audit: what was set aside is told, and is not taken for rewriting.

use crate::error::Error;
use crate::exchange::branch;
use crate::office::Office;
use std::collections::BTreeMap;
use store::{AuditedChain, Doubt, Known};
use terms::{Instant, Site};

impl Office {
    /// Says what was set aside, and takes out of the findings where a chain differs from an earlier look because of a decision: there
    /// the end that was known follows, act by act through what was set aside, on the chain as it stands.
    pub(super) async fn told_aside(
        &self,
        chains: &mut [AuditedChain],
        known: &BTreeMap<Site, Known>,
    ) -> Result<Vec<String>, Error> {
        let settled = self.own_site().await?.map(|s| s.settled).unwrap_or_default();
        let mut out = Vec::new();
        for s in &settled {
            let c = &s.choice;
            let Some(chain) = chains.iter_mut().find(|x| x.site == c.chain) else { continue };
            let aside = self.store.set_aside(&c.chain, c.after).await?;
            if let Some(k) = known.get(&c.chain).filter(|k| k.seq > c.after) {
                let before =
                    self.store.hashes(&c.chain, c.after.saturating_sub(1), c.after, 1).await?;
                let agreed = before.first().map_or(wire::genesis(&c.chain), |(_, hash)| *hash);
                if branch(aside, (k.seq, k.hash), c.after, agreed).whole {
                    forgive(chain);
                }
            }
            out.push(words(c, s.by.recorded_at, s.confirmed.is_some(), &s.by.actor.name));
        }
        Ok(out)
    }
}

/// Takes out that the chain is another than was known.
fn forgive(chain: &mut AuditedChain) {
    let before = chain.found.len();
    chain.found.retain(|f| !matches!(f.what, Doubt::Cut { .. } | Doubt::Rewritten { .. }));
    chain.total -= (before - chain.found.len()) as u64;
}

fn words(c: &record::payload::ForkChoice, at: Instant, by_two: bool, name: &str) -> String {
    let stands =
        if c.ours { "giữ bản đang có ở đây" } else { "lấy bản gửi đến" };
    let by_two = if by_two { ", có người thứ hai xác nhận" } else { "" };
    format!(
        "Chuỗi {}: hai bản khác nhau sau hành vi số {}; theo quyết định của {name} lúc {}{by_two}, {stands} (khi đó đến số {}), bản kia (đến số {}) để riêng, không xóa. Lý do: {}.",
        c.chain,
        c.after,
        at.vn(),
        c.stands_seq,
        c.aside_seq,
        c.reason
    )
}
