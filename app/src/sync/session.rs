//! Two minutes before one is signed out a line says so, with one tap to stay. It comes with what follows the family, so that no
//! page waits for it, and stands outside of the page: wherever one is, whatever one writes.
//!
//! Made by hand out of three elements and a request: with the library's views and requests the core would be 6 kB larger.

use crate::text::{self, session::Text};
use domain::people::Language;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, RequestInit, Response};

const ADDRESS: &str = "/api/v1/session";
const LINE: &str = "session-ends";
/// So long before the end it is said, in seconds.
const BEFORE: f64 = 120.0;
/// Another page may have made it longer meanwhile, so it is asked again at least so often, in seconds.
const AGAIN: f64 = 3_600.0;

/// Looks how long the session lasts, for as long as the page lives.
pub fn watch(language: Language) {
    spawn_local(async move {
        // Without an answer there is no connection, or nobody is signed in; the socket knows both.
        let left = ask("GET").await.unwrap_or(AGAIN);
        let ends = left <= BEFORE;
        if ends && document().get_element_by_id(LINE).is_none() {
            let _ = show(&text::of(language).session);
        }
        let wait = if ends { BEFORE } else { (left - BEFORE).min(AGAIN) };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between a second and an hour"
        )]
        let wait = (wait.max(1.0) * 1_000.0) as u32;
        Timeout::new(wait, move || watch(language)).forget();
    });
}

/// So many seconds are left.
async fn ask(method: &str) -> Option<f64> {
    let how = RequestInit::new();
    how.set_method(method);
    let answer = JsFuture::from(window().fetch_with_str_and_init(ADDRESS, &how)).await.ok()?;
    let json = answer.unchecked_into::<Response>().json().ok()?;
    let json = JsFuture::from(json).await.ok()?;
    Reflect::get(&json, &JsValue::from_str("ends_in")).ok()?.as_f64()
}

/// The line. It goes once one stays.
fn show(text: &'static Text) -> Option<()> {
    let line = element("div", "toast", "")?;
    line.set_id(LINE);
    let _ = line.set_attribute("role", "alert");
    let (words, stay) = (element("p", "", text.ending)?, element("button", "button", text.stay)?);
    let _ = stay.set_attribute("type", "button");
    for part in [&words, &stay] {
        let _ = line.append_child(part);
    }
    let _ = document().body()?.append_child(&line);
    EventListener::new(&stay.clone(), "click", move |_| {
        let (line, words, stay) = (line.clone(), words.clone(), stay.clone());
        spawn_local(async move {
            match ask("POST").await {
                Some(left) if left > BEFORE => line.remove(),
                // It has lasted as long as any may.
                Some(_) => {
                    words.set_text_content(Some(text.last));
                    stay.remove();
                }
                None => {}
            }
        });
    })
    .forget();
    Some(())
}

fn element(name: &str, class: &str, words: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(words));
    Some(element)
}
