//! Finds words in files, however they are spelled there: as they are, in base64 of both alphabets wherever it begins, in hex, in two
//! bytes a letter.

use aho_corasick::AhoCorasick;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use base64::{Engine, engine::GeneralPurpose};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub struct Search {
    spellings: AhoCorasick,
    /// Which word each spelling is of.
    of: Vec<String>,
}

impl Search {
    pub fn new(words: &[String]) -> Self {
        let all = words.iter().flat_map(|word| spelled(word).map(move |it| (word.clone(), it)));
        let (of, spellings): (Vec<_>, Vec<_>) = all.unzip();
        Self { spellings: AhoCorasick::new(spellings).unwrap(), of }
    }

    /// Which of the words stand there.
    pub fn of_bytes(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let all = self.spellings.find_overlapping_iter(bytes);
        all.map(|it| self.of[it.pattern().as_usize()].as_str()).collect()
    }

    /// Which of them stand in a file; an error where it cannot be read.
    pub fn of_file(&self, path: &Path) -> std::io::Result<BTreeSet<&str>> {
        Ok(self.of_bytes(&std::fs::read(path)?))
    }

    /// A file that cannot be read might hold anything.
    pub fn finds_nothing_in(&self, files: &[PathBuf]) {
        assert!(!files.is_empty(), "there is nothing to look into");
        for path in files {
            match self.of_file(path) {
                Ok(found) => assert!(found.is_empty(), "{}: {found:?}", path.display()),
                Err(error) => panic!("{}: {error}", path.display()),
            }
        }
    }
}

fn spelled(word: &str) -> impl Iterator<Item = Vec<u8>> {
    let (wide, hex) = (word.encode_utf16().flat_map(u16::to_le_bytes).collect(), in_hex(word));
    let based = [STANDARD_NO_PAD, URL_SAFE_NO_PAD].into_iter();
    let based = based.flat_map(move |base| [0, 1, 2].map(|before| inside(&base, word, before)));
    [word.into(), wide, hex.to_uppercase().into(), hex.into()].into_iter().chain(based)
}

fn in_hex(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, it| {
        write!(all, "{it:02x}").unwrap();
        all
    })
}

/// What of a word's base64 is the same whatever stands around it, where so many bytes stand before it in its group of three.
fn inside(base: &GeneralPurpose, word: &str, before: usize) -> Vec<u8> {
    let text = base.encode([vec![0; before].as_slice(), word.as_bytes()].concat());
    let begins = [0, 2, 3][before];
    let ends = usize::from(!(before + word.len()).is_multiple_of(3));
    text.as_bytes()[begins..text.len() - ends].to_vec()
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

#[test]
fn a_word_is_found_however_it_is_spelled_and_what_cannot_be_read_counts_as_found() {
    let word = "kanarie007fugl>?".to_owned();
    let search = Search::new(&["kanarie008fugl".to_owned(), word.clone()]);
    for (before, after) in [("", ""), ("", "y"), ("x", ""), ("xy", "z"), ("xyz", "yz"), ("æ", "ø")]
    {
        let text = format!("{before}{word}{after}");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let all = [
            text.clone().into_bytes(),
            [&[0xff, 0xfe, 0x80][..], text.as_bytes()].concat(),
            in_hex(&text).to_uppercase().into(),
            in_hex(&text).into(),
            wide,
            STANDARD_NO_PAD.encode(&text).into(),
            URL_SAFE_NO_PAD.encode(&text).into(),
        ];
        for (at, bytes) in all.iter().enumerate() {
            assert_eq!(search.of_bytes(bytes), [word.as_str()].into(), "{at}: {text}");
        }
    }
    assert!(search.of_bytes(b"kanarie00 7fugl>?").is_empty());
    let folder = tempfile::tempdir().unwrap();
    assert!(search.of_file(folder.path()).is_err());
    assert!(search.of_file(&folder.path().join("gone")).is_err());
}
