//! What a form sent. The gate has read it whole and checked its token before.

use super::fault::Fault;
use super::who::Shared;
use app::evidence::Upload;
use axum::extract::{Form, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

/// A form without files, as the fields of a struct.
pub(crate) struct Posted<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Shared> for Posted<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, shared: &Shared) -> Result<Self, Fault> {
        let form = Form::<T>::from_request(request, shared).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| bad())
    }
}

/// A form as it was sent: fields that may stand several times, and files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent {
    /// Fields by name, in the order of the form; the token is not among them.
    pub(crate) fields: Vec<(String, String)>,
    /// Files by the name of their field; a field without a file is left out.
    pub(crate) files: Vec<(String, Upload)>,
    /// Whether it was sent as a form, not as a part of an address.
    pub(crate) posted: bool,
}

impl Sent {
    /// The value of a field, without blanks around it; empty when it was not sent.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or("")
    }

    /// The value of a field, when it was filled.
    pub(crate) fn some(&self, name: &str) -> Option<&str> {
        Some(self.one(name)).filter(|value| !value.is_empty())
    }

    /// Every value of a field, empty ones left out.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let values = self.fields.iter().filter(move |(key, _)| key == name);
        values.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The files, whatever their field.
    pub(crate) fn uploads(self) -> Vec<Upload> {
        self.files.into_iter().map(|(_, file)| file).collect()
    }
}

impl FromRequest<Shared> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, shared: &Shared) -> Result<Self, Fault> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let mut sent = if kind.is_some_and(|k| k.starts_with("multipart/form-data")) {
            parts(request, shared).await.ok_or_else(bad)?
        } else {
            let form = Form::<Vec<(String, String)>>::from_request(request, shared).await;
            let Form(fields) = form.map_err(|_| bad())?;
            Self { fields, ..Self::default() }
        };
        sent.posted = true;
        sent.fields.retain(|(name, _)| name != "csrf");
        Ok(sent)
    }
}

async fn parts(request: Request, shared: &Shared) -> Option<Sent> {
    let mut parts = Multipart::from_request(request, shared).await.ok()?;
    let mut sent = Sent::default();
    while let Some(field) = parts.next_field().await.ok()? {
        let name = field.name().unwrap_or("").to_owned();
        match field.file_name().map(str::to_owned) {
            None => sent.fields.push((name, field.text().await.ok()?)),
            Some(file) => {
                let bytes = field.bytes().await.ok()?;
                if !file.is_empty() {
                    let file = Upload { name: file, bytes: bytes.to_vec() };
                    sent.files.push((name, file));
                }
            }
        }
    }
    Some(sent)
}

fn bad() -> Fault {
    Fault::of_status(StatusCode::UNPROCESSABLE_ENTITY, "http.422")
}
