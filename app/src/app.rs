//! The application: the page of the address, in its frame.

use crate::boot::{Boot, Say};
use crate::components::frame::{Bare, Frame};
use crate::pages::{dialogue, dialogues, dreams, home, join, minutes, new, people, plan, prepare, ruler, trouble, welcome};
use crate::place::{Place, use_boot};
use crate::routes::{Page, Room};
use crate::sync;
use leptos::prelude::*;

/// Everything. Reads the [`Boot`] from context.
#[component]
pub fn App() -> impl IntoView {
    let boot = use_boot();
    let page = RwSignal::new(Page::parse(&boot.path));
    provide_context(page);
    let place = Place::from_boot(&boot, sync::sender(), sync::passer());
    sync::start(&boot, page, place);
    match (place, boot.say) {
        (Some(place), _) => {
            provide_context(place);
            view! { <Rooms page/> }.into_any()
        }
        (None, Some(Say::Trouble(trouble))) if !is_form(&boot) => view! { <Bare><trouble::TroublePage trouble/></Bare> }.into_any(),
        (None, _) => view! { <Bare>{outside(&page.get_untracked())}</Bare> }.into_any(),
    }
}

/// A page outside any family that holds a form shows the trouble beside it, so that what was typed stays.
fn is_form(boot: &Boot) -> bool {
    match Page::parse(&boot.path) {
        Page::New | Page::Code | Page::Welcome => true,
        Page::Join { .. } => boot.invitation.is_some(),
        Page::Family { .. } | Page::NotFound => false,
    }
}

fn outside(page: &Page) -> AnyView {
    match page {
        Page::Welcome => view! { <welcome::WelcomePage/> }.into_any(),
        Page::New => view! { <new::NewPage/> }.into_any(),
        Page::Code => view! { <join::CodePage/> }.into_any(),
        Page::Join { key } => view! { <join::JoinPage key=key.clone()/> }.into_any(),
        Page::Family { .. } | Page::NotFound => {
            view! { <trouble::TroublePage trouble=crate::boot::Trouble::NotFound/> }.into_any()
        }
    }
}

#[component]
fn Rooms(page: RwSignal<Page>) -> impl IntoView {
    let room = Memo::new(move |_| match page.get() {
        Page::Family { room, .. } => Some(room),
        _ => None,
    });
    view! { <Frame room>{move || room.get().map_or_else(not_found, inside)}</Frame> }
}

fn not_found() -> AnyView {
    view! { <trouble::TroublePage trouble=crate::boot::Trouble::NotFound/> }.into_any()
}

fn inside(room: Room) -> AnyView {
    match room {
        Room::Home => view! { <home::HomePage/> }.into_any(),
        Room::Ruler { child, setting } => view! { <ruler::RulerPage child setting/> }.into_any(),
        Room::Dialogues => view! { <dialogues::DialoguesPage/> }.into_any(),
        Room::Dialogue { dialogue, step } => view! { <dialogue::DialoguePage dialogue step/> }.into_any(),
        Room::Prepare { dialogue } => view! { <prepare::PreparePage dialogue/> }.into_any(),
        Room::Minutes { dialogue } => view! { <minutes::MinutesPage dialogue/> }.into_any(),
        Room::Plan => view! { <plan::PlanPage/> }.into_any(),
        Room::Dreams => view! { <dreams::DreamsPage/> }.into_any(),
        Room::People => view! { <people::PeoplePage/> }.into_any(),
    }
}
