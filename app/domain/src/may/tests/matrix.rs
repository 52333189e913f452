//! Who was ever let carry out what: worked out from stories that dice tell, and compared with the table that people read. Where
//! the table names nobody of a kind, the dice never saw it happen.

use crate::given::random::{config, rolls};
use crate::given::story::play;
use crate::people::Role;
use crate::{Command, Family, MemberId};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const TABLE: &str = include_str!("../../../tests/authorisation.txt");
/// Stories enough for every pair that can happen to happen.
const STORIES: usize = 1_500;

/// What somebody is in a family just now.
fn standing(family: &Family, actor: MemberId) -> &'static str {
    if family.people.joined(actor).is_err() {
        return "outside";
    }
    match family.people.get(actor).map(|it| it.role) {
        Some(Role::Guardian) if family.people.is_coordinator(actor) => "leading-guardian",
        _ if family.people.is_coordinator(actor) => "coordinator",
        Some(Role::Guardian) => "guardian",
        Some(Role::Child) => "child",
        Some(Role::Network) => "network",
        Some(Role::Professional) => "professional",
        None => "outside",
    }
}

/// `tool/kind`, as on the wire.
fn kind(command: &Command) -> String {
    let json = serde_json::to_value(command).expect("plain data");
    let (tool, act) = json.as_object().and_then(|it| it.iter().next()).expect("one tool");
    let act = act.as_object().and_then(|it| it.keys().next()).expect("one kind");
    format!("{tool}/{act}")
}

#[test]
fn who_may_ever_carry_out_what_stands_in_the_table() {
    let mut runner = TestRunner::new(config());
    let mut may: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for _ in 0..STORIES {
        let rolls = rolls(120).new_tree(&mut runner).expect("dice").current();
        play(&rolls, |turn| {
            let row = may.entry(kind(turn.command)).or_default();
            if turn.result.is_ok() {
                row.insert(standing(turn.before, turn.ctx.actor));
            }
        });
    }
    let mut table = String::new();
    for (kind, who) in may {
        let who: Vec<_> = who.into_iter().collect();
        writeln!(table, "{kind}: {}", who.join(" ")).expect("a string");
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/authorisation.txt");
        std::fs::write(path, &table).expect("the table can be written");
    }
    let wrong: Vec<_> = table.lines().filter(|line| !TABLE.lines().any(|it| it == *line)).collect();
    assert!(wrong.is_empty(), "not in tests/authorisation.txt: {wrong:#?}");
    assert_eq!(table.lines().count(), TABLE.lines().count());
}
