//! Us: who is in the circle, and the ways in.

use crate::chunks::{LivePart, Part};
use crate::components::icon::Icon;
use crate::pages::looked::LookedLink;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use crate::tools::people::{
    Baton, Course, Erase, Erasing, Invite, Leave, Members, NameForm, NobodyLeads, OpenInvitations,
    RenameForm, Renew, RenewPlain, TakeCopy, Wish, WouldYou,
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
        <NobodyLeads/>
        <Erasing/>
        <Wish/>
        <Members/>
        {move || (!may_invite.get()).then(|| view! { <p class="muted">{text.people.may_not}</p> })}
        <Show when=move || place.live.get() fallback=RenewPlain><LivePart part=Part::Ways/></Show>
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

/// What is done with a living page only.
#[component]
pub fn Ways() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let may_invite = place.read(move |family| family.people.may_invite(place.me));
    let goes_on = Memo::new(move |_| place.goes_on());
    view! {
        <Show when=move || may_invite.get()>
            <Show when=move || goes_on.get()><Invite/></Show>
            <OpenInvitations/>
            <Renew/>
            <Show when=move || goes_on.get()>
                <details class="details">
                    <summary>{text.people.name_title}</summary>
                    <div><NameForm/></div>
                </details>
            </Show>
        </Show>
        <Show when=move || goes_on.get()>
            <details class="details">
                <summary>{text.people.rename_title}</summary>
                <div><RenameForm/></div>
            </details>
        </Show>
    }
}
