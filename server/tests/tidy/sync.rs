//! The rules of docs/sync.md and the tests that prove them. A rule stands there as `**[S7]**`; a test quotes it in a comment right above.

use super::repo::{all, root};
use std::collections::BTreeSet;

type Rules = BTreeSet<(char, u32)>;

/// Of the way between a client and the server, and of what a browser keeps.
const LETTERS: [char; 2] = ['S', 'O'];

/// The letters and numbers in `[S1] [O2]`.
fn numbers(text: &str) -> Rules {
    let rule = |it: &str| {
        let letter = LETTERS.into_iter().find(|letter| it.starts_with(*letter))?;
        Some((letter, it[1..].split_once(']')?.0.parse().ok()?))
    };
    text.split('[').skip(1).filter_map(rule).collect()
}

fn defined() -> Rules {
    let text = std::fs::read_to_string(root().join("docs/sync.md")).expect("it is there");
    text.lines()
        .filter_map(|line| line.strip_prefix("- **"))
        .flat_map(|it| numbers(&it[..8]))
        .collect()
}

/// Every quotation, and whether a test follows it.
fn quoted(text: &str) -> Vec<(Rules, bool)> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let is_comment = |line: &str| line.starts_with("//");
    let found =
        lines.iter().enumerate().filter(|(_, line)| is_comment(line) && !numbers(line).is_empty());
    found
        .map(|(at, line)| {
            let next = lines[at..].iter().find(|line| !is_comment(line)).copied().unwrap_or("");
            let begins = ["#[test]", "#[tokio::test", "test("];
            (numbers(line), begins.iter().any(|begin| next.starts_with(begin)))
        })
        .collect()
}

#[test]
fn every_rule_of_the_sync_is_proved_by_a_test_that_quotes_it() {
    let defined = defined();
    for letter in LETTERS {
        let those: Vec<_> = defined.iter().filter(|it| it.0 == letter).map(|it| it.1).collect();
        assert!(those.len() > 15 && those.iter().copied().eq((1..).take(those.len())), "{those:?}");
    }
    let mut proved = Rules::new();
    for file in all(&["rs", "ts"]) {
        for (rules, test) in quoted(&file.text) {
            assert!(
                rules.is_subset(&defined),
                "{}: a rule that is not there: {rules:?}",
                file.path
            );
            assert!(test || rules.is_empty(), "{}: {rules:?} stands above no test", file.path);
            proved.extend(rules);
        }
    }
    let open: Vec<_> = defined.difference(&proved).collect();
    assert!(open.is_empty(), "rules that no test quotes: {open:?}");
}

#[test]
fn a_quotation_is_told_from_prose() {
    assert_eq!(numbers("// [S1] [O22], not [Sx]"), [('S', 1), ('O', 22)].into());
    let text = "// [S3]\n#[tokio::test]\nasync fn a() {}\n// [S4]\nlet b = 1;\n";
    assert_eq!(quoted(text), [([('S', 3)].into(), true), ([('S', 4)].into(), false)]);
}
