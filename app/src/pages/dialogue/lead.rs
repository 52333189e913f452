//! The foot of the dialogue: the coordinator takes everybody on; whoever is somewhere else finds the way back.

use super::follow::{At, Follow};
use crate::components::form::{Act, Hidden};
use crate::place::{Place, use_place, use_text};
use crate::routes::Room;
use crate::tools::dialogue::{Reveal, leader, not_yet, to_reveal};
use domain::dialogue::{Command, Step};
use domain::{DialogueId, Family, MemberId};
use leptos::prelude::*;

/// What stands at the foot, by who looks and where.
#[component]
pub fn Deed(follow: Follow) -> impl IntoView {
    let place = use_place();
    // Nobody is led while the course rests; the way back from where one looks stands all the same.
    let goes_on = Memo::new(move |_| place.goes_on());
    move || match (follow.apart(), follow.all.get(), place.leads()) {
        (false, ..) if !goes_on.get() => None,
        (true, ..) => Some(view! { <Apart follow/> }.into_any()),
        (false, At::Step(step), true) => Some(view! { <Lead follow step/> }.into_any()),
        (false, At::Step(_), false) => Some(view! { <Led/> }.into_any()),
        (false, ..) => None,
    }
}

fn lead(place: Place, command: Command) -> bool {
    place.send(domain::Command::Dialogue(command)).is_ok()
}

/// Back, and on to the next step by its name.
#[component]
fn Lead(follow: Follow, step: Step) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.lead;
    let name = text.dialogue.step.name;
    let go = move |step: Step| {
        // Whoever leads comes along at once: it is their own deed. What they had typed is kept in the browser.
        if lead(place, Command::Go { id: follow.dialogue, step }) {
            follow.go();
        }
    };
    let to = move |step: Step, wide: &'static str, button: Signal<&'static str>, label: String| {
        let page = Room::Dialogue { dialogue: follow.dialogue, step: None };
        view! {
            <Act action=place.href(page) back=place.href(page) send=move || go(step) class=wide>
                <Hidden name="act" value="go"/>
                <Hidden name="step" value=step.slug()/>
                <button class=button>{label}</button>
            </Act>
        }
    };
    let quiet = Signal::stored("button button--quiet");
    let back = step.previous().map(|before| to(before, "", quiet, words.back.to_owned()));
    let open = place
        .read(move |family| to_reveal(family, follow.dialogue).filter(|_| step == Step::Ruler));
    // Those who lead are asked on this step too, and answer before they take the others on.
    let asked = place.read(move |family| is_asked(family, follow.dialogue, step, place.me));
    // One deed at a time: while a round is open, showing it comes before going on.
    let class = Signal::derive(move || {
        if open.get().is_some() || asked.get() {
            "button button--wide button--quiet"
        } else {
            "button button--wide"
        }
    });
    let on = match step.next() {
        Some(next) => to(next, "grow", class, (words.next)(name(next))).into_any(),
        None => view! { <End follow class/> }.into_any(),
    };
    view! {
        <div class="deed">
            {move || open.get().and_then(|round| not_yet(place, round)).map(|waiting| view! { <p>{waiting}</p> })}
            <div class="lead-row">
                {back} {on} {move || open.get().map(|round| view! { <Reveal round/> })}
            </div>
        </div>
    }
}

fn is_asked(family: &Family, dialogue: DialogueId, step: Step, me: MemberId) -> bool {
    family.dialogue.all.get(&dialogue).is_some_and(|it| match step {
        Step::CheckIn => !it.check_ins.contains_key(&me),
        Step::Useful => !it.useful.contains_key(&me),
        _ => false,
    })
}

/// Ending is asked once more, because a dialogue does not begin again.
#[component]
fn End(follow: Follow, class: Signal<&'static str>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.lead;
    let asked = RwSignal::new(false);
    let end = move |_| {
        if lead(place, Command::End { id: follow.dialogue }) {
            follow.go();
        }
    };
    let first = move || {
        view! {
            <button r#type="button" class=class on:click=move |_| asked.set(true)>
                {words.end}
            </button>
        }
    };
    view! {
        <Show when=move || asked.get() fallback=move || view! { <div class="grow">{first()}</div> }>
            <div class="grow stack stack--tight" role="group" aria-labelledby="end-sure">
                <p id="end-sure">{words.end_sure}</p>
                <div class="button-pair">
                    <button r#type="button" class="button button--quiet" on:click=move |_| asked.set(false)>
                        {words.end_no}
                    </button>
                    <button r#type="button" class="button" on:click=end>
                        {words.end_yes}
                    </button>
                </div>
            </div>
        </Show>
    }
}

/// Whoever follows has nothing to press.
#[component]
fn Led() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = move || place.family.with(|family| (text.dialogue.lead.follows)(&leader(family)));
    view! { <p class="muted centre">{words}</p> }
}

/// Somewhere else than the others: a calm way back, and for the coordinator a way to bring them here.
#[component]
fn Apart(follow: Follow) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.lead;
    let why = move || match follow.all.get() {
        At::Step(step) if follow.back => (words.looking_back)((text.dialogue.step.name)(step)),
        At::Step(step) => (words.held)((text.dialogue.step.name)(step)),
        At::Before | At::After => words.ended.to_owned(),
    };
    let to_us = move |event: leptos::ev::MouseEvent| {
        if !follow.back {
            // The address is the right one already.
            event.prevent_default();
            follow.go();
        }
    };
    let bring = move |_| {
        if let At::Step(step) = follow.mine.get_untracked() {
            let _ = lead(place, Command::Go { id: follow.dialogue, step });
        }
    };
    let leads = move || place.leads() && place.goes_on() && matches!(follow.all.get(), At::Step(_));
    view! {
        <div class="deed" role="status">
            <p>{why}</p>
            <div class="lead-row">
                <Show when=leads>
                    <button r#type="button" class="button button--quiet" on:click=bring>
                        {words.bring}
                    </button>
                </Show>
                <a
                    class="button grow"
                    href=place.href(Room::Dialogue { dialogue: follow.dialogue, step: None })
                    on:click=to_us
                >
                    {words.to_us}
                </a>
            </div>
        </div>
    }
}
