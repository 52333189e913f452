//! "Tell an adult" says what happens. Here each of its sentences is held to: the adult reads what was chosen and nothing else, nobody
//! else is told anything, and it is taken back as it was given.

use crate::given::{ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, card, circle, today};
use crate::may::Sight;
use crate::talk::{Column, Command as Talk};
use crate::view::{Before, Told, told};
use crate::{MemberId, apply, decide};
use std::collections::BTreeSet;

const ADULTS: [MemberId; 4] = [TEACHER, MOTHER, FATHER, GRANDMOTHER];

/// What Ali keeps for himself.
fn keeps(given: Given, number: u128, text: &str) -> Given {
    let write = Talk::Write {
        id: card(number),
        about: ALI,
        column: Column::Worry,
        text: text.to_owned(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared: false,
    };
    given.and(ALI, write)
}

fn show(to: &[MemberId]) -> Talk {
    Talk::Show { id: card(1), to: to.iter().copied().collect::<BTreeSet<_>>() }
}

#[test]
fn whoever_is_chosen_reads_what_was_chosen_and_nothing_else_and_nobody_else_is_told() {
    let kept = keeps(keeps(circle(), 1, "Jeg er bange."), 2, "Jeg skammer mig.");
    for adult in ADULTS {
        let ctx = crate::Ctx { actor: ALI, now: crate::given::now() };
        let events = decide(&kept.family, &ctx, &show(&[adult]).into()).expect("it is Ali's");
        let [event] = events.as_slice() else { panic!("one thing happens") };
        let mut after = kept.family.clone();
        apply(&mut after, event);
        for other in ADULTS {
            let sight = Sight::new(&kept.family, other, today());
            let telling =
                told(&Before::of(&sight, event), &Sight::new(&after, other, today()), event);
            let now = crate::view::view(&after, other, today()).expect("a seat");
            if other == adult {
                assert!(telling != Told::Nothing);
                let cards: Vec<_> = now.talk.cards.keys().collect();
                assert_eq!(cards, [&card(1)], "what was chosen, nothing else");
            } else {
                assert!(telling == Told::Nothing && now == kept.seen_by(other));
            }
        }
    }
}

#[test]
fn what_an_adult_was_told_is_taken_back_whole() {
    let kept = keeps(circle(), 1, "Jeg er bange.");
    let back = kept.clone().and(ALI, show(&[TEACHER])).and(ALI, show(&[]));
    assert!(back.seen_by(TEACHER) == kept.seen_by(TEACHER));
}
