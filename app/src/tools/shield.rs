//! What is kept from somebody: a guardian's own list, and a form for one more.

use crate::components::field::{Line, Words};
use crate::components::form::Hidden;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::people::Member;
use domain::shield::{Fact, Kind};
use domain::{FactId, Family, MemberId};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// As a kind stands in a form.
pub const fn slug(kind: Kind) -> &'static str {
    match kind {
        Kind::Address => "address",
        Kind::Phone => "phone",
        Kind::School => "school",
        Kind::Institution => "institution",
        Kind::MeetingPlace => "meeting_place",
    }
}

/// The list and the form.
#[component]
pub fn Facts() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let facts = place.read(move |family| {
        let mine = |it: &&Fact| it.by == place.me;
        family.shield.facts.values().filter(mine).cloned().collect::<Vec<_>>()
    });
    view! {
        <section class="stack" aria-labelledby="kept">
            <h2 id="kept">{text.shield.title}</h2>
            <p>{text.shield.lead}</p>
            {move || facts.get().iter().map(row).collect_view()}
            <details class="details">
                <summary>{text.shield.add}</summary>
                <Form/>
            </details>
        </section>
    }
}

fn row(fact: &Fact) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let id = fact.id;
    let names = |ids: &BTreeSet<MemberId>| {
        place.family.with_untracked(|family| {
            let names: Vec<_> = ids.iter().map(|id| name(family, *id)).collect();
            (!names.is_empty()).then(|| text.common.list(&names))
        })
    };
    let line = |words: Option<String>| words.map(|words| view! { <p class="muted">{words}</p> });
    let kept = line(names(&fact.kept_from).map(|it| (text.shield.kept)(&it)));
    let known = line(names(&fact.known_to).map(|it| (text.shield.known)(&it)));
    view! {
        <article class="card stack stack--tight">
            <p class="eyebrow">{(text.shield.kind)(fact.kind)} " · " {place.name(fact.about)}</p>
            <p>{fact.text.clone()}</p>
            {kept}
            {known}
            {remove(id)}
        </article>
    }
    .into_any()
}

fn remove(id: FactId) -> AnyView {
    let (place, text) = (use_place(), use_text());
    view! {
        <form method="post" action=place.action("shield")>
            <input r#type="hidden" name="back" value=place.href(Room::Consent)/>
            <Hidden name="act" value="remove"/>
            <Hidden name="id" value=id.to_string()/>
            <button class="button button--quiet button--small">{text.shield.remove}</button>
        </form>
    }
    .into_any()
}

/// A plain form, also on a living page: the words go to the server alone, and to nobody's draft.
#[component]
fn Form() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let circle = place.family.with_untracked(circle);
    let option = |(id, name): &(MemberId, String)| view! { <option value=id.to_string()>{name.clone()}</option> };
    let kind = |kind: Kind| view! { <option value=slug(kind)>{(text.shield.kind)(kind)}</option> };
    let others = |prefix: &'static str| {
        let other = move |(id, name): &(MemberId, String)| {
            view! {
                <label class="choice__card">
                    <input r#type="checkbox" name=format!("{prefix}-{id}")/>
                    <span><b>{name.clone()}</b></span>
                </label>
            }
        };
        circle.iter().filter(|(id, _)| *id != place.me).map(other).collect_view()
    };
    view! {
        <form method="post" action=place.action("shield") class="stack">
            <input r#type="hidden" name="back" value=place.href(Room::Consent)/>
            <Hidden name="act" value="set"/>
            <div class="field">
                <label for="about">{text.shield.about}</label>
                <select id="about" name="about">{circle.iter().map(option).collect_view()}</select>
            </div>
            <div class="field">
                <label for="kind">{text.shield.what}</label>
                <select id="kind" name="kind">{Kind::ALL.map(kind)}</select>
            </div>
            <Line name="text" id="kept-text" label=text.shield.text hint=text.shield.text_hint needed=true/>
            <Words name="words" label=text.shield.words hint=text.shield.words_hint/>
            <fieldset class="choice choice--grid">
                <legend>{text.shield.kept_from}</legend>
                {others("from")}
            </fieldset>
            <fieldset class="choice choice--grid">
                <legend>{text.shield.known_to}</legend>
                {others("known")}
            </fieldset>
            <p class="muted">{text.shield.limit}</p>
            <button class="button">{text.shield.go}</button>
        </form>
    }
}

/// Children first: it is mostly about them.
fn circle(family: &Family) -> Vec<(MemberId, String)> {
    let one = |it: &Member| (it.id, it.name.clone());
    let children = family.people.children().map(one);
    let others = family.people.here().filter(|it| it.role != domain::people::Role::Child).map(one);
    children.chain(others).collect()
}
