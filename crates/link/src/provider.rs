//! The way to an OpenID provider: one request at a time by HTTPS (TLS 1.3), believed by the certificates that the machine
//! believes, or by one authority of the provider's own; by plain HTTP on the loopback address alone.

use app::login::oidc::{Answer, Ask, Line, address, encoded};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::version::TLS13;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How long a whole request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer.
const LARGEST: usize = 1 << 20;

/// The way to a provider. It follows no redirects.
pub struct ProviderLine {
    tls: Arc<ClientConfig>,
}

impl ProviderLine {
    /// A way that believes the authorities in a file of PEM, or without one those of the machine.
    ///
    /// # Errors
    /// In words, when the file cannot be read or holds no certificate, or the machine has none.
    pub fn new(authorities: Option<&Path>) -> Result<Self, String> {
        let certificates = match authorities {
            Some(file) => of_file(file)?,
            None => rustls_native_certs::load_native_certs().certs,
        };
        let mut roots = RootCertStore::empty();
        let (taken, _) = roots.add_parsable_certificates(certificates);
        if taken == 0 {
            return Err("không có chứng thư gốc nào đọc được".to_owned());
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&TLS13])
            .map_err(|e| e.to_string())?;
        let tls = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
        Ok(Self { tls })
    }

    async fn ask(&self, ask: Ask) -> Result<Vec<u8>, String> {
        if !address(&ask.url) {
            return Err(format!("{} không phải địa chỉ https", ask.url));
        }
        let uri: Uri = ask.url.parse().map_err(|_| format!("{} không phải địa chỉ", ask.url))?;
        let host = uri.host().unwrap_or_default().to_owned();
        let secure = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let tcp = TcpStream::connect((&*bare, port)).await.map_err(|e| e.to_string())?;
        if !secure {
            return exchanged(tcp, &uri, ask).await;
        }
        let name = ServerName::try_from(bare).map_err(|e| e.to_string())?;
        let tls = TlsConnector::from(self.tls.clone()).connect(name, tcp).await;
        exchanged(tls.map_err(|e| e.to_string())?, &uri, ask).await
    }
}

fn of_file(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let all = CertificateDer::pem_file_iter(file).map_err(|e| e.to_string())?;
    all.collect::<Result<_, _>>().map_err(|e| e.to_string())
}

impl Line for ProviderLine {
    fn send(&self, ask: Ask) -> Answer<'_> {
        Box::pin(async {
            let answer = timeout(PATIENCE, self.ask(ask)).await;
            answer.unwrap_or_else(|_| Err("hết thời gian chờ trả lời".to_owned()))
        })
    }
}

async fn exchanged(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    uri: &Uri,
    ask: Ask,
) -> Result<Vec<u8>, String> {
    let opened = http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = opened.map_err(|e| e.to_string())?;
    let connection = tokio::spawn(connection);
    let answer = async {
        let answer = sender.send_request(request(uri, ask)?).await.map_err(|e| e.to_string())?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), LARGEST).collect().await;
        let body = body.map_err(|e| e.to_string())?.to_bytes();
        if status.is_success() { Ok(body.to_vec()) } else { Err(format!("HTTP {status}")) }
    };
    let answer = answer.await;
    connection.abort();
    answer
}

fn request(uri: &Uri, ask: Ask) -> Result<Request<Full<Bytes>>, String> {
    let path = uri.path_and_query().map_or("/", |p| p.as_str());
    let host = uri.authority().map_or("", |a| a.as_str());
    let request = if ask.form.is_empty() { Request::get(path) } else { Request::post(path) };
    let mut request =
        request.header(HOST, host).header(ACCEPT, "application/json").header(USER_AGENT, "kvpt");
    if let Some(who) = &ask.authorization {
        request = request.header(AUTHORIZATION, who);
    }
    let fields: Vec<String> = ask.form.iter().map(|(k, v)| format!("{k}={}", encoded(v))).collect();
    if !fields.is_empty() {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    request.body(Full::from(fields.join("&"))).map_err(|e| e.to_string())
}
