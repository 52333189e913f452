//! The family's yes. Nothing is agreed before it.

use crate::components::form::{Act, Hidden};
use crate::place::{Place, name, use_place, use_text};
use crate::routes::Room;
use domain::plan::{self, Item};
use domain::{Command, Family, MemberId};
use leptos::prelude::*;

/// One item that is read back to the family, with their yes.
#[component]
pub fn AgreeRow(item: Item) -> impl IntoView {
    let place = use_place();
    let words = place.read(move |family| words(family, item));
    let agreed = place.read(move |family| said_yes(family, item));
    let class = move || if agreed.with(Vec::is_empty) { "confirm" } else { "confirm confirm--yes" };
    view! {
        <li class=class>
            <p>{words}</p>
            <Agreement item/>
        </li>
    }
}

/// Who has said yes, and the yes of the one who looks.
#[component]
pub fn Agreement(item: Item) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let agreed = place.read(move |family| said_yes(family, item));
    let names = move || {
        let names = place
            .family
            .with(|family| agreed.get().into_iter().map(|id| name(family, id)).collect::<Vec<_>>());
        text.common.list(&names)
    };
    let said = move || {
        if agreed.with(Vec::is_empty) {
            text.plan.only_family.to_owned()
        } else {
            (text.plan.agreed_by)(&names())
        }
    };
    let mine = Memo::new(move |_| agreed.with(|agreed| agreed.contains(&place.me)));
    view! {
        <p><small>{said}</small></p>
        {move || may_agree(place, item).then(|| view! { <Answer item yes=!mine.get()/> })}
    }
}

#[component]
fn Answer(item: Item, yes: bool) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (kind, id) = match item {
        Item::Goal(id) => ("goal", id.to_string()),
        Item::Step(id) => ("step", id.to_string()),
    };
    let send = move || {
        let command =
            if yes { plan::Command::Agree { item } } else { plan::Command::Reopen { item } };
        let _ = place.send(Command::Plan(command));
    };
    let (label, class) = if yes {
        (text.plan.agree, "button button--small")
    } else {
        (text.plan.reopen, "button button--plain button--small")
    };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send>
            <Hidden name="act" value=if yes { "agree" } else { "reopen" }/>
            <Hidden name=kind value=id/>
            <button class=class>{label}</button>
        </Act>
    }
}

fn may_agree(place: Place, item: Item) -> bool {
    place.family.with(|family| {
        plan::about(family, item)
            .is_some_and(|about| family.people.speaks_for_family(place.me, about))
    })
}

fn said_yes(family: &Family, item: Item) -> Vec<MemberId> {
    family.plan.agreed(item).map(|agreed| agreed.iter().copied().collect()).unwrap_or_default()
}

fn words(family: &Family, item: Item) -> String {
    match item {
        Item::Goal(id) => family.plan.goals.get(&id).map(|goal| goal.text.clone()),
        Item::Step(id) => family
            .plan
            .steps
            .get(&id)
            .map(|step| format!("{}: {}", name(family, step.holder), step.what)),
    }
    .unwrap_or_default()
}
