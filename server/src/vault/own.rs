//! Sealing what is a person's own and no family's.

use super::{Secret, Vault, VaultError};
use crate::store::{AccountId, Hash};
use zeroize::Zeroizing;

/// Which kind of a person's own things.
#[derive(Clone, Copy)]
pub enum Own {
    Passkeys,
    /// What waits for a browser. Nobody's yet.
    Shelf,
    /// What processes tell each other. Nobody's in particular.
    Words,
}

impl Own {
    const fn name(self) -> &'static [u8] {
        match self {
            Self::Passkeys => b"passkeys",
            Self::Shelf => b"shelf",
            Self::Words => b"words",
        }
    }

    /// The person and the row that a sealed text is bound to: it opens for no other.
    fn place(self, owner: AccountId, row: &Hash) -> Vec<u8> {
        [self.name(), &[0], owner.0.as_bytes(), row].concat()
    }
}

impl Vault {
    /// Out of the key of the index, which outlives the master key.
    fn own(&self) -> Secret {
        self.index.derive("a person's own")
    }

    pub fn seal_own(
        &self,
        own: Own,
        (owner, row): (AccountId, &Hash),
        plain: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        self.own().seal(&own.place(owner, row), plain)
    }

    pub fn open_own(
        &self,
        own: Own,
        (owner, row): (AccountId, &Hash),
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.own().open(&own.place(owner, row), sealed)
    }
}
