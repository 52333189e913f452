//! The words that an event brings to a thing that was there before.

use crate::family::Event;
use crate::{dialogue, dreams, plan, talk};

/// What an event says.
#[derive(Default)]
pub struct Says<'a> {
    pub words: Vec<&'a str>,
    /// They stand in the place of others: what hid the thing, or showed it, may be gone with these.
    pub instead: bool,
    /// It brings a picture, which nobody can read through.
    pub drawn: bool,
}

/// The words an event brings. Nothing for what carries the whole of its thing, and for what only ticks, moves or counts.
pub fn says(event: &Event) -> Says<'_> {
    match event {
        Event::Talk(talk::Event::Reworded { text, .. })
        | Event::Dreams(dreams::Event::Reworded { text, .. }) => instead(vec![text]),
        Event::Dreams(dreams::Event::Pictured { .. }) => Says { drawn: true, ..Says::default() },
        Event::Plan(it) => Says { words: in_plan(it).into_iter().collect(), ..Says::default() },
        Event::Dialogue(dialogue::Event::Moved { place, .. }) => instead(vec![place]),
        Event::Dialogue(dialogue::Event::FoundUseful { useful, .. }) => {
            instead(vec![&useful.next_time])
        }
        _ => Says::default(),
    }
}

fn instead(words: Vec<&str>) -> Says<'_> {
    Says { words, instead: true, drawn: false }
}

fn in_plan(event: &plan::Event) -> Option<&str> {
    use plan::Event as E;
    Some(match event {
        E::GoalReworded { text, .. } => text,
        E::Noted { note, .. } => &note.text,
        E::Turned { turn, .. } => &turn.because,
        E::Declined { because, .. } | E::HandedBack { because, .. } => because,
        E::Told { news, .. } => &news.text,
        _ => return None,
    })
}
