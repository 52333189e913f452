//! What one member is told of several events together.

use domain::Recorded;
use domain::may::Sight;
use domain::protocol::News;
use domain::view::{Told, told_later};

/// See the module.
#[derive(Default)]
pub struct Tidings {
    /// Where the log stands.
    pub seq: u64,
    /// What they may hear of, in order.
    pub events: Vec<Recorded>,
    /// What they may see has changed: the events alone do not lead there, and their copy is to be made anew.
    pub anew: bool,
}

impl Tidings {
    pub(super) fn hear(&mut self, told: Told, recorded: &Recorded) {
        match told {
            Told::Nothing => {}
            Told::Event => self.events.push(recorded.clone()),
            Told::Anew => self.anew = true,
        }
    }

    pub(super) fn news(self, seq: u64) -> News {
        News { seq, events: self.events }
    }
}

/// What happened while a member was away, by what they may see today.
pub(super) fn later<'a>(today: &Sight<'_>, events: impl Iterator<Item = &'a Recorded>) -> Tidings {
    let mut tidings = Tidings::default();
    for it in events {
        tidings.hear(told_later(today, &it.event), it);
    }
    tidings
}
