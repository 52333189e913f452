//! What only this store promises: a file of an older program is brought up to date.

use super::*;
use crate::auth::level::Level;
use crate::store::{AccountId, Store};
use chrono::{DateTime, TimeDelta};
use sqlx::query;
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
