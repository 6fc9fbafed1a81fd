//! A browser in small: it keeps cookies, finds the token of a page's forms and sends it along.

use app::{Office, database_in, machine_clock};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};
use tempfile::TempDir;
use tower::ServiceExt;
use web::server::{Settings, router};

/// Password of the first account.
pub(crate) const PASSWORD: &str = "cá chép vượt vũ môn";

/// A new installation with one body and one account that holds every role.
pub(crate) async fn office() -> (Office, TempDir) {
    let _ = logs();
    let dir = tempfile::tempdir().unwrap();
    let site = "song-giang".parse().unwrap();
    let office = Office::create(&database_in(dir.path()), site, machine_clock).await.unwrap();
    let body = "Ủy ban nhân dân tỉnh Sông Giang (mẫu)";
    office.set_up(body, "quan.tri", "Lê Thị Mẫu", PASSWORD).await.unwrap();
    (office, dir)
}

/// Everything that the program logs in this run of the tests, at every level.
pub(crate) fn logs() -> Arc<Mutex<Vec<u8>>> {
    static LOGS: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();
    let new = || {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let to = kept.clone();
        let log = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || Sink(to.clone()));
        log.init();
        kept
    };
    LOGS.get_or_init(new).clone()
}

struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) set_cookies: Vec<String>,
    headers: HeaderMap,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    pub(crate) fn all(&self, pattern: &str) -> Vec<String> {
        let pattern = regex::Regex::new(pattern).unwrap();
        pattern.captures_iter(&self.body).map(|c| c[1].to_owned()).collect()
    }

    pub(crate) fn first(&self, pattern: &str) -> String {
        self.all(pattern)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {pattern} in {}", self.body))
    }

    /// Addresses of this server that the page leads to.
    pub(crate) fn links(&self) -> Vec<String> {
        let page = scraper::Html::parse_document(&self.body);
        let anchors = scraper::Selector::parse("a[href^='/'], link[href^='/']").unwrap();
        let of = page.select(&anchors).filter_map(|a| a.value().attr("href"));
        of.map(|href| href.split('#').next().unwrap_or_default().to_owned()).collect()
    }
}

pub(crate) struct Client {
    pub(crate) office: Office,
    server: Router,
    cookies: BTreeMap<String, String>,
}

impl Client {
    pub(crate) const BOUNDARY: &'static str = "----kvpt-test-7f3a";

    pub(crate) fn over(office: Office) -> Self {
        Self::with(office, Settings::default())
    }

    /// Over pages that are set up in another way.
    pub(crate) fn with(office: Office, settings: Settings) -> Self {
        let sample = Some("tỉnh Sông Giang (mẫu)".to_owned());
        let settings =
            Settings { sample, site_name: "Tỉnh Sông Giang (mẫu)".into(), ..settings };
        Self { server: router(office.clone(), settings), office, cookies: BTreeMap::new() }
    }

    pub(crate) async fn logged_in(office: Office) -> Self {
        let mut client = Self::over(office);
        assert_eq!(client.log_in_to(PASSWORD, "/desk").await.status, 303);
        client
    }

    pub(crate) async fn log_in_to(&mut self, password: &str, next: &str) -> Answer {
        self.log_in_as("quan.tri", password, next).await
    }

    pub(crate) async fn log_in_as(&mut self, login: &str, password: &str, next: &str) -> Answer {
        let csrf = self.get("/login").await.first(r#"name="csrf" value="([^"]+)""#);
        let fields =
            [("csrf", csrf.as_str()), ("login", login), ("password", password), ("next", next)];
        self.post_raw("/login", &fields).await
    }

    pub(crate) fn cookie(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        pairs.join("; ")
    }

    /// The token that forms carry.
    pub(crate) async fn csrf(&mut self) -> String {
        self.get("/password").await.first(r#"name="csrf" value="([^"]+)""#)
    }

    pub(crate) async fn get(&mut self, page: &str) -> Answer {
        self.send(Request::get(page), Body::empty()).await
    }

    pub(crate) async fn post(&mut self, page: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf().await;
        let all: Vec<(&str, &str)> =
            std::iter::once(("csrf", csrf.as_str())).chain(fields.iter().copied()).collect();
        self.post_raw(page, &all).await
    }

    /// As a script does that wants a piece of a page.
    pub(crate) async fn post_piece(&mut self, page: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf().await;
        let request = Request::post(page).header("hx-request", "true").header("x-csrf-token", csrf);
        self.send(request.header(header::CONTENT_TYPE, FORM), Body::from(form(fields))).await
    }

    pub(crate) async fn post_raw(&mut self, page: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(page).header(header::CONTENT_TYPE, FORM);
        self.send(request, Body::from(form(fields))).await
    }

    pub(crate) async fn upload(&mut self, page: &str, files: &[(&str, &[u8])]) -> Answer {
        let csrf = self.csrf().await;
        self.upload_raw(page, Some(&csrf), files).await
    }

    pub(crate) async fn upload_raw(
        &mut self,
        page: &str,
        csrf: Option<&str>,
        files: &[(&str, &[u8])],
    ) -> Answer {
        let kind = format!("multipart/form-data; boundary={}", Self::BOUNDARY);
        let request = Request::post(page).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(Self::multipart(csrf, files))).await
    }

    pub(crate) fn multipart(csrf: Option<&str>, files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut body = Vec::new();
        let part = |body: &mut Vec<u8>, head: &str, bytes: &[u8]| {
            let head =
                format!("--{}\r\nContent-Disposition: form-data; {head}\r\n\r\n", Self::BOUNDARY);
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        };
        if let Some(csrf) = csrf {
            part(&mut body, "name=\"csrf\"", csrf.as_bytes());
        }
        for (name, bytes) in files {
            part(&mut body, &format!("name=\"files\"; filename=\"{name}\""), bytes);
        }
        body.extend_from_slice(format!("--{}--\r\n", Self::BOUNDARY).as_bytes());
        body
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let request = request.header(header::COOKIE, self.cookie()).body(body).unwrap();
        let answer = self.server.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let set = parts.headers.get_all(header::SET_COOKIE).iter();
        let set_cookies: Vec<String> = set.map(|c| c.to_str().unwrap().to_owned()).collect();
        for cookie in &set_cookies {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status.as_u16(), body, set_cookies, headers: parts.headers }
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

fn form(fields: &[(&str, &str)]) -> String {
    let code = |words: &str| -> String {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
        words
            .bytes()
            .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", code(value))).collect();
    pairs.join("&")
}
