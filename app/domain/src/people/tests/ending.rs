use crate::given::{FATHER, GRANDMOTHER, MOTHER, SARA, TEACHER, circle, now};
use crate::people::{Command, Ends, Event, REGRET, Role, STILL_COUNTED};
use crate::{Refusal, view};
use chrono::TimeDelta;

fn erase() -> Command {
    Command::Erase { name: " omkring  ALI ".to_owned() }
}

const YEAR: TimeDelta = TimeDelta::days(365);

#[test]
fn a_course_that_has_ended_counts_down_and_starts_again_without() {
    circle().then(|family| assert_eq!(family.people.ends(), Ends::default()));
    let closed = circle().and(MOTHER, Command::Close {});
    closed.family.people.ends().due(YEAR).map(|due| assert_eq!(due, now() + YEAR)).unwrap();
    let open = closed.later(TimeDelta::days(1)).and(FATHER, Command::Resume {});
    assert_eq!(open.family.people.ends().due(YEAR), None);
    let again = open.and(MOTHER, Command::Pause {});
    assert_eq!(again.family.people.ends().due(YEAR), None, "a pause has no end date");
}

#[test]
fn everything_is_erased_a_week_after_the_last_guardian_has_said_yes() {
    let asked = circle().and(MOTHER, erase());
    assert_eq!(asked.family.people.ends().due(YEAR), None);
    assert!(asked.family.people.not_yet().eq([FATHER]));
    asked.clone().when(MOTHER, erase()).refused(Refusal::Already);
    let both = asked.later(TimeDelta::days(3)).and(FATHER, erase());
    let due = Some(now() + TimeDelta::days(3) + REGRET);
    assert_eq!(both.family.people.ends().due(YEAR), due);
    // Everybody can see it.
    assert_eq!(both.seen_by(GRANDMOTHER).people.ends().due(YEAR), due);
    let stopped = both.and(MOTHER, Command::Keep {});
    assert_eq!(stopped.family.people.ends(), Ends::default());
    stopped.when(FATHER, Command::Keep {}).refused(Refusal::Already);
}

#[test]
fn only_guardians_end_it_and_only_with_the_familys_name() {
    for guest in [TEACHER, GRANDMOTHER, SARA] {
        if view::view(&circle().family, guest, crate::given::today()).is_some() {
            circle().when(guest, erase()).refused(Refusal::OnlyFamily);
        }
    }
    circle().and(MOTHER, erase()).when(TEACHER, Command::Keep {}).refused(Refusal::OnlyFamily);
    let other = Command::Erase { name: "Omkring Bo".to_owned() };
    circle().when(MOTHER, other).refused(Refusal::OtherName);
}

#[test]
fn a_guardian_who_leaves_is_not_taken_for_a_yes() {
    let left = circle().and(MOTHER, erase()).later(REGRET * 2).and(FATHER, Command::Leave {});
    assert!(left.family.people.here().filter(|it| it.role == Role::Guardian).count() == 1);
    assert_eq!(left.family.people.ends().due(YEAR), None);
}

#[test]
fn it_can_be_asked_for_and_stopped_while_the_course_rests() {
    let paused = circle().and(MOTHER, Command::Pause {}).and(MOTHER, erase());
    paused.when(FATHER, Command::Keep {}).done();
}

#[test]
fn a_guardian_who_left_is_still_counted_for_a_while() {
    let left = now() + TimeDelta::days(2);
    let alone = circle().later(TimeDelta::days(2)).and(FATHER, Command::Leave {});
    let asked = alone.clone().and(MOTHER, erase());
    assert_eq!(asked.family.people.ends().due(YEAR), Some(left + STILL_COUNTED));
    let later = alone.later(STILL_COUNTED).and(MOTHER, erase());
    assert_eq!(later.family.people.ends().due(YEAR), Some(left + STILL_COUNTED + REGRET));
    let guest = circle().and(GRANDMOTHER, Command::Leave {});
    let both = guest.and(MOTHER, erase()).and(FATHER, erase());
    assert_eq!(
        both.family.people.ends().due(YEAR),
        Some(now() + REGRET),
        "a guest who left is not"
    );
}

#[test]
fn of_whom_an_older_program_told_that_they_left_it_is_not_known_when() {
    let mut given = circle();
    crate::apply(
        &mut given.family,
        &crate::Event::People(Event::Left { member: FATHER, at: None }),
    );
    let given = given.and(MOTHER, erase());
    assert_eq!(given.family.people.ends().due(YEAR), Some(now() + REGRET));
}
