//! The picture on a card: none, one of our pictograms, or a finger drawing.

use super::choice::Choice;
use super::pad::Pad;
use super::strokes::{Point, fitted, frame, path};
use crate::components::icon::Pictogram;
use crate::drafts::{self, Draft};
use crate::json;
use crate::place::use_text;
use domain::dreams::Picture;
use leptos::prelude::*;

/// The picture as it stands on a card.
pub fn picture(picture: &Picture) -> AnyView {
    match picture {
        Picture::None => ().into_any(),
        Picture::Pictogram { name } => view! { <Pictogram name=name.clone()/> }.into_any(),
        Picture::Drawing { strokes } => view! {
            <svg class="dream-drawing" viewBox=frame(strokes) aria-hidden="true"><path d=path(strokes)></path></svg>
        }
        .into_any(),
    }
}

const NONE: &str = "none";
const PICK: &str = "pick";
const DRAW: &str = "draw";

/// A picture that is being chosen. Going from one kind to another loses neither.
#[derive(Clone, Copy)]
pub struct Choosing {
    kind: RwSignal<String>,
    pictogram: RwSignal<String>,
    pub strokes: RwSignal<Vec<Vec<Point>>>,
    /// Under which it is kept until it is laid.
    key: StoredValue<String>,
    /// The mark of the picture that it started from.
    from: u32,
}

impl Choosing {
    /// Begins with what was begun under this key, or else with the picture that is there. Keeps it at every change.
    pub fn begun(before: Picture, key: String) -> Self {
        let kept = drafts::known(&key).unwrap_or_default();
        let from = kept.from.parse().unwrap_or_else(|_| before.mark());
        let begun = json::read(&kept.text);
        let choosing = Self::new(begun.unwrap_or_else(|| before.clone()), key, from);
        Effect::new(move || {
            let picture = choosing.picture();
            let json = (picture != before).then(|| serde_json::to_string(&picture).ok()).flatten();
            let it = json.map(|text| Draft { text, from: from.to_string() });
            choosing.key.with_value(|key| drafts::choose(key, it));
        });
        choosing
    }

    /// Which picture the change started from.
    pub fn from(self) -> u32 {
        self.from
    }

    /// It is laid.
    pub fn forget(self) {
        self.key.with_value(|key| drafts::choose(key, None));
    }

    fn new(picture: Picture, key: String, from: u32) -> Self {
        let (kind, pictogram, strokes) = match picture {
            Picture::None => (NONE, String::new(), Vec::new()),
            Picture::Pictogram { name } => (PICK, name, Vec::new()),
            Picture::Drawing { strokes } => (DRAW, String::new(), strokes),
        };
        Self {
            kind: RwSignal::new(kind.to_owned()),
            pictogram: RwSignal::new(pictogram),
            strokes: RwSignal::new(strokes),
            key: StoredValue::new(key),
            from,
        }
    }

    /// What is chosen just now. Followed.
    pub fn picture(self) -> Picture {
        match self.kind.get().as_str() {
            PICK if !self.pictogram.with(String::is_empty) => {
                Picture::Pictogram { name: self.pictogram.get() }
            }
            DRAW if !self.strokes.with(Vec::is_empty) => {
                Picture::Drawing { strokes: self.strokes.with(|it| fitted(it)) }
            }
            _ => Picture::None,
        }
    }
}

/// The choice of a picture: kind first, then the grid or the pad.
#[component]
pub fn PictureField(choosing: Choosing) -> impl IntoView {
    let text = use_text();
    let kinds =
        [(NONE, text.dreams.no_picture), (PICK, text.dreams.pick), (DRAW, text.dreams.draw)];
    let options = kinds.map(|(kind, name)| (kind.to_owned(), name.to_owned())).to_vec();
    view! {
        <div class="stack stack--tight">
            <Choice name="picture-kind" legend=text.dreams.picture_label options chosen=choosing.kind/>
            {move || match choosing.kind.get().as_str() {
                PICK => view! { <Grid chosen=choosing.pictogram/> }.into_any(),
                DRAW => view! { <Pad strokes=choosing.strokes/> }.into_any(),
                _ => ().into_any(),
            }}
        </div>
    }
    .into_any()
}

/// Our pictograms with their names.
#[component]
fn Grid(chosen: RwSignal<String>) -> impl IntoView {
    let text = use_text();
    let one = |(id, name): (&'static str, &'static str)| {
        view! {
            <label>
                <input
                    r#type="radio"
                    name="pictogram"
                    value=id
                    prop:checked=move || chosen.with(|chosen| chosen == id)
                    on:change=move |_| chosen.set(id.to_owned())
                />
                <Pictogram name=id/>
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="pictogram-grid dream-grid">
            <legend class="visually-hidden">{text.dreams.pick}</legend>
            {(text.dreams.offered)().into_iter().map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}
