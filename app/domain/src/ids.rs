//! Ids. All are `UUIDv7`, made by whoever sends the command, so that a command can be made, shown and sent again without the
//! server's help.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

id! {
    /// One family's place. The unit of partition: nothing is shared between two families.
    FamilyId,
    /// A person in the circle, whether or not they have opened their invitation.
    MemberId,
    /// An invitation. Its secrets (link, code) are not part of the model.
    InvitationId,
    /// A sent command. The same id twice is the same command: the second gets the first's answer.
    CommandId,
    /// One placement on the ruler.
    PlacementId,
    /// A round in which everyone places unseen and all are revealed together.
    RoundId,
    /// A talk card.
    CardId,
    /// A card on the dream map.
    DreamId,
    /// A goal of the plan.
    GoalId,
    /// A step of the plan: the thing with a ball.
    StepId,
    /// A dialogue (a meeting).
    DialogueId,
    /// A fact that is kept from somebody.
    FactId,
}
