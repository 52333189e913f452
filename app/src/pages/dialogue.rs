//! The joint dialogue. One screen leads, the others follow the same step, live.
//!
//! The body of the page changes with the step alone; everything that is news is read further in. So nothing that somebody
//! types is torn away when the others write.

mod around;
mod follow;
mod lead;
pub mod steps;

use crate::boot::Trouble;
use crate::chunks::{Chunk, Later};
use crate::pages::trouble::TroublePage;
use crate::place::{name, use_place, use_text};
use crate::tools::dialogue::{Path, Present};
use domain::dialogue::Step;
use domain::{DialogueId, Family, MemberId};
use follow::{At, Follow};
use leptos::html::Div;
use leptos::prelude::*;
use std::time::Duration;

/// What a part of this page is about.
#[derive(Clone, Copy)]
pub struct Screen {
    pub dialogue: DialogueId,
    pub about: MemberId,
    at: At,
}

impl Screen {
    /// What one does here.
    fn piece(self) -> Chunk {
        match self.at {
            At::Before => Chunk::Before,
            At::Step(_) | At::After => Chunk::Step(self.at.step()),
        }
    }
}

/// The pieces that the page begins with, beside its own.
pub fn pieces(family: &Family, me: MemberId, id: DialogueId, step: Option<Step>) -> Vec<Chunk> {
    let Some(it) = family.dialogue.all.get(&id) else { return Vec::new() };
    let screen = Screen { dialogue: id, about: it.about, at: At::first(it, step) };
    let offered = around::offered(family, me, id).next().map(|_| Chunk::Offered);
    std::iter::once(screen.piece()).chain(offered).collect()
}

/// The page. `step`: a step to look back at.
#[component]
pub fn DialoguePage(dialogue: DialogueId, step: Option<Step>) -> impl IntoView {
    let place = use_place();
    let found = place.family.with_untracked(|family| {
        family.dialogue.all.get(&dialogue).map(|it| (it.about, At::of(it)))
    });
    let Some((about, at)) = found else {
        return view! { <TroublePage trouble=Trouble::NotFound/> }.into_any();
    };
    let body = NodeRef::<Div>::new();
    let follow = Follow::begin(dialogue, at, step, body);
    // Whoever was writing comes along when the words are sent, or the field is left empty.
    let wrote = move || set_timeout(move || follow.come_along(), Duration::from_millis(50));
    // Only one thing sticks to the foot of the screen: the coordinator's controls or the way back before what a step asks.
    let class =
        move || if follow.apart() || place.leads() { "led stack" } else { "led led--free stack" };
    view! {
        <Head dialogue about follow/>
        <div
            class=class
            node_ref=body
            on:submit=move |_| wrote()
            on:focusout=move |_| wrote()
        >
            {move || show(Screen { dialogue, about, at: follow.mine.get() })}
        </div>
        <lead::Deed follow/>
    }
    .into_any()
}

/// Where we are, who is here, and the way.
#[component]
fn Head(dialogue: DialogueId, about: MemberId, follow: Follow) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let all = Signal::derive(move || follow.all.get().step());
    let mine = Signal::derive(move || follow.mine.get().step());
    let here = move || (text.dialogue.step.here)(&place.name(about), mine.get().number());
    view! {
        <Show when=move || matches!(follow.mine.get(), At::Step(_))>
            <header class="stack stack--tight">
                <div class="meeting">
                    <p class="meeting__where" role="status">{here}</p>
                    <Present dialogue all/>
                </div>
                <Path dialogue all mine/>
            </header>
        </Show>
    }
}

fn show(screen: Screen) -> AnyView {
    match screen.at {
        At::Before => body(screen).into_any(),
        At::Step(step) => view! { <Led screen step/> }.into_any(),
        At::After => view! { <around::After screen/> }.into_any(),
    }
}

/// What one does here. It is made once for each step; what changes in it is followed further in.
fn body(screen: Screen) -> impl IntoView {
    view! { <Later chunk=screen.piece() screen/> }
}

/// One step: the question to ask aloud, help for whoever leads, and what one does here.
#[component]
fn Led(screen: Screen, step: Step) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.step;
    let called = place.family.with_untracked(|family| name(family, screen.about));
    let hand_over = format!("/hand-over?family={}&dialogue={}", place.id, screen.dialogue);
    view! {
        <h1>{(words.ask)(step, &called)}</h1>
        <div class="led__top">
            <p class="lead">{(words.lead)(step)}</p>
            <Show when=move || place.leads()>
                <Help step/>
                <a class="button button--plain button--small" href=hand_over.clone()>{text.dialogue.lead.hand_over}</a>
            </Show>
        </div>
        <around::Offered screen/>
        {body(screen)}
    }
}

/// Two questions for whoever leads.
#[component]
fn Help(step: Step) -> impl IntoView {
    let words = &use_text().dialogue.step;
    view! {
        <details class="details details--plain">
            <summary>{words.help_title}</summary>
            <ul class="asks">{(words.help)(step).map(|ask| view! { <li>{ask}</li> })}</ul>
        </details>
    }
}
