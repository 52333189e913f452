//! Several processes on one database: here two stores, each with its own connections.

use super::looked::Plain;
use super::throwaway;
use domain::{CommandId, FamilyId};
use server::clock::new_id;
use server::store::{
    Append, Appended, FamilyRow, Postgres, Receipt, SealedEvent, Sqlite, Store, StoreError,
};
use std::sync::Arc;

const WRITERS: usize = 6;
const EACH: u64 = 8;

/// Puts one event at the end of a family's log, wherever that is by now.
async fn put(store: &dyn Store, family: FamilyId) {
    let mut expected = 0;
    loop {
        let events = vec![SealedEvent { seq: expected + 1, version: 1, body: vec![1] }];
        let receipts = vec![Receipt { command: CommandId(new_id()), answer: vec![7] }];
        let (chain, ends) = (Arc::new(Plain(1)), None);
        let append = Append { family, expected, events, receipts, chain, ends, vacates: None };
        match store.append(append).await.unwrap() {
            Appended::Done => return,
            Appended::Moved { now } => expected = now,
            other => panic!("{other:?}"),
        }
    }
}

/// Both families' events are often in one transaction.
async fn write(store: Arc<dyn Store>, [one, two]: [FamilyId; 2]) {
    for _ in 0..EACH {
        tokio::join!(put(store.as_ref(), one), put(store.as_ref(), two));
    }
}

async fn no_gap_and_no_circle(stores: [Arc<dyn Store>; 2]) {
    let families = [FamilyId(new_id()), FamilyId(new_id())];
    for id in families {
        let row = FamilyRow { id, key_version: 1, sealed_name: vec![] };
        stores[0].create_family(row).await.unwrap();
    }
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let mut families = families;
        if number % 2 == 0 {
            families.reverse();
        }
        writers.push(tokio::spawn(write(stores[number % 2].clone(), families)));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    for family in families {
        let seqs: Vec<_> =
            stores[1].events(family, 0).await.unwrap().iter().map(|it| it.seq).collect();
        assert_eq!(seqs, (1..=WRITERS as u64 * EACH).collect::<Vec<_>>());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_postgres_leave_no_gap() {
    let database = throwaway::database().await;
    // Both bring the tables up to date at once.
    let (one, two) = tokio::join!(Postgres::open(&database.url), Postgres::open(&database.url));
    no_gap_and_no_circle([Arc::new(one.unwrap()), Arc::new(two.unwrap())]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_file_leave_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let (one, two) = (Sqlite::open(&path).await.unwrap(), Sqlite::open(&path).await.unwrap());
    no_gap_and_no_circle([Arc::new(one), Arc::new(two)]).await;
}

#[tokio::test]
async fn a_database_that_is_not_there_is_away_and_not_broken() {
    let nowhere = Postgres::open("postgres://nobody@%2Fnowhere/nothing").await;
    assert!(matches!(nowhere, Err(StoreError::Away(_))));
}
