use super::*;
use crate::keys::{MasterId, SealedKey};
use std::os::unix::fs::PermissionsExt;
use uuid::Uuid;

const FAMILY: FamilyId = FamilyId(Uuid::from_u128(7));

fn keys(byte: u8) -> Kept {
    let master = MasterId("m".into());
    Kept::Keys(vec![SealedKey { version: 1, master, bytes: vec![byte; 72] }])
}

fn erased() -> Kept {
    Kept::Erased { at: DateTime::from_timestamp(1_800_000_000, 0).unwrap() }
}

#[test]
fn a_key_is_replaced_only_where_what_was_read_still_stands() {
    let folder = tempfile::tempdir().unwrap();
    let store = Files::new(folder.path().join("keys"));
    assert!(store.all().unwrap().is_empty() && store.get(FAMILY).unwrap().is_none());
    assert!(store.put(FAMILY, None, &keys(1)).unwrap());
    assert!(!store.put(FAMILY, None, &keys(2)).unwrap(), "there is one");
    assert!(store.put(FAMILY, Some(&keys(1)), &erased()).unwrap());
    assert!(!store.put(FAMILY, Some(&keys(1)), &keys(2)).unwrap(), "what is erased stays so");
    assert!(store.get(FAMILY).unwrap() == Some(erased()));
    assert_eq!(store.all().unwrap(), [FAMILY]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&store.0), mode(&store.path(FAMILY))), (0o700, 0o600));
}

#[test]
fn an_erased_key_is_overwritten_where_it_lay() {
    let folder = tempfile::tempdir().unwrap();
    let store = Files::new(folder.path().to_owned());
    for after in [keys(2), erased()] {
        let before = store.get(FAMILY).unwrap();
        let same_file = folder.path().join("held");
        if before.is_some() {
            fs::hard_link(store.path(FAMILY), &same_file).unwrap();
        }
        store.put(FAMILY, before.as_ref(), &after).unwrap();
        if before.is_some() {
            assert!(fs::read(&same_file).unwrap().iter().all(|byte| *byte == 0));
        }
    }
}

#[test]
fn a_crash_half_way_leaves_no_key_behind() {
    let folder = tempfile::tempdir().unwrap();
    let store = Files::new(folder.path().to_owned());
    store.put(FAMILY, None, &keys(1)).unwrap();
    // Before the move: what was written aside, perhaps with a key in it, goes with the next change.
    fs::write(store.aside(FAMILY), serde_json::to_vec(&keys(9)).unwrap()).unwrap();
    store.put(FAMILY, Some(&keys(1)), &keys(2)).unwrap();
    assert!(!store.aside(FAMILY).exists());
    // Right after the overwriting of an erasure.
    zero(&owned().open(store.path(FAMILY)).unwrap()).unwrap();
    assert!(matches!(store.get(FAMILY).unwrap(), Some(Kept::Erased { .. })));
}

#[test]
fn an_erasing_that_was_broken_off_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let store = Files::new(folder.path().to_owned());
    store.put(FAMILY, None, &keys(1)).unwrap();
    let torn = || {
        let half = vec![0; fs::read(store.path(FAMILY)).unwrap().len() / 2];
        owned().open(store.path(FAMILY)).unwrap().write_all(&half).unwrap();
    };
    torn();
    assert!(matches!(store.get(FAMILY), Err(KeysError::Malformed)), "nobody erased it");
    fs::write(store.aside(FAMILY), serde_json::to_vec(&keys(2)).unwrap()).unwrap();
    assert!(matches!(store.get(FAMILY), Err(KeysError::Malformed)), "that is no tombstone");
    fs::write(store.aside(FAMILY), serde_json::to_vec(&erased()).unwrap()).unwrap();
    assert!(store.get(FAMILY).unwrap() == Some(erased()));
    assert!(!store.aside(FAMILY).exists() && store.read(FAMILY).unwrap() == Some(erased()));
}
