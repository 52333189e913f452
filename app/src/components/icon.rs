//! Pictures out of the sprites. All are decoration: the words stand beside them.

use domain::ruler::Level;
use leptos::prelude::*;

/// A line icon of the screen.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("/icons.svg#{name}")></use></svg> }
}

/// One of our own pictograms.
#[component]
pub fn Pictogram(#[prop(into)] name: String, #[prop(optional)] large: bool) -> impl IntoView {
    let class = if large { "pictogram pictogram--large" } else { "pictogram" };
    view! { <svg class=class aria-hidden="true"><use href=format!("/pictograms.svg#{name}")></use></svg> }
}

/// The face of a position.
#[component]
pub fn Face(level: Level, #[prop(optional)] small: bool) -> impl IntoView {
    let class = if small { "face face--small" } else { "face" };
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("/faces.svg#face-{}", level.number())></use>
        </svg>
    }
}
