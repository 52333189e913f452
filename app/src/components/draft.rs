//! The tie between a field and what is kept of it. Every field of a family's page has one, under its id.

use crate::drafts::{self, Deed, Field};
use leptos::ev::Event;
use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What such a field is made of.
pub trait Written: ElementType<Output: JsCast + Clone + 'static> {}
impl<E: ElementType<Output: JsCast + Clone + 'static>> Written for E {}

/// For the event of its name.
pub fn typing(event: Event) {
    if let Some(field) = event.target() {
        drafts::act(&field.unchecked_into(), Deed::Typed);
    }
}

/// Shows what was kept of a field, as soon as both are here.
pub fn tie<E: Written>(node: NodeRef<E>) {
    Effect::new(move || {
        drafts::follow();
        over(node.get().map(JsCast::unchecked_into), Deed::Came);
    });
}

/// Empties a field once its words are sent.
pub fn clear<E: Written>(node: NodeRef<E>) {
    over(field(node), Deed::Cleared);
}

/// Once its words are sent and stay in sight.
pub fn settle<E: Written>(node: NodeRef<E>) {
    over(field(node), Deed::Stays);
}

/// Lets go of what was being written.
pub fn let_go<E: Written>(node: NodeRef<E>) {
    over(field(node), Deed::Over);
}

fn over(field: Option<Field>, deed: Deed) {
    if let Some(field) = field {
        drafts::act(&field, deed);
    }
}

fn field<E: Written>(node: NodeRef<E>) -> Option<Field> {
    Some(node.get_untracked()?.unchecked_into())
}

/// The same for a whole form that was sent.
pub fn all_of(form: &Element, deed: Deed) {
    let Ok(all) = form.query_selector_all("textarea, input[id]") else { return };
    for field in (0..all.length()).filter_map(|at| all.item(at)) {
        drafts::act(field.unchecked_ref(), deed);
    }
}
