//! The words that an event brings to a thing that was there before.

use crate::family::Event;
use crate::{MemberId, dialogue, dreams, plan, talk};

/// What an event says.
#[derive(Default)]
pub struct Says<'a> {
    /// With who wrote them, where that is known.
    pub words: Vec<(Option<MemberId>, &'a str)>,
    /// They stand in the place of others, or for a while: what hid the thing, or showed it, may be gone with these.
    pub instead: bool,
    /// It brings a picture, which nobody can read through.
    pub drawn: bool,
}

/// The words an event brings. Nothing for what carries the whole of its thing, and for what only ticks, moves or counts.
pub fn says(event: &Event) -> Says<'_> {
    match event {
        Event::Talk(talk::Event::Reworded { by, text, .. }) => instead(Some(*by), text),
        Event::Dreams(dreams::Event::Reworded { by, text, .. }) => instead(*by, text),
        Event::Dreams(dreams::Event::Pictured { .. }) => Says { drawn: true, ..Says::default() },
        Event::Plan(it) => in_plan(it),
        Event::Dialogue(dialogue::Event::Moved { place, by, .. }) => instead(*by, place),
        Event::Dialogue(dialogue::Event::FoundUseful { useful, by, .. }) => {
            instead(Some(*by), &useful.next_time)
        }
        _ => Says::default(),
    }
}

fn instead(by: Option<MemberId>, text: &str) -> Says<'_> {
    Says { words: vec![(by, text)], instead: true, drawn: false }
}

fn in_plan(event: &plan::Event) -> Says<'_> {
    use plan::Event as E;
    let adds = |by, text| Says { words: vec![(by, text)], ..Says::default() };
    match event {
        E::GoalReworded { text, by, .. } => adds(*by, text),
        E::Noted { note, .. } => adds(Some(note.by), &note.text),
        E::Turned { turn, .. } => adds(Some(turn.by), &turn.because),
        // Gone with the next who takes the ball; and who gave it back is not in the event.
        E::Declined { because, .. } | E::HandedBack { because, .. } => instead(None, because),
        E::Told { news, .. } => adds(Some(news.by), &news.text),
        _ => Says::default(),
    }
}
