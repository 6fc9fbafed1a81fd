//! The OpenID provider by way of which people may log in, as options of `kvpt serve`. Without them nothing is contacted.

use app::login::oidc::{Provider, address};
use app::login::webauthn::Party;
use link::ProviderLine;
use std::path::PathBuf;
use std::sync::Arc;

/// Options about a provider.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// OpenID provider by way of which people may log in, besides name and password (needs --origin)
    #[arg(long, value_name = "URL", requires_all = ["oidc_client", "origin"])]
    oidc_issuer: Option<String>,
    /// What the provider knows this installation by
    #[arg(long, value_name = "ID", requires = "oidc_issuer")]
    oidc_client: Option<String>,
    /// File with the secret that the provider gave; a public client without it
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    oidc_secret_file: Option<PathBuf>,
    /// Certificates (PEM) by which the provider is believed, in place of those of this machine
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    oidc_ca: Option<PathBuf>,
    /// What people call the provider
    #[arg(long, value_name = "NAME", requires = "oidc_issuer")]
    oidc_name: Option<String>,
    /// A value of amr or acr by which the provider's second factor counts here; may be repeated, none counts without it
    #[arg(long, value_name = "VALUE", requires = "oidc_issuer")]
    oidc_second_factor: Vec<String>,
}

impl Options {
    /// The provider that the options state; `None` without one.
    pub(crate) fn provider(self, origin: Option<&Party>) -> anyhow::Result<Option<Provider>> {
        let (Some(issuer), Some(client), Some(origin)) =
            (self.oidc_issuer, self.oidc_client, origin)
        else {
            return Ok(None);
        };
        if !address(&issuer) || issuer.contains(['?', '#']) {
            anyhow::bail!(
                "--oidc-issuer {issuer}: cần địa chỉ https:// (http:// chỉ nhận trên chính máy này)"
            );
        }
        let secret = self.oidc_secret_file.map(|file| {
            let words = std::fs::read_to_string(&file);
            let words = words.map_err(|e| {
                anyhow::anyhow!("không đọc được tệp bí mật {}: {e}", file.display())
            })?;
            Ok::<_, anyhow::Error>(words.trim().to_owned())
        });
        let line = ProviderLine::new(self.oidc_ca.as_deref()).map_err(|why| {
            anyhow::anyhow!(
                "không có chứng thư để tin hệ thống xác thực: {why}; ghi tệp PEM bằng --oidc-ca"
            )
        })?;
        let host = issuer.split("://").nth(1).and_then(|rest| rest.split('/').next());
        Ok(Some(Provider {
            name: self.oidc_name.unwrap_or_else(|| host.unwrap_or_default().to_owned()),
            back: format!("{}/login/provider/back", origin.origin),
            second_factor: self.oidc_second_factor,
            secret: secret.transpose()?,
            line: Arc::new(line),
            issuer,
            client,
        }))
    }
}
