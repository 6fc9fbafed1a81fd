//! The way to a provider: by TLS with an authority of its own, by plain HTTP on this machine alone, and no further than it
//! was asked.
//!
//! The certificates in `provider/` are made for this test; the keys of the authorities are gone.

use app::login::oidc::{Ask, Line};
use link::ProviderLine;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::version::TLS13;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/provider").join(name)
}

fn line(authority: &str) -> ProviderLine {
    ProviderLine::new(Some(&file(authority))).unwrap()
}

fn ask(url: String) -> Ask {
    Ask { url, form: Vec::new(), authorization: None }
}

/// Answers one request on each connection with what it was sent, or with `answer`.
async fn answered(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: Option<&str>) {
    let mut sent = vec![0; 4096];
    let n = stream.read(&mut sent).await.unwrap_or(0);
    let sent = String::from_utf8_lossy(&sent[..n]).into_owned();
    let long = sent.len();
    let whole = format!("HTTP/1.1 200 OK\r\nContent-Length: {long}\r\n\r\n{sent}");
    // Whoever does not believe the certificate is gone by now.
    let _ = stream.write_all(answer.unwrap_or(&whole).as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// A provider over TLS for the name `localhost`; gives its port.
async fn over_tls() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let certificate = CertificateDer::from_pem_file(file("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(file("server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        loop {
            let (tcp, _) = listener.accept().await.unwrap();
            if let Ok(stream) = acceptor.accept(tcp).await {
                answered(stream, None).await;
            }
        }
    });
    port
}

async fn over_http(answer: Option<&'static str>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (tcp, _) = listener.accept().await.unwrap();
            answered(tcp, answer).await;
        }
    });
    port
}

#[tokio::test]
async fn a_provider_is_believed_by_its_authority_and_by_its_name() {
    let port = over_tls().await;
    let at = |host: &str| ask(format!("https://{host}:{port}/keys?x=1"));
    let sent = line("ca.pem").send(at("localhost")).await.unwrap();
    let sent = String::from_utf8(sent).unwrap();
    assert!(sent.starts_with("GET /keys?x=1 HTTP/1.1\r\n"), "{sent}");
    assert!(line("ca.pem").send(at("127.0.0.1")).await.is_err(), "the certificate names localhost");
    assert!(line("other.pem").send(at("localhost")).await.is_err(), "another authority");
    assert!(ProviderLine::new(Some(&file("server.key"))).is_err(), "no certificate in it");
    assert!(ProviderLine::new(Some(&file("absent.pem"))).is_err());
}

#[tokio::test]
async fn forms_are_encoded_and_answers_that_are_none_are_told() {
    let port = over_http(None).await;
    let form = vec![("code", "a b&c".to_owned()), ("client_id", "kvpt".to_owned())];
    let url = format!("http://127.0.0.1:{port}/token");
    let asked = Ask { url, form, authorization: Some("Basic eA==".into()) };
    let sent = String::from_utf8(line("ca.pem").send(asked).await.unwrap()).unwrap();
    assert!(sent.starts_with("POST /token HTTP/1.1\r\n"), "{sent}");
    assert!(sent.ends_with("code=a%20b%26c&client_id=kvpt"), "{sent}");
    assert!(sent.contains("authorization: Basic eA=="), "{sent}");
    for (answer, what) in [
        ("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", "302"),
        ("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "500"),
        ("this is not HTTP", ""),
    ] {
        let port = over_http(Some(answer)).await;
        let got = line("ca.pem").send(ask(format!("http://localhost:{port}/"))).await;
        assert!(got.unwrap_err().contains(what));
    }
}

#[tokio::test]
async fn plain_http_leads_nowhere_but_to_this_machine() {
    for url in ["http://kvpt.tinh.example/", "http://10.0.0.1/", "ftp://localhost/"] {
        let refused = line("ca.pem").send(ask(url.to_owned())).await.unwrap_err();
        assert!(refused.contains(url), "{refused}");
    }
}
