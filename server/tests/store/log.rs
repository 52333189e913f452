//! The log: appends, receipts, snapshots.

use super::family;
use super::looked::Plain;
use chrono::DateTime;
use domain::people::Ends;
use domain::{CommandId, FamilyId};
use server::clock::new_id;
use server::store::{
    Append, Appended, FamilyRow, Receipt, SealedEvent, SealedSnapshot, Store, StoreError,
};
use std::sync::Arc;

type S = Arc<dyn Store>;

fn event(seq: u64) -> SealedEvent {
    SealedEvent { seq, version: 1, body: seq.to_be_bytes().to_vec() }
}

/// `count` events after `expected`, for a command of its own.
fn append(family: FamilyId, expected: u64, count: u64) -> Append {
    let events = (expected + 1..=expected + count).map(event).collect();
    let receipts = vec![Receipt { command: CommandId(new_id()), answer: vec![7] }];
    Append {
        family,
        expected,
        events,
        receipts,
        chain: Arc::new(Plain(1)),
        ends: None,
        vacates: None,
    }
}

async fn seqs(store: &S, family: FamilyId, since: u64) -> Vec<u64> {
    store.events(family, since).await.unwrap().iter().map(|it| it.seq).collect()
}

pub async fn events_come_back_in_order(store: S) {
    let family = family(&store).await;
    assert_eq!(store.append(append(family, 0, 2)).await.unwrap(), Appended::Done);
    assert_eq!(store.append(append(family, 2, 3)).await.unwrap(), Appended::Done);
    assert_eq!(seqs(&store, family, 0).await, [1, 2, 3, 4, 5]);
    assert_eq!(seqs(&store, family, 3).await, [4, 5]);
    assert!(store.events(family, 4).await.unwrap() == [event(5)]);
    assert!(store.events(family, 5).await.unwrap().is_empty());
    assert!(store.events_at(family, &[2, 5]).await.unwrap() == [event(2), event(5)]);
    assert!(store.events_at(family, &[]).await.unwrap().is_empty());
    assert!(store.events_at(family, &[6]).await.unwrap().is_empty(), "not there yet");
}

pub async fn an_append_at_another_seq_writes_nothing(store: S) {
    let family = family(&store).await;
    store.append(append(family, 0, 2)).await.unwrap();
    for expected in [0, 1, 3] {
        let late = append(family, expected, 1);
        for _ in 0..2 {
            let again = store.append(late.clone()).await.unwrap();
            assert_eq!(again, Appended::Moved { now: 2 }, "it leaves no receipt either");
        }
    }
    assert_eq!(seqs(&store, family, 0).await, [1, 2]);
}

pub async fn a_command_is_written_once(store: S) {
    let family = family(&store).await;
    let first = append(family, 0, 1);
    store.append(first.clone()).await.unwrap();
    let duplicate = Appended::Duplicate { answer: vec![7] };
    assert_eq!(store.append(first.clone()).await.unwrap(), duplicate);
    // Even where the log stands, and even with another answer: the first stays.
    let receipts = vec![Receipt { answer: vec![8], ..first.receipts[0].clone() }];
    let again = Append { receipts, ..append(family, 1, 1) };
    assert_eq!(store.append(again).await.unwrap(), duplicate);
    assert_eq!(seqs(&store, family, 0).await, [1]);
    assert_eq!(store.append(first).await.unwrap(), duplicate);
}

pub async fn a_refused_command_leaves_only_its_receipt(store: S) {
    let family = family(&store).await;
    let refused = append(family, 0, 0);
    assert_eq!(store.append(refused.clone()).await.unwrap(), Appended::Done);
    assert!(seqs(&store, family, 0).await.is_empty());
    let duplicate = Appended::Duplicate { answer: vec![7] };
    assert_eq!(store.append(refused).await.unwrap(), duplicate);
}

pub async fn several_commands_are_written_together_or_not_at_all(store: S) {
    let family = family(&store).await;
    let receipt = |answer| Receipt { command: CommandId(new_id()), answer: vec![answer] };
    let together = |expected, count, receipts: &[Receipt]| Append {
        receipts: receipts.to_vec(),
        ..append(family, expected, count)
    };
    // More than one statement takes, and one of them was refused.
    let many: Vec<_> = (0..=100).map(receipt).collect();
    assert_eq!(store.append(together(0, 100, &many)).await.unwrap(), Appended::Done);
    assert_eq!(seqs(&store, family, 0).await, (1..=100).collect::<Vec<_>>());
    for it in &many {
        assert!(store.answer(family, it.command).await.unwrap() == Some(it.answer.clone()));
    }
    // One was answered before, wherever it stands among the others.
    for place in [0, 50, 99] {
        let mut others: Vec<_> = (0..100).map(receipt).collect();
        others[place] = many[place].clone();
        let answer = many[place].answer.clone();
        let again = store.append(together(100, 5, &others)).await.unwrap();
        assert_eq!(again, Appended::Duplicate { answer });
        for it in others.iter().filter(|it| it.command != many[place].command) {
            assert!(store.answer(family, it.command).await.unwrap().is_none());
        }
    }
    // Somebody else wrote first.
    let late = [receipt(1), receipt(2)];
    assert_eq!(store.append(together(99, 2, &late)).await.unwrap(), Appended::Moved { now: 100 });
    assert_eq!(seqs(&store, family, 0).await.len(), 100);
    assert_eq!(store.append(together(100, 2, &late)).await.unwrap(), Appended::Done);
}

/// Each tries until it is in, like a room whose log moved on.
pub async fn many_writers_leave_no_gap(store: S) {
    const WRITERS: u64 = 20;
    let family = family(&store).await;
    let writer = |store: S| async move {
        let mut expected = 0;
        while let Appended::Moved { now } = store.append(append(family, expected, 1)).await.unwrap()
        {
            expected = now;
        }
    };
    let writers: Vec<_> = (0..WRITERS).map(|_| tokio::spawn(writer(store.clone()))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(seqs(&store, family, 0).await, (1..=WRITERS).collect::<Vec<_>>());
}

pub async fn families_do_not_mix(store: S) {
    let (one, two) = (family(&store).await, family(&store).await);
    let first = append(one, 0, 2);
    store.append(first.clone()).await.unwrap();
    // The same command id in another family is another command.
    let other = Append { family: two, ..first.clone() };
    assert_eq!(store.append(other).await.unwrap(), Appended::Done);
    store.append(append(two, 2, 1)).await.unwrap();
    assert_eq!(seqs(&store, one, 0).await, [1, 2]);
    assert_eq!(seqs(&store, two, 0).await, [1, 2, 3]);
}

pub async fn the_latest_snapshot_is_kept(store: S) {
    let family = family(&store).await;
    let snapshot = |seq: u64, version: u32| SealedSnapshot { seq, version, body: vec![1] };
    assert!(store.snapshot(family).await.unwrap().is_none());
    for (put, kept) in [((5, 1), (5, 1)), ((3, 1), (5, 1)), ((9, 1), (9, 1)), ((4, 2), (4, 2))] {
        store.put_snapshot(family, 1, snapshot(put.0, put.1)).await.unwrap();
        assert!(store.snapshot(family).await.unwrap() == Some(snapshot(kept.0, kept.1)));
    }
}

pub async fn nothing_is_written_for_a_family_that_is_not_there(store: S) {
    let nobody = FamilyId(new_id());
    let known = family(&store).await;
    let (good, bad) =
        tokio::join!(store.append(append(known, 0, 1)), store.append(append(nobody, 0, 1)));
    assert!(matches!(bad, Err(StoreError::NoFamily)));
    assert_eq!(good.unwrap(), Appended::Done, "one family's trouble is not another's");
    let snapshot = SealedSnapshot { seq: 1, version: 1, body: vec![1] };
    let kept = store.put_snapshot(nobody, 1, snapshot).await;
    assert!(matches!(kept, Err(StoreError::NoFamily)));
    assert!(store.family(nobody).await.unwrap().is_none());
    assert!(seqs(&store, nobody, 0).await.is_empty());
}

pub async fn what_is_sealed_with_another_version_of_the_key_is_not_written(store: S) {
    let family = family(&store).await;
    let old = Append { chain: Arc::new(Plain(2)), ..append(family, 0, 1) };
    assert_eq!(store.append(old).await.unwrap(), Appended::Rekeyed { now: 1 });
    assert!(seqs(&store, family, 0).await.is_empty());
    let snapshot = |seq| SealedSnapshot { seq, version: 1, body: vec![1] };
    let put = async |key_version, seq| store.put_snapshot(family, key_version, snapshot(seq)).await;
    assert!(matches!(put(2, 1).await, Err(StoreError::Rekeyed)));
    assert!(store.snapshot(family).await.unwrap().is_none());
    put(1, 1).await.unwrap();
    assert!(matches!(put(2, 9).await, Err(StoreError::Rekeyed)));
    assert!(store.snapshot(family).await.unwrap() == Some(snapshot(1)), "nor over another");
}

pub async fn a_family_is_found_when_its_end_has_come(store: S) {
    let (one, two) = (family(&store).await, family(&store).await);
    let day = |days| DateTime::from_timestamp(1_800_000_000 + days * 86_400, 0).unwrap();
    let due = async |closed, erase| store.ending(day(closed), day(erase)).await.unwrap();
    let ends = |closed: Option<i64>, erase: Option<i64>| Ends {
        closed: closed.map(day),
        erase: erase.map(day),
    };
    let with = |ends, append| Append { ends, ..append };
    store.append(with(Some(ends(Some(3), None)), append(one, 0, 1))).await.unwrap();
    store.append(with(Some(ends(None, Some(5))), append(two, 0, 1))).await.unwrap();
    store.append(with(None, append(two, 1, 1))).await.unwrap();
    assert!(due(2, 4).await.is_empty());
    assert_eq!(due(3, 4).await, [one]);
    assert_eq!(due(2, 5).await, [two]);
    store.put_ends(two, ends(None, None)).await.unwrap();
    assert_eq!(due(9, 9).await, [one]);
    store.erase_family(one).await.unwrap();
    assert!(due(9, 9).await.is_empty());
    assert_eq!(store.families().await.unwrap(), [two]);
    assert!(store.events(one, 0).await.unwrap().is_empty());
}

pub async fn a_family_is_made_once(store: S) {
    let id = family(&store).await;
    let other = FamilyRow { id, key_version: 9, sealed_name: vec![9] };
    assert!(matches!(store.create_family(other).await, Err(StoreError::Taken)));
    let kept = store.family(id).await.unwrap().unwrap();
    assert!(kept.key_version == 1 && kept.sealed_name == [2]);
}
