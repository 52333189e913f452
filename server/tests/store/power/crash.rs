//! What a disk may hold after the power went: all that was synced, and of the rest anything.

use super::recording::Op;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A disk writes a sector whole or not at all.
pub const SECTOR: usize = 512;

pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The files after `cut` operations, with the unsynced ones kept, torn or dropped as the dice say.
pub fn disk(ops: &[Op], cut: usize, dice: &mut Dice) -> Files {
    let done = &ops[..cut];
    let mut synced: BTreeMap<&Path, usize> = BTreeMap::new();
    let mut folder_synced = 0;
    for (index, op) in done.iter().enumerate() {
        if let Op::Sync { file, .. } = op {
            synced.insert(file, index);
        }
        if let Op::Sync { folder: true, .. } | Op::Delete { folder: true, .. } = op {
            folder_synced = index;
        }
    }
    let mut files = Files::new();
    for (index, op) in done.iter().enumerate() {
        let safe = |file: &Path| synced.get(file).is_some_and(|sync| index < *sync);
        match op {
            Op::Write { file, at, bytes } => {
                let kept = files.entry(file.clone()).or_default();
                let whole = safe(file) || dice.below(3) == 0;
                // Half of what was on its way is torn, the rest is dropped: sector by sector.
                let torn = !whole && dice.below(2) == 0;
                for (number, sector) in bytes.chunks(SECTOR).enumerate() {
                    if whole || (torn && dice.below(2) == 0) {
                        put(kept, at + number * SECTOR, sector);
                    }
                }
            }
            Op::Truncate { file, size } if safe(file) || dice.below(2) == 0 => {
                files.entry(file.clone()).or_default().resize(*size, 0);
            }
            Op::Delete { file, .. } if index < folder_synced || dice.below(2) == 0 => {
                files.remove(file);
            }
            Op::Truncate { .. }
            | Op::Delete { .. }
            | Op::Sync { .. }
            | Op::Beside(_)
            | Op::Told { .. }
            | Op::Erased { .. } => {}
        }
    }
    files
}

pub fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}
