//! For tests: one event of every kind, every field filled in.

use super::{
    ALI, FATHER, GRANDMOTHER, MOTHER, NEWCOMER, SARA, TEACHER, afternoon, card, dialogue, dream,
    fact, family, goal, in_days, invitation, level, now, person, placement, round, step, today,
};
use crate::consent::{Event as C, Grant, Heard, Section};
use crate::dialogue::{CheckIn, Dialogue, Event as D, Stage, Step as At, Useful};
use crate::dreams::{Dream, Event as M, Picture, Place, Zone};
use crate::people::{Asked, Event as P, Invitation, Language, Member, Phase, Role, Use};
use crate::plan::{Ball, Event as G, Goal, HowFar, Item, News, Note, Standing, Step, Turn, Way};
use crate::ruler::{Event as R, Placement, Round, Setting};
use crate::shield::{Event as S, Fact, Kind};
use crate::talk::{Card, Column, Event as T};
use crate::{Event, MemberId};
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};

macro_rules! kinds {
    ($($tool:ident $event:ident $name:literal { $($kind:ident $word:literal)+ })+) => {
        /// Every kind of event there is, as `tool_kind`: the names of the golden files.
        pub const KINDS: &[&str] = &[$($(concat!($name, "_", $word)),+),+];

        /// The kind of an event. It does not compile while a kind is missing below.
        pub fn kind(event: &Event) -> &'static str {
            match event {
                $($(Event::$tool($event::$kind { .. }) => concat!($name, "_", $word),)+)+
            }
        }
    };
}

kinds! {
    People P "people" {
        Founded "founded" Named "named" Renamed "renamed" Invited "invited" Revoked "revoked"
        Renewed "renewed" Joined "joined" Spoke "spoke" BatonOffered "baton_offered" BatonPassed "baton_passed"
        AnotherAsked "another_asked" Left "left" Removed "removed" PhaseChanged "phase_changed"
        ErasureWanted "erasure_wanted" ErasureStopped "erasure_stopped" Born "born"
    }
    Ruler R "ruler" {
        Placed "placed" Laid "laid" Shared "shared" Withdrawn "withdrawn" Opened "opened"
        Revealed "revealed" ShownTo "shown_to"
    }
    Talk T "talk" {
        Written "written" Reworded "reworded" Shared "shared" Removed "removed"
        ShownTo "shown_to"
    }
    Dreams M "dreams" {
        Added "added" Moved "moved" Reworded "reworded" Pictured "pictured" Removed "removed"
        Restored "restored"
    }
    Plan G "plan" {
        GoalSet "goal_set" GoalReworded "goal_reworded" Measured "measured" Noted "noted"
        Turned "turned" StepAdded "step_added" Offered "offered" Accepted "accepted"
        Declined "declined" HandedBack "handed_back" Ticked "ticked" Unticked "unticked"
        Told "told" DueMoved "due_moved" Agreed "agreed" Reopened "reopened"
    }
    Dialogue D "dialogue" {
        Planned "planned" Moved "moved" Started "started" Went "went" CheckedIn "checked_in"
        FoundUseful "found_useful" Ended "ended" AmongSet "among_set"
    }
    Consent C "consent" {
        Given "given" Withdrawn "withdrawn" BasisTold "basis_told"
    }
    Shield S "shield" {
        Set "set" Removed "removed"
    }
}

/// One of every kind, in the order of [`KINDS`].
pub fn samples() -> Vec<Event> {
    people()
        .map(Event::People)
        .into_iter()
        .chain(ruler().map(Event::Ruler))
        .chain(talk().map(Event::Talk))
        .chain(dreams().map(Event::Dreams))
        .chain(goals().map(Event::Plan))
        .chain(steps().map(Event::Plan))
        .chain(dialogues().map(Event::Dialogue))
        .chain(consents().map(Event::Consent))
        .chain(facts().map(Event::Shield))
        .collect()
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn people() -> [P; 17] {
    let title = text("lærer");
    let founder = Member { joined: true, title, ..person(TEACHER, "Tove", Role::Professional) };
    let joined = Member {
        title: text("mormor"),
        language: Language::En,
        joined: true,
        ..person(GRANDMOTHER, "فاطمة", Role::Network)
    };
    let invitation_for_sara = Invitation {
        id: invitation(1),
        by: MOTHER,
        role: Role::Child,
        who: Some(SARA),
        usage: Use::Single,
        until: now() + TimeDelta::days(7),
        revoked: false,
        used_by: BTreeSet::new(),
    };
    let (id, who, used_by) = (invitation(3), Some(GRANDMOTHER), BTreeSet::new());
    let renewed =
        Invitation { id, who, role: Role::Network, used_by, ..invitation_for_sara.clone() };
    [
        P::Founded {
            family: family(1),
            name: text("Omkring Ali"),
            note: text("Alle tal er opdigtede."),
            founder,
            children: vec![person(ALI, "Ali", Role::Child)],
            at: now(),
        },
        P::Named { member: person(NEWCOMER, "Bo", Role::Network), by: None, on: None },
        P::Renamed { member: MOTHER, name: text("Amina"), title: text("mor"), by: None },
        P::Invited { invitation: invitation_for_sara },
        P::Revoked { id: invitation(1) },
        P::Renewed { invitation: renewed, at: now() },
        P::Joined { invitation: invitation(2), member: joined, on: None },
        P::Spoke { member: MOTHER, language: Language::En },
        P::BatonOffered { to: Some(GRANDMOTHER) },
        P::BatonPassed { to: GRANDMOTHER },
        P::AnotherAsked {
            asked: Some(Asked { by: MOTHER, because: text("Vi kender hende."), on: today() }),
        },
        P::Left { member: GRANDMOTHER, at: None },
        P::Removed { member: TEACHER, by: MOTHER, free: false },
        P::PhaseChanged { phase: Phase::Paused, by: FATHER, at: now() },
        P::ErasureWanted { by: MOTHER, at: now() },
        P::ErasureStopped { by: FATHER, at: now() },
        P::Born { member: ALI, year: 2011, by: MOTHER, on: today() },
    ]
}

fn laid(id: u128, by: MemberId, position: u8, shared: bool) -> Placement {
    Placement {
        id: placement(id),
        child: ALI,
        setting: Setting::School,
        level: level(position),
        by,
        on: today(),
        because: text("han sidder alene i pausen"),
        works: text("tegning ✏️"),
        one_up: text("en at gå med"),
        shared,
        round: Some(round(1)),
        shown_to: BTreeSet::new(),
    }
}

fn ruler() -> [R; 7] {
    let opened = Round {
        id: round(1),
        child: ALI,
        setting: Setting::School,
        dialogue: Some(dialogue(1)),
        on: today(),
        laid: BTreeSet::new(),
        revealed: false,
    };
    let placements = vec![laid(1, MOTHER, 2, true), laid(2, TEACHER, 4, true)];
    let (id, round) = (placement(1), round(1));
    [
        R::Placed { placement: laid(1, MOTHER, 2, false) },
        R::Laid { round, by: MOTHER },
        R::Shared {
            placement: Placement { setting: Setting::Online, round: None, ..laid(3, ALI, 5, true) },
        },
        R::Withdrawn { id, by: MOTHER, hidden: true, round: Some(round) },
        R::Opened { round: opened },
        R::Revealed { round, placements },
        R::ShownTo {
            placement: Placement {
                shown_to: BTreeSet::from([GRANDMOTHER]),
                round: None,
                ..laid(4, ALI, 3, false)
            },
        },
    ]
}

fn talk() -> [T; 5] {
    let card = |number, column, shared| Card {
        id: card(number),
        by: FATHER,
        about: ALI,
        column,
        text: text("vi spiser sammen\nhver aften"),
        notices: text("farmor"),
        dialogue: Some(dialogue(1)),
        on: today(),
        shared,
        shown_to: BTreeSet::new(),
    };
    let id = card(1, Column::Works, false).id;
    [
        T::Written { card: card(1, Column::OneUp, false) },
        T::Reworded { id, by: FATHER, text: text("vi spiser sammen 🍲"), hidden: true },
        T::Shared { card: card(1, Column::Works, true) },
        T::Removed { id, by: FATHER, hidden: false },
        T::ShownTo {
            card: Card {
                shown_to: BTreeSet::from([MOTHER, TEACHER]),
                ..card(2, Column::Worry, false)
            },
        },
    ]
}

fn dreams() -> [M; 6] {
    let id = dream(1);
    let place = Place { zone: Zone::SomeDay, x: 0, y: 1000 };
    let drawing = Picture::Drawing { strokes: vec![vec![(0, 0), (255, 128)], vec![(7, 9)]] };
    let added = Dream {
        id,
        whose: ALI,
        by: SARA,
        text: text("en hund der hedder Bob"),
        picture: Picture::Pictogram { name: text("dog") },
        place,
        dialogue: Some(dialogue(1)),
        removed: false,
        worded_by: None,
        pictured_by: None,
    };
    [
        M::Added { dream: added },
        M::Moved { id, place: Place { zone: Zone::Now, ..place } },
        M::Reworded { id, text: text("en stor hund"), by: None },
        M::Pictured { id, picture: drawing, by: None },
        M::Removed { id },
        M::Restored { id },
    ]
}

fn goals() -> [G; 5] {
    let (id, by, on) = (goal(1), MOTHER, today());
    let set = Goal {
        id,
        about: ALI,
        by,
        text: text("Ali har en ven"),
        sign: text("han bliver ringet op"),
        dream: Some(dream(1)),
        dialogue: Some(dialogue(1)),
        on,
        standing: Standing::Open,
        turns: Vec::new(),
        how_far: Vec::new(),
        notes: Vec::new(),
        earlier: Vec::new(),
        earlier_by: Vec::new(),
        agreed: BTreeSet::new(),
        worded_by: None,
    };
    let because = text("vi flytter");
    [
        G::GoalSet { goal: set },
        G::GoalReworded { id, text: text("Ali har to venner"), by: None },
        G::Measured { id, how_far: HowFar { by, on, value: 10 } },
        G::Noted { id, note: Note { by, on, way: Way::Back, text: text("en svær uge") } },
        G::Turned { id, turn: Turn { by, on, to: Standing::OnHold, because } },
    ]
}

fn steps() -> [G; 11] {
    let (id, by, on) = (step(1), MOTHER, today());
    let added = Step {
        id,
        goal: Some(goal(1)),
        by: TEACHER,
        what: text("ringe til klubben"),
        holder: by,
        ball: Ball::Offered,
        due: Some(in_days(7)),
        help: text("farfar kører"),
        dialogue: Some(dialogue(1)),
        on,
        done: None,
        news: Vec::new(),
        agreed: BTreeSet::new(),
    };
    [
        G::StepAdded { step: added },
        G::Offered { id, to: FATHER, held: false },
        G::Accepted { id },
        G::Declined { id, because: text("jeg er på arbejde") },
        G::HandedBack { id, because: text("de svarer ikke") },
        G::Ticked { id, on },
        G::Unticked { id },
        G::Told { id, news: News { by, on, text: text("de har plads") } },
        G::DueMoved { id, due: Some(in_days(14)) },
        G::Agreed { item: Item::Goal(goal(1)), by },
        G::Reopened { item: Item::Step(id), by },
    ]
}

fn dialogues() -> [D; 8] {
    let (id, when) = (dialogue(1), afternoon(in_days(7)));
    let planned = Dialogue {
        id,
        about: ALI,
        when,
        place: text("Skolen, lokale 3"),
        placed_by: None,
        stage: Stage::Planned,
        step: At::CheckIn,
        check_ins: BTreeMap::new(),
        useful: BTreeMap::new(),
        among: None,
    };
    let next_time = text("kortere, og med kaffe ☕");
    [
        D::Planned { dialogue: planned },
        D::Moved { id, when: afternoon(in_days(8)), place: text("hjemme"), by: None },
        D::Started { id },
        D::Went { id, step: At::SinceLast },
        D::CheckedIn { id, by: ALI, check_in: CheckIn::Face { face: 4 } },
        D::FoundUseful { id, by: MOTHER, useful: Useful { score: 5, next_time } },
        D::Ended { id },
        D::AmongSet { id, among: Some(BTreeSet::from([TEACHER, MOTHER])) },
    ]
}

fn consents() -> [C; 3] {
    let grant = |section, of, heard| Grant {
        to: TEACHER,
        of,
        section,
        purpose: text("at vi kan følge, hvordan det går i skolen"),
        until: in_days(90),
        by: of.unwrap_or(MOTHER),
        on: today(),
        heard,
        not_of: BTreeSet::new(),
    };
    [
        C::Given {
            grants: vec![
                grant(Section::Ruler, None, Heard::RatherNot),
                grant(Section::Plan, Some(ALI), Heard::Own),
            ],
        },
        C::Withdrawn {
            to: TEACHER,
            of: None,
            sections: Some(BTreeSet::from([Section::Ruler, Section::Minutes])),
            by: FATHER,
        },
        C::BasisTold { by: TEACHER, text: text("folkeskoleloven") },
    ]
}

fn facts() -> [S; 2] {
    let id = fact(1);
    let kept = Fact {
        id,
        by: MOTHER,
        about: ALI,
        kind: Kind::School,
        text: text("Skovskolen"),
        words: vec![text("Skoven 4")],
        known_to: BTreeSet::from([TEACHER]),
        kept_from: BTreeSet::from([FATHER]),
        dialogue: None,
    };
    [S::Set { fact: kept }, S::Removed { id, by: MOTHER }]
}
