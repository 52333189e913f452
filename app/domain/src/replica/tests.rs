use super::Replica;
use crate::given::{ALI, FATHER, Given, MOTHER, TEACHER, card, circle, command, now, step, today};
use crate::protocol::{Answer, News, Outcome, Sent, Snapshot};
use crate::{Command, Recorded, Refusal, plan, talk};

mod found;
mod peers;

fn copy(given: &Given, me: crate::MemberId) -> Snapshot {
    Snapshot { seq: given.log.len() as u64, me, family: given.seen_by(me) }
}

fn write(id: u128, shared: bool) -> Command {
    talk::Command::Write {
        id: card(id),
        about: ALI,
        column: talk::Column::Works,
        text: "sang".to_owned(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared,
    }
    .into()
}

fn sent(id: u128, what: Command) -> Sent {
    Sent { id: command(id), command: what }
}

fn done(id: u128, seq: u64) -> Answer {
    Answer { id: command(id), outcome: Outcome::Done { seq } }
}

fn refused(id: u128) -> Answer {
    Answer { id: command(id), outcome: Outcome::Refused { refusal: Refusal::Already } }
}

/// What happened in `after` and not yet in `before`.
fn news(before: &Given, after: &Given) -> News {
    let mut events = Vec::new();
    for (index, (by, event)) in after.log.iter().enumerate().skip(before.log.len()) {
        let seq = index as u64 + 1;
        events.push(Recorded { seq, at: now(), by: *by, event: event.clone(), on_screen_of: None });
    }
    News { seq: after.log.len() as u64, events }
}

fn shows(replica: &Replica, id: u128) -> bool {
    replica.shown().talk.cards.contains_key(&card(id))
}

fn mothers(given: &Given) -> Replica {
    Replica::new(copy(given, MOTHER))
}

#[test]
fn a_copy_shows_what_the_snapshot_holds() {
    let given = circle();
    let replica = mothers(&given);
    assert!(*replica.shown() == given.family && replica.me() == MOTHER);
    assert!(replica.seq() == given.log.len() as u64 && replica.waiting().next().is_none());
}

#[test]
fn what_one_sends_is_shown_at_once_and_waits() {
    let mut replica = mothers(&circle());
    assert!(replica.send(sent(1, write(1, true)), now()).is_ok());
    assert!(shows(&replica, 1) && replica.waiting().count() == 1);
}

#[test]
fn what_would_be_refused_is_not_sent() {
    let mut replica = mothers(&circle());
    let accept = plan::Command::Accept { id: step(1) };
    assert_eq!(replica.send(sent(1, accept.into()), now()), Err(Refusal::Unknown));
    assert!(replica.waiting().next().is_none());
}

#[test]
fn the_same_command_is_taken_in_once() {
    let mut replica = mothers(&circle());
    assert!(replica.send(sent(1, write(1, true)), now()).is_ok());
    assert_eq!(replica.send(sent(1, write(2, true)), now()), Err(Refusal::Already));
    assert!(replica.waiting().count() == 1);
}

#[test]
fn a_command_may_build_on_one_that_waits() {
    let mut replica = mothers(&circle());
    assert!(replica.send(sent(1, write(1, false)), now()).is_ok());
    let share = talk::Command::Share { id: card(1) }.into();
    assert!(replica.send(sent(2, share), now()).is_ok());
    let order: Vec<_> = replica.waiting().map(|it| it.id).collect();
    assert!(order == [command(1), command(2)]);
}

// [S10]
#[test]
fn a_yes_before_the_news_does_not_let_it_flicker() {
    let before = circle();
    let after = before.clone().and(MOTHER, write(1, true));
    let mut replica = mothers(&before);
    assert!(replica.send(sent(1, write(1, true)), now()).is_ok());
    assert!(replica.answer(done(1, after.log.len() as u64)).is_none());
    assert!(shows(&replica, 1) && replica.waiting().next().is_none());
    replica.news(&news(&before, &after));
    assert!(shows(&replica, 1) && replica.pending.is_empty());
}

// [S10]
#[test]
fn news_before_the_yes_do_not_let_it_flicker() {
    let before = circle();
    let after = before.clone().and(MOTHER, write(1, true));
    let mut replica = mothers(&before);
    assert!(replica.send(sent(1, write(1, true)), now()).is_ok());
    replica.news(&news(&before, &after));
    assert!(shows(&replica, 1));
    assert!(replica.answer(done(1, after.log.len() as u64)).is_none());
    assert!(shows(&replica, 1) && replica.pending.is_empty());
}

// [S18]
#[test]
fn a_refused_command_is_given_back_once_with_its_words() {
    let mut replica = mothers(&circle());
    assert!(replica.send(sent(1, write(1, true)), now()).is_ok());
    let back = replica.answer(refused(1));
    assert!(back.is_some_and(|(it, why)| it == sent(1, write(1, true)) && why == Refusal::Already));
    assert!(!shows(&replica, 1));
    assert!(replica.answer(refused(1)).is_none());
}

#[test]
fn an_answer_to_something_else_is_passed_over() {
    let mut replica = mothers(&circle());
    assert!(replica.answer(done(9, 1)).is_none() && replica.answer(refused(9)).is_none());
}

#[test]
fn what_built_on_a_refused_command_waits_for_its_own_answer() {
    let mut replica = mothers(&circle());
    assert!(replica.send(sent(1, write(1, false)), now()).is_ok());
    let share = talk::Command::Share { id: card(1) }.into();
    assert!(replica.send(sent(2, share), now()).is_ok());
    replica.answer(refused(1));
    assert!(!shows(&replica, 1) && replica.waiting().count() == 1);
}

// [S11]
#[test]
fn others_news_go_under_what_waits() {
    let before = circle();
    let after = before.clone().and(FATHER, write(2, true));
    let mut replica = mothers(&before);
    assert!(replica.send(sent(1, write(1, true)), now()).is_ok());
    replica.news(&news(&before, &after));
    assert!(shows(&replica, 1) && shows(&replica, 2));
}

// [S5]
#[test]
fn news_heard_twice_count_once() {
    let before = circle().and(TEACHER, ask());
    let tell = plan::Command::Tell { id: step(1), text: "ja".to_owned(), on: today() };
    let after = before.clone().and(FATHER, tell);
    let mut replica = mothers(&before);
    replica.news(&news(&before, &after));
    replica.news(&news(&before, &after));
    assert!(*replica.shown() == after.family);
    replica.news(&news(&circle(), &after));
    assert!(*replica.shown() == after.family);
}

fn ask() -> Command {
    plan::Command::AddStep {
        id: step(1),
        goal: None,
        what: "ringe".to_owned(),
        holder: FATHER,
        due: None,
        help: String::new(),
        dialogue: None,
        on: today(),
    }
    .into()
}

// [S10]
#[test]
fn news_of_what_is_not_for_me_move_the_log_on() {
    let given = circle();
    let mut replica = mothers(&given);
    replica.news(&News { seq: given.log.len() as u64 + 3, events: Vec::new() });
    assert!(replica.seq() == given.log.len() as u64 + 3 && *replica.shown() == given.family);
}

#[test]
fn a_snapshot_replaces_what_is_confirmed_and_keeps_what_waits() {
    let before = circle();
    let after = before.clone().and(FATHER, write(2, true));
    let mut replica = mothers(&before);
    assert!(replica.send(sent(1, write(1, true)), now()).is_ok());
    replica.snapshot(copy(&after, MOTHER));
    assert!(shows(&replica, 1) && shows(&replica, 2) && replica.waiting().count() == 1);
}

#[test]
fn another_persons_snapshot_is_not_mine() {
    let given = circle().and(FATHER, write(2, false));
    let mut replica = mothers(&given);
    replica.snapshot(copy(&given, FATHER));
    assert!(!shows(&replica, 2) && *replica.shown() == given.seen_by(MOTHER));
}

// [S12]
#[test]
fn after_a_reload_what_waited_is_taken_up_though_it_may_have_been_carried_out() {
    let before = circle();
    let after = before.clone().and(MOTHER, write(1, true));
    let mut replica = mothers(&after);
    replica.resume(sent(1, write(1, true)), now());
    replica.resume(sent(1, write(1, true)), now());
    assert!(replica.waiting().count() == 1 && *replica.shown() == after.family);
    assert!(replica.answer(done(1, after.log.len() as u64)).is_none());
    assert!(replica.pending.is_empty());
}
