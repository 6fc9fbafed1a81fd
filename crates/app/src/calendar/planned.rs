//! What a planned activity would clash with, told to whoever plans it.

use super::{ClashView, Entry, Span, clashes, given};
use crate::error::Error;
use crate::office::Office;
use record::calendar;
use terms::{CalendarKind, Certainty, Edtf, Named, Period};

/// Key of what is not on record yet.
const NEW: &str = "activity/new";
/// Days around the activity that are looked at: its weeks whole.
const AROUND: i32 = 14;

impl Office {
    /// The weeks in which some of the bodies have something else; none for a day that is past or not known.
    pub(crate) async fn would_clash(
        &self,
        title: &str,
        held_on: Option<Edtf>,
        bodies: &[Named],
    ) -> Result<Vec<ClashView>, Error> {
        let span = held_on.and_then(Span::of).filter(|s| s.last >= self.today());
        let Some(span) = span else { return Ok(Vec::new()) };
        let (facts, rules) = (self.facts().await?, self.calendar_rules().await?);
        let (from, to) = (span.first.plus_days(-AROUND), span.last.plus_days(AROUND));
        let window = Period::new(from, to).map_err(|_| super::no_window())?;
        let given = given(&facts);
        let mut entries = calendar::calendar(&given, &rules, window);
        entries.push(new_entry(title, span, bodies));
        let mut all = clashes(&given, &entries, None);
        all.retain(|c| c.entries.iter().any(|(key, ..)| key == NEW));
        Ok(all)
    }
}

fn new_entry(title: &str, span: Span, bodies: &[Named]) -> Entry {
    Entry {
        key: NEW.to_owned(),
        span,
        kind: CalendarKind::Activity,
        title: title.to_owned(),
        field: None,
        bodies: bodies.to_vec(),
        certainty: Certainty::Stated,
        round: None,
        why: Vec::new(),
        held: Vec::new(),
        object: None,
        limited: false,
    }
}

/// Clashes in words for the person who plans: the fullest first, a few of them by name.
pub(crate) fn in_words(clashes: &[ClashView]) -> String {
    const NAMED: usize = 5;
    let mut all: Vec<&ClashView> = clashes.iter().collect();
    all.sort_by_key(|c| std::cmp::Reverse(c.entries.len()));
    let one = |c: &&ClashView| {
        let others = c.entries.iter().filter(|(key, ..)| key != NEW);
        let others: Vec<String> =
            others.map(|(_, title, span)| format!("{title} ({})", span.vn())).collect();
        let week = format!("tuần {} - {}", c.monday.vn(), c.monday.plus_days(6).vn());
        format!(
            "{}, {week}: {} việc, ngoài hoạt động này còn {}",
            c.who.name,
            c.entries.len(),
            others.join("; ")
        )
    };
    let mut words: Vec<String> = all.iter().take(NAMED).map(one).collect();
    if all.len() > NAMED {
        words.push(format!("và {} nơi khác", all.len() - NAMED));
    }
    words.join(". ")
}
