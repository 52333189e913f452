//! One thing of one's own: who sees it, whom it is shown, and letting it go.

use super::own::{Thing, back, one};
use crate::components::choice::{Boxes, anew, ticked};
use crate::components::form::{Act, Hidden};
use crate::components::icon::Icon;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::people::{Member, Role};
use domain::{Command, MemberId};
use leptos::html::Fieldset;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What brings the last thing back that was let go.
pub type Gone = RwSignal<Vec<Command>>;

/// The row. What is open in it stays open when others do something.
#[component]
pub fn Row(thing: Thing, gone: Gone) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let it = place.read(move |family| one(family, thing));
    let seen = move || {
        let names = place.family.with(|family| {
            let shown = one(family, thing).map(|it| it.shown_to).unwrap_or_default();
            shown.iter().map(|id| name(family, *id)).collect::<Vec<_>>()
        });
        if names.is_empty() {
            text.mine.only_you.to_owned()
        } else {
            (text.mine.seen_by)(&text.common.list(&names))
        }
    };
    let goes_on = Memo::new(move |_| place.goes_on());
    let shown = move || it.with(|it| it.as_ref().is_some_and(|it| !it.shown_to.is_empty()));
    let said = move || {
        it.get().map(|it| {
            let day = text.dates.near(it.on, place.today());
            view! { <p class="eyebrow">{day}</p> <blockquote>{it.text}</blockquote> }
        })
    };
    let hide = move || {
        let _ = place.send(thing.show(BTreeSet::new()));
    };
    let remove = move || {
        let undo = place.family.with_untracked(|family| back(family, thing));
        if place.send(thing.remove()).is_ok() {
            gone.set(undo);
        }
    };
    view! {
        <li class="card stack stack--tight">
            {said}
            <p class="private"><Icon name="lock"/> {seen}</p>
            <Show when=move || goes_on.get()>
                <Show when=shown><Deed thing act="nobody" label=text.mine.show_nobody send=hide/></Show>
                <ShowTo thing/>
                <Deed thing act="remove" label=text.mine.remove send=remove/>
            </Show>
        </li>
    }
}

/// A deed of one tap.
#[component]
fn Deed(
    thing: Thing,
    act: &'static str,
    label: &'static str,
    send: impl Fn() + 'static,
) -> impl IntoView {
    let place = use_place();
    view! {
        <Act action=place.action("mine") back=place.href(Room::Mine) send>
            {begin(thing, act)}
            <button class="button button--quiet button--small">{label}</button>
        </Act>
    }
    .into_any()
}

fn begin(thing: Thing, act: &'static str) -> AnyView {
    view! {
        <Hidden name="act" value=act/>
        <Hidden name="thing" value=thing.slug()/>
        <Hidden name="id" value=thing.id()/>
    }
    .into_any()
}

#[component]
fn ShowTo(thing: Thing) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().mine);
    let options = place.read(move |family| {
        let shown = one(family, thing).map(|it| it.shown_to).unwrap_or_default();
        let other = |it: &&Member| it.joined && it.id != place.me;
        let mut others: Vec<_> = family.people.here().filter(other).collect();
        // Grown-ups first: it is mostly for them.
        others.sort_by_key(|it| it.role == Role::Child);
        let option = |it: &Member| (it.id.to_string(), it.name.clone(), shown.contains(&it.id));
        others.into_iter().map(option).collect::<Vec<_>>()
    });
    let group = NodeRef::<Fieldset>::new();
    let send = move || {
        let to = ticked(group, "to-").iter().filter_map(|id| id.parse::<MemberId>().ok()).collect();
        if place.send(thing.show(to)).is_ok() {
            anew(group);
        }
    };
    view! {
        <details class="details details--plain">
            <summary>{text.show}</summary>
            <Act action=place.action("mine") back=place.href(Room::Mine) send class="stack stack--tight">
                {begin(thing, "show")}
                {move || view! { <Boxes legend=text.show_lead prefix="to-" options=options.get() node=group/> }}
                <button class="button">{text.show_go}</button>
            </Act>
        </details>
    }
    .into_any()
}
