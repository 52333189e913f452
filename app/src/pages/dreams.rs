//! The dream map.

use crate::components::icon::Icon;
use crate::place::use_text;
use crate::tools::dreams::DreamMap;
use leptos::prelude::*;

/// The map with its list.
#[component]
pub fn DreamsPage() -> impl IntoView {
    let text = use_text();
    view! {
        <div class="row row--between row--top">
            <div>
                <h1>{text.dreams.title}</h1>
                <p class="lead">{text.dreams.lead}</p>
            </div>
            <button type="button" class="button button--plain button--small only-screen" on:click=|_| drop(window().print())>
                <Icon name="print"/>
                {text.common.print}
            </button>
        </div>
        <DreamMap dialogue=None/>
    }
    .into_any()
}
