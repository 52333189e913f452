//! The second factor: the six figures of an app (TOTP, RFC 6238), each good once, and ten recovery codes on paper in their place.

use super::trial;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::{AccountId, Hash, SecondFactor};
use crate::vault::Held;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// As the app shows it beside its codes.
const ISSUER: &str = "Familiedialog";
/// 160 bits, as the standard recommends.
const BYTES: usize = 20;
const STEP: u64 = 30;
/// So long a new secret may be confirmed.
const PENDING: TimeDelta = TimeDelta::minutes(30);
pub const RECOVERY_CODES: usize = 10;
/// Without what looks alike. 32 letters, so that a byte gives each equally often.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// 50 bits a code: with the limits on tries, and kept under a secret key, that is out of reach.
const LONG: usize = 10;

/// A secret that is shown and not yet in use.
pub struct Pending {
    /// Sealed for its account: the form carries it, nothing is stored before it is confirmed.
    pub sealed: String,
    /// To be typed into an app, in groups of four.
    pub key: String,
    /// To be scanned.
    pub url: String,
}

fn totp(secret: &[u8], name: &str) -> Result<Totp, HttpError> {
    // The address of a picture has its own word for a colon.
    let name = if name.is_empty() { ISSUER.to_owned() } else { name.replace(':', " ") };
    let secret = Secret::new(secret.into());
    let made = Builder::new()
        .with_secret(secret)
        .with_step_duration(STEP)
        .with_account_name(name)
        .with_issuer(Some(ISSUER))
        .build();
    made.map_err(|_| HttpError::broken("a second factor cannot be made"))
}

/// A new secret, to be shown under this name.
pub fn begin(parts: &Parts, account: AccountId, name: &str) -> Result<Pending, HttpError> {
    let mut secret = Zeroizing::new([0; BYTES]);
    getrandom::fill(secret.as_mut()).map_err(|_| HttpError::broken("no random bytes"))?;
    let now = parts.clock.now().timestamp().to_be_bytes();
    let plain = Zeroizing::new([now.as_slice(), secret.as_slice()].concat());
    let sealed = URL_SAFE_NO_PAD.encode(parts.vault.seal_for(account, Held::Pending, &plain)?);
    shown(secret.as_slice(), name, sealed)
}

/// The same secret once more, where the first code was not right. None if it is not this account's, or too old.
pub fn again(
    parts: &Parts,
    account: AccountId,
    name: &str,
    sealed: &str,
) -> Result<Option<Pending>, HttpError> {
    let secret = pending(parts, account, sealed);
    secret.map(|secret| shown(&secret, name, sealed.to_owned())).transpose()
}

fn shown(secret: &[u8], name: &str, sealed: String) -> Result<Pending, HttpError> {
    let totp = totp(secret, name)?;
    let key = totp.secret().to_base32();
    let groups: Vec<String> =
        key.as_bytes().chunks(4).map(|it| String::from_utf8_lossy(it).into()).collect();
    let url = totp.to_url().map_err(|_| HttpError::broken("a second factor has no address"))?;
    Ok(Pending { sealed, key: groups.join(" "), url })
}

fn pending(parts: &Parts, account: AccountId, sealed: &str) -> Option<Zeroizing<Vec<u8>>> {
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let plain = parts.vault.open_for(account, Held::Pending, &sealed).ok()?;
    let (made, secret) = plain.split_first_chunk::<8>()?;
    let made = DateTime::from_timestamp(i64::from_be_bytes(*made), 0)?;
    (parts.clock.now() - made < PENDING).then(|| Zeroizing::new(secret.to_vec()))
}

/// Puts a pending secret to use, if the app shows its code: gives the recovery codes, this once.
pub async fn confirm(
    parts: &Parts,
    account: AccountId,
    sealed: &str,
    code: &str,
) -> Result<Option<Vec<String>>, HttpError> {
    let Some(secret) = pending(parts, account, sealed) else { return Ok(None) };
    let Some(last_step) = step(&totp(&secret, "")?, code, parts.clock.now()) else {
        return Ok(None);
    };
    let codes = recovery_codes()?;
    let sealed_secret = parts.vault.seal_for(account, Held::Second, &secret)?;
    let hashes: Vec<Hash> = codes.iter().map(|code| hash(parts, account, code)).collect();
    let (created, trial) = (parts.clock.now(), trial::begins(parts, account).await?);
    let second = SecondFactor { account, sealed_secret, last_step, created, trial };
    parts.store.put_second(second, &hashes).await?;
    Ok(Some(codes))
}

/// Ten new recovery codes; the old ones are good no more.
pub async fn renew(parts: &Parts, account: AccountId) -> Result<Vec<String>, HttpError> {
    let codes = recovery_codes()?;
    let hashes: Vec<Hash> = codes.iter().map(|code| hash(parts, account, code)).collect();
    parts.store.put_recovery(account, &hashes).await?;
    Ok(codes)
}

/// What may stand for the second factor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    App,
    AppOrPaper,
}

/// Whether a code is right; then it is used up. Refuses with the time to wait where too many were wrong.
pub async fn takes(
    parts: &Parts,
    second: &SecondFactor,
    code: &str,
    what: Takes,
) -> Result<bool, HttpError> {
    let AccountId(account) = second.account;
    let tries = parts.vault.blind("tries of a second factor", &account.to_string());
    parts.limits.tries_code(tries, parts.clock.instant())?;
    let takes = uses_up(parts, second, code, what).await?;
    if takes {
        parts.limits.code_fits(tries);
    }
    Ok(takes)
}

async fn uses_up(
    parts: &Parts,
    second: &SecondFactor,
    code: &str,
    what: Takes,
) -> Result<bool, HttpError> {
    let account = second.account;
    let secret = parts.vault.open_for(account, Held::Second, &second.sealed_secret)?;
    if let Some(step) = step(&totp(&secret, "")?, code, parts.clock.now()) {
        return Ok(parts.store.use_step(account, step).await?);
    }
    if what == Takes::AppOrPaper && plain(code).len() == LONG {
        return Ok(parts.store.use_recovery(account, hash(parts, account, code)).await?);
    }
    Ok(false)
}

fn step(totp: &Totp, code: &str, now: DateTime<Utc>) -> Option<u64> {
    let figures = plain(code);
    let now = u64::try_from(now.timestamp()).ok()?;
    let six = figures.len() == 6 && figures.bytes().all(|b| b.is_ascii_digit());
    six.then(|| totp.check(&figures, now)).flatten()
}

/// Typed with spaces, dashes, in small letters.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn hash(parts: &Parts, AccountId(account): AccountId, code: &str) -> Hash {
    parts.vault.blind("recovery code", &format!("{account} {}", plain(code)))
}

fn recovery_codes() -> Result<Vec<String>, HttpError> {
    let mut bytes = Zeroizing::new([0; RECOVERY_CODES * LONG]);
    getrandom::fill(bytes.as_mut()).map_err(|_| HttpError::broken("no random bytes"))?;
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    let code = |bytes: &[u8]| -> String {
        let (one, two) = bytes.split_at(LONG / 2);
        one.iter().map(letter).chain(['-']).chain(two.iter().map(letter)).collect()
    };
    Ok(bytes.chunks(LONG).map(code).collect())
}
