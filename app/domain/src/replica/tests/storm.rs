//! A server, four screens and a bad line between them, driven by dice.

use crate::given::random::{Dice, Roll, command, config, rolls};
use crate::given::story::beginning;
use crate::given::{ALI, FATHER, Given, MOTHER, TEACHER, command as command_id, now, today};
use crate::may::Sight;
use crate::people::Command as People;
use crate::protocol::{Answer, FromServer, News, Outcome, Sent, Snapshot};
use crate::replica::Replica;
use crate::view::{self, Before, Told, told_later};
use crate::{Command, CommandId, Ctx, Event, MemberId, Recorded, apply, decide};
use proptest::prelude::{prop_assert, proptest};
use std::collections::{BTreeMap, VecDeque};

/// One screen and its line.
struct Screen {
    replica: Replica,
    up: VecDeque<Sent>,
    down: VecDeque<FromServer>,
}

/// The truth, and everyone who looks at it. The mother has two screens.
struct Storm {
    given: Given,
    receipts: BTreeMap<CommandId, u64>,
    screens: Vec<Screen>,
    sent: u128,
    given_back: BTreeMap<CommandId, usize>,
}

impl Storm {
    fn new() -> Self {
        let given = beginning();
        let mut storm = Self {
            given,
            receipts: BTreeMap::new(),
            screens: Vec::new(),
            sent: 0,
            given_back: BTreeMap::new(),
        };
        for me in [MOTHER, MOTHER, TEACHER, ALI] {
            let replica = Replica::new(storm.snapshot(me));
            storm.screens.push(Screen { replica, up: VecDeque::new(), down: VecDeque::new() });
        }
        storm
    }

    fn seq(&self) -> u64 {
        self.given.log.len() as u64
    }

    fn snapshot(&self, me: MemberId) -> Snapshot {
        Snapshot { seq: self.seq(), me, family: self.given.seen_by(me) }
    }

    /// What somebody who comes back is told: what happened since, or their copy made anew.
    fn later(&self, me: MemberId, since: u64) -> FromServer {
        let today = Sight::new(&self.given.family, me, today());
        let mut told = Vec::new();
        for ((by, event), seq) in self.given.log.iter().zip(1..).filter(|(_, seq)| *seq > since) {
            match told_later(&today, event) {
                Told::Nothing => {}
                Told::Event => told.push((*by, event.clone(), seq)),
                Told::Anew => return FromServer::Snapshot { snapshot: self.snapshot(me) },
            }
        }
        self.news(told)
    }

    fn news(&self, told: Vec<(MemberId, Event, u64)>) -> FromServer {
        let recorded = |(by, event, seq)| Recorded { seq, at: now(), by, event };
        let events = told.into_iter().map(recorded).collect();
        FromServer::News { news: News { seq: self.seq(), events } }
    }

    /// Decides on the truth. Everyone hears of it.
    fn carry_out(&mut self, actor: MemberId, what: &Command) -> Outcome {
        let before = self.seq();
        match decide(&self.given.family, &Ctx { actor, now: now() }, what) {
            Err(refusal) => Outcome::Refused { refusal },
            Ok(events) => {
                let mut told = vec![(Vec::new(), false); self.screens.len()];
                for (event, seq) in events.into_iter().zip(before + 1..) {
                    let earlier = self.given.family.clone();
                    apply(&mut self.given.family, &event);
                    for (screen, (events, anew)) in self.screens.iter().zip(&mut told) {
                        let sight = |family| Sight::new(family, screen.replica.me(), today());
                        match view::told(
                            &Before::of(&sight(&earlier), &event),
                            &sight(&self.given.family),
                            &event,
                        ) {
                            Told::Nothing => {}
                            Told::Event => events.push((actor, event.clone(), seq)),
                            Told::Anew => *anew = true,
                        }
                    }
                    self.given.log.push((actor, event));
                }
                for (at, (events, anew)) in told.into_iter().enumerate() {
                    let me = self.screens[at].replica.me();
                    let snapshot = || FromServer::Snapshot { snapshot: self.snapshot(me) };
                    let message = if anew { snapshot() } else { self.news(events) };
                    self.screens[at].down.push_back(message);
                }
                Outcome::Done { seq: self.seq() }
            }
        }
    }

    /// The server takes the next command from a screen's line.
    fn take(&mut self, at: usize, answer_first: bool) {
        let Some(sent) = self.screens[at].up.pop_front() else { return };
        let before = self.screens[at].down.len();
        let outcome = match self.receipts.get(&sent.id) {
            Some(seq) => Outcome::Done { seq: *seq },
            None => self.carry_out(self.screens[at].replica.me(), &sent.command),
        };
        if let Outcome::Done { seq } = outcome {
            self.receipts.insert(sent.id, seq);
        }
        let answer = FromServer::Answer { answer: Answer { id: sent.id, outcome } };
        let down = &mut self.screens[at].down;
        let place = if answer_first { before } else { down.len() };
        down.insert(place, answer);
    }

    /// A screen takes the next message from its line.
    fn hear(&mut self, at: usize) {
        let screen = &mut self.screens[at];
        match screen.down.pop_front() {
            Some(FromServer::News { news }) => screen.replica.news(&news),
            Some(FromServer::Snapshot { snapshot }) => screen.replica.snapshot(snapshot),
            Some(FromServer::Answer { answer }) => {
                if let Some((sent, _)) = screen.replica.answer(answer) {
                    *self.given_back.entry(sent.id).or_default() += 1;
                }
            }
            _ => {}
        }
    }

    /// The line breaks, with everything on it; the screen comes back in one of three ways.
    fn reconnect(&mut self, at: usize, how: u8) {
        let (me, seq) = (self.screens[at].replica.me(), self.screens[at].replica.seq());
        let (snapshot, later) = (self.snapshot(me), self.later(me, seq));
        let screen = &mut self.screens[at];
        screen.down.clear();
        let waiting: VecDeque<Sent> = screen.replica.waiting().cloned().collect();
        match how {
            0 => screen.down.push_back(later),
            1 => screen.down.push_back(FromServer::Snapshot { snapshot }),
            _ => {
                screen.replica = Replica::new(snapshot);
                for sent in &waiting {
                    screen.replica.resume(sent.clone(), now());
                }
            }
        }
        screen.up = waiting;
    }

    fn write(&mut self, at: usize, dice: &mut Dice) {
        let screen = &mut self.screens[at];
        let what = staying(command(screen.replica.shown(), dice));
        let sent = Sent { id: command_id(self.sent), command: what };
        self.sent += 1;
        if screen.replica.send(sent.clone(), now()).is_ok() {
            self.given_back.insert(sent.id, 0);
            screen.up.push_back(sent);
        }
    }

    fn blow(&mut self, roll: &Roll, number: usize) {
        let mut dice = Dice::new(roll, number);
        let at = usize::from(dice.below(4));
        match dice.below(16) {
            0..=5 => self.write(at, &mut dice),
            6..=8 => self.take(at, dice.below(2) == 0),
            9..=11 => self.hear(at),
            12 => self.reconnect(at, dice.below(3)),
            13 => {
                let what = staying(command(&self.given.family, &mut dice));
                self.carry_out(FATHER, &what);
            }
            14 => {
                // Old news once more.
                let since = self.seq().saturating_sub(u64::from(dice.below(9)));
                let since = since.min(self.screens[at].replica.seq());
                let later = self.later(self.screens[at].replica.me(), since);
                self.screens[at].down.push_back(later);
            }
            _ => {
                // What waits is sent twice.
                let again: Vec<Sent> = self.screens[at].replica.waiting().cloned().collect();
                self.screens[at].up.extend(again);
            }
        }
    }

    /// The storm is over: everything arrives.
    fn flush(&mut self) {
        for at in 0..self.screens.len() {
            self.reconnect(at, u8::try_from(at % 3).expect("small"));
        }
        while self.screens.iter().any(|it| !it.up.is_empty() || !it.down.is_empty()) {
            for at in 0..self.screens.len() {
                self.take(at, at % 2 == 0);
                self.hear(at);
            }
        }
    }
}

/// To whoever has gone the server says goodbye; here everybody stays.
fn staying(command: Command) -> Command {
    match command {
        Command::People(People::Leave {} | People::Remove { .. }) => People::Pause {}.into(),
        other => other,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn after_the_storm_every_screen_shows_the_truth(rolls in rolls(160)) {
        let mut storm = Storm::new();
        for (number, roll) in rolls.iter().enumerate() {
            storm.blow(roll, number);
        }
        storm.flush();
        for screen in &storm.screens {
            prop_assert!(screen.replica.pending.is_empty());
            prop_assert!(screen.replica.seq() == storm.seq());
            prop_assert!(*screen.replica.shown() == storm.given.seen_by(screen.replica.me()));
        }
    }

    #[test]
    fn what_was_sent_is_carried_out_or_given_back_once(rolls in rolls(160)) {
        let mut storm = Storm::new();
        for (number, roll) in rolls.iter().enumerate() {
            storm.blow(roll, number);
        }
        storm.flush();
        for (id, given_back) in &storm.given_back {
            let carried_out = usize::from(storm.receipts.contains_key(id));
            prop_assert!(carried_out + given_back == 1);
        }
    }

    #[test]
    fn what_one_sends_does_not_go_away_before_its_answer(rolls in rolls(160)) {
        let mut storm = Storm::new();
        for (number, roll) in rolls.iter().enumerate() {
            let waiting: Vec<_> = storm.screens.iter().map(waiting_of).collect();
            let (at, act) = (usize::from(roll[0] % 4), roll[1] % 16);
            storm.blow(roll, number);
            // Only an answer that is heard takes a command off the list.
            let heard = matches!(act, 9..=11);
            for (index, (before, screen)) in waiting.into_iter().zip(&storm.screens).enumerate() {
                let after = waiting_of(screen);
                let kept = before.iter().all(|id| after.contains(id));
                prop_assert!(kept || (heard && index == at));
            }
        }
    }
}

fn waiting_of(screen: &Screen) -> Vec<CommandId> {
    screen.replica.waiting().map(|it| it.id).collect()
}
