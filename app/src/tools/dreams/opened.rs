//! The sheet of a dream that is there: all of it to read, and everything that can be done with it.

use super::board::slug;
use super::map::{Map, Toast, called, use_map};
use super::new::{Refused, WordsField};
use super::picture::{Choosing, PictureField, picture};
use super::toast;
use crate::components::draft::let_go;
use crate::components::icon::Icon;
use crate::place::use_text;
use crate::routes::Room;
use crate::tools::plan::GoalForm;
use domain::dreams::{Command, Picture, Zone};
use domain::{DreamId, Refusal};
use leptos::html::{Details, Textarea};
use leptos::prelude::*;

/// The sheet. Empty once the dream is off the map.
#[component]
pub fn Opened(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let (dream, goes_on) = (map.dream(id), map.goes_on());
    close_when_grown(map, id);
    let head = move || {
        dream.with(|dream| {
            let dream = dream.as_ref()?;
            let words = called(dream, text);
            Some(
                view! {
                    <div class="dream-sheet__head">
                        {picture(&dream.picture)}
                        <div>
                            <h2 class="keep" id="dream-sheet" tabindex="-1" autofocus>{words}</h2>
                            <p class="muted">{map.whose(dream)}</p>
                        </div>
                    </div>
                }
                .into_any(),
            )
        })
    };
    view! {
        <div class="stack">
            {head}
            <GoalLinks id/>
            <Show when=move || goes_on.get()>
                <Zones id/>
                <Fold icon="target" title=text.dreams.make_goal content=move || goal_form(map, id)/>
                <Changes id/>
            </Show>
        </div>
    }
    .into_any()
}

/// What only those do whose dream it is, and the guardians. A dream of another's says so.
#[component]
fn Changes(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let may = map.may_change(id);
    view! {
        <Show when=move || may.get() fallback=move || view! { <p class="muted">{text.dreams.anothers}</p> }>
            <Fold icon="pen" title=text.dreams.reword content=move || view! { <Reword id/> }.into_any()/>
            <Fold icon="picture" title=text.dreams.picture_change content=move || view! { <Repicture id/> }.into_any()/>
            <button type="button" class="button button--plain" on:click=move |_| map.remove(id)>
                <Icon name="trash"/>
                {text.dreams.remove}
            </button>
        </Show>
    }
    .into_any()
}

/// A part that is made when it is opened.
#[component]
fn Fold(
    icon: &'static str,
    title: &'static str,
    content: impl Fn() -> AnyView + Send + 'static,
) -> impl IntoView {
    let (node, open) = (NodeRef::<Details>::new(), RwSignal::new(false));
    view! {
        <details
            class="details"
            node_ref=node
            on:toggle=move |_| open.set(node.get_untracked().is_some_and(|details| details.open()))
        >
            <summary><Icon name=icon/>{title}</summary>
            <div>{move || open.get().then(&content)}</div>
        </details>
    }
    .into_any()
}

fn goal_form(map: Map, id: DreamId) -> AnyView {
    let about = map.dream(id).with_untracked(|dream| dream.as_ref().map(|dream| dream.whose));
    about
        .map(|about| view! { <GoalForm about dream=Some(id) dialogue=map.dialogue/> }.into_any())
        .into_any()
}

/// Once my goal is set the sheet has done its work; the way to the goal is shown.
fn close_when_grown(map: Map, id: DreamId) {
    let me = map.place().me;
    let mine = map.place().read(move |family| {
        let own = family.plan.grown_from(id).filter(|goal| goal.by == me);
        own.map(|goal| goal.id).collect::<Vec<_>>()
    });
    Effect::new(move |before: Option<usize>| {
        let goals = mine.get();
        if let Some(newest) =
            goals.last().filter(|_| before.is_some_and(|before| before < goals.len()))
        {
            map.sheet.set(None);
            toast::show(map, Toast::Grown(*newest));
        }
        goals.len()
    });
}

/// The goals that grew out of it, each a way to the plan.
#[component]
pub fn GoalLinks(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let goals = map.goals(id);
    move || {
        let links = goals.get().into_iter().map(|(goal, words)| {
            let href = format!("{}#goal-{goal}", map.place().href(Room::Plan));
            view! { <a class="dream-goal" href=href><Icon name="target"/><span>{words}</span></a> }
        });
        (!goals.with(Vec::is_empty)).then(|| {
            view! { <div class="dream-goals"><span class="eyebrow">{text.dreams.goals}</span>{links.collect_view()}</div> }
        })
    }
}

/// The three zones. Choosing one lays the card where there is room, and shows it there.
#[component]
fn Zones(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let dream = map.dream(id);
    let here = Memo::new(move |_| dream.with(|dream| dream.as_ref().map(|dream| dream.place.zone)));
    let chip = move |zone: Zone| {
        view! {
            <button
                type="button"
                class="chip"
                data-zone=slug(zone)
                aria-pressed=move || (here.get() == Some(zone)).to_string()
                on:click=move |_| {
                    if here.get_untracked() != Some(zone) {
                        map.move_to(id, zone);
                    }
                    map.sheet.set(None);
                }
            >
                {(text.dreams.zone)(zone)}
            </button>
        }
    };
    view! {
        <div class="field" role="group" aria-labelledby="dream-zones">
            <span class="field__label" id="dream-zones">{text.dreams.move_to}</span>
            <div class="chips chips--wrap">{Zone::ALL.map(chip)}</div>
        </div>
    }
    .into_any()
}

/// Other words.
#[component]
fn Reword(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let dream = map.dream(id);
    let from = dream
        .with_untracked(|dream| dream.as_ref().map(|dream| dream.text.clone()).unwrap_or_default());
    let from = StoredValue::new(from);
    let (node, refusal) = (NodeRef::<Textarea>::new(), RwSignal::new(None));
    let save = move || {
        let words = node.get_untracked().map(|area| area.value()).unwrap_or_default();
        let command = Command::Reword { id, from: from.get_value(), text: words };
        let answer = act_in_sheet(map, command, text.dreams.saved);
        if answer.is_ok() {
            let_go(node);
        }
        refusal.set(answer.err());
    };
    let id = format!("dream-reword-{id}");
    view! {
        <form
            class="stack stack--tight"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <WordsField id label=text.dreams.words_label value=from.get_value() node/>
            <Refused refusal/>
            <button class="button button--small">{text.common.save}</button>
        </form>
    }
    .into_any()
}

/// Another picture.
#[component]
fn Repicture(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let before = map.dream(id).with_untracked(|dream| {
        dream.as_ref().map_or(Picture::None, |dream| dream.picture.clone())
    });
    let (choosing, refusal) =
        (Choosing::begun(before, format!("dream-picture-{id}")), RwSignal::new(None));
    let save = move |_| {
        let command = Command::Picture {
            id,
            picture: untrack(|| choosing.picture()),
            from: Some(choosing.from()),
        };
        let answer = act_in_sheet(map, command, text.dreams.saved);
        if answer.is_ok() {
            choosing.forget();
        }
        refusal.set(answer.err());
    };
    view! {
        <div class="stack stack--tight">
            <PictureField choosing/>
            <Refused refusal/>
            <button type="button" class="button button--small" on:click=save>{text.common.save}</button>
        </div>
    }
    .into_any()
}

/// Acts, and closes the sheet; a refusal is told in the sheet, which lies over the page.
fn act_in_sheet(map: Map, command: Command, done: &'static str) -> Result<(), Refusal> {
    let answer = map.act(command);
    match answer {
        Ok(()) => {
            map.sheet.set(None);
            map.say(done);
        }
        Err(_) => map.place().say.set(None),
    }
    answer
}
