//! The form of one fact: what it is, who may know it, and who must not.

use crate::components::choice::{Boxes, anew, ticked};
use crate::components::draft::settle;
use crate::components::field::{Line, Words, typed, written};
use crate::components::form::{Act, FreshId, Hidden, Started, kept};
use crate::device;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use domain::dialogue::Stage;
use domain::people::Member;
use domain::shield::{Command as Shield, Fact, Kind, Noted};
use domain::{Command, DialogueId, FactId, MemberId};
use leptos::html::{Fieldset, Input, Select, Textarea};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// As a kind stands in a form.
const fn slug(kind: Kind) -> &'static str {
    match kind {
        Kind::Address => "address",
        Kind::Phone => "phone",
        Kind::Email => "email",
        Kind::School => "school",
        Kind::Institution => "institution",
        Kind::MeetingPlace => "meeting_place",
    }
}

/// The fields that are read when it is sent.
#[derive(Clone, Copy, Default)]
struct Nodes {
    kind: NodeRef<Select>,
    text: NodeRef<Input>,
    words: NodeRef<Textarea>,
    known: NodeRef<Fieldset>,
    kept: NodeRef<Fieldset>,
    dialogue: NodeRef<Select>,
}

impl Nodes {
    fn noted(self) -> Noted {
        let members = |node, prefix| {
            ticked(node, prefix).iter().filter_map(|id| id.parse::<MemberId>().ok()).collect()
        };
        let lines = written(self.words);
        let lines = lines.lines().map(str::trim).filter(|it| !it.is_empty());
        Noted {
            text: typed(self.text),
            words: lines.map(str::to_owned).collect(),
            known_to: members(self.known, "known-"),
            kept_from: members(self.kept, "kept-"),
        }
    }

    fn kind(self) -> Option<Kind> {
        let chosen = self.kind.get_untracked()?.value();
        Kind::ALL.into_iter().find(|it| slug(*it) == chosen)
    }

    fn dialogue(self) -> Option<DialogueId> {
        self.dialogue.get_untracked()?.value().parse().ok()
    }
}

/// A new one about somebody, or a change of one that stands there.
#[component]
pub fn Form(about: MemberId, fact: Option<Fact>) -> impl IntoView {
    let place = use_place();
    let nodes = Nodes::default();
    let before = StoredValue::new(fact.clone());
    let send = move || {
        let was = before.get_value();
        let noted = nodes.noted();
        let Some(kind) = was.as_ref().map(|it| it.kind).or_else(|| nodes.kind()) else { return };
        let Noted { text, words, known_to, kept_from } = noted.clone();
        let id = was.as_ref().map_or_else(|| FactId(device::new_id()), |it| it.id);
        let dialogue = if was.is_some() { None } else { nodes.dialogue() };
        let from = was.as_ref().map(|it| Box::new(it.noted()));
        let set = Shield::Set { id, about, kind, text, words, known_to, kept_from, dialogue, from };
        if place.send(Command::Shield(set)).is_err() {
            return;
        }
        match was {
            None => anew(nodes.known),
            Some(was) => {
                let Noted { text, words, known_to, kept_from } = noted;
                before.set_value(Some(Fact { text, words, known_to, kept_from, ..was }));
                settle(nodes.text);
                settle(nodes.words);
            }
        }
    };
    view! {
        <Act action=place.action("shield") back=place.href(Room::People) send class="stack">
            <Hidden name="act" value="set"/>
            <Hidden name="about" value=about.to_string()/>
            <Fields about fact nodes/>
        </Act>
    }
}

#[component]
fn Fields(about: MemberId, fact: Option<Fact>, nodes: Nodes) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().shield);
    let new = fact.is_none();
    let key = fact.as_ref().map_or_else(|| about.to_string(), |it| it.id.to_string());
    let id = fact.as_ref().map(|it| it.id.to_string()).unwrap_or_default();
    let kind = fact.as_ref().map(|it| slug(it.kind));
    let was = fact.as_ref().map(Fact::noted).unwrap_or_default();
    let (first, words) = (was.text.clone(), was.words.join("\n"));
    view! {
        <Hidden name="id" value=id/>
        {kind.map(|kind| view! { <Hidden name="kind" value=kind/> })}
        {new.then(|| view! { <FreshId/> <Choose about key=key.clone() nodes/> })}
        <Line name="text" id=format!("fact-{key}") label=text.text hint=text.text_hint value=first needed=true node=nodes.text/>
        <Boxes legend=text.known_to prefix="known-" options=people(place.me, &was.known_to, "known-") node=nodes.known/>
        <Boxes legend=text.kept_from prefix="kept-" options=people(place.me, &was.kept_from, "kept-") node=nodes.kept/>
        <Words name="words" id=format!("fact-words-{key}") label=text.words hint=text.words_hint value=words node=nodes.words/>
        <p class="muted">{text.limit}</p>
        {(!new).then(|| from(&was))}
        <button class="button">{text.go}</button>
    }
}

/// What the change started from, for the plain way.
fn from(was: &Noted) -> AnyView {
    let ids = |all: &BTreeSet<MemberId>| {
        all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    view! {
        <Started name="from_text" value=was.text.clone()/>
        <Started name="from_words" value=was.words.join("\n")/>
        <Started name="from_known" value=ids(&was.known_to)/>
        <Started name="from_kept" value=ids(&was.kept_from)/>
    }
    .into_any()
}

/// The others of the circle, ticked as it stood or as it was typed.
fn people(me: MemberId, now: &BTreeSet<MemberId>, prefix: &str) -> Vec<(String, String, bool)> {
    let typed = kept("text").is_some();
    let one = |it: &Member| {
        let slug = it.id.to_string();
        let was =
            if typed { kept(&format!("{prefix}{slug}")).is_some() } else { now.contains(&it.id) };
        (slug, it.name.clone(), was)
    };
    // Nothing is given to somebody who is only named.
    let listed = |it: &&Member| it.id != me && (it.joined || prefix == "kept-");
    use_place()
        .family
        .with_untracked(|family| family.people.here().filter(listed).map(one).collect())
}

/// What kind of fact it is; and of a child's, which meeting it is the place of.
#[component]
fn Choose(about: MemberId, key: String, nodes: Nodes) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let chosen = kept("kind");
    let kind = |kind: Kind| {
        let selected = chosen.as_deref() == Some(slug(kind));
        view! { <option value=slug(kind) selected=selected>{(text.shield.kind)(kind)}</option> }
    };
    let kinds = Kind::ALL.map(kind);
    let meetings = place.family.with_untracked(|family| {
        let all =
            family.dialogue.all.values().filter(|it| it.about == about && it.stage != Stage::Ended);
        all.map(|it| (it.id.to_string(), it.when.date())).collect::<Vec<_>>()
    });
    let meeting =
        |(id, day)| view! { <option value=id>{text.dates.day(day, place.today())}</option> };
    let which = (!meetings.is_empty()).then(|| {
        let id = format!("fact-dialogue-{key}");
        view! {
            <div class="field">
                <label for=id.clone()>{text.shield.meeting}</label>
                <select id=id name="dialogue" node_ref=nodes.dialogue>
                    <option value="">{text.shield.no_meeting}</option>
                    {meetings.into_iter().map(meeting).collect_view()}
                </select>
            </div>
        }
    });
    let id = format!("fact-kind-{key}");
    view! {
        <div class="field">
            <label for=id.clone()>{text.shield.what}</label>
            <select id=id name="kind" node_ref=nodes.kind>{kinds}</select>
        </div>
        {which}
    }
}
