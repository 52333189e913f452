//! What each position looks like at the child's age, and what usually helps *there*.

use super::acute::acute_fold;
use super::parts::{each, fold_plain, follow, heading, lines, nothing, paragraph, part, words};
use crate::chunks;
use crate::components::icon::Face;
use crate::place::{language, use_place, use_text};
use crate::text::ruler::guide::{Help, Looks};
use domain::people::AgeBand;
use domain::ruler::Level;
use leptos::prelude::*;

/// The five positions, of which `here` stands open.
pub fn guide(here: Memo<Option<Level>>, age: Option<AgeBand>) -> AnyView {
    let (place, text) = (use_place(), &use_text().ruler);
    let Some(looks) = chunks::guide(language()) else { return nothing() };
    let band = RwSignal::new(age.unwrap_or(AgeBand::Young));
    let positions = each(Level::ALL, |level| at(level, &looks[level.index()], here, band));
    // The choice comes with the page's life; where the age is not known it comes first.
    let ages = follow(move || if place.live.get() { ages(band, age.is_some()) } else { nothing() });
    let positions = view! { <div class="guide stack">{positions}</div> }.into_any();
    let body = if age.is_some() { [positions, ages] } else { [ages, positions] };
    let lead = paragraph("lead", text.help.lead);
    part(
        "help",
        "stack",
        words(|| text.help.title.to_owned()),
        [lead].into_iter().chain(body).collect(),
    )
}

fn at(
    level: Level,
    looks: &'static Looks,
    here: Memo<Option<Level>>,
    band: RwSignal<AgeBand>,
) -> AnyView {
    let text = &use_text().ruler;
    let open = Signal::derive(move || here.get() == Some(level));
    let signs = follow(move || {
        let band = band.get();
        vec![heading((text.help.signs)((text.age)(band))), lines(looks.signs[band as usize])]
            .into_any()
    });
    view! {
        <details class="details" name="guide" open=open>
            <summary>
                <Face level small=true/>
                {text.level(level)}
            </summary>
            <div>
                {paragraph("", text.positions[level.index()].short)}
                {signs}
                {paragraph("muted", text.help.signs_note)}
                {helps(&looks.help)}
                {level.is_acute().then(acute_fold)}
            </div>
        </details>
    }
    .into_any()
}

/// Everyday steps, who can join, which services there are: so that a circle can agree on what, with whom, when.
fn helps(help: &'static Help) -> Vec<AnyView> {
    let text = &use_text().ruler.help;
    vec![
        heading(text.steps),
        lines(help.steps),
        fold_plain(text.who, vec![lines(help.who)]),
        fold_plain(text.services, vec![lines(help.services)]),
    ]
}

/// The signs of another age.
fn ages(band: RwSignal<AgeBand>, known: bool) -> AnyView {
    let text = &use_text().ruler;
    let title = if known { text.help.ages } else { text.help.age_unknown };
    let chip = |age: AgeBand| {
        view! {
            <label class="chip">
                <input
                    r#type="radio"
                    name="age"
                    checked=band.get_untracked() == age
                    on:change=move |_| band.set(age)
                />
                <span>{(text.age)(age)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <div class="stack stack--tight only-screen">
            <p id="ages">{title}</p>
            <div class="chips chips--wrap" role="radiogroup" aria-labelledby="ages">
                {each(AgeBand::ALL, chip)}
            </div>
        </div>
    }
    .into_any()
}
