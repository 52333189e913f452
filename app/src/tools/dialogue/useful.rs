//! "Was this useful?" Five words, and what would make the next one better.

use super::{action, picked};
use crate::components::draft::settle;
use crate::components::field::{Words, written};
use crate::components::form::{Act, Hidden, Started};
use crate::components::icon::Icon;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::DialogueId;
use domain::dialogue::{Command, Useful as Said};
use leptos::html::{Fieldset, Textarea};
use leptos::prelude::*;

/// My answer, and those of the others.
#[component]
pub fn Useful(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let given = place.read(move |family| {
        family.dialogue.all.get(&dialogue).is_some_and(|it| it.useful.contains_key(&place.me))
    });
    let goes_on = Memo::new(move |_| place.goes_on());
    let form = move || {
        if !goes_on.get() {
            return ().into_any();
        }
        if !given.get() {
            return view! { <Form dialogue/> }.into_any();
        }
        view! {
            <p class="notice notice--done" role="status"><Icon name="check"/> {text.dialogue.useful.thanks}</p>
            <details class="details">
                <summary>{text.dialogue.useful.change}</summary>
                <div><Form dialogue/></div>
            </details>
        }
        .into_any()
    };
    view! { {form} <Answers dialogue/> }
}

#[component]
fn Form(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.useful;
    let (group, area) = (NodeRef::<Fieldset>::new(), NodeRef::<Textarea>::new());
    let mine = place.family.with_untracked(|family| {
        family.dialogue.all.get(&dialogue)?.useful.get(&place.me).cloned()
    });
    let (score, before) = mine.map_or((0, String::new()), |mine| (mine.score, mine.next_time));
    let draft = format!("{dialogue}/useful");
    let started = StoredValue::new(before.clone());
    let send = move || {
        let Some(score) = picked(group).and_then(|score| score.parse().ok()) else { return };
        let useful = Said { score, next_time: written(area) };
        let (said, from) = (useful.next_time.clone(), Some(started.get_value()));
        let command = Command::Useful { id: dialogue, useful, from };
        if place.send(domain::Command::Dialogue(command)).is_ok() {
            started.set_value(said);
            // The words stay in sight: they are the answer, and may be changed from here.
            settle(area);
        }
    };
    let stone = move |(index, word): (usize, &'static str)| {
        let number = u8::try_from(index + 1).unwrap_or_default();
        view! {
            <label class="scale__stone">
                <input r#type="radio" name="score" value=number required checked=number == score/>
                <span>{number} <small>{word}</small></span>
            </label>
        }
    };
    let back = place.href(Room::Dialogue { dialogue, step: None });
    view! {
        <Act action=action(place, dialogue) back=back send class="stack">
            <Hidden name="act" value="useful"/>
            <Started name="from" value=before.clone()/>
            <fieldset class="scale scale--useful" node_ref=group>
                <legend>{words.legend}</legend>
                <div class="scale__stones">{words.scores.into_iter().enumerate().map(stone).collect_view()}</div>
            </fieldset>
            <Words name="next_time" id=draft label=words.next_time hint=words.next_time_hint value=before node=area/>
            <button class="button button--wide">{words.go}</button>
            <p class="private"><Icon name="eye"/> {words.seen}</p>
        </Act>
    }
}

/// What was answered, each in their own words. Nothing is added up.
#[component]
fn Answers(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let all = place.read(move |family| {
        let all = family.dialogue.all.get(&dialogue).map(|it| &it.useful).into_iter().flatten();
        all.map(|(id, said)| (name(family, *id), said.clone())).collect::<Vec<_>>()
    });
    let list = move |all: Vec<(String, Said)>| {
        (!all.is_empty()).then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2 class="eyebrow">{text.dialogue.useful.answers}</h2>
                    <ul class="stack stack--tight">{all.into_iter().map(answer).collect_view()}</ul>
                </section>
            }
        })
    };
    move || list(all.get())
}

fn answer((name, said): (String, Said)) -> AnyView {
    let words = &use_text().dialogue.useful;
    let word =
        words.scores.get(usize::from(said.score).wrapping_sub(1)).copied().unwrap_or_default();
    let next =
        (!said.next_time.is_empty()).then(|| view! { <blockquote>{said.next_time}</blockquote> });
    view! { <li class="word-card">{next} <footer>{name} " · " {(words.said)(said.score, word)}</footer></li> }.into_any()
}
