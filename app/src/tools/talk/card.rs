//! One card. Its writer can change the words, take it away, and share it.

use crate::components::draft::let_go;
use crate::components::field::{Words, written};
use crate::drafts;
use crate::place::{name, use_place, use_text};
use domain::CardId;
use domain::talk::{Card, Command};
use leptos::html::Textarea;
use leptos::prelude::*;

/// The card. `gone` takes it up when its writer takes it away, so that it can be brought back.
#[component]
pub fn WordCard(id: CardId, gone: RwSignal<Option<Card>>) -> impl IntoView {
    let place = use_place();
    let card = place.read(move |family| family.talk.cards.get(&id).cloned());
    let editing = RwSignal::new(false);
    // What was being written is in sight again.
    Effect::new(move || {
        drafts::follow();
        if drafts::known(&draft(id)).is_some() {
            editing.set(true);
        }
    });
    view! {
        <li class="word-card">
            // The words may change under an open form; the form stays as it is.
            <Show when=move || !editing.get() fallback=move || view! { <Reword id editing/> }>
                {move || card.get().map(quote)}
            </Show>
            {move || card.get().map(|card| foot(card, editing, gone))}
        </li>
    }
    .into_any()
}

/// The key of other words for a card.
fn draft(id: CardId) -> String {
    format!("reword-{id}")
}

fn quote(card: Card) -> AnyView {
    let text = use_text();
    let notices = (!card.notices.is_empty())
        .then(|| view! { <p class="word-card__notices">{(text.dialogue.minutes.notices)(&card.notices)}</p> });
    view! { <blockquote>{card.text}</blockquote> {notices} }.into_any()
}

fn foot(card: Card, editing: RwSignal<bool>, gone: RwSignal<Option<Card>>) -> AnyView {
    let place = use_place();
    let who = place.family.with_untracked(|family| name(family, card.by));
    let (mine, shared) = (card.by == place.me, card.shared);
    // Whose it is stands under a shared card; over one's own drafts it stands once that nobody else sees them.
    let who = shared.then(|| view! { <span>{who}</span> });
    let tools = view! { <Show when=move || mine && place.goes_on()><Tools card=card.clone() editing gone/></Show> };
    view! { <footer>{who} {tools}</footer> }.into_any()
}

/// What a writer may do with their card.
#[component]
fn Tools(card: Card, editing: RwSignal<bool>, gone: RwSignal<Option<Card>>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (id, shared) = (card.id, card.shared);
    let card = StoredValue::new(card);
    let send = move |command| place.send(domain::Command::Talk(command)).is_ok();
    let remove = move |_| {
        if send(Command::Remove { id }) {
            gone.set(Some(card.get_value()));
        }
    };
    let share = move |_| {
        let _ = send(Command::Share { id });
    };
    view! {
        <span class="word-card__tools">
            {(!shared)
                .then(|| {
                    view! {
                        <button r#type="button" class="button button--quiet button--small" on:click=share>
                            {text.talk.share}
                        </button>
                    }
                })}
            <button r#type="button" class="button button--plain button--small" on:click=move |_| editing.set(true)>
                {text.talk.reword}
            </button>
            <button r#type="button" class="button button--plain button--small" on:click=remove>
                {text.talk.remove}
            </button>
        </span>
    }
}

/// Changing one's words. If they moved on meanwhile, the two are joined, or both are kept and the writer chooses.
#[component]
fn Reword(id: CardId, editing: RwSignal<bool>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let area = NodeRef::<Textarea>::new();
    let from = place
        .family
        .with_untracked(|family| family.talk.cards.get(&id).map(|card| card.text.clone()));
    let from = StoredValue::new(from.unwrap_or_default());
    let put_away = move || {
        let_go(area);
        editing.set(false);
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = written(area);
        let same = words == from.get_value();
        let command = Command::Reword { id, from: from.get_value(), text: words };
        if same || place.send(domain::Command::Talk(command)).is_ok() {
            put_away();
        }
    };
    view! {
        <form class="stack stack--tight word-card__edit" method="post" on:submit=send>
            <Words name=draft(id) label=text.talk.reword_label value=from.get_value() needed=true node=area/>
            <div class="row">
                <button class="button button--small">{text.common.save}</button>
                <button r#type="button" class="button button--plain button--small" on:click=move |_| put_away()>
                    {text.common.cancel}
                </button>
            </div>
        </form>
    }
}

/// The last card that was taken away, for as long as the list is looked at.
#[component]
pub fn Undo(gone: RwSignal<Option<Card>>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let back = move |_| {
        let Some(card) = gone.get_untracked() else { return };
        let Card { id, about, column, text, notices, dialogue, on, shared, .. } = card;
        let command = Command::Write { id, about, column, text, notices, dialogue, on, shared };
        if place.send(domain::Command::Talk(command)).is_ok() {
            gone.set(None);
        }
    };
    view! {
        <Show when=move || gone.with(Option::is_some)>
            <p class="row" role="status">
                <span class="muted">{text.talk.removed}</span>
                <button r#type="button" class="button button--plain button--small" on:click=back>
                    {text.common.undo}
                </button>
            </p>
        </Show>
    }
}
