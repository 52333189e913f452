//! Ten recovery codes, shown this once, to be printed or written down.

use crate::place::use_text;
use leptos::prelude::*;

/// The page.
#[component]
pub fn CodesPage(codes: Vec<String>) -> impl IntoView {
    let text = use_text();
    view! {
        <h1>{text.account.codes_title}</h1>
        <p class="lead">{text.account.codes_lead}</p>
        <ol class="card recovery">
            {codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}
        </ol>
        <ul class="stack stack--tight">{text.account.codes_rules.map(|it| view! { <li>{it}</li> })}</ul>
        <a class="button button--wide" href="/account">{text.account.codes_kept}</a>
    }
}
