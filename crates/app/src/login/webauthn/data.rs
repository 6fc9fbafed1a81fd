//! What a browser and a device say, as they say it: client data (JSON) and authenticator data (bytes, CBOR).

use super::Fault;
use ciborium::Value;
use serde::Deserialize;

/// What the browser says of where and why it was asked.
#[derive(Debug, Deserialize)]
pub(super) struct ClientData {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) challenge: String,
    pub(super) origin: String,
    #[serde(rename = "crossOrigin", default)]
    pub(super) cross_origin: bool,
}

impl ClientData {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        serde_json::from_slice(bytes).map_err(|_| Fault::Form)
    }
}

/// What the device says.
#[derive(Debug)]
pub(super) struct DeviceData {
    /// SHA-256 of the party's id.
    pub(super) party: [u8; 32],
    flags: u8,
    pub(super) counter: u32,
    /// A new key, where one was made.
    pub(super) made: Option<Made>,
}

/// A key that a device made.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) credential: Vec<u8>,
    pub(super) key: Value,
    /// The same, as it stands.
    pub(super) key_bytes: Vec<u8>,
}

impl DeviceData {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let mut rest = bytes;
        let party = take(&mut rest, 32)?.try_into().map_err(|_| Fault::Form)?;
        let flags = take(&mut rest, 1)?[0];
        let counter = take(&mut rest, 4)?.try_into().map_err(|_| Fault::Form)?;
        let made = if flags & 0x40 == 0 { None } else { Some(Made::read(&mut rest)?) };
        if flags & 0x80 != 0 {
            cbor(&mut rest)?;
        }
        // A key that is said to be backed up and not fit for it contradicts itself.
        if !rest.is_empty() || flags & 0x18 == 0x10 {
            return Err(Fault::Form);
        }
        Ok(Self { party, flags, counter: u32::from_be_bytes(counter), made })
    }

    /// Whether somebody touched the device.
    pub(super) fn touched(&self) -> bool {
        self.flags & 0x01 != 0
    }

    /// Whether the device checked who holds it, by a PIN or a finger.
    pub(super) fn verified(&self) -> bool {
        self.flags & 0x04 != 0
    }
}

impl Made {
    fn read(rest: &mut &[u8]) -> Result<Self, Fault> {
        let _model = take(rest, 16)?;
        let long = take(rest, 2)?;
        let long = usize::from(u16::from_be_bytes([long[0], long[1]]));
        if !(1..=1023).contains(&long) {
            return Err(Fault::Form);
        }
        let credential = take(rest, long)?.to_vec();
        let before = *rest;
        let key = cbor(rest)?;
        let key_bytes = before[..before.len() - rest.len()].to_vec();
        Ok(Self { credential, key, key_bytes })
    }
}

/// The device's data in what it attests; the statement on its make is not asked for and not looked at.
pub(super) fn attested(object: &[u8]) -> Result<DeviceData, Fault> {
    let mut rest = object;
    let value = cbor(&mut rest)?;
    let map = value.as_map().filter(|_| rest.is_empty()).ok_or(Fault::Form)?;
    let data = map.iter().find(|(key, _)| key.as_text() == Some("authData"));
    let data = data.and_then(|(_, data)| data.as_bytes()).ok_or(Fault::Form)?;
    DeviceData::read(data)
}

/// One value of CBOR from the front.
pub(super) fn cbor(rest: &mut &[u8]) -> Result<Value, Fault> {
    ciborium::de::from_reader_with_recursion_limit(rest, 16).map_err(|_| Fault::Form)
}

fn take<'a>(rest: &mut &'a [u8], n: usize) -> Result<&'a [u8], Fault> {
    let (taken, after) = rest.split_at_checked(n).ok_or(Fault::Form)?;
    *rest = after;
    Ok(taken)
}
