//! When a dialogue is and where, and setting or moving its time.

use super::{moment, names};
use crate::components::draft::{clear, settle};
use crate::components::field::{Line, typed};
use crate::components::form::{Act, Hidden, Started};
use crate::device;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use chrono::{NaiveDateTime, Timelike};
use domain::dialogue::{Arranged, Command};
use domain::people::Member;
use domain::{DialogueId, Family, MemberId};
use leptos::html::{Input, Select};
use leptos::prelude::*;

/// The date written out, the place, and whom it is about. Follows when it is moved.
#[component]
pub fn Appointment(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = place.read(move |family| {
        let it = family.dialogue.all.get(&dialogue)?;
        let about = names(family, [it.about]).concat();
        let joined = family.people.here().filter(|member| member.joined).map(|member| member.id);
        let circle = text.common.list(&names(family, joined));
        Some((moment(it.when), (text.dialogue.list.about)(&about), meets(family, it), circle))
    });
    let lines = move |(when, about, at, circle): (String, String, String, String)| {
        let rest = if at.is_empty() { about } else { format!("{about} · {at}") };
        view! {
            <p class="large"><b>{when}</b></p>
            <p>{rest}</p>
            <p class="muted">{(text.dialogue.list.invited)(&circle)}</p>
        }
    };
    move || words.get().map(lines)
}

/// Where one meets: what everybody may read, and what was given to those who read it.
fn meets(family: &Family, it: &domain::dialogue::Dialogue) -> String {
    let facts = family.shield.facts().values().filter(|fact| fact.dialogue == Some(it.id));
    let all = std::iter::once(&it.place).chain(facts.map(|fact| &fact.text));
    all.filter(|place| !place.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

/// The three fields of a time and place.
#[derive(Clone, Copy)]
struct Fields {
    date: NodeRef<Input>,
    time: NodeRef<Input>,
    place: NodeRef<Input>,
}

impl Fields {
    fn new() -> Self {
        Self { date: NodeRef::new(), time: NodeRef::new(), place: NodeRef::new() }
    }

    /// The browser gives a date and a time as the standard writes them. None where one is missing.
    fn when(self) -> Option<NaiveDateTime> {
        let (date, time) = (typed(self.date), typed(self.time));
        let seconds = if time.len() == 5 { ":00" } else { "" };
        format!("{date}T{time}{seconds}").parse().ok()
    }

    /// The fields themselves; `key` keeps the ids of two forms apart.
    fn view(self, key: &str, before: Option<(NaiveDateTime, String)>) -> AnyView {
        let words = &use_text().dialogue.list;
        let (date, time, place) = before.map_or_else(Default::default, |(when, place)| {
            (when.date().to_string(), format!("{:02}:{:02}", when.hour(), when.minute()), place)
        });
        view! {
            <div class="when">
                <Line name="date" id=format!("date-{key}") label=words.date kind="date" value=date needed=true node=self.date/>
                <Line name="time" id=format!("time-{key}") label=words.time kind="time" value=time needed=true node=self.time/>
            </div>
            <Line name="place" id=format!("place-{key}") label=words.place hint=words.place_hint value=place node=self.place/>
        }
        .into_any()
    }
}

/// Sets a time for a new dialogue.
#[component]
pub fn Plan() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (fields, about) = (Fields::new(), NodeRef::<Select>::new());
    let children = place
        .family
        .with_untracked(|family| family.people.children().cloned().collect::<Vec<Member>>());
    let only = children.first().map(|child| child.id);
    let send = move || {
        let chosen = about.get_untracked().and_then(|about| about.value().parse::<MemberId>().ok());
        let (Some(about), Some(when)) = (chosen.or(only), fields.when()) else { return };
        let (id, at) = (DialogueId(device::new_id()), typed(fields.place));
        let command = Command::Plan { id, about, when, place: at, held: false, among: None };
        if place.send(domain::Command::Dialogue(command)).is_ok() {
            let _ = [fields.date, fields.time, fields.place].map(clear);
        }
    };
    view! {
        <Act action=place.action("dialogue") back=place.href(Room::Dialogues) class="stack" send>
            <Hidden name="act" value="plan"/>
            {(children.len() > 1).then(|| view! { <Whom children node=about/> })}
            {fields.view("new", None)}
            <button class="button" disabled=move || !place.live.get()>{text.dialogue.list.plan_go}</button>
        </Act>
    }
}

#[component]
fn Whom(children: Vec<Member>, node: NodeRef<Select>) -> impl IntoView {
    let option = |child: Member| view! { <option value=child.id.to_string()>{child.name}</option> };
    view! {
        <div class="field">
            <label for="about">{use_text().dialogue.list.child}</label>
            <select id="about" name="about" node_ref=node>{children.into_iter().map(option).collect_view()}</select>
        </div>
    }
}

/// Moves one that has not begun.
#[component]
pub fn Move(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let fields = Fields::new();
    let before = place.family.with_untracked(|family| {
        family.dialogue.all.get(&dialogue).map(|it| (it.when, it.place.clone()))
    });
    let arranged = |(when, place): (NaiveDateTime, String)| Arranged { when, place };
    let started = StoredValue::new(before.clone().map(arranged));
    let send = move || {
        let Some(when) = fields.when() else { return };
        let (at, from) = (typed(fields.place), started.get_value());
        let command = Command::Move { id: dialogue, when, place: at.clone(), from };
        if place.send(domain::Command::Dialogue(command)).is_ok() {
            started.set_value(Some(Arranged { when, place: at }));
            let _ = [fields.date, fields.time, fields.place].map(settle);
        }
    };
    let hidden = before.clone().map(|(when, place)| {
        let when = format!("{}T{:02}:{:02}:00", when.date(), when.hour(), when.minute());
        view! {
            <Started name="from_when" value=when/>
            <Started name="from_place" value=place/>
        }
    });
    let key = dialogue.to_string();
    view! {
        <Act action=super::action(place, dialogue) back=place.href(Room::Dialogues) class="stack" send>
            <Hidden name="act" value="move"/>
            {hidden}
            {fields.view(&key, before)}
            <button class="button button--quiet" disabled=move || !place.live.get()>{text.dialogue.list.change_go}</button>
        </Act>
    }
}
