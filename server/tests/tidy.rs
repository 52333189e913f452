//! What a compiler does not check about this repository. Each rule says what to do instead.

#[path = "tidy/asvs.rs"]
mod asvs;
#[path = "tidy/debug.rs"]
mod debug;
#[path = "tidy/libraries.rs"]
mod libraries;
#[path = "tidy/pictures.rs"]
mod pictures;
#[path = "tidy/repo.rs"]
mod repo;
#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/same_name.rs"]
mod same_name;
#[path = "tidy/sync.rs"]
mod sync;
#[path = "tidy/values.rs"]
mod values;
#[path = "tidy/who.rs"]
mod who;

use repo::{File, all, assert_none, below};
use rules::{sql_words, strings};

const MOST_LINES: usize = 400;
const MOST_FORKS: usize = 6;

#[test]
fn no_file_is_longer_than_it_can_be_read() {
    let long =
        all(&["rs", "css", "ts"]).into_iter().filter(|file| file.text.lines().count() > MOST_LINES);
    assert_none(long.map(|file| file.path), "Over 400 lines: split the file by what it is about.");
}

#[test]
fn views_carry_no_inline_style() {
    let forbidden = ["style=", "style:"];
    assert_none(
        below("app/src").lines_with(&forbidden),
        "The CSP blocks it: use a class or SVG attributes.",
    );
}

/// "Tell an adult" says so.
#[test]
fn nothing_comes_to_anybodys_phone_by_itself() {
    let ways = ["showNotification", "pushManager", "PushManager", "requestPermission", "lettre"];
    let ours = all(&["rs", "js", "toml"]);
    let found = ours.iter().flat_map(|file| file.lines_with(&ways)).collect::<Vec<_>>();
    assert_none(
        found,
        "app/src/text/mine.rs tells a child that no message comes. Change the two together.",
    );
}

#[test]
fn only_the_store_writes_sql() {
    let mut found = Vec::new();
    for file in
        below("server/src").files().filter(|file| !file.path.starts_with("server/src/store"))
    {
        found.extend(
            strings(&file.text)
                .into_iter()
                .filter(|text| sql_words(text))
                .map(|text| format!("{}: {text}", file.path)),
        );
    }
    assert_none(found, "SQL belongs into server/src/store/.");
}

#[test]
fn only_the_room_appends() {
    let outside = |file: &&File| {
        !file.path.starts_with("server/src/store") && file.path != "server/src/live/room.rs"
    };
    let found = below("server/src")
        .files()
        .filter(outside)
        .flat_map(|file| file.lines_with(&[".append("]))
        .collect::<Vec<_>>();
    let found = found.into_iter().filter(|line| line.contains("store"));
    assert_none(
        found,
        "Only server/src/live/room.rs appends to a family's log: send the room a command.",
    );
}

#[test]
fn the_app_knows_neither_database_nor_server() {
    let forbidden = ["sqlx", "axum"];
    assert_none(
        below("app/src").lines_with(&forbidden),
        "app/ is the browser's side: it names neither sqlx nor axum.",
    );
}

#[test]
fn components_do_not_sync() {
    let forbidden = ["crate::sync", "gloo::net"];
    assert_none(
        below("app/src/components").lines_with(&forbidden),
        "A component has props in and callbacks out.",
    );
}

#[test]
fn screens_do_not_fork_by_feature() {
    let forbidden = ["cfg(feature", "cfg!(feature"];
    for folder in ["app/src/pages", "app/src/tools", "app/src/components"] {
        assert_none(
            below(folder).lines_with(&forbidden),
            "A fork is two files with one signature, outside of the screens.",
        );
    }
    let forks = below("app/src").lines_with(&forbidden);
    assert!(
        forks.len() <= MOST_FORKS,
        "More than {MOST_FORKS} forks by feature in app/src:\n{}",
        forks.join("\n")
    );
}

#[test]
fn the_model_reads_no_clock_and_no_dice() {
    let forbidden = [
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "new_v4",
        "now_v7",
        "rand::",
        "getrandom",
    ];
    assert_none(
        below("app/domain/src").lines_with(&forbidden),
        "Time and ids come in with the command and `Ctx`.",
    );
}

#[test]
fn no_test_is_left_out_or_waits_for_time() {
    let rust = ["#[ignore"];
    let browser = [".skip(", ".fixme(", ".only(", "waitForTimeout"];
    let mut found: Vec<_> = all(&["rs"]).iter().flat_map(|file| file.lines_with(&rust)).collect();
    found.extend(all(&["ts"]).iter().flat_map(|file| file.lines_with(&browser)));
    assert_none(found, "A test runs or does not exist; it waits for what happens, not for time.");
}

#[test]
fn nothing_is_left_to_do_in_code() {
    let forbidden = ["todo!(", "unimplemented!(", "TODO", "FIXME", "XXX"];
    let found: Vec<_> =
        all(&["rs", "css", "ts"]).iter().flat_map(|file| file.lines_with(&forbidden)).collect();
    assert_none(found, "Do it, or write it into the papers.");
}

#[test]
fn modules_are_named_by_their_file() {
    let found = all(&["rs"]).into_iter().filter(|file| file.path.ends_with("/mod.rs"));
    assert_none(found.map(|file| file.path), "Use name.rs beside name/.");
}

#[test]
fn what_somebody_wrote_is_not_printed() {
    assert_none(
        debug::found(),
        "It may hold what somebody wrote, is called or is sealed with, so it has no Debug: a log is soon written. Where it cannot, say so in server/tests/tidy/debug.rs.",
    );
}
