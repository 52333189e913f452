//! A family as it was before an event of the circle. Only what such an event changes is kept: drawings and years of cards stay
//! where they are.

use crate::away::Away;
use crate::family::{Event, Family};
use crate::view::{may_tell_nothing, view};
use crate::{MemberId, consent, dialogue, people, plan, ruler, shield, talk};
use chrono::NaiveDate;
use std::mem::swap;

/// See the module.
pub(super) struct Was {
    people: people::State,
    consent: consent::State,
    shield: shield::State,
    /// Of whoever goes: with them goes what they hold.
    plan: Option<plan::State>,
    /// Of another circle, and of a seat that is opened anew.
    dialogue: Option<dialogue::State>,
    /// Of a seat that is opened anew: what was shown to it, and what is nobody's there from then on.
    had: Option<(talk::State, ruler::State, Away)>,
}

impl Was {
    /// None for an event after which nobody is asked. Nobody is in before the place is founded.
    pub fn of(family: &Family, event: &Event) -> Option<Self> {
        use people::Event as E;
        if !may_tell_nothing(event) || matches!(event, Event::People(E::Founded { .. })) {
            return None;
        }
        let goes = matches!(event, Event::People(E::Removed { .. } | E::Left { .. }));
        let renews = matches!(event, Event::People(E::Renewed { .. }));
        let regroups = renews || matches!(event, Event::Dialogue(_));
        Some(Self {
            people: family.people.clone(),
            consent: family.consent.clone(),
            shield: family.shield.clone(),
            plan: goes.then(|| family.plan.clone()),
            dialogue: regroups.then(|| family.dialogue.clone()),
            had: renews.then(|| (family.talk.clone(), family.ruler.clone(), family.away.clone())),
        })
    }

    /// Whether somebody's copy is what it was.
    pub fn shows_the_same(&mut self, family: &mut Family, to: MemberId, on: NaiveDate) -> bool {
        let now = view(family, to, on);
        self.swap(family);
        let before = view(family, to, on);
        self.swap(family);
        before == now
    }

    /// Makes the family what it was, and a second time what it is.
    pub(super) fn swap(&mut self, family: &mut Family) {
        swap(&mut self.people, &mut family.people);
        swap(&mut self.consent, &mut family.consent);
        swap(&mut self.shield, &mut family.shield);
        if let Some(plan) = &mut self.plan {
            swap(plan, &mut family.plan);
        }
        if let Some(dialogue) = &mut self.dialogue {
            swap(dialogue, &mut family.dialogue);
        }
        if let Some((talk, ruler, away)) = &mut self.had {
            swap(talk, &mut family.talk);
            swap(ruler, &mut family.ruler);
            swap(away, &mut family.away);
        }
    }
}
