//! When there is no page to show: what it is, and what to do.

use super::common;
use crate::boot::Trouble;

/// Troubles.
pub struct Text {
    /// The heading, and what to do now.
    pub words: fn(Trouble) -> (&'static str, &'static str),
}

pub const DA: Text = Text {
    words: |trouble| match trouble {
        Trouble::NotFound => (common::DA.nothing_here, common::DA.nothing_here_why),
        Trouble::SignedOut => {
            ("Du er ikke inde", "Brug dit link eller din kode igen. Intet er gået tabt.")
        }
        Trouble::BadKey => (
            "Den passer ikke",
            "Linket eller koden åbner ikke noget. Se efter, eller bed om en ny.",
        ),
        Trouble::Malformed => {
            ("Det kunne vi ikke læse", "Intet er ændret. Gå tilbage, og prøv igen.")
        }
        Trouble::TooLarge => {
            ("Det var for meget på én gang", "Intet er ændret. Gå tilbage, og del teksten op.")
        }
        Trouble::TooMany => {
            ("Vent et øjeblik", "Det er prøvet mange gange. Prøv igen om et minut.")
        }
        Trouble::Busy => {
            ("Her er mange lige nu", "Vent et øjeblik, og prøv igen. Intet er gået tabt.")
        }
        Trouble::Broken => ("Det gik galt hos os", "Intet er gået tabt. Prøv igen om lidt."),
        Trouble::Offline => (
            "Ingen forbindelse",
            "Siden er ikke gemt her. Den kommer, når forbindelsen er tilbage.",
        ),
    },
};

pub const EN: Text = Text {
    words: |trouble| match trouble {
        Trouble::NotFound => (common::EN.nothing_here, common::EN.nothing_here_why),
        Trouble::SignedOut => {
            ("You are not in", "Use your link or your code again. Nothing is lost.")
        }
        Trouble::BadKey => {
            ("That does not fit", "The link or code opens nothing. Check it, or ask for a new one.")
        }
        Trouble::Malformed => {
            ("We could not read that", "Nothing was changed. Go back and try again.")
        }
        Trouble::TooLarge => {
            ("That was too much at once", "Nothing was changed. Go back and split the text.")
        }
        Trouble::TooMany => ("Wait a moment", "There have been many tries. Try again in a minute."),
        Trouble::Busy => {
            ("Many are here just now", "Wait a moment and try again. Nothing is lost.")
        }
        Trouble::Broken => {
            ("Something broke on our side", "Nothing is lost. Try again in a while.")
        }
        Trouble::Offline => {
            ("No connection", "The page is not kept here. It comes when the connection is back.")
        }
    },
};
