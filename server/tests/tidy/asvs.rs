//! `docs/asvs.md` says how much of a list of requirements is met, and by which test. The numbers are those of its rows, and what it names is there.

use super::repo::{all, assert_none, root};

/// Where tests of this suite stand that answer a requirement.
const TIDY: [&str; 2] = [include_str!("../tidy.rs"), include_str!("libraries.rs")];

/// Requirement, level, and how it is answered.
fn rows(document: &str) -> Vec<(&str, &str, &str)> {
    document
        .lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit())
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            (cells[1], cells[2], cells[4])
        })
        .collect()
}

fn document() -> String {
    std::fs::read_to_string(root().join("docs/asvs.md")).expect("the document is there")
}

#[test]
fn the_numbers_of_the_requirements_are_those_of_the_rows() {
    let document = document();
    let rows = rows(&document);
    assert!(rows.len() > 150, "{} rows", rows.len());
    for (said, how) in [
        ("apply", ""),
        ("met, with a test", "test"),
        ("met without a test, by design or configuration", "design"),
        ("not yet", "**not yet**"),
    ] {
        let count = |of: &str| {
            let meant = |it: &&(&str, &str, &str)| it.1 == of && (how.is_empty() || it.2 == how);
            rows.iter().filter(meant).count()
        };
        let (one, two) = (count("1"), count("2"));
        let line = format!("| {said} | {one} | {two} | {} |", one + two);
        assert!(document.contains(&line), "it should say: {line}");
    }
}

/// A test as `module::name`, a file as a path from the top.
#[test]
fn every_test_and_every_file_that_answers_a_requirement_is_there() {
    let document = document();
    let code: String = all(&["rs"]).into_iter().map(|file| file.text).collect();
    let table = document.lines().filter(|line| line.starts_with("| "));
    let named = table.flat_map(|line| line.rsplit('|').nth(1).unwrap_or_default().split('`'));
    let lost = named.filter(|name| match name.rsplit_once("::") {
        // These are read past, or each rule would find itself.
        Some(("tidy", test)) => !TIDY.iter().any(|it| it.contains(&format!("fn {test}("))),
        Some((_, test)) => !code.contains(&format!("fn {test}(")),
        None if name.ends_with(".spec.ts") => !root().join("end2end/tests").join(name).exists(),
        None => name.contains('/') && !name.contains(' ') && !root().join(name).exists(),
    });
    assert_none(lost.map(str::to_owned), "Name the test or the file that shows it now.");
}

/// A test of a browser as its file and its title: `bad/words.spec.ts`: “words are shown as they were written”.
#[test]
fn every_title_of_a_browsers_test_that_answers_a_requirement_is_there() {
    let document = document();
    let quoted: Vec<_> = document
        .split(".spec.ts`: “")
        .zip(document.split(".spec.ts`: “").skip(1))
        .map(|(before, after)| {
            let file = before.rsplit('`').next().unwrap_or_default();
            (file, after.split('”').next().unwrap_or_default())
        })
        .collect();
    assert!(quoted.len() > 10, "{} titles", quoted.len());
    let lost = quoted.into_iter().filter(|(file, title)| {
        let file = root().join(format!("end2end/tests/{file}.spec.ts"));
        let text = std::fs::read_to_string(file).unwrap_or_default().replace("\\'", "'");
        !text.contains(&format!("test('{title}'"))
    });
    let lost = lost.map(|(file, title)| format!("{file}.spec.ts: {title}"));
    assert_none(lost, "Write the title as it is now.");
}
