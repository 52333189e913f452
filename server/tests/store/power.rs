//! The power goes, at every moment at which something was brought to disk and at many between. Whatever the disk has made of what was
//! not synced: the database opens, is whole, and holds all that anybody was told is kept.

#[path = "power/calls.rs"]
mod calls;
#[path = "power/crash.rs"]
mod crash;
#[path = "power/folders.rs"]
mod folders;
#[path = "power/keys.rs"]
mod keys;
#[path = "power/recording.rs"]
mod recording;

use super::family;
use super::looked::Plain;
use crash::{Dice, disk};
use domain::{CommandId, FamilyId};
use recording::Op;
use server::clock::new_id;
use server::store::{Append, Appended, Receipt, SealedEvent, SealedSnapshot, Sqlite, Store};
use std::sync::Arc;

const SEED: u64 = 20_261_122;
const FAMILIES: usize = 4;
const COMMANDS: u64 = 160;
/// At least as many moments are looked at.
const CUTS: usize = 200;

fn body(family: usize, seq: u64) -> Vec<u8> {
    let length = 200 + usize::try_from(seq * 977).expect("small") % 6_000;
    let first = u8::try_from(family).expect("few");
    (0..length).map(|it| first ^ seq.to_le_bytes()[it % 8] ^ it.to_le_bytes()[0]).collect()
}

/// One command after the other; each answer is noted as it comes.
async fn writes(store: Arc<dyn Store>, number: usize, family: FamilyId) {
    for seq in 1..=COMMANDS {
        let events = vec![SealedEvent { seq, version: 1, body: body(number, seq) }];
        let receipts = vec![Receipt { command: CommandId(new_id()), answer: vec![7] }];
        let expected = seq - 1;
        let chain = Arc::new(Plain(1));
        let append =
            Append { family, expected, events, receipts, chain, ends: None, vacates: None };
        assert!(store.append(append).await.unwrap() == Appended::Done);
        recording::told(number, seq);
        if seq % 40 == 0 {
            let snapshot = SealedSnapshot { seq, version: 1, body: vec![1; 9_000] };
            store.put_snapshot(family, 1, snapshot).await.unwrap();
        }
    }
}

/// How often this file was brought to disk.
fn synced(ops: &[Op], name: &str) -> usize {
    let is = |op: &&Op| matches!(op, Op::Sync { file, .. } if file.ends_with(name));
    ops.iter().filter(is).count()
}

/// Every sync, just before it and just after, and moments between by the dice.
fn cuts(ops: &[Op], dice: &mut Dice) -> Vec<usize> {
    let syncs = ops.iter().enumerate().filter(|(_, op)| matches!(op, Op::Sync { .. }));
    let mut cuts: Vec<_> = syncs.flat_map(|(index, _)| [index, index + 1]).collect();
    cuts.extend((0..CUTS / 4).map(|_| dice.below(ops.len())));
    cuts
}

/// What was told before the cut, per family.
fn told(ops: &[Op]) -> [u64; FAMILIES] {
    let mut told = [0; FAMILIES];
    for op in ops {
        if let Op::Told { family, seq } = op {
            told[*family] = told[*family].max(*seq);
        }
    }
    told
}

// [S8]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_told_is_kept_when_the_power_goes() {
    let folder = tempfile::tempdir().unwrap();
    let _alone = recording::watch(folder.path()).await;
    let store: Arc<dyn Store> =
        Arc::new(Sqlite::open(&folder.path().join("test.db")).await.unwrap());
    let mut families = Vec::new();
    for _ in 0..FAMILIES {
        families.push(family(&store).await);
    }
    let mut writers = tokio::task::JoinSet::new();
    for (number, family) in families.iter().enumerate() {
        writers.spawn(writes(store.clone(), number, *family));
    }
    writers.join_all().await;
    // The journal is brought in beside, and the last time may still be under way.
    while synced(&recording::ops(), "test.db") < 2 {
        tokio::task::yield_now().await;
    }
    let ops = recording::ops();
    assert!(synced(&ops, "test.db-wal") > 50, "the journal too");
    let mut dice = Dice(SEED);
    let cuts = cuts(&ops, &mut dice);
    assert!(cuts.len() >= CUTS, "{} cuts", cuts.len());
    for cut in &cuts {
        after(&ops, *cut, &families, &mut dice).await;
    }
    println!("seed {SEED}: {} cuts of {} operations, 0 lost", cuts.len(), ops.len());
}

async fn after(ops: &[Op], cut: usize, families: &[FamilyId], dice: &mut Dice) {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in disk(ops, cut, dice) {
        let name = file.file_name().unwrap();
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let store = Sqlite::open(&folder.path().join("test.db")).await;
    let store = store.unwrap_or_else(|error| panic!("cut {cut}: {error}"));
    assert_eq!(store.integrity().await.unwrap(), Vec::<String>::new(), "cut {cut}");
    for ((number, family), told) in families.iter().enumerate().zip(told(&ops[..cut])) {
        let events = store.events(*family, 0).await.unwrap();
        let last = events.len() as u64;
        assert!(last >= told, "cut {cut}: {told} were told, {last} are there");
        for (it, seq) in events.iter().zip(1..) {
            assert!(it.seq == seq && it.body == body(number, seq), "cut {cut}: event {seq}");
        }
        // Events and receipts come together or not at all.
        assert_eq!(store.answers(*family).await.unwrap().len() as u64, last, "cut {cut}");
    }
}
