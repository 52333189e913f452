//! Consents, and facts that are kept from somebody.

use super::Dice;
use crate::Family;
use crate::consent::{Command as Consent, Heard, Section};
use crate::given::{TEACHER, fact, in_days};
use crate::shield::{Command as Shield, Fact, Kind, Noted};

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
pub(super) fn shield(family: &Family, dice: &mut Dice) -> Shield {
    let id = dice.id(fact);
    if dice.below(4) == 0 {
        return Shield::Remove { id };
    }
    let now = family.shield.facts().get(&id).filter(|_| dice.below(3) > 0);
    let (written, mark) = (dice.below(40), dice.of(&['t', 'b', 'p', 'n', 'h', 'e']));
    let word = format!("k{written}{mark}k");
    let kind = now.map_or_else(|| dice.of(&Kind::ALL), |it| it.kind);
    let text = match kind {
        _ if dice.below(3) == 0 => dice.words('f'),
        Kind::Address => format!("{word} 7"),
        Kind::Phone => format!("2030 40{}", u16::from(dice.below(90)) + 10),
        Kind::Email => format!("{word}@hus.dk"),
        Kind::School | Kind::Institution | Kind::MeetingPlace => word.clone(),
    };
    let meets = kind == Kind::MeetingPlace && dice.below(2) == 0;
    let from = now.filter(|_| dice.below(4) > 0).map(Fact::noted).map(|it| Noted {
        text: if dice.below(3) == 0 { dice.words('f') } else { it.text },
        known_to: if dice.below(3) == 0 { dice.some() } else { it.known_to },
        ..it
    });
    let text = from.as_ref().filter(|_| dice.below(3) == 0).map_or(text, |it| it.text.clone());
    Shield::Set {
        id,
        about: match now {
            Some(it) => it.about,
            None if dice.below(3) == 0 => dice.person(),
            None => dice.child(),
        },
        kind,
        text,
        words: if dice.below(2) == 0 { vec![word] } else { Vec::new() },
        known_to: dice.among().unwrap_or_default(),
        kept_from: (0..dice.below(3)).map(|_| dice.person()).collect(),
        dialogue: now.map_or_else(|| meets.then(|| dice.dialogue()), |it| it.dialogue),
        from: from.map(Box::new),
    }
}
