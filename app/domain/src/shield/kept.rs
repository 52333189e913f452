//! Finding words in a text, however they are written there.

/// Words that are kept from one person, ready to be looked for.
#[derive(Clone, Default)]
pub struct Kept(Vec<Word>);

#[derive(Clone)]
struct Word {
    /// As [`plain`] writes it, and as it is [`spelled`] on a foreign keyboard.
    plain: [String; 3],
    /// The same without gaps, where it is found however it is parted.
    glued: Option<[String; 3]>,
}

impl Kept {
    /// One word more.
    pub fn keep(&mut self, word: &str) {
        let plain = plain(word);
        let parted = plain.trim().contains(' ') || plain.contains(|c: char| c.is_ascii_digit());
        let plain = spelled(&plain);
        let glued = parted.then(|| plain.each_ref().map(|it| glued(it)));
        self.0.push(Word { plain, glued });
    }

    /// Whether one of the words stands in the text. A word is found at the beginning of another too: "Solsikken" in "Solsikkens". What
    /// has a digit in it, or several words, is found however it is parted: "20 30 40 50" in "+4520304050".
    pub fn stands_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let text = spelled(&plain(text));
        let together = text.each_ref().map(|it| glued(it));
        let stands = |all: &[String; 3], word: &[String; 3]| {
            all.iter().zip(word).any(|(text, word)| text.contains(word))
        };
        let parted = |it: &Word| it.glued.as_ref().is_some_and(|it| stands(&together, it));
        self.0.iter().any(|it| stands(&text, &it.plain) || parted(it))
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

fn glued(plain: &str) -> String {
    plain.replace(' ', "")
}

#[cfg(test)]
mod tests;
