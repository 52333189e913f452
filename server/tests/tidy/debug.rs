//! Types that can hold what somebody wrote print nothing.
//!
//! A type can, where one of its fields is text or bytes. Whatever holds such a type cannot have `Debug` either: there the
//! compiler says so. So the rule need only look at fields, and holds for all that is made of them.

use super::repo::{File, below};

/// What text and bytes are made of.
const WORDS: [&str; 8] = ["String", "str", "Vec<u8>", "[u8]", "Value", "Bytes", "PathBuf", "Uri"];

/// Text that nobody of a family wrote; why.
const KNOWN: &[(&str, &str)] = &[
    ("app/src/text/ruler/guide.rs: Position", "our own words"),
    ("app/src/text/ruler/guide.rs: Help", "our own words"),
    ("app/src/text/ruler/guide.rs: Acute", "our own words"),
    ("app/src/text/ruler/guide.rs: AcuteLine", "our own words"),
    ("server/src/demo.rs: DemoError", "places and statuses"),
    ("server/src/auth/oidc/types.rs: Claims", "written by hand, says its name only"),
    ("server/src/auth/oidc/config.rs: ConfigError", "paths, and ids out of our own file"),
    ("server/src/keys.rs: MasterId", "a hash that names a key"),
    ("server/src/error.rs: StartError", "paths of the command line"),
    ("server/src/store.rs: StoreError", "names of settings of the database"),
    ("server/src/store.rs: Appended", "an answer: ids, numbers and refusals"),
];

/// The types with `Debug` in a file, each with the text between its braces.
pub fn printing(file: &File) -> Vec<(String, String)> {
    let code: Vec<&str> =
        file.text.lines().filter(|it| !it.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("#[derive(") {
        let Some((derived, after)) = code[at..].split_once(")]") else { continue };
        if derived.split(|it: char| !it.is_alphanumeric()).any(|it| it == "Debug") {
            found.extend(item(after));
        }
    }
    for (at, _) in code.match_indices("Debug for ") {
        let name = code[at..].split_whitespace().nth(2).unwrap_or_default();
        found.push((name.to_owned(), "str, by hand".to_owned()));
    }
    found
}

/// The name of the next type, and its body.
fn item(code: &str) -> Option<(String, String)> {
    let begins = ["struct ", "enum "].iter().filter_map(|it| code.find(it).map(|at| at + it.len()));
    let code = &code[begins.min()?..];
    let name: String = code.chars().take_while(|it| it.is_alphanumeric()).collect();
    let body = code.find(['{', '(', ';'])?;
    let (mut depth, mut end) = (0_usize, code.len());
    for (at, letter) in code[body..].char_indices() {
        match letter {
            '{' | '(' => depth += 1,
            '}' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = body + at;
            break;
        }
    }
    Some((name, code[body..end].to_owned()))
}

fn has_words(body: &str) -> bool {
    // What stands in an attribute is the program's own.
    let fields: Vec<&str> = body.lines().filter(|it| !it.trim_start().starts_with('#')).collect();
    let fields = fields.join("\n");
    WORDS.iter().any(|word| {
        fields.match_indices(word).any(|(at, _)| {
            let before = fields[..at].chars().next_back();
            let after = fields[at + word.len()..].chars().next();
            let inside = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
            !inside(before) && !inside(after)
        })
    })
}

pub fn found() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["app/domain/src", "app/src", "server/src"] {
        for file in below(folder).files().filter(|it| !it.path.ends_with("tests.rs")) {
            let known =
                |name: &str| KNOWN.iter().any(|(it, _)| *it == format!("{}: {name}", file.path));
            let words = printing(file).into_iter().filter(|(_, body)| has_words(body));
            let bad = words.filter(|(name, _)| !known(name));
            found.extend(bad.map(|(name, _)| format!("{}: {name}", file.path)));
        }
    }
    found
}

#[test]
fn text_is_found_wherever_it_stands() {
    let of = |text: &str| {
        let file = File { path: "x.rs".into(), text: text.into() };
        printing(&file).iter().filter(|(_, body)| has_words(body)).count()
    };
    assert_eq!(of("#[derive(Clone, Debug)]\npub struct Card {\n    text: String,\n}"), 1);
    assert_eq!(
        of(
            "#[derive(\n    Clone,\n    Debug,\n)]\n#[serde(x)]\npub enum E { A(u8), B { it: &'static str } }"
        ),
        1
    );
    assert_eq!(of("#[derive(Debug)]\nstruct Sealed(Vec<u8>);"), 1);
    assert_eq!(of("impl std::fmt::Debug for Card {\n"), 1);
    assert_eq!(
        of("#[derive(Clone)]\nstruct Card { text: String }\n#[derive(Debug)]\nstruct Id(Uuid);"),
        0
    );
    assert_eq!(of("#[derive(Debug)]\nenum Way {\n    /// A String of steps.\n    Page,\n}"), 0);
}

#[test]
fn what_is_known_is_still_there() {
    for (known, _) in KNOWN {
        let (path, name) = known.split_once(": ").expect("a file and a type");
        let files = below(path.rsplit_once('/').expect("a folder").0);
        let prints =
            |file: &File| printing(file).iter().any(|(it, body)| it == name && has_words(body));
        assert!(
            files.files().any(|file| file.path == path && prints(file)),
            "{known} prints nothing any more"
        );
    }
}
