//! What was said, seen and dreamt.

use super::Story;
use crate::clock;
use domain::dialogue::Step;
use domain::dreams::{self, Picture, Place, Zone};
use domain::ruler::{self, Level, Seen, Setting};
use domain::talk::{self, Column};
use domain::{CardId, Command, DreamId, MemberId, PlacementId, RoundId};

/// Where the cards of a zone lie: two beside each other, two below. A card is nearly half as wide as its zone on a phone.
const SPOTS: [(u16, u16); 4] = [(20, 0), (980, 0), (20, 1000), (980, 1000)];

/// One person's view of a child in one setting.
pub struct Saw {
    by: MemberId,
    level: Level,
    because: &'static str,
    works: &'static str,
    one_up: &'static str,
}

/// `by` sees the child at `level`, 1 to 5.
pub fn saw(by: MemberId, level: u8) -> Saw {
    let level = Level::try_from(level).expect("a story stays on the ruler");
    Saw { by, level, because: "", works: "", one_up: "" }
}

impl Saw {
    pub fn because(self, because: &'static str) -> Self {
        Self { because, ..self }
    }

    pub fn works(self, works: &'static str) -> Self {
        Self { works, ..self }
    }

    pub fn one_up(self, one_up: &'static str) -> Self {
        Self { one_up, ..self }
    }
}

impl Story {
    /// Says it to the circle.
    pub fn told(&mut self, by: MemberId, about: MemberId, column: Column, text: &str) {
        let step = if column == Column::OneUp { Step::OneUp } else { Step::Works };
        self.reaches(step);
        self.writes(by, about, column, (text, ""), true);
    }

    /// What would be seen one step up, and who would notice first.
    pub fn one_up(&mut self, by: MemberId, about: MemberId, text: &str, notices: &str) {
        self.reaches(Step::OneUp);
        self.writes(by, about, Column::OneUp, (text, notices), true);
    }

    /// Writes it for nobody else.
    pub fn kept(&mut self, by: MemberId, about: MemberId, column: Column, text: &str) {
        self.writes(by, about, column, (text, ""), false);
    }

    fn writes(
        &mut self,
        by: MemberId,
        about: MemberId,
        column: Column,
        (text, notices): (&str, &str),
        shared: bool,
    ) {
        let card = talk::Command::Write {
            id: CardId(clock::new_id()),
            about,
            column,
            text: text.to_owned(),
            notices: notices.to_owned(),
            dialogue: self.dialogue(),
            on: self.day,
            shared,
        };
        self.does(by, Command::Talk(card));
    }

    /// Between two dialogues: seen by the circle at once.
    pub fn placed(&mut self, child: MemberId, setting: Setting, saw: &Saw) {
        self.places(child, setting, saw, Seen::Circle);
    }

    /// For a dialogue to come: seen by nobody else yet.
    pub fn placed_for_oneself(&mut self, child: MemberId, setting: Setting, saw: &Saw) {
        self.places(child, setting, saw, Seen::Mine);
    }

    /// Everyone places unseen, then all are shown at once.
    pub fn round(&mut self, child: MemberId, setting: Setting, all: &[Saw]) {
        self.reaches(Step::Ruler);
        let round = RoundId(clock::new_id());
        let (dialogue, on) = (self.dialogue(), self.day);
        let open = ruler::Command::Open { round, child, setting, dialogue, on };
        self.does(self.lead, Command::Ruler(open));
        for saw in all {
            self.places(child, setting, saw, Seen::Round(round));
        }
        self.does(self.lead, Command::Ruler(ruler::Command::Reveal { round }));
    }

    fn places(&mut self, child: MemberId, setting: Setting, saw: &Saw, seen: Seen) {
        let place = ruler::Command::Place {
            id: PlacementId(clock::new_id()),
            child,
            setting,
            level: saw.level,
            on: self.day,
            because: saw.because.to_owned(),
            works: saw.works.to_owned(),
            one_up: saw.one_up.to_owned(),
            seen,
        };
        self.does(saw.by, Command::Ruler(place));
    }

    /// Puts one's own dream on the map, below the others of its zone.
    pub fn dreams(&mut self, whose: MemberId, zone: Zone, picture: &str, text: &str) -> DreamId {
        self.reaches(Step::Dream);
        let id = DreamId(clock::new_id());
        let lying = self.cards.entry(zone).or_default();
        let (x, y) = SPOTS[usize::from(*lying)];
        let place = Place { zone, x, y };
        *lying += 1;
        let add = dreams::Command::Add {
            id,
            whose,
            text: text.to_owned(),
            picture: Picture::Pictogram { name: picture.to_owned() },
            place,
            dialogue: self.dialogue(),
        };
        self.does(whose, Command::Dreams(add));
        id
    }
}
