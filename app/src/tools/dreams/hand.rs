//! A hand on a card: mouse, pen, finger, or keys.
//!
//! A mouse or a pen drags at once. A finger drags at once on the card's grip; elsewhere it rests a moment first, so that the
//! page can still be scrolled by sweeping over a card. While a card is held it is moved by the element's own style (the policy
//! of the page forbids style attributes, not this); when it is laid down its place is sent.

use super::geometry::{Rect, next_zone, nudged, place_at, scroll_speed};
use super::map::{Lift, Map, button_of, focus_soon};
use domain::DreamId;
use domain::dreams::{Command, Place};
use domain::protocol::Passing;
use leptos::html::Li;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

/// How long a finger rests before it holds the card.
const REST: Duration = Duration::from_millis(280);
/// How far a pointer moves before it drags, in pixels.
const DRAG: f64 = 4.0;
/// How far a resting finger may slip.
const SLIP: f64 = 10.0;
/// The others are told at most so often, in milliseconds.
const PASS: f64 = 100.0;
/// The keys are let go when none came for so long.
const SETTLE: Duration = Duration::from_millis(600);
/// A click that belongs to a drag comes within this time.
const CLICK: Duration = Duration::from_millis(80);

/// One pointer that is down on the card.
#[derive(Clone, Copy)]
struct Hold {
    pointer: i32,
    /// Where it came down, on the screen, and how far the page was scrolled.
    from: (f64, f64),
    scroll: f64,
    /// Where it is.
    at: (f64, f64),
    /// Where the card was on the screen.
    card: Rect,
    /// Runs until a finger has rested.
    rests: Option<TimeoutHandle>,
    lifted: bool,
    passed: f64,
}

/// The hand. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Hand {
    map: Map,
    dream: DreamId,
    pub card: NodeRef<Li>,
    pub lifted: RwSignal<bool>,
    hold: StoredValue<Option<Hold>>,
    /// Set between a drag and the click that browsers send after it.
    dragged: StoredValue<bool>,
    keys: StoredValue<Option<TimeoutHandle>>,
}

impl Hand {
    pub fn new(map: Map, dream: DreamId) -> Self {
        Self {
            map,
            dream,
            card: NodeRef::new(),
            lifted: RwSignal::new(false),
            hold: StoredValue::new(None),
            dragged: StoredValue::new(false),
            keys: StoredValue::new(None),
        }
    }

    /// A pointer comes down. A second one on the same card is not a hand.
    pub fn down(self, event: &PointerEvent) {
        let Some(card) = self.card.get_untracked() else { return };
        if event.button() != 0 || self.map.rests() || self.hold.with_value(Option::is_some) {
            return;
        }
        self.settle();
        let finger = event.pointer_type() == "touch";
        let rests = (finger && !on_grip(event))
            .then(|| set_timeout_with_handle(move || self.lift(), REST).ok())
            .flatten();
        if !finger {
            let _ = card.set_pointer_capture(event.pointer_id());
        }
        let from = (f64::from(event.client_x()), f64::from(event.client_y()));
        let hold = Hold {
            pointer: event.pointer_id(),
            from,
            scroll: scrolled(),
            at: from,
            card: rect(&card),
            rests,
            lifted: false,
            passed: 0.0,
        };
        self.hold.set_value(Some(hold));
    }

    pub fn moved(self, event: &PointerEvent) {
        let Some(mut hold) = self.held_by(event) else { return };
        hold.at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let far = (hold.at.0 - hold.from.0).abs().max((hold.at.1 - hold.from.1).abs());
        self.hold.set_value(Some(hold));
        match hold.rests {
            _ if hold.lifted => self.follow(event.time_stamp()),
            Some(_) if far > SLIP => self.let_go(),
            None if far > DRAG => self.lift(),
            _ => {}
        }
    }

    /// Laid down.
    pub fn up(self, event: &PointerEvent) {
        let Some(hold) = self.held_by(event) else { return };
        let spot = self.spot();
        self.let_go();
        if let Some(place) = spot.filter(|_| hold.lifted) {
            self.dragged.set_value(true);
            set_timeout(move || _ = self.dragged.try_update_value(|it| *it = false), CLICK);
            self.lay(place);
        }
    }

    /// The browser took the pointer away (it scrolls, or a call comes in): the card lies where it lay.
    pub fn cancelled(self, event: &PointerEvent) {
        if let Some(hold) = self.held_by(event) {
            self.let_go();
            if let Some(place) = self.lying().filter(|_| hold.lifted) {
                self.pass(place);
            }
        }
    }

    /// While the card is held, or about to be, the finger neither scrolls nor opens a menu.
    pub fn keeps(self, event: &Event) {
        let resting = event.type_() == "contextmenu"
            && self.hold.with_value(|hold| hold.is_some_and(|hold| hold.rests.is_some()));
        if self.lifted.get_untracked() || resting {
            event.prevent_default();
        }
    }

    /// A tap or Enter opens the card; the click after a drag does not. A key's click has no place (detail 0).
    pub fn clicked(self, event: &MouseEvent) {
        if event.detail() == 0 || !self.dragged.get_value() {
            self.settle();
            self.map.open(super::map::Sheet::Dream(self.dream));
        }
    }

    /// Arrows move the card a little, page keys by a zone, Delete takes it off.
    pub fn key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || self.map.rests() {
            return;
        }
        let Some(lying) = self.lying() else { return };
        let lift = self.map.lifts.with_untracked(|lifts| lifts.get(&self.dream).copied());
        let at = lift.filter(|lift| lift.by == self.map.place().me).map_or(lying, |lift| lift.at);
        if let Some(next) = nudged(at, &event.key(), mirrored()) {
            self.nudge(Lift { by: self.map.place().me, from: lying, at: next });
        } else if let Some(zone) = next_zone(lying.zone, &event.key()) {
            self.settle();
            self.map.move_to(self.dream, zone);
            focus_soon(button_of(self.dream));
        } else if event.key() == "Delete" {
            self.map.remove(self.dream);
        } else {
            return;
        }
        event.prevent_default();
    }

    /// Many small moves become one: it is sent, and can be taken back, as one.
    fn nudge(self, lift: Lift) {
        self.map.lifts.update(|lifts| {
            lifts.insert(self.dream, lift);
        });
        let timer = set_timeout_with_handle(move || self.settle(), SETTLE).ok();
        if let Some(before) =
            self.keys.try_update_value(|keys| std::mem::replace(keys, timer)).flatten()
        {
            before.clear();
        }
    }

    /// Lays down what the keys have moved.
    pub fn settle(self) {
        let Some(Some(timer)) = self.keys.try_update_value(Option::take) else { return };
        timer.clear();
        let lift = self.map.lifts.try_update(|lifts| lifts.remove(&self.dream)).flatten();
        if let Some(lift) = lift.filter(|lift| lift.by == self.map.place().me) {
            self.lay(lift.at);
        }
    }

    fn lay(self, place: Place) {
        let Some(before) = self.lying().filter(|before| *before != place) else { return };
        let laid = self.map.act(Command::Move { id: self.dream, place });
        if laid.is_ok() && before.zone != place.zone {
            self.map.say_where(place.zone);
            focus_soon(button_of(self.dream));
        }
    }

    fn lift(self) {
        let lifted =
            self.hold.try_update_value(|hold| hold.as_mut().map(|hold| hold.lifted = true));
        if lifted.flatten().is_none() {
            return;
        }
        self.map.held.update_value(|held| _ = held.insert(self.dream));
        self.map.lifts.update(|lifts| _ = lifts.remove(&self.dream));
        self.lifted.set(true);
        self.follow(0.0);
        self.scroll_along();
    }

    /// The card goes where the pointer is, and the others see it.
    fn follow(self, now: f64) {
        let (Some(card), Some(hold)) = (self.card.get_untracked(), self.hold.get_value()) else {
            return;
        };
        let (right, down) =
            (hold.at.0 - hold.from.0, hold.at.1 - hold.from.1 + scrolled() - hold.scroll);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "pixels of a screen are few, and whole ones are sharp"
        )]
        let shift = format!("translate({}px,{}px) scale(1.04)", right as i32, down as i32);
        let _ = HtmlElement::style(&card).set_property("transform", &shift);
        if now - hold.passed >= PASS {
            self.hold.set_value(Some(Hold { passed: now, ..hold }));
            self.spot().into_iter().for_each(|place| self.pass(place));
        }
    }

    fn pass(self, place: Place) {
        self.map.place().pass(Passing::Dragging { dream: self.dream, place });
    }

    /// Near an edge of the screen the page scrolls along, so that a far zone can be reached.
    fn scroll_along(self) {
        request_animation_frame(move || {
            let Some(hold) = self.hold.try_get_value().flatten().filter(|hold| hold.lifted) else {
                return;
            };
            let height =
                window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            let speed = scroll_speed(hold.at.1, height);
            if speed != 0.0 {
                window().scroll_by_with_x_and_y(0.0, speed);
                self.follow(0.0);
            }
            self.scroll_along();
        });
    }

    /// Where the card would lie if it were let go.
    fn spot(self) -> Option<Place> {
        let hold = self.hold.get_value()?;
        let card = hold.card.moved(hold.at.0 - hold.from.0, hold.at.1 - hold.from.1);
        let [now, soon, some_day] =
            self.map.fields.map(|field| field.get_untracked().map(|field| rect(&field)));
        Some(place_at(card, [now?, soon?, some_day?], mirrored()))
    }

    fn lying(self) -> Option<Place> {
        self.map
            .place()
            .family
            .with_untracked(|family| family.dreams.dreams.get(&self.dream).map(|dream| dream.place))
    }

    fn held_by(self, event: &PointerEvent) -> Option<Hold> {
        self.hold.get_value().filter(|hold| hold.pointer == event.pointer_id())
    }

    fn let_go(self) {
        if let Some(rests) =
            self.hold.try_update_value(Option::take).flatten().and_then(|hold| hold.rests)
        {
            rests.clear();
        }
        if let Some(card) = self.card.get_untracked() {
            let _ = HtmlElement::style(&card).remove_property("transform");
        }
        self.map.held.update_value(|held| _ = held.remove(&self.dream));
        self.lifted.set(false);
    }
}

fn on_grip(event: &PointerEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        element.closest(".dream-card__grip").is_ok_and(|grip| grip.is_some())
    })
}

/// An element's box on the screen.
pub fn rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
}

fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Whether the page reads from right to left.
fn mirrored() -> bool {
    document().dir() == "rtl"
}
