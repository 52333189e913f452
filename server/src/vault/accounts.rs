//! What is sealed for an account, which is in no family or in many: with a key of its own out of the key of the index,
//! which outlives the master key; each bound to its account and its place.

use super::{Vault, VaultError};
use crate::store::{AccountId, Hash};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

/// Where a sealed text of an account stands.
#[derive(Clone, Copy)]
pub enum Held {
    Name,
    Password,
    Second,
    /// In the form where it is confirmed: it is stored nowhere yet.
    Pending,
    /// How a device stands that goes round a table.
    HandedOver,
}

impl Held {
    const fn name(self) -> &'static str {
        match self {
            Self::Name => "account_name",
            Self::Password => "account_password",
            Self::Second => "account_second",
            Self::Pending => "account_pending",
            Self::HandedOver => "account_handed_over",
        }
    }
}

fn place(held: Held, account: AccountId) -> Vec<u8> {
    [held.name().as_bytes(), &[0], account.0.as_bytes()].concat()
}

impl Vault {
    /// Seals for one account and one place; it opens nowhere else.
    pub fn seal_for(
        &self,
        account: AccountId,
        held: Held,
        plain: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        self.index.derive("accounts").seal(&place(held, account), plain)
    }

    /// What [`Vault::seal_for`] sealed.
    pub fn open_for(
        &self,
        account: AccountId,
        held: Held,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.index.derive("accounts").open(&place(held, account), sealed)
    }
}

impl Vault {
    /// The key of what this account's person keeps in a browser, in base64url. It stands nowhere: it is made out of the key of the
    /// index when it is given out, the same for every session and every browser, so that what waits opens when they come back.
    pub fn browser_key(&self, account: AccountId) -> String {
        URL_SAFE_NO_PAD.encode(self.index.derive("browser").mac(&[account.0.as_bytes()]))
    }

    /// What a browser may keep to show that somebody came in there by this name. It opens nothing.
    pub fn seal_known(&self, name: &Hash, number: &[u8]) -> Result<String, VaultError> {
        Ok(URL_SAFE_NO_PAD.encode(self.index.derive("known").seal(name, number)?))
    }

    /// Whether it was given out for this name.
    pub fn is_known(&self, name: &Hash, shown: &str) -> bool {
        let sealed = URL_SAFE_NO_PAD.decode(shown).unwrap_or_default();
        self.index.derive("known").open(name, &sealed).is_ok()
    }

    /// Among which tries those of all browsers count that are known by this name.
    pub fn known_tries(&self, name: &Hash) -> Hash {
        self.index.mac(&[b"known browsers", name])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_sealed_for_an_account_opens_for_it_and_in_its_place_only() {
        let vault = Vault::passing().unwrap();
        let (one, two) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        let sealed = vault.seal_for(one, Held::Name, b"amina@example.org").unwrap();
        assert_eq!(*vault.open_for(one, Held::Name, &sealed).unwrap(), b"amina@example.org");
        assert!(vault.open_for(two, Held::Name, &sealed).is_err());
        assert!(vault.open_for(one, Held::Password, &sealed).is_err());
        assert!(Vault::passing().unwrap().open_for(one, Held::Name, &sealed).is_err());
        assert!(!sealed.windows(5).any(|bytes| bytes == b"amina"));
    }

    #[test]
    fn each_account_has_a_key_for_its_browsers_which_outlives_the_master_key() {
        let data = tempfile::tempdir().unwrap();
        let (one, two) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        let vault = Vault::open(data.path(), None).unwrap();
        let key = vault.browser_key(one);
        assert_ne!(key, vault.browser_key(two));
        assert_ne!(key, Vault::passing().unwrap().browser_key(one));
        vault.new_master().unwrap();
        vault.forget_old_masters().unwrap();
        assert_eq!(Vault::open(data.path(), None).unwrap().browser_key(one), key);
    }
}
