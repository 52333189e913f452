//! What each position looks like at the child's age, and what usually helps *there*.

use super::acute::AcuteFold;
use crate::components::icon::Face;
use crate::place::{use_place, use_text};
use crate::text::ruler::guide::{Help, Position};
use domain::people::AgeBand;
use domain::ruler::Level;
use leptos::prelude::*;

/// The five positions, of which `here` stands open.
#[component]
pub fn Guide(here: Memo<Option<Level>>, age: Option<AgeBand>) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().ruler);
    let band = RwSignal::new(age.unwrap_or(AgeBand::Young));
    // The choice comes with the page's life; where the age is not known it comes first.
    let known = age.is_some();
    let ages = move || view! { <Show when=move || place.live.get()><Ages band known/></Show> };
    view! {
        <section class="stack" aria-labelledby="help">
            <h2 id="help">{text.help.title}</h2>
            <p class="lead">{text.help.lead}</p>
            {(!known).then(ages)}
            {Level::ALL.map(|level| view! { <At level here band/> }).collect_view()}
            {known.then(ages)}
        </section>
    }
}

#[component]
fn At(level: Level, here: Memo<Option<Level>>, band: RwSignal<AgeBand>) -> impl IntoView {
    let text = &use_text().ruler;
    let position: &'static Position = &text.guide.positions[level.index()];
    let age = move || (text.age)(band.get());
    let signs = move || list(position.signs[band.get() as usize]);
    view! {
        <details class="details" name="guide" open=move || here.get() == Some(level)>
            <summary>
                <Face level small=true/>
                {text.level(level)}
            </summary>
            <div>
                <p>{position.short}</p>
                <h3>{move || (text.help.signs)(age())}</h3>
                {signs}
                <p class="muted">{text.help.signs_note}</p>
                <Helps help=&position.help/>
                {level.is_acute().then(|| view! { <AcuteFold/> })}
            </div>
        </details>
    }
}

/// Everyday steps, who can join, which services there are: so that a circle can agree on what, with whom, when.
#[component]
fn Helps(help: &'static Help) -> impl IntoView {
    let text = &use_text().ruler.help;
    view! {
        <h3>{text.steps}</h3>
        {list(help.steps)}
        <details class="details details--plain">
            <summary>{text.who}</summary>
            <div>{list(help.who)}</div>
        </details>
        <details class="details details--plain">
            <summary>{text.services}</summary>
            <div>{list(help.services)}</div>
        </details>
    }
}

fn list(lines: &'static [&'static str]) -> AnyView {
    let line = |line: &&'static str| view! { <li>{*line}</li> };
    view! { <ul>{lines.iter().map(line).collect_view()}</ul> }.into_any()
}

/// The signs of another age. It comes with the page's life.
#[component]
fn Ages(band: RwSignal<AgeBand>, known: bool) -> impl IntoView {
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
    };
    view! {
        <p id="ages">{title}</p>
        <div class="chips" role="radiogroup" aria-labelledby="ages">
            {AgeBand::ALL.map(chip).collect_view()}
        </div>
    }
}
