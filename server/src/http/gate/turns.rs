//! The turns, the shares in them, and the line before them.

use crate::auth::limits::block;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// As many as fill the disk's waiting time; pages only take turns on the processor.
const TURNS: usize = 96;
/// Those who may wait for a turn.
const LINE: usize = 384;
const FORM: Duration = Duration::from_secs(10);
/// Pages with somebody's words in them that are made at a time, for those who are told to come again.
const REFUSALS: usize = 4;
/// So many shares there are. Two who meet in one have less each; nothing is locked, and nothing has to be forgotten.
const SHARES: u64 = 512;

/// The turns, and who waits for one.
pub struct Gate {
    turns: Semaphore,
    /// A quarter of the turns.
    sessions: Shares,
    /// Three quarters: behind one address there may be a whole town hall.
    addresses: Shares,
    refusals: Semaphore,
    waiting: AtomicUsize,
    /// So long a form waits: it is sent by somebody without script, who would have to send it again by hand.
    pub form: Duration,
}

/// A turn for as long as it is held, with the shares in which it was taken.
pub struct Turn<'a> {
    _shares: [Option<SemaphorePermit<'a>>; 2],
    _turn: SemaphorePermit<'a>,
}

/// Out of whose shares a turn is taken.
#[derive(Clone, Copy)]
pub struct Whose<'a>([Option<&'a Semaphore>; 2]);

impl Default for Gate {
    fn default() -> Self {
        Self::of(TURNS)
    }
}

impl Gate {
    pub fn of(turns: usize) -> Self {
        Self {
            turns: Semaphore::new(turns),
            sessions: Shares::of(turns / 4),
            addresses: Shares::of(turns * 3 / 4),
            refusals: Semaphore::new(REFUSALS),
            waiting: AtomicUsize::new(0),
            form: FORM,
        }
    }

    /// One turn, for as long as it is held.
    pub async fn hold(&self) -> Option<SemaphorePermit<'_>> {
        self.turns.acquire().await.ok()
    }

    /// All that pages of refusal may take of us, for as long as it is held.
    pub async fn hold_refusals(&self) -> Option<SemaphorePermit<'_>> {
        self.refusals.acquire_many(u32::try_from(REFUSALS).ok()?).await.ok()
    }

    pub fn is_waited_for(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    pub(super) fn is_full(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) >= LINE
    }

    /// The shares of a session, known or not, and of an address. Our own machine has no share of its own.
    pub(super) fn whose(&self, session: Option<&str>, from: Option<IpAddr>) -> Whose<'_> {
        let address = block(from).filter(|address| !address.is_loopback());
        Whose([
            session.map(|it| self.sessions.share(it)),
            address.map(|it| self.addresses.share(it)),
        ])
    }

    /// Nothing where it did not come in time.
    pub(super) async fn turn<'a>(
        &'a self,
        whose: Whose<'a>,
        patience: Duration,
    ) -> Option<Turn<'a>> {
        match self.at_once(whose) {
            Some(turn) => Some(turn),
            None => timeout(patience, self.in_line(whose)).await.ok()?,
        }
    }

    fn at_once<'a>(&'a self, Whose(shares): Whose<'a>) -> Option<Turn<'a>> {
        let mut held = [None, None];
        for (held, share) in held.iter_mut().zip(shares) {
            *held = share.map(Semaphore::try_acquire).transpose().ok()?;
        }
        Some(Turn { _shares: held, _turn: self.turns.try_acquire().ok()? })
    }

    /// Who waits for others of the same session waits beside the line: else one member would fill it.
    async fn in_line<'a>(&'a self, Whose(shares): Whose<'a>) -> Option<Turn<'a>> {
        let mut held = [None, None];
        for (held, share) in held.iter_mut().zip(shares) {
            if let Some(share) = share {
                *held = Some(share.acquire().await.ok()?);
            }
        }
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.waiting);
        Some(Turn { _shares: held, _turn: self.turns.acquire().await.ok()? })
    }

    /// A page of refusal is made after those before it.
    pub(super) async fn refusal(&self) -> Option<SemaphorePermit<'_>> {
        self.refusals.acquire().await.ok()
    }
}

/// What each of very many may hold at a time.
struct Shares {
    hasher: RandomState,
    all: Vec<Semaphore>,
}

impl Shares {
    fn of(size: usize) -> Self {
        let all = (0..SHARES).map(|_| Semaphore::new(size.max(1))).collect();
        Self { hasher: RandomState::new(), all }
    }

    fn share(&self, whose: impl Hash) -> &Semaphore {
        let place = usize::try_from(self.hasher.hash_one(whose) % SHARES);
        &self.all[place.expect("there are few shares")]
    }
}

/// Somebody in the line; they may also leave it by hanging up.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many turns are given out before none comes.
    async fn most(gate: &Gate, session: Option<&str>, from: [u8; 4]) -> (usize, bool) {
        let whose = gate.whose(session, Some(from.into()));
        let mut held = Vec::new();
        while let Some(turn) = gate.turn(whose, Duration::ZERO).await {
            held.push(turn);
        }
        // Two may meet in one share, ten others never all do.
        let mut others =
            (0..10_u8).map(|it| gate.whose(Some(&it.to_string()), Some([10, 0, 1, it].into())));
        let left = others.any(|other| gate.at_once(other).is_some());
        (held.len(), left)
    }

    #[tokio::test]
    async fn nobody_holds_all_turns() {
        assert_eq!(most(&Gate::of(8), Some("mette"), [10, 0, 0, 1]).await, (2, true));
        assert_eq!(most(&Gate::of(8), None, [10, 0, 0, 1]).await, (6, true));
        assert_eq!(most(&Gate::of(8), None, [127, 0, 0, 1]).await, (8, false), "our own machine");
    }

    #[tokio::test]
    async fn whoever_waits_for_their_own_does_not_fill_the_line() {
        let gate = Gate::of(8);
        let mette = gate.whose(Some("mette"), None);
        let both = [gate.at_once(mette).unwrap(), gate.at_once(mette).unwrap()];
        let mut third = Box::pin(gate.turn(mette, FORM));
        assert!(futures_util::poll!(&mut third).is_pending());
        assert!(!gate.is_waited_for());
        // Whoever has gone holds nothing.
        drop((third, both));
        assert!(gate.at_once(mette).is_some());
    }
}
