//! The application: the page of the address, in its frame.

use crate::boot::{Boot, Say, Trouble};
use crate::chunks;
use crate::components::frame::{Bare, Frame};
use crate::pages::trouble::TroublePage;
use crate::place::Place;
use crate::routes::Page;
use crate::sync;
use leptos::prelude::*;
use std::sync::Arc;

/// Everything. The family goes to the [`Place`], and nothing of it is copied; all else stands in context as it came.
#[component]
pub fn App(mut boot: Boot) -> impl IntoView {
    let page = RwSignal::new(Page::parse(&boot.path));
    provide_context(page);
    let snapshot = boot.place.take();
    let boot = Arc::new(boot);
    provide_context(boot.clone());
    let place = snapshot.and_then(|snapshot| {
        Place::from_boot(&boot, snapshot, sync::sender(), sync::passer(), sync::giver_back())
    });
    sync::start(page, place);
    match (place, boot.say) {
        (Some(place), _) => {
            provide_context(place);
            view! { <Rooms page/> }.into_any()
        }
        (None, Some(Say::Trouble(trouble))) if trouble == Trouble::Offline || !is_form(&boot) => {
            view! { <Bare><TroublePage trouble/></Bare> }.into_any()
        }
        (None, _) => view! { <Bare>{outside(&page.get_untracked())}</Bare> }.into_any(),
    }
}

/// A page outside any family that holds a form shows the trouble beside it, so that what was typed stays. But no form that came without the
/// server: it could not be sent, and goes when the page comes anew.
fn is_form(boot: &Boot) -> bool {
    match Page::parse(&boot.path) {
        Page::New | Page::Code | Page::Welcome => true,
        Page::Join { .. } => boot.invitation.is_some(),
        Page::Devices
        | Page::SignIn
        | Page::Account
        | Page::StepUp
        | Page::HandOver
        | Page::Family { .. }
        | Page::NotFound => false,
    }
}

/// A family's page without the family is told like one that is not there.
fn outside(page: &Page) -> AnyView {
    let outside = !matches!(page, Page::Family { .. });
    outside.then(|| chunks::view(page)).flatten().unwrap_or_else(not_found)
}

#[component]
fn Rooms(page: RwSignal<Page>) -> impl IntoView {
    let page = Memo::new(move |_| page.get());
    let room = Memo::new(move |_| match page.get() {
        Page::Family { room, .. } => Some(room),
        _ => None,
    });
    view! { <Frame room>{move || page.with(chunks::view).unwrap_or_else(not_found)}</Frame> }
}

fn not_found() -> AnyView {
    view! { <TroublePage trouble=Trouble::NotFound/> }.into_any()
}
