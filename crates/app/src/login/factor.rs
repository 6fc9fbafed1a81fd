//! The second factor (RFC 6238): begun, confirmed by a code, asked after the password, ended; recovery codes.
//!
//! Secrets are kept beside the ledger and never in it. A code is used once; the clock of the device may be off by one step.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::secret;
use terms::{Instant, Role};
use totp_rs::{Algorithm, Secret, TOTP};

/// Seconds of a step.
const STEP: u64 = 30;
/// Recovery codes given at a time.
const CODES: usize = 10;

/// What a person has of a second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorState {
    /// Nothing.
    Off,
    /// A secret that the person has still to show to have.
    Begun {
        /// The secret in base 32, to be typed by hand.
        secret: String,
        /// A picture (SVG) for the device to look at: `otpauth://totp/…`.
        picture: String,
    },
    /// It is asked for.
    On {
        /// Recovery codes left.
        left: u64,
    },
}

/// The step of an instant.
fn step(at: Instant) -> u64 {
    u64::try_from(at.0 / 1_000_000).unwrap_or(0) / STEP
}

fn totp(secret: &str) -> Result<TOTP, Error> {
    let broken = |e: String| Error::Broken(format!("a second factor cannot be read: {e}"));
    let bytes = Secret::Encoded(secret.to_owned()).to_bytes();
    let bytes = bytes.map_err(|e| broken(e.to_string()))?;
    TOTP::new(Algorithm::SHA1, 6, 1, STEP, bytes).map_err(|e| broken(e.to_string()))
}

/// The step near an instant whose code this is: the one before, this one, the one after.
fn step_of(secret: &str, code: &str, at: Instant) -> Result<Option<u64>, Error> {
    let (totp, now) = (totp(secret)?, step(at));
    let near = [now.saturating_sub(1), now, now + 1];
    Ok(near.into_iter().find(|n| secret::same(&totp.generate(n * STEP), code)))
}

/// What the picture says: issuer and login without anything that needs escaping but blanks.
fn address(login: &str, site: &str, secret: &str) -> String {
    format!(
        "otpauth://totp/kvpt%20{site}:{login}?secret={secret}&issuer=kvpt%20{site}&algorithm=SHA1&digits=6&period=30"
    )
}

/// The hash under which a recovery code is kept.
fn code_hash(login: &str, code: &str) -> String {
    secret::sha256_hex(format!("{login}\n{code}").as_bytes())
}

/// A code as typed: blanks out, small letters.
fn tidy(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

impl Office {
    /// What the viewer has of a second factor.
    ///
    /// # Errors
    /// The store's.
    pub async fn factor_state(&self, viewer: &Viewer) -> Result<FactorState, Error> {
        let login = &viewer.login;
        Ok(match self.store.factor(login).await? {
            None => FactorState::Off,
            Some(f) if f.confirmed => {
                FactorState::On { left: self.store.recovery_codes_left(login).await? }
            }
            Some(f) => {
                let address = address(login, self.site().as_str(), &f.secret);
                let picture = render::qr::svg(&address, "Mã QR của khóa xác thực hai bước")?;
                FactorState::Begun { secret: f.secret, picture }
            }
        })
    }

    /// Begins a second factor: a new secret, not asked for before it is confirmed.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `factor.on`.
    pub async fn begin_factor(&self, viewer: &Viewer, password: &str) -> Result<(), Error> {
        self.confirm_password(viewer, password).await?;
        if self.store.factor(&viewer.login).await?.is_some_and(|f| f.confirmed) {
            return Err(Error::refused("factor.on"));
        }
        let secret = Secret::Raw(secret::new_key().to_vec()).to_encoded().to_string();
        Ok(self.store.put_factor(&viewer.login, &secret).await?)
    }

    /// Confirms a second factor by a code of the device, ends the person's other sessions, and gives recovery codes: the only
    /// time that they are seen.
    ///
    /// # Errors
    /// `factor.none`, `factor.on`, `factor.code`.
    pub async fn confirm_factor(
        &self,
        viewer: &Viewer,
        token: &str,
        code: &str,
    ) -> Result<Vec<String>, Error> {
        let login = &viewer.login;
        let factor =
            self.store.factor(login).await?.ok_or_else(|| Error::refused("factor.none"))?;
        if factor.confirmed {
            return Err(Error::refused("factor.on"));
        }
        let step = step_of(&factor.secret, &tidy(code), self.now())?;
        let Some(step) = step else { return Err(Error::refused("factor.code")) };
        self.store.use_step(login, step).await?;
        self.store.confirm_factor(login).await?;
        self.end_other_sessions(viewer, token).await?;
        self.new_codes(login).await
    }

    /// Gives new recovery codes; those before end.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `factor.none`.
    pub async fn renew_codes(&self, viewer: &Viewer, password: &str) -> Result<Vec<String>, Error> {
        self.confirm_password(viewer, password).await?;
        if !self.has_factor(&viewer.login).await? {
            return Err(Error::refused("factor.none"));
        }
        self.new_codes(&viewer.login).await
    }

    /// Ends the second factor.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `factor.none`, `factor.demanded`.
    pub async fn end_factor(&self, viewer: &Viewer, password: &str) -> Result<(), Error> {
        self.confirm_password(viewer, password).await?;
        if !self.has_codes_of_device(&viewer.login).await? {
            return Err(Error::refused("factor.none"));
        }
        if self.store.passkeys_of(&viewer.login).await?.is_empty() {
            self.may_do_without(viewer).await?;
        }
        Ok(self.store.end_factor(&viewer.login).await?)
    }

    /// Whether a device gives codes for a login.
    pub(super) async fn has_codes_of_device(&self, login: &str) -> Result<bool, Error> {
        Ok(self.store.factor(login).await?.is_some_and(|f| f.confirmed))
    }

    /// # Errors
    /// `factor.demanded` for whoever must have a second factor.
    pub(super) async fn may_do_without(&self, viewer: &Viewer) -> Result<(), Error> {
        let demanded = self.access_rules().await?.factor_for_administrators;
        if demanded && viewer.is(Role::Administrator) {
            return Err(Error::refused("factor.demanded"));
        }
        Ok(())
    }

    pub(super) async fn new_codes(&self, login: &str) -> Result<Vec<String>, Error> {
        let codes: Vec<String> = (0..CODES).map(|_| secret::new_password()).collect();
        let hashes: Vec<String> = codes.iter().map(|c| code_hash(login, c)).collect();
        self.store.put_recovery_codes(login, &hashes).await?;
        Ok(codes)
    }

    /// Whether a code of the device or a recovery code is right; it is used up then.
    pub(super) async fn takes_code(&self, login: &str, code: &str) -> Result<bool, Error> {
        let code = tidy(code);
        let device = self.store.factor(login).await?.filter(|f| f.confirmed);
        let step = device.map_or(Ok(None), |f| step_of(&f.secret, &code, self.now()))?;
        match step {
            Some(step) => Ok(self.store.use_step(login, step).await?),
            None => {
                let hash = code_hash(login, &code);
                Ok(self.store.use_recovery_code(login, &hash, self.now()).await?)
            }
        }
    }
}
