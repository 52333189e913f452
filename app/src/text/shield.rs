//! How somebody is reached, and what is kept from somebody.

use domain::shield::Kind;

/// Wording.
pub struct Text {
    pub kind: fn(Kind) -> &'static str,
    pub add: &'static str,
    pub change: &'static str,
    pub what: &'static str,
    pub meeting: &'static str,
    pub no_meeting: &'static str,
    pub text: &'static str,
    pub text_hint: &'static str,
    pub known_to: &'static str,
    pub kept_from: &'static str,
    pub words: &'static str,
    pub words_hint: &'static str,
    pub limit: &'static str,
    pub go: &'static str,
    pub only_you: &'static str,
    /// `&str` are the names.
    pub known: fn(&str) -> String,
    pub kept: fn(&str) -> String,
    pub remove: &'static str,
    /// Where it stands, for who looks for it elsewhere.
    pub there: &'static str,
}

pub const DA: Text = Text {
    kind: |kind| match kind {
        Kind::Address => "Adresse",
        Kind::Phone => "Telefon",
        Kind::Email => "E-mail",
        Kind::School => "Skole",
        Kind::Institution => "Institution",
        Kind::MeetingPlace => "Mødested",
    },
    add: "Skriv adresse, telefon eller skole",
    change: "Ret",
    what: "Hvad er det?",
    meeting: "Hvilken dialog er mødestedet til?",
    no_meeting: "Ikke til en dialog",
    text: "Skriv det her",
    text_hint: "Kun du ser det, til du giver det til andre.",
    known_to: "Hvem må se det?",
    kept_from: "Hvem må ikke vide det?",
    words: "Hvilke andre ord røber det?",
    words_hint: "Ét på hver linje. For eksempel skolens korte navn.",
    limit: "Den, der ikke må vide det, ser intet, hvor ordene står. Tegninger kan vi ikke læse.",
    go: "Gem",
    only_you: "Kun du ser det",
    known: |names| format!("Ses af {names}"),
    kept: |names| format!("Skjult for {names}"),
    remove: "Slet",
    there: "Se adresse, telefon og skole under »Os«",
};

pub const EN: Text = Text {
    kind: |kind| match kind {
        Kind::Address => "Address",
        Kind::Phone => "Phone",
        Kind::Email => "E-mail",
        Kind::School => "School",
        Kind::Institution => "Institution",
        Kind::MeetingPlace => "Meeting place",
    },
    add: "Write an address, a phone number or a school",
    change: "Change",
    what: "What is it?",
    meeting: "Which dialogue is it the place of?",
    no_meeting: "Not of a dialogue",
    text: "Write it here",
    text_hint: "Only you see it until you give it to others.",
    known_to: "Who may see it?",
    kept_from: "Who must not know it?",
    words: "Which other words give it away?",
    words_hint: "One on each line. For instance the short name of the school.",
    limit: "Whoever must not know it sees nothing that holds the words. We cannot read drawings.",
    go: "Save",
    only_you: "Only you see it",
    known: |names| format!("Seen by {names}"),
    kept: |names| format!("Hidden from {names}"),
    remove: "Delete",
    there: "See address, phone and school under “Us”",
};
