//! Everything that goes over the wire between a client and the server. JSON, both over HTTP and over the WebSocket.

use crate::family::{Command, Family, Recorded};
use crate::looked::Seen;
use crate::{CommandId, DialogueId, DreamId, GoalId, MemberId, Refusal, dialogue, dreams, talk};
use serde::{Deserialize, Serialize};

/// Raised when an older client could no longer understand the server, or the reverse.
pub const PROTOCOL_VERSION: u32 = 6;

/// Largest message that the server takes from a client, in bytes of JSON. What it sends may be larger: a family is.
pub const MOST_BYTES: usize = 64 * 1024;

/// A command on its way. The id makes sending it twice harmless: the second gets the first's answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub id: CommandId,
    pub command: Command,
}

/// The answer to a command. It goes out only when what it says is on disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Carried out; `seq` is the number of its sender after its last event.
    Done { seq: u64 },
    /// Not carried out. Nothing was changed.
    Refused { refusal: Refusal },
}

/// Which command an answer belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub id: CommandId,
    pub outcome: Outcome,
}

/// A member's copy of the family, as of `seq`: a number of their own ([`crate::tellings`]), as everywhere on the wire. It rises with
/// what they are told, and says nothing of what else is written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub seq: u64,
    pub me: MemberId,
    pub family: Family,
}

/// What a member was told after some number of theirs. `seq` is the last of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub seq: u64,
    pub events: Vec<Recorded>,
}

/// What passes and is never stored: who looks at what just now, and who writes. Who hears of it says [`crate::may`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passing {
    /// Is on this step of this dialogue.
    At { dialogue: DialogueId, step: dialogue::Step },
    /// Drags a card over the dream map.
    Dragging { dream: DreamId, place: dreams::Place },
    /// Writes there. Not a word of what.
    Writes { at: Spot },
    /// No longer writes there.
    Wrote { at: Spot },
}

/// Where somebody writes what others will read. What one writes for oneself has no spot.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// A new card for all.
    Card { dialogue: DialogueId, column: talk::Column },
    /// The words of a goal that stands there.
    Goal { goal: GoalId },
}

/// From a client.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromClient {
    /// The first message. `seq`: the number of the client's copy; 0 asks for a snapshot.
    Hello {
        version: u32,
        seq: u64,
    },
    Do {
        sent: Sent,
    },
    Passing {
        passing: Passing,
    },
    /// What stands on the screen from now on: said when the conversation begins and whenever another page is shown.
    Sees {
        seen: Seen,
    },
    /// Are you there? Answered with [`FromServer::Here`].
    Knock {},
}

/// From the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "one at a time, on its way to or from the wire")]
pub enum FromServer {
    /// Replaces the client's confirmed copy.
    Snapshot {
        snapshot: Snapshot,
    },
    News {
        news: News,
    },
    Answer {
        answer: Answer,
    },
    /// Who is here; sent whole at every change.
    Present {
        members: Vec<MemberId>,
    },
    Passing {
        by: MemberId,
        passing: Passing,
    },
    /// The line is whole: said now and then, and to whoever knocks.
    Here {},
    /// The last message before the server closes.
    Bye {
        why: Bye,
    },
}

/// Why the server closes a socket.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bye {
    /// The client speaks another version: reload.
    Version,
    /// The session ended, or the seat is gone.
    SignedOut,
    /// The client did not keep up: come back and resume.
    TooSlow,
    /// Not a message of this protocol.
    Malformed,
    /// The server restarts: come back.
    Restart,
}

mod waited;
pub use waited::waited;

#[cfg(test)]
mod tests;
