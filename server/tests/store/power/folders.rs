//! What the folders may hold after the power went, beside the database: names and contents come to disk each in their own time.

use super::calls::{Beside, Id};
use super::crash::{Dice, SECTOR, put};
use super::recording::Op;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Done = Vec<(usize, Beside)>;

/// The files in `root` after `cut` operations. Of what was not synced a folder has taken in as much as the dice say, in its order, and
/// a file holds anything.
pub fn folders(ops: &[Op], cut: usize, root: &Path, dice: &mut Dice) -> Vec<(PathBuf, Vec<u8>)> {
    let beside = |(index, op): (usize, &'_ Op)| match op {
        Op::Beside(it) => Some((index, it.clone())),
        _ => None,
    };
    let done: Done = ops[..cut].iter().enumerate().filter_map(beside).collect();
    let names = names(&done, dice);
    let contents = contents(&done, dice);
    let is_there = |path: &Path| {
        path.parent().is_some_and(|folder| folder == root || names.contains_key(folder))
    };
    let mut files = Vec::new();
    for (path, id) in names.iter().filter(|(path, _)| is_there(path)) {
        if let Some(id) = id {
            files.push((path.clone(), contents.get(id).cloned().unwrap_or_default()));
        }
    }
    files
}

/// The folder that an operation changes.
fn folder(op: &Beside) -> Option<&Path> {
    match op {
        Beside::Named { path, .. } | Beside::Removed { path } => path.parent(),
        Beside::Moved { to, .. } => to.parent(),
        Beside::FolderSync { .. } | Beside::Write { .. } | Beside::Sync { .. } => None,
    }
}

fn names(done: &Done, dice: &mut Dice) -> BTreeMap<PathBuf, Option<Id>> {
    let mut until: BTreeMap<&Path, usize> = BTreeMap::new();
    for (_, op) in done {
        if let Some(folder) = folder(op)
            && !until.contains_key(folder)
        {
            let synced = |(index, op): &(usize, Beside)| match op {
                Beside::FolderSync { path } if path == folder => Some(*index),
                _ => None,
            };
            let safe = done.iter().filter_map(synced).next_back().unwrap_or(0);
            let of_it =
                |(index, op): &&(usize, Beside)| *index > safe && self::folder(op) == Some(folder);
            let open: Vec<_> = done.iter().filter(of_it).map(|(index, _)| *index).collect();
            let taken_in = dice.below(open.len() + 1);
            until.insert(folder, open.get(taken_in).copied().unwrap_or(usize::MAX));
        }
    }
    let mut names = BTreeMap::new();
    for (index, op) in done {
        if folder(op).is_none_or(|folder| *index >= until[folder]) {
            continue;
        }
        match op {
            Beside::Named { path, id } => drop(names.insert(path.clone(), *id)),
            Beside::Removed { path } => drop(names.remove(path)),
            Beside::Moved { from, to } => {
                let moved = names.remove(from).expect("its name came before");
                names.insert(to.clone(), moved);
            }
            Beside::FolderSync { .. } | Beside::Write { .. } | Beside::Sync { .. } => {}
        }
    }
    names
}

fn contents(done: &Done, dice: &mut Dice) -> BTreeMap<Id, Vec<u8>> {
    let mut synced = BTreeMap::new();
    for (index, op) in done {
        if let Beside::Sync { id } = op {
            synced.insert(*id, *index);
        }
    }
    let mut contents: BTreeMap<Id, Vec<u8>> = BTreeMap::new();
    for (index, op) in done {
        let Beside::Write { id, at, bytes } = op else { continue };
        let safe = synced.get(id).is_some_and(|sync| index < sync);
        let whole = safe || dice.below(3) == 0;
        let file = contents.entry(*id).or_default();
        for (number, sector) in bytes.chunks(SECTOR).enumerate() {
            if whole || dice.below(2) == 0 {
                put(file, at + number * SECTOR, sector);
            }
        }
    }
    contents
}
