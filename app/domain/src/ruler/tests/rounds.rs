use super::{Lay, holds, in_round, lay, open, opened, share, withdraw};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, TEACHER, circle, dialogue, in_days, in_dialogue,
    placement, round, today,
};
use crate::may::Sight;
use crate::ruler::{Command, Event, Seen, Setting};
use crate::{Event as Any, Family, Refusal, view};

fn reveal() -> Command {
    Command::Reveal { round: round(1) }
}

fn laid(family: &Family) -> Vec<crate::MemberId> {
    family.ruler.rounds[&round(1)].laid.iter().copied().collect()
}

fn two_laid() -> Given {
    opened().and(MOTHER, in_round(1, 2)).and(ALI, in_round(2, 4))
}

#[test]
fn only_the_coordinator_opens_and_reveals() {
    in_dialogue().when(MOTHER, open(round(1))).refused(Refusal::OnlyCoordinator);
    two_laid().when(MOTHER, reveal()).refused(Refusal::OnlyCoordinator);
}

#[test]
fn a_round_is_about_a_child_of_the_family() {
    let (setting, on) = (Setting::Home, today());
    let about = Command::Open { round: round(1), child: MOTHER, setting, dialogue: None, on };
    circle().when(TEACHER, about).refused(Refusal::Unknown);
}

#[test]
fn a_round_has_its_own_id() {
    opened().when(TEACHER, open(round(1))).refused(Refusal::Already);
}

#[test]
fn a_round_belongs_to_a_dialogue_that_is_there() {
    circle().when(TEACHER, open(round(1))).refused(Refusal::Unknown);
}

#[test]
fn a_round_is_not_opened_on_a_day_to_come() {
    let (child, setting, on) = (ALI, Setting::Home, in_days(2));
    let early = Command::Open { round: round(1), child, setting, dialogue: None, on };
    circle().when(TEACHER, early).refused(Refusal::InTheFuture);
}

#[test]
fn before_the_reveal_each_sees_only_their_own() {
    let given = two_laid();
    let mother = given.seen_by(MOTHER);
    assert!(holds(&mother, 1) && !holds(&mother, 2));
    let teacher = given.seen_by(TEACHER);
    assert!(!holds(&teacher, 1) && !holds(&teacher, 2));
}

#[test]
fn before_the_reveal_everyone_sees_who_has_placed() {
    let given = two_laid();
    for viewer in [TEACHER, FATHER, MOTHER] {
        assert!(laid(&given.seen_by(viewer)) == [MOTHER, ALI]);
    }
}

#[test]
fn placing_twice_replaces() {
    two_laid().when(MOTHER, in_round(3, 5)).then(|family| {
        assert!(!holds(family, 1) && holds(family, 3));
        assert!(laid(family) == [MOTHER, ALI]);
    });
}

#[test]
fn placing_in_a_round_leaves_the_draft_from_home_alone() {
    let draft = opened().and(MOTHER, lay(9, 3, Seen::Mine));
    draft.when(MOTHER, in_round(1, 2)).then(|family| assert!(holds(family, 9)));
}

#[test]
fn the_reveal_shows_all_at_once_with_their_words() {
    let given = two_laid().and(TEACHER, reveal());
    let seen = given.seen_by(GRANDMOTHER);
    let all = seen.ruler.in_round(round(1));
    assert!(all.len() == 2 && all.iter().all(|it| it.shared));
    assert!(all.iter().any(|it| it.because == "fordi 1"));
    assert!(all.iter().any(|it| it.because == "fordi 2"));
}

#[test]
fn the_reveal_closes_the_round() {
    let given = two_laid().and(TEACHER, reveal());
    given.clone().when(FATHER, in_round(3, 1)).refused(Refusal::NotNow);
    given.clone().when(MOTHER, in_round(3, 1)).refused(Refusal::NotNow);
    given.when(TEACHER, reveal()).refused(Refusal::Already);
}

#[test]
fn a_reveal_shows_nothing_of_other_rounds_and_no_drafts() {
    let given = two_laid()
        .and(TEACHER, open(round(2)))
        .and(FATHER, lay(3, 1, Seen::Round(round(2))))
        .and(FATHER, lay(4, 1, Seen::Mine))
        .and(TEACHER, reveal());
    let seen = given.seen_by(TEACHER);
    assert!(!holds(&seen, 3) && !holds(&seen, 4));
}

#[test]
fn an_empty_round_may_be_revealed() {
    opened()
        .when(TEACHER, reveal())
        .then(|family| assert!(family.ruler.rounds[&round(1)].revealed));
}

#[test]
fn a_round_that_is_not_there_is_neither_laid_in_nor_revealed() {
    circle().when(MOTHER, in_round(1, 2)).refused(Refusal::Unknown);
    circle().when(TEACHER, reveal()).refused(Refusal::Unknown);
}

#[test]
fn a_placement_in_a_round_is_of_its_child_and_setting() {
    opened().when(MOTHER, Lay { child: SARA, ..in_round(1, 2) }).refused(Refusal::Unknown);
    opened()
        .when(MOTHER, Lay { setting: Setting::School, ..in_round(1, 2) })
        .refused(Refusal::Unknown);
}

#[test]
fn who_takes_it_back_before_the_reveal_has_not_placed() {
    let given = two_laid().and(MOTHER, withdraw(1));
    for viewer in [MOTHER, TEACHER] {
        assert!(laid(&given.seen_by(viewer)) == [ALI]);
    }
    given.and(TEACHER, reveal()).then(|family| assert!(!holds(family, 1)));
}

#[test]
fn who_took_it_back_may_place_again() {
    two_laid()
        .and(MOTHER, withdraw(1))
        .when(MOTHER, in_round(3, 5))
        .then(|family| assert!(laid(family) == [MOTHER, ALI]));
}

#[test]
fn what_is_taken_back_after_the_reveal_disappears_for_all() {
    let given = two_laid().and(TEACHER, reveal()).and(ALI, withdraw(2));
    for viewer in [MOTHER, TEACHER, ALI] {
        assert!(!holds(&given.seen_by(viewer), 2));
        assert!(given.seen_by(viewer).ruler.in_round(round(1)).len() == 1);
    }
    // That Ali placed is known to all who sat there; it stays so.
    assert!(laid(&given.family) == [MOTHER, ALI]);
}

#[test]
fn a_revealed_placement_is_shared_already() {
    two_laid().and(TEACHER, reveal()).when(MOTHER, share(1)).refused(Refusal::Already);
}

#[test]
fn what_goes_to_the_others_while_a_round_is_open_says_not_where() {
    let given = opened().and(MOTHER, in_round(1, 2)).and(MOTHER, in_round(3, 5));
    let today = Sight::new(&given.family, TEACHER, today());
    let told = |it: &&Any| view::told_later(&today, it) == view::Told::Event;
    let news: Vec<&Any> = given.log.iter().map(|(_, it)| it).filter(told).collect();
    let placed = news.iter().filter(|it| matches!(it, Any::Ruler(Event::Placed { .. }))).count();
    let laid = news.iter().filter(|it| matches!(it, Any::Ruler(Event::Laid { .. }))).count();
    assert!(placed == 0 && laid == 2);
}

#[test]
fn the_current_round_of_a_dialogue_is_the_one_opened_last() {
    opened().and(TEACHER, open(round(2))).then(|family| {
        let current = family.ruler.current_round(dialogue(1)).expect("a round");
        assert!(current.id == round(2));
        assert!(family.ruler.current_round(dialogue(2)).is_none());
    });
}

#[test]
fn an_event_about_a_round_that_is_not_there_changes_nothing() {
    let before = circle().family;
    let mut after = before.clone();
    for event in [
        Event::Laid { round: round(1), by: MOTHER },
        Event::Revealed { round: round(1), placements: Vec::new() },
        Event::Withdrawn { id: placement(1), by: MOTHER, hidden: true, round: Some(round(1)) },
    ] {
        crate::ruler::apply(&mut after.ruler, &event);
    }
    assert!(before == after);
}
