//! Before a review leaves the house: the file behind every figure must still be in the store.

use super::sources::totals;
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::Office;
use record::Evidence;
use record::figures::{Figures, Formula};
use record::object::Review;
use record::payload::{Figure, Piece};
use std::collections::BTreeMap;
use terms::Site;

/// A file that some figures rest on, with the first sentence that it stands behind.
struct Needed {
    file_name: String,
    printed: String,
    sentence: String,
}

impl Office {
    /// Refuses when a file behind a figure is missing; names the sentence.
    pub(crate) async fn files_are_there(
        &self,
        review: &Review,
        figures: &Figures<'_>,
    ) -> Result<(), Error> {
        for (sha256, needed) in needed(review, figures, self.site()) {
            if self.store.blob_size(&sha256).await?.is_none() {
                let facts = [
                    ("file", needed.file_name),
                    ("printed", needed.printed),
                    ("sentence", needed.sentence),
                ];
                return Err(Error::Refused(Problem::new("review.evidence-missing", facts)));
            }
        }
        Ok(())
    }
}

/// Files by hash. Files of other sites stay with them and are not looked for.
fn needed(review: &Review, figures: &Figures<'_>, own: &Site) -> BTreeMap<String, Needed> {
    let mut out = BTreeMap::new();
    for section in review.standing() {
        for line in &section.lines {
            let sentence: String = line.pieces.iter().map(Piece::text).collect();
            let first = line.pieces.iter().filter_map(Piece::figure).next();
            let printed = first.map_or("", |f| f.printed.as_str());
            note(&mut out, &line.evidence, own, printed, &sentence);
            for figure in line.pieces.iter().filter_map(Piece::figure) {
                of_figure(&mut out, figure, figures, own, &sentence);
            }
        }
        for table in &section.tables {
            for (name, pieces) in &table.rows {
                let sentence = format!("{}, hàng “{name}”", table.title);
                for figure in pieces.iter().filter_map(Piece::figure) {
                    of_figure(&mut out, figure, figures, own, &sentence);
                }
            }
        }
    }
    out
}

fn of_figure(
    out: &mut BTreeMap<String, Needed>,
    figure: &Figure,
    figures: &Figures<'_>,
    own: &Site,
    sentence: &str,
) {
    note(out, &figure.evidence, own, &figure.printed, sentence);
    let Ok(formula) = figure.formula.parse::<Formula>() else { return };
    for total in totals(&formula, figures) {
        for c in &total.contributing {
            let submission = figures.facts().submission(&c.submission);
            let cell = submission.and_then(|s| s.cells.get(&c.indicator));
            let Some(cell) = cell.filter(|cell| cell.by.act.site == *own) else { continue };
            if let Some((sha256, name)) = &cell.file {
                put(out, sha256, name, &figure.printed, sentence);
            }
        }
    }
}

fn note(
    out: &mut BTreeMap<String, Needed>,
    evidence: &[Evidence],
    own: &Site,
    printed: &str,
    sentence: &str,
) {
    for one in evidence {
        match one {
            Evidence::Span { intake, sha256, file_name, .. } if intake.site == *own => {
                put(out, sha256, file_name, printed, sentence);
            }
            Evidence::File { sha256, file_name } => {
                put(out, sha256, file_name, printed, sentence);
            }
            _ => {}
        }
    }
}

fn put(
    out: &mut BTreeMap<String, Needed>,
    sha256: &str,
    file_name: &str,
    printed: &str,
    sentence: &str,
) {
    out.entry(sha256.to_owned()).or_insert_with(|| Needed {
        file_name: file_name.to_owned(),
        printed: printed.to_owned(),
        sentence: sentence.to_owned(),
    });
}
