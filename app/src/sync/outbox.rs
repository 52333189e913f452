//! What is on its way, kept until the server has answered: it outlives the tab, the browser and this version of the program, and
//! is sent again, in its order. The server answers what it has had already as it did the first time. What it refused stays here
//! too, until whoever wrote it lets it go.
//!
//! Each thing is kept with its plain words. What today's program cannot read stays, and its words are shown.

use super::chest::{Chest, Deed, Kept};
use super::{drawer, driver};
use crate::json;
use crate::place::Unsent;
use chrono::{DateTime, Utc};
use domain::protocol::{PROTOCOL_VERSION, Sent, waited};
use domain::{CommandId, Refusal};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

const CHEST: &str = "familiedialog-own-outbox";

/// As it lies in the chest.
#[derive(Serialize)]
struct Entry<'a> {
    /// Of the protocol, when it was written: for whoever must find out one day why it cannot be read.
    version: u32,
    words: Vec<&'a str>,
    sent: &'a Sent,
    /// When it was done: taken up again it is decided as of then, however long it has waited.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<Utc>>,
    refusal: Option<Refusal>,
}

/// What every version must be able to read.
#[derive(Deserialize)]
struct Written {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Whole {
    #[serde(default)]
    version: u32,
    sent: Sent,
    #[serde(default)]
    at: Option<DateTime<Utc>>,
    #[serde(default)]
    refusal: Option<Refusal>,
}

/// Something that lay in the outbox.
pub enum Lay {
    /// With the moment at which it was done; older programs did not keep it.
    Waiting(Sent, Option<DateTime<Utc>>),
    Unsent(Unsent),
}

/// What is still to be done with the chest.
enum Step {
    Keep(CommandId, String),
    /// The server has it.
    Drop(CommandId),
    Refused(CommandId, String),
    PutAway(u32),
}

/// This tab's side of the outbox.
struct Outbox {
    chest: Option<Rc<Chest>>,
    /// The family and the member: on a tablet that goes round the table nobody sends or sees the words of another.
    whose: String,
    places: Vec<(CommandId, u32)>,
    unsent: Vec<u32>,
    steps: Vec<Step>,
    /// What this browser could not do, its disk being full perhaps. It is tried again with whatever comes next.
    stuck: Vec<Step>,
    busy: bool,
}

thread_local! {
    static OUTBOX: RefCell<Outbox> = const { RefCell::new(Outbox {
        chest: None,
        whose: String::new(),
        places: Vec::new(),
        unsent: Vec::new(),
        steps: Vec::new(),
        stuck: Vec::new(),
        busy: false,
    }) };
}

/// Opens the outbox. Where the browser keeps nothing, what is written lives as long as the tab.
pub async fn open(whose: String) {
    let chest = Chest::open(CHEST).await.map(Rc::new);
    OUTBOX.with_borrow_mut(|outbox| (outbox.chest, outbox.whose) = (chest, whose));
}

/// What lies in it of this person, whichever tab put it there; the oldest first.
pub async fn lying() -> Vec<Lay> {
    let Some(chest) = OUTBOX.with_borrow(|outbox| outbox.chest.clone()) else { return Vec::new() };
    let all = chest.all().await;
    OUTBOX.with_borrow_mut(|outbox| all.iter().flat_map(|kept| outbox.found(kept)).collect())
}

/// Keeps a command; the driver is told when it may be sent.
pub fn keep(sent: &Sent, at: DateTime<Utc>) {
    step(Step::Keep(sent.id, write(sent, Some(at), None)));
}

/// The server has carried it out.
pub fn answered(id: CommandId) {
    step(Step::Drop(id));
}

/// It was refused, by the server or here. Its words, or what is to be chosen between, stay.
pub fn refused(sent: &Sent, refusal: Refusal) -> Option<Unsent> {
    let at = OUTBOX.with_borrow(|outbox| outbox.place(sent.id));
    let unsent = Unsent::of(sent, refusal, at);
    step(match &unsent {
        Some(_) => Step::Refused(sent.id, write(sent, None, Some(refusal))),
        None => Step::Drop(sent.id),
    });
    unsent
}

/// It stands before its writer now, among all that does, who may put it away.
pub fn stands(unsent: Unsent, all: &mut Vec<Unsent>) {
    OUTBOX.with_borrow_mut(|outbox| {
        outbox.unsent.extend(unsent.at.filter(|at| !outbox.unsent.contains(at)));
    });
    let known = |it: &Unsent| it.at == unsent.at || (it.id.is_some() && it.id == unsent.id);
    if !all.iter().any(known) {
        all.push(unsent);
    }
}

/// Lets go of what was refused and does not stand among these any more.
pub fn keep_refused(unsent: &[Unsent]) {
    let gone: Vec<u32> = OUTBOX.with_borrow_mut(|outbox| {
        let place = |it: &Unsent| it.at.or_else(|| outbox.place(it.id?));
        let stays = |at: &u32| unsent.iter().any(|it| place(it) == Some(*at));
        let (stay, gone) = outbox.unsent.iter().partition(|at| stays(at));
        outbox.unsent = stay;
        // Nor is it put where there was no room for it yet.
        for step in &mut outbox.stuck {
            if let Step::Refused(id, _) = *step
                && !unsent.iter().any(|it| it.id == Some(id))
            {
                *step = Step::Drop(id);
            }
        }
        gone
    });
    for at in gone {
        step(Step::PutAway(at));
    }
}

fn write(sent: &Sent, at: Option<DateTime<Utc>>, refusal: Option<Refusal>) -> String {
    let words = sent.command.words();
    let entry = Entry { version: PROTOCOL_VERSION, words, sent, at, refusal };
    serde_json::to_string(&entry).expect("a command is plain data")
}

/// Nothing where it holds nothing that could be sent or shown; several where what was one command then are several now.
fn read(text: &str, at: u32) -> Vec<Lay> {
    let Some(Written { words }) = json::read(text) else { return Vec::new() };
    match json::read(text) {
        Some(Whole { version, sent, at, refusal: None }) => {
            waited(version, sent).into_iter().map(|sent| Lay::Waiting(sent, at)).collect()
        }
        Some(Whole { version, sent, refusal: Some(refusal), .. }) => {
            let all = waited(version, sent).into_iter();
            all.filter_map(|sent| Unsent::of(&sent, refusal, Some(at)).map(Lay::Unsent)).collect()
        }
        None if words.is_empty() => Vec::new(),
        None => {
            let (refusal, change, id) = (None, None, None);
            vec![Lay::Unsent(Unsent { words, refusal, change, id, at: Some(at) })]
        }
    }
}

fn place(at: &JsValue) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the browser counts them"
    )]
    at.as_f64().map(|at| at as u32)
}

fn step(step: Step) {
    OUTBOX.with_borrow_mut(|outbox| {
        outbox.steps.push(step);
        outbox.overtake();
    });
    go_on();
}

/// Does what is to be done, and tries once more what could not be done.
pub fn go_on() {
    if OUTBOX.with_borrow_mut(Outbox::begin) {
        spawn_local(go());
    }
}

/// Goes all steps in their order; those that come meanwhile go together.
async fn go() {
    while let Some(steps) = OUTBOX.with_borrow_mut(Outbox::next) {
        let kept: Vec<_> = steps.iter().filter_map(Step::keeps).collect();
        if !done(&steps).await {
            // A browser may shut a chest that was open for long.
            let chest = Chest::open(CHEST).await.map(Rc::new);
            OUTBOX.with_borrow_mut(|outbox| outbox.chest = chest);
            one_by_one(steps).await;
        }
        // It could not be kept? All the more reason to send it.
        kept.into_iter().for_each(driver::kept);
    }
    driver::went();
    drawer::go_on();
}

/// What only takes away may be done where nothing more can be put. What cannot be put keeps its place before what comes after it.
async fn one_by_one(steps: Vec<Step>) {
    let mut stuck = Vec::new();
    for step in steps {
        let waits = step.puts() && stuck.iter().any(Step::puts);
        if waits || !done(std::slice::from_ref(&step)).await {
            stuck.push(step);
        }
    }
    OUTBOX.with_borrow_mut(|outbox| {
        outbox.stuck = stuck;
        outbox.overtake();
    });
}

/// Whether it is done and on disk.
async fn done(steps: &[Step]) -> bool {
    let Some(places) = carry_out(steps).await else { return false };
    OUTBOX.with_borrow_mut(|outbox| outbox.note(steps, &places));
    true
}

/// Whether something is being put into it.
pub fn is_busy() -> bool {
    OUTBOX.with_borrow(|outbox| outbox.busy)
}

/// Whether something that was done is kept nowhere but in this page, and will not be for the time being.
pub fn is_stuck() -> bool {
    OUTBOX.with_borrow(|outbox| outbox.stuck.iter().any(Step::puts))
}

async fn carry_out(steps: &[Step]) -> Option<Vec<JsValue>> {
    let (chest, deeds) = OUTBOX.with_borrow(|outbox| (outbox.chest.clone(), outbox.deeds(steps)));
    if deeds.is_empty() {
        return Some(Vec::new());
    }
    chest?.carry_out(deeds).await
}

impl Step {
    fn puts(&self) -> bool {
        matches!(self, Self::Keep(..) | Self::Refused(..))
    }

    fn keeps(&self) -> Option<CommandId> {
        if let Self::Keep(id, _) = self { Some(*id) } else { None }
    }
}

impl Outbox {
    /// What a thing in the chest is to this person.
    fn found(&mut self, kept: &Kept) -> Vec<Lay> {
        let at = place(&kept.at).filter(|_| kept.mark == self.whose);
        let all = at.map(|at| read(&kept.text, at)).unwrap_or_default();
        // Of several that were one it is the last that was written down: once it is answered, so are those before it.
        if let (Some(at), Some(Lay::Waiting(sent, _))) = (at, all.last()) {
            self.lies(sent.id, at);
        }
        all
    }

    fn begin(&mut self) -> bool {
        if self.busy {
            return false;
        }
        let new = std::mem::take(&mut self.steps);
        self.steps = std::mem::take(&mut self.stuck);
        self.steps.extend(new);
        self.busy = !self.steps.is_empty();
        self.busy
    }

    /// What has been answered meanwhile need not be kept as waiting any more.
    fn overtake(&mut self) {
        let Self { steps, stuck, .. } = self;
        let answers =
            |step: &Step, id| matches!(step, Step::Drop(it) | Step::Refused(it, _) if *it == id);
        let over = |id| steps.iter().any(|step| answers(step, id));
        stuck.retain(|step| !step.keeps().is_some_and(over));
    }

    /// Where what was put lies by now.
    fn note(&mut self, steps: &[Step], places: &[JsValue]) {
        let put = steps.iter().filter(|step| step.puts());
        for (step, at) in put.zip(places) {
            if let (Step::Keep(id, _) | Step::Refused(id, _), Some(at)) = (step, place(at)) {
                self.lies(*id, at);
                if matches!(step, Step::Refused(..)) && !self.unsent.contains(&at) {
                    self.unsent.push(at);
                }
            }
        }
    }

    fn next(&mut self) -> Option<Vec<Step>> {
        self.busy = !self.steps.is_empty();
        if !self.busy {
            return None;
        }
        // What could not be put keeps its place before what comes after it.
        let mut steps = std::mem::take(&mut self.stuck);
        steps.append(&mut self.steps);
        Some(steps)
    }

    fn deeds(&self, steps: &[Step]) -> Vec<Deed> {
        let put = |at: Option<u32>, text: &str| Deed::Put {
            at: at.map(JsValue::from),
            mark: self.whose.clone(),
            text: text.to_owned(),
        };
        let take = |at: u32| Deed::Take { at: at.into() };
        let deed = |step: &Step| match step {
            Step::Keep(_, text) => Some(put(None, text)),
            Step::Refused(id, text) => Some(put(self.place(*id), text)),
            Step::Drop(id) => self.place(*id).map(take),
            Step::PutAway(at) => Some(take(*at)),
        };
        steps.iter().filter_map(deed).collect()
    }

    fn place(&self, id: CommandId) -> Option<u32> {
        self.places.iter().find(|(known, _)| *known == id).map(|(_, at)| *at)
    }

    fn lies(&mut self, id: CommandId, at: u32) {
        if self.place(id).is_none() {
            self.places.push((id, at));
        }
    }
}

#[cfg(test)]
mod tests;
