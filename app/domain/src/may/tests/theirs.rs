//! To see is not to change: what is somebody's, what is the family's, and what a guest may do beside it.

use crate::consent::Command as Consent;
use crate::dreams::{Command as Dreams, Picture, Place, Zone};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, TEACHER, circle, dream, founded, goal,
    invitation, now, person, today,
};
use crate::may::Sight;
use crate::people::{Command as People, Language, Role, Use};
use crate::plan::{Command as Plan, Item, Standing};
use crate::view::{Before, Told, told, told_later};
use crate::{Command, InvitationId, MemberId, Refusal};
use chrono::TimeDelta;

fn dreams(whose: MemberId) -> Dreams {
    let place = Place { zone: Zone::Now, x: 1, y: 1 };
    let (id, text, picture) = (dream(1), "en hund".to_owned(), Picture::None);
    Dreams::Add { id, whose, text, picture, place, dialogue: None }
}

fn reword(from: &str, text: &str) -> Dreams {
    Dreams::Reword { id: dream(1), from: from.to_owned(), text: text.to_owned() }
}

/// All that changes what a dream says, or takes it away.
fn changes() -> [Dreams; 3] {
    let picture = Picture::Pictogram { name: "dog".to_owned() };
    [
        reword("en hund", "en kat"),
        Dreams::Picture { id: dream(1), picture, from: None },
        Dreams::Remove { id: dream(1) },
    ]
}

fn may_change(given: &Given, who: MemberId) -> bool {
    let ways = changes().map(|it| {
        let command = Command::from(it);
        let ctx = crate::Ctx { actor: who, now: now() };
        crate::decide(&given.family, &ctx, &command).err()
    });
    assert!(ways.iter().all(|it| it.is_none() || *it == Some(Refusal::NotYours)));
    assert!(ways.iter().all(|it| *it == ways[0]), "all of it or nothing");
    ways[0].is_none()
}

#[test]
fn a_dream_is_changed_by_who_dreamt_it_and_by_the_guardians_and_no_guest() {
    let given = circle().and(MOTHER, dreams(ALI));
    for who in [ALI, MOTHER, FATHER] {
        assert!(may_change(&given, who));
    }
    for guest in [TEACHER, GRANDMOTHER] {
        assert!(given.seen_by(guest).dreams.dreams.contains_key(&dream(1)), "they see it");
        assert!(!may_change(&given, guest));
        given.clone().and(
            guest,
            Dreams::Move { id: dream(1), place: Place { zone: Zone::Soon, x: 2, y: 2 } },
        );
    }
}

#[test]
fn what_a_guest_put_on_the_map_is_theirs_to_put_right_until_another_has_worded_it() {
    let put = circle().and(TEACHER, dreams(ALI));
    assert!(may_change(&put, TEACHER) && !may_change(&put, GRANDMOTHER));
    let own = put
        .clone()
        .and(TEACHER, reword("en hund", "en kat"))
        .and(TEACHER, reword("en kat", "en hund"));
    assert!(may_change(&own, TEACHER));
    let worded = put.and(ALI, reword("en hund", "en kat")).and(ALI, reword("en kat", "en hund"));
    assert!(!may_change(&worded, TEACHER) && may_change(&worded, ALI));
}

fn draw() -> Dreams {
    let picture = Picture::Drawing { strokes: vec![vec![(1, 1), (9, 9)]] };
    Dreams::Picture { id: dream(1), picture, from: None }
}

#[test]
fn what_a_child_drew_on_the_card_that_a_guest_laid_is_the_childs() {
    let own = circle().and(TEACHER, dreams(ALI)).and(TEACHER, draw());
    assert!(may_change(&own, TEACHER), "their own drawing is theirs");
    let drawn = own.and(ALI, draw());
    for theirs in [ALI, MOTHER, FATHER] {
        assert!(may_change(&drawn, theirs));
    }
    for guest in [TEACHER, GRANDMOTHER] {
        assert!(drawn.seen_by(guest).dreams.dreams.contains_key(&dream(1)), "they see it");
        assert!(!may_change(&drawn, guest));
        drawn.clone().when(guest, Dreams::Remove { id: dream(1) }).refused(Refusal::NotYours);
    }
    let away = drawn.and(ALI, Dreams::Remove { id: dream(1) });
    away.when(TEACHER, Dreams::Restore { id: dream(1) }).refused(Refusal::NotYours);
}

/// Dreams are given to nobody: the teacher sees the card, for it is all theirs, until the child draws on it.
#[test]
fn what_a_child_drew_is_not_shown_to_a_guest_because_they_laid_the_card() {
    let back = Consent::Withdraw { to: TEACHER, of: None, section: None };
    let laid = circle().and(MOTHER, back).and(TEACHER, dreams(ALI)).and(TEACHER, draw());
    assert!(laid.seen_by(TEACHER).dreams.dreams.contains_key(&dream(1)));
    let drawn = laid.clone().and(ALI, draw());
    assert!(drawn.seen_by(TEACHER).dreams.dreams.is_empty());
    let ((_, event), today) = (&drawn.log[drawn.log.len() - 1], drawn.day());
    let after = Sight::new(&drawn.family, TEACHER, today);
    let before = Before::of(&Sight::new(&laid.family, TEACHER, today), event);
    assert_eq!(told(&before, &after, event), Told::Anew, "their copy loses it");
    assert_eq!(told_later(&after, event), Told::Anew);
}

/// Stored before a picture had an author: it is taken to be of whoever laid the card.
#[test]
fn a_picture_of_before_is_of_whoever_laid_the_card() {
    let mut given = circle().and(TEACHER, dreams(ALI));
    let picture = Picture::Pictogram { name: "dog".to_owned() };
    let drawn = crate::dreams::Event::Pictured { id: dream(1), picture, by: None };
    crate::apply(&mut given.family, &crate::Event::Dreams(drawn));
    assert!(may_change(&given, TEACHER) && !may_change(&given, GRANDMOTHER));
}

#[test]
fn one_parents_dream_is_not_the_others_and_a_guests_gives_way_to_the_family() {
    let hers = circle().and(MOTHER, dreams(MOTHER));
    assert!(may_change(&hers, MOTHER) && !may_change(&hers, FATHER) && !may_change(&hers, TEACHER));
    let guests = circle().and(GRANDMOTHER, dreams(GRANDMOTHER));
    assert!(may_change(&guests, GRANDMOTHER) && may_change(&guests, FATHER));
    assert!(!may_change(&guests, TEACHER));
}

#[test]
fn from_fifteen_a_dream_is_no_longer_the_guardians_to_change() {
    let mut given = circle().and(ALI, dreams(ALI));
    given.family.people.members.get_mut(&ALI).expect("Ali").born = Some(2010);
    assert!(may_change(&given, ALI) && !may_change(&given, MOTHER));
}

fn aims(given: Given, by: MemberId) -> Given {
    let (text, sign, on) = ("i vandet".to_owned(), String::new(), today());
    let (dream, dialogue) = (None, None);
    given.and(by, Plan::SetGoal { id: goal(1), about: ALI, text, sign, dream, dialogue, on })
}

fn turn() -> Plan {
    Plan::Turn { id: goal(1), to: Standing::Reached, because: String::new(), on: today() }
}

#[test]
fn where_a_goal_stands_is_said_by_the_family_and_by_the_child_it_is_about() {
    let given = aims(circle(), MOTHER);
    for who in [ALI, MOTHER, FATHER] {
        given.clone().when(who, turn()).done();
    }
    for guest in [TEACHER, GRANDMOTHER] {
        given.clone().when(guest, turn()).refused(Refusal::OnlyFamily);
    }
}

#[test]
fn a_guest_takes_their_own_proposal_back_until_the_family_has_said_yes() {
    let proposed = aims(circle(), TEACHER);
    proposed.clone().when(TEACHER, turn()).done();
    proposed.clone().when(GRANDMOTHER, turn()).refused(Refusal::OnlyFamily);
    let yes = Plan::Agree { item: Item::Goal(goal(1)), text: None, holder: None };
    proposed.and(MOTHER, yes).when(TEACHER, turn()).refused(Refusal::OnlyFamily);
}

fn rename(member: MemberId) -> People {
    People::Rename { member, name: "Kim".to_owned(), title: String::new(), from: None }
}

#[test]
fn a_name_is_changed_by_oneself_and_for_who_is_not_in_by_a_guardian() {
    let bo = person(NEWCOMER, "Bo", Role::Network);
    let given = circle().and(TEACHER, People::Name { member: bo });
    for who in [MOTHER, FATHER] {
        for member in [SARA, NEWCOMER, ALI] {
            given.clone().when(who, rename(member)).done();
        }
        for member in [TEACHER, GRANDMOTHER] {
            given.clone().when(who, rename(member)).refused(Refusal::NotYours);
        }
    }
    given.clone().when(MOTHER, rename(FATHER)).refused(Refusal::NotYours);
    for guest in [TEACHER, GRANDMOTHER] {
        given.clone().when(guest, rename(guest)).done();
        for member in [MOTHER, ALI, SARA, NEWCOMER] {
            given.clone().when(guest, rename(member)).refused(Refusal::NotYours);
        }
    }
}

#[test]
fn a_guardians_name_is_no_guests_to_change_not_even_before_she_is_in() {
    let named =
        founded().and(TEACHER, People::Name { member: person(MOTHER, "Amina", Role::Guardian) });
    named.clone().when(TEACHER, rename(MOTHER)).refused(Refusal::NotYours);
    named.when(TEACHER, rename(ALI)).done();
}

#[test]
fn from_fifteen_only_the_young_person_says_what_they_are_called() {
    let mut given = circle();
    given.family.people.members.get_mut(&ALI).expect("Ali").born = Some(2010);
    given.clone().when(MOTHER, rename(ALI)).refused(Refusal::NotYours);
    given.when(ALI, rename(ALI)).done();
}

fn opens(given: Given, by: MemberId, role: Role, number: u128) -> Given {
    let (until, usage) = (now() + TimeDelta::days(1), Use::Single);
    given.and(by, People::Invite { id: invitation(number), role, who: None, usage, until })
}

fn close(id: InvitationId) -> People {
    People::Revoke { id }
}

#[test]
fn a_guest_who_leads_closes_the_ways_they_made_and_no_guardians() {
    let given = opens(circle(), MOTHER, Role::Network, 1);
    let given = opens(given, TEACHER, Role::Professional, 2);
    given.clone().when(TEACHER, close(invitation(1))).refused(Refusal::NotYours);
    given.clone().when(TEACHER, close(invitation(2))).done();
    for who in [MOTHER, FATHER] {
        for number in [1, 2] {
            given.clone().when(who, close(invitation(number))).done();
        }
    }
}

#[test]
fn before_a_guardian_is_in_a_new_coordinator_closes_what_the_one_before_opened() {
    let (name, title, language) = ("Bo".to_owned(), String::new(), Language::Da);
    let join = People::Join { invitation: invitation(1), name, title, language };
    let given = opens(founded(), TEACHER, Role::Professional, 1).and(NEWCOMER, join);
    let given = opens(given, TEACHER, Role::Guardian, 2)
        .and(TEACHER, People::OfferBaton { to: Some(NEWCOMER) })
        .and(NEWCOMER, People::AnswerBaton { accept: true });
    given.when(NEWCOMER, close(invitation(2))).done();
}
