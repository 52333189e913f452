//! Who is here just now, who has answered, and who looks at another step.

use crate::components::avatar::Avatar;
use crate::place::{use_place, use_text};
use domain::dialogue::{Dialogue, Step};
use domain::people::Member;
use domain::protocol::Passing;
use domain::{DialogueId, Family, MemberId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The row of those who are here. Nobody is listed as missing.
#[component]
pub fn Present(dialogue: DialogueId, #[prop(into)] all: Signal<Step>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let elsewhere = looks(dialogue);
    let here = Memo::new(move |_| {
        let ids = place.present.get();
        place.family.with(|family| {
            ids.iter().filter_map(|id| family.people.get(*id).cloned()).collect::<Vec<_>>()
        })
    });
    let answered =
        Memo::new(move |_| place.family.with(|family| answered(family, dialogue, all.get())));
    let who = move |member: Member| {
        let id = member.id;
        let ready = move || answered.with(|answered| answered.contains(&id));
        let looks = move || {
            let step = elsewhere
                .with(|steps| steps.get(&id).copied())
                .filter(|step| *step != all.get())?;
            Some(
                view! { <small>{(text.dialogue.lead.elsewhere)((text.dialogue.step.name)(step))}</small> },
            )
        };
        let said = move || {
            ready().then(
                || view! { <span class="visually-hidden">", " {text.dialogue.lead.ready}</span> },
            )
        };
        view! {
            <li class="present__who" data-state=move || if ready() { "ready" } else { "here" }>
                <Avatar member=member.clone()/>
                <span>{member.name.clone()} {said} " " {looks}</span>
            </li>
        }
    };
    view! {
        <ul class="present" aria-label=text.dialogue.lead.present>
            {move || here.get().into_iter().map(who).collect_view()}
        </ul>
    }
}

/// What each of the others told last of where they look.
fn looks(dialogue: DialogueId) -> RwSignal<BTreeMap<MemberId, Step>> {
    let place = use_place();
    let steps = RwSignal::new(BTreeMap::new());
    Effect::new(move || {
        if let Some((by, Passing::At { dialogue: at, step })) = place.passed.get()
            && at == dialogue
        {
            steps.update(|steps: &mut BTreeMap<MemberId, Step>| {
                steps.insert(by, step);
            });
        }
    });
    steps
}

/// Who has done what this step asks of each one.
fn answered(family: &Family, id: DialogueId, step: Step) -> Vec<MemberId> {
    let Some(dialogue) = family.dialogue.all.get(&id) else { return Vec::new() };
    match step {
        Step::CheckIn => dialogue.check_ins.keys().copied().collect(),
        Step::Ruler => laid(family, dialogue),
        Step::Useful => dialogue.useful.keys().copied().collect(),
        _ => Vec::new(),
    }
}

fn laid(family: &Family, dialogue: &Dialogue) -> Vec<MemberId> {
    let round = family.ruler.current_round(dialogue.id).filter(|round| !round.revealed);
    round.map(|round| round.laid.iter().copied().collect()).unwrap_or_default()
}
