//! The driver: one replica, one socket, and the signals that the screen follows.

use super::socket::{self, Socket};
use super::{outbox, session};
use crate::boot::Say;
use crate::components::unsent;
use crate::device;
use crate::place::{Link, Place, Unsent};
use domain::protocol::{
    Answer, Bye, FromClient, FromServer, PROTOCOL_VERSION, Passing, Sent, Snapshot,
};
use domain::replica::Replica;
use domain::{Command, CommandId, Refusal};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;

/// The first wait before coming back, and the longest, in milliseconds.
const SOON: u32 = 300;
const LATER: u32 = 15_000;

struct Driver {
    place: Place,
    replica: Replica,
    socket: Option<Socket>,
    /// Set once the server has greeted: before that nothing may be sent.
    greeted: bool,
    wait: u32,
    retry: Option<Timeout>,
    /// A message came that this page cannot read: its copy is to be made anew.
    lost: bool,
    /// The server said that this page is over: another comes in its place, and nobody calls again meanwhile.
    over: bool,
}

thread_local! {
    // The browser has one thread and a page one family, so there is one driver.
    static DRIVER: RefCell<Option<Driver>> = const { RefCell::new(None) };
}

/// Begins to follow the family.
pub fn begin(place: Place, snapshot: Snapshot) {
    let me = snapshot.family.people.get(snapshot.me);
    session::watch(me.map(|me| me.language).unwrap_or_default());
    let mut replica = Replica::new(snapshot);
    for sent in outbox::waiting() {
        replica.resume(sent, device::now());
    }
    place.unsent.set(outbox::refused());
    let driver = Driver {
        place,
        replica,
        socket: None,
        greeted: false,
        wait: SOON,
        retry: None,
        lost: false,
        over: false,
    };
    DRIVER.set(Some(driver));
    with(Driver::connect);
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

/// The socket opened.
pub fn opened() {
    with(|driver| {
        let seq = if driver.lost { 0 } else { driver.replica.seq() };
        driver.write_at_once(&FromClient::Hello { version: PROTOCOL_VERSION, seq });
    });
}

/// The socket closed, or never opened.
pub fn closed() {
    with(Driver::away);
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
        self.retry = None;
        self.greeted = false;
        self.socket = socket::open(self.place.id);
        if self.socket.is_none() {
            self.away();
        }
    }

    /// Waits a little longer each time, and not as long as everybody else.
    fn away(&mut self) {
        self.socket = None;
        self.greeted = false;
        if self.over {
            return;
        }
        self.place.present.set(Vec::new());
        let wait = f64::from(self.wait) * (0.5 + device::chance());
        self.wait = (self.wait * 2).min(LATER);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most 22 seconds"
        )]
        let wait = wait as u32;
        self.retry = Some(Timeout::new(wait, || {
            with(Driver::connect);
        }));
        self.show_link();
    }

    fn send(&mut self, command: Command) -> Result<(), Refusal> {
        let sent = Sent { id: CommandId(device::new_id()), command };
        match self.replica.send(sent.clone(), device::now()) {
            // Taken, as a choice: whoever wrote it has both before them, and nothing more to do in the form.
            Err(Refusal::TextMoved) => {
                self.give_back(sent.command, Refusal::TextMoved);
                unsent::show();
                return Ok(());
            }
            other => other?,
        }
        self.write(&FromClient::Do { sent });
        self.show();
        Ok(())
    }

    fn write(&mut self, message: &FromClient) {
        if self.greeted {
            self.write_at_once(message);
        }
    }

    fn write_at_once(&mut self, message: &FromClient) {
        if let (Some(socket), Ok(json)) = (&self.socket, serde_json::to_string(message)) {
            socket.write(&json);
        }
    }

    fn hear(&mut self, message: FromServer) {
        match message {
            FromServer::Snapshot { snapshot } => {
                self.replica.snapshot(snapshot);
                self.lost = false;
                self.greet();
            }
            FromServer::News { news } => {
                self.replica.news(&news);
                self.greet();
            }
            FromServer::Answer { answer } => self.answered(answer),
            FromServer::Present { members } => return self.place.present.set(members),
            FromServer::Passing { by, passing } => {
                return self.place.passed.set(Some((by, passing)));
            }
            FromServer::Bye { why } => return self.bye(why),
        }
        self.show();
    }

    /// Another version, or no seat any more: the server's page says which, in words.
    fn bye(&mut self, why: Bye) {
        if matches!(why, Bye::Version | Bye::SignedOut) {
            self.over = true;
            let _ = window().location().reload();
        }
    }

    /// The first word of the server says that it follows: whatever waited goes now, in its order. Twice is harmless.
    fn greet(&mut self) {
        if self.greeted {
            return;
        }
        self.greeted = true;
        self.wait = SOON;
        let waiting: Vec<Sent> = self.replica.waiting().cloned().collect();
        for sent in waiting {
            self.write_at_once(&FromClient::Do { sent });
        }
    }

    /// What the server refuses goes back to whoever wrote it, with the reason.
    fn answered(&mut self, answer: Answer) {
        if let Some((sent, refusal)) = self.replica.answer(answer) {
            self.give_back(sent.command, refusal);
        }
    }

    fn give_back(&self, command: Command, refusal: Refusal) {
        match Unsent::of(command, refusal) {
            Some(unsent) => self.place.unsent.update(|all| all.push(unsent)),
            None => self.place.say.set(Some(Say::Refused(refusal))),
        }
    }

    fn show(&self) {
        let shown = self.replica.shown();
        if self.place.family.with_untracked(|family| family != shown) {
            self.place.family.set(shown.clone());
        }
        self.show_link();
    }

    fn show_link(&self) {
        outbox::keep(self.replica.waiting());
        let waiting = self.replica.waiting().count();
        let link = match (self.greeted, waiting) {
            (true, 0) => Link::Saved,
            (true, waiting) => Link::Saving(waiting),
            (false, waiting) => Link::Away(waiting),
        };
        if self.place.link.get_untracked() != link {
            self.place.link.set(link);
        }
    }
}
