use super::{
    Ask, Ball, accept, ask, decline, due, hand_back, held, offer, offered, tell, the_step, tick,
    untick,
};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, SARA, STRANGER, TEACHER, circle, in_days, step, today,
};
use crate::plan::Command;
use crate::{Refusal, StepId};

#[test]
fn a_step_for_another_is_offered_and_not_yet_theirs() {
    offered().then(|family| {
        let it = the_step(family);
        assert!(it.ball == Ball::Offered && it.holder == GRANDMOTHER && it.by == TEACHER);
    });
}

#[test]
fn a_step_for_oneself_is_held_at_once() {
    circle().when(MOTHER, ask(1, MOTHER)).then(|family| assert!(the_step(family).is_running()));
}

#[test]
fn the_holder_accepts_on_their_own_screen() {
    offered().when(GRANDMOTHER, accept()).then(|family| assert!(the_step(family).is_running()));
}

#[test]
fn nobody_accepts_for_another() {
    for actor in [TEACHER, MOTHER] {
        offered().when(actor, accept()).refused(Refusal::NotHolder);
    }
}

#[test]
fn accepting_twice_is_refused() {
    held().when(GRANDMOTHER, accept()).refused(Refusal::Already);
}

#[test]
fn declining_needs_no_reason() {
    offered().when(GRANDMOTHER, decline("")).then(|family| assert!(the_step(family).is_loose()));
}

#[test]
fn a_reason_for_declining_is_kept() {
    offered().when(GRANDMOTHER, decline("jeg er bortrejst")).then(|family| {
        let because = "jeg er bortrejst".to_owned();
        assert!(the_step(family).ball == Ball::Declined { because });
    });
}

#[test]
fn nobody_declines_for_another() {
    offered().when(TEACHER, decline("")).refused(Refusal::NotHolder);
}

#[test]
fn what_is_held_or_declined_is_not_declined() {
    held().when(GRANDMOTHER, decline("")).refused(Refusal::NotNow);
    offered().and(GRANDMOTHER, decline("")).when(GRANDMOTHER, decline("")).refused(Refusal::NotNow);
}

#[test]
fn who_declined_may_think_better_of_it() {
    offered()
        .and(GRANDMOTHER, decline(""))
        .when(GRANDMOTHER, accept())
        .then(|family| assert!(the_step(family).is_running()));
}

#[test]
fn a_ball_is_handed_back_with_a_reason() {
    held().when(GRANDMOTHER, hand_back(" ")).refused(Refusal::Empty);
    held().when(GRANDMOTHER, hand_back("hoften")).then(|family| {
        assert!(the_step(family).ball == Ball::HandedBack { because: "hoften".to_owned() });
    });
}

#[test]
fn only_a_running_ball_is_handed_back_and_by_its_holder() {
    held().when(TEACHER, hand_back("nej")).refused(Refusal::NotHolder);
    offered().when(GRANDMOTHER, hand_back("nej")).refused(Refusal::NotNow);
    held().and(GRANDMOTHER, tick()).when(GRANDMOTHER, hand_back("nej")).refused(Refusal::NotNow);
}

#[test]
fn a_loose_ball_is_offered_to_another() {
    for loose in
        [offered().and(GRANDMOTHER, decline("")), held().and(GRANDMOTHER, hand_back("syg"))]
    {
        loose.when(MOTHER, offer(FATHER)).then(|family| {
            let it = the_step(family);
            assert!(it.is_offered() && it.holder == FATHER);
        });
    }
}

#[test]
fn a_loose_ball_one_takes_oneself_is_held() {
    offered()
        .and(GRANDMOTHER, decline(""))
        .when(MOTHER, offer(MOTHER))
        .then(|family| assert!(the_step(family).is_running() && the_step(family).holder == MOTHER));
}

#[test]
fn an_unanswered_ball_may_be_offered_to_another() {
    offered().when(TEACHER, offer(MOTHER)).then(|family| {
        assert!(the_step(family).is_offered() && the_step(family).holder == MOTHER);
    });
}

#[test]
fn the_one_who_was_asked_first_no_longer_answers() {
    offered().and(TEACHER, offer(MOTHER)).when(GRANDMOTHER, accept()).refused(Refusal::NotHolder);
}

#[test]
fn nobody_takes_a_held_or_done_ball_from_its_holder() {
    held().when(TEACHER, offer(MOTHER)).refused(Refusal::NotNow);
    held().and(GRANDMOTHER, tick()).when(TEACHER, offer(MOTHER)).refused(Refusal::NotNow);
}

#[test]
fn a_ball_goes_to_somebody_in_the_circle() {
    offered().when(TEACHER, offer(STRANGER)).refused(Refusal::Unknown);
    circle().when(TEACHER, ask(1, STRANGER)).refused(Refusal::Unknown);
    circle().when(TEACHER, ask(1, SARA)).done();
}

#[test]
fn only_the_holder_ticks_and_only_what_they_accepted() {
    held().when(TEACHER, tick()).refused(Refusal::NotHolder);
    offered().when(GRANDMOTHER, tick()).refused(Refusal::NotNow);
    offered().and(GRANDMOTHER, decline("")).when(GRANDMOTHER, tick()).refused(Refusal::NotNow);
}

#[test]
fn a_tick_says_the_day() {
    held().when(GRANDMOTHER, tick()).then(|family| assert!(the_step(family).done == Some(today())));
    let early = Command::Tick { id: step(1), on: in_days(2) };
    held().when(GRANDMOTHER, early).refused(Refusal::InTheFuture);
}

#[test]
fn a_step_is_ticked_once() {
    held().and(GRANDMOTHER, tick()).when(GRANDMOTHER, tick()).refused(Refusal::Already);
}

#[test]
fn a_tick_is_taken_back_and_the_ball_is_still_held() {
    held()
        .and(GRANDMOTHER, tick())
        .when(GRANDMOTHER, untick())
        .then(|family| assert!(the_step(family).is_running()));
}

#[test]
fn only_a_tick_is_taken_back_and_by_the_holder() {
    held().when(GRANDMOTHER, untick()).refused(Refusal::Already);
    held().and(GRANDMOTHER, tick()).when(MOTHER, untick()).refused(Refusal::NotHolder);
}

#[test]
fn anyone_in_the_circle_tells_news_in_order() {
    held().and(ALI, tell("hun ringede")).and(MOTHER, tell("de har plads")).then(|family| {
        let news: Vec<_> = the_step(family).news.iter().map(|it| (it.by, &*it.text)).collect();
        assert!(news == [(ALI, "hun ringede"), (MOTHER, "de har plads")]);
    });
    held().when(ALI, tell("")).refused(Refusal::Empty);
}

#[test]
fn the_holder_and_the_coordinator_move_the_day() {
    for actor in [GRANDMOTHER, TEACHER] {
        held().when(actor, due(Some(in_days(7)))).then(|family| {
            assert!(the_step(family).due == Some(in_days(7)));
        });
    }
    held().when(MOTHER, due(None)).refused(Refusal::NotHolder);
}

#[test]
fn a_day_is_moved_forward_or_taken_away_never_into_the_past() {
    held().when(GRANDMOTHER, due(Some(in_days(-2)))).refused(Refusal::InThePast);
    held()
        .and(GRANDMOTHER, due(Some(in_days(1))))
        .when(GRANDMOTHER, due(None))
        .then(|family| assert!(the_step(family).due.is_none()));
}

#[test]
fn a_step_that_is_not_there_cannot_be_touched() {
    let commands =
        [offer(ALI), accept(), decline(""), hand_back("x"), tick(), untick(), tell("x"), due(None)];
    for command in commands {
        circle().when(MOTHER, command).refused(Refusal::Unknown);
    }
}

#[test]
fn only_who_has_joined_touches_a_step() {
    for actor in [STRANGER, SARA] {
        circle().when(actor, ask(1, MOTHER)).refused(Refusal::NotAMember);
        circle().and(TEACHER, ask(1, SARA)).when(actor, accept()).refused(Refusal::NotAMember);
    }
}

#[test]
fn a_step_has_its_own_id_its_goal_and_its_dialogue() {
    let id: StepId = step(1);
    offered().when(MOTHER, ask(1, MOTHER)).refused(Refusal::Already);
    let ask = || Ask { id, ..ask(1, MOTHER) };
    let goal = Some(crate::given::goal(9));
    circle().when(MOTHER, Ask { goal, ..ask() }).refused(Refusal::Unknown);
    let dialogue = Some(crate::given::dialogue(9));
    circle().when(MOTHER, Ask { dialogue, ..ask() }).refused(Refusal::Unknown);
    circle().when(MOTHER, Ask { on: in_days(2), ..ask() }).refused(Refusal::InTheFuture);
}
