//! What the writers do: commands of every section in turn, short and long, that make, change, share, take away and let see. Each leaves
//! one event that nobody else's leaves, by which it is found in the log.

use crate::given::{member, noon, place};
use domain::consent::{self, Heard, Section};
use domain::dreams::{self, Picture, Place, Zone};
use domain::people::Role;
use domain::plan::{self, Way};
use domain::ruler::{self, Seen};
use domain::talk::{self, Column};
use domain::{CardId, Command, DreamId, Event, GoalId, MemberId, PlacementId, StepId, people};
use server::clock::{Clock, new_id};

/// So many kinds of deeds there are.
const KINDS: usize = 14;
/// A circle has an end: later nobody is named any more.
const NAMING: usize = 10 * KINDS;

/// A guardian, who may do all of it, about their child.
pub struct Deeds {
    writer: usize,
    me: MemberId,
    child: MemberId,
    count: usize,
    placement: PlacementId,
    card: CardId,
    dream: DreamId,
    goal: GoalId,
    other: MemberId,
}

impl Deeds {
    pub fn new(writer: usize, me: MemberId, child: MemberId) -> Self {
        let (placement, card) = (PlacementId(new_id()), CardId(new_id()));
        let (dream, goal, other) = (DreamId(new_id()), GoalId(new_id()), MemberId(new_id()));
        Self { writer, me, child, count: 0, placement, card, dream, goal, other }
    }

    /// The next, and the mark that it leaves.
    pub fn next(&mut self) -> (Command, String) {
        self.count += 1;
        let words = format!("skriver {} nummer {}", self.writer, self.count);
        match self.count % KINDS {
            kind @ 8..=10 if self.count <= NAMING => self.people(kind, words),
            kind @ 11..=13 => self.taken(kind),
            4 => {
                let (id, picture, from) = (self.dream, drawing(self.count), None);
                let command = dreams::Command::Picture { id, picture, from };
                (Command::Dreams(command), format!("drawn {id} {}", self.count))
            }
            kind => (self.made(kind, words.clone()), words),
        }
    }

    fn made(&mut self, kind: usize, words: String) -> Command {
        let on = noon().date_naive();
        match kind {
            2 => self.written(format!("{words} {}", "og så videre ".repeat(140))),
            3 => {
                self.dream = DreamId(new_id());
                let place = Place { zone: Zone::Soon, x: 1, y: 2 };
                let (id, whose, picture, text) = (self.dream, self.child, Picture::None, words);
                let dialogue = None;
                Command::Dreams(dreams::Command::Add { id, whose, text, picture, place, dialogue })
            }
            5 => {
                self.goal = GoalId(new_id());
                let (id, about, text, sign) = (self.goal, self.child, words, String::new());
                let (dream, dialogue) = (None, None);
                Command::Plan(plan::Command::SetGoal { id, about, text, sign, dream, dialogue, on })
            }
            6 => {
                let (id, way, text) = (self.goal, Way::Forward, words);
                Command::Plan(plan::Command::Note { id, way, text, on })
            }
            7 => self.stepped(words),
            0 => self.given(words),
            _ => {
                let mut command = place(self.child, &words, Seen::Circle);
                if let Command::Ruler(ruler::Command::Place { id, .. }) = &mut command {
                    self.placement = *id;
                }
                command
            }
        }
    }

    fn people(&mut self, kind: usize, words: String) -> (Command, String) {
        let command = match kind {
            8 => {
                let member = member(&words, Role::Network);
                self.other = member.id;
                people::Command::Name { member }
            }
            9 => {
                let (member, name, title, from) = (self.other, words.clone(), String::new(), None);
                people::Command::Rename { member, name, title, from }
            }
            _ => {
                let member = self.other;
                let mark = format!("taken out {member}");
                return (
                    Command::People(people::Command::Remove { member, lead: people::Lead::NotYet }),
                    mark,
                );
            }
        };
        (Command::People(command), words)
    }

    /// What was made before is shared, and taken away.
    fn taken(&self, kind: usize) -> (Command, String) {
        let (card, dream) = (self.card, self.dream);
        match kind {
            11 => (Command::Talk(talk::Command::Share { id: card }), format!("shared {card}")),
            12 => (Command::Talk(talk::Command::Remove { id: card }), format!("removed {card}")),
            _ => (Command::Dreams(dreams::Command::Remove { id: dream }), format!("gone {dream}")),
        }
    }

    fn written(&mut self, text: String) -> Command {
        self.card = CardId(new_id());
        let (id, about, column, on) = (self.card, self.child, Column::Works, noon().date_naive());
        let (notices, dialogue, shared) = (String::new(), None, false);
        let card = talk::Command::Write { id, about, column, text, notices, dialogue, on, shared };
        Command::Talk(card)
    }

    fn stepped(&self, what: String) -> Command {
        let (id, goal, holder) = (StepId(new_id()), Some(self.goal), self.me);
        let (due, help, dialogue, on) = (None, String::new(), None, noon().date_naive());
        Command::Plan(plan::Command::AddStep { id, goal, what, holder, due, help, dialogue, on })
    }

    /// To the child: whoever is only named is let see nothing.
    fn given(&self, purpose: String) -> Command {
        let (to, of, heard) = (self.child, None, Heard::Fine);
        let until = Clock::system().now().date_naive() + chrono::TimeDelta::days(30);
        let sections = Section::ALL.iter().copied().collect();
        Command::Consent(consent::Command::Give { to, of, sections, purpose, until, heard })
    }
}

/// As long as a finger draws, and no two alike.
fn drawing(count: usize) -> Picture {
    let low = u8::try_from(count % 251).expect("small");
    let high = u8::try_from(count / 251 % 251).expect("small");
    let line = (0..=200).map(|it| (it, low)).collect();
    Picture::Drawing { strokes: vec![line, vec![(high, high), (9, 9)]] }
}

/// Which drawing it is.
fn number(picture: &Picture) -> Option<usize> {
    let Picture::Drawing { strokes } = picture else { return None };
    let (low, high) = (strokes.first()?.first()?.1, strokes.get(1)?.first()?.0);
    Some(usize::from(low) + usize::from(high) * 251)
}

/// What the event of a deed leaves.
pub fn mark(event: &Event) -> Option<String> {
    use {dreams::Event as D, people::Event as M, plan::Event as P, talk::Event as T};
    Some(match event {
        Event::Ruler(ruler::Event::Placed { placement }) => placement.because.clone(),
        Event::Talk(T::Written { card }) => card.text.split(" og så").next()?.to_owned(),
        Event::Talk(T::Shared { card }) => format!("shared {}", card.id),
        Event::Talk(T::Removed { id, .. }) => format!("removed {id}"),
        Event::Dreams(D::Added { dream }) => dream.text.clone(),
        Event::Dreams(D::Pictured { id, picture, .. }) => {
            format!("drawn {id} {}", number(picture)?)
        }
        Event::Dreams(D::Removed { id }) => format!("gone {id}"),
        Event::Plan(P::GoalSet { goal }) => goal.text.clone(),
        Event::Plan(P::Noted { note, .. }) => note.text.clone(),
        Event::Plan(P::StepAdded { step }) => step.what.clone(),
        Event::People(M::Named { member, .. }) => member.name.clone(),
        Event::People(M::Renamed { name, .. }) => name.clone(),
        Event::People(M::Removed { member, .. }) => format!("taken out {member}"),
        Event::Consent(consent::Event::Given { grants }) => grants.first()?.purpose.clone(),
        _ => return None,
    })
}
