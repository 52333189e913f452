//! A screen that goes round the table: whose turn it is, and their turn. Each page holds what its moment needs and nothing else;
//! all stand at one address, so that the way back leads to how it stands now.

mod turn;

use super::Answer;
use super::parts::Told;
use crate::boot::Say;
use crate::components::avatar::Avatar;
use crate::components::form::Hidden;
use crate::components::notice::{SayNotice, words};
use crate::place::{language, use_text};
use domain::people::{AgeBand, Member};
use domain::ruler::Setting;
use domain::talk::Column;
use domain::{DialogueId, FamilyId, Refusal};
use leptos::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the page is made from.
#[derive(Clone)]
pub struct HandOver {
    pub stage: Stage,
    pub answer: Option<Answer>,
    pub refused: Option<Refusal>,
}

/// Where it is.
#[derive(Clone)]
pub enum Stage {
    /// In its owner's hands, who is about to lock it.
    Begin {
        family: FamilyId,
        dialogue: DialogueId,
    },
    /// In the middle of the table.
    Whose {
        people: Vec<Member>,
        owner: String,
    },
    Turn(Turn),
    /// The dialogue is over; only its owner can go on.
    Over,
}

/// Somebody's turn.
#[derive(Clone)]
pub struct Turn {
    pub name: String,
    pub asks: Asks,
    /// The id of what this form makes.
    pub new: Uuid,
    /// What was typed into a form that was not carried out.
    pub typed: BTreeMap<String, String>,
    /// Something was just carried out.
    pub kept: bool,
}

/// What the dialogue asks just now.
#[derive(Clone)]
pub enum Asks {
    CheckIn,
    /// The first is chosen to begin with. The child's name, where it is another.
    Card {
        columns: Vec<Column>,
        child: Option<String>,
    },
    Place {
        /// The child's name, where it is another.
        child: Option<String>,
        setting: Setting,
        age: Option<AgeBand>,
        laid: bool,
    },
    NoRound,
    /// It stands already. Whoever has the screen proves nothing, so it stays.
    Stands,
    Nothing,
}

/// The page.
#[component]
pub fn HandOverPage(made: HandOver) -> impl IntoView {
    let said = made.refused.map(|refusal| {
        view! { <SayNotice words=words(language(), Say::Refused(refusal))/> }
    });
    view! {
        {said}
        {match made.stage {
            Stage::Begin { family, dialogue } => {
                view! { <Begin family dialogue answer=made.answer/> }.into_any()
            }
            Stage::Whose { people, owner } => {
                view! { <Whose people owner answer=made.answer/> }.into_any()
            }
            Stage::Turn(turn) => view! { <turn::TurnPage turn/> }.into_any(),
            Stage::Over => view! { <Over answer=made.answer/> }.into_any(),
        }}
    }
}

#[component]
fn Begin(family: FamilyId, dialogue: DialogueId, answer: Option<Answer>) -> impl IntoView {
    let (text, title) = (&use_text().hand_over, use_text().dialogue.lead.hand_over);
    view! {
        <h1>{title}</h1>
        <p class="lead">{text.begin_lead}</p>
        <Told answer/>
        <ul>{text.rules.map(|rule| view! { <li>{rule}</li> })}</ul>
        <form method="post" action="/hand-over" class="card stack" autocomplete="off">
            <Hidden name="act" value="begin"/>
            <Hidden name="family" value=family.to_string()/>
            <Hidden name="dialogue" value=dialogue.to_string()/>
            <Pin autocomplete="new-password"/>
            <button class="button button--wide">{text.lock}</button>
        </form>
        <a class="button button--plain" href=format!("/f/{family}/dialogue/{dialogue}")>{use_text().common.back}</a>
    }
}

#[component]
fn Whose(people: Vec<Member>, owner: String, answer: Option<Answer>) -> impl IntoView {
    let text = &use_text().hand_over;
    let nobody = people.is_empty();
    let one = |member: Member| {
        view! {
            <li>
                <form method="post" action="/hand-over">
                    <Hidden name="act" value="turn"/>
                    <Hidden name="member" value=member.id.to_string()/>
                    <button class="button button--quiet button--wide button--person">
                        <Avatar member=member.clone()/>
                        {member.name}
                    </button>
                </form>
            </li>
        }
    };
    view! {
        <h1>{text.whose}</h1>
        <p class="lead">{if nobody { text.nobody } else { text.whose_lead }}</p>
        <Told answer/>
        <ul class="stack stack--tight">{people.into_iter().map(one).collect_view()}</ul>
        <details class="details" open=answer.is_some()>
            <summary>{(text.back_to)(&owner)}</summary>
            <div><Unlock/></div>
        </details>
    }
}

#[component]
fn Over(answer: Option<Answer>) -> impl IntoView {
    let text = &use_text().hand_over;
    view! {
        <h1>{use_text().common.hand_over}</h1>
        <p class="lead">{text.over}</p>
        <Told answer/>
        <div class="card"><Unlock/></div>
    }
}

#[component]
fn Unlock() -> impl IntoView {
    let text = &use_text().hand_over;
    view! {
        <form method="post" action="/hand-over" class="stack" autocomplete="off">
            <Hidden name="act" value="end"/>
            <p>{text.back_lead}</p>
            <Pin autocomplete="off"/>
            <button class="button button--wide">{text.unlock}</button>
        </form>
    }
}

/// Figures that nobody reads over a shoulder. The device is not to remember them: it is everybody's.
#[component]
fn Pin(autocomplete: &'static str) -> impl IntoView {
    let text = &use_text().hand_over;
    view! {
        <div class="field">
            <label for="pin">{text.pin}</label>
            <p class="field__hint" id="pin-hint">{text.pin_hint}</p>
            <input
                r#type="password"
                inputmode="numeric"
                id="pin"
                name="pin"
                required
                minlength="4"
                maxlength="6"
                autocomplete=autocomplete
                aria-describedby="pin-hint"
            />
        </div>
    }
}
