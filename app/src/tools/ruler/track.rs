//! The ruler to lay on: five positions as radios, so that a tap, the arrow keys and a screen reader need nothing of ours, and a
//! finger that slides along it chooses the nearest.

use super::parts::each;
use super::picture::on_the_rule;
use crate::drafts::{self, Draft};
use domain::ruler::Level;
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// How far a finger goes along before it slides and no longer taps.
const SLIDE: i32 = 10;

/// The five positions. `chosen` follows what is chosen; `key` keeps it in the browser.
pub fn track(legend: String, chosen: RwSignal<Option<Level>>, key: String) -> AnyView {
    let track = NodeRef::<Div>::new();
    let key = StoredValue::new(key);
    let down = StoredValue::new((0, 0));
    let began = chosen.get_untracked();
    let choose = move |level: Level| {
        let (text, from) = (level.number().to_string(), String::new());
        key.with_value(|key| drafts::choose(key, Some(Draft { text, from })));
        chosen.set(Some(level));
    };
    // What was tapped before the page came to life, or before it was loaded again, counts.
    Effect::new(move || {
        drafts::follow();
        let Some(track) = track.get() else { return };
        let kept = || key.with_value(|key| drafts::known(key)).and_then(|it| level(&it.text));
        let tapped = checked(&track).and_then(|number| level(&number));
        if let Some(level) = tapped.filter(|it| Some(*it) != began).or_else(kept).or(tapped) {
            let _ = check(&track, level);
            if Some(level) != began {
                choose(level);
            }
        }
    });
    view! {
        <fieldset class="ruler">
            <legend class="visually-hidden">{legend}</legend>
            <div
                class="ruler__track ruler__track--slide"
                node_ref=track
                on:change=move |event| level(&event_target_value(&event)).into_iter().for_each(choose)
                on:pointerdown=move |event| down.set_value((event.client_x(), event.client_y()))
                on:pointermove=move |event| {
                    if let Some(level) = slid(&event, down.get_value())
                        && chosen.get_untracked() != Some(level)
                        && let Some(track) = track.get_untracked()
                    {
                        // The arrow keys go on from where the finger let go.
                        let _ = check(&track, level).map(|input| input.focus());
                        choose(level);
                    }
                }
            >
                {each(Level::ALL, |level| position(level, chosen.get_untracked()))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn position(level: Level, first: Option<Level>) -> AnyView {
    view! {
        <label class="ruler__position">
            <input
                r#type="radio"
                name="level"
                value=level.number()
                required
                checked=first == Some(level)
            />
            {on_the_rule(level)}
        </label>
    }
    .into_any()
}

/// A position by its number as it stands in a form.
pub fn level(number: &str) -> Option<Level> {
    number.parse::<u8>().ok().and_then(|number| Level::try_from(number).ok())
}

fn checked(track: &Element) -> Option<String> {
    let input = track.query_selector("input:checked").ok()??;
    Some(input.dyn_into::<HtmlInputElement>().ok()?.value())
}

fn check(track: &Element, level: Level) -> Option<HtmlInputElement> {
    let input = track.query_selector(&format!("input[value='{}']", level.number())).ok()??;
    let input = input.dyn_into::<HtmlInputElement>().ok()?;
    input.set_checked(true);
    Some(input)
}

/// The position a finger has slid to. None while it may still be a tap, or scrolls the page.
fn slid(event: &PointerEvent, from: (i32, i32)) -> Option<Level> {
    let pressed = event.buttons() & 1 == 1;
    if !pressed || !slides(from, (event.client_x(), event.client_y())) {
        return None;
    }
    let track = event.current_target()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
    Some(nearest(f64::from(event.client_x()) - track.left(), track.width()))
}

fn slides((x0, y0): (i32, i32), (x, y): (i32, i32)) -> bool {
    (x - x0).abs() > SLIDE && (x - x0).abs() > (y - y0).abs()
}

/// The position nearest to a place along the ruler.
fn nearest(along: f64, width: f64) -> Level {
    let passed = (1..5).filter(|fifths| along >= width * f64::from(*fifths) / 5.0).count();
    Level::ALL[passed]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finger_chooses_the_nearest_position() {
        let at = |along| nearest(along, 500.0).number();
        assert_eq!([-20.0, 0.0, 99.0, 100.0, 250.0, 499.0, 700.0].map(at), [1, 1, 1, 2, 3, 5, 5]);
    }

    #[test]
    fn scrolling_and_trembling_choose_nothing() {
        assert!(slides((0, 0), (20, 5)));
        assert!(!slides((0, 0), (20, 40)), "down the page");
        assert!(!slides((0, 0), (6, 0)), "a tap");
    }

    #[test]
    fn only_the_five_are_positions() {
        assert_eq!(level("3"), Some(Level::ALL[2]));
        assert!(level("0").is_none() && level("6").is_none() && level("").is_none());
    }
}
