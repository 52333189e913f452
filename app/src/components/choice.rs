//! Several of several. What is ticked is read where it stands, so that a box counts that was ticked before the page came to life.

use super::draft::all_of;
use crate::drafts::Deed;
use leptos::html::Fieldset;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

/// Boxes under a question. Each option is the end of its field's name, what it is called, and whether it begins ticked.
#[component]
pub fn Boxes(
    legend: &'static str,
    prefix: &'static str,
    options: Vec<(String, String, bool)>,
    node: NodeRef<Fieldset>,
) -> impl IntoView {
    let one = |(slug, name, checked): (String, String, bool)| {
        view! {
            <label class="choice__card">
                <input r#type="checkbox" name=format!("{prefix}{slug}") checked=checked/>
                <span><b>{name}</b></span>
            </label>
        }
    };
    view! {
        <fieldset class="choice choice--grid" node_ref=node>
            <legend>{legend}</legend>
            {options.into_iter().map(one).collect_view()}
        </fieldset>
    }
}

/// What is ticked: the ends of the names.
pub fn ticked(group: NodeRef<Fieldset>, prefix: &str) -> Vec<String> {
    let named = |it: HtmlInputElement| it.name().strip_prefix(prefix).map(str::to_owned);
    chosen(group).into_iter().filter_map(named).collect()
}

/// The one that was chosen.
pub fn picked(group: NodeRef<Fieldset>) -> Option<String> {
    chosen(group).first().map(HtmlInputElement::value)
}

fn chosen(group: NodeRef<Fieldset>) -> Vec<HtmlInputElement> {
    let all = group.get_untracked().and_then(|it| it.query_selector_all("input:checked").ok());
    let Some(all) = all else { return Vec::new() };
    (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok()).collect()
}

/// Once it is sent: the form of the group stands as it came, folded away.
pub fn anew(group: NodeRef<Fieldset>) {
    let Some(group) = group.get_untracked() else { return };
    let around = |what: &str| group.closest(what).ok().flatten();
    if let Some(form) = around("form").and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) {
        form.reset();
        all_of(&form, Deed::Over);
    }
    if let Some(fold) = around("details") {
        let _ = Element::remove_attribute(&fold, "open");
    }
}
