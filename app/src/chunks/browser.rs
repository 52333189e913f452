//! The browser fetches a piece when it is needed. The bundling tool cuts the module at the functions below: what only one of
//! them reaches becomes a file of its own.

use super::{Chunk, View, views};
use crate::sync::Live;
use gloo::timers::callback::Timeout;
use leptos::prelude::window;
use leptos::wasm_split::SplitLoaderError;
use std::cell::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// How long the rest waits for the first page to settle, in milliseconds.
const SETTLED: u32 = 1_500;

/// What a family goes between.
const ROOMS: [Chunk; 6] =
    [Chunk::Home, Chunk::Ruler, Chunk::Plan, Chunk::Dialogue, Chunk::People, Chunk::Dreams];

thread_local! {
    static HERE: [Cell<Option<View>>; ROOMS.len() + 1] =
        const { [const { Cell::new(None) }; ROOMS.len() + 1] };
}

pub fn view(chunk: Chunk) -> Option<View> {
    HERE.with(|here| here[chunk as usize].get())
}

pub async fn fetch(chunk: Chunk) -> bool {
    let fetched = match chunk {
        Chunk::Outside => outside().await,
        Chunk::Home => home().await,
        Chunk::Ruler => ruler().await,
        Chunk::Dialogue => dialogue().await,
        Chunk::Plan => plan().await,
        Chunk::Dreams => dreams().await,
        Chunk::People => people().await,
    };
    let view = fetched.ok();
    HERE.with(|here| here[chunk as usize].set(view));
    view.is_some()
}

pub async fn live() -> Option<Live> {
    driver().await.ok()
}

/// Fetches the pieces of a family's other pages, one after the other, once the first page has settled: going there is then at
/// once, and without a connection too. Not for those who told their browser to save data.
pub fn fetch_the_rest() {
    if saves_data() {
        return;
    }
    let fetch = || {
        spawn_local(async {
            for chunk in ROOMS {
                chunk.fetch().await;
            }
        });
    };
    Timeout::new(SETTLED, fetch).forget();
}

/// Not every browser says.
fn saves_data() -> bool {
    let get = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &name.into()).ok();
    let connection = get(&window().navigator(), "connection").filter(JsValue::is_object);
    connection.and_then(|it| get(&it, "saveData")).is_some_and(|it| it.is_truthy())
}

/// The name of a piece stands in the names of its files; the server's side knows it too.
macro_rules! cut {
    ($($name:ident: $what:ty = $here:expr;)*) => { $(
        #[leptos::wasm_split::wasm_split($name, wasm_split_path = leptos::wasm_split, fallible)]
        fn $name() -> Result<$what, SplitLoaderError> {
            Ok($here)
        }
    )* };
}

cut! {
    outside: View = views::outside;
    home: View = views::home;
    ruler: View = views::ruler;
    dialogue: View = views::dialogue;
    plan: View = views::plan;
    dreams: View = views::dreams;
    people: View = views::people;
    driver: Live = Live::DRIVER;
}
