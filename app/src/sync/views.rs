//! The last view of each family, kept so that the app opens without a net: what the server had said, never what is pending.
//!
//! A view belongs to the session in which it was told (`visit.rs`): a view of another session, or of none, is not shown and does not
//! stay. A page says which session it was made for: by the time it has come, the browser may have another.

use super::chest::{Chest, Rank, throw_away, thrown_away};
use super::{driver, visit};
use crate::boot::{Boot, Home, Say, Trouble};
use crate::routes::{Page, Room};
use crate::{device, json, text};
use chrono::{DateTime, Utc};
use domain::FamilyId;
use domain::people::Language;
use domain::protocol::Snapshot;
use domain::view::turned;
use gloo::timers::callback::Timeout;
use leptos::prelude::{document, window};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

const CHEST: &str = "familiedialog-own-views";
/// What comes together is kept together, in milliseconds.
const TOGETHER: u32 = 500;

/// One family, as the server had said it was at this moment.
#[derive(Serialize, Deserialize)]
pub struct View {
    pub now: DateTime<Utc>,
    /// Nothing that another tab was told before this moment is missing in it.
    #[serde(skip)]
    pub whole: DateTime<Utc>,
    pub kept_days: u32,
    pub place: Snapshot,
}

/// Whether something that a member saw in their copy has ended with a day since the server said it: nobody comes to say that.
pub fn has_ended(said: DateTime<Utc>, copy: &Snapshot) -> bool {
    let on = said.date_naive();
    turned(&copy.family, copy.me, on, device::now().date_naive().max(on))
}

thread_local! {
    static OPEN: RefCell<Option<Rc<Chest>>> = const { RefCell::new(None) };
    static SOON: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static KEEPING: Cell<Keeping> = const { Cell::new(Keeping::Nothing) };
}

/// One view is kept at a time: an older one must not come to lie over a newer one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeping {
    Nothing,
    One,
    OneAndAnother,
}

/// Nobody is in, or nobody who may see it. Nothing waits for it.
pub fn drop_all() {
    throw_away(CHEST);
}

/// The server said something: the view is kept anew, with whatever else comes in the next moment.
pub fn changed() {
    SOON.with_borrow_mut(|soon| {
        if soon.is_none() {
            *soon = Some(Timeout::new(TOGETHER, replaced));
        }
    });
}

/// The copy was made anew: what lies here may hold what may no longer be seen.
pub fn replaced() {
    SOON.set(None);
    if KEEPING.get() != Keeping::Nothing {
        return KEEPING.set(Keeping::OneAndAnother);
    }
    KEEPING.set(Keeping::One);
    spawn_local(async {
        loop {
            keep().await;
            if KEEPING.get() == Keeping::One {
                return KEEPING.set(Keeping::Nothing);
            }
            KEEPING.set(Keeping::One);
        }
    });
}

/// What the browser kept is no longer its own to show. Back when it is gone.
pub async fn forget() {
    SOON.set(None);
    OPEN.set(None);
    thrown_away(CHEST).await;
}

/// A page made from what was kept. It says when that was right; where nothing was kept it says so.
pub async fn last(path: String) -> Boot {
    let visit = visit::name();
    visit::begin(visit.as_deref().and_then(|visit| visit.parse().ok()));
    let mut views = of_visit(visit.as_deref()).await;
    let lang = document().document_element().and_then(|page| page.get_attribute("lang"));
    let english = lang.as_deref() == Some(text::of(Language::En).common.lang);
    let language = if english { Language::En } else { Language::Da };
    let mut boot = Boot::blank(path, language, device::now());
    let page = Page::parse(&boot.path);
    if let Page::Welcome = page {
        boot.families = views.iter().filter_map(home).collect();
    }
    let wanted = match (page, boot.families.as_slice()) {
        (Page::Family { family, .. }, _) => Some(family),
        (Page::Welcome, [only]) => Some(only.id),
        _ => None,
    };
    let found = views.iter().position(|view| view.place.family.id == wanted && wanted.is_some());
    let Some(view) = found.map(|index| views.swap_remove(index)) else {
        boot.say = Some(Say::Trouble(Trouble::Offline));
        return boot;
    };
    if let (Page::Welcome, Some(family)) = (Page::parse(&boot.path), wanted) {
        boot.path = at_home(family);
    }
    let me = view.place.family.people.get(view.place.me);
    boot.language = me.map_or(boot.language, |me| me.language);
    boot.kept_days = view.kept_days;
    boot.as_of = Some(view.now);
    boot.visit = visit.and_then(|visit| visit.parse().ok());
    boot.place = Some(view.place);
    boot
}

/// Whoever has one place goes there.
fn at_home(family: FamilyId) -> String {
    let path = Room::Home.href(family);
    let history = window().history().expect("a window has a history");
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    path
}

fn home(view: &View) -> Option<Home> {
    Some(Home { id: view.place.family.id?, name: view.place.family.name.clone() })
}

async fn of_visit(visit: Option<&str>) -> Vec<View> {
    let Some(visit) = visit else {
        forget().await;
        return Vec::new();
    };
    let Some(chest) = chest().await else { return Vec::new() };
    let own = chest.all().await.into_iter().filter(|kept| kept.mark == visit);
    let views: Vec<View> = own.filter_map(|kept| json::read(&kept.text)).collect();
    if views.iter().any(|view| has_ended(view.now, &view.place)) {
        forget().await;
        return Vec::new();
    }
    views
}

/// Keeps what the server has said. Where that cannot be kept, what was kept of before goes: it may hold what was taken back since.
async fn keep() {
    let Some(visit) = visit::name().filter(|_| !visit::is_anothers()) else { return };
    let Some(view) = driver::view() else { return };
    if put(&visit, &view).await.is_none() {
        // A browser may shut a chest that was open for long.
        OPEN.set(None);
        if put(&visit, &view).await.is_none() {
            forget().await;
        }
    }
}

/// Unless another tab has kept a newer one; and lets go of what another session left.
async fn put(visit: &str, view: &View) -> Option<()> {
    let at = JsValue::from(view.place.family.id?.to_string());
    #[expect(clippy::cast_precision_loss, reason = "a count of events and milliseconds")]
    let rank = Rank {
        count: view.place.seq as f64,
        said: view.now.timestamp_millis() as f64,
        whole: view.whole.timestamp_millis() as f64,
    };
    let text = serde_json::to_string(view).ok()?;
    chest().await?.put_newest(&at, visit, rank, &text).await
}

async fn chest() -> Option<Rc<Chest>> {
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Some(open);
    }
    let chest = Rc::new(Chest::open(CHEST).await?);
    OPEN.set(Some(chest.clone()));
    Some(chest)
}
