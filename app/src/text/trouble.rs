//! When there is no page to show: what it is, and what to do.

use crate::boot::Trouble;

/// Troubles.
pub struct Text {
    /// The heading, and what to do now.
    pub words: fn(Trouble) -> (&'static str, &'static str),
    pub to_start: &'static str,
    pub to_code: &'static str,
}

pub const DA: Text = Text {
    words: |trouble| match trouble {
        Trouble::NotFound => {
            ("Her er ikke noget", "Siden findes ikke, eller den er ikke for dig. Prøv linket igen.")
        }
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
    to_start: "Til forsiden",
    to_code: "Jeg har en kode",
};

pub const EN: Text = Text {
    words: |trouble| match trouble {
        Trouble::NotFound => {
            ("There is nothing here", "The page is not there, or not for you. Try the link again.")
        }
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
    to_start: "To the front page",
    to_code: "I have a code",
};
