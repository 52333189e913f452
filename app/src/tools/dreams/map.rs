//! What the parts of one dream map share.

use crate::place::{Place as Here, use_place, use_text};
use crate::text::Text;
use domain::dreams::{Dream, Picture, Place, Zone};
use domain::{Command, DialogueId, DreamId, Family, GoalId, MemberId};
use leptos::html::{Dialog, Ul};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A card that is on its way and not laid down yet: by another's hand, or by one's own keys.
#[derive(Clone, Copy, PartialEq)]
pub struct Lift {
    pub by: MemberId,
    /// Where it was lifted. Once it lies elsewhere the lift is over.
    pub from: Place,
    pub at: Place,
}

/// The sheet that is open.
#[derive(Clone, Copy, PartialEq)]
pub enum Sheet {
    New(Zone),
    Dream(DreamId),
}

/// What has just happened and may be followed up.
#[derive(Clone, Copy, PartialEq)]
pub enum Toast {
    Removed,
    Grown(GoalId),
}

/// The handle. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Map {
    /// Stored, because the handle is copied into every closure of the map.
    place: StoredValue<Here>,
    pub text: &'static Text,
    pub dialogue: Option<DialogueId>,
    pub sheet: RwSignal<Option<Sheet>>,
    pub dialog: NodeRef<Dialog>,
    /// What takes my acts back, newest last.
    pub past: RwSignal<Vec<domain::dreams::Command>>,
    pub toast: RwSignal<Option<Toast>>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
    pub lifts: RwSignal<BTreeMap<DreamId, Lift>>,
    /// The cards under my own hands.
    pub held: StoredValue<BTreeSet<DreamId>>,
    /// The card that a link led to, or that was laid just now.
    pub shown: RwSignal<Option<DreamId>>,
    /// Where the cards of a zone lie, nearest zone first.
    pub fields: [NodeRef<Ul>; 3],
}

impl Map {
    pub fn new(dialogue: Option<DialogueId>) -> Self {
        Self {
            place: StoredValue::new(use_place()),
            text: use_text(),
            dialogue,
            sheet: RwSignal::new(None),
            dialog: NodeRef::new(),
            past: RwSignal::new(Vec::new()),
            toast: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            lifts: RwSignal::new(BTreeMap::new()),
            held: StoredValue::new(BTreeSet::new()),
            shown: RwSignal::new(None),
            fields: [NodeRef::new(), NodeRef::new(), NodeRef::new()],
        }
    }

    /// The family's place.
    pub fn place(self) -> Here {
        self.place.get_value()
    }

    /// Whether the map is more than looked at, followed.
    pub fn goes_on(self) -> Memo<bool> {
        self.place().read(|family| family.people.goes_on())
    }

    /// Whether no hand moves anything just now: the course rests.
    pub fn rests(self) -> bool {
        self.place().family.with_untracked(|family| !family.people.goes_on())
    }

    /// A dream, followed.
    pub fn dream(self, id: DreamId) -> Memo<Option<Dream>> {
        self.place().read(move |family| family.dreams.dreams.get(&id).cloned())
    }

    /// Whether I may change what stands on a card, and take it off.
    pub fn may_change(self, id: DreamId) -> Memo<bool> {
        self.place().read(move |family| self.changes(family, id))
    }

    fn changes(self, family: &Family, id: DreamId) -> bool {
        let theirs = self.place().theirs(family);
        family.people.goes_on()
            && family.dreams.dreams.get(&id).is_some_and(|dream| theirs.may_change_dream(dream))
    }

    /// Where a card is seen just now: where it lies, or where somebody holds it.
    pub fn seen_at(self, dream: &Dream) -> Place {
        self.lifts.with(|lifts| {
            lifts
                .get(&dream.id)
                .filter(|lift| lift.from == dream.place)
                .map_or(dream.place, |lift| lift.at)
        })
    }

    /// Who else holds a card just now.
    pub fn carrier(self, dream: &Dream) -> Option<MemberId> {
        let lift = self.lifts.with(|lifts| lifts.get(&dream.id).copied())?;
        (lift.from == dream.place && lift.by != self.place().me).then_some(lift.by)
    }

    /// The cards seen in a zone, in an order that no move changes: an element that moves in the page loses the focus.
    pub fn seen_in(self, zone: Zone) -> Memo<Vec<DreamId>> {
        Memo::new(move |_| {
            let seen = |dream: &&Dream| self.seen_at(dream).zone == zone;
            self.place()
                .family
                .with(|family| family.dreams.on_map().filter(seen).map(|dream| dream.id).collect())
        })
    }

    /// Opens a sheet, or another one.
    pub fn open(self, sheet: Sheet) {
        self.sheet.set(Some(sheet));
    }

    /// Where there is room in a zone.
    pub fn free_spot(self, zone: Zone) -> Place {
        let taken = |family: &Family| {
            super::geometry::free_spot(zone, family.dreams.on_map().map(|it| it.place))
        };
        self.place().family.with_untracked(taken)
    }

    /// Moves a card to where there is room in another zone, and says so.
    pub fn move_to(self, id: DreamId, zone: Zone) {
        let place = self.free_spot(zone);
        if self.act(domain::dreams::Command::Move { id, place }).is_ok() {
            self.say_where(zone);
            self.show(id);
        }
    }

    /// Says which zone a card lies in now.
    pub fn say_where(self, zone: Zone) {
        self.say((self.text.dreams.lies_in)((self.text.dreams.zone)(zone)));
    }

    /// Marks a card for a while, so that the eye finds it.
    pub fn show(self, id: DreamId) {
        self.shown.set(Some(id));
        set_timeout(
            move || {
                if self.shown.try_get_untracked() == Some(Some(id)) {
                    self.shown.set(None);
                }
            },
            Duration::from_secs(6),
        );
    }

    /// Takes a card off the map; the way back lies under the hand.
    pub fn remove(self, id: DreamId) {
        if !self.place().family.with_untracked(|family| self.changes(family, id)) {
            return self.say(self.text.dreams.anothers);
        }
        if self.act(domain::dreams::Command::Remove { id }).is_ok() {
            self.sheet.set(None);
            super::toast::show(self, Toast::Removed);
            focus_soon(UNDO.to_owned());
        }
    }

    pub fn say(self, words: impl Into<String>) {
        self.said.set(words.into());
    }

    /// Whose dream it most likely is: mine if I am a child, else the first child's.
    pub fn likely(self) -> MemberId {
        self.place().family.with_untracked(|family| {
            let children: Vec<MemberId> = family.people.children().map(|child| child.id).collect();
            let me = self.place().me;
            children.iter().find(|child| **child == me).or(children.first()).copied().unwrap_or(me)
        })
    }

    /// The goals that grew out of a dream.
    pub fn goals(self, id: DreamId) -> Memo<Vec<(GoalId, String)>> {
        self.place().read(move |family| {
            family.plan.grown_from(id).map(|goal| (goal.id, goal.text.clone())).collect()
        })
    }

    /// "My dream", or "Ali's dream".
    pub fn whose(self, dream: &Dream) -> String {
        let words = &self.text.dreams;
        if dream.whose == self.place().me {
            words.mine.to_owned()
        } else {
            (words.whose)(&self.place().name(dream.whose))
        }
    }

    /// Shows the card that the address names, once the page is alive.
    pub fn show_target(self) {
        Effect::new(move || {
            let target = location_hash().and_then(|hash| hash.strip_prefix("dream-")?.parse().ok());
            if let Some(id) = target {
                self.show(id);
                focus_soon(button_of(id));
            }
        });
    }

    /// Sends a command of this tool without a way back.
    pub fn send(self, command: domain::dreams::Command) -> Result<(), domain::Refusal> {
        self.place().send(Command::Dreams(command))
    }
}

/// The map of this page.
pub fn use_map() -> Map {
    expect_context::<Map>()
}

/// What a card is called aloud: its words, or what is on its picture.
pub fn called(dream: &Dream, text: &'static Text) -> String {
    match &dream.picture {
        _ if !dream.text.is_empty() => dream.text.clone(),
        Picture::Pictogram { name } => (text.dreams.pictogram)(name).to_owned(),
        _ => text.dreams.drawing.to_owned(),
    }
}

/// The button that takes the last act back.
pub const UNDO: &str = "#dream-undo";

/// The button of a card on the map.
pub fn button_of(id: DreamId) -> String {
    format!("#dream-{id} button")
}

/// Puts the focus on something that is about to be there: a card that changes zones is made anew.
pub fn focus_soon(selector: String) {
    request_animation_frame(move || _ = focus(&selector));
}

/// Finds the focus again where it went with the element that had it.
pub fn refocus_soon(id: DreamId) {
    request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        let _ = lost && (focus(&button_of(id)) || focus(UNDO));
    });
}

fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let element = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
