//! Nothing in an answer hints that hidden things are there: two families that differ only in what somebody does not see answer them alike,
//! also where the hidden things are as many as can be.

use crate::dialogue::{Dialogue, MOST_DIALOGUES, Stage, Step as At};
use crate::dreams::{Dream, MOST_DREAMS, Picture, Place, Zone};
use crate::given::random::{Dice, EVERYONE, command, config, rolls};
use crate::given::story::play;
use crate::given::{ALI, FATHER, afternoon, now, today};
use crate::plan::{Ball, Goal, MOST_GOALS, MOST_STEPS, Standing, Step};
use crate::ruler::{MOST_PLACEMENTS, MOST_ROUNDS, Placement, Round, Setting};
use crate::talk::{Card, Column, MOST_CARDS};
use crate::view::view;
use crate::{
    CardId, Ctx, DialogueId, DreamId, Family, GoalId, MemberId, PlacementId, RoundId, StepId,
    decide,
};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Families, and how much is tried in each by everybody.
const STORIES: usize = 3;
const TRIES: usize = 40;

fn all<T>(most: usize, make: impl Fn(Uuid) -> T) -> Vec<T> {
    (0..most as u128).map(|number| make(Uuid::from_u128(0xF000_0000 + number))).collect()
}

/// The father has written as much for himself as there is room for.
fn with_drafts(family: &Family) -> Family {
    let mut family = family.clone();
    let text = || "hemmeligt".to_owned();
    let (by, on, dialogue, shown_to) = (FATHER, today(), None, BTreeSet::new());
    let card = |id| Card {
        id: CardId(id),
        by,
        about: ALI,
        column: Column::Worry,
        text: text(),
        notices: String::new(),
        dialogue,
        on,
        shared: false,
        shown_to: shown_to.clone(),
    };
    family.talk.cards.extend(all(MOST_CARDS, card).into_iter().map(|it| (it.id, it)));
    let laid = |id| Placement {
        id: PlacementId(id),
        child: ALI,
        setting: Setting::Home,
        level: crate::given::level(2),
        by,
        on,
        because: text(),
        works: String::new(),
        one_up: String::new(),
        shared: false,
        round: None,
        shown_to: shown_to.clone(),
    };
    let laid = all(MOST_PLACEMENTS, laid).into_iter().map(|it| (it.id, it));
    family.ruler.placements.extend(laid);
    family
}

/// He holds as many dialogues with himself alone as there is room for, one of them just now, and in it all else that there is room for.
fn with_closed_dialogues(family: &Family) -> Family {
    let mut family = family.clone();
    let text = || "hemmeligt".to_owned();
    let (by, on) = (FATHER, today());
    let meeting = |id| Dialogue {
        id: DialogueId(id),
        about: ALI,
        when: afternoon(on),
        place: text(),
        placed_by: Some(by),
        stage: Stage::Running,
        step: At::ALL[0],
        check_ins: BTreeMap::new(),
        useful: BTreeMap::new(),
        among: Some([by].into()),
    };
    let meetings = all(MOST_DIALOGUES, meeting);
    let dialogue = meetings.first().map(|it| it.id);
    family.dialogue.all.extend(meetings.into_iter().map(|it| (it.id, it)));
    let dream = |id| Dream {
        id: DreamId(id),
        whose: ALI,
        by,
        text: text(),
        picture: Picture::None,
        place: Place { zone: Zone::Now, x: 1, y: 1 },
        dialogue,
        removed: false,
        worded_by: None,
        pictured_by: None,
    };
    family.dreams.dreams.extend(all(MOST_DREAMS, dream).into_iter().map(|it| (it.id, it)));
    let goals = all(MOST_GOALS, |id| a_goal(GoalId(id), dialogue));
    family.plan.goals.extend(goals.into_iter().map(|it| (it.id, it)));
    let steps = all(MOST_STEPS, |id| a_step(StepId(id), dialogue));
    family.plan.steps.extend(steps.into_iter().map(|it| (it.id, it)));
    let round = |id| Round {
        id: RoundId(id),
        child: ALI,
        setting: Setting::Home,
        dialogue,
        on,
        laid: BTreeSet::new(),
        revealed: false,
    };
    family.ruler.rounds.extend(all(MOST_ROUNDS, round).into_iter().map(|it| (it.id, it)));
    family
}

fn a_goal(id: GoalId, dialogue: Option<DialogueId>) -> Goal {
    Goal {
        id,
        about: ALI,
        by: FATHER,
        text: "hemmeligt".to_owned(),
        sign: String::new(),
        dream: None,
        dialogue,
        on: today(),
        standing: Standing::Open,
        turns: Vec::new(),
        how_far: Vec::new(),
        notes: Vec::new(),
        earlier: Vec::new(),
        earlier_by: Vec::new(),
        agreed: BTreeSet::new(),
        worded_by: None,
    }
}

fn a_step(id: StepId, dialogue: Option<DialogueId>) -> Step {
    Step {
        id,
        goal: None,
        by: FATHER,
        what: "hemmeligt".to_owned(),
        holder: FATHER,
        ball: Ball::Held,
        due: None,
        help: String::new(),
        dialogue,
        on: today(),
        done: None,
        news: Vec::new(),
        agreed: BTreeSet::new(),
    }
}

/// Tries much as `actor`, in both families. Whether the two are one to them.
fn answers_alike(one: &Family, other: &Family, actor: MemberId, dice: &[[u8; 12]]) -> bool {
    if view(one, actor, today()) != view(other, actor, today()) {
        return false;
    }
    let ctx = Ctx { actor, now: now() };
    for (number, roll) in dice.iter().enumerate() {
        let command = command(one, &mut Dice::new(roll, number));
        let same = decide(one, &ctx, &command) == decide(other, &ctx, &command);
        assert!(same, "told by the answer to {}", super::matrix::kind(&command));
    }
    true
}

#[test]
fn families_that_differ_only_in_what_is_hidden_answer_alike() {
    let mut runner = TestRunner::new(config());
    let mut compared = [0; 2];
    for _ in 0..STORIES {
        let story = rolls(60).new_tree(&mut runner).expect("dice").current();
        let family = play(&story, |_| ()).family;
        let more = [with_drafts(&family), with_closed_dialogues(&family)];
        for actor in EVERYONE {
            let tries = proptest::collection::vec(proptest::prelude::any::<[u8; 12]>(), TRIES);
            let tries = tries.new_tree(&mut runner).expect("dice").current();
            for (more, compared) in more.iter().zip(&mut compared) {
                *compared += usize::from(answers_alike(&family, more, actor, &tries));
            }
        }
    }
    // The father sees what is his, and whoever leads the frame of all dialogues.
    assert!(compared.iter().all(|it| *it > STORIES * 4), "{compared:?} compared");
}
