//! The driver: one replica, one socket, and the signals that the screen follows.

mod goodbye;
mod showing;
mod watching;

use super::backoff::Backoff;
use super::outbox::{self, Lay};
use super::socket::{self, Socket};
use super::watch::Watch;
use super::{anew, drawer, pocket, seat, session, views, visit, worker};
use crate::components::unsent;
use crate::device;
use crate::place::{Place, Said};
use crate::proving;
use crate::routes::Page;
use chrono::{DateTime, Utc};
use domain::protocol::{
    Answer, FromClient, FromServer, Outcome, PROTOCOL_VERSION, Passing, Sent, Snapshot,
};
use domain::replica::Replica;
use domain::{Command, CommandId, Refusal};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeSet;
use views::View;
use wasm_bindgen_futures::spawn_local;

struct Driver {
    place: Place,
    /// What stands on the screen.
    page: RwSignal<Page>,
    replica: Replica,
    socket: Option<Socket>,
    /// Counts the sockets: what was begun on one is nothing to the next.
    line: u32,
    how: How,
    /// Not in the outbox yet: nothing is sent that a dead battery could still take away.
    unkept: BTreeSet<CommandId>,
    backoff: Backoff,
    retry: Option<Timeout>,
    watch: Watch,
    alarm: Option<Timeout>,
    /// A message came that this page cannot read: its copy is to be made anew.
    lost: bool,
    /// The server said that this page is over: another comes in its place, and nobody calls again meanwhile.
    over: bool,
    /// When the server last said how it stands. A page that has only been made, or woken, knows nothing newer than what is kept.
    said: Option<DateTime<Utc>>,
    /// When it last said all of it: what it has for whoever comes back, or a new copy.
    whole: DateTime<Utc>,
}

/// How far it has come with the server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Away,
    /// The socket is open.
    Hello,
    /// The server has greeted; what lies in the outbox is looked up.
    Greeted,
    /// What happens now is sent at once.
    InStep,
}

thread_local! {
    // The browser has one thread and a page one family, so there is one driver.
    static DRIVER: RefCell<Option<Driver>> = const { RefCell::new(None) };
}

/// Begins to follow the family, once it is known what waits from before. Until now nothing has changed it.
pub fn begin(place: Place, page: RwSignal<Page>) {
    let Place { seq, me, family, .. } = place;
    let snapshot = Snapshot { seq, me, family: family.get_untracked() };
    let me = snapshot.family.people.get(snapshot.me);
    session::watch(me.map(|me| me.language).unwrap_or_default());
    visit::begin(place.visit);
    spawn_local(async move {
        drawer::open(place.whose()).await;
        outbox::open(place.whose()).await;
        let lying = outbox::lying().await;
        let mut driver = Driver {
            place,
            page,
            replica: Replica::new(snapshot),
            socket: None,
            line: 0,
            how: How::Away,
            unkept: BTreeSet::new(),
            backoff: Backoff::default(),
            retry: None,
            watch: Watch::default(),
            alarm: None,
            lost: false,
            over: false,
            said: None,
            whole: DateTime::default(),
        };
        driver.resume(lying);
        driver.show_family();
        DRIVER.set(Some(driver));
        place.live.set(true);
        if place.proved && proving::end(&place.whose()) {
            place.send_again();
        }
        with(Driver::connect);
        pocket::listen();
        goodbye::asks_who_closes();
    });
}

/// There may be a connection again.
pub fn wake() {
    with(Driver::wake);
}

/// Sends a command, once it decides here.
pub fn send(command: Command) -> Result<(), Refusal> {
    // Before the page has come to life the plain form goes its way; nothing calls this.
    with(|driver| driver.send(command)).unwrap_or(Err(Refusal::NotNow))
}

/// Tells the others something that passes. Without a connection it has passed.
pub fn pass(passing: Passing) {
    with(|driver| driver.write(&FromClient::Passing { passing }));
}

/// Another page is shown. Without a connection it is said, of what is shown then, once there is one.
pub fn sees() {
    with(|driver| driver.sees());
}

/// A command lies in the outbox, or could not be put there: now it may go.
pub fn kept(id: CommandId) {
    with(|driver| driver.kept(id));
}

/// The outbox has gone its steps.
pub fn went() {
    with(|driver| driver.show_link());
}

/// What the server has said to this page, with the moment. None once this page is over.
pub fn view() -> Option<View> {
    with(|driver| driver.view()).flatten()
}

/// The socket opened.
pub fn opened() {
    with(|driver| {
        driver.how = How::Hello;
        let seq = if driver.lost { 0 } else { driver.replica.seq() };
        driver.write_at_once(&FromClient::Hello { version: PROTOCOL_VERSION, seq });
    });
}

/// The socket closed, or never opened.
pub fn closed() {
    with(Driver::closed);
}

/// The server said something that only a newer page can read.
pub fn lost() {
    with(|driver| {
        driver.lost = true;
        driver.away();
    });
}

/// The server said something.
pub fn heard(message: FromServer) {
    with(|driver| driver.hear(message));
}

fn with<T>(act: impl FnOnce(&mut Driver) -> T) -> Option<T> {
    DRIVER.with_borrow_mut(|driver| driver.as_mut().map(act))
}

impl Driver {
    fn connect(&mut self) {
        if visit::is_anothers() {
            // The socket would be another's, and so would be whatever this page sent.
            return self.leave();
        }
        self.retry = None;
        self.how = How::Away;
        self.line += 1;
        self.socket = socket::open(self.place.id, self.place.me);
        if self.socket.is_none() {
            return self.closed();
        }
        self.calls();
    }

    /// Where the server let nobody in, it is asked why.
    fn closed(&mut self) {
        let shut = self.how == How::Away && !self.over;
        self.away();
        if shut {
            let family = self.place.id;
            spawn_local(async move {
                if seat::is_gone(family).await {
                    with(Driver::gone);
                }
            });
        }
    }

    /// No connection: comes back in a while.
    fn away(&mut self) {
        self.socket = None;
        self.alarm = None;
        self.how = How::Away;
        if self.over {
            return;
        }
        let said = self.said.unwrap_or(self.place.now);
        if views::has_ended(said, &self.replica.confirmed()) {
            return self.gone();
        }
        self.place.present.set(Vec::new());
        self.retry = Some(Timeout::new(self.backoff.next(device::chance()), || {
            with(Driver::connect);
        }));
        self.show_link();
    }

    fn send(&mut self, command: Command) -> Result<(), Refusal> {
        let sent = Sent { id: CommandId(device::new_id()), command };
        let now = device::now();
        match self.replica.send(sent.clone(), now) {
            // Taken, as a choice: whoever wrote it has both before them, and nothing more to do in the form.
            Err(Refusal::TextMoved) => {
                self.give_back(&sent, Refusal::TextMoved);
                unsent::show();
                return Ok(());
            }
            other => other?,
        }
        self.unkept.insert(sent.id);
        outbox::keep(&sent, now);
        self.owe();
        self.show();
        Ok(())
    }

    fn kept(&mut self, id: CommandId) {
        let first = self.unkept.remove(&id);
        let sent = self.replica.waiting().find(|sent| sent.id == id && first).cloned();
        if let Some(sent) = sent {
            self.write(&FromClient::Do { sent });
        }
    }

    /// Takes up what lay in the outbox, of this tab or of another.
    fn resume(&mut self, lying: Vec<Lay>) {
        for lay in lying {
            match lay {
                Lay::Waiting(sent, at) => {
                    self.replica.resume(sent, at.unwrap_or_else(device::now));
                }
                Lay::Unsent(unsent) => self.place.unsent.update(|all| outbox::stands(unsent, all)),
            }
        }
    }

    fn write(&self, message: &FromClient) {
        if self.how == How::InStep {
            self.write_at_once(message);
        }
    }

    fn write_at_once(&self, message: &FromClient) {
        if let (Some(socket), Ok(json)) = (&self.socket, serde_json::to_string(message)) {
            socket.write(&json);
        }
    }

    fn hear(&mut self, message: FromServer) {
        self.is_there();
        match message {
            FromServer::Snapshot { snapshot } => {
                self.replica.snapshot(snapshot);
                self.whole = device::now();
                self.said = Some(self.whole);
                self.lost = false;
                self.greet();
                // What may no longer be seen is in the view of before.
                views::replaced();
            }
            FromServer::News { news } => {
                self.replica.news(&news);
                self.said = Some(device::now());
                self.greet();
                views::changed();
            }
            FromServer::Answer { answer } => self.answered(answer),
            FromServer::Present { members } => return self.place.present.set(members),
            FromServer::Passing { by, passing } => {
                return self.place.passed.set(Some((by, passing)));
            }
            FromServer::Bye { why } => return self.bye(why),
            FromServer::Here {} => return,
        }
        self.show();
    }

    /// The first word of the server says that it follows: whatever waits goes now, in its order. Twice is harmless.
    fn greet(&mut self) {
        if self.how != How::Hello {
            return;
        }
        self.how = How::Greeted;
        self.whole = device::now();
        // Else a server that greets and carries nothing out would be called by all again and again: there an answer counts.
        if self.replica.waiting().next().is_none() {
            self.backoff = Backoff::default();
        }
        anew::fits();
        self.place.as_of.set(None);
        worker::register();
        let line = self.line;
        spawn_local(async move {
            // Another tab may have been closed before its words were told.
            let lying = outbox::lying().await;
            with(|driver| {
                if driver.line == line && driver.how == How::Greeted {
                    driver.in_step(lying);
                }
            });
        });
    }

    fn in_step(&mut self, lying: Vec<Lay>) {
        self.resume(lying);
        self.how = How::InStep;
        self.sees();
        let waiting = self.replica.waiting().filter(|sent| !self.unkept.contains(&sent.id));
        let waiting: Vec<Sent> = waiting.cloned().collect();
        for sent in waiting {
            self.write_at_once(&FromClient::Do { sent });
        }
        self.settled();
        self.show();
    }

    fn sees(&self) {
        if let Page::Family { room, .. } = self.page.get_untracked() {
            self.write(&FromClient::Sees { seen: room.seen() });
        }
    }

    /// What the server refuses goes back to whoever wrote it, with the reason.
    fn answered(&mut self, answer: Answer) {
        let Answer { id, outcome } = answer;
        match (self.replica.answer(answer), outcome) {
            (Some((sent, refusal)), _) => self.give_back(&sent, refusal),
            (None, Outcome::Done { .. }) => outbox::answered(id),
            // Said twice: what the first no gave back stays.
            (None, Outcome::Refused { .. }) => {}
        }
        self.watch.answered();
        self.backoff = Backoff::default();
        self.settled();
    }

    fn give_back(&self, sent: &Sent, refusal: Refusal) {
        match outbox::refused(sent, refusal) {
            // Another tab may have been told before, and its words be found here.
            Some(unsent) => self.place.unsent.update(|all| {
                if all.iter().all(|it| it.id != unsent.id) {
                    all.push(unsent);
                }
            }),
            None => self.place.say.set(Some(Said::Refused(refusal))),
        }
    }

    fn view(&self) -> Option<View> {
        let now = self.said.filter(|_| !self.over)?;
        let kept_days = self.place.kept_days;
        Some(View { now, whole: self.whole, kept_days, place: self.replica.confirmed() })
    }
}
