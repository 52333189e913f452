//! The front page: a code, one's places, or a new one.

use crate::components::icon::Icon;
use crate::components::notice::SayNotice;
use crate::pages::join::CodeForm;
use crate::place::{use_boot, use_text};
use crate::routes::Room;
use leptos::prelude::*;

/// The front page.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    let welcome = &text.welcome;
    view! {
        <section class="hero">
            <div class="hero__words">
                <h1>{welcome.title}</h1>
                <p class="lead">{welcome.lead}</p>
            </div>
            <svg class="hero__picture" aria-hidden="true"><use href="/landscape.svg#table"></use></svg>
        </section>
        {boot.words.clone().map(|words| view! { <SayNotice words/> })}
        <Yours/>
        <CodeForm/>
        {boot.families.is_empty().then(|| view! { <a class="button button--plain button--wide" href="/sign-in">{text.common.sign_in}</a> })}
        <a class="button button--quiet button--wide" href="/new">{welcome.begin}</a>
        <ul class="list list--plain">
            {welcome
                .points
                .map(|(icon, name, what)| {
                    view! {
                        <li class="list__item">
                            <Icon name=icon/>
                            <div>
                                <b>{name}</b>
                                <small>{what}</small>
                            </div>
                        </li>
                    }
                })}
        </ul>
    }
}

/// The places this person has a seat in.
#[component]
fn Yours() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    (!boot.families.is_empty()).then(|| {
        let link = |home: &crate::boot::Home| {
            view! {
                <li>
                    <a class="list__item" href=Room::Home.href(home.id)>
                        <Icon name="home"/>
                        <div><b>{home.name.clone()}</b></div>
                    </a>
                </li>
            }
        };
        view! {
            <section class="stack stack--tight" aria-labelledby="yours">
                <h2 class="eyebrow" id="yours">{text.welcome.yours}</h2>
                <ul class="list">{boot.families.iter().map(link).collect_view()}</ul>
                <a class="button button--plain" href="/devices">{text.common.devices}</a>
            </section>
        }
    })
}
