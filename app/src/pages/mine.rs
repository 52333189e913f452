//! One's own room: what is nobody else's, until one shows it, piece by piece and to whom one likes.

use crate::components::field::Words;
use crate::components::form::Hidden;
use crate::components::icon::Icon;
use crate::place::{Place, name, use_place, use_text};
use crate::routes::Room;
use domain::people::{Member, Role};
use domain::ruler::Placement;
use domain::talk::Card;
use domain::{Family, MemberId};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A card or a placement that is not shared.
#[derive(Clone, PartialEq, Eq)]
struct Own {
    /// As it stands in a form.
    thing: &'static str,
    id: String,
    by: MemberId,
    text: String,
    shown_to: BTreeSet<MemberId>,
}

/// The page.
#[component]
pub fn MinePage() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().mine);
    let all = place.read(things);
    let mine = move || all.get().into_iter().filter(|it| it.by == place.me).collect::<Vec<_>>();
    let shown = move || all.get().into_iter().filter(|it| it.by != place.me).collect::<Vec<_>>();
    let to_you = move |it: Own| {
        let from = place.family.with_untracked(|family| name(family, it.by));
        view! { <li class="word-card"><p class="eyebrow">{(text.from)(&from)}</p><blockquote>{it.text}</blockquote></li> }
    };
    view! {
        <h1>{use_text().common.mine}</h1>
        <p class="lead">{text.lead}</p>
        <Write/>
        <section class="stack stack--tight" aria-labelledby="kept">
            <h2 id="kept">{text.kept}</h2>
            {move || mine().is_empty().then(|| view! { <p class="muted">{text.empty}</p> })}
            <ul class="stack">{move || mine().into_iter().map(row).collect_view()}</ul>
        </section>
        {move || (!shown().is_empty()).then(|| view! {
            <section class="stack stack--tight" aria-labelledby="to-you">
                <h2 id="to-you">{text.to_you}</h2>
                <ul class="stack stack--tight">{shown().into_iter().map(to_you).collect_view()}</ul>
            </section>
        })}
        <details class="details">
            <summary>{text.adult}</summary>
            <div class="stack stack--tight">
                <ol class="stack stack--tight">{text.adult_what.map(|line| view! { <li>{line}</li> })}</ol>
                <p><b>{text.adult_danger}</b></p>
            </div>
        </details>
    }
}

/// What is not shared, as far as this copy holds it: one's own, and what others showed.
fn things(family: &Family) -> Vec<Own> {
    let text = use_text();
    let card = |it: &Card| Own {
        thing: "card",
        id: it.id.to_string(),
        by: it.by,
        text: it.text.clone(),
        shown_to: it.shown_to.clone(),
    };
    let placement = |it: &Placement| {
        let position =
            (text.mine.placed)(it.level.number(), text.ruler.positions[it.level.index()].name);
        let text =
            if it.because.is_empty() { position } else { format!("{position} {}", it.because) };
        Own {
            thing: "placement",
            id: it.id.to_string(),
            by: it.by,
            text,
            shown_to: it.shown_to.clone(),
        }
    };
    let cards = family.talk.cards.values().filter(|it| !it.shared).map(card);
    let laid = family.ruler.placements.values().filter(|it| !it.shared && it.round.is_none());
    cards.chain(laid.map(placement)).collect()
}

/// A plain form, also on a living page: what is one's own goes to the server and into no draft of the tab.
#[component]
fn Write() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().mine);
    let about = place.family.with_untracked(|family| {
        let child = |it: &Member| (it.id, it.name.clone());
        let me = family.people.children().find(|it| it.id == place.me).map(child);
        me.map_or_else(|| family.people.children().map(child).collect(), |me| vec![me])
    });
    let whom = match about.as_slice() {
        [(one, _)] => view! { <Hidden name="about" value=one.to_string()/> }.into_any(),
        several => {
            let option = |(id, name): &(MemberId, String)| view! { <option value=id.to_string()>{name.clone()}</option> };
            view! {
                <div class="field">
                    <label for="about">{text.about}</label>
                    <select id="about" name="about">{several.iter().map(option).collect_view()}</select>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <form method="post" action=place.action("mine") class="card stack">
            <input r#type="hidden" name="back" value=place.href(Room::Mine)/>
            <Hidden name="act" value="write"/>
            {whom}
            <Words name="text" label=text.write hint=text.write_hint needed=true/>
            <button class="button">{text.keep}</button>
        </form>
    }
}

fn row(it: Own) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let names = place.family.with_untracked(|family| {
        it.shown_to.iter().map(|id| name(family, *id)).collect::<Vec<_>>()
    });
    let seen = if names.is_empty() {
        text.mine.only_you.to_owned()
    } else {
        (text.mine.seen_by)(&text.common.list(&names))
    };
    let nobody =
        (!names.is_empty()).then(|| view! { {act(place, &it, "nobody", text.mine.show_nobody)} });
    view! {
        <li class="card stack stack--tight">
            <blockquote>{it.text.clone()}</blockquote>
            <p class="private"><Icon name="lock"/> {seen}</p>
            {nobody}
            {show(place, &it)}
            {act(place, &it, "remove", text.mine.remove)}
        </li>
    }
    .into_any()
}

fn begin(place: Place, it: &Own, act: &'static str) -> AnyView {
    view! {
        <input r#type="hidden" name="back" value=place.href(Room::Mine)/>
        <Hidden name="act" value=act/>
        <Hidden name="thing" value=it.thing/>
        <Hidden name="id" value=it.id.clone()/>
    }
    .into_any()
}

fn act(place: Place, it: &Own, act: &'static str, label: &'static str) -> AnyView {
    view! {
        <form method="post" action=place.action("mine")>
            {begin(place, it, act)}
            <button class="button button--quiet button--small">{label}</button>
        </form>
    }
    .into_any()
}

fn show(place: Place, it: &Own) -> AnyView {
    let text = &use_text().mine;
    let others = place.family.with_untracked(|family| {
        let other = |it: &&Member| it.joined && it.id != place.me;
        let mut others: Vec<_> = family.people.here().filter(other).cloned().collect();
        // Grown-ups first: it is mostly for them.
        others.sort_by_key(|it| it.role == Role::Child);
        others
    });
    let other = |member: Member| {
        view! {
            <label class="choice__card">
                <input r#type="checkbox" name=format!("to-{}", member.id) checked=it.shown_to.contains(&member.id)/>
                <span><b>{member.name}</b></span>
            </label>
        }
    };
    view! {
        <details class="details details--plain">
            <summary>{text.show}</summary>
            <form method="post" action=place.action("mine") class="stack stack--tight">
                {begin(place, it, "show")}
                <fieldset class="choice choice--grid">
                    <legend>{text.show_lead}</legend>
                    {others.into_iter().map(other).collect_view()}
                </fieldset>
                <button class="button">{text.show_go}</button>
            </form>
        </details>
    }
    .into_any()
}
