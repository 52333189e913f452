//! Placing the child on the ruler before the dialogue, a setting at a time. Nobody has to.

use super::{Back, PLACING, READY, Screen, go, seen};
use crate::chunks::{LivePart, Part};
use crate::place::{use_place, use_text};
use crate::routes::setting_slug;
use crate::tools::dialogue::at_title;
use domain::MemberId;
use domain::ruler::Setting;
use leptos::prelude::*;

/// The settings, and the ruler of the one that is chosen.
#[component]
pub fn Placing(about: MemberId, child: Option<String>, screen: Screen) -> impl IntoView {
    let text = use_text();
    let words = &text.dialogue.prepare;
    let seen = seen(use_place(), screen);
    let setting = RwSignal::new(None::<Setting>);
    let title = child.map_or_else(|| words.placing_you.to_owned(), |child| (words.placing)(&child));
    let chips = Setting::ALL.map(|one| view! { <Chip about one setting/> });
    view! {
        <section class="ask" hidden=move || seen.get() != PLACING>
            <h1>{title}</h1>
            <p class="lead">{words.placing_lead}</p>
            <div class="chips" role="radiogroup" aria-label=words.where_>{chips}</div>
            {move || setting.get().map(|setting| view! { <LivePart part=Part::Lay { about, setting }/> })}
            // The ruler has its own deed at the foot of the screen, so this row does not stick.
            <div class="lead-row">
                <Back screen index=PLACING/>
                <button r#type="button" class="button button--quiet grow" on:click=move |_| go(screen, READY)>
                    {text.common.on}
                </button>
            </div>
        </section>
    }
}

/// One setting; a mark says that something is laid there.
#[component]
fn Chip(about: MemberId, one: Setting, setting: RwSignal<Option<Setting>>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let label = place.family.with_untracked(|family| at_title(place, family, about, one));
    let laid = place.read(move |family| family.ruler.draft(place.me, about, one).is_some());
    view! {
        <label class="chip">
            <input r#type="radio" name="setting-chip" value=setting_slug(one) on:change=move |_| setting.set(Some(one))/>
            <span>
                {label}
                <Show when=move || laid.get()><small>{text.dialogue.prepare.laid}</small></Show>
            </span>
        </label>
    }
}
