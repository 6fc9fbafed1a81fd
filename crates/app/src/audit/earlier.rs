//! What an earlier look knew of the chains: the JSON of an audit, written and read back; or the acts themselves.

use super::{AuditReport, Finding, grouped};
use crate::error::{Error, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Known, Marks};
use terms::{Instant, Site};

/// The version of the JSON of an audit.
const VERSION: u32 = 1;

/// What was known of the chains before.
#[derive(Debug, Clone)]
pub struct Earlier {
    pub(crate) known: BTreeMap<Site, Known>,
    /// When the earlier audit was made; `None` when it is not an audit.
    pub(crate) made_at: Option<Instant>,
    /// What it is, in words.
    pub(crate) said: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Json<F> {
    kvpt_audit: u32,
    body: String,
    site: String,
    made_at: i64,
    made_on: String,
    whole: bool,
    against: Option<String>,
    outcome: String,
    findings_total: u64,
    findings: Vec<F>,
    chains: Vec<JsonChain>,
    /// What was set aside by a decision; older audits do not say.
    #[serde(default)]
    set_aside: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct JsonChain {
    site: String,
    acts: u64,
    bytes: u64,
    first_recorded_at: Option<i64>,
    last_recorded_at: Option<i64>,
    seq: u64,
    head: String,
    fingerprint: String,
    /// The first 8 bytes of the hash of every `mark_step`-th act, 16 digits each.
    mark_step: u64,
    marks: String,
    /// Acts that were withheld from this site; older audits do not say.
    #[serde(default)]
    withheld: u64,
}

impl AuditReport {
    /// The report as JSON; a later audit is held against it.
    ///
    /// # Errors
    /// Never in practice: the values all have a JSON form.
    pub fn json(&self) -> Result<String, Error> {
        let json: Json<Finding> = Json {
            kvpt_audit: VERSION,
            body: self.body.clone(),
            site: self.site.to_string(),
            made_at: self.made_at.0,
            made_on: self.made_at.day_vn().to_string(),
            whole: self.whole,
            against: self.against.clone(),
            outcome: self.outcome(),
            findings_total: self.total,
            findings: self.findings.clone(),
            chains: self.chains.iter().map(chain).collect(),
            set_aside: self.aside.clone(),
        };
        serde_json::to_string_pretty(&json).map_err(|e| Error::Broken(e.to_string()))
    }
}

fn chain(c: &store::AuditedChain) -> JsonChain {
    let marks = c.marks.hashes().iter().map(|m| format!("{m:016x}")).collect();
    JsonChain {
        site: c.site.to_string(),
        acts: c.acts,
        bytes: c.bytes,
        first_recorded_at: c.first.map(|i| i.0),
        last_recorded_at: c.last.map(|i| i.0),
        seq: c.seq,
        head: c.head.to_string(),
        fingerprint: grouped(&c.head),
        mark_step: c.marks.step(),
        marks,
        withheld: c.withheld,
    }
}

impl Earlier {
    /// From a file: the JSON of an audit, or a chain as `kvpt chain export` writes it.
    ///
    /// # Errors
    /// `audit.against-bad`, `audit.against-newer`.
    pub fn read(name: &str, file: &[u8]) -> Result<Self, Error> {
        let audit = file.trim_ascii_start().starts_with(b"{") && !file.starts_with(b"{\"actor\"");
        if audit { Self::audit(name, file) } else { Self::acts(name, file) }
    }

    fn audit(name: &str, file: &[u8]) -> Result<Self, Error> {
        let version: serde_json::Value =
            serde_json::from_slice(file).map_err(|e| bad(name, &e.to_string()))?;
        let version = version.get("kvpt_audit").and_then(serde_json::Value::as_u64);
        match version {
            Some(v) if v > u64::from(VERSION) => {
                let facts = [("file", name.to_owned()), ("version", v.to_string())];
                return Err(Error::Refused(Problem::new("audit.against-newer", facts)));
            }
            Some(_) => (),
            None => return Err(bad(name, "kvpt_audit")),
        }
        let json: Json<serde_json::Value> =
            serde_json::from_slice(file).map_err(|e| bad(name, &e.to_string()))?;
        let made_at = Instant(json.made_at);
        let known = json.chains.into_iter().map(known).collect::<Option<_>>();
        let known = known.ok_or_else(|| bad(name, "chains"))?;
        let said = format!("biên bản kiểm tra lúc {} của {}", made_at.vn(), json.body);
        Ok(Self { known, made_at: Some(made_at), said })
    }

    /// From the acts of a chain, a line each, from the first on: then the first differing act is known exactly.
    fn acts(name: &str, file: &[u8]) -> Result<Self, Error> {
        let mut known: Option<(Site, Known)> = None;
        let mut hashes = Vec::new();
        for line in file.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
            let act = wire::Envelope::of(line).map_err(|e| bad(name, &e.to_string()))?;
            let site: Site = act.site.parse().map_err(|_| bad(name, "site"))?;
            if act.seq != hashes.len() as u64 + 1 || known.as_ref().is_some_and(|k| k.0 != site) {
                return Err(bad(name, &format!("{site} {}", act.seq)));
            }
            let hash = wire::act_hash(line);
            let [a, b, c, d, e, f, g, h, ..] = *hash.bytes();
            hashes.push(u64::from_be_bytes([a, b, c, d, e, f, g, h]));
            let recorded_at = Instant(act.recorded_at);
            known =
                Some((site, Known { seq: act.seq, hash, recorded_at, marks: Marks::default() }));
        }
        let Some((site, known)) = known else { return Err(bad(name, "0")) };
        let said = format!("{} hành vi của chuỗi {site} trong tệp {name}", known.seq);
        let marks = Marks::new(1, hashes).unwrap_or_default();
        Ok(Self { known: [(site, Known { marks, ..known })].into(), made_at: None, said })
    }
}

fn known(c: JsonChain) -> Option<(Site, Known)> {
    let marks = c
        .marks
        .as_bytes()
        .chunks(16)
        .map(|m| u64::from_str_radix(std::str::from_utf8(m).ok()?, 16).ok());
    let marks = Marks::new(c.mark_step, marks.collect::<Option<_>>()?)?;
    let recorded_at = Instant(c.last_recorded_at.unwrap_or(0));
    let known = Known { seq: c.seq, hash: c.head.parse().ok()?, recorded_at, marks };
    Some((c.site.parse().ok()?, known))
}

fn bad(name: &str, detail: &str) -> Error {
    let facts = [("file", name.to_owned()), ("detail", detail.to_owned())];
    Error::Refused(Problem::new("audit.against-bad", facts))
}
