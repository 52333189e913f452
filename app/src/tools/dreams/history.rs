//! The way back: for each act the command that takes it back, worked out before it is sent.

use super::map::{Map, refocus_soon};
use domain::Refusal;
use domain::dreams::Command;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// So many acts can be taken back.
const MOST: usize = 100;

impl Map {
    /// Carries a command out, and remembers the way back.
    pub fn act(self, command: Command) -> Result<(), Refusal> {
        let back = self.place().family.with_untracked(|family| family.dreams.undo(&command));
        self.send(command)?;
        self.past.update(|past| {
            past.extend(back);
            let over = past.len().saturating_sub(MOST);
            past.drain(..over);
        });
        Ok(())
    }

    /// Takes my last act back. What others did since stays.
    pub fn undo(self) {
        if self.rests() {
            return;
        }
        let Some(back) = self.past.try_update(Vec::pop).flatten() else { return };
        let shown = target(&back);
        if self.send(back).is_ok() {
            self.toast.set(None);
            self.say(self.text.dreams.undone);
            self.show(shown);
        }
        refocus_soon(shown);
    }
}

fn target(command: &Command) -> domain::DreamId {
    match command {
        Command::Add { id, .. }
        | Command::Move { id, .. }
        | Command::Reword { id, .. }
        | Command::Picture { id, .. }
        | Command::Remove { id }
        | Command::Restore { id } => *id,
    }
}

/// Ctrl+Z, wherever nothing is being written.
pub fn on_keys(map: Map) {
    Effect::new(move || {
        let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
            let asked =
                (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key() == "z";
            if asked && !is_writing(&event) {
                event.prevent_default();
                map.undo();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// In a field the browser's own undo is meant.
fn is_writing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        element.closest("input, textarea, select, dialog").is_ok_and(|found| found.is_some())
    })
}
