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
        <h1>{text.dreams.title}</h1>
        <p class="lead">{text.dreams.lead}</p>
        <DreamMap dialogue=None/>
        <div class="row only-screen">
            <button type="button" class="button button--quiet button--small" on:click=|_| _ = window().print()>
                <Icon name="print"/>
                {text.common.print}
            </button>
        </div>
    }
    .into_any()
}
