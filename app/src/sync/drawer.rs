//! The drawer: what is being typed, sealed, in the browser, until it is sent. It outlives the tab and the session, and opens for its
//! writer alone.
//!
//! The browser seals nothing at once. While one letter is being put away the next ones are typed; they go together, right after.

use super::chest::{Chest, Deed};
use crate::drafts;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

const CHEST: &str = "familiedialog-drafts";

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
        let start = place(&whose, "");
        for kept in chest.all().await.into_iter().filter(|kept| kept.mark == whose) {
            let at = kept.at.as_string().unwrap_or_default();
            lay.extend(at.strip_prefix(&start).map(|field| (field.to_owned(), kept.text)));
        }
    }
    DRAWER.with_borrow_mut(|drawer| (drawer.chest, drawer.whose) = (chest, whose));
    for field in drafts::found(lay) {
        changed(&field);
    }
}

/// Something else stands in this field now, or nothing.
pub fn changed(field: &str) {
    let begins = DRAWER.with_borrow_mut(|drawer| {
        drawer.changed.insert(field.to_owned());
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
        match drafts::known(field) {
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
        let fields = std::mem::take(&mut self.changed);
        self.busy = !fields.is_empty();
        self.busy.then_some(fields)
    }
}
