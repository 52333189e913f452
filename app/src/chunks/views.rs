//! What each piece shows. Nothing but the two sides beside this file may name these functions: whatever does, brings the
//! whole piece along.

use super::Part;
use crate::pages::{
    consent, devices, dialogue, dialogues, dreams, home, join, looked, mine, minutes, new, people,
    plan, prepare, ruler, welcome,
};
use crate::routes::{Page, Room};
use crate::tools::dreams::SheetContent;
use crate::tools::ruler::PlaceForm;
use domain::ruler::Seen;
use leptos::prelude::*;

pub fn outside(page: &Page) -> AnyView {
    match page {
        Page::Welcome => view! { <welcome::WelcomePage/> }.into_any(),
        Page::New => view! { <new::NewPage/> }.into_any(),
        Page::Code => view! { <join::CodePage/> }.into_any(),
        Page::Devices => view! { <devices::DevicesPage/> }.into_any(),
        Page::Join { key } => view! { <join::JoinPage key=key.clone()/> }.into_any(),
        _ => ().into_any(),
    }
}

pub fn home(_: &Page) -> AnyView {
    view! { <home::HomePage/> }.into_any()
}

pub fn ruler(page: &Page) -> AnyView {
    match *page {
        Page::Family { room: Room::Ruler { child, setting }, .. } => {
            view! { <ruler::RulerPage child setting/> }.into_any()
        }
        _ => ().into_any(),
    }
}

pub fn dialogues(_: &Page) -> AnyView {
    view! { <dialogues::DialoguesPage/> }.into_any()
}

pub fn dialogue(page: &Page) -> AnyView {
    match *page {
        Page::Family { room: Room::Dialogue { dialogue, step }, .. } => {
            view! { <dialogue::DialoguePage dialogue step/> }.into_any()
        }
        _ => ().into_any(),
    }
}

pub fn prepare(page: &Page) -> AnyView {
    match *page {
        Page::Family { room: Room::Prepare { dialogue }, .. } => {
            view! { <prepare::PreparePage dialogue/> }.into_any()
        }
        _ => ().into_any(),
    }
}

pub fn lay(part: Part) -> AnyView {
    match part {
        Part::Lay { about, setting } => {
            view! { <PlaceForm child=about setting seen=Seen::Mine/> }.into_any()
        }
        _ => ().into_any(),
    }
}

pub fn minutes(page: &Page) -> AnyView {
    match *page {
        Page::Family { room: Room::Minutes { dialogue }, .. } => {
            view! { <minutes::MinutesPage dialogue/> }.into_any()
        }
        _ => ().into_any(),
    }
}

pub fn plan(_: &Page) -> AnyView {
    view! { <plan::PlanPage/> }.into_any()
}

pub fn dreams(_: &Page) -> AnyView {
    view! { <dreams::DreamsPage/> }.into_any()
}

pub fn dream_sheet(_: Part) -> AnyView {
    view! { <SheetContent/> }.into_any()
}

pub fn people(_: &Page) -> AnyView {
    view! { <people::PeoplePage/> }.into_any()
}

pub fn ways(_: Part) -> AnyView {
    view! { <people::Ways/> }.into_any()
}

pub fn consent(page: &Page) -> AnyView {
    match page {
        Page::Family { room: Room::Looked { .. }, .. } => {
            view! { <looked::LookedPage/> }.into_any()
        }
        _ => view! { <consent::ConsentPage/> }.into_any(),
    }
}

pub fn mine(_: &Page) -> AnyView {
    view! { <mine::MinePage/> }.into_any()
}
