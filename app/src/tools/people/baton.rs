//! Who leads: handing it over, being asked, and the family's wish for another.

use crate::components::draft::clear;
use crate::components::field::{Line, typed};
use crate::components::form::{Act, Hidden};
use crate::place::{Place, use_place, use_text};
use crate::routes::Room;
use domain::people::{Command as People, Member, Role};
use domain::{Command, Family, MemberId};
use leptos::html::{Input, Select};
use leptos::prelude::*;

/// "Will you lead?", for the one who is asked.
#[component]
pub fn WouldYou() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle.baton);
    let asks = place.read(move |family| {
        let people = &family.people;
        let by = people.coordinator.and_then(|id| people.get(id));
        let by = by.map_or_else(|| text.the_family.to_owned(), |it| it.name.clone());
        (people.baton_offered == Some(place.me)).then_some(by)
    });
    let card = move |name: String| {
        view! {
            <section class="card card--new stack stack--tight">
                <h2>{text.would_you}</h2>
                <p>{(text.would_you_lead)(&name)}</p>
                <div class="button-pair">
                    {button("baton_yes", text.yes, "button", People::AnswerBaton { accept: true })}
                    {button("baton_no", text.no, "button", People::AnswerBaton { accept: false })}
                </div>
            </section>
        }
    };
    move || asks.get().map(card)
}

/// What the coordinator and the guardians can do about it.
#[component]
pub fn Baton() -> impl IntoView {
    let place = use_place();
    // The wish waits until the course goes on; the baton does not.
    let wishes = place.read(move |family| may_wish(place, family));
    let led = place.read(|family| family.people.coordinator.is_some());
    view! {
        {move || place.leads().then(|| view! { <HandOver/> })}
        {move || (wishes.get() && led.get() && !place.leads()).then(|| view! { <AskAnother/> })}
    }
}

/// For another to lead, or no more.
fn may_wish(place: Place, family: &Family) -> bool {
    family.people.goes_on() && family.people.is_guardian(place.me)
}

/// That nobody leads. A guardian takes it, or asks somebody.
#[component]
pub fn NobodyLeads() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle.baton);
    let free = place.read(|family| family.founded() && family.people.coordinator.is_none());
    let guardian = place.read(move |family| family.people.is_guardian(place.me));
    let ways = move || {
        let take = People::OfferBaton { to: Some(place.me) };
        view! {
            <p>{text.nobody_find}</p>
            {button("baton_take", text.take, "button", take)}
            <HandOver/>
        }
        .into_any()
    };
    view! {
        <Show when=move || free.get()>
            <section class="card card--new stack" aria-labelledby="nobody-leads">
                <h2 id="nobody-leads">{text.nobody}</h2>
                {move || if guardian.get() { ways() } else { view! { <p>{text.nobody_waits}</p> }.into_any() }}
            </section>
        </Show>
    }
}

/// The coordinator asks somebody; a guardian, where nobody leads.
#[component]
fn HandOver() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle.baton);
    let asked = place.read(|family| {
        family.people.baton_offered.and_then(|id| family.people.get(id)).map(|it| it.name.clone())
    });
    let leads = place.family.with_untracked(|family| family.people.is_coordinator(place.me));
    let waits = move |name: String| {
        view! {
            <section class="card stack stack--tight">
                <p>{if leads { (text.asked)(&name) } else { (text.asked_for_all)(&name) }}</p>
                {button("baton_keep", text.ask_no_more, "button button--quiet", People::OfferBaton { to: None })}
            </section>
        }
        .into_any()
    };
    move || asked.get().map_or_else(|| view! { <Ask leads/> }.into_any(), waits)
}

#[component]
fn Ask(leads: bool) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle.baton);
    let node = NodeRef::<Select>::new();
    let others = place.read(move |family| {
        let may = |it: &&Member| it.joined && it.id != place.me && it.role != Role::Child;
        family.people.here().filter(may).map(|it| (it.id, it.name.clone())).collect::<Vec<_>>()
    });
    let send = move || {
        let to: Option<MemberId> =
            node.get_untracked().and_then(|select| select.value().parse().ok());
        if to.is_some() {
            let _ = place.send(Command::People(People::OfferBaton { to }));
        }
    };
    let option =
        |(id, name): (MemberId, String)| view! { <option value=id.to_string()>{name}</option> };
    view! {
        <Show when=move || !others.with(Vec::is_empty)>
            <details class="details">
                <summary>{if leads { text.give } else { text.to }}</summary>
                <div>
                    <Act action=place.action("people") back=place.href(Room::People) send class="stack">
                        <Hidden name="act" value="baton_offer"/>
                        {leads.then(|| view! { <p>{text.give_lead}</p> })}
                        <div class="field">
                            <label for="baton-to">{text.to}</label>
                            <select id="baton-to" name="to" node_ref=node>
                                {move || others.get().into_iter().map(option).collect_view()}
                            </select>
                        </div>
                        <button class="button button--quiet">{text.ask}</button>
                    </Act>
                </div>
            </details>
        </Show>
    }
}

/// That the family asks for another: everyone sees it.
#[component]
pub fn Wish() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle.baton);
    let wish = place.read(|family| {
        let asked = family.people.another_asked.clone()?;
        Some((family.people.get(asked.by)?.name.clone(), asked.because))
    });
    let wishes = place.read(move |family| may_wish(place, family));
    let card = move |(name, because): (String, String)| {
        let no_more = People::AskAnother { ask: false, because: String::new() };
        view! {
            <section class="card stack stack--tight">
                <p>{(text.another_asked)(&name)}</p>
                {(!because.is_empty()).then(|| view! { <blockquote class="keep">{because}</blockquote> })}
                {wishes.get().then(|| button("another_no_more", text.another_no_more, "button button--quiet button--small", no_more))}
            </section>
        }
    };
    move || wish.get().map(card)
}

#[component]
fn AskAnother() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle.baton);
    let node = NodeRef::<Input>::new();
    let asked = place.read(|family| family.people.another_asked.is_some());
    let send = move || {
        let command = People::AskAnother { ask: true, because: typed(node) };
        if place.send(Command::People(command)).is_ok() {
            clear(node);
        }
    };
    view! {
        <Show when=move || !asked.get()>
            <details class="details">
                <summary>{text.another}</summary>
                <div>
                    <Act action=place.action("people") back=place.href(Room::People) send class="stack">
                        <Hidden name="act" value="another"/>
                        <p>{text.another_lead}</p>
                        <Line name="because" id="another-because" label=text.because node/>
                        <button class="button button--quiet">{text.another_go}</button>
                    </Act>
                </div>
            </details>
        </Show>
    }
}

/// A form of one button.
pub fn button(
    act: &'static str,
    label: impl Into<String>,
    class: &'static str,
    command: People,
) -> AnyView {
    let place = use_place();
    let label = label.into();
    let send = move || {
        let _ = place.send(Command::People(command.clone()));
    };
    view! {
        <Act action=place.action("people") back=place.href(Room::People) send>
            <Hidden name="act" value=act/>
            <button class=class>{label}</button>
        </Act>
    }
    .into_any()
}
