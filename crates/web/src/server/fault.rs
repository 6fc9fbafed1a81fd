//! What did not work, on its way to the page that says so.
//!
//! It must not know how the page looks; what is for the log alone never reaches it.

use app::Error;
use app::error::Words;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// What did not work: carried by an answer until the page is made.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// HTTP status.
    pub(super) status: StatusCode,
    /// Stable code.
    pub(super) code: String,
    /// What happened, why, what to do; the general words of the status when there are none.
    pub(super) words: Option<Box<Words>>,
    /// Names the request in the log of the program.
    pub(super) reference: Option<String>,
}

impl Fault {
    /// A fault that the words of its status describe well enough.
    pub(crate) fn of_status(status: StatusCode, code: &str) -> Self {
        Self { status, code: code.to_owned(), words: None, reference: None }
    }

    /// No such page or object.
    pub(crate) fn no_such_page() -> Self {
        Self::of_status(StatusCode::NOT_FOUND, "http.404")
    }

    /// A fault of the program: the details go to the log under a reference that the page shows.
    pub(super) fn broken(details: &str) -> Self {
        let reference: String = app::secret::new_token().chars().take(8).collect();
        tracing::error!(reference, details, "a request failed");
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self { status, code: "broken".into(), words: None, reference: Some(reference) }
    }
}

impl From<Error> for Fault {
    fn from(e: Error) -> Self {
        let status = match &e {
            Error::Refused(p) if p.code.ends_with("too-large") => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Forbidden(_) => StatusCode::FORBIDDEN,
            Error::NotFound { .. } => StatusCode::NOT_FOUND,
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::Unavailable { code, details } => {
                tracing::warn!(code, details, "the store is not available");
                match *code {
                    "disk-full" => StatusCode::INSUFFICIENT_STORAGE,
                    _ => StatusCode::SERVICE_UNAVAILABLE,
                }
            }
            Error::Broken(details) => return Self::broken(details),
        };
        let words = Some(Box::new(e.words()));
        Self { status, code: e.code().to_owned(), words, reference: None }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut answer = self.status.into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}
