//! Encryption of a backup: an ordinary age file, so that other tools can open it too.

use super::refused;
use crate::error::{Error, Problem};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

/// A faster machine may have asked for more work than this one would; beyond this (some minutes) a file is refused.
const MOST_WORK: u8 = 22;

/// For whom a backup is encrypted.
#[derive(Debug, Clone, Default)]
pub enum Lock {
    /// For nobody: it is not encrypted.
    #[default]
    Open,
    /// Whoever knows the passphrase.
    Passphrase(String),
    /// Whoever has the key of one of these age recipients (`age1…`).
    Recipients(Vec<String>),
}

/// What opens a backup.
#[derive(Debug, Clone, Default)]
pub enum Unlock {
    /// Nothing: it is not encrypted.
    #[default]
    Open,
    /// A passphrase.
    Passphrase(String),
    /// An age identity (`AGE-SECRET-KEY-1…`).
    Identity(String),
}

/// Where a backup is written through.
pub(super) enum Locked<W: Write> {
    Open(W),
    Age(Box<age::stream::StreamWriter<W>>),
}

impl Lock {
    /// Whether it is encrypted.
    pub(super) fn is_some(&self) -> bool {
        !matches!(self, Self::Open)
    }

    /// Begins to encrypt; gives what opens the backup again for its check. Beside the recipients' keys that is a key made for
    /// this one backup and forgotten after: theirs is not on this machine.
    pub(super) fn wrap<W: Write>(&self, to: W) -> Result<(Locked<W>, Unlock), Error> {
        let (encryptor, unlock) = match self {
            Self::Open => return Ok((Locked::Open(to), Unlock::Open)),
            Self::Passphrase(words) => {
                if words.trim().is_empty() {
                    return Err(key_bad(""));
                }
                let secret = SecretString::from(words.clone());
                (Encryptor::with_user_passphrase(secret), Unlock::Passphrase(words.clone()))
            }
            Self::Recipients(all) => for_recipients(all)?,
        };
        let stream = encryptor.wrap_output(to).map_err(|e| key_bad(&e.to_string()))?;
        Ok((Locked::Age(Box::new(stream)), unlock))
    }
}

fn for_recipients(all: &[String]) -> Result<(Encryptor, Unlock), Error> {
    use age::secrecy::ExposeSecret;
    let parse = |r: &String| r.parse::<age::x25519::Recipient>().map_err(|_| key_bad(r));
    let mut recipients = all.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    let once = age::x25519::Identity::generate();
    recipients.push(once.to_public());
    let each = recipients.iter().map(|r| r as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(each).map_err(|e| key_bad(&e.to_string()))?;
    Ok((encryptor, Unlock::Identity(once.to_string().expose_secret().to_owned())))
}

impl<W: Write> Locked<W> {
    /// Writes what is still held back.
    pub(super) fn end(self) -> io::Result<W> {
        match self {
            Self::Open(to) => Ok(to),
            Self::Age(stream) => stream.finish(),
        }
    }
}

impl<W: Write> Write for Locked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(to) => to.write(bytes),
            Self::Age(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(to) => to.flush(),
            Self::Age(stream) => stream.flush(),
        }
    }
}

/// Opens a file, encrypted or not.
pub(super) fn open(file: &Path, unlock: &Unlock) -> Result<Box<dyn BufRead>, Error> {
    let unreadable = |e: io::Error| refused("backup.unreadable", file, &e.to_string());
    let mut from = BufReader::with_capacity(1 << 20, File::open(file).map_err(unreadable)?);
    let encrypted = from.fill_buf().map_err(unreadable)?.starts_with(b"age-encryption.org/");
    if !encrypted {
        return Ok(Box::new(from));
    }
    let wrong = |e: DecryptError| match e {
        DecryptError::NoMatchingKeys
        | DecryptError::KeyDecryptionFailed
        | DecryptError::DecryptionFailed
        | DecryptError::ExcessiveWork { .. } => refused("backup.key-wrong", file, ""),
        other => refused("backup.damaged", file, &other.to_string()),
    };
    let decryptor = Decryptor::new_buffered(from).map_err(wrong)?;
    let identity: Box<dyn age::Identity> = match (unlock, decryptor.is_scrypt()) {
        (Unlock::Passphrase(words), true) => {
            let mut identity = age::scrypt::Identity::new(SecretString::from(words.clone()));
            identity.set_max_work_factor(MOST_WORK);
            Box::new(identity)
        }
        (Unlock::Identity(key), false) => {
            let key = key.trim().parse::<age::x25519::Identity>();
            Box::new(key.map_err(|_| refused("backup.key-wrong", file, ""))?)
        }
        (Unlock::Open, _) => return Err(refused("backup.key-needed", file, "")),
        _ => return Err(refused("backup.key-wrong", file, "")),
    };
    let plain = decryptor.decrypt(std::iter::once(&*identity)).map_err(wrong)?;
    Ok(Box::new(BufReader::with_capacity(1 << 20, plain)))
}

fn key_bad(key: &str) -> Error {
    Error::Refused(Problem::new("backup.key-bad", [("key", key.to_owned())]))
}
