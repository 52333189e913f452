//! Writing a card. What is typed is kept in the browser until it is sent, and stays in the field if it is refused.

use super::slug;
use crate::components::draft::clear;
use crate::components::field::{Line, Words, typed, written};
use crate::components::icon::Icon;
use crate::components::writing::Pen;
use crate::device;
use crate::place::{Place, use_place, use_text};
use domain::protocol::Spot;
use domain::talk::{Column, Command};
use domain::{CardId, DialogueId, MemberId};
use leptos::html::{Input, Textarea};
use leptos::prelude::*;

/// What a card is written for, and where its words are typed.
#[derive(Clone, Copy)]
pub struct Written {
    pub dialogue: DialogueId,
    pub about: MemberId,
    pub column: Column,
    /// For the circle at once, or for oneself.
    pub shared: bool,
    pub area: NodeRef<Textarea>,
}

impl Written {
    pub fn new(dialogue: DialogueId, about: MemberId, column: Column, shared: bool) -> Self {
        Self { dialogue, about, column, shared, area: NodeRef::new() }
    }

    /// The key of what is being typed. At home and in the meeting they are two.
    fn draft(self) -> String {
        let seen = if self.shared { "circle" } else { "mine" };
        format!("{}/{}/{seen}", self.dialogue, slug(self.column))
    }

    /// Whether there are words that are not sent.
    pub fn waits(self) -> bool {
        !written(self.area).trim().is_empty()
    }

    /// Sends the words; they leave the field only when they are taken. Says whether they were.
    pub fn send(self, place: Place, notices: String) -> bool {
        let command = Command::Write {
            id: CardId(device::new_id()),
            about: self.about,
            column: self.column,
            text: written(self.area),
            notices,
            dialogue: Some(self.dialogue),
            on: device::today(),
            shared: self.shared,
        };
        let taken = place.send(domain::Command::Talk(command)).is_ok();
        if taken {
            clear(self.area);
        }
        taken
    }
}

/// The field for the words.
pub fn words(card: Written, label: String, hint: &'static str) -> AnyView {
    let name = format!("card-{}", slug(card.column));
    view! { <Words name id=card.draft() label hint node=card.area/> }.into_any()
}

/// Lays a card for all to see.
#[component]
pub fn Write(dialogue: DialogueId, about: MemberId, column: Column) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let card = Written::new(dialogue, about, column, true);
    let first = NodeRef::<Input>::new();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if card.send(place, typed(first)) {
            clear(first);
        }
    };
    view! {
        <Pen at=Spot::Card { dialogue, column }>
            <form class="stack stack--tight" method="post" hidden=move || !place.goes_on() on:submit=send>
                {words(card, (text.talk.label)(column).to_owned(), (text.talk.hint)(column))}
                {(column == Column::OneUp).then(|| view! { <Notices dialogue node=first/> })}
                <button class="button" disabled=move || !place.live.get()>{text.talk.lay}</button>
                <p class="private"><Icon name="eye"/> {text.talk.lay_seen}</p>
            </form>
        </Pen>
    }
    .into_any()
}

/// Who would notice first.
#[component]
fn Notices(dialogue: DialogueId, node: NodeRef<Input>) -> impl IntoView {
    let text = use_text();
    let id = format!("{dialogue}/notices");
    view! { <Line name="notices" id label=text.talk.notices hint=text.talk.notices_hint node/> }
}
