//! The power goes while keys are made, changed and destroyed. Whatever the disk has made of it: the program begins again, all that
//! anybody was told is kept opens, and a family that anybody was told is erased does not.

use super::calls::Beside;
use super::crash::{Dice, disk};
use super::folders::folders;
use super::recording::{self, Op};
use chrono::DateTime;
use domain::{CommandId, FamilyId};
use server::clock::new_id;
use server::looked::chain::Links;
use server::rotation;
use server::store::{Append, Appended, FamilyRow, Receipt, SealedEvent, Sqlite, Store};
use server::vault::{Table, Vault};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

const SEED: u64 = 20_261_123;
const FAMILIES: usize = 6;
const CUTS: usize = 200;
const DISKS: usize = 4;

/// A house whose keys lie beside its database.
struct House {
    store: Sqlite,
    vault: Vault,
    families: Vec<FamilyId>,
}

impl House {
    async fn open(folder: &Path, families: Vec<FamilyId>) -> Self {
        let vault = Vault::open(folder, None).unwrap_or_else(|error| panic!("{error}"));
        Self { store: Sqlite::open(&folder.join("test.db")).await.unwrap(), vault, families }
    }

    async fn found(&mut self) {
        let id = FamilyId(new_id());
        let key = self.vault.new_family(id).unwrap();
        let sealed_name = key.seal(Table::FamilyNames, 0, b"Familien").unwrap();
        let row = FamilyRow { id, key_version: key.version(), sealed_name };
        self.store.create_family(row).await.unwrap();
        self.store.begin_looks(id, Arc::new(Links::new(key))).await.unwrap();
        self.families.push(id);
    }

    /// One more event, and whoever sent it is told.
    async fn write(&self, number: usize) {
        let family = self.families[number];
        let expected = self.store.events(family, 0).await.unwrap().len() as u64;
        let (_, key) = rotation::key(&self.store, &self.vault, family).await.unwrap().unwrap();
        let chain = Arc::new(Links::new(key));
        let seq = expected + 1;
        let body = chain.key().seal(Table::Events, seq, &said(number, seq)).unwrap();
        let events = vec![SealedEvent { seq, version: 1, body }];
        let receipts = vec![Receipt { command: CommandId(new_id()), answer: vec![7] }];
        let append =
            Append { family, expected, events, receipts, chain, ends: None, vacates: None };
        assert!(self.store.append(append).await.unwrap() == Appended::Done);
        recording::told(number, seq);
    }

    fn erase(&self, number: usize) {
        self.vault.erase(self.families[number], DateTime::UNIX_EPOCH).unwrap();
        recording::erased(number);
    }

    /// A day in which all happens that ever happens to keys.
    async fn lives(&mut self) {
        for number in 0..FAMILIES {
            self.found().await;
            self.write(number).await;
            self.write(number).await;
        }
        for number in [0, 1, 2] {
            rotation::rotate(&self.store, &self.vault, self.families[number]).await.unwrap();
            self.write(number).await;
        }
        rotation::master(&self.vault).unwrap();
        self.write(3).await;
        self.erase(1);
        // With two keys in its file, which is longer than a sector then.
        self.vault.begin_rotation(self.families[4]).unwrap();
        self.erase(4);
        self.write(5).await;
    }
}

fn said(number: usize, seq: u64) -> Vec<u8> {
    format!("familie {number}, ord {seq}").into_bytes()
}

/// Just before and just after all that is done to a key, and to the database's disk.
fn cuts(ops: &[Op], dice: &mut Dice) -> BTreeSet<usize> {
    let matters = |op: &Op| matches!(op, Op::Beside(_) | Op::Sync { .. });
    let near = ops.iter().enumerate().filter(|(_, op)| matters(op));
    let mut cuts: BTreeSet<_> = near.flat_map(|(index, _)| [index, index + 1]).collect();
    cuts.extend((0..CUTS / 4).map(|_| dice.below(ops.len())));
    cuts
}

// [S8]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_key_is_lost_and_none_comes_back_when_the_power_goes() {
    let folder = tempfile::tempdir().unwrap();
    let _alone = recording::watch(folder.path()).await;
    let mut house = House::open(folder.path(), Vec::new()).await;
    house.lives().await;
    let ops = recording::ops();
    let of = |is: fn(&Beside) -> bool| {
        ops.iter().filter(|op| matches!(op, Op::Beside(it) if is(it))).count()
    };
    let moved = of(|it| matches!(it, Beside::Moved { .. }));
    let named = of(|it| matches!(it, Beside::FolderSync { .. }));
    assert!(moved > 2 * FAMILIES && named > moved, "every key is moved into its place, and named");
    let mut dice = Dice(SEED);
    let cuts = cuts(&ops, &mut dice);
    assert!(cuts.len() >= CUTS, "{} cuts", cuts.len());
    let mut disks = 0;
    for cut in &cuts {
        // What is done to a key alone may come out in several ways.
        let of_a_key = *cut > 0 && matches!(ops[*cut - 1], Op::Beside(_));
        for _ in 0..if of_a_key { DISKS } else { 1 } {
            after(&ops, *cut, (folder.path(), &house.families), &mut dice).await;
            disks += 1;
        }
    }
    println!("seed {SEED}: {disks} disks after {} cuts of {} operations", cuts.len(), ops.len());
}

async fn after(ops: &[Op], cut: usize, (was, families): (&Path, &[FamilyId]), dice: &mut Dice) {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in disk(ops, cut, dice).into_iter().chain(folders(ops, cut, was, dice)) {
        let file = folder.path().join(file.strip_prefix(was).unwrap());
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let House { store, vault, .. } = House::open(folder.path(), Vec::new()).await;
    let done = rotation::finish(&store, &vault).await;
    done.unwrap_or_else(|error| panic!("cut {cut}: what was begun is ended: {error}"));
    for id in store.families().await.unwrap() {
        let key = rotation::key(&store, &vault, id).await;
        key.unwrap_or_else(|error| panic!("cut {cut}: a family without a key: {error}"));
    }
    for (number, id) in families.iter().enumerate() {
        let mut told = 0;
        let mut erased = false;
        for op in &ops[..cut] {
            match op {
                Op::Told { family, seq } if *family == number => told = *seq,
                Op::Erased { family } => erased |= *family == number,
                _ => {}
            }
        }
        let is_erased = vault.is_erased(*id).unwrap();
        assert!(is_erased || !erased, "cut {cut}: family {number} is back");
        if told == 0 || is_erased {
            continue;
        }
        let (_, key) = rotation::key(&store, &vault, *id).await.unwrap().unwrap();
        let events = store.events(*id, 0).await.unwrap();
        assert!(events.len() as u64 >= told, "cut {cut}: {told} were told of family {number}");
        for it in events {
            let plain = key.open(Table::Events, it.seq, &it.body).unwrap();
            assert!(*plain == said(number, it.seq), "cut {cut}: event {}", it.seq);
        }
    }
}
