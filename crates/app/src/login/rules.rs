//! Rules of getting in that an administrator sets: how long sessions last, who needs a second factor, a second person.

use crate::administration::Administration;
use crate::error::{Error, Problem};
use crate::office::Office;
use serde::{Deserialize, Serialize};

/// The setting that holds them.
const SETTING: &str = "access";

/// Rules of getting in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRules {
    /// Minutes after which a session ends that is not used; 5 to 480.
    pub idle_minutes: u32,
    /// Hours after which a session ends in any case; 1 to 24.
    pub longest_hours: u32,
    /// Whether administrators have their rights only with a second factor.
    pub factor_for_administrators: bool,
    /// Whether a second administrator confirms the admission of a site, where there are two.
    pub second_person: bool,
}

impl Default for AccessRules {
    fn default() -> Self {
        Self {
            idle_minutes: 60,
            longest_hours: 12,
            factor_for_administrators: false,
            second_person: true,
        }
    }
}

impl AccessRules {
    fn checked(self) -> Result<Self, Error> {
        let fits = (5..=480).contains(&self.idle_minutes) && (1..=24).contains(&self.longest_hours);
        if fits { Ok(self) } else { Err(Error::Refused(Problem::new("access.rules", []))) }
    }
}

impl Office {
    /// The rules of getting in.
    ///
    /// # Errors
    /// When the store fails, or holds rules that cannot be read.
    pub async fn access_rules(&self) -> Result<AccessRules, Error> {
        match self.store.setting(SETTING).await? {
            None => Ok(AccessRules::default()),
            Some(text) => serde_json::from_str(&text).map_err(|e| Error::Broken(e.to_string())),
        }
    }
}

impl Administration<'_> {
    /// Sets the rules of getting in.
    ///
    /// # Errors
    /// `access.rules`.
    pub async fn set_rules(&self, rules: AccessRules) -> Result<(), Error> {
        let text = serde_json::to_string(&rules.checked()?);
        let text = text.map_err(|e| Error::Broken(e.to_string()))?;
        let mut writer = self.office.store.begin_write().await?;
        writer.put_setting(SETTING, &text).await?;
        Ok(writer.commit().await?)
    }
}
