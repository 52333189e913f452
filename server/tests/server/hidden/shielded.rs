//! The other guardian, from whom a school is kept, cannot tell that anything with its name was written, nor that anything is kept.

use super::{Dice, SECRETS, STORIES, World, tells_nothing};
use crate::given::{Person, entered, joining, noon, place};
use domain::dialogue::{CheckIn, Command as Dialogue, Useful};
use domain::dreams::{Command as Dreams, Picture, Place, Zone};
use domain::people::{Role, Use};
use domain::plan::{Command as Plan, Way};
use domain::ruler::Seen;
use domain::shield::{Command as Shield, Kind};
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command, DialogueId, DreamId, FactId, GoalId, MemberId, StepId};
use server::clock::new_id;
use std::collections::BTreeSet;

const SCHOOL: &str = "Birkelundskolen";

/// Omar comes in, and the school is kept from him.
async fn with_omar(w: &World) -> Person {
    let (_, link, _) = w.amina.invites(Role::Guardian, Use::Single, None).await;
    let stranger = w.server.stranger();
    let answer = stranger.post("/api/v1/join", &joining(&link, "Omar")).await;
    let omar = entered(&stranger, answer).await;
    let kept = kept(w, &omar, FactId(new_id()), SCHOOL, [].into());
    w.amina.does(kept).await;
    omar
}

fn kept(w: &World, omar: &Person, id: FactId, text: &str, known_to: BTreeSet<MemberId>) -> Command {
    Command::Shield(Shield::Set {
        id,
        about: w.ali.me,
        kind: Kind::School,
        text: text.to_owned(),
        words: Vec::new(),
        known_to,
        kept_from: [omar.me].into(),
        dialogue: None,
        from: None,
    })
}

/// What he may not see, because of the school's name or because it was never for him.
fn secret(w: &mut World, omar: &Person, dice: &mut Dice) -> (Person, Command) {
    let words = format!("hemmeligt {} på {SCHOOL}", dice.below(9));
    let (mother, child) = (w.amina.clone(), w.ali.clone());
    match dice.below(12) {
        0 => (mother, card(w.ali.me, words, Some(w.open), true)),
        1 => (w.mette.clone(), card(w.ali.me, words, None, true)),
        2 => (child, card(w.ali.me, "kun mit".into(), Some(w.open), false)),
        3 => (mother, card(w.ali.me, "mellem os".into(), Some(w.dialogue), true)),
        4 => (mother, place(w.ali.me, &words, Seen::Circle)),
        5 => (child, place(w.ali.me, "kun mit", Seen::Mine)),
        6 => {
            let (id, whose, picture) = (DreamId(new_id()), w.ali.me, Picture::None);
            let place = Place { zone: Zone::ALL[0], x: 1, y: 1 };
            let dialogue = Some(w.open);
            (
                child,
                Command::Dreams(Dreams::Add { id, whose, text: words, picture, place, dialogue }),
            )
        }
        7 | 8 => (mother, plans(w, words, dice)),
        9 => {
            let text = format!("Skovskolen {}", new_id());
            (mother, kept(w, omar, FactId(new_id()), &text, [w.eva.me].into()))
        }
        10 => {
            let useful = Useful { score: 3, next_time: words };
            let id = w.dialogue;
            (mother, Command::Dialogue(Dialogue::Useful { id, useful, from: None }))
        }
        _ => {
            let check_in = CheckIn::Face { face: 1 };
            (mother, Command::Dialogue(Dialogue::CheckIn { id: w.dialogue, check_in }))
        }
    }
}

/// A goal in which the name stands, what is said of it afterwards, and a step on the way to it.
fn plans(w: &mut World, words: String, dice: &mut Dice) -> Command {
    let on = noon().date_naive();
    match (w.goals.last().copied(), dice.below(3)) {
        (Some(id), 0) => {
            let text = "og det gik godt".to_owned();
            Command::Plan(Plan::Note { id, way: Way::Forward, text, on })
        }
        (Some(goal), 1) => Command::Plan(Plan::AddStep {
            id: StepId(new_id()),
            goal: Some(goal),
            what: format!("ringe: {words}"),
            holder: w.mette.me,
            due: None,
            help: String::new(),
            dialogue: None,
            on,
        }),
        _ => {
            let id = GoalId(new_id());
            w.goals.push(id);
            let (about, dialogue, sign) = (w.ali.me, Some(w.open), String::new());
            Command::Plan(Plan::SetGoal { id, about, text: words, sign, dream: None, dialogue, on })
        }
    }
}

fn card(about: MemberId, text: String, dialogue: Option<DialogueId>, shared: bool) -> Command {
    let (id, on) = (CardId(new_id()), noon().date_naive());
    let (column, notices) = (Column::Wish, String::new());
    Command::Talk(Talk::Write { id, about, column, text, notices, dialogue, on, shared })
}

// [S32]
#[tokio::test]
async fn a_guardian_cannot_tell_that_something_is_kept_from_them() {
    let (mut written, mut refused) = (0, 0);
    for seed in 1..=STORIES / 2 {
        let (mut w, mut dice) = (World::begin().await, Dice(seed));
        let omar = with_omar(&w).await;
        let watchers = [omar.clone()];
        let counts = tells_nothing(&mut w, &watchers, |w| secret(w, &omar, &mut dice), seed).await;
        (written, refused) = (written + counts.0, refused + counts.1);
    }
    let all = usize::try_from(STORIES / 2).unwrap() * SECRETS;
    assert!(written * 2 > all, "{written} of {all} written, {refused} refused");
}
