//! The file that says which houses one can come from. See docs/signing_in.md.

use super::level::Assurance;
use crate::origin::is_safe;
use openidconnect::url::Url;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use thiserror::Error;
use zeroize::Zeroizing;

/// Why the file is not taken. The server does not start with it.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// The place only: the library's own words quote the file.
    #[error("{0} is not understood, at byte {1}: see docs/signing_in.md")]
    Shape(PathBuf, usize),
    #[error("there is no [[provider]]")]
    Empty,
    #[error("{0}: an id is made of small letters, digits and hyphens, and there is one of each")]
    Id(String),
    #[error("{0}: the issuer is an https address; http is for this machine only")]
    Issuer(String),
    #[error("{0}: say one of secret_file and secret_env, with a secret in it")]
    Secret(String),
    #[error("{0}: none of the levels is enough to come in")]
    Levels(String),
}

/// Who comes from a house.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Has power by profession: nothing below "substantial" is let in, and the session is short.
    Staff,
    Citizen,
}

/// What a house is called on the button.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    pub da: String,
    pub en: String,
}

/// Where a house says how sure it is, and what its words mean.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    pub claim: String,
    pub values: BTreeMap<String, Assurance>,
}

/// A house, checked.
pub struct Provider {
    pub id: String,
    pub who: Who,
    pub name: Name,
    pub issuer: String,
    pub client_id: String,
    pub secret: Zeroizing<String>,
    pub level: Level,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<Written>,
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    who: Who,
    name: Name,
    issuer: String,
    client_id: String,
    secret_file: Option<PathBuf>,
    secret_env: Option<String>,
    level: Level,
}

/// Reads the file and everything it names.
pub fn read(path: &Path) -> Result<Vec<Provider>, ConfigError> {
    let text =
        std::fs::read_to_string(path).map_err(|error| ConfigError::Read(path.into(), error))?;
    let file: File = toml::from_str(&text).map_err(|error| {
        ConfigError::Shape(path.into(), error.span().map_or(0, |span| span.start))
    })?;
    if file.provider.is_empty() {
        return Err(ConfigError::Empty);
    }
    let mut ids = BTreeSet::new();
    let once = |it: Written| {
        if ids.insert(it.id.clone()) { checked(it) } else { Err(ConfigError::Id(it.id)) }
    };
    file.provider.into_iter().map(once).collect()
}

fn checked(it: Written) -> Result<Provider, ConfigError> {
    let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if it.id.is_empty() || it.id == "connect" || !it.id.bytes().all(letters) {
        return Err(ConfigError::Id(it.id));
    }
    if !Url::parse(&it.issuer).is_ok_and(|url| is_safe(&url)) {
        return Err(ConfigError::Issuer(it.id));
    }
    if !it.level.values.values().any(|level| level.is_enough(it.who)) {
        return Err(ConfigError::Levels(it.id));
    }
    let secret = secret(&it).ok_or_else(|| ConfigError::Secret(it.id.clone()))?;
    let Written { id, who, name, issuer, client_id, level, .. } = it;
    Ok(Provider { id, who, name, issuer, client_id, secret, level })
}

/// Never out of the file itself: it is passed around and copied, and options can be seen by all.
fn secret(it: &Written) -> Option<Zeroizing<String>> {
    let text = match (&it.secret_file, &it.secret_env) {
        (Some(path), None) => std::fs::read_to_string(path).ok()?,
        (None, Some(name)) => std::env::var(name).ok()?,
        _ => return None,
    };
    let text = Zeroizing::new(text);
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| Zeroizing::new(trimmed.to_owned()))
}

#[cfg(test)]
mod tests;
