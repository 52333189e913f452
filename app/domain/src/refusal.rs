//! Why a command was not carried out. A refusal is an answer, not a failure: it is shown in kind words and the person's text
//! is kept. Wire type.

use serde::{Deserialize, Serialize};

/// The reasons. None of them carries anything anybody wrote, so a refusal may be logged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The thing is not there, or not for this person to know of.
    Unknown,
    /// The actor has no seat in the circle.
    NotAMember,
    /// Only the one whose it is may do this.
    NotYours,
    /// Only the one who holds the ball may do this.
    NotHolder,
    /// Only the coordinator leads.
    OnlyCoordinator,
    /// Only a guardian, or the child it is about, decides this for the family.
    OnlyFamily,
    /// Guardians and the coordinator invite.
    MayNotInvite,
    /// A text is missing.
    Empty,
    /// A text is too long; `max` is in characters.
    TooLong { max: usize },
    /// There are too many of these already.
    TooMany { max: usize },
    /// A number or a position outside its scale.
    OffScale,
    /// A day that has not come yet, where something that happened is told.
    InTheFuture,
    /// A day that has gone, where something to come is planned.
    InThePast,
    /// It was done before, or the id is in use.
    Already,
    /// Not at this point of the dialogue.
    NotNow,
    /// The invitation has been used.
    InvitationUsed,
    /// The invitation has run out or was taken back.
    InvitationOver,
    /// Somebody changed the same words meanwhile. Both versions are kept; the writer chooses.
    TextMoved,
    /// What was read and answered has changed meanwhile.
    Changed,
    /// Whoever goes hands back their balls first.
    HasBalls,
    /// Whoever goes hands over the baton first.
    HasBaton,
    /// A child who does not decide for themselves yet does not go by themselves.
    AskAParent,
    /// The last guardian does not go; they can end the course.
    LastGuardian,
    /// The course rests or has ended.
    Rests,
    /// Whoever decides over what is theirs keeps their seat: nobody else opens it anew.
    OwnSeat,
    /// They come in by something of their own, and so take care of their seat themselves.
    HasOwnWay,
    /// Who it is has to be proved once more, on a page of its own.
    ProveFirst,
    /// It does not look like what it is said to be: an address, a number, what a place is called.
    Unlike,
    /// The name that was typed is not the family's.
    OtherName,
    /// This server does not know the command: it is older than the page that sent it.
    NotUnderstood,
}

/// For machines and logs. People see the words of their language.
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Refusal {}
