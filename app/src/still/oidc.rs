//! Coming in from another house.

use super::Wrong;
use super::parts::ToStart;
use crate::components::form::Hidden;
use crate::components::icon::{Icon, Pictogram};
use crate::place::use_text;
use leptos::prelude::*;

/// A house one can come from.
#[derive(Clone, PartialEq, Eq)]
pub struct House {
    pub id: String,
    pub name: String,
    pub staff: bool,
    /// It leads to the account that is signed in here.
    pub connected: bool,
}

/// Where to come in from.
#[component]
pub fn Houses(houses: Vec<House>, signed_in: bool) -> impl IntoView {
    let text = use_text();
    let lead = if signed_in { text.ways.lead_in } else { text.ways.lead };
    view! {
        <h1>{text.ways.title}</h1>
        <p class="lead">{lead}</p>
        <ul class="list">{houses.into_iter().map(|house| view! { <Way house/> }).collect_view()}</ul>
        <ToStart/>
    }
}

#[component]
fn Way(house: House) -> impl IntoView {
    let text = use_text();
    let House { id, name, staff, connected } = house;
    let whom = if staff { text.ways.staff } else { text.ways.citizen };
    let named = (text.ways.go_to)(&name);
    let part = connected.then(|| {
        view! {
            <form method="post" action=format!("/sign-in/oidc/{id}/part")>
                <button class="button button--quiet button--small" aria-label=(text.ways.part_from)(&name)>
                    {text.ways.part}
                </button>
            </form>
        }
    });
    view! {
        <li class="list__item">
            <Icon name="people"/>
            <div>
                <b>{name}</b>
                <small>{whom}</small>
                {connected.then(|| view! { <small>{text.ways.connected}</small> })}
            </div>
            <form method="post" action=format!("/sign-in/oidc/{id}")>
                <button class="button button--small" aria-label=named>{text.ways.go}</button>
            </form>
            {part}
        </li>
    }
}

/// On the way. Some browsers go by themselves, and for the others there is the link.
#[component]
pub fn Onward(house: String, address: String) -> impl IntoView {
    let text = use_text();
    view! {
        <h1>{(text.ways.onward)(&house)}</h1>
        <p class="lead">{text.ways.onward_hint}</p>
        <a class="button button--wide" rel="noreferrer" href=address>{text.ways.go_on}</a>
        <ToStart/>
    }
}

/// Nothing is joined without a yes.
#[component]
pub fn Connect(house: String) -> impl IntoView {
    let text = use_text();
    view! {
        <h1>{text.ways.connect_title}</h1>
        <p class="lead">{(text.ways.connect_lead)(&house)}</p>
        <p>{text.ways.connect_hint}</p>
        <form method="post" action="/sign-in/oidc/connect" class="stack">
            <Hidden name="answer" value="yes"/>
            <button class="button button--wide">{text.ways.connect_yes}</button>
        </form>
        <form method="post" action="/sign-in/oidc/connect" class="stack">
            <Hidden name="answer" value="no"/>
            <button class="button button--quiet button--wide">{text.ways.connect_no}</button>
        </form>
    }
}

/// What happened, that nothing was lost, and what to do now.
#[component]
pub fn NotIn(wrong: Wrong) -> impl IntoView {
    let text = use_text();
    let (title, what) = (text.ways.wrong)(wrong);
    view! {
        <div class="empty" role="alert">
            <Pictogram name="door" large=true/>
            <h1>{title}</h1>
            <p>{what}</p>
            <p class="muted" data-reason=wrong.slug()>{(text.ways.code)(wrong.slug())}</p>
            <a class="button" href="/sign-in/oidc">{text.ways.again}</a>
            <ToStart/>
        </div>
    }
}
