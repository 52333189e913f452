//! `/demo/{key}`: being one of the demo's people in a browser.
//!
//! The route is there only in a server that `familiedialog run` started, and only for the machine it runs on. A key opens once
//! and is kept nowhere: with the process it is gone.

use super::DemoError;
use crate::auth::passkey;
use crate::auth::sessions::{self, Begun};
use crate::error::HttpError;
use crate::http::address::ClientAddress;
use crate::parts::Parts;
use crate::store::Hash;
use crate::vault;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::{FamilyId, MemberId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The keys that have not been used, by their hash. Clones are handles on the same.
#[derive(Clone, Default)]
pub struct Doors(Arc<Mutex<BTreeMap<Hash, (FamilyId, MemberId)>>>);

impl Doors {
    /// A new way to be this member, as a path.
    pub fn make(&self, family: FamilyId, member: MemberId) -> Result<String, DemoError> {
        let key = vault::new_token()?;
        let mut doors = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        doors.insert(vault::token_hash(&key), (family, member));
        Ok(format!("/demo/{key}"))
    }

    fn use_up(&self, key: &str) -> Option<(FamilyId, MemberId)> {
        let mut doors = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        doors.remove(&vault::token_hash(key))
    }
}

/// Merge these before the state is given, and only for `run`.
pub fn routes(doors: Doors) -> Router<Parts> {
    let open = move |State(parts): State<Parts>,
                     address: ClientAddress,
                     headers: HeaderMap,
                     Path(key): Path<String>| {
        let doors = doors.clone();
        async move { open(&parts, &doors, address, &headers, &key).await }
    };
    Router::new().route("/demo/{key}", get(open))
}

async fn open(
    parts: &Parts,
    doors: &Doors,
    ClientAddress(from): ClientAddress,
    headers: &HeaderMap,
    key: &str,
) -> Result<Response, HttpError> {
    if parts.reach.behind_proxy || !from.is_some_and(|it| it.is_loopback()) {
        return Err(HttpError::NotFound);
    }
    let Some((family, member)) = doors.use_up(key) else { return Ok(used().into_response()) };
    let seat = parts.store.seat_of_member(family, member).await?.ok_or(HttpError::NotFound)?;
    // The demo's people prove nothing. A professional's two things are what a door stands for.
    let level = passkey::level(parts, seat.account).await?;
    let begun = Begun { level, stepped_up: None, trial: None };
    let token = sessions::begin_with(parts, seat.account, headers, begun).await?;
    let jar = sessions::cookies(parts, token);
    Ok((jar, Redirect::to(&format!("/f/{family}"))).into_response())
}

fn used() -> (StatusCode, &'static str) {
    let words = "Linket er brugt. Start serveren igen, så kommer der et nyt.\n\
                 This link has been used. Start the server again for a new one.\n";
    (StatusCode::NOT_FOUND, words)
}
