//! Whoever is not a site on record gets nothing, nothing else is served, and what is cut off leaves nothing.

use crate::client::{answer, connect, status};
use crate::exchange_kit::Place;
use crate::kit::{code, cut_after, pair, pull, pull_within, serve};
use app::Error;
use link::Limits;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Bundles that a site made so far.
async fn made(place: &Place) -> usize {
    place.office.exchange_at_the_machine().overview().await.unwrap().sent.len()
}

async fn withdraw(at: &Place, other: &Place) {
    let viewer = at.viewer().await;
    let (exchange, today) = (at.office.exchange(&viewer).unwrap(), at.office.now().day_vn());
    exchange.withdraw(&other.site, today, "thôi trao đổi".into()).await.unwrap();
}

/// Nobody is waited for.
fn quick() -> Limits {
    Limits {
        knock: Duration::from_millis(50),
        silence: Duration::from_millis(50),
        ..Limits::default()
    }
}

#[tokio::test]
async fn a_server_with_another_key_is_refused_and_named() {
    let (tinh, xa) = pair().await;
    let stranger = Place::new("la", "UBND xã Lạ (mẫu)", None).await;
    stranger.admits(&tinh, false).await;
    let at = serve(&stranger, Limits::default()).await;
    let refused = pull(&tinh, &xa, at).await.unwrap_err();
    assert_eq!(refused.code(), "pull.wrong-key");
    let key = &stranger.key.public().key[..16];
    assert!(refused.words().why.contains(key), "{}", refused.words().why);
    // One that is known, but is not the one that was asked for.
    tinh.admits(&stranger, true).await;
    let refused = pull(&tinh, &xa, at).await.unwrap_err();
    assert_eq!(refused.code(), "pull.wrong-key");
    assert!(refused.words().why.contains("của la."), "{}", refused.words().why);
    assert_eq!(made(&stranger).await, 0);
    assert!(tinh.state().await.iter().all(|(site, _)| site == "tinh"), "no chain came");
}

#[tokio::test]
async fn a_client_that_is_unknown_or_withdrawn_is_refused_before_any_byte() {
    let (tinh, xa) = pair().await;
    let at = serve(&xa, Limits::default()).await;
    let stranger = Place::new("la", "UBND xã Lạ (mẫu)", None).await;
    stranger.admits(&xa, false).await;
    assert_eq!(code(&stranger, &xa, at).await, "pull.not-known-there");
    assert!(pull(&tinh, &xa, at).await.unwrap().is_some());
    withdraw(&xa, &tinh).await;
    assert_eq!(code(&tinh, &xa, at).await, "pull.not-known-there");
    assert_eq!(made(&xa).await, 1, "no bundle was made for whoever was not let in");
    // A client without any key, and one whose bytes are looked at.
    for by in [None, Some(&stranger), Some(&tinh)] {
        if let Ok(mut stream) = connect(at, by).await {
            let got = answer(&mut stream, b"GET /bundle HTTP/1.1\r\nHost: x\r\n\r\n").await;
            assert!(got.is_err(), "{got:?}");
        }
    }
    assert_eq!(made(&xa).await, 1);
}

#[tokio::test]
async fn a_site_that_is_withdrawn_here_is_not_asked() {
    let (tinh, xa) = pair().await;
    withdraw(&tinh, &xa).await;
    let nobody: SocketAddr = "127.0.0.1:9".parse().unwrap();
    assert_eq!(code(&tinh, &xa, nobody).await, "pull.site-unknown");
}

#[tokio::test]
async fn one_thing_is_served_to_whoever_knocks_and_nothing_for_another() {
    let (tinh, xa) = pair().await;
    let other = Place::new("xa-hai", "UBND xã Hai (mẫu)", Some("tinh")).await;
    tinh.admits(&other, true).await;
    let at = serve(&tinh, Limits::default()).await;
    for path in ["/bundle?to=xa-hai", "/bundle/xa-hai", "/bundle/", "/", "/login", "/api/v1"] {
        assert_eq!(status(at, &xa, "GET", path).await, 404, "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "HEAD"] {
        assert_eq!(status(at, &xa, method, "/bundle").await, 405, "{method}");
    }
    assert_eq!(made(&tinh).await, 0);
    // What comes is for the site whose key it was, whatever the head of the request says.
    let mut stream = connect(at, Some(&xa)).await.unwrap();
    let asked = b"GET /bundle HTTP/1.1\r\nHost: xa-hai\r\nFrom: xa-hai\r\n\r\n";
    let got = answer(&mut stream, asked).await.unwrap();
    let body = got.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
    let file = app::evidence::Upload { name: "x.kvpt".into(), bytes: got[body..].to_vec() };
    assert_eq!(other.take_one(&file).await, Err("bundle.not-for-us".to_owned()));
    assert!(xa.take_one(&file).await.is_ok());
}

#[tokio::test]
async fn plain_http_and_tls_1_2_get_no_answer() {
    let (tinh, xa) = pair().await;
    let at = serve(&xa, Limits::default()).await;
    let asked = [b"GET /bundle HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(), tls_1_2()];
    let alerts = [None, Some(70)];
    for (bytes, alert) in asked.into_iter().zip(alerts) {
        let mut stream = TcpStream::connect(at).await.unwrap();
        stream.write_all(&bytes).await.unwrap();
        let mut got = Vec::new();
        // Closed with or without an alert: an answer it is not.
        let _ = stream.read_to_end(&mut got).await;
        assert!(got.len() <= 7 && !got.starts_with(b"HTTP"), "{got:?}");
        if let Some(alert) = alert {
            assert_eq!(got, [21, 3, 3, 0, 2, 2, alert], "protocol_version");
        }
    }
    assert_eq!(made(&xa).await, 0);
    // And the other way round: what answers in the clear is not believed.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let plain = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
    assert_eq!(code(&tinh, &xa, plain).await, "pull.not-kvpt");
}

/// The first message of a client that knows TLS 1.2 and nothing later.
fn tls_1_2() -> Vec<u8> {
    let mut hello = vec![3, 3];
    hello.extend([7; 32]);
    hello.extend([0, 0, 4, 0xc0, 0x2b, 0xc0, 0x2f, 1, 0]);
    // signature_algorithms: ed25519; supported_groups: x25519.
    let extensions = [0, 13, 0, 4, 0, 2, 8, 7, 0, 10, 0, 4, 0, 2, 0, 29];
    hello.extend([0, extensions.len() as u8]);
    hello.extend(extensions);
    let mut out = vec![22, 3, 1, 0, hello.len() as u8 + 4, 1, 0, 0, hello.len() as u8];
    out.extend(hello);
    out
}

#[tokio::test]
async fn a_connection_that_is_cut_leaves_nothing_and_the_next_pull_makes_it_good() {
    let (tinh, xa) = pair().await;
    let before = tinh.state().await;
    // Bytes that do not pack, so that the bundle is longer than every place of a cut.
    let mut file = Vec::new();
    while file.len() < 24_000 {
        file.extend_from_slice(wire::hash(&file).to_string().as_bytes());
    }
    xa.write_for("kết quả", &xa.body, Some(&file)).await;
    let at = serve(&xa, Limits::default()).await;
    for bytes in [0, 1, 80, 200, 500, 1_000, 4_000, 9_000] {
        let cable = cut_after(at, bytes).await;
        let refused = code(&tinh, &xa, cable).await;
        let known = ["pull.cut", "pull.unreachable"];
        assert!(known.contains(&refused.as_str()), "{bytes}: {refused}");
        assert_eq!(tinh.state().await, before, "{bytes}");
        assert!(tinh.store.blob(&wire::hash(&file).to_string()).await.unwrap().is_none());
    }
    assert!(pull(&tinh, &xa, at).await.unwrap().unwrap() > 0);
    assert!(tinh.store.blob(&wire::hash(&file).to_string()).await.unwrap().is_some());
    // Numbers that were lost on the way are named, and the other side learns of them.
    let down = serve(&tinh, Limits::default()).await;
    assert!(pull(&xa, &tinh, down).await.unwrap().is_some());
    let sent = xa.office.exchange_at_the_machine().overview().await.unwrap().sent;
    assert_eq!(sent[0].arrived, Some(true));
    assert!(sent[1..].iter().all(|s| s.arrived == Some(false)));
}

#[tokio::test]
async fn a_client_that_says_nothing_is_let_go() {
    let (tinh, xa) = pair().await;
    // Before the handshake.
    let at = serve(&xa, quick()).await;
    let mut silent = TcpStream::connect(at).await.unwrap();
    let _ = silent.read_to_end(&mut Vec::new()).await;
    // After it, within a request.
    let at = serve(&xa, Limits { ask: quick().knock, ..Limits::default() }).await;
    let mut stream = connect(at, Some(&tinh)).await.unwrap();
    let got = answer(&mut stream, b"GET /bun").await;
    assert!(got.is_err() || got.is_ok_and(|bytes| bytes.is_empty()));
    assert_eq!(made(&xa).await, 0);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let (tinh, xa) = pair().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let refused = pull_within(&tinh, &xa, at, &quick()).await.unwrap_err();
    assert_eq!(refused.code(), "pull.unreachable");
    drop(listener);
    assert_eq!(code(&tinh, &xa, at).await, "pull.unreachable");
}

#[tokio::test]
async fn too_often_and_too_large_are_told() {
    let (tinh, xa) = pair().await;
    let at = serve(&xa, Limits { per_minute: 1, ..Limits::default() }).await;
    assert!(pull(&tinh, &xa, at).await.unwrap().is_some());
    let refused = pull(&tinh, &xa, at).await.unwrap_err();
    assert_eq!(refused.code(), "pull.busy");
    let small = Limits { bytes: 100, ..Limits::default() };
    xa.write("nữa").await;
    let at = serve(&xa, Limits::default()).await;
    let refused = pull_within(&tinh, &xa, at, &small).await.unwrap_err();
    assert_eq!(refused.code(), "pull.too-large");
    let at = serve(&xa, small).await;
    let Error::Refused(problem) = pull(&tinh, &xa, at).await.unwrap_err() else { unreachable!() };
    assert_eq!(
        (problem.code.as_str(), problem.facts["code"].as_str()),
        ("pull.refused-there", "bundle.too-large")
    );
    let full = serve(&xa, Limits { at_once: 0, ask: quick().knock, ..Limits::default() }).await;
    assert_eq!(code(&tinh, &xa, full).await, "pull.busy");
}
