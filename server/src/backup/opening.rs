//! Whether a copy opens with the keys that lie beside it. A copy that nobody can read is none, and it is too late to learn that when it is
//! put back.

use crate::error::StartError;
use crate::keys::KeyStore;
use crate::store::Lying;
use crate::vault::{Table, Vault, VaultError};
use domain::FamilyId;
use std::sync::Arc;

/// The families of which something does not open. One that was erased has nothing that should.
pub(super) async fn shut(
    copy: &Lying,
    vault: &Vault,
    keys: Arc<dyn KeyStore>,
) -> Result<Vec<FamilyId>, StartError> {
    let (vault, mut shut) = (vault.over(keys)?, Vec::new());
    for family in copy.families().await? {
        if !opens(copy, &vault, family).await? {
            shut.push(family);
        }
    }
    Ok(shut)
}

/// All of it: while a family is sealed anew, its name is under the new key before its events are.
async fn opens(copy: &Lying, vault: &Vault, family: FamilyId) -> Result<bool, StartError> {
    let Some(row) = copy.family(family).await? else { return Ok(true) };
    let key = match vault.family(family, row.key_version) {
        Err(VaultError::Erased) => return Ok(true),
        Err(VaultError::NoKey | VaultError::Sealed) => return Ok(false),
        key => key?,
    };
    let opens = |table, seq, sealed: &[u8]| key.open(table, seq, sealed).is_ok();
    let kept = copy.snapshot(family).await?;
    Ok(opens(Table::FamilyNames, 0, &row.sealed_name)
        && kept.is_none_or(|it| opens(Table::Snapshots, it.seq, &it.body))
        && copy.events(family).await?.iter().all(|it| opens(Table::Events, it.seq, &it.body)))
}
