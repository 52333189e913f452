//! A person: a letter in a circle. The hue says which part of the circle, never how it goes.

use crate::place;
use domain::people::{Member, Role};
use leptos::prelude::*;

/// The circle. Its name stands beside it.
#[component]
pub fn Avatar(member: Member) -> impl IntoView {
    let class = match member.role {
        Role::Guardian => "avatar avatar--family",
        Role::Child => "avatar avatar--child",
        Role::Network => "avatar avatar--network",
        Role::Professional => "avatar avatar--professional",
    };
    view! { <span class=class aria-hidden="true">{place::initial(&member.name).to_owned()}</span> }
}
