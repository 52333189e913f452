//! The golden files of what an older program may have left in somebody's browser, to be sent by today's: one of every kind of command,
//! as it lay there. `UPDATE_GOLDEN=1` writes the ones that are missing for today's version and never touches one that is there.

use crate::consent::{Command as Consent, Section};
use crate::given::command;
use crate::given::commands::{KINDS, commands, kind};
use crate::protocol::{PROTOCOL_VERSION, Sent, waited};
use crate::{Command, CommandId};
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

fn left(version: u32, name: &str) -> Vec<Sent> {
    let all = files(5);
    let (_, json) = all.iter().find(|it| it.0 == name).expect("a file");
    waited(version, serde_json::from_value(json.clone()).expect("a command"))
}

fn ids(all: &[Sent]) -> BTreeSet<CommandId> {
    all.iter().map(|it| it.id).collect()
}

// [O26]
#[test]
fn the_dialogues_that_an_older_program_took_back_are_taken_back_with_their_minutes() {
    let section = |it: &Sent| match &it.command {
        Command::Consent(Consent::Withdraw { section, .. }) => *section,
        _ => None,
    };
    let name = "consent_withdraw.dialogue";
    let (older, todays) = (left(5, name), left(6, name));
    let taken: Vec<_> = older.iter().filter_map(section).collect();
    assert_eq!(taken, [Section::Minutes, Section::Dialogue]);
    assert!(
        older.last() == todays.last() && todays.len() == 1,
        "what it said itself it says still"
    );
    assert_eq!(ids(&older).len(), 2);
    assert_eq!(ids(&older), ids(&left(5, name)), "read again it is the same");
    for (version, name) in [(5, "consent_withdraw"), (5, "talk_write"), (6, name)] {
        assert_eq!(left(version, name).len(), 1, "{name}");
    }
}

// [O26]
#[test]
fn the_dialogues_that_an_older_program_gave_are_given_with_their_minutes() {
    let sections = |version| match left(version, "consent_give.dialogue").pop() {
        Some(Sent { command: Command::Consent(Consent::Give { sections, .. }), .. }) => sections,
        _ => BTreeSet::new(),
    };
    let (plan, dialogue) = (Section::Plan, Section::Dialogue);
    assert_eq!(sections(5), [plan, dialogue, Section::Minutes].into());
    assert_eq!(sections(6), [plan, dialogue].into());
}
