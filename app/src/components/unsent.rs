//! Words that the server did not take. They stand here, with the reason, until their writer puts them away. What only waits for
//! its sender to prove who they are leads there, and goes by itself afterwards.

use super::icon::Icon;
use super::notice::refused;
use crate::place::{Unsent, use_place, use_text};
use crate::routes::Page;
use leptos::html::A;
use leptos::prelude::*;

/// All of them, the newest first.
#[component]
pub fn UnsentWords() -> impl IntoView {
    let place = use_place();
    let all = move || place.unsent.get().into_iter().enumerate().rev().collect::<Vec<_>>();
    move || all().into_iter().map(|(index, it)| one(index, it)).collect_view()
}

fn one(index: usize, unsent: Unsent) -> AnyView {
    let (place, text) = (use_place(), &use_text().refusal);
    let put_away = move |_| place.put_away(index);
    let waits = unsent.again.is_some();
    let (title, why) = if waits {
        (text.waits, view! { {text.waits_why} }.into_any())
    } else {
        (text.unsent, view! { {refused(unsent.refusal)} " " {text.your_words} }.into_any())
    };
    view! {
        <section class="notice notice--error" role="alert">
            <Icon name="warning"/>
            <div class="stack stack--tight">
                <b>{title}</b>
                <p>{why}</p>
                {unsent.words.into_iter().map(|words| view! { <blockquote class="keep">{words}</blockquote> }).collect_view()}
                {waits.then(|| view! { <Prove/> })}
                <button type="button" class="button button--quiet button--small" on:click=put_away>{text.put_away}</button>
            </div>
        </section>
    }
    .into_any()
}

/// The way to proving who one is, and back to this page. Whoever is not writing is taken to it.
#[component]
fn Prove() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().refusal);
    let page = expect_context::<RwSignal<Page>>();
    let href = move || match page.get() {
        Page::Family { room, .. } => format!("/step-up?then={}", encoded(&place.href(room))),
        _ => "/step-up".to_owned(),
    };
    let link = NodeRef::<A>::new();
    Effect::new(move || {
        let Some(link) = link.get() else { return };
        let writes = document()
            .active_element()
            .is_some_and(|it| matches!(&*it.tag_name(), "INPUT" | "TEXTAREA"));
        if !writes {
            let _ = link.focus();
        }
    });
    view! { <p><a class="button" href=href node_ref=link>{text.prove}</a></p> }
}

/// Only ids and slugs stand in our addresses.
fn encoded(address: &str) -> String {
    address.replace('?', "%3F").replace('&', "%26").replace('=', "%3D")
}
