//! Placing one child in one setting. One real form: it works without WASM, and at once with it.

use super::Chosen;
use super::acute::Acute;
use super::answer::Answer;
use super::mine::Mine;
use super::sheet::{FIELDS, Sheet, after};
use super::track::{Track, level};
use crate::components::form::{Act, Hidden};
use crate::components::icon::Face;
use crate::place::{Place, name, use_boot, use_place, use_text};
use crate::routes::{Page, setting_slug};
use chrono::Datelike;
use domain::people::AgeBand;
use domain::ruler::{Level, Placement, Seen, Setting};
use domain::{Family, MemberId};
use leptos::prelude::*;

/// Places one child in one setting: the ruler, "because", "what works", "one step up", and the deed.
///
/// `seen`: in a round it stays with the round; else it is what is chosen to begin with.
#[component]
pub fn PlaceForm(child: MemberId, setting: Setting, seen: Seen) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let mine = Mine { place, child, setting, seen };
    let begin = place.family.with_untracked(|family| mine.begin(family));
    let kept = use_boot().kept.get("level").and_then(|number| level(number));
    let chosen = use_context::<Chosen>().map_or_else(|| RwSignal::new(None), |Chosen(chosen)| chosen);
    chosen.set(kept.or(begin.placement.as_ref().map(|it| it.level)));
    let sheet = Sheet {
        mine,
        chosen,
        laid: RwSignal::new(begin.placement.as_ref().filter(|_| begin.laid).map(|it| it.id)),
        changing: RwSignal::new(false),
        taken: RwSignal::new(false),
        form: NodeRef::new(),
        after: NodeRef::new(),
    };
    let over = place.read(move |family| mine.round(family).is_some_and(|round| round.revealed));
    // Without WASM the form stays in sight, filled in: that is how it is changed there.
    let done = move || over.get() || place.live.get() && !sheet.changing.get() && sheet.standing().is_some();
    let from_draft = begin.placement.is_some() && !begin.laid;
    view! {
        <div class="place-form stack">
            <div class="place-form__after" role="status" tabindex="-1" node_ref=sheet.after>
                {move || after(sheet, over.get())}
            </div>
            <div class="stack" node_ref=sheet.form hidden=done>
                {from_draft.then(|| view! { <p class="lead">{text.ruler.form.from_draft}</p> })}
                <Sheets sheet begin=begin.placement/>
            </div>
        </div>
    }
}

/// The form itself.
#[component]
fn Sheets(sheet: Sheet, begin: Option<Placement>) -> impl IntoView {
    let text = &use_text().ruler;
    let Sheet { mine, chosen, .. } = sheet;
    let place = mine.place;
    let (legend, on) = place.family.with_untracked(|family| {
        let age = age(place, family, mine.child);
        let legend = (text.question_now)(&name(family, mine.child), (text.setting_of)(mine.setting, age));
        (legend, mine.round(family).map_or_else(|| place.today(), |round| round.on))
    });
    let draft = begin.as_ref().is_some_and(|it| !it.shared && it.round.is_none());
    let words = begin.map(|it| [it.because, it.works, it.one_up]).unwrap_or_default();
    let asks = [text.form.because, text.form.works, text.form.one_up];
    let fields = FIELDS.into_iter().zip(asks).zip(words);
    view! {
        <Act action=place.action("ruler") back=here() class="stack" send=move || sheet.save()>
            <Hidden name="child" value=mine.child.to_string()/>
            <Hidden name="setting" value=setting_slug(mine.setting)/>
            <Hidden name="on" value=on.to_string()/>
            <Track legend chosen key=mine.key("level")/>
            <Meaning chosen/>
            <div class="place-form__acute" data-shown=move || chosen.get().is_some_and(Level::is_acute).then_some("")>
                <Acute/>
            </div>
            <p class="lead">{text.form.free}</p>
            {fields
                .map(|((name, ask), value)| view! { <Answer name ask chosen value key=mine.key(name)/> })
                .collect_view()}
            <WhoSees seen=mine.seen draft/>
            <div class="deed">
                <button class="button button--wide">{text.form.lay}</button>
                {mine.round_id().map(|_| view! { <p>{text.form.in_round}</p> })}
            </div>
        </Act>
    }
}

/// What the chosen position means, and what all five mean.
#[component]
fn Meaning(chosen: RwSignal<Option<Level>>) -> impl IntoView {
    let text = &use_text().ruler;
    let said = move || match chosen.get() {
        None => text.form.nothing_chosen.into_any(),
        Some(level) => view! { <b>{text.level(level)}</b> <br/> {text.guide.positions[level.index()].short} }.into_any(),
    };
    let five = Level::ALL.map(|level| {
        view! {
            <li class="list__item">
                <Face level small=true/>
                <div>
                    <b>{text.level(level)}</b>
                    <small>{text.guide.positions[level.index()].short}</small>
                </div>
            </li>
        }
    });
    view! {
        <p class="ruler__said" role="status">{said}</p>
        <details class="details details--plain">
            <summary>{text.form.meaning}</summary>
            <ul class="list">{five.collect_view()}</ul>
        </details>
    }
}

/// Who is to see it: a choice, except in a round, where it is the round's.
#[component]
fn WhoSees(seen: Seen, draft: bool) -> impl IntoView {
    let form = &use_text().ruler.form;
    if let Seen::Round(round) = seen {
        return view! {
            <Hidden name="seen" value="round"/>
            <Hidden name="round" value=round.to_string()/>
        }
        .into_any();
    }
    let kept = use_boot().kept.get("seen").cloned();
    let circle = kept.map_or(seen == Seen::Circle && !draft, |kept| kept == "circle");
    let card = |value: &'static str, (name, what): (&'static str, &'static str), checked: bool| {
        view! {
            <label class="choice__card">
                <input r#type="radio" name="seen" value=value checked=checked/>
                <span>
                    <b>{name}</b>
                    <small>{what}</small>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="choice choice--grid">
            <legend>{form.who_sees}</legend>
            {card("mine", form.only_me, !circle)}
            {card("circle", form.circle, circle)}
        </fieldset>
    }
    .into_any()
}

/// The address of this page, to come back to.
fn here() -> String {
    match expect_context::<RwSignal<Page>>().get_untracked() {
        Page::Family { family, room } => room.href(family),
        _ => "/".to_owned(),
    }
}

/// The age of a child, if it is known.
pub fn age(place: Place, family: &Family, child: MemberId) -> Option<AgeBand> {
    let born = family.people.get(child)?.born?;
    Some(AgeBand::of(born, place.today().year()))
}
