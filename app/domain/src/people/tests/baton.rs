use crate::Refusal;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, STRANGER, TEACHER, afternoon, circle, dialogue,
    in_days,
};
use crate::people::{Command, Lead};
use crate::{MemberId, input};

fn offer(to: impl Into<Option<MemberId>>) -> Command {
    Command::OfferBaton { to: to.into() }
}

fn answer(accept: bool) -> Command {
    Command::AnswerBaton { accept }
}

fn ask(ask: bool) -> Command {
    Command::AskAnother { ask, because: "Hun kender os ikke endnu.".to_owned() }
}

fn offered() -> Given {
    circle().and(TEACHER, offer(GRANDMOTHER))
}

#[test]
fn the_baton_goes_over_only_with_a_yes() {
    let asked = offered();
    assert!(asked.family.people.is_coordinator(TEACHER), "keeps it until then");
    asked.clone().when(FATHER, answer(true)).refused(Refusal::NotYours);
    asked.clone().when(TEACHER, answer(true)).refused(Refusal::NotYours);
    let passed = asked.and(GRANDMOTHER, answer(true));
    assert!(passed.family.people.is_coordinator(GRANDMOTHER));
    assert_eq!(passed.family.people.baton_offered, None);
    passed.when(GRANDMOTHER, answer(true)).refused(Refusal::NotYours);
}

#[test]
fn a_no_and_a_second_thought_leave_it_where_it_lies() {
    for given in [offered().and(GRANDMOTHER, answer(false)), offered().and(TEACHER, offer(None))] {
        assert!(given.family.people.is_coordinator(TEACHER));
        given.when(GRANDMOTHER, answer(true)).refused(Refusal::NotYours);
    }
}

#[test]
fn only_the_coordinator_offers_it_and_only_to_grown_ups_who_are_in() {
    circle().when(MOTHER, offer(FATHER)).refused(Refusal::OnlyCoordinator);
    circle().when(STRANGER, offer(FATHER)).refused(Refusal::NotAMember);
    circle().when(TEACHER, offer(SARA)).refused(Refusal::NotAMember);
    circle().when(TEACHER, offer(ALI)).refused(Refusal::OffScale);
    circle().when(TEACHER, offer(TEACHER)).refused(Refusal::Already);
    circle().when(TEACHER, offer(None)).refused(Refusal::Already);
    offered().when(TEACHER, offer(GRANDMOTHER)).refused(Refusal::Already);
    let other = offered().and(TEACHER, offer(FATHER));
    other.when(GRANDMOTHER, answer(true)).refused(Refusal::NotYours);
}

#[test]
fn the_family_asks_for_another_until_another_leads_or_they_no_longer_ask() {
    circle().when(GRANDMOTHER, ask(true)).refused(Refusal::OnlyFamily);
    circle().when(MOTHER, ask(false)).refused(Refusal::Already);
    let asked = circle().and(MOTHER, ask(true));
    asked.clone().when(FATHER, ask(true)).refused(Refusal::Already);
    assert!(asked.family.people.another_asked.as_ref().is_some_and(|it| it.by == MOTHER));
    assert!(asked.family.people.is_coordinator(TEACHER), "a wish takes nothing away");
    let no_longer = asked.clone().and(FATHER, ask(false));
    assert!(no_longer.family.people.another_asked.is_none());
    let passed = asked.and(TEACHER, offer(FATHER)).and(FATHER, answer(true));
    assert!(passed.family.people.another_asked.is_none());
    let because = "x".repeat(input::LINE + 1);
    circle()
        .when(MOTHER, Command::AskAnother { ask: true, because })
        .refused(Refusal::TooLong { max: input::LINE });
}

/// The coordinator was taken out, and nobody has taken the baton.
fn nobody_leads() -> Given {
    circle().and(MOTHER, Command::Remove { member: TEACHER, lead: Lead::NotYet })
}

#[test]
fn where_nobody_leads_a_guardian_asks_and_the_one_who_is_asked_says_yes() {
    nobody_leads().when(GRANDMOTHER, offer(GRANDMOTHER)).refused(Refusal::OnlyCoordinator);
    nobody_leads().when(MOTHER, offer(ALI)).refused(Refusal::OffScale);
    let asked = nobody_leads().and(MOTHER, offer(GRANDMOTHER));
    assert_eq!(asked.family.people.coordinator, None, "nobody leads until the yes");
    asked.clone().when(FATHER, answer(true)).refused(Refusal::NotYours);
    let no = asked.clone().and(GRANDMOTHER, answer(false));
    assert_eq!((no.family.people.coordinator, no.family.people.baton_offered), (None, None));
    let led = asked.and(GRANDMOTHER, answer(true));
    assert!(led.family.people.is_coordinator(GRANDMOTHER));
    led.when(MOTHER, offer(MOTHER)).refused(Refusal::OnlyCoordinator);
}

#[test]
fn where_nobody_leads_a_guardian_may_take_it_also_when_another_was_asked() {
    for given in [nobody_leads(), nobody_leads().and(FATHER, offer(GRANDMOTHER))] {
        let led = given.and(MOTHER, offer(MOTHER));
        assert!(led.family.people.is_coordinator(MOTHER));
        led.when(GRANDMOTHER, answer(true)).refused(Refusal::NotYours);
    }
}

#[test]
fn where_nobody_leads_nobody_opens_a_dialogue_and_there_is_no_other_to_ask_for() {
    let (id, when, place) = (dialogue(1), afternoon(in_days(1)), String::new());
    let plan = || crate::dialogue::Command::Plan {
        id,
        about: ALI,
        when,
        place: place.clone(),
        held: false,
        among: None,
    };
    for who in [MOTHER, FATHER, GRANDMOTHER] {
        nobody_leads().when(who, plan()).refused(Refusal::OnlyCoordinator);
    }
    nobody_leads().and(MOTHER, offer(MOTHER)).when(MOTHER, plan()).done();
    nobody_leads().when(MOTHER, ask(true)).refused(Refusal::NotNow);
}
