//! Who is in the circle.

use super::born::born;
use super::leaving::take_out;
use crate::components::avatar::Avatar;
use crate::components::draft::{clear, settle};
use crate::components::field::{Line, typed};
use crate::components::form::{Act, Started};
use crate::device;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use crate::tools::shield::Facts;
use domain::people::{Called, Command as People, Language, Member, Renewal, Role};
use domain::{Command, MemberId};
use leptos::html::{Input, Select};
use leptos::prelude::*;

/// Everyone, in the order they were named. A card stays while what stands on it changes: somebody may be writing on it.
#[component]
pub fn Members() -> impl IntoView {
    let place = use_place();
    let ids = place
        .read(|family| family.people.here().map(|member| member.id).collect::<Vec<MemberId>>());
    view! {
        <ul class="members">
            <For each=move || ids.get() key=|id| *id let:id>
                <li class="member"><Card id/> <Facts about=id/></li>
            </For>
        </ul>
    }
}

#[component]
fn Card(id: MemberId) -> impl IntoView {
    let now = use_place().read(move |family| {
        let people = &family.people;
        let renewed = people.renewed.get(&id).copied();
        Some((people.get(id)?.clone(), people.is_coordinator(id), renewed))
    });
    move || now.get().map(member)
}

fn member((member, leads, renewed): (Member, bool, Option<Renewal>)) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let mut parts = vec![if member.title.is_empty() {
        (text.people.role)(member.role).to_owned()
    } else {
        member.title.clone()
    }];
    if leads {
        parts.push(text.people.coordinator.to_owned());
    }
    if member.id == place.me {
        parts.push(text.people.you.to_owned());
    } else if !member.joined {
        parts.push(text.people.not_in.to_owned());
    }
    view! {
        <Avatar member=member.clone()/>
        <div>
            <b>{member.name.clone()}</b>
            <small>{parts.join(" · ")}</small>
            {renewed.map(|it| view! { <small>{anew(it)}</small> })}
        </div>
        {born(&member)}
        {take_out(&member)}
    }
    .into_any()
}

/// Nobody wonders who let somebody else out of a seat, and in again.
fn anew(it: Renewal) -> String {
    let (place, text) = (use_place(), use_text());
    let on = text.dates.near(it.on, place.now.date_naive());
    (text.people.renewed)(&place.name(it.by), &on)
}

/// Names somebody who need not come in themselves.
#[component]
pub fn NameForm() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (called, born, role) =
        (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Select>::new());
    let send = move || {
        let member = Member {
            id: MemberId(device::new_id()),
            name: typed(called),
            role: chosen(role),
            title: String::new(),
            born: typed(born).parse().ok(),
            language: Language::Da,
            joined: false,
        };
        if place.send(Command::People(People::Name { member })).is_ok() {
            let _ = [called, born].map(clear);
        }
    };
    view! {
        <Act action=place.action("people") back=place.href(Room::People) send class="stack">
            <Line name="named" label=text.people.name_label max=domain::input::NAME needed=true node=called/>
            <RoleSelect id="named-role" label=text.people.name_role node=role/>
            <Line name="born" label=text.people.name_born kind="number" max=4 node=born/>
            <button class="button button--quiet">{text.people.name_save}</button>
        </Act>
    }
}

/// Corrects what I am called.
#[component]
pub fn RenameForm() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let me = place.family.with_untracked(|family| family.people.get(place.me).cloned());
    let (called, title) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let started = StoredValue::new(
        me.as_ref().map(|me| Called { name: me.name.clone(), title: me.title.clone() }),
    );
    let send = move || {
        let mine = Called { name: typed(called), title: typed(title) };
        let from = started.get_value();
        let Called { name, title: new } = mine.clone();
        let command = People::Rename { member: place.me, name, title: new, from };
        if place.send(Command::People(command)).is_ok() {
            started.set_value(Some(mine));
            let _ = [called, title].map(settle);
        }
    };
    me.map(|me| {
        view! {
            <Act action=place.action("people") back=place.href(Room::People) send class="stack">
                <Started name="from_name" value=me.name.clone()/>
                <Started name="from_title" value=me.title.clone()/>
                <Line name="name" label=text.people.rename_label value=me.name max=domain::input::NAME needed=true node=called/>
                <Line name="title" label=text.people.title_label value=me.title max=domain::input::NAME node=title/>
                <button class="button button--quiet">{text.common.save}</button>
            </Act>
        }
    })
}

/// What somebody is to the child, of what this person may let in.
#[component]
pub fn RoleSelect(id: &'static str, label: &'static str, node: NodeRef<Select>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let roles = place.read(move |family| {
        let may = |(role, _): &(Role, &str)| family.people.may_invite_as(place.me, *role);
        ROLES.into_iter().filter(may).collect::<Vec<_>>()
    });
    let option =
        |(role, value)| view! { <option value=value>{(text.people.role_choice)(role)}</option> };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id name=id node_ref=node>{move || roles.get().into_iter().map(option).collect_view()}</select>
        </div>
    }
}

const ROLES: [(Role, &str); 4] = [
    (Role::Guardian, "guardian"),
    (Role::Network, "network"),
    (Role::Professional, "professional"),
    (Role::Child, "child"),
];

/// The role chosen in a [`RoleSelect`].
pub fn chosen(node: NodeRef<Select>) -> Role {
    let value = node.get_untracked().map(|select| select.value()).unwrap_or_default();
    ROLES.into_iter().find(|(_, name)| *name == value).map_or(Role::Network, |(role, _)| role)
}
