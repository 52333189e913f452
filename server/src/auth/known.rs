//! A browser in which somebody came in by their name before. It has tries of its own, so that whoever uses up all tries for a name from
//! elsewhere does not keep its owner out. What the browser keeps for it opens nothing and says nothing of whom it is.

use super::names::Name;
use crate::clock::new_id;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::Hash;
use uuid::Uuid;

/// Whose tries a sign-in by this name counts among: this browser's, where it is known for the name, or everybody's.
pub fn tries(parts: &Parts, name: Hash, shown: Option<&str>) -> Hash {
    let known = shown.and_then(|it| parts.vault.open_known(&name, it));
    let number = known.and_then(|it| Uuid::from_slice(&it).ok());
    number.map_or(name, |it| parts.vault.blind("known browser", &it.to_string()))
}

/// What a browser is to keep in which somebody has just come in by this name, or chosen it. None for what is no name.
pub fn made(parts: &Parts, name: &str) -> Result<Option<String>, HttpError> {
    let Some(name) = Name::read(name) else { return Ok(None) };
    Ok(Some(parts.vault.seal_known(&name.hash(&parts.vault), new_id().as_bytes())?))
}
