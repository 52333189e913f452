//! Values that styles share: a `var(--x)` that nobody sets is an empty place, and nothing complains; one that nobody uses lies about.

use super::repo::{File, all, assert_none};
use std::collections::BTreeSet;

/// What is drawn and styled: `style`, and the sprites of `public`.
fn sheets() -> Vec<File> {
    let ours = |file: &File| file.path.starts_with("style/") || file.path.starts_with("public/");
    all(&["css", "svg"]).into_iter().filter(ours).collect()
}

/// A name begins here: `--x`.
fn name(text: &str) -> Option<&str> {
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let (name, _) = text.split_at(text.find(|c| !of_name(c)).unwrap_or(text.len()));
    name.starts_with("--").then_some(name)
}

/// What stands outside of comments.
fn said(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |said, (_, rest)| said + rest)
}

/// The names in `var(…)`.
fn used(text: &str) -> BTreeSet<&str> {
    text.split("var(").skip(1).filter_map(|rest| name(rest.trim_start())).collect()
}

/// The names that are given a value: at the beginning of a declaration.
fn set(text: &str) -> BTreeSet<&str> {
    let declared = text.split(['{', ';', '}', '"']).filter_map(|it| {
        let name = name(it.trim_start())?;
        it.trim_start().strip_prefix(name)?.trim_start().starts_with(':').then_some(name)
    });
    declared.collect()
}

/// What is used in one of these and set in none, and the other way round.
fn apart(texts: &[String]) -> (Vec<String>, Vec<String>) {
    let all = |read: fn(&str) -> BTreeSet<&str>| {
        texts.iter().flat_map(|text| read(text)).collect::<BTreeSet<_>>()
    };
    let (used, set) = (all(used), all(set));
    let less =
        |one: &BTreeSet<&str>, other| one.difference(other).map(|it| (*it).to_owned()).collect();
    (less(&used, &set), less(&set, &used))
}

#[test]
fn every_value_that_a_style_uses_is_set_and_every_one_that_is_set_is_used() {
    let texts: Vec<_> = sheets().iter().map(|file| said(&file.text)).collect();
    let (unset, unused) = apart(&texts);
    assert_none(unset, "Set it in style/tokens.css, or use one that is there.");
    assert_none(unused, "Nobody uses it: take it away.");
}

#[test]
fn a_value_that_is_not_set_is_missed_and_so_is_one_that_is_not_used() {
    let all = |texts: [&str; 2]| apart(&texts.map(said));
    let lists = |one: &[&str], other: &[&str]| {
        (
            one.iter().map(|it| (*it).to_owned()).collect(),
            other.iter().map(|it| (*it).to_owned()).collect(),
        )
    };
    assert_eq!(all([":root { --ink: #000; }", "p { color: var(--ink, red); }"]), lists(&[], &[]));
    assert_eq!(
        all([":root { --ink: #000; }", "<path fill=\"var( --inc )\"/>"]),
        lists(&["--inc"], &["--ink"])
    );
    assert_eq!(
        all(["/* --old: 1; var(--older) */ p { --w: 1px; --w-2:var(--w) }", "a{x:var(--w-2)}"]),
        lists(&[], &[])
    );
    // A class with two dashes is none.
    assert_eq!(
        all([".button--wide:hover { color: red; }", "<g class=\"a--b\" style=\"--hue:1\"/>"]),
        lists(&[], &["--hue"])
    );
}
