//! Home: what is asked of me first, then what is next. Never a count of what is late.

use crate::components::icon::Pictogram;
use crate::components::trial::TrialCard;
use crate::place::{Place, of_boot, use_place, use_text};
use crate::routes::Room;
use crate::tools::consent::Ask;
use crate::tools::dialogue::moment;
use crate::tools::people::{NobodyLeads, WouldYou, YourYear};
use crate::tools::plan::StepRow;
use domain::dialogue::Stage;
use domain::people::Member;
use domain::today::today;
use domain::{DialogueId, StepId};
use leptos::prelude::*;

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let running = place.read(move |family| today(family, place.me).running);
    let next = place.read(move |family| today(family, place.me).next);
    let note = place.read(|family| family.note.clone());
    view! {
        <h1>{move || (text.home.hello)(&place.name(place.me))}</h1>
        {move || running.get().map(|id| view! { <Running id/> })}
        <NewWay/>
        <WouldYou/>
        <NobodyLeads/>
        <YourYear/>
        <Ask/>
        <Balls/>
        {move || next.get().map(|id| view! { <Next id/> })}
        <First/>
        <a class="button button--quiet" href=place.href(Room::Mine)>{text.common.mine}</a>
        <Rulers/>
        <Offer/>
        <Show when=move || !note.with(String::is_empty)>
            <aside class="notice">
                <div>
                    <b>{text.home.note}</b>
                    <p>{move || note.get()}</p>
                </div>
            </aside>
        </Show>
    }
}

/// Others are waiting: this stands above everything.
#[component]
fn Running(id: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let about = move || {
        place.family.with(|family| {
            family.dialogue.all.get(&id).map(|it| place.whom(family, it.about)).unwrap_or_default()
        })
    };
    view! {
        <section class="card card--new stack" aria-labelledby="running">
            <h2 id="running">{text.home.running}</h2>
            <p>{move || (text.home.running_lead)(&about())}</p>
            <a class="button" href=place.href(Room::Dialogue { dialogue: id, step: None })>{text.home.go_in}</a>
        </section>
    }
}

/// The next dialogue, with the way to prepare.
#[component]
fn Next(id: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let next = place.read(move |family| {
        let it = family.dialogue.all.get(&id)?;
        let about = (text.home.about)(&place.whom(family, it.about));
        let place = if it.place.is_empty() { about } else { format!("{about} · {}", it.place) };
        Some((moment(it.when), place))
    });
    let words = move || {
        next.get()
            .map(|(when, rest)| view! { <p class="large">{when}</p><p class="muted">{rest}</p> })
    };
    view! {
        <section class="card stack stack--tight" aria-labelledby="next">
            <h2 class="eyebrow" id="next">{text.home.next}</h2>
            {words}
            <Show when=move || place.goes_on()>
                <a class="button button--quiet" href=place.href(Room::Prepare { dialogue: id })>{text.home.prepare}</a>
            </Show>
        </section>
    }
}

/// My balls, those I am asked about first, and for the coordinator those that nobody has.
#[component]
fn Balls() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let ids =
        |steps: Vec<&domain::plan::Step>| steps.into_iter().map(|step| step.id).collect::<Vec<_>>();
    let offered = place.read(move |family| ids(today(family, place.me).offered));
    let held = place.read(move |family| ids(today(family, place.me).held));
    let loose = place.read(move |family| ids(today(family, place.me).loose));
    let running = place.read(move |family| today(family, place.me).running.is_some());
    let first = begins(place);
    let nothing = move || {
        let quiet = [offered, held, loose].iter().all(|list| list.with(Vec::is_empty));
        quiet && !running.get() && !first.get()
    };
    view! {
        <Show when=nothing><p class="lead">{text.home.nothing}</p></Show>
        <Steps title=text.home.offered steps=offered/>
        <Steps title=text.home.yours steps=held/>
        <Steps title=text.home.loose steps=loose/>
    }
}

#[component]
fn Steps(title: &'static str, steps: Memo<Vec<StepId>>) -> impl IntoView {
    view! {
        <Show when=move || !steps.with(Vec::is_empty)>
            <section class="stack stack--tight">
                <h2 class="eyebrow">{title}</h2>
                <ul class="balls">
                    <For each=move || steps.get() key=|step| *step let:step>
                        <StepRow step/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// A way into one's account that was set up while nothing could be proved.
#[component]
fn NewWay() -> impl IntoView {
    let place = use_place();
    let new = of_boot(|boot| boot.trial.as_ref()?.read()).flatten();
    new.map(|new| view! { <TrialCard new then=place.href(Room::Home)/> })
}

/// Coming in with finger or face. Put away, it does not come again on this device.
#[component]
fn Offer() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().home);
    let offered = of_boot(|boot| boot.offer).unwrap_or_default();
    offered.then(|| {
        view! {
            <section class="card stack stack--tight" aria-labelledby="offer">
                <h2 class="eyebrow" id="offer">{text.offer}</h2>
                <p>{text.offer_lead}</p>
                <a class="button button--quiet" href="/passkey">{text.offer_yes}</a>
                <form method="post" action="/passkey">
                    <input r#type="hidden" name="back" value=place.href(Room::Home)/>
                    <button class="button button--plain" name="away" value="yes">{text.offer_no}</button>
                </form>
            </section>
        }
    })
}

/// Whether the place is new, and it is mine to fill it.
fn begins(place: Place) -> Memo<bool> {
    place.read(move |family| {
        let alone = family.people.here().filter(|member| member.joined).count() == 1;
        let quiet = family.dialogue.all.values().all(|it| it.stage == Stage::Planned);
        let begins = alone && quiet && family.people.goes_on();
        begins && family.people.is_coordinator(place.me)
    })
}

/// In a new place: the two things to do first.
#[component]
fn First() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let first = begins(place);
    view! {
        <Show when=move || first.get()>
            <section class="card stack" aria-labelledby="first">
                <h2 id="first">{text.home.first_title}</h2>
                <p>{text.home.first_lead}</p>
                <a class="button" href=place.href(Room::People)>{text.home.first_invite}</a>
                <a class="button button--quiet" href=place.href(Room::Dialogues)>{text.home.first_dialogue}</a>
            </section>
        </Show>
    }
}

/// The way to the ruler, a child at a time.
#[component]
fn Rulers() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let children = place.read(|family| family.people.children().cloned().collect::<Vec<Member>>());
    let link = move |child: Member| {
        let href = place.href(Room::Ruler { child: Some(child.id), setting: None });
        let called = if child.id == place.me { text.people.you } else { &child.name };
        view! {
            <li>
                <a class="list__item" href=href>
                    <Pictogram name="sprout"/>
                    <div>
                        <b>{(text.home.ruler_of)(called)}</b>
                        <small>{text.home.ruler_what}</small>
                    </div>
                </a>
            </li>
        }
    };
    view! { <ul class="list">{move || children.get().into_iter().map(link).collect_view()}</ul> }
}
