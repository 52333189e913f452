//! What is kept on disk, as a port: the families' logs and who may open them. Everything that anybody wrote is sealed before it
//! comes here ([`crate::vault`]); the store keeps bytes and checks that no two writers take the same place.

pub mod accounts;
pub mod changes;
mod copied;
pub mod looked;
mod memory;
#[allow(clippy::duplicate_mod, reason = "the SQL in `sql/` is written once and compiled for each")]
mod postgres;
pub mod shelf;
#[allow(clippy::duplicate_mod, reason = "the same")]
mod sqlite;
pub mod together;
pub mod ways;
mod whole;

pub use accounts::{Accounts, SecondFactor, SignIn};
pub use changes::{Book, Bound, Entry};
pub use copied::Copied;
pub use looked::{Chain, Look, LookHead, LookRow, Rekey};
pub use memory::Memory;
pub use postgres::Postgres;
pub use shelf::Shelf;
pub use sqlite::{Lying, Sqlite};
pub use together::Together;
pub use ways::{OidcLink, Passkey, Ways};

use crate::auth::level::Level;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::people::Ends;
use domain::{CommandId, FamilyId, InvitationId, MemberId};
use std::sync::Arc;
use thiserror::Error;
use uuid::Uuid;

/// A person's account: what their sessions and their seats in families hang on. Whether it has a name to sign in
/// with, [`Accounts`] knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct AccountId(pub Uuid);

/// SHA-256 or HMAC of something that is itself not kept.
pub type Hash = [u8; 32];

/// An event on disk. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedEvent {
    pub seq: u64,
    /// Of the event's shape: what [`domain::upcast`] reads.
    pub version: u32,
    pub body: Vec<u8>,
}

/// Which command was answered what. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    pub command: CommandId,
    pub answer: Vec<u8>,
}

/// What a command does to a family's log, or several that came together: all of it is written or nothing.
#[derive(Clone)]
pub struct Append {
    pub family: FamilyId,
    /// Where the writer believes the log to stand; its events follow without a gap.
    pub expected: u64,
    /// In the order of the commands. A command that was refused has none: only its receipt is kept.
    pub events: Vec<SealedEvent>,
    /// One for each command, and no command twice.
    pub receipts: Vec<Receipt>,
    /// Binds the events into the family's chain; of the key that they are sealed with.
    pub chain: Arc<dyn Chain>,
    /// What counts down afterwards, where the events change it.
    pub ends: Option<Ends>,
    /// Nobody sits in this member's seat any more. Whoever did is signed out, unless they sit elsewhere too.
    pub vacates: Option<Vacates>,
}

/// Whose seat is emptied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Vacates {
    pub member: MemberId,
    /// Also where whoever sits there has a way in of their own; else that is [`Appended::Theirs`].
    pub even_own: bool,
    /// A way that is on trial at this moment is none of their own yet.
    pub at: DateTime<Utc>,
}

/// What became of an [`Append`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Appended {
    /// It is on disk.
    Done,
    /// Somebody else wrote first. Nothing was written.
    Moved { now: u64 },
    /// The family is sealed with this version of its key by now. Nothing was written.
    Rekeyed { now: u32 },
    /// Whoever sits in the seat has a way in of their own. Nothing was written.
    Theirs,
    /// One of the commands was answered before, with this. Nothing was written.
    Duplicate { answer: Vec<u8> },
}

/// A folded family on disk. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedSnapshot {
    pub seq: u64,
    pub version: u32,
    pub body: Vec<u8>,
}

/// A family: which version of its key everything is sealed with, and its sealed name. The key itself is not here. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct FamilyRow {
    pub id: FamilyId,
    pub key_version: u32,
    pub sealed_name: Vec<u8>,
}

/// Names a session on a page and in a form. It opens nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SessionId(pub Uuid);

/// A device that is signed in. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    pub token_hash: Hash,
    pub id: SessionId,
    pub account: AccountId,
    pub level: Level,
    /// "Android", "iPhone", …: enough to tell one's own devices apart.
    pub device: String,
    pub created: DateTime<Utc>,
    pub seen: DateTime<Utc>,
    pub expires: DateTime<Utc>,
    /// When somebody proved again, on this device, who they are.
    pub stepped_up: Option<DateTime<Utc>>,
    /// Sealed. While it is there the device goes round a table, and the session has none of its owner's rights.
    pub handed_over: Option<Vec<u8>>,
    /// Until when the way is on trial by which it came in. None: by one that never was, or by an invitation.
    pub trial: Option<DateTime<Utc>>,
}

/// An account's place in a family. Stored type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seat {
    pub account: AccountId,
    pub family: FamilyId,
    pub member: MemberId,
    pub created: DateTime<Utc>,
}

/// What a link or a code opens. Stored type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvitationKey {
    pub hash: Hash,
    pub family: FamilyId,
    pub invitation: InvitationId,
    /// When the invitation ends; some time after, the key is forgotten.
    pub until: DateTime<Utc>,
}

/// The store cannot answer. Says nothing of what was to be stored.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("the database: {0}")]
    Database(sqlx::Error),
    /// It cannot be reached just now, and will be again. What was to be written may be written or not.
    #[error("the database is away: {0}")]
    Away(sqlx::Error),
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A commit would be answered before it is on disk, or lie torn there after a cut of power.
    #[error(
        "this PostgreSQL would lose what was answered when the power is cut ({settings}): set it to on in postgresql.conf, reload, and start again"
    )]
    Forgets { settings: String },
    #[error("the store has been closed")]
    Closed,
    #[error("there is no such family")]
    NoFamily,
    #[error("it is there already")]
    Taken,
    /// Another program gave the family a new key meanwhile. Read the key again.
    #[error("the family has another key by now")]
    Rekeyed,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        let away = match &error {
            E::Io(_) | E::Tls(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed => true,
            E::Database(error) => error.code().is_some_and(|code| passes(&code)),
            _ => false,
        };
        if away { Self::Away(error) } else { Self::Database(error) }
    }
}

/// What a database says while it starts, stops, fails over or is overrun, or while somebody holds a lock for long.
fn passes(code: &str) -> bool {
    let begins = ["08", "53", "57P"].iter().any(|class| code.len() == 5 && code.starts_with(class));
    begins || matches!(code, "25006" | "40001" | "40P01" | "55P03" | "5" | "261" | "517")
}

/// Every store keeps the same promises; `server/tests/store.rs` holds them all to it.
#[async_trait]
pub trait Store: Accounts + Shelf + Together + Ways + Send + Sync + 'static {
    /// Writes events, receipts and the head that binds the events together or not at all. Returns when they are on disk. Where no chain
    /// has begun there is nothing to bind them into.
    async fn append(&self, append: Append) -> Result<Appended, StoreError>;
    /// The events after `since`, in order.
    async fn events(&self, family: FamilyId, since: u64) -> Result<Vec<SealedEvent>, StoreError>;
    /// The events at these places, in their order. Whoever is told little reads little.
    async fn events_at(
        &self,
        family: FamilyId,
        seqs: &[u64],
    ) -> Result<Vec<SealedEvent>, StoreError>;
    /// What this command was answered, if it was.
    async fn answer(
        &self,
        family: FamilyId,
        command: CommandId,
    ) -> Result<Option<Vec<u8>>, StoreError>;
    /// What the family's commands were answered, in no order.
    async fn answers(&self, family: FamilyId) -> Result<Vec<Vec<u8>>, StoreError>;
    /// Keeps a snapshot, unless a later one is there. Fails with [`StoreError::Rekeyed`] where it is sealed with another version of the
    /// key than the family has by now, and with [`StoreError::NoFamily`] where that is gone.
    async fn put_snapshot(
        &self,
        family: FamilyId,
        key_version: u32,
        snapshot: SealedSnapshot,
    ) -> Result<(), StoreError>;
    async fn snapshot(&self, family: FamilyId) -> Result<Option<SealedSnapshot>, StoreError>;

    /// Fails with [`StoreError::Taken`] if there is one of that id.
    async fn create_family(&self, row: FamilyRow) -> Result<(), StoreError>;
    async fn family(&self, id: FamilyId) -> Result<Option<FamilyRow>, StoreError>;
    /// Deletes everything of a family, and overwrites what is deleted. Where there is none, nothing happens.
    async fn erase_family(&self, id: FamilyId) -> Result<(), StoreError>;

    async fn put_session(&self, session: Session) -> Result<(), StoreError>;
    /// Keeps a session in the place of another. False, and nothing is changed, where the other is not there any more.
    async fn replace_session(&self, before: Hash, session: Session) -> Result<bool, StoreError>;
    async fn session(&self, token_hash: Hash) -> Result<Option<Session>, StoreError>;
    /// The account's, the one that began last first.
    async fn sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError>;
    /// Notes that the session is in use, and how long it now lasts.
    async fn touch_session(
        &self,
        token_hash: Hash,
        seen: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError>;
    async fn delete_session(&self, token_hash: Hash) -> Result<(), StoreError>;
    /// Deletes those that have ended by `now`.
    async fn delete_expired_sessions(&self, now: DateTime<Utc>) -> Result<(), StoreError>;

    /// Fails with [`StoreError::Taken`] if the account or the member has a seat in that family.
    async fn create_seat(&self, seat: Seat) -> Result<(), StoreError>;
    /// Gives a seat, and the session of whoever has just come to it, together or not at all. Fails as [`Self::create_seat`] does.
    async fn seat_newcomer(&self, seat: Seat, session: Session) -> Result<(), StoreError>;
    /// Takes a member's seat away. Where there is none, nothing happens.
    async fn delete_seat(&self, family: FamilyId, member: MemberId) -> Result<(), StoreError>;
    async fn seat(&self, account: AccountId, family: FamilyId) -> Result<Option<Seat>, StoreError>;
    async fn seat_of_member(
        &self,
        family: FamilyId,
        member: MemberId,
    ) -> Result<Option<Seat>, StoreError>;
    /// Oldest first.
    async fn seats(&self, account: AccountId) -> Result<Vec<Seat>, StoreError>;

    /// Keeps the key. False if the same hash already opens something else; then nothing is changed.
    async fn put_invitation_key(&self, key: InvitationKey) -> Result<bool, StoreError>;
    async fn invitation_key(&self, hash: Hash) -> Result<Option<InvitationKey>, StoreError>;

    /// Forgets the keys of invitations that ended before `until`.
    async fn forget_invitation_keys(&self, until: DateTime<Utc>) -> Result<(), StoreError>;

    /// The families whose end has come: closed by `closed`, or to be erased by `erase`. Also those of which it is not known.
    async fn ending(
        &self,
        closed: DateTime<Utc>,
        erase: DateTime<Utc>,
    ) -> Result<Vec<FamilyId>, StoreError>;
    /// Puts right what counts down for a family.
    async fn put_ends(&self, family: FamilyId, ends: Ends) -> Result<(), StoreError>;

    /// Every family there is.
    async fn families(&self) -> Result<Vec<FamilyId>, StoreError>;
    /// Begins the chain of who has looked, unless it has begun.
    async fn begin_looks(&self, family: FamilyId, chain: Arc<dyn Chain>) -> Result<(), StoreError>;
    /// Puts a row at the end of its family's chain. Returns when row and head are on disk.
    async fn append_look(&self, look: Look) -> Result<(), StoreError>;
    /// At most so many rows below a number, newest first.
    async fn looks(
        &self,
        family: FamilyId,
        below: u64,
        most: u32,
    ) -> Result<Vec<LookRow>, StoreError>;
    /// The head of a family's chain, without the chain.
    async fn chain_head(&self, family: FamilyId) -> Result<Option<LookHead>, StoreError>;
    /// Everything of a family that is chained.
    async fn book(&self, family: FamilyId) -> Result<Book, StoreError>;
    /// Lets the rows before `until` go, from the front; the head remembers where the chain goes on.
    async fn cut_looks(
        &self,
        family: FamilyId,
        until: DateTime<Utc>,
        chain: Arc<dyn Chain>,
    ) -> Result<(), StoreError>;

    /// Takes a family to another version of its key. False, and nothing is changed, if it stands at another or a look has come.
    async fn rekey(&self, rekey: Rekey) -> Result<bool, StoreError>;
    /// Puts the same events, each with its witness, and the same snapshot, sealed anew, in the place of those that are there.
    async fn reseal(
        &self,
        family: FamilyId,
        events: Vec<(SealedEvent, Option<Hash>)>,
        snapshot: Option<SealedSnapshot>,
    ) -> Result<(), StoreError>;

    /// What the database itself finds wrong with what it keeps; nothing where it is whole, or does not look.
    async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }
    /// Whether the store can answer just now.
    async fn ready(&self) -> Result<(), StoreError>;
}
