mod minutes;

use super::{Command, Heard, LONGEST, Section};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, TEACHER, by, given, in_days, now,
};
use crate::may::{Ground, Sight};
use crate::people::{Command as People, Phase};
use crate::{MemberId, Refusal};
use chrono::TimeDelta;
use std::collections::BTreeSet;

fn give(to: MemberId, sections: &[Section]) -> Command {
    Command::Give {
        to,
        of: None,
        sections: sections.iter().copied().collect(),
        purpose: "at følge skridtene".to_owned(),
        until: in_days(30),
        heard: Heard::Fine,
    }
}

fn withdraw(to: MemberId, section: Option<Section>) -> Command {
    Command::Withdraw { to, of: None, section }
}

fn tells(text: &str, from: Option<&str>) -> Command {
    Command::Basis { text: text.to_owned(), from: from.map(str::to_owned) }
}

/// The circle, to which nothing was given yet.
fn nothing_given() -> Given {
    given([TEACHER, GRANDMOTHER, ALI].map(|to| by(MOTHER, withdraw(to, None))))
}

fn gives(given: &Given, to: MemberId) -> Vec<Section> {
    let sight = Sight::new(&given.family, to, given.day());
    Section::ALL.into_iter().filter(|section| sight.given(None, *section)).collect()
}

#[test]
fn nobody_is_let_see_anything_from_the_start() {
    assert!(gives(&nothing_given(), TEACHER).is_empty());
}

#[test]
fn a_guardian_gives_a_section_and_no_other() {
    let given = nothing_given().and(MOTHER, give(GRANDMOTHER, &[Section::Plan]));
    assert_eq!(gives(&given, GRANDMOTHER), [Section::Plan]);
    assert!(gives(&given, TEACHER).is_empty());
}

#[test]
fn only_a_guardian_gives_for_the_family() {
    for actor in [TEACHER, GRANDMOTHER, ALI] {
        nothing_given()
            .when(actor, give(GRANDMOTHER, &[Section::Plan]))
            .refused(Refusal::OnlyFamily);
    }
    nothing_given()
        .when(NEWCOMER, give(GRANDMOTHER, &[Section::Plan]))
        .refused(Refusal::NotAMember);
}

#[test]
fn it_ends_after_its_last_day_without_anybodys_doing() {
    let given = nothing_given().and(MOTHER, give(TEACHER, &[Section::Ruler]));
    let last = given.clone().later(TimeDelta::days(30));
    assert_eq!(gives(&last, TEACHER), [Section::Ruler]);
    assert!(gives(&given.later(TimeDelta::days(31)), TEACHER).is_empty());
}

#[test]
fn it_is_taken_back_by_either_guardian_in_part_or_whole() {
    let all = || nothing_given().and(MOTHER, give(TEACHER, &Section::ALL));
    let part = all().and(FATHER, withdraw(TEACHER, Some(Section::Talk)));
    assert!(!gives(&part, TEACHER).contains(&Section::Talk) && gives(&part, TEACHER).len() == 5);
    assert!(gives(&all().and(FATHER, withdraw(TEACHER, None)), TEACHER).is_empty());
    nothing_given().when(MOTHER, withdraw(TEACHER, None)).refused(Refusal::Already);
    all().when(TEACHER, withdraw(GRANDMOTHER, None)).refused(Refusal::OnlyFamily);
}

#[test]
fn what_is_given_again_takes_the_place_of_what_was_given() {
    let given = nothing_given().and(MOTHER, give(TEACHER, &[Section::Plan]));
    let short = Command::Give {
        to: TEACHER,
        of: None,
        sections: BTreeSet::from([Section::Plan]),
        purpose: "til mødet".to_owned(),
        until: in_days(1),
        heard: Heard::RatherNot,
    };
    let given = given.and(FATHER, short).then(|family| {
        let grants = &family.consent.grants;
        assert!(grants.len() == 1 && grants[0].by == FATHER && grants[0].heard == Heard::RatherNot);
    });
    assert!(gives(&given.later(TimeDelta::days(2)), TEACHER).is_empty());
}

#[test]
fn it_says_what_for_and_until_when() {
    let with = |change: &dyn Fn(&mut String, &mut chrono::NaiveDate, &mut BTreeSet<Section>)| {
        let mut command = give(TEACHER, &[Section::Plan]);
        if let Command::Give { purpose, until, sections, .. } = &mut command {
            change(purpose, until, sections);
        }
        nothing_given().when(MOTHER, command)
    };
    with(&|purpose, _, _| purpose.clear()).refused(Refusal::Empty);
    with(&|_, until, _| *until = in_days(-2)).refused(Refusal::InThePast);
    with(&|_, until, _| *until = in_days(LONGEST + 1)).refused(Refusal::OffScale);
    with(&|_, until, _| *until = in_days(LONGEST)).done();
    with(&|_, _, sections| sections.clear()).refused(Refusal::Empty);
}

#[test]
fn a_guardian_needs_no_consent_and_a_stranger_gets_none() {
    nothing_given().when(MOTHER, give(FATHER, &[Section::Plan])).refused(Refusal::Already);
    nothing_given().when(MOTHER, give(NEWCOMER, &[Section::Plan])).refused(Refusal::Unknown);
    // A child who is only named so far may be given something beforehand.
    nothing_given().when(MOTHER, give(SARA, &[Section::Dreams])).done();
}

#[test]
fn from_fifteen_a_young_person_gives_for_themselves_and_nobody_else_does() {
    let mut given = nothing_given();
    given.family.people.members.get_mut(&ALI).expect("Ali").born = Some(2010);
    let own = |of| Command::Give {
        to: TEACHER,
        of: Some(of),
        sections: BTreeSet::from([Section::Ruler]),
        purpose: "så hun ved det".to_owned(),
        until: in_days(30),
        heard: Heard::Own,
    };
    given.clone().when(MOTHER, own(ALI)).refused(Refusal::OnlyFamily);
    given.clone().when(ALI, own(SARA)).refused(Refusal::OnlyFamily);
    nothing_given().when(ALI, own(ALI)).refused(Refusal::OnlyFamily);
    // What a guardian gives does not reach what is about Ali any more.
    let given = given.and(MOTHER, give(TEACHER, &[Section::Ruler]));
    let given = given.and(ALI, own(ALI));
    let sight = Sight::new(&given.family, TEACHER, now().date_naive());
    assert!(sight.given(Some(ALI), Section::Ruler) && !sight.given(Some(ALI), Section::Plan));
    given
        .when(MOTHER, Command::Withdraw { to: TEACHER, of: Some(ALI), section: None })
        .refused(Refusal::OnlyFamily);
}

#[test]
fn a_child_is_always_asked() {
    let says = |of, heard| Command::Give {
        to: TEACHER,
        of,
        sections: BTreeSet::from([Section::Plan]),
        purpose: "til mødet".to_owned(),
        until: in_days(1),
        heard,
    };
    // There is no way of giving for the family that does not say what the children said.
    nothing_given().when(MOTHER, says(None, Heard::Own)).refused(Refusal::OffScale);
    for heard in [Heard::Fine, Heard::RatherNot, Heard::TooSmall] {
        nothing_given().when(MOTHER, says(None, heard)).then(|family| {
            assert!(
                family.consent.grants.iter().all(|it| it.heard == heard),
                "and it stands there"
            );
        });
    }
    let json = serde_json::to_value(says(None, Heard::Fine)).expect("plain data");
    let mut unasked = json.clone();
    unasked["give"].as_object_mut().expect("fields").remove("heard");
    assert!(serde_json::from_value::<Command>(json).is_ok());
    assert!(serde_json::from_value::<Command>(unasked).is_err(), "silence is no answer");
}

#[test]
fn the_law_a_professional_names_opens_nothing() {
    let told = nothing_given().and(TEACHER, tells("folkeskoleloven", None));
    assert!(gives(&told, TEACHER).is_empty());
    assert!(told.family.consent.basis.contains_key(&TEACHER));
    let empty = tells("", None);
    assert!(told.and(TEACHER, empty.clone()).family.consent.basis.is_empty());
    nothing_given().when(GRANDMOTHER, empty).refused(Refusal::NotYours);
}

#[test]
fn a_course_that_rests_does_not_keep_anybody_from_taking_back() {
    let given = nothing_given().and(MOTHER, give(TEACHER, &[Section::Plan]));
    let given = given.and(MOTHER, People::Pause {});
    assert!(given.family.people.phase == Phase::Paused);
    assert!(gives(&given.and(MOTHER, withdraw(TEACHER, None)), TEACHER).is_empty());
}

#[test]
fn whoever_goes_has_nothing_left_of_it_should_they_come_back() {
    let given = nothing_given().and(MOTHER, give(GRANDMOTHER, &[Section::Plan]));
    let given = given.and(GRANDMOTHER, People::Leave {});
    assert!(given.family.consent.grants.is_empty());
}

#[test]
fn the_ground_says_why() {
    use crate::things::ThingId;
    let told = crate::given::in_dialogue();
    let thing = ThingId::Dialogue(crate::given::dialogue(1));
    let ground = |viewer| Sight::new(&told.family, viewer, now().date_naive()).of(thing);
    assert_eq!(ground(MOTHER), Some(Ground::Custody));
    assert_eq!(ground(ALI), Some(Ground::OwnLife));
    assert_eq!(ground(TEACHER), Some(Ground::Consent));
    let only_leads = told.clone().and(MOTHER, withdraw(TEACHER, None)).family;
    let sight = Sight::new(&only_leads, TEACHER, now().date_naive());
    assert_eq!(sight.of(thing), Some(Ground::Leads));
    assert_eq!(ground(GRANDMOTHER), Some(Ground::Consent));
    assert_eq!(ground(SARA), None);
}

#[test]
fn a_law_told_on_two_devices_is_joined_or_left_to_the_writer() {
    let told = |text: &str, from: &str| tells(text, Some(from));
    let given = nothing_given().and(TEACHER, told("folkeskoleloven", ""));
    let joined = given
        .clone()
        .and(TEACHER, told("folkeskoleloven § 3", "folkeskoleloven"))
        .and(TEACHER, told("efter folkeskoleloven", "folkeskoleloven"));
    assert_eq!(joined.family.consent.basis[&TEACHER], "efter folkeskoleloven § 3");
    let moved = given.and(TEACHER, told("serviceloven", "folkeskoleloven"));
    let again: crate::Command = told("barnets lov", "folkeskoleloven").into();
    moved.clone().when(TEACHER, again.clone()).refused(Refusal::TextMoved);
    let left = again.choice(&moved.family, TEACHER).expect("there are two");
    assert!(left.now == crate::choice::Version::Words("serviceloven".to_owned()));
    assert_eq!(moved.and(TEACHER, left.again).family.consent.basis[&TEACHER], "barnets lov");
}
