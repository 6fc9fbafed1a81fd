//! One's own sessions: seen and ended.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::secret;
use terms::Instant;

/// A session of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// What it is called when it is ended: nothing that lets anybody in.
    pub key: String,
    /// From which program, roughly; empty when it is not known.
    pub program: String,
    /// Since when.
    pub since: Instant,
    /// When it was last used, to the minute.
    pub seen: Instant,
    /// Whether it is the one that asks.
    pub own: bool,
}

impl Office {
    /// The sessions of the viewer, the last used first.
    ///
    /// # Errors
    /// The store's.
    pub async fn own_sessions(
        &self,
        viewer: &Viewer,
        token: &str,
    ) -> Result<Vec<OwnSession>, Error> {
        let own = secret::sha256_hex(token.as_bytes());
        let all = self.store.sessions_of(&viewer.login, self.now()).await?;
        let one = |(key, s): (String, store::Session)| OwnSession {
            own: key == own,
            program: s.program,
            since: s.created_at,
            seen: s.seen_at,
            key,
        };
        Ok(all.into_iter().map(one).collect())
    }

    /// Ends one of the viewer's sessions.
    ///
    /// # Errors
    /// Not found.
    pub async fn end_own_session(&self, viewer: &Viewer, key: &str) -> Result<(), Error> {
        match self.store.end_session_of(&viewer.login, key).await? {
            true => Ok(()),
            false => Err(Error::NotFound { what: "phiên đăng nhập".to_owned() }),
        }
    }

    /// Ends the viewer's sessions but the one that asks; gives how many.
    ///
    /// # Errors
    /// The store's.
    pub async fn end_other_sessions(&self, viewer: &Viewer, token: &str) -> Result<u64, Error> {
        let own = secret::sha256_hex(token.as_bytes());
        Ok(self.store.end_other_sessions_of(&viewer.login, &own).await?)
    }
}

/// Programs by a word of what they call themselves; the more special first.
const PROGRAMS: [(&str, &str); 8] = [
    ("Edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Systems by a word of what a program says of them; the more special first.
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// What a program calls itself, made rough: `Firefox, Windows`. Versions are left out; empty when nothing is known.
pub fn program(agent: &str) -> String {
    let named = |list: &[(&str, &'static str)]| {
        list.iter().find(|(word, _)| agent.contains(word)).map(|(_, name)| *name)
    };
    let parts = [named(&PROGRAMS), named(&SYSTEMS)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
