//! The browser fetches a piece when it is needed. The bundling tool cuts the module at the functions below: what only one of
//! them reaches becomes a file of its own.

use super::{Chunk, View, views};
use crate::sync::Live;
use leptos::wasm_split::SplitLoaderError;
use std::cell::Cell;

thread_local! {
    static HERE: [Cell<Option<View>>; Chunk::ALL.len()] = const { [const { Cell::new(None) }; Chunk::ALL.len()] };
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

/// The name of a piece stands in the names of its files; see [`Chunk::name`].
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
