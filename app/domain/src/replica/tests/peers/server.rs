//! The server of a world: what it has acknowledged it never loses, and everything else it may.

use super::check;
use super::seen::Edit;
use super::typed;
use crate::given::now;
use crate::given::story::beginning;
use crate::may::{self, Sight};
use crate::protocol::{Answer, FromServer, News, Outcome, Sent, Snapshot};
use crate::tellings::Tellings;
use crate::view::{self, Told, told_later};
use crate::{Command, CommandId, Ctx, Event, Family, MemberId, Recorded, Refusal, decide};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::collections::BTreeMap;

/// Who is to hear what. `None` says goodbye.
pub type Heard = Vec<(usize, Option<FromServer>)>;

pub struct Server {
    pub truth: Family,
    pub tellings: Tellings,
    pub log: Vec<Recorded>,
    pub receipts: BTreeMap<CommandId, (MemberId, Outcome)>,
    pub now: DateTime<Utc>,
    /// It does not know the newest commands yet.
    pub old: bool,
}

/// What only the newer version knows.
pub fn is_new(command: &Command) -> bool {
    matches!(command, Command::Shield(_))
}

/// What an older page cannot read.
pub fn is_new_event(event: &Event) -> bool {
    matches!(event, Event::Shield(_))
}

impl Server {
    pub fn new() -> Self {
        let given = beginning();
        let recorded = |((by, event), seq): (&(MemberId, Event), u64)| Recorded {
            seq,
            at: now(),
            by: *by,
            event: event.clone(),
            on_screen_of: None,
        };
        let log: Vec<_> = given.log.iter().zip(1..).map(recorded).collect();
        let (mut truth, mut tellings) = (Family::default(), Tellings::default());
        for it in &log {
            tellings.take_in(&mut truth, it);
        }
        Self { truth, tellings, log, receipts: BTreeMap::new(), now: now(), old: false }
    }

    pub fn seq(&self) -> u64 {
        self.log.len() as u64
    }

    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    pub fn seated(&self, me: MemberId) -> bool {
        self.truth.people.joined(me).is_ok()
    }

    pub fn view(&self, me: MemberId) -> Option<Family> {
        view::view(&self.truth, me, self.today())
    }

    pub fn snapshot(&self, me: MemberId) -> Option<Snapshot> {
        self.view(me).map(|family| Snapshot { seq: self.tellings.number(me), me, family })
    }

    /// What somebody is told who comes back: what happened since, or their copy made anew. None for whoever has no seat.
    pub fn enter(&self, me: MemberId, seq: u64) -> Option<FromServer> {
        let anew = FromServer::Snapshot { snapshot: self.snapshot(me)? };
        let Some(since) = self.tellings.since(me, seq) else { return Some(anew) };
        if since.anew || view::turned(&self.truth, me, since.on, self.today()) {
            return Some(anew);
        }
        let today = Sight::new(&self.truth, me, self.today());
        let mut events = Vec::new();
        for (at, seq) in since.told {
            let it = &self.log[usize::try_from(at - 1).expect("a short log")];
            match told_later(&today, &it.event) {
                Told::Nothing => {}
                Told::Event => events.push(Recorded { seq, ..it.clone() }),
                Told::Anew => return Some(anew),
            }
        }
        Some(FromServer::News { news: News { seq: self.tellings.number(me), events } })
    }

    /// Time goes by. Whose sight turned with the day is told at once.
    pub fn later(&mut self, by: TimeDelta, here: &[(usize, MemberId)]) -> Heard {
        let from = self.today();
        self.now += by;
        let to = self.today();
        let turned = here.iter().filter(|(_, me)| view::turned(&self.truth, *me, from, to));
        let anew = |(at, me): &(usize, MemberId)| {
            self.snapshot(*me).map(|snapshot| (*at, Some(FromServer::Snapshot { snapshot })))
        };
        turned.filter_map(anew).collect()
    }

    /// Answers a command: the same however often it comes.
    pub fn take(
        &mut self,
        actor: MemberId,
        sent: &Sent,
        proved: bool,
        here: &[(usize, MemberId)],
    ) -> Result<(Answer, Heard), &'static str> {
        let answer = |outcome| Answer { id: sent.id, outcome };
        if self.old && is_new(&sent.command) {
            let refusal = Refusal::NotUnderstood;
            return Ok((answer(Outcome::Refused { refusal }), Vec::new()));
        }
        if let Some((_, outcome)) = self.receipts.get(&sent.id) {
            return Ok((answer(*outcome), Vec::new()));
        }
        let ctx = Ctx { actor, now: self.now };
        if !proved && may::weighs(&self.truth, &ctx, &sent.command) {
            let refusal = Refusal::ProveFirst;
            return Ok((answer(Outcome::Refused { refusal }), Vec::new()));
        }
        let (outcome, heard) = match decide(&self.truth, &ctx, &sent.command) {
            Err(refusal) => (Outcome::Refused { refusal }, Vec::new()),
            Ok(events) => {
                let edit = Edit::of(&self.truth, actor, &sent.command);
                let heard = self.write(actor, &events, here);
                check::kept_what_was_not_read(edit.as_ref(), &self.truth)?;
                typed::stands(&sent.command, &self.truth)?;
                (Outcome::Done { seq: self.tellings.number(actor) }, heard)
            }
        };
        self.receipts.insert(sent.id, (actor, outcome));
        Ok((answer(outcome), heard))
    }

    /// Puts events at the end of the log. Everyone who is here hears of it.
    fn write(&mut self, by: MemberId, events: &[Event], here: &[(usize, MemberId)]) -> Heard {
        let mut told = vec![(Vec::new(), false); here.len()];
        for event in events {
            let (seq, at, event) = (self.seq() + 1, self.now, event.clone());
            let it = Recorded { seq, at, by, event, on_screen_of: None };
            let all = self.tellings.take_in(&mut self.truth, &it);
            for ((_, me), (events, anew)) in here.iter().zip(&mut told) {
                match all.get(me) {
                    None | Some(Told::Nothing) => {}
                    Some(Told::Event) => {
                        events.push(Recorded { seq: self.tellings.number(*me), ..it.clone() });
                    }
                    Some(Told::Anew) => *anew = true,
                }
            }
            self.log.push(it);
        }
        let say = |((at, me), (events, anew)): (&(usize, MemberId), (Vec<Recorded>, bool))| {
            let snapshot = self.snapshot(*me);
            match snapshot {
                None => Some((*at, None)),
                Some(snapshot) if anew => Some((*at, Some(FromServer::Snapshot { snapshot }))),
                _ if events.is_empty() && *me != by => None,
                _ => {
                    let seq = self.tellings.number(*me);
                    Some((*at, Some(FromServer::News { news: News { seq, events } })))
                }
            }
        };
        here.iter().zip(told).filter_map(say).collect()
    }
}
