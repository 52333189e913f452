//! The ruler in rounds: the coordinator opens one for a setting, everyone lays unseen, all are shown at once. What was shown stays.

use super::round::Open;
use super::{at, at_title, leader};
use crate::device;
use crate::place::{name, use_place, use_text};
use crate::tools::ruler::{PlaceForm, Spread};
use domain::ruler::{Command, Round, Seen, Setting};
use domain::{DialogueId, MemberId, RoundId};
use leptos::prelude::*;

/// All rounds of a dialogue about `child`: the open one or the one just shown first, then the next place, then those before.
#[component]
pub fn Rounds(dialogue: DialogueId, child: MemberId) -> impl IntoView {
    let place = use_place();
    let ids = move |shown: bool| {
        place.read(move |family| {
            let of = |round: &&Round| round.dialogue == Some(dialogue) && round.revealed == shown;
            family
                .ruler
                .rounds
                .values()
                .filter(of)
                .map(|round| round.id)
                .rev()
                .collect::<Vec<RoundId>>()
        })
    };
    let (open, shown) = (ids(false), ids(true));
    view! {
        <For each=move || open.get() key=|round| *round let:round>
            <Open round/>
        </For>
        <For each=move || newest(&shown.get(), &open.get()) key=|round| *round let:round>
            <Shown round/>
        </For>
        <Show when=move || open.with(Vec::is_empty)>
            <Choose dialogue child more=Signal::derive(move || !shown.with(Vec::is_empty))/>
        </Show>
        <For each=move || earlier(&shown.get(), &open.get()) key=|round| *round let:round>
            <Shown round/>
        </For>
    }
}

/// The round that is talked about: the last that was shown, while none is open.
fn newest(shown: &[RoundId], open: &[RoundId]) -> Option<RoundId> {
    shown.first().copied().filter(|_| open.is_empty())
}

fn earlier(shown: &[RoundId], open: &[RoundId]) -> Vec<RoundId> {
    shown.iter().skip(usize::from(open.is_empty())).copied().collect()
}

/// Which setting next. Whoever does not lead waits here, and reads what they wait for.
#[component]
fn Choose(dialogue: DialogueId, child: MemberId, more: Signal<bool>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.rounds;
    let chip = move |setting: Setting| {
        let label = place.family.with_untracked(|family| at_title(place, family, child, setting));
        let open = move |_| {
            let (round, on) = (RoundId(device::new_id()), device::today());
            let command = Command::Open { round, child, setting, dialogue: Some(dialogue), on };
            let _ = place.send(domain::Command::Ruler(command));
        };
        view! { <button r#type="button" class="chip" on:click=open>{label}</button> }
    };
    let title = move || if more.get() { words.open_more } else { words.open_lead };
    let wait = move || place.family.with(|family| (words.wait)(&leader(family)));
    view! {
        <Show
            when=move || place.leads() && place.goes_on()
            fallback=move || {
                // Between two rounds the last one is talked about: nothing to wait for.
                view! { <Show when=move || place.goes_on() && !more.get()><p class="notice">{wait}</p></Show> }
            }
        >
            <section class="card stack">
                <h2 class="card__title">{title}</h2>
                <div class="chips chips--wrap">{Setting::ALL.map(chip).collect_view()}</div>
            </section>
        </Show>
    }
}

/// A round that was shown. Who did not get to lay may do it now, for all to see.
#[component]
fn Shown(round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let found = place.family.with_untracked(|family| {
        let it = family.ruler.rounds.get(&round)?;
        Some((
            it.child,
            it.setting,
            name(family, it.child),
            at(place, family, it.child, it.setting),
        ))
    });
    let (child, setting, called, at) = found?;
    let missed = place.read(move |family| {
        let laid = family.ruler.rounds.get(&round).is_some_and(|it| it.laid.contains(&place.me));
        let newest =
            family.ruler.rounds.get(&round).and_then(|it| family.ruler.current_round(it.dialogue?));
        let after = family.ruler.placements.values().any(|it| {
            it.shared
                && it.by == place.me
                && (it.child, it.setting) == (child, setting)
                && it.id.0 > round.0
        });
        !laid && !after && newest.is_some_and(|it| it.id == round)
    });
    let late = move || {
        view! {
            <details class="details">
                <summary>{text.dialogue.rounds.own}</summary>
                <div class="stack">
                    <p class="lead">{text.dialogue.rounds.late}</p>
                    <PlaceForm child setting seen=Seen::Circle/>
                </div>
            </details>
        }
    };
    Some(view! {
        <section class="stack round">
            <h2>{(text.dialogue.rounds.title)(&called, at)}</h2>
            <Spread round/>
            <Show when=move || missed.get()>{late()}</Show>
        </section>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_round_just_shown_stands_alone_until_the_next_is_open() {
        let [one, two, three] = [1, 2, 3].map(|number| RoundId(Uuid::from_u128(number)));
        let shown = [two, one];
        assert_eq!((newest(&shown, &[]), earlier(&shown, &[])), (Some(two), vec![one]));
        assert_eq!((newest(&shown, &[three]), earlier(&shown, &[three])), (None, vec![two, one]));
        assert_eq!((newest(&[], &[]), earlier(&[], &[])), (None, vec![]));
    }
}
