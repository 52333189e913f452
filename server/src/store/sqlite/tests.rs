//! What only this store promises: a file of an older program is brought up to date, and the journal is brought in beside the commits.

use super::*;
use crate::auth::level::Level;
use crate::store::{
    AccountId, Append, Appended, Chain, FamilyRow, Hash, LookHead, Receipt, SealedEvent, Store,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{CommandId, FamilyId};
use sqlx::query;
use std::sync::Arc;
use uuid::Uuid;

const OLD: i64 = 2;

#[tokio::test]
async fn whoever_was_signed_in_before_the_update_stays_so_for_at_most_400_days_in_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let pool = Pool::connect_with(options).await.unwrap();
    let old = migrator().iter().filter(|it| it.version <= OLD).cloned().collect();
    Migrator::with_migrations(old).run(&pool).await.unwrap();
    let begun = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let account = AccountId(Uuid::nil());
    let days = |days| begun + TimeDelta::days(days);
    for (number, expires) in [(1_u8, days(90)), (2, days(450))] {
        query("insert into sessions values (?, ?, 'Android', ?, ?, ?)")
            .bind([number; 32].as_slice())
            .bind(account.0)
            .bind(begun.timestamp())
            .bind(begun.timestamp())
            .bind(expires.timestamp())
            .execute(&pool)
            .await
            .unwrap();
    }
    pool.close().await;
    let store = Sqlite::open(&path).await.unwrap();
    let all = store.sessions(account).await.unwrap();
    assert_eq!(all.len(), 2);
    assert_ne!(all[0].id, all[1].id);
    assert!(all.iter().all(|it| it.level == Level::Low && it.device == "Android"));
    let ends = async |number: u8| store.session([number; 32]).await.unwrap().unwrap().expires;
    assert_eq!((ends(1).await, ends(2).await), (days(90), days(400)));
}

struct Unbound;

impl Chain for Unbound {
    fn key_version(&self) -> u32 {
        1
    }

    fn row(&self, _: &Hash, _: u64, _: DateTime<Utc>, _: &[u8]) -> Hash {
        [0; 32]
    }

    fn head(&self, _: &LookHead) -> Hash {
        [0; 32]
    }
}

/// Less than what makes a commit do it.
#[tokio::test]
async fn what_is_written_comes_into_the_database_though_no_commit_brings_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let size = |path: &Path| std::fs::metadata(path).unwrap().len();
    let store = Sqlite::open(&path).await.unwrap();
    let family = FamilyId(Uuid::nil());
    store
        .create_family(FamilyRow { id: family, key_version: 1, sealed_name: vec![] })
        .await
        .unwrap();
    let begun = size(&path);
    for seq in 1..=1_000 {
        let events = vec![SealedEvent { seq, version: 1, body: vec![7; 2_000] }];
        let receipts =
            vec![Receipt { command: CommandId(Uuid::from_u128(seq.into())), answer: vec![] }];
        let chain = Arc::new(Unbound);
        let append = Append {
            family,
            expected: seq - 1,
            events,
            receipts,
            chain,
            ends: None,
            vacates: None,
        };
        assert_eq!(store.append(append).await.unwrap(), Appended::Done);
        if size(&path) > begun {
            break;
        }
    }
    let most = 4_096 * journal::MOST.parse::<u64>().unwrap();
    assert!(size(&path) > begun && size(&path.with_extension("db-wal")) < most);
}
