mod packed;

use super::{Late, pack, read, read_packed};
use crate::boot::{Boot, NewWay, OnTrial, Say, Trouble, WayIn};
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
    Named { first: Option<i8>, then: Vec<Kind> },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Everything {
    yes: bool,
    small: u8,
    far: i64,
    kinds: Vec<Kind>,
    nothing: Option<String>,
    by_id: BTreeMap<FamilyId, (u32, i32)>,
    few: BTreeSet<String>,
}

fn same<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(what: &T) {
    assert_eq!(read::<T>(&serde_json::to_string(what).unwrap()).as_ref(), Some(what));
}

#[test]
fn what_was_written_is_read() {
    let named = Kind::Named { first: Some(-5), then: vec![Kind::Plain] };
    same(&Everything {
        yes: true,
        small: 255,
        far: i64::MIN,
        kinds: vec![Kind::Plain, Kind::OfOne(0), Kind::OfTwo(-3, "\"æ\n".to_owned()), named],
        nothing: None,
        by_id: BTreeMap::from([(FAMILY.parse().unwrap(), (u32::MAX, -25))]),
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

// [S21]
#[test]
fn a_number_that_is_not_whole_is_passed_over_where_it_is_not_known_and_is_nothing_where_it_is() {
    for strange in ["0.5", "-1.5e3", "2E8", "1e400", "18446744073709551616", "-9223372036854775809"]
    {
        let text = format!(r#"{{"strange":[{strange}],"first":1,"more":{strange},"last":2}}"#);
        let known = Grown { first: 1, new: Vec::new(), last: 2 };
        assert_eq!(read::<Grown>(&text), Some(known), "{strange}");
        assert_eq!(read::<Grown>(&format!(r#"{{"first":{strange},"last":2}}"#)), None, "{strange}");
    }
    let kind = Kind::OfTwo(7, r#"1.5 \" 2.5 \\ "#.to_owned());
    assert_eq!(read::<Kind>(&serde_json::to_string(&kind).unwrap()), Some(kind));
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
    let now = "2026-12-03T10:00:00Z".parse().unwrap();
    let mut boot = Boot::blank("/new".to_owned(), Language::En, now);
    boot.kept_days = 365;
    boot.say = Some(Say::Refused(Refusal::NotNow));
    boot.kept = BTreeMap::from([("name".to_owned(), "Ali".to_owned())]);
    let text = serde_json::to_string(&boot).unwrap();
    let again: Boot = read(&text).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
    same(&Say::Trouble(Trouble::TooMany));
}

#[test]
fn what_a_piece_reads_of_a_page_comes_through_as_it_was() {
    let made = "2026-12-03T10:00:00Z".parse().unwrap();
    let ways = vec![NewWay { kind: WayIn::Passkey, made }, NewWay { kind: WayIn::App, made }];
    let new = OnTrial { ways, until: made, mine: true };
    let mut boot = Boot::blank("/".to_owned(), Language::Da, made);
    boot.trial = Some(Late::of(&new));
    let again: Boot = read_packed(&pack(&boot)).unwrap();
    assert_eq!(again.trial.unwrap().read(), Some(new));
    assert!(again.looked.is_none());
    let strange: Late<OnTrial> = read(r#""[[],[],{}]""#).unwrap();
    assert_eq!(strange.read(), None);
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
