//! What is kept from somebody: a guardian's own list, and a form for one more.

use crate::components::choice::{Boxes, anew, ticked};
use crate::components::field::{Line, Words, typed, written};
use crate::components::form::{Act, FreshId, Hidden};
use crate::device;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::people::Member;
use domain::shield::{Command as Shield, Fact, Kind};
use domain::{Command, FactId, Family, MemberId};
use leptos::html::{Fieldset, Input, Select, Textarea};
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
        family.shield.facts().values().filter(mine).cloned().collect::<Vec<_>>()
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
    let send = move || {
        let _ = place.send(Command::Shield(Shield::Remove { id }));
    };
    view! {
        <Act action=place.action("shield") back=place.href(Room::Consent) send>
            <Hidden name="act" value="remove"/>
            <Hidden name="id" value=id.to_string()/>
            <button class="button button--quiet button--small">{text.shield.remove}</button>
        </Act>
    }
    .into_any()
}

/// The fields that are read when it is sent. What stands in them goes to the server alone, and to nobody's draft.
#[derive(Clone, Copy, Default)]
struct Nodes {
    about: NodeRef<Select>,
    kind: NodeRef<Select>,
    text: NodeRef<Input>,
    words: NodeRef<Textarea>,
    from: NodeRef<Fieldset>,
    known: NodeRef<Fieldset>,
}

impl Nodes {
    fn command(self) -> Option<Shield> {
        let chosen = |node: NodeRef<Select>| node.get_untracked().map(|it| it.value());
        let members = |node, prefix| {
            ticked(node, prefix).iter().filter_map(|id| id.parse::<MemberId>().ok()).collect()
        };
        let lines = written(self.words);
        Some(Shield::Set {
            id: FactId(device::new_id()),
            about: chosen(self.about)?.parse().ok()?,
            kind: Kind::ALL
                .into_iter()
                .find(|it| Some(slug(*it)) == chosen(self.kind).as_deref())?,
            text: typed(self.text),
            words: lines
                .lines()
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect(),
            known_to: members(self.known, "known-"),
            kept_from: members(self.from, "from-"),
        })
    }
}

#[component]
fn Form() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let circle = place.family.with_untracked(circle);
    let option = |(id, name): &(MemberId, String)| view! { <option value=id.to_string()>{name.clone()}</option> };
    let kind = |kind: Kind| view! { <option value=slug(kind)>{(text.shield.kind)(kind)}</option> };
    let others: Vec<_> = circle
        .iter()
        .filter(|(id, _)| *id != place.me)
        .map(|(id, name)| (id.to_string(), name.clone(), false))
        .collect();
    let nodes = Nodes::default();
    let send = move || {
        let Some(command) = nodes.command() else { return };
        if place.send(Command::Shield(command)).is_ok() {
            anew(nodes.from);
        }
    };
    view! {
        <Act action=place.action("shield") back=place.href(Room::Consent) send class="stack">
            <Hidden name="act" value="set"/>
            <FreshId/>
            <div class="field">
                <label for="about">{text.shield.about}</label>
                <select id="about" name="about" node_ref=nodes.about>{circle.iter().map(option).collect_view()}</select>
            </div>
            <div class="field">
                <label for="kind">{text.shield.what}</label>
                <select id="kind" name="kind" node_ref=nodes.kind>{Kind::ALL.map(kind)}</select>
            </div>
            <Line name="text" id="kept-text" label=text.shield.text hint=text.shield.text_hint needed=true node=nodes.text/>
            <Words name="words" label=text.shield.words hint=text.shield.words_hint node=nodes.words/>
            <Boxes legend=text.shield.kept_from prefix="from-" options=others.clone() node=nodes.from/>
            <Boxes legend=text.shield.known_to prefix="known-" options=others node=nodes.known/>
            <p class="muted">{text.shield.limit}</p>
            <button class="button">{text.shield.go}</button>
        </Act>
    }
}

/// Children first: it is mostly about them.
fn circle(family: &Family) -> Vec<(MemberId, String)> {
    let one = |it: &Member| (it.id, it.name.clone());
    let children = family.people.children().map(one);
    let others = family.people.here().filter(|it| it.role != domain::people::Role::Child).map(one);
    children.chain(others).collect()
}
