//! Coming in: one of five faces, or pass. Passing needs no reason.

use super::{action, picked};
use crate::components::form::{Act, Hidden};
use crate::components::icon::Icon;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::dialogue::{CheckIn as Said, Command};
use domain::{DialogueId, MemberId};
use leptos::html::Fieldset;
use leptos::prelude::*;

/// My face, and those of the others as they come in.
#[component]
pub fn CheckIn(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let inside =
        place.read(move |family| said(family, dialogue).iter().any(|(id, _)| *id == place.me));
    let goes_on = Memo::new(move |_| place.goes_on());
    let form = move || {
        if !goes_on.get() {
            return ().into_any();
        }
        if !inside.get() {
            return view! { <Form dialogue/> }.into_any();
        }
        view! {
            <details class="details">
                <summary>{text.dialogue.check_in.again}</summary>
                <div><Form dialogue/></div>
            </details>
        }
        .into_any()
    };
    view! { {form} <Came dialogue/> }
}

fn said(family: &domain::Family, dialogue: DialogueId) -> Vec<(MemberId, Said)> {
    let all = family.dialogue.all.get(&dialogue).map(|it| &it.check_ins);
    all.into_iter().flatten().map(|(id, said)| (*id, *said)).collect()
}

#[component]
fn Form(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.check_in;
    let group = NodeRef::<Fieldset>::new();
    let mine = place.family.with_untracked(|family| {
        said(family, dialogue).into_iter().find(|(id, _)| *id == place.me)
    });
    let mine = mine.map(|(_, said)| said);
    let send = move || {
        let Some(value) = picked(group) else { return };
        let check_in = value.parse().map_or(Said::Pass, |face| Said::Face { face });
        let _ = place.send(domain::Command::Dialogue(Command::CheckIn { id: dialogue, check_in }));
    };
    let face = move |(index, word): (usize, &'static str)| {
        let number = u8::try_from(index + 1).unwrap_or_default();
        let checked = mine == Some(Said::Face { face: number });
        view! {
            <label class="faces__face">
                <input r#type="radio" name="face" value=number required checked=checked/>
                <svg aria-hidden="true"><use href=format!("/faces.svg#checkin-{number}")></use></svg>
                <span>{word}</span>
            </label>
        }
    };
    let back = place.href(Room::Dialogue { dialogue, step: None });
    view! {
        <Act action=action(place, dialogue) back=back send class="stack">
            <Hidden name="act" value="check_in"/>
            <fieldset class="faces" node_ref=group>
                <legend class="visually-hidden">{words.legend}</legend>
                <div class="faces__row">{words.faces.into_iter().enumerate().map(face).collect_view()}</div>
                <label class="faces__pass">
                    <input r#type="radio" name="face" value="pass" checked=mine == Some(Said::Pass)/>
                    <span>{words.pass}</span>
                </label>
            </fieldset>
            <button class="button button--wide">{words.go}</button>
            <p class="private"><Icon name="eye"/> {words.seen}</p>
        </Act>
    }
}

/// Those who are in, each with their face.
#[component]
fn Came(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let all = place.read(move |family| {
        let all = said(family, dialogue).into_iter();
        all.map(|(id, said)| (name(family, id), said)).collect::<Vec<_>>()
    });
    let list = move |all: Vec<(String, Said)>| {
        (!all.is_empty()).then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2 class="eyebrow">{text.dialogue.check_in.came}</h2>
                    <ul class="came">{all.into_iter().map(came).collect_view()}</ul>
                </section>
            }
        })
    };
    view! { <div class="quiet" aria-live="polite">{move || list(all.get())}</div> }
}

fn came((name, said): (String, Said)) -> AnyView {
    let words = &use_text().dialogue.check_in;
    let (picture, word) = match said {
        Said::Pass => (None, words.passed),
        Said::Face { face } => (
            Some(face),
            words.faces.get(usize::from(face).wrapping_sub(1)).copied().unwrap_or_default(),
        ),
    };
    let picture = picture.map(|face| {
        view! { <svg class="face" aria-hidden="true"><use href=format!("/faces.svg#checkin-{face}")></use></svg> }
    });
    view! { <li class="person">{picture} <span><b>{name}</b> <small>{word}</small></span></li> }
        .into_any()
}
