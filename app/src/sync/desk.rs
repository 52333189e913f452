//! What this page knows of the drafts, and the tie between them and their fields. Sealed and put into the browser they are by the
//! drawer, under their writer's name.

use super::drawer;
use crate::drafts::{self, Deed, Desk, Draft, Field};
use std::cell::RefCell;
use web_sys::Element;

pub const DESK: Desk = Desk { act, waits, known: draft, choose };

/// How the id of such a field begins.
const PROOF: &str = "proof-";

/// Between the words and what they started from, as they are kept. A control character: nobody types it.
const STARTED: char = '\u{1f}';

/// What is known of one field.
struct Known {
    name: String,
    /// As it is put away.
    kept: String,
    /// Words are joined to words; of two choices the newer one counts.
    words: bool,
}

thread_local! {
    static KEPT: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

fn act(field: &Field, deed: Deed) {
    if deed == Deed::Came {
        // It would cut off what is pasted, without a word. Whoever sends too much is told so, and all of it stands there.
        let _ = field.remove_attribute("maxlength");
    }
    let Some(key) = key(field) else { return };
    match deed {
        Deed::Came => came(field, &key),
        Deed::Typed => keep(field, &key),
        Deed::Over => forget(&key),
        Deed::Cleared => {
            field.set_value("");
            forget(&key);
        }
        Deed::Stays => {
            let _ = field.set_default_value(&field.value());
            forget(&key);
        }
    }
}

fn waits(field: &Field) -> bool {
    key(field).is_some_and(|key| known(&key).is_some())
}

fn draft(field: &str) -> Option<Draft> {
    known(field).map(|(kept, _)| Draft::unpacked(&kept))
}

fn choose(field: &str, it: Option<Draft>) {
    match it {
        Some(it) => put(field, it.packed(), false),
        None => forget(field),
    }
}

/// Its id. What is typed as a proof is typed anew each time.
fn key(field: &Field) -> Option<String> {
    let key = field.id();
    (!key.is_empty() && !key.starts_with(PROOF)).then_some(key)
}

/// A field has come; shows what was kept of it, where it can be seen.
fn came(field: &Field, key: &str) {
    // What the browser writes down for a tab that is opened again is not sealed.
    let _ = field.set_attribute("autocomplete", "off");
    let (stands, before) = (field.value(), before(field));
    let kept = draft(key);
    // It was typed before it was known what lay there, and comes after it.
    if stands != before && kept.as_ref().is_none_or(|kept| kept.over(&before) != stands) {
        let typed = Draft { text: stands.clone(), from: before.clone() };
        let both = kept.filter(|_| holds_words(field)).map(|kept| kept.then(&typed));
        set(field, key, both.unwrap_or(typed));
    }
    let Some(kept) = draft(key) else { return };
    let shown = if holds_words(field) { kept.over(&before) } else { kept.text };
    if shown != stands {
        field.set_value(&shown);
    }
    if shown != before {
        unfold(field);
    }
}

fn keep(field: &Field, key: &str) {
    set(field, key, Draft { text: field.value(), from: before(field) });
}

/// What stands there as before needs no keeping.
fn set(field: &Field, key: &str, it: Draft) {
    if it.text.is_empty() || it.text == it.from {
        forget(key);
    } else {
        put(key, it.packed(), holds_words(field));
    }
}

fn unfold(field: &Element) {
    while let Some(fold) = field.closest("details:not([open])").ok().flatten() {
        let _ = fold.set_attribute("open", "");
    }
}

/// A day and a year are no words: nothing is added to them.
fn holds_words(field: &Field) -> bool {
    matches!(&*field.type_(), "text" | "textarea")
}

fn before(field: &Field) -> String {
    field.default_value().unwrap_or_default()
}

fn forget(field: &str) {
    let known = KEPT.with_borrow_mut(|all| {
        let before = all.len();
        all.retain(|it| it.name != field);
        all.len() != before
    });
    if known {
        drawer::changed(field);
    }
}

fn put(field: &str, kept: String, words: bool) {
    if known(field).is_some_and(|(before, _)| before == kept) {
        return;
    }
    KEPT.with_borrow_mut(|all| {
        all.retain(|it| it.name != field);
        all.push(Known { name: field.to_owned(), kept, words });
    });
    drawer::changed(field);
}

/// What is kept of a field, as it is put away, and whether that is words.
pub fn known(field: &str) -> Option<(String, bool)> {
    KEPT.with_borrow(|all| {
        all.iter().find(|it| it.name == field).map(|it| (it.kept.clone(), it.words))
    })
}

/// This lay in the browser, oldest first: each with its field, and whether it is words. What was typed here meanwhile comes after it;
/// gives back which fields those are.
pub fn found(lay: Vec<(String, String, bool)>) -> Vec<String> {
    let mut all: Vec<Known> = Vec::new();
    for (name, kept, words) in lay {
        after(&mut all, Known { name, kept, words });
    }
    let newer = KEPT.with_borrow_mut(|here| {
        let typed = std::mem::replace(here, all);
        let newer = typed.iter().map(|it| it.name.clone()).collect();
        for it in typed {
            after(here, it);
        }
        newer
    });
    drafts::found();
    newer
}

/// This was kept later than whatever is there of its field.
fn after(all: &mut Vec<Known>, later: Known) {
    match all.iter_mut().find(|it| it.name == later.name) {
        Some(it) if later.words => {
            it.kept = Draft::unpacked(&it.kept).then(&Draft::unpacked(&later.kept)).packed();
        }
        Some(it) => *it = later,
        None => all.push(later),
    }
}

impl Draft {
    fn packed(self) -> String {
        let Self { text, from } = self;
        if from.is_empty() { text } else { format!("{text}{STARTED}{from}") }
    }

    fn unpacked(kept: &str) -> Self {
        let (text, from) = kept.split_once(STARTED).unwrap_or((kept, ""));
        Self { text: text.to_owned(), from: from.to_owned() }
    }

    /// What was written later, after these words. Nothing of either is lost.
    fn then(self, later: &Self) -> Self {
        Self { text: joined(&self.text, &later.text), from: self.from }
    }

    /// What a field shows in which something stands by now. Where that moved on since, both are there, and the writer chooses.
    fn over(&self, stands: &str) -> String {
        if self.from == stands { self.text.clone() } else { joined(stands, &self.text) }
    }
}

fn joined(first: &str, second: &str) -> String {
    if second.contains(first) { second.to_owned() } else { format!("{first} {second}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str, from: &str) -> Draft {
        Draft { text: text.to_owned(), from: from.to_owned() }
    }

    // [O30]
    #[test]
    fn what_was_typed_before_the_drawer_was_open_comes_after_what_lay_there() {
        let both = draft("Han griner, når", "").then(&draft("vi leger", ""));
        assert_eq!(both.text, "Han griner, når vi leger");
        let more = draft("Han griner", "").then(&draft("Han griner, når", ""));
        assert_eq!(more.text, "Han griner, når");
    }

    #[test]
    fn words_over_what_moved_on_stand_beside_it() {
        assert_eq!(draft("Hun synger højt", "Hun synger").over("Hun synger"), "Hun synger højt");
        assert_eq!(
            draft("Hun synger højt", "Hun synger").over("Hun ler"),
            "Hun ler Hun synger højt"
        );
        assert_eq!(draft("Hun synger", "").over(""), "Hun synger");
    }

    #[test]
    fn a_draft_is_put_away_with_what_it_started_from() {
        for it in [draft("Hun synger højt", "Hun synger"), draft("Hun synger", "")] {
            assert!(Draft::unpacked(&it.clone().packed()) == it);
        }
        assert_eq!(draft("Hun synger", "").packed(), "Hun synger");
    }
}
