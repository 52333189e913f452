//! The drawer: what is being typed, sealed, in the browser, until it is sent. It outlives the tab and the session, and opens for its
//! writer alone.
//!
//! The browser seals nothing at once. While one letter is being put away the next ones are typed; they go together, right after.

use super::chest::{Chest, Deed, Kept};
use super::{desk, outbox};
use crate::device;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

const CHEST: &str = "familiedialog-own-drafts";

/// Behind its field each thing has a number of its own, later ones greater: so no tab writes over what another has put. Of two things of
/// one field words are joined, and of two choices the newer one counts.
const WORDS: char = '+';
const CHOICE: char = '=';

/// Where something lies that this tab has put there, or found. Only such things does it ever take away.
struct Lies {
    field: String,
    at: String,
    /// It has left its field: it goes once it lies in the outbox.
    leaves: bool,
}

struct Drawer {
    chest: Option<Rc<Chest>>,
    /// The family and the member.
    whose: String,
    lies: Vec<Lies>,
    /// The fields that are not put away as they stand.
    changed: BTreeSet<String>,
    busy: bool,
}

/// What is done at once.
struct Change {
    put: Option<Put>,
    taken: Vec<String>,
}

/// What stands in a field by now, and where it is put.
#[derive(Clone)]
struct Put {
    field: String,
    at: String,
    text: String,
}

thread_local! {
    static DRAWER: RefCell<Drawer> = const { RefCell::new(Drawer {
        chest: None,
        whose: String::new(),
        lies: Vec::new(),
        changed: BTreeSet::new(),
        busy: false,
    }) };
}

/// Opens it, and shows what lay there. Where the browser keeps nothing, what is typed lives as long as the page.
pub async fn open(whose: String) {
    let chest = Chest::open(CHEST).await.map(Rc::new);
    let mut lay = Vec::new();
    if let Some(chest) = &chest {
        chest.is_here(&whose).await;
        lay = chest.all().await;
    }
    DRAWER.with_borrow_mut(|drawer| (drawer.chest, drawer.whose) = (chest, whose.clone()));
    show(lay, &whose);
}

/// Shows what lies there of this person.
fn show(lay: Vec<Kept>, whose: &str) {
    let mut found = Vec::new();
    for Kept { at, text, .. } in lay.into_iter().filter(|kept| kept.mark == whose) {
        let Some(at) = at.as_string() else { continue };
        let Some((field, words)) = field_of(&at, whose) else { continue };
        DRAWER.with_borrow_mut(|drawer| {
            drawer.lies.push(Lies { field: field.to_owned(), at: at.clone(), leaves: false });
        });
        found.push((field.to_owned(), text, words));
    }
    for field in desk::found(found) {
        changed(&field);
    }
}

/// Something else stands in this field now, or nothing.
pub fn changed(field: &str) {
    let left = desk::known(field).is_none();
    DRAWER.with_borrow_mut(|drawer| {
        let of_it = drawer.lies.iter_mut().filter(|it| it.field == field);
        of_it.for_each(|it| it.leaves |= left);
        drawer.changed.insert(field.to_owned());
    });
    go_on();
}

/// Puts away what has changed. Called again once what was sent lies in the outbox.
pub fn go_on() {
    let begins = DRAWER.with_borrow_mut(|drawer| {
        drawer.chest.is_some() && !std::mem::replace(&mut drawer.busy, true)
    });
    if begins {
        spawn_local(put_away());
    }
}

/// Whether something is being put away.
pub fn is_busy() -> bool {
    DRAWER.with_borrow(|drawer| drawer.busy)
}

/// Whether something that was typed lives as long as this page only, and no longer: it could not be put away.
pub fn is_stuck() -> bool {
    let changed = DRAWER.with_borrow(|drawer| (!drawer.busy).then(|| drawer.changed.clone()));
    changed.is_some_and(|fields| fields.iter().any(|field| desk::known(field).is_some()))
}

async fn put_away() {
    let mut stuck = Vec::new();
    while let Some(changes) = DRAWER.with_borrow_mut(Drawer::next) {
        if done(&changes).await {
            continue;
        }
        // A browser may shut a chest that was open for long.
        if let Some(chest) = Chest::open(CHEST).await {
            DRAWER.with_borrow_mut(|drawer| drawer.chest = Some(Rc::new(chest)));
        }
        // One that is too large for what room there is holds no other back.
        let mut leaves = true;
        for change in &changes {
            if !done(std::slice::from_ref(change)).await {
                leaves &= change.put.is_some();
                stuck.extend(change.put.clone());
            }
        }
        if !leaves {
            break;
        }
    }
    DRAWER.with_borrow_mut(|drawer| drawer.could_not(stuck));
}

/// Whether it is done and on disk.
async fn done(changes: &[Change]) -> bool {
    let done = carry_out(changes).await.is_some();
    if done {
        let taken = |at: &String| changes.iter().any(|it| it.taken.contains(at));
        DRAWER.with_borrow_mut(|drawer| drawer.lies.retain(|it| !taken(&it.at)));
    }
    done
}

async fn carry_out(changes: &[Change]) -> Option<()> {
    let (chest, mark) = DRAWER.with_borrow(|drawer| (drawer.chest.clone(), drawer.whose.clone()));
    let take = changes.iter().flat_map(|it| &it.taken);
    let take = take.map(|at| Deed::Take { at: JsValue::from(at) });
    let put = changes.iter().filter_map(|it| it.put.as_ref()).map(|it| Deed::Put {
        at: Some(JsValue::from(&it.at)),
        mark: mark.clone(),
        text: it.text.clone(),
    });
    chest?.carry_out(take.chain(put).collect()).await?;
    Some(())
}

/// The field of what lies at a place, and whether it holds words. What older programs put away has no number.
fn field_of<'a>(at: &'a str, whose: &str) -> Option<(&'a str, bool)> {
    let rest = at.strip_prefix(whose)?.strip_prefix('/')?;
    let (field, number) = rest.rsplit_once([WORDS, CHOICE]).unwrap_or((rest, ""));
    Some((field, number.is_empty() || rest[field.len()..].starts_with(WORDS)))
}

impl Drawer {
    /// What left its field goes first, for that makes room; but as long as it is not kept elsewhere it stays.
    fn next(&mut self) -> Option<Vec<Change>> {
        let may_leave = !outbox::is_busy() && !outbox::is_stuck();
        let leaving = self.lies.iter().filter(|it| it.leaves && may_leave);
        let taken: Vec<_> = leaving.map(|it| it.at.clone()).collect();
        let changes = if taken.is_empty() { self.put() } else { vec![Change { put: None, taken }] };
        self.busy = !changes.is_empty();
        self.busy.then_some(changes)
    }

    /// What stands in the fields by now, each in the place of what stood in it before.
    fn put(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        for field in std::mem::take(&mut self.changed) {
            let Some((text, words)) = desk::known(&field) else { continue };
            let before = self.lies.iter().filter(|it| it.field == field && !it.leaves);
            let taken = before.map(|it| it.at.clone()).collect();
            let kind = if words { WORDS } else { CHOICE };
            let at = format!("{}/{field}{kind}{}", self.whose, device::new_id());
            self.lies.push(Lies { field: field.clone(), at: at.clone(), leaves: false });
            changes.push(Change { put: Some(Put { field, at, text }), taken });
        }
        changes
    }

    /// What could not be put is tried again with whatever comes next.
    fn could_not(&mut self, stuck: Vec<Put>) {
        for Put { field, at, .. } in stuck {
            self.lies.retain(|it| it.at != at);
            self.changed.insert(field);
        }
        self.busy = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [O23]
    #[test]
    fn a_place_says_which_field_it_is_of_and_whether_it_holds_words() {
        let id = "0192f0c1-0000-7000-8000-000000000001";
        for (rest, field, words) in [
            (format!("works{WORDS}{id}"), "works", true),
            (format!("due-{id}{CHOICE}{id}"), "due-0192f0c1-0000-7000-8000-000000000001", false),
            (format!("because-{id}"), "because-0192f0c1-0000-7000-8000-000000000001", true),
        ] {
            assert!(field_of(&format!("family/me/{rest}"), "family/me") == Some((field, words)));
        }
        assert!(field_of("family/another/works", "family/me").is_none());
    }
}
