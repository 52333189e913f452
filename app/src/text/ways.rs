//! Coming in from another house, and with finger or face.

use crate::still::Wrong;

/// The ways in.
pub struct Text {
    pub title: &'static str,
    /// The way here.
    pub open: &'static str,
    pub lead: &'static str,
    /// For somebody who is in already.
    pub lead_in: &'static str,
    pub staff: &'static str,
    pub citizen: &'static str,
    pub connected: &'static str,
    pub go: &'static str,
    /// What a screen reader says for the button of one house.
    pub go_to: fn(&str) -> String,
    /// It leads to one's account no more.
    pub part: &'static str,
    pub part_from: fn(&str) -> String,
    pub onward: fn(&str) -> String,
    pub onward_hint: &'static str,
    pub go_on: &'static str,
    pub connect_title: &'static str,
    pub connect_lead: fn(&str) -> String,
    pub connect_hint: &'static str,
    pub connect_yes: &'static str,
    pub connect_no: &'static str,
    /// The heading, and what to do now.
    pub wrong: fn(Wrong) -> (&'static str, &'static str),
    pub code: fn(&str) -> String,
    pub again: &'static str,
}

pub const DA: Text = Text {
    title: "Log ind",
    open: "Log ind med dit arbejde eller MitID",
    lead: "Vælg, hvor du vil logge ind. Bagefter kommer du tilbage hertil.",
    lead_in: "Du er inde. Her kan du vælge en vej mere ind.",
    staff: "For dig, der arbejder her",
    citizen: "For borgere",
    connected: "Fører til din konto",
    go: "Log ind",
    go_to: |house| format!("Log ind med {house}"),
    part: "Fjern",
    part_from: |house| format!("Fjern {house} som vej ind"),
    onward: |house| format!("Nu går du til {house}"),
    onward_hint: "Det sker af sig selv. Sker der ikke noget, så tryk her.",
    go_on: "Gå videre",
    connect_title: "Er det også dig?",
    connect_lead: |house| format!("Du kom tilbage fra {house}, og du er inde her."),
    connect_hint: "Siger du ja, kan du fremover logge ind derfra. Andre på denne enhed skal sige nej.",
    connect_yes: "Ja, det er mig",
    connect_no: "Nej, lad det være",
    wrong: |wrong| match wrong {
        Wrong::Cancelled => {
            ("Du er ikke logget ind", "Du stoppede undervejs. Prøv igen, når du vil.")
        }
        Wrong::Over => {
            ("Vejen er brugt eller for gammel", "Den gælder én gang og i ti minutter. Begynd igen.")
        }
        Wrong::OtherBrowser => {
            ("Du begyndte et andet sted", "Begynd og slut i den samme browser. Prøv igen her.")
        }
        Wrong::Unreached => {
            ("Vi kan ikke nå dem lige nu", "Intet er gået tabt. Prøv igen om lidt.")
        }
        Wrong::TooLow => (
            "Dit login er ikke sikkert nok",
            "Fagpersoner skal have niveauet betydelig eller høj. Spørg på dit arbejde.",
        ),
        Wrong::NoLevel => (
            "Vi ved ikke, hvor sikkert dit login er",
            "Dit login siger det ikke på en måde, vi kender. Spørg på dit arbejde.",
        ),
        Wrong::OnlyWay => (
            "Det er din eneste vej ind",
            "Intet er ændret. Lav en adgangskode først, eller brug finger eller ansigt.",
        ),
        Wrong::Taken => (
            "Det login hører til en anden konto",
            "Intet er ændret. Du er stadig inde, som du var før.",
        ),
        Wrong::OtherHouse
        | Wrong::House
        | Wrong::Code
        | Wrong::Signature
        | Wrong::Issuer
        | Wrong::Audience
        | Wrong::Expired
        | Wrong::Nonce
        | Wrong::Unread => {
            ("Svaret passede ikke", "Ingen er lukket ind. Prøv igen. Sker det igen, så sig det.")
        }
    },
    code: |code| format!("Til den, der hjælper dig: {code}"),
    again: "Prøv igen",
};

pub const EN: Text = Text {
    title: "Sign in",
    open: "Sign in through your work or eID",
    lead: "Choose where to sign in. Afterwards you come back here.",
    lead_in: "You are in. Here you can choose one more way in.",
    staff: "For you who work here",
    citizen: "For citizens",
    connected: "Leads to your account",
    go: "Sign in",
    go_to: |house| format!("Sign in with {house}"),
    part: "Remove",
    part_from: |house| format!("Remove {house} as a way in"),
    onward: |house| format!("Now you go to {house}"),
    onward_hint: "It happens by itself. If nothing happens, press here.",
    go_on: "Go on",
    connect_title: "Is this you too?",
    connect_lead: |house| format!("You came back from {house}, and you are in here."),
    connect_hint: "If you say yes, you can sign in from there. Anybody else here says no.",
    connect_yes: "Yes, it is me",
    connect_no: "No, leave it",
    wrong: |wrong| match wrong {
        Wrong::Cancelled => {
            ("You are not signed in", "You stopped on the way. Try again when you like.")
        }
        Wrong::Over => {
            ("This way is used or too old", "It works once, for ten minutes. Begin again.")
        }
        Wrong::OtherBrowser => {
            ("You began somewhere else", "Begin and end in the same browser. Try again here.")
        }
        Wrong::Unreached => {
            ("We cannot reach them just now", "Nothing is lost. Try again in a while.")
        }
        Wrong::TooLow => (
            "Your sign-in is not secure enough",
            "Professionals need the level substantial or high. Ask at your work.",
        ),
        Wrong::NoLevel => (
            "We cannot tell how secure your sign-in is",
            "It does not say so in a way we know. Ask at your work.",
        ),
        Wrong::OnlyWay => (
            "It is your only way in",
            "Nothing was changed. Make a password first, or use finger or face.",
        ),
        Wrong::Taken => (
            "That sign-in belongs to another account",
            "Nothing was changed. You are in as you were before.",
        ),
        Wrong::OtherHouse
        | Wrong::House
        | Wrong::Code
        | Wrong::Signature
        | Wrong::Issuer
        | Wrong::Audience
        | Wrong::Expired
        | Wrong::Nonce
        | Wrong::Unread => {
            ("The answer did not fit", "Nobody was let in. Try again. If it repeats, tell us.")
        }
    },
    code: |code| format!("For whoever helps you: {code}"),
    again: "Try again",
};
