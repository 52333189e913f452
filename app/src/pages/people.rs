//! Us: who is in the circle, and the ways in.

use crate::place::{use_place, use_text};
use crate::tools::people::{Invite, Members, NameForm, OpenInvitations, RenameForm};
use domain::people::Role;
use leptos::prelude::*;

/// The page of the circle.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let may_invite = place.read(move |family| {
        let guardian = family.people.get(place.me).is_some_and(|me| me.role == Role::Guardian);
        guardian || family.people.is_coordinator(place.me)
    });
    view! {
        <h1>{text.people.title}</h1>
        <p class="lead">{text.people.lead}</p>
        <Members/>
        <Show when=move || place.live.get() && may_invite.get() fallback=move || may_not(may_invite)>
            <Invite/>
            <OpenInvitations/>
        </Show>
        <Show when=move || place.live.get()>
            <details class="details">
                <summary>{text.people.name_title}</summary>
                <div><NameForm/></div>
            </details>
            <details class="details">
                <summary>{text.people.rename_title}</summary>
                <div><RenameForm/></div>
            </details>
        </Show>
    }
}

fn may_not(may_invite: Memo<bool>) -> impl IntoView {
    let text = use_text();
    move || (!may_invite.get()).then(|| view! { <p class="muted">{text.people.may_not}</p> })
}
