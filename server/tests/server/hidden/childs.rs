//! A child's own room, against a parent: whatever Ali writes, draws and lays for himself, and shows to somebody else, changes not a byte
//! of what his mother is answered and told: pages, headers, the API, events, the words of a socket.

use super::{Dice, STORIES, World, of, tells_nothing};
use crate::given::{Person, noon, place};
use chrono::TimeDelta;
use domain::ruler::{Command as Ruler, Seen};
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command, DialogueId, MemberId, PlacementId};
use server::clock::new_id;
use std::collections::BTreeSet;

/// On a day: a line of a diary, or a card for a dialogue that he has not laid down yet.
fn card(w: &mut World, days: i64, dialogue: Option<DialogueId>) -> Command {
    let (id, on) = (CardId(new_id()), noon().date_naive() - TimeDelta::days(days));
    w.cards.push(id);
    let (about, column, notices) = (w.ali.me, Column::Worry, "om natten".to_owned());
    let text = format!("jeg er bange {days}");
    Command::Talk(Talk::Write { id, about, column, text, notices, dialogue, on, shared: false })
}

/// What is his alone, or his and Eva's, or his teacher's.
fn secret(w: &mut World, dice: &mut Dice) -> (Person, Command) {
    let to: BTreeSet<MemberId> = [[w.eva.me, w.tove.me][dice.below(2)]].into();
    let command = match dice.below(10) {
        0 => card(w, 0, None),
        1 | 2 => card(w, 1, None),
        3 => card(w, 3, Some(w.open)),
        4 => {
            let (id, from) = (of(&w.cards, dice, CardId), "jeg er bange 1".to_owned());
            Command::Talk(Talk::Reword { id, from, text: "jeg er bange for pausen".into() })
        }
        5 => Command::Talk(Talk::Remove { id: of(&w.cards, dice, CardId) }),
        6 => Command::Talk(Talk::Show { id: of(&w.cards, dice, CardId), to }),
        7 => {
            let lays = place(w.ali.me, "fordi far råber", Seen::Mine);
            if let Command::Ruler(Ruler::Place { id, .. }) = &lays {
                w.laid.push(*id);
            }
            lays
        }
        8 => Command::Ruler(Ruler::Withdraw { id: of(&w.laid, dice, PlacementId) }),
        _ => Command::Ruler(Ruler::Show { id: of(&w.laid, dice, PlacementId), to }),
    };
    (w.ali.clone(), command)
}

// [S32]
#[tokio::test]
async fn a_mother_cannot_tell_that_her_child_keeps_or_shows_anything() {
    let (mut written, mut refused) = (0, 0);
    for seed in 1..=STORIES / 2 {
        let (mut w, mut dice) = (World::begin().await, Dice(seed));
        let watchers = [w.amina.clone(), w.mette.clone()];
        let counts = tells_nothing(&mut w, &watchers, |w| secret(w, &mut dice), seed).await;
        (written, refused) = (written + counts.0, refused + counts.1);
    }
    assert!(written > 30 && refused > 0, "{written} written, {refused} refused");
}
