//! The chain of who has looked: rows, their head, and letting old rows go.

use super::family;
use chrono::{DateTime, TimeDelta, Utc};
use domain::FamilyId;
use server::clock::new_id;
use server::store::looked::{ANEW, ORIGIN};
use server::store::{Book, Chain, Hash, Look, LookHead, Store, StoreError};
use std::sync::Arc;

type S = Arc<dyn Store>;

/// Good enough to tell one row from another; of this version of a key.
pub struct Plain(pub u32);

fn sum(parts: &[&[u8]]) -> Hash {
    let mut sum = [1_u8; 32];
    for (place, byte) in parts.concat().into_iter().enumerate() {
        let at = &mut sum[place % 32];
        *at = at.wrapping_mul(31).wrapping_add(byte);
    }
    sum
}

impl Chain for Plain {
    fn key_version(&self) -> u32 {
        self.0
    }

    fn row(&self, before: &Hash, number: u64, at: DateTime<Utc>, body: &[u8]) -> Hash {
        let at = at.timestamp_micros().to_be_bytes();
        sum(&[before, &number.to_be_bytes(), &at, body])
    }

    fn head(&self, head: &LookHead) -> Hash {
        let (cut, last) = (head.cut.to_be_bytes(), head.last.to_be_bytes());
        let changes =
            head.changes.map(|it| [it.from.to_be_bytes(), it.last.to_be_bytes()].concat());
        let hash = head.changes.map(|it| it.hash);
        let changes = [changes.unwrap_or_default(), hash.unwrap_or_default().to_vec()].concat();
        sum(&[&cut, &head.cut_hash, &last, &head.last_hash, &changes])
    }
}

fn day(days: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 7_000).unwrap() + TimeDelta::days(days)
}

fn look(family: FamilyId, days: i64) -> Look {
    Look { family, at: day(days), body: vec![7, 8], chain: Arc::new(Plain(1)) }
}

/// A family with a row for each of these days.
async fn looked(store: &S, days: &[i64]) -> FamilyId {
    let family = family(store).await;
    store.begin_looks(family, Arc::new(Plain(1))).await.unwrap();
    for day in days {
        store.append_look(look(family, *day)).await.unwrap();
    }
    family
}

pub async fn looks_are_numbered_and_each_holds_the_hash_before(store: S) {
    let family = looked(&store, &[0, 1, 1]).await;
    let Book { head, rows, .. } = store.book(family).await.unwrap();
    assert!(store.chain_head(family).await.unwrap() == head);
    let head = head.unwrap();
    let mut before = ORIGIN;
    for (number, row) in (1..).zip(&rows) {
        assert_eq!(row.number, number);
        assert!(row.hash == Plain(1).row(&before, number, row.at, &row.body));
        before = row.hash;
    }
    assert_eq!((rows[0].at, rows[2].at), (day(0), day(1)));
    assert_eq!((head.cut, head.last), (0, 3));
    assert!(head.last_hash == before && head.seal == Plain(1).head(&head));
}

pub async fn looks_come_newest_first_and_page_by_page(store: S) {
    let family = looked(&store, &[0, 1, 2, 3]).await;
    let other = looked(&store, &[0]).await;
    let numbers = async |family, below, most| {
        let rows = store.looks(family, below, most).await.unwrap();
        rows.iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(family, u64::MAX, 3).await, [4, 3, 2]);
    assert_eq!(numbers(family, 2, 3).await, [1]);
    assert_eq!(numbers(other, u64::MAX, 3).await, [1]);
}

pub async fn a_chain_begins_once_and_without_a_beginning_it_says_so(store: S) {
    let begun = looked(&store, &[0]).await;
    store.begin_looks(begun, Arc::new(Plain(1))).await.unwrap();
    let Book { head, .. } = store.book(begun).await.unwrap();
    assert!(head.is_some_and(|head| head.last == 1 && head.cut_hash == ORIGIN));
    let without = family(&store).await;
    assert!(store.book(without).await.unwrap().head.is_none());
    assert!(store.chain_head(without).await.unwrap().is_none());
    store.append_look(look(without, 0)).await.unwrap();
    let Book { head, .. } = store.book(without).await.unwrap();
    assert!(head.is_some_and(|head| head.last == 1 && head.cut_hash == ANEW));
}

pub async fn old_looks_go_from_the_front_and_the_head_remembers(store: S) {
    // On the third day the clock stood wrong for a moment: what is not at the front stays.
    let family = looked(&store, &[0, 1, 5, 1, 6]).await;
    let before = store.book(family).await.unwrap().rows;
    for _ in 0..2 {
        store.cut_looks(family, day(2), Arc::new(Plain(1))).await.unwrap();
        let Book { head, rows, .. } = store.book(family).await.unwrap();
        let head = head.unwrap();
        assert!(rows == before[2..]);
        assert_eq!((head.cut, head.last), (2, 5));
        assert!(head.cut_hash == before[1].hash && head.seal == Plain(1).head(&head));
    }
    store.cut_looks(family, day(9), Arc::new(Plain(1))).await.unwrap();
    store.append_look(look(family, 9)).await.unwrap();
    let Book { head, rows, .. } = store.book(family).await.unwrap();
    assert_eq!((head.unwrap().cut, rows[0].number, rows.len()), (5, 6, 1));
    assert!(rows[0].hash == Plain(1).row(&before[4].hash, 6, day(9), &[7, 8]));
}

pub async fn no_look_is_written_for_a_family_that_is_not_there(store: S) {
    let nowhere = FamilyId(new_id());
    let missing = store.append_look(look(nowhere, 0)).await;
    assert!(matches!(missing, Err(StoreError::NoFamily)));
    let missing = store.begin_looks(nowhere, Arc::new(Plain(1))).await;
    assert!(matches!(missing, Err(StoreError::NoFamily)));
    assert!(store.looks(nowhere, u64::MAX, 9).await.unwrap().is_empty());
}

pub async fn all_families_are_listed(store: S) {
    let mut made = vec![family(&store).await, family(&store).await];
    made.sort_unstable();
    assert_eq!(store.families().await.unwrap(), made);
}
