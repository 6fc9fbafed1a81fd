//! HTTP/1.1 as far as these tests need it: one request on one connection, the whole answer back. It knows no page.
//!
//! A client of the registry would bring more code into the test run than all that is here.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Values of a header.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let same = move |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        self.headers.iter().filter(same).map(|(_, value)| value.as_str())
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends a request and reads the answer to its end.
pub(crate) fn send(
    to: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(to)?;
    stream.set_read_timeout(Some(Duration::from_secs(180)))?;
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("Content-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    read_answer(&mut stream)
}

fn read_answer(stream: &mut TcpStream) -> std::io::Result<Answer> {
    let mut all = Vec::new();
    let mut piece = [0; 16 * 1024];
    let head_end = loop {
        if let Some(at) = all.windows(4).position(|w| w == b"\r\n\r\n") {
            break at;
        }
        match stream.read(&mut piece)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            n => all.extend_from_slice(&piece[..n]),
        }
    };
    let head = String::from_utf8_lossy(&all[..head_end]).into_owned();
    let mut body = all.split_off(head_end + 4);
    let mut lines = head.lines();
    let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok());
    let pair = |l: &str| l.split_once(':').map(|(k, v)| (k.to_owned(), v.trim().to_owned()));
    let headers = lines.filter_map(pair).collect();
    let mut answer = Answer { status: status.unwrap_or(0), headers, body: Vec::new() };
    let length: Option<usize> = answer.header("content-length").and_then(|v| v.parse().ok());
    // Some servers keep the connection open whatever they are asked: the length says where the answer ends.
    while length.is_none_or(|n| body.len() < n) {
        match stream.read(&mut piece)? {
            0 => break,
            n => body.extend_from_slice(&piece[..n]),
        }
    }
    answer.body = match answer.header("transfer-encoding") {
        Some("chunked") => unchunked(&body),
        _ => body,
    };
    Ok(answer)
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok();
        let size = size.and_then(|s| usize::from_str_radix(s.trim(), 16).ok()).unwrap_or(0);
        let from = end + 2;
        if size == 0 || rest.len() < from + size {
            break;
        }
        out.extend_from_slice(&rest[from..from + size]);
        rest = rest.get(from + size + 2..).unwrap_or(&[]);
    }
    out
}

/// A person at the pages without a browser: cookies and the token of forms.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) at: SocketAddr,
    cookies: Vec<(String, String)>,
    csrf: String,
}

impl Visitor {
    /// Nobody yet.
    pub(crate) fn new(at: SocketAddr) -> Self {
        Self { at, cookies: Vec::new(), csrf: String::new() }
    }

    /// Logs in; the pages must let the person in.
    pub(crate) fn log_in(at: SocketAddr, login: &str, password: &str) -> Self {
        let mut visitor = Self::new(at);
        visitor.get("/login");
        let answer = visitor.post("/login", &[("login", login), ("password", password)]);
        assert_eq!(answer.status, 303, "{login} could not log in: {}", answer.text());
        visitor.get("/desk");
        visitor
    }

    /// A page, with the token of its forms remembered.
    pub(crate) fn get(&mut self, path: &str) -> Answer {
        let answer = self.ask("GET", path, None, &[]);
        if let Some((_, rest)) = answer.text().split_once("name=\"csrf\" value=\"") {
            self.csrf = rest.split('"').next().unwrap_or("").to_owned();
        }
        answer
    }

    /// A form of the last page.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = ("csrf", self.csrf.as_str());
        let pairs = [token].into_iter().chain(fields.iter().copied());
        let body: Vec<String> = pairs.map(|(k, v)| format!("{}={}", coded(k), coded(v))).collect();
        let kind = "application/x-www-form-urlencoded";
        self.ask("POST", path, Some(kind), body.join("&").as_bytes())
    }

    /// A form with one file.
    pub(crate) fn upload(&mut self, path: &str, field: &str, name: &str, bytes: &[u8]) -> Answer {
        let edge = "----kvpt-test-edge-7f3a";
        let mut body = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--{edge}\r\n\
             Content-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n",
            self.csrf
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        self.ask("POST", path, Some(&format!("multipart/form-data; boundary={edge}")), &body)
    }

    fn ask(&mut self, method: &str, path: &str, kind: Option<&str>, body: &[u8]) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let cookies = cookies.join("; ");
        let mut headers = vec![("Cookie", cookies.as_str())];
        headers.extend(kind.map(|kind| ("Content-Type", kind)));
        let answer = send(self.at, method, path, &headers, body).unwrap();
        for set in answer.all("set-cookie") {
            let pair = set.split(';').next().and_then(|p| p.split_once('='));
            let Some((name, value)) = pair else { continue };
            self.cookies.retain(|(k, _)| k != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }
}

fn coded(words: &str) -> String {
    words
        .bytes()
        .map(|b| match b {
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}
