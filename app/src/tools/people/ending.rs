//! The end of everything here: taking a copy, and having it erased. Both are folded away, and erasing asks for a name typed by hand.

use super::baton::button;
use crate::components::field::{Line, typed};
use crate::components::form::{Act, Hidden};
use crate::place::{name, of_boot, use_place, use_text};
use crate::routes::Room;
use domain::Command;
use domain::people::Command as People;
use leptos::html::Input;
use leptos::prelude::*;

/// Everything one may see, as a file of one's own.
#[component]
pub fn TakeCopy() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().ending);
    // Whoever was asked who they are comes back here.
    let open = of_boot(|boot| boot.proved).unwrap_or_default();
    view! {
        <details class="details" id="copy" open=open>
            <summary>{text.export}</summary>
            <div class="stack">
                <p>{text.export_lead}</p>
                <a class="button button--quiet" href=place.action("export")>{text.export_page}</a>
                <a class="button button--quiet" href=place.action("export.json")>{text.export_data}</a>
            </div>
        </details>
    }
}

/// For everybody: what is wanted, and who is waited for. For guardians: stopping it.
#[component]
pub fn Erasing() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().ending);
    let guardian = place.read(move |family| family.people.is_guardian(place.me));
    let wanted = place.read(|family| !family.people.ending.yes.is_empty());
    let stop = move || guardian.get().then(|| button("keep", text.keep, "button", People::Keep {}));
    view! {
        <Show when=move || wanted.get()>
            <section class="card card--new stack stack--tight">
                <p>{text.wanted} " " {waits}</p>
                {stop}
            </section>
        </Show>
    }
}

/// A guardian's own yes to it, where it was not given.
#[component]
pub fn Erase() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().ending);
    let guardian = place.read(move |family| family.people.is_guardian(place.me));
    let mine = place.read(move |family| family.people.ending.yes.contains_key(&place.me));
    view! {
        <Show when=move || guardian.get() && !mine.get()>
            <details class="details">
                <summary>{text.title}</summary>
                <div><EraseForm/></div>
            </details>
        </Show>
    }
}

/// Who has not said yes yet.
fn waits() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let names =
        place.read(|family| family.people.not_yet().map(|id| name(family, id)).collect::<Vec<_>>());
    move || {
        names.with(|names| match names.as_slice() {
            [] => text.ending.all.to_owned(),
            names => (text.ending.waits)(&names.join(&format!(" {} ", text.common.and))),
        })
    }
}

#[component]
fn EraseForm() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().ending);
    let node = NodeRef::<Input>::new();
    let send = move || {
        let _ = place.send(Command::People(People::Erase { name: typed(node) }));
    };
    let called = place.family.with_untracked(|family| family.name.clone());
    view! {
        <Act action=place.action("people") back=place.href(Room::People) send class="stack">
            <Hidden name="act" value="erase"/>
            <p>{text.lead}</p>
            <p>{text.copy_first}</p>
            <p>{text.how}</p>
            <Line name="called" id="proof-called" label=(text.label)(&called) needed=true node/>
            <button class="button button--danger">{text.go}</button>
        </Act>
    }
}
