//! What an index really holds of each row, as one number: every word at its place and every value to filter by.
//!
//! Two indexes that hold the same rows give the same numbers, however they came to them.

use crate::error::Error;
use crate::row::Row;
use crate::shelf::Index;
use std::collections::BTreeMap;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

/// For each key what the index holds of its row. A key that is there twice differs from one that is there once.
pub type Proof = BTreeMap<String, u128>;

/// What an index ought to hold of some rows.
///
/// # Errors
/// Those of the library.
pub fn proof_of(rows: &[Row]) -> Result<Proof, Error> {
    let index = Index::in_memory()?;
    let mut writer = index.writer()?;
    rows.iter().try_for_each(|row| writer.add(row))?;
    writer.commit("")?;
    index.proof()
}

impl Index {
    /// What it holds, as of the last commit that was taken up.
    ///
    /// # Errors
    /// Damaged when a file cannot be read.
    pub fn proof(&self) -> Result<Proof, Error> {
        let mut proof = Proof::new();
        for segment in self.reader.searcher().segment_readers() {
            let mut held = vec![0_u128; segment.max_doc() as usize];
            for field in self.fields.worded() {
                words(segment, field, &mut held)?;
            }
            values(segment, &mut held)?;
            for (key, n) in by_key(segment, &held)? {
                let sum = proof.entry(key).or_default();
                // Twice the same would be no more than once without the turn.
                *sum = sum.rotate_left(1).wrapping_add(n);
            }
        }
        Ok(proof)
    }
}

fn hold(held: &mut [u128], doc: u32, what: u128) {
    if let Some(sum) = held.get_mut(doc as usize) {
        *sum = sum.wrapping_add(what);
    }
}

/// Adds every word of a field at its places.
fn words(segment: &SegmentReader, field: Field, held: &mut [u128]) -> Result<(), Error> {
    let inverted = segment.inverted_index(field)?;
    let mut terms = inverted.terms().stream()?;
    let mut places = Vec::new();
    while let Some((term, info)) = terms.next() {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = inverted.read_postings_from_terminfo(info, option)?;
        let word = Sum::new().bytes(&field.field_id().to_le_bytes()).bytes(term);
        let mut doc = postings.doc();
        while doc != TERMINATED {
            postings.positions(&mut places);
            let at = places.iter().fold(word, |sum, p| sum.bytes(&p.to_le_bytes()));
            hold(held, doc, at.0);
            doc = postings.advance();
        }
    }
    Ok(())
}

/// Adds every value to filter, count and sort by.
fn values(segment: &SegmentReader, held: &mut [u128]) -> Result<(), Error> {
    let fast = segment.fast_fields();
    for name in ["kind", "field", "body"] {
        let Some(column) = fast.str(name)? else { continue };
        let mut code = String::new();
        for doc in segment.doc_ids_alive() {
            for ord in column.term_ords(doc) {
                column.ord_to_str(ord, &mut code)?;
                hold(held, doc, Sum::new().bytes(name.as_bytes()).bytes(code.as_bytes()).0);
            }
        }
    }
    for name in ["day", "year"] {
        let column = fast.i64(name)?;
        for doc in segment.doc_ids_alive() {
            let value = column.first(doc).map_or(i64::MIN, |v| v);
            hold(held, doc, Sum::new().bytes(name.as_bytes()).bytes(&value.to_le_bytes()).0);
        }
    }
    let order = fast.u64("order")?;
    for doc in segment.doc_ids_alive() {
        let value = order.first(doc).unwrap_or_default();
        hold(held, doc, Sum::new().bytes(b"order").bytes(&value.to_le_bytes()).0);
    }
    Ok(())
}

fn by_key(segment: &SegmentReader, held: &[u128]) -> Result<Vec<(String, u128)>, Error> {
    let column = segment.fast_fields().str("key")?;
    let column = column.ok_or_else(|| Error::damaged("no keys"))?;
    let mut found = Vec::new();
    for doc in segment.doc_ids_alive() {
        let mut key = String::new();
        if let Some(ord) = column.term_ords(doc).next() {
            column.ord_to_str(ord, &mut key)?;
        }
        found.push((key, held.get(doc as usize).copied().unwrap_or_default()));
    }
    Ok(found)
}

/// FNV-1a of 128 bits: no secret, only unlikely to be alike by chance.
#[derive(Clone, Copy)]
struct Sum(u128);

impl Sum {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn bytes(self, bytes: &[u8]) -> Self {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        // A last byte that no text has keeps `ab`+`c` apart from `a`+`bc`.
        let step = |sum: u128, byte: u8| (sum ^ u128::from(byte)).wrapping_mul(PRIME);
        Self(bytes.iter().copied().chain([0xff]).fold(self.0, step))
    }
}
