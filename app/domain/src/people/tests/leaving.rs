use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, circle,
    in_dialogue, invitation, now, step, today,
};
use crate::people::{Command, Language, Lead, Phase, Role, Use};
use crate::plan::{self, Ball};
use crate::today::today as asked_of;
use crate::{MemberId, Refusal, StepId, view};
use chrono::TimeDelta;

fn remove(member: MemberId) -> Command {
    Command::Remove { member, lead: Lead::NotYet }
}

fn add(number: u128, holder: MemberId) -> plan::Command {
    plan::Command::AddStep {
        id: step(number),
        goal: None,
        what: "ringe til klubben".to_owned(),
        holder,
        due: None,
        help: String::new(),
        dialogue: None,
        on: today(),
    }
}

fn ball(given: &Given, id: StepId) -> &Ball {
    &given.family.plan.steps[&id].ball
}

#[test]
fn who_leaves_is_of_the_circle_no_more_and_what_they_said_stays() {
    let given = circle().and(GRANDMOTHER, Command::Leave {});
    assert!(
        view::view(&given.family, GRANDMOTHER, today()).is_none(),
        "nothing more is told to them"
    );
    assert!(given.family.people.get(GRANDMOTHER).is_some(), "their name stays under their words");
    assert!(given.family.people.here().all(|it| it.id != GRANDMOTHER));
    given.when(GRANDMOTHER, Command::Leave {}).refused(Refusal::NotAMember);
}

#[test]
fn nobody_who_has_gone_is_asked_for_anything() {
    let given = circle().and(MOTHER, add(1, FATHER)).and(GRANDMOTHER, Command::Leave {});
    given.clone().when(MOTHER, add(2, GRANDMOTHER)).refused(Refusal::Unknown);
    let given = given.and(FATHER, plan::Command::Decline { id: step(1), because: String::new() });
    let offer = plan::Command::Offer { id: step(1), to: GRANDMOTHER };
    given.when(MOTHER, offer).refused(Refusal::Unknown);
}

#[test]
fn a_guest_hands_back_the_balls_first_and_the_coordinator_the_baton() {
    let holds = circle().and(GRANDMOTHER, add(1, GRANDMOTHER));
    holds.clone().when(GRANDMOTHER, Command::Leave {}).refused(Refusal::HasBalls);
    let back = plan::Command::HandBack { id: step(1), because: "Jeg flytter.".to_owned() };
    holds.clone().and(GRANDMOTHER, back).when(GRANDMOTHER, Command::Leave {}).done();
    let done = plan::Command::Tick { id: step(1), on: today() };
    holds.and(GRANDMOTHER, done).when(GRANDMOTHER, Command::Leave {}).done();
}

#[test]
fn a_professional_hands_back_the_balls_first() {
    let (id, until, usage) = (invitation(1), now() + TimeDelta::days(1), Use::Single);
    let invite = Command::Invite { id, role: Role::Professional, who: None, usage, until };
    let (name, title, language) = ("Bo".to_owned(), "psykolog".to_owned(), Language::Da);
    let holds = circle()
        .and(MOTHER, invite)
        .and(NEWCOMER, Command::Join { invitation: id, name, title, language })
        .and(MOTHER, add(1, NEWCOMER))
        .and(NEWCOMER, plan::Command::Accept { id: step(1) });
    holds.clone().when(NEWCOMER, Command::Leave {}).refused(Refusal::HasBalls);
    let back = plan::Command::HandBack { id: step(1), because: "Jeg flytter.".to_owned() };
    holds.and(NEWCOMER, back).when(NEWCOMER, Command::Leave {}).done();
}

#[test]
fn the_last_guardian_stays() {
    let alone = circle().and(FATHER, Command::Leave {});
    alone.when(MOTHER, Command::Leave {}).refused(Refusal::LastGuardian);
}

#[test]
fn a_guardian_takes_a_guest_out_at_once_and_their_balls_lie_free() {
    let given = circle()
        .and(GRANDMOTHER, add(1, GRANDMOTHER))
        .and(MOTHER, add(2, GRANDMOTHER))
        .and(MOTHER, add(3, MOTHER))
        .and(MOTHER, remove(GRANDMOTHER));
    assert!(view::view(&given.family, GRANDMOTHER, today()).is_none());
    assert!(matches!(ball(&given, step(1)), Ball::HandedBack { .. }));
    assert!(matches!(ball(&given, step(2)), Ball::Declined { .. }));
    assert!(*ball(&given, step(3)) == Ball::Held);
    given.when(MOTHER, remove(GRANDMOTHER)).refused(Refusal::Unknown);
}

#[test]
fn only_guardians_take_out_and_neither_each_other_nor_the_child() {
    for actor in [TEACHER, GRANDMOTHER, ALI] {
        circle().when(actor, remove(GRANDMOTHER)).refused(Refusal::OnlyFamily);
    }
    circle().when(STRANGER, remove(GRANDMOTHER)).refused(Refusal::NotAMember);
    for kept in [FATHER, ALI, SARA, MOTHER] {
        circle().when(MOTHER, remove(kept)).refused(Refusal::NotYours);
    }
    circle().when(MOTHER, remove(STRANGER)).refused(Refusal::Unknown);
}

#[test]
fn when_the_coordinator_is_taken_out_nobody_leads_who_has_not_said_so() {
    let given = circle().and(FATHER, remove(TEACHER));
    assert_eq!(given.family.people.coordinator, None);
    let taken = Command::Remove { member: TEACHER, lead: Lead::Myself };
    let given = circle().and(FATHER, taken);
    assert!(given.family.people.is_coordinator(FATHER));
}

#[test]
fn who_takes_another_guest_out_takes_no_baton() {
    for lead in [Lead::NotYet, Lead::Myself] {
        let given = circle().and(FATHER, Command::Remove { member: GRANDMOTHER, lead });
        assert!(given.family.people.is_coordinator(TEACHER));
    }
}

#[test]
fn what_an_older_program_stored_of_it_is_read_as_it_was_meant() {
    let mut family = circle().family;
    let removed = crate::people::Event::Removed { member: TEACHER, by: FATHER, free: false };
    crate::apply(&mut family, &crate::Event::People(removed));
    assert!(family.people.is_coordinator(FATHER));
}

#[test]
fn ways_in_that_the_one_who_went_had_opened_are_closed() {
    let (role, usage, who) = (Role::Network, Use::Single, None);
    let until = now() + TimeDelta::days(7);
    let invite = Command::Invite { id: invitation(1), role, who, usage, until };
    let given = circle().and(TEACHER, invite).and(MOTHER, remove(TEACHER));
    let (name, title, language) = ("Bo".to_owned(), String::new(), Language::Da);
    let join = Command::Join { invitation: invitation(1), name, title, language };
    given.when(NEWCOMER, join).refused(Refusal::InvitationOver);
}

#[test]
fn while_the_course_rests_all_can_read_and_nothing_is_asked() {
    let rests = circle().and(MOTHER, Command::Pause {});
    assert!(view::view(&rests.family, TEACHER, today()).is_some());
    rests.clone().when(TEACHER, add(1, TEACHER)).refused(Refusal::Rests);
    let because = String::new();
    let another = Command::AskAnother { ask: true, because };
    rests.clone().when(MOTHER, another).refused(Refusal::Rests);
    rests.clone().when(STRANGER, add(1, TEACHER)).refused(Refusal::NotAMember);
    rests.clone().when(GRANDMOTHER, Command::Leave {}).done();
    rests.clone().when(TEACHER, Command::Resume {}).refused(Refusal::OnlyFamily);
    rests.clone().when(MOTHER, Command::Pause {}).refused(Refusal::Already);
    rests.and(FATHER, Command::Resume {}).when(TEACHER, add(1, TEACHER)).done();
}

#[test]
fn while_it_rests_a_guest_hands_back_and_goes_as_when_it_does_not() {
    for ends in [Command::Pause {}, Command::Close {}] {
        let rests = circle().and(GRANDMOTHER, add(1, GRANDMOTHER)).and(MOTHER, ends);
        rests.clone().when(GRANDMOTHER, Command::Leave {}).refused(Refusal::HasBalls);
        let because = "Jeg flytter.".to_owned();
        let back = rests.and(GRANDMOTHER, plan::Command::HandBack { id: step(1), because });
        let loose = |who| asked_of(&back.family, who).loose.len();
        assert_eq!((loose(TEACHER), loose(MOTHER)), (1, 0), "it lies with whoever leads");
        let tick = plan::Command::Tick { id: step(1), on: today() };
        back.clone().when(GRANDMOTHER, tick).refused(Refusal::Rests);
        back.when(GRANDMOTHER, Command::Leave {}).done();
    }
}

#[test]
fn while_it_rests_whoever_leads_hands_the_baton_on_and_goes() {
    for ends in [Command::Pause {}, Command::Close {}] {
        let rests = circle().and(MOTHER, ends);
        rests.clone().when(TEACHER, Command::Leave {}).refused(Refusal::HasBaton);
        let asked = rests.and(TEACHER, Command::OfferBaton { to: Some(FATHER) });
        asked.clone().when(TEACHER, Command::Leave {}).refused(Refusal::HasBaton);
        let passed = asked.and(FATHER, Command::AnswerBaton { accept: true });
        let gone = passed.and(TEACHER, Command::Leave {});
        assert!(gone.family.people.is_coordinator(FATHER));
    }
}

#[test]
fn a_course_that_has_ended_can_be_opened_again() {
    let ended = circle().and(MOTHER, Command::Close {});
    assert!(ended.family.people.phase == Phase::Closed);
    ended.clone().when(MOTHER, add(1, MOTHER)).refused(Refusal::Rests);
    ended.and(MOTHER, Command::Resume {}).when(MOTHER, add(1, MOTHER)).done();
}

#[test]
fn nothing_rests_in_the_middle_of_a_dialogue() {
    in_dialogue().when(MOTHER, Command::Pause {}).refused(Refusal::NotNow);
    in_dialogue().when(MOTHER, Command::Close {}).refused(Refusal::NotNow);
}

#[test]
fn what_a_coordinator_offered_ends_when_they_are_taken_out() {
    for lead in [Lead::NotYet, Lead::Myself] {
        let out = Command::Remove { member: TEACHER, lead };
        let offered = circle().and(TEACHER, Command::OfferBaton { to: Some(GRANDMOTHER) });
        let takes = Command::AnswerBaton { accept: true };
        offered.clone().when(GRANDMOTHER, takes.clone()).done();
        offered.and(MOTHER, out).when(GRANDMOTHER, takes).refused(Refusal::NotYours);
    }
}

#[test]
fn a_child_does_not_go_by_itself_and_a_young_person_does() {
    circle().when(ALI, Command::Leave {}).refused(Refusal::AskAParent);
    let young = circle().and(MOTHER, Command::Born { member: ALI, year: 2011 });
    young.when(ALI, Command::Leave {}).done();
}

#[test]
fn what_was_offered_to_whoever_leaves_lies_free_as_what_they_held() {
    let given = circle()
        .and(MOTHER, add(1, GRANDMOTHER))
        .and(GRANDMOTHER, Command::Leave {})
        .and(MOTHER, add(2, FATHER))
        .and(FATHER, add(3, FATHER))
        .and(FATHER, Command::Leave {});
    assert!(matches!(ball(&given, step(1)), Ball::Declined { .. }), "offered, and not answered");
    assert!(matches!(ball(&given, step(2)), Ball::Declined { .. }));
    assert!(matches!(ball(&given, step(3)), Ball::HandedBack { .. }), "a guardian goes at once");
    given.when(MOTHER, plan::Command::Offer { id: step(1), to: MOTHER }).done();
}

#[test]
fn to_leave_as_one_of_the_family_asks_for_a_proof() {
    let given = circle().and(MOTHER, Command::Born { member: ALI, year: 2011 });
    let weighs = |actor| {
        let ctx = crate::Ctx { actor, now: now() };
        crate::may::weighs(&given.family, &ctx, &Command::Leave {}.into())
    };
    assert!(weighs(FATHER) && weighs(ALI) && !weighs(GRANDMOTHER) && !weighs(TEACHER));
}
