//! The family's yes. Nothing is agreed before it.

use crate::components::form::{Act, Hidden};
use crate::place::{name, use_place, use_text};
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
    let asked = place.read(move |family| {
        let mine = said_yes(family, item).contains(&place.me);
        (family.people.goes_on() && may_agree(family, place.me, item))
            .then(|| (!mine, as_read(family, item)))
    });
    view! {
        <p><small>{said}</small></p>
        {move || asked.get().map(|(yes, read)| view! { <Answer item yes read/> })}
    }
}

#[component]
fn Answer(item: Item, yes: bool, read: AsRead) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (kind, id) = match item {
        Item::Goal(id) => ("goal", id.to_string()),
        Item::Step(id) => ("step", id.to_string()),
    };
    let (text_read, holder) = read.clone();
    let send = move || {
        let (text, holder) = read.clone();
        let command = if yes {
            plan::Command::Agree { item, text, holder }
        } else {
            plan::Command::Reopen { item }
        };
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
            {text_read.filter(|_| yes).map(|text| view! { <Hidden name="text" value=text/> })}
            {holder.filter(|_| yes).map(|id| view! { <Hidden name="holder" value=id.to_string()/> })}
            <button class=class>{label}</button>
        </Act>
    }
}

/// What somebody who says yes has before them: the words of a goal, the holder of a step.
type AsRead = (Option<String>, Option<MemberId>);

fn as_read(family: &Family, item: Item) -> AsRead {
    match item {
        Item::Goal(id) => (family.plan.goals.get(&id).map(|goal| goal.text.clone()), None),
        Item::Step(id) => (None, family.plan.steps.get(&id).map(|step| step.holder)),
    }
}

fn may_agree(family: &Family, me: MemberId, item: Item) -> bool {
    plan::about(family, item).is_some_and(|about| family.people.speaks_for_family(me, about))
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
