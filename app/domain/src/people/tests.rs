use super::{AgeBand, Command, Language, Lead, MOST_MEMBERS, Member, Role, State};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, by, circle, family,
    given, now, person, too_long,
};
use crate::{Ctx, Family, Refusal, decide, input};
use uuid::Uuid;

mod baton;
mod born;
mod ending;
mod grown;
mod invitations;
mod leaving;
mod renewing;

fn found(founder: Member, children: Vec<Member>) -> Command {
    let (name, note) = ("Omkring Ali".to_owned(), String::new());
    Command::Found { family: family(1), name, note, founder, children }
}

fn founding(command: Command) -> Result<(), Refusal> {
    let ctx = Ctx { actor: TEACHER, now: now() };
    decide(&Family::default(), &ctx, &command.into()).map(|_| ())
}

fn teacher() -> Member {
    person(TEACHER, "Tove", Role::Professional)
}

fn name(id: crate::MemberId, called: &str, role: Role) -> Command {
    Command::Name { member: person(id, called, role) }
}

fn rename(member: crate::MemberId, called: &str) -> Command {
    Command::Rename { member, name: called.to_owned(), title: "mor".to_owned(), from: None }
}

fn full() -> Given {
    let mut all = circle();
    for number in 0..(MOST_MEMBERS - all.family.people.members.len()) as u128 {
        let id = crate::MemberId(Uuid::from_u128(0x500 + number));
        all = all.and(MOTHER, name(id, "nabo", Role::Network));
    }
    all
}

#[test]
fn who_founds_the_place_leads_it_and_has_joined() {
    circle().then(|family| {
        assert!(family.founded());
        assert!(family.name == "Omkring Ali");
        assert!(family.people.is_coordinator(TEACHER));
        assert!(family.people.joined(TEACHER).is_ok());
    });
}

#[test]
fn a_child_that_is_named_at_the_founding_has_not_joined() {
    assert_eq!(circle().family.people.joined(SARA).err(), Some(Refusal::NotAMember));
}

#[test]
fn a_place_is_founded_once() {
    circle().when(TEACHER, found(teacher(), Vec::new())).refused(Refusal::Already);
}

#[test]
fn nobody_founds_in_another_persons_name() {
    let other = person(MOTHER, "Amina", Role::Guardian);
    assert_eq!(founding(found(other, Vec::new())), Err(Refusal::NotYours));
}

#[test]
fn a_child_does_not_found() {
    assert_eq!(
        founding(found(person(TEACHER, "Ali", Role::Child), Vec::new())),
        Err(Refusal::NotYours)
    );
}

#[test]
fn a_child_cannot_take_the_founders_seat() {
    let child = person(TEACHER, "Ali", Role::Child);
    assert_eq!(founding(found(teacher(), vec![child])), Err(Refusal::Already));
}

#[test]
fn two_children_need_two_ids() {
    let twins = vec![person(ALI, "Ali", Role::Child), person(ALI, "Hassan", Role::Child)];
    assert_eq!(founding(found(teacher(), twins)), Err(Refusal::Already));
}

#[test]
fn whoever_is_listed_as_a_child_becomes_a_child_who_has_not_joined() {
    let sly = Member { joined: true, ..person(ALI, "Ali", Role::Guardian) };
    let ctx = Ctx { actor: TEACHER, now: now() };
    let events = decide(&Family::default(), &ctx, &found(teacher(), vec![sly]).into());
    let mut family = Family::default();
    events.expect("founded").iter().for_each(|event| crate::apply(&mut family, event));
    let child = family.people.child(ALI).expect("a child");
    assert!(!child.joined);
}

#[test]
fn a_founding_holds_no_more_children_than_half_the_circle() {
    let crowd = (0..=MOST_MEMBERS as u128 / 2)
        .map(|number| person(crate::MemberId(Uuid::from_u128(0x500 + number)), "x", Role::Child));
    let max = MOST_MEMBERS / 2;
    assert_eq!(founding(found(teacher(), crowd.collect())), Err(Refusal::TooMany { max }));
}

#[test]
fn a_place_needs_a_name_and_so_does_everybody_in_it() {
    let Command::Found { family, note, founder, children, .. } = found(teacher(), Vec::new())
    else {
        unreachable!("it is a founding")
    };
    let nameless = Command::Found { family, name: " ".to_owned(), note, founder, children };
    assert_eq!(founding(nameless), Err(Refusal::Empty));
    assert_eq!(founding(found(teacher(), vec![person(ALI, "", Role::Child)])), Err(Refusal::Empty));
}

#[test]
fn a_year_of_birth_is_one_a_living_person_can_have() {
    for born in [i32::MIN, 1905, 2027, i32::MAX] {
        let child = Member { born: Some(born), ..person(ALI, "Ali", Role::Child) };
        assert_eq!(founding(found(teacher(), vec![child])), Err(Refusal::OffScale), "{born}");
    }
}

#[test]
fn before_the_founding_nobody_is_a_member() {
    let ctx = Ctx { actor: TEACHER, now: now() };
    let command = name(NEWCOMER, "Bo", Role::Network).into();
    assert_eq!(decide(&Family::default(), &ctx, &command).err(), Some(Refusal::NotAMember));
}

#[test]
fn who_may_invite_names_a_person_who_then_has_not_joined() {
    let sly = Member { joined: true, ..person(NEWCOMER, "Bo 🧑‍🦽", Role::Network) };
    for actor in [ALI, GRANDMOTHER] {
        let sly = Command::Name { member: sly.clone() };
        circle().when(actor, sly).refused(Refusal::MayNotInvite);
    }
    circle().when(MOTHER, Command::Name { member: sly }).then(|family| {
        let named = family.people.get(NEWCOMER).expect("named");
        assert!(named.name == "Bo 🧑‍🦽");
        assert!(!named.joined);
    });
}

#[test]
fn naming_somebody_who_is_there_is_refused() {
    circle().when(MOTHER, name(FATHER, "Omar", Role::Guardian)).refused(Refusal::Already);
}

#[test]
fn a_stranger_and_one_who_is_only_named_cannot_name() {
    for actor in [STRANGER, SARA] {
        circle().when(actor, name(NEWCOMER, "Bo", Role::Network)).refused(Refusal::NotAMember);
    }
}

#[test]
fn the_circle_has_an_upper_size() {
    full()
        .when(MOTHER, name(NEWCOMER, "Bo", Role::Network))
        .refused(Refusal::TooMany { max: MOST_MEMBERS });
}

#[test]
fn who_has_gone_fills_the_circle_no_longer() {
    let gone = full().and(GRANDMOTHER, Command::Leave {});
    gone.clone().when(MOTHER, name(NEWCOMER, "Bo", Role::Network)).done();
    gone.and(MOTHER, name(NEWCOMER, "Bo", Role::Network))
        .when(MOTHER, name(STRANGER, "Per", Role::Network))
        .refused(Refusal::TooMany { max: MOST_MEMBERS });
}

/// Their names stay in the log, so there is an end to them too.
#[test]
fn nobody_fills_the_log_by_coming_and_going() {
    let mut all = circle();
    for number in 0..(MOST_MEMBERS * 10 - all.family.people.members.len()) as u128 {
        let id = crate::MemberId(Uuid::from_u128(0x500 + number));
        all = all.and(MOTHER, name(id, "nabo", Role::Network));
        let out = Command::Remove { member: id, lead: Lead::NotYet };
        all = all.and(MOTHER, out);
    }
    all.when(MOTHER, name(NEWCOMER, "Bo", Role::Network))
        .refused(Refusal::TooMany { max: MOST_MEMBERS });
}

#[test]
fn a_name_has_an_upper_length() {
    let long = too_long(input::NAME);
    circle()
        .when(MOTHER, name(NEWCOMER, &long, Role::Network))
        .refused(Refusal::TooLong { max: input::NAME });
    circle().when(MOTHER, rename(MOTHER, &long)).refused(Refusal::TooLong { max: input::NAME });
}

#[test]
fn everyone_corrects_their_own_name() {
    circle().when(GRANDMOTHER, rename(GRANDMOTHER, "أمينة")).then(|family| {
        assert!(family.people.get(GRANDMOTHER).is_some_and(|it| it.name == "أمينة"));
    });
}

#[test]
fn a_guardian_corrects_the_name_of_a_child_who_is_not_in() {
    for actor in [FATHER, MOTHER] {
        circle().when(actor, rename(SARA, "Sarah")).then(|family| {
            assert!(family.people.get(SARA).is_some_and(|it| it.name == "Sarah"));
        });
    }
}

#[test]
fn nobody_else_corrects_anothers_name() {
    for actor in [ALI, GRANDMOTHER] {
        circle().when(actor, rename(MOTHER, "Aminah")).refused(Refusal::NotYours);
    }
}

#[test]
fn a_name_cannot_be_taken_away() {
    for nothing in ["", " \n ", "\u{200b}\u{200f}"] {
        circle().when(MOTHER, rename(MOTHER, nothing)).refused(Refusal::Empty);
    }
}

#[test]
fn nobody_corrects_the_name_of_one_who_is_not_there() {
    circle().when(MOTHER, rename(STRANGER, "?")).refused(Refusal::Unknown);
}

#[test]
fn renaming_keeps_the_seat() {
    circle().when(MOTHER, rename(MOTHER, "Aminah")).then(|family| {
        let mother = family.people.joined(MOTHER).expect("still in");
        assert!(mother.role == Role::Guardian && mother.title == "mor");
    });
}

#[test]
fn each_chooses_the_language_of_their_own_screen() {
    circle().when(MOTHER, Command::Speak { language: Language::En }).then(|family| {
        assert!(family.people.get(MOTHER).is_some_and(|it| it.language == Language::En));
        assert!(family.people.get(FATHER).is_some_and(|it| it.language == Language::Da));
    });
}

#[test]
fn a_stranger_has_no_screen() {
    circle().when(STRANGER, Command::Speak { language: Language::En }).refused(Refusal::NotAMember);
}

#[test]
fn guardians_speak_for_the_family_and_a_child_for_itself_only() {
    let people = circle().family.people;
    assert!(people.speaks_for_family(MOTHER, ALI));
    assert!(people.speaks_for_family(FATHER, TEACHER));
    assert!(people.speaks_for_family(ALI, ALI));
    assert!(!people.speaks_for_family(ALI, SARA));
}

#[test]
fn a_guest_never_speaks_for_the_family_not_even_about_themselves() {
    let people = circle().family.people;
    for guest in [TEACHER, GRANDMOTHER, STRANGER] {
        assert!(!people.speaks_for_family(guest, ALI));
        assert!(!people.speaks_for_family(guest, guest));
    }
}

#[test]
fn only_a_child_of_the_family_is_its_child() {
    let people: State = circle().family.people;
    assert!(people.child(ALI).is_ok() && people.child(SARA).is_ok());
    assert_eq!(people.child(MOTHER).err(), Some(Refusal::Unknown));
    assert_eq!(people.child(STRANGER).err(), Some(Refusal::Unknown));
    assert!(people.children().count() == 2);
}

#[test]
fn the_bands_of_age_begin_and_end_where_the_signs_do() {
    let edges = [
        (AgeBand::Baby, -1, 2),
        (AgeBand::Small, 3, 5),
        (AgeBand::Young, 6, 9),
        (AgeBand::Middle, 10, 12),
        (AgeBand::Teen, 13, 17),
        (AgeBand::Adult, 18, 99),
    ];
    for (band, first, last) in edges {
        assert_eq!(AgeBand::of(2026 - first, 2026), band);
        assert_eq!(AgeBand::of(2026 - last, 2026), band);
    }
    assert_eq!(edges.map(|(band, ..)| band), AgeBand::ALL);
}

#[test]
fn no_year_is_too_strange_for_a_band() {
    assert_eq!(AgeBand::of(i32::MIN, 2026), AgeBand::Adult);
    assert_eq!(AgeBand::of(i32::MAX, i32::MIN), AgeBand::Baby);
}

#[test]
fn naming_one_person_leaves_the_others_alone() {
    let before = circle().family;
    let after = given([by(MOTHER, name(NEWCOMER, "Bo", Role::Network))]).family;
    assert!(before.people.members.iter().all(|(id, it)| after.people.get(*id) == Some(it)));
}
