//! For tests: one command of every kind, every field filled in.

use super::{
    ALI, FATHER, GRANDMOTHER, MOTHER, NEWCOMER, SARA, TEACHER, afternoon, card, dialogue, dream,
    fact, family, goal, in_days, invitation, level, now, person, placement, round, step, today,
};
use crate::consent::{Command as C, Heard, Section};
use crate::dialogue::{Arranged, CheckIn, Command as D, Step as At, Useful};
use crate::dreams::{Command as M, Picture, Place, Zone};
use crate::people::{Called, Command as P, Language, Lead, Member, Role, Use};
use crate::plan::{Command as G, Item, Standing, Way};
use crate::ruler::{Command as R, Seen, Setting};
use crate::shield::{Command as S, Kind, Noted};
use crate::talk::{Column, Command as T};
use crate::{Command, MemberId};
use chrono::TimeDelta;
use std::collections::BTreeSet;

macro_rules! kinds {
    ($($tool:ident $command:ident $name:literal { $($kind:ident $word:literal)+ })+) => {
        /// Every kind of command there is, as `tool_kind`: the names of the golden files.
        pub const KINDS: &[&str] = &[$($(concat!($name, "_", $word)),+),+];

        /// The kind of a command. It does not compile while a kind is missing below.
        pub fn kind(command: &Command) -> &'static str {
            match command {
                $($(Command::$tool($command::$kind { .. }) => concat!($name, "_", $word),)+)+
            }
        }
    };
}

kinds! {
    People P "people" {
        Found "found" Name "name" Rename "rename" Born "born" Invite "invite" Renew "renew"
        Revoke "revoke" Join "join" Speak "speak" OfferBaton "offer_baton"
        AnswerBaton "answer_baton" AskAnother "ask_another" Leave "leave" Remove "remove"
        Pause "pause" Resume "resume" Close "close" Erase "erase" Keep "keep"
    }
    Ruler R "ruler" {
        Place "place" Share "share" Show "show" Withdraw "withdraw" Open "open" Reveal "reveal"
    }
    Talk T "talk" {
        Write "write" Reword "reword" Share "share" Show "show" Remove "remove"
    }
    Dreams M "dreams" {
        Add "add" Move "move" Reword "reword" Picture "picture" Remove "remove"
        Restore "restore"
    }
    Plan G "plan" {
        SetGoal "set_goal" RewordGoal "reword_goal" HowFar "how_far" Note "note" Turn "turn"
        AddStep "add_step" Offer "offer" Accept "accept" Decline "decline"
        HandBack "hand_back" Tick "tick" Untick "untick" Tell "tell" Due "due" Agree "agree"
        Reopen "reopen"
    }
    Dialogue D "dialogue" {
        Plan "plan" Among "among" Move "move" Start "start" Go "go" CheckIn "check_in"
        Useful "useful" End "end"
    }
    Consent C "consent" {
        Give "give" Withdraw "withdraw" Basis "basis"
    }
    Shield S "shield" {
        Set "set" Remove "remove"
    }
}

/// One of every kind, in the order of [`KINDS`].
pub fn commands() -> Vec<Command> {
    let people = people().map(Command::from).into_iter();
    people
        .chain(ruler().map(Command::from))
        .chain(talk().map(Command::from))
        .chain(dreams().map(Command::from))
        .chain(goals().map(Command::from))
        .chain(steps().map(Command::from))
        .chain(dialogues().map(Command::from))
        .chain(consents().map(Command::from))
        .chain(facts().map(Command::from))
        .collect()
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn some(all: &[MemberId]) -> BTreeSet<MemberId> {
    all.iter().copied().collect()
}

fn people() -> [P; 19] {
    let founder = Member { title: text("lærer"), ..person(TEACHER, "Tove", Role::Professional) };
    let (until, who) = (now() + TimeDelta::days(7), Some(SARA));
    let before = Called { name: text("Amina"), title: text("mor") };
    [
        P::Found {
            family: family(1),
            name: text("Omkring Ali"),
            note: text("Alle tal er opdigtede."),
            founder,
            children: vec![person(ALI, "Ali", Role::Child)],
        },
        P::Name { member: person(NEWCOMER, "Bo", Role::Network) },
        P::Rename {
            member: MOTHER,
            name: text("Amina A."),
            title: text("mor til Ali"),
            from: Some(before),
        },
        P::Born { member: ALI, year: 2011 },
        P::Invite { id: invitation(1), role: Role::Child, who, usage: Use::Single, until },
        P::Renew { id: invitation(2), member: GRANDMOTHER, until },
        P::Revoke { id: invitation(1) },
        P::Join {
            invitation: invitation(2),
            name: text("فاطمة"),
            title: text("mormor"),
            language: Language::En,
        },
        P::Speak { language: Language::En },
        P::OfferBaton { to: Some(GRANDMOTHER) },
        P::AnswerBaton { accept: true },
        P::AskAnother { ask: true, because: text("Vi kender hende.") },
        P::Leave {},
        P::Remove { member: TEACHER, lead: Lead::Myself },
        P::Pause {},
        P::Resume {},
        P::Close {},
        P::Erase { name: text("Omkring Ali") },
        P::Keep {},
    ]
}

fn ruler() -> [R; 6] {
    let (id, round, child, on) = (placement(1), round(1), ALI, today());
    [
        R::Place {
            id,
            child,
            setting: Setting::School,
            level: level(2),
            on,
            because: text("han sidder alene i pausen"),
            works: text("tegning ✏️"),
            one_up: text("en at gå med"),
            seen: Seen::Round(round),
        },
        R::Share { id },
        R::Show { id, to: some(&[GRANDMOTHER]) },
        R::Withdraw { id },
        R::Open { round, child, setting: Setting::Online, dialogue: Some(dialogue(1)), on },
        R::Reveal { round },
    ]
}

fn talk() -> [T; 5] {
    let id = card(1);
    let words = text("vi spiser sammen\nhver aften");
    [
        T::Write {
            id,
            about: ALI,
            column: Column::OneUp,
            text: words.clone(),
            notices: text("farmor"),
            dialogue: Some(dialogue(1)),
            on: today(),
            shared: true,
        },
        T::Reword { id, from: words, text: text("vi spiser sammen 🍲") },
        T::Share { id },
        T::Show { id, to: some(&[MOTHER, TEACHER]) },
        T::Remove { id },
    ]
}

fn dreams() -> [M; 6] {
    let (id, place) = (dream(1), Place { zone: Zone::SomeDay, x: 0, y: 1000 });
    let drawing = Picture::Drawing { strokes: vec![vec![(0, 0), (255, 128)], vec![(7, 9)]] };
    let words = text("en hund der hedder Bob");
    [
        M::Add {
            id,
            whose: ALI,
            text: words.clone(),
            picture: Picture::Pictogram { name: text("dog") },
            place,
            dialogue: Some(dialogue(1)),
        },
        M::Move { id, place: Place { zone: Zone::Now, ..place } },
        M::Reword { id, from: words, text: text("en stor hund") },
        M::Picture { id, picture: drawing, from: Some(7) },
        M::Remove { id },
        M::Restore { id },
    ]
}

fn goals() -> [G; 5] {
    let (id, on) = (goal(1), today());
    let words = text("Ali har en ven");
    [
        G::SetGoal {
            id,
            about: ALI,
            text: words.clone(),
            sign: text("han bliver ringet op"),
            dream: Some(dream(1)),
            dialogue: Some(dialogue(1)),
            on,
        },
        G::RewordGoal { id, from: words, text: text("Ali har to venner") },
        G::HowFar { id, value: 10, on },
        G::Note { id, way: Way::Back, text: text("en svær uge"), on },
        G::Turn { id, to: Standing::OnHold, because: text("vi flytter"), on },
    ]
}

fn steps() -> [G; 11] {
    let (id, on, due) = (step(1), today(), Some(in_days(7)));
    let item = Item::Goal(goal(1));
    [
        G::AddStep {
            id,
            goal: Some(goal(1)),
            what: text("ringe til klubben"),
            holder: MOTHER,
            due,
            help: text("farfar kører"),
            dialogue: Some(dialogue(1)),
            on,
        },
        G::Offer { id, to: FATHER },
        G::Accept { id },
        G::Decline { id, because: text("jeg er på arbejde") },
        G::HandBack { id, because: text("de svarer ikke") },
        G::Tick { id, on },
        G::Untick { id },
        G::Tell { id, text: text("de har plads"), on },
        G::Due { id, due },
        G::Agree { item, text: Some(text("Ali har en ven")), holder: Some(MOTHER) },
        G::Reopen { item: Item::Step(id) },
    ]
}

fn dialogues() -> [D; 8] {
    let (id, when, place) = (dialogue(1), afternoon(in_days(7)), text("Skolen, lokale 3"));
    let among = Some(some(&[TEACHER, MOTHER]));
    let (next_time, before) = (text("kortere, og med kaffe ☕"), Some(text("kortere")));
    [
        D::Plan { id, about: ALI, when, place: place.clone(), held: true, among: among.clone() },
        D::Among { id, among },
        D::Move {
            id,
            when: afternoon(in_days(8)),
            place: text("hjemme"),
            from: Some(Arranged { when, place }),
        },
        D::Start { id },
        D::Go { id, step: At::SinceLast },
        D::CheckIn { id, check_in: CheckIn::Face { face: 4 } },
        D::Useful { id, useful: Useful { score: 5, next_time }, from: before },
        D::End { id },
    ]
}

fn consents() -> [C; 3] {
    let (to, of) = (TEACHER, Some(ALI));
    [
        C::Give {
            to,
            of,
            sections: BTreeSet::from([Section::Ruler, Section::Plan]),
            purpose: text("at vi kan følge, hvordan det går i skolen"),
            until: in_days(90),
            heard: Heard::RatherNot,
        },
        C::Withdraw { to, of, section: Some(Section::Ruler) },
        C::Basis { text: text("folkeskoleloven"), from: Some(text("serviceloven")) },
    ]
}

fn facts() -> [S; 2] {
    let (id, known_to, kept_from) = (fact(1), some(&[TEACHER]), some(&[FATHER]));
    let before = Noted {
        text: text("Skovskolen"),
        words: vec![text("Skoven")],
        known_to: known_to.clone(),
        kept_from: BTreeSet::new(),
    };
    [
        S::Set {
            id,
            about: ALI,
            kind: Kind::School,
            text: text("Skovskolen"),
            words: vec![text("Skoven 4")],
            known_to,
            kept_from,
            dialogue: Some(dialogue(1)),
            from: Some(Box::new(before)),
        },
        S::Remove { id },
    ]
}
