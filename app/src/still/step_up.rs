//! Proving again who one is, before something that cannot be taken back.

use super::parts::{Code, Secret, Told};
use super::{Held, Lacks, StepUp};
use crate::components::form::Hidden;
use crate::place::use_text;
use leptos::prelude::*;

/// The page.
#[component]
pub fn StepUpPage(made: StepUp) -> impl IntoView {
    let text = use_text();
    let back = made.then.clone();
    let waits = made.held.is_some();
    let asked = match made.lacks {
        Some(lacks) => view! { <First lacks/> }.into_any(),
        None => view! {
            <p class="lead">{text.account.step_up_lead}</p>
            {waits.then(|| view! { <p>{text.account.step_up_waits}</p> })}
            <Told answer=made.answer/>
            <form method="post" action="/step-up" class="card stack">
                <Hidden name="then" value=made.then/>
                {made.held.map(waiting)}
                {made
                    .password
                    .then(|| {
                        view! {
                            <Secret
                                name="password"
                                label=text.account.password_label
                                autocomplete="current-password"
                            />
                        }
                    })}
                {made
                    .code
                    .then(|| view! { <Code label=text.account.code_label hint=text.account.code_or_paper needed=true/> })}
                <button class="button button--wide">{text.common.on}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <h1>{text.common.step_up}</h1>
        {asked}
        <a class="button button--plain" href=back>{text.common.back}</a>
    }
}

/// The form that waits.
fn waiting(held: Held) -> AnyView {
    let field = |(name, text): (String, String)| {
        view! { <input r#type="hidden" name=format!("{}{name}", Held::MARK) value=text/> }
    };
    view! {
        <Hidden name=Held::ADDRESS value=held.address/>
        {held.fields.into_iter().map(field).collect_view()}
    }
    .into_any()
}

/// Where there is nothing yet to prove it with.
#[component]
fn First(lacks: Lacks) -> impl IntoView {
    let text = use_text();
    let words = match lacks {
        Lacks::Password => text.account.first_password,
        Lacks::Second => text.account.first_second,
    };
    view! {
        <p class="lead">{words}</p>
        <a class="button button--wide" href="/account">{text.account.to_account}</a>
    }
}
