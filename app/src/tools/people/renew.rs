//! Taking back a seat that somebody else sits in.

use super::invite::{Shown, fetch_when_saved, show};
use crate::components::form::{FreshId, Hidden};
use crate::device;
use crate::place::{Place, name, of_boot, use_place, use_text};
use crate::routes::Room;
use chrono::Duration;
use domain::people::{Command as People, Member};
use domain::{Command, Ctx, Family, InvitationId, MemberId, may};
use leptos::prelude::*;

/// Those whose seats this person may open anew. Folded, for it ends something.
#[component]
pub fn Renew() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let shown = RwSignal::new(Shown::Nothing);
    fetch_when_saved(place, shown);
    let all = place.read(move |family| seats(place, family));
    let row = move |(id, name): (MemberId, String)| {
        view! {
            <button r#type="button" class="button button--quiet" on:click=move |_| renew(place, shown, id)>
                {(text.people.renew_go)(&name)}
            </button>
        }
    };
    view! {
        <details class="details">
            <summary>{text.people.renew_title}</summary>
            <div class="stack">
                {text.people.renew_lead.map(|line| view! { <p>{line}</p> })}
                {move || all.get().into_iter().map(row).collect_view()}
                <div aria-live="polite">{move || show(shown.get())}</div>
            </div>
        </details>
    }
}

/// The same for whoever has no script: a form a seat. The way in then stands on a page of its own, to which a link leads for as long as
/// it is open.
#[component]
pub fn RenewPlain() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().people);
    let (all, open) =
        place.family.with_untracked(|family| (seats(place, family), open_ways(place, family)));
    let nothing = all.is_empty() && open.is_empty();
    let way = of_boot(|boot| boot.fresh).flatten().filter(|_| !nothing)?.sent;
    let form = move |(id, name): (MemberId, String)| {
        view! {
            <form method="post" action=place.action("people")>
                <input r#type="hidden" name="back" value=place.href(Room::People)/>
                <input r#type="hidden" name="then" value=way_in(place, InvitationId(way.0))/>
                <FreshId/>
                <Hidden name="act" value="renew"/>
                <Hidden name="member" value=id.to_string()/>
                <button class="button button--quiet">{(text.renew_go)(&name)}</button>
            </form>
        }
    };
    let link = move |(id, name): (InvitationId, String)| {
        view! { <a class="button button--quiet" href=way_in(place, id)>{(text.renew_show)(&name)}</a> }
    };
    Some(view! {
        <details class="details only-plain">
            <summary>{text.renew_title}</summary>
            <div class="stack">
                {open.into_iter().map(link).collect_view()}
                {text.renew_lead.map(|line| view! { <p>{line}</p> })}
                {all.into_iter().map(form).collect_view()}
            </div>
        </details>
    })
}

/// The address of the page on which a way in stands.
fn way_in(place: Place, way: InvitationId) -> String {
    place.action(&format!("way/{way}"))
}

/// The ways that this person opened into a seat anew, and that still stand open; and whom they are for.
fn open_ways(place: Place, family: &Family) -> Vec<(InvitationId, String)> {
    let people = &family.people;
    let stands = |it: &InvitationId| {
        people.invitations.get(it).is_some_and(|it| it.by == place.me && it.open(place.now).is_ok())
    };
    let ways = people.renewed.iter().map(|(member, it)| (it.way, *member));
    ways.filter(|(way, _)| stands(way)).map(|(way, who)| (way, name(family, who))).collect()
}

/// Those whose seats this person may open anew.
fn seats(place: Place, family: &Family) -> Vec<(MemberId, String)> {
    let (people, ctx) = (&family.people, Ctx { actor: place.me, now: place.now });
    let may = |it: &&Member| it.joined && may::renews(people, &ctx, it.id).is_ok();
    people.here().filter(may).map(|it| (it.id, it.name.clone())).collect()
}

fn renew(place: Place, shown: RwSignal<Shown>, member: MemberId) {
    let id = InvitationId(device::new_id());
    let until = device::now() + Duration::days(7);
    let command = People::Renew { id, member, until };
    if place.send(Command::People(command)).is_ok() {
        shown.set(Shown::Fetching(id));
    }
}
