//! Taking back what was entered by mistake: which of the acts entered together, and why.

use super::super::{Fault, Sent, Shared, Who};
use super::typed::Typed;
use super::{ByHand, Sheet};
use crate::layout::Nav;
use crate::view::common::Choice;
use crate::view::entry::{EntryField, EntryKind};
use app::error::Error;
use app::undo::Undoable;
use app::{Office, Viewer};
use record_key::{key, value};
use terms::Named;

pub(super) struct Undo;

impl ByHand for Undo {
    type New = (Vec<app::ActKey>, String);

    const SHEET: Sheet = Sheet {
        path: "/undo",
        title: "undo-title",
        lead: "undo-lead",
        back: ("/ledger", "nav-ledger"),
        nav: Nav::Ledger,
    };

    async fn fields(_: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        Ok(vec![EntryField::new("reason", who.lang.t("undo-reason"), EntryKind::Lines).must()])
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let mut fields = Self::fields(shared, who).await?;
        let asked = given.some("act").and_then(key).ok_or_else(Fault::no_such_page)?;
        let found = shared.office.undoable(&who.viewer, &asked.site, asked.seq).await?;
        if found.is_empty() {
            return Err(Fault::no_such_page());
        }
        let choices = found.iter().map(choice).collect();
        let acts = EntryField::new("acts", who.lang.t("undo-acts"), EntryKind::Ticks);
        fields.insert(0, EntryField { choices, ..acts });
        // Where to come back to when something is wrong.
        fields.push(EntryField::new("act", "", EntryKind::Hidden).with(value(&asked)));
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let acts: Vec<_> = typed.all("acts").filter_map(key).collect();
        if acts.is_empty() {
            typed.wrong("acts", typed.lang.t("entry-choose"));
        }
        Some((acts, typed.must("reason")?))
    }

    async fn put(office: &Office, viewer: &Viewer, (acts, why): Self::New) -> Result<Named, Error> {
        let named = office.undo(viewer, &acts, &why).await?;
        let first = named.into_iter().next();
        first.ok_or_else(|| Error::NotFound { what: "bút toán".to_owned() })
    }
}

fn choice(u: &Undoable) -> Choice {
    let words = format!("{}: {} ({})", u.subject.name, u.act.sentence, u.act.recorded_at);
    Choice::new(value(&u.key()), words, true)
}

/// A place in the chains as it stands in an address: `song-giang/412`.
mod record_key {
    use app::ActKey;

    pub(super) fn key(typed: &str) -> Option<ActKey> {
        let (site, seq) = typed.rsplit_once('/')?;
        Some(ActKey { site: site.parse().ok()?, seq: seq.parse().ok()? })
    }

    pub(super) fn value(key: &ActKey) -> String {
        format!("{}/{}", key.site, key.seq)
    }
}
