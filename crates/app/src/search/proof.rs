//! The proof that the index holds what the record says: every row compared with one made anew.

use super::keep::{broken, made_from, off_thread};
use super::rows::{KINDS, Rows};
use crate::error::Error;
use crate::office::Office;
use index::{Index, Proof, Row, proof_of};
use std::collections::BTreeSet;
use terms::Ref;

/// So many rows are made anew and compared at a time.
const BATCH: usize = 500;

impl Office {
    /// Compares every row of the search index with one made from the record; gives what differs, in words. An index that is not
    /// there, or was made by another version, will be made when somebody searches: nothing differs then.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn check_index(&self) -> Result<Vec<String>, Error> {
        let index = match self.index_on_disk().await {
            Ok(Some(index)) => index,
            Ok(None) => return Ok(Vec::new()),
            Err(e) => return Ok(vec![format!("chỉ mục tìm kiếm không đọc được ({e})")]),
        };
        let made = match index.state() {
            Ok(said) => said.and_then(|said| made_from(&said)),
            Err(e) => return Ok(vec![format!("chỉ mục tìm kiếm không đọc được ({e})")]),
        };
        let Some(made) = made else { return Ok(Vec::new()) };
        let heads = self.store.heads().await?;
        // What changed since will be taken in when somebody searches.
        let Some(since) = self.since(&made, &heads).await? else { return Ok(Vec::new()) };
        self.index_against_record(index, &since).await
    }

    async fn index_against_record(
        &self,
        index: Index,
        since: &BTreeSet<Ref>,
    ) -> Result<Vec<String>, Error> {
        let held = match off_thread(move || index.proof()).await {
            Ok(held) => held,
            Err(e) => return Ok(vec![format!("chỉ mục tìm kiếm không đọc được ({e})")]),
        };
        let mut left = held;
        let mut found = Vec::new();
        let files = self.files().await?;
        let rows = Rows::new();
        for kind in KINDS {
            let mut batch: Vec<Row> = Vec::new();
            for object in self.store.load_all(kind).await? {
                if since.contains(object.at()) {
                    continue;
                }
                let text = self.text_from(&object, &files).await?;
                batch.extend(rows.of(&object, text));
                if batch.len() >= BATCH {
                    compare(&mut left, std::mem::take(&mut batch), &mut found).await?;
                }
            }
            compare(&mut left, batch, &mut found).await?;
        }
        let touched: BTreeSet<String> = since.iter().map(Ref::to_string).collect();
        let owner = |key: &String| key.split(' ').next().unwrap_or_default().to_owned();
        let extra = left.into_keys().filter(|key| !touched.contains(&owner(key)));
        found
            .extend(extra.map(|key| format!("chỉ mục tìm kiếm, mục {key}: không có trong sổ cái")));
        Ok(found)
    }
}

/// Compares rows made anew with what the index holds, and takes what was looked at out of what is left.
async fn compare(left: &mut Proof, fresh: Vec<Row>, found: &mut Vec<String>) -> Result<(), Error> {
    if fresh.is_empty() {
        return Ok(());
    }
    let fresh = off_thread(move || proof_of(&fresh)).await.map_err(broken)?;
    for (key, ought) in fresh {
        match left.remove(&key) {
            Some(is) if is == ought => {}
            Some(_) => found.push(format!("chỉ mục tìm kiếm, mục {key}: nội dung khác với sổ cái")),
            None => found.push(format!("chỉ mục tìm kiếm: thiếu mục {key}")),
        }
    }
    Ok(())
}
