//! The golden files: what older versions stored must be read for ever. `UPDATE_GOLDEN=1` writes the ones that are missing for
//! today's version and never touches one that is there.

use super::{Unreadable, VERSION, read};
use crate::consent::{self, Grant, Section};
use crate::given::samples::{KINDS, kind, samples};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Once;

fn golden(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("v{version}"))
}

/// Every golden file of a version: its name without the ending, and what it holds.
fn files(version: u32) -> Vec<(String, Value)> {
    static WRITTEN: Once = Once::new();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        WRITTEN.call_once(write_missing);
    }
    let folder = fs::read_dir(golden(version)).expect("a folder for every version");
    folder
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
            let text = fs::read_to_string(&path).expect("text");
            (name, serde_json::from_str(&text).expect("JSON"))
        })
        .collect()
}

#[test]
fn there_is_one_sample_of_every_kind_and_its_json_says_so() {
    let all = samples();
    assert!(all.iter().map(kind).eq(KINDS.iter().copied()));
    for event in &all {
        let json = serde_json::to_value(event).expect("can be written");
        let (tool, name) = kind(event).split_once('_').expect("tool and kind");
        assert!(json[tool][name].is_object(), "{tool} {name}");
    }
}

#[test]
fn every_kind_of_event_has_a_golden_file_of_todays_version() {
    let there: BTreeSet<String> = files(VERSION).into_iter().map(|(name, _)| name).collect();
    let missing: Vec<_> = KINDS.iter().filter(|kind| !there.contains(**kind)).collect();
    assert!(missing.is_empty(), "no golden file for {missing:?}: run with UPDATE_GOLDEN=1");
}

fn write_missing() {
    fs::create_dir_all(golden(VERSION)).expect("a folder");
    for event in samples() {
        let path = golden(VERSION).join(format!("{}.json", kind(&event)));
        // `create_new` refuses to touch what is there.
        if let Ok(mut file) = File::create_new(path) {
            let text = serde_json::to_string_pretty(&event).expect("can be written");
            writeln!(file, "{text}").expect("written");
        }
    }
}

// [S24]
#[test]
fn every_golden_file_of_every_version_is_read() {
    for version in 1..=VERSION {
        for (name, json) in files(version) {
            let event = read(version, json);
            assert!(event.is_ok(), "v{version}/{name}: {:?}", event.err());
        }
    }
}

#[test]
fn todays_golden_files_say_what_todays_program_writes() {
    for (name, json) in files(VERSION) {
        let event = read(VERSION, json.clone()).unwrap_or_else(|why| panic!("{name}: {why}"));
        // A kind that grew a field has another file, with the name of what is new behind a point.
        assert_eq!(Some(kind(&event)), name.split('.').next());
        assert!(serde_json::to_value(&event).expect("can be written") == json, "{name}");
    }
}

#[test]
fn todays_golden_files_hold_the_samples() {
    let all = files(VERSION);
    for event in samples() {
        let json = all.iter().find(|(name, _)| name == kind(&event)).map(|(_, json)| json);
        let read = json.and_then(|json| read(VERSION, json.clone()).ok());
        assert!(read.is_some_and(|read| read == event), "{}", kind(&event));
    }
}

// [S24]
#[test]
fn what_a_newer_program_wrote_is_left_alone() {
    for version in [VERSION + 1, u32::MAX] {
        let json = serde_json::to_value(&samples()[0]).expect("can be written");
        assert_eq!(read(version, json).err(), Some(Unreadable::Newer { version }));
    }
}

#[test]
fn what_is_not_an_event_is_malformed() {
    let version = VERSION;
    for json in [
        json!(null),
        json!(7),
        json!([]),
        json!({}),
        json!("ruler"),
        json!({"ruler": null}),
        json!({"ruler": {"erased": {}}}),
        json!({"oven": {"placed": {}}}),
        json!({"plan": {"accepted": {"id": "not an id"}}}),
    ] {
        assert_eq!(read(version, json).err(), Some(Unreadable::Malformed { version }));
    }
    assert_eq!(read(0, json!({})).err(), Some(Unreadable::Malformed { version: 0 }));
}

#[test]
fn no_golden_file_with_a_part_missing_or_of_the_wrong_kind_makes_a_panic() {
    for (name, json) in files(VERSION) {
        let named = name.split('.').next().unwrap_or_default();
        let (tool, kind) = named.split_once('_').expect("tool and kind");
        let fields = json[tool][kind].as_object().expect("fields").clone();
        for field in fields.keys() {
            for wrong in [Value::Null, json!(-1), json!("x"), json!([{}]), json!({"id": 1})] {
                let mut broken = json.clone();
                broken[tool][kind][field] = wrong;
                let _ = read(VERSION, broken);
            }
            let mut without = json.clone();
            without[tool][kind].as_object_mut().expect("fields").remove(field);
            let optional = ["due", "round", "to", "asked", "of", "sections", "among", "free"]
                .contains(&field.as_str());
            // What the kind grew by stands in the name of its file.
            let grown = name.split('.').nth(1) == Some(field);
            assert!(read(VERSION, without).is_err() || optional || grown, "{name}.{field}");
        }
    }
}

#[test]
fn a_position_outside_the_ruler_is_not_read() {
    let version = VERSION;
    let (_, mut json) =
        files(version).into_iter().find(|(name, _)| name == "ruler_placed").expect("there");
    json["ruler"]["placed"]["placement"]["level"] = json!(6);
    assert_eq!(read(version, json).err(), Some(Unreadable::Malformed { version }));
}

// [S24]
#[test]
fn a_consent_to_the_dialogues_of_before_means_the_minutes_too() {
    let old = |name: &str| {
        let (_, json) = files(1).into_iter().find(|(it, _)| it == name).expect("there");
        read(1, json).expect("is read")
    };
    let crate::Event::Consent(consent::Event::Given { grants }) = old("consent_given.dialogue")
    else {
        panic!("of another kind")
    };
    let [dialogues, minutes] = &grants[..] else { panic!("two") };
    assert_eq!([dialogues.section, minutes.section], [Section::Dialogue, Section::Minutes]);
    assert!(Grant { section: Section::Dialogue, ..minutes.clone() } == *dialogues);
    let sections = |name| match old(name) {
        crate::Event::Consent(consent::Event::Withdrawn { sections, .. }) => sections,
        _ => panic!("of another kind"),
    };
    let both = [Section::Dialogue, Section::Minutes];
    assert_eq!(sections("consent_withdrawn.dialogue"), Some(both.into()));
    assert_eq!(sections("consent_withdrawn"), Some([Section::Ruler].into()));
    assert_eq!(sections("consent_withdrawn.all"), None);
    // Given before, and the dialogues taken back before: nothing of the minutes is left.
    let (mut state, people) = (consent::State::default(), crate::people::State::default());
    for name in ["consent_given.dialogue", "consent_withdrawn.dialogue"] {
        let crate::Event::Consent(event) = old(name) else { panic!("of another kind") };
        consent::apply(&mut state, &people, &event);
    }
    assert!(state.grants.is_empty());
}

#[test]
fn fields_that_came_later_may_be_missing_in_what_is_stored() {
    let defaults =
        [(("ruler", "placed"), "placement", "because"), (("talk", "written"), "card", "notices")];
    for ((tool, kind), whole, field) in defaults {
        let name = format!("{tool}_{kind}");
        let (_, mut json) = files(VERSION).into_iter().find(|(it, _)| *it == name).expect("there");
        json[tool][kind][whole].as_object_mut().expect("fields").remove(field);
        assert!(read(VERSION, json).is_ok(), "{name}.{field}");
    }
}

#[test]
fn an_unreadable_event_says_nothing_of_what_it_held() {
    let all = [Unreadable::Newer { version: 9 }, Unreadable::Malformed { version: 1 }];
    for it in all {
        assert!(it.to_string().len() < 80 && it.to_string().contains("version"));
    }
}
