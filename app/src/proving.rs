//! A mark in the tab, from the tap that leads to proving who one is until one is back: what waited for it goes then, and not weeks
//! later, after some other proof. It says whose it is and nothing else.

use crate::device::tab;

fn key(whose: &str) -> String {
    format!("proving/{whose}")
}

/// This person sets out to prove who they are.
pub fn begin(whose: &str) {
    let _ = tab().and_then(|tab| tab.set_item(&key(whose), "1").ok());
}

/// Whether they had set out; they are back.
pub fn end(whose: &str) -> bool {
    let Some(tab) = tab() else { return false };
    let key = key(whose);
    let set_out = tab.get_item(&key).ok().flatten().is_some();
    let _ = tab.remove_item(&key);
    set_out
}
