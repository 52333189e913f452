//! What is done on the dream map, by dice.

use super::Dice;
use crate::dreams::{Command as Dreams, Picture, Place, Zone};
use crate::given::dream;
use crate::{DreamId, Family};

fn picture(dice: &mut Dice) -> Picture {
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
fn repicture(id: DreamId, now: Option<&Picture>, dice: &mut Dice) -> Dreams {
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

pub(super) fn dreams(family: &Family, dice: &mut Dice) -> Dreams {
    let id = dice.id(dream);
    let x = 5 * u16::from(dice.below(u8::MAX));
    let place = Place { zone: dice.of(&Zone::ALL), x, y: u16::from(dice.below(u8::MAX)) };
    match dice.below(7) {
        0 => Dreams::Remove { id },
        1 => Dreams::Restore { id },
        2 => {
            let now = family.dreams.dreams.get(&id).map(|it| &it.picture);
            repicture(id, now, dice)
        }
        3 => Dreams::Move { id, place },
        4 => {
            let (from, text) = dice.edit(family.dreams.dreams.get(&id).map(|it| &it.text));
            Dreams::Reword { id, from, text }
        }
        _ => Dreams::Add {
            id,
            whose: dice.person(),
            text: dice.words('t'),
            picture: picture(dice),
            place,
            dialogue: (dice.below(2) == 0).then(|| dice.dialogue()),
        },
    }
}
