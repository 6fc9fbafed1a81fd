//! An account of a site with its roles. Secrets are never part of it.

use super::{Fold, Misfit, Stamp};
use crate::act::Act;
use crate::payload::AccountAct;
use terms::{Day, Instant, Named, Ref, Role, Scope};

/// Tài khoản: an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What it is called.
    pub at: Ref,
    /// Login name.
    pub login: String,
    /// The holder's name.
    pub name: String,
    /// Roles held, each on a body and all bodies below it.
    pub grants: Vec<Grant>,
    /// Tokens made and not ended, in the order in which they were made; those that ran out are among them.
    pub tokens: Vec<TokenHeld>,
    /// Why it was closed and by whom.
    pub closed: Option<(String, Stamp)>,
    /// Roles taken in emergencies, in the order of the acts.
    pub emergencies: Vec<Emergency>,
    /// Passkeys registered and not removed, in the order of the acts; a second factor taken away takes them all.
    pub passkeys: Vec<PasskeyHeld>,
    /// The provider of which a person logs in as the holder.
    pub provider: Option<(String, Stamp)>,
    /// When an administrator last took the second factor away, and why.
    pub factor_reset: Option<(String, Stamp)>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A role held on a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The body.
    pub body: Named,
    /// By whom and when it was given.
    pub by: Stamp,
}

/// A role taken in an emergency for a bounded time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// The role.
    pub role: Role,
    /// The body.
    pub body: Named,
    /// Until when.
    pub until: Instant,
    /// Why.
    pub reason: String,
    /// By whom and when it was taken.
    pub by: Stamp,
    /// Why and by whom it was ended before its time.
    pub ended: Option<(String, Stamp)>,
}

impl Emergency {
    /// Whether it holds at an instant.
    pub fn holds_at(&self, at: Instant) -> bool {
        self.ended.is_none() && at < self.until
    }
}

/// A token by which another program acts for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHeld {
    /// What it is known by.
    pub token: String,
    /// What it is for.
    pub name: String,
    /// What it lets a program do.
    pub scopes: Vec<Scope>,
    /// The last day on which it is taken.
    pub until: Day,
    /// By whom and when it was made.
    pub by: Stamp,
}

/// A passkey as it is on record: what it is known by and called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyHeld {
    /// What it is known by.
    pub passkey: String,
    /// What its holder calls it.
    pub name: String,
    /// By whom and when it was registered.
    pub by: Stamp,
}

impl Fold for Account {
    type Says = AccountAct;
    super::alike!(Account);

    fn begin(act: &Act, says: &AccountAct) -> Option<Self> {
        let AccountAct::Opened { login, name } = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            login,
            name,
            grants: Vec::new(),
            tokens: Vec::new(),
            closed: None,
            emergencies: Vec::new(),
            passkeys: Vec::new(),
            provider: None,
            factor_reset: None,
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &AccountAct) -> Result<(), &'static str> {
        if self.closed.is_some() {
            return Err("account.closed");
        }
        match says.clone() {
            AccountAct::Opened { .. } => return Err("account.already-opened"),
            AccountAct::Granted { role, body } => {
                if self.grants.iter().any(|g| g.role == role && g.body.at == body.at) {
                    return Err("account.already-granted");
                }
                self.grants.push(Grant { role, body, by: Stamp::of(act) });
            }
            AccountAct::Revoked { role, body } => {
                let held = self.grants.len();
                self.grants.retain(|g| !(g.role == role && g.body.at == body));
                if held == self.grants.len() {
                    return Err("account.not-granted");
                }
            }
            AccountAct::TokenMade { token, name, scopes, until } => {
                if self.tokens.iter().any(|t| t.token == token) {
                    return Err("account.token-twice");
                }
                self.tokens.push(TokenHeld { token, name, scopes, until, by: Stamp::of(act) });
            }
            AccountAct::TokenEnded { token, .. } => {
                let held = self.tokens.len();
                self.tokens.retain(|t| t.token != token);
                if held == self.tokens.len() {
                    return Err("account.token-unknown");
                }
            }
            AccountAct::Closed { reason } => self.closed = Some((reason, Stamp::of(act))),
            keys @ (AccountAct::PasskeyAdded { .. }
            | AccountAct::PasskeyRemoved { .. }
            | AccountAct::ProviderTied { .. }
            | AccountAct::ProviderUntied { .. }) => self.step_of_keys(act, keys)?,
            AccountAct::FactorReset { reason } => {
                self.passkeys.clear();
                self.factor_reset = Some((reason, Stamp::of(act)));
            }
            AccountAct::EmergencyTaken { role, body, until, reason } => {
                let by = Stamp::of(act);
                self.emergencies.push(Emergency { role, body, until, reason, by, ended: None });
            }
            AccountAct::EmergencyEnded { reason } => {
                let last = self.emergencies.last_mut().filter(|e| e.ended.is_none());
                let last = last.ok_or("account.no-emergency")?;
                last.ended = Some((reason, Stamp::of(act)));
            }
        }
        Ok(())
    }
}

impl Account {
    /// What is said of the ways by which the holder logs in; nothing else is taken.
    fn step_of_keys(&mut self, act: &Act, says: AccountAct) -> Result<(), &'static str> {
        match says {
            AccountAct::PasskeyAdded { passkey, name } => {
                if self.passkeys.iter().any(|k| k.passkey == passkey) {
                    return Err("account.passkey-twice");
                }
                self.passkeys.push(PasskeyHeld { passkey, name, by: Stamp::of(act) });
            }
            AccountAct::PasskeyRemoved { passkey, .. } => {
                let held = self.passkeys.len();
                self.passkeys.retain(|k| k.passkey != passkey);
                if held == self.passkeys.len() {
                    return Err("account.passkey-unknown");
                }
            }
            AccountAct::ProviderTied { issuer } => self.provider = Some((issuer, Stamp::of(act))),
            AccountAct::ProviderUntied { .. } => {
                self.provider.take().ok_or("account.not-tied")?;
            }
            _ => {}
        }
        Ok(())
    }
}
