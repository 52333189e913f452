//! Commands that change something that stands there: begun at what it says now, or at something else.

use super::Dice;
use crate::dialogue::{Arranged, CheckIn, Command as Dialogue, Step, Useful};
use crate::dreams::{Command as Dreams, Picture};
use crate::given::{afternoon, in_days};
use crate::people::{Called, Command as People};
use crate::{DreamId, Family};
use chrono::TimeDelta;

pub(super) fn rename(family: &Family, dice: &mut Dice) -> People {
    let member = dice.person();
    let called = family.people.get(member).map(|it| (&it.name, &it.title)).unzip();
    let ((was, name), (before, title)) = (dice.edit(called.0), dice.edit(called.1));
    let from = (dice.below(3) > 0).then_some(Called { name: was, title: before });
    People::Rename { member, name, title, from }
}

pub(super) fn picture(dice: &mut Dice) -> Picture {
    let x = dice.below(u8::MAX);
    match dice.below(5) {
        0 => Picture::None,
        1 => Picture::Pictogram { name: "dog".to_owned() },
        2 => Picture::Pictogram { name: "../dog".to_owned() },
        3 => Picture::Drawing { strokes: vec![Vec::new(); usize::from(x)] },
        _ => Picture::Drawing { strokes: vec![vec![(x, 255), (0, x)], vec![(x, x)]] },
    }
}

/// Another picture, or some strokes more; begun at what stands there, or at something that is not there.
pub(super) fn repicture(id: DreamId, now: Option<&Picture>, dice: &mut Dice) -> Dreams {
    let mine = match (now, picture(dice)) {
        (Some(Picture::Drawing { strokes }), Picture::Drawing { strokes: mine })
            if mine.len() == 2 =>
        {
            Picture::Drawing { strokes: strokes.iter().chain(&mine).cloned().collect() }
        }
        (_, mine) => mine,
    };
    let from = match dice.below(4) {
        0 => None,
        1 => Some(0),
        _ => now.map(Picture::mark),
    };
    Dreams::Picture { id, picture: mine, from }
}

pub(super) fn a_dialogue(family: &Family, dice: &mut Dice) -> Dialogue {
    let (id, place) = (dice.dialogue(), dice.words('p'));
    let when = afternoon(in_days(i64::from(dice.below(8)) - 2))
        + TimeDelta::seconds(i64::from(dice.below(90)));
    match dice.below(10) {
        0 => Dialogue::Start { id },
        1 => Dialogue::End { id },
        2 | 3 => Dialogue::Go { id, step: dice.of(&Step::ALL) },
        4 => Dialogue::CheckIn { id, check_in: CheckIn::Face { face: dice.below(7) } },
        5 => Dialogue::CheckIn { id, check_in: CheckIn::Pass },
        6 => {
            let said = family.dialogue.all.get(&id).and_then(|it| it.useful.values().next());
            let (from, next_time) = dice.edit(said.map(|it| &it.next_time));
            let from = (dice.below(3) > 0).then_some(from);
            Dialogue::Useful { id, useful: Useful { score: dice.below(7), next_time }, from }
        }
        7 => {
            let now = family.dialogue.all.get(&id);
            let (from, place) = dice.edit(now.map(|it| &it.place));
            let begun = now.filter(|_| dice.below(3) > 0).map_or(when, |it| it.when);
            let from = (dice.below(3) > 0).then_some(Arranged { when: begun, place: from });
            let when = if dice.below(3) == 0 { begun } else { when };
            Dialogue::Move { id, when, place, from }
        }
        8 => Dialogue::Among { id, among: dice.among() },
        _ => {
            let (held, among) = (dice.below(2) == 0, dice.among());
            Dialogue::Plan { id, about: dice.child(), when, place, held, among }
        }
    }
}
