//! The side that pulls: one bundle of one site from its address, and in with it as if it had come on a stick.

use crate::address::Address;
use crate::limits::Limits;
use crate::{AGAIN, CODE, PATH, tls};
use app::evidence::Upload;
use app::exchange::{Came, Holds, Preview};
use app::{Error, Office, Problem};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{HOST, IF_NONE_MATCH, RETRY_AFTER};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use terms::Site;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::{AlertDescription, Error as TlsError};

/// What a pull brought.
#[derive(Debug)]
pub enum Pulled {
    /// The other site has nothing that is not here.
    Nothing,
    /// A bundle, and what became of it; then bundles that had waited for it and came in with it.
    Bundles(Vec<Preview>),
}

/// What a pull is about, for the words of its faults.
struct Pull<'a> {
    office: &'a Office,
    site: &'a Site,
    from: &'a Address,
    again: bool,
    limits: &'a Limits,
    believes: Arc<tls::Believes>,
}

/// Pulls the next bundle of a site and takes it in, all of its acts once more when `again`; `progress` hears how many bytes came, and of how many.
///
/// # Errors
/// `pull.…` when no bundle came; nothing is written then. What is wrong with a bundle that came is part of its preview.
pub async fn pull(
    office: &Office,
    site: &Site,
    from: &Address,
    again: bool,
    limits: &Limits,
    progress: impl FnMut(u64, u64),
) -> Result<Pulled, Error> {
    let exchange = office.exchange_at_the_machine();
    let Some(key) = exchange.key_in_force(site).await? else {
        let facts = [("site", site.to_string())];
        return Err(Error::Refused(Problem::new("pull.site-unknown", facts)));
    };
    let believes = tls::Believes::new([key]);
    let pull = Pull { office, site, from, again, limits, believes };
    let holds = exchange.holds(site).await?;
    let Some(bytes) = pull.fetch(holds, progress).await? else { return Ok(Pulled::Nothing) };
    let name = format!("{site}_{}.kvpt", office.site());
    Ok(Pulled::Bundles(exchange.import_as(&[Upload { name, bytes }], Came::Pulled).await?))
}

impl Pull<'_> {
    async fn fetch(
        &self,
        holds: Option<Holds>,
        progress: impl FnMut(u64, u64),
    ) -> Result<Option<Vec<u8>>, Error> {
        let stream = self.connect().await?;
        let client = hyper::client::conn::http1::Builder::new()
            .max_buf_size(64 << 10)
            .handshake(TokioIo::new(stream));
        let (mut sender, connection) = client.await.map_err(|e| self.fault_of(&e, 0, 0))?;
        // Ends with the request, at the latest when `sender` is dropped.
        let mut connection = tokio::spawn(connection);
        let mut request = Request::get(PATH).header(HOST, "kvpt");
        if self.again {
            request = request.header(AGAIN, "1");
        } else if let Some(holds) = holds {
            request = request.header(IF_NONE_MATCH, format!("\"{holds}\""));
        }
        let request = request.body(Empty::<Bytes>::new());
        let request = request.map_err(|e| Error::Broken(e.to_string()))?;
        let told = timeout(self.limits.make + self.limits.ask, sender.send_request(request)).await;
        let came = match told {
            Err(_) => Err(self.unreachable("hết thời gian chờ trả lời")),
            Ok(Err(e)) => {
                // What came before the request was sent, an alert, is known to the connection alone.
                drop(sender);
                match timeout(self.limits.ask, &mut connection).await {
                    Ok(Ok(Err(cause))) => Err(self.fault_of(&cause, 0, 0)),
                    _ => Err(self.fault_of(&e, 0, 0)),
                }
            }
            Ok(Ok(response)) => self.read(response, progress).await,
        };
        connection.abort();
        came
    }

    async fn connect(&self) -> Result<TlsStream<TcpStream>, Error> {
        let office = self.office.exchange_at_the_machine();
        let config = tls::client(office.handshake_key()?, self.believes.clone());
        let config = config.map_err(|e| Error::Broken(e.to_string()))?;
        let knock = self.limits.knock;
        let slow = |_| self.unreachable("hết thời gian chờ kết nối");
        let tcp = timeout(knock, TcpStream::connect(self.from.to_connect())).await.map_err(slow)?;
        let tcp = tcp.map_err(|e| self.unreachable(&e.to_string()))?;
        let tls = TlsConnector::from(config).connect(tls::no_name(), tcp);
        match timeout(knock, tls).await.map_err(slow)? {
            Ok(stream) => Ok(stream),
            Err(e) => Err(self.no_handshake(&e).await),
        }
    }

    async fn read(
        &self,
        response: Response<Incoming>,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Option<Vec<u8>>, Error> {
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_MODIFIED => return Ok(None),
            _ => return Err(self.refused_there(&response)),
        }
        let mut body = response.into_body();
        // A bundle without a length could not be told from one that was cut off.
        let total = body.size_hint().exact().ok_or_else(|| self.not_kvpt("thiếu độ dài gói"))?;
        if total > self.limits.bytes {
            return Err(self.fault("pull.too-large", [("bytes", total.to_string())]));
        }
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < total {
            let got = bytes.len() as u64;
            let cut = || {
                let facts = [("got", got.to_string()), ("total", total.to_string())];
                self.fault("pull.cut", facts)
            };
            let frame = timeout(self.limits.silence, body.frame()).await.map_err(|_| cut())?;
            let data = frame.ok_or_else(cut)?.map_err(|_| cut())?;
            bytes.extend_from_slice(data.data_ref().map_or(&[], |d| d.as_ref()));
            progress(bytes.len() as u64, total);
        }
        Ok(Some(bytes))
    }

    /// A refusal that the other side told.
    fn refused_there(&self, response: &Response<Incoming>) -> Error {
        let said = |name| response.headers().get(name).and_then(|v| v.to_str().ok());
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            let seconds = said(RETRY_AFTER.as_str()).and_then(|s| s.parse::<u64>().ok());
            let seconds = seconds.unwrap_or(60).to_string();
            return self.fault("pull.busy", [("seconds", seconds)]);
        }
        let plain = |c: char| c.is_ascii_lowercase() || c == '.' || c == '-';
        let code = said(CODE).filter(|c| c.len() <= 40 && c.chars().all(plain));
        match code {
            Some(code) => self.fault("pull.refused-there", [("code", code.to_owned())]),
            None => self.not_kvpt(&format!("HTTP {}", response.status().as_u16())),
        }
    }

    async fn no_handshake(&self, e: &std::io::Error) -> Error {
        if let Some(key) = self.believes.other() {
            return self.wrong_key(&key).await;
        }
        match tls_error(e) {
            Some(TlsError::AlertReceived(alert)) => self.alerted(*alert),
            Some(tls) => self.not_kvpt(&tls.to_string()),
            None => self.unreachable(&e.to_string()),
        }
    }

    /// Who it is instead, when that is known.
    async fn wrong_key(&self, key: &str) -> Error {
        let known = self.office.exchange_at_the_machine().keys_in_force().await;
        let whose = known.ok().and_then(|keys| keys.get(key).map(Site::to_string));
        let whose = whose.unwrap_or_else(|| "không nơi nào đã công nhận".to_owned());
        let key = key.get(..16).unwrap_or(key).to_owned();
        self.fault("pull.wrong-key", [("key", key), ("whose", whose)])
    }

    /// In TLS 1.3 a side learns that it was not let in only when it reads.
    fn fault_of(&self, e: &hyper::Error, got: u64, total: u64) -> Error {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(e);
        while let Some(now) = cause {
            let io = now.downcast_ref::<std::io::Error>();
            if let Some(TlsError::AlertReceived(alert)) = io.and_then(tls_error) {
                return self.alerted(*alert);
            }
            cause = now.source();
        }
        let facts = [("got", got.to_string()), ("total", total.to_string())];
        self.fault("pull.cut", facts)
    }

    fn alerted(&self, alert: AlertDescription) -> Error {
        match alert {
            AlertDescription::AccessDenied => self.fault("pull.not-known-there", []),
            other => self.not_kvpt(&format!("TLS: {other:?}")),
        }
    }

    fn not_kvpt(&self, detail: &str) -> Error {
        self.fault("pull.not-kvpt", [("detail", detail.to_owned())])
    }

    fn unreachable(&self, detail: &str) -> Error {
        self.fault("pull.unreachable", [("detail", detail.to_owned())])
    }

    fn fault<const N: usize>(&self, code: &str, facts: [(&str, String); N]) -> Error {
        let mut problem = Problem::new(code, facts);
        let about = [("site", self.site.to_string()), ("address", self.from.to_string())];
        problem.facts.extend(about.map(|(k, v)| (k.to_owned(), v)));
        Error::Refused(problem)
    }
}

fn tls_error(e: &std::io::Error) -> Option<&TlsError> {
    e.get_ref().and_then(|e| e.downcast_ref())
}
