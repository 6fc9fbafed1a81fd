//! The server: addresses, who is asking, what came with the request, and the page that answers.
//!
//! It calls the use cases of `app` and knows no rule of the record and no SQL.

mod access_rules;
mod accounts;
mod api;
mod assets;
mod at;
mod audit;
mod by_hand;
mod calendar;
mod cascade;
mod cookie;
mod desk;
mod documents;
mod dress;
mod emergency;
mod enter;
mod exchange;
mod fault;
mod forms;
mod gate;
mod import;
mod intake;
mod ledger;
mod list;
mod marks;
mod offices;
mod own;
mod passkeys;
mod pieces;
mod posted;
mod provider;
mod reading;
mod register;
mod reply;
mod reviews;
mod route;
mod search;
mod sessions;
mod submissions;
mod tasks;
mod tokens;
mod totals;
mod who;

pub use api::description;
pub(crate) use at::{at, href, see};
pub(crate) use fault::Fault;
pub(crate) use list::{pager, sort, with};
pub(crate) use posted::{Posted, Sent};
pub(crate) use reply::{file, go, html, said};
pub use route::Declared;
pub(crate) use who::{Shared, Who};

use app::Office;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use route::Routes;
use std::sync::Arc;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// What an installation is called on its pages.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Name of the sample province with its mark, when everything on record is invented.
    pub sample: Option<String>,
    /// Name of this installation, under the name of the program.
    pub site_name: String,
    /// Requests that one token of another program may make in a minute; 600 when nothing is said.
    pub api_per_minute: Option<u32>,
    /// At which origin passkeys are used; when nothing is said, at `localhost` where a page was asked for by that name.
    pub origin: Option<app::login::webauthn::Party>,
    /// The OpenID provider by way of which people may log in; nothing is asked of anybody without one.
    pub provider: Option<app::login::oidc::Provider>,
}

/// The addresses of the pages.
fn pages() -> Routes {
    Routes::new()
        .merge(enter::routes())
        .merge(access_rules::routes())
        .merge(accounts::routes())
        .merge(audit::routes())
        .merge(by_hand::routes())
        .merge(cascade::routes())
        .merge(sessions::routes())
        .merge(calendar::routes())
        .merge(desk::routes())
        .merge(emergency::routes())
        .merge(own::routes())
        .merge(passkeys::routes())
        .merge(provider::routes())
        .merge(documents::routes())
        .merge(search::routes())
        .merge(exchange::routes())
        .merge(import::routes())
        .merge(intake::routes())
        .merge(offices::routes())
        .merge(register::routes())
        .merge(ledger::routes())
        .merge(tasks::routes())
        .merge(tokens::routes())
        .merge(forms::routes())
        .merge(submissions::routes())
        .merge(totals::routes())
        .merge(reviews::routes())
}

/// What every address needs, by method.
pub fn rights() -> Vec<Declared> {
    pages().merge(assets::routes()).declared()
}

/// Every page over one installation.
pub fn router(office: Office, settings: Settings) -> Router {
    let shared = Shared { office, settings: Arc::new(settings) };
    let pages = pages()
        .behind_the_door()
        .fallback(dress::no_such_page)
        .layer(CatchPanicLayer::custom(dress::panicked))
        // The gate has its own limits, with a page that says so.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(shared.clone(), gate::enter));
    Router::new()
        .merge(pages)
        .merge(api::routes(&shared))
        .merge(assets::routes().behind_the_door())
        .layer(from_fn(dress::headers))
        .layer(CompressionLayer::new())
        .with_state(shared)
}

/// Serves the pages until the program is asked to end; requests under way are finished first.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    office: Office,
    settings: Settings,
    listener: TcpListener,
) -> std::io::Result<()> {
    let pages = router(office.clone(), settings);
    axum::serve(listener, pages).with_graceful_shutdown(asked_to_end()).await?;
    if let Err(e) = office.end_serving().await {
        tracing::debug!("the end of the service was not marked: {e}");
    }
    office.close().await;
    Ok(())
}

/// Ctrl-C, or the signal by which a service is stopped.
async fn asked_to_end() {
    let interrupted = async {
        // A handler that cannot be set leaves the program to be ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = terminated => {} }
}
