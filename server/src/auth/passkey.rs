//! Coming in with what opens one's phone: a finger, a face, a code. The device keeps the key and the finger; we keep what the key
//! is checked with.
//!
//! The checks are the library's: the challenge, our own address, that the person and not only the device was there, and that
//! the device's counter goes up. A challenge waits here and counts once, for the browser that asked.

use super::accounts;
use super::level::Level;
use super::sessions::Person;
use super::shelf::{Missing, Shelf};
use super::step_up;
use super::trial::{self, Trial};
use super::ways::{self, Way};
use crate::clock;
use crate::error::HttpError;
use crate::origin::Origin;
use crate::parts::Parts;
use crate::store::{AccountId, Hash, Passkey as Row, StoreError};
use crate::vault::Own;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Refusal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    RequestChallengeResponse,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};
use webauthn_rs_proto::ResidentKeyRequirement;

/// What a phone calls us when it asks for the finger.
const NAME: &str = "Familiedialog";
/// More devices than anybody has.
const MOST: usize = 20;

/// Who is asked and has not answered.
const ADDING: Shelf<PasskeyRegistration> = Shelf::named("adding a passkey");
const ENTERING: Shelf<DiscoverableAuthentication> = Shelf::named("entering by a passkey");

/// What is sealed of a passkey.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// "Android", "iPhone", …: of the device on which it was made.
    device: String,
    key: Passkey,
}

/// A passkey on its owner's page.
pub struct Shown {
    pub row: Row,
    pub device: String,
}

/// Why a passkey is not taken. Told alike, whatever it was.
fn not_taken<E>(_: E) -> HttpError {
    HttpError::BadPasskey
}

impl From<Missing> for HttpError {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Gone | Missing::Elsewhere => Self::BadPasskey,
            Missing::Error(error) => error,
        }
    }
}

/// None where nobody has said where we are found, or where that is a number.
fn checks(origin: Option<&Origin>) -> Option<Webauthn> {
    let origin = origin?;
    let builder = WebauthnBuilder::new(origin.name()?, origin.url()).ok()?;
    builder.rp_name(NAME).build().ok()
}

fn webauthn(parts: &Parts) -> Result<Webauthn, HttpError> {
    checks(parts.ways.origin()).ok_or(HttpError::NotFound)
}

/// Whether passkeys can be used at all.
pub fn can_be_used(parts: &Parts) -> bool {
    checks(parts.ways.origin()).is_some()
}

fn blind(parts: &Parts, credential: &[u8]) -> Hash {
    parts.vault.blind("passkey", &written(credential))
}

fn written(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The word of whoever adds one: their session.
fn word(person: Person) -> String {
    written(&person.token_hash)
}

/// The passkeys of an account, oldest first.
pub async fn of(parts: &Parts, account: AccountId) -> Result<Vec<Shown>, HttpError> {
    let rows = parts.store.passkeys(account).await?;
    rows.into_iter().map(|row| Ok(Shown { device: opened(parts, &row)?.device, row })).collect()
}

fn opened(parts: &Parts, row: &Row) -> Result<Kept, HttpError> {
    let plain = parts.vault.open_own(Own::Passkeys, (row.account, &row.credential), &row.sealed)?;
    serde_json::from_slice(&plain).map_err(|_| HttpError::broken("a passkey cannot be read"))
}

fn sealed(parts: &Parts, row: (AccountId, &Hash), kept: &Kept) -> Result<Vec<u8>, HttpError> {
    let plain =
        serde_json::to_vec(kept).map_err(|_| HttpError::broken("a passkey cannot be kept"))?;
    Ok(parts.vault.seal_own(Own::Passkeys, row, &plain)?)
}

/// What the person's device makes a passkey for.
pub async fn begin_adding(
    parts: &Parts,
    person: Person,
) -> Result<CreationChallengeResponse, HttpError> {
    let webauthn = webauthn(parts)?;
    ways::may_change(parts, person).await?;
    let rows = parts.store.passkeys(person.account).await?;
    if rows.len() >= MOST {
        return Err(HttpError::Refused(Refusal::TooMany { max: MOST }));
    }
    let known = rows.iter().map(|row| Ok(opened(parts, row)?.key.cred_id().clone()));
    let known = known.collect::<Result<Vec<_>, HttpError>>()?;
    // Our own name and no person's: it is shown on the lock screen.
    let begun = webauthn.start_passkey_registration(person.account.0, NAME, NAME, Some(known));
    let (mut options, state) = begun.map_err(|_| HttpError::broken("no challenge"))?;
    // Whoever comes in says no name, so the device must know whose the key is.
    if let Some(wanted) = &mut options.public_key.authenticator_selection {
        wanted.resident_key = Some(ResidentKeyRequirement::Required);
        wanted.require_resident_key = true;
    }
    let word = word(person);
    ADDING.keep(parts, &word, &word, &state).await?;
    Ok(options)
}

/// Keeps the passkey that the device has made. Another way in may have come since it was asked for.
pub async fn add(
    parts: &Parts,
    person: Person,
    device: String,
    made: &RegisterPublicKeyCredential,
) -> Result<(), HttpError> {
    let (webauthn, word, now) = (webauthn(parts)?, word(person), parts.clock.now());
    ways::may_change(parts, person).await?;
    let state = ADDING.take(parts, &word, Some(&word)).await?;
    let key = webauthn.finish_passkey_registration(made, &state).map_err(not_taken)?;
    let credential = blind(parts, key.cred_id());
    let (id, account) = (clock::new_id(), person.account);
    let sealed = sealed(parts, (account, &credential), &Kept { device, key })?;
    let trial = trial::begins(parts, account).await?;
    let row = Row { id, credential, account, sealed, created: now, used: now, trial };
    match parts.store.put_passkey(row).await {
        Err(StoreError::Taken) => Err(HttpError::BadPasskey),
        // Finger or face were shown just now.
        kept => {
            kept?;
            step_up::note(parts, person).await
        }
    }
}

/// What a device signs to come in. Nobody has said yet who they are.
pub async fn begin_entering(
    parts: &Parts,
    browser: &str,
) -> Result<RequestChallengeResponse, HttpError> {
    let begun = webauthn(parts)?.start_discoverable_authentication();
    let (mut options, state) = begun.map_err(|_| HttpError::broken("no challenge"))?;
    // The person pressed a button; nothing is offered while they type.
    options.mediation = None;
    ENTERING.keep(parts, browser, browser, &state).await?;
    Ok(options)
}

/// Whose passkey it is, if everything about it is right, and its trial.
pub async fn enter(
    parts: &Parts,
    browser: Option<&str>,
    signed: &PublicKeyCredential,
) -> Result<(AccountId, Trial), HttpError> {
    let (webauthn, now) = (webauthn(parts)?, parts.clock.now());
    let state = ENTERING.take(parts, browser.unwrap_or_default(), browser).await?;
    let (said, credential) =
        webauthn.identify_discoverable_authentication(signed).map_err(not_taken)?;
    let row = parts.store.passkey(blind(parts, credential)).await?.ok_or(HttpError::BadPasskey)?;
    let mut kept = opened(parts, &row)?;
    let key = DiscoverableKey::from(&kept.key);
    let result =
        webauthn.finish_discoverable_authentication_v2(signed, state, &key).map_err(not_taken)?;
    if said != row.account.0 || !result.user_verified() {
        return Err(HttpError::BadPasskey);
    }
    kept.key.update_credential(&result);
    let sealed = sealed(parts, (row.account, &row.credential), &kept)?;
    parts.store.use_passkey(row.id, sealed, now).await?;
    Ok((row.account, row.trial))
}

/// A passkey takes a finger and a device, so it is strong; but how long it lasts is by who they are. Whoever has power by
/// profession proves it every morning; a family is not thrown out of its own place.
pub async fn level(parts: &Parts, account: AccountId) -> Result<Level, HttpError> {
    if ways::of(parts, account).await?.has(Way::Work) {
        return Ok(Level::Strong);
    }
    let professional = accounts::is_professional(parts, account).await?;
    Ok(if professional { Level::Strong } else { Level::Low })
}

/// Forgets one of one's own. Another's, or one that is gone, is not there to forget. Held up as adding is: an account with no way in
/// left is one that anybody with its session begins anew.
pub async fn remove(parts: &Parts, person: Person, id: Uuid) -> Result<(), HttpError> {
    ways::may_change(parts, person).await?;
    Ok(parts.store.delete_passkey(person.account, id).await?)
}
