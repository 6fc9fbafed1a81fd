//! Acts of kinds that only a later program knows: noted when they come in, folded when a program that knows them opens the store.

use crate::engine::{self, Got};
use crate::error::Error;
use crate::sql::unread;
use crate::store::Store;
use crate::value::args;
use crate::writer::Writer;
use record::{Act, Payload};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Ref, Site};

/// An act that was noted.
struct Noted {
    chain: Site,
    seq: u64,
    kind: String,
    subject: String,
}

impl Store {
    /// How many acts of each chain this program cannot read; empty when it reads all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unread(&self) -> Result<BTreeMap<Site, u64>, Error> {
        let rows = self.rows(unread::COUNT, args![self.site()]).await?;
        rows.iter().map(|row| Ok((row.parsed(0)?, row.count(1)?))).collect()
    }

    /// Folds acts that an older program could not read and this one can; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_up_unread(&self) -> Result<u64, Error> {
        let rows = self.rows(unread::LIST, args![self.site()]).await?;
        let noted: Vec<Noted> = rows.iter().map(noted).collect::<Result<_, _>>()?;
        let known: Vec<Noted> =
            noted.into_iter().filter(|n| wire::KINDS.contains(&n.kind.as_str())).collect();
        if known.is_empty() {
            return Ok(0);
        }
        let mut writer = self.begin_write().await?;
        let subjects: BTreeSet<Ref> = known.iter().filter_map(|n| n.subject.parse().ok()).collect();
        writer.halfway(true);
        writer.project(subjects).await?;
        for n in &known {
            let forget = args![self.site(), &n.chain, n.seq];
            engine::run(&mut writer.tx, unread::FORGET, forget).await?;
        }
        writer.halfway(false);
        writer.commit().await?;
        Ok(known.len() as u64)
    }
}

impl Writer {
    /// Notes an act that came in when this program cannot read it.
    pub(crate) async fn note_unread(&mut self, act: &Act) -> Result<(), Error> {
        let Payload::Unread(says) = &act.payload else { return Ok(()) };
        let site = self.site().clone();
        let values = args![&site, &act.site, act.seq, &says.kind, act.subject.to_string()];
        self.send(unread::NOTE, values).await
    }
}

fn noted(row: &Got) -> Result<Noted, Error> {
    let (chain, seq) = (row.parsed(0)?, row.count(1)?);
    Ok(Noted { chain, seq, kind: row.text(2)?, subject: row.text(3)? })
}
