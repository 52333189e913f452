//! For tests: a family around Ali, and given / when / then.
//!
//! The types of a family hold what people wrote, so they cannot be printed: a failed test says which sentence broke.

use crate::consent::{Heard, Section};
use crate::dialogue::Command as Dialogue;
use crate::people::{Command as People, Language, Member, Role, Use};
use crate::{
    CardId, Command, CommandId, Ctx, DialogueId, DreamId, Event, FactId, Family, FamilyId, GoalId,
    InvitationId, MemberId, PlacementId, Refusal, RoundId, StepId, apply, decide,
};
use crate::{consent, dialogue, dreams, people, plan, ruler, shield, talk};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

pub mod commands;
pub mod random;
pub mod samples;
pub mod story;

pub const TEACHER: MemberId = MemberId(Uuid::from_u128(1));
pub const MOTHER: MemberId = MemberId(Uuid::from_u128(2));
pub const FATHER: MemberId = MemberId(Uuid::from_u128(3));
pub const ALI: MemberId = MemberId(Uuid::from_u128(4));
pub const SARA: MemberId = MemberId(Uuid::from_u128(5));
pub const GRANDMOTHER: MemberId = MemberId(Uuid::from_u128(6));
/// Has no seat until they join.
pub const NEWCOMER: MemberId = MemberId(Uuid::from_u128(7));
pub const STRANGER: MemberId = MemberId(Uuid::from_u128(8));

/// The invitation by which the circle came in.
pub const TABLE: InvitationId = invitation(0);

macro_rules! numbered {
    ($($name:ident -> $id:ident),+ $(,)?) => {$(
        pub const fn $name(number: u128) -> $id {
            $id(Uuid::from_u128(0x1000 + number))
        }
    )+};
}

numbered! {
    family -> FamilyId, invitation -> InvitationId, command -> CommandId, placement -> PlacementId,
    round -> RoundId, card -> CardId, dream -> DreamId, goal -> GoalId, step -> StepId,
    dialogue -> DialogueId, fact -> FactId,
}

macro_rules! into_command {
    ($($tool:ident: $variant:ident),+ $(,)?) => {$(
        impl From<$tool::Command> for Command {
            fn from(command: $tool::Command) -> Self {
                Self::$variant(command)
            }
        }
    )+};
}

into_command! {
    people: People, ruler: Ruler, talk: Talk, dreams: Dreams, plan: Plan, dialogue: Dialogue,
    consent: Consent, shield: Shield,
}

/// 22 November 2026, noon.
pub fn now() -> DateTime<Utc> {
    today().and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12)
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

pub fn in_days(days: i64) -> NaiveDate {
    let far = Days::new(days.unsigned_abs());
    let day = if days < 0 { today() - far } else { today() + far };
    assert!((day - today()).num_days() == days, "calendar days");
    day
}

pub fn afternoon(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::hours(15)
}

pub fn level(number: u8) -> ruler::Level {
    ruler::Level::try_from(number).expect("1 to 5")
}

/// A sentence that is one character too long for a field of `max` characters.
pub fn too_long(max: usize) -> String {
    "å".repeat(max + 1)
}

pub fn person(id: MemberId, name: &str, role: Role) -> Member {
    Member {
        id,
        name: name.to_owned(),
        role,
        title: String::new(),
        born: (role == Role::Child).then_some(2016),
        language: Language::Da,
        joined: false,
    }
}

/// A command and who sends it.
pub fn by(actor: MemberId, command: impl Into<Command>) -> (MemberId, Command) {
    (actor, command.into())
}

/// The founding, and how the circle came in. Sara is only named.
fn founding() -> Vec<(MemberId, Command)> {
    let text = str::to_owned;
    let until = now() + TimeDelta::days(1);
    let invite = |actor, id, role, who, usage| {
        by(actor, People::Invite { id: invitation(id), role, who, usage, until })
    };
    let join = |id, who, name| {
        let (name, title, language) = (text(name), String::new(), Language::Da);
        by(who, People::Join { invitation: invitation(id), name, title, language })
    };
    vec![
        by(
            TEACHER,
            People::Found {
                family: family(1),
                name: text("Omkring Ali"),
                note: String::new(),
                founder: Member {
                    title: text("lærer"),
                    ..person(TEACHER, "Tove", Role::Professional)
                },
                children: vec![person(ALI, "Ali", Role::Child), person(SARA, "Sara", Role::Child)],
            },
        ),
        invite(TEACHER, 0, Role::Guardian, None, Use::Table),
        join(0, MOTHER, "Amina"),
        join(0, FATHER, "Omar"),
        invite(MOTHER, 90, Role::Child, Some(ALI), Use::Single),
        join(90, ALI, "Ali"),
        invite(TEACHER, 91, Role::Network, None, Use::Single),
        join(91, GRANDMOTHER, "Farmor"),
        gives(TEACHER),
        gives(GRANDMOTHER),
        gives(ALI),
    ]
}

/// The mother lets somebody see everything.
pub fn gives(to: MemberId) -> (MemberId, Command) {
    let purpose = "at vi kan hjælpes ad".to_owned();
    let (sections, until) = (BTreeSet::from(Section::ALL), in_days(180));
    let heard = Heard::Fine;
    by(MOTHER, consent::Command::Give { to, of: None, sections, purpose, until, heard })
}

/// A family before anything else happened in it, and the log so far.
pub fn circle() -> Given {
    after(founding())
}

/// The place just made: the teacher is in, the others are not.
pub fn founded() -> Given {
    after(founding().into_iter().take(1))
}

fn after(commands: impl IntoIterator<Item = (MemberId, Command)>) -> Given {
    let nothing = Given { family: Family::default(), log: Vec::new(), now: now() };
    commands.into_iter().fold(nothing, |given, (actor, command)| given.and(actor, command))
}

/// The circle, after these commands.
pub fn given(commands: impl IntoIterator<Item = (MemberId, Command)>) -> Given {
    commands.into_iter().fold(circle(), |given, (actor, command)| given.and(actor, command))
}

/// A dialogue about Ali that is going on, led by the teacher.
pub fn in_dialogue() -> Given {
    let (id, place) = (dialogue(1), String::new());
    let when = afternoon(today());
    given([
        by(TEACHER, Dialogue::Plan { id, about: ALI, when, place, held: false, among: None }),
        by(TEACHER, Dialogue::Start { id }),
    ])
}

/// A family, how it came there, and what time it is.
#[derive(Clone)]
pub struct Given {
    pub family: Family,
    pub log: Vec<(MemberId, Event)>,
    now: DateTime<Utc>,
}

impl Given {
    /// Something more that happened. It must not be refused.
    pub fn and(self, actor: MemberId, command: impl Into<Command>) -> Self {
        self.when(actor, command).done()
    }

    /// Time goes by.
    pub fn later(self, by: TimeDelta) -> Self {
        Self { now: self.now + by, ..self }
    }

    /// The day it is.
    pub fn day(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// What the test is about.
    pub fn when(self, actor: MemberId, command: impl Into<Command>) -> When {
        let ctx = Ctx { actor, now: self.now };
        let result = decide(&self.family, &ctx, &command.into());
        When { given: self, actor, result }
    }

    /// Checks something that is so.
    pub fn then(self, check: impl FnOnce(&Family)) -> Self {
        check(&self.family);
        self
    }

    /// What a member's copy holds.
    pub fn seen_by(&self, viewer: MemberId) -> Family {
        crate::view::view(&self.family, viewer, self.now.date_naive()).expect("has a seat")
    }
}

/// A command that was decided.
pub struct When {
    given: Given,
    actor: MemberId,
    result: Result<Vec<Event>, Refusal>,
}

impl When {
    /// It was carried out.
    pub fn done(self) -> Given {
        let mut given = self.given;
        let events = match self.result {
            Ok(events) => events,
            Err(refusal) => panic!("refused: {refusal}"),
        };
        assert!(!events.is_empty(), "a command that is carried out leaves a trace");
        for event in events {
            apply(&mut given.family, &event);
            given.log.push((self.actor, event));
        }
        given
    }

    /// It was carried out, and then this is so.
    pub fn then(self, check: impl FnOnce(&Family)) -> Given {
        self.done().then(check)
    }

    /// It was refused for this reason.
    pub fn refused(self, refusal: Refusal) {
        match self.result {
            Ok(_) => panic!("carried out, but it is to be refused: {refusal}"),
            Err(other) => assert_eq!(other, refusal),
        }
    }
}
