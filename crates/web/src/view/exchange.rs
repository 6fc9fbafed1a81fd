//! Exchange between sites: who is admitted, what was sent and came, bundles before they are taken in, the covering sheet.

pub mod fork;
pub mod list;
pub mod pull;
pub mod site;

use super::common::{Pager, Sort};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// Another site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeerRow {
    /// Its code.
    pub site: String,
    /// What it is called.
    pub name: String,
    /// Whether another site introduced it.
    pub introduced: bool,
    /// The bodies that it speaks for.
    pub bodies: String,
    /// Fingerprint of its keys.
    pub fingerprint: String,
    /// From when.
    pub from: String,
    /// How far its chain is known.
    pub head: u64,
    /// Numbers that did not come.
    pub missing: String,
    /// Acts of its chain that were withheld from this site.
    pub withheld: u64,
    /// Whether it is known where it is reached over a network.
    pub reached: bool,
}

/// A bundle sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRow {
    /// To whom.
    pub peer: String,
    /// Its number.
    pub number: u64,
    /// When.
    pub made: String,
    /// Acts.
    pub acts: u64,
    /// Key of what the recipient says.
    pub arrived: &'static str,
    /// Address of the covering sheet.
    pub sheet: String,
    /// Acts in it that the recipient may not hold.
    pub withheld: u64,
}

/// A bundle received or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedRow {
    /// From whom.
    pub peer: String,
    /// Its number.
    pub number: u64,
    /// When it was made.
    pub made: String,
    /// When it came.
    pub noted: String,
    /// Acts.
    pub acts: u64,
    /// Code of the refusal.
    pub refused: Option<String>,
    /// Why.
    pub detail: String,
    /// Key of how it came; empty where it was not noted.
    pub came: &'static str,
    /// Acts in it that were withheld from this site.
    pub withheld: u64,
}

/// A chain of which two accounts are on file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForkRow {
    /// Address of its page.
    pub href: String,
    /// The chain.
    pub chain: String,
    /// What its site is called.
    pub name: String,
    /// The last act on which both agree.
    pub after: u64,
    /// Key of how it stands.
    pub state: &'static str,
    /// Whether a person has to do something.
    pub open: bool,
    /// Who brought the other account last: site and number of the bundle.
    pub claim: Option<(String, u64)>,
}

/// Something that waits for a second administrator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AskedRow {
    /// The act that asked: site and number, as they are sent back.
    pub act: String,
    /// The site that it is about.
    pub site: String,
    /// What is asked for.
    pub words: String,
    /// Fingerprint of new keys.
    pub fingerprint: Option<String>,
    /// From which day it is to hold.
    pub from: String,
    /// Who asked, and when.
    pub by: String,
    /// Whether the person who looks asked.
    pub own: bool,
    /// Address of the page that shows what is decided on.
    pub href: Option<String>,
}

/// A bundle that waits for others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeldRow {
    /// Under which it is thrown away.
    pub sha256: String,
    /// Name of the file.
    pub file: String,
    /// From whom.
    pub peer: String,
    /// Its number.
    pub number: u64,
    /// Since when.
    pub since: String,
    /// What lacks.
    pub detail: String,
}

/// A site whose admission waits for a second administrator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaitingRow {
    /// Code of the site.
    pub site: String,
    /// What it is called.
    pub name: String,
    /// The bodies that it would speak for.
    pub bodies: String,
    /// Fingerprint of its keys.
    pub fingerprint: String,
    /// Who asked.
    pub by: String,
    /// When.
    pub asked: String,
    /// Whether the person who looks asked: another has to confirm.
    pub own: bool,
}

/// Trao đổi giữa các nơi.
#[derive(Debug, Clone, Template)]
#[template(path = "exchange.html")]
pub struct ExchangePage {
    /// What every page has.
    pub p: Page,
    /// This site's name, code and fingerprint, when it has keys.
    pub own: Option<(String, String, String)>,
    /// Whether its secret keys are loaded.
    pub ready: bool,
    /// Sites whose admission waits.
    pub waiting: Vec<WaitingRow>,
    /// Whether an admission waits for a second administrator.
    pub second: bool,
    /// Chains of which two accounts are on file.
    pub forks: Vec<ForkRow>,
    /// What else waits for a second administrator.
    pub asked: Vec<AskedRow>,
    /// Bundles that wait for others.
    pub held: Vec<HeldRow>,
    /// Other sites.
    pub peers: Vec<PeerRow>,
    /// What is sought among them.
    pub query: String,
    /// How they are sorted.
    pub sort: Sort,
    /// Which part of them is shown.
    pub pager: Pager,
    /// Address of the spreadsheet of them.
    pub export: String,
    /// The last sent.
    pub sent: Vec<SentRow>,
    /// How many were sent.
    pub n_sent: u64,
    /// The last received.
    pub received: Vec<ReceivedRow>,
    /// How many were received.
    pub n_received: u64,
}

impl ExchangePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let print = "3f6c 0a5e 9b77 10c2 88d1 4e0b 6a25 f093";
        Self {
            p: Page::example(lang, Nav::Exchange),
            own: Some(("Văn phòng Ban Chỉ đạo (mẫu)".into(), "song-giang".into(), print.into())),
            ready: true,
            waiting: example_waiting(),
            second: true,
            forks: example_forks(),
            asked: example_asked(),
            held: example_held(),
            query: String::new(),
            sort: Sort { by: "name".into(), descending: false, base: "/exchange".into() },
            pager: Pager { from: 1, to: 1, total: 1, prev: None, next: None },
            export: "/exchange/peers.xlsx".into(),
            n_sent: 1,
            n_received: 1,
            peers: vec![PeerRow {
                site: "ben-trai".into(),
                name: "UBND xã Bến Trại (mẫu)".into(),
                introduced: false,
                bodies: "UBND xã Bến Trại (mẫu)".into(),
                fingerprint: print.into(),
                from: "01/07/2025".into(),
                head: 218,
                missing: "3, 5".into(),
                withheld: 2,
                reached: true,
            }],
            sent: vec![SentRow {
                peer: "ben-trai".into(),
                number: 4,
                made: "22/11/2026 08:02".into(),
                acts: 17,
                arrived: "exchange-arrived-yes",
                sheet: "/exchange/sheet/ben-trai/4".into(),
                withheld: 1,
            }],
            received: vec![ReceivedRow {
                peer: "ben-trai".into(),
                number: 6,
                made: "21/11/2026 17:30".into(),
                noted: "22/11/2026 08:00".into(),
                acts: 60,
                refused: Some("bundle.fork".into()),
                detail: "Hai bên ghi khác nhau về chuỗi của ben-trai.".into(),
                came: "exchange-carried",
                withheld: 0,
            }],
        }
    }
}

fn example_waiting() -> Vec<WaitingRow> {
    vec![WaitingRow {
        site: "con-dai".into(),
        name: "UBND xã Cồn Dài (mẫu)".into(),
        bodies: "UBND xã Cồn Dài (mẫu)".into(),
        fingerprint: "3f6c 0a5e 9b77 10c2 88d1 4e0b 6a25 f093".into(),
        by: "Trần Văn Thử".into(),
        asked: "22/11/2026 08:05".into(),
        own: false,
    }]
}

fn example_forks() -> Vec<ForkRow> {
    vec![ForkRow {
        href: "/exchange/forks/ben-trai".into(),
        chain: "ben-trai".into(),
        name: "UBND xã Bến Trại (mẫu)".into(),
        after: 214,
        state: "fork-open",
        open: true,
        claim: Some(("ben-trai".into(), 6)),
    }]
}

fn example_asked() -> Vec<AskedRow> {
    vec![AskedRow {
        act: "song-giang/412".into(),
        site: "ben-trai".into(),
        words: "Đề nghị thôi công nhận, lý do: máy bị mất; chờ người thứ hai xác nhận".into(),
        fingerprint: None,
        from: "22/11/2026".into(),
        by: "Trần Văn Thử, 22/11/2026 08:05".into(),
        own: false,
        href: None,
    }]
}

fn example_held() -> Vec<HeldRow> {
    vec![HeldRow {
                sha256: "0".repeat(64),
                file: "ben-trai_song-giang_0007.kvpt".into(),
                peer: "ben-trai".into(),
                number: 7,
                since: "22/11/2026 08:00".into(),
                detail: "Chuỗi của ben-trai ở đây đến hành vi số 214, gói bắt đầu từ số 221; còn thiếu gói số 6.".into(),
            }]
}

/// A bundle that was looked at or taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BundleCard {
    /// Name of the file.
    pub file: String,
    /// Fingerprint of the file.
    pub fingerprint: String,
    /// Its number, from whom, and when it was made, when it could be opened.
    pub head: Option<(u64, String, String)>,
    /// Chains: site, first, last, new acts.
    pub chains: Vec<(String, u64, u64, u64)>,
    /// New acts.
    pub new: u64,
    /// Files.
    pub files: u64,
    /// New acts that were withheld from this site.
    pub withheld: u64,
    /// Acts that take the place of their placeholders.
    pub filled: u64,
    /// When its newest act was recorded.
    pub until: Option<String>,
    /// Lower numbers that did not come.
    pub missing: String,
    /// Why it is refused: words and code.
    pub refused: Option<(String, String)>,
    /// Key of what is said when it is not refused.
    pub said: &'static str,
    /// Whether it is kept until it can be taken in.
    pub held: bool,
    /// Address of the page of the two accounts that it shows.
    pub fork: Option<String>,
}

/// Xem trước gói, kết quả nhập gói.
#[derive(Debug, Clone, Template)]
#[template(path = "exchange_bundles.html")]
pub struct BundlesPage {
    /// What every page has.
    pub p: Page,
    /// Whether they were taken in.
    pub done: bool,
    /// The bundles.
    pub bundles: Vec<BundleCard>,
    /// Names under which those that can be taken in are held.
    pub held: Vec<String>,
}

impl BundlesPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let print = "77aa 0a5e 9b77 10c2 88d1 4e0b 6a25 f093";
        let good = BundleCard {
            file: "ben-trai_song-giang_0006.kvpt".into(),
            fingerprint: print.into(),
            head: Some((6, "ben-trai".into(), "21/11/2026 17:30".into())),
            chains: vec![("ben-trai".into(), 159, 218, 60)],
            new: 60,
            withheld: 2,
            filled: 1,
            files: 2,
            until: Some("21/11/2026 17:12".into()),
            missing: "3, 5".into(),
            refused: None,
            said: "exchange-fits",
            held: false,
            fork: None,
        };
        let bad = BundleCard {
            file: "hong.kvpt".into(),
            fingerprint: print.into(),
            refused: Some(("Gói bị cụt.".into(), "bundle.truncated".into())),
            said: "exchange-fits",
            ..BundleCard::default()
        };
        Self {
            p: Page::example(lang, Nav::Exchange),
            done: false,
            bundles: vec![good, bad],
            held: vec!["0".repeat(64)],
        }
    }
}

/// Phiếu kèm gói.
#[derive(Debug, Clone, Template)]
#[template(path = "exchange_sheet.html")]
pub struct SheetPage {
    /// What every page has.
    pub p: Page,
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Its number.
    pub number: u64,
    /// When it was made.
    pub made: String,
    /// Acts.
    pub acts: u64,
    /// Files.
    pub files: u64,
    /// Acts that the recipient may not hold: placeholders alone.
    pub withheld: u64,
    /// Fingerprint of the file.
    pub fingerprint: String,
}

impl SheetPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Exchange),
            from: "song-giang".into(),
            to: "ben-trai".into(),
            number: 4,
            made: "22/11/2026 08:02".into(),
            acts: 17,
            files: 1,
            withheld: 2,
            fingerprint: "3f6c 0a5e 9b77 10c2 88d1 4e0b 6a25 f093".into(),
        }
    }
}
