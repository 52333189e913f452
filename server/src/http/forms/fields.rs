//! What a form holds.

use crate::error::HttpError;
use crate::http::body;
use axum::extract::{Form, FromRequest, Request};
use axum::http::header;
use chrono::NaiveDate;
use domain::{MemberId, Refusal};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

const FORM: &str = "application/x-www-form-urlencoded";

/// The fields of a form by name. Holds what somebody typed, so it is never logged.
#[derive(Default)]
pub(super) struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// Reads a form of at most [`domain::protocol::MOST_BYTES`].
    pub async fn read(request: Request) -> Result<Self, HttpError> {
        let body = body::bytes(request, &()).await?;
        body::small(&body)?;
        // The library reads forms out of requests only.
        let request = Request::post("/").header(header::CONTENT_TYPE, FORM).body(body.into());
        let request = request.map_err(|_| HttpError::Malformed { place: None })?;
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let Form(pairs) = form.map_err(|_| HttpError::Malformed { place: None })?;
        Ok(Self(pairs.into_iter().collect()))
    }

    /// What stands in a field; nothing if it is not there.
    pub fn text(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_default()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn filled(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// An id or a number that must be there.
    pub fn needed<T: FromStr>(&self, name: &str, otherwise: Refusal) -> Result<T, Refusal> {
        self.filled(name).ok_or(Refusal::Empty)?.parse().map_err(|_| otherwise)
    }

    /// An id or a number that may be left out.
    pub fn optional<T: FromStr>(
        &self,
        name: &str,
        otherwise: Refusal,
    ) -> Result<Option<T>, Refusal> {
        self.filled(name).map(|text| text.parse().map_err(|_| otherwise)).transpose()
    }

    /// One of several words, as they go over the wire.
    pub fn choice<T: DeserializeOwned>(&self, name: &str) -> Result<T, Refusal> {
        let word = self.filled(name).ok_or(Refusal::Empty)?;
        serde_json::from_value(word.into()).map_err(|_| Refusal::OffScale)
    }

    /// A day, `today` if none is given.
    pub fn day(&self, name: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
        Ok(self.optional(name, Refusal::OffScale)?.unwrap_or(today))
    }
}

/// The members whose box is ticked.
pub(super) fn ticked(fields: &Fields, prefix: &str) -> Result<BTreeSet<MemberId>, Refusal> {
    let ids = fields.0.keys().filter_map(|name| name.strip_prefix(prefix));
    ids.map(|id| id.parse().map_err(|_| Refusal::Unknown)).collect()
}
