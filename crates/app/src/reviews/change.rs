//! Opening, compiling, editing, submitting, approving and returning a review.

use super::show::pieces_of;
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, held, not_found};
use crate::permit::Viewer;
use crate::totals::MapChoice;
use record::compile::{ReviewRequest, causeless, compile};
use record::decide;
use record::figures::Facts;
use record::object::Review;
use record::payload::{ReviewAct, ReviewSection};
use std::sync::Arc;
use terms::{Day, DocNumber, Kind, Named, Period, Ref, Role};

/// A review as typed on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewForm {
    /// Title.
    pub title: String,
    /// The body whose review it is.
    pub body: Ref,
    /// The document under review.
    pub reviewed: Option<Ref>,
    /// The period under review.
    pub period: Period,
}

impl Office {
    /// Opens a review.
    ///
    /// # Errors
    /// `permit.missing` for the body, not found, and the rules of `decide::review`.
    pub async fn open_review(&self, viewer: &Viewer, form: ReviewForm) -> Result<Ref, Error> {
        let facts = self.facts().await?;
        let body = facts.body(&form.body).ok_or_else(|| not_found(&form.body))?;
        let body = body.named_on(self.today());
        let actor = viewer.acting(Role::Officer, &body)?;
        let reviewed = form.reviewed.map(|at| match facts.document(&at) {
            Some(d) => Ok(Named { at, name: d.label() }),
            None => Err(not_found(&at)),
        });
        let (title, period) = (form.title, form.period);
        let says = ReviewAct::Opened { title, body, reviewed: reviewed.transpose()?, period };
        let at = self.fresh(Kind::Review);
        let entry = self.entry(&at, actor, None, Vec::new());
        self.found(decide::review(None, entry, says, &[])?).await?;
        Ok(at)
    }

    /// Compiles a review from the record as it stands, with the states of a day (the last of the period, today when
    /// that has not come) on the map of that day or another one. Edits made before are given up.
    ///
    /// # Errors
    /// `permit.missing`, and the rules of `decide::review`.
    pub async fn compile_review(
        &self,
        viewer: &Viewer,
        at: &Ref,
        as_of: Option<Day>,
        map: Option<MapChoice>,
    ) -> Result<(), Error> {
        let review: Review = self.get(at).await?;
        viewer.acting(Role::Officer, &review.body)?;
        let as_of = as_of.unwrap_or_else(|| review.period.to().min(self.today()));
        let facts = self.facts().await?;
        let request = request(&facts, &review, as_of, map)?;
        let early = off_thread(request.clone(), facts.clone()).await?;
        let mut writer = self.store.begin_write().await?;
        let now: Review = held(&mut writer, at).await?;
        let standing = self.facts().await?;
        // What was put on record while it was being compiled is compiled too.
        let sections = match Arc::ptr_eq(&facts, &standing) {
            true => early,
            false => off_thread(request, standing).await?,
        };
        let actor = viewer.acting(Role::Officer, &now.body)?;
        let entry = self.entry(at, actor, None, Vec::new());
        let says = ReviewAct::Compiled { as_of, sections };
        writer.append(decide::review(Some(&now), entry, says, &[])?, self.now()).await?;
        Ok(writer.commit().await?)
    }

    /// Rewords a line. Figures of the line are written as their keys in braces: `Đạt {s4} kế hoạch`.
    ///
    /// # Errors
    /// `permit.missing`, `review.figure-unknown`, and the rules of `decide::review`.
    pub async fn edit_line(
        &self,
        viewer: &Viewer,
        at: &Ref,
        line: &str,
        template: &str,
    ) -> Result<(), Error> {
        let edited = self.change(at, |review: &Review| {
            let actor = viewer.acting(Role::Officer, &review.body)?;
            let pieces = pieces_of(review, line, template)?;
            let entry = self.entry(at, actor, None, Vec::new());
            let says = ReviewAct::Edited { line: line.to_owned(), pieces };
            Ok(decide::review(Some(review), entry, says, &[])?)
        });
        edited.await.map(|_| ())
    }

    /// Lays a review before the approver.
    ///
    /// # Errors
    /// `permit.missing`, and the rules of `decide::review`.
    pub async fn submit_review(&self, viewer: &Viewer, at: &Ref) -> Result<(), Error> {
        self.change_review(viewer, at, Role::Officer, ReviewAct::Submitted).await
    }

    /// Approves a review: its figures are frozen. Another login than the one that submitted it.
    ///
    /// # Errors
    /// `permit.missing`, `review.number-bad`, `review.cause-missing`, and the rules of `decide::review`.
    pub async fn approve_review(
        &self,
        viewer: &Viewer,
        at: &Ref,
        number: Option<&str>,
        signer: Option<&str>,
    ) -> Result<(), Error> {
        let typed = number.map(str::trim).filter(|n| !n.is_empty());
        let number = typed.map(|n| {
            let facts = [("value", n.to_owned())];
            DocNumber::parse(n)
                .ok_or_else(|| Error::Refused(Problem::new("review.number-bad", facts)))
        });
        let signer = signer.map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
        let says = ReviewAct::Approved { number: number.transpose()?, signer };
        let mut writer = self.store.begin_write().await?;
        let now: Review = held(&mut writer, at).await?;
        let actor = viewer.acting(Role::Approver, &now.body)?;
        let facts = self.facts().await?;
        let as_of = now.compiled.as_ref().map_or(now.period.to(), |(day, _)| *day);
        let without = causeless(&request(&facts, &now, as_of, None)?, &facts);
        let entry = self.entry(at, actor, None, Vec::new());
        writer.append(decide::review(Some(&now), entry, says, &without)?, self.now()).await?;
        Ok(writer.commit().await?)
    }

    /// Sends a review back with a reason.
    ///
    /// # Errors
    /// `permit.missing`, and the rules of `decide::review`.
    pub async fn return_review(
        &self,
        viewer: &Viewer,
        at: &Ref,
        reason: String,
    ) -> Result<(), Error> {
        self.change_review(viewer, at, Role::Approver, ReviewAct::Returned { reason }).await
    }

    async fn change_review(
        &self,
        viewer: &Viewer,
        at: &Ref,
        role: Role,
        says: ReviewAct,
    ) -> Result<(), Error> {
        let changed = self.change(at, |review: &Review| {
            let actor = viewer.acting(role, &review.body)?;
            let entry = self.entry(at, actor, None, Vec::new());
            Ok(decide::review(Some(review), entry, says, &[])?)
        });
        changed.await.map(|_| ())
    }
}

/// Compiling is heavy: it is done away from the threads that serve pages.
async fn off_thread(
    request: ReviewRequest,
    facts: Arc<Facts>,
) -> Result<Vec<ReviewSection>, Error> {
    let done = tokio::task::spawn_blocking(move || compile(&request, &facts)).await;
    done.map_err(|e| Error::Broken(e.to_string()))
}

pub(crate) fn request(
    facts: &Facts,
    review: &Review,
    as_of: Day,
    map: Option<MapChoice>,
) -> Result<ReviewRequest, Error> {
    let unit = unit_of(facts, &review.body.at, as_of);
    let unit = unit.or_else(|| crate::totals::highest(facts, as_of));
    let missing =
        || Error::NotFound { what: "đơn vị hành chính của cơ quan báo cáo".to_owned() };
    Ok(ReviewRequest {
        period: review.period,
        as_of,
        reviewed: review.reviewed.clone(),
        body: review.body.clone(),
        unit: unit.ok_or_else(missing)?,
        map: map.unwrap_or(MapChoice::OnDay(as_of)),
    })
}

/// The unit whose body it is, or that of the nearest body above.
pub(crate) fn unit_of(facts: &Facts, body: &Ref, day: Day) -> Option<Ref> {
    let mut at = facts.body(body);
    for _ in 0..16 {
        let body = at?;
        if let Some(unit) = &body.unit {
            return Some(unit.at.clone());
        }
        at = body.parent_on(day).and_then(|p| facts.body(&p.at));
    }
    None
}
