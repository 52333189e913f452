//! What only passes is heard by those who see what it is about, and by nobody else.

use super::apart::{closed, kept};
use crate::consent::{Command as Consent, Section};
use crate::dialogue::{Command as Dialogue, Step};
use crate::given::random::{config, rolls};
use crate::given::story::play;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, STRANGER, TEACHER, afternoon, card, circle, dialogue,
    goal, in_dialogue, today,
};
use crate::may::Sight;
use crate::people::Command as People;
use crate::plan::Command as Plan;
use crate::protocol::{Passing, Spot};
use crate::talk::{Column, Command as Talk};
use crate::{Ctx, DialogueId, GoalId, MemberId, apply, decide};
use proptest::prelude::{prop_assert, proptest};

fn hears(given: &Given, who: MemberId, by: MemberId, at: Spot) -> bool {
    let hears = |passing| Sight::new(&given.family, who, given.day()).hears(by, &passing);
    let (begins, ends) = (hears(Passing::Writes { at }), hears(Passing::Wrote { at }));
    assert_eq!(begins, ends, "whoever hears that it begins hears that it ends, and nobody else");
    begins
}

fn of_card(id: DialogueId) -> Spot {
    Spot::Card { dialogue: id, column: Column::Works }
}

const fn of_goal(id: GoalId) -> Spot {
    Spot::Goal { goal: id }
}

// [S31]
#[test]
fn the_circle_of_a_dialogue_hears_who_writes_in_it_and_nobody_else_does() {
    let (at, goal_in_it) = (of_card(dialogue(1)), of_goal(goal(1)));
    for spot in [at, goal_in_it] {
        assert!(hears(&closed(), TEACHER, MOTHER, spot) && hears(&closed(), MOTHER, TEACHER, spot));
        for out in [FATHER, ALI, GRANDMOTHER, STRANGER] {
            assert!(!hears(&closed(), out, MOTHER, spot), "told to somebody outside");
            assert!(!hears(&closed(), MOTHER, out, spot), "said by somebody outside");
        }
    }
}

// [S31]
#[test]
fn whoever_only_leads_sees_the_dialogue_and_not_who_writes_in_it() {
    let at = of_card(dialogue(1));
    assert!(hears(&in_dialogue(), TEACHER, MOTHER, at));
    let back = Consent::Withdraw { to: TEACHER, of: None, section: Some(Section::Talk) };
    let given = in_dialogue().and(MOTHER, back);
    assert!(!hears(&given, TEACHER, MOTHER, at));
    let looks = Passing::At { dialogue: dialogue(1), step: Step::Works };
    assert!(Sight::new(&given.family, TEACHER, today()).hears(MOTHER, &looks));
}

// [S31]
#[test]
fn what_holds_a_kept_word_hides_who_writes_in_it() {
    let set = |text: &str| Plan::SetGoal {
        id: goal(2),
        about: ALI,
        text: text.into(),
        sign: String::new(),
        dream: None,
        dialogue: None,
        on: today(),
    };
    let given = circle().and(MOTHER, kept("Skovskolen", &[]));
    assert!(hears(&given.clone().and(TEACHER, set("en ven")), FATHER, TEACHER, of_goal(goal(2))));
    assert!(!hears(
        &given.and(TEACHER, set("en ven på Skovskolen")),
        FATHER,
        TEACHER,
        of_goal(goal(2))
    ));
    let (id, about, when) = (dialogue(1), ALI, afternoon(today()));
    let meets = |place: &str| Dialogue::Plan {
        id,
        about,
        when,
        place: place.into(),
        held: false,
        among: None,
    };
    let given = circle().and(TEACHER, meets("på Skovskolen")).and(MOTHER, kept("Skovskolen", &[]));
    assert!(!hears(&given, FATHER, TEACHER, of_card(id)));
    assert!(hears(&given, MOTHER, TEACHER, of_card(id)));
}

// [S31]
#[test]
fn that_a_child_writes_is_heard_in_a_dialogue_that_goes_on_and_nowhere_else() {
    let (id, at) = (dialogue(1), of_card(dialogue(1)));
    assert!(hears(&in_dialogue(), MOTHER, ALI, at) && hears(&in_dialogue(), ALI, MOTHER, at));
    let over = in_dialogue().and(TEACHER, Dialogue::End { id });
    assert!(!hears(&over, MOTHER, ALI, at) && !hears(&over, TEACHER, ALI, at));
    assert!(hears(&over, ALI, MOTHER, at));
}

// [S31]
#[test]
fn whoever_has_gone_hears_nothing_and_of_what_is_not_there_nobody_does() {
    let given = in_dialogue().and(GRANDMOTHER, People::Leave {});
    assert!(!hears(&given, GRANDMOTHER, MOTHER, of_card(dialogue(1))));
    assert!(!hears(&given, MOTHER, GRANDMOTHER, of_card(dialogue(1))));
    assert!(!hears(&given, MOTHER, TEACHER, of_card(dialogue(7))));
    assert!(!hears(&given, MOTHER, TEACHER, of_goal(goal(7))));
}

/// What stands there once this member has laid a card in a dialogue. None where they may not.
fn laid(given: &Given, by: MemberId, id: DialogueId, about: MemberId) -> Option<Given> {
    let mut given = given.clone();
    let write = Talk::Write {
        id: card(9_999),
        about,
        column: Column::Works,
        text: "noget nyt".into(),
        notices: String::new(),
        dialogue: Some(id),
        on: given.day(),
        shared: true,
    };
    let ctx = Ctx { actor: by, now: given.day().and_time(chrono::NaiveTime::MIN).and_utc() };
    for event in decide(&given.family, &ctx, &write.into()).ok()? {
        apply(&mut given.family, &event);
    }
    Some(given)
}

proptest! {
    #![proptest_config(config())]

    // [S31]
    #[test]
    fn whoever_hears_that_a_card_is_written_reads_it_once_it_is_laid(rolls in rolls(60)) {
        let given = play(&rolls, |_| {});
        let all = given.family.people.here().map(|it| it.id);
        let members: Vec<_> = all.filter(|it| given.family.people.joined(*it).is_ok()).collect();
        let knows = |who, id| given.seen_by(who).dialogue.all.contains_key(&id);
        for meeting in given.family.dialogue.all.values() {
            for by in &members {
                let Some(after) = laid(&given, *by, meeting.id, meeting.about) else { continue };
                for who in &members {
                    let reads = after.seen_by(*who).talk.cards.contains_key(&card(9_999));
                    let both_know = knows(*who, meeting.id) && knows(*by, meeting.id);
                    let child = given.family.people.child(*by).is_ok();
                    let told = !child || Sight::new(&given.family, *who, given.day()).meets(*by);
                    prop_assert!(hears(&given, *who, *by, of_card(meeting.id)) == (reads && both_know && told));
                }
            }
        }
    }
}
