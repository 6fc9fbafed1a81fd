//! Logging in by way of a provider, in Chromium: a small provider on the loopback address, another site in the browser's
//! eyes; a person who is not tied, tied on the account's page, let in; the provider down.

use super::every_page::{SCREENS, faults_here};
use super::{Browser, Office};
use crate::demo::{Served, demo};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

const SUBJECT: &str = "6f1c-can-bo";

/// A provider that knows one person and asks nothing.
struct Provider {
    at: SocketAddr,
    key: Ed25519KeyPair,
    nonce: Mutex<String>,
    down: AtomicBool,
}

impl Provider {
    fn start() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let key = Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap();
        let (at, nonce) = (listener.local_addr().unwrap(), Mutex::default());
        let provider = Arc::new(Self { at, key, nonce, down: AtomicBool::new(false) });
        let serving = provider.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if !serving.down.load(Ordering::SeqCst) {
                    let serving = serving.clone();
                    // A browser opens connections ahead and may leave them unused: none waits for another.
                    std::thread::spawn(move || serving.serve(stream));
                }
            }
        });
        provider
    }

    fn issuer(&self) -> String {
        format!("http://{}", self.at)
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?);
        let (mut first, mut long) = (String::new(), 0);
        lines.read_line(&mut first)?;
        loop {
            let mut line = String::new();
            lines.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            let line = line.to_ascii_lowercase();
            if let Some(n) = line.strip_prefix("content-length:") {
                long = n.trim().parse().unwrap();
            }
        }
        lines.read_exact(&mut vec![0; long])?;
        let path = first.split(' ').nth(1).unwrap_or_default();
        let answer = self.answer(path);
        let head = match &answer {
            Ok(body) => format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.to_string().len()
            ),
            Err(to) => format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"),
        };
        stream.write_all(head.as_bytes())
    }

    /// What is at a path, or where it leads.
    fn answer(&self, path: &str) -> Result<Value, String> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let issuer = self.issuer();
        Ok(match path {
            "/.well-known/openid-configuration" => {
                let end = |path: &str| format!("{issuer}{path}");
                json!({"issuer": issuer, "authorization_endpoint": end("/authorize"),
                    "token_endpoint": end("/token"), "jwks_uri": end("/keys")})
            }
            "/authorize" => {
                let field = |name: &str| {
                    let all = query.split('&').filter_map(|pair| pair.split_once('='));
                    let mut found = all.filter(|(key, _)| *key == name).map(|(_, value)| value);
                    found.next().unwrap_or_default().to_owned()
                };
                *self.nonce.lock().unwrap() = field("nonce");
                let back = field("redirect_uri").replace("%3A", ":").replace("%2F", "/");
                return Err(format!("{back}?code=c0de&state={}", field("state")));
            }
            "/token" => json!({"id_token": self.token(), "token_type": "Bearer"}),
            "/keys" => {
                let x = BASE64.encode(self.key.public_key());
                json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x}]})
            }
            _ => json!({}),
        })
    }

    fn token(&self) -> String {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let (now, nonce) = (now.as_secs(), self.nonce.lock().unwrap().clone());
        let claims = json!({"iss": self.issuer(), "sub": SUBJECT, "aud": "kvpt", "iat": now,
            "exp": now + 60, "nonce": nonce});
        let head = BASE64.encode(json!({"alg": "EdDSA"}).to_string());
        let signed = format!("{head}.{}", BASE64.encode(claims.to_string()));
        let signature = BASE64.encode(self.key.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }
}

#[test]
fn a_person_of_a_provider_is_tied_and_let_in_and_the_password_stays() {
    let Some(browser) = Browser::start() else { return };
    let provider = Provider::start();
    let (demo, port) = (demo(), free_port());
    let folder = demo.copy();
    let data = folder.path().to_str().unwrap();
    let (listen, origin) = (format!("127.0.0.1:{port}"), format!("http://localhost:{port}"));
    let issuer = provider.issuer();
    let served = Served::start([
        "serve",
        "--data",
        data,
        "--listen",
        &listen,
        "--origin",
        &origin,
        "--oidc-issuer",
        &issuer,
        "--oidc-client",
        "kvpt",
        "--oidc-name",
        "Cổng của tỉnh (mẫu)",
    ]);
    let o = Office { browser, served, folder, demo };
    let by_provider = "a[href^='/login/provider']";
    let login = || {
        o.browser.forget_cookies();
        o.browser.go(&format!("{origin}/login"));
    };
    login();
    o.browser.sees("main", "Đăng nhập qua Cổng của tỉnh (mẫu)");
    looked_at(&o);
    o.browser.click(by_provider);
    o.browser.sees("[role=alert]", SUBJECT);
    // The refusal is told of on the console, and is meant.
    o.browser.complaints();

    login();
    enter(&o, "quan.tri");
    o.browser.go(&format!("{origin}/accounts"));
    o.browser.click("//tr[th/small[text()='can.bo']]//a[contains(@href, '/provider')]");
    o.browser.find("#subject");
    looked_at(&o);
    o.browser.type_into("#subject", SUBJECT);
    o.browser.click("form[action$='/provider'] button");
    o.browser.sees("main", "Đã gắn tài khoản");

    login();
    o.browser.click(by_provider);
    o.browser.find(".person");
    assert_eq!(o.path(), "/desk", "the cookie of another site's visitor is there at once");
    assert!(
        o.browser
            .run("return document.querySelector('.person').textContent", &[])
            .as_str()
            .unwrap()
            .contains("can.bo")
    );

    provider.down.store(true, Ordering::SeqCst);
    login();
    o.browser.click(by_provider);
    o.browser.sees("[role=alert]", "Không liên lạc được");
    enter(&o, "can.bo");
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn enter(o: &Office, login: &str) {
    o.browser.type_into("#login", login);
    o.browser.type_into("#password", &o.demo.password);
    o.browser.click("form[action='/login'] button");
    o.browser.find(".person");
}

fn looked_at(o: &Office) {
    for (width, height) in SCREENS {
        o.browser.screen(width, height);
        let faults = faults_here(o, width);
        assert!(faults.is_empty(), "{}: {faults:#?}", o.path());
    }
    o.browser.screen(SCREENS[0].0, SCREENS[0].1);
}
