//! Peers around one server, in seeded worlds: offline, reordered, sent twice, crashed, with wrong clocks, of other versions, and seeing
//! more or less from one moment to the next; two tabs of a browser, a page that gives way, and what waits for a proof. In the end all see what is theirs to see, and nothing that was typed is gone.
//!
//! World `n` is made of the seed `FIRST + n` alone; in every other one screens share a browser ([`How`]). There are [`WORLDS`] of them at least; `PEERS_WORLDS` asks for more. What a seed
//! shows becomes a test of its own in [`super::found`]: the seed gives another world as soon as the dice have one side more.

mod check;
mod device;
mod peer;
mod seeds;
mod seen;
mod server;
mod typed;
mod world;

use seeds::{FIRST, WORLDS};
use std::sync::atomic::{AtomicU64, Ordering};
use world::{How, World};

fn worlds() -> u64 {
    let asked = std::env::var("PEERS_WORLDS").ok().and_then(|it| it.parse().ok());
    asked.unwrap_or(0).max(WORLDS)
}

/// Every core takes the next world.
// [S2] [S4] [S5] [S7] [S10] [S11] [S12] [S13] [S14] [S15] [S17] [S18] [S22] [S23]
#[test]
fn peers_end_with_the_same_and_lose_nothing() {
    let (next, all) = (AtomicU64::new(0), worlds());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let run = || {
        let mut found = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= all {
                return found;
            }
            let (seed, how) =
                (FIRST + number, [How::Apart, How::Together][usize::from(number % 2 == 1)]);
            found.extend(World::play(seed, how).err().map(|why| (seed, how, why)));
        }
    };
    let found: Vec<_> = std::thread::scope(|scope| {
        let cores: Vec<_> = (0..cores).map(|_| scope.spawn(run)).collect();
        cores.into_iter().flat_map(|core| core.join().expect("a world that ends")).collect()
    });
    println!("{all} worlds, seeds {FIRST} to {}", FIRST + all - 1);
    assert!(found.is_empty(), "{} worlds failed: {:?}", found.len(), &found[..found.len().min(9)]);
}

#[test]
fn the_document_says_how_many_worlds_there_are() {
    let document = include_str!("../../../../../docs/sync.md");
    let grouped = |number: u64| {
        let digits = number.to_string();
        let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(<[u8]>::to_vec).collect();
        String::from_utf8(groups.join(&b',')).expect("digits")
    };
    let [worlds, first, last] = [WORLDS, FIRST, FIRST + WORLDS - 1].map(grouped);
    let said = format!("{worlds} worlds at least, with the seeds {first} to {last}");
    assert!(document.contains(&said), "{said}");
}
