//! Us: who is in the circle, and the ways in.

use crate::components::icon::Icon;
use crate::pages::looked::LookedLink;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use crate::tools::people::{
    Baton, Course, Erase, Erasing, Invite, Leave, Members, NameForm, OpenInvitations, RenameForm,
    TakeCopy, Wish, WouldYou,
};
use leptos::prelude::*;

/// The page of the circle.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let may_invite = place.read(move |family| family.people.may_invite(place.me));
    view! {
        <h1>{text.people.title}</h1>
        <p class="lead">{text.people.lead}</p>
        <WouldYou/>
        <Erasing/>
        <Wish/>
        <Members/>
        <Show when=move || place.live.get() && may_invite.get() fallback=move || may_not(may_invite)>
            <Invite/>
            <OpenInvitations/>
        </Show>
        <Show when=move || place.live.get() && may_invite.get()>
            <details class="details">
                <summary>{text.people.name_title}</summary>
                <div><NameForm/></div>
            </details>
        </Show>
        <Show when=move || place.live.get()>
            <details class="details">
                <summary>{text.people.rename_title}</summary>
                <div><RenameForm/></div>
            </details>
        </Show>
        <Baton/>
        <Course/>
        <TakeCopy/>
        <Erase/>
        <Leave/>
        <a class="button button--quiet" href=place.href(Room::Consent)>
            <Icon name="lock"/>
            {text.common.consent}
        </a>
        <LookedLink/>
        <a class="button button--quiet" href="/devices">
            <Icon name="device"/>
            {text.common.devices}
        </a>
        <a class="button button--quiet" href="/account">
            <Icon name="key"/>
            {text.common.account}
        </a>
        <small class="leave__key">{text.common.leave_by_key}</small>
    }
}

fn may_not(may_invite: Memo<bool>) -> impl IntoView {
    let text = use_text();
    move || (!may_invite.get()).then(|| view! { <p class="muted">{text.people.may_not}</p> })
}
