//! What a room can be asked, and what it answers.

use super::here::{Connection, Seated};
use super::log::LogError;
use super::others::ProcessId;
use super::tidings::Tidings;
use chrono::TimeDelta;
use domain::looked::{Row, Seen};
use domain::people::{Ends, Invitation, Role};
use domain::protocol::{Answer, Passing, Sent, Snapshot};
use domain::{InvitationId, MemberId, Refusal};
use tokio::sync::oneshot;

type Reply<T> = oneshot::Sender<T>;

/// What a room can be asked.
pub(super) enum Ask {
    Do(Asked),
    Found {
        founder: MemberId,
        sent: Sent,
        reply: Reply<Result<Result<(), Refusal>, LogError>>,
    },
    Role {
        member: MemberId,
        reply: Reply<Result<Option<Role>, LogError>>,
    },
    Looks {
        member: MemberId,
        seen: Seen,
        reply: Reply<Vec<Row>>,
    },
    View {
        member: MemberId,
        reply: Reply<Result<Option<Snapshot>, LogError>>,
    },
    Since {
        member: MemberId,
        seq: u64,
        reply: Reply<Result<Option<Tidings>, LogError>>,
    },
    Invitation {
        id: InvitationId,
        reply: Reply<Result<Option<Door>, LogError>>,
    },
    Enter {
        member: MemberId,
        seq: u64,
        reply: Reply<Result<Option<Seated>, LogError>>,
    },
    Passing {
        from: Connection,
        by: MemberId,
        passing: Passing,
    },
    Leave {
        connection: Connection,
    },
    /// Another day may have begun.
    Day,
    /// Another process may have written.
    Look,
    /// Who is here at another process.
    Elsewhere {
        process: ProcessId,
        members: Vec<MemberId>,
        asks: bool,
    },
    /// What passed at another process.
    Passed {
        by: MemberId,
        passing: Passing,
    },
    /// The other processes may not know who is here, nor we who is there.
    Announce,
    End {
        kept: TimeDelta,
        reply: Reply<Result<End, LogError>>,
    },
}

/// A command that waits for its answer.
pub(super) struct Asked {
    pub(super) actor: Actor,
    pub(super) sent: Sent,
    pub(super) proof: Proof,
    pub(super) reply: Reply<Result<Answer, LogError>>,
}

/// Who does something, and whose screen they sit at where it is another's.
#[derive(Clone, Copy)]
pub struct Actor {
    pub member: MemberId,
    pub on_screen_of: Option<MemberId>,
}

/// On their own.
impl From<MemberId> for Actor {
    fn from(member: MemberId) -> Self {
        Self { member, on_screen_of: None }
    }
}

/// Whether whoever sends a command has shown that they are who they are. The room knows what a command does and so whether that is
/// needed ([`domain::may::weighs`]); who has proved what, and who has nothing to prove it with, is known outside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// What weighs is refused with [`Refusal::ProveFirst`], and no receipt is kept: the same command comes again with a proof.
    Lacking,
    Given,
}

/// How a family stands to its end.
pub enum End {
    /// Its key is destroyed. What is left of it can go.
    Erased,
    NotYet(Ends),
}

/// An invitation as it stands, and what whoever holds it is told of the family.
pub struct Door {
    pub family: String,
    pub invitation: Invitation,
    /// The name of the one it is for.
    pub name: String,
    /// Those who sit here by it now.
    pub let_in: Vec<MemberId>,
}
