//! What is on its way, kept in the tab: after a reload it is sent again, and the server answers what it has had already as it
//! did the first time. What the server refused stays here too, until whoever wrote it lets it go.

use crate::drafts;
use crate::json;
use crate::place::Unsent;
use domain::protocol::Sent;
use serde::Serialize;

const WAITING: &str = "outbox/waiting";
const REFUSED: &str = "outbox/refused";

/// Keeps what the server has not answered.
pub fn keep<'a>(waiting: impl Iterator<Item = &'a Sent>) {
    put(WAITING, &waiting.collect::<Vec<_>>());
}

/// What an earlier copy of this page had sent without hearing an answer, oldest first.
pub fn waiting() -> Vec<Sent> {
    get(WAITING)
}

/// Keeps words that were refused.
pub fn keep_refused(unsent: &[Unsent]) {
    put(REFUSED, unsent);
}

/// Words that were refused, and that nobody has put away.
pub fn refused() -> Vec<Unsent> {
    get(REFUSED)
}

fn put<T: Serialize>(key: &str, all: &[T]) {
    let text = if all.is_empty() { Ok(String::new()) } else { serde_json::to_string(all) };
    drafts::keep(key, &text.unwrap_or_default());
}

fn get<T: serde::de::DeserializeOwned>(key: &str) -> Vec<T> {
    drafts::kept(key).and_then(|text| json::read(&text)).unwrap_or_default()
}
