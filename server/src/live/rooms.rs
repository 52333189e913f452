//! The rooms that are open in this process. A room is opened when somebody asks for it, and closes when nobody has for a while.

use super::ask::{Actor, Ask, Asked, Door, End, Proof};
use super::here::{Connection, Seated};
use super::keeping::Keeper;
use super::log::{Log, LogError};
use super::others::{Others, ProcessId};
use super::room::Room;
use super::tidings::Tidings;
use crate::clock::Clock;
use crate::store::{Store, StoreError};
use crate::vault::Vault;
use chrono::TimeDelta;
use domain::looked::{Row, Seen};
use domain::people::Role;
use domain::protocol::{Answer, Passing, Sent, Snapshot};
use domain::{FamilyId, InvitationId, MemberId, Refusal};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use thiserror::Error;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};
use tokio::time::interval;

/// How long a room stays open with nobody in it.
const IDLE: Duration = Duration::from_mins(10);
/// How soon after midnight it is noticed.
const DAY_ASKED_EVERY: Duration = Duration::from_millis(500);
/// What stands for the place in the log of a room that is not open yet.
const OPENING: u64 = u64::MAX;
/// Asks that a room takes in together.
const MOST_TOGETHER: usize = 32;
/// Asks that may wait at one door.
const MOST_ASKS: usize = 256;

/// Why a room did not answer.
#[derive(Debug, Error)]
pub enum RoomError {
    #[error(transparent)]
    Log(#[from] LogError),
    /// It could not be opened, or ended while it worked. The room has said why.
    #[error("the room closed")]
    Closed,
}

/// An open room's door.
struct Opened {
    asks: mpsc::Sender<Ask>,
    /// How far the room has come.
    seq: Arc<AtomicU64>,
}

type Open = HashMap<FamilyId, Opened>;

struct House {
    store: Arc<dyn Store>,
    vault: Arc<Vault>,
    clock: Clock,
    others: Others,
    keeper: Keeper,
    open: Mutex<Open>,
}

impl House {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way to every family's room. Clones lead to the same rooms.
#[derive(Clone)]
pub struct Rooms(Arc<House>);

impl Rooms {
    pub fn new(store: Arc<dyn Store>, vault: Arc<Vault>, clock: Clock, others: Others) -> Self {
        let keeper = Keeper::default();
        Self(Arc::new(House { store, vault, clock, others, keeper, open: Mutex::default() }))
    }

    /// How many rooms are open.
    pub fn count(&self) -> usize {
        self.0.open().len()
    }

    /// Carries a command out. The answer comes when it is on disk.
    pub async fn send(
        &self,
        family: FamilyId,
        actor: impl Into<Actor>,
        sent: Sent,
        proof: Proof,
    ) -> Result<Answer, RoomError> {
        let actor = actor.into();
        Ok(self.ask(family, |reply| Ask::Do(Asked { actor, sent, proof, reply })).await??)
    }

    /// Founds the family, or says again that it was founded by this command.
    pub async fn found(
        &self,
        family: FamilyId,
        founder: MemberId,
        sent: Sent,
    ) -> Result<Result<(), Refusal>, RoomError> {
        Ok(self.ask(family, |reply| Ask::Found { founder, sent, reply }).await??)
    }

    /// What the member is in the circle now; None for whoever is not of it.
    pub async fn role(
        &self,
        family: FamilyId,
        member: MemberId,
    ) -> Result<Option<Role>, RoomError> {
        Ok(self.ask(family, |reply| Ask::Role { member, reply }).await??)
    }

    /// The rows that a look of the member's leaves, the family's first, as of what this process knows.
    pub async fn looks(
        &self,
        family: FamilyId,
        member: MemberId,
        seen: Seen,
    ) -> Result<Vec<Row>, RoomError> {
        self.ask(family, |reply| Ask::Looks { member, seen, reply }).await
    }

    /// The member's copy of the family; None for whoever has no seat in it.
    pub async fn view(
        &self,
        family: FamilyId,
        member: MemberId,
    ) -> Result<Option<Snapshot>, RoomError> {
        Ok(self.ask(family, |reply| Ask::View { member, reply }).await??)
    }

    /// What the member was told after a number of theirs.
    pub async fn since(
        &self,
        family: FamilyId,
        member: MemberId,
        seq: u64,
    ) -> Result<Option<Tidings>, RoomError> {
        Ok(self.ask(family, |reply| Ask::Since { member, seq, reply }).await??)
    }

    /// An invitation as it stands.
    pub async fn invitation(
        &self,
        family: FamilyId,
        id: InvitationId,
    ) -> Result<Option<Door>, RoomError> {
        Ok(self.ask(family, |reply| Ask::Invitation { id, reply }).await??)
    }

    /// Destroys the family's key if its end has come; everybody in the room is sent away. Otherwise says what counts down.
    pub async fn end(&self, family: FamilyId, kept: TimeDelta) -> Result<End, RoomError> {
        Ok(self.ask(family, |reply| Ask::End { kept, reply }).await??)
    }

    pub(super) async fn enter(
        &self,
        family: FamilyId,
        member: MemberId,
        seq: u64,
    ) -> Result<Option<Seated>, RoomError> {
        Ok(self.ask(family, |reply| Ask::Enter { member, seq, reply }).await??)
    }

    pub(super) async fn pass(
        &self,
        family: FamilyId,
        from: Connection,
        by: MemberId,
        passing: Passing,
    ) {
        self.put_to_open(family, Ask::Passing { from, by, passing }).await;
    }

    pub(super) async fn leave(&self, family: FamilyId, connection: Connection) {
        self.put_to_open(family, Ask::Leave { connection }).await;
    }

    /// Tells every open room when another day begins, as long as it is waited for: what ends with a day ends in all of them.
    pub async fn keep_days(&self) -> Infallible {
        let (mut ticks, mut day) = (interval(DAY_ASKED_EVERY), self.0.clock.now().date_naive());
        loop {
            ticks.tick().await;
            let today = self.0.clock.now().date_naive();
            if today != day {
                day = today;
                self.put_to_all(|| Ask::Day).await;
            }
        }
    }

    pub(super) fn open_families(&self) -> Vec<FamilyId> {
        self.0.open().keys().copied().collect()
    }

    /// Where a family's log stands: none if it is gone. Its room looks, unless it has come so far.
    pub(super) fn stands_at(&self, family: FamilyId, head: Option<u64>) {
        let seq = self.0.open().get(&family).map(|room| room.seq.load(Ordering::Relaxed));
        if seq.is_some_and(|seq| seq != OPENING && Some(seq) != head) {
            self.look(family);
        }
    }

    /// The family's room looks whether others wrote.
    pub(super) fn look(&self, family: FamilyId) {
        self.hint(family, Ask::Look);
    }

    pub(super) fn elsewhere(
        &self,
        family: FamilyId,
        process: ProcessId,
        members: Vec<MemberId>,
        asks: bool,
    ) {
        self.hint(family, Ask::Elsewhere { process, members, asks });
    }

    pub(super) fn passed(&self, family: FamilyId, by: MemberId, passing: Passing) {
        self.hint(family, Ask::Passed { by, passing });
    }

    /// All rooms tell the others anew who is here, and ask who is there.
    pub(super) async fn announce(&self) {
        self.put_to_all(|| Ask::Announce).await;
    }

    /// A process is no more, and nobody is there.
    pub(super) async fn gone(&self, process: ProcessId) {
        self.put_to_all(|| Ask::Elsewhere { process, members: Vec::new(), asks: false }).await;
    }

    /// For whoever is in the room: one that is not open has nobody in it.
    async fn put_to_open(&self, family: FamilyId, ask: Ask) {
        let asks = self.0.open().get(&family).map(|room| room.asks.clone());
        if let Some(asks) = asks {
            let _ = asks.send(ask).await;
        }
    }

    async fn put_to_all(&self, ask: impl Fn() -> Ask) {
        let open: Vec<_> = self.0.open().values().map(|room| room.asks.clone()).collect();
        for asks in open {
            // One that has closed meanwhile has nobody in it.
            let _ = asks.send(ask()).await;
        }
    }

    /// For a room that is open and not overrun: what it misses it finds out later, or it passes.
    fn hint(&self, family: FamilyId, ask: Ask) {
        if let Some(room) = self.0.open().get(&family) {
            let _ = room.asks.try_send(ask);
        }
    }

    async fn ask<T>(
        &self,
        family: FamilyId,
        ask: impl FnOnce(oneshot::Sender<T>) -> Ask,
    ) -> Result<T, RoomError> {
        let (reply, answer) = oneshot::channel();
        self.put(family, ask(reply)).await;
        answer.await.map_err(|_| RoomError::Closed)
    }

    /// Asks are put in under the lock, so that a room which finds its queue empty under the same lock can close.
    async fn put(&self, family: FamilyId, mut ask: Ask) {
        loop {
            let busy = {
                let mut open = self.0.open();
                let begins = !open.contains_key(&family);
                let room = open.entry(family).or_insert_with(|| self.start(family));
                match room.asks.try_send(ask) {
                    Ok(()) => return,
                    Err(TrySendError::Full(back)) => {
                        ask = back;
                        room.asks.clone()
                    }
                    Err(TrySendError::Closed(back)) => {
                        ask = back;
                        open.remove(&family);
                        // The process ends: nothing that is begun now goes on. Whoever waits finds the door closed.
                        if begins {
                            return;
                        }
                        continue;
                    }
                }
            };
            let _ = busy.reserve().await;
        }
    }

    fn start(&self, family: FamilyId) -> Opened {
        let (sender, asks) = mpsc::channel(MOST_ASKS);
        let seq = Arc::new(AtomicU64::new(OPENING));
        let (rooms, shown) = (self.clone(), seq.clone());
        tokio::spawn(async move { rooms.run(family, asks, shown).await });
        Opened { asks: sender, seq }
    }

    /// The life of a room. Whoever waits when it cannot be opened finds the door closed.
    async fn run(self, family: FamilyId, mut asks: mpsc::Receiver<Ask>, seq: Arc<AtomicU64>) {
        let mut room = match self.open(family, seq).await {
            Ok(room) => room,
            Err(error) => {
                tracing::error!(%error, "a room cannot be opened");
                self.0.open().remove(&family);
                return;
            }
        };
        metrics::gauge!("familiedialog_rooms").increment(1);
        let mut waiting = Vec::new();
        loop {
            let idle = self.0.clock.after(IDLE);
            tokio::select! {
                biased;
                came = asks.recv_many(&mut waiting, MOST_TOGETHER) => {
                    if came == 0 {
                        break;
                    }
                    room.answer(waiting.drain(..)).await;
                    if room.has_ended() {
                        self.0.open().remove(&family);
                        break;
                    }
                }
                () = idle => {
                    if room.is_empty() {
                        room.close();
                        if self.shut(family, &asks) {
                            break;
                        }
                    }
                }
            }
        }
        metrics::gauge!("familiedialog_rooms").decrement(1);
    }

    async fn open(&self, family: FamilyId, seq: Arc<AtomicU64>) -> Result<Room, LogError> {
        let log = Log::open(self.0.store.clone(), self.0.vault.clone(), family).await?;
        let (log, house) = (log.ok_or(StoreError::NoFamily)?, &self.0);
        Room::open(log, house.clock.clone(), house.others.clone(), house.keeper.clone(), seq).await
    }

    fn shut(&self, family: FamilyId, asks: &mpsc::Receiver<Ask>) -> bool {
        let mut open = self.0.open();
        let nobody = asks.is_empty();
        if nobody {
            open.remove(&family);
        }
        nobody
    }
}
