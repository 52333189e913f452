//! How somebody is reached, on their card: what one knows of it, and what one writes of oneself or of a child.

mod form;

use crate::components::form::{Act, Hidden, was_refused};
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::people::Role;
use domain::shield::{Command as Shield, Fact};
use domain::{Command, FactId, Family, MemberId};
use form::Form;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What is known of one person. Whoever may write, writes here.
#[component]
pub fn Facts(about: MemberId) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().shield);
    let ids = place.read(move |family| {
        let facts = family.shield.facts().values().filter(|it| it.about == about);
        facts.map(|it| (it.id, it.by == place.me)).collect::<Vec<_>>()
    });
    let writes = place.read(move |family| may_write(family, place.me, about));
    let row = move |(id, mine): (FactId, bool)| view! { <Row id mine/> };
    view! {
        <div class="member__facts">
            <For each=move || ids.get() key=|it| *it children=row/>
            <Show when=move || writes.get()>
                <details class="details" open=was_refused("about", &about.to_string()) && was_refused("id", "")>
                    <summary>{text.add}</summary>
                    <div><Form about fact=None/></div>
                </details>
            </Show>
        </div>
    }
}

/// Their own, and a guardian a child's: the rest is refused.
fn may_write(family: &Family, me: MemberId, about: MemberId) -> bool {
    let people = &family.people;
    let child = || people.get(about).is_some_and(|it| it.role == Role::Child);
    about == me || (people.is_guardian(me) && child())
}

#[component]
fn Row(id: FactId, mine: bool) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let fact = place.read(move |family| family.shield.facts().get(&id).cloned());
    let words = move |fact: &Fact| {
        let kind = (text.shield.kind)(fact.kind);
        view! { <p><small>{kind}</small> <b class="keep">{fact.text.clone()}</b> {whom(fact, mine)}</p> }
    };
    let now = fact.get_untracked();
    view! {
        <div class="stack stack--tight">
            {move || fact.with(|fact| fact.as_ref().map(words))}
            {now.filter(|_| mine).map(|fact| view! { <Change fact/> })}
        </div>
    }
}

/// From whom it is kept: whoever was told needs to know it, too, but for the children. Its author sees at a glance who knows it.
fn whom(fact: &Fact, mine: bool) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let names = |ids: &BTreeSet<MemberId>| {
        place.family.with_untracked(|family| {
            let names: Vec<_> = ids.iter().map(|id| name(family, *id)).collect();
            (!names.is_empty()).then(|| text.common.list(&names))
        })
    };
    let known = names(&fact.known_to).map(|it| (text.shield.known)(&it));
    let known = mine.then(|| known.unwrap_or_else(|| text.shield.only_you.to_owned()));
    let child = place.family.with_untracked(|family| family.people.child(place.me).is_ok());
    let kept = names(&fact.kept_from).map(|it| (text.shield.kept)(&it));
    view! {
        {known.map(|known| view! { <small>{known}</small> })}
        {kept.filter(|_| mine || !child).map(|kept| view! { <small>{kept}</small> })}
    }
    .into_any()
}

#[component]
fn Change(fact: Fact) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().shield);
    let id = fact.id;
    let send = move || {
        let _ = place.send(Command::Shield(Shield::Remove { id }));
    };
    let (about, label) = (fact.about, format!("{}: {}", text.change, (text.kind)(fact.kind)));
    view! {
        <details class="details" open=was_refused("id", &id.to_string())>
            <summary aria-label=label>{text.change}</summary>
            <div class="stack">
                <Form about fact=Some(fact)/>
                <Act action=place.action("shield") back=place.href(Room::People) send>
                    <Hidden name="act" value="remove"/>
                    <Hidden name="id" value=id.to_string()/>
                    <button class="button button--quiet button--small">{text.remove}</button>
                </Act>
            </div>
        </details>
    }
}
