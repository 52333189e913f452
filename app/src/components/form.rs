//! A real HTML form that becomes instant once the page is alive.

use crate::boot::Fresh;
use crate::place::{of_boot, use_place};
use leptos::context::Provider;
use leptos::prelude::*;

/// Whether what the server kept was typed into this form: then every hidden field says the same.
#[derive(Clone, Copy)]
struct TypedHere(StoredValue<bool>);

/// What the field `name` of this form held when the form was not carried out.
pub fn kept(name: &str) -> Option<String> {
    let here = use_context::<TypedHere>().is_none_or(|typed| typed.0.get_value());
    here.then(|| in_boot(name)).flatten()
}

fn in_boot(name: &str) -> Option<String> {
    of_boot(|boot| boot.kept.get(name).cloned()).flatten()
}

/// Whether a form with this hidden field was not carried out: then what was typed stands in sight.
pub fn was_refused(name: &str, value: &str) -> bool {
    in_boot(name).is_some_and(|kept| kept == value)
}

/// A form that posts to `action` without WASM, and calls `send` with it. After the plain way the person comes back to this page.
/// Its hidden fields come before the ones that are typed into.
#[component]
pub fn Act(
    #[prop(into)] action: String,
    /// The address to come back to.
    #[prop(into)]
    back: String,
    send: impl Fn() + 'static,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    let place = use_place();
    view! {
        <form
            method="post"
            action=action
            class=class
            on:submit=move |event| {
                if place.live.get_untracked() {
                    event.prevent_default();
                    send();
                }
            }
        >
            <input r#type="hidden" name="back" value=back/>
            // For what stands in this form and for nothing beside it.
            <Provider value=TypedHere(StoredValue::new(true))>{children()}</Provider>
        </form>
    }
}

/// The ids of what a form of coming in makes.
#[component]
pub fn FreshIds() -> impl IntoView {
    let fresh = of_boot(|boot| boot.fresh).flatten();
    fresh.map(|Fresh { sent, member, family }| {
        view! {
            <Hidden name="sent" value=sent.to_string()/>
            <Hidden name="member" value=member.to_string()/>
            <Hidden name="family-id" value=family.to_string()/>
        }
    })
}

/// What a change started from. It follows what stands there, so it says nothing of which form was typed into.
#[component]
pub fn Started(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input r#type="hidden" name=name value=value/> }
}

/// The id of what a form of a family's page makes: sent twice, it makes one thing. It is new each time the page is made, so what
/// was typed into a form that came back is known without it.
#[component]
pub fn FreshId() -> impl IntoView {
    let fresh = of_boot(|boot| boot.fresh).flatten();
    fresh.map(|it| view! { <input r#type="hidden" name="new" value=it.sent.to_string()/> })
}

/// A field that nobody sees.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    let other = in_boot(name).is_some_and(|kept| kept != value);
    if let Some(TypedHere(typed)) = use_context().filter(|_| other) {
        typed.set_value(false);
    }
    view! { <input r#type="hidden" name=name value=value/> }
}
