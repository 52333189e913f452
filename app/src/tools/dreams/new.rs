//! The sheet of a new dream: whose, the words, a picture, and where it belongs. What is begun stays in the browser.

use super::board::slug;
use super::choice::Choice;
use super::map::{Map, button_of, focus_soon, use_map};
use super::picture::{Choosing, PictureField};
use crate::components::draft::{clear, tie, typing};
use crate::components::icon::Icon;
use crate::components::notice::explained;
use crate::device;
use crate::place::{Said, use_text};
use domain::dreams::{Command, Picture, Zone};
use domain::people::Role;
use domain::{DreamId, MemberId, Refusal};
use leptos::html::Textarea;
use leptos::prelude::*;

/// The form.
#[component]
pub fn NewDream(zone: Zone) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let draft = Draft::new(map, zone);
    let zones =
        Zone::ALL.map(|zone| (slug(zone).to_owned(), (text.dreams.zone)(zone).to_owned())).to_vec();
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                draft.lay(map, text.dreams.laid);
            }
        >
            <h2 id="dream-sheet" tabindex="-1" autofocus>{text.dreams.new_title}</h2>
            <Choice name="whose" legend=text.dreams.whose_label options=members(map) chosen=draft.whose/>
            <WordsField id=draft.key.get_value() label=text.dreams.words_label hint=text.dreams.words_hint node=draft.words/>
            <PictureField choosing=draft.choosing/>
            <Choice name="zone" legend=text.dreams.zone_label options=zones chosen=draft.zone/>
            <Refused refusal=draft.refusal/>
            <button class="button button--wide">{text.dreams.lay}</button>
        </form>
    }
    .into_any()
}

/// Everyone whose dream it can be: the children first.
fn members(map: Map) -> Vec<(String, String)> {
    let order = |role: Role| match role {
        Role::Child => 0,
        Role::Guardian => 1,
        Role::Network => 2,
        Role::Professional => 3,
    };
    map.place().family.with_untracked(|family| {
        let mut members: Vec<_> = family.people.here().collect();
        members.sort_by_key(|member| (order(member.role), member.id));
        members.into_iter().map(|member| (member.id.to_string(), member.name.clone())).collect()
    })
}

/// A dream that is being written.
#[derive(Clone, Copy)]
struct Draft {
    whose: RwSignal<String>,
    zone: RwSignal<String>,
    words: NodeRef<Textarea>,
    choosing: Choosing,
    refusal: RwSignal<Option<Refusal>>,
    key: StoredValue<String>,
}

impl Draft {
    fn new(map: Map, zone: Zone) -> Self {
        let key = format!("dream-{}", map.place().id);
        Self {
            whose: RwSignal::new(map.likely().to_string()),
            zone: RwSignal::new(slug(zone).to_owned()),
            words: NodeRef::new(),
            choosing: Choosing::begun(Picture::None, format!("{key}-picture")),
            refusal: RwSignal::new(None),
            key: StoredValue::new(key),
        }
    }

    /// Lays the dream where there is room. A refusal keeps everything as it stands.
    fn lay(self, map: Map, laid: &'static str) {
        let zone = Zone::ALL
            .into_iter()
            .find(|zone| self.zone.with_untracked(|chosen| chosen == slug(*zone)))
            .unwrap_or(Zone::Soon);
        let whose: MemberId = self.whose.get_untracked().parse().unwrap_or(map.place().me);
        let id = DreamId(device::new_id());
        let answer = map.act(Command::Add {
            id,
            whose,
            text: self.words.get_untracked().map(|area| area.value()).unwrap_or_default(),
            picture: untrack(|| self.choosing.picture()),
            place: map.free_spot(zone),
            dialogue: map.dialogue,
        });
        self.refusal.set(answer.err());
        if answer.is_ok() {
            clear(self.words);
            self.choosing.forget();
            map.sheet.set(None);
            map.show(id);
            map.say(laid);
            focus_soon(button_of(id));
        } else {
            // It is told in the sheet, which lies over the page.
            map.place().say.set(None);
        }
    }
}

/// A few words.
#[component]
pub fn WordsField(
    id: String,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] value: String,
    node: NodeRef<Textarea>,
) -> impl IntoView {
    tie(node);
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <textarea
                class="dream-words"
                id=id
                rows="2"
                maxlength=domain::input::LINE
                autocomplete="off"
                aria-describedby=described
                node_ref=node
                on:input=typing
            >
                {value}
            </textarea>
        </div>
    }
    .into_any()
}

/// Why it was not done, beside what was written.
#[component]
pub fn Refused(refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let words = move || explained(Said::Refused(refusal.get()?));
    view! {
        <div role="alert">
            {move || words().map(|words| view! { <p class="field__error"><Icon name="info"/>{words.what}</p> })}
        </div>
    }
    .into_any()
}
