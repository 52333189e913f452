//! The one sheet of the map: a new dream, or a dream that is there.

use super::map::{Sheet, refocus_soon, use_map};
use super::new::NewDream;
use super::opened::Opened;
use crate::chunks::{LivePart, Part};
use crate::components::icon::Icon;
use crate::place::use_text;
use leptos::html::Dialog;
use leptos::prelude::*;

/// The dialog. What is in it comes when it is first opened, so that whoever only looks at the map does not wait for it.
#[component]
pub fn SheetDialog() -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let (node, asked) = (map.dialog, RwSignal::new(false));
    Effect::new(move |before: Option<Option<Sheet>>| {
        let sheet = map.sheet.get();
        if sheet.is_some() {
            asked.set(true);
        } else if let Some(dialog) = node.get_untracked() {
            close(&dialog, before.flatten());
        }
        sheet
    });
    view! {
        <dialog class="dialog dream-sheet" aria-labelledby="dream-sheet" node_ref=node on:close=move |_| map.sheet.set(None)>
            <Show when=move || asked.get()><LivePart part=Part::Sheet/></Show>
            <form method="dialog" class="dialog__close">
                <button class="button button--icon" aria-label=text.common.close><Icon name="close"/></button>
            </form>
        </dialog>
    }
    .into_any()
}

/// What is in it. It is made when it opens, so that a page with many dreams stays light.
#[component]
pub fn SheetContent() -> impl IntoView {
    let map = use_map();
    // It has to be there before the dialog shows, or the focus lands on nothing.
    Effect::new(move || {
        if map.sheet.get().is_some() {
            request_animation_frame(move || show(map.dialog));
        }
    });
    move || {
        map.sheet.get().map(|sheet| match sheet {
            Sheet::New(zone) => view! { <NewDream zone/> }.into_any(),
            Sheet::Dream(id) => view! { <Opened id/> }.into_any(),
        })
    }
}

fn show(node: NodeRef<Dialog>) {
    if let Some(dialog) = node.get_untracked().filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// The browser gives the focus back to where it was; a card that was made anew meanwhile is looked up.
fn close(dialog: &web_sys::HtmlDialogElement, sheet: Option<Sheet>) {
    if dialog.open() {
        dialog.close();
    }
    if let Some(Sheet::Dream(id)) = sheet {
        refocus_soon(id);
    }
}
