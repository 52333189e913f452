//! Between the room and the store: what the room thinks in families and events, and the store keeps as sealed bytes.

use crate::looked::chain::Links;
use crate::rotation::{self, KeyError};
use crate::store::{
    Append, Chain, Receipt, SealedEvent, SealedSnapshot, Store, StoreError, Vacates,
};
use crate::vault::{Table, Vault, VaultError};
use chrono::{DateTime, Utc};
use domain::people::{self, Ends, Role};
use domain::protocol::Outcome;
use domain::tellings::Tellings;
use domain::upcast::{self, Unreadable};
use domain::view::Told;
use domain::{CommandId, Event, Family, FamilyId, MemberId, Recorded};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

/// Raised when the fold of the same events gives another family than before: older snapshots are then passed over.
pub const SNAPSHOT_VERSION: u32 = 6;

/// Why a log cannot be read or written. Says nothing of what stands in it.
#[derive(Debug, Error)]
pub enum LogError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("what is stored at {seq} cannot be read")]
    Malformed { seq: u64 },
    #[error("what is stored as an answer is none")]
    Answer,
    /// An older copy of the database was put in its place while the room was open.
    #[error("the log ends at {now}, before {room}, where the room stands")]
    Behind { now: u64, room: u64 },
}

/// An event as it is sealed. Stored type; `event` has the shape of the version that is stored beside it.
#[derive(Serialize, Deserialize)]
struct Body<E> {
    at: DateTime<Utc>,
    by: MemberId,
    event: E,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on_screen_of: Option<MemberId>,
}

/// A receipt. Stored type. Not sealed: an outcome carries nothing that anybody wrote.
#[derive(Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) by: MemberId,
    #[serde(flatten)]
    pub(super) outcome: Outcome,
    /// How many events it was stored with: those that end at its number. Older answers do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) events: Option<usize>,
}

/// A command, and what it does where it was decided.
pub(super) struct Decided {
    pub(super) command: CommandId,
    pub(super) by: MemberId,
    /// None where it is refused.
    pub(super) events: Vec<Recorded>,
    pub(super) outcome: Outcome,
}

impl Decided {
    fn receipt(&self) -> Receipt {
        let Self { command, by, outcome, .. } = *self;
        let answered = Answered { by, outcome, events: Some(self.events.len()) };
        let answer = serde_json::to_vec(&answered).expect("an answer is plain data");
        Receipt { command, answer }
    }
}

/// A family at a place in its log, and what each had been told of it by then. Stored type.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fold {
    pub(super) family: Family,
    pub(super) tellings: Tellings,
}

/// The log of one family, opened.
pub(super) struct Log {
    pub(super) store: Arc<dyn Store>,
    vault: Arc<Vault>,
    family: FamilyId,
    chain: Arc<Links>,
}

impl Fold {
    /// Takes the next event in, and says who is told what of it.
    pub(super) fn take_in(&mut self, it: &Recorded) -> BTreeMap<MemberId, Told> {
        self.tellings.take_in(&mut self.family, it)
    }
}

/// Whose seat nobody sits in after an event.
fn vacated(it: &Recorded) -> Option<Vacates> {
    match &it.event {
        Event::People(people::Event::Renewed { invitation, .. }) => {
            // A child is never taken out: somebody in their seat could else stay there for good by a password.
            let even_own = invitation.role == Role::Child;
            invitation.who.map(|member| Vacates { member, even_own, at: it.at })
        }
        _ => None,
    }
}

impl Log {
    /// None if there is no such family.
    pub(super) async fn open(
        store: Arc<dyn Store>,
        vault: Arc<Vault>,
        family: FamilyId,
    ) -> Result<Option<Self>, LogError> {
        let Some((_, key)) = rotation::key(store.as_ref(), &vault, family).await? else {
            return Ok(None);
        };
        let chain = Arc::new(Links::new(key));
        Ok(Some(Self { store, vault, family, chain }))
    }

    /// What the store is to write for commands that follow on each other.
    pub(super) fn sealed(
        &self,
        expected: u64,
        decided: &[Decided],
        ends: Option<Ends>,
    ) -> Result<Append, LogError> {
        let events = || decided.iter().flat_map(|it| &it.events);
        Ok(Append {
            family: self.family,
            expected,
            events: events().map(|it| self.seal(it)).collect::<Result<_, _>>()?,
            receipts: decided.iter().map(Decided::receipt).collect(),
            chain: self.chain.clone(),
            ends,
            vacates: events().find_map(vacated),
        })
    }

    /// The same log, with the key as it is now.
    pub(super) async fn anew(&self) -> Result<Self, LogError> {
        let log = Self::open(self.store.clone(), self.vault.clone(), self.family).await?;
        Ok(log.ok_or(StoreError::NoFamily)?)
    }

    /// Destroys the family's key.
    pub(super) fn erase(&self, at: DateTime<Utc>) -> Result<(), LogError> {
        Ok(self.vault.erase(self.family, at)?)
    }

    /// The events up to the first that cannot be read, and whether that is all.
    pub(super) async fn readable(&self) -> Result<(Vec<Recorded>, bool), LogError> {
        let sealed = self.store.events(self.family, 0).await?;
        let events: Vec<_> = sealed.iter().map_while(|it| self.unseal(it).ok()).collect();
        let whole = events.len() == sealed.len();
        Ok((events, whole))
    }

    /// What a command was answered.
    pub(super) fn receipt(answer: &[u8]) -> Result<Answered, LogError> {
        serde_json::from_slice(answer).map_err(|_| LogError::Answer)
    }

    /// What a receipt says to `by`. Somebody else's command id is simply in use.
    pub(super) fn answered(answer: &[u8], by: MemberId) -> Result<Outcome, LogError> {
        let answered = Self::receipt(answer)?;
        let taken = Outcome::Refused { refusal: domain::Refusal::Already };
        Ok(if answered.by == by { answered.outcome } else { taken })
    }

    fn seal(&self, recorded: &Recorded) -> Result<SealedEvent, LogError> {
        let Recorded { seq, at, by, event, on_screen_of } = recorded;
        let body = Body { at: *at, by: *by, event, on_screen_of: *on_screen_of };
        let plain = Zeroizing::new(serde_json::to_vec(&body).expect("an event is plain data"));
        let body = self.chain.key().seal(Table::Events, *seq, &plain)?;
        Ok(SealedEvent { seq: *seq, version: upcast::VERSION, body })
    }

    fn unseal(&self, sealed: &SealedEvent) -> Result<Recorded, LogError> {
        let seq = sealed.seq;
        let plain = self.chain.key().open(Table::Events, seq, &sealed.body)?;
        let body: Body<Value> =
            serde_json::from_slice(&plain).map_err(|_| LogError::Malformed { seq })?;
        let Body { at, by, event, on_screen_of } = body;
        let event = upcast::read(sealed.version, event)?;
        Ok(Recorded { seq, at, by, event, on_screen_of })
    }

    /// Where it stands. None for a family that has been erased.
    pub(super) async fn head(&self) -> Result<Option<u64>, LogError> {
        let heads = self.store.heads(&[self.family]).await?;
        Ok(heads.first().map(|(_, head)| *head))
    }

    pub(super) fn family(&self) -> FamilyId {
        self.family
    }

    /// The events after `seq`.
    pub(super) async fn since(&self, seq: u64) -> Result<Vec<Recorded>, LogError> {
        match self.read(seq).await {
            // Some of it may be sealed with a newer key than was known when the room was opened.
            Err(LogError::Vault(VaultError::Sealed)) => self.anew().await?.read(seq).await,
            read => read,
        }
    }

    /// The events at these places.
    pub(super) async fn at(&self, seqs: &[u64]) -> Result<Vec<Recorded>, LogError> {
        match self.read_at(seqs).await {
            Err(LogError::Vault(VaultError::Sealed)) => self.anew().await?.read_at(seqs).await,
            read => read,
        }
    }

    async fn read_at(&self, seqs: &[u64]) -> Result<Vec<Recorded>, LogError> {
        let sealed = self.store.events_at(self.family, seqs).await?;
        sealed.iter().map(|it| self.unseal(it)).collect()
    }

    async fn read(&self, seq: u64) -> Result<Vec<Recorded>, LogError> {
        let sealed = self.store.events(self.family, seq).await?;
        sealed.iter().map(|it| self.unseal(it)).collect()
    }

    /// The family as it stands: the latest snapshot and the events since. Also says how far the snapshot goes.
    pub(super) async fn fold(&self) -> Result<(Fold, u64, u64), LogError> {
        let (mut fold, kept) = self.snapshot().await.unwrap_or_default();
        let tail = self.since(kept).await?;
        for it in &tail {
            fold.take_in(it);
        }
        Ok((fold, tail.last().map_or(kept, |it| it.seq), kept))
    }

    /// The family as it stood at `seq`: from the first event, where only a later snapshot is kept.
    pub(super) async fn fold_at(&self, seq: u64) -> Result<Fold, LogError> {
        let kept = self.snapshot().await.filter(|(_, kept)| *kept <= seq);
        let (mut fold, kept) = kept.unwrap_or_default();
        for it in self.since(kept).await?.iter().take_while(|it| it.seq <= seq) {
            fold.take_in(it);
        }
        Ok(fold)
    }

    /// A snapshot only saves time. One that cannot be read is passed over, and the events are folded from the first.
    async fn snapshot(&self) -> Option<(Fold, u64)> {
        self.read_snapshot().await.unwrap_or_else(|error| {
            tracing::warn!(%error, "a snapshot is passed over");
            None
        })
    }

    pub(super) async fn read_snapshot(&self) -> Result<Option<(Fold, u64)>, LogError> {
        let kept = self.store.snapshot(self.family).await?;
        let kept = kept.filter(|it| it.version == SNAPSHOT_VERSION);
        let Some(SealedSnapshot { seq, body, .. }) = kept else { return Ok(None) };
        let plain = self.chain.key().open(Table::Snapshots, seq, &body)?;
        let fold = serde_json::from_slice(&plain).map_err(|_| LogError::Malformed { seq })?;
        Ok(Some((fold, seq)))
    }

    /// Keeps a snapshot of how it stood at `seq`, sealed with the key of this moment: since its turn was asked for the family may have got
    /// another, or been erased. Then that is [`StoreError::NoFamily`].
    pub(super) async fn keep(&self, fold: Fold, seq: u64) -> Result<(), LogError> {
        let fold = Arc::new(fold);
        loop {
            let (log, fold) = (self.anew().await?, fold.clone());
            let key_version = log.chain.key_version();
            // Milliseconds of work: not where everybody's messages are carried.
            let sealed = spawn_blocking(move || {
                let plain = serde_json::to_vec(fold.as_ref()).expect("a family is plain data");
                log.chain.key().seal(Table::Snapshots, seq, &Zeroizing::new(plain))
            });
            let body = sealed.await.map_err(|_| StoreError::Closed)??;
            let snapshot = SealedSnapshot { seq, version: SNAPSHOT_VERSION, body };
            match self.store.put_snapshot(self.family, key_version, snapshot).await {
                Err(StoreError::Rekeyed) => {}
                kept => return Ok(kept?),
            }
        }
    }
}
