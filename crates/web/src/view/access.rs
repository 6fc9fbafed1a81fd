//! Pages about getting in: log in, one's own password, the accounts of the installation.
//!
//! It must not know how a password is checked.

use super::common::{Choice, FieldFault};
use super::own::PasskeyPlace;
use crate::i18n::Lang;
use crate::layout::{Message, Nav, Page, Tone};
use askama::Template;

/// Why nobody was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginProblem {
    /// Login name and password do not belong together; so many tries are left.
    Wrong {
        /// Tries left before the lock-out.
        left: u32,
    },
    /// Too many failures: no try for so many minutes.
    Locked {
        /// Minutes.
        minutes: u32,
    },
    /// The session is over.
    Expired,
}

/// Đăng nhập.
#[derive(Debug, Clone, Template)]
#[template(path = "login.html")]
pub struct LoginPage {
    /// What every page has.
    pub p: Page,
    /// Login name as typed before.
    pub login: String,
    /// Where to go afterwards.
    pub next: String,
    /// Why nobody was let in.
    pub problem: Option<LoginProblem>,
    /// Where a passkey is taken in place of the password.
    pub passkey: PasskeyPlace,
    /// What the provider is called by way of which one may log in.
    pub provider: Option<String>,
}

impl LoginPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let mut p = Page::example(lang, Nav::Nowhere);
        p.person = None;
        p.here = "/login".into();
        let problem = Some(LoginProblem::Wrong { left: 2 });
        let passkey = PasskeyPlace::example();
        let provider = Some("Cổng xác thực của tỉnh (mẫu)".into());
        Self { p, login: "mau.lt".into(), next: "/desk".into(), problem, passkey, provider }
    }

    /// Invented content: the account is locked for a while.
    pub fn example_locked(lang: Lang) -> Self {
        Self { problem: Some(LoginProblem::Locked { minutes: 15 }), ..Self::example(lang) }
    }
}

/// Leads on from where a provider led.
#[derive(Debug, Clone, Template)]
#[template(path = "onward.html")]
pub struct OnwardPage {
    /// What every page has.
    pub p: Page,
    /// Where to.
    pub to: String,
}

impl OnwardPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let mut p = Page::example(lang, Nav::Nowhere);
        p.person = None;
        Self { p, to: "/desk".into() }
    }
}

/// Gắn tài khoản với người dùng của hệ thống xác thực.
#[derive(Debug, Clone, Template)]
#[template(path = "account_provider.html")]
pub struct ProviderPage {
    /// What every page has.
    pub p: Page,
    /// The account in addresses.
    pub key: String,
    /// Login and name of its holder.
    pub whom: String,
    /// Name and issuer of the provider that is configured.
    pub provider: Option<(String, String)>,
    /// Issuer and subject of the person that is tied.
    pub tied: Option<(String, String)>,
    /// The subject as typed.
    pub subject: String,
    /// What is wrong with what was sent.
    pub faults: Vec<FieldFault>,
}

impl ProviderPage {
    /// Invented content: not tied.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Accounts),
            key: "cu.nv".into(),
            whom: "cu.nv (Nguyễn Văn Cũ)".into(),
            provider: Some(("Cổng xác thực của tỉnh (mẫu)".into(), "dangnhap.mau.example".into())),
            tied: None,
            subject: String::new(),
            faults: Vec::new(),
        }
    }

    /// Invented content: tied.
    pub fn example_tied(lang: Lang) -> Self {
        let tied = Some(("dangnhap.mau.example".into(), "a1b2-c3d4".into()));
        Self { tied, ..Self::example(lang) }
    }

    /// Invented content: nothing is configured.
    pub fn example_off(lang: Lang) -> Self {
        Self { provider: None, ..Self::example(lang) }
    }
}

/// Đổi mật khẩu.
#[derive(Debug, Clone, Template)]
#[template(path = "password.html")]
pub struct PasswordPage {
    /// What every page has.
    pub p: Page,
    /// Least number of characters.
    pub least: u32,
    /// What is wrong with what was sent.
    pub faults: Vec<FieldFault>,
}

impl PasswordPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let fault = FieldFault {
            field: "again".into(),
            message: "Hai lần nhập mật khẩu mới không giống nhau; hãy nhập lại cả hai ô.".into(),
        };
        Self { p: Page::example(lang, Nav::Nowhere), least: 12, faults: vec![fault] }
    }
}

/// A role of an account on a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleRow {
    /// The role.
    pub role: terms::Role,
    /// The body.
    pub body: String,
    /// The value by which the body is known in the form that takes the role away.
    pub body_ref: String,
}

/// One account in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The value by which the account is known in forms.
    pub key: String,
    /// Login name.
    pub login: String,
    /// The holder's name.
    pub name: String,
    /// Its roles.
    pub roles: Vec<RoleRow>,
    /// Last log in.
    pub last_login: Option<String>,
    /// Locked until.
    pub locked_until: Option<String>,
    /// Closed: when and why.
    pub closed: Option<String>,
    /// Address of its history.
    pub history: String,
    /// Sessions that are open.
    pub sessions: u64,
    /// Whether it has a second factor.
    pub factor: bool,
    /// Until when it holds rights of an emergency.
    pub emergency: Option<String>,
}

/// Quản trị tài khoản.
#[derive(Debug, Clone, Template)]
#[template(path = "accounts.html")]
pub struct AccountsPage {
    /// What every page has.
    pub p: Page,
    /// The accounts.
    pub rows: Vec<AccountRow>,
    /// Bodies on which a role can be given.
    pub bodies: Vec<Choice>,
    /// Roles that can be given.
    pub roles: Vec<terms::Role>,
    /// Login name and first password of an account just opened: shown once.
    pub opened: Option<(String, String)>,
    /// What is wrong with what was sent.
    pub faults: Vec<FieldFault>,
}

impl AccountsPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let mut p = Page::example(lang, Nav::Accounts);
        let text = "Đã mở tài khoản thu.tv.".into();
        p.messages.push(Message { tone: Tone::Done, code: None, text });
        let row = |key: &str, name: &str, roles: Vec<RoleRow>| AccountRow {
            key: key.into(),
            login: key.into(),
            name: name.into(),
            roles,
            last_login: Some("08:02 ngày 22/11/2026".into()),
            locked_until: None,
            closed: None,
            history: format!("/history/account/{key}"),
            sessions: 1,
            factor: key == "mau.lt",
            emergency: (key == "mau.lt").then(|| "22/11/2026 12:10".into()),
        };
        let role = |role, body: &str| RoleRow { role, body: body.into(), body_ref: "SG:9".into() };
        let mut closed = row("cu.nv", "Nguyễn Văn Cũ", vec![]);
        closed.closed = Some("01/07/2025: chuyển công tác".into());
        let mut locked =
            row("thu.tv", "Trần Văn Thử", vec![role(terms::Role::Approver, "UBND xã Bến Trại")]);
        locked.locked_until = Some("08:30 ngày 23/11/2026".into());
        let office = "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)";
        let first =
            vec![role(terms::Role::Administrator, office), role(terms::Role::Officer, office)];
        Self {
            p,
            rows: vec![row("mau.lt", "Lê Thị Mẫu", first), locked, closed],
            bodies: vec![
                Choice::new("SG:9", office, true),
                Choice::new("SG:31", "UBND xã Bến Trại", false),
            ],
            roles: terms::Role::ALL.to_vec(),
            opened: Some(("thu.tv".into(), "tre-xanh-5821-bo-song".into())),
            faults: vec![],
        }
    }
}
