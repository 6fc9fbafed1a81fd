//! The calendar as a feed for other programs: read by a token, which is made and ended by the person it stands for.

use super::{concerns, export};
use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::secret;
use record::calendar::{self, Given};
use terms::{CalendarKind, Instant, Period, Role};

/// How many days back a feed goes.
const BACK: i32 = 92;

/// Whether somebody has a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedState {
    /// When its token was made.
    pub created_at: Instant,
    /// When it was last read.
    pub used_at: Option<Instant>,
}

impl Office {
    /// Whether the viewer has a feed.
    ///
    /// # Errors
    /// The store's.
    pub async fn feed_state(&self, viewer: &Viewer) -> Result<Option<FeedState>, Error> {
        let feed = self.store.feed_of(&viewer.login).await?;
        Ok(feed.map(|f| FeedState { created_at: f.created_at, used_at: f.used_at }))
    }

    /// Makes the viewer's feed, and gives its token: the only time that it is seen. One made before ends.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn make_feed(&self, viewer: &Viewer) -> Result<String, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let token = secret::new_token();
        let hash = secret::sha256_hex(token.as_bytes());
        self.store.put_feed(&viewer.login, &hash, self.now()).await?;
        Ok(token)
    }

    /// Ends the viewer's feed.
    ///
    /// # Errors
    /// The store's.
    pub async fn end_feed(&self, viewer: &Viewer) -> Result<(), Error> {
        Ok(self.store.end_feed_of(&viewer.login).await?)
    }

    /// The calendar of the person behind a token as an .ics file, from three months ago to eighteen months ahead, for
    /// the bodies on which they hold a role; `None` when there is no such token or the account is closed.
    ///
    /// What rests on a document whose circulation is limited stays out.
    ///
    /// # Errors
    /// The store's.
    pub async fn feed(&self, token: &str) -> Result<Option<String>, Error> {
        let hash = secret::sha256_hex(token.as_bytes());
        let Some(feed) = self.store.feed(&hash).await? else { return Ok(None) };
        let Some(viewer) = self.viewer(&feed.login).await? else { return Ok(None) };
        if viewer.acting_at_home(Role::Reader).is_err() {
            return Ok(None);
        }
        self.store.feed_used(&hash, self.now()).await?;
        let (facts, rules) = (self.facts_for(&viewer).await?, self.calendar_rules().await?);
        let (from, to) = (self.today().plus_days(-BACK), calendar::ahead(self.today()).to());
        let window = Period::new(from, to).map_err(|_| super::no_window())?;
        let mut entries = calendar::calendar(&Given::of(&facts), &rules, window);
        entries.retain(|e| e.kind != CalendarKind::Task && !e.limited && concerns(&viewer, e));
        let name = format!("Lịch kvpt, {}", self.called().await?.name);
        Ok(Some(export::ics(&entries, name, self.site(), self.now())))
    }
}
