//! Taking back a seat that somebody else sits in.

use super::invite::{Shown, fetch_when_saved, show};
use crate::device;
use crate::place::{Place, use_place, use_text};
use chrono::Duration;
use domain::people::{Command as People, Member};
use domain::{Command, Ctx, InvitationId, MemberId, may};
use leptos::prelude::*;

/// Those whose seats this person may open anew. Folded, for it ends something.
#[component]
pub fn Renew() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let shown = RwSignal::new(Shown::Nothing);
    fetch_when_saved(place, shown);
    let all = place.read(move |family| {
        let (people, ctx) = (&family.people, Ctx { actor: place.me, now: place.now });
        let may = |it: &&Member| it.joined && may::renews(people, &ctx, it.id).is_ok();
        people.here().filter(may).map(|it| (it.id, it.name.clone())).collect::<Vec<_>>()
    });
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
            </div>
        </details>
        <div aria-live="polite">{move || show(shown.get())}</div>
    }
}

fn renew(place: Place, shown: RwSignal<Shown>, member: MemberId) {
    let id = InvitationId(device::new_id());
    let until = device::now() + Duration::days(7);
    let command = People::Renew { id, member, until };
    if place.send(Command::People(command)).is_ok() {
        shown.set(Shown::Fetching(id));
    }
}
