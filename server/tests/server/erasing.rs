//! Erasing: the key goes first, and with it every copy of the database that was ever made.

use crate::given::{Running, family, noon, place};
use domain::FamilyId;
use domain::ruler::Seen;
use server::config::DATABASE;
use server::store::{Sqlite, Store};
use server::vault::{Table, Vault, VaultError};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use std::path::Path;

async fn pool(path: &Path) -> SqlitePool {
    SqlitePool::connect_with(SqliteConnectOptions::new().filename(path)).await.unwrap()
}

/// Whether the first event of the family opens with the keys that lie in this folder.
async fn opens(database: &Path, data: &Path, family: FamilyId) -> Result<(), VaultError> {
    let store = Sqlite::open(database).await.unwrap();
    let row = store.family(family).await.unwrap().expect("the copy has its row");
    let event = store.events(family, 0).await.unwrap().remove(0);
    let key = Vault::existing(data, None).unwrap().family(family, row.key_version)?;
    key.open(Table::Events, event.seq, &event.body).map(drop)
}

#[tokio::test]
async fn an_old_copy_of_an_erased_family_opens_with_no_key_of_today() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (mette, other) = (family(&server).await, family(&server).await);
    mette.does(place(mette.child().await, "det skal glemmes", Seen::Circle)).await;
    server.stop().await;
    let (database, copy) = (folder.path().join("test.db"), folder.path().join("copy.db"));
    let all = pool(&database).await;
    sqlx::query("vacuum into ?").bind(copy.to_str()).execute(&all).await.unwrap();
    all.close().await;
    opens(&copy, folder.path(), mette.family).await.unwrap();
    let vault = Vault::existing(folder.path(), None).unwrap();
    vault.erase(mette.family, noon()).unwrap();
    Sqlite::open(&database).await.unwrap().erase_family(mette.family).await.unwrap();
    let found = opens(&copy, folder.path(), mette.family).await;
    assert!(matches!(found, Err(VaultError::Erased)));
    opens(&copy, folder.path(), other.family).await.expect("the others are as they were");
    let store = Sqlite::open(&database).await.unwrap();
    assert_eq!(store.families().await.unwrap(), [other.family]);
    assert!(store.events(mette.family, 0).await.unwrap().is_empty());
}

#[tokio::test]
async fn keys_that_an_older_program_kept_in_the_database_move_out_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join(DATABASE);
    let server = {
        let store = std::sync::Arc::new(Sqlite::open(&database).await.unwrap());
        Running::with(store, Vault::open(folder.path(), None).unwrap(), Default::default()).await
    };
    let mette = family(&server).await;
    mette.client.get(&mette.page("/plan")).await;
    server.stop().await;
    let file = folder.path().join("keys").join(mette.family.to_string());
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let sealed: Vec<u8> = serde_json::from_value(kept["keys"][0]["bytes"].clone()).unwrap();
    std::fs::remove_file(&file).unwrap();
    let old = pool(&database).await;
    let put = sqlx::query("update families set sealed_key = ?").bind(&sealed);
    put.execute(&old).await.unwrap();
    old.close().await;
    for _ in 0..2 {
        let report = server::audit(folder.path()).await.unwrap();
        assert_eq!((report.families, report.broken.len()), (1, 0), "{report}");
        assert!(file.exists());
        for name in [DATABASE.to_owned(), format!("{DATABASE}-wal")] {
            let bytes = std::fs::read(folder.path().join(name)).unwrap_or_default();
            assert!(!bytes.windows(sealed.len()).any(|at| at == sealed), "it was overwritten");
        }
    }
}
