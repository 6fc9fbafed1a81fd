//! Invented sites that exchange bundles: each an installation in a folder of its own, with keys.

use app::evidence::Upload;
use app::exchange::{Preview, new_key};
use app::{Office, SiteKey, Viewer};
use record::payload::{BodyAct, FindingAct, FindingFacts, IntakeAct, SiteAct, Unread};
use record::{Actor, Draft, Payload};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Head, Piece, Store};
use terms::{Field, FindingKind, Id, Instant, Kind, Named, Ref, Site};

/// 10/03/2026 at noon in Việt Nam, a second later at every look.
pub fn clock() -> Instant {
    static AT: AtomicI64 = AtomicI64::new(1_773_118_800_000_000);
    Instant(AT.fetch_add(1_000_000, Ordering::SeqCst))
}

/// A clock that was turned back to the morning of that day.
pub fn turned_back() -> Instant {
    static AT: AtomicI64 = AtomicI64::new(1_773_086_400_000_000);
    Instant(AT.fetch_add(1_000_000, Ordering::SeqCst))
}

/// Login of every administrator.
pub const LOGIN: &str = "quan.tri";

/// A site.
pub struct Place {
    pub office: Office,
    pub store: Store,
    pub folder: tempfile::TempDir,
    pub key: SiteKey,
    pub body: Named,
    pub site: Site,
}

impl Place {
    /// A new site with keys, under another or not.
    pub async fn new(site: &str, name: &str, superior: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = app::database_in(folder.path());
        let site: Site = site.parse().expect("a site");
        let office = Office::create(&url, site.clone(), clock).await.expect("made");
        office.set_up(name, LOGIN, "Lê Thị Mẫu", "mat-khau-mau-2026").await.expect("set up");
        let key = new_key();
        let superior = superior.map(|s| s.parse().expect("a site"));
        office.found_site(&key, LOGIN, superior).await.expect("founded");
        let body =
            office.viewer(LOGIN).await.expect("asked").expect("there").grants[0].body.clone();
        let store = Store::open(&url, site.clone(), text::fold::bare).await.expect("opened");
        let office = office.with_key(key.clone());
        Self { office, store, folder, key, body, site }
    }

    /// Opens what lies in a folder as this site: as it was when the folder was copied.
    pub async fn copied(&self, from: &Path, clock: app::Clock) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for file in std::fs::read_dir(from).expect("read").flatten() {
            if file.path().is_file() {
                std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
            }
        }
        let url = app::database_in(folder.path());
        let office = Office::open(&url, clock).await.expect("opened").with_key(self.key.clone());
        let store = Store::open_existing(&url, text::fold::bare).await.expect("opened");
        let (key, body, site) = (self.key.clone(), self.body.clone(), self.site.clone());
        Self { office, store, folder, key, body, site }
    }

    /// A copy of its data as they are now.
    pub async fn snapshot(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in std::fs::read_dir(self.folder.path()).expect("read").flatten() {
            if file.path().is_file() {
                std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
            }
        }
        folder
    }

    /// This site with its own chain changed by somebody who has the whole disk: every link and the end are made anew, so
    /// that the chain by itself is without fault.
    pub async fn forged(&self, change: impl FnOnce(&mut Vec<String>)) -> Self {
        let mut pieces = Vec::new();
        let keep = |piece| {
            pieces.push(piece);
            Ok::<_, store::Error>(())
        };
        self.store.dump(keep).await.expect("dumped");
        let folder = tempfile::tempdir().expect("a folder");
        let url = app::database_in(folder.path());
        let store = Store::open(&url, self.site.clone(), text::fold::bare).await.expect("opened");
        let mut into = store.begin_restore().await.expect("empty");
        for piece in with_own_chain(pieces, &self.site, change) {
            into.put(piece).await.expect("put");
        }
        into.finish().await.expect("finished");
        store.close().await;
        self.copied(folder.path(), clock).await
    }

    pub async fn viewer(&self) -> Viewer {
        self.office.viewer(LOGIN).await.expect("asked").expect("there")
    }

    /// Admits another site.
    pub async fn admits(&self, other: &Place, below: bool) {
        let card = other.office.exchange_at_the_machine().card().await.expect("a card");
        let viewer = self.viewer().await;
        let exchange = self.office.exchange(&viewer).expect("an administrator");
        exchange.admit(card, None, below).await.expect("admitted");
    }

    /// Founds a second body of its own.
    pub async fn founds(&self, name: &str) -> Named {
        let now = self.office.now();
        let unique = u128::from(now.0.unsigned_abs());
        let at = Ref { kind: Kind::Body, site: self.site.clone(), id: Id::new(6, unique) };
        let body = Named { at: at.clone(), name: name.to_owned() };
        let says = BodyAct::Established {
            name: name.to_owned(),
            short_name: None,
            kind: "committee".to_owned(),
            parent: None,
            unit: None,
            standing_for: None,
            basis: None,
        };
        let actor =
            Actor { login: LOGIN.into(), name: "Lê Thị Mẫu".into(), body: body.clone() };
        let draft = Draft {
            effective_on: now.day_vn(),
            subject: at,
            actor,
            evidence: Vec::new(),
            payload: Payload::Body(says),
        };
        let mut writer = self.store.begin_write().await.expect("a writer");
        writer.append(vec![draft], now).await.expect("appended");
        writer.commit().await.expect("committed");
        body
    }

    /// Writes acts for a body.
    pub async fn write_for(&self, words: &str, body: &Named, file: Option<&[u8]>) {
        let now = self.office.now();
        let unique = u128::from(now.0.unsigned_abs());
        let subject = Ref { kind: Kind::Finding, site: self.site.clone(), id: Id::new(7, unique) };
        let facts = FindingFacts {
            kind: FindingKind::Result,
            text: words.to_owned(),
            field: Field::Forces,
            body: None,
            cause_of: None,
            found_in: None,
        };
        let mut writer = self.store.begin_write().await.expect("a writer");
        let mut evidence = Vec::new();
        if let Some(bytes) = file {
            let sha256 = wire::hash(bytes).to_string();
            writer.put_blob(&sha256, bytes.to_vec()).await.expect("kept");
            evidence.push(record::Evidence::File { sha256, file_name: "minh-chung.txt".into() });
        }
        let actor =
            Actor { login: LOGIN.into(), name: "Lê Thị Mẫu".into(), body: body.clone() };
        let draft = Draft {
            effective_on: now.day_vn(),
            subject,
            actor,
            evidence,
            payload: Payload::Finding(FindingAct::Recorded(facts)),
        };
        writer.append(vec![draft], now).await.expect("appended");
        writer.commit().await.expect("committed");
    }

    /// Puts a file on record whose circulation is limited.
    pub async fn receive_limited(&self, bytes: &[u8]) {
        let now = self.office.now();
        let unique = u128::from(now.0.unsigned_abs());
        let subject = Ref { kind: Kind::Intake, site: self.site.clone(), id: Id::new(8, unique) };
        let says = IntakeAct::Received {
            sha256: wire::hash(bytes).to_string(),
            file_name: "noi-bo.txt".into(),
            bytes: bytes.len() as u64,
            format: "text".into(),
            encoding: "utf-8".into(),
            title: "Văn bản lưu hành nội bộ (mẫu)".into(),
            circulation: Some("Lưu hành nội bộ".into()),
            proposals: Vec::new(),
        };
        let draft = Draft {
            effective_on: now.day_vn(),
            subject,
            actor: Actor {
                login: LOGIN.into(),
                name: "Lê Thị Mẫu".into(),
                body: self.body.clone(),
            },
            evidence: Vec::new(),
            payload: Payload::Intake(says),
        };
        let mut writer = self.store.begin_write().await.expect("a writer");
        writer.append(vec![draft], now).await.expect("appended");
        writer.commit().await.expect("committed");
    }

    /// Writes an act as a later program would: of a kind, on an object, that this program does not know.
    pub async fn write_as_later(&self, kind: &str, on: &str) {
        let mut writer = self.store.begin_write().await.expect("a writer");
        let head = self.store.heads().await.expect("heads")[&self.site].clone();
        let now = self.office.now();
        let unique = u128::from(now.0.unsigned_abs());
        let subject = Ref { kind: Kind::Site, site: self.site.clone(), id: Id::new(9, unique) };
        let actor =
            Actor { login: LOGIN.into(), name: "Lê Thị Mẫu".into(), body: self.body.clone() };
        let payload = Payload::Site(SiteAct::Withdrawn { reason: "nội dung mới".into() });
        let mut draft =
            Draft { effective_on: now.day_vn(), subject, actor, evidence: Vec::new(), payload };
        let act = draft.clone().at(self.site.clone(), head.seq + 1, now);
        let text = String::from_utf8(wire::to_bytes(&act, &head.hash)).expect("a text");
        let text = text.replace("\"site.withdrawn\"", &format!("\"{kind}\""));
        let text = text.replace("\"subject\":\"site/", &format!("\"subject\":\"{on}/"));
        let at = Kind::of_any_program(on).expect("a kind");
        draft.subject.kind = at;
        draft.payload = Payload::Unread(Unread { kind: kind.into(), on: at, text });
        writer.append(vec![draft], now).await.expect("appended");
        writer.commit().await.expect("committed");
    }

    /// States who may read the last finding.
    pub async fn class_last(&self, class: terms::AccessClass) {
        let end = terms::Instant(i64::MAX);
        let all = self.store.load_all_as_of(Kind::Finding, end).await.expect("findings");
        let last = all.into_iter().max_by_key(|o| o.created().recorded_at).expect("a finding");
        let now = self.office.now();
        let actor =
            Actor { login: LOGIN.into(), name: "Lê Thị Mẫu".into(), body: self.body.clone() };
        let reason = "chưa công bố".to_owned();
        let draft = Draft {
            effective_on: now.day_vn(),
            subject: last.at().clone(),
            actor,
            evidence: Vec::new(),
            payload: Payload::Finding(FindingAct::ClassStated { class, basis: None, reason }),
        };
        let mut writer = self.store.begin_write().await.expect("a writer");
        writer.append(vec![draft], now).await.expect("appended");
        writer.commit().await.expect("committed");
    }

    pub async fn write(&self, words: &str) {
        self.write_for(words, &self.body.clone(), None).await;
    }

    /// The next bundle for another site.
    pub async fn make(&self, to: &Place) -> Upload {
        let made = self.office.exchange_at_the_machine().make(&to.site, false).await;
        let made = made.expect("made");
        Upload { name: made.file_name, bytes: made.bytes }
    }

    /// Takes bundles in.
    pub async fn take(&self, files: &[Upload]) -> Vec<Preview> {
        self.office.exchange_at_the_machine().import(files).await.expect("looked at")
    }

    /// Takes one bundle in; the code of the refusal, or how many acts were new.
    pub async fn take_one(&self, file: &Upload) -> Result<u64, String> {
        let seen = self.take(std::slice::from_ref(file)).await;
        match &seen[0].refused {
            Some(e) => Err(e.code().to_owned()),
            None if seen[0].taken => Ok(seen[0].plan.as_ref().map_or(0, |p| p.new_acts())),
            None => Ok(0),
        }
    }

    /// Every byte of every chain.
    pub async fn state(&self) -> Vec<(String, Vec<Vec<u8>>)> {
        let mut out = Vec::new();
        for site in self.store.heads().await.expect("heads").keys() {
            let acts = self.store.export_chain(site, 0, 1_000_000).await.expect("acts");
            if !acts.is_empty() {
                out.push((site.to_string(), acts));
            }
        }
        out
    }
}

/// The pieces of a store with the acts of one chain changed and linked anew.
fn with_own_chain(
    pieces: Vec<Piece>,
    site: &Site,
    change: impl FnOnce(&mut Vec<String>),
) -> Vec<Piece> {
    let is_own = |piece: &Piece| matches!(piece, Piece::Chain(s, _) if s == site);
    let from = pieces.iter().position(is_own).expect("its chain");
    let acts = pieces[from + 1..].iter().take_while(|p| matches!(p, Piece::Act(_))).count();
    let (before, rest) = pieces.split_at(from);
    let (own, after) = rest.split_at(1 + acts);
    let text = |piece: &Piece| match piece {
        Piece::Act(bytes) => Some(String::from_utf8(bytes.clone()).expect("a text")),
        _ => None,
    };
    let mut chain: Vec<String> = own.iter().filter_map(text).collect();
    change(&mut chain);
    let (mut prev, mut head) = (wire::genesis(site), None);
    for act in &mut chain {
        let (read, was) = wire::from_bytes(act.as_bytes()).expect("an act");
        *act = act.replace(&format!("\"prev\":\"{was}\""), &format!("\"prev\":\"{prev}\""));
        prev = wire::hash(act.as_bytes());
        head = Some(Head { seq: read.seq, hash: prev, recorded_at: read.recorded_at });
    }
    let begin = Piece::Chain(site.clone(), head.expect("an act"));
    let own = std::iter::once(begin).chain(chain.into_iter().map(|a| Piece::Act(a.into_bytes())));
    before.iter().cloned().chain(own).chain(after.iter().cloned()).collect()
}
