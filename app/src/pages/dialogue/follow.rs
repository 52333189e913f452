//! Where this screen is, beside where everybody is. It comes along by itself, unless somebody looks back or is writing.

use crate::drafts::waits;
use crate::place::{Place, use_place};
use domain::DialogueId;
use domain::dialogue::{Dialogue, Stage, Step};
use domain::protocol::Passing;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// A screen of a dialogue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum At {
    Before,
    Step(Step),
    After,
}

impl At {
    /// Where a dialogue is.
    pub fn of(dialogue: &Dialogue) -> Self {
        match dialogue.stage {
            Stage::Planned => Self::Before,
            Stage::Running => Self::Step(dialogue.step),
            Stage::Ended => Self::After,
        }
    }

    /// Where the page begins. `step`: a step to look back at.
    pub fn first(dialogue: &Dialogue, step: Option<Step>) -> Self {
        let at = Self::of(dialogue);
        at.back(step).map_or(at, Self::Step)
    }

    /// Looking back makes sense only while the others are at another step.
    fn back(self, step: Option<Step>) -> Option<Step> {
        step.filter(|step| matches!(self, Self::Step(now) if now != *step))
    }

    /// The step it is at, or nearest to.
    pub fn step(self) -> Step {
        match self {
            Self::Before => Step::CheckIn,
            Self::Step(step) => step,
            Self::After => Step::Useful,
        }
    }
}

/// The two places, and why they may differ.
#[derive(Clone, Copy)]
pub struct Follow {
    pub dialogue: DialogueId,
    /// Where everybody is.
    pub all: Memo<At>,
    /// Where this screen is.
    pub mine: RwSignal<At>,
    /// Looks back on purpose, by the address.
    pub back: bool,
    body: NodeRef<Div>,
}

impl Follow {
    /// `at` is where everybody is as the page is made, `step` what the address asks for, `body` where things are typed.
    pub fn begin(dialogue: DialogueId, at: At, step: Option<Step>, body: NodeRef<Div>) -> Self {
        let place = use_place();
        let back = at.back(step);
        let follow = Self {
            dialogue,
            all: place
                .read(move |family| family.dialogue.all.get(&dialogue).map_or(At::Before, At::of)),
            mine: RwSignal::new(back.map_or(at, At::Step)),
            back: back.is_some(),
            body,
        };
        Effect::new(move || {
            follow.all.track();
            follow.come_along();
        });
        Effect::new(move || follow.tell(place));
        follow
    }

    /// Whether this screen is somewhere else.
    pub fn apart(self) -> bool {
        self.mine.get() != self.all.get()
    }

    /// To where everybody is.
    pub fn go(self) {
        let all = self.all.get_untracked();
        if self.mine.get_untracked() != all {
            self.mine.set(all);
            to_the_top();
        }
    }

    /// To where everybody is, unless somebody looks back or is in the middle of writing.
    pub fn come_along(self) {
        // Called a moment after a field is left; the page may be gone by then.
        let here = self.all.try_get_untracked().is_some();
        if here && !self.back && !self.writing() {
            self.go();
        }
    }

    /// Tells the others where I look: when I change, and when somebody comes in who does not know.
    fn tell(self, place: Place) {
        place.present.track();
        if let At::Step(step) = self.mine.get() {
            place.pass(Passing::At { dialogue: self.dialogue, step });
        }
    }

    /// The cursor stands in a field, or a field holds words that are not sent.
    fn writing(self) -> bool {
        let Some(body) = self.body.get_untracked() else { return false };
        // A sheet that is open holds a dream that is begun, perhaps a drawing.
        if body.query_selector("dialog[open]").is_ok_and(|sheet| sheet.is_some()) {
            return true;
        }
        let Ok(fields) = body.query_selector_all("textarea, input[type=text]") else {
            return false;
        };
        let focused = document().active_element();
        (0..fields.length()).filter_map(|index| fields.item(index)).any(|field| {
            let here = focused.as_ref().is_some_and(|focused| focused.is_same_node(Some(&field)));
            here || unsent(field.unchecked_into())
        })
    }
}

/// A new step begins like a new page: at its top, and a screen reader with its heading.
fn to_the_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let main =
        document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(main) = main {
        let _ = main.focus();
    }
}

/// Whether a field holds something else than the page put into it, and can be seen or is kept.
fn unsent(field: HtmlElement) -> bool {
    if waits(field.unchecked_ref()) {
        return true;
    }
    // A field that is folded away has no parent to be placed by.
    if field.offset_parent().is_none() {
        return false;
    }
    match field.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => area.default_value().is_ok_and(|before| before != area.value()),
        Err(field) => field
            .dyn_into::<HtmlInputElement>()
            .is_ok_and(|input| input.value() != input.default_value()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_and_after_belong_to_the_first_and_the_last_step() {
        assert!(At::Before.step() == Step::CheckIn && At::After.step() == Step::Useful);
        assert!(Step::ALL.into_iter().all(|step| At::Step(step).step() == step));
    }
}
