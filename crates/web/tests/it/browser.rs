//! A browser without a screen: people log in, ask for pages and send forms, straight to the router.

use crate::province::Province;
use app::accounts::NewAccount;
use app::permit::Grant;
use app::{Office, Viewer};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use scraper::{Html, Selector};
use terms::{Named, Role};
use tower::ServiceExt;
use web::server::{Settings, router};

const PASSWORD: &str = "mat khau de thu 2026";

/// The small record with accounts for its people, behind the pages.
pub struct Site {
    pub p: Province,
    router: Router,
}

impl Site {
    pub async fn build() -> Self {
        let p = Province::build().await;
        let boss = boss(&p);
        let people = [&p.officer, &p.approver, &p.deputy].into_iter().chain(&p.clerks);
        for person in people {
            account(&p.office, &boss, person).await;
        }
        let router = router(p.office.clone(), Settings::default());
        Self { p, router }
    }

    /// An administrator of the board, without a browser.
    pub fn boss(&self) -> Viewer {
        boss(&self.p)
    }

    /// A person with one role on a body or with none, logged in.
    pub async fn with_role(&self, login: &str, role: Option<Role>, body: &Named) -> Person {
        let viewer = Viewer {
            login: login.into(),
            name: "Người Thử Quyền".into(),
            grants: role.map(|role| Grant { role, body: body.clone() }).into_iter().collect(),
            tree: self.p.officer.tree.clone(),
        };
        account(&self.p.office, &self.boss(), &viewer).await;
        self.person(&viewer).await
    }

    /// Somebody who is not logged in.
    pub fn nobody(&self) -> Person {
        Person { router: self.router.clone(), token: String::new(), csrf: String::new() }
    }

    /// A person in front of a browser, logged in.
    pub async fn person(&self, viewer: &Viewer) -> Person {
        let admission = self.p.office.log_in(&viewer.login, PASSWORD).await.unwrap();
        Person { router: self.router.clone(), token: admission.token, csrf: admission.csrf }
    }
}

fn boss(p: &Province) -> Viewer {
    Viewer {
        login: "quan.tri".into(),
        name: "Hồ Thị Quản Trị".into(),
        grants: vec![Grant { role: Role::Administrator, body: p.board.clone() }],
        tree: p.officer.tree.clone(),
    }
}

async fn account(office: &Office, boss: &Viewer, person: &Viewer) {
    let new = NewAccount {
        login: person.login.clone(),
        name: person.name.clone(),
        password: PASSWORD.into(),
    };
    let at = office.administration(boss).unwrap().open(new).await.unwrap();
    for grant in &person.grants {
        office
            .administration(boss)
            .unwrap()
            .grant(&at, grant.role, grant.body.clone())
            .await
            .unwrap();
    }
}

/// A person logged in.
pub struct Person {
    router: Router,
    token: String,
    csrf: String,
}

impl Person {
    /// Somebody in front of another installation.
    pub async fn over(office: &Office, login: &str, password: &str) -> Self {
        let admission = office.log_in(login, password).await.unwrap();
        let router = router(office.clone(), Settings::default());
        Self { router, token: admission.token, csrf: admission.csrf }
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The words, tags and all.
    pub fn html(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The words that a person reads, blanks made one.
    pub fn words(&self) -> String {
        let page = Html::parse_document(self.html());
        let words = page.root_element().text().collect::<Vec<_>>().join(" ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// An attribute of every element that fits.
    pub fn all(&self, selector: &str, attribute: &str) -> Vec<String> {
        let page = Html::parse_document(self.html());
        let selector = Selector::parse(selector).unwrap();
        let found = page.select(&selector);
        found.filter_map(|e| e.value().attr(attribute).map(str::to_owned)).collect()
    }

    /// The words of every element that fits, blanks made one.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(self.html());
        let selector = Selector::parse(selector).unwrap();
        let words = |e: scraper::ElementRef<'_>| e.text().collect::<Vec<_>>().join(" ");
        let found = page.select(&selector).map(words);
        found.map(|w| w.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// Whether something on the page fits.
    pub fn has(&self, selector: &str) -> bool {
        let selector = Selector::parse(selector).unwrap();
        Html::parse_document(self.html()).select(&selector).next().is_some()
    }

    /// How many things on the page fit.
    pub fn count(&self, selector: &str) -> usize {
        let selector = Selector::parse(selector).unwrap();
        Html::parse_document(self.html()).select(&selector).count()
    }

    /// Where it leads, when it was taken.
    #[track_caller]
    pub fn to(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", String::from_utf8_lossy(&self.bytes));
        self.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// That it is a page.
    #[track_caller]
    pub fn shown(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// That it was refused as something that does not fit.
    #[track_caller]
    pub fn refused(self) -> Self {
        assert_eq!(self.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", self.words());
        self
    }
}

impl Person {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form with its token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(self.form(path, fields)).await
    }

    /// Sends a form as the script does, for a piece of the page.
    pub async fn post_piece(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = self.form(path, fields);
        request.headers_mut().insert("hx-request", "true".parse().unwrap());
        self.send(request).await
    }

    fn form(&self, path: &str, fields: &[(&str, &str)]) -> Request<Body> {
        let fields = fields.iter().copied().chain([("csrf", self.csrf.as_str())]);
        let pairs: Vec<String> =
            fields.map(|(k, v)| format!("{}={}", coded(k), coded(v))).collect();
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.body(Body::from(pairs.join("&"))).unwrap()
    }

    /// Sends a form with a file.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        for (key, value) in fields.iter().copied().chain([("csrf", self.csrf.as_str())]) {
            let part = format!(
                "--cut\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--cut--\r\n");
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        let cookie = format!("kvpt={}", self.token);
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        headers.insert(header::HOST, "127.0.0.1:8080".parse().unwrap());
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

/// Words as they stand in an address or a form.
pub fn coded(words: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    words
        .bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
