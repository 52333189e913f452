//! The drawer: what is being typed, sealed, in the browser, until it is sent. It outlives the tab and the session, and opens for its
//! writer alone.
//!
//! The browser seals nothing at once. While one letter is being put away the next ones are typed; they go together, right after.

use super::chest::{Chest, Deed, Kept};
use super::{desk, outbox};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

const CHEST: &str = "familiedialog-own-drafts";

struct Drawer {
    chest: Option<Rc<Chest>>,
    /// The family and the member.
    whose: String,
    /// The fields that are not put away as they stand.
    changed: BTreeSet<String>,
    busy: bool,
}

thread_local! {
    static DRAWER: RefCell<Drawer> = const { RefCell::new(Drawer {
        chest: None,
        whose: String::new(),
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
    let found = fields(lay, &whose);
    DRAWER.with_borrow_mut(|drawer| (drawer.chest, drawer.whose) = (chest, whose));
    for field in desk::found(found) {
        changed(&field);
    }
}

/// What lies there of this person, by its field.
fn fields(lay: Vec<Kept>, whose: &str) -> Vec<(String, String)> {
    let start = place(whose, "");
    let field = |kept: Kept| {
        let at = kept.at.as_string()?;
        Some((at.strip_prefix(&start)?.to_owned(), kept.text))
    };
    lay.into_iter().filter(|kept| kept.mark == whose).filter_map(field).collect()
}

/// Something else stands in this field now, or nothing.
pub fn changed(field: &str) {
    DRAWER.with_borrow_mut(|drawer| drawer.changed.insert(field.to_owned()));
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

async fn put_away() {
    while let Some(fields) = DRAWER.with_borrow_mut(Drawer::next) {
        if carry_out(&fields).await.is_none() {
            // A browser may shut a chest that was open for long.
            let chest = Chest::open(CHEST).await.map(Rc::new);
            DRAWER.with_borrow_mut(|drawer| drawer.chest = chest);
            carry_out(&fields).await;
        }
    }
}

async fn carry_out(fields: &BTreeSet<String>) -> Option<()> {
    let (chest, whose) = DRAWER.with_borrow(|drawer| (drawer.chest.clone(), drawer.whose.clone()));
    let deed = |field: &String| {
        let at = JsValue::from(place(&whose, field));
        match desk::known(field) {
            Some(text) => Deed::Put { at: Some(at), mark: whose.clone(), text },
            None => Deed::Take { at },
        }
    };
    chest?.carry_out(fields.iter().map(deed).collect()).await?;
    Some(())
}

fn place(whose: &str, field: &str) -> String {
    format!("{whose}/{field}")
}

impl Drawer {
    fn next(&mut self) -> Option<BTreeSet<String>> {
        let all = std::mem::take(&mut self.changed);
        // What left its field to be sent stays here until it is kept there.
        let stays = outbox::is_busy();
        let (fields, rest): (BTreeSet<_>, _) =
            all.into_iter().partition(|field| !stays || desk::known(field).is_some());
        self.changed = rest;
        self.busy = !fields.is_empty();
        self.busy.then_some(fields)
    }
}
