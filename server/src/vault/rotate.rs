//! New keys for old. Every step may be done twice, and broken off anywhere: until the last one the old keys open what they sealed.

use super::{Kept, SealedKey, Secret, Source, Vault, VaultError, master, wrapped};
use domain::FamilyId;

impl Vault {
    /// Makes a new master key. With a key of the environment somebody else has to: put the new one before the old, with a comma.
    pub fn new_master(&self) -> Result<(), VaultError> {
        let Source::File(file) = &self.source else { return Err(VaultError::FromEnvironment) };
        master::add(file)?;
        self.reload()
    }

    /// Seals every family's key with the newest master key. Says how many were not.
    pub fn reseal_keys(&self) -> Result<usize, VaultError> {
        let (newest, mut resealed) = (self.newest(), 0);
        for family in self.keys.all()? {
            while let Some(Kept::Keys(keys)) = self.keys.get(family)? {
                if keys.iter().all(|key| key.master == newest.id) {
                    break;
                }
                let reseal = |key: &SealedKey| {
                    wrapped(&newest, family, key.version, &self.unwrapped(family, key)?)
                };
                let after = keys.iter().map(reseal).collect::<Result<_, VaultError>>()?;
                if self.keys.put(family, Some(&Kept::Keys(keys)), &Kept::Keys(after))? {
                    resealed += 1;
                    break;
                }
            }
        }
        Ok(resealed)
    }

    /// Forgets the master keys before the newest, once no key is sealed with them.
    pub fn forget_old_masters(&self) -> Result<(), VaultError> {
        while self.reseal_keys()? > 0 {}
        if let Source::File(file) = &self.source {
            master::only_newest(file)?;
        }
        self.reload()
    }

    /// The families whose change of key was begun and not ended.
    pub fn half_rotated(&self) -> Result<Vec<FamilyId>, VaultError> {
        let mut all = self.keys.all()?;
        let mut failed = None;
        all.retain(|family| match self.keys.get(*family) {
            Ok(kept) => matches!(kept, Some(Kept::Keys(keys)) if keys.len() > 1),
            Err(error) => {
                failed = Some(error);
                false
            }
        });
        failed.map_or(Ok(all), |error| Err(error.into()))
    }

    /// Puts a new version beside a family's key, unless one is there already. Says which.
    pub fn begin_rotation(&self, family: FamilyId) -> Result<u32, VaultError> {
        loop {
            let mut keys = self.kept(family)?;
            let newest = keys.iter().map(|key| key.version).max().ok_or(VaultError::NoKey)?;
            if keys.len() > 1 {
                return Ok(newest);
            }
            let before = Kept::Keys(keys.clone());
            keys.push(wrapped(&self.newest(), family, newest + 1, &Secret::random()?)?);
            if self.keys.put(family, Some(&before), &Kept::Keys(keys))? {
                return Ok(newest + 1);
            }
        }
    }

    /// Destroys all versions of a family's key but this one.
    pub fn end_rotation(&self, family: FamilyId, version: u32) -> Result<(), VaultError> {
        loop {
            let before = self.kept(family)?;
            let mut after = before.clone();
            after.retain(|key| key.version == version);
            if after.is_empty() {
                return Err(VaultError::NoKey);
            }
            if self.keys.put(family, Some(&Kept::Keys(before)), &Kept::Keys(after))? {
                return Ok(());
            }
        }
    }

    pub(super) fn kept(&self, family: FamilyId) -> Result<Vec<SealedKey>, VaultError> {
        match self.keys.get(family)?.ok_or(VaultError::NoKey)? {
            Kept::Keys(keys) => Ok(keys),
            Kept::Erased { .. } => Err(VaultError::Erased),
        }
    }
}
