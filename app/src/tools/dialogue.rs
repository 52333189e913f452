//! The picture of a dialogue: its way of nine steps, coming in, the ruler in rounds, was it useful, and when it is.

mod among;
mod appointment;
mod check_in;
mod path;
mod present;
mod round;
mod rounds;
mod useful;

pub use among::Among;
pub use appointment::{Appointment, Move, Plan};
pub use check_in::CheckIn;
pub use path::Path;
pub use present::Present;
pub use round::{Reveal, not_yet, to_reveal};
pub use rounds::Rounds;
pub use useful::Useful;

use crate::place::{Place, name, use_text};
use chrono::{Datelike, NaiveDateTime};
use domain::people::AgeBand;
use domain::ruler::Setting;
use domain::{DialogueId, Family, MemberId};
use leptos::html::Fieldset;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Where the plain forms of one dialogue go.
pub fn action(place: Place, dialogue: DialogueId) -> String {
    format!("{}/{dialogue}", place.action("dialogue"))
}

/// The names of some members.
pub fn names(family: &Family, members: impl IntoIterator<Item = MemberId>) -> Vec<String> {
    members.into_iter().map(|id| name(family, id)).collect()
}

/// What whoever leads is called.
pub fn leader(family: &Family) -> String {
    let leader =
        family.people.coordinator.map(|id| name(family, id)).filter(|name| !name.is_empty());
    leader.unwrap_or_else(|| use_text().common.someone.to_owned())
}

/// How old the child is, as far as it is known. The year is that of the page, not of the device.
fn age(place: Place, family: &Family, child: MemberId) -> Option<AgeBand> {
    let born = family.people.get(child)?.born?;
    Some(AgeBand::of(born, place.today().year()))
}

/// A setting inside a sentence about this child: "i skolen", and for the small ones "i dagtilbud".
pub fn at(place: Place, family: &Family, child: MemberId, setting: Setting) -> &'static str {
    (use_text().ruler.setting_of)(setting, age(place, family, child))
}

/// The same as it stands alone: "I skolen".
pub fn at_title(place: Place, family: &Family, child: MemberId, setting: Setting) -> &'static str {
    (use_text().ruler.setting_title)(setting, age(place, family, child))
}

/// A day and time as it stands alone: "Torsdag den 3. december kl. 15".
pub fn moment(when: NaiveDateTime) -> String {
    capital(&use_text().dates.moment(when))
}

/// A day with a capital to begin with. None of them begins with another letter than those of English.
pub fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The value of the radio that is chosen inside. Read from the page itself, because somebody may have chosen before it came to
/// life.
fn picked(group: NodeRef<Fieldset>) -> Option<String> {
    let radio = group.get_untracked()?.query_selector("input:checked").ok()??;
    Some(radio.dyn_into::<HtmlInputElement>().ok()?.value())
}
