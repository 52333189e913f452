//! Whether somebody is the one who may do a thing is answered in one place. So whatever refuses by who somebody is stands there.

use super::repo::{File, below};

const THERE: &str = "app/domain/src/may";

/// The refusals by who somebody is.
const BY_WHO: [&str; 8] = [
    "NotAMember",
    "NotYours",
    "NotHolder",
    "OnlyCoordinator",
    "OnlyFamily",
    "MayNotInvite",
    "AskAParent",
    "OwnSeat",
];

/// Elsewhere; why.
const KNOWN: &[(&str, &str)] = &[
    ("app/domain/src/people/read.rs: NotAMember", "the look-up of who is in"),
    ("app/domain/src/family.rs: NotAMember", "whoever has no copy is answered out of none"),
    (
        "app/domain/src/shield/decide.rs: OnlyFamily",
        "asked of what two devices made of a fact together, which is only known there",
    ),
];

/// Where a file says one of them.
fn refusals(file: &File) -> Vec<String> {
    // The tests of the model say what they expect.
    let test = ["/tests/", "/tests.rs", "/given"].iter().any(|it| file.path.contains(it));
    let there = file.path == format!("{THERE}.rs") || file.path.starts_with(&format!("{THERE}/"));
    if test || there {
        return Vec::new();
    }
    let says = |name: &&&str| !file.lines_with(&[format!("Refusal::{name}").as_str()]).is_empty();
    BY_WHO.iter().filter(says).map(|name| format!("{}: {name}", file.path)).collect()
}

#[test]
fn who_may_do_what_is_answered_in_one_place() {
    let mut found: Vec<_> = below("app/domain/src").files().flat_map(refusals).collect();
    let mut known: Vec<_> = KNOWN.iter().map(|(place, _)| (*place).to_owned()).collect();
    found.sort();
    known.sort();
    assert_eq!(
        found, known,
        "Say who may in app/domain/src/may/does.rs; the tool says only whether it fits. Where that cannot be, say so in server/tests/tidy/who.rs.",
    );
}

#[test]
fn a_refusal_elsewhere_is_found() {
    let file = |path: &str| File {
        path: path.to_owned(),
        text:
            "if !mine {\n    return Err(Refusal::NotYours);\n}\n/// Refuses [`Refusal::OwnSeat`].\n"
                .to_owned(),
    };
    assert_eq!(refusals(&file("app/domain/src/talk.rs")), ["app/domain/src/talk.rs: NotYours"]);
    assert!(refusals(&file("app/domain/src/may/does.rs")).is_empty());
    assert!(refusals(&file("app/domain/src/talk/tests.rs")).is_empty());
}
