//! Chromium by WebDriver (W3C), over the small HTTP client beside it. It knows no page of kvpt.
//!
//! A client library would add a second HTTP stack and TLS to the test build for the dozen commands that are used here.

use crate::demo::{has, skipped, waited};
use crate::http;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take to appear on a page; machines under test are slow.
const PATIENCE: Duration = Duration::from_secs(30);

/// The key under which WebDriver gives elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with one window, ended when it is dropped.
#[derive(Debug)]
pub(crate) struct Browser {
    driver: Child,
    at: SocketAddr,
    session: String,
    _profile: TempDir,
}

/// An element of the page.
#[derive(Debug, Clone)]
pub(crate) struct Element(String);

impl Browser {
    /// Starts Chromium; `None`, said loudly, when it is not installed.
    pub(crate) fn start() -> Option<Self> {
        let chromium =
            ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|c| has(c));
        let Some(chromium) = chromium.filter(|_| has("chromedriver")) else {
            skipped(
                "chromium or chromedriver (Debian: chromium, chromium-driver) is absent; the pages remain untried",
            );
            return None;
        };
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.by_ref().map(Result::unwrap).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        std::thread::spawn(move || lines.for_each(drop));
        let at = SocketAddr::from(([127, 0, 0, 1], port.expect("chromedriver tells its port")));
        let profile = tempfile::tempdir().unwrap();
        let mut browser = Self { driver, at, session: String::new(), _profile: profile };
        browser.open_session(chromium);
        Some(browser)
    }

    fn open_session(&mut self, chromium: &str) {
        let which = Command::new("sh").args(["-c", &format!("command -v {chromium}")]).output();
        let binary = String::from_utf8(which.unwrap().stdout).unwrap().trim().to_owned();
        let profile = format!("--user-data-dir={}", self._profile.path().display());
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--lang=vi",
            "--window-size=1366,768",
            &profile,
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"binary": binary, "args": args},
            "timeouts": {"pageLoad": 120_000, "script": 120_000},
            "unhandledPromptBehavior": "accept",
        }}});
        let opened = self.ask("POST", "/session", &wanted);
        self.session = opened["sessionId"].as_str().expect("a session").to_owned();
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_ask(method, path, body).unwrap_or_else(|e| panic!("{method} {path}: {e}"))
    }

    /// The value of an answer, or the error it tells of.
    fn try_ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let kind = [("Content-Type", "application/json; charset=utf-8")];
        let answer = http::send(self.at, method, path, &kind, &bytes).map_err(|e| e.to_string())?;
        let mut said: Value = serde_json::from_slice(&answer.body).map_err(|e| e.to_string())?;
        match answer.status {
            200 => Ok(said["value"].take()),
            _ => Err(format!("{}: {}", said["value"]["error"], said["value"]["message"])),
        }
    }

    fn command(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", &format!("/session/{}{path}", self.session), body)
    }

    fn get(&self, path: &str) -> Value {
        self.ask("GET", &format!("/session/{}{path}", self.session), &Value::Null)
    }

    /// Opens an address.
    pub(crate) fn go(&self, url: &str) {
        self.command("/url", &json!({"url": url}));
    }

    /// The address of the page.
    pub(crate) fn url(&self) -> String {
        self.get("/url").as_str().unwrap_or_default().to_owned()
    }

    /// Every element that a selector finds now; `//…` is XPath, anything else CSS.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let using = if selector.starts_with("//") { "xpath" } else { "css selector" };
        let found = self.command("/elements", &json!({"using": using, "value": selector}));
        let ids = found.as_array().into_iter().flatten().filter_map(|e| e[ELEMENT].as_str());
        ids.map(|id| Element(id.to_owned())).collect()
    }

    /// The first element that a selector finds, waited for.
    #[track_caller]
    pub(crate) fn find(&self, selector: &str) -> Element {
        let found = self.until(|| self.all(selector).into_iter().next());
        found.unwrap_or_else(|| {
            panic!("{selector} does not appear on {}:\n{}", self.url(), self.words("main"))
        })
    }

    /// Asks until there is an answer or patience ends.
    pub(crate) fn until<T>(&self, ask: impl FnMut() -> Option<T>) -> Option<T> {
        waited(Instant::now() + PATIENCE, ask)
    }

    /// Clicks on what a selector finds.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.click_on(&element);
    }

    /// Clicks on an element, scrolled into view.
    #[track_caller]
    pub(crate) fn click_on(&self, element: &Element) {
        self.run(
            "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})",
            &[element.value()],
        );
        let path = format!("/session/{}/element/{}/click", self.session, element.0);
        if let Err(e) = self.try_ask("POST", &path, &json!({})) {
            panic!("it cannot be clicked on {}: {e}", self.url());
        }
    }

    /// Types into what a selector finds, in place of what stands there; a file input takes a path.
    #[track_caller]
    pub(crate) fn type_into(&self, selector: &str, words: &str) {
        let element = self.find(selector);
        self.run(
            "const e = arguments[0]; if (e.type !== 'file' && e.value) { e.value = ''; }",
            &[element.value()],
        );
        self.command(&format!("/element/{}/value", element.0), &json!({"text": words}));
    }

    /// Presses keys where a selector leads, and leaves what stands there.
    #[track_caller]
    pub(crate) fn press(&self, selector: &str, keys: &str) {
        let element = self.find(selector);
        self.command(&format!("/element/{}/value", element.0), &json!({"text": keys}));
    }

    /// Gives a file to a file input.
    #[track_caller]
    pub(crate) fn give_file(&self, selector: &str, file: &Path) {
        self.type_into(selector, &file.display().to_string());
    }

    /// Chooses the first option of a select whose words hold these.
    #[track_caller]
    pub(crate) fn choose(&self, selector: &str, words: &str) {
        let select = self.find(selector);
        let script = "const [s, w] = arguments; const o = [...s.options].find(o => o.text.includes(w)); \
                      if (!o) return false; s.value = o.value; \
                      s.dispatchEvent(new Event('input', {bubbles: true})); \
                      s.dispatchEvent(new Event('change', {bubbles: true})); return true;";
        let chosen = self.run(script, &[select.value(), words.into()]);
        assert_eq!(chosen, true, "no option “{words}” in {selector} on {}", self.url());
    }

    /// The words that a selector finds, as they are shown; empty when it finds nothing.
    pub(crate) fn words(&self, selector: &str) -> String {
        let script = "const e = document.querySelector(arguments[0]); return e ? e.innerText : '';";
        self.run(script, &[selector.into()]).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the words that a selector finds hold these.
    #[track_caller]
    pub(crate) fn sees(&self, selector: &str, words: &str) {
        let seen = self.until(|| self.words(selector).contains(words).then_some(()));
        assert!(
            seen.is_some(),
            "“{words}” is not in {selector} on {}:\n{}",
            self.url(),
            self.words(selector)
        );
    }

    /// Runs a script in the page.
    pub(crate) fn run(&self, script: &str, args: &[Value]) -> Value {
        self.command("/execute/sync", &json!({"script": script, "args": args}))
    }

    /// Runs a script that calls its last argument when it is done.
    pub(crate) fn run_async(&self, script: &str, args: &[Value]) -> Value {
        self.command("/execute/async", &json!({"script": script, "args": args}))
    }

    /// Makes the page as wide and high as a screen of this size.
    pub(crate) fn screen(&self, width: u32, height: u32) {
        let params = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        let cmd = "Emulation.setDeviceMetricsOverride";
        self.command("/goog/cdp/execute", &json!({"cmd": cmd, "params": params}));
    }

    /// The screen as PNG, base64.
    pub(crate) fn shot(&self) -> String {
        self.get("/screenshot").as_str().unwrap_or_default().to_owned()
    }

    /// What was complained of on the console since it was asked last: errors and warnings.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.command("/se/log", &json!({"type": "browser"}));
        let entries = log.as_array().into_iter().flatten();
        let bad = entries.filter(|e| e["level"] == "SEVERE" || e["level"] == "WARNING");
        bad.map(|e| e["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Plugs in a virtual device with a PIN that holds passkeys (WebAuthn, section 11); gives its name.
    pub(crate) fn add_device(&self) -> String {
        let device = json!({"protocol": "ctap2", "transport": "usb", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true});
        let name = self.command("/webauthn/authenticator", &device);
        name.as_str().expect("a virtual device").to_owned()
    }

    /// Unplugs a virtual device.
    pub(crate) fn remove_device(&self, name: &str) {
        let path = format!("/session/{}/webauthn/authenticator/{name}", self.session);
        self.ask("DELETE", &path, &Value::Null);
    }

    /// Makes the browser forget who was logged in.
    pub(crate) fn forget_cookies(&self) {
        self.ask("DELETE", &format!("/session/{}/cookie", self.session), &Value::Null);
    }
}

impl Element {
    /// The element as an argument of a script.
    pub(crate) fn value(&self) -> Value {
        json!({ELEMENT: self.0})
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let path = format!("/session/{}", self.session);
            // Whatever it answers, the driver is ended next.
            let _ = self.try_ask("DELETE", &path, &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
