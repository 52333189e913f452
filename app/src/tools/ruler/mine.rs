//! My own placement: what stands in the form to begin with, and what is sent.

use crate::device;
use crate::place::Place;
use domain::ruler::{Command, Level, Placement, Round, Seen, Setting};
use domain::{Family, MemberId, PlacementId, Refusal};
use leptos::prelude::WithUntracked;

/// One child in one setting, in my eyes.
#[derive(Clone, Copy)]
pub struct Mine {
    pub place: Place,
    pub child: MemberId,
    pub setting: Setting,
    /// How the form was asked for.
    pub seen: Seen,
}

/// What a form begins with.
#[derive(Clone, Default)]
pub struct Begin {
    pub placement: Option<Placement>,
    /// Whether it is laid already; else it only fills the form.
    pub laid: bool,
}

/// What stands in the form.
pub struct Typed {
    pub level: Level,
    pub because: String,
    pub works: String,
    pub one_up: String,
    /// Only me, or the circle; in a round there is no such choice.
    pub seen: Seen,
}

impl Mine {
    /// What the form begins with. In a round what I laid at home fills it, so that preparing was worth it.
    pub fn begin(self, family: &Family) -> Begin {
        let mine = |it: &Placement| {
            (it.by, it.child, it.setting) == (self.place.me, self.child, self.setting)
        };
        let draft = fresh_draft(family, self.place.me, self.child, self.setting);
        // What I showed today outside any round is still the same view; laying again changes it.
        let today = |it: &Placement| {
            mine(it) && it.shared && it.round.is_none() && it.on == self.place.today()
        };
        let alone = draft.or_else(|| family.ruler.placements.values().rfind(|it| today(it)));
        let in_round = self.round_id().and_then(|round| {
            family.ruler.in_round(round).into_iter().find(|it| it.by == self.place.me)
        });
        match self.seen {
            Seen::Round(_) => {
                Begin { placement: in_round.or(draft).cloned(), laid: in_round.is_some() }
            }
            Seen::Mine | Seen::Circle => Begin { placement: alone.cloned(), laid: alone.is_some() },
        }
    }

    /// The round, when it is for one.
    pub fn round(self, family: &Family) -> Option<&Round> {
        self.round_id().and_then(|id| family.ruler.rounds.get(&id))
    }

    /// The round's id, when it is for one.
    pub fn round_id(self) -> Option<domain::RoundId> {
        match self.seen {
            Seen::Round(id) => Some(id),
            Seen::Mine | Seen::Circle => None,
        }
    }

    /// The key under which a field of this form is kept in the browser.
    pub fn key(self, field: &str) -> String {
        format!("ruler/{}/{:?}/{field}", self.child, self.setting)
    }

    /// Lays it, in the place of `old`. Says under which id.
    pub fn lay(self, typed: Typed, old: Option<PlacementId>) -> Result<PlacementId, Refusal> {
        let (id, place) = (PlacementId(device::new_id()), self.place);
        let (draft, round_on, old_shown) = place.family.with_untracked(|family| {
            let draft = family.ruler.draft(place.me, self.child, self.setting).is_some();
            let shown =
                old.and_then(|id| family.ruler.placements.get(&id)).is_some_and(|it| it.shared);
            (draft, self.round(family).map(|round| round.on), shown)
        });
        // A draft is there to be shown: it becomes the shared one, so that none is left behind.
        let share = typed.seen == Seen::Circle && draft;
        let Typed { level, because, works, one_up, seen } = typed;
        self.send(Command::Place {
            id,
            child: self.child,
            setting: self.setting,
            level,
            on: round_on.unwrap_or_else(device::today),
            because,
            works,
            one_up,
            seen: if share { Seen::Mine } else { seen },
        })?;
        if share {
            self.send(Command::Share { id })?;
        }
        if let Some(old) = old.filter(|_| old_shown) {
            // What was just shown and is changed is one view, not two.
            self.send(Command::Withdraw { id: old })?;
        }
        Ok(id)
    }

    /// Shows a draft to the circle.
    pub fn share(self, id: PlacementId) -> Result<(), Refusal> {
        self.send(Command::Share { id })
    }

    /// Takes it back.
    pub fn withdraw(self, id: PlacementId) -> Result<(), Refusal> {
        self.send(Command::Withdraw { id })
    }

    fn send(self, command: Command) -> Result<(), Refusal> {
        self.place.send(domain::Command::Ruler(command))
    }
}

/// My draft, unless I have shown something later: then it speaks of a time that has passed. Ids grow with time.
fn fresh_draft(
    family: &Family,
    me: MemberId,
    child: MemberId,
    setting: Setting,
) -> Option<&Placement> {
    let draft = family.ruler.draft(me, child, setting)?;
    let later = |it: &Placement| {
        (it.by, it.child, it.setting) == (me, child, setting) && it.shared && it.id > draft.id
    };
    (!family.ruler.placements.values().any(later)).then_some(draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use uuid::Uuid;

    const ME: MemberId = MemberId(Uuid::from_u128(1));
    const ALI: MemberId = MemberId(Uuid::from_u128(2));

    fn laid(number: u128, shared: bool) -> Placement {
        Placement {
            id: PlacementId(Uuid::from_u128(number)),
            child: ALI,
            setting: Setting::School,
            level: Level::ALL[2],
            by: ME,
            on: NaiveDate::default(),
            because: String::new(),
            works: String::new(),
            one_up: String::new(),
            shared,
            round: None,
            shown_to: std::collections::BTreeSet::new(),
        }
    }

    fn family(placements: impl IntoIterator<Item = Placement>) -> Family {
        let mut family = Family::default();
        family.ruler.placements = placements.into_iter().map(|it| (it.id, it)).collect();
        family
    }

    #[test]
    fn a_draft_fills_the_form_until_something_later_is_shown() {
        let fresh = |family: &Family| fresh_draft(family, ME, ALI, Setting::School).map(|it| it.id);
        assert_eq!(fresh(&family([laid(1, true), laid(2, false)])), Some(laid(2, false).id));
        assert_eq!(fresh(&family([laid(2, false), laid(3, true)])), None);
        assert_eq!(fresh(&family([laid(3, true)])), None);
    }
}
