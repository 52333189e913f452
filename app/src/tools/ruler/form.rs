//! Placing one child in one setting. One real form: it works without WASM, and at once with it.

use super::Chosen;
use super::acute::acute;
use super::answer::answer;
use super::mine::Mine;
use super::parts::{each, fold_plain, follow, nothing, paragraph, words};
use super::picture::in_a_line;
use super::sheet::{FIELDS, Sheet, after};
use super::track::{level, track};
use crate::components::form::{Act, FreshId, Hidden, kept};
use crate::place::{Place, use_place, use_text};
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
    let typed = kept("level").and_then(|number| level(&number));
    let chosen =
        use_context::<Chosen>().map_or_else(|| RwSignal::new(None), |Chosen(chosen)| chosen);
    chosen.set(typed.or(begin.placement.as_ref().map(|it| it.level)));
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
    let goes_on = Memo::new(move |_| place.goes_on());
    // Without WASM the form stays in sight, filled in: that is how it is changed there.
    let done = Signal::derive(move || {
        over.get()
            || !goes_on.get()
            || place.live.get() && !sheet.changing.get() && sheet.standing().is_some()
    });
    let from_draft = begin.placement.is_some() && !begin.laid;
    view! {
        <div class="place-form stack">
            <div class="place-form__after" role="status" tabindex="-1" node_ref=sheet.after>
                {follow(move || after(&sheet, over.get()))}
            </div>
            <div class="stack" node_ref=sheet.form hidden=done>
                {if from_draft { paragraph("lead", text.ruler.form.from_draft) } else { nothing() }}
                {form(&sheet, begin.placement)}
            </div>
        </div>
    }
}

/// The form itself.
fn form(sheet: &Sheet, begin: Option<Placement>) -> AnyView {
    let text = &use_text().ruler;
    let sheet = *sheet;
    let Sheet { mine, chosen, .. } = sheet;
    let place = mine.place;
    let (legend, on) = place.family.with_untracked(|family| {
        let age = age(place, family, mine.child);
        let legend = (text.question_now)(
            &place.whom(family, mine.child),
            (text.setting_of)(mine.setting, age),
        );
        (legend, mine.round(family).map_or_else(|| place.today(), |round| round.on))
    });
    let draft = begin.as_ref().is_some_and(|it| !it.shared && it.round.is_none());
    let words = begin.map(|it| [it.because, it.works, it.one_up]).unwrap_or_default();
    let asks = [text.form.because, text.form.works, text.form.one_up];
    let fields = each(FIELDS.into_iter().zip(asks).zip(words), |(field, value)| {
        answer(field, chosen, value, mine.key(field.0))
    });
    let shown = Signal::derive(move || chosen.get().is_some_and(Level::is_acute).then_some(""));
    let in_round =
        if mine.round_id().is_some() { paragraph("", text.form.in_round) } else { nothing() };
    view! {
        <Act action=place.action("ruler") back=here() class="stack" send=move || sheet.save()>
            <FreshId/>
            <Hidden name="child" value=mine.child.to_string()/>
            <Hidden name="setting" value=setting_slug(mine.setting)/>
            <Hidden name="on" value=on.to_string()/>
            {track(legend, chosen, mine.key("level"))}
            {meaning(chosen)}
            <div class="place-form__acute" data-shown=shown>{acute()}</div>
            {paragraph("lead", text.form.free)}
            {fields}
            {who_sees(mine.seen, draft)}
            <div class="deed">
                <button class="button button--wide">{text.form.lay}</button>
                {in_round}
            </div>
        </Act>
    }
    .into_any()
}

/// What the chosen position means, and what all five mean.
fn meaning(chosen: RwSignal<Option<Level>>) -> AnyView {
    let text = &use_text().ruler;
    let short = |level: Level| text.positions[level.index()].short;
    let title = words(move || chosen.get().map(|level| text.level(level)).unwrap_or_default());
    let said = words(move || chosen.get().map_or(text.form.nothing_chosen, short).to_owned());
    let five = each(Level::ALL, |level| {
        view! { <div class="view">{in_a_line(level)} {paragraph("muted", short(level))}</div> }
            .into_any()
    });
    view! {
        <div class="ruler__said" role="status">
            <b>{title}</b>
            <p>{said}</p>
        </div>
        {fold_plain(text.form.meaning, five)}
    }
    .into_any()
}

/// Who is to see it: a choice, except in a round, where it is the round's.
fn who_sees(seen: Seen, draft: bool) -> AnyView {
    let form = &use_text().ruler.form;
    if let Seen::Round(round) = seen {
        return view! {
            <Hidden name="seen" value="round"/>
            <Hidden name="round" value=round.to_string()/>
        }
        .into_any();
    }
    let circle = kept("seen").map_or(seen == Seen::Circle && !draft, |kept| kept == "circle");
    let card =
        |(value, (name, what), checked): (&'static str, (&'static str, &'static str), bool)| {
            view! {
                <label class="choice__card">
                    <input r#type="radio" name="seen" value=value checked=checked/>
                    <span>
                        <b>{name}</b>
                        <small>{what}</small>
                    </span>
                </label>
            }
            .into_any()
        };
    view! {
        <fieldset class="choice choice--grid">
            <legend>{form.who_sees}</legend>
            {each([("mine", form.only_me, !circle), ("circle", form.circle, circle)], card)}
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
