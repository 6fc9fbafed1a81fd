//! Pages about one's own getting in: sessions, the second factor, rights in an emergency; and the rules an administrator sets.
//!
//! It must not know how a code is checked.

use super::common::FieldFault;
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// The second step of logging in.
#[derive(Debug, Clone, Template)]
#[template(path = "login_code.html")]
pub struct CodePage {
    /// What every page has.
    pub p: Page,
    /// Where to go afterwards.
    pub next: String,
    /// Whether the person has a device that gives codes.
    pub device: bool,
    /// Where the person's passkeys are taken; empty where they have none.
    pub passkey: PasskeyPlace,
}

impl CodePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let mut p = Page::example(lang, Nav::Nowhere);
        p.person = None;
        p.here = "/login/code".into();
        let passkey = PasskeyPlace { second: true, ..PasskeyPlace::example() };
        Self { p, next: "/desk".into(), device: true, passkey }
    }
}

/// Where a passkey can be used, and what is said where it cannot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PasskeyPlace {
    /// The only origin at which the browser is asked; empty where there is none.
    pub origin: String,
    /// What is needed, in words, as long as the browser has not shown that it can. Empty where nothing is to be said.
    pub hint: String,
    /// Whether it comes after the password.
    pub second: bool,
}

impl PasskeyPlace {
    /// Invented content.
    pub fn example() -> Self {
        let hint = "Mở hệ thống tại kvpt.mau.example để dùng khóa truy cập (mẫu).";
        Self { origin: "kvpt.mau.example".into(), hint: hint.into(), second: false }
    }
}

/// One passkey in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyRow {
    /// The value by which it is removed.
    pub credential: String,
    /// What it is called.
    pub name: String,
    /// Since when.
    pub since: String,
    /// When it was last used.
    pub used: Option<String>,
}

/// Khóa truy cập (passkey).
#[derive(Debug, Clone, Template)]
#[template(path = "passkeys.html")]
pub struct PasskeysPage {
    /// What every page has.
    pub p: Page,
    /// The passkeys.
    pub rows: Vec<PasskeyRow>,
    /// Where one can be registered.
    pub passkey: PasskeyPlace,
    /// Recovery codes just made: shown once.
    pub codes: Vec<String>,
    /// What is wrong with what was sent.
    pub faults: Vec<FieldFault>,
}

impl PasskeysPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |credential: &str, name: &str, used: Option<&str>| PasskeyRow {
            credential: credential.into(),
            name: name.into(),
            since: "20/11/2026 07:58".into(),
            used: used.map(str::to_owned),
        };
        Self {
            p: Page::example(lang, Nav::Nowhere),
            rows: vec![
                row("q2Ff", "Khóa USB ở phòng trực (mẫu)", Some("22/11/2026 08:40")),
                row("Tz9x", "Máy tính cơ quan (mẫu)", None),
            ],
            passkey: PasskeyPlace::example(),
            codes: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Invented content: none yet.
    pub fn example_none(lang: Lang) -> Self {
        Self { rows: Vec::new(), ..Self::example(lang) }
    }
}

/// One session in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The value by which it is ended.
    pub key: String,
    /// From which program.
    pub program: String,
    /// Since when.
    pub since: String,
    /// When it was last used.
    pub seen: String,
    /// Whether it is this one.
    pub own: bool,
}

/// Phiên đăng nhập của tôi.
#[derive(Debug, Clone, Template)]
#[template(path = "own_sessions.html")]
pub struct OwnSessionsPage {
    /// What every page has.
    pub p: Page,
    /// The sessions.
    pub rows: Vec<SessionRow>,
    /// Minutes after which a session ends that is not used.
    pub idle: u32,
    /// Hours after which a session ends in any case.
    pub longest: u32,
}

impl OwnSessionsPage {
    /// When sessions end, in words.
    fn lead(&self) -> String {
        let (idle, longest) = (self.idle.to_string(), self.longest.to_string());
        self.p.lang.ta("sessions-lead", &[("idle", &idle), ("longest", &longest)])
    }

    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |key: &str, program: &str, own| SessionRow {
            key: key.into(),
            program: program.into(),
            since: "22/11/2026 07:58".into(),
            seen: "22/11/2026 08:40".into(),
            own,
        };
        let rows = vec![row("9f3a", "Firefox, Windows", true), row("77c0", "", false)];
        Self { p: Page::example(lang, Nav::Nowhere), rows, idle: 60, longest: 12 }
    }
}

/// What a person has of a second factor, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorPart {
    /// Nothing.
    Off,
    /// A picture to be looked at by the device, the secret to be typed by hand.
    Begun {
        /// SVG.
        picture: String,
        /// In groups of four.
        secret: String,
    },
    /// It is asked for; so many recovery codes are left.
    On {
        /// Recovery codes left.
        left: u64,
    },
}

/// Xác thực hai bước.
#[derive(Debug, Clone, Template)]
#[template(path = "factor.html")]
pub struct FactorPage {
    /// What every page has.
    pub p: Page,
    /// What there is.
    pub part: FactorPart,
    /// Recovery codes just made: shown once.
    pub codes: Vec<String>,
    /// What is wrong with what was sent.
    pub faults: Vec<FieldFault>,
}

impl FactorPage {
    /// Invented content: begun.
    pub fn example(lang: Lang) -> Self {
        let picture = "<svg class=\"qr\" width=\"220\" height=\"220\" viewBox=\"0 0 29 29\" role=\"img\" \
            aria-label=\"QR\"><path fill=\"#000\" d=\"M4 4h7v7h-7z\"/></svg>";
        let secret = "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP";
        Self {
            p: Page::example(lang, Nav::Nowhere),
            part: FactorPart::Begun { picture: picture.into(), secret: secret.into() },
            codes: Vec::new(),
            faults: vec![FieldFault {
                field: "code".into(),
                message: "Mã vừa nhập không khớp với khóa của tài khoản.".into(),
            }],
        }
    }

    /// Invented content: just confirmed.
    pub fn example_on(lang: Lang) -> Self {
        Self {
            part: FactorPart::On { left: 10 },
            codes: (0..10).map(|n| format!("mẫu{n}-khoa-duph-ongx")).collect(),
            faults: Vec::new(),
            ..Self::example(lang)
        }
    }

    /// Invented content: not begun.
    pub fn example_off(lang: Lang) -> Self {
        Self { part: FactorPart::Off, ..Self::example(lang) }
    }
}

/// Quyền khẩn cấp.
#[derive(Debug, Clone, Template)]
#[template(path = "emergency.html")]
pub struct EmergencyPage {
    /// What every page has.
    pub p: Page,
    /// Until when rights are held now.
    pub until: Option<String>,
    /// Why they were taken.
    pub reason: String,
    /// Most hours.
    pub most: u32,
}

impl EmergencyPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let p = Page::example(lang, Nav::Nowhere);
        Self { p, until: None, reason: String::new(), most: 4 }
    }

    /// Invented content: rights are held.
    pub fn example_on(lang: Lang) -> Self {
        Self {
            until: Some("22/11/2026 12:10".into()),
            reason: "Hai quản trị đi công tác, cần mở khóa tài khoản trực ban.".into(),
            ..Self::example(lang)
        }
    }
}

/// Quy định đăng nhập.
#[derive(Debug, Clone, Template)]
#[template(path = "access_rules.html")]
pub struct AccessRulesPage {
    /// What every page has.
    pub p: Page,
    /// Minutes without use.
    pub idle: String,
    /// Hours at most.
    pub longest: String,
    /// Whether administrators need a second factor.
    pub factor: bool,
    /// Whether a second person confirms the admission of a site.
    pub second: bool,
}

impl AccessRulesPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Accounts),
            idle: "60".into(),
            longest: "12".into(),
            factor: true,
            second: true,
        }
    }
}
