//! The name one signs in with: an e-mail address or a phone number. Nothing is ever sent there; it is only easy to remember.

use crate::store::Hash;
use crate::vault::Vault;
use unicode_normalization::UnicodeNormalization;

/// Longest e-mail address there is.
const MOST: usize = 254;
/// A number of eight digits is a Danish one.
const DANISH: (usize, &str) = (8, "+45");

/// A name, written in the one way in which it is kept.
pub struct Name(String);

impl Name {
    /// Reads what was typed: upper or lower case, a number with spaces, dashes or its country.
    pub fn read(typed: &str) -> Option<Self> {
        let plain: String = typed.trim().nfkc().flat_map(char::to_lowercase).collect();
        if plain.contains('@') { address(&plain) } else { number(&plain) }.map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The blind index.
    pub fn hash(&self, vault: &Vault) -> Hash {
        vault.blind("sign-in name", &self.0)
    }
}

fn address(plain: &str) -> Option<String> {
    let (before, after) = plain.rsplit_once('@')?;
    let odd =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | ',' | ';' | '<' | '>');
    let fits = plain.chars().count() <= MOST
        && !before.is_empty()
        && after.contains('.')
        && after.split('.').all(|part| !part.is_empty())
        && !before.chars().chain(after.chars()).any(odd);
    fits.then(|| plain.to_owned())
}

fn number(plain: &str) -> Option<String> {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '.' | '(' | ')' | '/');
    let plain: String = plain.chars().filter(kept).collect();
    let (foreign, digits) = match plain.strip_prefix('+').or_else(|| plain.strip_prefix("00")) {
        Some(digits) => (true, digits),
        None => (false, plain.as_str()),
    };
    let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
    match (foreign, digits.len()) {
        _ if !all_digits => None,
        (true, 7..=15) => Some(format!("+{digits}")),
        (false, len) if len == DANISH.0 => Some(format!("{}{digits}", DANISH.1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        Name::read(typed).map(|name| name.0)
    }

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        for typed in ["amina@example.org", " Amina@Example.ORG ", "ＡＭＩＮＡ@example.org"] {
            assert_eq!(read(typed).as_deref(), Some("amina@example.org"), "{typed}");
        }
        for typed in
            ["20 30 40 50", "20304050", "+45 20-30-40-50", "0045 20304050", "２０３０４０５０"]
        {
            assert_eq!(read(typed).as_deref(), Some("+4520304050"), "{typed}");
        }
        assert_eq!(read("+46 70 123 45 67").as_deref(), Some("+46701234567"));
    }

    #[test]
    fn what_is_neither_address_nor_number_is_none() {
        for typed in [
            "",
            " ",
            "amina",
            "@",
            "a@",
            "@b.dk",
            "a@b",
            "a b@c.dk",
            "a@b@c.dk",
            "a@.dk",
            "a@b..dk",
            "1234567",
            "123456789",
            "+12",
            "2030405x",
            "a@b.dk,c@d.dk",
            "+1234567890123456",
        ] {
            assert_eq!(read(typed), None, "{typed:?}");
        }
        assert_eq!(read(&format!("{}@b.dk", "a".repeat(300))), None);
    }
}
