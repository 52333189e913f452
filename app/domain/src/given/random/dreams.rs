//! What is done on the dream map, by dice.

use super::Dice;
use super::changes::{picture, repicture};
use crate::Family;
use crate::dreams::{Command as Dreams, Place, Zone};
use crate::given::dream;

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
