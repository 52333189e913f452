//! Reading just enough of a Rust file.

/// The string literals of a file, roughly: enough to find SQL in them.
pub fn strings(text: &str) -> Vec<String> {
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n").replace("\\\"", "").replace("'\"'", "");
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// "select … from", "insert into", "update … set", "delete from", "create table".
pub fn sql_words(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<_> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let after = |first: &str, then: &str| {
        let start = words.iter().position(|word| *word == first);
        start.is_some_and(|start| words[start..].contains(&then))
    };
    let next = |first: &str, then: &str| words.windows(2).any(|pair| pair == [first, then]);
    let begins = |first: &str| words.first() == Some(&first);
    (begins("select") && after("select", "from"))
        || (begins("update") && after("update", "set"))
        || next("insert", "into")
        || next("delete", "from")
        || next("create", "table")
}

#[test]
fn sql_is_told_from_prose() {
    assert!(sql_words("SELECT id FROM families WHERE id = ?"));
    assert!(sql_words("insert into events (family_id) values (?)"));
    assert!(sql_words("update sessions set seen = ?"));
    assert!(!sql_words("nothing to see"));
    assert_eq!(
        strings("let a = \"one\"; // \"no\"\n// \"two\"\nf(\"three\")"),
        ["one", "no", "three"]
    );
}
