//! Who may see what. The family's page of power: everything that was given stands here, and goes with one tap.

use crate::place::{use_place, use_text};
use crate::routes::Room;
use crate::tools::consent::{Basis, Given, Mine};
use chrono::NaiveDate;
use domain::consent::is_of_age;
use domain::people::{Member, Role};
use domain::{Family, MemberId};
use leptos::prelude::*;

/// Who reads, and so for whom they decide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Guardian,
    /// Of age to decide for themselves.
    Young(MemberId),
    Guest,
}

fn reader(family: &Family, me: MemberId, today: NaiveDate) -> Reader {
    match family.people.get(me) {
        Some(it) if it.role == Role::Guardian => Reader::Guardian,
        Some(it) if it.role == Role::Child && is_of_age(it, today) => Reader::Young(me),
        _ => Reader::Guest,
    }
}

/// The page.
#[component]
pub fn ConsentPage() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    // It may turn while the page is open: a birth was put right.
    let reader = place.read(move |family| reader(family, place.me, place.today()));
    let lead = move || match reader.get() {
        Reader::Guardian => text.consent.lead_guardian,
        Reader::Young(_) => text.consent.lead_young,
        Reader::Guest => text.consent.lead_guest,
    };
    let others = place.read(move |family| others(family, place.me));
    let cards = move || {
        let of = match reader.get() {
            Reader::Young(me) => Some(me),
            Reader::Guardian | Reader::Guest => None,
        };
        let card = move |id: MemberId| view! { <Given to=id of/> };
        let alone = others.with(Vec::is_empty).then(|| view! { <p>{text.consent.alone}</p> });
        view! { {alone} {others.get().into_iter().map(card).collect_view()} }
    };
    view! {
        <h1>{text.common.consent}</h1>
        <p class="lead">{lead}</p>
        {move || (reader.get() != Reader::Guest).then(cards)}
        {move || (reader.get() != Reader::Guardian).then(|| view! { <Mine/> })}
        <Basis/>
        <a class="button button--quiet" href=place.href(Room::People)>{text.shield.there}</a>
    }
}

/// Those who see only what is given to them.
fn others(family: &Family, me: MemberId) -> Vec<MemberId> {
    let guest = |it: &&Member| it.role != Role::Guardian && it.id != me && it.joined;
    family.people.here().filter(guest).map(|it| it.id).collect()
}
