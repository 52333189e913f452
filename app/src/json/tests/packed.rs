//! What a page embeds comes back as it was, whatever people write.

use crate::boot::Boot;
use crate::json::pack::pack;
use crate::json::tests::FAMILY;
use crate::json::unpack::unpack;
use domain::Family;
use domain::people::Language;
use domain::protocol::Snapshot;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

fn comes_back(value: &Value) -> bool {
    unpack(&pack(value)).as_ref() == Some(value)
}

#[test]
fn what_looks_packed_comes_back_as_it_was_written() {
    for text in ["", "~", "~~", "~0", "~1", "~zz", "~~0", "~+1", "\"~1\"", "\\u003c", "[0]", FAMILY]
    {
        let all = json!([text, text, text, { text: text }, [{ text: [text, 0] }, { text: text }]]);
        assert!(comes_back(&json!(text)) && comes_back(&all), "{text}");
    }
    for value in [
        json!([]),
        json!({}),
        json!([0, 1]),
        json!([-1]),
        json!([-1, [0.5], [[]]]),
        json!([{}, {}]),
    ] {
        assert!(comes_back(&json!([value, { "a": value }, { "a": value }, null])), "{value}");
    }
}

#[test]
fn what_is_said_often_stands_there_once() {
    let rows: Vec<_> = (0..99).map(|row| json!({ "because": FAMILY, "notices": row })).collect();
    let packed = pack(&rows);
    for words in [FAMILY, "because", "notices"] {
        assert_eq!(packed.matches(words).count(), 1, "{words}");
    }
}

#[test]
fn what_was_not_packed_is_nothing() {
    for text in [
        "",
        "null",
        "{}",
        "[]",
        "[[],[],\"~0\"]",
        "[[],[],\"~!\"]",
        "[[],[],{}]",
        "[[],[],[0]]",
        "[[1],[],\"~0\"]",
        "[[],[7],[0]]",
    ] {
        assert!(unpack(text).is_none(), "{text}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let few = prop_oneof![Just("on"), Just("because"), Just("~1"), Just("~~because"), Just(FAMILY)];
    prop_oneof![3 => few.prop_map(str::to_owned), 1 => "~{0,2}[0-9a-z]{0,3}", 1 => any::<String>()]
}

fn value() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        3 => text().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (-2_i64..3).prop_map(Value::from),
        1 => Just(json!(true)),
        1 => Just(Value::Null),
    ];
    plain.prop_recursive(5, 80, 6, |inside| {
        let object = btree_map(text(), inside.clone(), 0..4);
        prop_oneof![
            vec(inside, 0..6).prop_map(Value::from),
            object.prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn everything_comes_back(value in value()) {
        prop_assert!(comes_back(&value));
    }

    #[test]
    fn a_page_reads_what_was_written(words in text(), note in text()) {
        let mut family = Family::default();
        family.name.clone_from(&words);
        family.note = note;
        let boot = Boot {
            path: words.clone(),
            language: Language::Da,
            now: "2026-12-03T10:00:00Z".parse().unwrap(),
            place: Some(Snapshot { me: FAMILY.parse().unwrap(), seq: 7, family }),
            proved: false,
        offer: false,
        kept_days: 365,
            looked: None,
            families: Vec::new(),
 devices: Vec::new(),
            invitation: None,
            fresh: None,
            say: None,
            kept: [(words.clone(), words)].into(),
        };
        let again: Boot = super::super::read_packed(&pack(&boot)).unwrap();
        prop_assert!(serde_json::to_value(&again).unwrap() == serde_json::to_value(&boot).unwrap());
    }
}
