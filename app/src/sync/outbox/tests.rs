use super::*;
use domain::{Command, talk};

fn sent() -> Sent {
    let id = CommandId("0192f0c1-0000-7000-8000-000000000001".parse().unwrap());
    let card = "0192f0c1-0000-7000-8000-000000000002".parse().unwrap();
    let (from, text) = ("Før".to_owned(), "Hun synger".to_owned());
    Sent { id, command: Command::Talk(talk::Command::Reword { id: card, from, text }) }
}

/// What lay there, where it is one thing.
fn only(text: &str, at: u32) -> Option<Lay> {
    let mut all = read(text, at);
    let first = all.pop();
    first.filter(|_| all.is_empty())
}

#[test]
fn what_was_kept_is_sent_again() {
    let done = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
    let Some(Lay::Waiting(again, at)) = only(&write(&sent(), Some(done), None), 1) else {
        panic!("it waits")
    };
    assert!(again == sent() && at == Some(done));
}

// [O26]
#[test]
fn what_an_older_program_kept_without_its_moment_waits() {
    let sent = serde_json::to_string(&sent()).unwrap();
    let entry = format!(r#"{{"version":5,"words":["Hun synger"],"sent":{sent},"refusal":null}}"#);
    assert!(matches!(only(&entry, 1), Some(Lay::Waiting(_, None))));
}

// [O2]
#[test]
fn what_was_refused_comes_back_as_words_with_the_reason() {
    let text = write(&sent(), None, Some(Refusal::TextMoved));
    let Some(Lay::Unsent(unsent)) = only(&text, 7) else { panic!("it does not wait") };
    assert_eq!(unsent.words, ["Hun synger"]);
    assert_eq!((unsent.refusal, unsent.at), (Some(Refusal::TextMoved), Some(7)));
}

// [O7]
#[test]
fn what_another_version_wrote_is_shown_in_its_words() {
    let strange =
        r#"{"version":9,"words":["Hun synger"],"sent":{"id":1,"command":{"choir":{}}},"more":[]}"#;
    let Some(Lay::Unsent(unsent)) = only(strange, 7) else { panic!("it is not sent") };
    assert_eq!((unsent.words, unsent.refusal), (vec!["Hun synger".to_owned()], None));
}

// [O26]
#[test]
fn what_an_older_program_left_is_sent_as_it_was_meant() {
    let golden =
        include_str!("../../../domain/tests/golden/commands/v5/consent_withdraw.dialogue.json");
    let left = |version, refusal| {
        let entry =
            format!(r#"{{"version":{version},"words":[],"sent":{golden},"refusal":{refusal}}}"#);
        read(&entry, 1)
    };
    assert_eq!(left(5, "null").len(), 2, "the dialogues, and the minutes with them");
    assert_eq!(left(6, "null").len(), 1);
    assert!(left(5, r#""only_family""#).is_empty(), "a tap that was refused is over");
}
