//! TLS 1.3 with the keys of sites as raw public keys (RFC 7250): the other side is believed by its key on record alone.

use app::exchange::HandshakeKey;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use terms::Site;
use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::client::{AlwaysResolvesClientRawPublicKeys, Resumption};
use tokio_rustls::rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, ring, verify_tls13_signature_with_raw_key,
};
use tokio_rustls::rustls::pki_types::{
    CertificateDer, ServerName, SubjectPublicKeyInfoDer, UnixTime,
};
use tokio_rustls::rustls::server::AlwaysResolvesServerRawPublicKeys;
use tokio_rustls::rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use tokio_rustls::rustls::sign::{CertifiedKey, Signer, SigningKey};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, ServerConfig,
    SignatureAlgorithm, SignatureScheme, version::TLS13,
};

/// What stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410).
const ED25519: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// The key of a SubjectPublicKeyInfo in 64 hexadecimal digits; `None` when it is no Ed25519 key.
pub(crate) fn key_of(spki: &[u8]) -> Option<String> {
    let key = spki.strip_prefix(&ED25519).filter(|key| key.len() == 32)?;
    Some(key.iter().map(|b| format!("{b:02x}")).collect())
}

fn spki_of(key: &str) -> Vec<u8> {
    let digits = key.as_bytes().chunks(2).filter_map(|two| {
        let two = std::str::from_utf8(two).ok()?;
        u8::from_str_radix(two, 16).ok()
    });
    ED25519.into_iter().chain(digits).collect()
}

/// This site's key for rustls.
#[derive(Debug, Clone)]
struct Own(HandshakeKey);

impl SigningKey for Own {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        offered
            .contains(&SignatureScheme::ED25519)
            .then(|| Box::new(self.clone()) as Box<dyn Signer>)
    }

    fn public_key(&self) -> Option<SubjectPublicKeyInfoDer<'_>> {
        Some(spki_of(&self.0.public()).into())
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ED25519
    }
}

impl Signer for Own {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let signature = self.0.sign(message).map(|s| s.to_vec());
        signature.ok_or_else(|| Error::General("not a message of a handshake".to_owned()))
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ED25519
    }
}

/// Believes those keys alone, and remembers which other one was shown.
#[derive(Debug)]
pub(crate) struct Believes {
    keys: BTreeSet<String>,
    algorithms: WebPkiSupportedAlgorithms,
    other: Mutex<Option<String>>,
}

impl Believes {
    pub(crate) fn new(keys: impl IntoIterator<Item = String>) -> Arc<Self> {
        let algorithms = ring::default_provider().signature_verification_algorithms;
        Arc::new(Self { keys: keys.into_iter().collect(), algorithms, other: Mutex::default() })
    }

    /// The key that was shown and not believed.
    pub(crate) fn other(&self) -> Option<String> {
        self.other.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn judge(&self, shown: &[u8]) -> Result<(), Error> {
        let key = key_of(shown).ok_or(CertificateError::BadEncoding)?;
        if self.keys.contains(&key) {
            return Ok(());
        }
        *self.other.lock().unwrap_or_else(PoisonError::into_inner) = Some(key);
        // Told to the other side as "access denied".
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn proven(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let key = SubjectPublicKeyInfoDer::from(shown.as_ref());
        verify_tls13_signature_with_raw_key(message, &key, signed, &self.algorithms)
    }
}

/// What both kinds of verifier answer alike.
macro_rules! alike {
    () => {
        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Err(Error::General("TLS 1.3 alone".to_owned()))
        }

        fn verify_tls13_signature(
            &self,
            message: &[u8],
            shown: &CertificateDer<'_>,
            signed: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            self.proven(message, shown, signed)
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            vec![SignatureScheme::ED25519]
        }

        fn requires_raw_public_keys(&self) -> bool {
            true
        }
    };
}

impl ClientCertVerifier for Believes {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        shown: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.judge(shown).map(|()| ClientCertVerified::assertion())
    }

    alike!();
}

impl ServerCertVerifier for Believes {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.judge(shown).map(|()| ServerCertVerified::assertion())
    }

    alike!();
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn certified(own: HandshakeKey) -> Arc<CertifiedKey> {
    let shown = CertificateDer::from(spki_of(&own.public()));
    Arc::new(CertifiedKey::new(vec![shown], Arc::new(Own(own))))
}

/// For the side that serves: nobody is let in but by one of the keys, each time anew.
pub(crate) fn server(
    own: HandshakeKey,
    believes: Arc<Believes>,
) -> Result<Arc<ServerConfig>, Error> {
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13])?
        .with_client_cert_verifier(believes)
        .with_cert_resolver(Arc::new(AlwaysResolvesServerRawPublicKeys::new(certified(own))));
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}

/// For the side that pulls.
pub(crate) fn client(
    own: HandshakeKey,
    believes: Arc<Believes>,
) -> Result<Arc<ClientConfig>, Error> {
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(believes)
        .with_client_cert_resolver(Arc::new(AlwaysResolvesClientRawPublicKeys::new(certified(
            own,
        ))));
    config.enable_sni = false;
    config.resumption = Resumption::disabled();
    Ok(Arc::new(config))
}

/// Names mean nothing here; rustls wants one.
pub(crate) fn no_name() -> ServerName<'static> {
    ServerName::IpAddress(std::net::Ipv4Addr::UNSPECIFIED.into())
}

/// The site whose key the other side has proven to hold.
pub(crate) fn whose<'a>(
    shown: Option<&[CertificateDer<'_>]>,
    keys: &'a std::collections::BTreeMap<String, Site>,
) -> Option<&'a Site> {
    let key = key_of(shown?.first()?)?;
    keys.get(&key)
}
