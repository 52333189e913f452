//! How it is seen now, and how it was seen on each day somebody placed.

use super::acute::acute_fold;
use super::parts::{follow, nothing, part, words};
use super::picture::{Eye, any_acute, eyes, picture, said_by_each};
use crate::components::icon::Pictogram;
use crate::place::{use_place, use_text};
use chrono::NaiveDate;
use domain::MemberId;
use domain::ruler::{Placement, Setting, State};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Everybody's latest shared view of a child in a setting, with a slider back through the days.
pub fn views(child: MemberId, setting: Setting) -> AnyView {
    let (place, text) = (use_place(), use_text());
    // The day that is looked at; none is now.
    let at = RwSignal::new(None::<NaiveDate>);
    let seen = place.read(move |family| {
        let views = match at.get() {
            None => family.ruler.latest(child, setting),
            Some(day) => as_of(&family.ruler, child, setting, day),
        };
        eyes(family, views)
    });
    let title = words(move || match at.get() {
        None => text.ruler.page.now.to_owned(),
        Some(day) => (text.ruler.page.then)(&text.dates.near(day, place.today())),
    });
    part(
        "views",
        "stack",
        title,
        vec![follow(move || show(seen.get())), slider(child, setting, at)],
    )
}

fn show(eyes: Vec<Eye>) -> AnyView {
    let (title, what) = use_text().ruler.page.empty;
    if eyes.is_empty() {
        return view! {
            <div class="empty">
                <Pictogram name="talk" large=true/>
                <h3>{title}</h3>
                <p>{what}</p>
            </div>
        }
        .into_any();
    }
    view! {
        {picture(&eyes, false)}
        <a class="button button--quiet only-screen" href="#own">{use_text().ruler.form.title}</a>
        {any_acute(&eyes).then(acute_fold)}
        {said_by_each(eyes, true)}
    }
    .into_any()
}

/// The slider over the days. It comes with the page's life; the table under the curve says the same without it.
fn slider(child: MemberId, setting: Setting, at: RwSignal<Option<NaiveDate>>) -> AnyView {
    let place = use_place();
    let days = place.read(move |family| days(&family.ruler, child, setting));
    let shown = Memo::new(move |_| place.live.get() && days.with(|days| days.len() > 1));
    follow(move || if shown.get() { slide(days, at) } else { nothing() })
}

fn slide(days: Memo<Vec<NaiveDate>>, at: RwSignal<Option<NaiveDate>>) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let day = move |on: Option<&NaiveDate>| on.map(|on| text.dates.day(*on, place.today()));
    let now = || text.ruler.page.today.to_owned();
    let go = move |value: String| {
        let index: usize = value.parse().unwrap_or(usize::MAX);
        // The last step is now: views that come in while somebody looks back belong there.
        at.set(
            days.with_untracked(|days| days.get(index).copied().filter(|_| index + 1 < days.len())),
        );
    };
    let back = move || {
        let back = move |_| at.set(None);
        let button = view! {
            <button r#type="button" class="button button--plain button--small" on:click=back>
                {text.ruler.page.back_to_now}
            </button>
        };
        if at.get().is_some() { button.into_any() } else { nothing() }
    };
    view! {
        <div class="history only-screen">
            <label for="history">{text.ruler.page.history}</label>
            <input
                id="history"
                r#type="range"
                min="0"
                max=words(move || days.with(|days| days.len().saturating_sub(1).to_string()))
                step="1"
                prop:value=words(move || days.with(|days| index(days, at.get()).to_string()))
                aria-valuetext=words(move || day(at.get().as_ref()).unwrap_or_else(now))
                on:input=move |event| go(event_target_value(&event))
            />
            <div class="scale__ends" aria-hidden="true">
                <span>{words(move || days.with(|days| day(days.first())).unwrap_or_default())}</span>
                <span>{now()}</span>
            </div>
            {follow(back)}
        </div>
    }
    .into_any()
}

/// Where a day stands among the days; no day is the last.
fn index(days: &[NaiveDate], at: Option<NaiveDate>) -> usize {
    let last = days.len().saturating_sub(1);
    at.and_then(|at| days.iter().position(|day| *day == at)).unwrap_or(last)
}

/// The days on which something shared speaks of the child in the setting, earliest first.
fn days(state: &State, child: MemberId, setting: Setting) -> Vec<NaiveDate> {
    let of = |it: &&Placement| it.shared && it.child == child && it.setting == setting;
    state
        .placements
        .values()
        .filter(of)
        .map(|it| it.on)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Everybody's latest shared view as it stood at the end of a day.
fn as_of(state: &State, child: MemberId, setting: Setting, day: NaiveDate) -> Vec<&Placement> {
    let last =
        |curve: Vec<&'_ Placement>| curve.into_iter().rfind(|it| it.on <= day).map(|it| it.id);
    let ids = state.curves(child, setting).into_values().filter_map(last);
    let mut views: Vec<&Placement> = ids.filter_map(|id| state.placements.get(&id)).collect();
    views.sort_unstable_by_key(|it| (it.level, it.by));
    views
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::PlacementId;
    use domain::ruler::Level;
    use uuid::Uuid;

    const ALI: MemberId = MemberId(Uuid::from_u128(9));

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    /// Number of the id, who, level, day.
    fn state(laid: &[(u128, u128, u8, u32)]) -> State {
        let mut state = State::default();
        for (id, by, level, day) in laid.iter().copied() {
            let placement = Placement {
                id: PlacementId(Uuid::from_u128(id)),
                child: ALI,
                setting: Setting::Home,
                level: Level::try_from(level).unwrap(),
                by: MemberId(Uuid::from_u128(by)),
                on: on(day),
                because: String::new(),
                works: String::new(),
                one_up: String::new(),
                shared: true,
                round: None,
                shown_to: BTreeSet::new(),
            };
            state.placements.insert(placement.id, placement);
        }
        state
    }

    fn levels(state: &State, day: u32) -> Vec<u8> {
        as_of(state, ALI, Setting::Home, on(day)).iter().map(|it| it.level.number()).collect()
    }

    #[test]
    fn looking_back_shows_what_stood_there_that_day() {
        let state = state(&[(1, 1, 3, 2), (2, 2, 2, 5), (3, 1, 4, 5), (4, 1, 1, 9)]);
        assert_eq!(days(&state, ALI, Setting::Home), [on(2), on(5), on(9)]);
        assert_eq!(levels(&state, 1), Vec::<u8>::new());
        assert_eq!(levels(&state, 2), [3]);
        assert_eq!(levels(&state, 6), [2, 4]);
        assert_eq!(levels(&state, 9), [1, 2]);
    }

    #[test]
    fn what_is_not_shared_has_no_day() {
        let mut state = state(&[(1, 1, 3, 2)]);
        state.placements.values_mut().for_each(|it| it.shared = false);
        assert!(days(&state, ALI, Setting::Home).is_empty());
        assert!(days(&state, ALI, Setting::School).is_empty());
    }

    #[test]
    fn no_day_is_the_last_step() {
        let days = [on(2), on(5)];
        assert_eq!((index(&days, None), index(&days, Some(on(2))), index(&[], None)), (1, 0, 0));
    }
}
