//! What goes over the wire comes back as it was.

mod waiting;

use super::{
    Answer, Bye, FromClient, FromServer, MOST_BYTES, News, Outcome, Passing, Sent, Snapshot, Spot,
};
use crate::dreams::{MOST_POINTS, Picture, Place, Zone};
use crate::given::random::{config, rolls};
use crate::given::story::play;
use crate::given::{
    ALI, MOTHER, TEACHER, afternoon, card, circle, command, dialogue, dream, goal, in_days, level,
    now, placement, samples, today,
};
use crate::looked::{Part, Seen};
use crate::{Command, Recorded, Refusal, dialogue as meeting, dreams, input, ruler, talk};
use proptest::prelude::{prop_assert, proptest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

fn comes_back<T: Serialize + DeserializeOwned + PartialEq>(it: &T) -> bool {
    let text = serde_json::to_string(it).expect("can be written");
    serde_json::from_str::<T>(&text).is_ok_and(|back| back == *it)
}

fn place(words: &str) -> Command {
    ruler::Command::Place {
        id: placement(1),
        child: ALI,
        setting: ruler::Setting::Home,
        level: level(2),
        on: today(),
        because: words.to_owned(),
        works: words.to_owned(),
        one_up: words.to_owned(),
        seen: ruler::Seen::Circle,
    }
    .into()
}

fn sent(command: Command) -> Sent {
    Sent { id: crate::given::command(1), command }
}

fn size(command: Command) -> usize {
    serde_json::to_vec(&FromClient::Do { sent: sent(command) }).expect("can be written").len()
}

#[test]
fn a_command_is_written_as_tool_and_kind() {
    let json = serde_json::to_value(place("godt")).expect("can be written");
    assert_eq!(json["ruler"]["place"]["level"], 2);
    assert_eq!(json["ruler"]["place"]["seen"], "circle");
}

#[test]
fn an_answer_names_its_command_and_the_outcome() {
    let done = Answer { id: command(1), outcome: Outcome::Done { seq: 7 } };
    let json = serde_json::to_value(done).expect("can be written");
    assert_eq!(json, json!({"id": command(1), "outcome": {"done": {"seq": 7}}}));
    let refusal = Refusal::TooLong { max: 80 };
    let refused = Answer { id: command(1), outcome: Outcome::Refused { refusal } };
    let json = serde_json::to_value(refused).expect("can be written");
    let refusal = json!({"too_long": {"max": 80}});
    assert_eq!(json, json!({"id": command(1), "outcome": {"refused": {"refusal": refusal}}}));
}

// [S21]
#[test]
fn what_may_be_left_out_of_a_command_may_be_left_out() {
    let bare = json!({"ruler": {"place": {"id": placement(1), "child": ALI,
        "setting": "home", "level": 2, "on": "2026-11-22", "seen": {"round": command(1)}}}});
    assert!(serde_json::from_value::<Command>(bare).is_ok());
}

// [S21]
#[test]
fn a_field_that_is_not_known_is_passed_over() {
    let mut json = serde_json::to_value(sent(place("sang"))).expect("can be written");
    json["later"] = json!(1);
    json["command"]["ruler"]["place"]["later"] = json!({"and": ["more"]});
    assert!(serde_json::from_value::<Sent>(json).is_ok_and(|it| it == sent(place("sang"))));
}

#[test]
fn a_command_with_a_position_outside_the_ruler_is_no_command() {
    let mut json = serde_json::to_value(place("")).expect("can be written");
    json["ruler"]["place"]["level"] = json!(0);
    assert!(serde_json::from_value::<Command>(json).is_err());
}

#[test]
fn every_refusal_comes_back_and_names_itself() {
    let all = [
        Refusal::Unknown,
        Refusal::NotAMember,
        Refusal::NotYours,
        Refusal::NotHolder,
        Refusal::OnlyCoordinator,
        Refusal::OnlyFamily,
        Refusal::MayNotInvite,
        Refusal::Empty,
        Refusal::TooLong { max: 1 },
        Refusal::TooMany { max: 2 },
        Refusal::OffScale,
        Refusal::InTheFuture,
        Refusal::InThePast,
        Refusal::Already,
        Refusal::NotNow,
        Refusal::InvitationUsed,
        Refusal::InvitationOver,
        Refusal::TextMoved,
        Refusal::Changed,
        Refusal::HasBalls,
        Refusal::HasBaton,
        Refusal::LastGuardian,
        Refusal::Rests,
        Refusal::ProveFirst,
        Refusal::Unlike,
        Refusal::OtherName,
        Refusal::NotUnderstood,
    ];
    for refusal in all {
        let outcome = Outcome::Refused { refusal };
        assert!(comes_back(&refusal) && comes_back(&Answer { id: command(1), outcome }));
        assert!(!refusal.to_string().is_empty());
    }
}

#[test]
fn every_message_from_the_server_comes_back() {
    let family = circle().family;
    let at = Passing::At { dialogue: dialogue(1), step: meeting::Step::OneUp };
    let (id, outcome) = (command(1), Outcome::Done { seq: 3 });
    let events = samples::samples()
        .into_iter()
        .zip(1..)
        .map(|(event, seq)| Recorded {
            seq,
            at: now(),
            by: MOTHER,
            event,
            on_screen_of: Some(TEACHER),
        })
        .collect();
    let messages = [
        FromServer::Snapshot { snapshot: Snapshot { seq: 8, me: MOTHER, family } },
        FromServer::News { news: News { seq: u64::MAX, events } },
        FromServer::Answer { answer: Answer { id, outcome } },
        FromServer::Present { members: vec![MOTHER, TEACHER] },
        FromServer::Passing { by: MOTHER, passing: at },
    ];
    assert!(messages.iter().all(comes_back));
    for why in [Bye::Version, Bye::SignedOut, Bye::TooSlow, Bye::Malformed, Bye::Restart] {
        assert!(comes_back(&FromServer::Bye { why }));
    }
}

#[test]
fn every_message_from_a_client_comes_back() {
    let place = Place { zone: Zone::Soon, x: 3, y: 4 };
    let column = Spot::Card { dialogue: dialogue(1), column: talk::Column::OneUp };
    let messages = [
        FromClient::Hello { version: super::PROTOCOL_VERSION, seq: 0 },
        FromClient::Do { sent: sent(self::place("سلام")) },
        FromClient::Passing { passing: Passing::Dragging { dream: dream(1), place } },
        FromClient::Passing { passing: Passing::Writes { at: column } },
        FromClient::Passing { passing: Passing::Wrote { at: Spot::Goal { goal: goal(1) } } },
        FromClient::Sees { seen: Part::Plan.into() },
        FromClient::Sees { seen: Seen { part: Part::Minutes, dialogue: Some(dialogue(1)) } },
    ];
    assert!(messages.iter().all(comes_back));
}

#[test]
fn a_message_of_another_kind_is_no_message() {
    for other in [json!({}), json!({"message": "format"}), json!({"message": "do"}), json!([])] {
        assert!(serde_json::from_value::<FromClient>(other.clone()).is_err());
        assert!(serde_json::from_value::<FromServer>(other).is_err());
    }
}

#[test]
fn the_longest_words_fit_into_a_message() {
    // Four bytes each, and two of them for a line end.
    for letter in ["👩", "\n", "\""] {
        let words = letter.repeat(input::TEXT);
        assert!(size(place(&words)) < MOST_BYTES);
        let (id, from, text) = (card(1), words.clone(), words);
        assert!(size(talk::Command::Reword { id, from, text }.into()) < MOST_BYTES);
    }
}

#[test]
fn the_largest_drawing_fits_into_a_message() {
    let largest =
        [vec![vec![(255, 255)]; MOST_POINTS / 2], vec![vec![(255, 255); MOST_POINTS - 1]]];
    for strokes in largest {
        let command: Command = dreams::Command::Picture {
            id: dream(1),
            picture: Picture::Drawing { strokes },
            from: Some(u32::MAX),
        }
        .into();
        assert!(size(command) < MOST_BYTES);
    }
}

#[test]
fn a_dialogue_far_off_comes_back_with_its_minute() {
    let (id, about, place) = (dialogue(1), ALI, String::new());
    let when = afternoon(in_days(40_000));
    let plan = meeting::Command::Plan { id, about, when, place, held: false, among: None };
    assert!(comes_back(&Command::from(plan)));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_command_event_and_family_comes_back(rolls in rolls(60)) {
        let mut back = true;
        let given = play(&rolls, |turn| {
            back &= comes_back(turn.command);
            back &= turn.result.iter().flatten().all(comes_back);
        });
        prop_assert!(back && comes_back(&given.family));
    }
}
