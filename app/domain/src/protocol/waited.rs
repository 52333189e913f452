//! What an older program left to be sent, as it was meant then.

use super::Sent;
use crate::consent::{Command as Consent, Section};
use crate::{Command, CommandId};
use uuid::Uuid;

/// Since this version of the protocol the minutes are a section of their own. What was said of the dialogues before, to give them or to
/// take them back, was said in words that had "and minutes" in them.
const MINUTES_APART: u32 = 6;

/// The commands that are sent today for one that has waited since a version of the protocol, in their order. Its own id is the last
/// one's; another's is made of it, the same each time, so that each is carried out once however often it is read.
pub fn waited(version: u32, mut sent: Sent) -> Vec<Sent> {
    if version >= MINUTES_APART {
        return vec![sent];
    }
    match &mut sent.command {
        Command::Consent(Consent::Give { sections, .. })
            if sections.contains(&Section::Dialogue) =>
        {
            sections.insert(Section::Minutes);
            vec![sent]
        }
        Command::Consent(Consent::Withdraw { to, of, section: Some(Section::Dialogue) }) => {
            let (to, of, section) = (*to, *of, Some(Section::Minutes));
            let id = CommandId(Uuid::from_u128(sent.id.0.as_u128() ^ 1));
            let command = Command::Consent(Consent::Withdraw { to, of, section });
            vec![Sent { id, command }, sent]
        }
        _ => vec![sent],
    }
}
