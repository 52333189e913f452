//! What is being typed, kept until it is sent: a reload, a crash or signing out loses nothing. This is the way to it from every
//! page; what keeps it comes with what follows the family (`sync/desk.rs`), and nobody waits for that to read.

use crate::sync;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

/// A line or an area. What is asked of them here the browser calls the same.
pub type Field = HtmlTextAreaElement;

/// What is being written, and what stood there before.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub text: String,
    pub from: String,
}

/// What happens to a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It has come, or it is known now what lay in the browser.
    Came,
    Typed,
    /// It goes with its words, sent or thought better of.
    Over,
    /// Its words are sent, and have left it.
    Cleared,
    /// Its words are sent and stay in sight: they are what it begins with now.
    Stays,
}

/// What keeps drafts.
#[derive(Clone, Copy)]
pub struct Desk {
    pub act: fn(&Field, Deed),
    pub waits: fn(&Field) -> bool,
    pub known: fn(&str) -> Option<Draft>,
    /// None forgets it.
    pub choose: fn(&str, Option<Draft>),
}

thread_local! {
    /// Whether what lay in the browser is known here.
    static FOUND: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// What happens to a field, once it is known what lay in the browser. Before that nothing is lost: it stands in the field.
pub fn act(field: &Field, deed: Deed) {
    if let Some(desk) = desk() {
        (desk.act)(field, deed);
    }
}

/// Asks again once it is known what lay in the browser. Only for effects.
pub fn follow() {
    FOUND.with(ArcRwSignal::track);
}

/// What is kept of a field.
pub fn known(field: &str) -> Option<Draft> {
    desk().and_then(|desk| (desk.known)(field))
}

/// Whether a field holds words that are not sent, in sight or folded away.
pub fn waits(field: &Field) -> bool {
    desk().is_some_and(|desk| (desk.waits)(field))
}

/// Keeps what was chosen or drawn; None forgets it.
pub fn choose(field: &str, it: Option<Draft>) {
    if let Some(desk) = desk() {
        (desk.choose)(field, it);
    }
}

fn desk() -> Option<Desk> {
    sync::desk().filter(|_| FOUND.with(ArcRwSignal::get_untracked))
}

/// What lay in the browser is known.
pub fn found() {
    FOUND.with(|it| it.set(true));
}
