//! The secrets of invitations: a link for sending, six letters for saying aloud. Both are made from the family's key when they
//! are shown, so no database holds them; what is kept is a blind index by which they are found again.

use super::limits::Tried;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::InvitationKey;
use crate::vault::FamilyKey;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::people::Invitation;
use domain::{FamilyId, InvitationId};

/// Without I and O, which look like numbers. 24⁶ codes, and few tries: see [`super::limits`].
const LETTERS: &[u8; 24] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE: usize = 6;
/// 128 bits in base64url.
const LINK: usize = 22;
/// Two families' codes may fall together; then the next is taken.
const MOST_CODES: u8 = 32;

/// The ways in that an invitation gives.
pub struct Secrets {
    pub link: String,
    pub code: String,
}

/// What somebody came with.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    Link(String),
    Code(String),
}

impl Key {
    /// Reads what was typed or followed: upper or lower case, with spaces or dashes, or a whole link that was pasted.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let last = typed.rsplit_once("/join/").map_or(typed, |(_, key)| key);
        if last.len() == LINK && URL_SAFE_NO_PAD.decode(last).is_ok() {
            return Some(Self::Link(last.to_owned()));
        }
        let letters = last.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.'));
        let code: String = letters.map(|c| c.to_ascii_uppercase()).collect();
        let fits = code.len() == CODE && code.bytes().all(|byte| LETTERS.contains(&byte));
        fits.then_some(Self::Code(code))
    }

    /// As a try that is counted.
    pub fn tried(&self, parts: &Parts) -> Tried {
        let hash = self.hash(parts);
        match self {
            Self::Link(_) => Tried::Link(hash),
            Self::Code(_) => Tried::Code(hash),
        }
    }

    /// The blind index.
    pub fn hash(&self, parts: &Parts) -> [u8; 32] {
        match self {
            Self::Link(link) => parts.vault.blind("link", link),
            Self::Code(code) => parts.vault.blind("code", code),
        }
    }
}

/// The link of an invitation, always the same.
pub fn link(key: &FamilyKey, invitation: InvitationId) -> String {
    let mac = key.derived("invitation link", &[invitation.0.as_bytes()]);
    URL_SAFE_NO_PAD.encode(&mac[..16])
}

fn code(key: &FamilyKey, invitation: InvitationId, attempt: u8) -> String {
    let mac = key.derived("invitation code", &[invitation.0.as_bytes(), &[attempt]]);
    // One byte a letter, taken from the part of 256 that 24 divides, so that all letters come equally often.
    let fair = mac.iter().filter(|byte| **byte < 240);
    fair.take(CODE).map(|byte| char::from(LETTERS[usize::from(byte % 24)])).collect()
}

/// Makes the secrets of an invitation findable and gives them out.
pub async fn show(parts: &Parts, family: FamilyId, at: &Invitation) -> Result<Secrets, HttpError> {
    let (invitation, until) = (at.id, at.until);
    let key = parts.family_key(family).await?;
    let link = link(&key, invitation);
    let keep = async |key: Key| {
        let hash = key.hash(parts);
        parts.store.put_invitation_key(InvitationKey { hash, family, invitation, until }).await
    };
    keep(Key::Link(link.clone())).await?;
    for attempt in 0..MOST_CODES {
        let code = code(&key, invitation, attempt);
        if code.len() == CODE && keep(Key::Code(code.clone())).await? {
            return Ok(Secrets { link, code });
        }
    }
    Err(HttpError::broken("no free code was found"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Vault;
    use uuid::Uuid;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        for typed in
            ["KATMUS", "kat mus", " Kat-Mus ", "k a t m u s", "https://x.example/join/katmus"]
        {
            assert!(Key::read(typed) == Some(Key::Code("KATMUS".into())), "{typed}");
        }
        for typed in ["KATMU", "KATMUSS", "KATMU0", "KATMUI", "", "🐈🐈🐈🐈🐈🐈"] {
            assert!(Key::read(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn links_and_codes_of_an_invitation_are_stable_and_its_own() {
        let vault = Vault::passing().unwrap();
        let key = vault.new_family(FamilyId(Uuid::from_u128(1))).unwrap();
        let (one, two) = (InvitationId(Uuid::from_u128(1)), InvitationId(Uuid::from_u128(2)));
        assert_eq!(link(&key, one), link(&key, one));
        assert_ne!(link(&key, one), link(&key, two));
        assert_ne!(code(&key, one, 0), code(&key, two, 0));
        assert_ne!(code(&key, one, 0), code(&key, one, 1));
        assert!(Key::read(&link(&key, one)) == Some(Key::Link(link(&key, one))));
        assert!(Key::read(&code(&key, one, 0)) == Some(Key::Code(code(&key, one, 0))));
    }
}
