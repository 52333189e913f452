//! Consents, and facts that are kept from somebody.

use super::Dice;
use crate::Family;
use crate::consent::{Command as Consent, Heard, Section};
use crate::given::{TEACHER, fact, in_days};
use crate::shield::{Command as Shield, Kind};

pub(super) fn consent(family: &Family, dice: &mut Dice) -> Consent {
    let of = (dice.below(5) == 0).then(|| dice.child());
    let to = dice.guest();
    let section = dice.of(&Section::ALL);
    match dice.below(7) {
        0 | 1 => Consent::Withdraw { to, of, section: (dice.below(2) == 0).then_some(section) },
        2 => {
            let (from, text) = dice.edit(family.consent.basis.get(&TEACHER));
            Consent::Basis { text, from: (dice.below(3) > 0).then_some(from) }
        }
        _ => Consent::Give {
            to,
            of,
            sections: (0..dice.below(4)).map(|_| dice.of(&Section::ALL)).collect(),
            purpose: dice.words('f'),
            until: in_days(i64::from(dice.below(20)) - 3),
            heard: if of.is_some() {
                Heard::Own
            } else {
                dice.of(&[Heard::Fine, Heard::RatherNot])
            },
        },
    }
}

/// The words that are kept from somebody are words that others wrote, so that there is something to keep.
pub(super) fn shield(dice: &mut Dice) -> Shield {
    let id = dice.id(fact);
    if dice.below(4) == 0 {
        return Shield::Remove { id };
    }
    let (written, mark) = (dice.below(40), dice.of(&['t', 'b', 'p', 'n', 'h', 'e']));
    Shield::Set {
        id,
        about: dice.child(),
        kind: dice.of(&Kind::ALL),
        text: dice.words('f'),
        words: vec![format!("k{written}{mark}k")],
        known_to: dice.among().unwrap_or_default(),
        kept_from: (0..dice.below(3)).map(|_| dice.person()).collect(),
    }
}
