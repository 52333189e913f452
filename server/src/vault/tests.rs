use super::*;
use std::os::unix::fs::PermissionsExt;
use uuid::Uuid;

fn family(n: u128) -> FamilyId {
    FamilyId(Uuid::from_u128(n))
}

#[test]
fn what_is_sealed_opens_only_in_its_place() {
    let vault = Vault::passing().unwrap();
    let key = vault.new_family(family(1)).unwrap();
    let sealed = key.seal(Table::Events, 7, "Ali sover dårligt".as_bytes()).unwrap();
    assert_eq!(
        key.open(Table::Events, 7, &sealed).unwrap().as_slice(),
        "Ali sover dårligt".as_bytes()
    );
    assert!(key.open(Table::Events, 8, &sealed).is_err(), "another seq");
    assert!(key.open(Table::Snapshots, 7, &sealed).is_err(), "another table");
    let with = |family, version| FamilyKey { family, versions: vec![(version, key.secret())] };
    let other_version = with(family(1), 2);
    assert!(other_version.open(Table::Events, 7, &sealed).is_err(), "another key version");
    let other_family = with(family(2), 1);
    assert!(other_family.open(Table::Events, 7, &sealed).is_err(), "another family");
}

#[test]
fn a_changed_byte_is_noticed() {
    let vault = Vault::passing().unwrap();
    let key = vault.new_family(family(1)).unwrap();
    let sealed = key.seal(Table::Events, 1, b"text").unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(key.open(Table::Events, 1, &changed).is_err());
    }
    assert!(key.open(Table::Events, 1, &sealed[..10]).is_err());
}

#[test]
fn the_same_text_is_never_sealed_to_the_same_bytes() {
    let vault = Vault::passing().unwrap();
    let key = vault.new_family(family(1)).unwrap();
    assert_ne!(
        key.seal(Table::Events, 1, b"text").unwrap(),
        key.seal(Table::Events, 1, b"text").unwrap()
    );
}

#[test]
fn a_family_key_opens_with_its_own_master_key_and_family_only() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::open(data.path(), None).unwrap();
    let key = vault.new_family(family(1)).unwrap();
    assert!(vault.family(family(1), 1).unwrap().secret().0 == key.secret().0);
    assert!(vault.new_family(family(1)).unwrap().secret().0 == key.secret().0, "the same");
    assert!(matches!(vault.family(family(2), 1), Err(VaultError::NoKey)));
    assert!(matches!(vault.family(family(1), 2), Err(VaultError::NoKey)));
    let keys = data.path().join(KEYS);
    std::fs::copy(keys.join(family(1).to_string()), keys.join(family(2).to_string())).unwrap();
    assert!(matches!(vault.family(family(2), 1), Err(VaultError::Sealed)), "another's file");
    std::fs::remove_file(data.path().join(master::FILE)).unwrap();
    assert!(
        matches!(Vault::open(data.path(), None), Err(VaultError::Sealed)),
        "another master key"
    );
}

#[test]
fn an_erased_key_is_gone_and_its_family_is_never_made_again() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::open(data.path(), None).unwrap();
    vault.new_family(family(1)).unwrap();
    vault.erase(family(1), DateTime::UNIX_EPOCH).unwrap();
    for vault in [vault, Vault::open(data.path(), None).unwrap()] {
        assert!(matches!(vault.family(family(1), 1), Err(VaultError::Erased)));
        assert!(matches!(vault.new_family(family(1)), Err(VaultError::Erased)));
        assert!(vault.is_erased(family(1)).unwrap() && !vault.is_erased(family(2)).unwrap());
    }
}

#[test]
fn a_blind_index_depends_on_kind_and_key() {
    let (vault, other) = (Vault::passing().unwrap(), Vault::passing().unwrap());
    assert_eq!(vault.blind("code", "KATMUS"), vault.blind("code", "KATMUS"));
    assert_ne!(vault.blind("code", "KATMUS"), vault.blind("link", "KATMUS"));
    assert_ne!(vault.blind("code", "KATMUS"), other.blind("code", "KATMUS"));
}

#[test]
fn the_key_file_is_made_once_and_for_its_owner_only() {
    let data = tempfile::tempdir().unwrap();
    let first = Vault::open(data.path(), None).unwrap();
    let second = Vault::open(data.path(), None).unwrap();
    assert_eq!(first.blind("code", "A"), second.blind("code", "A"));
    let mode = std::fs::metadata(data.path().join(master::FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_key_of_the_environment_comes_first_and_must_be_whole() {
    let data = tempfile::tempdir().unwrap();
    let key = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, [7; 32]);
    assert!(Vault::open(data.path(), Some(&key)).is_ok());
    assert!(!data.path().join(master::FILE).exists());
    assert!(matches!(Vault::open(data.path(), Some("c2hvcnQ=")), Err(VaultError::BadKey)));
}
