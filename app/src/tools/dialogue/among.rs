//! Whom a dialogue is among: who sees it, who does not, and changing it. Once it has begun nobody takes it from the family.

use super::{action, names};
use crate::components::choice::{Boxes, anew, ticked};
use crate::components::form::{Act, Hidden};
use crate::place::{Place, use_place, use_text};
use crate::routes::Room;
use domain::dialogue::Command;
use domain::{DialogueId, Family, MemberId};
use leptos::html::Fieldset;
use leptos::prelude::*;
use std::collections::BTreeSet;

type Circle = Option<BTreeSet<MemberId>>;

fn circle(family: &Family, dialogue: DialogueId) -> Circle {
    family.dialogue.all.get(&dialogue).and_then(|it| it.among.clone())
}

/// The circle in plain words. Whoever may change it can.
#[component]
pub fn Among(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.among;
    let said = place.read(move |family| {
        let circle = circle(family, dialogue)?;
        let people = family.people.here().map(|it| it.id);
        let (within, without): (Vec<_>, Vec<_>) = people.partition(|id| circle.contains(id));
        let list = |ids| text.common.list(&names(family, ids));
        Some((list(within), list(without)))
    });
    let may = place.read(move |family| may_change(place, family, dialogue));
    let line = move || match said.get() {
        None => view! { <p>{words.all}</p> }.into_any(),
        Some((within, without)) => view! {
            <p>{(words.some)(&within)}</p>
            {(!without.is_empty()).then(|| view! { <p>{(words.not)(&without)}</p> })}
        }
        .into_any(),
    };
    view! {
        <section class="card stack stack--tight" aria-labelledby="among">
            <h2 class="eyebrow" id="among">{words.title}</h2>
            {line}
            <Show when=move || may.get()>
                <details class="details details--plain">
                    <summary>{words.set}</summary>
                    <div class="stack"><Set dialogue/></div>
                </details>
            </Show>
        </section>
    }
}

/// A guardian of its circle, and whoever leads; nobody meddles with a circle they are not in.
fn may_change(place: Place, family: &Family, dialogue: DialogueId) -> bool {
    let within = circle(family, dialogue).is_none_or(|it| it.contains(&place.me));
    let draws = family.people.is_guardian(place.me) || family.people.is_coordinator(place.me);
    within && draws && family.people.goes_on()
}

/// Who could take part: for a guardian everybody, for whoever only leads those who are in it already. Oneself always is.
fn options(place: Place, family: &Family, dialogue: DialogueId) -> Vec<(String, String, bool)> {
    let now = circle(family, dialogue);
    let guardian = family.people.is_guardian(place.me);
    let within = |id: &MemberId| now.as_ref().is_none_or(|now| now.contains(id));
    // Who is only named is nobody yet.
    let others = family.people.here().filter(|it| it.joined && it.id != place.me);
    let offered = others.filter(|it| guardian || within(&it.id));
    let chosen = |id: &MemberId| now.is_some() && within(id);
    offered.map(|it| (it.id.to_string(), it.name.clone(), chosen(&it.id))).collect()
}

#[component]
fn Set(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.among;
    let group = NodeRef::<Fieldset>::new();
    let offered = place.read(move |family| options(place, family, dialogue));
    let opens = place.read(move |family| {
        circle(family, dialogue).is_some() && family.people.is_guardian(place.me)
    });
    let send = move |among: Circle| {
        let command = Command::Among { id: dialogue, among };
        if place.send(domain::Command::Dialogue(command)).is_ok() {
            anew(group);
        }
    };
    let some = move || {
        let chosen = ticked(group, "with-");
        let others = chosen.iter().filter_map(|id| id.parse().ok());
        send(Some(others.chain([place.me]).collect()));
    };
    let back = place.href(Room::Dialogue { dialogue, step: None });
    let to = (action(place, dialogue), back);
    let (action, back) = to.clone();
    view! {
        <Act action=action back=back send=some class="stack">
            <Hidden name="act" value="among"/>
            <p>{words.set_lead}</p>
            {move || view! { <Boxes legend=words.who prefix="with-" options=offered.get() node=group/> }}
            <button class="button">{words.go}</button>
        </Act>
        <Show when=move || opens.get()>
            <Act action=to.0.clone() back=to.1.clone() send=move || send(None)>
                <Hidden name="act" value="among_all"/>
                <button class="button button--quiet">{words.open}</button>
            </Act>
        </Show>
    }
}
