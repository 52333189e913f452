//! What happens to a form of the ruler: it is laid, shown, changed, taken back.

use super::mine::{Mine, Typed};
use super::parts::{each, follow, nothing, paragraph};
use super::track::level;
use crate::components::draft::all_of;
use crate::components::icon::Icon;
use crate::drafts::{self, Deed};
use crate::place::use_text;
use domain::PlacementId;
use domain::ruler::{Level, Placement, Seen};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement};

/// The fields for words.
pub const FIELDS: [&str; 3] = ["because", "works", "one_up"];

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub mine: Mine,
    pub chosen: RwSignal<Option<Level>>,
    /// What I have laid here, if anything.
    pub laid: RwSignal<Option<PlacementId>>,
    /// Whether I am changing what is laid.
    pub changing: RwSignal<bool>,
    pub taken: RwSignal<bool>,
    /// Round the form.
    pub form: NodeRef<Div>,
    /// Round what is said afterwards.
    pub after: NodeRef<Div>,
}

/// What is said once it is laid: what, who sees it, and how it is changed.
pub fn after(sheet: &Sheet, over: bool) -> AnyView {
    let text = &use_text().ruler;
    if over {
        return paragraph("lead", text.form.round_over);
    }
    let Some(standing) = sheet.standing() else {
        return if sheet.taken.get() { paragraph("lead", text.laid.taken) } else { nothing() };
    };
    let title = (text.laid.title)(&text.level(standing.level));
    let (title, who) = match (standing.shared, standing.round) {
        (true, _) => (title, text.laid.seen_by_circle),
        (false, None) => (title, text.laid.seen_by_me),
        (false, Some(_)) => (text.laid.unseen.to_owned(), text.form.in_round),
    };
    let draft = !standing.shared && standing.round.is_none();
    // The deeds come with the page's life: without WASM the form below does it.
    let sheet = *sheet;
    let deeds =
        follow(move || if sheet.mine.place.acts() { deeds(&sheet, draft) } else { nothing() });
    view! {
        <div class="notice notice--done">
            <Icon name="check"/>
            <div>
                <b>{title}</b>
                {paragraph("", who)}
                {deeds}
            </div>
        </div>
    }
    .into_any()
}

/// What can be done with what is laid, and its words.
type Act = (&'static str, fn(Sheet));

/// Show, change, take back.
fn deeds(sheet: &Sheet, draft: bool) -> AnyView {
    let (sheet, text) = (*sheet, &use_text().ruler.laid);
    let deed = |(words, act): Act| {
        view! {
            <button r#type="button" class="button button--quiet button--small" on:click=move |_| act(sheet)>
                {words}
            </button>
        }
        .into_any()
    };
    let all: [Act; 3] = [
        (text.share, Sheet::share),
        (text.change, Sheet::change),
        (text.take_back, Sheet::take_back),
    ];
    let these = each(all.into_iter().skip(usize::from(!draft)), deed);
    view! { <div class="row">{these}</div> }.into_any()
}

impl Sheet {
    /// What I have laid here, as it stands now. Follows changes.
    pub fn standing(self) -> Option<Placement> {
        let id = self.laid.get()?;
        self.mine.place.family.with(|family| family.ruler.placements.get(&id).cloned())
    }

    pub fn save(self) {
        let Some(typed) = self.typed() else { return };
        if let Ok(id) = self.mine.lay(typed, self.laid.get_untracked()) {
            drafts::choose(&self.mine.key("level"), None);
            if let Some(form) = self.form.get_untracked() {
                all_of(&form, Deed::Stays);
            }
            self.laid.set(Some(id));
            self.changing.set(false);
            self.taken.set(false);
            focus(self.after);
        }
    }

    fn share(self) {
        if let Some(id) = self.laid.get_untracked() {
            let _ = self.mine.share(id);
        }
        focus(self.after);
    }

    fn change(self) {
        self.changing.set(true);
        focus(self.form);
    }

    /// The words stay in the form: taking back is not throwing away.
    fn take_back(self) {
        if let Some(id) = self.laid.get_untracked()
            && self.mine.withdraw(id).is_ok()
        {
            self.laid.set(None);
            self.taken.set(true);
            focus(self.after);
        }
    }

    /// What stands in the form. None until a position is chosen.
    fn typed(self) -> Option<Typed> {
        let form = self
            .form
            .get_untracked()?
            .query_selector("form")
            .ok()??
            .dyn_into::<HtmlFormElement>()
            .ok()?;
        let data = FormData::new_with_form(&form).ok()?;
        let value = |name: &str| data.get(name).as_string().unwrap_or_default();
        let seen = match (self.mine.seen, value("seen").as_str()) {
            (Seen::Round(round), _) => Seen::Round(round),
            (_, "circle") => Seen::Circle,
            _ => Seen::Mine,
        };
        let [because, works, one_up] = FIELDS.map(value);
        Some(Typed { level: level(&value("level"))?, because, works, one_up, seen })
    }
}

/// Moves the reader to where it goes on, once it is there.
fn focus(node: NodeRef<Div>) {
    request_animation_frame(move || {
        let Some(node) = node.get_untracked() else { return };
        let chosen = node.query_selector("input:checked").ok().flatten();
        let target = chosen.and_then(|input| input.dyn_into::<HtmlElement>().ok());
        let _ = target.as_ref().unwrap_or(&node).focus();
    });
}
