//! The other processes on the same database. What is a fact stands there, and each process looks for it by itself ([`super::watch`]);
//! what they tell each other makes it quick, and carries what is never stored: who is here, and what passes.
//!
//! A word is sealed with a key that all of them hold, so it says nothing to whoever listens in, nobody else can say one, and none can
//! be said again ([`once`]). It may be lost. Nothing that matters hangs on it.

mod once;

use crate::auth::limits::Counted;
use crate::clock::{self, Clock};
use crate::store::{AccountId, Hash, Store, StoreError};
use crate::vault::{Own, Vault};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::protocol::Passing;
use domain::{FamilyId, MemberId};
use once::{Once, Stamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::{Mutex, mpsc};
use uuid::Uuid;

/// More words than that do not wait. What is dropped is looked for, or passes.
const MOST_WAITING: usize = 1_024;
/// Told together.
const MOST_TOGETHER: usize = 64;

/// A process, for as long as it runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ProcessId(Uuid);

/// Wire type, between processes of neighbouring versions: a word that one does not know it passes over.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Something was appended to this family's log.
    Wrote { family: FamilyId },
    /// This session has ended.
    Ended { session: Hash },
    /// Who is in this family's room at this process; `asks` for the same of the others.
    Here { family: FamilyId, members: Vec<MemberId>, asks: bool },
    /// Something passed in this family's room.
    Passing { family: FamilyId, by: MemberId, passing: Passing },
    /// A try was counted, or taken back.
    Counted { what: Counted, back: bool },
    /// The process lives.
    Beat,
}

#[derive(Serialize, Deserialize)]
struct Said {
    #[serde(flatten)]
    stamp: Stamp,
    word: Word,
}

/// The way to the others. Clones lead to the same.
#[derive(Clone)]
pub struct Others(Arc<Way>);

struct Way {
    me: ProcessId,
    vault: Arc<Vault>,
    clock: Clock,
    /// The number of the word that was said last.
    number: AtomicU64,
    heard: Once,
    words: mpsc::Sender<Word>,
    waiting: Mutex<mpsc::Receiver<Word>>,
    /// The store passes nothing on.
    alone: AtomicBool,
}

impl Others {
    pub fn new(vault: Arc<Vault>, clock: Clock) -> Self {
        let (words, waiting) = mpsc::channel(MOST_WAITING);
        let waiting = Mutex::new(waiting);
        let (me, alone) = (ProcessId(clock::new_id()), AtomicBool::new(false));
        let (number, heard) = (AtomicU64::new(0), Once::default());
        Self(Arc::new(Way { me, vault, clock, number, heard, words, waiting, alone }))
    }

    /// Never waits.
    pub fn tell(&self, word: Word) {
        if !self.0.alone.load(Ordering::Relaxed) {
            let _ = self.0.words.try_send(word);
        }
    }

    /// Nobody can be told anything, so nothing is.
    pub(super) fn alone(&self) {
        self.0.alone.store(true, Ordering::Relaxed);
    }

    /// Passes on what is to be told, until the store does not take it; then the words in hand are lost.
    pub(super) async fn pass_on(&self, store: &dyn Store) -> StoreError {
        let mut waiting = self.0.waiting.lock().await;
        let mut words = Vec::new();
        loop {
            if waiting.recv_many(&mut words, MOST_TOGETHER).await == 0 {
                return StoreError::Closed;
            }
            let sealed: Vec<_> = words.drain(..).filter_map(|word| self.sealed(word)).collect();
            if let Err(error) = store.tell(&sealed).await {
                return error;
            }
        }
    }

    fn sealed(&self, word: Word) -> Option<String> {
        let number = self.0.number.fetch_add(1, Ordering::Relaxed) + 1;
        let stamp = Stamp { from: self.0.me, number, at: self.0.clock.now() };
        let said = serde_json::to_vec(&Said { stamp, word }).ok()?;
        let sealed = self.0.vault.seal_own(Own::Words, NOBODYS, &said).ok()?;
        let sealed = STANDARD_NO_PAD.encode(sealed);
        (sealed.len() <= crate::store::together::LONGEST).then_some(sealed)
    }

    /// Who said it, and what. None for what is not of ours, not known, said before or said too long ago.
    pub(super) fn heard(&self, sealed: &str) -> Option<(ProcessId, Word)> {
        let sealed = STANDARD_NO_PAD.decode(sealed).ok()?;
        let said = self.0.vault.open_own(Own::Words, NOBODYS, &sealed).ok()?;
        let Said { stamp, word } = serde_json::from_slice(&said).ok()?;
        self.0.heard.takes(stamp, self.0.clock.now()).then_some((stamp.from, word))
    }

    pub(super) fn is_me(&self, process: ProcessId) -> bool {
        process == self.0.me
    }
}

const NOBODYS: (AccountId, &Hash) = (AccountId(Uuid::nil()), &[0; 32]);
