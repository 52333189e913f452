//! Finding words in a text, however they are written there.

use crate::MemberId;
use std::collections::BTreeSet;

/// Most letters by which a word grows at its end: "Skovskolens".
const ENDING: usize = 2;

/// Words that are kept from one person, ready to be looked for.
#[derive(Clone, Default)]
pub struct Kept(Vec<Hidden>);

#[derive(Clone)]
struct Hidden {
    word: Word,
    /// Those without whom it were not kept from this person: they themselves, and each through whom alone they came in.
    through: BTreeSet<MemberId>,
}

#[derive(Clone)]
enum Word {
    /// One word without a digit: as [`plain`] writes it, and as it is [`spelled`] on a foreign keyboard.
    One([String; 3]),
    /// What has a digit or several words, without its gaps.
    Parted([String; 3]),
}

impl Kept {
    /// One word more, and those through whom alone it is kept from this person.
    pub fn keep(&mut self, word: &str, through: BTreeSet<MemberId>) {
        let plain = plain(word);
        let parted = plain.trim().contains(' ') || plain.contains(|c: char| c.is_ascii_digit());
        let glued = spelled(&plain).map(|it| it.replace(' ', ""));
        let word = if parted { Word::Parted(glued) } else { Word::One(glued) };
        self.0.push(Hidden { word, through });
    }

    /// Whether a text that `by` wrote is not for this person: one of the words stands in it that is kept from them otherwise than
    /// through its very author. Their own words they know; and what somebody wrote must not go on the screen of a seat that they
    /// opened because a word is kept from themselves, or they could try word after word.
    pub fn hides(&self, by: Option<MemberId>, text: &str) -> bool {
        let all = self.0.iter().filter(|it| by.is_none_or(|by| !it.through.contains(&by)));
        found(all.map(|it| &it.word), text)
    }

    /// Whether one of the words stands in the text, whoever wrote it.
    pub fn stands_in(&self, text: &str) -> bool {
        self.hides(None, text)
    }
}

/// Whether one of the words stands in the text, however it is parted there. A word is found at the beginning of another too: "Solsikken"
/// in "Solsikkens", "Skovskolen" in "Skov-skolens", "Egevej 12" in "egevej12", "20 30 40 50" in "+4520304050"; and yet not in another
/// house: "Egevej 1" in "Egevej 12".
fn found<'a>(words: impl Iterator<Item = &'a Word>, text: &str) -> bool {
    let mut words = words.peekable();
    if words.peek().is_none() {
        return false;
    }
    let text = spelled(&plain(text)).map(|it| Text::of(&it));
    words.any(|word| match word {
        Word::One(word) => text.iter().zip(word).any(|(text, word)| text.has_one(word)),
        Word::Parted(word) => text.iter().zip(word).any(|(text, word)| text.has(word)),
    })
}

/// A text as [`plain`] writes it, without its gaps.
struct Text {
    glued: String,
    /// Where a word begins, in bytes; and the end.
    starts: Vec<usize>,
}

impl Text {
    fn of(plain: &str) -> Self {
        let (mut glued, mut starts) = (String::with_capacity(plain.len()), vec![0]);
        for word in plain.split(' ') {
            glued.push_str(word);
            starts.push(glued.len());
        }
        Self { glued, starts }
    }

    /// Where it stands: from, to.
    fn places<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (usize, usize)> {
        self.glued.match_indices(word).map(|(at, _)| (at, at + word.len()))
    }

    fn seam(&self, at: usize) -> bool {
        self.starts.binary_search(&at).is_ok()
    }

    /// Whether one word stands there from the beginning of a word. Where it is parted, no more than an ending may follow: "Viben" does
    /// not stand in "vi benytter".
    fn has_one(&self, word: &str) -> bool {
        self.places(word).filter(|(at, _)| self.seam(*at)).any(|(at, end)| {
            let whole = !self.starts.iter().any(|it| (at + 1..end).contains(it));
            let rest = || self.starts.iter().find(|it| **it >= end).map(|it| &self.glued[end..*it]);
            whole || rest().is_none_or(|it| it.chars().count() <= ENDING)
        })
    }

    /// Whether it stands there from the beginning of a word, and does not break off inside a number. A number by itself may have others
    /// before it.
    fn has(&self, word: &str) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let number = word.chars().all(|c| c.is_ascii_digit());
        self.places(word).any(|(at, end)| {
            let inside = digit(word.chars().next_back()) && digit(self.glued[end..].chars().next());
            number || (self.seam(at) && (self.seam(end) || !inside))
        })
    }
}

/// Letters and digits in small, one space between: so that "Egevej 12, 2. tv" is found in "egevej  12 2 TV".
pub fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for c in text.chars().filter(|c| !is_seam(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            plain.push(base(c));
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.trim_end().to_owned()
}

/// What stands inside a word and is not seen: it must not part it.
fn is_seam(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters that are also written as a base letter with a mark of its own.
fn base(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ö' | 'ó' | 'ô' => 'o',
        'ü' | 'ú' => 'u',
        'í' | 'ï' => 'i',
        other => other,
    }
}

/// As it is written, with the nearest letters of a foreign keyboard, and with two letters for one: Nørregade, Norregade, Noerregade. An
/// address that is told with other letters is told.
fn spelled(plain: &str) -> [String; 3] {
    let near = |text: &str| text.replace('æ', "a").replace('ø', "o");
    let two = plain.replace("aa", "a").replace("ae", "a").replace("oe", "o");
    [plain.to_owned(), near(plain), near(&two)]
}

#[cfg(test)]
mod tests;
