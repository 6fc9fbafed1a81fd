//! The side that serves: a listener of its own, and behind it one thing, the next bundle for exactly the site that knocks.

use crate::limits::Limits;
use crate::rates::Rates;
use crate::{AGAIN, CODE, PATH, tls};
use app::exchange::{HandshakeKey, Holds, Made};
use app::{Error, Office};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use terms::Site;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::server::TlsStream;

/// After how many seconds to ask again when others are served.
const BUSY: u64 = 10;

/// A site's own turn, and one of those that there are for all.
type Turn = [OwnedSemaphorePermit; 2];

/// A listener that is ready to be run.
pub struct Serving {
    listener: TcpListener,
    door: Arc<Door>,
}

/// What every connection needs.
struct Door {
    office: Office,
    key: HandshakeKey,
    limits: Limits,
    knocking: Arc<Semaphore>,
    at_once: Arc<Semaphore>,
    rates: Rates,
}

/// Makes ready to serve an installation on a listener.
///
/// # Errors
/// `site.key-missing` when the site's keys are not loaded.
pub fn serving(office: Office, listener: TcpListener, limits: Limits) -> Result<Serving, Error> {
    let key = office.exchange_at_the_machine().handshake_key()?;
    let knocking = Arc::new(Semaphore::new(limits.knocking));
    let at_once = Arc::new(Semaphore::new(limits.at_once));
    let rates = Rates::default();
    let door = Arc::new(Door { office, key, limits, knocking, at_once, rates });
    Ok(Serving { listener, door })
}

impl Serving {
    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until it is dropped.
    pub async fn run(self) {
        loop {
            match self.listener.accept().await {
                Ok((tcp, from)) => {
                    // Over the limit a connection is closed at once.
                    let Ok(place) = self.door.knocking.clone().try_acquire_owned() else {
                        continue;
                    };
                    let door = self.door.clone();
                    tokio::spawn(async move {
                        let opened = timeout(door.limits.knock, door.open(tcp, from)).await;
                        drop(place);
                        if let Ok(Some((stream, site))) = opened {
                            door.serve(stream, site).await;
                        }
                    });
                }
                Err(e) => {
                    tracing::warn!("exchange: no connection: {e}");
                    // Out of handles: others have to end first.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }
}

impl Door {
    /// The handshake; `None` for whoever does not hold the key of a site that is admitted today.
    async fn open(&self, tcp: TcpStream, from: SocketAddr) -> Option<(TlsStream<TcpStream>, Site)> {
        let start = LazyConfigAcceptor::new(Acceptor::default(), tcp).await;
        let start =
            start.inspect_err(|e| tracing::info!("exchange: {from} no handshake: {e}")).ok()?;
        // Read for each connection: a site that is withdrawn is out at its next knock.
        let keys = self.office.exchange_at_the_machine().keys_in_force().await;
        let keys = keys.inspect_err(|e| tracing::error!("exchange: {e}")).ok()?;
        let believes = tls::Believes::new(keys.keys().cloned());
        let config = tls::server(self.key.clone(), believes.clone());
        let config = config.inspect_err(|e| tracing::error!("exchange: {e}")).ok()?;
        match start.into_stream(config).into_fallible().await {
            Ok(stream) => {
                let site = tls::whose(stream.get_ref().1.peer_certificates(), &keys)?.clone();
                Some((stream, site))
            }
            Err((e, tcp)) => {
                let key = believes.other().unwrap_or_default();
                let key = key.get(..16).unwrap_or("");
                tracing::warn!("exchange: {from} not let in: {e} (key {key})");
                hang_up(tcp).await;
                None
            }
        }
    }

    /// One request and its answer, each within its time.
    async fn serve(self: Arc<Self>, stream: TlsStream<TcpStream>, site: Site) {
        let (until, mut ends) = watch::channel(Instant::now() + self.limits.ask);
        let door = self.clone();
        // What is taken for an answer is given back when the connection ends, not when the answer is made.
        let taken: Arc<OnceLock<Turn>> = Arc::default();
        let service = service_fn(move |request| {
            let (door, site, until) = (door.clone(), site.clone(), until.clone());
            let taken = taken.clone();
            async move {
                until.send_replace(Instant::now() + door.limits.make);
                let answer = door.answer(&site, &request, &taken).await;
                let size = hyper::body::Body::size_hint(answer.body()).exact().unwrap_or(0);
                until.send_replace(Instant::now() + door.limits.for_bytes(size));
                Ok::<_, Infallible>(answer)
            }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .keep_alive(false)
            .max_buf_size(16 << 10)
            .serve_connection(TokioIo::new(stream), service);
        tokio::pin!(connection);
        loop {
            let end = *ends.borrow_and_update();
            tokio::select! {
                done = &mut connection => {
                    if let Err(e) = done {
                        tracing::info!("exchange: cut off: {e}");
                    }
                    return;
                }
                () = sleep_until(end) => {
                    tracing::info!("exchange: too slow, closed");
                    return;
                }
                Ok(()) = ends.changed() => {}
            }
        }
    }

    async fn answer(
        &self,
        site: &Site,
        request: &Request<Incoming>,
        taken: &OnceLock<Turn>,
    ) -> Response<Full<Bytes>> {
        if request.uri().path() != PATH || request.uri().query().is_some() {
            return empty(StatusCode::NOT_FOUND);
        }
        if request.method() != Method::GET {
            return empty(StatusCode::METHOD_NOT_ALLOWED);
        }
        match self.turn(site).await {
            Ok(turn) => _ = taken.set(turn),
            Err(seconds) => return wait(seconds),
        }
        let holds = request.headers().get(IF_NONE_MATCH).and_then(|v| v.to_str().ok());
        let holds: Option<Holds> = holds.and_then(|v| v.trim_matches('"').parse().ok());
        let again = request.headers().get(AGAIN).is_some_and(|v| v == "1");
        let made = self.office.exchange_at_the_machine().next(site, holds.as_ref(), again).await;
        match made {
            Ok(None) => empty(StatusCode::NOT_MODIFIED),
            Ok(Some(made)) if made.bytes.len() as u64 > self.limits.bytes => {
                coded(StatusCode::CONFLICT, "bundle.too-large")
            }
            Ok(Some(made)) => bundle(made),
            Err(e @ (Error::Refused(_) | Error::Conflict(_))) => {
                coded(StatusCode::CONFLICT, e.code())
            }
            Err(e) => {
                tracing::error!("exchange: no bundle for {site}: {e}");
                coded(StatusCode::SERVICE_UNAVAILABLE, e.code())
            }
        }
    }
}

impl Door {
    /// A turn for a site, or after how many seconds it may ask again.
    async fn turn(&self, site: &Site) -> Result<Turn, u64> {
        let own = self.rates.counted(site, self.limits.per_minute)?;
        let both =
            async { (own.acquire_owned().await, self.at_once.clone().acquire_owned().await) };
        match timeout(self.limits.ask, both).await {
            Ok((Ok(own), Ok(any))) => Ok([own, any]),
            _ => Err(BUSY),
        }
    }
}

/// Ends a connection so that the alert that was sent is read: closed over bytes that wait to be read, it would be lost.
async fn hang_up(mut tcp: TcpStream) {
    let mut most = [0; 16 << 10];
    let _ = tcp.shutdown().await;
    for _ in 0..4 {
        if !matches!(tcp.read(&mut most).await, Ok(n) if n > 0) {
            return;
        }
    }
}

fn empty(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}

fn coded(status: StatusCode, code: &str) -> Response<Full<Bytes>> {
    let mut response = empty(status);
    if let Ok(code) = HeaderValue::from_str(code) {
        response.headers_mut().insert(CODE, code);
    }
    response
}

fn wait(seconds: u64) -> Response<Full<Bytes>> {
    let mut response = empty(StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

fn bundle(made: Made) -> Response<Full<Bytes>> {
    let tag = HeaderValue::from_str(&format!("\"{}\"", made.holds()));
    let mut response = Response::new(Full::new(made.bytes.into()));
    let kind = HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    if let Ok(tag) = tag {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}
