//! What one member is told of several events together.

use domain::Recorded;
use domain::may::Sight;
use domain::protocol::News;
use domain::view::{Told, told_later};

/// See the module.
#[derive(Default)]
pub struct Tidings {
    /// Their last number.
    pub number: u64,
    /// What they may hear of, in order.
    pub events: Vec<Recorded>,
    /// What they may see has changed: the events alone do not lead there, and their copy is to be made anew.
    pub anew: bool,
}

impl Tidings {
    /// `number` is what the event counts as for them: where it stands in the log is nobody's to know.
    pub(super) fn hear(&mut self, told: Told, recorded: &Recorded, number: u64) {
        self.number = number;
        match told {
            Told::Nothing => {}
            Told::Event => self.events.push(Recorded { seq: number, ..recorded.clone() }),
            Told::Anew => self.anew = true,
        }
    }

    pub fn news(self) -> News {
        News { seq: self.number, events: self.events }
    }
}

/// What happened while a member was away, by what they may see today.
pub(super) fn later<'a>(
    today: &Sight<'_>,
    number: u64,
    events: impl Iterator<Item = (&'a Recorded, u64)>,
) -> Tidings {
    let mut tidings = Tidings { number, ..Tidings::default() };
    for (it, number) in events {
        tidings.hear(told_later(today, &it.event), it, number);
    }
    tidings
}
