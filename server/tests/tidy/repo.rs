//! The files of the repository, without what is built or fetched.

use std::fs;
use std::path::{Path, PathBuf};

const SKIPPED: [&str; 6] =
    ["target", "node_modules", "data", ".git", "test-results", "playwright-report"];

/// These files name what they forbid.
const THIS_TEST: &str = "server/tests/tidy";

pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    /// The lines with one of these texts, each with its place. A comment cannot break a rule.
    pub fn lines_with(&self, texts: &[&str]) -> Vec<String> {
        let code = |line: &str| !line.trim_start().starts_with("//");
        let numbered = self.text.lines().enumerate();
        let found =
            numbered.filter(|(_, line)| code(line) && texts.iter().any(|text| line.contains(text)));
        found.map(|(at, line)| format!("{}:{}: {}", self.path, at + 1, line.trim())).collect()
    }
}

pub struct Below(Vec<File>);

impl Below {
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.0.iter()
    }

    pub fn lines_with(&self, texts: &[&str]) -> Vec<String> {
        self.files().flat_map(|file| file.lines_with(texts)).collect()
    }
}

/// The Rust files below a folder. A folder that is not there yet has none.
pub fn below(folder: &str) -> Below {
    let inside = format!("{folder}/");
    Below(all(&["rs"]).into_iter().filter(|file| file.path.starts_with(&inside)).collect())
}

pub fn all(extensions: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    let wanted = |path: &&PathBuf| {
        path.extension().is_some_and(|end| extensions.iter().any(|one| end == *one))
    };
    let read = |path: &PathBuf| File {
        path: path
            .strip_prefix(root())
            .expect("below the root")
            .to_string_lossy()
            .replace('\\', "/"),
        text: fs::read_to_string(path).expect("source is UTF-8"),
    };
    found.iter().filter(wanted).map(read).filter(|file| !file.path.starts_with(THIS_TEST)).collect()
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("the repository is there")
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let entry = entry.expect("a folder can be read");
        let path = entry.path();
        if SKIPPED.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}

pub fn assert_none(found: impl IntoIterator<Item = String>, advice: &str) {
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{advice}\n{}", found.join("\n"));
}
