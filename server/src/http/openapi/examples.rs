//! One example of every kind of command, made from the model.

mod plans;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use domain::protocol::Sent;
use domain::{Command, CommandId, consent, dialogue, people, ruler, shield, talk};
use plans::{dreams, plan};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// The day on which all examples happen.
const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day of the calendar");

/// Example ids tell themselves apart by their last digits.
fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + n)
}

/// By `tool/kind`.
pub fn named() -> Value {
    let examples = all().into_iter().zip(1..).map(|(command, n)| {
        let name = name(&command);
        let value = Sent { id: CommandId(id(1000 + n)), command };
        (name, json!({ "value": value }))
    });
    Value::Object(examples.collect::<Map<_, _>>())
}

fn name(command: &Command) -> String {
    let json = serde_json::to_value(command).expect("a command is plain data");
    let (tool, act) = only(&json);
    format!("{tool}/{}", only(act).0)
}

/// The kind stands outside of what it holds.
fn only(json: &Value) -> (&str, &Value) {
    json.as_object()
        .and_then(|it| it.iter().next())
        .map(|(kind, held)| (kind.as_str(), held))
        .expect("one kind")
}

fn all() -> Vec<Command> {
    let mut all: Vec<Command> = Vec::new();
    all.extend(people().map(Command::People));
    all.extend(ruler().map(Command::Ruler));
    all.extend(talk().map(Command::Talk));
    all.extend(dreams().map(Command::Dreams));
    all.extend(plan().map(Command::Plan));
    all.extend(dialogue().map(Command::Dialogue));
    all.extend(consent().map(Command::Consent));
    all.extend(shield().map(Command::Shield));
    all
}

fn child() -> domain::MemberId {
    domain::MemberId(id(2))
}

fn member_id(n: u128) -> domain::MemberId {
    domain::MemberId(id(n))
}

fn member(n: u128, name: &str, role: people::Role) -> people::Member {
    let language = people::Language::Da;
    let (name, title, born, joined) = (name.to_owned(), String::new(), None, false);
    people::Member { id: domain::MemberId(id(n)), name, role, title, born, language, joined }
}

fn people() -> [people::Command; 19] {
    use people::{Command as C, Lead, Role, Use};
    let invitation = domain::InvitationId(id(20));
    let until: DateTime<Utc> = DAY.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::days(7);
    let (language, guest) = (people::Language::Da, domain::MemberId(id(4)));
    [
        C::Found {
            family: domain::FamilyId(id(1)),
            name: "Familien ved åen".into(),
            note: String::new(),
            founder: member(3, "Mette", Role::Professional),
            children: vec![people::Member { born: Some(2017), ..member(2, "Ali", Role::Child) }],
        },
        C::Name { member: member(4, "Mormor", Role::Network) },
        C::Rename { member: child(), name: "Ali".into(), title: String::new(), from: None },
        C::Invite { id: invitation, role: Role::Guardian, who: None, usage: Use::Single, until },
        C::Renew { id: invitation, member: guest, until },
        C::Revoke { id: invitation },
        C::Join { invitation, name: "Amina".into(), title: "mor".into(), language },
        C::Speak { language },
        C::OfferBaton { to: Some(guest) },
        C::AnswerBaton { accept: true },
        C::AskAnother { ask: true, because: "Vi vil gerne have en, vi kender.".into() },
        C::Leave {},
        C::Remove { member: guest, lead: Lead::NotYet },
        C::Born { member: child(), year: 2014 },
        C::Pause {},
        C::Resume {},
        C::Close {},
        C::Erase { name: "Familien ved åen".into() },
        C::Keep {},
    ]
}

fn ruler() -> [ruler::Command; 6] {
    use ruler::{Command as C, Level, Seen, Setting};
    let (placement, round) = (domain::PlacementId(id(30)), domain::RoundId(id(31)));
    let (child, setting) = (child(), Setting::School);
    [
        C::Place {
            id: placement,
            child,
            setting,
            level: Level::ALL[2],
            on: DAY,
            because: "op og ned i frikvartererne".into(),
            works: "makkeren i matematik".into(),
            one_up: String::new(),
            seen: Seen::Circle,
        },
        C::Share { id: placement },
        C::Show { id: placement, to: [member_id(4)].into() },
        C::Withdraw { id: placement },
        C::Open { round, child, setting, dialogue: None, on: DAY },
        C::Reveal { round },
    ]
}

fn talk() -> [talk::Command; 5] {
    use talk::{Column, Command as C};
    let id = domain::CardId(id(40));
    let (about, text, notices) = (child(), "Han griner igen".to_owned(), String::new());
    let (dialogue, on, shared) = (None, DAY, false);
    [
        C::Write {
            id,
            about,
            column: Column::Works,
            text: text.clone(),
            notices,
            dialogue,
            on,
            shared,
        },
        C::Reword { id, from: text, text: "Han griner igen om morgenen".into() },
        C::Share { id },
        C::Show { id, to: [member_id(4)].into() },
        C::Remove { id },
    ]
}

fn dialogue() -> [dialogue::Command; 8] {
    use dialogue::{CheckIn, Command as C, Step, Useful};
    let dialogue = domain::DialogueId(id(50));
    let when: NaiveDateTime = DAY.and_hms_opt(15, 30, 0).expect("a time of the day");
    let place = "Skolens bibliotek".to_owned();
    [
        C::Plan {
            id: dialogue,
            about: child(),
            when,
            place: place.clone(),
            held: false,
            among: None,
        },
        C::Move { id: dialogue, when, place, from: None },
        C::Among { id: dialogue, among: Some([member_id(3), member_id(4)].into()) },
        C::Start { id: dialogue },
        C::Go { id: dialogue, step: Step::Works },
        C::CheckIn { id: dialogue, check_in: CheckIn::Face { face: 4 } },
        C::Useful {
            id: dialogue,
            useful: Useful { score: 4, next_time: String::new() },
            from: None,
        },
        C::End { id: dialogue },
    ]
}

fn consent() -> [consent::Command; 3] {
    use consent::{Command as C, Heard, Section};
    [
        C::Give {
            to: member_id(3),
            of: None,
            sections: [Section::Ruler, Section::Plan].into(),
            purpose: "at vi kan følge, hvordan det går i skolen".into(),
            until: DAY + TimeDelta::days(90),
            heard: Heard::Fine,
        },
        C::Withdraw { to: member_id(3), of: None, section: Some(Section::Ruler) },
        C::Basis { text: "folkeskoleloven".into(), from: Some(String::new()) },
    ]
}

fn shield() -> [shield::Command; 2] {
    use shield::{Command as C, Kind};
    let fact = domain::FactId(id(60));
    [
        C::Set {
            id: fact,
            about: child(),
            kind: Kind::School,
            text: "Skovskolen".into(),
            words: vec!["Egevej 12".into()],
            known_to: [member_id(3)].into(),
            kept_from: [member_id(4)].into(),
            dialogue: None,
            from: None,
        },
        C::Remove { id: fact },
    ]
}
