//! Writing something for oneself, of today or of another day.

use crate::components::draft::clear;
use crate::components::field::{Line, Words, typed, written};
use crate::components::form::{Act, FreshId, Hidden};
use crate::device;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use domain::people::Member;
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command, MemberId};
use leptos::html::{Input, Select, Textarea};
use leptos::prelude::*;

/// The key of what is being typed.
const DRAFT: &str = "mine/write";

/// The form. A child's notes are about the child; others may choose, where there are several.
#[component]
pub fn Write() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().mine);
    let about = place.family.with_untracked(|family| {
        let child = |it: &Member| (it.id, it.name.clone());
        let me = family.people.children().find(|it| it.id == place.me).map(child);
        me.map_or_else(|| family.people.children().map(child).collect(), |me| vec![me])
    });
    let only = about.first().map(|(id, _)| *id);
    let (area, day, whom) =
        (NodeRef::<Textarea>::new(), NodeRef::<Input>::new(), NodeRef::<Select>::new());
    let send = move || {
        let chosen = whom.get_untracked().and_then(|it| it.value().parse().ok());
        let Some(about) = chosen.or(only) else { return };
        let command = Talk::Write {
            id: CardId(device::new_id()),
            about,
            column: Column::Wish,
            text: written(area),
            notices: String::new(),
            dialogue: None,
            on: typed(day).parse().unwrap_or_else(|_| device::today()),
            shared: false,
        };
        if place.send(Command::Talk(command)).is_ok() {
            clear(area);
            clear(day);
        }
    };
    view! {
        <Act action=place.action("mine") back=place.href(Room::Mine) send class="card stack">
            <Hidden name="act" value="write"/>
            <FreshId/>
            <Whom about node=whom/>
            <Words name="text" id=DRAFT label=text.write hint=text.write_hint needed=true node=area/>
            <details class="details details--plain">
                <summary>{text.other_day}</summary>
                <Line name="on" label=text.day kind="date" node=day/>
            </details>
            <button class="button">{text.keep}</button>
        </Act>
    }
}

/// Nobody chooses where there is one.
#[component]
fn Whom(about: Vec<(MemberId, String)>, node: NodeRef<Select>) -> impl IntoView {
    let text = &use_text().mine;
    let option = |(id, name): &(MemberId, String)| view! { <option value=id.to_string()>{name.clone()}</option> };
    match about.as_slice() {
        [(one, _)] => view! { <Hidden name="about" value=one.to_string()/> }.into_any(),
        several => view! {
            <div class="field">
                <label for="about">{text.about}</label>
                <select id="about" name="about" node_ref=node>{several.iter().map(option).collect_view()}</select>
            </div>
        }
        .into_any(),
    }
}
