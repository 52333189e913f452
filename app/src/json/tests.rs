mod packed;

use super::read;
use crate::boot::{Boot, Say, Trouble};
use domain::people::Language;
use domain::protocol::{Bye, FromServer};
use domain::{FamilyId, Refusal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

const FAMILY: &str = "0192f0c1-0000-7000-8000-000000000001";

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Plain,
    OfOne(u8),
    OfTwo(i16, String),
    Named { first: Option<f64>, then: Vec<Kind> },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Everything {
    yes: bool,
    small: u8,
    far: i64,
    kinds: Vec<Kind>,
    nothing: Option<String>,
    by_id: BTreeMap<FamilyId, (u32, f32)>,
    few: BTreeSet<String>,
}

fn same<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(what: &T) {
    assert_eq!(read::<T>(&serde_json::to_string(what).unwrap()).as_ref(), Some(what));
}

#[test]
fn what_was_written_is_read() {
    let named = Kind::Named { first: Some(-0.5), then: vec![Kind::Plain] };
    same(&Everything {
        yes: true,
        small: 255,
        far: i64::MIN,
        kinds: vec![Kind::Plain, Kind::OfOne(0), Kind::OfTwo(-3, "\"æ\n".to_owned()), named],
        nothing: None,
        by_id: BTreeMap::from([(FAMILY.parse().unwrap(), (u32::MAX, 0.25))]),
        few: BTreeSet::from([String::new(), "to".to_owned()]),
    });
}

#[derive(Debug, PartialEq, Deserialize)]
struct Grown {
    first: u8,
    #[serde(default)]
    new: Vec<u8>,
    last: u8,
}

#[test]
fn fields_may_lack_be_strange_and_stand_in_any_order() {
    let without = Grown { first: 1, new: Vec::new(), last: 2 };
    assert_eq!(read::<Grown>(r#"{"last":2,"strange":{"a":[1]},"first":1}"#), Some(without));
    assert_eq!(read::<Grown>(r#"{"first":1}"#), None);
}

#[test]
fn anything_else_is_nothing() {
    for text in ["", "{", "null", "[]", r#"{"first":"1","last":2}"#, r#"{"first":256,"last":2}"#] {
        assert_eq!(read::<Grown>(text), None, "{text}");
    }
    for text in [r#""unknown""#, r#"{"of_one":300}"#, r#"{"of_two":[1]}"#, "{}", "1"] {
        assert_eq!(read::<Kind>(text), None, "{text}");
    }
}

#[test]
fn a_page_reads_what_the_server_wrote() {
    let boot = Boot {
        path: "/new".to_owned(),
        language: Language::En,
        now: "2026-12-03T10:00:00Z".parse().unwrap(),
        place: None,
        proved: false,
        offer: false,
        kept_days: 365,
        looked: None,
        families: Vec::new(),
        devices: Vec::new(),
        invitation: None,
        fresh: None,
        say: Some(Say::Refused(Refusal::NotNow)),
        kept: BTreeMap::from([("name".to_owned(), "Ali".to_owned())]),
    };
    let text = serde_json::to_string(&boot).unwrap();
    let again: Boot = read(&text).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
    same(&Say::Trouble(Trouble::TooMany));
}

#[test]
fn the_socket_is_understood() {
    let text = format!(r#"{{"present":{{"members":["{FAMILY}"]}}}}"#);
    assert!(matches!(read(&text), Some(FromServer::Present { members }) if members.len() == 1));
    assert!(matches!(
        read(r#"{"bye":{"why":"version"}}"#),
        Some(FromServer::Bye { why: Bye::Version })
    ));
}
