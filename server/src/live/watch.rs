//! Seeing what other processes did, in time: one that another ended, removed or wrote for must notice it here within a second.
//!
//! Every half second each process asks the database, in two questions for all that is open here, where the logs stand and which
//! sessions are over. What is told between processes ([`super::others`]) comes sooner, and may be lost.

use super::others::{ProcessId, Word};
use crate::parts::Parts;
use crate::store::StoreError;
use crate::store::together::Hears;
use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};

const EVERY: Duration = Duration::from_millis(500);
/// A process that has not been heard for so long is gone, and nobody is there any more. If it is our own words that we do not hear,
/// the connection is dead.
const SILENT: Duration = Duration::from_secs(4);
/// Until it is tried again to reach a database that is away.
const AGAIN: Duration = Duration::from_millis(500);

/// As long as it is waited for.
pub async fn run(parts: &Parts) -> Infallible {
    tokio::select! {
        never = look(parts) => match never {},
        never = pass_on(parts) => match never {},
        never = listen(parts) => match never {},
    }
}

/// Says once when the database goes away and once when it is back, not twice a second.
#[derive(Default)]
struct Noted {
    away: bool,
}

impl Noted {
    fn note(&mut self, done: Result<(), StoreError>) {
        match &done {
            Err(error) if !self.away => tracing::warn!(%error, "the database cannot be asked"),
            Ok(()) if self.away => tracing::info!("the database is back"),
            _ => {}
        }
        self.away = done.is_err();
    }
}

async fn look(parts: &Parts) -> Infallible {
    let (mut ticks, mut noted) = (interval(EVERY), Noted::default());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        parts.others.tell(Word::Beat);
        noted.note(look_once(parts).await);
    }
}

async fn look_once(parts: &Parts) -> Result<(), StoreError> {
    let open = parts.rooms.open_families();
    if !open.is_empty() {
        let heads: HashMap<_, _> = parts.store.heads(&open).await?.into_iter().collect();
        for family in open {
            parts.rooms.stands_at(family, heads.get(&family).copied());
        }
    }
    let sessions = parts.sockets.sessions();
    if !sessions.is_empty() {
        for session in parts.store.over(&sessions, parts.clock.now()).await? {
            let _ = parts.ended.send(session);
        }
    }
    Ok(())
}

/// After a failure the others may have missed who is here.
async fn pass_on(parts: &Parts) -> Infallible {
    loop {
        let error = parts.others.pass_on(parts.store.as_ref()).await;
        tracing::debug!(%error, "other processes were not told");
        sleep(AGAIN).await;
        parts.rooms.announce().await;
    }
}

async fn listen(parts: &Parts) -> Infallible {
    loop {
        match parts.store.listen().await {
            Ok(Some(mut ear)) => {
                parts.rooms.announce().await;
                hear(parts, ear.as_mut()).await;
                tracing::warn!("other processes are not heard; listening anew");
            }
            // Nobody to hear in such a store.
            Ok(None) => {
                parts.others.alone();
                return std::future::pending().await;
            }
            Err(error) => tracing::debug!(%error, "other processes cannot be heard"),
        }
        sleep(AGAIN).await;
    }
}

/// Until nothing is heard any more, not even ourselves.
async fn hear(parts: &Parts, ear: &mut dyn Hears) {
    let mut lately = HashMap::new();
    while let Ok(Some(sealed)) = timeout(SILENT, ear.next()).await {
        let Some((from, word)) = parts.others.heard(&sealed) else { continue };
        note(parts, &mut lately, from).await;
        if !parts.others.is_me(from) {
            take(parts, from, word);
        }
    }
}

/// Notes that this process was heard, and lets go of those that were not for a while.
async fn note(parts: &Parts, lately: &mut HashMap<ProcessId, Instant>, heard: ProcessId) {
    let now = Instant::now();
    lately.insert(heard, now);
    if !parts.others.is_me(heard) {
        return;
    }
    let silent: Vec<_> =
        lately.iter().filter(|(_, at)| now - **at > SILENT).map(|(process, _)| *process).collect();
    for process in silent {
        lately.remove(&process);
        parts.rooms.gone(process).await;
    }
}

fn take(parts: &Parts, from: ProcessId, word: Word) {
    match word {
        Word::Wrote { family } => parts.rooms.look(family),
        Word::Ended { session } => drop(parts.ended.send(session)),
        Word::Here { family, members, asks } => {
            parts.rooms.elsewhere(family, from, members, asks);
        }
        Word::Passing { family, by, passing } => parts.rooms.passed(family, by, passing),
        Word::Counted { what, back } => {
            parts.limits.heard(what, back, parts.clock.instant());
        }
        Word::Beat => {}
    }
}
