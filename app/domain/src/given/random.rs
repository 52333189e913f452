//! For property tests: sequences of commands out of dice. Plausible ones and nonsense, by anyone, over so few ids that they
//! collide. Every text holds words that occur nowhere else, so that a leak can be found by searching for them.

use super::{
    ALI, FATHER, GRANDMOTHER, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, card, dialogue, dream,
    goal, in_days, invitation, level, now, person, placement, round, step, too_long,
};
use crate::people::{Command as People, Language, Lead, Phase, Role, Use};
use crate::plan::{Command as Plan, Item, Standing, Way};
use crate::ruler::{Command as Ruler, Seen, Setting};
use crate::talk::{Column, Command as Talk};
use crate::{Command, DialogueId, Family, InvitationId, MemberId, input};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::{ProptestConfig, Strategy, any};
use proptest::test_runner::RngSeed;
use std::collections::BTreeSet;

mod changes;
mod dreams;
mod trust;
use changes::{a_dialogue, rename};
use dreams::dreams;
use trust::{consent, shield};

/// What one command is made of.
pub type Roll = [u8; 12];

pub const EVERYONE: [MemberId; 8] =
    [TEACHER, MOTHER, FATHER, ALI, SARA, GRANDMOTHER, NEWCOMER, STRANGER];

/// The same cases every time. `PROPTEST_CASES` may ask for more.
pub fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(256),
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..default
    }
}

pub fn rolls(most: usize) -> impl Strategy<Value = Vec<Roll>> {
    proptest::collection::vec(any::<Roll>(), 0..most)
}

/// Reads one roll, number by number.
pub struct Dice<'a> {
    roll: &'a Roll,
    at: usize,
    number: usize,
}

impl<'a> Dice<'a> {
    /// `number` makes the words of this command unlike all others.
    pub fn new(roll: &'a Roll, number: usize) -> Self {
        Self { roll, at: 0, number }
    }

    pub fn below(&mut self, end: u8) -> u8 {
        let byte = self.roll[self.at % self.roll.len()];
        self.at += 1;
        byte % end
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        let end = u8::try_from(all.len()).expect("a short list");
        all[usize::from(self.below(end))]
    }

    /// One of four, and the first more often.
    fn id<T>(&mut self, make: fn(u128) -> T) -> T {
        make(u128::from(self.of(&[1, 1, 1, 2, 2, 3, 4_u8])))
    }

    fn maybe<T>(&mut self, make: fn(u128) -> T) -> Option<T> {
        (self.below(3) == 0).then(|| self.id(make))
    }

    /// Mostly the dialogue that is there.
    fn dialogue(&mut self) -> DialogueId {
        if self.below(2) == 0 { self.id(dialogue) } else { dialogue(1) }
    }

    /// The coordinator more often than others.
    pub fn actor(&mut self) -> MemberId {
        let end = u8::try_from(EVERYONE.len()).expect("a short list") + 3;
        EVERYONE.get(usize::from(self.below(end))).copied().unwrap_or(TEACHER)
    }

    fn person(&mut self) -> MemberId {
        self.of(&EVERYONE)
    }

    /// Those to whom something is given.
    fn guest(&mut self) -> MemberId {
        self.of(&[TEACHER, TEACHER, GRANDMOTHER, GRANDMOTHER, ALI, NEWCOMER, FATHER])
    }

    /// Some of the circle, or none in particular.
    fn among(&mut self) -> Option<BTreeSet<MemberId>> {
        (self.below(3) == 0).then(|| {
            let some = (0..self.below(4)).map(|_| self.person()).collect::<Vec<_>>();
            [TEACHER, MOTHER].into_iter().chain(some).collect()
        })
    }

    fn some(&mut self) -> BTreeSet<MemberId> {
        (0..self.below(3)).map(|_| self.person()).collect()
    }

    fn child(&mut self) -> MemberId {
        self.of(&[ALI, ALI, ALI, SARA, MOTHER])
    }

    fn day(&mut self) -> NaiveDate {
        in_days(i64::from(self.below(6)) - 3)
    }

    /// Words that occur nowhere else; now and then none, or too many.
    fn words(&mut self, mark: char) -> String {
        let word = format!("k{}{mark}k", self.number);
        match self.below(16) {
            0 => " \u{7}\n".to_owned(),
            1 => too_long(input::TEXT),
            2 => format!("{word} سلام\n{word} 👩‍👧 \u{202e}"),
            _ => word,
        }
    }

    /// An edit of `now`: of the whole, at either end, or on top of something that is not there.
    fn edit(&mut self, now: Option<&String>) -> (String, String) {
        let (words, now) = (self.words('e'), now.cloned().unwrap_or_default());
        match self.below(4) {
            0 => (words.clone(), words),
            1 => (now.clone(), format!("{now} {words}")),
            2 => (now.clone(), format!("{words}\n{now}")),
            _ => (now, words),
        }
    }
}

/// A command to a family that looks like `family`.
pub fn command(family: &Family, dice: &mut Dice) -> Command {
    // Else most stories would rest for ever.
    if family.people.phase != Phase::Open && dice.below(2) == 0 {
        return People::Resume {}.into();
    }
    // It is said rarely, so few would come to take it back.
    if !family.people.ending.yes.is_empty() && dice.below(8) == 0 {
        return People::Keep {}.into();
    }
    match dice.below(10) {
        8 => consent(family, dice).into(),
        9 => shield(family, dice).into(),
        0 => people(family, dice).into(),
        1 => talk(family, dice).into(),
        2 => dreams(family, dice).into(),
        3 | 4 => plan(family, dice).into(),
        5 => a_dialogue(family, dice).into(),
        _ => ruler(dice).into(),
    }
}

fn people(family: &Family, dice: &mut Dice) -> People {
    let role = dice.of(&[Role::Guardian, Role::Child, Role::Network, Role::Professional]);
    let language = dice.of(&[Language::Da, Language::En]);
    match dice.below(11) {
        8 => People::OfferBaton { to: (dice.below(3) > 0).then(|| dice.person()) },
        9 => People::AnswerBaton { accept: dice.below(2) == 0 },
        10 => match dice.below(18) {
            12 | 13 => People::Erase { name: "Omkring Ali".to_owned() },
            14.. => People::Keep {},
            0 => People::Leave {},
            1 => People::Remove {
                member: dice.person(),
                lead: dice.of(&[Lead::NotYet, Lead::Myself]),
            },
            2 => People::Pause {},
            3 => People::Close {},
            4..=6 => People::Resume {},
            it if it % 2 == 0 => People::AskAnother { ask: true, because: dice.words('b') },
            _ => People::AskAnother { ask: false, because: String::new() },
        },
        0 => People::Found {
            family: super::family(2),
            name: dice.words('n'),
            note: dice.words('o'),
            founder: person(dice.person(), "F", role),
            children: vec![person(dice.person(), "C", role)],
        },
        1 => People::Name { member: person(dice.person(), &dice.words('n'), role) },
        2 if dice.below(4) == 0 => {
            People::Born { member: dice.child(), year: 2008 + i32::from(dice.below(8)) }
        }
        2 => rename(family, dice),
        3 | 4 => {
            let (id, who) = (dice.id(invitation), (dice.below(2) == 0).then(|| dice.person()));
            let usage = dice.of(&[Use::Single, Use::Table]);
            let unit = if usage == Use::Single { TimeDelta::days(1) } else { TimeDelta::hours(1) };
            let until = now() + unit * (i32::from(dice.below(40)) - 2);
            People::Invite { id, role, who, usage, until }
        }
        5 if dice.below(2) == 0 => People::Renew {
            id: dice.id(invitation),
            member: dice.guest(),
            until: now() + TimeDelta::days(i64::from(dice.below(40)) - 2),
        },
        5 => People::Revoke { id: way_in(family, dice) },
        6 => People::Speak { language },
        _ => People::Join {
            invitation: dice.id(invitation),
            name: dice.words('n'),
            title: dice.words('t'),
            language,
        },
    }
}

/// Mostly one that is there.
fn way_in(family: &Family, dice: &mut Dice) -> InvitationId {
    let at = usize::from(dice.below(6));
    family.people.invitations.keys().nth(at).copied().unwrap_or_else(|| dice.id(invitation))
}

fn ruler(dice: &mut Dice) -> Ruler {
    let setting = dice.of(&[Setting::Home, Setting::Home, Setting::School]);
    match dice.below(11) {
        10 => Ruler::Show { id: dice.id(placement), to: dice.some() },
        0 | 1 => Ruler::Share { id: dice.id(placement) },
        2 => Ruler::Withdraw { id: dice.id(placement) },
        3 => Ruler::Open {
            round: dice.id(round),
            child: dice.child(),
            setting,
            dialogue: (dice.below(2) == 0).then(|| dice.dialogue()),
            on: dice.day(),
        },
        4 => Ruler::Reveal { round: dice.id(round) },
        _ => Ruler::Place {
            id: dice.id(placement),
            child: dice.child(),
            setting,
            level: level(dice.below(5) + 1),
            seen: match dice.below(5) {
                0 => Seen::Mine,
                1 => Seen::Circle,
                _ => Seen::Round(dice.id(round)),
            },
            on: dice.day(),
            because: dice.words('b'),
            works: dice.words('w'),
            one_up: dice.words('u'),
        },
    }
}

fn talk(family: &Family, dice: &mut Dice) -> Talk {
    let id = dice.id(card);
    match dice.below(8) {
        7 => Talk::Show { id, to: dice.some() },
        0 => Talk::Share { id },
        1 => Talk::Remove { id },
        2 | 3 => {
            let (from, text) = dice.edit(family.talk.cards.get(&id).map(|it| &it.text));
            Talk::Reword { id, from, text }
        }
        _ => Talk::Write {
            id,
            about: dice.child(),
            column: dice.of(&[Column::Works, Column::Wish, Column::Worry, Column::OneUp]),
            text: dice.words('t'),
            notices: dice.words('n'),
            dialogue: (dice.below(2) == 0).then(|| dice.dialogue()),
            on: dice.day(),
            shared: dice.below(3) == 0,
        },
    }
}

fn plan(family: &Family, dice: &mut Dice) -> Plan {
    if dice.below(2) == 0 { goals(family, dice) } else { steps(dice) }
}

fn goals(family: &Family, dice: &mut Dice) -> Plan {
    let (id, on) = (dice.id(goal), dice.day());
    let item = if dice.below(2) == 0 { Item::Goal(id) } else { Item::Step(dice.id(step)) };
    let to = dice.of(&[Standing::Open, Standing::OnHold, Standing::Reached, Standing::ChosenAway]);
    match dice.below(8) {
        0 => {
            let (from, text) = dice.edit(family.plan.goals.get(&id).map(|it| &it.text));
            Plan::RewordGoal { id, from, text }
        }
        1 => Plan::HowFar { id, value: dice.below(12), on },
        2 => Plan::Note { id, way: dice.of(&[Way::Forward, Way::Back]), text: dice.words('t'), on },
        3 => Plan::Turn { id, to, because: dice.words('b'), on },
        4 => {
            let goal = match item {
                Item::Goal(id) => family.plan.goals.get(&id),
                Item::Step(_) => None,
            };
            let (_, text) = dice.edit(goal.map(|it| &it.text));
            Plan::Agree { item, text: (dice.below(3) == 0).then_some(text), holder: None }
        }
        5 => Plan::Reopen { item },
        _ => Plan::SetGoal {
            id,
            about: dice.person(),
            text: dice.words('t'),
            sign: dice.words('s'),
            dream: dice.maybe(dream),
            dialogue: (dice.below(2) == 0).then(|| dice.dialogue()),
            on,
        },
    }
}

fn steps(dice: &mut Dice) -> Plan {
    let (id, on) = (dice.id(step), dice.day());
    let because = dice.words('b');
    match dice.below(10) {
        0 => Plan::Offer { id, to: dice.person() },
        1 => Plan::Accept { id },
        2 => Plan::Decline { id, because },
        3 => Plan::HandBack { id, because },
        4 => Plan::Tick { id, on },
        5 => Plan::Untick { id },
        6 => Plan::Tell { id, text: because, on },
        7 => Plan::Due { id, due: (dice.below(3) > 0).then_some(on) },
        _ => Plan::AddStep {
            id,
            goal: dice.maybe(goal),
            what: because,
            holder: dice.person(),
            due: (dice.below(3) > 0).then(|| dice.day()),
            help: dice.words('h'),
            dialogue: (dice.below(2) == 0).then(|| dice.dialogue()),
            on,
        },
    }
}
