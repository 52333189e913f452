//! Whether the line lives.

use super::{Driver, How, with};
use crate::device;
use crate::sync::watch::Alarm;
use crate::sync::{drawer, outbox};
use domain::protocol::FromClient;
use gloo::timers::callback::Timeout;

impl Driver {
    /// Comes back now instead of later. A line that lay in a pocket may be dead by now.
    pub(super) fn wake(&mut self) {
        if self.over {
            return;
        }
        // There may be room by now for what could not be kept.
        outbox::go_on();
        drawer::go_on();
        if self.socket.is_none() || (self.how != How::InStep && self.watch.is_late()) {
            self.connect();
        } else if self.how == How::InStep {
            self.write(&FromClient::Knock {});
            self.owe();
        }
    }

    /// A line is being opened.
    pub(super) fn calls(&mut self) {
        self.watch.begin();
        self.set_alarm();
    }

    /// The server owes an answer from now on.
    pub(super) fn owe(&mut self) {
        if self.socket.is_some() && self.watch.owe() {
            self.set_alarm();
        }
    }

    /// The server has said something. To whoever knocked that is answer enough; what was done waits for its own.
    pub(super) fn is_there(&mut self) {
        if self.replica.waiting().next().is_some() {
            self.watch.heard();
        } else {
            self.settled();
        }
    }

    /// What was owed has come. What waits is owed from now on.
    pub(super) fn settled(&mut self) {
        let was_late = self.watch.is_late();
        self.watch.settled(self.replica.waiting().next().is_some());
        self.set_alarm();
        if was_late {
            self.show_link();
        }
    }

    fn rings(&mut self) {
        match self.watch.rings(device::chance()) {
            Alarm::Knock => self.write(&FromClient::Knock {}),
            Alarm::Show => self.show_link(),
            Alarm::Wait => {}
            Alarm::LetGo => return self.away(),
        }
        self.set_alarm();
    }

    fn set_alarm(&mut self) {
        self.alarm = Some(Timeout::new(self.watch.next(), || {
            with(Driver::rings).unwrap_or_default();
        }));
    }
}
