//! Which passwords are good enough: long, and not one that everybody tries first. No rules of how it is to be composed; those
//! make passwords that are hard to remember and easy to guess.

use super::leaked::leaked;
use super::{MOST, Password};
use zxcvbn::matching::patterns::MatchPattern;
use zxcvbn::{Score, zxcvbn};

/// Alone.
const LEAST: usize = 15;
/// Beside a second factor.
const LEAST_BESIDE: usize = 8;
/// Guesses beyond a hundred million.
const GOOD: Score = Score::Three;
/// What people here think of first, beside the thousands of words and leaked passwords that the library knows.
const NEAR: &[&str] = &[
    "familiedialog",
    "familie",
    "dialog",
    "adgangskode",
    "kodeord",
    "hemmelig",
    "velkommen",
    "danmark",
    "sommer",
    "vinter",
    "forår",
    "efterår",
    "mormor",
    "farmor",
    "morfar",
    "farfar",
    "skat",
    "elsker",
    "fodbold",
    "kærlighed",
    "tillykke",
    "lykke",
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "januar",
    "februar",
    "marts",
    "april",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
    "kommune",
    "skole",
    "børnehave",
];

/// Why a password is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weak {
    Short {
        least: usize,
    },
    Long {
        most: usize,
    },
    /// A word, or a password that is on the lists of those that leaked.
    Known,
    Guessable,
}

/// Whether somebody else is there to guard the door.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Alone,
    SecondFactor,
}

/// Judges a new password for the one who signs in by this name.
pub fn judge(password: &Password, name: &str, beside: Beside) -> Result<(), Weak> {
    let least = match beside {
        Beside::Alone => LEAST,
        Beside::SecondFactor => LEAST_BESIDE,
    };
    match password.len() {
        len if len < least => return Err(Weak::Short { least }),
        len if len > MOST => return Err(Weak::Long { most: MOST }),
        _ if leaked(password.as_str()) => return Err(Weak::Known),
        _ => {}
    }
    let of_name = name.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 2);
    let near: Vec<&str> = NEAR.iter().copied().chain([name]).chain(of_name).collect();
    let found = zxcvbn(password.as_str(), &near);
    match found.sequence() {
        [one] if matches!(one.pattern, MatchPattern::Dictionary(_)) => Err(Weak::Known),
        _ if found.score() < GOOD => Err(Weak::Guessable),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(password: &str, beside: Beside) -> Result<(), Weak> {
        judge(&Password::read(password), "amina.yilmaz@example.org", beside)
    }

    #[test]
    fn length_is_what_counts_and_no_rule_of_composition() {
        for good in [
            "krukke saks paraply",
            "vi spiser tit pandekager om",
            "ルーラーと家族と犬と猫と魚と鳥と",
        ] {
            assert_eq!(judged(good, Beside::Alone), Ok(()), "{good}");
        }
        assert_eq!(judged("blomkaal7gren", Beside::Alone), Err(Weak::Short { least: 15 }));
        assert_eq!(judged("blomkaal7gren", Beside::SecondFactor), Ok(()));
        assert_eq!(judged("kort7!x", Beside::SecondFactor), Err(Weak::Short { least: 8 }));
        assert_eq!(judged(&"aZ3 ".repeat(65), Beside::Alone), Err(Weak::Long { most: 256 }));
        assert!(judged(&"krukke saks paraply vindue ".repeat(9), Beside::Alone).is_ok());
    }

    #[test]
    fn what_everybody_tries_first_is_not_taken() {
        for known in ["password", "iloveyou", "sunshine", "football1"] {
            assert!(judged(known, Beside::SecondFactor).is_err(), "{known}");
        }
        assert_eq!(judged("superman", Beside::SecondFactor), Err(Weak::Known));
        for easy in [
            "aaaaaaaaaaaaaaaaaaaa",
            "123456789012345678",
            "passwordpassword",
            "qwertyuiopasdfgh",
            "amina.yilmaz@example.org",
            "aminayilmazaminayilmaz",
            "familiedialogfamilie",
            "sommersommersommer",
        ] {
            assert!(judged(easy, Beside::Alone).is_err(), "{easy}");
        }
    }
    #[test]
    fn what_leaked_is_not_taken_however_hard_it_is_to_guess() {
        for leaked in ["perasperaadastra", "Lytdybrbdfvgbhf", "hjpjxrf23062007", "ne_e_pod_chehyl"]
        {
            assert!(zxcvbn(leaked, &[]).score() >= GOOD, "{leaked} looks good");
            assert_eq!(judged(leaked, Beside::Alone), Err(Weak::Known), "{leaked}");
        }
    }
}
