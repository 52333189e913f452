use crate::Refusal;
use crate::given::{ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, STRANGER, TEACHER, circle};
use crate::people::Command;
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
