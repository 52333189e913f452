//! The golden files of what an older program may have left in somebody's browser, to be sent by today's: one of every kind of command,
//! as it lay there. `UPDATE_GOLDEN=1` writes the ones that are missing for today's version and never touches one that is there.

use crate::given::command;
use crate::given::commands::{KINDS, commands, kind};
use crate::protocol::{PROTOCOL_VERSION, Sent};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// The first version of which they were written down.
const FIRST: u32 = 5;

fn folder(version: u32) -> PathBuf {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/commands");
    all.join(format!("v{version}"))
}

fn sent() -> impl Iterator<Item = Sent> {
    commands().into_iter().zip(1..).map(|(it, n)| Sent { id: command(n), command: it })
}

/// Every golden file of a version: its name without the ending, and what it holds.
fn files(version: u32) -> Vec<(String, Value)> {
    static WRITTEN: Once = Once::new();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        WRITTEN.call_once(write_missing);
    }
    let read = |path: PathBuf| {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let text = fs::read_to_string(&path).expect("text");
        (name, serde_json::from_str(&text).expect("JSON"))
    };
    let files = fs::read_dir(folder(version)).expect("a folder for every version");
    files.map(|file| read(file.expect("a file").path())).collect()
}

fn write_missing() {
    let today = folder(PROTOCOL_VERSION);
    fs::create_dir_all(&today).expect("a folder");
    for sent in sent() {
        let path = today.join(format!("{}.json", kind(&sent.command)));
        // `create_new` refuses to touch what is there.
        if let Ok(mut file) = File::create_new(path) {
            let text = serde_json::to_string_pretty(&sent).expect("can be written");
            writeln!(file, "{text}").expect("written");
        }
    }
}

#[test]
fn there_is_one_sample_of_every_kind_of_command_and_its_json_says_so() {
    assert!(sent().map(|it| kind(&it.command)).eq(KINDS.iter().copied()));
    for Sent { command, .. } in sent() {
        let json = serde_json::to_value(&command).expect("can be written");
        let (tool, name) = kind(&command).split_once('_').expect("tool and kind");
        assert!(json[tool][name].is_object(), "{tool} {name}");
    }
}

// [O26]
#[test]
fn every_kind_of_command_has_a_golden_file_of_todays_version() {
    let there: BTreeSet<String> = files(PROTOCOL_VERSION).into_iter().map(|it| it.0).collect();
    let missing: Vec<_> = KINDS.iter().filter(|kind| !there.contains(**kind)).collect();
    assert!(missing.is_empty(), "no golden file for {missing:?}: run with UPDATE_GOLDEN=1");
}

// [O26]
#[test]
fn what_every_version_left_in_a_browser_is_read_and_is_of_the_same_kind() {
    for version in FIRST..=PROTOCOL_VERSION {
        for (name, json) in files(version) {
            let Ok(sent) = serde_json::from_value::<Sent>(json) else {
                panic!("v{version}/{name}")
            };
            // A kind that grew a field has another file, with the name of what is new behind a point.
            assert_eq!(Some(kind(&sent.command)), name.split('.').next(), "v{version}");
        }
    }
}

// [O26]
#[test]
fn todays_golden_files_hold_the_samples_and_say_what_todays_program_writes() {
    let all = files(PROTOCOL_VERSION);
    for sent in sent() {
        let name = kind(&sent.command);
        let (_, json) = all.iter().find(|it| it.0 == name).expect("a file of every kind");
        assert!(serde_json::to_value(&sent).expect("can be written") == *json, "{name}");
        assert!(serde_json::from_value::<Sent>(json.clone()).is_ok_and(|it| it == sent), "{name}");
    }
}
