//! Short answers: one for the eye that goes by itself, one for the ear.

use super::map::{Map, Toast, use_map};
use crate::place::use_text;
use crate::routes::Room;
use leptos::prelude::*;
use std::time::Duration;

/// Long enough to read and to reach; the same stands in the bar for as long as one likes.
const STAYS: Duration = Duration::from_secs(10);

/// Shows an answer for a while.
pub fn show(map: Map, toast: Toast) {
    map.toast.set(Some(toast));
    set_timeout(
        move || {
            if map.toast.try_get_untracked() == Some(Some(toast)) {
                map.toast.set(None);
            }
        },
        STAYS,
    );
}

/// The two answers.
#[component]
pub fn Told() -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let undo = move || view! { <button type="button" class="button" on:click=move |_| map.undo()>{text.dreams.undo}</button> };
    let toast = move |toast: Toast| match toast {
        Toast::Removed => view! { <p>{text.dreams.removed}</p> {undo()} }.into_any(),
        Toast::Grown(goal) => {
            let href = format!("{}#goal-{goal}", map.place().href(Room::Plan));
            view! { <p>{text.dreams.became_goal}</p> <a class="button" href=href>{text.dreams.to_goal}</a> }.into_any()
        }
    };
    view! {
        <p class="visually-hidden" role="status">{move || map.said.get()}</p>
        <div role="status">
            {move || map.toast.get().map(|it| view! { <div class="toast">{toast(it)}</div> })}
        </div>
    }
    .into_any()
}
