//! The nine steps in a row. On a phone they are dots, and a tap shows them all; on a wider screen they have their names.

use crate::place::{use_place, use_text};
use crate::routes::Room;
use domain::DialogueId;
use domain::dialogue::Step;
use leptos::html::Details;
use leptos::prelude::*;

/// `all` is where everybody is, `mine` where this screen is. Steps that were are links: anyone may look back.
#[component]
pub fn Path(
    dialogue: DialogueId,
    #[prop(into)] all: Signal<Step>,
    #[prop(into)] mine: Signal<Step>,
) -> impl IntoView {
    let (text, way) = (use_text(), NodeRef::<Details>::new());
    // Whoever has chosen a step wants to see it.
    let fold = move |_| {
        if let Some(way) = way.get_untracked() {
            way.set_open(false);
        }
    };
    let state = move |step: Step| match (step == mine.get(), step <= all.get()) {
        (true, _) => "mine",
        (false, true) => "done",
        (false, false) => "later",
    };
    let item = move |step: Step| {
        view! {
            <li data-state=move || state(step) aria-current=move || (all.get() == step).then_some("step")>
                {move || link(dialogue, step, all.get())}
            </li>
        }
    };
    let dot = move |step: Step| view! { <span data-state=move || state(step) data-all=move || (all.get() == step).to_string()></span> };
    view! {
        <details class="way" node_ref=way>
            <summary>
                <span class="way__dots" aria-hidden="true">{Step::ALL.map(dot)}</span>
                <span class="visually-hidden">{text.dialogue.step.all}</span>
            </summary>
        </details>
        <ol class="steps" aria-label=text.dialogue.step.all on:click=fold>{Step::ALL.map(item)}</ol>
    }
}

fn link(dialogue: DialogueId, step: Step, all: Step) -> AnyView {
    let (place, text) = (use_place(), &use_text().dialogue.step);
    let words = view! { <span>{(text.name)(step)}</span> };
    if step > all {
        return view! { <span class="steps__step">{words}</span> }.into_any();
    }
    // The step where everybody is has no name of its own in the address: whoever goes there follows again.
    let href = place.href(Room::Dialogue { dialogue, step: (step < all).then_some(step) });
    let done =
        (step < all).then(|| view! { <span class="visually-hidden">", " {text.done}</span> });
    view! { <a class="steps__step" href=href>{words} {done}</a> }.into_any()
}
