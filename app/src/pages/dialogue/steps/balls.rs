//! Steps under a title.

use crate::tools::plan::StepRow;
use domain::StepId;
use leptos::prelude::*;

/// Nothing where there are none.
#[component]
pub fn Steps(title: &'static str, steps: Memo<Vec<StepId>>) -> impl IntoView {
    view! {
        <div class="quiet" role="status">
            <Show when=move || !steps.with(Vec::is_empty)>{list(title, steps)}</Show>
        </div>
    }
}

pub fn list(title: &'static str, steps: Memo<Vec<StepId>>) -> AnyView {
    view! {
        <section class="stack stack--tight">
            <h2 class="eyebrow">{title}</h2>
            <ul class="balls">
                <For each=move || steps.get() key=|step| *step let:step>
                    <StepRow step/>
                </For>
            </ul>
        </section>
    }
    .into_any()
}
