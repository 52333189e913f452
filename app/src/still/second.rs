//! Setting up the second factor: scan, or type the key, and show that the app makes codes.

use super::Second;
use super::parts::{Code, Told};
use crate::components::form::Hidden;
use crate::place::use_text;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SecondPage(made: Second) -> impl IntoView {
    let text = use_text();
    view! {
        <h1>{text.account.second_title}</h1>
        <p class="lead">{text.account.set_up_lead}</p>
        <Told answer=made.answer/>
        <section class="card stack">
            <figure class="qr">
                <div role="img" aria-label=text.account.qr inner_html=made.qr></div>
                <figcaption>{text.account.qr_hint}</figcaption>
            </figure>
            <p class="muted">{text.account.key_hint}</p>
            <p class="secret-key"><code>{made.key}</code></p>
        </section>
        <form method="post" action="/account" class="card stack">
            <Hidden name="act" value="confirm"/>
            <Hidden name="pending" value=made.sealed/>
            <Code label=text.account.code_label hint=text.account.confirm_hint needed=true/>
            <button class="button button--wide">{text.account.confirm}</button>
        </form>
        <a class="button button--plain" href="/account">{text.common.cancel}</a>
    }
}
