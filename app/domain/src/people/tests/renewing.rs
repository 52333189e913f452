//! A seat that is taken back.

use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, circle, invitation,
    now, step, today,
};
use crate::people::{Command, Language, Phase, Role, Use};
use crate::{Ctx, MemberId, Refusal, may, plan, view};
use chrono::TimeDelta;

fn renew(number: u128, member: MemberId) -> Command {
    Command::Renew { id: invitation(number), member, until: now() + TimeDelta::days(7) }
}

fn join(number: u128) -> Command {
    let (invitation, title, language) = (invitation(number), String::new(), Language::Da);
    Command::Join { invitation, name: "Farmor".into(), title, language }
}

fn invite(number: u128, role: Role, who: Option<MemberId>) -> Command {
    let until = now() + TimeDelta::days(7);
    Command::Invite { id: invitation(number), role, who, usage: Use::Single, until }
}

fn sits(given: &Given, who: MemberId) -> bool {
    view::view(&given.family, who, today()).is_some()
}

#[test]
fn whoever_sits_in_the_seat_is_in_no_more_and_the_one_new_way_leads_into_the_same() {
    let ball = plan::Command::AddStep {
        id: step(1),
        goal: None,
        what: "ringe til klubben".to_owned(),
        holder: GRANDMOTHER,
        due: None,
        help: String::new(),
        dialogue: None,
        on: today(),
    };
    let given = circle().and(MOTHER, ball).and(MOTHER, renew(1, GRANDMOTHER));
    assert!(!sits(&given, GRANDMOTHER));
    given.clone().when(GRANDMOTHER, Command::Leave {}).refused(Refusal::NotAMember);
    given.clone().when(STRANGER, join(1)).refused(Refusal::NotYours);
    let given = given.and(GRANDMOTHER, join(1));
    assert!(sits(&given, GRANDMOTHER));
    assert!(given.family.plan.steps[&step(1)].holder == GRANDMOTHER, "her ball is hers");
    let people = &given.family.people;
    assert!(people.renewed[&GRANDMOTHER].by == MOTHER, "and everybody knows by whom");
    assert!(people.sits_by(GRANDMOTHER, invitation(1)));
    assert!(!people.sits_by(GRANDMOTHER, invitation(91)), "what she came in by first is over");
    given.when(GRANDMOTHER, join(1)).refused(Refusal::InvitationUsed);
}

#[test]
fn every_other_way_into_the_seat_closes_and_those_that_were_opened_from_it() {
    let opened = circle()
        .and(TEACHER, Command::OfferBaton { to: Some(GRANDMOTHER) })
        .and(GRANDMOTHER, Command::AnswerBaton { accept: true })
        .and(GRANDMOTHER, invite(1, Role::Network, None))
        .and(GRANDMOTHER, Command::OfferBaton { to: Some(TEACHER) })
        .and(MOTHER, renew(2, GRANDMOTHER));
    opened.clone().when(NEWCOMER, join(1)).refused(Refusal::InvitationOver);
    let takes = Command::AnswerBaton { accept: true };
    opened.clone().when(TEACHER, takes).refused(Refusal::NotYours);
    assert!(opened.family.people.coordinator.is_none(), "nobody leads who has not said so");
    let again = opened.and(FATHER, renew(3, GRANDMOTHER));
    again.clone().when(GRANDMOTHER, join(2)).refused(Refusal::InvitationOver);
    again.when(GRANDMOTHER, join(3)).done();
}

#[test]
fn the_family_takes_a_seat_back_and_no_guest_does() {
    for (by, member) in [(MOTHER, GRANDMOTHER), (FATHER, ALI), (MOTHER, TEACHER)] {
        circle().when(by, renew(1, member)).done();
    }
    circle().when(TEACHER, renew(1, ALI)).refused(Refusal::OnlyFamily);
    circle().when(TEACHER, renew(1, GRANDMOTHER)).refused(Refusal::OnlyFamily);
    let over = circle().and(MOTHER, renew(1, GRANDMOTHER)).later(TimeDelta::days(8));
    let (id, until) = (invitation(2), now() + TimeDelta::days(9));
    let (role, who, usage) = (Role::Network, Some(GRANDMOTHER), Use::Single);
    let again = Command::Invite { id, role, who, usage, until };
    over.clone().when(TEACHER, again.clone()).refused(Refusal::OnlyFamily);
    over.when(MOTHER, again).done();
    circle().when(GRANDMOTHER, renew(1, ALI)).refused(Refusal::MayNotInvite);
    circle().when(STRANGER, renew(1, ALI)).refused(Refusal::NotAMember);
    circle().when(MOTHER, renew(1, SARA)).refused(Refusal::NotNow);
    circle().when(MOTHER, renew(1, STRANGER)).refused(Refusal::Unknown);
    let gone = circle().and(GRANDMOTHER, Command::Leave {});
    gone.when(MOTHER, renew(1, GRANDMOTHER)).refused(Refusal::Unknown);
}

#[test]
fn whoever_decides_over_what_is_theirs_keeps_their_seat() {
    circle().when(FATHER, renew(1, MOTHER)).refused(Refusal::OwnSeat);
    circle().when(MOTHER, renew(1, MOTHER)).refused(Refusal::OwnSeat);
    let mut grown = circle();
    grown.family.people.members.get_mut(&ALI).expect("there").born = Some(2011);
    grown.when(FATHER, renew(1, ALI)).refused(Refusal::OwnSeat);
}

#[test]
fn the_way_runs_out_and_another_is_opened_by_an_invitation() {
    let until = now() - TimeDelta::days(1);
    let over = Command::Renew { id: invitation(1), member: GRANDMOTHER, until };
    circle().when(MOTHER, over).refused(Refusal::InThePast);
    let late = circle().and(MOTHER, renew(1, GRANDMOTHER)).later(TimeDelta::days(8));
    late.clone().when(GRANDMOTHER, join(1)).refused(Refusal::InvitationOver);
    let until = now() + TimeDelta::days(10);
    let (role, usage) = (Role::Network, Use::Single);
    let again = Command::Invite { id: invitation(2), role, who: Some(GRANDMOTHER), usage, until };
    let given = late.and(FATHER, again);
    assert!(given.family.people.renewed[&GRANDMOTHER].by == FATHER);
    given.when(GRANDMOTHER, join(2)).done();
}

#[test]
fn it_weighs_and_it_can_be_done_however_the_course_stands() {
    let given = circle();
    let ctx = Ctx { actor: MOTHER, now: now() };
    assert!(may::weighs(&given.family, &ctx, &renew(1, GRANDMOTHER).into()));
    for ends in [Command::Pause {}, Command::Close {}] {
        let rests = given.clone().and(MOTHER, ends).and(MOTHER, renew(1, GRANDMOTHER));
        let back = rests.and(GRANDMOTHER, join(1));
        assert!(sits(&back, GRANDMOTHER) && back.family.people.phase != Phase::Open);
    }
}

/// Only who sat there before comes back: a new guest waits until it goes on, and so does whoever was only named.
#[test]
fn nobody_else_comes_in_while_it_rests() {
    let rests = circle()
        .and(MOTHER, invite(1, Role::Network, None))
        .and(MOTHER, invite(2, Role::Child, Some(SARA)))
        .and(MOTHER, Command::Pause {})
        .and(MOTHER, renew(3, GRANDMOTHER));
    rests.clone().when(NEWCOMER, join(1)).refused(Refusal::Rests);
    rests.clone().when(SARA, join(2)).refused(Refusal::Rests);
    for other in [NEWCOMER, STRANGER, ALI] {
        rests.clone().when(other, join(3)).refused(Refusal::Rests);
    }
    rests.clone().when(GRANDMOTHER, join(1)).refused(Refusal::Rests);
    rests.and(MOTHER, Command::Resume {}).when(NEWCOMER, join(1)).done();
}
