//! Coming in by name and password.

use super::SignIn;
use super::parts::{Code, Secret, Told};
use crate::components::field::Line;
use crate::components::form::Hidden;
use crate::place::use_text;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SignInPage(made: SignIn) -> impl IntoView {
    let text = use_text();
    if made.in_already {
        return view! { <Already/> }.into_any();
    }
    view! {
        <h1>{text.common.sign_in}</h1>
        <p class="lead">{text.account.sign_in_lead}</p>
        <Told answer=made.answer/>
        <form method="post" action="/sign-in" class="card stack">
            <Hidden name="then" value=made.then/>
            <Line
                name="name"
                label=text.account.name_label
                value=made.name
                max=domain::input::LINE
                needed=true
                autocomplete="username"
            />
            <Secret name="password" label=text.account.password_label autocomplete="current-password"/>
            <Code label=text.account.code_label hint=text.account.code_hint needed=false/>
            <button class="button button--wide">{text.common.sign_in}</button>
        </form>
        <a class="button button--quiet button--wide" href="/passkey">{text.devices.passkey}</a>
        {made.houses.then(|| view! {
            <a class="button button--quiet button--wide" href="/sign-in/oidc">{text.ways.open}</a>
        })}
        <a class="button button--quiet button--wide" href="/join">{text.account.by_code}</a>
        <details class="details">
            <summary>{text.account.forgot_title}</summary>
            <div class="stack">{text.account.forgot.map(|it| view! { <p>{it}</p> })}</div>
        </details>
    }
    .into_any()
}

/// On a tablet that goes round nobody comes in over somebody else.
#[component]
fn Already() -> impl IntoView {
    let text = use_text();
    view! {
        <h1>{text.account.already_title}</h1>
        <p class="lead">{text.account.already}</p>
        <a class="button button--wide" href="/">{text.account.to_places}</a>
        <a class="button button--quiet button--wide" href="/devices">{text.common.devices}</a>
    }
}
