//! What the screen follows: the family as this copy has it, and how it stands with the server.

use super::{Driver, How};
use crate::place::Link;
use crate::sync::{lasting, outbox};
use leptos::prelude::*;

impl Driver {
    pub(super) fn show(&self) {
        self.show_family();
        self.show_link();
    }

    pub(super) fn show_family(&self) {
        let shown = self.replica.shown();
        if self.place.family.with_untracked(|family| family != shown) {
            self.place.family.set(shown.clone());
        }
    }

    pub(super) fn show_link(&self) {
        let waiting = self.replica.waiting().count();
        let link = match (self.how, waiting) {
            (How::Greeted | How::InStep, 0) if self.watch.is_late() => Link::Away(0),
            (How::Greeted | How::InStep, 0) => Link::Saved,
            (How::Greeted | How::InStep, waiting) if self.watch.is_late() => Link::Late(waiting),
            (How::Greeted | How::InStep, waiting) => Link::Saving(waiting),
            (How::Away | How::Hello, waiting) => Link::Away(waiting),
        };
        if let Link::Late(1..) | Link::Away(1..) = link {
            lasting::ask();
        }
        let before = self.place.link.get_untracked();
        // While it tries again, what it said before stands.
        let unkept = outbox::is_stuck() || (outbox::is_busy() && matches!(before, Link::Unkept(_)));
        let link = match link {
            Link::Late(waiting @ 1..) | Link::Away(waiting @ 1..) if unkept => {
                Link::Unkept(waiting)
            }
            other => other,
        };
        if before != link {
            self.place.link.set(link);
        }
    }
}
