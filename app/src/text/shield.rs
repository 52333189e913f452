//! What is kept from somebody.

use domain::shield::Kind;

/// Wording.
pub struct Text {
    pub title: &'static str,
    pub lead: &'static str,
    pub limit: &'static str,
    pub kind: fn(Kind) -> &'static str,
    pub add: &'static str,
    pub about: &'static str,
    pub what: &'static str,
    pub text: &'static str,
    pub text_hint: &'static str,
    pub words: &'static str,
    pub words_hint: &'static str,
    pub kept_from: &'static str,
    pub known_to: &'static str,
    pub go: &'static str,
    /// `&str` are the names.
    pub kept: fn(&str) -> String,
    pub known: fn(&str) -> String,
    pub remove: &'static str,
}

pub const DA: Text = Text {
    title: "Det må nogen ikke vide",
    lead: "Vælg, hvem der ikke må vide det. Så skjuler vi alt, hvor ordet står.",
    limit: "Vi finder ord. Det, der er tegnet, kan vi ikke læse.",
    kind: |kind| match kind {
        Kind::Address => "Adresse",
        Kind::Phone => "Telefonnummer",
        Kind::School => "Skole",
        Kind::Institution => "Institution",
        Kind::MeetingPlace => "Mødested",
    },
    add: "Skriv noget, der skal skjules",
    about: "Hvem handler det om?",
    what: "Hvad er det?",
    text: "Hvad skal skjules?",
    text_hint: "For eksempel skolens navn.",
    words: "Hvilke andre ord røber det?",
    words_hint: "Ét på hver linje. For eksempel vejens navn alene.",
    kept_from: "Hvem må ikke vide det?",
    known_to: "Hvem må gerne vide det?",
    go: "Skjul det",
    kept: |names| format!("Skjult for {names}"),
    known: |names| format!("Kendt af {names}"),
    remove: "Skjul det ikke mere",
};

pub const EN: Text = Text {
    title: "What somebody must not know",
    lead: "Choose who must not know it. Then we hide all that holds the word.",
    limit: "We find words. What is drawn we cannot read.",
    kind: |kind| match kind {
        Kind::Address => "Address",
        Kind::Phone => "Phone number",
        Kind::School => "School",
        Kind::Institution => "Institution",
        Kind::MeetingPlace => "Meeting place",
    },
    add: "Write something to be hidden",
    about: "Whom is it about?",
    what: "What is it?",
    text: "What is to be hidden?",
    text_hint: "For instance the name of the school.",
    words: "Which other words give it away?",
    words_hint: "One on each line. For instance the name of the street alone.",
    kept_from: "Who must not know it?",
    known_to: "Who may know it?",
    go: "Hide it",
    kept: |names| format!("Hidden from {names}"),
    known: |names| format!("Known to {names}"),
    remove: "Hide it no more",
};
