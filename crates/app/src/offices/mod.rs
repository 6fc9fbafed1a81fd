//! Bodies and posts through time as people work with them: acts by hand, what stands vacant, the chart of a chain, who
//! leads and who carries out, the timeline of a body. The rules stand in `record::offices`.

mod acts;
mod charges;
mod chart;
mod pick;
mod timeline;
mod undo;
mod vacant;

pub use acts::BodyChange;
pub(crate) use charges::answering;
pub use charges::{ChargeCell, ChargeRow, ChargesAsked, ChargesView, FieldGap, PartIn};
pub use chart::{ChartAsked, ChartItem, ChartView};
pub use pick::Pick;
pub use record::offices::{Answerable, Holder, Overlap, PostNow, TaskParts};
pub(crate) use timeline::timeline;
pub(crate) use undo::may_be_taken_back;
pub use vacant::{VacantRow, VacantView};

use crate::error::Error;
use record::decide::Refusal;
use record::object::{Body, Person};
use record::offices::Offices;
use record::{Draft, Object, apply};
use terms::{Instant, Ref};

/// The object as it would be with some drafts on record.
pub(crate) fn with_drafts(now: Option<Object>, drafts: &[Draft]) -> Option<Object> {
    drafts.iter().fold(now, |object, draft| {
        let (site, draft) = (draft.subject.site.clone(), draft.clone());
        apply(object, &draft.at(site, u64::MAX, Instant(i64::MAX)))
    })
}

/// Refuses what would be wrong with a body after some drafts and was not before.
pub(crate) fn sound_body(
    offices: &Offices<'_>,
    now: Option<&Body>,
    drafts: &[Draft],
) -> Result<(), Error> {
    let Some(Object::Body(after)) = with_drafts(now.cloned().map(Object::Body), drafts) else {
        return Ok(());
    };
    let before = now.map_or_else(Vec::new, |b| offices.faults(&b.at));
    new_fault(before, offices.clone().with_body(&after).faults(&after.at))
}

/// Refuses what would be wrong with the posts of a person after some drafts and was not before.
pub(crate) fn sound_person(
    offices: &Offices<'_>,
    now: Option<&Person>,
    drafts: &[Draft],
) -> Result<(), Error> {
    let Some(Object::Person(after)) = with_drafts(now.cloned().map(Object::Person), drafts) else {
        return Ok(());
    };
    let after_at: &Ref = &after.at;
    let before = now.map_or_else(Vec::new, |p| offices.faults_of_person(&p.at));
    new_fault(before, offices.clone().with_person(&after).faults_of_person(after_at))
}

fn new_fault(before: Vec<Refusal>, after: Vec<Refusal>) -> Result<(), Error> {
    match after.into_iter().find(|fault| !before.contains(fault)) {
        Some(fault) => Err(fault.into()),
        None => Ok(()),
    }
}
